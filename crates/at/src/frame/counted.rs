//! Reads a `+MQTTREAD` reply by its lengths, so that a payload may hold any byte.
//!
//! Three layouts are in the manuals and in use: all on one line with quotes; topic and payload on a line of their own; and
//! either without quotes (003, 1.11; 001, 1.11; modules in use print the first). The reader remembers how far it came, so that
//! no byte is looked at twice. A length counts where the layout stands around it: the comma, the closing quote with its line end, and
//! without quotes the line end alone. Where it does not, bytes were lost or doubled on the line, and [`salvage`] finds the end.

mod body;
mod refit;
mod salvage;

pub use refit::refit;

use std::ops::Range;

use super::{LINE_MAX, Stall};

const TAG: &[u8] = b"+MQTTREAD:";

/// `READ:`, by which the tag is known where its beginning was lost.
const LEAST_OF_TAG: usize = 5;

/// Clients up to this one speak MQTT.
const MQTT_CLIENTS: u32 = 100;

/// Digits of 65535.
const LONGEST_ID: usize = 5;

/// Digits of the largest number that is read.
const LONGEST_NUMBER: usize = 10;

/// A message taken from the module by length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The client.
    pub client: u32,
    /// Quality of service.
    pub qos: u32,
    /// The topic: its name, or the digits of its MQTT-SN topic id.
    pub topic: Vec<u8>,
    /// Whether the topic came as a topic id.
    pub by_id: bool,
    /// The payload.
    pub payload: Vec<u8>,
    /// How many payload bytes the module announced.
    pub declared: usize,
    /// Whether junk stood before the tag, or the reply did not end where its lengths say.
    pub damaged: bool,
    /// Whether it announced neither a topic nor a payload, and ended there.
    nothing: bool,
}

impl Counted {
    /// Whether nothing waits: `+MQTTREAD: id,0,0,0`.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.nothing
    }
}

/// What a look at the stream found.
pub(super) enum Step {
    /// Not such a reply.
    Not,
    /// Such a reply, and bytes of it are missing.
    NeedsMore,
    /// All of it, and how many bytes of the stream it is made of, from before the tag to the end of the line.
    Whole(usize, Box<Counted>),
}

/// How far a reply has been read.
#[derive(Debug, Clone, Default)]
pub(super) struct Reading {
    at: usize,
    /// How many bytes of a topic and of a payload in quotes were stepped over, and not examined.
    stepped_over: usize,
    stage: Stage,
    /// Bytes of the stage that have matched, or digits of its number.
    matched: usize,
    /// Client, QoS, length of the topic, length of the payload.
    header: [u32; 4],
    /// Where the numbers end.
    body: usize,
    topic: Range<usize>,
    topic_is: Form,
    payload: Range<usize>,
    damaged: bool,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Before the first visible byte.
    #[default]
    Head,
    /// In the echo of the command.
    Echo,
    /// In the tag.
    Tag,
    /// Before or in one of the four numbers.
    Number(u8),
    /// Behind a number, before the next comma.
    Comma(u8),
    /// Between the numbers and the topic.
    BeforeTopic,
    /// At the topic.
    Topic,
    /// Between topic and payload.
    BeforePayload,
    /// At the payload.
    Payload,
    /// Behind the payload, before the line end.
    End,
    /// Where the closing quote should stand there is something else.
    Mismatch,
}

/// How the topic stands in the reply.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Form {
    #[default]
    Bare,
    Quoted,
    /// The digits of a topic id.
    Id,
}

/// What became of a stage.
enum Next {
    Goes(Stage),
    /// It was the last one.
    Whole,
    NeedsMore,
    Not,
}

impl Reading {
    /// Reads on in the pending bytes, of which it has read some already.
    pub(super) fn advance(&mut self, bytes: &[u8], echo: &[u8], examined: &mut u64) -> Step {
        if bytes.len() > 2 * LINE_MAX {
            return Step::Not;
        }
        let before = self.at - self.stepped_over;
        let step = loop {
            match self.stage(bytes, echo) {
                Next::Goes(stage) => self.stage = stage,
                Next::Whole => break Step::Whole(self.at, self.counted(bytes)),
                Next::NeedsMore => break Step::NeedsMore,
                Next::Not => break Step::Not,
            }
        };
        *examined += (self.at - self.stepped_over - before) as u64;
        step
    }

    /// Whether it waits for its end, and how.
    pub(super) const fn stall(&self) -> Option<Stall> {
        match self.stage {
            Stage::Mismatch => Some(Stall::Mismatch),
            Stage::BeforeTopic | Stage::Topic | Stage::BeforePayload | Stage::Payload | Stage::End => {
                Some(Stall::Short)
            }
            Stage::Head | Stage::Echo | Stage::Tag | Stage::Number(_) | Stage::Comma(_) => None,
        }
    }

    /// Goes on behind a topic or a payload in quotes: no more of it was examined than an id could have.
    fn steps_over(&mut self, to: usize) {
        self.stepped_over += (to - self.at).saturating_sub(LONGEST_ID + 1);
        self.at = to;
    }

