//! Fuzzes what `session.rs` holds against any bytes of a session file.
#![no_main]

#[path = "../session.rs"]
mod session;

libfuzzer_sys::fuzz_target!(|input: &[u8]| session::session(input));
