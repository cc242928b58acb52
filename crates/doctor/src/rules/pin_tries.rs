//! Wrong PINs are tried again and again: the SIM locks after the third.

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
use crate::seen::Seen;

pub(super) static RULE: Rule = Rule {
    id: "pin-tries",
    severity: Severity::Error,
    screen: Screen::Network,
    explains: &["sim-locked"],
    watch: || Box::new(Watching::default()),
};

#[derive(Debug, Default)]
struct Watching {
    wrong: Vec<u64>,
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, _: &Known, out: &mut Out<'_>) {
        let Some(ended) = seen.ended().filter(|ended| ended.does("+CPIN")) else { return };
        if ended.result.is_ok() {
            self.wrong.clear();
        } else if ended.refusal().is_some() {
            self.wrong.push(ended.line);
            if self.wrong.len() > 1 {
                out.find(&self.wrong, &[("tries", (self.wrong.len() as u64).into())]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;

    #[test]
    fn its_logs() {
        let truths = [
            ("> AT+CPIN=\"1111\"\n< +CME ERROR: 16\n> AT+CPIN=\"1112\"\n< +CME ERROR: 16", 1),
            ("> AT+CPIN=\"1111\"\n< ERROR\n> AT+CPIN=\"1111\"\n< ERROR\n> AT+CPIN=\"1111\"\n< ERROR", 1),
            ("> AT+CPIN?\n< +CPIN: SIM PIN\n< OK\n> AT+CPIN=\"0000\"\n< +CME ERROR: 16\n> AT+CPIN=\"9999\"\n< +CME ERROR: 12", 4),
        ];
        let misses = [
            "> AT+CPIN=\"1111\"\n< +CME ERROR: 16\n> AT+CPIN=\"1234\"\n< OK",
            "> AT+CPIN=\"1111\"\n< +CME ERROR: 16",
            "> AT+CPIN?\n< +CME ERROR: 10\n> AT+CPIN?\n< +CME ERROR: 10",
        ];
        check("pin-tries", truths, misses);
    }
}
