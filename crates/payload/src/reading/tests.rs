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
        ("1013", vec![Way::Hex, Way::Base64, Way::Text]),
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

#[test]
fn what_is_nearly_hex_is_never_silently_text() {
    for (text, part, hex) in [
        ("12 34 567", Some("567"), Some(&b"\x12\x34\x05\x67"[..])),
        ("12 34 5", Some("5"), Some(b"\x12\x34\x05")),
        ("AA550", Some("AA550"), Some(b"\x0A\xA5\x50")),
        ("0x155", Some("0x155"), Some(b"\x01\x55")),
        ("AA 5G", Some("5G"), None),
        ("AA 5O", Some("5O"), None),
        ("AA GG", Some("GG"), None),
        ("AA55G", Some("AA55G"), None),
        ("AA:55:0G", Some("0G"), None),
        ("AA 55 01 end", Some("end"), None),
        ("Tx: AA 55 01", Some("Tx"), None),
        ("0xAA, 0x5G", Some("0x5G"), None),
        ("0xAA, 0x155", Some("0x155"), Some(b"\xAA\x01\x55")),
        ("uint8_t x[] = { 0xAA, 0x5G };", Some("0x5G"), None),
        (r"\xAA\x5G", Some(r"\x5G"), None),
        ("00000000: 6865 6c6 6f0a  hello.", Some("6c6"), None),
        (
            "550e8400-e29b-41d4-a716-44665544000",
            Some("44665544000"),
            Some(b"U\x0e\x84\x00\xe2\x9b\x41\xd4\xa7\x16\x04\x46\x65\x54\x40\x00"),
        ),
        ("<aa55 01>", None, Some(b"\xAA\x55\x01")),
        ("[AA 55]", None, Some(b"\xAA\x55")),
        ("\"AA 55\"", None, Some(b"\xAA\x55")),
        ("x'AA55'", None, Some(b"\xAA\x55")),
        ("AA|55", None, Some(b"\xAA\x55")),
        ("AA_55", None, Some(b"\xAA\x55")),
        ("AA.55.01", None, Some(b"\xAA\x55\x01")),
        ("%AA%55", None, Some(b"\xAA\x55")),
        ("#AA55FF", None, Some(b"\xAA\x55\xFF")),
        ("$12 $15", None, Some(b"\x12\x15")),
        ("\u{FF21}\u{FF21} \u{FF15}\u{FF15}", None, Some(b"\xAA\x55")),
        ("AA、55", None, Some(b"\xAA\x55")),
        ("12:34:56", None, Some(b"\x12\x34\x56")),
        ("-12 -34", None, Some(b"\x12\x34")),
    ] {
        let found = readings(text, Encoding::Utf8);
        assert_eq!(obvious(&found), None, "{text:?}: {found:?}");
        assert_eq!(stray(text).as_deref(), part, "{text:?}");
        let read = found.iter().find(|reading| reading.way == Way::Hex).map(|reading| reading.bytes.as_slice());
        assert_eq!(read, hex, "{text:?}");
    }
}

#[test]
fn other_marks_of_hexadecimal_digits_are_read() {
    for (text, bytes) in [
        ("$AA $55", &b"\xAA\x55"[..]),
        ("$AA$55", b"\xAA\x55"),
        ("AAh 55h", b"\xAA\x55"),
        ("0AAh, 55h", b"\xAA\x55"),
        ("&HAA &H55", b"\xAA\x55"),
        ("16#AA 16#55", b"\xAA\x55"),
        ("xAA x55", b"\xAA\x55"),
        ("0xAA0x55", b"\xAA\x55"),
        ("0x100x20", b"\x10\x20"),
        ("AA/55", b"\xAA\x55"),
    ] {
        let found = readings(text, Encoding::Utf8);
        let first = found.first().unwrap_or_else(|| panic!("{text:?}"));
        assert_eq!((first.way, first.bytes.as_slice()), (Way::Hex, bytes), "{text:?}: {found:?}");
        assert_eq!(stray(text), None, "{text:?}");
    }
}

#[test]
fn ordinary_text_is_text_and_nobody_is_asked() {
    for text in [
        "hello 12",
        "hello 12 34",
        "2024-01-01",
        "2024-01-01 12:34:56",
        "2024-01-01T00:00:00Z",
        "01/02/2024 10:30",
        "12:34:56 started",
        "12:34:56.789",
        "{\"t\":21.5,\"h\":40}",
        "{\"aa\":12,\"bb\":34,\"cc\":567}",
        "[21.5, 22, 23, 24]",
        "[12, 34, 567]",
        "12345",
        "be a fad",
        "bad",
        "a bad cab",
        "ad hoc",
        "be at",
        "12 cm",
        "12 and 34",
        "12 34 kg",
        "5G",
        "device1",
        "sensor-7",
        "plant/7/ab",
        "192.168.1.300",
        "10.20.30.40",
        "fe80::1",
        "mqtt.example.com:1883",
        "temp 21 hum 45",
        "2024,12,34,21.5",
        "2024 was a good year",
        "+86 138 0013 8000",
        "The register 0x40 is set, and so is bit 3",
        "AT+CSQ",
        "+CSQ: 21,99",
        "$GPGGA,092750.000,5321.6802,N,00630.3372,W,1,8,1.03,61.7,M,55.2,M,,*76",
        "one\ntwo\nthree",
        "",
    ] {
        let found = readings(text, Encoding::Utf8);
        let ways: Vec<Way> = found.iter().map(|reading| reading.way).collect();
        assert!(ways.iter().all(|way| matches!(way, Way::Text | Way::Base64)), "{text:?}: {found:?}");
        assert_eq!(stray(text), None, "{text:?}");
    }
}

proptest! {
    #[test]
    fn pairs_with_one_that_is_spoiled_are_never_silently_text(
        bytes in proptest::collection::vec(any::<u8>(), 3..20),
        at in any::<proptest::sample::Index>(),
        spoiled in "[0-9][0-9A-F]{2}|[0-9][G-Z]|[0-9A-F]{3}",
        gap in prop_oneof![Just(" "), Just(":"), Just(", "), Just("  "), Just("\n")],
        mark in prop_oneof![Just(""), Just("0x"), Just("$"), Just("\\x")],
    ) {
        let mut parts: Vec<String> = bytes.iter().map(|byte| format!("{mark}{byte:02X}")).collect();
        let at = at.index(parts.len());
        parts[at] = format!("{mark}{spoiled}");
        let text = parts.join(gap);
        let found = readings(&text, Encoding::Utf8);
        prop_assert!(obvious(&found).is_none_or(|first| first.way != Way::Text), "{:?}: {:?}", text, found);
    }

    #[test]
    fn whole_pairs_never_have_a_stray_part(bytes in proptest::collection::vec(any::<u8>(), 1..20), gap in "[ :,-]| , |\n") {
        let parts: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        prop_assert_eq!(stray(&parts.join(&gap)), None);
    }

    #[test]
    fn words_have_no_stray_part(words in proptest::collection::vec("[a-z]{3,9}", 1..12)) {
        prop_assert_eq!(stray(&words.join(" ")), None);
    }

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
