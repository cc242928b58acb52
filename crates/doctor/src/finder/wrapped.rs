//! Lines that a window has wrapped, joined again: those of a style that says where its text ends, and those that begin with a time in a log whose
//! lines are all as long as the window is wide, or shorter.

use super::cursor::Cursor;
use super::flow::{WIDTHS, WRAPPED_MAX};
use super::lines::TextLine;
use super::stamp;

/// Where a line ends that was wrapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// With this byte.
    Byte(u8),
    /// Before the next line that begins with a time.
    Stamp,
}

/// A line that goes on in the next one.
#[derive(Debug)]
pub(crate) struct Wrapped {
    text: Vec<u8>,
    end: End,
    /// How wide the window is.
    width: usize,
    lines: usize,
    number: u64,
    offset: u64,
}

impl Wrapped {
    pub(crate) fn line(&self) -> TextLine<'_> {
        TextLine { number: self.number, offset: self.offset, text: &self.text }
    }
}

/// What is held back until its rest has come.
#[derive(Debug, Default)]
pub(crate) struct Wrapping {
    held: Option<Wrapped>,
    /// How long the longest line was.
    longest: usize,
}

impl Wrapping {
    /// Takes a line. What was held back comes first, where it is over, and then the line, unless it is a part of that or held back itself.
    pub(crate) fn take<'a>(&mut self, line: TextLine<'a>) -> (Option<Wrapped>, Option<TextLine<'a>>) {
        self.longest = self.longest.max(line.text.len());
        let mut over = None;
        if let Some(mut held) = self.held.take() {
            // Only its last part is shorter than the window, and of some it has their end.
            let (is_part, is_last) = match held.end {
                End::Byte(end) => {
                    let is_last = line.text.ends_with(&[end]);
                    (end_of(line.text).is_none() && (is_last || line.text.len() == held.width), is_last)
                }
                End::Stamp => {
                    let fits = !line.text.is_empty() && line.text.len() <= held.width && self.longest <= held.width;
                    (fits && !has_stamp(line.text), line.text.len() < held.width)
                }
            };
            if is_part {
                held.text.extend_from_slice(line.text);
                held.lines += 1;
            }
            if is_part && !is_last && held.lines < WRAPPED_MAX {
                self.held = Some(held);
                return (None, None);
            }
            over = Some(held);
            if is_part {
                return (over, None);
            }
        }
        match self.wrapped_end(line.text) {
            Some(end) => {
                let TextLine { number, offset, text } = line;
                self.held = Some(Wrapped { text: text.to_vec(), end, width: text.len(), lines: 1, number, offset });
                (over, None)
            }
            None => (over, Some(line)),
        }
    }

    /// The text has ended.
    pub(crate) fn end(&mut self) -> Option<Wrapped> {
        self.held.take()
    }

    /// What ends a line that is as long as a window is wide, and has no end of its own.
    fn wrapped_end(&self, text: &[u8]) -> Option<End> {
        if !WIDTHS.contains(&text.len()) {
            return None;
        }
        match end_of(text) {
            Some(end) => (text.last() != Some(&end)).then_some(End::Byte(end)),
            None => (self.longest <= text.len() && has_stamp(text)).then_some(End::Stamp),
        }
    }
}

/// What a line has to end with that begins like one of a style that says where its text ends.
fn end_of(text: &[u8]) -> Option<u8> {
    if text.starts_with(b"{\"number\":") || text.starts_with(b"{\"format\":") {
        return Some(b'}');
    }
    let signs = [&b"--> '"[..], b"<-- '"];
    signs.iter().any(|sign| memchr::memmem::find(text, sign).is_some()).then_some(b'\'')
}

/// Whether a line begins with a time.
fn has_stamp(text: &[u8]) -> bool {
    let mut cursor = Cursor(text);
    cursor.one_of(b"[(");
    stamp::time(&mut cursor).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(lines: &[&str]) -> Vec<String> {
        let mut wrapping = Wrapping::default();
        let mut found = Vec::new();
        let mut say = |text: &[u8]| found.push(String::from_utf8_lossy(text).into_owned());
        for (number, text) in (1..).zip(lines) {
            let (held, line) = wrapping.take(TextLine { number, offset: 0, text: text.as_bytes() });
            held.iter().for_each(|held| say(&held.text));
            line.iter().for_each(|line| say(line.text));
        }
        wrapping.end().iter().for_each(|held| say(&held.text));
        found
    }

    #[test]
    fn a_line_with_a_time_goes_on_until_the_next_one_in_a_window_that_no_line_is_wider_than() {
        let full = format!("10:00:01.000 {}", "x".repeat(67));
        let next = "10:00:02.000 RX: OK";
        assert_eq!(joined(&[&full, "rest", next]), [format!("{full}rest"), next.to_owned()]);
        assert_eq!(joined(&[&full, next]), [full.clone(), next.to_owned()]);
        let wider = format!("{full}y");
        assert_eq!(joined(&[&wider, &full, "rest"]), [wider.clone(), full.clone(), "rest".to_owned()]);
        let bare = "x".repeat(80);
        assert_eq!(joined(&[&bare, "rest"]), [bare.clone(), "rest".to_owned()]);
    }
}
