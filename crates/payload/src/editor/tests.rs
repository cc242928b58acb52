//! Each key on a few bytes, and on any bytes the way back.

use proptest::prelude::*;

use super::*;

fn editor(bytes: &[u8], selection: Range<usize>) -> Editor {
    let mut editor = Editor::new(bytes.to_vec());
    editor.select(&selection);
    editor
}

#[test]
fn two_digits_make_a_byte() {
    let mut insert = editor(b"ab", 1..1);
    insert.type_digit(0xF);
    assert_eq!((insert.bytes(), insert.half(), insert.shown_len()), (&b"ab"[..], Some(0xF), 3));
    let shown: Vec<Cell> = (0..4).map(|place| insert.cell(place)).collect();
    assert_eq!(shown, [Cell::Byte(b'a'), Cell::Half(0xF), Cell::Byte(b'b'), Cell::Nothing]);
    insert.type_digit(0x0);
    assert_eq!((insert.bytes(), insert.selection()), (&b"a\xF0b"[..], Selection::at(2)));

    let mut over = editor(b"ab", 1..1);
    over.toggle_mode();
    over.type_digit(0xF);
    assert_eq!((over.cell(1), over.shown_len()), (Cell::Half(0xF), 2));
    over.type_digit(0x1);
    over.type_digit(0x2);
    assert_eq!((over.cell(2), over.shown_len()), (Cell::Half(0x2), 3));
    over.type_digit(0x3);
    assert_eq!(over.bytes(), b"a\xF1\x23");
    over.undo();
    assert_eq!(over.bytes(), b"ab");
}

#[test]
fn half_a_byte_goes_before_anything_else() {
    for key in [Editor::delete_back, Editor::delete_on, Editor::undo, Editor::pause] {
        let mut editor = editor(b"ab", 1..1);
        editor.type_digit(7);
        key(&mut editor);
        assert_eq!((editor.bytes(), editor.half()), (&b"ab"[..], None));
    }
}

#[test]
fn the_caret_goes_where_editors_send_it() {
    for (from, motion, extend, expected) in [
        (0..0, Motion::Left, Extend::No, 0..0),
        (5..5, Motion::Right, Extend::No, 6..6),
        (2..6, Motion::Left, Extend::No, 2..2),
        (2..6, Motion::Right, Extend::No, 6..6),
        (2..6, Motion::Right, Extend::Yes, 2..7),
        (20..20, Motion::Up(1, 16), Extend::No, 4..4),
        (4..4, Motion::Up(1, 16), Extend::No, 4..4),
        (4..4, Motion::Up(1, 16), Extend::Yes, 0..4),
        (36..36, Motion::Up(9, 16), Extend::No, 4..4),
        (20..20, Motion::Down(1, 16), Extend::No, 36..36),
        (30..30, Motion::Down(9, 16), Extend::No, 40..40),
        (20..20, Motion::RowStart(16), Extend::No, 16..16),
        (20..20, Motion::RowEnd(16), Extend::No, 31..31),
        (20..20, Motion::RowEnd(16), Extend::Yes, 20..32),
        (35..35, Motion::RowEnd(16), Extend::No, 40..40),
        (20..20, Motion::GroupBack(8), Extend::No, 16..16),
        (16..16, Motion::GroupBack(8), Extend::No, 8..8),
        (16..16, Motion::GroupOn(8), Extend::No, 24..24),
        (9..9, Motion::Start, Extend::Yes, 0..9),
        (9..9, Motion::End, Extend::No, 40..40),
        (9..9, Motion::To(99), Extend::No, 40..40),
    ] {
        let mut editor = editor(&[0; 40], from.clone());
        editor.go(motion, extend);
        assert_eq!(editor.selection().range(), expected, "{from:?} {motion:?} {extend:?}");
    }
}

#[test]
fn what_is_selected_gives_way() {
    for (key, expected) in [
        ((|editor| editor.insert(b"XY")) as fn(&mut Editor), &b"aXYe"[..]),
        (|editor| editor.type_bytes(b"X"), b"aXe"),
        (Editor::delete_back, b"ae"),
        (Editor::delete_on, b"ae"),
        (|editor| editor.fill(b"12"), b"a121e"),
        (|editor| (0..2).for_each(|digit| editor.type_digit(digit)), b"a\x01e"),
    ] {
        let mut editor = editor(b"abcde", 1..4);
        key(&mut editor);
        assert_eq!(editor.bytes(), expected);
        while editor.can_undo() {
            editor.undo();
        }
        assert_eq!(editor.bytes(), b"abcde");
    }
}

