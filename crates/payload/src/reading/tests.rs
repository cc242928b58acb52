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
        ("const uint8_t x[2] __attribute__((aligned(4))) = { 0xAA, 0x55 };", Way::Numbers, b"\xAA\x55"),
        ("{0xAAU, 0x55UL, (uint8_t)0x01, (unsigned char) 2,}", Way::Numbers, b"\xAA\x55\x01\x02"),
        ("#define FRAME { 0xAA, 0x55 }", Way::Numbers, b"\xAA\x55"),
        ("byte[] data = new byte[] { 0xAA, 0x55 };", Way::Numbers, b"\xAA\x55"),
        ("new byte[]{(byte)0xAA, 0x55}", Way::Numbers, b"\xAA\x55"),
        ("data := []byte{0xAA, 0x55}", Way::Numbers, b"\xAA\x55"),
        ("byteArrayOf(0xAA.toByte(), 0x55)", Way::Numbers, b"\xAA\x55"),
        ("new Uint8Array([0xAA, 0x55])", Way::Numbers, b"\xAA\x55"),
        ("[\n  0xAA, # start\n  0x55, # length\n]", Way::Numbers, b"\xAA\x55"),
        ("<<0xAA, 0x55>>", Way::Numbers, b"\xAA\x55"),
        (".byte 0xAA, 0x55", Way::Hex, b"\xAA\x55"),
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

/// What the programs themselves wrote of the same 18 bytes: hexdump and od of util-linux and coreutils, xxd, tcpdump, gdb, Format-Hex and DEBUG.
#[test]
fn the_dump_of_each_program_is_read() {
    let whole = &b"Hello World!\n\x00\xFF\x01AB"[..];
    for (text, bytes) in [
        ("0000000 6548 6c6c 206f 6f57 6c72 2164 000a 01ff\n0000010 4241\n0000012", whole),
        ("0000000 6548 6c6c 206f 6f57 6c72 2164 000a 01ff\n0000020 4241\n0000022", whole),
        ("0000000 062510 066154 020157 067527 066162 020544 000012 000777\n0000020 041101\n0000022", whole),
        ("0000000 6548 006c\n0000003", b"Hel"),
        ("0000000 48 65 6c 6c 6f 20 57 6f 72 6c 64 21 0a 00 ff 01\n0000020 41 42\n0000022", whole),
        (
            "000000 48 65 6c 6c 6f 20 57 6f 72 6c 64 21 0a 00 ff 01  >Hello World!....<\n000010 41 42                                            >AB<\n000012",
            whole,
        ),
        (
            "\t0x0000:  4865 6c6c 6f20 576f 726c 6421 0a00 ff01  Hello.World!....\n\t0x0010:  4142                                     AB",
            whole,
        ),
        ("0x20000000:\t0x48\t0x65\t0x6c\t0x6c\n0x20000004:\t0x41\t0x42", b"HellAB"),
        ("0x7ffe <buf>:\t0x48\t0x65\t0x6c\t0x6c\n0x8002 <buf+4>:\t0x41\t0x42", b"HellAB"),
        ("00000000   48 65 6C 6C 6F 20 57 6F 72 6C 64 21 0A 00 FF 01 41 42  Hello World!..ÿ.AB", whole),
        ("0100:0000  48 65 6C 6C 6F 20 57 6F-72 6C 64 21 0A 00 FF 01 41 42   Hello World!....AB", whole),
        (
            "00000000  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|\n*\n00000030  41 42                                             |AB|\n00000032",
            &[&[0; 48][..], b"AB"].concat(),
        ),
    ] {
        let found = readings(text, Encoding::Utf8);
        let first = obvious(&found).unwrap_or_else(|| panic!("{text:?} is not obvious: {found:?}"));
        assert_eq!((first.way, first.bytes.as_slice()), (Way::Dump, bytes), "{text:?}");
    }
    for huge in
        ["00000000  00\n*\nffffffff  41", "00000000  00\n*\nffffffffffffffff", "*\n00000000  00", "00000000  00\n*"]
    {
        assert!(ways(huge).iter().all(|(way, _)| *way != Way::Dump), "{huge:?}");
    }
    // What begins with four digits may be bytes from the first one on.
    for text in ["AA55 01", "0000 68 65", "1234 5678"] {
        let found = readings(text, Encoding::Utf8);
        assert_eq!(obvious(&found), None, "{text:?}: {found:?}");
        assert!(found.iter().any(|reading| reading.way == Way::Hex), "{text:?}: {found:?}");
    }
}

