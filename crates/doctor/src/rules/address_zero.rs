//! The address is 0.0.0.0: the context is left over from an earlier session.

use fibocom_at::frame::Line;

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
use crate::seen::{Event, Seen};

pub(super) static RULE: Rule = Rule {
    id: "address-zero",
    severity: Severity::Error,
    screen: Screen::Network,
    explains: &["unreachable", "open-refused", "unopened", "status-zero"],
    watch: || Box::new(Watching::default()),
};

#[derive(Debug, Default)]
struct Watching {
    zero: Option<u64>,
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, _: &Known, out: &mut Out<'_>) {
        match &seen.event {
            Event::Line { raw, .. } => {
                let line = Line::of(raw);
                if !matches!(line.tag(), Some("+MIPCALL" | "+CGPADDR")) {
                    return;
                }
                let values = line.values();
                match (line.tag(), values.first().map(String::as_str), values.get(1)) {
                    (Some("+MIPCALL" | "+CGPADDR"), Some("1"), Some(address)) => {
                        self.zero = (address.trim_matches('"') == "0.0.0.0").then_some(seen.line);
                    }
                    // What comes unasked has the address alone.
                    (Some("+MIPCALL"), Some(address), None) if address.trim_matches('"') == "0.0.0.0" => {
                        self.zero = Some(seen.line);
                    }
                    (Some("+MIPCALL"), ..) => self.zero = None,
                    _ => {}
                }
            }
            Event::Command(_) if seen.done("+MIPCALL").next().is_some() => self.zero = None,
            Event::Command(_) if seen.done("+MQTTOPEN").next().is_some() => {
                if let Some(line) = self.zero.take() {
                    out.find(&[line, seen.line], &[]);
                }
            }
            Event::End => {
                if let Some(line) = self.zero {
                    out.find(&[line], &[]);
                }
            }
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
            ("> AT+MIPCALL?\n< +MIPCALL: 1,0.0.0.0\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,0", 2),
            ("> AT+CGPADDR=1\n< +CGPADDR: 1,\"0.0.0.0\"\n< OK", 2),
            ("> AT+MIPCALL?\n< +MIPCALL: 1,0.0.0.0\n< OK", 2),
        ];
        let misses = [
            "> AT+MIPCALL?\n< +MIPCALL: 1,0.0.0.0\n< OK\n> AT+MIPCALL=0\n< OK",
            "> AT+MIPCALL?\n< +MIPCALL: 0,0.0.0.0,0.0.0.0,0.0.0.0\n< OK",
            "> AT+MIPCALL?\n< +MIPCALL: 1,10.0.0.1\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK",
        ];
        check("address-zero", truths, misses);
    }

    #[test]
    fn the_address_that_comes_unasked_counts_as_well() {
        let dialled = |address: &str| {
            format!("> AT+MIPCALL=1,\"cmnet\"\n< OK\n< +MIPCALL: {address}\n> AT+MQTTOPEN=1,\"h\",1883,1,60\n< OK\n< +MQTTOPEN: 1,0")
        };
        let line = |address: &str| finding("address-zero", &dialled(address)).and_then(|found| found.lines.first().copied());
        assert_eq!((line("0.0.0.0"), line("10.0.0.1"), line("0")), (Some(3), None, None));
    }

    #[test]
    fn only_a_client_that_is_opened_goes_on_without_an_address() {
        let asks = |address: &str| format!("> AT+MIPCALL?\n< +MIPCALL: 1,{address}\n< OK\n");
        let other = "> AT+CSQ\n< +CSQ: 20,99\n< OK\n";
        let log = [asks("0.0.0.0"), other.to_owned(), asks("10.0.0.1")].concat();
        assert_eq!(finding("address-zero", &log), None, "{log}");
    }
}
