//! Cuts a byte stream into lines, prompts and counted replies, so that no byte is lost and no split changes the result.
//!
//! The raw bytes of all frames, one after the other, are the stream. What counts as a frame depends on what is due
//! ([`Expect`]), which the engine says anew for every frame.

mod counted;
mod line;

pub use counted::Counted;
pub use line::{Line, int};

/// The longest line that is waited for. What is longer is cut here: a module's own line buffer ends at 12,288 bytes.
const LINE_MAX: usize = 65_536;

/// One piece of the stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Frame {
    /// A line with its terminator, which may be CR LF, LF, or CR before the next line.
    Line(Vec<u8>),
    /// The `>` that asks for data, with what stood before it on its line.
    Prompt(Vec<u8>),
    /// A `+MQTTREAD` whose topic and payload were cut out by length.
    Counted(Counted),
}

impl Frame {
    /// The bytes of the stream that this frame is made of.
    #[must_use]
    pub fn raw(&self) -> &[u8] {
        match self {
            Self::Line(raw) | Self::Prompt(raw) => raw,
            Self::Counted(counted) => &counted.raw,
        }
    }
}

/// What may come next besides a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expect<'a> {
    /// Lines only.
    Lines,
    /// A `>`, since a command that asks for data is in flight; it may be glued to that command's echo.
    Prompt {
        /// The command as it was sent, without its CR.
        echo: &'a [u8],
    },
    /// A `+MQTTREAD` reply.
    Counted,
}

/// Holds what has come and is not a whole frame yet.
#[derive(Debug, Default)]
pub struct Framer {
    buffer: Vec<u8>,
    start: usize,
    stalled: bool,
}

impl Framer {
    /// Takes in bytes as they came.
    pub fn push(&mut self, bytes: &[u8]) {
        if self.start == self.buffer.len() {
            self.buffer.clear();
            self.start = 0;
        } else if self.start > LINE_MAX {
            self.buffer.drain(..self.start);
            self.start = 0;
        }
        self.buffer.extend_from_slice(bytes);
    }

    /// The next frame, if it is there whole.
    pub fn next(&mut self, expect: Expect<'_>) -> Option<Frame> {
        self.stalled = false;
        let rest = self.pending();
        if rest.is_empty() {
            return None;
        }
        match expect {
            Expect::Lines => {}
            Expect::Prompt { echo } => {
                if let Some(length) = prompt_length(rest, echo) {
                    return self.take(length).map(Frame::Prompt);
                }
            }
            Expect::Counted => match counted::parse(rest, false) {
                counted::Parsed::Whole(counted) => {
                    self.start += counted.raw.len();
                    return Some(Frame::Counted(counted));
                }
                counted::Parsed::NeedsMore => {
                    self.stalled = true;
                    return None;
                }
                counted::Parsed::Not => {}
            },
        }
        let length = line_length(rest)?;
        self.take(length).map(Frame::Line)
    }

    /// The counted reply that waits for more bytes than will come, ended where the module ended it. For use after a silence.
    pub fn cut_short(&mut self) -> Option<Frame> {
        if !self.stalled {
            return None;
        }
        let counted::Parsed::Whole(counted) = counted::parse(self.pending(), true) else { return None };
        self.stalled = false;
        self.start += counted.raw.len();
        Some(Frame::Counted(counted))
    }

    /// Whether a counted reply is under way.
    #[must_use]
    pub const fn is_stalled(&self) -> bool {
        self.stalled
    }

    /// What has come and is not a frame yet.
    #[must_use]
    pub fn pending(&self) -> &[u8] {
        self.buffer.get(self.start..).unwrap_or_default()
    }

    /// Takes out what has come and is not a frame, as when the link is lost.
    pub fn flush(&mut self) -> Vec<u8> {
        let rest = self.pending().to_vec();
        self.buffer.clear();
        self.start = 0;
        self.stalled = false;
        rest
    }

    fn take(&mut self, length: usize) -> Option<Vec<u8>> {
        let end = self.start.checked_add(length)?;
        let taken = self.buffer.get(self.start..end)?.to_vec();
        self.start = end;
        Some(taken)
    }
}

/// The length of the first line with its terminator. A CR ends a line when neither CR nor LF follows it.
fn line_length(rest: &[u8]) -> Option<usize> {
    let window = rest.get(..LINE_MAX.min(rest.len()))?;
    let newline = window.iter().position(|byte| *byte == b'\n');
    let head = window.get(..newline.unwrap_or(window.len()))?;
    let bare = head.windows(2).position(|pair| matches!(pair, [b'\r', next] if *next != b'\r'));
    match (bare, newline) {
        (Some(at), _) => Some(at + 1),
        (None, Some(at)) => Some(at + 1),
        (None, None) if window.len() == LINE_MAX => Some(LINE_MAX),
        (None, None) => None,
    }
}

/// The length up to and with a `>` that begins a line: behind blank lines, junk that is not text, or the command's own echo.
fn prompt_length(rest: &[u8], echo: &[u8]) -> Option<usize> {
    let glued = rest.get(..echo.len()).filter(|head| !echo.is_empty() && head.eq_ignore_ascii_case(echo));
    let skip = glued.map_or(0, <[u8]>::len);
    let tail = rest.get(skip..)?;
    let junk = tail.iter().position(|byte| matches!(byte, 0x21..=0x7E))?;
    (tail.get(junk) == Some(&b'>')).then_some(skip + junk + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(stream: &[u8]) -> Vec<Vec<u8>> {
        let mut framer = Framer::default();
        framer.push(stream);
        std::iter::from_fn(|| framer.next(Expect::Lines)).map(|frame| frame.raw().to_vec()).collect()
    }

    #[test]
    fn a_line_ends_at_lf_or_at_a_cr_before_text() {
        for (stream, expected) in [
            (&b"\r\nOK\r\n"[..], vec![&b"\r\n"[..], b"OK\r\n"]),
            (b"OK\n+X: 1\n", vec![b"OK\n", b"+X: 1\n"]),
            (b"AT\r\r\nOK\r\n", vec![b"AT\r\r\n", b"OK\r\n"]),
            (b"AT\rOK\r\n", vec![b"AT\r", b"OK\r\n"]),
            (b"AT\r", vec![]),
            (b"half", vec![]),
        ] {
            assert_eq!(lines(stream), expected, "{:?}", String::from_utf8_lossy(stream));
        }
    }

    #[test]
    fn a_line_without_end_is_cut() {
        assert_eq!(lines(&vec![b'x'; LINE_MAX + 5]).len(), 1);
    }

    #[test]
    fn a_prompt_needs_no_line_end_and_may_follow_junk_or_the_echo() {
        let echo = b"AT+MQTTPUB=1,\"t\",0,0,3";
        for (stream, expected) in [
            (&b">"[..], Some(1)),
            (b"\r\n>", Some(3)),
            (b"\r\n> \r\n", Some(3)),
            (b"\xFF\x00\r\n>", Some(5)),
            (b"AT+MQTTPUB=1,\"t\",0,0,3>", Some(23)),
            (b"AT+MQTTPUB=1,\"t\",0,0,3\r\n>", Some(25)),
            (b"+MQTTMSG: 1,0,\"a>b\",\"\"\r\n", None),
            (b"a>", None),
            (b"\r\n", None),
        ] {
            assert_eq!(prompt_length(stream, echo), expected, "{:?}", String::from_utf8_lossy(stream));
        }
    }
}
