//! The broker ends the session again and again soon after it began: another device uses the same client id, or the broker wants something else.

use std::collections::BTreeMap;

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
    /// How many commands there were when a client opened.
    opened: BTreeMap<u8, u64>,
    /// Where the last session of a client ended soon after it began. None has lasted since.
    ends: BTreeMap<u8, u64>,
}

/// A session that ends later than this had another reason.
const SOON: u64 = 180_000;

/// The same in a log without times: as many commands take longer.
const FEW: u64 = 60;

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, known: &Known, out: &mut Out<'_>) {
        let client = match &seen.event {
            Event::Code(Urc::Broken(client, BreakCause::Server) | Urc::Closed(client)) => client.number(),
            Event::Ended(ended) if ended.result.is_ok() => {
                let Some(client) = ended.client() else { return };
                if ended.does("+MQTTOPEN") {
                    self.opened.insert(client, known.commands);
                } else if ended.does("+MQTTCLOSE") && known.client(client).standing == Standing::Open {
                    // This one lasted as long as it was to last.
                    self.ends.remove(&client);
                }
                return;
            }
            _ => return,
        };
        let at = known.client(client);
        // Of a session that was open before the log begins, nobody knows how long it lasted.
        if !at.has_begun {
            return;
        }
        let soon = at.at.zip(seen.at).map_or_else(
            || known.commands - self.opened.get(&client).copied().unwrap_or_default() <= FEW,
            |(opened, ended)| ended.saturating_sub(opened) <= SOON,
        );
        if !soon {
            self.ends.remove(&client);
            return;
        }
        if let Some(before) = self.ends.insert(client, seen.line) {
            out.find(&[before, seen.line], &[("client", u64::from(client).into())]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check, finding, finds};

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

    const OPEN: &str = "AT+MQTTOPEN=1,\"h\",1883,1,60";

    /// What a session leaves in a log without times: so many commands while it is open, and its end.
    fn session(client: u8, commands: usize, end: &str) -> String {
        let open = format!("> AT+MQTTOPEN={client},\"h\",1883,1,60\n< OK\n< +MQTTOPEN: {client},1\n");
        [open, "> AT+CSQ\n< +CSQ: 20,99\n< OK\n".repeat(commands), format!("{end}\n")].concat()
    }

    #[test]
    fn each_client_has_its_own_ends() {
        let one = session(1, 1, "< +MQTTBREAK: 1,1");
        let two = session(2, 1, "< +MQTTBREAK: 2,1");
        for (log, is_found) in [
            // The broker started anew, once.
            ([one.clone(), two.clone()].concat(), false),
            ([one.clone(), two.clone(), one.clone()].concat(), true),
            ([two.clone(), one, two].concat(), true),
        ] {
            assert_eq!(finding("kicked-off", &log).is_some(), is_found, "{log}");
        }
    }

    #[test]
    fn a_session_that_lasted_between_two_ends_parts_them() {
        let short = session(1, 1, "< +MQTTBREAK: 1,1");
        let closed = session(1, 1, "> AT+MQTTCLOSE=1\n< OK\n< +MQTTCLOSE: 1,1");
        // Tidying up behind an end is no session.
        let tidied = [short.as_str(), "> AT+MQTTCLOSE=1\n< OK\n< +MQTTCLOSE: 1,1\n"].concat();
        let restarted = [short.as_str(), "< AT command ready\n"].concat();
        for (between, is_found) in [
            (String::new(), true),
            (session(1, 60, "< +MQTTBREAK: 1,1"), true),
            (session(1, 61, "< +MQTTBREAK: 1,1"), false),
            (closed, false),
            (tidied, true),
            // What it does while it is open is no end of it.
            (session(1, 1, "> AT+MQTTSUB=1,\"t\",1\n< OK\n< +MQTTSUB: 1,1\n< +MQTTBREAK: 1,2"), true),
            ("> AT+MQTTOPEN=1,\"h\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n< AT command ready\n< +MQTTBREAK: 1,1\n".to_owned(), true),
            (restarted, true),
            (session(1, 1, "< +MQTTBREAK: 1,2"), true),
            ("> AT+MQTTCLOSE=2\n< OK\n< +MQTTCLOSE: 2,1\n".to_owned(), true),
        ] {
            let log = [short.as_str(), &between, &short].concat();
            assert_eq!(finding("kicked-off", &log).is_some(), is_found, "{log}");
        }
    }

    #[test]
    fn days_between_two_ends_are_filled_with_a_session_that_lasted() {
        let end = |at: u64, lasts: u64| format!("{at}.0 > {OPEN}\n{at}.1 < OK\n{at}.2 < +MQTTOPEN: 1,1\n{}.2 < +MQTTBREAK: 1,1\n", at + lasts);
        for (log, is_found) in [
            ([end(10, 20), end(40, 20)].concat(), true),
            ([end(10, 20), end(40, 50_000), end(60_000, 20)].concat(), false),
            ([end(10, 20), end(40, 50_000), end(60_000, 20), end(60_040, 20)].concat(), true),
        ] {
            assert_eq!(finding("kicked-off", &log).is_some(), is_found, "{log}");
        }
    }

    #[test]
    fn a_log_that_begins_in_mid_session_does_not_tell_how_long_that_lasted() {
        let before = "> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< OK\n< +MQTTPUB: 1,1\n< +MQTTBREAK: 1,1\n";
        let short = session(1, 1, "< +MQTTBREAK: 1,1");
        for (log, is_found) in [
            ([before, &short].concat(), false),
            ([before, &short, &short].concat(), true),
        ] {
            assert_eq!(finding("kicked-off", &log).is_some(), is_found, "{log}");
        }
    }
}
