//! Finds out what is at the other end of a port, before anything but `AT` is sent to it.
//!
//! A module shows several serial ports; some are for diagnostics or logs and stay silent or stream binary data. Nothing more
//! than `AT` is ever written to a port that has not answered.

use std::time::Duration;

use fibocom_at::Role;
use fibocom_at::frame::Line;
use fibocom_at::urc::Urc;
use futures::{FutureExt, StreamExt, select_biased};

use super::{Direction, SharedJournal};
use crate::clock::Clock;
use crate::transport::{Link, LinkEvent, LostReason, Signals};

/// What a port turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// It answered `AT`.
    Answers {
        /// How long that took.
        milliseconds: u64,
    },
    /// Nothing came.
    Silent,
    /// Bytes came that are no text: diagnostics, a log, or a wrong baud rate.
    Binary {
        /// How many.
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

/// How often to ask: long enough for a module that is just starting. Before the last time, DTR and RTS are raised, which some
/// modules wait for.
const ATTEMPTS: u8 = 5;

/// How long to wait for each answer.
const PATIENCE: Duration = Duration::from_millis(600);

/// Asks the port for an answer. What came is in the journal.
pub(crate) async fn probe(link: &mut Link, clock: &dyn Clock, journal: &SharedJournal) -> Finding {
    let mut heard = Vec::new();
    for attempt in 1..=ATTEMPTS {
        if attempt == ATTEMPTS {
            // A port without control lines goes without.
            let _ = link.transport.set_signals(Signals { dtr: Some(true), rts: Some(true), line_break: None }).await;
        }
        let asked = clock.now();
        journal.borrow_mut().write(asked, Direction::Command, b"AT\r".to_vec(), false, None);
        // A failure to send is followed by the loss of the link.
        let _ = link.transport.send(b"AT\r").await;
        let mut timer = clock.sleep(PATIENCE).fuse();
        loop {
            select_biased! {
                event = link.events.next() => match event {
                    Some(LinkEvent::Received(bytes)) => heard.extend(bytes),
                    Some(LinkEvent::Recovered(_)) => {}
                    Some(LinkEvent::Lost(reason)) => return end(Finding::Lost(reason), &heard, clock, journal),
                    None => return end(Finding::Lost(LostReason::Closed), &heard, clock, journal),
                },
                () = timer => break,
            }
            if answers(&heard) {
                let milliseconds = clock.now().0 - asked.0;
                return end(Finding::Answers { milliseconds }, &heard, clock, journal);
            }
        }
    }
    end(judge(&heard), &heard, clock, journal)
}

/// Whether a line of its own says OK.
fn answers(heard: &[u8]) -> bool {
    heard.split_inclusive(|byte| *byte == b'\n').any(|line| line.ends_with(b"\n") && line.trim_ascii() == b"OK")
}

fn judge(heard: &[u8]) -> Finding {
    if heard.is_empty() {
        return Finding::Silent;
    }
    let text = heard.iter().filter(|byte| matches!(byte, 0x20..=0x7E | b'\r' | b'\n' | b'\t')).count();
    if text * 10 < heard.len() * 9 {
        return Finding::Binary { bytes: heard.len() };
    }
    let sample: String = String::from_utf8_lossy(heard).chars().filter(|c| !c.is_control()).take(60).collect();
    Finding::Text { sample }
}

/// Writes what was heard into the journal, a line an entry.
fn end(finding: Finding, heard: &[u8], clock: &dyn Clock, journal: &SharedJournal) -> Finding {
    let found = matches!(finding, Finding::Answers { .. });
    for line in heard.split_inclusive(|byte| *byte == b'\n') {
        let role = match line.trim_ascii() {
            b"" => Role::Blank,
            b"AT" => Role::Echo,
            b"OK" if found => Role::Final,
            _ if !line.ends_with(b"\n") => Role::Fragment,
            _ if Urc::parse(&Line::of(line)).is_some() => Role::Unsolicited,
            _ => Role::Unrecognised,
        };
        journal.borrow_mut().write(clock.now(), Direction::Received(role), line.to_vec(), false, None);
    }
    finding
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
            assert_eq!(judge(heard), expected);
        }
    }

    #[test]
    fn only_a_whole_line_is_an_answer() {
        for (heard, expected) in [
            (&b"AT\r\r\nOK\r\n"[..], true),
            (b"\r\nOK\r\n", true),
            (b"OK", false),
            (b"BROKEN OK\r\n", false),
            (b"\x00OK\r\n", false),
        ] {
            assert_eq!(answers(heard), expected, "{heard:?}");
        }
    }
}
