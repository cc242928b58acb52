//! Reads a `+MQTTREAD` reply by its lengths, so that a payload may hold any byte.
//!
//! Three layouts are in the manuals and in use: all on one line with quotes; topic and payload on a line of their own; and
//! either without quotes (003, 1.11; 001, 1.11; modules in use print the first).

const TAG: &[u8] = b"+MQTTREAD:";

/// How an abruptly ended reply ends: the module's closing quote, and its final result.
const ENDINGS: [&[u8]; 4] = [b"\"\r\n\r\nOK\r\n", b"\"\r\nOK\r\n", b"\r\n\r\nOK\r\n", b"\r\nOK\r\n"];

/// A message taken from the module by length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The bytes of the stream, from before the tag to the end of the line.
    pub raw: Vec<u8>,
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
}

impl Counted {
    /// Whether nothing waits: `+MQTTREAD: id,0,0,0`.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.topic.is_empty() && self.declared == 0
    }
}

/// What a look at the stream found.
pub(super) enum Parsed {
    /// Not such a reply.
    Not,
    /// Such a reply, and bytes of it are missing.
    NeedsMore,
    /// All of it.
    Whole(Counted),
}

/// Looks for the reply in the first line of `rest`. With `ended`, what is missing will not come: the payload is what there is.
pub(super) fn parse(rest: &[u8], ended: bool) -> Parsed {
    let first_line =
        rest.iter().position(|byte| *byte == b'\n').map_or(rest, |end| rest.get(..end).unwrap_or_default());
    let Some(tag) = first_line.windows(TAG.len()).position(|window| window == TAG) else { return Parsed::Not };
    if first_line.get(..tag).is_some_and(|before| before.iter().any(|byte| matches!(byte, 0x21..=0x7E))) {
        return Parsed::Not; // The tag stands inside another line's text.
    }
    let mut reader = Reader { bytes: rest, at: tag + TAG.len() };
    let Some(header) = reader.header() else {
        return if reader.at_end() { Parsed::NeedsMore } else { Parsed::Not };
    };
    let [client, qos, topic_length, payload_length] = header;
    let mut counted = Counted {
        raw: Vec::new(),
        client,
        qos,
        topic: Vec::new(),
        by_id: false,
        payload: Vec::new(),
        declared: payload_length as usize,
        damaged: tag > 0,
    };
    if topic_length != 0 || payload_length != 0 {
        if reader.separator().is_none() {
            return Parsed::NeedsMore;
        }
        let topic = match reader.topic_id(client) {
            TopicId::Here(digits) => {
                counted.by_id = true;
                Some(digits)
            }
            TopicId::NeedsMore => None,
            TopicId::None => reader.text(topic_length as usize),
        };
        let Some(topic) = topic else { return Parsed::NeedsMore };
        counted.topic = topic.to_vec();
        if reader.separator().is_none() {
            return Parsed::NeedsMore;
        }
        match reader.text(counted.declared) {
            Some(payload) => counted.payload = payload.to_vec(),
            None if ended => return reader.cut_short(counted),
            None => return Parsed::NeedsMore,
        }
    }
    match reader.line_end() {
        Some(clean) => {
            counted.damaged |= !clean;
            counted.raw = rest.get(..reader.at).unwrap_or_default().to_vec();
            Parsed::Whole(counted)
        }
        None => Parsed::NeedsMore,
    }
}

/// Clients up to this one speak MQTT.
const MQTT_CLIENTS: u32 = 100;

/// Digits of 65535.
const LONGEST_ID: usize = 5;

