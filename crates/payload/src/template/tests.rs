//! Templates that are shipped, and templates that are refused.

use super::*;

#[test]
fn the_shipped_templates_are_read_and_read_their_examples() {
    for shipped in SHIPPED {
        let template = Template::parse(shipped.text).unwrap_or_else(|refused| panic!("{}: {refused}", shipped.name));
        assert_eq!((template.id(), template.title()), (shipped.name, shipped.title));
        assert!(!template.examples().is_empty());
        for example in template.examples() {
            let decoded = template.decode(example);
            assert_eq!(decoded.mistake, None, "{}", shipped.name);
            let wrong: Vec<&Row> = decoded.rows.iter().filter(|row| row.expected.is_some()).collect();
            assert!(wrong.is_empty(), "{}: {wrong:?}", shipped.name);
            assert_eq!(template.encode(&decoded), *example, "{}", shipped.name);
        }
    }
}

#[test]
fn what_is_refused_is_named_with_its_line() {
    for (text, line, key, why) in [
        ("seq:\n  - id: a\n    type: u1\n    pos: 3\n", 4, "pos", Why::Unsupported),
        ("seq:\n  - {id: a, type: u1}\ninstances: {}\n", 3, "instances", Why::Unsupported),
        ("meta:\n  id: x\n  imports: [y]\nseq:\n  - {id: a, type: u1}\n", 3, "imports", Why::Unsupported),
        ("meta: {id: x}\n", 1, "seq", Why::Missing),
        ("seq:\n  - id: a\n    type: u2\n", 3, "type", Why::Needs("meta/endian")),
        ("seq:\n  - id: a\n    type: what\n", 3, "type", Why::Unknown("what".into())),
        ("seq:\n  - id: a\n    type: str\n    encoding: ASCII\n", 3, "type", Why::Needs("size")),
        ("seq:\n  - {id: a, type: str, size: 3}\n", 2, "type", Why::Needs("encoding")),
        ("seq:\n  - {id: a, type: str, size: 3, encoding: EBCDIC}\n", 2, "encoding", Why::Value("EBCDIC".into())),
        ("seq:\n  - {id: a, type: u1, size: 3}\n", 2, "type", Why::Conflict("size")),
        ("seq:\n  - {id: a, size: 3, size-eos: true}\n", 2, "size-eos", Why::Conflict("size")),
        ("seq:\n  - {id: a, size: b}\n", 2, "size", Why::Unknown("b".into())),
        ("seq:\n  - {id: a, size: 1 +}\n", 2, "size", Why::Expression(3)),
        ("seq:\n  - {id: a, size: 'x::y'}\n", 2, "size", Why::Unknown("x::y".into())),
        ("seq:\n  - {id: a, type: u1}\n  - {id: a, type: u1}\n", 3, "a", Why::Twice),
        ("seq:\n  - {id: a, id: b, type: u1}\n", 2, "id", Why::Twice),
        ("seq:\n  - {id: 1a, type: u1}\n", 2, "id", Why::Value("1a".into())),
        ("seq:\n  - {id: a, type: u1, repeat: forever}\n", 2, "repeat", Why::Value("forever".into())),
        ("seq:\n  - {id: a, type: u1, repeat: expr}\n", 2, "repeat", Why::Needs("repeat-expr")),
        ("seq:\n  - {id: a, type: u1, repeat-expr: 3}\n", 2, "repeat-expr", Why::Needs("repeat")),
        ("seq:\n  - {id: a, type: u1, enum: e}\n", 2, "enum", Why::Unknown("e".into())),
        ("seq:\n  - {id: a, size: 1, process: zlib}\n", 2, "process", Why::Value("zlib".into())),
        ("seq:\n  - {id: a, type: u1, -add: 3}\n", 2, "-add", Why::Needs("size")),
        ("seq:\n  - {id: a, type: u1, -checksum: md5}\n", 2, "-checksum", Why::Value("md5".into())),
        (
            "seq:\n  - {id: a, type: u1, -checksum: crc16-modbus}\n",
            2,
            "-checksum",
            Why::Needs("an integer of its width as type"),
        ),
        ("seq:\n  - {id: a, type: u1, -over: [x, y]}\n", 2, "-over", Why::Needs("-checksum")),
        ("seq:\n  - {id: a, type: u1, -scale: 1e3}\n", 2, "-scale", Why::Value("1e3".into())),
        ("seq:\n  - {id: a, size: 9, -number: le}\n", 2, "-number", Why::Needs("size of 1 to 8")),
        ("seq:\n  - {id: a, size-eos: true, -escape: [[1, 2]]}\n", 2, "-escape", Why::Value("[…]".into())),
        (
            "seq:\n  - {id: a, size-eos: true, -escape: [[1, 2, 3], [4, 2, 3, 5]]}\n",
            2,
            "-escape",
            Why::Value("[…]".into()),
        ),
        ("seq:\n  - {id: a, size: -1}\n", 2, "size", Why::Value("-1".into())),
        ("seq:\n  - {id: a, size: 1 / 0}\n", 2, "size", Why::Value("1 / 0".into())),
        (
            "seq:\n  - {id: a, type: u1, repeat: expr, repeat-expr: 2 - 3}\n",
            2,
            "repeat-expr",
            Why::Value("2 - 3".into()),
        ),
        ("seq:\n  - {id: a, contents: [1, 256]}\n", 2, "contents", Why::Value("[…]".into())),
        ("seq:\n  - {id: a, contents: -1}\n", 2, "contents", Why::Value("-1".into())),
        ("seq: &a\n  - {id: a, type: u1}\n", 1, "&", Why::Unsupported),
        ("seq: !x []\n", 1, "!", Why::Unsupported),
        ("seq:\n  - {id: a, type: u1}\n---\nseq: []\n", 3, "---", Why::Unsupported),
        ("seq:\n  - {id: a, type: u1}\nenums:\n  e:\n    x: y\n", 5, "e", Why::Value("x".into())),
        ("seq: [", 2, "", Why::NotYaml),
        ("", 1, "", Why::NotYaml),
    ] {
        let refused = Template::parse(text).map(|_| ()).unwrap_err();
        assert_eq!(refused, Refused { line, key: key.into(), why }, "{text}");
    }
    assert_eq!(Template::parse(&"#".repeat(65_537)).map(|_| ()).unwrap_err().why, Why::TooLong);
}

