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
    watch: || Box::new(Watching::default()),
};

#[derive(Debug, Default)]
struct Watching {
    /// The last command, if it waits for its data: its name and how many bytes it announced.
    due: Option<(String, u64)>,
}

/// Whether a text ends in such letters, or has both in it.
fn has_letters(text: &[u8]) -> bool {
    memchr::memmem::find(text, b"\\r\\n").is_some() || text.ends_with(b"\\n") || text.ends_with(b"\\r")
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, _: &Known, out: &mut Out<'_>) {
        let command = match &seen.event {
            Event::Command(command) => command,
            // Loggers write a line end as the same letters. Only where these are as many bytes as were announced, they were sent.
            Event::Data { bytes, .. } => {
                if let Some((name, _)) = self.due.take_if(|(_, size)| *size == bytes.len() as u64)
                    && has_letters(bytes)
                {
                    out.find(&[seen.line], &[("command", name.as_str().into())]);
                }
                return;
            }
            _ => return,
        };
        let announced = command.typed.iter().find_map(|typed| Some((typed, typed.datasize()?)));
        let publishes = announced.filter(|(typed, _)| matches!(typed.name.as_str(), "+MQTTPUB" | "+MQTTWILL"));
        self.due = publishes.map(|(typed, size)| (typed.name.clone(), size.into()));
        for typed in seen.done("+MQTTPUB").chain(seen.done("+MQTTSUB")).chain(seen.done("+MQTTUSER")).chain(seen.done("+MQTTWILL")) {
            let quoted = typed.arguments.iter().filter(|argument| argument.is_quoted());
            let mut raw = quoted.filter_map(|argument| command.text.get(argument.span.clone()));
            if raw.any(|raw| has_letters(raw.strip_suffix(b"\"").unwrap_or(raw))) {
                out.find(&[seen.line], &[("command", typed.name.as_str().into())]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check, finds};

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

    #[test]
    fn letters_behind_the_prompt_were_sent_where_they_are_what_was_announced() {
        let cases = [
            ("> AT+MQTTPUB=1,\"t\",0,0,9\n< >\n> hello\\r\\n\n< OK", Some(3)),
            ("> AT+MQTTPUB=1,\"t\",0,0,7\n< >\n> hello\\n\n< OK", Some(3)),
            ("> AT+CSQ;+MQTTPUB=1,\"t\",0,0,7\n< >\n> hello\\r\n< OK", Some(3)),
            // The logger writes a line end so.
            ("> AT+MQTTPUB=1,\"t\",0,0,7\n< >\n> hello\\r\\n\n< OK", None),
            ("> AT+MQTTPUB=1,\"t\",0,0,5\n< >\n> hello\n< OK", None),
            ("> AT+MQTTPUB=1,\"t\",0,0,9\n< >\n> hello\\nyou\n< OK", None),
            ("> AT+GTSSLFILE=\"CERTFILE\",9\n< >\n> hello\\r\\n\n< OK", None),
        ];
        finds("line-end-typed", &cases);
    }
}