/// What stands in the place of a topic.
enum TopicId<'a> {
    /// These digits.
    Here(&'a [u8]),
    /// Digits so far, if anything.
    NeedsMore,
    /// Something else.
    None,
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    const fn at_end(&self) -> bool {
        self.at >= self.bytes.len()
    }

    fn skip(&mut self, these: &[u8]) {
        while self.peek().is_some_and(|byte| these.contains(&byte)) {
            self.at += 1;
        }
    }

    /// Four numbers with commas between. `None` at the end of what there is, or at something else.
    fn header(&mut self) -> Option<[u32; 4]> {
        let mut numbers = [0; 4];
        for (index, number) in numbers.iter_mut().enumerate() {
            if index > 0 {
                self.skip(b" ");
                if self.peek()? != b',' {
                    return None;
                }
                self.at += 1;
            }
            self.skip(b" ");
            let start = self.at;
            while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
                self.at += 1;
            }
            self.peek()?; // A digit may still follow.
            *number = std::str::from_utf8(self.bytes.get(start..self.at)?).ok()?.parse().ok()?;
        }
        Some(numbers)
    }

    /// A comma, a line break, or both; blanks after them.
    fn separator(&mut self) -> Option<()> {
        self.skip(b" ");
        if self.peek()? == b',' {
            self.at += 1;
            self.skip(b" ");
        }
        if self.peek()? == b'\r' || self.peek()? == b'\n' {
            self.skip(b"\r\n");
        }
        self.peek().map(|_| ())
    }

    /// So many bytes, in quotes or not. In quotes when both quotes stand where the length puts them.
    fn text(&mut self, length: usize) -> Option<&'a [u8]> {
        let quoted = self.peek()? == b'"';
        if quoted {
            let end = self.at.checked_add(1)?.checked_add(length)?;
            if *self.bytes.get(end)? == b'"' {
                let text = self.bytes.get(self.at + 1..end)?;
                self.at = end + 1;
                return Some(text);
            }
        }
        let end = self.at.checked_add(length)?;
        let text = self.bytes.get(self.at..end)?;
        self.at = end;
        Some(text)
    }

    /// The topic id of an MQTT-SN client: digits without quotes, up to the next comma. The length before them counts the digits,
    /// or is the id itself (003, 1.10 and 1.11), so that it cannot be gone by.
    fn topic_id(&mut self, client: u32) -> TopicId<'a> {
        if client <= MQTT_CLIENTS || self.peek() == Some(b'"') {
            return TopicId::None;
        }
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let id = rest.get(..digits).unwrap_or_default();
        match rest.get(digits..).unwrap_or_default().trim_ascii_start().first() {
            None if digits <= LONGEST_ID => TopicId::NeedsMore,
            Some(b',') if (1..=LONGEST_ID).contains(&digits) => {
                self.at += digits;
                TopicId::Here(id)
            }
            _ => TopicId::None,
        }
    }

    /// Goes to the end of the line; whether nothing stood before it.
    fn line_end(&mut self) -> Option<bool> {
        let end = self.bytes.get(self.at..)?.iter().position(|byte| *byte == b'\n')?;
        let clean = self.bytes.get(self.at..self.at + end)?.iter().all(|byte| matches!(byte, b'\r' | b' '));
        self.at += end + 1;
        Some(clean)
    }

    /// Ends a payload that is shorter than announced where the module's final result follows it.
    fn cut_short(mut self, mut counted: Counted) -> Parsed {
        if self.peek() == Some(b'"') {
            self.at += 1;
        }
        let tail = self.bytes.get(self.at..).unwrap_or_default();
        let Some(ending) = ENDINGS.iter().find(|ending| tail.ends_with(ending)) else { return Parsed::NeedsMore };
        let length = tail.len() - ending.len();
        let quote = usize::from(ending.first() == Some(&b'"'));
        counted.payload = tail.get(..length).unwrap_or_default().to_vec();
        counted.damaged = true;
        counted.raw = self.bytes.get(..self.at + length + quote + 2).unwrap_or_default().to_vec();
        Parsed::Whole(counted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Row {
        stream: &'static [u8],
        topic: &'static [u8],
        payload: &'static [u8],
        damaged: bool,
    }

    #[test]
    fn every_layout_of_the_manuals_reads_the_same() {
        for row in [
            Row { stream: b"+MQTTREAD: 1,0,1,3,\"t\",\"a\"b\"\r\n", topic: b"t", payload: b"a\"b", damaged: false },
            Row { stream: b"+MQTTREAD: 1,0,1,3,\r\n\"t\",\"a\"b\"\r\n", topic: b"t", payload: b"a\"b", damaged: false },
            Row { stream: b"+MQTTREAD: 1,0,1,3\r\n\"t\",\"a,b\"\r\n", topic: b"t", payload: b"a,b", damaged: false },
            Row { stream: b"+MQTTREAD:1, 0,1,3, t, a\nb\r\n", topic: b"t", payload: b"a\nb", damaged: false },
            Row {
                stream: b"+MQTTREAD: 1,0,1,6,\"t\",\"\r\nOK\r\n\"\r\n",
                topic: b"t",
                payload: b"\r\nOK\r\n",
                damaged: false,
            },
            Row { stream: b"\xFF+MQTTREAD: 1,0,1,1,\"t\",\"x\"\r\n", topic: b"t", payload: b"x", damaged: true },
            Row { stream: b"+MQTTREAD: 1,0,0,0\r\n", topic: b"", payload: b"", damaged: false },
            Row { stream: b"+MQTTREAD: 1,0,1,0,\"t\",\"\"\r\n", topic: b"t", payload: b"", damaged: false },
            Row { stream: b"+MQTTREAD: 101,1,1,3,7,\"a,b\"\r\n", topic: b"7", payload: b"a,b", damaged: false },
            Row {
                stream: b"+MQTTREAD: 101,1,4711,3,4711,\"a,b\"\r\n",
                topic: b"4711",
                payload: b"a,b",
                damaged: false,
            },
            Row { stream: b"+MQTTREAD: 101,1,2,1,\r\n12 , \"x\"\r\n", topic: b"12", payload: b"x", damaged: false },
            Row { stream: b"+MQTTREAD: 102,1,2,1,\"12\",\"x\"\r\n", topic: b"12", payload: b"x", damaged: false },
            Row {
                stream: b"+MQTTREAD: 102,0,7,2,plant/7,\"ok\"\r\n",
                topic: b"plant/7",
                payload: b"ok",
                damaged: false,
            },
            Row { stream: b"+MQTTREAD: 1,1,2,1,12,x\r\n", topic: b"12", payload: b"x", damaged: false },
        ] {
            for length in 0..row.stream.len() {
                assert!(!matches!(parse(&row.stream[..length], false), Parsed::Whole(_)), "whole at {length}");
            }
            let Parsed::Whole(counted) = parse(row.stream, false) else {
                panic!("{:?}", String::from_utf8_lossy(row.stream))
            };
            assert_eq!((counted.topic.as_slice(), counted.payload.as_slice()), (row.topic, row.payload));
            assert_eq!((counted.raw.as_slice(), counted.damaged), (row.stream, row.damaged));
        }
    }

    #[test]
    fn a_payload_shorter_than_announced_ends_at_the_final_result() {
        let stream = b"+MQTTREAD: 1,0,1,9,\"t\",\"abc\"\r\n\r\nOK\r\n";
        assert!(matches!(parse(b"+MQTTREAD: 1,0,1,90,\"t\",\"abc\"\r\n\r\nOK\r\n", false), Parsed::NeedsMore));
        let long = b"+MQTTREAD: 1,0,1,90,\"t\",\"abc\"\r\n\r\nOK\r\n";
        let Parsed::Whole(counted) = parse(long, true) else { panic!("not ended") };
        assert_eq!((counted.payload.as_slice(), counted.declared, counted.damaged), (&b"abc"[..], 90, true));
        assert!(long.ends_with(b"\r\nOK\r\n") && counted.raw.len() == long.len() - 6);
        assert!(matches!(parse(stream, false), Parsed::Whole(_) | Parsed::NeedsMore));
    }

    #[test]
    fn a_tag_inside_other_text_is_not_a_reply() {
        assert!(matches!(parse(b"+MQTTMSG: 1,0,\"t\",\"+MQTTREAD: 1,0,1,1,x\"\r\n", false), Parsed::Not));
        assert!(matches!(parse(b"+MQTTREAD: (1,2)\r\n", false), Parsed::Not));
    }
}
