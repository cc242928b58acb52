//! Pasted text read as bytes: every way in which it can be meant.

mod comments;
mod dump;
mod fold;
mod hex;
mod number;
mod wrapped;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::literal::literal_bytes;
use crate::text::{Encoding, LineEnds, bytes_of};
use crate::visible::half_in;

use fold::folded;

pub use hex::bytes as hex_bytes;

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
    /// It is what is left where the text looks like hexadecimal digits with a mistake in them.
    Doubtful,
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
    // What only looks like digits was never certain to be meant as such.
    let plain = folded(text);
    let at_most = |certainty| if plain == text { certainty } else { Certainty::Possible };
    if let Some((certainty, bytes)) = dump::bytes(&plain) {
        add(Way::Dump, at_most(certainty), Some(bytes));
    }
    if let Some((certainty, bytes)) = number::bytes(&plain) {
        add(Way::Numbers, at_most(certainty), Some(bytes));
    }
    if let Some((certainty, bytes)) = literal(text) {
        add(Way::Literal, certainty, Some(bytes));
    }
    if let Some((certainty, bytes)) = hex::bytes(text) {
        add(Way::Hex, certainty, Some(bytes));
    }
    for (way, bytes) in wrapped::readings(&plain) {
        add(way, Certainty::Possible, Some(bytes));
    }
    add(Way::Base64, Certainty::Possible, base64(text));
    let itself = if stray(text).is_some() { Certainty::Doubtful } else { Certainty::Possible };
    add(Way::Text, itself, bytes_of(text, encoding, LineEnds::Lf).ok());
    found.sort_by_key(|reading| reading.certainty != Certainty::Plain);
    found
}

/// The first part that is no whole byte, of a text that looks like bytes: `5G` of `AA 5G`, `567` of `12 34 567`, `256` of `{ 1, 256 }`.
/// None where nothing is wrong, and none of an ordinary text.
#[must_use]
pub fn stray(text: &str) -> Option<String> {
    hex::stray(text).or_else(|| number::stray(&folded(text)))
}

/// The only way in which a text can be meant, where there is just one: nobody need be asked.
#[must_use]
pub fn obvious(readings: &[Reading]) -> Option<&Reading> {
    match readings {
        [only] if only.certainty != Certainty::Doubtful => Some(only),
        [first, second, ..] if first.certainty == Certainty::Plain && second.certainty != Certainty::Plain => {
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
        .filter(|(name, _)| name.chars().all(|c| c.is_alphanumeric() || " _[]:;*&(),<>$@\n\t".contains(c)));
    declared.map_or(text, |(_, value)| value.trim())
}

fn literal(text: &str) -> Option<(Certainty, Vec<u8>)> {
    let value = assigned(text);
    let bare = value.strip_prefix('(').and_then(|value| value.strip_suffix(')')).unwrap_or(value).trim();
    let bytes = literal_bytes(bare)?;
    // A text in quotes alone may well be meant with them: JSON is. A database writes one mark before all digits.
    let digits = bare.trim_matches(['"', '\'']).strip_prefix("\\x").unwrap_or_default();
    let is_database = digits.len() > 2 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let plain =
        !is_database && (bare.starts_with(['b', '\\']) || value.len() < text.trim().len() || bare.contains("\\x"));
    Some((if plain { Certainty::Plain } else { Certainty::Possible }, bytes))
}

fn base64(text: &str) -> Option<Vec<u8>> {
    // It is broken into lines, and has no blanks within one.
    let compact: String = text.split_whitespace().collect();
    let words = text.split_whitespace().count();
    if words > text.lines().filter(|line| !line.trim().is_empty()).count() {
        return None;
    }
    let padded = compact.ends_with('=');
    if compact.len() < 4 || (!padded && !compact.len().is_multiple_of(4)) {
        return None;
    }
    BASE64.iter().find_map(|alphabet| alphabet.decode(&compact).ok())
}

#[cfg(test)]
mod tests;
