//! What the bytes at the caret are as numbers, times and characters, and the bytes of such a value that is typed.

use half::f16;

use crate::calendar;

/// Which byte of a number comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Order {
    /// The one that counts most, as on the network.
    #[default]
    Big,
    /// The one that counts least, as in most microcontrollers.
    Little,
}

/// What bytes can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An unsigned number of 8 bits.
    U8,
    /// A signed number of 8 bits.
    I8,
    /// An unsigned number of 16 bits.
    U16,
    /// A signed number of 16 bits.
    I16,
    /// An unsigned number of 32 bits.
    U32,
    /// A signed number of 32 bits.
    I32,
    /// An unsigned number of 64 bits.
    U64,
    /// A signed number of 64 bits.
    I64,
    /// IEEE 754 binary16.
    F16,
    /// IEEE 754 binary32.
    F32,
    /// IEEE 754 binary64.
    F64,
    /// The bits of one byte, the highest first.
    Bits,
    /// A character of UTF-8.
    Utf8,
    /// Seconds since 1970 in 32 unsigned bits.
    Time32,
    /// Seconds since 1970 in 64 signed bits.
    Time64,
}

/// Why a text is no such value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such value")]
pub struct NoSuchValue;

/// Runs a block with the number type of a kind; anything but numbers is left to the other arm.
macro_rules! number {
    ($kind:expr, |$number:ident| $body:expr, _ => $other:expr) => {
        match $kind {
            Kind::U8 => {
                type $number = u8;
                $body
            }
            Kind::I8 => {
                type $number = i8;
                $body
            }
            Kind::U16 => {
                type $number = u16;
                $body
            }
            Kind::I16 => {
                type $number = i16;
                $body
            }
            Kind::U32 | Kind::Time32 => {
                type $number = u32;
                $body
            }
            Kind::I32 => {
                type $number = i32;
                $body
            }
            Kind::U64 => {
                type $number = u64;
                $body
            }
            Kind::I64 | Kind::Time64 => {
                type $number = i64;
                $body
            }
            Kind::F16 => {
                type $number = f16;
                $body
            }
            Kind::F32 => {
                type $number = f32;
                $body
            }
            Kind::F64 => {
                type $number = f64;
                $body
            }
            Kind::Bits | Kind::Utf8 => $other,
        }
    };
}

impl Kind {
    /// All of them, in the order in which they are shown: those whose texts are long come last.
    pub const ALL: [Self; 15] = [
        Self::U8,
        Self::I8,
        Self::U16,
        Self::I16,
        Self::U32,
        Self::I32,
        Self::F16,
        Self::F32,
        Self::Bits,
        Self::Utf8,
        Self::U64,
        Self::I64,
        Self::F64,
        Self::Time32,
        Self::Time64,
    ];

