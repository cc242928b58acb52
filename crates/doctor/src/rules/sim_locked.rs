//! The SIM waits for its PIN or PUK, and never gets it.

use fibocom_at::codes::CmeError;
use fibocom_at::frame::Line;

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
use crate::seen::{Event, Seen};

pub(super) static RULE: Rule = Rule {
    id: "sim-locked",
    severity: Severity::Error,
    screen: Screen::Network,
    explains: &["not-registered", "no-address", "address-zero", "no-user", "login-refused", "unreachable", "open-refused", "unopened", "status-zero"],
    watch: || Box::new(Watching::default()),
};

#[derive(Debug, Default)]
struct Watching {
    asked: Vec<u64>,
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, _: &Known, out: &mut Out<'_>) {
        let asks = match &seen.event {
            Event::Line { raw, .. } => {
                let line = Line::of(raw);
                if line.tag() != Some("+CPIN") {
                    if line.tag() == Some("+SIM READY") {
                        self.asked.clear();
                    }
                    return;
                }
                if line.rest().starts_with(b"READY") {
                    self.asked.clear();
                }
                line.rest().starts_with(b"SIM PIN") || line.rest().starts_with(b"SIM PUK")
            }
            Event::Ended(ended) if ended.does("+CPIN") => {
                if ended.result.is_ok() {
                    self.asked.clear();
                }
                false
            }
            Event::Ended(ended) => matches!(ended.equipment(), Some(CmeError::SimPinRequired | CmeError::SimPukRequired)),
            Event::End if !self.asked.is_empty() => {
                out.find(&self.asked, &[]);
                false
            }
            _ => false,
        };
        if asks && self.asked.len() < 8 {
            self.asked.push(seen.line);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check, finds};

    #[test]
    fn its_logs() {
        let truths = [
            ("> AT+CPIN?\n< +CPIN: SIM PIN\n< OK\n> AT+CREG?\n< +CREG: 0,0\n< OK", 2),
            ("> AT+CREG?\n< +CME ERROR: 11", 2),
            ("> AT+CPIN?\n< +CPIN: SIM PUK\n< OK", 2),
        ];
        let misses = [
            "> AT+CPIN?\n< +CPIN: SIM PIN\n< OK\n> AT+CPIN=\"1234\"\n< OK",
            "> AT+CPIN?\n< +CPIN: READY\n< OK",
            "> AT+CPIN?\n< +CPIN: SIM PIN\n< OK\n< +SIM READY",
        ];
        check("sim-locked", truths, misses);
    }

    #[test]
    fn a_sim_that_is_ready_later_was_not_locked() {
        let cases = [
            ("> AT+CPIN?\n< +CPIN: SIM PIN\n< OK\n> AT+CPIN?\n< +CPIN: READY\n< OK", None),
            ("> AT+CPIN?\n< +CPIN: SIM PIN\n< OK\n> AT+CPIN?\n< +CPIN: SIM PIN\n< OK", Some(2)),
            // Numbers and words say the same.
            ("> AT+CREG?\n< +CME ERROR: 12", Some(2)),
            ("> AT+CREG?\n< +CME ERROR: SIM PIN required", Some(2)),
            ("> AT+CREG?\n< +CME ERROR: SIM PUK required", Some(2)),
            ("> AT+CREG?\n< +CME ERROR: SIM busy", None),
        ];
        finds("sim-locked", &cases);
    }
}
