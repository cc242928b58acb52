//! The armour of PEM text (RFC 7468): where each block begins and ends, and what is damaged. Liberal, so that it can say what is wrong.

use std::ops::Range;

use base64ct::{Base64, Encoding as _};
use zeroize::Zeroizing;

const BEGIN: &[u8] = b"-----BEGIN ";
const END: &[u8] = b"-----END ";
const DASHES: &[u8] = b"-----";

/// How many characters a line of re-made armour has (RFC 7468, 2).
const COLUMNS: usize = 64;

/// The longest line that readers in small devices are known to take.
const LINE_MAX: usize = 76;

/// How much of a label is kept. The longest that stands in front of anything has half as many characters.
const LABEL_MAX: usize = 64;

/// What keeps a block from being read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Damage {
    /// The BEGIN line is missing: the text starts in the middle.
    NoBegin,
    /// The END line is missing: the text breaks off.
    NoEnd,
    /// It begins as one thing and ends as another.
    OtherEnd {
        /// What the END line says.
        label: String,
    },
    /// A character that base64 does not have.
    Character {
        /// The line of the file, from 1.
        line: usize,
        /// The character.
        found: char,
    },
    /// The armour is whole, but characters are missing between its lines.
    Incomplete,
    /// There is nothing between BEGIN and END.
    Empty,
    /// The bytes are not what the label promises.
    Structure,
}

/// One block of armour.
pub(crate) struct Block {
    /// What the BEGIN line says, such as `CERTIFICATE`.
    pub(crate) label: String,
    /// From the first dash to the end of the END line, its line end included.
    pub(crate) span: Range<usize>,
    /// Whether the lines are laid out as every reader takes them.
    pub(crate) tidy: bool,
    /// Whether headers say that the bytes are encrypted (RFC 1421).
    pub(crate) encrypted: bool,
    /// The bytes.
    pub(crate) body: Result<Zeroizing<Vec<u8>>, Damage>,
}

/// The first blocks of a text, in order, and so many at most. However a text is made, each of its bytes is looked at a few times and no more.
pub(crate) fn blocks(text: &[u8], most: usize) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut at = 0;
    let mut lines = Lines { text, at: 0, line: 1 };
    while let Some(start) = find(text, DASHES, at).filter(|_| blocks.len() < most) {
        let rest = text.get(start..).unwrap_or_default();
        at = if rest.starts_with(BEGIN) {
            let block = block(text, start, &mut lines);
            let end = block.span.end;
            blocks.push(block);
            end
        } else if rest.starts_with(END) {
            let end = line_end(text, start);
            let label = label(text, start + END.len()).0;
            blocks.push(Block { label, span: start..end, tidy: false, encrypted: false, body: Err(Damage::NoBegin) });
            end
        } else {
            start + 1
        };
    }
    blocks
}

/// Counts the lines of a text up to a place, going on from the place before.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn line_of(&mut self, place: usize) -> usize {
        let between = self.text.get(self.at..place).unwrap_or_default();
        examined(between.len());
        self.line += memchr::memchr_iter(b'\n', between).count();
        self.at = place.max(self.at);
        self.line
    }
}

/// The block whose BEGIN stands at `start`.
fn block(text: &[u8], start: usize, lines: &mut Lines<'_>) -> Block {
    let (label, inside) = label(text, start + BEGIN.len());
    let stop = find(text, DASHES, inside).unwrap_or(text.len());
    let after = text.get(stop..).unwrap_or_default();
    if !after.starts_with(END) {
        return Block { label, span: start..stop, tidy: false, encrypted: false, body: Err(Damage::NoEnd) };
    }
    let (ended_as, end) = self::label(text, stop + END.len());
    let span = start..past_line_end(text, end);
    let content = text.get(inside..stop).unwrap_or_default();
    let (headers, content_from) = headers(content);
    let encrypted = find(headers, b"ENCRYPTED", 0).is_some();
    let body = if ended_as == label {
        decode(text, inside + content_from..stop, lines)
    } else {
        Err(Damage::OtherEnd { label: ended_as })
    };
    Block { label, span, tidy: is_tidy(content), encrypted, body }
}

/// The label that begins at `from`, and where the dashes behind it end.
fn label(text: &[u8], from: usize) -> (String, usize) {
    let rest = text.get(from..).unwrap_or_default();
    // The line is looked at as far as the label goes: a text without line ends has many labels on one line.
    let dashes_or_line_end =
        |at: &usize| rest.get(*at..).is_some_and(|rest| rest.starts_with(DASHES) || rest.starts_with(b"\n"));
    let end = memchr::memchr2_iter(b'\n', b'-', rest).find(dashes_or_line_end).unwrap_or(rest.len());
    examined(end);
    let name = rest.get(..end.min(LABEL_MAX)).unwrap_or_default();
    let label = String::from_utf8_lossy(name).trim().to_owned();
    let has_dashes = rest.get(end..).is_some_and(|rest| rest.starts_with(DASHES));
    (label, from + end + if has_dashes { DASHES.len() } else { 0 })
}

