//! A status of 0 was taken for a success: the client did not open, and the program goes on.

use std::collections::BTreeMap;

use fibocom_at::urc::Urc;
use fibocom_at::{ClientIndex, Form};

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::{Known, Standing};
use crate::seen::{Event, Refusal, Seen};

pub(super) static RULE: Rule = Rule {
    id: "status-zero",
    severity: Severity::Error,
    screen: Screen::Session,
    explains: &["unopened", "open-refused"],
    watch: || Box::new(Watching::default()),
};

#[derive(Debug, Default)]
struct Watching {
    /// Which client was refused by a status, and in which line.
    refused: BTreeMap<u8, u64>,
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, known: &Known, out: &mut Out<'_>) {
        match &seen.event {
            Event::Ended(ended) if ended.does("+MQTTOPEN") => {
                let Some(client) = ended.client() else { return };
                if matches!(ended.refusal(), Some(Refusal::Status(_))) {
                    self.refused.insert(client, seen.line);
                } else {
                    self.refused.remove(&client);
                }
            }
            Event::Code(Urc::LateStatus { tag, client, status }) if tag == "+MQTTOPEN" => {
                if *status == 1 {
                    self.refused.remove(&client.number());
                } else {
                    self.refused.insert(client.number(), seen.line);
                }
            }
            Event::Command(command) => {
                for typed in &command.typed {
                    let Some(client) = typed.client().map(ClientIndex::number) else { continue };
                    let goes_on = matches!(typed.name.as_str(), "+MQTTPUB" | "+MQTTSUB") && typed.form == Form::Set;
                    let refused = self.refused.get(&client).filter(|_| goes_on);
                    if let Some(line) = refused
                        && known.client(client).standing != Standing::Open
                    {
                        out.find(&[*line, seen.line], &[("client", u64::from(client).into())]);
                    }
                }
            }
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
            ("> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,0\n> AT+MQTTPUB=1,\"t\",0,0,\"x\"\n< ERROR", 5),
            ("> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,0\n> AT+MQTTSUB=1,\"t\",0\n< ERROR", 5),
            ("I (1) at: TX AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\nI (2) at: RX OK\nI (3) at: RX +MQTTOPEN: 1,0\nI (4) mqtt: connected\nI (5) at: TX AT+MQTTPUB=1,\"t\",0,0,5\nI (6) at: RX +CME ERROR: 767", 3),
        ];
        let misses = [
            "> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n> AT+MQTTPUB=1,\"t\",0,0,\"x\"\n< OK",
            "> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,0\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n> AT+MQTTPUB=1,\"t\",0,0,\"x\"\n< OK",
            "> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,0\n> AT+CSQ\n< +CSQ: 9,99\n< OK",
        ];
        check("status-zero", truths, misses);
    }

    #[test]
    fn a_status_that_comes_late_is_one() {
        let cases = [
            ("1.0 > AT+MQTTOPEN=1,\"h\",1883,1,60\n1.1 < OK\n200.0 > AT\n200.1 < OK\n201 < +MQTTOPEN: 1,0\n202 > AT+MQTTPUB=1,\"t\",0,0,\"x\"\n202.1 < ERROR", Some(5)),
            ("1.0 > AT+MQTTOPEN=1,\"h\",1883,1,60\n1.1 < OK\n200.0 > AT\n200.1 < OK\n201 < +MQTTOPEN: 1,1\n202 > AT+MQTTPUB=1,\"t\",0,0,\"x\"\n202.1 < ERROR", None),
        ];
        finds("status-zero", &cases);
    }
}
