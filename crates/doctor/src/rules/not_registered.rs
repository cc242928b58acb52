//! The module is not registered with a network, and the program goes on; or the network does not accept it.

use std::collections::BTreeMap;

use fibocom_at::commands::Typed;
use fibocom_at::frame::{Line, int};
use fibocom_at::{Form, Role};

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
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
    fired: bool,
}

const NAMES: [&str; 3] = ["+CREG", "+CGREG", "+CEREG"];

/// The network does not accept the module: that is no state on the way (3GPP TS 27.007, 7.2).
const DENIED: u32 = 3;

/// Home, and roaming: what has data service (3GPP TS 27.007, 7.2).
const REGISTERED: [u32; 2] = [1, 5];

impl Watching {
    /// The state and its line, where no registration has data service.
    fn missing(&self) -> Option<(u32, u64)> {
        let last = self.said.values().max_by_key(|(_, line)| *line).copied()?;
        self.said.values().all(|(state, _)| !REGISTERED.contains(state)).then_some(last)
    }
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, _: &Known, out: &mut Out<'_>) {
        match &seen.event {
            Event::Line { raw, role: Role::Response | Role::Unsolicited, .. } => {
                let line = Line::of(raw);
                let Some(name) = line.tag().filter(|tag| NAMES.contains(tag)) else { return };
                let values = line.values();
                let place = usize::from(line.has_mode_before_state());
                if let Some(state) = int(&values, place) {
                    self.said.insert(name.to_owned(), (state, seen.line));
                    if REGISTERED.contains(&state) {
                        self.went_on = None;
                    }
                }
            }
            Event::Command(command) if self.missing().is_some() => {
                let needs = |typed: &Typed| {
                    typed.form == Form::Set
                        && (typed.name == "+MQTTOPEN"
                            || matches!(typed.name.as_str(), "+MIPCALL" | "+CGACT") && typed.text(0) == Some("1"))
                };
                if command.typed.iter().any(needs) {
                    self.went_on = self.went_on.or(Some(seen.line));
                }
            }
            Event::Ended(ended) if ended.result.is_ok() && ended.does("+MQTTOPEN") => self.went_on = None,
            Event::Ended(ended) if ended.result.is_err() && ["+MIPCALL", "+CGACT", "+MQTTOPEN"].iter().any(|name| ended.does(name)) => {
                if let (Some(line), Some((state, said))) = (self.went_on, self.missing()) {
                    self.fired = true;
                    out.find(&[said, line], &[("state", u64::from(state).into())]);
                    self.went_on = None;
                }
            }
            Event::End if !self.fired => {
                let Some((state, said)) = self.missing() else { return };
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
    use crate::rules::tests::{check, finds};

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
}
