//! Understands a conversation that somebody else leads or led: bytes of both directions with their times, and no command of ours.
//!
//! It tells what the [engine](crate::engine) would tell of the same bytes, since both share the
//! [conversation](crate::conversation). What it cannot know is a limit of time that the other side had chosen for itself, and what
//! the other side called off: a command that is followed by the next one without an answer is told as called off.

use std::collections::VecDeque;

use crate::commands::End;
use crate::conversation::{Conversation, Event, Owner, Phase, Timestamp, Turn};
use crate::request::{Request, RequestId};

/// What was heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// A command line went to the module, without its CR.
    Command(RequestId, Vec<u8>),
    /// Data went to the module, behind its prompt or for no reason that was seen.
    Data(Vec<u8>),
    /// The module said something, or a command has ended.
    Event(Event),
}

/// The longest command line that is waited for: more than any module takes.
const LINE_MAX: usize = 65_536;

/// A conversation that is listened to.
#[derive(Debug, Clone)]
pub struct Listener {
    conversation: Conversation,
    heard: VecDeque<Heard>,
    /// What was sent and is no whole line yet.
    outgoing: Vec<u8>,
    /// How much data is still to be sent; `None` outside of data.
    data_left: Option<usize>,
    next: u64,
}

impl Listener {
    /// Nothing heard yet. A printed message of `message_max` bytes may be cut by the module.
    #[must_use]
    pub fn new(message_max: usize) -> Self {
        Self {
            conversation: Conversation::new(message_max),
            heard: VecDeque::new(),
            outgoing: Vec::new(),
            data_left: None,
            next: 1,
        }
    }

    /// Bytes went to the module.
    pub fn sent(&mut self, now: Timestamp, bytes: &[u8]) {
        // Whoever sends now has seen what silence told until now.
        self.catch_up(now);
        self.conversation.expire(now);
        self.conversation.written_behind_a_sign(now);
        self.take_turns();
        let mut rest = bytes;
        while !rest.is_empty() {
            rest = if self.is_data() { self.data(now, rest) } else { self.command(now, rest) };
        }
        self.take_turns();
    }

    /// Bytes came from the module.
    pub fn received(&mut self, now: Timestamp, bytes: &[u8]) {
        self.catch_up(now);
        self.conversation.received(now, bytes);
        self.take_turns();
    }

    /// Time has passed, with no byte in either direction.
    pub fn tick(&mut self, now: Timestamp) {
        self.catch_up(now);
        self.conversation.expire(now);
        self.take_turns();
    }

    /// The conversation has ended.
    pub fn lost(&mut self) {
        self.conversation.lost();
        let rest = std::mem::take(&mut self.outgoing);
        if !rest.is_empty() {
            self.heard.push_back(Heard::Data(rest));
        }
        self.take_turns();
    }

    /// What was heard, in order.
    pub fn poll(&mut self) -> Option<Heard> {
        self.heard.pop_front()
    }

    /// When silence alone will tell something.
    #[must_use]
    pub fn due(&self) -> Option<Timestamp> {
        self.conversation.deadline()
    }

    /// Bytes that came and are no whole line yet.
    #[must_use]
    pub fn unfinished(&self) -> &[u8] {
        self.conversation.unfinished()
    }

    /// Draws what followed from silence, at the times at which it did.
    fn catch_up(&mut self, now: Timestamp) {
        while let Some(due) = self.conversation.deadline().filter(|due| *due < now) {
            self.conversation.expire(due);
            self.take_turns();
            if self.conversation.deadline() == Some(due) {
                break;
            }
        }
        self.conversation.settle(now);
        self.take_turns();
    }

    fn is_data(&self) -> bool {
        let asked = self.conversation.active().is_some_and(|active| active.phase == Phase::Asked);
        asked || self.data_left.is_some_and(|left| left > 0) || self.conversation.is_in_data_mode()
    }

