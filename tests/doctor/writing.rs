//! The same traffic as a log of each style, whole or damaged.

use std::fmt::Write as _;

use workbench_record::export::{Comments, FirstLine, Jsonl, Text, whole};
use workbench_record::session::Header;
use workbench_record::{Overhearing, Piece as Heard, Record, Zero};

use crate::program::{Piece, Way};

/// A style: its name, and what makes a log of it.
pub(crate) type Writer = fn(&[Piece]) -> Vec<u8>;

pub(crate) const STYLES: &[(&str, Writer)] = &[
    ("own-text", |pieces| whole(&record(pieces), &header(), &mut Text::new(Comments::Written))),
    ("own-json", |pieces| whole(&record(pieces), &header(), &mut Jsonl::new(FirstLine::Header))),
    ("particle-log", |pieces| {
        lines(pieces, |out, at, way, text| {
            let _ = writeln!(out, "{at:010} [ncp.at] TRACE: {} {text}", sign(way));
        })
    }),
    ("particle-parser", |pieces| {
        streams(pieces, |out, at, way, bytes| {
            let verb = if way == Way::Received { "read  + " } else { "send    " };
            let text = bytes.escape_ascii();
            let _ = writeln!(out, "{:>7}.{:03} AT {verb} {:>4} \"{text}\"", at / 1_000, at % 1_000, bytes.len());
        })
    }),
    ("esp-idf", |pieces| {
        lines(pieces, |out, at, way, text| {
            let _ = writeln!(
                out,
                "\x1B[0;32mI ({at}) at: {} {text}\x1B[0m",
                if way == Way::Received { "RX" } else { "TX" }
            );
            if at % 7 == 0 {
                let _ = writeln!(out, "W ({at}) heap: free 81232");
            }
        })
    }),
    ("zephyr", |pieces| {
        lines(pieces, |out, at, way, text| {
            let verb = if way == Way::Received { "recv" } else { "send" };
            let _ = writeln!(out, "[{},000] <dbg> modem_at: {verb}: {text}", clock(at));
        })
    }),
    ("rt-thread", |pieces| {
        streams(pieces, |out, _, way, bytes| {
            let verb = if way == Way::Received { "recvline" } else { "sendline" };
            for (row, bytes) in bytes.chunks(32).enumerate() {
                let mut hex = String::new();
                for (at, byte) in bytes.iter().enumerate() {
                    let _ = write!(hex, "{byte:02X} {}", if at % 8 == 7 { " " } else { "" });
                }
                let _ =
                    writeln!(out, "[D/AT] {verb}: {:04X}-{:04X}: {hex:<104}{}", row * 32, row * 32 + 32, shown(bytes));
            }
        })
    }),
    ("ros", |pieces| {
        lines(pieces, |out, at, way, text| {
            let (verb, seconds) = (if way == Way::Received { "RX" } else { "TX" }, 1_690_000_000 + at / 1_000);
            let _ = writeln!(out, "[INFO] [{seconds}.{:03}000000] [modem_node]: {verb}: {text}", at % 1_000);
        })
    }),
    ("modem-manager", |pieces| {
        streams(pieces, |out, at, way, bytes| {
            let arrow = if way == Way::Received { "<--" } else { "-->" };
            let text = String::from_utf8_lossy(bytes).replace('\r', "<CR>").replace('\n', "<LF>");
            let _ = writeln!(
                out,
                "<debug> [{}.{:06}] [ttyUSB2/at] {arrow} '{text}'",
                1_690_000_000 + at / 1_000,
                at % 1_000 * 1_000
            );
        })
    }),
    ("gammu", |pieces| {
        streams(pieces, |out, _, way, bytes| {
            let verb = if way == Way::Received { "RECEIVED" } else { "SENDING" };
            let _ = writeln!(out, "{verb} frametype 0x00/length 0x{:02X}/{}", bytes.len(), bytes.len());
            for row in bytes.chunks(16) {
                let cells: Vec<_> = row
                    .iter()
                    .map(|byte| format!("{byte:02X}{}", if byte.is_ascii_graphic() { char::from(*byte) } else { ' ' }))
                    .collect();
                let _ = writeln!(out, "{:<66}{}", cells.join("|"), shown(row));
            }
        })
    }),
    ("real-term", |pieces| {
        lines(pieces, |out, at, _, text| {
            let _ = writeln!(out, "2026-11-27 {}, {text}", clock(at));
        })
    }),
    ("sscom", |pieces| {
        lines(pieces, |out, at, way, text| {
            let _ = writeln!(out, "[{}]{}{text}", clock(at), if way == Way::Received { "收←◆" } else { "发→◇" });
        })
    }),
    ("hex-dump", |pieces| {
        streams(pieces, |out, at, way, bytes| {
            let hex: Vec<_> = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
            let _ =
                writeln!(out, "{} {}: {}", clock(at), if way == Way::Received { "RX" } else { "TX" }, hex.join(" "));
        })
    }),
    ("logcat", |pieces| {
        lines(pieces, |out, at, way, text| {
            let arrow = if way == Way::Received { "AT<" } else { "AT>" };
            let _ = writeln!(out, "11-27 {}  1234  1250 D RILC    : {arrow} {text}", clock(at));
        })
    }),
    ("stamped", |pieces| {
        lines(pieces, |out, at, _, text| {
            let _ = writeln!(out, "[2026-11-27 {}] {text}", clock(at));
        })
    }),
    ("bare", |pieces| {
        lines(pieces, |out, _, _, text| {
            let _ = write!(out, "{text}\r\n");
        })
    }),
];

