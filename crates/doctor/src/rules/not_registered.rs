//! The module is not registered with a network, and the program goes on; or the network does not accept it.

use std::collections::BTreeMap;

use fibocom_at::codes::BreakCause;
use fibocom_at::commands::Typed;
use fibocom_at::frame::{Line, int};
use fibocom_at::urc::Urc;
use fibocom_at::{Form, Role};

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::{Addressed, Known};
use crate::seen::{Event, Seen};

pub(super) static RULE: Rule = Rule {
    id: "not-registered",
    severity: Severity::Error,
    screen: Screen::Network,
    explains: &["no-address", "address-zero", "login-refused", "unreachable", "open-refused", "unopened", "status-zero", "no-user"],
    watch: || Box::new(Watching::default()),
};

#[derive(Debug, Default)]
struct Watching {
    /// What each kind of registration said last, and where.
    said: BTreeMap<String, (u32, u64)>,
    /// A command that needs the network, sent without it.
    went_on: Option<u64>,
    /// Whether a client opened, or a message came: whatever the registration says, the module is in a network.
    is_online: bool,
    fired: bool,
}

const NAMES: [&str; 4] = ["+CREG", "+CGREG", "+CEREG", "+C5GREG"];

/// What needs the network.
const DIALS: [&str; 2] = ["+MIPCALL", "+CGACT"];

/// The network does not accept the module: that is no state on the way (3GPP TS 27.007, 7.2).
const DENIED: u32 = 3;

/// Home, and roaming: what has data service (3GPP TS 27.007, 7.2).
const REGISTERED: [u32; 2] = [1, 5];

