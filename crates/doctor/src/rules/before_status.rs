//! A command was sent again for the same client before the status of the last one came.

use fibocom_at::commands::StatusLine;
use fibocom_at::{ClientIndex, Failure, Form};

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
use crate::seen::{Event, Seen};

pub(super) static RULE: Rule = Rule {
    id: "before-status",
    severity: Severity::Warning,
    screen: Screen::Publish,
    explains: &[],
    watch: || Box::new(Watching::default()),
};

#[derive(Debug, Default)]
struct Watching {
    /// What waits for its status: name, client, line, time.
    waiting: Vec<(String, u8, u64, Option<u64>)>,
}

/// Whoever sends it again after this long had waited, though not long enough.
const SOON: u64 = 5_000;

/// How many commands may wait: more are not remembered.
const WAITING_MAX: usize = 32;

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, _: &Known, out: &mut Out<'_>) {
        match &seen.event {
            Event::Command(command) => {
                for typed in command.typed.iter().filter(|typed| typed.form == Form::Set) {
                    let has_status = typed.spec.is_some_and(|spec| spec.status == StatusLine::PerClient);
                    let Some(client) = typed.client().map(ClientIndex::number).filter(|_| has_status) else { continue };
                    // With QoS 0, the status need not come.
                    if typed.name == "+MQTTPUB" && typed.number(2) == Some(0) {
                        continue;
                    }
                    let before = self.waiting.iter().find(|(name, its, ..)| *name == typed.name && *its == client);
                    if let Some((_, _, line, at)) = before {
                        let soon = at.zip(seen.at).is_none_or(|(before, now)| now.saturating_sub(before) < SOON);
                        if soon {
                            out.find(&[*line, seen.line], &[("command", typed.name.as_str().into())]);
                        }
                    }
                    if self.waiting.len() < WAITING_MAX {
                        self.waiting.push((typed.name.clone(), client, seen.line, seen.at));
                    }
                }
            }
            Event::Ended(ended) => {
                // A command that was called off waits no longer, but its status may still come.
                let is_over = !matches!(ended.result, Err(Failure::Cancelled));
                let place = self.waiting.iter().position(|(name, client, line, _)| {
                    *name == ended.typed.name && Some(*client) == ended.client() && (is_over || *line < seen.line) && *line == ended.line
                });
                if let Some(place) = place {
                    self.waiting.remove(place);
                }
            }
            Event::Restarted => self.waiting.clear(),
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
            ("> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< OK\n> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< OK", 1),
            ("1.0 > AT+MQTTSUB=1,\"a\",1\n1.1 < OK\n1.2 > AT+MQTTSUB=1,\"b\",1\n1.3 < OK\n1.4 < +MQTTSUB: 1,1", 1),
            ("1.0 > AT+MQTTPUB=1,\"t\",1,0,\"x\"\n1.1 < OK\n1.2 > AT+CSQ\n1.3 < +CSQ: 9,99\n1.4 < OK\n1.5 > AT+MQTTPUB=1,\"t\",1,0,\"x\"\n1.6 < OK", 1),
        ];
        let misses = [
            "> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< OK\n< +MQTTPUB: 1,1\n> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< OK\n< +MQTTPUB: 1,1",
            "> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< OK\n> AT+MQTTPUB=2,\"t\",1,0,\"x\"\n< OK",
            "> AT+MQTTPUB=1,\"t\",0,0,\"x\"\n< OK\n> AT+MQTTPUB=1,\"t\",0,0,\"x\"\n< OK",
        ];
        check("before-status", truths, misses);
    }
}