/// The headers of older armour, and where they end: `Proc-Type: 4,ENCRYPTED` up to an empty line.
fn headers(content: &[u8]) -> (&[u8], usize) {
    examined(content.len());
    if !content.contains(&b':') {
        return (&[], 0);
    }
    let empty = [b"\n\n".as_slice(), b"\r\n\r\n"];
    let end = empty.iter().filter_map(|line| Some(find(content, line, 0)? + line.len())).min().unwrap_or(0);
    (content.get(..end).unwrap_or_default(), end)
}

/// What base64 says, or where it goes wrong.
fn decode(text: &[u8], span: Range<usize>, lines: &mut Lines<'_>) -> Result<Zeroizing<Vec<u8>>, Damage> {
    let content = text.get(span.clone()).unwrap_or_default();
    examined(content.len());
    let odd = content.iter().position(|byte| !is_base64(*byte) && !byte.is_ascii_whitespace());
    if let Some(odd) = odd.map(|odd| span.start + odd) {
        let line = lines.line_of(odd);
        let shown = String::from_utf8_lossy(text.get(odd..(odd + 4).min(text.len())).unwrap_or_default());
        return Err(Damage::Character { line, found: shown.chars().next().unwrap_or_default() });
    }
    base64(content)
}

/// The bytes of base64 with any white space in it.
pub(crate) fn base64(content: &[u8]) -> Result<Zeroizing<Vec<u8>>, Damage> {
    examined(content.len());
    // Large enough from the start: a text that grows leaves copies of itself behind.
    let mut dense = Zeroizing::new(String::with_capacity(content.len()));
    dense.extend(content.iter().filter(|byte| !byte.is_ascii_whitespace()).map(|byte| char::from(*byte)));
    if dense.is_empty() {
        return Err(Damage::Empty);
    }
    Base64::decode_vec(&dense).map(Zeroizing::new).map_err(|_| Damage::Incomplete)
}

/// The bytes in armour of their own.
pub(crate) fn wrap(label: &str, bytes: &[u8]) -> Zeroizing<Vec<u8>> {
    let dense = Zeroizing::new(Base64::encode_string(bytes));
    let mut armour = Zeroizing::new(Vec::with_capacity(dense.len() + dense.len() / COLUMNS + 2 * (label.len() + 20)));
    armour.extend_from_slice(format!("-----BEGIN {label}-----\n").as_bytes());
    for line in dense.as_bytes().chunks(COLUMNS) {
        armour.extend_from_slice(line);
        armour.push(b'\n');
    }
    armour.extend_from_slice(format!("-----END {label}-----\n").as_bytes());
    armour
}

/// Whether there is a line end behind BEGIN and before END, and lines of base64 alone in between.
fn is_tidy(content: &[u8]) -> bool {
    examined(content.len());
    let text = String::from_utf8_lossy(content);
    let Some(inner) = text.strip_prefix("\r\n").or_else(|| text.strip_prefix('\n')) else { return false };
    inner.ends_with('\n')
        && inner.lines().all(|line| (1..=LINE_MAX).contains(&line.len()) && line.bytes().all(is_base64))
}

pub(crate) fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=')
}

/// Where the line ends in which `from` lies.
fn line_end(text: &[u8], from: usize) -> usize {
    find(text, b"\n", from).unwrap_or(text.len())
}

/// Behind the line end that stands at `at`, if one does.
fn past_line_end(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + [b"\r\n".as_slice(), b"\n"].iter().find(|end| rest.starts_with(end)).map_or(0, |end| end.len())
}

fn find(text: &[u8], wanted: &[u8], from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    let found = memchr::memmem::find(rest, wanted);
    examined(found.map_or(rest.len(), |at| at + wanted.len()));
    Some(from + found?)
}

/// Tells the tests how much work there was.
fn examined(bytes: usize) {
    #[cfg(test)]
    work::add(bytes);
    #[cfg(not(test))]
    let _ = bytes;
}

/// How many bytes this thread has looked at.
#[cfg(test)]
pub(crate) mod work {
    use std::cell::Cell;

    thread_local! {
        static BYTES: Cell<usize> = const { Cell::new(0) };
    }

    pub(super) fn add(bytes: usize) {
        BYTES.set(BYTES.get() + bytes);
    }

    /// How many since it was asked last.
    pub(crate) fn take() -> usize {
        BYTES.take()
    }
}
