//! A record made of bytes of both directions, as somebody between the page and the module hears them.

use fibocom_at::engine::{Event, Timestamp};
use fibocom_at::{Heard, Listener, RequestId};

use crate::line::{Direction, Line};
use crate::record::Record;

/// How many bytes a printed message may have before the module may have cut it, where no module says.
const MESSAGE_MAX: usize = 1_500;

/// The most data that is made up for data that was withheld: more than any command announces.
const FILLER_MAX: u64 = 1 << 20;

/// Bytes that went over a line at once. Where they are split means nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// From the module.
    Received(&'a [u8]),
    /// To the module.
    Sent(&'a [u8]),
    /// To the module, so many bytes that nobody keeps: a private key.
    Withheld(u64),
}

/// Makes lines of what is heard, with what each of them is.
#[derive(Debug)]
pub struct Overhearing {
    listener: Listener,
    record: Record,
    at: u64,
    withheld: Option<u64>,
}

impl Overhearing {
    /// Nothing heard yet. The budget is that of the record, in bytes of memory.
    #[must_use]
    pub fn new(budget: usize) -> Self {
        Self { listener: Listener::new(MESSAGE_MAX), record: Record::with_budget(budget), at: 0, withheld: None }
    }

    /// Hears the next bytes, at a time in milliseconds.
    pub fn hear(&mut self, at: u64, piece: Piece<'_>) {
        // A clock that went back does not make the conversation go back.
        self.at = self.at.max(at);
        let now = Timestamp(self.at);
        match piece {
            Piece::Received(bytes) => self.listener.received(now, bytes),
            Piece::Sent(bytes) => self.listener.sent(now, bytes),
            Piece::Withheld(length) => {
                self.withheld = Some(length);
                let filler = usize::try_from(length.min(FILLER_MAX)).unwrap_or_default();
                self.listener.sent(now, &vec![b'x'; filler]);
            }
        }
        self.write_down();
        self.withheld = None;
    }

    /// The record of it. A line that has not ended is in it as it is.
    #[must_use]
    pub fn end(mut self) -> Record {
        self.listener.tick(Timestamp(self.at));
        self.listener.lost();
        self.write_down();
        self.record
    }

    fn write_down(&mut self) {
        while let Some(heard) = self.listener.poll() {
            match heard {
                Heard::Command(request, line) => {
                    self.write(Direction::Command, &[&line[..], b"\r"].concat(), Some(request))
                }
                Heard::Data(data) => match self.withheld.take() {
                    Some(length) => {
                        self.record.write(Line { length, ..Line::new(self.at, Direction::Data, b"") });
                    }
                    None => self.write(Direction::Data, &data, None),
                },
                Heard::Event(Event::Line { raw, role, damaged, request }) => {
                    let line = Line::new(self.at, Direction::Received(role), &raw).of(request);
                    self.record.write(Line { damaged, ..line });
                }
                Heard::Event(Event::TakenBack(request)) => {
                    self.record.take_back(request);
                }
                Heard::Event(_) => {}
            }
        }
    }

    fn write(&mut self, direction: Direction<'_>, raw: &[u8], request: Option<RequestId>) {
        self.record.write(Line::new(self.at, direction, raw).of(request));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lines(record: &Record) -> Vec<(u64, Direction<'_>, &[u8], u64)> {
        record.entries().map(|entry| (entry.line.at, entry.line.direction, entry.line.raw, entry.line.length)).collect()
    }

    #[test]
    fn what_is_heard_becomes_lines_of_their_kinds() {
        let mut hearing = Overhearing::new(1 << 20);
        for (at, piece) in [
            (3, Piece::Received(b"SQ: 20,99\r\n")),
            (5, Piece::Sent(b"AT+CS")),
            (6, Piece::Sent(b"Q\r")),
            (7, Piece::Received(b"AT+CSQ\r\r\n+CSQ: 21,99\r\n\r\nO")),
            (9, Piece::Received(b"K\r\n")),
            (10, Piece::Sent(b"AT+GTSSLFILE=\"KEYFILE\",1704\r")),
            (11, Piece::Received(b"AT+GTSSLFILE=\"KEYFILE\",1704\r\r\n>")),
            (40, Piece::Withheld(1_704)),
            (50, Piece::Received(b"\r\nOK\r\n")),
        ] {
            hearing.hear(at, piece);
        }
        let record = hearing.end();
        let commands: Vec<_> = record
            .entries()
            .filter(|entry| matches!(entry.line.direction, Direction::Command | Direction::Data))
            .map(|entry| (entry.line.at, entry.line.raw.to_vec(), entry.line.length))
            .collect();
        assert_eq!(
            commands,
            [
                (6, b"AT+CSQ\r".to_vec(), 7),
                (10, b"AT+GTSSLFILE=\"KEYFILE\",1704\r".to_vec(), 28),
                (40, Vec::new(), 1_704)
            ],
            "{:#?}",
            lines(&record)
        );
        let answers = record.entries().filter(|entry| entry.line.raw == b"+CSQ: 21,99\r\n");
        assert!(answers.map(|entry| entry.line.direction).eq([Direction::Received(fibocom_at::Role::Response)]));
    }

    proptest! {
        #[test]
        fn no_byte_that_came_is_missing(pieces in proptest::collection::vec(("[a-zA-Z+:,\"0-9 \r\n>]{0,20}", any::<bool>()), 0..12)) {
            let mut hearing = Overhearing::new(1 << 20);
            let mut came = Vec::new();
            for (at, (bytes, is_sent)) in pieces.iter().enumerate() {
                let piece = if *is_sent { Piece::Sent(bytes.as_bytes()) } else { Piece::Received(bytes.as_bytes()) };
                hearing.hear(at as u64, piece);
                if !is_sent {
                    came.extend_from_slice(bytes.as_bytes());
                }
            }
            let record = hearing.end();
            let received = record.entries().filter(|entry| matches!(entry.line.direction, Direction::Received(_)));
            prop_assert_eq!(received.flat_map(|entry| entry.line.raw.to_vec()).collect::<Vec<u8>>(), came);
        }
    }
}
