//! Commands go out and nothing comes back.

use fibocom_at::{Failure, Role, TimedOut};

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
use crate::seen::{Event, Seen};

pub(super) static RULE: Rule = Rule {
    id: "no-answer",
    severity: Severity::Error,
    screen: Screen::Connect,
    explains: &["short-wait"],
    watch: || Box::new(Watching::default()),
};

#[derive(Debug, Default)]
struct Watching {
    unanswered: Vec<u64>,
    heard: bool,
}

/// One may be lost; so many in a row are not.
const ENOUGH: usize = 2;

/// More are not named.
const UNANSWERED_MAX: usize = 16;

impl Watching {
    /// Tells what was not answered, if it was enough.
    fn tell(&mut self, out: &mut Out<'_>) {
        if self.unanswered.len() >= ENOUGH {
            out.find(&self.unanswered, &[]);
        }
        self.unanswered.clear();
    }
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, _: &Known, out: &mut Out<'_>) {
        match &seen.event {
            Event::Command(_) => {
                if self.heard {
                    self.tell(out);
                }
                self.heard = false;
            }
            Event::Line { role: Role::Echo | Role::Blank, .. } => {}
            // An echo that came twice is no answer.
            Event::Line { role: Role::Unrecognised, raw, .. } if raw.starts_with(b"AT") => {}
            // They were answered, only late: another rule tells that.
            Event::Line { role: Role::Late, .. } => self.unanswered.clear(),
            Event::Line { .. } => self.heard = true,
            Event::Ended(ended) => {
                let silent = matches!(
                    ended.result,
                    Err(Failure::Cancelled | Failure::Lost | Failure::TimedOut(TimedOut::Final | TimedOut::Prompt))
                );
                if silent && !self.heard && self.unanswered.len() < UNANSWERED_MAX {
                    self.unanswered.push(ended.line);
                }
            }
            Event::End => self.tell(out),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check, finds};

    #[test]
    fn its_logs() {
        let truths = [
            ("> AT\n> AT\n> ATI", 1),
            ("1.0 > AT\n1.1 < OK\n2.0 > AT+CSQ\n13.0 > AT+CSQ\n25.0 > AT", 3),
            ("1.0 > AT\n1.0 < AT\n20.0 > AT\n20.0 < AT\n20.1 < AT\n40.0 < RDY", 1),
        ];
        let misses = [
            "> AT\n< OK\n> AT+CSQ\n> ATI\n< L610\n< OK",
            "> AT",
            "1.0 > AT\n1.5 < OK\n2.0 > AT+CSQ\n2.5 < +CSQ: 9,99\n2.6 < OK",
        ];
        check("no-answer", truths, misses);
    }

    #[test]
    fn a_late_result_is_an_answer_and_so_is_anything_but_a_code() {
        let cases = [
            ("1.0 > AT\n1.7 > AT\n2.4 > AT+CSQ\n2.5 < OK\n2.6 < OK", None),
            ("> AT\n> AT\n> AT+CSQ\n< OK\n< +CREG: 1", Some(1)),
            ("> AT+CSQ\n< +CSQ: 9,99\n> AT+CSQ\n< +CSQ: 9,99\n> AT+CSQ\n< +CSQ: 9,99", None),
            ("> AT\n> AT+CSQ\n< +CSQ: 9,99\n> AT\n< OK", None),
        ];
        finds("no-answer", &cases);
    }
}
