//! Reads what stands behind the numbers of a reply: topic, payload and line end, each where its length says, or it is a mismatch.

use super::{Form, LONGEST_ID, MQTT_CLIENTS, Next, Reading, Stage};
use crate::frame::{LINE_MAX, Line};
use crate::reply::Final;
use crate::urc;

/// What stands behind a payload without quotes that could itself be more than the payload.
const TAIL: &[u8] = b"\r\n\r\nOK\r\n";

impl Reading {
    /// Blanks and a comma, a line break, or both in this order. Where neither stands, the length before it was not that of what came.
    pub(super) fn separator(&mut self, bytes: &[u8], then: Stage) -> Next {
        loop {
            let byte = match bytes.get(self.at) {
                None => return Next::NeedsMore,
                Some(byte) => *byte,
            };
            // 0: before the comma, 1: behind it, 2: in the line break, 3: behind it.
            let part = match (byte, self.matched) {
                (b' ', part @ (0 | 1)) => part,
                (b',', 0) => 1,
                (b'\r' | b'\n', 1) if then == Stage::Payload && self.has_empty_bare_payload() => {
                    self.matched = 0;
                    return Next::Goes(then);
                }
                // Only the topic may begin a line without a comma before it.
                (b'\r', 0..=2) if self.matched > 0 || then == Stage::Topic => 2,
                (b'\n', 0..=2) if self.matched > 0 || then == Stage::Topic => 3,
                (_, 0) => {
                    self.topic = 0..0;
                    return Next::Goes(Stage::Mismatch);
                }
                _ => {
                    self.matched = 0;
                    return Next::Goes(then);
                }
            };
            self.matched = part;
            self.at += 1;
        }
    }

    fn has_empty_bare_payload(&self) -> bool {
        self.header[3] == 0 && self.topic_is == Form::Bare
    }

    pub(super) fn topic(&mut self, bytes: &[u8]) -> Next {
        let [client, _, length, _] = self.header;
        let rest = bytes.get(self.at..).unwrap_or_default();
        if rest.first() == Some(&b'"') {
            let begin = self.at + 1;
            let Some(end) = within(begin, length) else { return Next::Goes(Stage::Mismatch) };
            return match bytes.get(end) {
                None => Next::NeedsMore,
                Some(b'"') => self.topic_found(begin..end, end + 1, Form::Quoted),
                Some(_) => Next::Goes(Stage::Mismatch),
            };
        }
        if client > MQTT_CLIENTS {
            // The length before an id counts its digits, or is the id itself (003, 1.10 and 1.11), so that it cannot be gone by.
            let digits = rest.iter().take(LONGEST_ID + 1).take_while(|byte| byte.is_ascii_digit()).count();
            match rest.get(digits..).unwrap_or_default().iter().find(|byte| **byte != b' ') {
                None if digits <= LONGEST_ID => return Next::NeedsMore,
                Some(b',') if (1..=LONGEST_ID).contains(&digits) => {
                    return self.topic_found(self.at..self.at + digits, self.at + digits, Form::Id);
                }
                _ => {}
            }
        }
        let Some(end) = within(self.at, length) else { return Next::Goes(Stage::Mismatch) };
        match bytes.get(self.at..end) {
            None => Next::NeedsMore,
            Some(topic) if topic.iter().any(|byte| matches!(byte, b'\r' | b'\n')) => Next::Goes(Stage::Mismatch),
            Some(_) => self.topic_found(self.at..end, end, Form::Bare),
        }
    }

    fn topic_found(&mut self, topic: std::ops::Range<usize>, at: usize, form: Form) -> Next {
        (self.topic, self.topic_is) = (topic, form);
        self.steps_over(at);
        Next::Goes(Stage::BeforePayload)
    }

    /// A topic in quotes has a payload in quotes, and one without has none; only MQTT-SN puts a payload in quotes behind a bare topic.
    pub(super) fn payload(&mut self, bytes: &[u8]) -> Next {
        let Some(first) = bytes.get(self.at) else { return Next::NeedsMore };
        let is_sn = self.header[0] > MQTT_CLIENTS;
        match (self.topic_is, first) {
            (Form::Quoted, b'"') => self.quoted_payload(bytes),
            (Form::Quoted, _) => Next::Goes(Stage::Mismatch),
            (Form::Id | Form::Bare, b'"') if is_sn => self.quoted_payload(bytes),
            (Form::Id | Form::Bare, _) => self.bare_payload(bytes, is_sn),
        }
    }

