//! A log as it is shown: each thing that the doctor saw in it, in order, with what it means.

use std::collections::BTreeMap;
use std::rc::Rc;

use fibocom_at::Role;
use fibocom_at::meaning::{self, Meaning, Severity};
use workbench_doctor::Diagnosis;
use workbench_doctor::seen::{CommandId, Event, Seen};

use crate::ui::Extent;

/// How much of one line is kept to be shown.
const SHOWN_MAX: usize = 2_048;

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
    what: What,
    raw: Box<[u8]>,
}

#[derive(Debug, Clone, Copy)]
enum What {
    Command,
    Data(Option<CommandId>, u64),
    Line(Role, Option<CommandId>),
    Beside,
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
    pub(super) diagnosis: Option<Diagnosis>,
}

impl Log {
    /// Takes in the next thing that was seen.
    pub(super) fn see(&mut self, seen: &Seen) {
        let (what, raw) = match &seen.event {
            Event::Command(command) => {
                self.commands.insert(command.id, command.text.as_slice().into());
                (What::Command, &command.text)
            }
            Event::Data { command, bytes, length, .. } => (What::Data(*command, *length), bytes),
            Event::Line { role, raw, command, .. } => (What::Line(*role, *command), raw),
            Event::Host(text) | Event::Link(text) => (What::Beside, text),
            Event::Ended(ended) => {
                if let Some(took) = ended.took {
                    self.took.insert(ended.line, took);
                }
                return;
            }
            Event::Code(_) | Event::Message(_) | Event::Restarted | Event::End => return,
        };
        let raw = raw.get(..SHOWN_MAX).unwrap_or(raw).into();
        self.entries.push(Entry { number: seen.line, what, raw });
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
            What::Command => (Way::Sent, meaning::of_command(raw)),
            What::Data(id, length) => {
                let length = usize::try_from(*length).unwrap_or(usize::MAX);
                (Way::Sent, Some(meaning::of_data(raw, length, command(id))))
            }
            What::Line(role, id) => (Way::Received, meaning::of_line(raw, *role, command(id))),
            What::Beside => (Way::Beside, None),
        };
        let took = self.took.get(number).filter(|_| matches!(what, What::Command)).copied();
        let text = String::from_utf8_lossy(raw).trim_end().to_owned();
        Some(Row { number: *number, way, text, meaning, took })
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
        assert_eq!(log.row(log.place_of(3)).map(|row| row.number), Some(3));
        assert_eq!(log.row(log.place_of(99)).map(|row| row.number), rows.last().map(|row| row.number));
    }

    #[test]
    fn a_line_without_an_end_costs_no_more_than_what_is_shown_of_it() {
        let log = read(&format!("AT+{}\n", "X".repeat(100_000)));
        assert!((0..log.len()).filter_map(|place| log.row(place)).all(|row| row.text.len() <= SHOWN_MAX));
    }
}
