//! Replays every input that once broke the reader of session files, and some that reach far into it: see `scripts/fuzz`.

use std::path::Path;
use std::{fs, io};

#[path = "../../../fuzz/session.rs"]
mod session;

#[test]
fn the_reader_stands_every_file_that_broke_it() -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/regressions/session");
    let inputs = fs::read_dir(&folder)?.collect::<Result<Vec<_>, _>>()?;
    assert!(!inputs.is_empty(), "no input in {}", folder.display());
    for input in inputs {
        session::session(&fs::read(input.path())?);
    }
    Ok(())
}
