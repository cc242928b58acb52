//! Cuts what is fed into lines, a slice at a time: text in UTF-8, in UTF-16, or in any other encoding that keeps ASCII.

use crate::index::{Block, Index};

/// How much of a line is kept: more than any line of traffic has. What is beyond it is counted, and passed over.
pub(crate) const LINE_MAX: usize = 256 * 1_024;

/// A line of a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TextLine<'a> {
    /// Its number, from 1 on.
    pub(crate) number: u64,
    /// Where it begins, in bytes from the beginning of the file.
    pub(crate) offset: u64,
    /// Its text without the line feed, in UTF-8 where the file is in UTF-16.
    pub(crate) text: &'a [u8],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    /// Two bytes a unit, the low one first.
    Utf16Le,
    /// The high one first.
    Utf16Be,
    /// One byte a character of ASCII.
    Bytes,
}

/// Cuts lines. It keeps one line at most.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    encoding: Option<Encoding>,
    /// The first bytes, until they tell the encoding.
    head: Vec<u8>,
    /// The first half of a unit of UTF-16, and the first unit of a pair.
    half: Option<u8>,
    high: Option<u16>,
    line: Vec<u8>,
    /// Lines that have ended, and bytes before the one that has not.
    number: u64,
    offset: u64,
    /// Bytes taken.
    taken: u64,
    index: Index,
}

impl Lines {
    /// Cuts the same text from a line on that begins here.
    pub(crate) fn resumed(&self, line: u64, offset: u64) -> Self {
        let number = line.saturating_sub(1);
        Self { encoding: self.encoding, number, offset, taken: offset, ..Self::default() }
    }

    /// The block that has a line; `None` for a line that has not come.
    pub(crate) fn block(&self, line: u64) -> Option<Block> {
        self.index.block(line, self.number, self.taken)
    }

    /// Takes the next bytes.
    pub(crate) fn feed(&mut self, bytes: &[u8], mut each: impl FnMut(TextLine<'_>)) {
        if self.encoding.is_some() {
            return self.take(bytes, &mut each);
        }
        self.head.extend_from_slice(bytes);
        if self.head.len() >= 4 {
            self.begin(&mut each);
        }
    }

    /// The text has ended.
    pub(crate) fn end(&mut self, mut each: impl FnMut(TextLine<'_>)) {
        self.begin(&mut each);
        if self.taken > self.offset {
            self.ended(&mut each);
        }
    }

    fn begin(&mut self, each: &mut impl FnMut(TextLine<'_>)) {
        let head = std::mem::take(&mut self.head);
        if self.encoding.is_some() {
            return;
        }
        let (encoding, mark) = match head.as_slice() {
            [0xFF, 0xFE, ..] => (Encoding::Utf16Le, 2),
            [0xFE, 0xFF, ..] => (Encoding::Utf16Be, 2),
            [0xEF, 0xBB, 0xBF, ..] => (Encoding::Bytes, 3),
            [first, 0, second, 0, ..] if *first > 0 && *second > 0 => (Encoding::Utf16Le, 0),
            [0, first, 0, second, ..] if *first > 0 && *second > 0 => (Encoding::Utf16Be, 0),
            _ => (Encoding::Bytes, 0),
        };
        self.encoding = Some(encoding);
        self.taken += mark as u64;
        self.offset += mark as u64;
        self.take(head.get(mark..).unwrap_or_default(), each);
    }

    fn take(&mut self, bytes: &[u8], each: &mut impl FnMut(TextLine<'_>)) {
        if self.encoding == Some(Encoding::Bytes) {
            return self.take_bytes(bytes, each);
        }
        for byte in bytes {
            self.taken += 1;
            let Some(first) = self.half.take() else {
                self.half = Some(*byte);
                continue;
            };
            let pair = [first, *byte];
            let unit = if self.encoding == Some(Encoding::Utf16Le) {
                u16::from_le_bytes(pair)
            } else {
                u16::from_be_bytes(pair)
            };
            self.unit(unit, each);
        }
    }

    fn take_bytes(&mut self, mut bytes: &[u8], each: &mut impl FnMut(TextLine<'_>)) {
        while let Some(end) = memchr::memchr(b'\n', bytes) {
            let (line, rest) = bytes.split_at(end);
            self.keep(line);
            self.taken += end as u64 + 1;
            self.ended(each);
            bytes = rest.get(1..).unwrap_or_default();
        }
        self.keep(bytes);
        self.taken += bytes.len() as u64;
    }

    fn unit(&mut self, unit: u16, each: &mut impl FnMut(TextLine<'_>)) {
        if unit == u16::from(b'\n') {
            return self.ended(each);
        }
        let units = self.high.take().into_iter().chain([unit]);
        if (0xD800..0xDC00).contains(&unit) {
            self.high = Some(unit);
            return;
        }
        let characters: Vec<_> = char::decode_utf16(units).collect();
        for character in characters {
            let character = character.unwrap_or(char::REPLACEMENT_CHARACTER);
            self.keep(character.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }

    fn keep(&mut self, bytes: &[u8]) {
        let room = LINE_MAX - self.line.len();
        self.line.extend_from_slice(bytes.get(..room).unwrap_or(bytes));
    }

    fn ended(&mut self, each: &mut impl FnMut(TextLine<'_>)) {
        self.number += 1;
        self.index.take(self.number, self.offset);
        each(TextLine { number: self.number, offset: self.offset, text: &self.line });
        self.line.clear();
        // Room that one long line needed is not kept for all others.
        self.line.shrink_to(LINE_MAX / 16);
        self.offset = self.taken;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8], slice: usize) -> Vec<(u64, u64, String)> {
        let mut lines = Lines::default();
        let mut found = Vec::new();
        let mut each = |line: TextLine<'_>| {
            found.push((line.number, line.offset, String::from_utf8_lossy(line.text).into_owned()))
        };
        bytes.chunks(slice).for_each(|chunk| lines.feed(chunk, &mut each));
        lines.end(each);
        found
    }

    #[test]
    fn lines_have_numbers_and_places_in_every_encoding_however_they_are_cut() {
        let text = "AT\r\n\u{53d1}\u{1F600}\n\nlast";
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let with = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        for (bytes, offsets) in [
            (text.as_bytes().to_vec(), [0, 4, 12, 13]),
            (with(b"\xEF\xBB\xBF", text.as_bytes()), [3, 7, 15, 16]),
            (le.clone(), [0, 8, 16, 18]),
            (with(b"\xFF\xFE", &le), [2, 10, 18, 20]),
            (with(b"\xFE\xFF", &be), [2, 10, 18, 20]),
        ] {
            for slice in [1, 2, 3, 5, 100] {
                let expected: Vec<_> = ["AT\r", "\u{53d1}\u{1F600}", "", "last"]
                    .iter()
                    .zip(offsets)
                    .enumerate()
                    .map(|(at, (text, offset))| (at as u64 + 1, offset, (*text).to_owned()))
                    .collect();
                assert_eq!(lines(&bytes, slice), expected);
            }
        }
    }

    #[test]
    fn a_line_of_ten_megabytes_is_kept_within_bounds() {
        let mut bytes = vec![b'x'; 10_000_000];
        bytes.extend_from_slice(b"\nAT\n");
        let found = lines(&bytes, 65_536);
        assert_eq!(found.iter().map(|(_, _, text)| text.len()).collect::<Vec<_>>(), [LINE_MAX, 2]);
        assert_eq!(found[1].1, 10_000_001);
    }
}
