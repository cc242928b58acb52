//! The network took the address away, or the module lost the network: the session ended with it, and nobody had asked for that.

use fibocom_at::codes::BreakCause;
use fibocom_at::urc::Urc;

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
use crate::seen::{Event, Seen};

pub(super) static RULE: Rule = Rule {
    id: "address-lost",
    severity: Severity::Error,
    screen: Screen::Network,
    explains: &["unreachable", "open-refused", "unopened", "session-gone", "no-address", "status-zero", "no-user"],
    watch: || Box::new(Watching::default()),
};

#[derive(Debug, Default)]
struct Watching {
    /// Whether this program told the module to hang up: then the code is its confirmation.
    hung_up: bool,
    /// The line that gave the address.
    has_address: Option<u64>,
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, _: &Known, out: &mut Out<'_>) {
        match &seen.event {
            Event::Command(_) => {
                for typed in seen.done("+MIPCALL") {
                    self.hung_up = typed.text(0) == Some("0");
                }
            }
            Event::Code(Urc::AddressAssigned(_)) => (self.has_address, self.hung_up) = (Some(seen.line), false),
            Event::Code(Urc::Broken(_, BreakCause::LinkDown)) if !self.hung_up => {
                self.has_address = None;
                out.find(&[seen.line], &[]);
            }
            Event::Code(Urc::AddressLost) if self.has_address.take().is_some() && !self.hung_up => {
                out.find(&[seen.line], &[]);
            }
            Event::Restarted => self.has_address = None,
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
            ("> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< OK\n< +MQTTPUB: 1,1\n< +MQTTBREAK: 1,2\n> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< +CME ERROR: 767", 4),
            ("> AT+MIPCALL=1,\"cmnet\"\n< OK\n< +MIPCALL: 10.0.0.7\n> AT+CSQ\n< +CSQ: 20,99\n< OK\n< +MIPCALL: 0", 7),
            ("I (1) at: RX +MIPCALL: 10.0.0.7\nI (2) at: TX AT+CSQ\nI (3) at: RX +CSQ: 20,99\nI (4) at: RX OK\nI (9) at: RX +MQTTBREAK: 1,2\nI (9) at: RX +MIPCALL: 0", 5),
        ];
        let misses = [
            "> AT+MIPCALL=1,\"cmnet\"\n< OK\n< +MIPCALL: 10.0.0.7\n> AT+MIPCALL=0\n< OK\n< +MIPCALL: 0",
            "> AT+MIPCALL=1,\"wrong\"\n< OK\n< +MIPCALL: 0",
            "> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< OK\n< +MQTTBREAK: 1,1",
        ];
        check("address-lost", truths, misses);
    }
}
