//! Finds the end of a `+MQTTREAD` reply that does not end where its lengths say: bytes were lost, doubled or disturbed on the line,
//! or the module restarted meanwhile.
//!
//! The end is looked for from behind: the payload may itself hold a quote, line ends and `OK`, and what the module says after its
//! final result may stand behind it.

use super::{Counted, Form, LONGEST_ID, MQTT_CLIENTS, Reading, Stage};
use crate::frame::Line;
use crate::reply::Final;
use crate::urc::{self, Urc};

/// How far from the end the final result is looked for: codes may stand behind it.
const WINDOW: usize = 4_096;

/// How many lines may stand behind it. The CR and the LF of a line count as the ends of two, since either can stand alone.
const LINES: usize = 128;

impl Reading {
    /// The reply and its length, ended before the final result or the start banner that follows it. `None` while neither has come.
    pub(in crate::frame) fn cut_short(&mut self, bytes: &[u8]) -> Option<(usize, Box<Counted>)> {
        self.stall()?;
        let foreign = before_codes(bytes, self.body, last_foreign_line(bytes, self.body)?);
        let own = bytes.get(self.body..foreign)?;
        let blank = own.iter().rev().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let content = foreign - blank;
        let line_end = bytes.get(content..foreign)?.iter().position(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        Some((content + line_end, self.salvaged(bytes, content)))
    }

    /// The reply as far as it came, when its end did not.
    pub(in crate::frame) fn give_up(&self, bytes: &[u8]) -> Option<(usize, Box<Counted>)> {
        self.stall()?;
        let end = before_codes(bytes, self.body, bytes.len());
        let own = bytes.get(..end)?;
        let blank = own.iter().rev().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let content = (own.len() - blank).max(self.body);
        Some((end, self.salvaged(bytes, content)))
    }

    fn salvaged(&self, bytes: &[u8], content: usize) -> Box<Counted> {
        let body = bytes.get(self.body..content).unwrap_or_default();
        let (topic, form, payload) = match self.stage {
            Stage::BeforePayload | Stage::Payload | Stage::End | Stage::Mismatch if !self.topic.is_empty() => {
                let behind = if self.topic_is == Form::Quoted { self.topic.end + 1 } else { self.topic.end };
                let rest = bytes.get(behind..content).unwrap_or_default();
                (bytes.get(self.topic.clone()).unwrap_or_default(), self.topic_is, without_separator(rest))
            }
            _ => parts(without_separator(body), self.header[0]),
        };
        let payload = match payload.strip_prefix(b"\"") {
            Some(inner) => inner.strip_suffix(b"\"").unwrap_or(inner),
            None => payload,
        };
        let [client, qos, _, declared] = self.header;
        Box::new(Counted {
            client,
            qos,
            topic: topic.to_vec(),
            by_id: form == Form::Id,
            payload: payload.to_vec(),
            declared: declared as usize,
            damaged: true,
            nothing: false,
        })
    }
}

/// Where the last line begins that is not the reply's own, and behind which nothing but codes and blank lines stand: a final
/// result, or what a module says when it starts.
fn last_foreign_line(bytes: &[u8], from: usize) -> Option<usize> {
    let floor = from.max(bytes.len().saturating_sub(WINDOW));
    let mut end = memchr::memrchr2(b'\r', b'\n', bytes.get(floor..)?).map(|at| floor + at + 1)?;
    let begun = Line::of(bytes.get(end..)?);
    if !begun.is_blank() && begun.tag().is_none() {
        return None;
    }
    // Modules say twice that they have started.
    let mut start = None;
    for _ in 0..LINES {
        let Some(before) = memchr::memrchr2(b'\r', b'\n', bytes.get(floor..end.checked_sub(1)?)?) else { break };
        let begin = floor + before + 1;
        let line = Line::of(bytes.get(begin..end)?);
        match start {
            _ if urc::is_start(&line) => start = Some(begin),
            None if Final::parse(&line).is_some() => return Some(begin),
            _ if line.is_blank() => {}
            None if line.tag().is_some() => {}
            _ => break,
        }
        end = begin;
    }
    start
}

/// Where the codes begin that stand before this place, behind a reply that ends in a quote: what a module says between a reply and its final
/// result is no part of a message. Where none stand there, or no quote before them, they may be payload, and the place stays as it is.
fn before_codes(bytes: &[u8], from: usize, to: usize) -> usize {
    let mut end = to;
    for _ in 0..LINES {
        let Some(own) = bytes.get(from..end) else { return to };
        let blank = own.iter().rev().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let Some(content) = own.get(..own.len() - blank).filter(|_| blank > 0) else { return to };
        let begin = memchr::memrchr2(b'\r', b'\n', content).map_or(0, |at| at + 1);
        let line = Line::of(content.get(begin..).unwrap_or_default());
        let is_known = begin > 0 && Urc::parse(&line).is_some_and(|code| !matches!(code, Urc::Unlisted(_)));
        if !is_known {
            return if content.ends_with(b"\"") { end } else { to };
        }
        end = from + begin;
    }
    to
}

/// Topic and payload of a body whose lengths are not to be trusted.
fn parts(body: &[u8], client: u32) -> (&[u8], Form, &[u8]) {
    let digits = body.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if client > MQTT_CLIENTS && (1..=LONGEST_ID).contains(&digits) {
        let (id, rest) = body.split_at(digits);
        return (id, Form::Id, without_separator(rest));
    }
    if let Some(inner) = body.strip_prefix(b"\"") {
        let ends = |at: &usize| {
            let behind = inner.get(at + 1..).unwrap_or_default();
            inner.get(*at) == Some(&b'"') && without_separator(behind).len() < behind.len()
        };
        return match (0..inner.len()).find(ends) {
            Some(at) => {
                let (topic, rest) = inner.split_at(at);
                (topic, Form::Quoted, without_separator(rest.get(1..).unwrap_or_default()))
            }
            None => (inner, Form::Quoted, &[]),
        };
    }
    let end = body.iter().position(|byte| matches!(byte, b',' | b'\r' | b'\n')).unwrap_or(body.len());
    let (topic, rest) = body.split_at(end);
    (topic, Form::Bare, without_separator(rest))
}

/// What stands behind blanks, a comma and a line break.
fn without_separator(bytes: &[u8]) -> &[u8] {
    let blanks = |bytes: &[u8]| bytes.iter().take_while(|byte| **byte == b' ').count();
    let rest = bytes.get(blanks(bytes)..).unwrap_or_default();
    let rest = rest.strip_prefix(b",").unwrap_or(rest);
    let rest = rest.get(blanks(rest)..).unwrap_or_default();
    let breaks = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    rest.get(breaks..).unwrap_or_default()
}
