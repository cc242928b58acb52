//! Replays every input that once broke a fuzz target, and some that reach far into the code: see `scripts/fuzz`.

use std::path::Path;
use std::{fs, io};

#[path = "../../../fuzz/bodies.rs"]
mod bodies;

/// Runs a target on every file of its folder. A folder without any would test nothing.
fn replay(target: &str, body: fn(&[u8])) -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/regressions").join(target);
    let inputs = fs::read_dir(&folder)?.collect::<Result<Vec<_>, _>>()?;
    assert!(!inputs.is_empty(), "no input in {}", folder.display());
    for input in inputs {
        body(&fs::read(input.path())?);
    }
    Ok(())
}

#[test]
fn the_framer_stands_every_input_that_broke_it() -> io::Result<()> {
    replay("framer", bodies::framer)
}

#[test]
fn arguments_stand_every_input_that_broke_them() -> io::Result<()> {
    replay("arguments", bodies::arguments)
}

#[test]
fn the_engine_stands_every_input_that_broke_it() -> io::Result<()> {
    replay("engine", bodies::engine)
}