/// What would take hours where each part looked at all before it.
#[test]
fn long_texts_are_read_as_fast_as_they_are_long() {
    let stars: String = (1..2000).map(|at| format!("*\n{:08x}  00\n", at * 0x10_0000)).collect();
    for text in [
        format!("0000 {}", "41 ".repeat(20_000)),
        format!("{{{}1)}}", "(a".repeat(30_000)),
        format!("00000000  41{}x", " ".repeat(50_000)),
        format!("00000000  00\n{stars}"),
        "/*".repeat(30_000),
        "\"\\x".repeat(30_000),
        "AA # ".repeat(20_000),
        "[".repeat(30_000),
        "<<".repeat(30_000),
        "\u{410}".repeat(30_000),
    ] {
        let _ = (readings(&text, Encoding::Utf8), stray(&text));
    }
}

#[test]
fn what_looks_like_digits_or_stands_within_code_is_asked_about() {
    for (text, bytes) in [
        ("\u{410}A 55 01", &b"\xAA\x55\x01"[..]),
        ("A\u{391} 55 \u{412}\u{421}", b"\xAA\x55\xBC"),
        ("\u{660}\u{661} \u{660}\u{662} \u{661}\u{660}", b"\x01\x02\x10"),
        ("\u{1D7CE}\u{1D7CF} \u{1D400}\u{1D41B}", b"\x01\xAB"),
        ("AA\u{200C}55 01", b"\xAA\x55\x01"),
        ("\u{200E}AA 55\u{AD} 01\u{200F}", b"\xAA\x55\x01"),
        ("\u{202D}AA 55 01\u{202C}", b"\xAA\x55\x01"),
        ("AA\u{2013}55\u{2212}01", b"\xAA\x55\x01"),
        ("AA\u{2011}55\u{2014}01", b"\xAA\x55\x01"),
        ("AA\u{B7}55\u{B7}01", b"\xAA\x55\x01"),
        ("“AA 55 01”", b"\xAA\x55\x01"),
        ("0×AA, 0×55", b"\xAA\x55"),
        ("0\u{445}AA 0\u{445}55", b"\xAA\x55"),
        ("AA 55 01 // start of frame", b"\xAA\x55\x01"),
        ("AA 55 01 # start of frame", b"\xAA\x55\x01"),
        ("68 // start\n01 02 // address\n16 // end", b"\x68\x01\x02\x16"),
        ("68 01 ; start\n16 ; end", b"\x68\x01\x16"),
        ("bytes.fromhex('AA55 01')", b"\xAA\x55\x01"),
        ("payload = bytes.fromhex(\"aa5501\")", b"\xAA\x55\x01"),
        ("Buffer.from('aa5501', 'hex')", b"\xAA\x55\x01"),
        ("hex!(\"AA 55 01\")", b"\xAA\x55\x01"),
        ("bytearray(b'\\xaaU\\x01')", b"\xAAU\x01"),
        ("\"\\xAA\\x55\".b", b"\xAA\x55"),
        ("<Buffer aa 55 01>", b"\xAA\x55\x01"),
        ("{\"type\":\"Buffer\",\"data\":[170,85,1]}", b"\xAA\x55\x01"),
        ("[\"0xAA\", \"0x55\"]", b"\xAA\x55"),
        ("[\"AA\", \"55\"]", b"\xAA\x55"),
        ("{AA,55,01}", b"\xAA\x55\x01"),
        ("{&HAA, &H55}", b"\xAA\x55"),
        ("<<170,85,1>>", b"\xAA\x55\x01"),
        ("db 0AAh, 55h", b"\xAA\x55"),
        ("\\xaa5501", b"\xAA\x55\x01"),
        ("[AA][55][01]", b"\xAA\x55\x01"),
        ("data:application/octet-stream;base64,qlUB", b"\xAA\x55\x01"),
    ] {
        let found = readings(text, Encoding::Utf8);
        assert_eq!(obvious(&found), None, "{text:?}: {found:?}");
        assert!(found.iter().any(|reading| reading.bytes == bytes), "{text:?}: {found:?}");
    }
    for (text, part) in
        [("{ 256, 1 }", "256"), ("int x[] = { -129, 1 };", "-129"), ("A\u{410} 5G 01", "5G"), ("0\u{41E} 55", "0O")]
    {
        let found = readings(text, Encoding::Utf8);
        assert_eq!(obvious(&found), None, "{text:?}: {found:?}");
        assert_eq!(stray(text).as_deref(), Some(part), "{text:?}");
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
        "see note [1]",
        "[1] first point",
        "“hello”",
        "call me (555) 123",
        "x = (1)",
        "don't, it's 12",
        "print('hi')",
        "10–20 °C",
        "Все в порядке",
        "АВС",
        "温度 21",
        "hello (world)",
        "https://example.com/ab/cd",
        "[\"on\", \"no\"]",
        "{\"data\":[1,2,3]}",
        "f(12) and g(13)",
        "a # b",
        "item 1; item 2",
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
