//! Bytes as rows of offset, hexadecimal digits and text.

use std::fmt::Write as _;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HexRow {
    /// Where it starts, in hexadecimal.
    pub offset: String,
    /// The bytes, in groups of eight, padded to the width of a full row.
    pub digits: String,
    /// The printable ASCII among them, a dot for the rest.
    pub text: String,
}

/// How many rows so many bytes take.
#[must_use]
pub fn row_count(bytes: usize, per_row: usize) -> usize {
    bytes.div_ceil(per_row.max(1))
}

/// How many digits the offsets of so many bytes take: four or eight.
#[must_use]
pub fn offset_width(bytes: usize) -> usize {
    if bytes <= 0x1_0000 { 4 } else { 8 }
}

/// The row with this index, or an empty one beyond the end.
#[must_use]
pub fn hex_row(bytes: &[u8], index: usize, per_row: usize) -> HexRow {
    let start = index.saturating_mul(per_row).min(bytes.len());
    let row = bytes.iter().skip(start).take(per_row);
    let mut digits = String::with_capacity(per_row * 3 + 2);
    for (place, byte) in row.clone().enumerate() {
        if place > 0 {
            digits.push_str(if place % 8 == 0 { "  " } else { " " });
        }
        // Writing to a String does not fail.
        let _ = write!(digits, "{byte:02X}");
    }
    let full = (per_row * 3).saturating_sub(1) + per_row.saturating_sub(1) / 8;
    let text = row.map(|byte| if (0x20..0x7f).contains(byte) { char::from(*byte) } else { '.' }).collect();
    HexRow {
        offset: format!("{start:0width$X}", width = offset_width(bytes.len())),
        digits: format!("{digits:full$}"),
        text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_shows_offset_digits_and_text() {
        let bytes: Vec<u8> = (0x2e..0x48).collect();
        let table = [
            (0, 16, "0000", "2E 2F 30 31 32 33 34 35  36 37 38 39 3A 3B 3C 3D", "./0123456789:;<="),
            (1, 16, "0010", "3E 3F 40 41 42 43 44 45  46 47                  ", ">?@ABCDEFG"),
            (3, 8, "0018", "46 47                  ", "FG"),
            (9, 8, "001A", "                       ", ""),
        ];
        for (index, per_row, offset, digits, text) in table {
            let row = hex_row(&bytes, index, per_row);
            assert_eq!(
                (row.offset.as_str(), row.digits.as_str(), row.text.as_str()),
                (offset, digits, text),
                "row {index}"
            );
        }
    }

    #[test]
    fn bytes_that_are_not_printable_are_dots() {
        assert_eq!(hex_row(&[0x00, 0x0d, 0x7f, 0xff, b'A'], 0, 8).text, "....A");
    }

    #[test]
    fn rows_are_counted_to_the_last_byte() {
        assert_eq!((row_count(0, 16), row_count(16, 16), row_count(17, 16)), (0, 1, 2));
    }

    #[test]
    fn offsets_are_as_wide_as_the_bytes_need() {
        assert_eq!((offset_width(1024), offset_width(0x1_0000), offset_width(0x1_0001)), (4, 4, 8));
    }
}
