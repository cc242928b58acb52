//! What each key does in the hex grid.

use workbench_payload::text::encode;
use workbench_payload::{Column, Editor, Encoding, Extend, Motion, Towards};

/// Bytes in a group: how far Ctrl with an arrow goes.
const GROUP: usize = 8;

/// A key with its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stroke<'a> {
    pub(super) key: &'a str,
    /// Ctrl, or the command key of a Mac.
    pub(super) command: bool,
    pub(super) shift: bool,
}

/// What the keys depend on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Surroundings {
    pub(super) per_row: usize,
    pub(super) page: usize,
    pub(super) editable: bool,
    pub(super) encoding: Encoding,
}

/// What came of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Taken,
    /// It is nothing to the grid.
    Left,
    /// Something is to be found.
    Find,
    /// Something is to be found again.
    Again(Towards),
    /// An offset is to be gone to.
    GoTo,
    /// What each key does is asked.
    Keys,
}

/// Gives a key to an editor.
pub(super) fn press(editor: &mut Editor, stroke: Stroke<'_>, around: Surroundings) -> Answer {
    let Stroke { key, command, shift } = stroke;
    if let Some(motion) = motion(key, command, around) {
        editor.go(motion, if shift { Extend::Yes } else { Extend::No });
        return Answer::Taken;
    }
    match (key, command) {
        ("a" | "A", true) => editor.select_all(),
        ("f" | "F", true) => return Answer::Find,
        ("g" | "G", true) => return Answer::GoTo,
        ("F3", false) => return Answer::Again(if shift { Towards::Previous } else { Towards::Next }),
        ("F2", false) => editor.set_column(match editor.column() {
            Column::Hex => Column::Text,
            Column::Text => Column::Hex,
        }),
        ("Escape", false) if editor.half().is_some() => editor.pause(),
        ("?", false) if editor.column() == Column::Hex || !around.editable => return Answer::Keys,
        _ if !around.editable => return Answer::Left,
        _ => return change(editor, stroke, around.encoding),
    }
    Answer::Taken
}

fn motion(key: &str, command: bool, around: Surroundings) -> Option<Motion> {
    let row = around.per_row;
    Some(match (key, command) {
        ("ArrowLeft", false) => Motion::Left,
        ("ArrowRight", false) => Motion::Right,
        ("ArrowLeft", true) => Motion::GroupBack(GROUP),
        ("ArrowRight", true) => Motion::GroupOn(GROUP),
        ("ArrowUp", false) => Motion::Up(1, row),
        ("ArrowDown", false) => Motion::Down(1, row),
        ("PageUp", false) => Motion::Up(around.page, row),
        ("PageDown", false) => Motion::Down(around.page, row),
        ("Home", false) => Motion::RowStart(row),
        ("End", false) => Motion::RowEnd(row),
        ("Home", true) => Motion::Start,
        ("End", true) => Motion::End,
        _ => return None,
    })
}

fn change(editor: &mut Editor, stroke: Stroke<'_>, encoding: Encoding) -> Answer {
    let Stroke { key, command, shift } = stroke;
    match (key, command) {
        ("z" | "Z", true) if shift => editor.redo(),
        ("z" | "Z", true) => editor.undo(),
        ("y" | "Y", true) => editor.redo(),
        ("Backspace", _) => editor.delete_back(),
        // Shift+Delete and Shift+Insert are the old cut and paste: the browser turns them into those.
        ("Delete", _) if !shift => editor.delete_on(),
        ("Insert", false) if !shift => editor.toggle_mode(),
        (_, true) => return Answer::Left,
        ("Enter", false) if editor.column() == Column::Text => editor.type_bytes(b"\n"),
        _ => return typed(editor, key, encoding),
    }
    Answer::Taken
}

fn typed(editor: &mut Editor, key: &str, encoding: Encoding) -> Answer {
    let mut characters = key.chars();
    let (Some(character), None) = (characters.next(), characters.next()) else { return Answer::Left };
    match editor.column() {
        Column::Hex => match character.to_digit(16).and_then(|digit| u8::try_from(digit).ok()) {
            Some(digit) => editor.type_digit(digit),
            // A blank between two bytes is how people type them.
            None if character == ' ' => {}
            None => return Answer::Left,
        },
        Column::Text => match encode(character, encoding) {
            Ok(bytes) => editor.type_bytes(&bytes),
            Err(_) => return Answer::Left,
        },
    }
    Answer::Taken
}

#[cfg(test)]
mod tests {
    use super::*;

    const AROUND: Surroundings = Surroundings { per_row: 16, page: 4, editable: true, encoding: Encoding::Utf8 };

    fn stroke(key: &str) -> Stroke<'_> {
        let (command, key) = key.strip_prefix("Ctrl+").map_or((false, key), |key| (true, key));
        let (shift, key) = key.strip_prefix("Shift+").map_or((false, key), |key| (true, key));
        Stroke { key, command, shift }
    }

    fn pressed(keys: &[&str], around: Surroundings) -> (Vec<u8>, usize) {
        let mut editor = Editor::new(b"hello".to_vec());
        for key in keys {
            press(&mut editor, stroke(key), around);
        }
        (editor.bytes().to_vec(), editor.selection().caret)
    }

    #[test]
    fn keys_edit_and_move() {
        for (keys, bytes, caret) in [
            (&["4", "1", " ", "F", "f"][..], &b"A\xFFhello"[..], 2),
            (&["End", "Backspace"], b"hell", 4),
            (&["Delete", "Ctrl+z"], b"hello", 0),
            (&["Delete", "Ctrl+z", "Ctrl+y"], b"ello", 0),
            (&["Delete", "Ctrl+z", "Ctrl+Shift+Z"], b"ello", 0),
            (&["Insert", "4", "1"], b"Aello", 1),
            (&["F2", "g", "é", "Enter"], "gé\nhello".as_bytes(), 4),
            (&["F2", "?"], b"?hello", 1),
            (&["Ctrl+a", "Delete"], b"", 0),
            (&["Shift+ArrowRight", "Shift+ArrowRight", "0", "0"], b"\0llo", 1),
            (&["4", "Escape", "Ctrl+End"], b"hello", 5),
            (&["g", "Tab", "Ctrl+c"], b"hello", 0),
        ] {
            assert_eq!(pressed(keys, AROUND), (bytes.to_vec(), caret), "{keys:?}");
        }
    }

    #[test]
    fn a_grid_to_read_moves_and_does_not_change() {
        let read = Surroundings { editable: false, ..AROUND };
        assert_eq!(
            pressed(&["ArrowRight", "4", "1", "Delete", "Backspace", "F2", "x", "Ctrl+z"], read),
            (b"hello".to_vec(), 1)
        );
    }

    #[test]
    fn what_the_grid_does_not_do_itself_is_asked_for() {
        let mut editor = Editor::default();
        for (key, answer) in [
            ("Ctrl+f", Answer::Find),
            ("Ctrl+g", Answer::GoTo),
            ("F3", Answer::Again(Towards::Next)),
            ("Shift+F3", Answer::Again(Towards::Previous)),
            ("?", Answer::Keys),
            ("Ctrl+Enter", Answer::Left),
            ("Tab", Answer::Left),
            ("Ctrl+v", Answer::Left),
            ("Escape", Answer::Left),
        ] {
            assert_eq!(press(&mut editor, stroke(key), AROUND), answer, "{key}");
        }
    }
}
