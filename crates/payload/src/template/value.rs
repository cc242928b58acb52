//! The value of a field as text, and a text as its value.

use super::description::{Extent, Field, Leaf, Meaning};
use super::expression::integer;
use super::mistake::NoEdit;
use super::scale::Off;
use super::tree::Value;
use crate::notation::{hex, pairs};
use crate::text::{LineEnds, bytes_of, text_of};
use crate::{Encoding, Order};

/// The bit of the highest byte that says that decimal digits are below zero.
const SIGN: u8 = 0x80;

/// The sign and the digits of bytes that have two each. A half-byte above 9 is shown as a hexadecimal digit.
fn digits(bytes: &[u8], order: Order, signed: bool) -> (&'static str, String) {
    let mut bytes = bytes.to_vec();
    if order == Order::Little {
        bytes.reverse();
    }
    let mut sign = "";
    if let Some(highest) = bytes.first_mut().filter(|highest| signed && **highest & SIGN != 0) {
        *highest &= !SIGN;
        sign = "-";
    }
    (sign, pairs(&bytes, ""))
}

/// The number that decimal digits are.
pub(super) fn decimal(bytes: &[u8], order: Order, signed: bool) -> Option<i128> {
    let (sign, digits) = digits(bytes, order, signed);
    let number: i128 = digits.parse().ok()?;
    Some(if sign.is_empty() { number } else { -number })
}

/// A value as it is shown and typed.
pub(super) fn shown(value: &Value, leaf: &Leaf, field: &Field) -> String {
    match (value, leaf) {
        (Value::Number(number), Leaf::Float { bytes: 4, .. }) => {
            u32::try_from(*number).map(|bits| f32::from_bits(bits).to_string()).unwrap_or_default()
        }
        (Value::Number(number), Leaf::Float { .. }) => {
            u64::try_from(*number).map(|bits| f64::from_bits(bits).to_string()).unwrap_or_default()
        }
        (Value::Number(number), _) => number_shown(*number, leaf, &field.meaning),
        (Value::Bytes(bytes), Leaf::Text(encoding)) => {
            let end = if is_fixed(field) {
                bytes.iter().rposition(|byte| *byte != 0).map_or(0, |at| at + 1)
            } else {
                bytes.len()
            };
            text_of(bytes.get(..end).unwrap_or_default(), *encoding, LineEnds::Lf).replace('\n', "⟨0A⟩")
        }
        (Value::Bytes(bytes), Leaf::Digits { order, signed }) => {
            let (sign, digits) = digits(bytes, *order, *signed);
            let scaled = || field.meaning.scale?.shown(decimal(bytes, *order, *signed)?);
            match scaled() {
                // A zero with a sign is another payload than a zero without.
                Some(scaled) if !sign.is_empty() && digits.bytes().all(|digit| digit == b'0') => {
                    format!("{sign}{scaled}")
                }
                Some(scaled) => scaled,
                None => format!("{sign}{digits}"),
            }
        }
        (Value::Bytes(bytes), _) => hex(bytes),
        _ => String::new(),
    }
}

pub(super) fn number_shown(number: i128, leaf: &Leaf, meaning: &Meaning) -> String {
    if let Some(scaled) = meaning.scale.and_then(|scale| scale.shown(number)) {
        return scaled;
    }
    if meaning.hexadecimal && number >= 0 {
        let width = match leaf {
            Leaf::Integer { bytes, .. } => bytes * 2,
            Leaf::Bits { count, .. } => count.div_ceil(4),
            _ => 1,
        };
        return format!("0x{number:0width$X}");
    }
    number.to_string()
}

/// The least and the greatest number of a leaf.
pub(super) fn bounds(leaf: &Leaf) -> (i128, i128) {
    let (bits, signed) = match leaf {
        Leaf::Integer { bytes, signed, .. } => (bytes * 8, *signed),
        Leaf::Bits { count, signed } => (*count, *signed),
        _ => (64, false),
    };
    let bits = bits.clamp(1, 64);
    if signed { (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) } else { (0, (1 << bits) - 1) }
}

/// The value that a text is.
pub(super) fn parsed(text: &str, old: &Value, leaf: &Leaf, field: &Field) -> Result<Value, NoEdit> {
    // What is shown is what is there, whether or not it could be typed.
    if text == shown(old, leaf, field) {
        return Ok(old.clone());
    }
    let trimmed = text.trim();
    match leaf {
        Leaf::Integer { .. } | Leaf::Bits { .. } => number(trimmed, leaf, &field.meaning).map(Value::Number),
        Leaf::Float { bytes: 4, .. } => {
            trimmed.parse::<f32>().map(|value| Value::Number(value.to_bits().into())).map_err(|_| NoEdit::NoNumber)
        }
        Leaf::Float { .. } => {
            trimmed.parse::<f64>().map(|value| Value::Number(value.to_bits().into())).map_err(|_| NoEdit::NoNumber)
        }
        Leaf::Fixed(_) => Err(NoEdit::NotEditable),
        Leaf::Bytes => fitting(hex_bytes(trimmed).ok_or(NoEdit::NoBytes)?, old, field),
        Leaf::Text(encoding) => text_bytes(text, *encoding, old, field),
        Leaf::Digits { order, signed } => digit_bytes(trimmed, *order, *signed, old, field),
    }
}

