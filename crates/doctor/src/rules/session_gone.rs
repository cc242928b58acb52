//! Commands for an open client are refused again and again: the module may have started anew without a word.

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::{Known, Standing};
use crate::seen::{Refusal, Seen};

pub(super) static RULE: Rule = Rule {
    id: "session-gone",
    severity: Severity::Error,
    screen: Screen::Session,
    explains: &["unopened"],
    watch: || Box::new(Watching::default()),
};

#[derive(Debug, Default)]
struct Watching {
    refused: Vec<u64>,
}

/// One refusal is that of one command; so many in a row are not.
const ENOUGH: usize = 2;

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, known: &Known, out: &mut Out<'_>) {
        let Some(ended) = seen.ended() else { return };
        let needs = ended.does("+MQTTPUB") || ended.does("+MQTTSUB") || ended.does("+MQTTUNSUB");
        let Some(client) = ended.client().filter(|_| needs) else { return };
        if ended.result.is_ok() || ended.does("+MQTTOPEN") {
            self.refused.clear();
        } else if matches!(ended.refusal(), Some(Refusal::Rejected(_))) && known.client(client).standing == Standing::Open {
            self.refused.push(ended.line);
            if self.refused.len() == ENOUGH {
                out.find(&self.refused, &[("client", u64::from(client).into())]);
                self.refused.clear();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;

    #[test]
    fn its_logs() {
        let truths = [
            ("> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< ERROR\n> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< ERROR", 6),
            ("> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< OK\n< +MQTTPUB: 1,1\n> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< +CME ERROR: 3\n> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< +CME ERROR: 3", 9),
            ("> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n> AT+MQTTSUB=1,\"t\",0\n< ERROR\n> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< ERROR", 6),
        ];
        let misses = [
            "> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< ERROR\n> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< OK\n< +MQTTPUB: 1,1\n> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< ERROR",
            "> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< ERROR\n> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< ERROR",
            "> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n> AT+CSQ\n< ERROR\n> AT+CSQ\n< ERROR",
        ];
        check("session-gone", truths, misses);
    }
}