    /// Takes the data that the command under way announced; without a length, all up to its end, or to the module's answer.
    fn data<'a>(&mut self, now: Timestamp, bytes: &'a [u8]) -> &'a [u8] {
        let asked = self.conversation.active().filter(|active| active.phase == Phase::Asked);
        let end = asked.map(|active| active.request.end_of_data());
        let left = match end {
            Some(End::After(announced)) => announced as usize,
            Some(End::AtControlZ) => {
                bytes.iter().position(|byte| matches!(byte, 0x1A | 0x1B)).map_or(bytes.len(), |at| at + 1)
            }
            Some(End::Unknown) => bytes.len(),
            None => self.data_left.filter(|left| *left > 0).unwrap_or(bytes.len()),
        };
        let (data, rest) = bytes.split_at(left.min(bytes.len()));
        // What is announced comes in pieces; of what is not, each piece may be the last.
        let is_all = end.is_none_or(|end| matches!(end, End::After(_)) || end.is_met(data));
        self.conversation.data_sent(now, is_all);
        if self.conversation.is_in_data_mode() {
            self.conversation.sent_in_data_mode(data);
        }
        self.data_left = Some(left - data.len());
        self.heard.push_back(Heard::Data(data.to_vec()));
        rest
    }

    /// Takes a command up to its CR.
    fn command<'a>(&mut self, now: Timestamp, bytes: &'a [u8]) -> &'a [u8] {
        self.data_left = None;
        // A line feed behind the CR is part of the line end.
        let bytes = bytes.strip_prefix(b"\n").filter(|_| self.outgoing.is_empty()).unwrap_or(bytes);
        let end = bytes.iter().position(|byte| *byte == b'\r');
        let (part, rest) = bytes.split_at(end.map_or(bytes.len(), |at| at + 1));
        self.outgoing.extend_from_slice(part);
        if end.is_none() {
            if self.outgoing.len() > LINE_MAX {
                self.heard.push_back(Heard::Data(std::mem::take(&mut self.outgoing)));
            }
            return rest;
        }
        let line = std::mem::take(&mut self.outgoing);
        match Request::of_line(&String::from_utf8_lossy(line.trim_ascii()), None) {
            Ok(request) => self.started(now, line.trim_ascii().to_vec(), request),
            Err(_) => self.heard.push_back(Heard::Data(line)),
        }
        rest
    }

    fn started(&mut self, now: Timestamp, line: Vec<u8>, mut request: Request) {
        self.conversation.supersede(now);
        self.take_turns();
        let id = RequestId(self.next);
        self.next += 1;
        // Whoever announces data has it.
        request.data = request.announced().map(|_| Vec::new());
        self.heard.push_back(Heard::Command(id, line));
        self.conversation.sent(now, Owner::Caller(id), request);
    }

    fn take_turns(&mut self) {
        while let Some(turn) = self.conversation.turn() {
            let event = match turn {
                Turn::Told(count) => {
                    let told = self.conversation.told();
                    self.heard.extend(told.drain(..count.min(told.len())).map(Heard::Event));
                    continue;
                }
                Turn::Ended(ended) => match ended.active.owner {
                    Owner::Caller(id) => Event::Completed(id, ended.result),
                    _ => continue,
                },
                Turn::Restarted => Event::Rebooted,
                Turn::Code(_) | Turn::Prompted { .. } | Turn::Late | Turn::Doubtful => continue,
            };
            self.heard.push_back(Heard::Event(event));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A conversation as it was recorded: when, `>` or `<`, and the bytes.
    fn heard(record: &[(u64, char, &[u8])]) -> Vec<String> {
        let mut listener = Listener::new(1500);
        for (at, direction, bytes) in record {
            match direction {
                '>' => listener.sent(Timestamp(*at), bytes),
                _ => listener.received(Timestamp(*at), bytes),
            }
        }
        listener.tick(Timestamp(1_000_000));
        listener.lost();
        let shown = |heard| match heard {
            Heard::Command(id, line) => Some(format!("> {} {}", id.0, line.escape_ascii())),
            Heard::Data(data) => Some(format!(">> {}", data.escape_ascii())),
            Heard::Event(Event::Completed(id, result)) => Some(match result {
                Ok(reply) => format!("done {} {:?} {:?}", id.0, reply.text(), reply.status),
                Err(failure) => format!("failed {}: {failure}", id.0),
            }),
            Heard::Event(Event::Line { .. }) => None,
            Heard::Event(other) => Some(format!("{other:?}")),
        };
        std::iter::from_fn(|| listener.poll()).filter_map(shown).collect()
    }

    #[test]
    fn commands_are_understood_with_and_without_echo_and_however_they_were_written() {
        let expected = ["> 1 AT+CSQ", "done 1 Some(\"+CSQ: 31,99\") None"];
        for record in [
            vec![(0, '>', &b"AT+CSQ\r"[..]), (10, '<', b"AT+CSQ\r\r\n+CSQ: 31,99\r\n\r\nOK\r\n")],
            vec![(0, '>', b"AT+"), (1, '>', b"CSQ\r\n"), (9, '<', b"\r\n+CSQ: 31,99\r\n"), (12, '<', b"\r\nOK\r\n")],
        ] {
            assert_eq!(heard(&record), expected);
        }
    }

    #[test]
    fn data_is_told_from_commands_by_its_length_even_when_it_looks_like_one() {
        let record: [(u64, char, &[u8]); 7] = [
            (0, '>', b"AT+MQTTPUB=1,\"t\",1,0,8\r"),
            (9, '<', b"\r\n> "),
            (60, '>', b"AT+C"),
            (61, '>', b"SQ\r\r"),
            (70, '<', b"\r\nOK\r\n"),
            (75, '>', b"AT\r"),
            (90, '<', b"\r\nOK\r\n+MQTTPUB: 1,1\r\n"),
        ];
        let expected = [
            "> 1 AT+MQTTPUB=1,\\\"t\\\",1,0,8",
            ">> AT+C",
            ">> SQ\\r\\r",
            "> 2 AT",
            "done 2 None None",
            "done 1 None Some(1)",
        ];
        assert_eq!(heard(&record), expected);
    }

    #[test]
    fn data_without_a_length_goes_on_to_its_end_or_to_the_answer() {
        let record: [(u64, char, &[u8]); 9] = [
            (0, '>', b"AT+CMGS=\"+4179\"\r"),
            (9, '<', b"\r\n> "),
            (60, '>', b"AT\r"),
            (70, '<', b"\r\n> "),
            (120, '>', b"AT\r\x1A"),
            (150, '>', b"AT\r"),
            (200, '<', b"+CMGS: 1\r\n\r\nOK\r\n"),
            (210, '>', b"AT\r"),
            (220, '<', b"OK\r\n"),
        ];
        let expected = [
            "> 1 AT+CMGS=\\\"+4179\\\"",
            ">> AT\\r",
            ">> AT\\r\\x1a",
            "failed 1: cancelled",
            "> 2 AT",
            "Urc(Unlisted(\"+CMGS: 1\"))",
            "done 2 None None",
            "> 3 AT",
            "done 3 None None",
        ];
        assert_eq!(heard(&record), expected);

        let record: [(u64, char, &[u8]); 6] = [
            (0, '>', b"AT+ASK\r"),
            (9, '<', b"\r\n> "),
            (60, '>', b"AT"),
            (150, '>', b"\r"),
            (200, '<', b"OK\r\n"),
            (210, '>', b"AT\r"),
        ];
        let expected =
            ["> 1 AT+ASK", ">> AT", ">> \\r", "done 1 None None", "> 2 AT", "failed 2: timed out waiting for Final"];
        assert_eq!(heard(&record), expected);
    }

    #[test]
    fn a_command_without_an_answer_ends_with_its_limit_or_with_the_next_one() {
        let record: [(u64, char, &[u8]); 4] =
            [(0, '>', b"AT+CSQ\r"), (500, '>', b"AT\r"), (510, '<', b"\r\nOK\r\n"), (600, '>', b"AT+CGMM\r")];
        let expected = [
            "> 1 AT+CSQ",
            "failed 1: cancelled",
            "> 2 AT",
            "done 2 None None",
            "> 3 AT+CGMM",
            "failed 3: timed out waiting for Final",
        ];
        assert_eq!(heard(&record), expected);
    }

    #[test]
    fn data_mode_ends_behind_its_escape_however_that_was_typed() {
        let record: [(u64, char, &[u8]); 9] = [
            (0, '>', b"ATD*99#\r"),
            (10, '<', b"\r\nCONNECT\r\n"),
            (20, '>', b"1+1"),
            (30, '<', b"OK\r\n"),
            (2_000, '>', b"++"),
            (2_010, '>', b"+"),
            (4_000, '<', b"\r\nOK\r\n"),
            (5_000, '>', b"AT\r"),
            (5_010, '<', b"\r\nOK\r\n"),
        ];
        let expected = [
            "> 1 ATD*99#",
            "done 1 None None",
            "DataModeEntered",
            ">> 1+1",
            ">> ++",
            ">> +",
            "DataModeLeft",
            "> 2 AT",
            "done 2 None None",
        ];
        assert_eq!(heard(&record), expected);
    }

    #[test]
    fn a_read_that_the_next_command_cut_off_brings_its_message_all_the_same() {
        let record: [(u64, char, &[u8]); 3] = [
            (0, '>', b"AT+MQTTREAD=1\r"),
            (500, '>', b"AT+CSQ\r"),
            (
                900,
                '<',
                b"+MQTTREAD: 1,0,1,21,\"t\",\"a\r\nAT command ready\r\n\"\r\n\r\nOK\r\n+CSQ: 9,99\r\n\r\nOK\r\n",
            ),
        ];
        let told = heard(&record);
        assert_eq!(told[..3], ["> 1 AT+MQTTREAD=1", "failed 1: cancelled", "> 2 AT+CSQ"]);
        assert!(told[3].starts_with("Message(Message {") && told[3].contains("damaged: false"), "{told:?}");
        assert!(!told.iter().any(|told| told.contains("Rebooted")), "{told:?}");
    }

    #[test]
    fn an_answer_that_a_message_holds_back_came_before_the_next_command() {
        let record: [(u64, char, &[u8]); 4] = [
            (0, '>', b"AT+CGATT=1\r"),
            (10, '<', b"+MQTTMSG: 1,0,\"t\",\"open\r\nOK\r\n"),
            (60, '>', b"AT+CSQ\r"),
            (90, '<', b"\r\n+CSQ: 9,99\r\n\r\nOK\r\n"),
        ];
        let told: Vec<_> = heard(&record).into_iter().filter(|told| !told.starts_with("Message")).collect();
        let expected = ["> 1 AT+CGATT=1", "done 1 None None", "> 2 AT+CSQ", "done 2 Some(\"+CSQ: 9,99\") None"];
        assert_eq!(told, expected);
    }

    #[test]
    fn what_was_sent_and_is_no_command_is_told_as_data() {
        let record: [(u64, char, &[u8]); 2] = [(0, '>', b"\r"), (1, '>', b"half a line")];
        assert_eq!(heard(&record), [">> \\r", ">> half a line"]);
    }
}
