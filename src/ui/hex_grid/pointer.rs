//! Which byte the pointer is on, and what the mouse or a finger does to it.
//!
//! A mouse selects while it is held down. A finger scrolls, and puts the caret where it taps.

use leptos::ev::{MouseEvent, PointerEvent};
use leptos::prelude::*;
use workbench_payload::Column;

use super::{Grid, ROW, whole};

/// Bytes in a group of digits, and the characters that it takes with the gap behind it.
const GROUP: usize = 8;
const GROUP_WIDTH: usize = 25;

impl Grid {
    /// The pointer went down.
    pub(super) fn pointer_down(self, event: &PointerEvent) {
        let is_finger = event.pointer_type() == "touch";
        self.by_finger.set_value(is_finger);
        if is_finger || event.button() != 0 {
            return;
        }
        let Some((place, column)) = place_at(self, event) else { return };
        if let Some(view) = self.view.get_untracked() {
            // Without the capture the selection ends at the edge of the grid, and nothing is lost.
            let _ = view.set_pointer_capture(event.pointer_id());
        }
        self.go_to(place, column, event.shift_key());
        self.pressed.set_value(Some(place));
    }

    /// The pointer moved; selects while it is down.
    pub(super) fn pointer_moved(self, event: &PointerEvent) {
        let (Some(from), Some((to, _))) = (self.pressed.get_value(), place_at(self, event)) else { return };
        // The byte that the pointer went down on is always among those selected.
        let range = match to.cmp(&from) {
            std::cmp::Ordering::Equal => from..from,
            std::cmp::Ordering::Greater => from..to + 1,
            std::cmp::Ordering::Less => from + 1..to,
        };
        if self
            .editor
            .with_untracked(|editor| (editor.selection().anchor, editor.selection().caret) != (range.start, range.end))
        {
            self.editor.update(|editor| editor.select(&range));
        }
    }

    /// A tap; with a mouse everything happened when it went down. Whether it was a finger.
    pub(super) fn tapped(self, event: &MouseEvent, extends: bool) -> bool {
        let is_finger = self.by_finger.get_value();
        if let Some((place, column)) = place_at(self, event).filter(|_| is_finger) {
            // The byte tapped on is to be selected too.
            let before = self.editor.with_untracked(|editor| editor.selection().anchor);
            self.go_to(
                if extends && place >= before { place + 1 } else { place },
                column,
                extends || event.shift_key(),
            );
        }
        is_finger
    }

    fn go_to(self, place: usize, column: Column, extends: bool) {
        self.editor.update(|editor| {
            editor.set_column(column);
            let anchor = editor.selection().anchor;
            editor.select(&if extends { anchor..place } else { place..place });
        });
    }
}

/// The byte under the pointer and the column, or the nearest to it. None before anything was drawn.
fn place_at(grid: Grid, event: &MouseEvent) -> Option<(usize, Column)> {
    let block = grid.block.get_untracked()?;
    let per_row = grid.per_row.get_untracked();
    let down = f64::from(event.client_y()) - block.get_bounding_client_rect().top();
    let index = grid.first.get_untracked() + whole(down / ROW).min(grid.drawn.get_untracked().saturating_sub(1));
    let digits = block.query_selector(".hex-digits").ok().flatten()?.get_bounding_client_rect();
    let letters = block.query_selector(".hex-letters").ok().flatten()?.get_bounding_client_rect();
    let x = f64::from(event.client_x());
    let in_text = x > (digits.right() + letters.left()) / 2.0;
    let (column, cell) = if in_text {
        (Column::Text, whole((x - letters.left()) / (letters.width() / per_row as f64)))
    } else {
        let characters = per_row * 3 - 1 + (per_row - 1) / GROUP;
        (Column::Hex, cell_of(whole((x - digits.left()) / (digits.width() / characters as f64))))
    };
    let place = index * per_row + cell.min(per_row - 1);
    Some((grid.editor.with_untracked(|editor| place.min(editor.len())), column))
}

/// The byte whose digits, with the gap behind them, hold a character of the row.
fn cell_of(character: usize) -> usize {
    let (group, within) = (character / GROUP_WIDTH, character % GROUP_WIDTH);
    group * GROUP + (within / 3).min(GROUP - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_pair_of_digits_is_its_byte() {
        let row = "00 01 02 03 04 05 06 07  08 09 10 11 12 13 14 15";
        for (start, pair) in (0..row.len() - 1).map(|at| (at, &row[at..at + 2])).filter(|(_, pair)| !pair.contains(' '))
        {
            assert_eq!([cell_of(start), cell_of(start + 1)].map(|cell| format!("{cell:02}")), [pair; 2]);
        }
    }
}
