//! A log that is being read, or was: what is known of it, and how its lines are shown. The log itself stays with the browser.

use fibocom_at::meaning::{Meaning, Severity};
use workbench_doctor::finder::Style;
use workbench_doctor::page::PageLine;
use workbench_doctor::seen::Kind;
use workbench_doctor::sequence::Sequence;
use workbench_doctor::timeline::Timeline;
use workbench_doctor::{Diagnosis, Doctor, Finding};

use super::bytes::Bytes;
use super::pages::Pages;
use crate::ui::Extent;

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

/// A line as it is shown. One that the browser has not given back yet has no pieces.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    /// Its number in the log, from 1 on.
    pub(super) number: u64,
    pub(super) pieces: Vec<Piece>,
}

/// What stands in a line, one behind the other.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub(super) way: Way,
    pub(super) text: String,
    pub(super) meaning: Option<Meaning>,
    /// How many milliseconds its command took.
    pub(super) took: Option<u64>,
}

impl Piece {
    /// How grave it is by itself.
    pub(super) fn severity(&self) -> Severity {
        self.meaning.as_ref().map_or(Severity::Info, |meaning| meaning.severity)
    }

    /// A text that is no traffic.
    pub(super) fn beside(text: String) -> Self {
        Self { way: Way::Beside, text, meaning: None, took: None }
    }
}

impl Row {
    /// How many bytes it takes, about: what it says, and the variables of its meanings, which are parts of that.
    pub(super) fn bytes(&self) -> usize {
        let piece = |piece: &Piece| size_of::<Piece>() + piece.text.len() * if piece.meaning.is_some() { 2 } else { 1 };
        size_of::<Self>() + self.pieces.iter().map(piece).sum::<usize>()
    }

    /// A line that was read again.
    pub(super) fn of(line: PageLine) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_end().to_owned();
        if line.pieces.is_empty() {
            return Self { number: line.number, pieces: vec![Piece::beside(text(&line.text))] };
        }
        let pieces = line.pieces.into_iter().map(|piece| {
            let way = match piece.kind {
                Some(Kind::Line(_)) => Way::Received,
                Some(_) => Way::Sent,
                None => Way::Beside,
            };
            Piece { way, text: text(&piece.bytes), meaning: piece.meaning, took: piece.took }
        });
        Self { number: line.number, pieces: pieces.collect() }
    }
}

/// The log.
#[derive(Debug, Default)]
pub(super) struct Log {
    pub(super) doctor: Doctor,
    pub(super) bytes: Bytes,
    pub(super) pages: Pages,
    pub(super) timeline: Timeline,
    pub(super) sequence: Sequence,
    /// What was found until now, while it is being read.
    so_far: Vec<Finding>,
    found: usize,
    pub(super) diagnosis: Option<Diagnosis>,
}

impl Log {
    /// A log that is read as one style, or as any.
    pub(super) fn new(style: Option<Style>, bytes: Bytes) -> Self {
        Self { doctor: Doctor::new(style), bytes, ..Self::default() }
    }

    /// Takes in the next bytes.
    pub(super) fn feed(&mut self, bytes: &[u8]) {
        let Self { doctor, timeline, sequence, .. } = self;
        doctor.feed(bytes, |seen| {
            timeline.see(seen);
            sequence.see(seen);
        });
    }

    /// It has ended.
    pub(super) fn end(&mut self) {
        let Self { doctor, timeline, sequence, .. } = self;
        let diagnosis = doctor.finish(|seen| {
            timeline.see(seen);
            sequence.see(seen);
        });
        self.diagnosis = Some(diagnosis);
        // What was shown of its end may go on.
        self.pages.clear();
    }

    /// Whether a rule has found something that none had found before; what was found is told from now on.
    pub(super) fn found_more(&mut self) -> bool {
        let found = self.doctor.found();
        let is_more = found > self.found;
        if is_more {
            self.found = found;
            self.so_far = self.doctor.findings();
        }
        is_more
    }

    /// The findings, or those until now; `None` where there are none yet.
    pub(super) fn findings(&self) -> Option<&[Finding]> {
        let so_far = Some(self.so_far.as_slice()).filter(|found| !found.is_empty());
        self.diagnosis.as_ref().map(|diagnosis| diagnosis.findings.as_slice()).or(so_far)
    }

    /// How many lines there are.
    pub(super) const fn lines(&self) -> u64 {
        self.doctor.lines()
    }

    /// The same, for a list.
    pub(super) fn extent(&self) -> Extent {
        Extent::of(usize::try_from(self.lines()).unwrap_or(usize::MAX))
    }

    /// The place of a line in the list, or of the last one.
    pub(super) fn place_of(&self, line: u64) -> usize {
        let place = line.min(self.lines()).saturating_sub(1);
        usize::try_from(place).unwrap_or(usize::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &[u8] = b"boot\nI (1) at: TX AT+CSQ\nI (9) at: RX +CSQ: 21,99\nI (9) at: RX OK\n\nI (20) app: done\n";

    #[test]
    fn every_line_is_a_row_with_its_way_its_meaning_and_its_time() {
        let mut doctor = Doctor::default();
        doctor.feed(LOG, |_| {});
        let _ = doctor.finish(|_| {});
        let block = doctor.block(1).unwrap();
        let mut page = doctor.page(&block);
        page.feed(LOG);
        let rows: Vec<Row> = page.end().into_iter().map(Row::of).collect();
        let shown: Vec<_> =
            rows.iter().flat_map(|row| &row.pieces).map(|piece| (piece.way, piece.text.as_str(), piece.took)).collect();
        let expected = [
            (Way::Beside, "boot", None),
            (Way::Sent, "AT+CSQ", Some(8)),
            (Way::Received, "+CSQ: 21,99", None),
            (Way::Received, "OK", None),
            (Way::Beside, "", None),
            (Way::Beside, "I (20) app: done", None),
        ];
        assert_eq!(shown, expected);
        assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6]);
    }
}
