//! A port for TLS is opened without TLS: the sixth argument is missing, or clean session was taken for it.

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
use crate::seen::Seen;

pub(super) static RULE: Rule = Rule {
    id: "tls-flag",
    severity: Severity::Error,
    screen: Screen::Session,
    explains: &["unreachable", "open-refused", "login-refused", "unopened"],
    watch: || Box::new(Watching),
};

#[derive(Debug, Default)]
struct Watching;

/// Ports that brokers have for TLS.
const PORTS: [&str; 4] = ["8883", "8884", "1884", "443"];

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, _: &Known, out: &mut Out<'_>) {
        let Some(ended) = seen.ended().filter(|ended| ended.does("+MQTTOPEN") && ended.result.is_err()) else { return };
        let is_port = ended.typed.text(2).is_some_and(|port| PORTS.contains(&port));
        let flag = ended.typed.text(5);
        let clean_is_two = ended.typed.text(3) == Some("2");
        if (is_port && flag != Some("2")) || clean_is_two || flag == Some("1") {
            out.find(&[ended.line], &[]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check, finds};

    #[test]
    fn its_logs() {
        let truths = [
            ("> AT+MQTTOPEN=1,\"h.example\",8883,1,60\n< OK\n< +MQTTOPEN: 1,0", 1),
            ("> AT+MQTTOPEN=1,\"h.example\",8883,2,60\n< ERROR", 1),
            ("> AT+MQTTOPEN=1,\"h.example\",8883,1,60,1\n< OK\n< +MQTTOPEN: 1,0", 1),
        ];
        let misses = [
            "> AT+MQTTOPEN=1,\"h.example\",8883,1,60,2\n< OK\n< +MQTTOPEN: 1,0",
            "> AT+MQTTOPEN=1,\"h.example\",8883,1,60\n< OK\n< +MQTTOPEN: 1,1",
            "> AT+MQTTOPEN=1,\"h.example\",1883,1,60\n< OK\n< +MQTTOPEN: 1,0",
        ];
        check("tls-flag", truths, misses);
    }

    #[test]
    fn each_sign_is_enough_by_itself() {
        let cases = [
            ("> AT+MQTTOPEN=1,\"h.example\",1883,2,60\n< ERROR", Some(1)),
            ("> AT+MQTTOPEN=1,\"h.example\",1883,1,60,1\n< ERROR", Some(1)),
        ];
        finds("tls-flag", &cases);
    }
}