    /// The payload ends behind its length where the closing quote stands there, with the line end behind it.
    fn quoted_payload(&mut self, bytes: &[u8]) -> Next {
        let begin = self.at + 1;
        let Some(end) = within(begin, self.header[3]) else { return Next::Goes(Stage::Mismatch) };
        match (bytes.get(end), bytes.get(end + 1)) {
            (Some(b'"'), Some(b' ' | b'\r' | b'\n' | 0)) => {
                if self.topic_is == Form::Quoted {
                    self.steps_over(end + 1);
                }
                self.payload_found(begin..end, end + 1)
            }
            // A whole look ahead, so that bytes which are still to come do not make a difference.
            (_, None) => Next::NeedsMore,
            (_, Some(_)) => Next::Goes(Stage::Mismatch),
        }
    }

    /// Without quotes the line end alone has to stand there. Where bytes were lost, the length reaches over the line end or the final
    /// result: what looks like that has to have them behind it once more.
    fn bare_payload(&mut self, bytes: &[u8], is_sn: bool) -> Next {
        let Some(end) = within(self.at, self.header[3]) else { return Next::Goes(Stage::Mismatch) };
        match bytes.get(end) {
            None => return Next::NeedsMore,
            Some(b'\r' | b'\n') => {}
            Some(_) => return Next::Goes(Stage::Mismatch),
        }
        // 1: it was looked at, and may reach too far.
        if self.matched == 0 {
            let payload = bytes.get(self.at..end).unwrap_or_default();
            if is_sn && payload.ends_with(b"\"") {
                return Next::Goes(Stage::Mismatch);
            }
            if !may_reach_too_far(payload) {
                return self.payload_found(self.at..end, end);
            }
            self.matched = 1;
        }
        let behind = bytes.get(end..).unwrap_or_default();
        if behind.starts_with(TAIL) {
            self.payload_found(self.at..end, end)
        } else if TAIL.starts_with(behind) {
            Next::NeedsMore
        } else {
            Next::Goes(Stage::Mismatch)
        }
    }

    fn payload_found(&mut self, payload: std::ops::Range<usize>, at: usize) -> Next {
        (self.payload, self.at) = (payload, at);
        Next::Goes(Stage::End)
    }

    pub(super) fn end(&mut self, bytes: &[u8]) -> Next {
        let is_empty = self.header[2] == 0 && self.header[3] == 0;
        loop {
            let Some(byte) = bytes.get(self.at) else { return Next::NeedsMore };
            if is_empty && *byte == b',' && self.matched == 0 {
                match empty_texts(bytes.get(self.at..).unwrap_or_default()) {
                    Some(Some(length)) => {
                        (self.at, self.matched) = (self.at + length, 1);
                        continue;
                    }
                    Some(None) => return Next::NeedsMore,
                    // A topic and a payload, though neither was announced.
                    None => return Next::Goes(Stage::Mismatch),
                }
            }
            if !matches!(byte, b'\r' | b'\n') && self.at.checked_sub(1).and_then(|at| bytes.get(at)) == Some(&b'\r') {
                // A CR alone ended the line.
                return Next::Whole;
            }
            self.at += 1;
            match byte {
                b'\n' => return Next::Whole,
                // The NUL that ends a text in the firmware may stand there.
                byte => self.damaged |= !matches!(byte, b'\r' | b' ' | 0),
            }
        }
    }
}

/// Whether what was taken for a payload ends like a line, or holds a line that ends a command or tells of a start.
fn may_reach_too_far(payload: &[u8]) -> bool {
    let is_foreign = |line: &[u8]| {
        let line = Line::of(line);
        Final::parse(&line).is_some() || urc::is_start(&line)
    };
    payload.ends_with(b"\r") || payload.ends_with(b"\n") || payload.split(|byte| *byte == b'\n').skip(1).any(is_foreign)
}

/// How long the commas and quotes are in which some firmware has an empty topic and an empty payload, up to the line end. `Some(None)` where
/// the end has not come, and `None` where anything else stands there.
fn empty_texts(bytes: &[u8]) -> Option<Option<usize>> {
    const MOST: usize = 16;
    let length = bytes.iter().take(MOST).take_while(|byte| matches!(byte, b',' | b'"' | b' ')).count();
    match bytes.get(length) {
        None => Some(None),
        Some(b'\r' | b'\n') => Some(Some(length)),
        Some(_) => None,
    }
}

/// Where a text of this length ends, if it may be so long.
fn within(begin: usize, length: u32) -> Option<usize> {
    let length = usize::try_from(length).ok().filter(|length| *length <= LINE_MAX)?;
    begin.checked_add(length)
}
