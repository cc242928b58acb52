//! Wrong PINs are tried again and again: the SIM locks after the third.

use fibocom_at::codes::CmeError;
use fibocom_at::frame::Line;

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
use crate::seen::{Event, Seen};

pub(super) static RULE: Rule = Rule {
    id: "pin-tries",
    severity: Severity::Error,
    screen: Screen::Network,
    explains: &["sim-locked"],
    watch: || Box::new(Watching::default()),
};

#[derive(Debug, Default)]
struct Watching {
    /// The wrong ones. A restart does not give the tries back.
    wrong: Vec<u64>,
    /// Whether the SIM waits for its PIN, as far as it was asked.
    asks: bool,
}

/// More are not remembered: the SIM is locked by then.
const WRONG_MAX: usize = 16;

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, _: &Known, out: &mut Out<'_>) {
        match &seen.event {
            Event::Line { raw, .. } => {
                let line = Line::of(raw);
                let is_ready = line.tag() == Some("+CPIN") && line.rest() == b"READY";
                if is_ready || line.tag() == Some("+SIM READY") {
                    self.wrong.clear();
                }
                if line.tag() == Some("+CPIN") {
                    self.asks = line.rest() == b"SIM PIN";
                }
            }
            _ if seen.restarts() => self.asks = false,
            // With a second code, the first one is the PUK.
            Event::Ended(ended) if ended.does("+CPIN") && ended.typed.text(1).is_none() => {
                let is_wrong = match (ended.refusal(), ended.equipment()) {
                    (None, _) => {
                        if ended.result.is_ok() {
                            self.wrong.clear();
                        }
                        false
                    }
                    // Behind the last wrong one, the SIM asks for the PUK.
                    (_, Some(CmeError::IncorrectPassword | CmeError::SimPukRequired)) => true,
                    // No number says that it was wrong; but it was asked for, and is still asked for.
                    (_, Some(CmeError::SimPinRequired) | None) => self.asks,
                    _ => false,
                };
                if is_wrong && self.wrong.len() < WRONG_MAX {
                    self.wrong.push(ended.line);
                    if self.wrong.len() > 1 {
                        out.find(&self.wrong, &[("tries", (self.wrong.len() as u64).into())]);
                    }
                }
            }
            Event::Ended(ended) if ended.equipment() == Some(CmeError::SimPinRequired) => self.asks = true,
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
            ("> AT+CPIN=\"1111\"\n< +CME ERROR: 16\n> AT+CPIN=\"1112\"\n< +CME ERROR: 16", 1),
            ("> AT+CPIN?\n< +CPIN: SIM PIN\n< OK\n> AT+CPIN=\"1111\"\n< ERROR\n> AT+CPIN=\"1111\"\n< ERROR\n> AT+CPIN=\"1111\"\n< ERROR", 4),
            ("> AT+CPIN?\n< +CPIN: SIM PIN\n< OK\n> AT+CPIN=\"0000\"\n< +CME ERROR: 16\n> AT+CPIN=\"9999\"\n< +CME ERROR: 12", 4),
        ];
        let misses = [
            "> AT+CPIN=\"1111\"\n< +CME ERROR: 16\n> AT+CPIN=\"1234\"\n< OK",
            "> AT+CPIN=\"1111\"\n< +CME ERROR: 16",
            "> AT+CPIN?\n< +CME ERROR: 10\n> AT+CPIN?\n< +CME ERROR: 10",
        ];
        check("pin-tries", truths, misses);
    }

    #[test]
    fn only_a_pin_that_is_asked_for_and_said_to_be_wrong_counts() {
        let tries = |answer: &str| format!("> AT+CPIN=\"1111\"\n< {answer}\n").repeat(2);
        let asks = "> AT+CPIN?\n< +CPIN: SIM PIN\n< OK\n";
        for (before, answer, is_found) in [
            ("", "+CME ERROR: 16", true),
            ("", "+CME ERROR: incorrect password", true),
            ("", "+CME ERROR: 12", true),
            // It cannot be told: the SIM may be ready, or busy, or not there.
            ("", "ERROR", false),
            ("", "+CME ERROR: 3", false),
            (asks, "+CME ERROR: 14", false),
            (asks, "+CME ERROR: 10", false),
            (asks, "ERROR", true),
            (asks, "+CME ERROR: 11", true),
            ("", "+CME ERROR: 11", false),
            ("> AT+CREG?\n< +CME ERROR: 11\n", "ERROR", true),
            ("> AT+CPIN?\n< +CPIN: SIM PIN\n< OK\n< AT command ready\n", "ERROR", false),
            ("> AT+CPIN?\n< +CPIN: READY\n< OK\n", "ERROR", false),
            ("> AT+CPIN?\n< +CPIN: SIM PUK\n< OK\n", "ERROR", false),
            ("> AT+CPIN?\n< +CPIN: SIM PIN2\n< OK\n", "ERROR", false),
        ] {
            let log = format!("{before}{}", tries(answer));
            assert_eq!(finding("pin-tries", &log).is_some(), is_found, "{log}");
        }
    }

    #[test]
    fn a_sim_that_is_ready_between_gives_the_tries_back_and_a_restart_does_not() {
        let wrong = "> AT+CPIN=\"1111\"\n< +CME ERROR: 16\n";
        for (between, is_found) in [
            ("", true),
            ("> AT+CPIN?\n< +CPIN: READY\n< OK\n", false),
            ("< +CPIN: READY\n", false),
            ("< +SIM READY\n", false),
            ("> AT+CPIN=\"1234\"\n< OK\n", false),
            ("> AT+CPIN?\n< +CPIN: SIM PIN\n< OK\n", true),
            ("< AT command ready\n", true),
            ("> AT+CSQ\n< +CSQ: 20,99\n< OK\n", true),
            ("> AT+CSQ\n", true),
        ] {
            let log = [wrong, between, wrong].concat();
            assert_eq!(finding("pin-tries", &log).is_some(), is_found, "{log}");
        }
        // The PUK and a new PIN.
        let puk = "> AT+CPIN=\"12345678\",\"1111\"\n< +CME ERROR: 16\n".repeat(2);
        assert_eq!(finding("pin-tries", &puk), None);
    }
}
