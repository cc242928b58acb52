//! A publication or a subscription was refused: OK came, and then a status other than 1.

use fibocom_at::frame::{Line, int};
use fibocom_at::Role;

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::{Known, NEED_OPEN};
use crate::pending::Waiting;
use crate::seen::{Event, Seen};

pub(super) static RULE: Rule = Rule {
    id: "refused-by-status",
    severity: Severity::Error,
    screen: Screen::Publish,
    explains: &[],
    watch: || Box::new(Watching::default()),
};

#[derive(Debug, Default)]
struct Watching {
    /// Commands whose status is waited for.
    waiting: Waiting,
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, _: &Known, out: &mut Out<'_>) {
        match &seen.event {
            Event::Command(_) => self.waiting.sent(seen, |_, _| {}),
            Event::Line { role, raw, damaged, .. } => {
                let command = self.waiting.came(seen).map(|(command, _)| command.line);
                // The answer to a question has the same beginning.
                if *damaged || !matches!(role, Role::Status | Role::Unsolicited | Role::Late) {
                    return;
                }
                let line = Line::of(raw);
                let values = line.values();
                let Some(name) = line.tag().filter(|tag| NEED_OPEN.contains(tag)) else { return };
                let (Some(client), Some(status)) = (int(&values, 0), int(&values, 1)) else { return };
                if status != 1 {
                    let lines: Vec<u64> = command.into_iter().chain([seen.line]).collect();
                    out.find(&lines, &[("command", name.into()), ("client", u64::from(client).into())]);
                }
            }
            Event::Ended(ended) => self.waiting.ended(ended),
            _ if seen.restarts() => self.waiting.clear(),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check, finding, finds};

    #[test]
    fn its_logs() {
        let truths = [
            ("> AT+MQTTSUB=1,\"t\",0\n< OK\n< +MQTTSUB: 1,0", 1),
            ("> AT+CSQ\n< +CSQ: 20,99\n< OK\n> AT+MQTTPUB=2,\"t\",1,0,\"x\"\n< OK\n< +MQTTPUB: 2,0", 4),
            ("> AT+MQTTUNSUB=1,\"t\"\n< OK\n< +MQTTUNSUB: 1,0", 1),
        ];
        let misses = [
            "> AT+MQTTSUB=1,\"t\",0\n< OK\n< +MQTTSUB: 1,1\n> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< OK\n< +MQTTPUB: 1,1",
            "> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,0",
            "> AT+MQTTPUB=1,\"t\",1,0,\"+MQTTPUB: 1,0\"\n< OK\n< +MQTTPUB: 1,1",
        ];
        check("refused-by-status", truths, misses);
    }

    #[test]
    fn a_status_counts_without_its_command_and_behind_others() {
        let cases = [
            // The log begins behind the command, or leaves out what was sent.
            ("< OK\n< +MQTTPUB: 1,0", Some(2)),
            // With QoS 0, OK ends the command, and the status comes all the same.
            ("> AT+MQTTPUB=1,\"t\",0,0,\"x\"\n< OK\n< +MQTTPUB: 1,0", Some(3)),
            ("> AT+MQTTSUB=1,\"a\",0;+MQTTPUB=1,\"t\",1,0,\"x\"\n< OK\n< +MQTTSUB: 1,1\n< +MQTTPUB: 1,0", Some(1)),
            ("> AT+MQTTSUB=1,\"a\",0\n< OK\n< AT command ready\n< +MQTTSUB: 1,0", Some(4)),
            // A list of what is subscribed to.
            ("> AT+MQTTSUB?\n< +MQTTSUB: 1,0\n< OK", None),
            ("> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< ERROR\n> AT+CSQ\n< +CSQ: 20,99\n< OK", None),
        ];
        finds("refused-by-status", &cases);
    }

    #[test]
    fn each_client_has_its_own_commands() {
        let log = "> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< OK\n> AT+MQTTPUB=2,\"t\",1,0,\"x\"\n< OK\n< +MQTTPUB: 1,1\n< +MQTTPUB: 2,0\n";
        assert_eq!(finding("refused-by-status", log).map(|found| found.lines), Some(vec![3, 6]), "{log}");
        let log = "> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< ERROR\n> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< OK\n< +MQTTPUB: 1,0\n";
        assert_eq!(finding("refused-by-status", log).map(|found| found.lines), Some(vec![3, 5]), "{log}");
    }
}
