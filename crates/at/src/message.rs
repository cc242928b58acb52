//! A received MQTT message, and the parser for the form in which the module prints it directly.

use crate::args::{ClientIndex, TopicId, text_of};

/// How a message came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Way {
    /// `+MQTTMSG`: printed as it is, with nothing that says where it ends.
    Direct,
    /// `+MQTTREAD`: read by length.
    ByLength,
}

/// One message from the broker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The client that received it.
    pub client: ClientIndex,
    /// Quality of service, as the module gave it.
    pub qos: u8,
    /// The topic; for an MQTT-SN client it may be a number.
    pub topic: String,
    /// The number of the topic, where it came by its number, as MQTT-SN can (003, 1.9).
    pub topic_id: Option<TopicId>,
    /// The payload, byte for byte.
    pub payload: Vec<u8>,
    /// How it came.
    pub way: Way,
    /// Whether part of it may be missing.
    pub may_be_cut: bool,
    /// Whether bytes of it were lost, doubled or disturbed on the line.
    pub damaged: bool,
}

impl Message {
    /// The most that a module reads of a message by its length, in bytes (003, 1.11). What was longer has lost its end, and nothing says so.
    pub const READ_MAX: usize = 1024;

    /// Whether it is as long as a module reads at most, so that its end may be missing.
    #[must_use]
    pub fn is_at_read_limit(&self) -> bool {
        self.way == Way::ByLength && self.payload.len() >= Self::READ_MAX
    }
}

/// The beginning of a `+MQTTMSG`: everything before the payload, and what there is of that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Direct {
    pub(crate) client: ClientIndex,
    pub(crate) qos: u8,
    pub(crate) topic: String,
    /// The topic, where it came as a topic id.
    pub(crate) topic_id: Option<TopicId>,
    /// The payload so far, with its opening quote already gone, and with the line end.
    pub(crate) body: Vec<u8>,
    pub(crate) quoted: bool,
}

/// The same, still in the line.
#[derive(Debug)]
pub(crate) struct Begun<'a> {
    client: ClientIndex,
    qos: u8,
    topic: &'a [u8],
    topic_quoted: bool,
    body: &'a [u8],
    quoted: bool,
}

impl<'a> Begun<'a> {
    /// Reads `id,qos,"topic","payload"` (003, 1.9). Quotes are optional, and blanks may follow the commas.
    pub(crate) fn of(rest: &'a [u8]) -> Option<Self> {
        let (client, rest) = number(rest)?;
        let (qos, rest) = number(rest)?;
        let typeset = if rest.first() == OPEN.first() { typeset(rest) } else { None };
        let topic_quoted = rest.first() == Some(&b'"') || typeset.is_some();
        let (topic, body) = match rest {
            [b'"', inner @ ..] => {
                let ends =
                    |at: &usize| inner.get(at + 1..).is_some_and(|tail| tail.trim_ascii_start().first() == Some(&b','));
                let end = memchr::memchr_iter(b'"', inner).find(ends)?;
                let tail = inner.get(end + 1..)?.trim_ascii_start();
                (inner.get(..end)?, tail.get(1..)?)
            }
            _ if typeset.is_some() => typeset?,
            _ => {
                let end = memchr::memchr(b',', rest)?;
                (rest.get(..end)?, rest.get(end + 1..)?)
            }
        };
        let (quoted, body) = match without_blanks(body) {
            _ if typeset.is_some() => (false, body),
            [b'"', inner @ ..] => (true, inner),
            body => (false, body),
        };
        let client = ClientIndex::new(u8::try_from(client).ok()?)?;
        Some(Self { client, qos: u8::try_from(qos).ok()?, topic, topic_quoted, body, quoted })
    }

    /// The beginning, out of the line.
    pub(crate) fn into_direct(self) -> Direct {
        let Self { client, qos, topic, topic_quoted, body, quoted } = self;
        let topic = text_of(topic);
        let topic_id = if topic_quoted || !client.is_sn() { None } else { topic_id(&topic) };
        Direct { client, qos, topic, topic_id, body: body.to_vec(), quoted }
    }
}

impl Direct {
    /// Reads what stands behind the tag.
    pub(crate) fn parse(rest: &[u8]) -> Option<Self> {
        Begun::of(rest).map(Begun::into_direct)
    }

    /// Whether the payload ends where a payload can end.
    pub(crate) fn is_closed(&self) -> bool {
        !self.quoted || closes(&self.body)
    }

    /// The message, as far as it has come. `limit` is the longest payload that the module prints.
    pub(crate) fn finish(self, limit: usize) -> Message {
        let closed = self.is_closed();
        let body = without_line_end(&self.body);
        let length = if self.quoted && closed { without_end(body).len().saturating_sub(1) } else { body.len() };
        let mut payload = self.body;
        payload.truncate(length);
        Message {
            client: self.client,
            qos: self.qos,
            topic: self.topic,
            topic_id: self.topic_id,
            payload,
            way: Way::Direct,
            may_be_cut: !closed || length >= limit,
            damaged: false,
        }
    }
}

/// The quotes of a word processor.
const OPEN: &[u8] = "“".as_bytes();
const CLOSE: &[u8] = "”".as_bytes();

