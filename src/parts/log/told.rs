//! The last lines of the record in words, for a screen that tells of them and is no log.

use std::ops::Range;

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

/// How many lines are looked at for those that say something.
const LOOKED_AT: u64 = 1_000;

/// Tells of a record that grows, without reading again what it has read.
#[derive(Debug, Default)]
pub struct Teller {
    exchanges: Exchanges,
    rows: Rows,
}

impl Teller {
    /// The last lines with these numbers that have a meaning, so many at most, in the order of a log. Each call takes as long as what has come
    /// since the one before, and not as long as the record. What says nothing is passed over, but no more than a thousand lines.
    #[must_use]
    pub fn last(&mut self, record: &Record, secrets: &Secrets, lines: Range<u64>, most: usize) -> Vec<Told> {
        self.exchanges.grow(record);
        self.rows.refresh(&self.exchanges, record, &Filter::default(), Detail::Read);
        let lines = lines.start.max(record.first())..lines.end.min(record.next());
        // Backwards, only to know which: what hides secrets is to see lines in their order.
        let mut live = Live::default();
        let mut eyes = Eyes::Closed(&mut live, secrets);
        let rows = lines.rev().take(usize::try_from(LOOKED_AT).unwrap_or(usize::MAX)).filter_map(|line| {
            let row = self.rows.row_of(&self.exchanges, record, line)?;
            self.rows.at(&self.exchanges, record, row).filter(|found| found.line == line).map(|_| row)
        });
        let says = |row: &u64| self.tell(record, *row, &mut eyes).is_some();
        let mut rows: Vec<u64> = rows.filter(says).take(most).collect();
        rows.sort_unstable();
        let mut live = Live::default();
        let mut eyes = Eyes::Closed(&mut live, secrets);
        rows.into_iter().filter_map(|row| self.tell(record, row, &mut eyes)).collect()
    }

    fn tell(&self, record: &Record, row: u64, eyes: &mut Eyes<'_>) -> Option<Told> {
        let row = self.rows.at(&self.exchanges, record, row)?;
        match shown(&self.exchanges, record, row, Detail::Read, eyes)? {
            (number, Shown::Line(line)) => of(number, &line),
            (_, Shown::Link(..)) => None,
        }
    }
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
        let mut teller = Teller::default();
        let all = teller.last(&record, &Secrets::new(), 0..u64::MAX, 10);
        let lines: Vec<_> = all.iter().map(|told| (told.number, told.way)).collect();
        assert_eq!(lines, [(0, ToldWay::Sent), (1, ToldWay::Received), (3, ToldWay::Sent)]);
        assert!(all.iter().all(|told| !told.meaning.is_empty() && !told.line.contains("hunter2")), "{all:?}");
        assert_eq!(teller.last(&record, &Secrets::new(), 1..u64::MAX, 10), all[1..]);
        assert_eq!(teller.last(&record, &Secrets::new(), 0..3, 10), all[..2]);
        assert_eq!(teller.last(&record, &Secrets::new(), 0..u64::MAX, 2), all[1..]);
    }

    #[test]
    fn it_tells_the_same_of_a_record_that_has_grown_or_was_cleared() {
        let (mut record, mut teller) = (Record::with_budget(1 << 20), Teller::default());
        for round in 0..200 {
            for (direction, raw) in [
                (Direction::Command, &b"AT+CSQ\r"[..]),
                (Direction::Received(Role::Unsolicited), b"+CEREG: 1\r\n"),
                (Direction::Received(Role::Response), b"+CSQ: 22,99\r\n"),
                (Direction::Received(Role::Blank), b"\r\n"),
                (Direction::Received(Role::Final), b"OK\r\n"),
            ] {
                record.write(Line::new(round, direction, raw).of(Some(RequestId(round))));
            }
            let told = teller.last(&record, &Secrets::new(), 0..u64::MAX, 6);
            assert_eq!(told, Teller::default().last(&record, &Secrets::new(), 0..u64::MAX, 6), "{round}");
            let least = record.next().saturating_sub(12);
            assert!(
                told.iter().all(|line| line.number >= least) && (told.len() == 6 || round % 50 == 0),
                "{round}: {told:?}"
            );
            if round % 50 == 49 {
                record.clear();
                assert_eq!(teller.last(&record, &Secrets::new(), 0..u64::MAX, 6), []);
            }
        }
    }
}
