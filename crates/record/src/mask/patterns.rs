//! What is looked for to find a value again: the value, the beginning and the end of it, and what base64 makes of it.

use fibocom_at::secrets::Kind;

/// The shortest value that is looked for. A shorter one could be anything.
const LEAST: usize = 4;

/// The shortest number that is looked for: a PIN is also a port, a year, a temperature.
const LEAST_DIGITS: usize = 8;

/// The longest value that is looked for in one piece.
const LONGEST: usize = 512;

/// The pieces of a longer one.
const PIECE: usize = 64;

/// How many of them: as many lines as the longest key in use has.
const PIECES: usize = 64;

/// The shortest value whose beginning or end is looked for.
const LEAST_CUT: usize = 6;

/// The shortest text of base64 that can only be this value.
const LEAST_BASE64: usize = 6;

/// How a pattern stands for a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Form {
    /// It is the value, as a whole token.
    Token,
    /// It is the value, wherever it stands: so long and so mixed that nothing else has it within.
    Anywhere,
    /// It is the first part of the value: the line may break off within it.
    Head,
    /// It is the last part: the beginning of the line may be lost.
    Tail,
    /// It is an equipment identity without its last digit, which one or two others may follow.
    Equipment,
    /// It is what base64 makes of the value, but for characters that it shares with its neighbours.
    Base64 {
        /// Whether a shared character stands before it.
        before: bool,
        /// Whether one stands behind it.
        after: bool,
    },
    /// It is what base64 makes of a short value that stands alone.
    ShortBase64,
    /// It is what base64 makes of a short value among other bytes, but for characters that it shares with them.
    WithinBase64 {
        /// How many characters stand before it in the four that it begins in.
        place: usize,
        /// Whether a shared character stands behind it.
        after: bool,
    },
}

/// Whether a value is looked for at all, or hidden only in the places where it was found.
pub(super) fn is_looked_for(kind: Kind, value: &[u8]) -> bool {
    let digits = value.iter().filter(|byte| byte.is_ascii_digit()).count();
    let has_letters = value.iter().any(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii());
    match (kind, has_letters) {
        (Kind::Address, _) => value.len() >= LEAST,
        (_, true) => value.len() >= LEAST,
        (_, false) => {
            digits >= LEAST_DIGITS || (digits < value.len() && value.len() >= LEAST_DIGITS && digits >= LEAST)
        }
    }
}

/// Hands over all patterns of a value. Where there are very many values, only the plain ones.
pub(super) fn of(kind: Kind, value: &[u8], is_plain_only: bool, add: &mut impl FnMut(Form, &[u8])) {
    if !is_looked_for(kind, value) {
        return;
    }
    let lines: Vec<&[u8]> = value.split(|byte| b"\r\n".contains(byte)).filter(|line| !line.is_empty()).collect();
    let is_armoured = value.starts_with(b"-----BEGIN");
    if is_armoured || value.len() > LONGEST {
        let pieces = lines.iter().filter(|line| !line.starts_with(b"-----")).flat_map(|line| line.chunks(PIECE));
        for piece in pieces.filter(|piece| piece.len() >= PIECE / 3).take(PIECES) {
            add(Form::Anywhere, piece);
            base64(piece, add);
        }
        return;
    }
    let value = lines.concat();
    if value.len() < LEAST {
        return;
    }
    add(if is_unmistakable(&value) { Form::Anywhere } else { Form::Token }, &value);
    if let Some(rest) = value.strip_prefix(b"+").filter(|_| kind == Kind::PhoneNumber) {
        add(Form::Token, rest);
    }
    if value.len() >= LEAST_CUT {
        let part = LEAST.max((value.len() * 3).div_ceil(5));
        add(Form::Head, value.get(..part).unwrap_or_default());
        add(Form::Tail, value.get(value.len() - part..).unwrap_or_default());
    }
    if kind == Kind::Imei && value.len() == 15 {
        add(Form::Equipment, value.get(..14).unwrap_or_default());
    }
    if value.iter().all(u8::is_ascii_digit) && value.len() >= 14 {
        add(Form::Token, &swapped(&value));
        // An identity in a SIM's own file begins with half a byte of something else (3GPP TS 31.102, 4.2.2).
        add(Form::Anywhere, &swapped(value.get(1..).unwrap_or_default()));
    }
    if is_plain_only {
        return;
    }
    in_groups(kind, &value, add);
    base64(&value, add);
    if value.len() <= PIECE {
        base64(&value.iter().flat_map(|byte| [*byte, 0]).collect::<Vec<_>>(), add);
        base64(&value.iter().flat_map(|byte| [0, *byte]).collect::<Vec<_>>(), add);
    }
}

