//! What is heard of a port before it has answered.

use fibocom_at::{Event, Heard, Listener, Role, Timestamp};
use workbench_record::{Direction, Line};

use super::{ANSWER_AT_ONCE, ASK, ASK_FOR_WORDS, Finding};
use crate::clock::Millis;
use crate::link::SharedRecord;

/// What a module prints of a message at most, which says when one may be cut; the series is not known yet.
const MESSAGE_MAX: usize = 1_500;

/// How many bytes a port is judged by.
const SAMPLE: usize = 64 << 10;

/// What is heard of the port.
pub(super) struct Ear {
    listener: Listener,
    /// The beginning of it, which is enough to judge by. The record has the rest.
    heard: Vec<u8>,
    /// Until when what comes may answer a question. `None` before the first.
    answers_until: Option<Millis>,
    /// How much of it had come when it was asked last.
    asked_at: usize,
    /// How many questions may still be answered or have been, and how many of them came back.
    asked: u32,
    echoes: u32,
    /// Whether bytes came that answer nothing.
    is_unasked: bool,
    /// How many bytes came in all.
    pub(super) count: usize,
    /// Whether a line of its own said OK, with no junk before it, and how many lines were a final result.
    pub(super) answered: bool,
    answers: u32,
    /// Whether a line was another final result: what listens there listens to commands.
    pub(super) refused: bool,
    /// Whether the module said that it has started.
    pub(super) started: bool,
}

impl Default for Ear {
    fn default() -> Self {
        Self {
            listener: Listener::new(MESSAGE_MAX),
            heard: Vec::new(),
            answers_until: None,
            asked_at: 0,
            asked: 0,
            echoes: 0,
            is_unasked: false,
            count: 0,
            answered: false,
            answers: 0,
            refused: false,
            started: false,
        }
    }
}

impl Ear {
    pub(super) fn sent(&mut self, now: u64, bytes: &[u8]) {
        self.listener.sent(Timestamp(now), bytes);
        self.answers_until = Some(Millis(now) + ANSWER_AT_ONCE);
        self.asked_at = self.heard.len();
        self.asked += u32::from(is_question(bytes));
    }

    /// Takes in what came, a line at a time: what follows from one counts for the next.
    pub(super) fn hear(&mut self, at: Millis, bytes: &[u8], record: &SharedRecord) {
        self.is_unasked |= self.answers_until.is_none_or(|until| at > until);
        let room = SAMPLE.saturating_sub(self.heard.len());
        self.heard.extend_from_slice(bytes.get(..room).unwrap_or(bytes));
        self.count = self.count.saturating_add(bytes.len());
        for part in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.listener.received(Timestamp(at.0), part);
            self.write(at, record);
        }
    }

    /// Writes what is left of an unfinished line.
    pub(super) fn end(&mut self, at: Millis, record: &SharedRecord) {
        self.listener.lost();
        self.write(at, record);
    }

    /// What was said until now is the answer to nothing.
    pub(super) const fn forget_results(&mut self) {
        (self.answered, self.answers, self.refused, self.started) = (false, 0, false, false);
        (self.asked, self.echoes) = (0, 0);
    }

    /// Writes into the record what was understood since the last time.
    fn write(&mut self, at: Millis, record: &SharedRecord) {
        while let Some(heard) = self.listener.poll() {
            match heard {
                Heard::Event(Event::Line { raw, role, damaged, .. }) => {
                    if matches!(role, Role::Final | Role::Late) && !damaged {
                        let is_ok = raw.trim_ascii() == b"OK";
                        self.answered |= is_ok;
                        self.answers += 1;
                        self.refused |= !is_ok;
                    }
                    self.echoes += u32::from(is_question(&raw));
                    record.borrow_mut().write(Line { damaged, ..Line::new(at.0, Direction::Received(role), &raw) });
                }
                Heard::Event(Event::Rebooted) => {
                    self.started = true;
                    (self.answers, self.asked, self.echoes) = (0, 1, 0);
                    // What it prints when it starts was printed before it read the question, which it may answer after all.
                    self.listener.sent(Timestamp(at.0), ASK);
                }
                Heard::Event(_) | Heard::Command(..) | Heard::Data(_) => {}
            }
        }
    }

    /// Whether nothing came at all.
    pub(super) const fn is_silent(&self) -> bool {
        self.heard.is_empty()
    }

    /// Whether what it was asked came back: what did not, a module that repeats its commands has not heard.
    pub(super) const fn is_echoed(&self) -> bool {
        self.echoes > 0
    }

    /// Whether there are questions whose answers may still come.
    pub(super) fn owes(&self) -> bool {
        self.answers < if self.is_echoed() { self.echoes } else { self.asked }
    }

    /// Whether the last question came back, and nothing else since: its answer may be late.
    pub(super) fn has_only_its_echo(&self) -> bool {
        self.heard.get(self.asked_at..).is_some_and(is_question)
    }

    /// Whether only echo and prompt signs came: this is what a module says that takes each byte for data.
    pub(super) fn may_wait_for_data(&self) -> bool {
        !self.heard.is_empty() && self.heard.iter().all(|byte| b"AaTt> \r\n".contains(byte))
    }

    /// Whether only results in numbers came, and their echo: `0` for OK, `4` for ERROR, each before a CR (V.250, 6.2.6).
    pub(super) fn has_numbers(&self) -> bool {
        let mut lines = self.heard.split(|byte| *byte == b'\r').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
        let is_known = |line: &[u8]| matches!(line, b"0" | b"4") || line.eq_ignore_ascii_case(b"AT");
        self.heard.ends_with(b"\r") && lines.clone().all(is_known) && lines.any(|line| matches!(line, b"0" | b"4"))
    }

    /// What the port is, as far as no OK came.
    pub(super) fn judge(&self) -> Finding {
        let heard = &self.heard;
        if self.is_silent() {
            return Finding::Silent;
        }
        if self.may_wait_for_data() {
            return Finding::Echo;
        }
        let text = heard.iter().filter(|byte| matches!(byte, 0x20..=0x7E | b'\r' | b'\n' | b'\t')).count();
        if text * 10 < heard.len() * 9 {
            return Finding::Binary { bytes: self.count, is_stream: self.is_unasked || is_framed(heard) };
        }
        let sample: String = String::from_utf8_lossy(heard).chars().filter(|c| !c.is_control()).take(60).collect();
        Finding::Text { sample }
    }
}

