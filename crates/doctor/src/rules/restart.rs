//! The module has started anew, and the program goes on as if its session were still there.

use fibocom_at::frame::Line;
use fibocom_at::urc::is_start;
use fibocom_at::{ClientIndex, Role};

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::{Known, Standing};
use crate::seen::{Event, Seen};

pub(super) static RULE: Rule = Rule {
    id: "restart-unnoticed",
    severity: Severity::Error,
    screen: Screen::Session,
    explains: &["unopened", "session-gone", "status-zero", "no-answer", "before-status"],
    watch: || Box::new(Watching::default()),
};

#[derive(Debug, Default)]
struct Watching {
    started: Option<u64>,
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, known: &Known, out: &mut Out<'_>) {
        match &seen.event {
            Event::Restarted => self.started = self.started.or(Some(seen.line)),
            Event::Line { raw, role: Role::Unsolicited | Role::Unrecognised, .. } => {
                let line = Line::of(raw);
                if (is_start(&line) || line.bytes() == b"RDY") && known.commands > 0 {
                    self.started = Some(seen.line);
                }
            }
            Event::Command(command) => {
                let Some(started) = self.started else { return };
                for typed in &command.typed {
                    let Some(client) = typed.client().map(ClientIndex::number) else { continue };
                    if matches!(typed.name.as_str(), "+MQTTOPEN" | "+MQTTUSER" | "+MQTTCLOSE") {
                        self.started = None;
                    } else if matches!(known.client(client).standing, Standing::Lost | Standing::Open) {
                        out.find(&[started, seen.line], &[("client", u64::from(client).into())]);
                        self.started = None;
                    }
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check, finding};

    #[test]
    fn its_logs() {
        let truths = [
            ("> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n< AT command ready\n> AT+MQTTPUB=1,\"t\",0,0,\"x\"\n< ERROR", 6),
            ("> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n< RDY\n< +SIM READY\n> AT+MQTTSUB=1,\"t\",0\n< ERROR", 6),
            ("> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n> AT+CSQ\n< AT command ready\n< +SIM READY\n> AT+MQTTPUB=1,\"t\",0,0,\"x\"\n< ERROR", 7),
        ];
        let misses = [
            "< AT command ready\n< +SIM READY\n> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n> AT+MQTTPUB=1,\"t\",0,0,\"x\"\n< OK\n< +MQTTPUB: 1,1",
            "> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n< AT command ready\n< +SIM READY\n> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n> AT+MQTTPUB=1,\"t\",0,0,\"x\"\n< OK",
            "> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n> AT+MQTTCLOSE=1\n< OK\n< +MQTTCLOSE: 1,1\n< AT command ready\n> AT+CSQ\n< +CSQ: 9,99\n< OK",
        ];
        check("restart-unnoticed", truths, misses);
    }

    #[test]
    fn a_log_that_begins_in_mid_session_shows_an_open_client_by_what_it_does() {
        let rest = "< AT command ready\n> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< ERROR\n";
        for (before, line) in [
            ("> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< OK\n< +MQTTPUB: 1,1\n", Some(4)),
            ("> AT+MQTTSUB=1,\"t\",1\n< OK\n< +MQTTSUB: 1,1\n", Some(4)),
            ("> AT+CSQ\n< +CSQ: 20,99\n< OK\n< +MQTTMSG: 1,0,\"t\",\"x\"\n", Some(5)),
            ("> AT+MQTTPUB=1,\"t\",0,0,\"x\"\n< OK\n", None),
            ("> AT+MQTTPUB=2,\"t\",1,0,\"x\"\n< OK\n< +MQTTPUB: 2,1\n", None),
            ("> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< OK\n< +MQTTPUB: 1,0\n", None),
        ] {
            let log = format!("{before}{rest}");
            let found = finding("restart-unnoticed", &log);
            assert_eq!(found.and_then(|found| found.lines.first().copied()), line, "{log}");
        }
    }
}
