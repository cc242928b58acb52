//! The client was opened without AT+MQTTUSER, and was refused.

use std::collections::BTreeSet;

use fibocom_at::{ClientIndex, Form};

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
use crate::seen::{Event, Refusal, Seen};

pub(super) static RULE: Rule = Rule {
    id: "no-user",
    severity: Severity::Error,
    screen: Screen::Session,
    explains: &["login-refused", "open-refused", "unopened"],
    watch: || Box::new(Watching::default()),
};

#[derive(Debug, Default)]
struct Watching {
    /// Whether credentials came in another way, which no MQTTUSER shows.
    by_cloud: bool,
    /// The clients that are told to open, and have no user.
    bare: BTreeSet<u8>,
    /// The clients that opened without one: this broker lets them in, or it was set before the log begins.
    opened: BTreeSet<u8>,
    /// Whether a module started in the log: what was set before it begins is gone.
    restarted: bool,
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, known: &Known, out: &mut Out<'_>) {
        if let Event::Command(command) = &seen.event {
            let mut users = BTreeSet::new();
            for typed in &command.typed {
                self.by_cloud |= typed.name.starts_with("+MQTTAUTH");
                let Some(client) = typed.client().map(ClientIndex::number).filter(|_| typed.form == Form::Set) else { continue };
                if typed.name == "+MQTTUSER" {
                    users.insert(client);
                } else if typed.name == "+MQTTOPEN" && known.client(client).user.is_none() && !users.contains(&client) {
                    self.bare.insert(client);
                }
            }
        }
        if seen.restarts() {
            self.bare.clear();
            if !std::mem::replace(&mut self.restarted, true) {
                self.opened.clear();
            }
        }
        let Some(ended) = seen.ended().filter(|ended| ended.does("+MQTTOPEN")) else { return };
        let Some(client) = ended.client().filter(|client| *client < 100) else { return };
        let is_bare = self.bare.remove(&client);
        if is_bare && ended.result.is_ok() {
            self.opened.insert(client);
        }
        // An open that failed for another reason says nothing of the user name.
        let quick = ended.took.is_none_or(|took| took < 15_000);
        let refused = matches!(ended.refusal(), Some(Refusal::Status(_) | Refusal::Rejected(Some(703 | 704))));
        if is_bare && refused && quick && !self.by_cloud && !self.opened.contains(&client) {
            out.find(&[ended.line, seen.line], &[("client", u64::from(client).into())]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check, finding, finds};

    #[test]
    fn its_logs() {
        let truths = [
            ("> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,0", 1),
            ("> AT+CSQ\n< +CSQ: 20,99\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +CME ERROR: 703", 4),
            ("> AT+MQTTUSER=2,\"u\",\"p\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,0", 3),
        ];
        let misses = [
            "> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,0",
            "> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1",
            "> AT+MQTTAUTHCFG=1,\"p\",\"d\",\"s\",0\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,0",
        ];
        check("no-user", truths, misses);
    }

    #[test]
    fn a_refusal_that_took_long_says_nothing_of_the_user_name() {
        for (seconds, is_found) in [(14, true), (20, false)] {
            let log = format!("1.0 > AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n1.1 < OK\n{seconds}.0 < +MQTTOPEN: 1,0\n");
            assert_eq!(finding("no-user", &log).is_some(), is_found, "{log}");
        }
    }

    fn open(client: u8, status: u8) -> String {
        format!("> AT+MQTTOPEN={client},\"h\",1883,1,60\n< OK\n< +MQTTOPEN: {client},{status}\n")
    }

    #[test]
    fn only_what_was_opened_without_a_user_shows_that_none_is_needed() {
        let user = |client: u8| format!("> AT+MQTTUSER={client},\"u\",\"p\",\"i\"\n< OK\n");
        let close = "> AT+MQTTCLOSE=1\n< OK\n< +MQTTCLOSE: 1,1\n";
        let starts = "< AT command ready\n";
        for (log, is_found) in [
            ([open(1, 1), close.into(), open(1, 0)].concat(), false),
            // The other client opened, with a user or without one.
            ([open(2, 1), open(1, 0)].concat(), true),
            ([user(2), open(2, 1), open(1, 0)].concat(), true),
            // The start forgets the user, and the program does not set it again.
            ([user(1), open(1, 1), starts.into(), open(1, 0)].concat(), true),
            ([user(1), open(1, 1), "< RDY\n".into(), open(1, 0)].concat(), true),
            ([user(1), open(1, 1), starts.into(), user(1), open(1, 0)].concat(), false),
            // The log begins in mid-session: the user was set before it, and the start forgets that.
            ([open(1, 1), starts.into(), open(1, 0)].concat(), true),
            // Behind a start that the log shows, the client opened without one: so this broker asks for none.
            ([starts.into(), open(1, 1), starts.into(), open(1, 0)].concat(), false),
            ([user(2), open(1, 0)].concat(), true),
        ] {
            assert_eq!(finding("no-user", &log).is_some(), is_found, "{log}");
        }
    }

    #[test]
    fn the_user_counts_at_the_time_of_the_open() {
        let cases = [
            // Set too late, and set on the same line.
            ("> AT+MQTTOPEN=1,\"h\",1883,1,60\n< OK\n> AT+MQTTUSER=1,\"u\",\"p\"\n< OK\n< +MQTTOPEN: 1,0", Some(1)),
            ("> AT+MQTTUSER=1,\"u\",\"p\";+MQTTOPEN=1,\"h\",1883,1,60\n< OK\n< +MQTTOPEN: 1,0", None),
            ("> AT+MQTTUSER?\n< OK\n> AT+MQTTOPEN=1,\"h\",1883,1,60\n< OK\n< +MQTTOPEN: 1,0", Some(3)),
            ("> AT+MQTTOPEN=101,\"h\",1883,1,60\n< OK\n< +MQTTOPEN: 101,0", None),
            ("> AT+MQTTOPEN=1,\"h\",1883,1,60\n< +CME ERROR: 50", None),
        ];
        finds("no-user", &cases);
    }
}
