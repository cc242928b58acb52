//! A field is changed, and what follows from it follows: lengths, counts, checksums, the layout, and nothing else.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails; clippy spares only the functions marked as tests"
)]

use workbench_payload::notation::hex;
use workbench_payload::template::{Change, Follows, Mistake, NoEdit, SHIPPED, Template, Wrong};

fn template(name: &str) -> Template {
    Template::parse(SHIPPED.iter().find(|shipped| shipped.name == name).unwrap().text).unwrap()
}

fn bytes(text: &str) -> Vec<u8> {
    let digits: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    digits.chunks(2).map(|pair| u8::from_str_radix(&pair.iter().collect::<String>(), 16).unwrap()).collect()
}

/// The row of this name; the first one counts.
fn row(template: &Template, bytes: &[u8], label: &str) -> usize {
    let rows = template.decode(bytes).rows;
    rows.iter().position(|row| row.label == label).unwrap_or_else(|| panic!("there is no {label}"))
}

fn set(template: &Template, bytes: &[u8], label: &str, text: &str) -> Result<Vec<u8>, NoEdit> {
    template.edit(bytes, row(template, bytes, label), &Change::Value(text.to_owned()))
}

/// What becomes of a frame when fields are set one after the other.
fn check(name: &str, before: &str, edits: &[(&str, &str)], after: &str) {
    let template = template(name);
    let mut now = bytes(before);
    for (label, text) in edits {
        now = set(&template, &now, label, text).unwrap_or_else(|no| panic!("{name}: {label} = {text}: {no:?}"));
    }
    assert_eq!(hex(&now), hex(&bytes(after)), "{name}: {edits:?}");
}

#[test]
fn a_field_changes_its_bytes_and_the_checksum() {
    // Both sides are frames of pymodbus.
    check(
        "modbus_rtu_request",
        "11 03 00 6B 00 03 76 87",
        &[("address", "1"), ("start", "0"), ("quantity", "10")],
        "01 03 00 00 00 0A C5 CD",
    );
    check("modbus_rtu_request", "11 05 00 AC FF 00 4E 8B", &[("state", "Off")], "11 05 00 AC 00 00 0F 7B");
}

#[test]
fn an_offset_and_digits_are_undone_and_done() {
    let reading = "68 78 56 34 12 00 00 68 91 08 33 33 34 33 AB 89 67 45 2A 16";
    check(
        "dlt645_2007",
        reading,
        &[("energy", "123456.79")],
        "68 78 56 34 12 00 00 68 91 08 33 33 34 33 AC 89 67 45 2B 16",
    );
    check(
        "dlt645_2007",
        reading,
        &[("address", "AAAAAAAAAAAA")],
        "68 AA AA AA AA AA AA 68 91 08 33 33 34 33 AB 89 67 45 12 16",
    );
    // The leading bytes are not in the checksum.
    check("dlt645_2007", reading, &[("wake_up", "FE FE")], &format!("FE FE {reading}"));
}

#[test]
fn a_length_follows_its_data() {
    // What comes out is a frame of pymodbus.
    check("modbus_rtu_response", "11 01 01 CD 94 DD", &[("bits", "CD 01")], "11 01 02 CD 01 ED 6F");
    check(
        "dlt645_2007",
        "68 78 56 34 12 00 00 68 11 04 33 33 34 33 C6 16",
        &[("selection", "01")],
        "68 78 56 34 12 00 00 68 11 05 33 33 34 33 34 FB 16",
    );
}

#[test]
fn the_layout_follows_the_value_that_chooses_it() {
    let template = template("modbus_rtu_request");
    let read = bytes("11 03 00 6B 00 03 76 87");
    // Address and value stand where start and quantity stood.
    let write = set(&template, &read, "function", "6").unwrap();
    assert_eq!(hex(write.get(..6).unwrap()), "11 06 00 6B 00 03");
    assert_eq!(template.decode(&write).rows.iter().filter(|row| row.label == "register").count(), 1);
    // Nothing of the kind stands there: it begins with zeros.
    let several = set(&template, &read, "function", "write_multiple_registers").unwrap();
    assert_eq!(hex(several.get(..7).unwrap()), "11 10 00 00 00 00 00");
    let filled = set(&template, &several, "quantity", "2").unwrap();
    assert_eq!(hex(filled.get(..11).unwrap()), "11 10 00 00 00 02 04 00 00 00 00");
}

