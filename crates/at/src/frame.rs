//! Cuts a byte stream into lines, prompts and counted replies, so that no byte is lost and no split changes the result.
//!
//! The raw bytes of all frames, one after the other, are the stream. What counts as a frame depends on what is due
//! ([`Expect`]), which the conversation says anew for every frame. Each byte is examined a bounded number of times, however the
//! stream is split: [`Framer::examined`] counts.

mod counted;
mod line;
mod raw;
mod sign;

pub use counted::{Counted, refit};
use counted::{Reading, Step};
pub use line::{Line, int};
pub use raw::Raw;

/// The longest line that is waited for. What is longer is cut here: a module's own line buffer ends at 12,288 bytes.
const LINE_MAX: usize = 65_536;

/// One piece of the stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Frame {
    /// A line with its terminator, which may be CR LF, LF, or CR before the next line.
    Line(Raw),
    /// The `>` that asks for data, with what stood before it on its line.
    Prompt(Raw),
    /// A `+MQTTREAD`, with topic and payload cut out by length.
    Counted(Raw, Box<Counted>),
}

impl Frame {
    /// The bytes of the stream that this frame is made of.
    #[must_use]
    pub fn raw(&self) -> &[u8] {
        match self {
            Self::Line(raw) | Self::Prompt(raw) | Self::Counted(raw, _) => raw,
        }
    }
}

/// What may come next besides a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expect<'a> {
    /// Lines only: a message is being printed, and a `>` may be part of it.
    Lines,
    /// A `>` with nothing else on its line; it may be glued to the echo of the command in flight.
    Prompt {
        /// The command as it was sent, without its CR.
        echo: &'a [u8],
    },
    /// A `+MQTTREAD` reply; it may be glued to the echo, too.
    Counted {
        /// The command as it was sent, without its CR.
        echo: &'a [u8],
        /// Whether a `>` may come as well.
        prompt: bool,
    },
}

/// Why nothing more comes out, though bytes are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stall {
    /// A counted reply lacks bytes.
    Short,
    /// A counted reply has all the bytes that it announced, and does not end there.
    Mismatch,
}

