//! Fuzzes whom each answer goes to: see `attribution.rs`.
#![no_main]

#[path = "../attribution.rs"]
mod attribution;

libfuzzer_sys::fuzz_target!(|input: &[u8]| attribution::attribution(input));