    fn stage(&mut self, bytes: &[u8], echo: &[u8]) -> Next {
        match self.stage {
            Stage::Head => self.head(bytes, echo),
            Stage::Echo => self.echo(bytes, echo),
            Stage::Tag => self.tag(bytes),
            Stage::Number(index) => self.number(bytes, index),
            Stage::Comma(index) => self.comma(bytes, index),
            Stage::BeforeTopic => self.separator(bytes, Stage::Topic),
            Stage::Topic => self.topic(bytes),
            Stage::BeforePayload => self.separator(bytes, Stage::Payload),
            Stage::Payload => self.payload(bytes),
            Stage::End => self.end(bytes),
            Stage::Mismatch => Next::NeedsMore,
        }
    }

    fn head(&mut self, bytes: &[u8], echo: &[u8]) -> Next {
        loop {
            match bytes.get(self.at) {
                None => return Next::NeedsMore,
                Some(b'\r' | b'\n') => return Next::Not,
                Some(b'+') => return Next::Goes(Stage::Tag),
                Some(byte) if echo.first().is_some_and(|first| first.eq_ignore_ascii_case(byte)) => {
                    return Next::Goes(Stage::Echo);
                }
                Some(0x21..=0x7E) => return self.rest_of_tag(bytes),
                Some(byte) => {
                    self.damaged |= !byte.is_ascii_whitespace();
                    self.at += 1;
                }
            }
        }
    }

    /// The echo of the command, without a line end behind it.
    fn echo(&mut self, bytes: &[u8], echo: &[u8]) -> Next {
        while let Some(expected) = echo.get(self.matched) {
            match bytes.get(self.at) {
                None => return Next::NeedsMore,
                Some(byte) if byte.eq_ignore_ascii_case(expected) => {
                    self.at += 1;
                    self.matched += 1;
                }
                Some(_) => return Next::Not,
            }
        }
        match bytes.get(self.at) {
            None => Next::NeedsMore,
            Some(b'+') => {
                self.matched = 0;
                Next::Goes(Stage::Tag)
            }
            Some(_) => Next::Not,
        }
    }

    fn tag(&mut self, bytes: &[u8]) -> Next {
        if self.matched == 0 && bytes.get(self.at..).is_some_and(|rest| rest.starts_with(TAG)) {
            self.at += TAG.len();
            return Next::Goes(Stage::Number(0));
        }
        while let Some(expected) = TAG.get(self.matched) {
            match bytes.get(self.at) {
                None => return Next::NeedsMore,
                Some(byte) if byte == expected => {
                    self.at += 1;
                    self.matched += 1;
                }
                Some(_) => return Next::Not,
            }
        }
        self.matched = 0;
        Next::Goes(Stage::Number(0))
    }

    /// The tag, without its beginning, which was lost.
    fn rest_of_tag(&mut self, bytes: &[u8]) -> Next {
        let rest = bytes.get(self.at..).unwrap_or_default();
        let mut ends = (1..=TAG.len() - LEAST_OF_TAG).filter_map(|lost| TAG.get(lost..));
        if let Some(end) = ends.clone().find(|end| rest.starts_with(end)) {
            self.damaged = true;
            self.at += end.len();
            return Next::Goes(Stage::Number(0));
        }
        if ends.any(|end| end.starts_with(rest)) { Next::NeedsMore } else { Next::Not }
    }

    fn number(&mut self, bytes: &[u8], index: u8) -> Next {
        let Some(number) = self.header.get_mut(usize::from(index)) else { return Next::Not };
        loop {
            match bytes.get(self.at) {
                None => return Next::NeedsMore,
                Some(b' ') if self.matched == 0 => self.at += 1,
                Some(digit @ b'0'..=b'9') if self.matched < LONGEST_NUMBER => {
                    *number = number.saturating_mul(10).saturating_add(u32::from(digit - b'0'));
                    self.at += 1;
                    self.matched += 1;
                }
                Some(b'"') if self.matched == 0 => return self.topic_too_early(),
                Some(_) if self.matched == 0 => return Next::Not,
                Some(b'0'..=b'9') => return Next::Not,
                Some(_) => break,
            }
        }
        self.matched = 0;
        if usize::from(index) < self.header.len() - 1 {
            return self.comma(bytes, index);
        }
        self.body = self.at;
        let [_, _, topic, payload] = self.header;
        Next::Goes(if topic == 0 && payload == 0 { Stage::End } else { Stage::BeforeTopic })
    }

    fn comma(&mut self, bytes: &[u8], index: u8) -> Next {
        loop {
            match bytes.get(self.at) {
                None => {
                    self.stage = Stage::Comma(index);
                    return Next::NeedsMore;
                }
                Some(b' ') => self.at += 1,
                Some(b',') => {
                    self.at += 1;
                    return Next::Goes(Stage::Number(index + 1));
                }
                Some(b'"') => return self.topic_too_early(),
                Some(_) => return Next::Not,
            }
        }
    }

    /// The topic begins before all four numbers came: bytes of them were lost, and none of them tells a length.
    const fn topic_too_early(&mut self) -> Next {
        self.body = self.at;
        self.matched = 0;
        Next::Goes(Stage::Mismatch)
    }

    fn counted(&self, bytes: &[u8]) -> Box<Counted> {
        let cut = |range: &Range<usize>| bytes.get(range.clone()).unwrap_or_default().to_vec();
        let [client, qos, topic, declared] = self.header;
        Box::new(Counted {
            client,
            qos,
            topic: cut(&self.topic),
            by_id: self.topic_is == Form::Id,
            payload: cut(&self.payload),
            declared: declared as usize,
            damaged: self.damaged,
            nothing: topic == 0 && declared == 0,
        })
    }
}

#[cfg(test)]
mod tests;
