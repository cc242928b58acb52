//! Whom each answer goes to, in the seeded cases of the fuzz target `attribution` and in every input that once broke it.

use std::path::Path;
use std::{fs, io};

#[path = "../../../fuzz/attribution.rs"]
mod attribution;

/// How many seeds, where `scripts/soak` asks for no more, and how many bytes of script each makes.
const SEEDS: u64 = 2_000;
const SCRIPT: usize = 400;

/// Bytes by a seed (Vigna, xorshift64*).
fn script(seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut byte = || {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        (state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 56) as u8
    };
    (0..SCRIPT).map(|_| byte()).collect()
}

#[test]
fn no_answer_goes_to_another_command_by_any_seed() {
    let seeds = std::env::var("SOAK_SEEDS").ok().and_then(|seeds| seeds.parse().ok()).unwrap_or(SEEDS);
    for seed in 1..=seeds {
        let script = script(seed);
        if let Err(panic) = std::panic::catch_unwind(|| attribution::attribution(&script)) {
            eprintln!("seed {seed}");
            std::panic::resume_unwind(panic);
        }
    }
}

#[test]
fn no_answer_goes_to_another_command_in_what_once_broke_it() -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/regressions/attribution");
    let inputs = fs::read_dir(&folder)?.collect::<Result<Vec<_>, _>>()?;
    assert!(!inputs.is_empty(), "no input in {}", folder.display());
    for input in inputs {
        attribution::attribution(&fs::read(input.path())?);
    }
    Ok(())
}
