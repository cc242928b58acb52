//! The program waits too short: the answer came after it had gone on.

use std::collections::BTreeMap;

use fibocom_at::urc::Urc;
use fibocom_at::{ClientIndex, Failure, Role};

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
use crate::pending::{Pending, Waiting};
use crate::seen::{Event, Seen};

pub(super) static RULE: Rule = Rule {
    id: "short-wait",
    severity: Severity::Warning,
    screen: Screen::Terminal,
    explains: &["before-status"],
    watch: || Box::new(Watching::default()),
};

#[derive(Debug, Default)]
struct Watching {
    /// Commands that were called off.
    called_off: Option<u64>,
    /// Commands whose status is waited for.
    waiting: Waiting,
    /// Clients that were closed while they were opening, and the lines of their MQTTOPEN.
    given_up: BTreeMap<u8, u64>,
}

/// Whoever goes on sooner than this has not waited at all.
const WAITED: u64 = 5_000;

/// The line of the command whose status came when another had been sent, if the program had waited, though not long enough.
fn gone_on((first, next): (Pending, Option<Pending>)) -> Option<u64> {
    let waited = first.at.zip(next?.at).is_some_and(|(asked, next)| next.saturating_sub(asked) >= WAITED);
    waited.then_some(first.line)
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, _: &Known, out: &mut Out<'_>) {
        let late = match &seen.event {
            Event::Command(_) => {
                for typed in seen.done("+MQTTCLOSE") {
                    let Some(client) = typed.client().map(ClientIndex::number) else { continue };
                    if let Some(open) = self.waiting.accepted("+MQTTOPEN", client) {
                        self.given_up.insert(client, open);
                    }
                }
                self.waiting.sent(seen, |_, _| {});
                false
            }
            Event::Ended(ended) => {
                if matches!(ended.result, Err(Failure::Cancelled | Failure::TimedOut(_))) {
                    self.called_off = Some(ended.line);
                }
                self.waiting.ended(ended);
                false
            }
            Event::Restarted => {
                self.waiting.clear();
                self.given_up.clear();
                false
            }
            Event::Line { role, raw, .. } => {
                let came = self.waiting.came(seen);
                let closed = came.as_ref().filter(|(first, _)| first.name == "+MQTTOPEN").and_then(|(first, _)| self.given_up.remove(&first.client));
                let meanwhile = closed.or_else(|| came.and_then(gone_on));
                if let Some(line) = meanwhile {
                    self.called_off = Some(line);
                }
                // A refusal behind a status that was one already is late by nature.
                meanwhile.is_some() || *role == Role::Late && memchr::memmem::find(raw, b"ERROR: 70").is_none()
            }
            Event::Code(Urc::LateStatus { .. }) => true,
            Event::Code(code) => {
                self.waiting.code(code);
                false
            }
            _ => false,
        };
        if late && let Some(line) = self.called_off.take() {
            out.find(&[line, seen.line], &[]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check, finding};

    #[test]
    fn its_logs() {
        let truths = [
            ("1.0 > AT+COPS=?\n2.0 > AT+CSQ\n3.0 < +CSQ: 9,99\n3.1 < OK\n4 < OK", 1),
            ("1.0 > AT+MIPCALL=1\n2.0 > AT+CSQ\n2.1 < +CSQ: 9,99\n2.2 < OK\n2.4 < OK", 1),
            ("1.0 > AT+MQTTSUB=1,\"t\",1\n1.1 < OK\n90.0 > AT\n90.1 < OK\n92.0 < +MQTTSUB: 1,1", 1),
        ];
        let misses = [
            "1 > AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n1 < OK\n20 < +MQTTOPEN: 1,1",
            "1.0 > AT+CSQ\n2.0 > AT\n2.1 < OK",
            "> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,0\n< +CME ERROR: 703",
        ];
        check("short-wait", truths, misses);
    }

    #[test]
    fn five_seconds_are_a_wait_and_less_is_none() {
        for (log, line) in [
            ("1.0 > AT+MQTTSUB=1,\"a\",1\n1.1 < OK\n6.0 > AT+MQTTSUB=1,\"b\",1\n6.1 < OK\n6.5 < +MQTTSUB: 1,1", Some(1)),
            ("1.0 > AT+MQTTSUB=1,\"a\",1\n1.1 < OK\n5.9 > AT+MQTTSUB=1,\"b\",1\n6.0 < OK\n6.5 < +MQTTSUB: 1,1", None),
        ] {
            assert_eq!(finding("short-wait", log).and_then(|found| found.lines.first().copied()), line, "{log}");
        }
    }

    #[test]
    fn a_client_that_is_closed_while_it_opens_was_not_waited_for() {
        let open = "1.0 > AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n1.1 < OK\n";
        for (rest, line) in [
            ("2.5 > AT+MQTTCLOSE=1\n2.6 < OK\n5.0 < +MQTTOPEN: 1,1\n", Some(1)),
            ("2.5 > AT+MQTTCLOSE=1\n2.6 < ERROR\n5.0 < +MQTTOPEN: 1,0\n", Some(1)),
            ("2.5 < +MQTTOPEN: 1,1\n3.0 > AT+MQTTCLOSE=1\n3.1 < OK\n3.4 < +MQTTCLOSE: 1,1\n", None),
            ("2.5 > AT+MQTTCLOSE=2\n2.6 < OK\n5.0 < +MQTTOPEN: 1,1\n", None),
        ] {
            let found = finding("short-wait", &format!("{open}{rest}"));
            assert_eq!(found.and_then(|found| found.lines.first().copied()), line, "{rest}");
        }
    }
}
