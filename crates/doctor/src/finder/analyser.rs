//! Tables of a logic analyser (Saleae): a row a byte, with its time and the name of its line; and lines that hold a byte each. Bytes become lines
//! again.

use std::borrow::Cow;

use super::bytes;
use super::cursor::Cursor;
use super::lines::TextLine;
use super::marks;
use super::reading::{Ends, Reading, Trust, Way};
use super::spelling::pair;
use super::stamp;
use super::style::Style;

/// What the columns are called in the first row: time, name, byte. In the first form the name may be missing.
const HEADS: &[[&[u8]; 3]] = &[
    [b"Time [s]", b"Analyzer Name", b"Value"],
    [b"Time [s]", b"Analyzer Name", b"Decoded Protocol Result"],
    [b"start_time", b"name", b"data"],
];

/// A silence that ends what has no line end: a prompt, or data. In milliseconds.
const SILENCE: u64 = 20;

/// How many lines may be under way at once, and how long one gets.
const NAMES_MAX: usize = 8;
const LINE_MAX: usize = 8 * 1_024;

/// Where the columns are.
#[derive(Debug, Clone, Copy)]
struct Columns {
    time: usize,
    name: Option<usize>,
    byte: usize,
}

/// The bytes of one name, until their line has ended.
#[derive(Debug)]
pub(crate) struct Line {
    name: Vec<u8>,
    pub(crate) bytes: Vec<u8>,
    at: Option<u64>,
    last: u64,
    pub(crate) number: u64,
    pub(crate) offset: u64,
}

/// What is known of the table.
#[derive(Debug, Default)]
pub(crate) struct Analyser {
    columns: Option<Columns>,
    open: Vec<Line>,
}

impl Analyser {
    /// The same table in another place of the log.
    pub(crate) const fn resumed(&self) -> Self {
        Self { columns: self.columns, open: Vec::new() }
    }

    /// Takes a row; `None` for a line that is none. What has ended comes back.
    pub(crate) fn take(&mut self, line: TextLine<'_>) -> Option<Vec<Line>> {
        if let Some(columns) = columns(line.text) {
            self.columns = Some(columns);
            return Some(self.end());
        }
        if let Some((way, byte)) = bytes::row(line.text) {
            let name: &[u8] = match way {
                Way::Sent => b"TX",
                Way::Received => b"RX",
                _ => b"",
            };
            // Without times, what has no line end ends where the other way speaks.
            let mut ended: Vec<Line> = self.open.extract_if(.., |line| line.name != name).collect();
            ended.extend(self.byte(name, byte, None, line));
            return Some(ended);
        }
        let Columns { time, name, byte } = self.columns?;
        let fields = fields(line.text);
        let field = |place: usize| fields.get(place).map(Vec::as_slice);
        let row = field(time).and_then(|text| stamp::count(&mut Cursor(text))).zip(field(byte).and_then(byte_of));
        let Some((at, byte)) = row else {
            // A row of another kind, or the end of the table.
            self.columns = self.columns.filter(|_| line.text.contains(&b','));
            return None;
        };
        let name = name.and_then(field).unwrap_or_default();
        let is_over = |line: &Line| at.saturating_sub(line.last) > SILENCE;
        let mut ended: Vec<Line> = self.open.extract_if(.., |line| is_over(line)).collect();
        ended.extend(self.byte(name, byte, Some(at), line));
        Some(ended)
    }

    /// Takes a byte. Its line comes back where it is over.
    fn byte(&mut self, name: &[u8], byte: u8, at: Option<u64>, line: TextLine<'_>) -> Option<Line> {
        let last = at.unwrap_or_default();
        let place = self.open.iter().position(|line| line.name == name);
        let mut now = place.map_or_else(
            || Line { name: name.to_vec(), bytes: Vec::new(), at, last, number: line.number, offset: line.offset },
            |place| self.open.remove(place),
        );
        now.bytes.push(byte);
        now.last = last;
        // A line feed behind a carriage return belongs to it.
        let is_end = byte == b'\n' || byte == b'\r' && now.bytes.len() > 1;
        if is_end || now.bytes.len() >= LINE_MAX || self.open.len() >= NAMES_MAX {
            return Some(now);
        }
        self.open.push(now);
        None
    }

