//! Bytes are lost or changed on the way: lines come that are nearly right.

use std::borrow::Cow;
use std::collections::VecDeque;

use fibocom_at::Role;
use fibocom_at::commands::Typed;
use fibocom_at::secrets::stand_in;

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
use crate::seen::{Event, Seen};

pub(super) static RULE: Rule = Rule {
    id: "damaged",
    severity: Severity::Error,
    screen: Screen::Connect,
    explains: &[
        "sim-missing",
        "no-address","short-wait", "two-masters", "no-answer", "before-status", "unopened", "other-vendor", "session-gone", "open-refused", "datasize", "unreachable", "data-missing", "no-user"],
    watch: || Box::new(Watching::default()),
};

#[derive(Debug, Default)]
struct Watching {
    lines: u64,
    damaged: Vec<u64>,
    count: u64,
    /// The last commands: an echo may come late.
    commands: VecDeque<Vec<u8>>,
    /// Whether any command was answered: where none was, it is not the line.
    answered: bool,
}

/// So many damaged lines, and at least one of so many, are no accident of a power-up.
const ENOUGH: u64 = 2;
const ONE_OF: u64 = 60;

/// How many commands are remembered.
const COMMANDS_MAX: usize = 8;

/// An echo of so few bytes is like others.
const SHORT: usize = 4;

/// What lines of modules say most: a line that differs by a letter is one of them that was damaged.
const USUAL: &[&[u8]] = &[b"OK", b"ERROR", b"+CME ERROR:", b"+CSQ:", b"+CREG:", b"+CEREG:", b"+CGREG:", b"+CPIN:", b"+MIPCALL:", b"+MQTTPUB:", b"+MQTTOPEN:", b"+MQTTSUB:", b"+CCLK:"];

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, _: &Known, out: &mut Out<'_>) {
        match &seen.event {
            Event::Command(command) => {
                self.commands.push_front(command.text.clone());
                self.commands.truncate(COMMANDS_MAX);
            }
            Event::Line { role: Role::Blank | Role::Continuation, .. } => {}
            Event::Line { role, raw, damaged, .. } => {
                self.lines += 1;
                self.answered |= *role == Role::Final;
                let text = one_for_each(raw.trim_ascii());
                let odd = matches!(role, Role::Unrecognised | Role::Fragment | Role::Unsolicited | Role::Response) && is_nearly_usual(&text);
                let like = text.len() > SHORT && *role != Role::Echo && self.is_damaged_echo(&text);
                // What stands for a secret in a line that nobody knows is not what came.
                let is_hidden = *role == Role::Unrecognised && !stand_in::all(raw).is_empty();
                let is_damaged = *damaged && !is_hidden;
                if is_damaged || odd || like {
                    self.count += 1;
                    if self.damaged.len() < 16 {
                        self.damaged.push(seen.line);
                    }
                }
            }
            Event::End if self.answered && self.count >= ENOUGH && self.count * ONE_OF >= self.lines => {
                out.find(&self.damaged, &[("count", self.count.into())]);
            }
            _ => {}
        }
    }
}

impl Watching {
    /// Whether it is the echo of the last command with another byte, and not that of one before.
    fn is_damaged_echo(&self, text: &[u8]) -> bool {
        let Some(last) = self.commands.front() else { return false };
        let is_near = differs_by_one(name_of(text), name_of(last)) || text.starts_with(b"AT") && differs_by_one(text, last);
        is_near && !is_other(text, last) && !self.commands.iter().any(|command| command == text)
    }
}

/// Whether a text is a command that modules have, and another one than this: somebody else sends it.
fn is_other(text: &[u8], command: &[u8]) -> bool {
    let (text, command) = (Typed::of(text), Typed::of(command));
    text.is_some_and(|text| text.spec.is_some() && command.is_none_or(|command| command.name != text.name))
}

/// Whether the line is not a usual one, but one byte added, removed or changed would make it one.
fn is_nearly_usual(text: &[u8]) -> bool {
    let colon = memchr::memchr(b':', text).map_or(text.len(), |at| at + 1);
    let head = text.get(..colon).unwrap_or_default();
    !USUAL.contains(&head) && USUAL.iter().filter(|usual| usual.len() > 2).any(|usual| differs_by_one(head, usual))
        || matches!(text, b"O" | b"K" | b"OOK" | b"OKK")
}