/// An identity in groups, as it is printed on cards and devices and typed from them, with and without its last digit, which checks the others.
fn in_groups(kind: Kind, value: &[u8], add: &mut impl FnMut(Form, &[u8])) {
    let is_identity = matches!(kind, Kind::Imei | Kind::ImeiSv | Kind::Imsi | Kind::Iccid | Kind::Eid);
    if !is_identity || value.len() < 14 || !value.iter().all(u8::is_ascii_digit) {
        return;
    }
    for separator in [b' ', b'-'] {
        for digits in [value, value.get(..value.len() - 1).unwrap_or_default()] {
            for size in [4, 5] {
                add(Form::Anywhere, &digits.chunks(size).collect::<Vec<_>>().join(&separator));
            }
        }
        // TAC, serial number and check digit (3GPP TS 23.003, 6.2).
        if let (Kind::Imei, Some((tac, serial))) = (kind, value.split_at_checked(8)) {
            let (head, rest) = (tac.split_at_checked(2), serial.split_at_checked(6));
            if let (Some((body, tac)), Some((serial, check))) = (head, rest) {
                add(Form::Anywhere, &[body, tac, serial, check].join(&separator));
            }
        }
    }
}

/// Whether no other token has this value within by chance.
fn is_unmistakable(value: &[u8]) -> bool {
    let has = |is: fn(&u8) -> bool| usize::from(value.iter().any(is));
    let classes = has(u8::is_ascii_digit) + has(u8::is_ascii_uppercase) + has(u8::is_ascii_lowercase);
    value.len() >= 16 && classes >= 2
}

/// Digits in the order in which SIMs keep them, two in a byte.
fn swapped(digits: &[u8]) -> Vec<u8> {
    let pairs = digits.chunks(2).flat_map(|pair| match pair {
        [first, second] => [*second, *first],
        [first, ..] => [b'F', *first],
        [] => [b'F', b'F'],
    });
    pairs.collect()
}

/// What base64 makes of a value behind none, one or two other bytes, in both alphabets.
fn base64(value: &[u8], add: &mut impl FnMut(Form, &[u8])) {
    for shift in 0..3 {
        let shared = [0, 2, 3].get(shift).copied().unwrap_or_default();
        let bits = (shift + value.len()) * 8;
        let text = encoded(&[vec![0; shift].as_slice(), value].concat());
        let own = text.get(shared..bits / 6).unwrap_or_default();
        let (before, after) = (shared > 0, !bits.is_multiple_of(6));
        if own.len() >= LEAST_BASE64 {
            both_alphabets(own, &mut |text| add(Form::Base64 { before, after }, text));
            continue;
        }
        if own.len() >= LEAST {
            both_alphabets(own, &mut |text| add(Form::WithinBase64 { place: shared, after }, text));
        }
        if shift == 0 {
            both_alphabets(&text, &mut |text| add(Form::ShortBase64, text));
        }
    }
}

fn both_alphabets(text: &[u8], add: &mut impl FnMut(&[u8])) {
    add(text);
    if text.iter().any(|byte| b"+/".contains(byte)) {
        let other = |byte: &u8| match byte {
            b'+' => b'-',
            b'/' => b'_',
            byte => *byte,
        };
        add(&text.iter().map(other).collect::<Vec<_>>());
    }
}

/// Base64 without padding (RFC 4648, 4).
fn encoded(bytes: &[u8]) -> Vec<u8> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = Vec::new();
    for three in bytes.chunks(3) {
        let number = three.iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for place in 0..=three.len() {
            let six = number >> (18 - 6 * place) & 0x3F;
            text.extend(ALPHABET.get(six as usize));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        for (bytes, text) in
            [("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(encoded(bytes.as_bytes()), text.as_bytes(), "{bytes}");
        }
    }

    #[test]
    fn what_could_be_anything_is_not_looked_for() {
        for (value, expected) in [
            ("1883", false),
            ("1234567", false),
            ("12345678", true),
            ("abc", false),
            ("hush", true),
            ("10.2.3.4", true),
            ("1.5", false),
            ("", false),
        ] {
            assert_eq!(is_looked_for(Kind::Password, value.as_bytes()), expected, "{value}");
        }
    }
}
