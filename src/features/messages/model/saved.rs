//! The messages as a file: JSON lines.

use serde::Serialize;
use workbench_payload::notation::pairs;
use workbench_record::Zero;

use crate::state::StoredMessage;

/// A line of the file.
#[derive(Debug, Serialize)]
struct MessageLine<'a> {
    number: u64,
    time: String,
    client: u8,
    topic: &'a str,
    #[serde(rename = "topicId", skip_serializing_if = "Option::is_none")]
    topic_id: Option<u16>,
    qos: u8,
    bytes: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(rename = "payloadHex")]
    payload_hex: String,
    #[serde(rename = "mayBeCut", skip_serializing_if = "std::ops::Not::not")]
    may_be_cut: bool,
}

/// One line a message. `payloadHex` always holds every byte; `text` is there for people, where the bytes are UTF-8.
pub(crate) fn json_lines<'a>(messages: impl Iterator<Item = &'a StoredMessage>, base: Zero) -> String {
    let mut lines = String::new();
    for stored in messages {
        let message = &stored.message;
        let row = MessageLine {
            number: stored.number,
            time: base.iso(stored.at),
            client: message.client.number(),
            topic: &message.topic,
            topic_id: message.topic_id.map(|id| id.number()),
            qos: message.qos,
            bytes: message.payload.len(),
            text: std::str::from_utf8(&message.payload).ok(),
            payload_hex: pairs(&message.payload, ""),
            may_be_cut: message.may_be_cut,
        };
        // Texts and numbers alone always make JSON.
        lines.push_str(&serde_json::to_string(&row).unwrap_or_default());
        lines.push('\n');
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::topics::tests::message;
    use super::*;

    #[test]
    fn every_byte_is_saved() {
        let stored = |number, payload| StoredMessage { number, at: 5, message: message("a/b", payload) };
        let messages = [stored(3, b"\"x\""), stored(4, b"\x00\xFF")];
        let expected = "{\"number\":3,\"time\":\"1970-01-01T00:00:00.005Z\",\"client\":1,\"topic\":\"a/b\",\"qos\":1,\"bytes\":3,\
                        \"text\":\"\\\"x\\\"\",\"payloadHex\":\"227822\"}\n\
                        {\"number\":4,\"time\":\"1970-01-01T00:00:00.005Z\",\"client\":1,\"topic\":\"a/b\",\"qos\":1,\"bytes\":2,\
                        \"payloadHex\":\"00FF\"}\n";
        assert_eq!(json_lines(messages.iter(), Zero(0)), expected);
    }
}
