//! A row of a log: a line of the record with what it means, ready to be drawn.

use std::borrow::Cow;

use fibocom_at::Role;
use fibocom_at::meaning::{Meaning, Severity, of_called_off, of_command, of_data, of_line, without_lines};
use workbench_record::mask::{Live, Secrets};
use workbench_record::{Detail, Direction, Entry, Exchange, Exchanges, Line, LinkChange, Origin, Record, Row};

use super::line_end::without_line_end;
use super::look_up::{self, LookUp};
use crate::words;

/// How many bytes of a line are drawn before its exchange is opened.
pub(super) const PREVIEW: usize = 480;

/// How many bytes are drawn when it is. More can be saved.
pub(super) const OPEN: usize = 16_384;

/// What stands in a row.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shown {
    /// A line that went over the wire.
    Line(Box<ShownLine>),
    /// What happened to the link, and when.
    Link(LinkChange, u64),
}

/// A line as it is drawn.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ShownLine {
    /// The number of its exchange, which opens and closes as a whole.
    pub(super) exchange: u64,
    pub(super) origin: Origin,
    /// Above the first line of an exchange.
    pub(super) head: Option<Head>,
    pub(super) is_last: bool,
    pub(super) way: Way,
    /// The beginning of it, as it may be shown.
    pub(super) text: Vec<u8>,
    /// The beginning of its bytes, as they may be shown.
    pub(super) bytes: Vec<u8>,
    /// How many bytes more it has than `text`.
    pub(super) left_out: usize,
    pub(super) damaged: bool,
    pub(super) meaning: Option<Meaning>,
    /// Where the reference tells more.
    pub(super) look_up: Option<LookUp>,
}

/// What stands above an exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    /// The time of its first line.
    pub(super) began: u64,
    /// How long it took, in milliseconds.
    pub(super) took: Option<u64>,
    /// A command without a final result.
    pub(super) waits: bool,
}

/// Which way a line went, as far as it is drawn in ways of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// A command that was sent.
    Command,
    /// Data that was sent, and whether it is text.
    Data {
        is_text: bool,
    },
    /// Data that was sent, and whose bytes the record does not have.
    Withheld,
    /// A line of a reply.
    Received,
    /// An echo or a blank line.
    Faint,
    Unsolicited,
    /// Part of a message that was printed over several lines.
    Continued,
}

impl Way {
    fn of(entry: &Entry<'_>) -> Self {
        match entry.line.direction {
            Direction::Command => Self::Command,
            Direction::Data if entry.line.is_withheld() => Self::Withheld,
            Direction::Data => Self::Data { is_text: std::str::from_utf8(entry.line.raw).is_ok() },
            Direction::Received(Role::Unsolicited) => Self::Unsolicited,
            Direction::Received(Role::Continuation) => Self::Continued,
            Direction::Received(Role::Echo | Role::Blank) => Self::Faint,
            Direction::Received(_) | Direction::Link(_) => Self::Received,
        }
    }
}

/// What a person at the same desk may see of secrets.
#[derive(Debug)]
pub(super) enum Eyes<'a> {
    /// Nothing: something stands in for each.
    Closed(&'a mut Live, &'a Secrets),
    /// Everything, since the person asked for it.
    Open,
}

impl Eyes<'_> {
    /// The bytes of a line as they are shown. What the command before it asked tells what they are.
    fn seen<'a>(&mut self, command: Option<&[u8]>, line: &Line<'a>) -> Cow<'a, [u8]> {
        let Self::Closed(live, secrets) = self else { return Cow::Borrowed(line.raw) };
        if let Some(command) = command.filter(|_| line.direction != Direction::Command) {
            live.line(secrets, &Line::new(line.at, Direction::Command, command));
        }
        live.line(secrets, line)
    }
}

/// What is drawn in a row, and the number of its line, which is its own.
pub(super) fn shown(
    exchanges: &Exchanges,
    record: &Record,
    row: Row,
    detail: Detail,
    eyes: &mut Eyes<'_>,
) -> Option<(u64, Shown)> {
    let (exchange, entry) = (exchanges.at(row.exchange)?, record.get(row.line)?);
    if let Direction::Link(change) = entry.line.direction {
        return Some((row.line, Shown::Link(change.clone(), entry.line.at)));
    }
    let bytes = eyes.seen(exchange.command(record), &entry.line);
    let text = match detail {
        Detail::EveryLine => &bytes,
        Detail::Read => without_line_end(&bytes),
    };
    let (way, kept) = (Way::of(&entry), text.get(..OPEN).unwrap_or(text).to_vec());
    let line = ShownLine {
        exchange: exchange.number(),
        origin: exchange.origin(),
        head: row.is_first.then(|| Head {
            began: exchange.began(record).unwrap_or(entry.line.at),
            took: exchange.duration(record),
            waits: exchange.origin() == Origin::Command && !exchange.answered(),
        }),
        is_last: row.is_last,
        way,
        left_out: text.len() - kept.len(),
        text: kept,
        bytes: bytes.get(..OPEN).unwrap_or(&bytes).to_vec(),
        damaged: entry.line.damaged,
        meaning: meaning(exchange, record, &entry),
        look_up: match way {
            Way::Command => look_up::of_command(entry.line.raw),
            Way::Unsolicited => look_up::of_unasked(entry.line.raw),
            _ => None,
        },
    };
    Some((row.line, Shown::Line(Box::new(line))))
}

