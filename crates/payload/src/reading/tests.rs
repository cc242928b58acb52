//! What people paste, and what our own copies give back.

use proptest::prelude::*;

use super::*;
use crate::Notation;

fn ways(text: &str) -> Vec<(Way, Certainty)> {
    readings(text, Encoding::Utf8).into_iter().map(|reading| (reading.way, reading.certainty)).collect()
}

#[test]
fn what_is_plain_is_read_without_asking() {
    for (text, way, bytes) in [
        ("AA 55", Way::Hex, &b"\xAA\x55"[..]),
        ("aa:55:00", Way::Hex, b"\xAA\x55\x00"),
        ("aa-55", Way::Hex, b"\xAA\x55"),
        ("AA 55 0x01", Way::Hex, b"\xAA\x55\x01"),
        ("AA 55 0x1", Way::Hex, b"\xAA\x55\x01"),
        ("0xAA, 0x55", Way::Numbers, b"\xAA\x55"),
        ("0xAA 0x55", Way::Numbers, b"\xAA\x55"),
        ("0xAA", Way::Numbers, b"\xAA"),
        (r"\xAA\x55", Way::Literal, b"\xAA\x55"),
        (r#""\xAA\x55""#, Way::Literal, b"\xAA\x55"),
        (r"b'\xaa\x55'", Way::Literal, b"\xAA\x55"),
        ("const uint8_t frame[] = {\n  0xAA, /* start */\n  85, // U\n  'A'\n};", Way::Numbers, b"\xAA\x55A"),
        ("unsigned char x[2] = { 1, 2 };", Way::Numbers, b"\x01\x02"),
        ("let frame: [u8; 3] = [0xAA, 0x55u8, 0b11];", Way::Numbers, b"\xAA\x55\x03"),
        ("&[0xAA, 0x55]", Way::Numbers, b"\xAA\x55"),
        ("vec![0xAA, 0x55]", Way::Numbers, b"\xAA\x55"),
        ("frame = bytes([0xAA, 85])", Way::Numbers, b"\xAA\x55"),
        ("int8_t x[] = { -1, -128 };", Way::Numbers, b"\xFF\x80"),
        ("payload = (\n  b\"one\"\n  b\"two\"\n)", Way::Literal, b"onetwo"),
        ("00000000: 6865 6c6c 6f0a                           hello.", Way::Dump, b"hello\n"),
        ("00000000: 6361 6665                                cafe", Way::Dump, b"cafe"),
        ("0000  68 65 6C 6C  6F\n0005  21", Way::Dump, b"hello!"),
        ("00000000  aa 55 |.U|\n00000002", Way::Dump, b"\xAA\x55"),
        ("hello", Way::Text, b"hello"),
        ("{\"t\":21.5}", Way::Text, b"{\"t\":21.5}"),
        ("{}", Way::Text, b"{}"),
        ("a b c", Way::Text, b"a b c"),
        ("be a fad", Way::Text, b"be a fad"),
        ("7", Way::Text, b"7"),
        ("grüße", Way::Text, "grüße".as_bytes()),
    ] {
        let found = readings(text, Encoding::Utf8);
        let first = obvious(&found).unwrap_or_else(|| panic!("{text:?} is not obvious: {found:?}"));
        assert_eq!((first.way, first.bytes.as_slice()), (way, bytes), "{text:?}");
    }
}

#[test]
fn what_can_be_two_things_is_asked() {
    for (text, expected) in [
        ("deadbeef", vec![Way::Hex, Way::Base64, Way::Text]),
        ("41", vec![Way::Hex, Way::Text]),
        ("qlU=", vec![Way::Base64, Way::Text]),
        ("[1, 2, 3]", vec![Way::Numbers, Way::Text]),
        ("1, 2, 3", vec![Way::Numbers, Way::Text]),
        ("10, 20", vec![Way::Numbers, Way::Hex, Way::Text]),
        ("12 34 5", vec![Way::Numbers, Way::Hex, Way::Text]),
        ("0xAA 55", vec![Way::Numbers, Way::Hex, Way::Text]),
        ("AA 55 5", vec![Way::Hex, Way::Text]),
        ("1 2 3", vec![Way::Numbers, Way::Text]),
        ("\"hello\"", vec![Way::Literal, Way::Text]),
    ] {
        let found: Vec<Way> = ways(text).into_iter().map(|(way, _)| way).collect();
        assert_eq!(found, expected, "{text:?}");
        assert_eq!(obvious(&readings(text, Encoding::Utf8)), None, "{text:?}");
    }
}

proptest! {
    #[test]
    fn every_copy_gives_its_bytes_back(bytes in proptest::collection::vec(any::<u8>(), 1..70)) {
        for notation in Notation::ALL {
            for encoding in [Encoding::Utf8, Encoding::Gbk, Encoding::Latin1] {
                let text = notation.write(&bytes, encoding);
                let found = readings(&text, encoding);
                let is_there = found.iter().any(|reading| reading.bytes == bytes);
                prop_assert!(is_there, "{:?}: {:?} -> {:?}", notation, text, found);
                if matches!(notation, Notation::C | Notation::Rust | Notation::Python | Notation::Dump) {
                    prop_assert_eq!(&found[0].bytes, &bytes, "{:?}: {:?}", notation, text);
                    prop_assert_eq!(found[0].certainty, Certainty::Plain);
                }
            }
        }
    }

    #[test]
    fn any_text_can_be_meant_as_itself(text: String) {
        let is_itself = |reading: &Reading| reading.bytes == text.as_bytes();
        let escapes = text.contains('⟨');
        prop_assert!(escapes || readings(&text, Encoding::Utf8).iter().any(is_itself));
    }
}
