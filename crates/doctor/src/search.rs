//! Looks for a text among the lines of a log of any size, fed a slice at a time.

use aho_corasick::AhoCorasick;

use crate::finder::{Lines, TextLine};

/// Looks for a text, however its letters are written.
#[derive(Debug)]
pub struct Search {
    lines: Lines,
    needle: Needle,
}

#[derive(Debug)]
enum Needle {
    /// Letters of ASCII: bytes tell.
    Bytes(AhoCorasick),
    /// In small letters.
    Text(String),
}

impl Search {
    /// Looks for this text. An empty one is nowhere.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = || AhoCorasick::builder().ascii_case_insensitive(true).build([text]).ok();
        let needle = text.is_ascii().then(bytes).flatten().map(Needle::Bytes);
        Self { lines: Lines::default(), needle: needle.unwrap_or_else(|| Needle::Text(text.to_lowercase())) }
    }

    /// Takes the next bytes of the log, and hands over the number of each line that has the text.
    pub fn feed(&mut self, bytes: &[u8], mut each: impl FnMut(u64)) {
        let Self { lines, needle } = self;
        lines.feed(bytes, |line| look(needle, line, &mut each));
    }

    /// The log has ended.
    pub fn end(mut self, mut each: impl FnMut(u64)) {
        let Self { lines, needle } = &mut self;
        lines.end(|line| look(needle, line, &mut each));
    }
}

fn look(needle: &Needle, line: TextLine<'_>, each: &mut impl FnMut(u64)) {
    let is_hit = match needle {
        Needle::Bytes(needle) => needle.find(line.text).is_some_and(|hit| !hit.is_empty()),
        Needle::Text(needle) => {
            !needle.is_empty() && String::from_utf8_lossy(line.text).to_lowercase().contains(needle)
        }
    };
    if is_hit {
        each(line.number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_that_has_the_text_is_told_once_in_every_encoding_however_it_is_cut() {
        let log = "boot\nTX AT+CSQ\nRX +csq: 21,99 +CSQ\nÄRGER mit 发送\nlast csq";
        let utf16: Vec<u8> = format!("\u{FEFF}{log}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [log.as_bytes(), &utf16] {
            for (text, expected) in
                [("csq", &[2, 3, 5][..]), ("ärger", &[4]), ("发送", &[4]), ("nowhere", &[]), ("", &[]), ("BOOT", &[1])]
            {
                for slice in [1, 3, 1_000] {
                    let (mut search, mut found) = (Search::new(text), Vec::new());
                    bytes.chunks(slice).for_each(|piece| search.feed(piece, |line| found.push(line)));
                    search.end(|line| found.push(line));
                    assert_eq!(found, expected, "{text} in slices of {slice}");
                }
            }
        }
    }
}