/// Whether these bytes are a question, or its echo.
fn is_question(bytes: &[u8]) -> bool {
    [ASK, ASK_FOR_WORDS].iter().any(|ask| bytes.trim_ascii().eq_ignore_ascii_case(ask.trim_ascii()))
}

/// Whether this is frames of HDLC (ISO/IEC 13239), with flags around them, as diagnostics are: a flag stands at the beginning or at the end, and
/// another one.
fn is_framed(bytes: &[u8]) -> bool {
    let flags = bytes.iter().filter(|byte| **byte == 0x7E).count();
    flags > 1 && (bytes.first() == Some(&0x7E) || bytes.last() == Some(&0x7E))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(bytes: &[u8]) -> Ear {
        let mut ear = Ear::default();
        ear.sent(0, ASK);
        ear.hear(Millis(9), bytes, &crate::link::new_record());
        ear
    }

    #[test]
    fn a_port_is_judged_by_what_it_says() {
        for (bytes, expected) in [
            (&b""[..], Finding::Silent),
            (b"\x7E\x01\x80\xFF\x00\x7E", Finding::Binary { bytes: 6, is_stream: true }),
            (b"\x01\x80\xFF\x00\x7E\x99", Finding::Binary { bytes: 6, is_stream: false }),
            (b"$GPGGA,,*56\r\n", Finding::Text { sample: "$GPGGA,,*56".into() }),
            (b"AT\r", Finding::Echo),
            (b"AT\r\r\n> ", Finding::Echo),
        ] {
            assert_eq!(heard(bytes).judge(), expected);
        }
    }

    #[test]
    fn what_comes_by_itself_is_no_answer_at_a_wrong_speed() {
        for (asked, at, expected) in [(None, 9, true), (Some(0), 1_000, false), (Some(0), 1_001, true)] {
            let mut ear = Ear::default();
            asked.into_iter().for_each(|asked| ear.sent(asked, ASK));
            ear.hear(Millis(at), b"\x01\x80\xFF", &crate::link::new_record());
            assert_eq!(ear.judge(), Finding::Binary { bytes: 3, is_stream: expected });
        }
    }

    #[test]
    fn results_in_numbers_are_told_from_text_and_echo() {
        for (bytes, expected) in [
            (&b"AT\r0\r"[..], true),
            (b"0\r", true),
            (b"4\r0\r", true),
            (b"AT\r", false),
            (b"0", false),
            (b"0\r\n0.5\r\n", false),
            (b"$GPGGA,0\r", false),
            (b"", false),
        ] {
            assert_eq!(heard(bytes).has_numbers(), expected, "{bytes:?}");
        }
    }

    #[test]
    fn answers_are_owed_to_the_questions_that_came_back_and_to_all_where_none_does() {
        for (came, asked, expected) in [
            (&b"AT\r\r\nOK\r\n"[..], 1, false),
            (b"AT\rAT\r\r\nOK\r\n", 2, true),
            (b"AT\rAT\r\r\nOK\r\n\r\nERROR\r\n", 2, false),
            // The first was asked while it started, and is lost.
            (b"AT\r\r\nOK\r\n", 2, false),
            (b"\r\nOK\r\n", 2, true),
            (b"\r\nOK\r\n\r\nOK\r\n", 2, false),
            (b"\r\nOK\r\n\r\nAT command ready\r\n\r\nOK\r\n", 3, false),
        ] {
            let mut ear = Ear::default();
            (0..asked).for_each(|at| ear.sent(at, ASK));
            ear.hear(Millis(9), came, &crate::link::new_record());
            assert_eq!(ear.owes(), expected, "{} {asked}", came.escape_ascii());
        }
    }

    #[test]
    fn only_a_whole_line_is_an_answer() {
        for (bytes, expected) in [
            (&b"AT\r\r\nOK\r\n"[..], true),
            (b"\r\nOK\r\n", true),
            (b"OK", false),
            (b"\r\nAT command ready\r\n\r\n+SIM READY\r\nAT\r\r\nOK\r\n", true),
            (b"BROKEN OK\r\n", false),
            (b"\x00OK\r\n", false),
        ] {
            assert_eq!(heard(bytes).answered, expected, "{bytes:?}");
        }
    }
}
