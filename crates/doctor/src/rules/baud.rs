//! What comes is no text: another speed is set, or this is a port for diagnostics.

use fibocom_at::Role;

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
use crate::seen::{Event, Seen};

pub(super) static RULE: Rule = Rule {
    id: "baud",
    severity: Severity::Error,
    screen: Screen::Connect,
    explains: &["damaged", "no-answer", "short-wait", "two-masters"],
    watch: || Box::new(Watching::default()),
};

#[derive(Debug, Default)]
struct Watching {
    garbage: Vec<u64>,
    /// Bytes that are no text since the last line that was.
    found: bool,
}

/// One such line is a glitch of a power-up; so many are none.
const ENOUGH: usize = 3;

/// Shorter pieces tell nothing.
const SHORT: usize = 3;

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, _: &Known, out: &mut Out<'_>) {
        let is_garbage = match &seen.event {
            Event::Line { raw, role: Role::Unrecognised | Role::Blank | Role::Fragment | Role::Unsolicited | Role::Response, .. } => is_garbage(raw, false),
            Event::Line { role: Role::Final | Role::Echo, .. } => {
                self.garbage.clear();
                false
            }
            Event::Host(text) => is_garbage(text, true),
            _ => false,
        };
        if !is_garbage {
            return;
        }
        if self.found {
            out.find(&[seen.line], &[]);
        } else {
            self.garbage.push(seen.line);
            if self.garbage.len() >= ENOUGH {
                self.found = true;
                out.find(&std::mem::take(&mut self.garbage), &[]);
            }
        }
    }
}

/// Whether a third of the bytes are no text. A text in another language has no control characters.
fn is_garbage(bytes: &[u8], needs_controls: bool) -> bool {
    let bytes = bytes.trim_ascii();
    if bytes.len() < SHORT {
        return false;
    }
    let controls = bytes.iter().filter(|byte| matches!(byte, 0..=8 | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F)).count();
    let text = match str::from_utf8(bytes) {
        Ok(text) => text.chars().filter(|c| *c != char::REPLACEMENT_CHARACTER && !c.is_control()).map(char::len_utf8).sum(),
        Err(_) => bytes.iter().filter(|byte| matches!(byte, b' '..=b'~')).count(),
    };
    (bytes.len() - text) * 3 >= bytes.len() && (!needs_controls || controls > 0)
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check, finds};

    #[test]
    fn its_logs() {
        let truths = [
            ("> AT\n< \u{80}\u{FFFD}\u{FFFD}x\n< \u{FFFD}\u{FFFD}\u{FFFD}\n< \u{FFFD}\u{FFFD}\u{FFFD}x", 2),
            ("2026-11-27T06:43:19.123Z >  AT\\r\n2026-11-27T06:43:19.143Z <? \\xFE\\x81\\xA2\\n\n2026-11-27T06:43:19.153Z <? \\xFE\\x81\\xA2\\n\n2026-11-27T06:43:20.163Z <? \\xFE\\x81\\xA2\\n", 2),
            ("> AT\n\u{FFFD}\u{1}\u{FFFD}\u{FFFD}\n\u{FFFD}\u{1}\u{FFFD}\u{FFFD}\n\u{FFFD}\u{2}\u{FFFD}\u{FFFD}", 2),
        ];
        let misses = [
            "> AT\n< \u{FFFD}\u{FFFD}\u{FFFD}\n< AT\n< OK",
            "> AT\n< OK\n\u{53d1}\u{9001}\u{6210}\u{529f}\n\u{53d1}\u{9001}\u{6210}\u{529f}\n\u{53d1}\u{9001}\u{6210}\u{529f}",
            "> AT\n< OK\n> AT\n< OK",
        ];
        check("baud", truths, misses);
    }

    #[test]
    fn two_lines_pieces_of_two_bytes_and_words_are_no_garbage() {
        let cases = [
            ("> AT\n< \u{FFFD}\u{FFFD}\u{FFFD}\n< \u{FFFD}\u{FFFD}\u{FFFD}", None),
            ("> AT\n2026-11-27T06:43:19.143Z <? \\xFE\\x81\\n\n2026-11-27T06:43:19.153Z <? \\xFE\\x81\\n\n2026-11-27T06:43:20.163Z <? \\xFE\\x81\\n", None),
            ("> ATI\n< Fibocom\n< L610\n< Version 1\n< Build 7", None),
        ];
        finds("baud", &cases);
    }
}
