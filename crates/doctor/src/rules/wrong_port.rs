//! The port is another one of the module: satellite sentences come, and no command is answered.

use fibocom_at::Role;

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
use crate::seen::{Event, Seen};

pub(super) static RULE: Rule = Rule {
    id: "wrong-port",
    severity: Severity::Error,
    screen: Screen::Connect,
    explains: &["no-answer", "only-echo", "baud", "damaged"],
    watch: || Box::new(Watching::default()),
};

#[derive(Debug, Default)]
struct Watching {
    sentences: Vec<u64>,
    answered: bool,
}

/// So many sentences are no chance.
const ENOUGH: usize = 3;

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, known: &Known, out: &mut Out<'_>) {
        match &seen.event {
            Event::Line { role: Role::Final, .. } => self.answered = true,
            Event::Line { raw: text, .. } | Event::Host(text) => {
                let text = text.trim_ascii();
                let is_sentence = matches!(text, [b'$', b'G' | b'B', b'A'..=b'Z', ..]) && text.contains(&b',');
                if is_sentence && self.sentences.len() < ENOUGH {
                    self.sentences.push(seen.line);
                }
            }
            Event::End if self.sentences.len() == ENOUGH && !self.answered && known.commands > 0 => {
                out.find(&self.sentences, &[]);
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
            ("> AT\n$GNRMC,000001.00,V,,,,*5E\n$GNGGA,000001.00,,,,*5E\n> AT\n$GNRMC,000002.00,V,,,,*5E", 2),
            ("1 > AT\n2 < $GPGGA,1,2*11\n3 > AT\n4 < $GPGSV,1,2*11\n5 < $GPGSA,1,2*11", 2),
            ("> AT\n< $BDGSV,1*00\n< $GNVTG,1*00\n< $GNGLL,1*00", 2),
        ];
        let misses = [
            "> AT+CSQ\n< OK\n$GNRMC,1*00\n$GNRMC,1*00\n$GNRMC,1*00",
            "$GNRMC,1*00\n$GNRMC,1*00\n$GNRMC,1*00",
            "> AT\n$GNRMC,1*00\n$5 for a SIM, please",
        ];
        check("wrong-port", truths, misses);
    }

    #[test]
    fn other_lines_and_too_few_sentences_are_no_satellites() {
        let cases = [
            ("> AT\n$GNRMC,1*00\n$GNRMC,1*00", None),
            ("> AT\n$GNOME is here\n$GNOME is here\n$GNOME is here", None),
            ("> AT\nhello\nhow\nare\nyou", None),
        ];
        finds("wrong-port", &cases);
    }
}
