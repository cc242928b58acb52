//! The lines in view and those around them, read again from the file; others are let go.

use std::collections::VecDeque;
use std::ops::Range;

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::Blob;
use workbench_doctor::Block;
use workbench_doctor::page::Page;

use super::log::{Log, Piece, Row};
use super::reading::DoctorDraft;
use crate::parts::slice::Slice;
use crate::t;
use crate::ui::{go_on, read_part};

/// How many blocks are kept: more than any view shows.
const BLOCKS_MAX: usize = 24;

/// How many bytes are read without looking at the clock.
const STEP: usize = 16 << 10;

/// Blocks of lines, the one that was looked at last behind the others.
#[derive(Debug, Default)]
pub(super) struct Pages {
    blocks: VecDeque<(Range<u64>, Vec<Row>)>,
    /// Whether one is being read.
    is_loading: bool,
}

impl Pages {
    /// Lets all go.
    pub(super) fn clear(&mut self) {
        self.blocks.clear();
    }

    fn row(&self, line: u64) -> Option<Row> {
        let (lines, rows) = self.blocks.iter().rev().find(|(lines, _)| lines.contains(&line))?;
        rows.get(usize::try_from(line - lines.start).ok()?).cloned()
    }

    /// Keeps a block. One that begins with the same line was read when the log was shorter.
    fn keep(&mut self, lines: Range<u64>, rows: Vec<Row>) {
        self.blocks.retain(|(kept, _)| kept.start != lines.start);
        self.blocks.push_back((lines, rows));
        if self.blocks.len() > BLOCKS_MAX {
            self.blocks.pop_front();
        }
    }
}

/// A block that is to be read, and its bytes.
type Wanted = (Block, Page, Result<Blob, JsValue>);

impl Log {
    fn wanted(&mut self, line: u64) -> Option<Wanted> {
        if self.pages.is_loading {
            return None;
        }
        let block = self.doctor.block(line)?;
        self.pages.is_loading = true;
        let (page, bytes) = (self.doctor.page(&block), self.bytes.part(&block.bytes));
        Some((block, page, bytes))
    }
}

impl DoctorDraft {
    /// The rows in these places. Those that are not there yet are empty, and come with a change of `loaded`.
    pub(super) fn rows(self, range: Range<usize>) -> Vec<(u64, Row)> {
        let (rows, missing) = self.log.with_value(|log| {
            let mut missing = None;
            let row = |place: usize| {
                let number = place as u64 + 1;
                let row = log.pages.row(number).unwrap_or_else(|| {
                    missing = missing.or(Some(number));
                    Row { number, pieces: Vec::new() }
                });
                (place as u64, row)
            };
            let rows: Vec<_> = range.map(row).collect();
            (rows, missing)
        });
        if let Some(line) = missing {
            self.load(line);
        }
        rows
    }

    /// Reads the block of a line. What is missing after it is asked for by the list, which looks again.
    fn load(self, line: u64) {
        let Some((block, page, bytes)) = self.log.try_update_value(|log| log.wanted(line)).flatten() else { return };
        let reads = self.reads.get_untracked();
        go_on(async move {
            let rows = load(page, bytes).await;
            // Another log may be shown by now.
            if self.reads.get_untracked() != reads {
                return;
            }
            let rows = rows.unwrap_or_else(|_| unreadable(&block.lines));
            self.log.update_value(|log| {
                log.pages.keep(block.lines, rows);
                log.pages.is_loading = false;
            });
            self.loaded.update(|loaded| *loaded += 1);
        });
    }
}

async fn load(mut page: Page, bytes: Result<Blob, JsValue>) -> Result<Vec<Row>, JsValue> {
    let bytes = read_part(&bytes?).await?;
    let mut slice = Slice::begin();
    for piece in bytes.chunks(STEP) {
        page.feed(piece);
        if slice.is_over() {
            slice.pause().await;
        }
    }
    Ok(page.end().into_iter().map(Row::of).collect())
}

/// Rows of a file that has changed, or is gone from the disk.
fn unreadable(lines: &Range<u64>) -> Vec<Row> {
    lines.clone().map(|number| Row { number, pieces: vec![Piece::beside(t!("doctor-screen-unreadable"))] }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_let_go_that_were_read_long_ago() {
        let mut pages = Pages::default();
        let row = |number| Row { number, pieces: Vec::new() };
        for block in 0..40_u64 {
            let lines = block * 10 + 1..block * 10 + 11;
            pages.keep(lines.clone(), lines.map(row).collect());
        }
        assert_eq!(pages.blocks.len(), BLOCKS_MAX);
        assert_eq!((pages.row(1), pages.row(395).map(|row| row.number)), (None, Some(395)));
        // The last one has grown.
        pages.keep(391..405, (391..405).map(row).collect());
        assert_eq!((pages.blocks.len(), pages.row(404).map(|row| row.number)), (BLOCKS_MAX, Some(404)));
    }
}
