//! Styles that were not used while the rules were made: what terminals and programs write that people send logs of.

use std::fmt::Write as _;

use crate::program::Way;
use crate::writing::{Writer, clock, lines, streams};

pub(crate) const OTHERS: &[(&str, Writer)] = &[
    // Tera Term with its time stamps: what the screen shows, the echo among it.
    ("tera-term", |pieces| {
        lines(pieces, |out, at, _, text| {
            let _ = writeln!(out, "[Fri Nov 27 {} 2026] {text}", clock(at));
        })
    }),
    ("docklight", |pieces| {
        streams(pieces, |out, at, way, bytes| {
            let mark = if way == Way::Received { "RX" } else { "TX" };
            let text: String = bytes.iter().map(|byte| spelt(*byte)).collect();
            let _ = writeln!(out, "27/11/2026 {} [{mark}] - {text}", clock(at));
        })
    }),
    ("python-logging", |pieces| {
        streams(pieces, |out, at, way, bytes| {
            let word = if way == Way::Received { "read" } else { "write" };
            let text = bytes.escape_ascii();
            let _ = writeln!(out, "2026-11-27 {} DEBUG modem.serial: {word}: b'{text}'", clock(at).replace('.', ","));
        })
    }),
    ("arduino", |pieces| {
        lines(pieces, |out, at, way, text| {
            let _ = writeln!(out, "{} -> {} {text}", clock(at), if way == Way::Received { "<<" } else { ">>" });
        })
    }),
    ("syslog", |pieces| {
        lines(pieces, |out, at, way, text| {
            let mark = if way == Way::Received { "recv" } else { "sent" };
            let whole = clock(at);
            let time = whole.split('.').next().unwrap_or_default();
            let _ = writeln!(out, "Nov 27 {time} gateway modemd[412]: {mark}: {text}");
        })
    }),
    ("rtos-tags", |pieces| {
        lines(pieces, |out, at, way, text| {
            let mark = if way == Way::Received { "AT_RECV" } else { "AT_SEND" };
            let _ = writeln!(out, "[{at:>8}][I][{mark}] {text}");
        })
    }),
    ("csv", |pieces| {
        lines(pieces, |out, at, way, text| {
            let mark = if way == Way::Received { "RX" } else { "TX" };
            let _ = writeln!(out, "{}.{:03};{mark};{text}", at / 1_000, at % 1_000);
        })
    }),
    ("minicom", |pieces| {
        lines(pieces, |out, at, _, text| {
            let _ = writeln!(out, "[2026-11-27 {}] {text}\r", clock(at));
        })
    }),
];

fn spelt(byte: u8) -> String {
    match byte {
        b'\r' => "<CR>".to_owned(),
        b'\n' => "<LF>".to_owned(),
        byte if byte.is_ascii_graphic() || byte == b' ' => char::from(byte).to_string(),
        byte => format!("<{byte:02X}>"),
    }
}