impl Watching {
    /// The state and its line, where no registration has data service. A SIM for data alone may never register for calls, and has an
    /// address all the same.
    fn missing(&self, known: &Known) -> Option<(u32, u64)> {
        if self.is_online || known.has_address() {
            return None;
        }
        let last = self.said.values().max_by_key(|(_, line)| *line).copied()?;
        self.said.values().all(|(state, _)| !REGISTERED.contains(state)).then_some(last)
    }
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, known: &Known, out: &mut Out<'_>) {
        match &seen.event {
            Event::Line { raw, .. } if Addressed::of(raw).is_some_and(|addressed| addressed.has_one) => self.went_on = None,
            Event::Line { raw, role: Role::Response | Role::Unsolicited, .. } => {
                let line = Line::of(raw);
                let Some(name) = line.tag().filter(|tag| NAMES.contains(tag)) else { return };
                let values = line.values();
                let place = usize::from(line.has_mode_before_state());
                if let Some(state) = int(&values, place) {
                    let before = self.said.insert(name.to_owned(), (state, seen.line));
                    if REGISTERED.contains(&state) {
                        self.went_on = None;
                    } else if before.is_some_and(|(before, _)| REGISTERED.contains(&before)) {
                        self.is_online = false;
                    }
                }
            }
            Event::Command(command) if self.missing(known).is_some() => {
                let needs = |typed: &Typed| {
                    typed.form == Form::Set
                        && (typed.name == "+MQTTOPEN" || DIALS.contains(&typed.name.as_str()) && typed.text(0) == Some("1"))
                };
                if command.typed.iter().any(needs) {
                    self.went_on = self.went_on.or(Some(seen.line));
                }
            }
            Event::Ended(ended) if ended.result.is_ok() && ended.does("+MQTTOPEN") => (self.is_online, self.went_on) = (true, None),
            Event::Message(_) => (self.is_online, self.went_on) = (true, None),
            Event::Code(Urc::Broken(_, BreakCause::LinkDown | BreakCause::NotRegistered)) => self.is_online = false,
            // What it said is over; that the network does not accept it is not.
            _ if seen.restarts() => {
                (self.is_online, self.went_on) = (false, None);
                self.said.retain(|_, (state, _)| *state == DENIED);
            }
            Event::Ended(ended) if ended.result.is_err() && (ended.does("+MQTTOPEN") || DIALS.iter().any(|name| ended.does(name))) => {
                if let (Some(line), Some((state, said))) = (self.went_on, self.missing(known)) {
                    self.fired = true;
                    out.find(&[said, line], &[("state", u64::from(state).into())]);
                    self.went_on = None;
                }
            }
            Event::End if !self.fired => {
                let Some((state, said)) = self.missing(known) else { return };
                let lines: Vec<u64> = [said].into_iter().chain(self.went_on).collect();
                if self.went_on.is_some() || state == DENIED {
                    out.find(&lines, &[("state", u64::from(state).into())]);
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
            ("> AT+CREG?\n< +CREG: 0,2\n< OK\n> AT+MIPCALL=1,\"a\"\n< ERROR", 2),
            ("> AT+CEREG?\n< +CEREG: 0,3\n< OK\n> AT+MIPCALL=1\n< OK", 2),
            ("> AT+CREG?\n< +CREG: 0,0\n< OK\n> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,0", 2),
        ];
        let misses = [
            "> AT+CREG?\n< +CREG: 0,2\n< OK\n> AT+CREG?\n< +CREG: 0,1\n< OK\n> AT+MIPCALL=1\n< OK",
            "> AT+CREG?\n< +CREG: 0,0\n< OK\n> AT+CEREG?\n< +CEREG: 0,5\n< OK\n> AT+MIPCALL=1\n< ERROR",
            "> AT+CREG?\n< +CREG: 0,2\n< OK",
        ];
        check("not-registered", truths, misses);
    }

    #[test]
    fn a_network_that_does_not_accept_the_module_is_told_where_the_program_stops_there() {
        let truths = [
            ("> AT+CEREG?\n< +CEREG: 0,3\n< OK", 2),
            ("> AT+CREG?\n< +CREG: 0,2\n< OK\n> AT+CREG?\n< +CREG: 0,3\n< OK", 5),
            ("< +CEREG: 3", 1),
        ];
        let misses = [
            "> AT+CEREG?\n< +CEREG: 0,3\n< OK\n> AT+CEREG?\n< +CEREG: 0,1\n< OK",
            "> AT+CREG?\n< +CREG: 0,3\n< OK\n> AT+CEREG?\n< +CEREG: 0,5\n< OK",
            "> AT+CEREG?\n< +CEREG: 0,2\n< OK",
        ];
        check("not-registered", truths, misses);
    }

    #[test]
    fn only_what_needs_the_network_goes_on_without_it() {
        let cases = [
            ("> AT+CREG?\n< +CREG: 0,2\n< OK\n> AT+MQTTOPEN=1,\"h\",1883,1,60\n< OK\n< +MQTTOPEN: 1,0", Some(2)),
            ("> AT+CREG?\n< +CREG: 0,2\n< OK\n> AT+CMEE=1\n< OK", None),
            ("> AT+CREG?\n< +CREG: 0,2\n< OK\n> AT+MIPCALL=0\n< OK", None),
            ("> AT+CREG?\n< +CREG: 0,2\n< OK\n> AT+MIPCALL=1\n< OK\n> AT+CREG?\n< +CREG: 0,2\n< OK\n", Some(7)),
            // It went on, and that failed, though the network came later.
            ("> AT+CREG?\n< +CREG: 0,2\n< OK\n> AT+MIPCALL=1\n< ERROR\n< +CREG: 1", Some(2)),
            ("> AT+CREG?\n< +CREG: 0,2\n< OK\n> AT+MIPCALL=1\n< OK\n< +CREG: 1", None),
            ("> AT+CREG?\n< +CREG: 0,2\n< OK\n> AT+MIPCALL=1\n< OK\n> AT+FOO\n< ERROR\n< +CREG: 1", None),
        ];
        finds("not-registered", &cases);
    }

    /// An L610 with a SIM for data alone says so while it is online.
    #[test]
    fn whoever_has_an_address_is_in_a_network() {
        let refused = "> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"h\",1883,1,60\n< OK\n< +CME ERROR: 704\n";
        let not = "> AT+CREG?\n< +CREG: 0,0\n< OK\n";
        let dials = "> AT+MIPCALL=1\n< OK\n";
        for (address, is_found) in [
            ("< +MIPCALL: 10.0.0.7\n", false),
            ("< +MIPCALL: 10.0.0.7,2001:db8::7\n", false),
            ("> AT+MIPCALL?\n< +MIPCALL: 1,10.0.0.7\n< OK\n", false),
            ("> AT+CGPADDR=1\n< +CGPADDR: 1,\"10.85.71.198\"\n< OK\n", false),
            ("> AT+CGPADDR=1\n< +CGPADDR: 1,\"0.0.0.0\"\n< OK\n", true),
            ("> AT+CGPADDR\n< +CGPADDR: 1,\"10.0.0.7\"\n< +CGPADDR: 2,\"0.0.0.0\"\n< OK\n", false),
            ("> AT+MIPCALL?\n< +MIPCALL: 0\n< OK\n", true),
            ("< +MIPCALL: 10.0.0.7\n< +MIPCALL: 0\n", true),
            ("< +MIPCALL: 10.0.0.7\n> AT+MIPCALL=0\n< OK\n", true),
            ("< +MIPCALL: 10.0.0.7\n> AT+CFUN=0\n< OK\n", true),
            ("< +MIPCALL: 10.0.0.7\n> AT+CFUN=1\n< OK\n", false),
            ("", true),
        ] {
            for before in [[not, dials, address], [dials, address, not]] {
                let log = [before.concat().as_str(), not, refused].concat();
                assert_eq!(finding("not-registered", &log).is_some(), is_found, "{log}");
            }
            let log = [dials, address, "< AT command ready\n", not, refused].concat();
            assert!(finding("not-registered", &log).is_some(), "{log}");
        }
        let first = |log: &str| crate::diagnose(log.as_bytes()).findings.first().map(|finding| finding.rule.id);
        assert_eq!(first(&[not, dials, "< +MIPCALL: 10.0.0.7\n", refused].concat()), Some("login-refused"));
    }

    #[test]
    fn a_client_that_opened_was_in_a_network_until_that_was_lost() {
        let open = "> AT+MQTTOPEN=1,\"h\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n";
        let fails = "> AT+MQTTOPEN=1,\"h\",1883,1,60\n< OK\n< +MQTTOPEN: 1,0\n";
        let says = |state: u32| format!("> AT+CEREG?\n< +CEREG: 0,{state}\n< OK\n");
        for (before, is_found) in [
            ([says(2), open.to_owned()].concat(), false),
            ([says(2), "< +MQTTMSG: 1,0,\"t\",\"x\"\n".to_owned()].concat(), false),
            ([says(2), open.to_owned(), "< +MQTTBREAK: 1,1\n".to_owned()].concat(), false),
            ([says(2), open.to_owned(), "< +MQTTBREAK: 1,2\n".to_owned()].concat(), true),
            ([says(1), open.to_owned(), says(2)].concat(), true),
            ([says(2), open.to_owned(), "< AT command ready\n".to_owned(), says(2)].concat(), true),
            ([says(2), "< AT command ready\n".to_owned()].concat(), false),
            ([says(3), "< AT command ready\n".to_owned()].concat(), true),
        ] {
            let log = format!("{before}{fails}");
            assert_eq!(finding("not-registered", &log).is_some(), is_found, "{log}");
        }
    }

    #[test]
    fn a_network_of_the_fifth_generation_has_a_registration_of_its_own() {
        let cases = [
            ("> AT+CEREG?\n< +CEREG: 0,2\n< OK\n> AT+C5GREG?\n< +C5GREG: 0,1\n< OK\n> AT+MIPCALL=1\n< ERROR", None),
            ("> AT+C5GREG?\n< +C5GREG: 0,2\n< OK\n> AT+MIPCALL=1\n< ERROR", Some(2)),
            ("> AT+CGREG?\n< +CGREG: 0,2\n< OK\n> AT+CGACT=1,1\n< ERROR", Some(2)),
        ];
        finds("not-registered", &cases);
    }
}