/// How many lines of an exchange are looked at for advice.
const ADVISED: usize = 1_000;

/// Where to mend what the lines of an exchange give advice on: what the first of them says that leads somewhere.
pub(super) fn mends(exchange: &Exchange, record: &Record) -> Option<words::Place> {
    let mut entries = exchange.entries(record).take(ADVISED);
    entries.find_map(|entry| words::mends_line(&meaning(exchange, record, &entry)?))
}

/// The OK behind lines that speak for themselves needs no explanation.
fn meaning(exchange: &Exchange, record: &Record, entry: &Entry<'_>) -> Option<Meaning> {
    let role = match entry.line.direction {
        Direction::Received(role) => role,
        Direction::Command => return of_command(entry.line.raw),
        Direction::Data => {
            let bytes = usize::try_from(entry.line.length).unwrap_or(usize::MAX);
            return Some(of_data(entry.line.raw, bytes, exchange.command(record)));
        }
        Direction::Link(_) => return None,
    };
    if matches!(role, Role::Echo | Role::Continuation) {
        return None;
    }
    let command = exchange.command(record);
    let meaning = of_line(entry.line.raw, role, command)?;
    if role == Role::Final && exchange.called_off() {
        return Some(of_called_off());
    }
    let spoken = |other: Entry<'_>| {
        matches!(other.line.direction, Direction::Received(Role::Response | Role::Status | Role::Unrecognised))
    };
    if role != Role::Final || meaning.severity > Severity::Ok {
        return Some(meaning);
    }
    (!exchange.entries(record).any(spoken)).then(|| without_lines(meaning, command))
}

/// What a line means by itself, where nothing is known of what it belongs to.
pub(in crate::parts) fn meaning_alone(entry: &Entry<'_>) -> Option<Meaning> {
    match entry.line.direction {
        Direction::Command => of_command(entry.line.raw),
        Direction::Data => {
            Some(of_data(entry.line.raw, usize::try_from(entry.line.length).unwrap_or(usize::MAX), None))
        }
        Direction::Received(Role::Echo | Role::Continuation) | Direction::Link(_) => None,
        Direction::Received(role) => of_line(entry.line.raw, role, None),
    }
}

#[cfg(test)]
mod tests {
    use fibocom_at::RequestId;
    use workbench_record::{Filter, Line, Rows};

    use super::super::draw::text;
    use super::*;