fn number(text: &str, leaf: &Leaf, meaning: &Meaning) -> Result<i128, NoEdit> {
    let named = meaning.names.iter().flat_map(|names| &names.values).find(|named| {
        named.id.eq_ignore_ascii_case(text) || named.doc.as_deref().is_some_and(|doc| doc.eq_ignore_ascii_case(text))
    });
    let number = match (named, meaning.scale) {
        (Some(named), _) => named.value,
        (None, Some(scale)) => scale.number(text).map_err(|off| match off {
            Off::NoNumber => NoEdit::NoNumber,
            Off::BetweenSteps => NoEdit::BetweenSteps(scale.step()),
        })?,
        (None, None) => integer(text).ok_or(NoEdit::NoNumber)?,
    };
    let (least, most) = bounds(leaf);
    if (least..=most).contains(&number) {
        return Ok(number);
    }
    let shown = |number| number_shown(number, leaf, meaning);
    let (one, other) = (shown(least), shown(most));
    Err(NoEdit::OutOfRange(one, other))
}

fn text_bytes(text: &str, encoding: Encoding, old: &Value, field: &Field) -> Result<Value, NoEdit> {
    let mut bytes = bytes_of(text, encoding, LineEnds::Lf).map_err(|wrong| NoEdit::Unencodable(wrong.character))?;
    if is_fixed(field) && bytes.len() < length(old) {
        bytes.resize(length(old), 0);
    }
    fitting(bytes, old, field)
}

fn digit_bytes(text: &str, order: Order, signed: bool, old: &Value, field: &Field) -> Result<Value, NoEdit> {
    let mut below_zero = signed && text.starts_with('-');
    let digits = match field.meaning.scale {
        None => if below_zero { text.trim_start_matches('-') } else { text }.to_owned(),
        Some(scale) => {
            let number = scale.number(text).map_err(|off| match off {
                Off::NoNumber => NoEdit::NoNumber,
                Off::BetweenSteps => NoEdit::BetweenSteps(scale.step()),
            })?;
            let width = length(old) * 2;
            let end = u32::try_from(width).ok().and_then(|width| 10_i128.checked_pow(width)).unwrap_or(i128::MAX);
            // The sign takes a bit of the highest digit.
            let (least, most) = if signed { (1 - end / 10 * 8, end / 10 * 8 - 1) } else { (0, end - 1) };
            if !(least..=most).contains(&number) {
                let shown = |number| scale.shown(number).unwrap_or_default();
                let (one, other) = (shown(least), shown(most));
                return Err(NoEdit::OutOfRange(one, other));
            }
            // Where the scale does not begin at 0, the sign of the digits is not that of the quantity.
            below_zero = number < 0 || (number == 0 && below_zero && scale.shown(0).is_some_and(|zero| is_zero(&zero)));
            format!("{:0>width$}", number.unsigned_abs())
        }
    };
    let mut bytes = hex_bytes(&digits).ok_or(NoEdit::NoDigits)?;
    if let Some(highest) = bytes.first_mut().filter(|_| signed) {
        if *highest & SIGN != 0 {
            return Err(NoEdit::NoDigits);
        }
        *highest |= if below_zero { SIGN } else { 0 };
    }
    if order == Order::Little {
        bytes.reverse();
    }
    fitting(bytes, old, field)
}

fn is_zero(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b'0' | b'.'))
}

/// Bytes that a field can have: as many as before, where their number is written in the template.
fn fitting(bytes: Vec<u8>, old: &Value, field: &Field) -> Result<Value, NoEdit> {
    let (needed, given) = (length(old), bytes.len());
    if is_fixed(field) && needed != given { Err(NoEdit::Length { needed, given }) } else { Ok(Value::Bytes(bytes)) }
}

/// Whether no other field can take another number of bytes in.
fn is_fixed(field: &Field) -> bool {
    matches!(&field.extent, Extent::Size(size) if size.solved(0).is_none() && !size.sees_stream())
}

fn length(value: &Value) -> usize {
    match value {
        Value::Bytes(bytes) => bytes.len(),
        _ => 0,
    }
}

/// Pairs of hexadecimal digits, with or without blanks.
pub(super) fn hex_bytes(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u32> =
        text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_digit(16)).collect::<Option<_>>()?;
    let pair = |pair: &[u32]| match pair {
        [high, low] => u8::try_from(high << 4 | low).ok(),
        _ => None,
    };
    digits.chunks(2).map(pair).collect()
}
