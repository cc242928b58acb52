//! The module asked for the data of a command, and got none.

use fibocom_at::Role;

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
use crate::seen::{Event, Seen};

pub(super) static RULE: Rule = Rule {
    id: "data-missing",
    severity: Severity::Error,
    screen: Screen::Publish,
    explains: &["no-answer", "unopened", "short-wait"],
    watch: || Box::new(Watching::default()),
};

#[derive(Debug, Default)]
struct Watching {
    /// The command that announced data: its id, its line, how many bytes.
    announced: Option<(u64, u64, u64)>,
    /// Whether the module asked for them.
    asked: bool,
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, _: &Known, out: &mut Out<'_>) {
        match &seen.event {
            Event::Command(command) => {
                let announced = command.typed.iter().find_map(fibocom_at::commands::Typed::datasize);
                self.announced = announced.filter(|bytes| *bytes > 0).map(|bytes| (command.id, seen.line, bytes.into()));
                self.asked = false;
            }
            Event::Line { role: Role::Prompt, .. } => self.asked = true,
            Event::Data { .. } => self.announced = None,
            Event::Ended(ended) => {
                let Some((_, line, bytes)) = self.announced.filter(|(id, ..)| *id == ended.command) else { return };
                self.announced = None;
                if self.asked && ended.result.is_err() {
                    out.find(&[line, seen.line], &[("announced", bytes.into())]);
                }
            }
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
            ("> AT+MQTTPUB=1,\"demo/up\",1,0,5\n< >\n< ERROR\n> AT\n< OK", 1),
            ("1.0 > AT+MQTTPUB=1,\"t\",1,0,5\n1.1 < >\n31.2 < ERROR", 1),
            ("> AT\n< OK\n> AT+GTSSLFILE=\"TRUSTFILE\",1200\n< >\n< ERROR", 3),
        ];
        let misses = [
            "> AT+MQTTPUB=1,\"demo/up\",1,0,5\n< >\n> hello\n< OK\n< +MQTTPUB: 1,1",
            "> AT+MQTTPUB=1,\"demo/up\",1,0,5\n< ERROR\n> AT\n< OK",
            "> AT+MQTTPUB=1,\"demo/up\",1,0,5\n< >\n< OK\n< +MQTTPUB: 1,1",
        ];
        check("data-missing", truths, misses);
    }
}
