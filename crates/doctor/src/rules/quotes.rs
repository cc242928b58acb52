//! The payload has quotes inside quotes: the module takes the first of them for the end.

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
use crate::seen::{Event, Seen};

pub(super) static RULE: Rule = Rule {
    id: "quotes",
    severity: Severity::Error,
    screen: Screen::Publish,
    explains: &[],
    watch: || Box::new(Watching::default()),
};

#[derive(Debug, Default)]
struct Watching {
    /// Commands with quotes inside, that have not ended.
    quoted: Vec<u64>,
}

/// How many are remembered.
const QUOTED_MAX: usize = 32;

/// Where the payload stands in these commands.
const PAYLOAD: usize = 4;

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, _: &Known, out: &mut Out<'_>) {
        match &seen.event {
            Event::Command(command) => {
                for typed in seen.done("+MQTTPUB").chain(seen.done("+MQTTWILL")) {
                    let Some(payload) = typed.arguments.get(PAYLOAD).filter(|payload| payload.is_quoted()) else { continue };
                    let raw = command.text.get(payload.span.start..).unwrap_or_default();
                    let quotes = memchr::memchr_iter(b'"', raw).count();
                    if quotes > 2 && self.quoted.len() < QUOTED_MAX {
                        self.quoted.push(command.id);
                    }
                }
            }
            Event::Ended(ended) => {
                let place = self.quoted.iter().position(|id| *id == ended.command);
                if let Some(place) = place {
                    self.quoted.remove(place);
                    if ended.refusal().is_some() {
                        out.find(&[ended.line, seen.line], &[]);
                    }
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
            ("> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n> AT+MQTTPUB=1,\"t\",0,0,\"{\"a\":1}\"\n< ERROR", 6),
            ("> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n> AT+MQTTPUB=1,\"t\",0,0,\"say \"hi\"\"\n< +CME ERROR: 50", 6),
            ("> AT+MQTTWILL=1,\"t\",0,0,\"{\"x\":0}\"\n< ERROR", 1),
        ];
        let misses = [
            "> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n> AT+MQTTPUB=1,\"t\",0,0,\"{\"a\":1}\"\n< OK\n< +MQTTPUB: 1,1",
            "> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n> AT+MQTTPUB=1,\"t\",0,0,\"plain\"\n< ERROR",
            "> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n> AT+MQTTPUB=1,\"t\",0,0,\"{\\22a\\22:1}\"\n< ERROR",
        ];
        check("quotes", truths, misses);
    }
}
