//! The line as a terminal would have shown it, to be played by asciinema: asciicast version 3.
//!
//! <https://docs.asciinema.org/manual/asciicast/v3/>: a line about the recording, then an event a line, each with the seconds since the one
//! before. Players show what is output (`o`) and nothing of what is input, so a command is output too, in colour and in the place of its echo.
//! What happened to the link is a marker (`m`), where a player can stop.

use serde_json::json;

use super::escape::{escaped, tamed};
use super::{Export, missing, title};
use crate::line::{Direction, Entry, Zero};
use crate::record::LetGo;
use crate::session::Header;

/// How large the terminal is: wide enough for most lines.
const COLUMNS: u32 = 120;
const ROWS: u32 = 32;

/// A pause is no longer than this, in seconds: nobody wants to watch a module that says nothing.
const PAUSE: u32 = 2;

/// Writes a recording. It begins with the first line.
#[derive(Debug, Default)]
pub struct Asciicast {
    zero: Zero,
    title: String,
    /// What was let go before the first line.
    before: LetGo,
    /// The time of the event before.
    at: Option<u64>,
    /// Whether something stands in the line already.
    is_open: bool,
}

impl Export for Asciicast {
    fn begin(&mut self, _: &mut Vec<u8>, about: &Header) {
        *self = Self { zero: about.zero, title: title(about), before: about.let_go, ..Self::default() };
    }

    fn entry(&mut self, out: &mut Vec<u8>, entry: &Entry<'_>) {
        let line = &entry.line;
        let interval = self.interval(out, line.at);
        if let Direction::Link(change) = line.direction {
            return event(out, interval, "m", &escaped(change.brief().as_bytes()));
        }
        if !line.is_read() {
            // The command stands there already, and the next event needs the time that passed.
            self.at = self.at.map(|at| at.saturating_sub(interval));
            return;
        }
        let is_withheld = line.raw.is_empty() && line.length > 0;
        let text = if is_withheld { fibocom_at::private_key::withheld(line.length) } else { tamed(line.raw) };
        let is_sent = matches!(line.direction, Direction::Command | Direction::Data);
        // Data stands behind its prompt, everything else in a line of its own.
        let before = if self.is_open && line.direction != Direction::Data { "\r\n" } else { "" };
        let shown = if is_sent {
            format!("{before}\u{1b}[36m{}\u{1b}[0m\r\n", text.trim_end_matches(['\r', '\n']))
        } else {
            format!("{before}{text}")
        };
        self.is_open = !shown.ends_with('\n');
        event(out, interval, "o", &shown);
    }

    fn let_go(&mut self, out: &mut Vec<u8>, let_go: LetGo) {
        let at = self.at.unwrap_or_default();
        let interval = self.interval(out, at);
        event(out, interval, "m", &missing(let_go));
    }

    fn end(&mut self, out: &mut Vec<u8>) {
        // Of a record without lines, there is a recording of nothing.
        self.interval(out, self.at.unwrap_or_default());
    }
}

impl Asciicast {
    /// How many milliseconds have passed since the last event. Before the first one, it says what the recording is.
    fn interval(&mut self, out: &mut Vec<u8>, at: u64) -> u64 {
        let before = self.at.unwrap_or_else(|| {
            self.write_header(out, at);
            at
        });
        self.at = Some(at);
        at.saturating_sub(before)
    }

    fn write_header(&mut self, out: &mut Vec<u8>, at: u64) {
        let header = json!({
            "version": 3,
            "term": { "cols": COLUMNS, "rows": ROWS },
            "timestamp": self.zero.unix(at) / 1_000,
            "idle_time_limit": PAUSE,
            "title": escaped(self.title.as_bytes()),
        });
        out.extend_from_slice(format!("{header}\n").as_bytes());
        if self.before != LetGo::default() {
            event(out, 0, "m", &missing(self.before));
        }
    }
}

fn event(out: &mut Vec<u8>, interval: u64, code: &str, data: &str) {
    let (seconds, millis) = (interval / 1_000, interval % 1_000);
    out.extend_from_slice(format!("[{seconds}.{millis:03}, \"{code}\", {}]\n", json!(data)).as_bytes());
}
