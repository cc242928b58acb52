//! The broker refused the client, with a number that says why.

use fibocom_at::Role;
use fibocom_at::frame::Line;
use fibocom_at::reply::Final;

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
use crate::seen::{Event, Seen};

pub(super) static RULE: Rule = Rule {
    id: "login-refused",
    severity: Severity::Error,
    screen: Screen::Session,
    explains: &["open-refused", "unopened"],
    watch: || Box::new(Watching::default()),
};

#[derive(Debug, Default)]
struct Watching {
    /// The last command that opens, and the line of it.
    open: Option<u64>,
}

/// Refusals of a broker (003, 1.2 and chapter 2).
const CODES: std::ops::RangeInclusive<u16> = 700..=704;

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, _: &Known, out: &mut Out<'_>) {
        match &seen.event {
            Event::Command(_) if seen.done("+MQTTOPEN").next().is_some() => self.open = Some(seen.line),
            Event::Ended(ended) => {
                let code = ended.code().filter(|code| CODES.contains(code) && ended.does("+MQTTOPEN"));
                if let Some(code) = code {
                    self.open = None;
                    out.find(&[ended.line, seen.line], &[("code", u64::from(code).into())]);
                }
            }
            // The number may come behind the status.
            Event::Line { raw, role: Role::Late, .. } => {
                let Some(Final::Rejected(rejection)) = Final::parse(&Line::of(raw)) else { return };
                if let (Some(open), Some(code)) = (self.open, rejection.code().filter(|code| CODES.contains(code))) {
                    self.open = None;
                    out.find(&[open, seen.line], &[("code", u64::from(code).into())]);
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
            ("> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< +CME ERROR: 703", 3),
            ("> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +CME ERROR: 704", 3),
            ("> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,0\n< +CME ERROR: 701", 3),
        ];
        let misses = [
            "> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,0",
            "> AT+MQTTPUB=1,\"t\",0,0,\"x\"\n< +CME ERROR: 703",
            "> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1",
        ];
        check("login-refused", truths, misses);
    }
}
