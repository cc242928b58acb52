//! The last lines of the record in words, for a screen that tells of them and is no log.

use workbench_record::mask::{Live, Secrets};
use workbench_record::{Detail, Exchanges, Filter, Record, Rows};

use super::draw::text;
use super::row::{Eyes, PREVIEW, Shown, ShownLine, Way, shown};
use crate::ui::Tone;
use crate::words;
use fibocom_at::meaning::Severity;

/// A line that says something, as it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The number of its line in the record.
    pub number: u64,
    pub way: ToldWay,
    /// As it went over the line, without what is secret.
    pub line: String,
    pub meaning: String,
    pub tone: Tone,
}

/// Which way it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToldWay {
    Sent,
    Received,
    /// Nobody had asked.
    Unasked,
}

/// The lines from this number on that have a meaning.
#[must_use]
pub fn told(record: &Record, secrets: &Secrets, from: u64) -> Vec<Told> {
    let (mut exchanges, mut rows, mut live) = (Exchanges::default(), Rows::default(), Live::default());
    exchanges.grow(record);
    rows.refresh(&exchanges, record, &Filter::default(), Detail::Read);
    let mut eyes = Eyes::Closed(&mut live, secrets);
    let all = (0..rows.len()).filter_map(|row| rows.at(&exchanges, record, row)).filter(|row| row.line >= from);
    all.filter_map(|row| match shown(&exchanges, record, row, Detail::Read, &mut eyes)? {
        (number, Shown::Line(line)) => of(number, &line),
        (_, Shown::Link(..)) => None,
    })
    .collect()
}

fn of(number: u64, line: &ShownLine) -> Option<Told> {
    let meaning = line.meaning.as_ref()?;
    let way = match line.way {
        Way::Command | Way::Data { .. } | Way::Withheld => ToldWay::Sent,
        Way::Received | Way::Faint => ToldWay::Received,
        Way::Unsolicited | Way::Continued => ToldWay::Unasked,
    };
    let tone = match meaning.severity {
        Severity::Info => Tone::Plain,
        Severity::Ok => Tone::Ok,
        Severity::Warn => Tone::Warn,
        Severity::Error => Tone::Bad,
    };
    Some(Told { number, way, line: text(line, PREVIEW).0, meaning: words::meaning(meaning), tone })
}

#[cfg(test)]
mod tests {
    use fibocom_at::{RequestId, Role};
    use workbench_record::{Direction, Line};

    use super::*;

    #[test]
    fn what_says_something_is_told_and_no_secret_with_it() {
        let mut record = Record::with_budget(1 << 20);
        for (direction, raw) in [
            (Direction::Command, &b"AT+CSQ\r"[..]),
            (Direction::Received(Role::Response), b"+CSQ: 22,99\r\n"),
            (Direction::Received(Role::Final), b"OK\r\n"),
            (Direction::Command, b"AT+MQTTUSER=1,\"u\",\"hunter2\"\r"),
        ] {
            record.write(Line::new(0, direction, raw).of(Some(RequestId(1))));
        }
        let all = told(&record, &Secrets::new(), 0);
        let lines: Vec<_> = all.iter().map(|told| (told.number, told.way)).collect();
        assert_eq!(lines, [(0, ToldWay::Sent), (1, ToldWay::Received), (3, ToldWay::Sent)]);
        assert!(all.iter().all(|told| !told.meaning.is_empty() && !told.line.contains("hunter2")), "{all:?}");
        assert_eq!(told(&record, &Secrets::new(), 1).len(), 2);
    }
}