#[test]
fn a_count_follows_its_list_and_a_list_its_count() {
    let template = template("modbus_rtu_request");
    let frame = bytes("11 10 00 01 00 02 04 00 0A 01 02 C6 F0");
    let more = template.edit(&frame, row(&template, &frame, "registers"), &Change::Add).unwrap();
    assert_eq!(hex(more.get(..13).unwrap()), "11 10 00 01 00 03 06 00 0A 01 02 00 00");
    let fewer = template.edit(&frame, row(&template, &frame, "0"), &Change::Remove).unwrap();
    assert_eq!(hex(fewer.get(..9).unwrap()), "11 10 00 01 00 01 02 01 02");
    let by_count = set(&template, &more, "quantity", "2").unwrap();
    assert_eq!(hex(&by_count), hex(&frame));
    let cayenne = self::template("cayenne_lpp");
    let two = bytes("03 67 01 10 05 67 00 FF");
    let three = cayenne.edit(&two, row(&cayenne, &two, "channels"), &Change::Add).unwrap();
    assert_eq!(hex(&three), "03 67 01 10 05 67 00 FF 00 00 00");
    let one = cayenne.edit(&two, row(&cayenne, &two, "0"), &Change::Remove).unwrap();
    assert_eq!(hex(&one), "05 67 00 FF");
}

#[test]
fn what_must_be_escaped_is_escaped_and_the_length_does_not_count_it() {
    let template = template("jtt808");
    let heartbeat = bytes("7E 00 02 00 00 01 38 00 13 80 00 00 01 A9 7E");
    let escaped = set(&template, &heartbeat, "serial", "126").unwrap();
    assert_eq!(hex(&escaped), "7E 00 02 00 00 01 38 00 13 80 00 00 7D 02 D6 7E");
    let text = set(&template, &heartbeat, "message_id", "0x8300").unwrap();
    let text = set(&template, &text, "text", "}~").unwrap();
    assert_eq!(hex(text.get(..5).unwrap()), "7E 83 00 00 03");
    assert_eq!(hex(text.get(14..18).unwrap()), "7D 01 7D 02");
}

#[test]
fn a_checksum_that_is_wrong_on_purpose_stays_until_something_else_changes() {
    let template = template("modbus_rtu_request");
    let right = bytes("11 03 00 6B 00 03 76 87");
    let wrong = set(&template, &right, "crc", "0").unwrap();
    assert_eq!(hex(&wrong), "11 03 00 6B 00 03 00 00");
    let decoded = template.decode(&wrong);
    assert_eq!(decoded.rows.last().unwrap().expected.as_deref(), Some("0x8776"));
    assert_eq!(hex(&template.encode(&decoded)), hex(&wrong));
    assert_eq!(hex(&set(&template, &wrong, "quantity", "3").unwrap()), hex(&right));
}

#[test]
fn what_a_value_follows_from_is_told() {
    let template = template("modbus_rtu_request");
    let rows = template.decode(&bytes("11 10 00 01 00 02 04 00 0A 01 02 C6 F0")).rows;
    let follows = |label: &str| rows.iter().find(|row| row.label == label).unwrap().follows.clone();
    assert_eq!(follows("quantity"), Some(Follows::Count("registers".into())));
    assert_eq!(follows("byte_count"), Some(Follows::Value));
    assert_eq!(follows("crc"), Some(Follows::Checksum));
    assert_eq!(follows("start"), None);
}