    fn lines(told: &[(Direction<'_>, &[u8])], detail: Detail) -> Vec<ShownLine> {
        let mut record = Record::with_budget(1 << 24);
        for (direction, raw) in told {
            record.write(Line::new(0, *direction, raw).of(Some(RequestId(1))));
        }
        rows(&record, detail)
    }

    fn rows(record: &Record, detail: Detail) -> Vec<ShownLine> {
        let (mut exchanges, mut rows) = (Exchanges::default(), Rows::default());
        exchanges.grow(record);
        rows.refresh(&exchanges, record, &Filter::default(), detail);
        let (mut live, secrets) = (Live::default(), Secrets::new());
        let all = (0..rows.len()).filter_map(|row| {
            let row = rows.at(&exchanges, record, row)?;
            shown(&exchanges, record, row, detail, &mut Eyes::Closed(&mut live, &secrets))
        });
        all.filter_map(|(_, shown)| if let Shown::Line(line) = shown { Some(*line) } else { None }).collect()
    }

    const SIGNAL: &[(Direction<'_>, &[u8])] = &[
        (Direction::Command, b"AT+CSQ\r"),
        (Direction::Received(Role::Echo), b"AT+CSQ\r\r\n"),
        (Direction::Received(Role::Response), b"+CSQ: 22,99\r\n"),
        (Direction::Received(Role::Blank), b"\r\n"),
        (Direction::Received(Role::Final), b"OK\r\n"),
    ];

    #[test]
    fn a_person_reads_commands_and_replies_and_no_line_ends() {
        let lines = lines(SIGNAL, Detail::Read);
        let read: Vec<_> = lines.iter().map(|line| (text(line, PREVIEW).0, line.meaning.is_some())).collect();
        assert_eq!(read, [("AT+CSQ".into(), true), ("+CSQ: 22,99".into(), true), ("OK".into(), false)]);
        let heads: Vec<_> = lines.iter().map(|line| (line.head.is_some(), line.is_last)).collect();
        assert_eq!(heads, [(true, false), (false, false), (false, true)]);
    }

    #[test]
    fn a_reply_without_a_value_is_not_told_to_be_complete() {
        for (command, sentence) in [
            (&b"AT+GSN\r"[..], "The module gave no value."),
            (b"AT+XYZ?\r", "The module gave no value."),
            (b"AT+CSQ=?\r", "The reply is complete."),
            (b"AT+XYZ=1\r", "Done."),
        ] {
            let lines =
                lines(&[(Direction::Command, command), (Direction::Received(Role::Final), b"OK\r\n")], Detail::Read);
            let said = lines[1].meaning.as_ref().map(words::meaning);
            assert_eq!(said.as_deref(), Some(sentence), "{}", command.escape_ascii());
        }
    }

    #[test]
    fn data_that_was_called_off_is_told_so_and_its_end_is_no_failure() {
        let ended = |command, data| {
            let told: &[(Direction<'_>, &[u8])] = &[
                (Direction::Command, command),
                (Direction::Received(Role::Prompt), b"> "),
                (Direction::Data, data),
                (Direction::Received(Role::Final), b"ERROR\r\n"),
            ];
            let lines = lines(told, Detail::Read);
            let said = |line: &ShownLine| line.meaning.as_ref().map(words::meaning).unwrap_or_default();
            (said(&lines[2]), said(&lines[3]))
        };
        let called_off = ("ESC: cancel.".to_owned(), "You cancelled it.".to_owned());
        assert_eq!(ended(b"AT+CMGS=\"1\"\r", b"\x1B"), called_off);
        assert_eq!(ended(b"AT+ASK\r", b"\x1B"), called_off);
        assert_ne!(ended(b"AT+ASK\r", b"x").1, called_off.1);
        assert_ne!(ended(b"AT+MQTTPUB=1,\"t\",0,0,1\r", b"\x1B"), called_off);
    }

    #[test]
    fn every_byte_is_there_when_it_is_asked_for() {
        let all: Vec<String> = lines(SIGNAL, Detail::EveryLine).iter().map(|line| text(line, PREVIEW).0).collect();
        assert_eq!(all, ["AT+CSQ\\r", "AT+CSQ\\r\\r\\n", "+CSQ: 22,99\\r\\n", "\\r\\n", "OK\\r\\n"]);
    }

    #[test]
    fn data_that_is_no_text_is_drawn_as_hexadecimal_digits() {
        let told: &[(Direction<'_>, &[u8])] =
            &[(Direction::Command, b"AT+MQTTPUB=1,\"t\",0,0,3\r"), (Direction::Data, &[0, 0xFF, b'A'])];
        let lines = lines(told, Detail::Read);
        assert_eq!((text(&lines[1], 2), text(&lines[0], 2).0), (("00 FF".into(), 1), "AT".into()));
    }

    #[test]
    fn of_a_private_key_only_the_length_is_drawn() {
        let mut record = Record::with_budget(1 << 24);
        record.write(Line::new(0, Direction::Command, b"AT+GTSSLFILE=\"KEYFILE\",1704\r"));
        record.write(Line { length: 1_704, ..Line::new(0, Direction::Data, b"") });
        let lines = rows(&record, Detail::EveryLine);
        let said = lines[1].meaning.as_ref().map(words::meaning).unwrap_or_default();
        assert!(text(&lines[1], OPEN).0.contains("private key") && said.contains("1704"), "{said}");
    }

    #[test]
    fn secrets_and_their_bytes_are_not_shown_unless_they_are_asked_for() {
        let told: &[(Direction<'_>, &[u8])] = &[
            (Direction::Command, b"AT+CGSN\r"),
            (Direction::Received(Role::Response), b"860000000000017\r\n"),
            (Direction::Command, b"AT+MQTTUSER=1,\"u\",\"hunter2\"\r"),
        ];
        for line in lines(told, Detail::Read) {
            for bytes in [&line.text, &line.bytes] {
                let text = String::from_utf8_lossy(bytes);
                assert!(!text.contains("860000000000017") && !text.contains("hunter2"), "{text}");
            }
        }
    }

    #[test]
    fn a_line_of_many_bytes_is_not_copied_whole() {
        let lines = lines(&[(Direction::Received(Role::Unrecognised), &[b'x'; 60_000])], Detail::Read);
        assert_eq!((lines[0].text.len(), lines[0].left_out, lines[0].bytes.len()), (OPEN, 60_000 - OPEN, OPEN));
    }
}