    /// What it is called in short, the same in every language.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::U8 => "u8",
            Self::I8 => "i8",
            Self::U16 => "u16",
            Self::I16 => "i16",
            Self::U32 => "u32",
            Self::I32 => "i32",
            Self::U64 => "u64",
            Self::I64 => "i64",
            Self::F16 => "f16",
            Self::F32 => "f32",
            Self::F64 => "f64",
            Self::Bits => "bits",
            Self::Utf8 => "UTF-8",
            Self::Time32 => "time32",
            Self::Time64 => "time64",
        }
    }

    /// Whether its texts can be long: up to some twenty characters.
    #[must_use]
    pub const fn is_wide(self) -> bool {
        matches!(self, Self::U64 | Self::I64 | Self::F64 | Self::Time32 | Self::Time64)
    }

    /// Whether the order of the bytes matters.
    #[must_use]
    pub const fn has_order(self) -> bool {
        !matches!(self, Self::U8 | Self::I8 | Self::Bits | Self::Utf8)
    }

    /// The value that the bytes begin with, and how many of them it takes. None where they are too few or no such value.
    #[must_use]
    pub fn read(self, bytes: &[u8], order: Order) -> Option<(String, usize)> {
        match self {
            Self::Bits => bytes.first().map(|byte| (format!("{byte:08b}"), 1)),
            Self::Utf8 => first_character(bytes).map(|character| (shown(character), character.len_utf8())),
            Self::Time32 => Some((calendar::iso(unsigned(bytes, order)?.into())?, 4)),
            Self::Time64 => Some((calendar::iso(signed(bytes, order)?)?, 8)),
            _ => number!(self, |Number| {
                const SIZE: usize = size_of::<Number>();
                let bytes = bytes.first_chunk::<SIZE>()?;
                let value = match order {
                    Order::Big => Number::from_be_bytes(*bytes),
                    Order::Little => Number::from_le_bytes(*bytes),
                };
                Some((short(value.to_string(), || format!("{value:e}")), SIZE))
            }, _ => None),
        }
    }

    /// The bytes of a value as [`Kind::read`] gives it, or as somebody typed it. Whole numbers may be written with `0x`, times
    /// as seconds.
    ///
    /// # Errors
    /// [`NoSuchValue`].
    pub fn write(self, text: &str, order: Order) -> Result<Vec<u8>, NoSuchValue> {
        let text = text.trim();
        let value = match self {
            Self::Bits => return bits(text),
            Self::Utf8 => return character(text),
            Self::Time32 | Self::Time64 => match calendar::seconds(text) {
                Some(seconds) => seconds.to_string(),
                None => text.to_owned(),
            },
            Self::F16 | Self::F32 | Self::F64 => text.to_owned(),
            _ => decimal(text).ok_or(NoSuchValue)?,
        };
        number!(self, |Number| {
            let value: Number = value.parse().map_err(|_| NoSuchValue)?;
            Ok(match order {
                Order::Big => value.to_be_bytes().to_vec(),
                Order::Little => value.to_le_bytes().to_vec(),
            })
        }, _ => Err(NoSuchValue))
    }
}

/// A number that takes too many digits is written with an exponent; whole numbers never take so many.
fn short(plain: String, with_exponent: impl FnOnce() -> String) -> String {
    if plain.len() > 21 { with_exponent() } else { plain }
}

fn unsigned(bytes: &[u8], order: Order) -> Option<u32> {
    let bytes = *bytes.first_chunk::<4>()?;
    Some(if order == Order::Big { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) })
}

fn signed(bytes: &[u8], order: Order) -> Option<i64> {
    let bytes = *bytes.first_chunk::<8>()?;
    Some(if order == Order::Big { i64::from_be_bytes(bytes) } else { i64::from_le_bytes(bytes) })
}

fn first_character(bytes: &[u8]) -> Option<char> {
    let chunk = bytes.get(..bytes.len().min(4))?.utf8_chunks().next()?;
    chunk.valid().chars().next()
}

/// The character, or its code point where it could not be seen.
fn shown(character: char) -> String {
    if crate::visible::is_hidden(character) || character.is_whitespace() {
        format!("U+{:04X}", u32::from(character))
    } else {
        character.to_string()
    }
}

fn character(text: &str) -> Result<Vec<u8>, NoSuchValue> {
    let mut characters = text.chars();
    let code = text.strip_prefix("U+").and_then(|digits| u32::from_str_radix(digits, 16).ok()).and_then(char::from_u32);
    let character = match (code, characters.next(), characters.next()) {
        (Some(character), ..) | (None, Some(character), None) => character,
        _ => return Err(NoSuchValue),
    };
    // Half of a character is not a character.
    if crate::visible::half_of(character).is_some() {
        return Err(NoSuchValue);
    }
    Ok(character.to_string().into_bytes())
}

fn bits(text: &str) -> Result<Vec<u8>, NoSuchValue> {
    let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '_')).collect();
    u8::from_str_radix(&digits, 2).map(|byte| vec![byte]).map_err(|_| NoSuchValue)
}

