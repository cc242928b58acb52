//! It opens again without a pause after each refusal: brokers and networks lock such clients out.

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
    refused: Option<u64>,
    hurried: Vec<u64>,
}

/// Whoever opens again within this time has not paused.
const PAUSE: u64 = 2_000;

/// A second try may be meant; so many are a loop.
const ENOUGH: usize = 3;

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, _: &Known, out: &mut Out<'_>) {
        match &seen.event {
            Event::Ended(ended) if ended.does("+MQTTOPEN") => {
                self.refused = seen.at.filter(|_| ended.refusal().is_some());
                if ended.result.is_ok() {
                    self.hurried.clear();
                }
            }
            Event::Command(_) if seen.done("+MQTTOPEN").next().is_some() => {
                let hurries = self.refused.take().zip(seen.at).is_some_and(|(before, now)| now.saturating_sub(before) < PAUSE);
                if !hurries {
                    self.hurried.clear();
                    return;
                }
                self.hurried.push(seen.line);
                if self.hurried.len() == ENOUGH {
                    out.find(&self.hurried, &[("tries", (ENOUGH as u64 + 1).into())]);
                    self.hurried.clear();
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
}