#[test]
fn names_are_found_where_they_stand_nearest() {
    let text = "
seq:
  - {id: a, type: inner}
  - {id: b, type: other}
types:
  inner:
    seq:
      - {id: kind, type: u1, enum: kind}
      - {id: rest, size: 'kind == kind::two ? 2 : _parent.a.kind', if: kind != kind::none}
    enums:
      kind: {0: none, 2: two}
  other:
    seq:
      - {id: kind, type: u1, enum: 'inner::kind'}
";
    let template = Template::parse(text).unwrap();
    let decoded = template.decode(&[2, 9, 9, 0]);
    assert_eq!(decoded.mistake, None);
    let meanings: Vec<Option<&str>> = decoded.rows.iter().map(|row| row.meaning.as_deref()).collect();
    assert_eq!(meanings, [None, Some("two"), None, None, Some("none")]);
    assert_eq!(template.decode(&[3, 9, 9, 9, 2]).mistake, None);
}

#[test]
fn bits_floats_and_signs_are_read_and_written() {
    let text = "
meta: {endian: le}
seq:
  - {id: high, type: b3}
  - {id: low, type: b13, -signed: true}
  - {id: real, type: f4}
  - {id: wide, type: s8be}
  - {id: three, size: 3, -number: be, -signed: true, -scale: 0.5, -offset: -40, -unit: K}
  - {id: name, type: strz, encoding: UTF-8}
  - {id: masked, size-eos: true, process: xor(0x55)}
";
    let template = Template::parse(text).unwrap();
    let bytes = b"\xBF\xFE\0\0\xC0\x3F\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFE\xFF\xFF\xFFab\0\x54\x57".to_vec();
    let decoded = template.decode(&bytes);
    assert_eq!(decoded.mistake, None);
    assert_eq!(template.encode(&decoded), bytes);
    let values: Vec<&str> = decoded.rows.iter().map(Row::value).collect();
    assert_eq!(values, ["5", "-2", "1.5", "-2", "-40.5", "ab", "01 02"]);
    let mut edited = bytes;
    for (row, text) in [(1, "-4096"), (2, "-0.25"), (4, "-41.0"), (5, "\u{E9}"), (6, "01 02 03")] {
        edited = template.edit(&edited, row, &Change::Value(text.into())).unwrap();
        assert_eq!(template.decode(&edited).rows[row].value(), text);
    }
    assert_eq!(
        template.edit(&edited, 5, &Change::Value("a\u{27E8}00\u{27E9}".into())).map(|_| ()).unwrap_err(),
        NoEdit::DoesNotFit(Mistake { at: 0, wrong: Wrong::NoValue, field: "name".into() })
    );
}

