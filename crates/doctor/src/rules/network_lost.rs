//! The module lost the network while it was in use: the registration ended, and the session with it.

use fibocom_at::codes::BreakCause;
use fibocom_at::urc::Urc;

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
use crate::seen::{Event, Seen};

pub(super) static RULE: Rule = Rule {
    id: "network-lost",
    severity: Severity::Error,
    screen: Screen::Network,
    explains: &[
        "address-lost", "unreachable", "open-refused", "unopened", "session-gone", "no-address", "status-zero", "no-user", "not-registered",
    ],
    watch: || Box::new(Watching),
};

#[derive(Debug)]
struct Watching;

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, _: &Known, out: &mut Out<'_>) {
        if let Event::Code(Urc::Broken(_, BreakCause::NotRegistered)) = &seen.event {
            out.find(&[seen.line], &[]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;

    #[test]
    fn its_logs() {
        let truths = [
            ("> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< OK\n< +MQTTPUB: 1,1\n< +MQTTBREAK: 1,3\n> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< +CME ERROR: 767", 4),
            ("> AT+CSQ\n< +CSQ: 9,99\n< OK\n< +MQTTBREAK: 1,3\n< +MIPCALL: 0", 4),
            ("> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< OK\n< +MQTTBREAK: 1,3\n> AT+MIPCALL=1,\"cmnet\"\n< ERROR", 3),
        ];
        let misses = [
            "> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< OK\n< +MQTTBREAK: 1,2",
            "> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< OK\n< +MQTTBREAK: 1,1",
            "> AT+MQTTPUB=1,\"t\",1,0,\"+MQTTBREAK: 1,3\"\n< OK\n< +MQTTPUB: 1,1",
        ];
        check("network-lost", truths, misses);
    }
}