/// Holds what has come and is not a whole frame yet.
#[derive(Debug, Clone, Default)]
pub struct Framer {
    buffer: Vec<u8>,
    start: usize,
    /// How many of the pending bytes hold no line end.
    scanned: usize,
    /// The counted reply under way.
    reading: Option<Reading>,
    /// Whether the pending line was looked at and begins no counted reply.
    is_line: bool,
    examined: u64,
    received: u64,
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
        self.received += bytes.len() as u64;
    }

    /// The next frame, if it is there whole.
    pub fn next(&mut self, expect: Expect<'_>) -> Option<Frame> {
        if self.pending().is_empty() {
            return None;
        }
        match expect {
            // A blank line begins none, and needs no closer look.
            Expect::Counted { .. } if self.reading.is_none() && matches!(self.pending(), [b'\r' | b'\n', ..]) => {}
            Expect::Counted { echo, .. } if !self.is_line => {
                let pending = self.buffer.get(self.start..).unwrap_or_default();
                let reading = self.reading.get_or_insert_default();
                match reading.advance(pending, echo, &mut self.examined) {
                    Step::Whole(length, counted) => return self.take_counted(length, counted),
                    Step::NeedsMore => return None,
                    Step::Not => (self.reading, self.is_line) = (None, true),
                }
            }
            _ => self.reading = None,
        }
        let length = self.line_length()?;
        let sign = match expect {
            Expect::Lines | Expect::Counted { prompt: false, .. } => None,
            Expect::Prompt { echo } | Expect::Counted { echo, prompt: true } => {
                let line = self.buffer.get(self.start..).and_then(|rest| rest.get(..length)).unwrap_or_default();
                self.examined += if sign::may_end(line) { length as u64 } else { 0 };
                sign::length(line, echo)
            }
        };
        match sign {
            Some(sign) => {
                let prompt = self.take(sign).map(Frame::Prompt);
                // What is left of the line is blank, and its end is known.
                (self.is_line, self.scanned) = (true, (length - sign).saturating_sub(1));
                prompt
            }
            None => self.take(length).map(Frame::Line),
        }
    }

    /// A `>` without a line end, when nothing has followed it for a moment.
    pub fn prompt_in_silence(&mut self, echo: &[u8]) -> Option<Frame> {
        if self.reading.is_some() || !sign::may_end(self.pending()) {
            return None;
        }
        let length = sign::length(self.pending(), echo)?;
        self.take(length).map(Frame::Prompt)
    }

    /// A line that a CR has ended, when nothing has followed it for a moment: a module can be told to send no LF (V.250, 6.2.1).
    pub fn line_in_silence(&mut self) -> Option<Frame> {
        if !self.may_end_with_cr() {
            return None;
        }
        self.take(self.pending().len()).map(Frame::Line)
    }

    /// Whether what has come and is not a frame yet could be a line that a CR has ended.
    #[must_use]
    pub fn may_end_with_cr(&self) -> bool {
        self.reading.is_none() && self.pending().last() == Some(&b'\r') && !Line::is_none(self.pending())
    }

    /// The counted reply whose bytes do not end where it announced, ended where the module ended it. For use after a silence.
    pub fn cut_short(&mut self) -> Option<Frame> {
        let (length, counted) = self.reading.as_mut()?.cut_short(self.buffer.get(self.start..)?)?;
        self.take_counted(length, counted)
    }

    /// The counted reply whose end never came, as far as it came. For use when nothing more is waited for.
    pub fn give_up(&mut self) -> Option<Frame> {
        let pending = self.buffer.get(self.start..)?;
        let counted = self.reading.as_mut()?;
        let (length, counted) = counted.cut_short(pending).or_else(|| counted.give_up(pending))?;
        self.take_counted(length, counted)
    }

    /// Whether a counted reply is under way that lacks its end, and how.
    #[must_use]
    pub fn stall(&self) -> Option<Stall> {
        self.reading.as_ref().and_then(Reading::stall)
    }

    /// What has come and is not a frame yet.
    #[must_use]
    pub fn pending(&self) -> &[u8] {
        self.buffer.get(self.start..).unwrap_or_default()
    }

    /// How many bytes have been examined in looking for the ends of frames.
    #[must_use]
    pub const fn examined(&self) -> u64 {
        self.examined
    }

    /// How many bytes came.
    #[must_use]
    pub const fn received(&self) -> u64 {
        self.received
    }

    /// Takes out what has come and is not a frame, as when the link is lost.
    pub fn flush(&mut self) -> Raw {
        let rest = self.pending().into();
        self.buffer.clear();
        self.start = 0;
        self.began_anew();
        rest
    }

    fn take_counted(&mut self, length: usize, counted: Box<Counted>) -> Option<Frame> {
        self.take(length).map(|raw| Frame::Counted(raw, counted))
    }

    fn take(&mut self, length: usize) -> Option<Raw> {
        let end = self.start.checked_add(length)?;
        let taken = self.buffer.get(self.start..end)?.into();
        self.start = end;
        self.began_anew();
        Some(taken)
    }

    const fn began_anew(&mut self) {
        self.scanned = 0;
        self.reading = None;
        self.is_line = false;
    }

    /// The length of the first line with its terminator. A CR ends a line when neither CR nor LF follows it.
    fn line_length(&mut self) -> Option<usize> {
        let pending = self.buffer.get(self.start..)?;
        let window = pending.get(..LINE_MAX.min(pending.len()))?;
        loop {
            let rest = window.get(self.scanned..)?;
            let found = match rest {
                // Half of the lines are blank.
                [b'\r' | b'\n', ..] => Some(0),
                _ => memchr::memchr2(b'\r', b'\n', rest),
            };
            let Some(at) = found else {
                self.examined += rest.len() as u64;
                self.scanned = window.len();
                return (window.len() == LINE_MAX).then_some(LINE_MAX);
            };
            self.examined += at as u64 + 1;
            let end = self.scanned + at + 1;
            match (rest.get(at), window.get(end)) {
                (Some(b'\n'), _) => return Some(end),
                (_, Some(b'\n')) => {
                    self.examined += 1;
                    return Some(end + 1);
                }
                (_, Some(b'\r')) => self.scanned = end,
                (_, Some(_)) => return Some(end),
                (_, None) => {
                    self.scanned = end - 1;
                    return (window.len() == LINE_MAX).then_some(LINE_MAX);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