    /// The table has ended.
    pub(crate) fn end(&mut self) -> Vec<Line> {
        std::mem::take(&mut self.open)
    }
}

impl Line {
    /// What it holds. A name that says nothing leaves the way to the looks.
    pub(crate) fn reading(&self) -> Reading<'_> {
        let way = marks::word_within(&self.name).unwrap_or(Way::Unmarked);
        Reading {
            style: Style::Stamped,
            at: self.at,
            way,
            ends: Ends::Kept,
            trust: Trust::Whole,
            bytes: Cow::Borrowed(&self.bytes),
            length: None,
        }
    }
}

fn columns(line: &[u8]) -> Option<Columns> {
    if !line.starts_with(b"Time [s]") && !line.starts_with(b"name,") && !line.starts_with(b"\"name\"") {
        return None;
    }
    let fields = fields(line);
    let place = |name: &[u8]| fields.iter().position(|field| field == name);
    HEADS
        .iter()
        .find_map(|[time, name, byte]| Some(Columns { time: place(time)?, name: place(name), byte: place(byte)? }))
}

/// The fields of a row. One in quotes may hold a comma, and has each quote twice.
fn fields(line: &[u8]) -> Vec<Vec<u8>> {
    let (mut fields, mut field, mut is_quoted) = (Vec::new(), Vec::new(), false);
    let mut bytes = line.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' if is_quoted && bytes.next_if_eq(&b'"').is_some() => field.push(b'"'),
            b'"' => is_quoted = !is_quoted,
            b',' if !is_quoted => fields.push(std::mem::take(&mut field)),
            other => field.push(other),
        }
    }
    // A quote by itself stands without others around it.
    if is_quoted && field.is_empty() {
        field.push(b'"');
    }
    fields.push(field);
    fields
}

/// The byte that a field shows: as itself, as an escape, as its digits, or by its name.
fn byte_of(field: &[u8]) -> Option<u8> {
    match field {
        [byte] => Some(*byte),
        b"\\r" => Some(b'\r'),
        b"\\n" => Some(b'\n'),
        b"\\t" => Some(b'\t'),
        b"\\\\" => Some(b'\\'),
        b"COMMA" => Some(b','),
        [b'0', b'x', high, low] | [b'\\', b'x', high, low] => pair(*high, *low),
        [b'\'', byte, b'\''] => Some(*byte),
        [b'\'', b'\\', escaped @ (b'r' | b'n' | b't'), b'\''] => byte_of(&[b'\\', *escaped]),
        // Beside what it shows as text.
        [.., b' ', b'(', b'0', b'x', high, low, b')'] => pair(*high, *low),
        [b'\'', digits @ .., b'\''] => str::from_utf8(digits).ok()?.parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_bytes_become_lines_of_their_way() {
        let rows = [
            "name,type,start_time,duration,\"data\"",
            "\"TX\",\"data\",0.001,8e-05,\"A\"",
            "\"RX\",\"data\",0.0011,8e-05,\"A\"",
            "\"TX\",\"data\",0.0012,8e-05,\"T\"",
            "\"TX\",\"data\",0.0013,8e-05,\"\\r\"",
            "\"RX\",\"data\",0.1,8e-05,\",\"",
            "\"RX\",\"data\",0.1001,8e-05,\"\"\"\"",
            "\"RX\",\"data\",0.1002,8e-05,0x0A",
            "\"RX\",\"data\",0.1003,8e-05,\">\"",
        ];
        let (mut analyser, mut found) = (Analyser::default(), Vec::new());
        for (number, text) in (1..).zip(rows) {
            found.extend(analyser.take(TextLine { number, offset: 0, text: text.as_bytes() }).unwrap());
        }
        found.extend(analyser.end());
        let shown: Vec<_> = found.iter().map(|line| (line.reading().way, line.number, line.bytes.as_slice())).collect();
        let expected: [(Way, u64, &[u8]); 4] =
            [(Way::Sent, 2, b"AT\r"), (Way::Received, 3, b"A"), (Way::Received, 6, b",\"\n"), (Way::Received, 9, b">")];
        assert_eq!(shown, expected);
        assert!(analyser.take(TextLine { number: 1, offset: 0, text: b"AT+CSQ" }).is_none());
        assert!(analyser.columns.is_none());
    }
}