#[test]
fn a_value_that_does_not_fit_is_refused_with_its_reason() {
    let (modbus, meter, vehicle) = (template("modbus_rtu_request"), template("dlt645_2007"), template("jtt808"));
    let read = bytes("11 03 00 6B 00 03 76 87");
    let reading = bytes("68 78 56 34 12 00 00 68 91 08 33 33 34 33 AB 89 67 45 2A 16");
    let several = bytes("11 10 00 01 00 02 04 00 0A 01 02 C6 F0");
    let heartbeat = bytes("7E 00 02 00 00 01 38 00 13 80 00 00 01 A9 7E");
    for (template, bytes, label, text, expected) in [
        (&modbus, &read, "quantity", "65536", NoEdit::OutOfRange("0".into(), "65535".into())),
        (&modbus, &read, "quantity", "-1", NoEdit::OutOfRange("0".into(), "65535".into())),
        (&modbus, &read, "quantity", "many", NoEdit::NoNumber),
        (&modbus, &read, "quantity", "", NoEdit::NoNumber),
        (&modbus, &read, "body", "1", NoEdit::NotEditable),
        (&modbus, &several, "quantity", "128", NoEdit::TooLong("byte_count".into(), 256)),
        (&meter, &reading, "start", "1", NoEdit::NotEditable),
        (&meter, &reading, "energy", "1.005", NoEdit::BetweenSteps("0.01".into())),
        (&meter, &reading, "energy", "1000000", NoEdit::OutOfRange("0.00".into(), "999999.99".into())),
        (&meter, &reading, "address", "12", NoEdit::Length { needed: 6, given: 1 }),
        (&meter, &reading, "address", "12345678901x", NoEdit::NoDigits),
        (&vehicle, &heartbeat, "body", "00", NoEdit::NotEditable),
        (&vehicle, &heartbeat, "phone", "1", NoEdit::NoDigits),
        (
            &meter,
            &reading,
            "wake_up",
            "00",
            NoEdit::DoesNotFit(Mistake { at: 0, wrong: Wrong::NotFixed(vec![0x68]), field: "start".into() }),
        ),
    ] {
        assert_eq!(set(template, bytes, label, text), Err(expected), "{label} = {text}");
    }
    let cut = read.get(..7).unwrap();
    let mistake = modbus.decode(cut).mistake.unwrap();
    assert_eq!(modbus.edit(cut, 0, &Change::Value("1".into())), Err(NoEdit::DoesNotFit(mistake)));
    assert_eq!(modbus.edit(&read, 99, &Change::Add), Err(NoEdit::NotEditable));
}

#[test]
fn where_bytes_stop_fitting_is_told() {
    for (name, text, at, wrong, field) in [
        ("modbus_rtu_request", "11 03 00 6B 00 03 76", 5, Wrong::EndsEarly, "quantity"),
        ("modbus_rtu_request", "11 03 00 6B 00 03 76 87 00", 6, Wrong::LeftOver, ""),
        ("modbus_rtu_request", "11", 1, Wrong::EndsEarly, "function"),
        ("modbus_rtu_request", "11 03", 2, Wrong::NoSize, "body"),
        ("dlt645_2007", "68 78 56 34 12 00 00 69", 7, Wrong::NotFixed(vec![0x68]), "second_start"),
        ("jtt808", "7E 00 7D 03 7E", 2, Wrong::NoEscape, "message"),
        ("jtt808", "7E 00 02", 1, Wrong::NoEnd(0x7E), "message"),
        ("cayenne_lpp", "01 09 00", 2, Wrong::NoCase(9), "data"),
        ("cayenne_lpp", "", 0, Wrong::LeftOver, ""),
    ] {
        let decoded = template(name).decode(&bytes(text));
        if text.is_empty() {
            assert_eq!(decoded.mistake, None);
            continue;
        }
        assert_eq!(decoded.mistake, Some(Mistake { at, wrong, field: field.into() }), "{name}: {text}");
    }
}

#[test]
fn a_part_of_a_reading_grows_before_its_number() {
    check(
        "dlt645_2007",
        "68 12 34 56 78 90 12 68 92 05 33 33 34 33 35 1F 16",
        &[("value", "78 56 34 12"), ("number", "1")],
        "68 12 34 56 78 90 12 68 92 09 33 33 34 33 AB 89 67 45 34 02 16",
    );
}