#[test]
fn a_paste_overwrites_where_overwriting_is_on() {
    let mut editor = editor(b"abcde", 3..3);
    editor.toggle_mode();
    editor.insert(b"XYZ");
    assert_eq!(editor.bytes(), b"abcXYZ");
}

#[test]
fn all_occurrences_are_replaced_in_one_step() {
    let mut editor = editor(b"a--b--c", 0..0);
    assert_eq!(editor.replace_all(&Pattern::of_bytes(b"--"), b"+"), 2);
    assert_eq!(editor.bytes(), b"a+b+c");
    editor.undo();
    assert_eq!(editor.bytes(), b"a--b--c");
}

#[test]
fn finding_goes_round() {
    let mut editor = editor(b"ab.ab.", 0..0);
    let pattern = Pattern::of_bytes(b"ab");
    let found: Vec<_> = (0..3).map(|_| editor.find(&pattern, Towards::Next).unwrap().start).collect();
    assert_eq!(found, [0, 3, 0]);
    assert_eq!(editor.find(&pattern, Towards::Previous), Some(3..5));
    assert_eq!(editor.find(&Pattern::of_bytes(b"zz"), Towards::Next), None);
}

#[derive(Debug, Clone)]
enum Operation {
    Digit(u8),
    Type(Vec<u8>),
    Insert(Vec<u8>),
    Back,
    On,
    Fill(Vec<u8>),
    ReplaceAll(u8, Vec<u8>),
    Become(Vec<u8>),
    Select(usize, usize),
    Toggle,
}

fn operation() -> impl Strategy<Value = Operation> {
    let few = || proptest::collection::vec(any::<u8>(), 0..6);
    prop_oneof![
        any::<u8>().prop_map(Operation::Digit),
        few().prop_map(Operation::Type),
        few().prop_map(Operation::Insert),
        Just(Operation::Back),
        Just(Operation::On),
        few().prop_map(Operation::Fill),
        (0..4_u8, few()).prop_map(|(byte, bytes)| Operation::ReplaceAll(byte, bytes)),
        few().prop_map(Operation::Become),
        (0..40_usize, 0..40_usize).prop_map(|(a, b)| Operation::Select(a, b)),
        Just(Operation::Toggle),
    ]
}

fn perform(editor: &mut Editor, operation: &Operation) {
    match operation {
        Operation::Digit(digit) => editor.type_digit(*digit),
        Operation::Type(bytes) => editor.type_bytes(bytes),
        Operation::Insert(bytes) => editor.insert(bytes),
        Operation::Back => editor.delete_back(),
        Operation::On => editor.delete_on(),
        Operation::Fill(bytes) => editor.fill(bytes),
        Operation::ReplaceAll(byte, bytes) => drop(editor.replace_all(&Pattern::of_bytes(&[*byte]), bytes)),
        Operation::Become(bytes) => editor.become_bytes(bytes, Joining::Typing),
        Operation::Select(a, b) => editor.select(&(*a..*b)),
        Operation::Toggle => editor.toggle_mode(),
    }
}

proptest! {
    #[test]
    fn every_operation_can_be_undone_and_done_again(
        start in proptest::collection::vec(0..4_u8, 0..32),
        operations in proptest::collection::vec(operation(), 1..24),
    ) {
        let mut editor = Editor::new(start.clone());
        for operation in &operations {
            editor.pause();
            let (before, selected) = (editor.bytes().to_vec(), editor.selection());
            perform(&mut editor, operation);
            editor.pause();
            if editor.bytes() != before {
                let after = editor.bytes().to_vec();
                // Digits and selected bytes may take two steps: the deletion and what is typed.
                editor.undo();
                prop_assert_eq!(editor.bytes(), &before[..]);
                prop_assert_eq!(editor.selection(), selected);
                editor.redo();
                prop_assert_eq!(editor.bytes(), &after[..]);
            }
        }
        let end = editor.bytes().to_vec();
        while editor.can_undo() {
            editor.undo();
        }
        prop_assert_eq!(editor.bytes(), &start[..]);
        while editor.can_redo() {
            editor.redo();
        }
        prop_assert_eq!(editor.bytes(), &end[..]);
    }
}
