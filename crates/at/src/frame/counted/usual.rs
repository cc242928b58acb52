//! Reads a whole reply at once in the layout that modules print today: most come so, and need none of the stages.
//!
//! It knows no rules of its own: what it takes, the stages would take in the same way, and it takes nothing else.

use std::ops::Range;

use super::body::within;
use super::{Form, LONGEST_ID, Reading, TAG};

/// Digits of a number that cannot become too large.
const DIGITS: usize = 9;

impl Reading {
    /// Reads a reply of which nothing was read before: tag, numbers, topic and payload in quotes, with nothing else between, and CR LF behind them.
    /// Whether it is one, and all of it has come.
    pub(super) fn read_usual(&mut self, bytes: &[u8]) -> bool {
        let Some(usual) = Usual::of(bytes) else { return false };
        let Usual { header, topic, payload } = usual;
        // As much as the stages examine of a topic and a payload in quotes.
        let examined = |text: &Range<usize>| (text.len() + 2).min(LONGEST_ID + 1);
        self.stepped_over = topic.len() + payload.len() + 4 - examined(&topic) - examined(&payload);
        (self.at, self.header, self.topic_is) = (payload.end + LINE_END.len(), header, Form::Quoted);
        (self.topic, self.payload) = (topic, payload);
        true
    }
}

/// What ends the payload, and the reply.
const LINE_END: &[u8] = b"\"\r\n";

struct Usual {
    header: [u32; 4],
    topic: Range<usize>,
    payload: Range<usize>,
}

impl Usual {
    fn of(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(TAG)?.strip_prefix(b" ")?;
        let mut header = [0; 4];
        for number in &mut header {
            (*number, rest) = number_and_comma(rest)?;
        }
        let [_, _, topic, payload] = header;
        if topic == 0 && payload == 0 {
            return None;
        }
        let begin = bytes.len() - rest.strip_prefix(b"\"")?.len();
        let topic = begin..within(begin, topic)?;
        let begin = topic.end + b"\",\"".len();
        if bytes.get(topic.end..begin) != Some(b"\",\"") {
            return None;
        }
        let payload = begin..within(begin, payload)?;
        (bytes.get(payload.end..payload.end + LINE_END.len()) == Some(LINE_END)).then_some(Self {
            header,
            topic,
            payload,
        })
    }
}

/// A number with a comma right behind it, and what follows.
fn number_and_comma(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (mut number, mut digits) = (0, 0);
    for byte in bytes {
        match byte {
            b'0'..=b'9' if digits < DIGITS => number = number * 10 + u32::from(byte - b'0'),
            b',' if digits > 0 => return Some((number, bytes.get(digits + 1..)?)),
            _ => return None,
        }
        digits += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::{Stage, Step};
    use super::*;

    /// By the stages alone.
    fn by_stages(bytes: &[u8]) -> (Step, u64) {
        let mut examined = 0;
        // In the tag nothing is read yet, and what reads all at once is not asked any more.
        let mut reading = Reading { stage: Stage::Tag, ..Reading::default() };
        (reading.advance(bytes, b"", &mut examined), examined)
    }

    #[test]
    fn what_it_takes_the_stages_take_in_the_same_way() {
        let mut taken = 0;
        for (client, qos, topic, payload) in [
            (1, 0, "t", "abc"),
            (1, 2, "plant/7/press", "{\"n\":1,\"text\":\"a,\"b\"\r\nOK\r\n\"}"),
            (101, 1, "12", ""),
            (6, 1, "", "x"),
            (4_000_000_000_u32, 0, "t", "x"),
            (1, 0, "", ""),
        ] {
            let whole = format!(
                "+MQTTREAD: {client},{qos},{},{},\"{topic}\",\"{payload}\"\r\n\r\nOK\r\n",
                topic.len(),
                payload.len()
            );
            let whole = whole.as_bytes();
            let cut = (0..whole.len()).filter_map(|length| whole.get(..length)).map(<[u8]>::to_vec);
            let changed = (0..whole.len()).flat_map(|at| {
                [b'"', b' ', b',', b'7', b'\r'].map(|byte| {
                    let mut bytes = whole.to_vec();
                    bytes[at] = byte;
                    bytes
                })
            });
            for bytes in [whole.to_vec()].into_iter().chain(cut).chain(changed) {
                let mut reading = Reading::default();
                if !reading.read_usual(&bytes) {
                    continue;
                }
                taken += 1;
                let shown = String::from_utf8_lossy(&bytes).into_owned();
                let (Step::Whole(length, counted), examined) = by_stages(&bytes) else {
                    panic!("not whole: {shown:?}")
                };
                let mut at_once = 0;
                let Step::Whole(same, usual) = Reading::default().advance(&bytes, b"AT+MQTTREAD=1", &mut at_once)
                else {
                    panic!("not taken: {shown:?}")
                };
                assert_eq!((length, counted, examined), (same, usual, at_once), "{shown:?}");
            }
        }
        assert!(taken > 100, "{taken}");
    }
}
