//! Placeholders in a payload, such as `{{counter}}` or `{{crc16-modbus:le}}`, and what they become when it is sent.
//!
//! `{{name}}` or `{{name:form}}`. Names: `counter`, `time` (seconds since 1970), `date` (as text), `random`, `imei`, and those of
//! [`crate::checksum`], which count every byte before them. Forms: none for text in decimal digits (checksums: hexadecimal ones),
//! `hex`, and raw numbers `u8`, `u16be`, `u16le`, `u32be`, `u32le`, `u64be`, `u64le`; a checksum's own width is `be` or `le`. Anything
//! else in double braces is payload like the rest.

use std::ops::Range;

use crate::calendar;
use crate::checksum::Checksum;

/// What placeholders become: told from outside, since nothing here has a clock or dice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Surroundings<'a> {
    /// How many payloads were sent before.
    pub counter: u64,
    /// Seconds since 1970.
    pub unix_seconds: i64,
    /// A random number; the second one in the same payload is made from it.
    pub random: u64,
    /// The module's IMEI, where it is known.
    pub imei: Option<&'a str>,
}

/// A placeholder that stands in a payload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Where, with its braces.
    pub range: Range<usize>,
    source: Source,
    form: Form,
}

#[derive(Debug, Clone, Copy)]
enum Source {
    Counter,
    Time,
    Date,
    Random,
    Imei,
    Checksum(&'static Checksum),
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Checksum(a), Self::Checksum(b)) => a.name == b.name,
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }
}

impl Eq for Source {}

/// A number in digits, or in so many bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Decimal,
    Hex(usize),
    Big(usize),
    Little(usize),
}

/// The placeholders of a payload, in order.
#[must_use]
pub fn placed(bytes: &[u8]) -> Vec<Placed> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = memchr::memmem::find(bytes.get(from..).unwrap_or_default(), b"{{").map(|at| from + at) {
        let inside = open + 2;
        let rest = bytes.get(inside..).unwrap_or_default();
        let close = memchr::memmem::find(rest.get(..rest.len().min(40)).unwrap_or_default(), b"}}");
        let read =
            close.and_then(|length| Some((length, std::str::from_utf8(rest.get(..length)?).ok().and_then(parse)?)));
        match read {
            Some((length, (source, form))) => {
                from = inside + length + 2;
                found.push(Placed { range: open..from, source, form });
            }
            None => from = open + 1,
        }
    }
    found
}

/// The payload with every placeholder filled in.
#[must_use]
pub fn filled(bytes: &[u8], with: &Surroundings<'_>) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    let mut random = with.random;
    for Placed { range, source, form } in placed(bytes) {
        out.extend_from_slice(bytes.get(at..range.start).unwrap_or_default());
        at = range.end;
        let value = match source {
            Source::Counter => with.counter,
            Source::Time => with.unix_seconds.cast_unsigned(),
            Source::Random => {
                random = mixed(random);
                random
            }
            Source::Checksum(checksum) => checksum.of(&out).into(),
            Source::Date => {
                out.extend_from_slice(calendar::iso(with.unix_seconds).unwrap_or_default().as_bytes());
                continue;
            }
            Source::Imei => {
                out.extend_from_slice(with.imei.unwrap_or_default().as_bytes());
                continue;
            }
        };
        form.write(&mut out, value);
    }
    out.extend_from_slice(bytes.get(at..).unwrap_or_default());
    out
}

impl Form {
    fn write(self, out: &mut Vec<u8>, value: u64) {
        match self {
            Self::Decimal => out.extend_from_slice(value.to_string().as_bytes()),
            Self::Hex(width) => {
                out.extend_from_slice(format!("{:0digits$X}", low(value, width), digits = width * 2).as_bytes())
            }
            Self::Big(width) => out.extend(value.to_be_bytes().iter().skip(8_usize.saturating_sub(width))),
            Self::Little(width) => out.extend(value.to_le_bytes().iter().take(width)),
        }
    }
}

/// The lowest so many bytes of a number.
fn low(value: u64, bytes: usize) -> u64 {
    if bytes >= 8 { value } else { value & ((1 << (bytes * 8)) - 1) }
}

