//! The broker ends the session again and again soon after it began: another device uses the same client id, or the broker wants something else.

use fibocom_at::codes::BreakCause;
use fibocom_at::urc::Urc;

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::{Known, Standing};
use crate::seen::{Event, Seen};

pub(super) static RULE: Rule = Rule {
    id: "kicked-off",
    severity: Severity::Error,
    screen: Screen::Session,
    explains: &["unopened", "no-pause"],
    watch: || Box::new(Watching::default()),
};

#[derive(Debug, Default)]
struct Watching {
    ends: Vec<u64>,
}

/// A session that ends later than this had another reason.
const SOON: u64 = 180_000;

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, known: &Known, out: &mut Out<'_>) {
        let client = match &seen.event {
            Event::Code(Urc::Broken(client, BreakCause::Server) | Urc::Closed(client)) => client.number(),
            _ => return,
        };
        let at = known.client(client);
        let soon = at.at.zip(seen.at).is_none_or(|(opened, ended)| ended.saturating_sub(opened) <= SOON);
        if at.standing != Standing::Open || !soon {
            return;
        }
        self.ends.push(seen.line);
        if self.ends.len() > 1 {
            out.find(&self.ends, &[("client", u64::from(client).into())]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check, finds};

    #[test]
    fn its_logs() {
        let truths = [
            ("> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n< +MQTTBREAK: 1,1\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n< +MQTTBREAK: 1,1", 6),
            ("> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n< +MQTTCLOSE: 1,1\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n< +MQTTCLOSE: 1,1", 6),
            ("1 > AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n1 < OK\n1 < +MQTTOPEN: 1,1\n1 < +MQTTBREAK: 1,1\n2 > AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n2 < OK\n3 < +MQTTOPEN: 1,1\n4 < +MQTTBREAK: 1,1", 4),
        ];
        let misses = [
            "> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n< +MQTTBREAK: 1,1\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1",
            "> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n< +MQTTBREAK: 1,2\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n< +MQTTBREAK: 1,2",
            "> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n> AT+MQTTCLOSE=1\n< OK\n< +MQTTCLOSE: 1,1\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n> AT+MQTTCLOSE=1\n< OK\n< +MQTTCLOSE: 1,1",
        ];
        check("kicked-off", truths, misses);
    }

    #[test]
    fn a_session_that_lasted_has_another_reason_and_one_that_did_not_begin_has_no_end() {
        let cases = [
            ("1.0 > AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n1.0 < OK\n1.0 < +MQTTOPEN: 1,1\n121.0 < +MQTTBREAK: 1,1\n122.0 > AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n122.0 < OK\n122.0 < +MQTTOPEN: 1,1\n242.0 < +MQTTBREAK: 1,1", Some(4)),
            ("1.0 > AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n1.0 < OK\n1.0 < +MQTTOPEN: 1,1\n241.0 < +MQTTBREAK: 1,1\n242.0 > AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n242.0 < OK\n242.0 < +MQTTOPEN: 1,1\n482.0 < +MQTTBREAK: 1,1", None),
            ("> AT+MQTTOPEN=1,\"h\",1883,1,60\n< OK\n< +MQTTOPEN: 1,0\n< +MQTTBREAK: 1,1\n> AT+MQTTOPEN=1,\"h\",1883,1,60\n< OK\n< +MQTTOPEN: 1,0\n< +MQTTBREAK: 1,1", None),
        ];
        finds("kicked-off", &cases);
    }
}
