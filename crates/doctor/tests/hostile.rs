//! Any bytes: nothing panics, nothing is lost, and memory stays within bounds.

use proptest::prelude::*;
use workbench_doctor::finder::{Finder, What};
use workbench_doctor::{Doctor, diagnose};

/// Pieces that logs of trouble are made of.
const PIECES: &[&str] = &[
    "AT",
    "AT+MQTTPUB=1,\"t\",1,0,5",
    "AT+MQTTOPEN=1,\"h\",1883,1,60",
    "\r\n",
    "\n",
    "\r",
    ">",
    "> ",
    "< ",
    "OK",
    "ERROR",
    "+CME ERROR: 703",
    "+MQTTOPEN: 1,0",
    "+MQTTMSG: 1,0,\"t\",\"",
    "+MQTTREAD: 1,0,1,99,\"t\",\"x",
    "I (10) at: TX ",
    "I (20) at: RX ",
    "[00:00:01.234,567] <dbg> ",
    "<debug> [1.5] [ttyUSB2/at] --> '",
    "'",
    "SENDING frame 1/1\n",
    "41A|54T|0D",
    "00000000  41 54 0d",
    "2026-11-27T06:43:19.123Z >  ",
    "2026-11-27T06:43:19.123Z >> ",
    "{\"number\":1,\"at\":2,",
    "{\"format\":\"module-workbench-session\"",
    "0000012345 [ncp.at] TRACE: ",
    "10.1 AT send 4 \"",
    "\\x",
    "\\r\\n\"",
    "\u{1B}[0m",
    "\u{FEFF}",
    "\u{0}",
    "(",
    "[",
    ")",
    "]",
    "\"",
    ":",
    "AT command ready",
    "+CPIN: SIM PIN",
    "99999999999999999999",
    "发→◇",
];

proptest! {
    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let _ = diagnose(&bytes);
    }

    #[test]
    fn no_log_of_trouble_panics_and_its_slices_mean_nothing(
        places in proptest::collection::vec(0..PIECES.len(), 0..80),
        slice in 1_usize..40,
    ) {
        let log: String = places.iter().filter_map(|place| PIECES.get(*place)).copied().collect();
        let mut doctor = Doctor::default();
        log.as_bytes().chunks(slice).for_each(|chunk| doctor.feed(chunk, |_| {}));
        prop_assert_eq!(doctor.end(|_| {}), diagnose(log.as_bytes()));
    }

    #[test]
    fn every_line_of_a_log_is_told(lines in proptest::collection::vec("[ -~]{1,40}", 1..30)) {
        let log = lines.join("\n");
        let mut finder = Finder::default();
        finder.feed(log.as_bytes());
        finder.end();
        let found: Vec<_> = std::iter::from_fn(|| finder.poll()).map(|found| found.line).collect();
        prop_assert!(found.is_sorted(), "{:?}", found);
    }
}

#[test]
fn a_line_of_ten_megabytes_and_a_million_short_ones_are_read() {
    let mut doctor = Doctor::default();
    for _ in 0..160 {
        doctor.feed(&[b'x'; 65_536], |_| {});
    }
    doctor.feed(b"\n", |_| {});
    for _ in 0..1_000 {
        doctor.feed("x\n".repeat(1_000).as_bytes(), |_| {});
    }
    doctor.feed(b"> AT+CPIN?\n< +CME ERROR: 10\n", |_| {});
    let diagnosis = doctor.end(|_| {});
    assert_eq!(diagnosis.lines, 1_000_003);
    let lines: Vec<_> = diagnosis.findings.iter().map(|finding| (finding.rule.id, finding.lines.clone())).collect();
    assert_eq!(lines, [("sim-missing", vec![1_000_003])]);
}

#[test]
fn utf_16_is_read_like_any_other_log() {
    let log = "> AT+CPIN?\r\n< +CME ERROR: 10\r\n";
    let utf_16: Vec<u8> = [0xFEFF].into_iter().chain(log.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(diagnose(&utf_16).findings, diagnose(log.as_bytes()).findings);
    assert!(!diagnose(&utf_16).findings.is_empty());
}

#[test]
fn a_payload_that_looks_like_a_log_is_found_where_it_stands() {
    let mut finder = Finder::default();
    finder.feed(b"{\"t\":1}\n");
    finder.end();
    assert_eq!(finder.poll().unwrap().what, What::Host);
}
