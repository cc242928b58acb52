//! What must hold for the reader of session files, whatever bytes a file has.

use workbench_record::session::{Limits, Reader, Session};

/// The reader: what it says does not depend on how the file was split, and a file that is written again says the same.
pub(crate) fn session(input: &[u8]) {
    let Some((choice, file)) = input.split_first() else { return };
    let choice = usize::from(*choice);
    let limits = match choice % 4 {
        0 => Limits { bytes: 200, line: 100, lines: 3 },
        1 => Limits { line: 64, ..Limits::default() },
        _ => Limits::default(),
    };
    let whole = told(limits, [file]);
    let split = told(limits, file.chunks(choice / 4 + 1));
    assert_eq!(whole, split);
    let budget = 1 << 20;
    let once = Session::read(file, limits, budget).write();
    let twice = Session::read(&once, Limits::default(), budget).write();
    assert_eq!(String::from_utf8_lossy(&twice), String::from_utf8_lossy(&once), "written twice");
}

/// What a reader hands over of the pieces of a file, as text.
fn told<'a>(limits: Limits, pieces: impl IntoIterator<Item = &'a [u8]>) -> Vec<String> {
    let mut told = Vec::new();
    let mut reader = Reader::new(limits);
    let mut is_over = false;
    for piece in pieces {
        if is_over {
            break;
        }
        is_over = reader.feed(piece, |item| told.push(format!("{item:?}"))).is_break();
    }
    reader.end(|item| told.push(format!("{item:?}")));
    told
}
