//! A log as it is shown: each thing that the doctor saw in it, in order, with what it means.

use std::collections::BTreeMap;
use std::rc::Rc;

use fibocom_at::meaning::{Meaning, Severity};
use workbench_doctor::Diagnosis;
use workbench_doctor::seen::{CommandId, Event, Kind, Seen};
use workbench_doctor::sequence::Sequence;
use workbench_doctor::timeline::Timeline;

use crate::ui::Extent;

/// How much of one line is kept to be shown.
const SHOWN_MAX: usize = 2_048;

/// How much memory the lines may take, in bytes.
const BUDGET: usize = 128 << 20;

/// What a line takes besides its bytes, roughly.
const ENTRY: usize = 96;

/// Which way a line went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// To the module.
    Sent,
    /// From the module.
    Received,
    /// Neither: what the program itself says.
    Beside,
}

/// A line of the log.
#[derive(Debug, Clone)]
struct Entry {
    number: u64,
    /// What it is, and the command that it belongs to; nothing, where it is no traffic.
    what: Option<(Kind, Option<CommandId>)>,
    raw: Box<[u8]>,
}

/// A line as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    /// Its number in the log, from 1 on.
    pub(super) number: u64,
    pub(super) way: Way,
    pub(super) text: String,
    pub(super) meaning: Option<Meaning>,
    /// How many milliseconds its command took.
    pub(super) took: Option<u64>,
}

impl Row {
    /// How grave it is by itself.
    pub(super) fn severity(&self) -> Severity {
        self.meaning.as_ref().map_or(Severity::Info, |meaning| meaning.severity)
    }
}

/// A log that is being read, or was.
#[derive(Debug, Default)]
pub(super) struct Log {
    entries: Vec<Entry>,
    commands: BTreeMap<CommandId, Rc<[u8]>>,
    took: BTreeMap<u64, u64>,
    size: usize,
    pub(super) timeline: Timeline,
    pub(super) sequence: Sequence,
    pub(super) diagnosis: Option<Diagnosis>,
}

impl Log {
    /// Takes in the next thing that was seen.
    pub(super) fn see(&mut self, seen: &Seen) {
        self.timeline.see(seen);
        self.sequence.see(seen);
        let (what, raw) = match (seen.traffic(), &seen.event) {
            (Some((kind, raw, command)), _) => {
                if let (Kind::Command, Some(id)) = (kind, command) {
                    self.commands.insert(id, raw.into());
                }
                (Some((kind, command)), raw)
            }
            (None, Event::Host(text) | Event::Link(text)) => (None, text.as_slice()),
            (None, Event::Ended(ended)) => {
                if let Some(took) = ended.took {
                    self.took.insert(ended.line, took);
                }
                return;
            }
            (None, _) => return,
        };
        let raw: Box<[u8]> = raw.get(..SHOWN_MAX).unwrap_or(raw).into();
        self.size += ENTRY + raw.len();
        self.entries.push(Entry { number: seen.line, what, raw });
    }

    /// Whether there is room for no more lines.
    pub(super) const fn is_full(&self) -> bool {
        self.size >= BUDGET
    }

    /// How many rows there are.
    pub(super) const fn len(&self) -> usize {
        self.entries.len()
    }

    /// The same, for a list.
    pub(super) fn extent(&self) -> Extent {
        Extent::of(self.len())
    }

    /// The row at a place.
    pub(super) fn row(&self, place: usize) -> Option<Row> {
        let Entry { number, what, raw } = self.entries.get(place)?;
        let command = |id: &Option<CommandId>| id.and_then(|id| self.commands.get(&id)).map(|text| &**text);
        let (way, meaning) = match what {
            Some((kind @ Kind::Line(_), id)) => (Way::Received, kind.meaning(raw, command(id))),
            Some((kind, id)) => (Way::Sent, kind.meaning(raw, command(id))),
            None => (Way::Beside, None),
        };
        let took = self.took.get(number).filter(|_| matches!(what, Some((Kind::Command, _)))).copied();
        let text = String::from_utf8_lossy(raw).trim_end().to_owned();
        Some(Row { number: *number, way, text, meaning, took })
    }

    /// The lines among these rows that have a text, which is in small letters, however they write it; each once.
    pub(super) fn lines_with(&self, rows: std::ops::Range<usize>, text: &str) -> Vec<u64> {
        let mut lines = Vec::new();
        for entry in self.entries.iter().skip(rows.start).take(rows.len()) {
            let has = String::from_utf8_lossy(&entry.raw).to_lowercase().contains(text);
            if has && lines.last() != Some(&entry.number) {
                lines.push(entry.number);
            }
        }
        lines
    }

    /// The place of the first row of a line, or of the next one that has a row.
    pub(super) fn place_of(&self, line: u64) -> usize {
        let place = self.entries.partition_point(|entry| entry.number < line);
        place.min(self.entries.len().saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use workbench_doctor::Doctor;

    use super::*;

    fn read(text: &str) -> Log {
        let (mut log, mut doctor) = (Log::default(), Doctor::default());
        doctor.feed(text.as_bytes(), |seen| log.see(seen));
        let diagnosis = doctor.end(|seen| log.see(seen));
        log.diagnosis = Some(diagnosis);
        log
    }

    #[test]
    fn every_line_of_the_traffic_is_a_row_with_its_number_and_its_way() {
        let log = read("boot\nI (1) at: TX AT+CSQ\nI (9) at: RX +CSQ: 21,99\nI (9) at: RX OK\nI (20) app: done\n");
        let rows: Vec<Row> = (0..log.len()).filter_map(|place| log.row(place)).collect();
        let shown: Vec<_> = rows
            .iter()
            .filter(|row| row.way != Way::Beside)
            .map(|row| (row.number, row.way, row.text.as_str()))
            .collect();
        assert_eq!(shown, [(2, Way::Sent, "AT+CSQ"), (3, Way::Received, "+CSQ: 21,99"), (4, Way::Received, "OK")]);
        assert!(rows.iter().filter(|row| row.way != Way::Beside).all(|row| row.meaning.is_some()));
        assert_eq!(rows.iter().find_map(|row| row.took), Some(8));
        assert_eq!(log.lines_with(0..log.len(), "csq"), [2, 3]);
        assert!(log.lines_with(0..log.len(), "nowhere").is_empty());
        assert_eq!(log.row(log.place_of(3)).map(|row| row.number), Some(3));
        assert_eq!(log.row(log.place_of(99)).map(|row| row.number), rows.last().map(|row| row.number));
    }

    #[test]
    fn a_line_without_an_end_costs_no_more_than_what_is_shown_of_it() {
        let log = read(&format!("AT+{}\n", "X".repeat(100_000)));
        assert!((0..log.len()).filter_map(|place| log.row(place)).all(|row| row.text.len() <= SHOWN_MAX));
    }
}
