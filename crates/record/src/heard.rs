//! What a listener hears in a record: the same events that whoever led the conversation was told.

use fibocom_at::engine::{Event, Timestamp};
use fibocom_at::frame::refit;
use fibocom_at::{Heard, Listener, Message, Role};

use crate::line::{Direction, Entry, LinkChange};

/// How long after its last line a record is listened to, in milliseconds: longer than any command waits.
const AFTERWARDS: u64 = 400_000;

/// How many bytes a printed message may have before the module may have cut it, where no module says.
const MESSAGE_MAX: usize = 1_500;

/// The most data that is made up for one line: more than any command announces.
const FILLER_MAX: usize = 1 << 20;

/// The most that is made up for a whole record. Lengths in a file may be any numbers, and cost nothing there.
const FILLERS_MAX: usize = 64 << 20;

/// Listens to a record, line by line. Data that the file withholds is heard in its true length.
#[derive(Debug, Clone)]
pub struct Rehearing {
    listener: Listener,
    /// When the last line came.
    at: u64,
    /// Whether stand-ins have changed the length of a line that belongs to the message to come.
    is_masked: bool,
    /// How much more may be made up.
    filler_left: usize,
}

impl Default for Rehearing {
    fn default() -> Self {
        Self { listener: Listener::new(MESSAGE_MAX), at: 0, is_masked: false, filler_left: FILLERS_MAX }
    }
}

impl Rehearing {
    /// Takes the next line, and hands over what happened in it, with its time.
    pub fn take(&mut self, entry: &Entry<'_>, mut each: impl FnMut(u64, Event)) {
        self.hear(entry, |at, heard| {
            if let Heard::Event(event) = heard {
                each(at, event);
            }
        });
    }

    /// Takes the next line, and hands over all that is heard in it: commands and data that were sent, too.
    pub fn hear(&mut self, entry: &Entry<'_>, mut each: impl FnMut(u64, Heard)) {
        let line = &entry.line;
        // A clock that went back does not make the conversation go back.
        self.at = self.at.max(line.at);
        let now = Timestamp(self.at);
        match line.direction {
            Direction::Received(role) => {
                // The line ends of a reply do not change what stands before them.
                let goes_on = matches!(role, Role::Blank | Role::Final | Role::Continuation);
                let fitted = if line.is_of_other_length() { refit(line.raw) } else { None };
                // Where the lengths cannot be made to fit, it looks damaged, and is not.
                self.is_masked = (line.is_of_other_length() && fitted.is_none()) || (goes_on && self.is_masked);
                self.listener.received(now, fitted.as_deref().unwrap_or(line.raw));
            }
            Direction::Command => self.listener.sent(now, line.raw),
            Direction::Data if line.is_of_other_length() => {
                // Only how long it was counts: nothing is made of what was sent.
                let length = usize::try_from(line.length).unwrap_or(usize::MAX).min(FILLER_MAX).min(self.filler_left);
                self.filler_left -= length;
                self.listener.sent(now, &vec![b'x'; length]);
            }
            Direction::Data => self.listener.sent(now, line.raw),
            Direction::Link(LinkChange::Ended(_)) => {
                // What silence had told until then counts.
                self.listener.tick(now);
                self.listener.lost();
                self.tell(&mut each);
                self.listener = Listener::new(MESSAGE_MAX);
            }
            Direction::Link(_) => {}
        }
        self.tell(&mut each);
    }

    /// Hands over what silence tells behind the last line.
    pub fn end(mut self, mut each: impl FnMut(u64, Event)) {
        self.listener.tick(Timestamp(self.at.saturating_add(AFTERWARDS)));
        self.listener.lost();
        self.tell(&mut |at, heard| {
            if let Heard::Event(event) = heard {
                each(at, event);
            }
        });
    }

    /// How many bytes have come that are no whole line yet.
    #[must_use]
    pub fn unfinished(&self) -> usize {
        self.listener.unfinished().len()
    }

