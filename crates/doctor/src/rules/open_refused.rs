//! The client did not open, and the module does not say why.

use std::collections::BTreeMap;

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
use crate::seen::{Event, Seen};

pub(super) static RULE: Rule = Rule {
    id: "open-refused",
    severity: Severity::Error,
    screen: Screen::Session,
    explains: &["unopened"],
    watch: || Box::new(Watching::default()),
};

#[derive(Debug, Default)]
struct Watching {
    /// The clients that were refused, and where.
    refused: BTreeMap<u8, [u64; 2]>,
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, _: &Known, out: &mut Out<'_>) {
        match &seen.event {
            Event::Ended(ended) if ended.does("+MQTTOPEN") => {
                let Some(client) = ended.client() else { return };
                match ended.refusal() {
                    Some(_) => {
                        self.refused.entry(client).or_insert([ended.line, seen.line]);
                    }
                    None if ended.result.is_ok() => {
                        self.refused.remove(&client);
                    }
                    None => {}
                }
            }
            Event::End => {
                for (client, lines) in &self.refused {
                    out.find(lines, &[("client", u64::from(*client).into())]);
                }
            }
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
            ("> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,0", 3),
            ("> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< ERROR", 3),
            ("> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,0\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,0", 3),
        ];
        let misses = [
            "> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1",
            "> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,0\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1",
            "> AT+MQTTSUB=1,\"t\",0\n< OK\n< +MQTTSUB: 1,0",
        ];
        check("open-refused", truths, misses);
    }
}
