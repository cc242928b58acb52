//! A command was sent again for the same client before the status of the last one came.

use fibocom_at::Role;

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
use crate::pending::Waiting;
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
    waiting: Waiting,
    /// One that was sent before even OK came, perhaps: only more results than commands tell that they were not lost.
    hasty: Option<(u64, u64, String)>,
}

/// Whoever sends it again after this long had waited, though not long enough.
const SOON: u64 = 5_000;

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, _: &Known, out: &mut Out<'_>) {
        match &seen.event {
            Event::Command(_) => self.waiting.sent(seen, |command, before| {
                let Some(before) = before else { return };
                let soon = before.at.zip(command.at).is_none_or(|(before, now)| now.saturating_sub(before) < SOON);
                if !before.accepted {
                    self.hasty = soon.then(|| (before.line, command.line, command.name.clone()));
                } else if soon {
                    out.find(&[before.line, command.line], &[("command", command.name.as_str().into())]);
                }
            }),
            Event::Line { role, .. } => {
                if let Some((before, line, name)) = self.hasty.take_if(|_| *role == Role::Late) {
                    out.find(&[before, line], &[("command", name.as_str().into())]);
                }
                self.waiting.came(seen);
            }
            Event::Ended(ended) => self.waiting.ended(ended),
            Event::Restarted => {
                self.waiting.clear();
                self.hasty = None;
            }
            Event::Code(code) => self.waiting.code(code),
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

    #[test]
    fn whoever_waited_a_while_is_told_so_by_another_rule_and_whoever_did_not_wait_at_all_only_by_one_result_too_many() {
        let cases = [
            ("1.0 > AT+MQTTPUB=1,\"t\",1,0,\"x\"\n1.1 < OK\n5.0 > AT+MQTTPUB=1,\"t\",1,0,\"x\"\n5.1 < OK", Some(1)),
            ("1.0 > AT+MQTTPUB=1,\"t\",1,0,\"x\"\n1.1 < OK\n7.0 > AT+MQTTPUB=1,\"t\",1,0,\"x\"\n7.1 < OK", None),
            ("> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< OK\n< OK", Some(1)),
            // Nothing says that both arrived.
            ("> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< OK\n< +MQTTPUB: 1,1", None),
            ("> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< +CREG: 1\n< OK\n< +MQTTPUB: 1,1", None),
        ];
        finds("before-status", &cases);
    }
}
