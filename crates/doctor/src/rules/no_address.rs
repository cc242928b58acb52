//! The network gave no address: the dial failed, and nothing shows one.

use fibocom_at::Role;
use fibocom_at::urc::Urc;

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::{Addressed, Known, first_number};
use crate::seen::{Event, Seen};

pub(super) static RULE: Rule = Rule {
    id: "no-address",
    severity: Severity::Error,
    screen: Screen::Network,
    explains: &["unreachable", "open-refused", "unopened", "status-zero", "no-user"],
    watch: || Box::new(Watching::default()),
};

#[derive(Debug, Default)]
struct Watching {
    /// A dial that was refused, or brought no address before the client was opened.
    failed: Option<u64>,
    dialled: Option<u64>,
    /// The line in which the module said, when it was asked, that it has none.
    shown: Option<u64>,
}

impl Watching {
    /// It has an address.
    fn clear(&mut self) {
        *self = Self::default();
    }
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, known: &Known, out: &mut Out<'_>) {
        match &seen.event {
            Event::Code(Urc::AddressAssigned(_)) => self.clear(),
            Event::Line { role, raw, .. } => {
                if Addressed::of(raw).is_some_and(|addressed| addressed.has_one) {
                    self.clear();
                } else if first_number(raw, "+MIPCALL") == Some(0) {
                    self.failed = self.failed.or(self.dialled);
                    self.shown = self.shown.or(Some(seen.line).filter(|_| *role == Role::Response));
                }
            }
            Event::Ended(ended) if ended.does("+MIPCALL") && ended.typed.text(0) != Some("0") => {
                // A module that is online already refuses to dial, and stays online.
                if ended.refusal().is_some() && !known.has_address() {
                    self.failed = self.failed.or(Some(ended.line));
                } else if ended.result.is_ok() {
                    self.dialled = Some(ended.line);
                }
            }
            Event::Ended(ended) if ended.does("+MQTTOPEN") && ended.result.is_ok() => {
                self.clear();
            }
            // Opened without a dial, though the module says that it needs one.
            Event::Ended(ended) if ended.does("+MQTTOPEN") && self.failed.is_none() => {
                if let Some(shown) = self.shown.take_if(|_| ended.refusal().is_some() && self.dialled.is_none()) {
                    out.find(&[shown, ended.line], &[]);
                }
            }
            Event::End => {
                if let Some(line) = self.failed {
                    out.find(&[line], &[]);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check, finding, finds};

    #[test]
    fn its_logs() {
        let truths = [
            ("> AT+MIPCALL=1,\"wrong\"\n< ERROR", 1),
            ("> AT+MIPCALL=1,\"wrong\"\n< OK\n> AT+MIPCALL?\n< +MIPCALL: 0\n< OK", 1),
            ("> AT+MIPCALL=1,\"wrong\"\n< +CME ERROR: 30\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,0", 1),
        ];
        let misses = [
            "> AT+MIPCALL=1,\"a\"\n< ERROR\n> AT+MIPCALL?\n< +MIPCALL: 1,10.0.0.7\n< OK",
            "> AT+MIPCALL=1,\"a\"\n< OK\n< +MIPCALL: 10.0.0.7",
            "> AT+MIPCALL=0\n< ERROR",
        ];
        check("no-address", truths, misses);
    }

    #[test]
    fn an_address_of_nothing_but_zeros_is_another_rules() {
        let cases = [
            ("> AT+MIPCALL=1,\"a\"\n< OK\n> AT+MIPCALL?\n< +MIPCALL: 1,0.0.0.0\n< OK", None),
        ];
        finds("no-address", &cases);
    }

    #[test]
    fn a_module_that_is_online_refuses_to_dial_and_that_is_no_failure() {
        let refused = "> AT+MIPCALL=1,\"cmnet\"\n< ERROR\n";
        let asks = "> AT+CGPADDR=1\n< +CGPADDR: 1,\"10.85.71.198\"\n< OK\n";
        for (before, is_found) in [
            (asks.to_owned(), false),
            ("< +MIPCALL: 10.0.0.7\n".to_owned(), false),
            ("> AT+MIPCALL?\n< +MIPCALL: 1,10.0.0.7\n< OK\n".to_owned(), false),
            ("> AT+MIPCALL?\n< +MIPCALL: 1,2001:db8::7\n< OK\n".to_owned(), false),
            ("> AT+MIPCALL?\n< +MIPCALL: 1,0.0.0.0\n< OK\n".to_owned(), true),
            ([asks, "< +MIPCALL: 0\n"].concat(), true),
            ([asks, "< AT command ready\n"].concat(), true),
            ([asks, "> AT+MIPCALL=0\n< OK\n"].concat(), true),
            ([asks, "> AT+MIPCALL=0\n< ERROR\n"].concat(), false),
            (String::new(), true),
        ] {
            let log = format!("{before}{refused}");
            // What stays on and has no address is told by another rule, which does not explain this one.
            assert_eq!(finding("no-address", &log).is_some(), is_found, "{log}");
        }
    }

    #[test]
    fn a_client_that_is_opened_without_a_dial_has_no_address_either() {
        let asks = "> AT+MIPCALL?\n< +MIPCALL: 0\n< OK\n";
        let open = |result: &str| format!("> AT+MQTTOPEN=1,\"h\",1883,1,60\n< {result}\n");
        for (log, line) in [
            ([asks, &open("ERROR")].concat(), Some(2)),
            ([asks, &open("OK\n< +MQTTOPEN: 1,0")].concat(), Some(2)),
            ([asks, &open("OK\n< +MQTTOPEN: 1,1")].concat(), None),
            ([asks, "> AT+MIPCALL=1\n< OK\n< +MIPCALL: 10.0.0.7\n", &open("ERROR")].concat(), None),
            ([asks, "> AT+MIPCALL=1\n< OK\n", &open("ERROR")].concat(), None),
            ([asks, "< +MIPCALL: 10.0.0.7\n", &open("ERROR")].concat(), None),
            (["> AT+MIPCALL=0\n< OK\n< +MIPCALL: 0\n", &open("ERROR")].concat(), None),
            (asks.to_owned(), None),
            ([asks, "> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< ERROR"].concat(), None),
        ] {
            finds("no-address", &[(&log, line)]);
        }
    }

    #[test]
    fn a_dial_that_brings_nothing_and_one_behind_a_restart_are_failures() {
        let cases = [
            ("> AT+MIPCALL=1,\"a\"\n< OK\n< +MIPCALL: 0,0.0.0.0,0.0.0.0,0.0.0.0", Some(1)),
            ("> AT+MIPCALL=1,\"a\"\n< ERROR\n> AT+MQTTOPEN=1,\"h\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1", None),
            ("> AT+CSQ\n< ERROR", None),
        ];
        finds("no-address", &cases);
    }
}