/// Topic and payload in the quotes of a word processor, as an example of the manual has them (004, 4.2.4), where both stand whole on the line.
fn typeset(rest: &[u8]) -> Option<(&[u8], &[u8])> {
    let inner = rest.strip_prefix(OPEN)?;
    let end = memchr::memmem::find(inner, CLOSE)?;
    let (topic, behind) = inner.split_at(end);
    let behind = behind.strip_prefix(CLOSE)?.trim_ascii_start().strip_prefix(b",")?;
    let payload = without_blanks(behind).strip_prefix(OPEN)?.trim_ascii_end().strip_suffix(CLOSE)?;
    Some((topic, payload))
}

/// The topic id that a text is, if it is one.
pub(crate) fn topic_id(text: &str) -> Option<TopicId> {
    TopicId::new(text.trim().parse().ok()?).ok()
}

/// Whether a line ends in a quote. The NUL that ends a text in the firmware may stand behind it.
pub(crate) fn closes(line: &[u8]) -> bool {
    without_end(line).last() == Some(&b'"')
}

fn without_end(mut bytes: &[u8]) -> &[u8] {
    while let [rest @ .., 0 | b' ' | b'\t' | b'\r' | b'\n'] = bytes {
        bytes = rest;
    }
    bytes
}

fn without_line_end(bytes: &[u8]) -> &[u8] {
    match bytes {
        [text @ .., b'\r', b'\n'] | [text @ .., b'\n' | b'\r'] => text,
        _ => bytes,
    }
}

fn without_blanks(mut bytes: &[u8]) -> &[u8] {
    while let [b' ', rest @ ..] = bytes {
        bytes = rest;
    }
    bytes
}

/// A number and the comma behind it; blanks are skipped.
fn number(rest: &[u8]) -> Option<(u32, &[u8])> {
    let rest = rest.trim_ascii_start();
    let (number, tail) = match rest {
        [digit @ b'0'..=b'9', b',', tail @ ..] => (u32::from(digit - b'0'), tail),
        _ => {
            let end = memchr::memchr(b',', rest)?;
            let digits = std::str::from_utf8(rest.get(..end)?).ok()?;
            (digits.trim().parse().ok()?, rest.get(end + 1..)?)
        }
    };
    Some((number, without_blanks(tail)))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Row {
        rest: &'static [u8],
        topic: &'static str,
        payload: &'static [u8],
        closed: bool,
    }

    #[test]
    fn the_payload_reaches_from_its_first_quote_to_the_last_of_the_line() {
        for row in [
            Row { rest: b"1,0,\"t\",\"Test\"\r\n", topic: "t", payload: b"Test", closed: true },
            Row { rest: b"1,0, \"topic\", \"11\"\r\n", topic: "topic", payload: b"11", closed: true },
            Row {
                rest: b"1,0,\"t\",\"{\"a\":\"b\",\"c\":1}\"\r\n",
                topic: "t",
                payload: b"{\"a\":\"b\",\"c\":1}",
                closed: true,
            },
            Row { rest: b"1,0,\"t\",\"\"\r\n", topic: "t", payload: b"", closed: true },
            Row {
                rest: "1,0,“t”,“Te”st”\r\n".as_bytes(), topic: "t", payload: "Te”st".as_bytes(), closed: true
            },
            Row { rest: "1,0, “t”, “” \r\n".as_bytes(), topic: "t", payload: b"", closed: true },
            Row {
                rest: "1,0,\"t\",\"“a”\"\r\n".as_bytes(), topic: "t", payload: "“a”".as_bytes(), closed: true
            },
            Row { rest: b"1,0,t,x,y\r\n", topic: "t", payload: b"x,y", closed: true },
            Row { rest: b"101,1,7,\"x\"\r\n", topic: "7", payload: b"x", closed: true },
            Row { rest: b"1,0,\"t\",\"\xFF\x00\"\n", topic: "t", payload: b"\xFF\x00", closed: true },
            Row { rest: b"1,0,\"t\",\"half\r\n", topic: "t", payload: b"half", closed: false },
        ] {
            let direct = Direct::parse(row.rest).unwrap();
            assert_eq!(direct.is_closed(), row.closed);
            let message = direct.finish(1500);
            assert_eq!((message.topic.as_str(), message.payload.as_slice()), (row.topic, row.payload));
            assert_eq!(message.may_be_cut, !row.closed);
        }
    }

    #[test]
    fn a_number_without_quotes_is_a_topic_id_of_mqtt_sn() {
        for (rest, expected) in [
            (&b"101,1,7,\"x\"\r\n"[..], Some(7)),
            (b"102,1, 65535 ,\"x\"\r\n", Some(65_535)),
            (b"101,1,\"7\",\"x\"\r\n", None),
            (b"101,1,ab,\"x\"\r\n", None),
            (b"101,1,0,\"x\"\r\n", None),
            (b"1,1,7,\"x\"\r\n", None),
        ] {
            let message = Direct::parse(rest).unwrap().finish(1500);
            assert_eq!(message.topic_id.map(TopicId::number), expected, "{:?}", String::from_utf8_lossy(rest));
        }
    }

    #[test]
    fn what_is_no_message_is_refused() {
        for rest in [&b""[..], b"1", b"1,0", b"1,0,\"t\"", b"9,0,\"t\",\"x\"", b"x,0,\"t\",\"x\""] {
            assert_eq!(Direct::parse(rest), None, "{:?}", String::from_utf8_lossy(rest));
        }
    }
}
