//! It opens or dials again without a pause after each failure: brokers and networks lock such clients out.

use std::collections::BTreeMap;

use fibocom_at::commands::Typed;
use fibocom_at::urc::Urc;
use fibocom_at::{ClientIndex, Form};

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
use crate::seen::{Event, Seen};

pub(super) static RULE: Rule = Rule {
    id: "no-pause",
    severity: Severity::Warning,
    screen: Screen::Session,
    explains: &[],
    watch: || Box::new(Watching::default()),
};

#[derive(Debug, Default)]
struct Watching {
    /// What failed: the command, the client where it has one, and since when.
    loops: BTreeMap<(&'static str, Option<u8>), Loop>,
}

/// Tries of one command, one after the other.
#[derive(Debug, Default)]
struct Loop {
    /// When the last one failed.
    failed: Option<u64>,
    /// The lines of those that came without a pause.
    hurried: Vec<u64>,
}

/// What programs send again and again.
const TRIED: [&str; 2] = ["+MQTTOPEN", "+MIPCALL"];

/// Whoever sends it again within this time has not paused.
const PAUSE: u64 = 2_000;

/// A session that ends sooner than this has failed as well.
const BRIEF: u64 = 10_000;

/// A second try may be meant; so many are a loop.
const ENOUGH: usize = 3;

/// Which of them a command is, and its client. To hang up is none.
fn tried(typed: &Typed) -> Option<(&'static str, Option<u8>)> {
    let name = TRIED.into_iter().find(|name| typed.name == *name && typed.form == Form::Set)?;
    (name == "+MQTTOPEN" || typed.text(0) != Some("0")).then(|| (name, typed.client().map(ClientIndex::number)))
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, known: &Known, out: &mut Out<'_>) {
        match &seen.event {
            Event::Ended(ended) => {
                let Some(key) = tried(&ended.typed) else { return };
                self.loops.entry(key).or_default().failed = seen.at.filter(|_| ended.refusal().is_some());
            }
            Event::Code(Urc::Broken(client, _) | Urc::Closed(client)) => {
                let its = known.client(client.number());
                let lasted = its.at.zip(seen.at).filter(|_| its.has_begun);
                if lasted.is_some_and(|(opened, ended)| ended.saturating_sub(opened) < BRIEF) {
                    self.loops.entry(("+MQTTOPEN", Some(client.number()))).or_default().failed = seen.at;
                }
            }
            Event::Command(command) => {
                for key in command.typed.iter().filter_map(tried) {
                    let Loop { failed, hurried } = self.loops.entry(key).or_default();
                    if failed.take().zip(seen.at).is_none_or(|(before, now)| now.saturating_sub(before) >= PAUSE) {
                        hurried.clear();
                        continue;
                    }
                    hurried.push(seen.line);
                    if hurried.len() == ENOUGH {
                        out.find(hurried, &[("command", key.0.into()), ("tries", (ENOUGH as u64 + 1).into())]);
                        hurried.clear();
                    }
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check, finding};

    #[test]
    fn its_logs() {
        let truths = [
            ("1.0 > AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n1.1 < OK\n1.4 < +MQTTOPEN: 1,0\n2.0 > AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n2.1 < OK\n2.4 < +MQTTOPEN: 1,0\n3.0 > AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n3.1 < OK\n3.4 < +MQTTOPEN: 1,0\n4.0 > AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n4.1 < OK\n4.4 < +MQTTOPEN: 1,0", 4),
            ("1.0 > AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n1.1 < +CME ERROR: 703\n2.0 > AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n2.1 < +CME ERROR: 703\n3.0 > AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n3.1 < +CME ERROR: 703\n4.0 > AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n4.1 < +CME ERROR: 703\n5.0 > AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n5.1 < +CME ERROR: 703", 3),
            ("1.0 > AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n1.1 < ERROR\n2.0 > AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n2.1 < ERROR\n3.0 > AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n3.1 < ERROR\n4.0 > AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n4.1 < ERROR", 3),
        ];
        let misses = [
            "30.0 > AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n30.1 < OK\n30.4 < +MQTTOPEN: 1,0\n60.0 > AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n60.1 < OK\n60.4 < +MQTTOPEN: 1,0\n90.0 > AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n90.1 < OK\n90.4 < +MQTTOPEN: 1,0\n120.0 > AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n120.1 < OK\n120.4 < +MQTTOPEN: 1,0",
            "1.0 > AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n1.1 < ERROR\n2.0 > AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n2.1 < ERROR",
            "> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< ERROR\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< ERROR\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< ERROR\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< ERROR",
        ];
        check("no-pause", truths, misses);
    }

    #[test]
    fn four_tries_within_two_seconds_of_each_other_are_a_loop() {
        for (apart, tries, is_found) in [(1_999, 4, true), (2_000, 4, false), (3_000, 6, false), (1_500, 3, false)] {
            let one = |number: u64| {
                let at = 1_000 + number * (apart + 100);
                let (asked, refused) = (at as f64 / 1e3, (at + 100) as f64 / 1e3);
                format!("{asked:.3} > AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n{refused:.3} < +CME ERROR: 703\n")
            };
            let log: String = (0..tries).map(one).collect();
            assert_eq!(finding("no-pause", &log).is_some(), is_found, "{log}");
        }
    }

    #[test]
    fn a_session_that_breaks_at_once_has_failed_and_so_has_a_dial_that_was_refused() {
        // So many tries, each so long and so far from the next, for these clients in turn.
        let sessions = |tries: u64, lasts: u64, pause: u64, clients: &[u8]| -> String {
            let one = |number: u64| {
                let at = 1_000 + number * (lasts + pause + 200);
                let stamp = |millis: u64| format!("{}.{:03}", millis / 1_000, millis % 1_000);
                let client = clients[number as usize % clients.len()];
                let (asked, opened) = (stamp(at), at + 200);
                format!(
                    "{asked} > AT+MQTTOPEN={client},\"h\",1883,1,60\n{asked} < OK\n{} < +MQTTOPEN: {client},1\n{} < +MQTTBREAK: {client},2\n",
                    stamp(opened),
                    stamp(opened + lasts)
                )
            };
            (0..tries).map(one).collect()
        };
        for (tries, lasts, pause, clients, is_found) in [
            (4, 300, 500, &[1][..], true),
            (4, 9_999, 500, &[1], true),
            (4, 10_000, 500, &[1], false),
            (4, 300, 2_000, &[1], false),
            (3, 300, 500, &[1], false),
            // Each of two clients paused while the other tried.
            (4, 300, 500, &[1, 2], false),
        ] {
            let log = sessions(tries, lasts, pause, clients);
            assert_eq!(finding("no-pause", &log).is_some(), is_found, "{log}");
        }
        let dials = |command: &str, result: &str| -> String {
            (1..6).map(|at| format!("{at}.0 > AT+MIPCALL={command}\n{at}.1 < {result}\n")).collect()
        };
        for (command, result, line) in
            [("1,\"cmnet\"", "ERROR", Some(3)), ("1", "+CME ERROR: 30", Some(3)), ("1", "OK", None), ("0", "ERROR", None)]
        {
            let log = dials(command, result);
            let found = finding("no-pause", &log);
            assert_eq!(found.and_then(|found| found.lines.first().copied()), line, "{log}");
        }
        // A session that the log does not show begin may have lasted.
        let log: String = (1..6).map(|at| format!("{at}.0 < +MQTTMSG: 1,0,\"t\",\"x\"\n{at}.1 < +MQTTBREAK: 1,2\n{at}.2 > AT+MQTTOPEN=1,\"h\",1883,1,60\n{at}.3 < OK\n")).collect();
        assert_eq!(finding("no-pause", &log), None, "{log}");
    }
}
