//! A row of the hex grid: its offset, its digits and its text, in runs that look alike.

use std::ops::Range;

use workbench_payload::visible::is_hidden;
use workbench_payload::{Cell, Column, Editor, Encoding};

use crate::ui::offset_width;

/// How bytes in a row look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// The caret stands here: in the column that takes the keys, or beside it.
    pub(super) caret: Option<Caret>,
    /// It is among those selected.
    pub(super) selected: bool,
    /// It was marked by the screen.
    pub(super) marked: bool,
    /// It is beyond the limit.
    pub(super) over: bool,
    /// It is a digit without its second, zero, or no printable character.
    pub(super) quiet: bool,
    /// It waits for its second digit.
    pub(super) half: bool,
}

/// How the caret shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Caret {
    /// Keys go here.
    Active,
    /// The same byte in the other column.
    Beside,
}

impl Look {
    /// The classes for the style sheet.
    pub(super) fn class(self) -> String {
        let caret = match self.caret {
            Some(Caret::Active) => "is-caret",
            Some(Caret::Beside) => "is-beside",
            None => "",
        };
        let flags = [
            (self.selected, "is-selected"),
            (self.marked, "is-marked"),
            (self.over, "is-over"),
            (self.quiet, "is-quiet"),
            (self.half, "is-half"),
        ];
        let set = flags.into_iter().filter(|(is_set, _)| *is_set).map(|(_, class)| class);
        std::iter::once(caret).filter(|class| !class.is_empty()).chain(set).collect::<Vec<_>>().join(" ")
    }
}

/// Characters that look alike.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) look: Look,
    pub(super) text: String,
}

/// A row, ready to be drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct HexGridRow {
    pub(super) index: usize,
    pub(super) offset: String,
    pub(super) digits: Vec<Run>,
    pub(super) text: Vec<Run>,
    /// Where the caret stands, and what to say of it.
    pub(super) caret: Option<(usize, Cell)>,
}

/// What rows depend on beside the bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout<'a> {
    pub(super) per_row: usize,
    /// What the text column shows.
    pub(super) encoding: Encoding,
    /// Bytes to mark, in order.
    pub(super) marks: &'a [Range<usize>],
    /// How many bytes may be there.
    pub(super) limit: Option<usize>,
}

/// How many rows an editor takes: the caret has a place behind the last byte.
pub(super) fn row_count(editor: &Editor, per_row: usize) -> usize {
    editor.shown_len() / per_row.max(1) + 1
}

/// The numbers of the columns, as far apart as the bytes below them.
pub(super) fn columns(per_row: usize) -> String {
    let mut line = String::new();
    for place in 0..per_row {
        if place > 0 {
            line.push_str(gap_before(place));
        }
        line.push_str(&format!("{place:02X}"));
    }
    line
}

/// What stands between a byte of a row and the one before it.
const fn gap_before(place: usize) -> &'static str {
    if place.is_multiple_of(8) { "  " } else { " " }
}

/// The row with this index.
pub(super) fn row(editor: &Editor, index: usize, layout: Layout<'_>) -> HexGridRow {
    let per_row = layout.per_row;
    let start = index * per_row;
    let places = start..start + per_row;
    let caret = editor.selection().caret;
    let has_caret = places.contains(&caret);
    let mut digits = Runs::default();
    let mut text = Runs::default();
    for place in places {
        let cell = editor.cell(place);
        let (digit_look, text_look) = looks(editor, place, cell, layout);
        if place > start {
            let joined = digits.last().is_some_and(|look| look.selected) && digit_look.selected;
            digits.push(Look { selected: joined, ..Look::default() }, gap_before(place - start));
        }
        match cell {
            Cell::Byte(byte) => {
                digits.push(digit_look, &format!("{byte:02X}"));
                text.push(text_look, shown(byte, layout.encoding).encode_utf8(&mut [0; 4]));
            }
            Cell::Half(digit) => {
                digits.push(digit_look, &format!("{digit:X}_"));
                text.push(text_look, "_");
            }
            Cell::Nothing => {
                digits.push(digit_look, "  ");
                text.push(text_look, " ");
            }
        }
    }
    HexGridRow {
        index,
        offset: format!("{start:0width$X}", width = offset_width(editor.len())),
        digits: digits.0,
        text: text.0,
        caret: has_caret.then(|| (caret, editor.cell(caret))),
    }
}