/// The next number of a row that looks random (splitmix64).
fn mixed(seed: u64) -> u64 {
    let state = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let state = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    state ^ (state >> 31)
}

fn parse(text: &str) -> Option<(Source, Form)> {
    let (name, form) = text.split_once(':').map_or((text, None), |(name, form)| (name, Some(form)));
    let source = match name {
        "counter" => Source::Counter,
        "time" => Source::Time,
        "date" => Source::Date,
        "random" => Source::Random,
        "imei" => Source::Imei,
        _ => Source::Checksum(Checksum::named(name)?),
    };
    let width = if let Source::Checksum(checksum) = source { checksum.width } else { 4 };
    let form = match (source, form) {
        (Source::Checksum(_), None | Some("hex")) | (Source::Random | Source::Counter | Source::Time, Some("hex")) => {
            Form::Hex(width)
        }
        (_, None) => Form::Decimal,
        (Source::Date | Source::Imei, Some(_)) => return None,
        (Source::Checksum(_), Some("be")) => Form::Big(width),
        (Source::Checksum(_), Some("le")) => Form::Little(width),
        (Source::Checksum(_), Some(_)) => return None,
        (_, Some("u8")) => Form::Big(1),
        (_, Some("u16be")) => Form::Big(2),
        (_, Some("u16le")) => Form::Little(2),
        (_, Some("u32be")) => Form::Big(4),
        (_, Some("u32le")) => Form::Little(4),
        (_, Some("u64be")) => Form::Big(8),
        (_, Some("u64le")) => Form::Little(8),
        _ => return None,
    };
    Some((source, form))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WITH: Surroundings<'_> =
        Surroundings { counter: 258, unix_seconds: 86_400, random: 7, imei: Some("860000000000001") };

    #[test]
    fn each_placeholder_becomes_its_value() {
        for (payload, expected) in [
            (&b"n={{counter}}"[..], &b"n=258"[..]),
            (b"{{counter:u8}}{{counter:u16be}}{{counter:u16le}}", b"\x02\x01\x02\x02\x01"),
            (b"{{counter:u32le}}", b"\x02\x01\0\0"),
            (b"{{counter:u64be}}", b"\0\0\0\0\0\0\x01\x02"),
            (b"{{counter:hex}}", b"00000102"),
            (b"{{time}} {{date}}", b"86400 1970-01-02T00:00:00Z"),
            (b"{{imei}}", b"860000000000001"),
            (b"123456789{{crc16-modbus}}", b"1234567894B37"),
            (b"123456789{{crc16-modbus:le}}", b"123456789\x37\x4B"),
            (b"123456789{{crc32:be}}", b"123456789\xCB\xF4\x39\x26"),
        ] {
            assert_eq!(filled(payload, &WITH), expected, "{}", String::from_utf8_lossy(payload));
        }
    }

    #[test]
    fn a_checksum_counts_what_the_placeholders_before_it_became() {
        let with = Surroundings { counter: 123_456_789, ..WITH };
        assert_eq!(filled(b"{{counter}}{{crc8:be}}", &with), b"123456789\xF4");
    }

    #[test]
    fn what_is_no_placeholder_stays() {
        for payload in [
            &b"{{}}"[..],
            b"{{x}}",
            b"{\"a\":{\"b\":{}}}",
            b"{{counter",
            b"{{imei:u8}}",
            b"{{crc8:u8}}",
            b"{{ counter }}",
        ] {
            assert_eq!((placed(payload), filled(payload, &WITH)), (vec![], payload.to_vec()));
        }
        assert_eq!(filled(b"{{{counter}}}", &WITH), b"{258}");
    }

    #[test]
    fn random_numbers_differ_within_a_payload_and_are_the_same_for_the_same_seed() {
        let once = filled(b"{{random:u32be}}{{random:u32be}}", &WITH);
        assert_ne!(once[..4], once[4..]);
        assert_eq!(once, filled(b"{{random:u32be}}{{random:u32be}}", &WITH));
    }

    proptest! {
        #[test]
        fn bytes_without_double_braces_are_never_touched(bytes: Vec<u8>) {
            if !bytes.windows(2).any(|pair| pair == b"{{") {
                prop_assert_eq!(filled(&bytes, &WITH), bytes);
            }
        }
    }
}