#[test]
fn the_template_of_the_documentation_is_read() {
    let page = include_str!("../../../../docs/payload-templates.md");
    let text = page.split("```yaml\n").nth(1).unwrap().split("```").next().unwrap();
    let template = Template::parse(text).unwrap();
    let decoded = template.decode(&template.examples()[0]);
    assert_eq!(decoded.mistake, None);
    assert!(decoded.rows.iter().all(|row| row.expected.is_none()), "{:?}", decoded.rows);
    for key in describe::keys() {
        assert!(page.contains(&format!("`{key}`")), "{key} is not in the documentation");
    }
}

#[test]
fn digits_below_zero_have_the_highest_bit_as_their_sign() {
    let template = Template::parse(
        "
seq:
  - {id: scaled, size: 2, -digits: le, -signed: true, -scale: 0.1}
  - {id: bare, size: 2, -digits: be, -signed: true}
  - {id: plain, size: 1, -digits: be, -scale: 1}
",
    )
    .unwrap();
    let values = |bytes: &[u8]| {
        let decoded = template.decode(bytes);
        assert_eq!(template.encode(&decoded), bytes, "{bytes:X?}");
        decoded.rows.iter().map(|row| row.value().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(values(&[0x23, 0x81, 0x81, 0x23, 0x81]), ["-12.3", "-0123", "81"]);
    assert_eq!(values(&[0x00, 0x80, 0x80, 0x00, 0x80]), ["-0.0", "-0000", "80"]);
    assert_eq!(values(&[0xFF, 0xFF, 0xAA, 0xAA, 0xFF]), ["-7FFF", "-2AAA", "FF"]);

    let bytes = vec![0x23, 0x01, 0x01, 0x23, 0x81];
    let edit = |row, text: &str| template.edit(&bytes, row, &Change::Value(text.into()));
    assert_eq!(edit(0, "-12.4").unwrap(), [0x24, 0x81, 0x01, 0x23, 0x81]);
    assert_eq!(edit(0, "799.9").unwrap(), [0x99, 0x79, 0x01, 0x23, 0x81]);
    assert_eq!(edit(0, "800").unwrap_err(), NoEdit::OutOfRange("-799.9".into(), "799.9".into()));
    assert_eq!(edit(1, "-0124").unwrap(), [0x23, 0x01, 0x81, 0x24, 0x81]);
    assert_eq!(edit(1, "8124").unwrap_err(), NoEdit::NoDigits);
    assert_eq!(edit(2, "-1").unwrap_err(), NoEdit::OutOfRange("0".into(), "99".into()));
}

#[test]
fn digits_keep_their_own_sign_where_zero_stands_for_another_quantity() {
    let template =
        Template::parse("seq:\n  - {id: a, size: 1, -digits: be, -signed: true, -scale: 1, -offset: -40}\n").unwrap();
    let edit = |text: &str| template.edit(&[0x10], 0, &Change::Value(text.into())).unwrap();
    for (text, bytes) in [("-30", [0x10]), ("-50", [0x90]), ("-40", [0x00]), ("0", [0x40])] {
        assert_eq!(edit(text), bytes, "{text}");
        assert_eq!(template.decode(&bytes).rows[0].value(), text);
    }
}
