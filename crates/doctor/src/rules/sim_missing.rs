//! There is no SIM, or the module does not see it.

use fibocom_at::codes::CmeError;
use fibocom_at::frame::Line;
use fibocom_at::Role;
use fibocom_at::reply::Rejection;
use fibocom_at::urc::Urc;
use fibocom_at::{Failure, Form};

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
use crate::seen::{Event, Seen};

pub(super) static RULE: Rule = Rule {
    id: "sim-missing",
    severity: Severity::Error,
    screen: Screen::Network,
    explains: &["not-registered", "no-address", "address-zero", "no-user", "login-refused", "unreachable", "open-refused", "unopened", "status-zero", "weak-signal", "sim-locked"],
    watch: || Box::new(Watching::default()),
};

#[derive(Debug, Default)]
struct Watching {
    missing: Vec<u64>,
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, _: &Known, out: &mut Out<'_>) {
        let is_missing = match &seen.event {
            Event::Code(Urc::SimGone) => true,
            // Whoever got an address has a SIM.
            Event::Code(Urc::AddressAssigned(_)) => {
                self.missing.clear();
                false
            }
            // While it starts it says that the SIM is not ready: what it says then counts.
            Event::Code(Urc::Started) | Event::Restarted => {
                self.missing.clear();
                false
            }
            Event::Code(Urc::Notice(text)) if text == "RDY" => {
                self.missing.clear();
                false
            }
            Event::Ended(ended) => {
                let said = matches!(ended.equipment(), Some(CmeError::SimNotInserted | CmeError::SimFailure | CmeError::SimWrong));
                // Some series refuse the query without a number.
                let plain = ended.typed.name == "+CPIN"
                    && ended.typed.form == Form::Read
                    && matches!(ended.result, Err(Failure::Rejected(Rejection::Plain)));
                said || plain
            }
            Event::Line { role, raw, .. } => {
                let line = Line::of(raw);
                let rest = line.rest();
                if line.tag() == Some("+CPIN") && rest.starts_with(b"READY") || line.tag() == Some("+SIM READY") {
                    self.missing.clear();
                }
                // A module that starts says for a moment that the SIM is not ready.
                let is_answer = *role == Role::Response;
                line.tag() == Some("+CPIN") && (rest.starts_with(b"NOT INSERTED") || is_answer && rest.starts_with(b"NOT READY"))
            }
            Event::End if !self.missing.is_empty() => {
                out.find(&self.missing, &[]);
                false
            }
            _ => false,
        };
        if is_missing && self.missing.len() < 8 {
            self.missing.push(seen.line);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check, finds};

    #[test]
    fn its_logs() {
        let truths = [
            ("> AT+CPIN?\n< +CME ERROR: 10", 2),
            ("> AT+CPIN?\n< +CPIN: NOT INSERTED\n< OK", 2),
            ("> AT\n< OK\n< +SIM DROP", 3),
        ];
        let misses = [
            "> AT+CPIN?\n< +CPIN: READY\n< OK",
            "> AT+CPIN?\n< +CME ERROR: 14",
            "> AT+CPIN?\n< +CME ERROR: 10\n< +SIM READY\n> AT+CPIN?\n< +CPIN: READY\n< OK",
        ];
        check("sim-missing", truths, misses);
    }

    #[test]
    fn each_way_to_say_that_there_is_none_is_known_and_each_to_say_that_there_is_one() {
        let cases = [
            ("> AT+CPIN?\n< ERROR", Some(2)),
            ("> AT+CPIN?\n< +CME ERROR: SIM not inserted", Some(2)),
            ("> AT+CREG?\n< ERROR", None),
            ("> AT+CPIN=\"1234\"\n< ERROR", None),
            ("> AT+CPIN?\n< +CPIN: NOT READY\n< OK", Some(2)),
            ("> AT\n< OK\n< +CPIN: NOT READY", None),
            ("> AT+CPIN?\n< +CPIN: NOT INSERTED\n< OK\n> AT+CPIN?\n< +CPIN: NOT INSERTED\n< OK", Some(2)),
            ("> AT+CPIN?\n< +CME ERROR: 10\n< +MIPXOFF: 1", Some(2)),
            ("> AT+CPIN?\n< +CME ERROR: 10\n< RDY", None),
            ("> AT+CPIN?\n< +CME ERROR: 10\n> AT+CPIN?\n< +CPIN: READY\n< OK", None),
            ("> AT+CPIN?\n< +CME ERROR: 10\n< +SIM READY", None),
        ];
        finds("sim-missing", &cases);
    }
}