/// A whole number in decimal digits, from those or from hexadecimal ones.
fn decimal(text: &str) -> Option<String> {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
    match digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X")) {
        Some(hex) => u64::from_str_radix(hex, 16).ok().map(|value| format!("{sign}{value}")),
        None => Some(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn bytes_are_values_in_both_orders() {
        for (kind, order, bytes, text) in [
            (Kind::U8, Order::Big, &b"\x41"[..], "65"),
            (Kind::I8, Order::Big, b"\xFF", "-1"),
            (Kind::U16, Order::Big, b"\x41\xAC", "16812"),
            (Kind::U16, Order::Little, b"\x41\xAC", "44097"),
            (Kind::I16, Order::Little, b"\xFE\xFF", "-2"),
            (Kind::U32, Order::Big, b"\x41\xAC\xCC\xCD", "1101843661"),
            (Kind::I32, Order::Little, b"\xFF\xFF\xFF\xFF", "-1"),
            (Kind::U64, Order::Big, &[0xFF; 8], "18446744073709551615"),
            (Kind::I64, Order::Little, &[0xFF; 8], "-1"),
            (Kind::F16, Order::Big, b"\x3C\x00", "1"),
            (Kind::F32, Order::Big, b"\x41\xAC\xCC\xCD", "21.6"),
            (Kind::F64, Order::Little, b"\0\0\0\0\0\0\xF0\x3F", "1"),
            (Kind::Bits, Order::Big, b"\xA5", "10100101"),
            (Kind::Utf8, Order::Big, "温x".as_bytes(), "温"),
            (Kind::Utf8, Order::Big, b"\n", "U+000A"),
            (Kind::Time32, Order::Big, b"\x7F\xFF\xFF\xFF", "2038-01-19T03:14:07Z"),
            (Kind::Time64, Order::Little, &[0; 8], "1970-01-01T00:00:00Z"),
        ] {
            let (read, length) = kind.read(bytes, order).unwrap();
            assert_eq!(read, text, "{kind:?} {order:?}");
            assert_eq!(kind.write(text, order).as_deref(), Ok(&bytes[..length]), "{kind:?} {order:?}");
        }
    }

    #[test]
    fn what_is_too_short_or_no_value_is_none() {
        for (kind, bytes) in
            [(Kind::U16, &b"a"[..]), (Kind::Utf8, b"\xFF"), (Kind::Utf8, b""), (Kind::Time64, &[0x7F; 8])]
        {
            assert_eq!(kind.read(bytes, Order::Big), None, "{kind:?}");
        }
        for (kind, text) in
            [(Kind::U8, "256"), (Kind::U8, "x"), (Kind::Bits, "102"), (Kind::Utf8, "ab"), (Kind::Time32, "soon")]
        {
            assert_eq!(kind.write(text, Order::Big), Err(NoSuchValue), "{kind:?} {text}");
        }
    }

    #[test]
    fn numbers_may_be_typed_in_hexadecimal_and_times_as_seconds() {
        assert_eq!(Kind::U16.write("0xAA55", Order::Little), Ok(vec![0x55, 0xAA]));
        assert_eq!(Kind::I8.write("-0x01", Order::Big), Ok(vec![0xFF]));
        assert_eq!(Kind::Time32.write("86400", Order::Big), Ok(vec![0, 1, 0x51, 0x80]));
    }

    proptest! {
        #[test]
        fn every_value_that_is_read_writes_its_bytes(bytes in proptest::collection::vec(any::<u8>(), 8..12)) {
            for kind in Kind::ALL {
                for order in [Order::Big, Order::Little] {
                    let Some((text, length)) = kind.read(&bytes, order) else { continue };
                    let written = kind.write(&text, order).unwrap();
                    // There are many ways not to be a number.
                    prop_assert!(written == bytes[..length] || text == "NaN", "{:?} {:?}", kind, text);
                }
            }
        }
    }
}
