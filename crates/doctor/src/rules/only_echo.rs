//! Everything comes back as it was sent, and nothing else: no module is behind the port.

use fibocom_at::Role;

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
use crate::seen::{Event, Seen};

pub(super) static RULE: Rule = Rule {
    id: "only-echo",
    severity: Severity::Error,
    screen: Screen::Connect,
    explains: &["no-answer", "two-masters"],
    watch: || Box::new(Watching::default()),
};

#[derive(Debug, Default)]
struct Watching {
    echoes: Vec<u64>,
    others: bool,
}

/// More are not named.
const ECHOES_MAX: usize = 8;

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, _: &Known, out: &mut Out<'_>) {
        match &seen.event {
            Event::Line { role: Role::Echo | Role::Unrecognised, .. } if self.echoes.len() >= ECHOES_MAX => {}
            Event::Line { role: Role::Echo, .. } => self.echoes.push(seen.line),
            Event::Line { role: Role::Blank, .. } => {}
            // An echo that comes when its command is no longer waited for.
            Event::Line { role: Role::Unrecognised, raw, .. } if raw.starts_with(b"AT") => self.echoes.push(seen.line),
            Event::Line { .. } => self.others = true,
            Event::End if self.echoes.len() > 1 && !self.others => out.find(&self.echoes, &[]),
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
            ("> AT\n< AT\n> AT\n< AT", 2),
            ("1 > AT\n1 < AT\n5 > ATI\n5 < ATI", 2),
            ("AT\nAT\nATI\nATI", 2),
        ];
        let misses = [
            "> AT\n< AT\n< OK\n> ATI\n< ATI\n< OK",
            "> AT\n> ATI",
            "> AT\n< AT\n> ATI\n< +SIM READY",
        ];
        check("only-echo", truths, misses);
    }

    #[test]
    fn an_echo_that_comes_twice_is_an_echo() {
        let cases = [
            ("> AT\n< AT\n< AT", Some(2)),
            ("> AT\n< AT\n< hello\n< hello", None),
        ];
        finds("only-echo", &cases);
    }
}
