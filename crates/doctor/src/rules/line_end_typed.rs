//! A line end was typed as letters into a text: the broker gets a backslash and a letter.

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
use crate::seen::{Event, Seen};

pub(super) static RULE: Rule = Rule {
    id: "line-end-typed",
    severity: Severity::Warning,
    screen: Screen::Publish,
    explains: &[],
    watch: || Box::new(Watching),
};

#[derive(Debug, Default)]
struct Watching;

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, _: &Known, out: &mut Out<'_>) {
        let Event::Command(command) = &seen.event else { return };
        for typed in seen.done("+MQTTPUB").chain(seen.done("+MQTTSUB")).chain(seen.done("+MQTTUSER")).chain(seen.done("+MQTTWILL")) {
            let quoted = typed.arguments.iter().filter(|argument| argument.is_quoted());
            let mut raw = quoted.filter_map(|argument| command.text.get(argument.span.clone()));
            if raw.any(|raw| raw.windows(4).any(|four| four == b"\\r\\n") || raw.ends_with(b"\\n\"") || raw.ends_with(b"\\r\"")) {
                out.find(&[seen.line], &[("command", typed.name.as_str().into())]);
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
            ("> AT+MQTTPUB=1,\"t\",0,0,\"hello\\r\\n\"\n< OK", 1),
            ("> AT+MQTTSUB=1,\"a/b\\n\",0\n< OK", 1),
            ("> AT\n< OK\n> AT+MQTTUSER=1,\"u\",\"p\\r\\n\",\"i\"\n< OK", 3),
        ];
        let misses = [
            "> AT+MQTTPUB=1,\"t\",0,0,\"hello\\0D\\0A\"\n< OK",
            "> AT+MQTTPUB=1,\"t\",0,0,\"C:\\run\\new\"\n< OK",
            "> AT+MQTTPUB=1,\"t\",0,0,\"hello\"\\r\\n\n< OK",
        ];
        check("line-end-typed", truths, misses);
    }
}
