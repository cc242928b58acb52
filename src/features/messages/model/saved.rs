//! The messages as a file: JSON lines.

use serde::Serialize;
use workbench_payload::notation::pairs;
use workbench_record::Zero;

use super::entry::Entry;

/// A line of the file.
#[derive(Debug, Serialize)]
struct MessageLine<'a> {
    number: u64,
    /// Whether this page sent it. Its number then counts those that were sent.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    sent: bool,
    time: String,
    client: u8,
    topic: &'a str,
    #[serde(rename = "topicId", skip_serializing_if = "Option::is_none")]
    topic_id: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    qos: Option<u8>,
    bytes: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(rename = "payloadHex")]
    payload_hex: String,
    #[serde(rename = "mayBeCut", skip_serializing_if = "std::ops::Not::not")]
    may_be_cut: bool,
}

/// One line a message. `payloadHex` always holds every byte; `text` is there for people, where the bytes are UTF-8.
pub(crate) fn json_lines<'a>(entries: impl Iterator<Item = Entry<'a>>, base: Zero) -> String {
    let mut lines = String::new();
    for entry in entries {
        let payload = entry.payload();
        let (number, came) = match entry {
            Entry::Came(stored) => (stored.number, Some(&stored.message)),
            Entry::Sent(sent) => (sent.number, None),
        };
        let row = MessageLine {
            number,
            sent: came.is_none(),
            time: base.iso(entry.at()),
            client: entry.client().number(),
            topic: entry.raw_topic(),
            topic_id: came.and_then(|message| message.topic_id).map(|id| id.number()),
            qos: came.map(|message| message.qos),
            bytes: payload.len(),
            text: std::str::from_utf8(payload).ok(),
            payload_hex: pairs(payload, ""),
            may_be_cut: came.is_some_and(|message| message.may_be_cut),
        };
        // Texts and numbers alone always make JSON.
        lines.push_str(&serde_json::to_string(&row).unwrap_or_default());
        lines.push('\n');
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::entry::Traffic;
    use super::super::entry::tests::traffic;
    use super::super::index::{Asked, Index};
    use super::*;

    #[test]
    fn every_byte_is_saved() {
        let (messages, sent) = traffic(&[("<a/b", b"\"x\""), (">c", b"up"), ("<a/b", b"\x00\xFF")]);
        let traffic = Traffic { messages: &messages, sent: &sent };
        let mut index = Index::default();
        index.refresh(traffic, &Asked { sent: true, ..Asked::default() }, usize::MAX);
        let expected = "{\"number\":0,\"time\":\"1970-01-01T00:00:00.000Z\",\"client\":1,\"topic\":\"a/b\",\"qos\":1,\"bytes\":3,\
                        \"text\":\"\\\"x\\\"\",\"payloadHex\":\"227822\"}\n\
                        {\"number\":0,\"sent\":true,\"time\":\"1970-01-01T00:00:00.100Z\",\"client\":1,\"topic\":\"c\",\"bytes\":2,\
                        \"text\":\"up\",\"payloadHex\":\"7570\"}\n\
                        {\"number\":1,\"time\":\"1970-01-01T00:00:00.200Z\",\"client\":1,\"topic\":\"a/b\",\"qos\":1,\"bytes\":2,\
                        \"payloadHex\":\"00FF\"}\n";
        assert_eq!(json_lines(index.shown(traffic), Zero(0)), expected);
    }
}
