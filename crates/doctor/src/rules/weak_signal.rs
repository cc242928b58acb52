//! The signal is weak through the whole log.

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::{Known, first_number};
use crate::seen::{Event, Seen};

pub(super) static RULE: Rule = Rule {
    id: "weak-signal",
    severity: Severity::Warning,
    screen: Screen::Network,
    explains: &[],
    watch: || Box::new(Watching::default()),
};

#[derive(Debug, Default)]
struct Watching {
    readings: u64,
    good: u64,
    lines: Vec<u64>,
    best: u32,
}

/// Below this, of 31, connections are slow and break (-95 dBm).
const WEAK: u32 = 9;

/// Not known, or not detectable.
const UNKNOWN: u32 = 99;

/// So few readings say nothing of a place.
const ENOUGH: u64 = 2;

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, _: &Known, out: &mut Out<'_>) {
        match &seen.event {
            Event::Line { raw, .. } => {
                let Some(signal) = first_number(raw, "+CSQ") else { return };
                // Not known: the module has no network, and other rules tell why.
                if signal == UNKNOWN {
                    return;
                }
                self.readings += 1;
                if signal < WEAK {
                    self.lines.push(seen.line);
                    self.lines.truncate(8);
                    self.best = self.best.max(signal);
                } else {
                    self.good += 1;
                }
            }
            Event::End if self.readings >= ENOUGH && self.good == 0 => {
                out.find(&self.lines, &[("best", u64::from(self.best).into())]);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;

    #[test]
    fn its_logs() {
        let truths = [
            ("> AT+CSQ\n< +CSQ: 4,99\n< OK\n> AT+CSQ\n< +CSQ: 6,99\n< OK", 2),
            ("> AT+CSQ\n< +CSQ: 99,99\n< OK\n> AT+CSQ\n< +CSQ: 5,99\n< OK\n> AT+CSQ\n< +CSQ: 4,99\n< OK", 5),
            ("> AT+CSQ\n< +CSQ: 0,0\n< OK\n> AT+CSQ\n< +CSQ: 2,99\n< OK\n> AT+CSQ\n< +CSQ: 3,99\n< OK", 2),
        ];
        let misses = [
            "> AT+CSQ\n< +CSQ: 0,0\n< OK\n> AT+CSQ\n< +CSQ: 21,99\n< OK",
            "> AT+CSQ\n< +CSQ: 99,99\n< OK\n> AT+CSQ\n< +CSQ: 99,99\n< OK\n> AT+CSQ\n< +CSQ: 3,99\n< OK",
            "> AT+CSQ\n< +CSQ: 12,99\n< OK\n> AT+CSQ\n< +CSQ: 13,99\n< OK",
        ];
        check("weak-signal", truths, misses);
    }
}
