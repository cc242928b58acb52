//! A table for spreadsheets (RFC 4180), in which nothing that a module said is taken for a formula.

use std::fmt;

use super::escape::{Shows, escaped, line_text};
use super::{Export, missing};
use crate::line::{Direction, Entry, Zero};
use crate::record::LetGo;
use crate::session::{Header, direction_name, role_name};

/// Writes a row a line, with a sentence about it where `meaning` has one. A text that a spreadsheet would take for a formula, or that begins
/// with an apostrophe, has an apostrophe before it.
pub struct Csv<M> {
    meaning: M,
    zero: Zero,
    shows: Shows,
}

impl<M: FnMut(&Entry<'_>) -> Option<String>> Csv<M> {
    /// A table whose last column is what the lines mean.
    #[must_use]
    pub const fn new(meaning: M) -> Self {
        Self { meaning, zero: Zero(0), shows: escaped }
    }

    /// The same, with bytes shown in another way, as in [`super::Text::showing`].
    #[must_use]
    pub fn showing(self, shows: Shows) -> Self {
        Self { shows, ..self }
    }
}

impl<M> fmt::Debug for Csv<M> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Csv").field("zero", &self.zero).finish_non_exhaustive()
    }
}

impl<M: FnMut(&Entry<'_>) -> Option<String>> Export for Csv<M> {
    fn begin(&mut self, out: &mut Vec<u8>, about: &Header) {
        self.zero = about.zero;
        out.extend_from_slice(b"number,time,seconds,direction,role,request,damaged,length,text,meaning\r\n");
        if about.let_go != LetGo::default() {
            self.let_go(out, about.let_go);
        }
    }

    fn entry(&mut self, out: &mut Vec<u8>, entry: &Entry<'_>) {
        let line = &entry.line;
        let time = self.zero.iso(line.at);
        let request = line.request.map(|request| request.0.to_string()).unwrap_or_default();
        let damaged = if line.damaged { "true" } else { "" };
        let length = match line.direction {
            Direction::Link(_) => String::new(),
            _ => line.length.to_string(),
        };
        let (direction, role) = (direction_name(&line.direction), role_name(&line.direction).unwrap_or_default());
        let (seconds, millis) = (line.at / 1_000, line.at % 1_000);
        let row =
            format!("{},{time},{seconds}.{millis:03},{direction},{role},{request},{damaged},{length},", entry.number);
        out.extend_from_slice(row.as_bytes());
        cell(out, &line_text(line, self.shows));
        out.push(b',');
        cell(out, &(self.meaning)(entry).unwrap_or_default());
        out.extend_from_slice(b"\r\n");
    }

    fn let_go(&mut self, out: &mut Vec<u8>, let_go: LetGo) {
        let row = format!(",,,let go,,,,{},{},\r\n", let_go.bytes, missing(let_go));
        out.extend_from_slice(row.as_bytes());
    }
}

/// Writes a text as a cell.
pub(crate) fn cell(out: &mut Vec<u8>, text: &str) {
    // Spreadsheets take a text for a formula by its first character, and some of them the wide forms of East Asia too.
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', '\'']);
    let is_quoted = is_formula || text.contains([',', '"', '\r', '\n', ';']) || text.trim() != text;
    if is_quoted {
        out.push(b'"');
    }
    if is_formula {
        out.push(b'\'');
    }
    for (place, part) in text.split('"').enumerate() {
        if place > 0 {
            out.extend_from_slice(b"\"\"");
        }
        out.extend_from_slice(part.as_bytes());
    }
    if is_quoted {
        out.push(b'"');
    }
}
