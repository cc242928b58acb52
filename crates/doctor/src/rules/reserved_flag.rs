//! The client opened, and its last argument is 1: that value is reserved, and asks for no encryption.

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
use crate::seen::Seen;

pub(super) static RULE: Rule = Rule {
    id: "reserved-flag",
    severity: Severity::Warning,
    screen: Screen::Session,
    explains: &[],
    watch: || Box::new(Watching),
};

#[derive(Debug, Default)]
struct Watching;

/// The value that is reserved (003, 1.2).
const RESERVED: u32 = 1;

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, _: &Known, out: &mut Out<'_>) {
        // Where it failed, another rule tells.
        let Some(ended) = seen.ended().filter(|ended| ended.does("+MQTTOPEN") && ended.result.is_ok()) else { return };
        if ended.typed.number(5) == Some(RESERVED)
            && let Some(client) = ended.client()
        {
            out.find(&[ended.line, seen.line], &[("client", u64::from(client).into())]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;

    #[test]
    fn its_logs() {
        let truths = [
            ("> AT+MQTTOPEN=1,\"h.example\",1883,1,60,1\n< OK\n< +MQTTOPEN: 1,1", 1),
            ("> AT+CSQ\n< +CSQ: 20,99\n< OK\n> AT+MQTTOPEN=2,\"h.example\",8883,0,60,1\n< OK\n< +MQTTOPEN: 2,1", 4),
            ("> AT+MQTTOPEN=1,\"h.example\",1883,1,60,1\n< OK\n< +MQTTOPEN: 1,0\n> AT+MQTTOPEN=1,\"h.example\",1883,1,60,1\n< OK\n< +MQTTOPEN: 1,1", 4),
        ];
        let misses = [
            "> AT+MQTTOPEN=1,\"h.example\",8883,1,60,2\n< OK\n< +MQTTOPEN: 1,1\n> AT+MQTTOPEN=2,\"h.example\",1883,1,60,0\n< OK\n< +MQTTOPEN: 2,1",
            "> AT+MQTTOPEN=1,\"h.example\",1883,1,60,1\n< OK\n< +MQTTOPEN: 1,0",
            "> AT+MQTTOPEN=1,\"h.example\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n> AT+MQTTSUB=1,\"t\",1\n< OK\n< +MQTTSUB: 1,1",
        ];
        check("reserved-flag", truths, misses);
    }
}