/// How the byte at a place looks in either column.
fn looks(editor: &Editor, place: usize, cell: Cell, layout: Layout<'_>) -> (Look, Look) {
    let selection = editor.selection();
    let caret = |column| {
        let active = if editor.column() == column { Caret::Active } else { Caret::Beside };
        (place == selection.caret).then_some(active)
    };
    let before = layout.marks.partition_point(|range| range.end <= place);
    let look = Look {
        caret: None,
        selected: selection.range().contains(&place),
        marked: layout.marks.get(before).is_some_and(|range| range.contains(&place)),
        over: layout.limit.is_some_and(|limit| place >= limit) && cell != Cell::Nothing,
        quiet: cell == Cell::Byte(0),
        half: matches!(cell, Cell::Half(_)),
    };
    let silent = matches!(cell, Cell::Byte(byte) if shown(byte, layout.encoding) == '.' && byte != b'.');
    (Look { caret: caret(Column::Hex), ..look }, Look { caret: caret(Column::Text), quiet: silent, ..look })
}

/// The character of one byte, or a dot. In encodings where most characters take several bytes, only ASCII has one.
fn shown(byte: u8, encoding: Encoding) -> char {
    let character = char::from(byte);
    let is_one = byte.is_ascii() || encoding == Encoding::Latin1;
    if is_one && !is_hidden(character) { character } else { '.' }
}

/// Runs that grow by joining what looks alike.
#[derive(Default)]
struct Runs(Vec<Run>);

impl Runs {
    fn push(&mut self, look: Look, text: &str) {
        match self.0.last_mut() {
            Some(run) if run.look == look => run.text.push_str(text),
            _ => self.0.push(Run { look, text: text.to_owned() }),
        }
    }

    fn last(&self) -> Option<Look> {
        self.0.last().map(|run| run.look)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAYOUT: Layout<'_> = Layout { per_row: 8, encoding: Encoding::Utf8, marks: &[], limit: None };

    fn drawn(runs: &[Run]) -> String {
        let run = |run: &Run| match run.look.class() {
            class if class.is_empty() => run.text.clone(),
            class => format!("[{class}:{}]", run.text),
        };
        runs.iter().map(run).collect()
    }

    #[test]
    fn a_row_shows_bytes_caret_and_selection() {
        let mut editor = Editor::new(b"AB\x00\xFFz".to_vec());
        editor.select(&(1..3));
        let row = row(&editor, 0, LAYOUT);
        assert_eq!(row.offset, "0000");
        assert_eq!(drawn(&row.digits), "41 [is-selected:42 ][is-selected is-quiet:00] [is-caret:FF] 7A         ");
        assert_eq!(drawn(&row.text), "A[is-selected:B][is-selected is-quiet:.][is-beside is-quiet:.]z   ");
        assert_eq!(row.caret, Some((3, Cell::Byte(0xFF))));
    }

    #[test]
    fn a_digit_waits_in_a_place_of_its_own() {
        let mut editor = Editor::new(b"AB".to_vec());
        editor.go(workbench_payload::Motion::Right, workbench_payload::Extend::No);
        editor.type_digit(0xA);
        let row = row(&editor, 0, LAYOUT);
        assert_eq!(drawn(&row.digits), "41 [is-caret is-half:A_] 42               ");
    }

    #[test]
    fn what_is_marked_or_too_much_is_shown_as_such() {
        let editor = Editor::new(b"abcd".to_vec());
        let mark = 1..2;
        let layout = Layout { marks: std::slice::from_ref(&mark), limit: Some(3), ..LAYOUT };
        assert_eq!(drawn(&row(&editor, 0, layout).text), "[is-beside:a][is-marked:b]c[is-over:d]    ");
    }

    #[test]
    fn the_caret_behind_the_last_byte_has_a_row() {
        let mut editor = Editor::new(vec![b'x'; 16]);
        assert_eq!((row_count(&editor, 8), row_count(&Editor::default(), 8)), (3, 1));
        editor.go(workbench_payload::Motion::End, workbench_payload::Extend::No);
        assert_eq!(row(&editor, 2, LAYOUT).caret, Some((16, Cell::Nothing)));
    }

    #[test]
    fn the_numbers_of_the_columns_stand_above_their_bytes() {
        for per_row in [8, 16] {
            let editor = Editor::new((0..16).collect());
            let layout = Layout { per_row, encoding: Encoding::default(), marks: &[], limit: None };
            let digits: String = row(&editor, 0, layout).digits.into_iter().map(|run| run.text).collect();
            assert_eq!(columns(per_row), digits);
        }
    }

    #[test]
    fn the_text_column_agrees_with_the_bytes_in_every_encoding() {
        for encoding in [Encoding::Utf8, Encoding::Gbk, Encoding::Latin1] {
            for byte in 0..=255_u8 {
                let text = workbench_payload::text::text_of(&[byte], encoding, workbench_payload::LineEnds::Lf);
                let single = text.chars().next().filter(|c| text.chars().count() == 1 && !c.is_control());
                match shown(byte, encoding) {
                    '.' if byte != b'.' => {
                        assert!(single.is_none() || encoding == Encoding::Gbk && byte == 0x80, "{byte:02X}")
                    }
                    character => assert_eq!(single, Some(character), "{byte:02X}"),
                }
            }
        }
    }
}
