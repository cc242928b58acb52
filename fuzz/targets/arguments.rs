//! Fuzzes what the function `arguments` in `bodies.rs` holds against any bytes.
#![no_main]

#[path = "../bodies.rs"]
mod bodies;

libfuzzer_sys::fuzz_target!(|input: &[u8]| bodies::arguments(input));
