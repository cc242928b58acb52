//! The broker does not answer: the module gave up after a long time.

use fibocom_at::{Failure, TimedOut};

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
use crate::seen::Seen;

pub(super) static RULE: Rule = Rule {
    id: "unreachable",
    severity: Severity::Error,
    screen: Screen::Session,
    explains: &["open-refused", "unopened", "short-wait"],
    watch: || Box::new(Watching),
};

#[derive(Debug, Default)]
struct Watching;

/// A broker that refuses does so within seconds; a module gives up on one that does not answer after 20 to 75.
const LONG: u64 = 15_000;

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, _: &Known, out: &mut Out<'_>) {
        let Some(ended) = seen.ended().filter(|ended| ended.does("+MQTTOPEN")) else { return };
        let gave_up = ended.refusal().is_some() || ended.result == Err(Failure::TimedOut(TimedOut::Status));
        let Some(took) = ended.took.filter(|took| gave_up && *took >= LONG) else { return };
        out.find(&[ended.line, seen.line], &[("seconds", (took / 1_000).into())]);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check, finds};

    #[test]
    fn its_logs() {
        let truths = [
            ("1.0 > AT+MQTTUSER=1,\"u\",\"p\"\n1.1 < OK\n2.0 > AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n2.1 < OK\n32.1 < +MQTTOPEN: 1,0", 3),
            ("2.0 > AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n2.1 < OK\n27.1 < +MQTTOPEN: 1,0", 1),
            ("2.0 > AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n2.1 < OK\n90.0 > AT\n90.1 < OK\n95.0 > AT\n95.1 < OK", 1),
        ];
        let misses = [
            "2.0 > AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n2.1 < OK\n4.1 < +MQTTOPEN: 1,0",
            "2.0 > AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n2.1 < OK\n27.1 < +MQTTOPEN: 1,1",
            "2.0 > AT+MQTTPUB=1,\"t\",1,0,\"x\"\n2.1 < OK\n40 < +MQTTPUB: 1,0",
        ];
        check("unreachable", truths, misses);
    }

    #[test]
    fn a_broker_that_refuses_after_some_seconds_is_there() {
        let cases = [
            ("2.0 > AT+MQTTOPEN=1,\"h\",1883,1,60\n2.1 < OK\n12.1 < +MQTTOPEN: 1,0", None),
        ];
        finds("unreachable", &cases);
    }
}
