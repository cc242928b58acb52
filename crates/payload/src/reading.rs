//! Pasted text read as bytes: every way in which it can be meant.

mod dump;
mod number;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::literal::literal_bytes;
use crate::text::{Encoding, LineEnds, bytes_of};
use crate::visible::half_in;

/// Base64 in both alphabets, with or without its padding.
const FORGIVING: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
const BASE64: [GeneralPurpose; 2] =
    [GeneralPurpose::new(&alphabet::STANDARD, FORGIVING), GeneralPurpose::new(&alphabet::URL_SAFE, FORGIVING)];

/// How a text was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Way {
    /// A dump with offsets.
    Dump,
    /// A list of numbers: an array of C, Rust, Python or JavaScript, or `0xAA, 0x55`.
    Numbers,
    /// A literal with escapes: `"\xAA\x55"`.
    Literal,
    /// Pairs of hexadecimal digits: `AA 55`, `aa:55`, `AA55`.
    Hex,
    /// Base64.
    Base64,
    /// The text itself.
    Text,
}

/// Whether a text says by itself how it is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Certainty {
    /// It does: `0xAA, 0x55` is nothing else.
    Plain,
    /// It could be this as well.
    Possible,
}

/// One way in which a text can be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// How it was read.
    pub way: Way,
    /// How sure that is.
    pub certainty: Certainty,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// Every way in which a text can be meant, the likeliest first, no bytes twice. Text itself is always among them, unless
/// the encoding lacks one of its characters. A text with half of a character cannot be meant in any way.
#[must_use]
pub fn readings(text: &str, encoding: Encoding) -> Vec<Reading> {
    if half_in(text).is_some() {
        return Vec::new();
    }
    let mut found: Vec<Reading> = Vec::new();
    let mut add = |way, certainty, bytes: Option<Vec<u8>>| {
        if let Some(bytes) = bytes.filter(|bytes| !found.iter().any(|reading| reading.bytes == *bytes)) {
            found.push(Reading { way, certainty, bytes });
        }
    };
    add(Way::Dump, Certainty::Plain, dump::bytes(text));
    if let Some((certainty, bytes)) = number::bytes(text) {
        add(Way::Numbers, certainty, Some(bytes));
    }
    if let Some((certainty, bytes)) = literal(text) {
        add(Way::Literal, certainty, Some(bytes));
    }
    if let Some((certainty, bytes)) = hex(text) {
        add(Way::Hex, certainty, Some(bytes));
    }
    add(Way::Base64, Certainty::Possible, base64(text));
    add(Way::Text, Certainty::Possible, bytes_of(text, encoding, LineEnds::Lf).ok());
    found.sort_by_key(|reading| reading.certainty == Certainty::Possible);
    found
}

/// The only way in which a text can be meant, where there is just one: nobody need be asked.
#[must_use]
pub fn obvious(readings: &[Reading]) -> Option<&Reading> {
    match readings {
        [only] => Some(only),
        [first, second, ..] if first.certainty == Certainty::Plain && second.certainty == Certainty::Possible => {
            Some(first)
        }
        _ => None,
    }
}

/// What a declaration assigns: the text behind its `=`, without the semicolon.
fn assigned(text: &str) -> &str {
    let text = text.trim().trim_end_matches(';').trim_end();
    let declared = text
        .split_once('=')
        .filter(|(name, _)| name.chars().all(|c| c.is_alphanumeric() || " _[]:;*&\n\t".contains(c)));
    declared.map_or(text, |(_, value)| value.trim())
}

fn literal(text: &str) -> Option<(Certainty, Vec<u8>)> {
    let value = assigned(text);
    let bare = value.strip_prefix('(').and_then(|value| value.strip_suffix(')')).unwrap_or(value).trim();
    let bytes = literal_bytes(bare)?;
    // A text in quotes alone may well be meant with them: JSON is.
    let plain = bare.starts_with(['b', '\\']) || value.len() < text.trim().len() || bare.contains("\\x");
    Some((if plain { Certainty::Plain } else { Certainty::Possible }, bytes))
}

fn hex(text: &str) -> Option<(Certainty, Vec<u8>)> {
    let text = text.trim();
    let parted =
        text.split(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | ',' | ';')).filter(|part| !part.is_empty());
    let mut bytes = Vec::with_capacity(text.len() / 2);
    let (mut pairs, mut longer, mut single, mut marked) = (0, 0, 0, 0);
    for part in parted {
        let digits = part.strip_prefix("0x").or_else(|| part.strip_prefix("0X"));
        marked += usize::from(digits.is_some());
        let digits = digits.unwrap_or(part);
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        match digits.len() {
            0 => return None,
            1 => single += 1,
            2 => pairs += 1,
            length if length.is_multiple_of(2) => longer += 1,
            _ => return None,
        }
        // The first digit of an odd number of them stands alone.
        let (alone, rest) = digits.split_at(digits.len() % 2);
        let two = (0..rest.len()).step_by(2).filter_map(|at| rest.get(at..at + 2));
        bytes.extend([alone].into_iter().chain(two).filter_map(|digits| u8::from_str_radix(digits, 16).ok()));
    }
    // Single digits are bytes only among pairs: on their own they are words of one letter.
    if single > marked && (pairs == 0 || longer > 0) {
        return None;
    }
    // Digits without a gap may be a name or a number as well, and so may a single pair or a list of them; what is marked may not.
    let is_row = longer == 0 && single == 0 && pairs > 1 && !text.contains(',');
    let certainty = if is_row || (marked > 0 && longer == 0) { Certainty::Plain } else { Certainty::Possible };
    (!bytes.is_empty()).then_some((certainty, bytes))
}

fn base64(text: &str) -> Option<Vec<u8>> {
    let compact: String = text.split_whitespace().collect();
    let padded = compact.ends_with('=');
    if compact.len() < 4 || (!padded && !compact.len().is_multiple_of(4)) {
        return None;
    }
    BASE64.iter().find_map(|alphabet| alphabet.decode(&compact).ok())
}

#[cfg(test)]
mod tests;
