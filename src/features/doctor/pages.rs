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

/// How many blocks are kept: more than any view shows, though each has one long line.
const BLOCKS_MAX: usize = 256;

/// How many bytes their rows may have together: several times what a view of the longest lines shows.
const BYTES_MAX: usize = 4 << 20;

/// How many bytes are read without looking at the clock.
const STEP: usize = 16 << 10;

/// A block that was read.
#[derive(Debug)]
struct Kept {
    lines: Range<u64>,
    rows: Vec<Row>,
    bytes: usize,
}

/// Blocks of lines, the one that was read last behind the others.
#[derive(Debug, Default)]
pub(super) struct Pages {
    blocks: VecDeque<Kept>,
    /// How many bytes they have together.
    bytes: usize,
    /// Whether one is being read.
    is_loading: bool,
}

impl Pages {
    /// Lets all go.
    pub(super) fn clear(&mut self) {
        self.blocks.clear();
        self.bytes = 0;
    }

    fn row(&self, line: u64) -> Option<Row> {
        let kept = self.blocks.iter().rev().find(|kept| kept.lines.contains(&line))?;
        kept.rows.get(usize::try_from(line - kept.lines.start).ok()?).cloned()
    }

    /// Keeps a block. One that begins with the same line was read when the log was shorter. The last one stays, whatever its size: it is in view.
    fn keep(&mut self, lines: Range<u64>, rows: Vec<Row>) {
        self.blocks.retain(|kept| kept.lines.start != lines.start);
        let bytes = rows.iter().map(Row::bytes).sum();
        self.blocks.push_back(Kept { lines, rows, bytes });
        self.bytes = self.blocks.iter().map(|kept| kept.bytes).sum();
        while self.blocks.len() > BLOCKS_MAX || (self.bytes > BYTES_MAX && self.blocks.len() > 1) {
            self.bytes -= self.blocks.pop_front().map_or(0, |kept| kept.bytes);
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

    /// The text of a line, where it was read already. Nothing is read for it.
    pub(super) fn text_of(self, line: u64) -> Option<String> {
        let row = self.log.with_value(|log| log.pages.row(line))?;
        row.pieces.into_iter().next().map(|piece| piece.text)
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
    use workbench_doctor::page::SHOWN_MAX;

    use super::*;

    fn row(number: u64, length: usize) -> Row {
        Row { number, pieces: vec![Piece::beside("x".repeat(length))] }
    }

    #[test]
    fn blocks_are_let_go_that_were_read_long_ago() {
        let mut pages = Pages::default();
        let blocks = BLOCKS_MAX as u64 + 16;
        for block in 0..blocks {
            let lines = block * 10 + 1..block * 10 + 11;
            pages.keep(lines.clone(), lines.map(|number| row(number, 0)).collect());
        }
        let last = blocks * 10;
        assert_eq!(pages.blocks.len(), BLOCKS_MAX);
        assert_eq!((pages.row(1), pages.row(last - 5).map(|row| row.number)), (None, Some(last - 5)));
        // The last one has grown.
        pages.keep(last - 9..last + 5, (last - 9..last + 5).map(|number| row(number, 0)).collect());
        assert_eq!((pages.blocks.len(), pages.row(last + 4).map(|row| row.number)), (BLOCKS_MAX, Some(last + 4)));
        pages.clear();
        assert_eq!((pages.blocks.len(), pages.bytes), (0, 0));
    }

    #[test]
    fn long_lines_are_let_go_by_their_bytes_and_a_view_of_the_longest_stays() {
        let mut pages = Pages::default();
        let held = |pages: &Pages| pages.blocks.iter().flat_map(|kept| &kept.rows).map(Row::bytes).sum::<usize>();
        // Each line is as long as one is shown, and has a block of its own, or shares it with many.
        for (blocks, in_each) in [(400_u64, 1_u64), (400, 64)] {
            for block in 0..blocks {
                let lines = block * in_each + 1..(block + 1) * in_each + 1;
                pages.keep(lines.clone(), lines.map(|number| row(number, SHOWN_MAX)).collect());
                assert!(pages.bytes <= BYTES_MAX && pages.bytes == held(&pages), "{}", pages.bytes);
            }
            let last = blocks * in_each;
            // A view of a hundred such lines is kept as a whole: nothing is let go that would be read again at once.
            assert!((last - 100..=last).all(|line| pages.row(line).is_some()), "{in_each}");
            pages.clear();
        }
        // A single block that is larger than all is there, and alone.
        pages.keep(1..2, vec![row(1, 10)]);
        pages.keep(2..3, vec![row(2, BYTES_MAX * 2)]);
        assert_eq!((pages.blocks.len(), pages.row(2).is_some()), (1, true));
    }
}