    fn tell(&mut self, each: &mut impl FnMut(u64, Heard)) {
        while let Some(heard) = self.listener.poll() {
            let heard = match heard {
                // Announced lengths do not fit stand-ins, which is no damage of the line.
                Heard::Event(Event::Message(message)) if std::mem::take(&mut self.is_masked) => {
                    Heard::Event(Event::Message(Message { damaged: false, ..message }))
                }
                heard => heard,
            };
            each(self.at, heard);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::line::{Ending, Line};
    use crate::record::Record;

    fn heard(lines: &[Line<'_>]) -> Vec<String> {
        let mut record = Record::with_budget(1 << 20);
        for line in lines {
            record.write(*line);
        }
        let (mut rehearing, mut told) = (Rehearing::default(), Vec::new());
        let mut each = |at: u64, event: Event| match event {
            Event::Message(message) => {
                told.push(format!("{at} {} damaged: {}", message.payload.escape_ascii(), message.damaged));
            }
            Event::Completed(_, result) => {
                told.push(format!("{at} {}", if result.is_ok() { "done" } else { "failed" }))
            }
            _ => {}
        };
        for entry in record.entries() {
            rehearing.take(&entry, &mut each);
        }
        rehearing.end(&mut each);
        told
    }

    fn received(at: u64, raw: &'static str, length: u64) -> Line<'static> {
        let role = match raw.trim() {
            "" => Role::Blank,
            "OK" => Role::Final,
            ">" => Role::Prompt,
            _ => Role::Response,
        };
        Line { length, ..Line::new(at, Direction::Received(role), raw.as_bytes()) }
    }

    #[test]
    fn a_message_with_stand_ins_is_whole_whatever_its_announced_length() {
        for (raw, payload) in [
            ("+MQTTREAD: 1,0,1,9,\"t\",\"a \u{27E8}key 1\u{27E9} b\"\r\n", "a \\xe2\\x9f\\xa8key 1\\xe2\\x9f\\xa9 b"),
            ("+MQTTREAD: 1,0,1,90,\"t\",\"\u{27E8}key 1\u{27E9}\"\r\n", "\\xe2\\x9f\\xa8key 1\\xe2\\x9f\\xa9"),
        ] {
            let told = heard(&[
                Line::new(5, Direction::Command, b"AT+MQTTREAD=1\r"),
                received(9, raw, 200),
                received(9, "\r\n", 2),
                received(9, "OK\r\n", 4),
            ]);
            assert!(told.iter().any(|told| told.ends_with(&format!("{payload} damaged: false"))), "{told:?}");
            assert!(told.iter().any(|told| told.ends_with("done")), "{told:?}");
        }
    }

    #[test]
    fn a_message_right_before_the_link_ended_is_told() {
        let ended = LinkChange::Ended(Ending::Closed);
        let told = heard(&[
            Line::new(5, Direction::Command, b"AT+MQTTREAD=1\r"),
            received(9, "+MQTTREAD: 1,0,1,9,\"t\",\"\u{27E8}key 1\u{27E9}\"\r\n", 40),
            received(9, "\r\n", 2),
            received(9, "OK\r\n", 4),
            Line::new(2_000, Direction::Link(&ended), b""),
        ]);
        assert!(told.iter().any(|told| told.ends_with("damaged: false")), "{told:?}");
    }

    #[test]
    fn messages_that_are_read_one_right_behind_the_other_are_told_one_by_one() {
        let read = Line::new(5, Direction::Command, b"AT+MQTTREAD=1\r");
        let masked = "+MQTTREAD: 1,1,7,28,\"plant/9\",\"{\"password\":\"\u{27E8}password 1\u{27E9}\"}\"\r\n";
        let told = heard(&[
            read,
            received(5, masked, 64),
            received(5, "\r\n", 2),
            received(5, "OK\r\n", 4),
            read,
            received(5, "+MQTTREAD: 1,1,7,2,\"plant/9\",\"hi\"\r\n", 34),
            received(5, "\r\n", 2),
            received(5, "OK\r\n", 4),
            read,
            received(6, "+MQTTREAD: 1,0,0,0\r\n", 20),
            received(6, "\r\n", 2),
            received(6, "OK\r\n", 4),
        ]);
        let messages: Vec<_> = told.iter().filter(|told| told.contains("damaged")).collect();
        assert_eq!(messages.len(), 2, "{told:?}");
        assert!(messages.iter().all(|told| told.ends_with("damaged: false")), "{told:?}");
    }

    #[test]
    fn withheld_data_has_its_length_and_no_command_is_lost_behind_it() {
        let told = heard(&[
            Line::new(0, Direction::Command, b"AT+GTSSLFILE=\"KEYFILE\",1704\r"),
            received(5, "> ", 2),
            Line { length: 1_704, ..Line::new(30, Direction::Data, b"") },
            received(60, "\r\nOK\r\n", 6),
            Line::new(70, Direction::Command, b"AT\r"),
            received(80, "\r\nOK\r\n", 6),
        ]);
        assert_eq!(told, ["60 done", "80 done"]);
    }

    #[test]
    fn lengths_that_nothing_stands_behind_cost_nothing() {
        let line = Line { length: u64::MAX, ..Line::new(0, Direction::Data, b"") };
        let (mut rehearing, mut record) = (Rehearing::default(), Record::with_budget(1 << 20));
        for _ in 0..1_000 {
            record.write(line);
        }
        for entry in record.entries() {
            rehearing.take(&entry, |_, _| {});
        }
        assert_eq!(rehearing.filler_left, 0);
    }

    #[test]
    fn what_waited_when_the_link_ended_ends_there() {
        let ended = LinkChange::Ended(Ending::Unplugged);
        let told = heard(&[
            Line::new(0, Direction::Command, b"AT+CSQ\r"),
            Line::new(50, Direction::Link(&ended), b""),
            Line::new(60, Direction::Command, b"AT\r"),
            received(70, "\r\nOK\r\n", 6),
        ]);
        assert_eq!(told, ["50 failed", "70 done"]);
    }
}
