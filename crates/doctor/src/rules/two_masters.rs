//! Somebody else uses the port: commands are echoed and answered that this program never sent.

use std::collections::VecDeque;

use fibocom_at::Role;
use fibocom_at::commands::Typed;

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
use crate::seen::{Event, Seen};

pub(super) static RULE: Rule = Rule {
    id: "two-masters",
    severity: Severity::Error,
    screen: Screen::Connect,
    explains: &[],
    watch: || Box::new(Watching::default()),
};

#[derive(Debug, Default)]
struct Watching {
    sent: VecDeque<Vec<u8>>,
    foreign: Vec<u64>,
}

/// How many commands of our own are remembered: an echo may come late.
const OWN_MAX: usize = 8;

/// How many bytes of an echo may be others than those that were sent.
const CHANGED_MAX: usize = 2;

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, _: &Known, out: &mut Out<'_>) {
        match &seen.event {
            Event::Command(command) => {
                self.sent.push_back(command.text.to_ascii_uppercase());
                if self.sent.len() > OWN_MAX {
                    self.sent.pop_front();
                }
            }
            Event::Line { role, raw, damaged: false, .. } if !matches!(role, Role::Echo | Role::Continuation) => {
                let text = raw.trim_ascii();
                if text.len() <= 5 || !text.get(..3).is_some_and(|begin| begin.eq_ignore_ascii_case(b"AT+")) {
                    return;
                }
                let text = text.to_ascii_uppercase();
                let is_own = self.sent.iter().any(|own| is_like(own, &text));
                if !is_own && !self.sent.is_empty() {
                    self.foreign.push(seen.line);
                    if self.foreign.len() > 1 {
                        out.find(&self.foreign, &[]);
                        self.foreign.clear();
                    }
                }
            }
            _ => {}
        }
    }
}

/// Whether a text may be an echo of a command of ours of which bytes were lost or changed.
fn is_like(own: &[u8], text: &[u8]) -> bool {
    let begin = own.iter().zip(text).take_while(|(a, b)| a == b).count();
    let end = own.iter().rev().zip(text.iter().rev()).take_while(|(a, b)| a == b).count();
    let is_near = || begin + end + CHANGED_MAX >= own.len().max(text.len());
    // Two commands may be as near to each other: AT+CGREG? and AT+CEREG?.
    let is_other = || {
        let (own, other) = (Typed::of(own), Typed::of(text));
        let is_known = other.as_ref().is_some_and(|other| other.spec.is_some());
        is_known && own.is_none_or(|own| other.is_some_and(|other| own.name != other.name))
    };
    own.ends_with(text) || text.ends_with(own) || is_near() && !is_other()
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check, finds};

    #[test]
    fn its_logs() {
        let truths = [
            ("1 > AT+CSQ\n1 < AT+GCAP\n1 < +GCAP: +CGSM\n1 < OK\n2 > AT\n2 < AT+CIMI\n2 < OK", 2),
            ("TX: AT\nRX: AT\nRX: OK\nRX: AT+CPMS?\nRX: OK\nTX: AT+CSQ\nRX: AT+CREG=2\nRX: OK", 4),
            ("1 > AT+CSQ\n1 < +CSQ: 9,99\n1 < OK\n2 < AT+COPS?\n2 < OK\n3 < AT+CIMI\n3 < OK", 4),
        ];
        let misses = [
            "1 > AT+CSQ\n1 < AT+CSQ\n1 < OK\n2 > AT+CREG?\n2 < AT+CREG?\n2 < OK",
            "AT+CSQ\nOK\nAT+CREG?\nOK",
            "1 > AT+CSQ\n1 < AT+GCAP\n1 < OK",
        ];
        check("two-masters", truths, misses);
    }

    #[test]
    fn an_echo_of_our_own_is_nobody_elses_whatever_became_of_it() {
        let cases = [
            // Doubled.
            ("1 > AT+CSQ\n1 < AT+CSQ\n1 < AT+CSQ\n1 < OK\n2 > AT+CREG?\n2 < AT+CREG?\n2 < AT+CREG?\n2 < OK", None),
            // Changed.
            ("1 > AT+CREG?\n1 < AT+CREXX\n1 < OK\n2 > AT+CREG?\n2 < AT+CREXX\n2 < OK", None),
            // Run together.
            ("1 > AT+CREG?\n1 < OK\n2 > AT+CSQ\n2 < OK\n3 < AT+CREG?AT+CSQ\n3 < AT+CREG?AT+CSQ", None),
            // A letter beside one of ours, and another command.
            (
                "1 > AT+CEREG?\n1 < AT+CEREG?\n1 < +CEREG: 0,1\n1 < OK\n2 < AT+CGREG?\n2 < +CGREG: 0,1\n2 < OK\n3 < AT+CREG?\n3 < +CREG: 0,1\n3 < OK",
                Some(5),
            ),
            // Of a log of one direction nothing is known.
            ("RX: AT+CPMS?\nRX: OK\nRX: AT+CREG=2\nRX: OK", None),
        ];
        finds("two-masters", &cases);
    }
}
