//! It published or subscribed without a session.

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::{Known, Standing};
use crate::seen::{Refusal, Seen};

pub(super) static RULE: Rule = Rule {
    id: "unopened",
    severity: Severity::Error,
    screen: Screen::Session,
    explains: &["quotes"],
    watch: || Box::new(Watching),
};

#[derive(Debug, Default)]
struct Watching;

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, known: &Known, out: &mut Out<'_>) {
        let Some(ended) = seen.ended() else { return };
        let needs = ended.does("+MQTTPUB") || ended.does("+MQTTSUB") || ended.does("+MQTTUNSUB");
        let Some(client) = ended.client().filter(|_| needs) else { return };
        if !matches!(ended.refusal(), Some(Refusal::Rejected(_))) {
            return;
        }
        let at = known.client(client);
        let is_closed = matches!(at.standing, Standing::Closed | Standing::Broken | Standing::Refused | Standing::Opening);
        // A log that begins in the middle of a session cannot show whether the client was opened before. Its user is set before it is opened,
        // and no session outlives the address that it began with.
        let is_new = at.user.is_some() || known.had_none || matches!(ended.code(), Some(3 | 767));
        let never = at.standing == Standing::Unknown && is_new;
        if is_closed || never {
            out.find(&[ended.line, seen.line], &[("client", u64::from(client).into())]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check, finds};

    #[test]
    fn its_logs() {
        let truths = [
            ("> AT\n< OK\n> AT+MQTTPUB=1,\"t\",0,0,\"x\"\n< +CME ERROR: 767", 3),
            ("> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n> AT+MQTTCLOSE=1\n< OK\n< +MQTTCLOSE: 1,1\n> AT+MQTTPUB=1,\"t\",0,0,\"x\"\n< ERROR", 9),
            ("> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n< +MQTTBREAK: 1,1\n> AT+MQTTPUB=1,\"t\",0,0,\"x\"\n< ERROR", 7),
        ];
        let misses = [
            "> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n> AT+MQTTPUB=1,\"t\",0,0,\"x\"\n< OK",
            "> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n> AT+MQTTPUB=1,\"t\",3,0,\"x\"\n< ERROR",
            "> AT+MQTTPUB=1,\"t\",9,0,\"x\"\n< +CME ERROR: 50",
        ];
        check("unopened", truths, misses);
    }

    #[test]
    fn to_subscribe_and_to_unsubscribe_needs_a_session_too() {
        let cases = [
            ("> AT+MQTTOPEN=1,\"h\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n> AT+MQTTCLOSE=1\n< OK\n< +MQTTCLOSE: 1,1\n> AT+MQTTSUB=1,\"t\",1\n< ERROR", Some(7)),
            ("> AT+MQTTOPEN=1,\"h\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n> AT+MQTTCLOSE=1\n< OK\n< +MQTTCLOSE: 1,1\n> AT+MQTTUNSUB=1,\"t\"\n< ERROR", Some(7)),
        ];
        finds("unopened", &cases);
    }

    #[test]
    fn a_client_whose_user_was_set_and_that_was_not_opened_since_is_closed() {
        let user = |client: u8| format!("> AT+MQTTUSER={client},\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< ERROR");
        finds("unopened", &[(&user(1), Some(3)), (&user(2), None)]);
    }

    #[test]
    fn no_session_is_older_than_a_start_or_a_new_address() {
        let publish = "> AT+MQTTPUB=1,\"t\",0,0,\"x\"\n< ERROR";
        let dial = "> AT+MIPCALL=1\n< OK\n< +MIPCALL: 10.44.7.120\n";
        let asks = "> AT+MIPCALL?\n< +MIPCALL: 1,10.44.7.120\n< OK\n";
        let open = "> AT+MQTTOPEN=1,\"h\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n";
        for (before, line) in [
            (dial.to_owned(), Some(4)),
            ("> AT+MIPCALL=1,\"apn\"\n< +MIPCALL: 10.44.7.120\n< OK\n".into(), Some(4)),
            ("< AT command ready\n".into(), Some(2)),
            ("> AT+CFUN=0\n< OK\n".into(), Some(3)),
            ("> AT+MIPCALL=0\n< OK\n".into(), Some(3)),
            // It was online before: it has the same address, and its sessions.
            (asks.into(), None),
            ([asks, dial].concat(), None),
            ("> AT+CGPADDR=1\n< +CGPADDR: 1,10.44.7.120\n< OK\n".into(), None),
            ("> AT+MIPCALL=1\n< OK\n> AT+CGPADDR=1\n< +CGPADDR: 1,10.44.7.120\n< OK\n".into(), None),
            ("> AT+MIPCALL=1\n< OK\n".into(), None),
            ("> AT+MIPCALL=1\n< ERROR\n> AT+MIPCALL?\n< +MIPCALL: 1,10.44.7.120\n< OK\n".into(), None),
            ("< +MIPCALL: 10.44.7.120\n".into(), None),
            ("> AT+CFUN=1\n< OK\n".into(), None),
            // It was opened, and the module refuses something else.
            ([dial, open].concat(), None),
            ([dial, "< +MQTTMSG: 1,0,\"t\",\"x\"\n"].concat(), None),
        ] {
            finds("unopened", &[(&[&before, publish].concat(), line)]);
        }
    }

    #[test]
    fn a_connection_that_broke_before_the_log_shows_it_open_was_open() {
        let cases = [
            ("< +MQTTBREAK: 1,1\n> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< ERROR", Some(2)),
            ("< +MQTTBREAK: 2,1\n> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< ERROR", None),
            // It was refused, and works all the same: somebody else opened it.
            ("> AT+MQTTOPEN=1,\"h\",1883,1,60\n< ERROR\n> AT+MQTTSUB=1,\"t\",1\n< OK\n< +MQTTSUB: 1,1\n> AT+MQTTPUB=1,\"t\",7,0,\"x\"\n< ERROR", None),
            // What came of a command from before the end says nothing of afterwards.
            ("> AT+MQTTOPEN=1,\"h\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< OK\n< +MQTTCLOSE: 1,1\n< +MQTTPUB: 1,1\n> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< ERROR", Some(8)),
        ];
        finds("unopened", &cases);
    }
}
