//! Commands for an open client are refused again and again: the module may have started anew without a word.

use std::collections::BTreeMap;

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::{Known, NEED_OPEN, Standing};
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
    /// The commands of each client that were refused in a row.
    refused: BTreeMap<u8, Vec<u64>>,
}

/// One refusal is that of one command; so many in a row are not.
const ENOUGH: usize = 2;

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, known: &Known, out: &mut Out<'_>) {
        let Some(ended) = seen.ended() else { return };
        let needs = NEED_OPEN.iter().any(|name| ended.does(name));
        let Some(client) = ended.client() else { return };
        if ended.does("+MQTTOPEN") || needs && ended.result.is_ok() {
            self.refused.remove(&client);
        } else if needs && matches!(ended.refusal(), Some(Refusal::Rejected(_))) && known.client(client).standing == Standing::Open {
            let refused = self.refused.entry(client).or_default();
            refused.push(ended.line);
            if refused.len() == ENOUGH {
                out.find(refused, &[("client", u64::from(client).into())]);
                self.refused.remove(&client);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check, finding};

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

    #[test]
    fn each_client_is_refused_by_itself() {
        let open = |client: u8| format!("> AT+MQTTOPEN={client},\"h\",1883,1,60\n< OK\n< +MQTTOPEN: {client},1\n");
        let refused = |client: u8| format!("> AT+MQTTPUB={client},\"t\",1,0,\"x\"\n< ERROR\n");
        let taken = |client: u8| format!("> AT+MQTTPUB={client},\"t\",1,0,\"x\"\n< OK\n< +MQTTPUB: {client},1\n");
        let both = [open(1), open(2)].concat();
        for (rest, is_found) in [
            ([refused(1), refused(2)].concat(), false),
            ([refused(1), refused(2), refused(1)].concat(), true),
            // That the other client goes on says nothing of this one.
            ([refused(1), taken(2), refused(1)].concat(), true),
            ([refused(1), taken(1), refused(1)].concat(), false),
            ([refused(1), open(1), refused(1)].concat(), false),
            ([refused(1), open(2), refused(1)].concat(), true),
            ([refused(1), "> AT+CSQ\n< OK\n".into(), refused(1)].concat(), true),
        ] {
            let log = format!("{both}{rest}");
            assert_eq!(finding("session-gone", &log).is_some(), is_found, "{log}");
        }
    }

    #[test]
    fn a_log_that_begins_in_mid_session_shows_an_open_client_by_what_it_does() {
        let refused = "> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< ERROR\n".repeat(2);
        for (before, is_found) in [
            ("> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< OK\n< +MQTTPUB: 1,1\n", true),
            ("> AT+MQTTSUB=1,\"t\",1\n< OK\n< +MQTTSUB: 1,1\n", true),
            ("> AT+MQTTUNSUB=1,\"t\"\n< OK\n< +MQTTUNSUB: 1,1\n", true),
            ("< +MQTTMSG: 1,0,\"t\",\"x\"\n", true),
            ("< +MQTTMSGI: 1,0,1,1\n", true),
            ("< +MQTTPUB: 1,1\n", true),
            ("< +MQTTPUB: 1,0\n", false),
            // With QoS 0, OK says only that the module took it.
            ("> AT+MQTTPUB=1,\"t\",0,0,\"x\"\n< OK\n", false),
            ("> AT+MQTTPUB=2,\"t\",1,0,\"x\"\n< OK\n< +MQTTPUB: 2,1\n", false),
            ("< +MQTTMSG: 2,0,\"t\",\"x\"\n", false),
            ("< +MQTTMSG: 1,0,\"t\",\"x\"\n> AT+MQTTCLOSE=1\n< OK\n< +MQTTCLOSE: 1,1\n< +MQTTMSG: 1,0,\"t\",\"x\"\n", false),
        ] {
            let log = format!("{before}{refused}");
            assert_eq!(finding("session-gone", &log).is_some(), is_found, "{log}");
        }
    }
}