fn header() -> Header {
    Header::new("0.1.0", Zero(1_790_000_000_000))
}

/// The record of it.
pub(crate) fn record(pieces: &[Piece]) -> Record {
    let mut hearing = Overhearing::new(16 << 20);
    for (at, way, bytes) in pieces {
        let piece = if *way == Way::Received { Heard::Received(bytes) } else { Heard::Sent(bytes) };
        hearing.hear(*at, piece);
    }
    hearing.end()
}

pub(crate) const fn sign(way: Way) -> char {
    if matches!(way, Way::Received) { '<' } else { '>' }
}

pub(crate) fn clock(at: u64) -> String {
    format!("{:02}:{:02}:{:02}.{:03}", at / 3_600_000, at / 60_000 % 60, at / 1_000 % 60, at % 1_000)
}

fn shown(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| if byte.is_ascii_graphic() { char::from(*byte) } else { '.' }).collect()
}

/// A log of a logger that writes what it gets as it gets it.
pub(crate) fn streams(pieces: &[Piece], write: impl Fn(&mut String, u64, Way, &[u8])) -> Vec<u8> {
    let mut out = String::new();
    for (at, way, bytes) in joined(pieces) {
        write(&mut out, at, way, &bytes);
    }
    out.into_bytes()
}

/// What came in one go is one piece.
fn joined(pieces: &[Piece]) -> Vec<Piece> {
    let mut all: Vec<Piece> = Vec::new();
    for (at, way, bytes) in pieces {
        match all.last_mut() {
            Some((_, Way::Received, last)) if *way == Way::Received && !last.ends_with(b"\n") => {
                last.extend_from_slice(bytes)
            }
            _ => all.push((*at, *way, bytes.clone())),
        }
    }
    all
}

/// A log of a logger that writes a line when it has one.
pub(crate) fn lines(pieces: &[Piece], write: impl Fn(&mut String, u64, Way, &str)) -> Vec<u8> {
    let mut out = String::new();
    let mut line: Vec<u8> = Vec::new();
    let flush = |out: &mut String, at: u64, line: &mut Vec<u8>| {
        let text = String::from_utf8_lossy(line).replace('\r', "");
        if !text.trim().is_empty() {
            write(out, at, Way::Received, text.trim_end());
        }
        line.clear();
    };
    for (at, way, bytes) in pieces {
        if *way != Way::Received {
            flush(&mut out, *at, &mut line);
            write(&mut out, *at, *way, String::from_utf8_lossy(bytes).trim_end());
            continue;
        }
        for byte in bytes {
            if matches!(*byte, b'\r' | b'\n') {
                flush(&mut out, *at, &mut line);
            } else {
                line.push(*byte);
            }
        }
        if line.trim_ascii() == b">" {
            flush(&mut out, *at, &mut line);
        }
    }
    flush(&mut out, pieces.last().map_or(0, |(at, ..)| *at), &mut line);
    out.into_bytes()
}