/// A command line up to its arguments. Those are not compared: a masked log has stand-ins for some.
fn name_of(text: &[u8]) -> &[u8] {
    let end = memchr::memchr(b'=', text).map_or(text.len(), |at| at + 1);
    text.get(..end).unwrap_or(text)
}

/// The same with one byte for each mark that a logger wrote for a byte that is no text.
fn one_for_each(text: &[u8]) -> Cow<'_, [u8]> {
    if text.is_ascii() {
        return text.into();
    }
    String::from_utf8_lossy(text).replace(char::REPLACEMENT_CHARACTER, "?").into_bytes().into()
}

fn differs_by_one(one: &[u8], other: &[u8]) -> bool {
    let same = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    let longest = one.len().max(other.len());
    one.len().abs_diff(other.len()) <= 1 && same + end + 1 >= longest && one != other
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check, finds};

    #[test]
    fn its_logs() {
        let truths = [
            ("> AT+CSQ\n< +CQ: 9,99\n< OK\n> AT\n< OOK\n> AT+CREG?\n< +CREG 0,1\n< +CRREG: 0,1\n< OK", 2),
            ("1 > AT\n1 < ERRO\n1 > AT\n1 < EROR\n1 > AT\n1 < ERRORR\n1 > AT\n1 < OK", 2),
            ("> AT\n< O\n> AT\n< K\n> AT\n< OKK\n> AT\n< OK", 2),
        ];
        let misses = [
            "> AT+CSQ\n< +CSQ: 9,99\n< OK\n> AT\n< O\n> AT\n< OK",
            "> AT+CSQ\n< +CSQ: 9,99\n< OK\n> AT+CREG?\n< +CREG: 0,1\n< OK",
            "> ATI\n< Fibocom\n< L610\n< OK\n> AT+CGMM\n< L610-CN\n< OK",
        ];
        check("damaged", truths, misses);
    }

    #[test]
    fn two_lines_are_enough_where_the_module_answers() {
        let cases = [
            ("> AT+CSQ\n< +CQ: 9,99\n< OK\n> AT+CREG?\n< +CRG: 0,1\n< OK", Some(2)),
            // Where nothing is answered, it is not the line.
            ("> AT\n< OOK\n> AT\n< OOK\n> AT\n< OKK", None),
            // A mark stands for one byte.
            ("> AT+CSQ\n< +C\u{FFFD}Q: 9,99\n< OK\n> AT+CSQ\n< +C\u{FFFD}Q: 9,99\n< OK", Some(2)),
        ];
        finds("damaged", &cases);
    }

    #[test]
    fn an_echo_that_is_nearly_the_command_is_damaged() {
        let cases = [
            ("> AT+CSQ\n< AT+CSS\n< OK\n> AT+CSQ\n< AT+CSS\n< OK", Some(2)),
            // Other commands before it change nothing.
            ("> AT\n< OK\n> AT+CSQ\n< AT+CSS\n< OK\n> AT+CSQ\n< AT+CSS\n< OK", Some(4)),
            // Arguments may be masked.
            ("> AT+MQTTUSER=1,\"u\",\"secret\"\n< AT+MQTUSER=1,\"u\",\"***\"\n< OK\n> AT+MQTTUSER=1,\"u\",\"secret\"\n< AT+MQTUSER=1,\"u\",\"***\"\n< OK", Some(2)),
            ("> AT+CREG=1\n< AT+CREG=2\n< OK\n> AT+CREG=1\n< AT+CREG=2\n< OK", Some(2)),
            ("> ATE0\n< ATEE0\n< OK\n> ATE0\n< ATEE0\n< OK", Some(2)),
            // So few bytes are like others.
            ("> ATE0\n< ATE1\n< OK\n> ATE0\n< ATE1\n< OK", None),
            // A command of somebody else is no damage.
            ("> AT+CSQ\n< AT+GCAP\n< OK\n> AT+CREG?\n< AT+CIMI\n< OK", None),
        ];
        finds("damaged", &cases);
    }

    #[test]
    fn a_few_damaged_lines_among_many_are_an_accident() {
        let damaged = "> AT+CSQ\n< +CQ: 9,99\n< OK\n".repeat(2);
        for (others, line) in [(90, Some(2)), (150, None)] {
            let log = format!("{damaged}{}", "> AT\n< OK\n".repeat(others));
            finds("damaged", &[(&log, line)]);
        }
    }
}
