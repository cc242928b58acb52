//! The network gave no address: the dial failed, and nothing shows one.

use fibocom_at::frame::Line;
use fibocom_at::urc::Urc;

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
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
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, _: &Known, out: &mut Out<'_>) {
        match &seen.event {
            Event::Code(Urc::AddressAssigned(_)) => (self.failed, self.dialled) = (None, None),
            Event::Line { raw, .. } => {
                let line = Line::of(raw);
                let has_address = |value: &String| value.contains('.') && !value.contains("0.0.0.0");
                if matches!(line.tag(), Some("+MIPCALL" | "+CGPADDR")) {
                    let values = line.values();
                    if values.iter().any(has_address) {
                        (self.failed, self.dialled) = (None, None);
                    } else if line.tag() == Some("+MIPCALL") && values == ["0"] {
                        self.failed = self.failed.or(self.dialled);
                    }
                }
            }
            Event::Ended(ended) if ended.does("+MIPCALL") && ended.typed.text(0) != Some("0") => {
                if ended.refusal().is_some() {
                    self.failed = self.failed.or(Some(ended.line));
                } else if ended.result.is_ok() {
                    self.dialled = Some(ended.line);
                }
            }
            Event::Ended(ended) if ended.does("+MQTTOPEN") && ended.result.is_ok() => {
                (self.failed, self.dialled) = (None, None);
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
    use crate::rules::tests::{check, finds};

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
}
