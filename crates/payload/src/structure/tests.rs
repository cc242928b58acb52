//! Each format taken apart, and where each stops being itself.

use proptest::prelude::*;

use super::*;

fn rows(format: Format, bytes: &[u8]) -> Vec<(usize, String, Value, Range<usize>)> {
    let structure = format.read(bytes);
    assert_eq!(structure.mistake, None, "{format:?} {bytes:02X?}");
    structure.nodes.into_iter().map(|node| (node.depth, node.label, node.value, node.range)).collect()
}

fn plain(text: &str) -> Value {
    Value::Plain(text.into())
}

#[test]
fn json_is_a_tree_with_the_bytes_of_each_part() {
    assert_eq!(
        rows(Format::Json, br#" {"t":21.50,"list":[true,"a\n"]}"#),
        [
            (0, String::new(), Value::Map(2), 1..32),
            (1, "t".into(), plain("21.50"), 6..11),
            (1, "list".into(), Value::List(2), 19..31),
            (2, "0".into(), plain("true"), 20..24),
            (2, "1".into(), Value::Text("a\n".into()), 25..30),
        ]
    );
}

#[test]
fn cbor_is_a_tree_with_the_bytes_of_each_part() {
    assert_eq!(
        rows(Format::Cbor, b"\xA2\x61t\xF9\x3C\x00\x02\x9F\x20\xC1\x1A\x00\x00\x00\x01\x42ab\xF6\xFF"),
        [
            (0, String::new(), Value::Map(2), 0..20),
            (1, "t".into(), plain("1"), 3..6),
            (1, "2".into(), Value::List(4), 7..20),
            (2, "0".into(), plain("-1"), 8..9),
            (2, "1".into(), Value::Tag(1), 9..15),
            (3, String::new(), plain("1"), 10..15),
            (2, "2".into(), Value::Bytes(2), 15..18),
            (2, "3".into(), plain("null"), 18..19),
        ]
    );
}

#[test]
fn message_pack_is_a_tree_with_the_bytes_of_each_part() {
    assert_eq!(
        rows(Format::MessagePack, b"\x82\xA1t\xCA\x3F\x80\x00\x00\x02\x94\xFF\xC4\x02ab\xD1\xFF\xFE\xD4\x05\x00"),
        [
            (0, String::new(), Value::Map(2), 0..21),
            (1, "t".into(), plain("1"), 3..8),
            (1, "2".into(), Value::List(4), 9..21),
            (2, "0".into(), plain("-1"), 10..11),
            (2, "1".into(), Value::Bytes(2), 11..15),
            (2, "2".into(), plain("-2"), 15..18),
            (2, "3".into(), Value::Tag(5), 18..21),
        ]
    );
}

#[test]
fn an_mqtt_sn_packet_is_its_fields() {
    assert_eq!(
        rows(Format::MqttSn, b"\x09\x0C\x31\x00\x07\x00\x01hi"),
        [
            (0, "Length".into(), plain("9"), 0..1),
            (0, "MsgType".into(), plain("PUBLISH (0x0C)"), 1..2),
            (0, "Flags".into(), plain("QoS 1 Retain predefined"), 2..3),
            (0, "TopicId".into(), plain("7"), 3..5),
            (0, "MsgId".into(), plain("1"), 5..7),
            (0, "Data".into(), Value::Bytes(2), 7..9),
        ]
    );
}

#[test]
fn a_mistake_is_told_at_its_byte() {
    for (format, bytes, at, kind) in [
        (Format::Json, &b"{\"a\":1,}"[..], 7, MistakeKind::NotAllowed),
        (Format::Json, b"{\n \"a\": x}", 8, MistakeKind::NotAllowed),
        (Format::Json, b"{\"a\":", 5, MistakeKind::EndsEarly),
        (Format::Json, b"{} x", 3, MistakeKind::LeftOver),
        (Format::Json, b"\"a\xFF\"", 2, MistakeKind::NotUtf8),
        (Format::Cbor, b"\x82\x01", 2, MistakeKind::EndsEarly),
        (Format::Cbor, b"\x01\x02", 1, MistakeKind::LeftOver),
        (Format::Cbor, b"\x1C", 0, MistakeKind::NotAllowed),
        (Format::MessagePack, b"\x92\x01", 2, MistakeKind::EndsEarly),
        (Format::MessagePack, b"\x91\xC1", 1, MistakeKind::NotAllowed),
        (Format::MessagePack, b"\xA1\xFF", 1, MistakeKind::NotUtf8),
        (Format::MqttSn, b"\x09\x0C\x31", 3, MistakeKind::EndsEarly),
        (Format::MqttSn, b"\x02\xEE", 1, MistakeKind::NotAllowed),
        (Format::MqttSn, b"\x02\x17\x00", 2, MistakeKind::LeftOver),
    ] {
        assert_eq!(format.read(bytes).mistake, Some(Mistake { at, kind }), "{format:?} {bytes:02X?}");
    }
    for (format, open) in [(Format::Json, b'['), (Format::Cbor, 0x81), (Format::MessagePack, 0x91)] {
        let kind = format.read(&[open; 1_000]).mistake.unwrap().kind;
        assert!(matches!(kind, MistakeKind::TooDeep | MistakeKind::EndsEarly), "{format:?}: {kind:?}");
    }
}

#[test]
fn the_likeliest_format_is_found() {
    for (bytes, expected) in [
        (&b" {\"a\""[..], Some(Format::Json)),
        (b"\xA1\x61a\x01", Some(Format::Cbor)),
        (b"\x81\xA1a\x01", Some(Format::MessagePack)),
        (b"\x09\x0C\x31\x00\x07\x00\x01hi", Some(Format::MqttSn)),
        (b"hello", None),
        (b"", None),
    ] {
        assert_eq!(Format::of(bytes), expected, "{bytes:02X?}");
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_without_a_panic_and_within_themselves(bytes: Vec<u8>) {
        for format in Format::ALL {
            let structure = format.read(&bytes);
            prop_assert!(structure.mistake.is_none_or(|mistake| mistake.at <= bytes.len()));
            prop_assert!(structure.nodes.iter().all(|node| node.range.start <= node.range.end && node.range.end <= bytes.len()));
        }
    }
}
