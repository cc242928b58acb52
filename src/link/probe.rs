//! Finds out what is at the other end of a port, before anything but `AT` is sent to it.
//!
//! A module shows several serial ports; some are for diagnostics or logs and stay silent or stream binary data. Nothing more
//! than `AT` is ever written to a port that has not answered.

use std::time::Duration;

use fibocom_at::{Event, Heard, Listener, Role, Timestamp};
use futures::{FutureExt, StreamExt, select_biased};
use workbench_record::{Direction, Line, LinkChange};

use super::SharedRecord;
use crate::clock::{Clock, Millis};
use crate::transport::{Link, LinkEvent, LostReason, Signals};

/// What a port turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    Answers {
        /// How long that took.
        milliseconds: u64,
    },
    Silent,
    /// Bytes came that are no text: diagnostics, a log, or a wrong baud rate.
    Binary {
        bytes: usize,
    },
    /// Text came, and no OK: not an AT port, or another baud rate.
    Text {
        /// The beginning of it.
        sample: String,
    },
    /// The link was lost meanwhile.
    Lost(LostReason),
}

const ASK: &[u8] = b"AT\r";

/// How often to ask: long enough for a module that is just starting. Before the last time, DTR and RTS are raised, which some
/// modules wait for.
const ATTEMPTS: u8 = 5;

/// What a module prints of a message at most, which says when one may be cut; the series is not known yet.
const MESSAGE_MAX: usize = 1_500;

/// How many bytes a port is judged by.
const SAMPLE: usize = 64 << 10;

/// How long to wait for each answer.
const PATIENCE: Duration = Duration::from_millis(600);

/// Asks the port for an answer. What came is in the record, a line an entry, each at its own time.
pub(crate) async fn probe(link: &mut Link, clock: &dyn Clock, record: &SharedRecord) -> Finding {
    let mut ear = Ear { listener: Listener::new(MESSAGE_MAX), heard: Vec::new(), count: 0, answered: false };
    let finding = ask(link, clock, record, &mut ear).await;
    ear.listener.lost();
    ear.write(clock.now(), record);
    finding.unwrap_or_else(|| judge(&ear.heard, ear.count))
}

/// What is heard of the port.
struct Ear {
    listener: Listener,
    /// The beginning of it, which is enough to judge by. The record has the rest.
    heard: Vec<u8>,
    /// How many bytes came in all.
    count: usize,
    /// Whether a line of its own said OK, with no junk before it.
    answered: bool,
}

impl Ear {
    /// Takes in what came, a line at a time: what follows from one counts for the next.
    fn hear(&mut self, at: Millis, bytes: &[u8], record: &SharedRecord) {
        let room = SAMPLE.saturating_sub(self.heard.len());
        self.heard.extend_from_slice(bytes.get(..room).unwrap_or(bytes));
        self.count = self.count.saturating_add(bytes.len());
        for part in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.listener.received(Timestamp(at.0), part);
            self.write(at, record);
        }
    }

    /// Writes into the record what was understood since the last time.
    fn write(&mut self, at: Millis, record: &SharedRecord) {
        while let Some(heard) = self.listener.poll() {
            match heard {
                Heard::Event(Event::Line { raw, role, damaged, .. }) => {
                    self.answered |= role == Role::Final && !damaged && raw.trim_ascii() == b"OK";
                    record.borrow_mut().write(Line { damaged, ..Line::new(at.0, Direction::Received(role), &raw) });
                }
                // What it prints when it starts was printed before it read the question, which it answers after all.
                Heard::Event(Event::Rebooted) => self.listener.sent(Timestamp(at.0), ASK),
                Heard::Event(_) | Heard::Command(..) | Heard::Data(_) => {}
            }
        }
    }
}

/// Asks until there is an answer. `None` when there was none.
async fn ask(link: &mut Link, clock: &dyn Clock, record: &SharedRecord, ear: &mut Ear) -> Option<Finding> {
    for attempt in 1..=ATTEMPTS {
        if attempt == ATTEMPTS {
            // A port without control lines goes without.
            let _ = link.transport.set_signals(Signals { dtr: Some(true), rts: Some(true), line_break: None }).await;
        }
        let asked = clock.now();
        record.borrow_mut().write(Line::new(asked.0, Direction::Command, ASK));
        ear.listener.sent(Timestamp(asked.0), ASK);
        // A failure to send is followed by the loss of the link.
        let _ = link.transport.send(ASK).await;
        let mut timer = clock.sleep(PATIENCE).fuse();
        loop {
            select_biased! {
                event = link.events.next() => match event {
                    Some(LinkEvent::Received(bytes)) => {
                        ear.hear(clock.now(), &bytes, record);
                    }
                    Some(LinkEvent::Recovered(fault)) => {
                        let disturbed = LinkChange::Disturbed(fault.into());
                        record.borrow_mut().write(Line::new(clock.now().0, Direction::Link(&disturbed), b""));
                    }
                    Some(LinkEvent::Lost(reason)) => return Some(Finding::Lost(reason)),
                    None => return Some(Finding::Lost(LostReason::Closed)),
                },
                () = timer => break,
            }
            if ear.answered {
                return Some(Finding::Answers { milliseconds: clock.now().0 - asked.0 });
            }
        }
    }
    None
}

fn judge(heard: &[u8], count: usize) -> Finding {
    if heard.is_empty() {
        return Finding::Silent;
    }
    let text = heard.iter().filter(|byte| matches!(byte, 0x20..=0x7E | b'\r' | b'\n' | b'\t')).count();
    if text * 10 < heard.len() * 9 {
        return Finding::Binary { bytes: count };
    }
    let sample: String = String::from_utf8_lossy(heard).chars().filter(|c| !c.is_control()).take(60).collect();
    Finding::Text { sample }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_is_judged_by_what_it_says() {
        for (heard, expected) in [
            (&b""[..], Finding::Silent),
            (b"\x7E\x01\x80\xFF\x00\x7E", Finding::Binary { bytes: 6 }),
            (b"$GPGGA,,*56\r\n", Finding::Text { sample: "$GPGGA,,*56".into() }),
        ] {
            assert_eq!(judge(heard, heard.len()), expected);
        }
    }

    #[test]
    fn only_a_whole_line_is_an_answer() {
        for (heard, expected) in [
            (&b"AT\r\r\nOK\r\n"[..], true),
            (b"\r\nOK\r\n", true),
            (b"OK", false),
            (b"\r\nAT command ready\r\n\r\n+SIM READY\r\nAT\r\r\nOK\r\n", true),
            (b"BROKEN OK\r\n", false),
            (b"\x00OK\r\n", false),
        ] {
            let mut ear = Ear { listener: Listener::new(MESSAGE_MAX), heard: Vec::new(), count: 0, answered: false };
            ear.listener.sent(Timestamp(0), ASK);
            ear.hear(Millis(9), heard, &crate::link::new_record());
            assert_eq!(ear.answered, expected, "{heard:?}");
        }
    }
}
