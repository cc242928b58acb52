//! The client was opened without AT+MQTTUSER, and was refused.

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
    opened: bool,
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, known: &Known, out: &mut Out<'_>) {
        if let Event::Command(command) = &seen.event {
            self.by_cloud |= command.typed.iter().any(|typed| typed.name.starts_with("+MQTTAUTH"));
        }
        let Some(ended) = seen.ended().filter(|ended| ended.does("+MQTTOPEN")) else { return };
        let Some(client) = ended.client().filter(|client| *client < 100) else { return };
        if ended.result.is_ok() {
            self.opened = true;
        }
        // An open that failed for another reason says nothing of the user name.
        let quick = ended.took.is_none_or(|took| took < 15_000);
        let refused = matches!(ended.refusal(), Some(Refusal::Status(_) | Refusal::Rejected(Some(703 | 704))));
        if refused && quick && !self.by_cloud && !self.opened && known.client(client).user.is_none() {
            out.find(&[ended.line, seen.line], &[("client", u64::from(client).into())]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check, finding};

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
}
