//! Which byte the pointer is on.

use leptos::ev::PointerEvent;
use leptos::prelude::*;
use workbench_payload::Column;

use super::{Grid, ROW, whole};

/// Bytes in a group of digits, and the characters that it takes with the gap behind it.
const GROUP: usize = 8;
const GROUP_WIDTH: usize = 25;

/// The byte under the pointer and the column, or the nearest to it. None before anything was drawn.
pub(super) fn place_at(grid: Grid, event: &PointerEvent) -> Option<(usize, Column)> {
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
