//! The shipped templates on frames that others made: libraries of their own, or published ones. Each says where it is from.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails; clippy spares only the functions marked as tests"
)]

use workbench_payload::notation::hex;
use workbench_payload::template::{Decoded, SHIPPED, Template};

/// A frame, and what some of its fields are. A field is named by its last name; the first one of that name counts.
struct Frame {
    bytes: &'static str,
    fields: &'static [(&'static str, &'static str)],
}

const fn frame(bytes: &'static str, fields: &'static [(&'static str, &'static str)]) -> Frame {
    Frame { bytes, fields }
}

fn template(name: &str) -> Template {
    Template::parse(SHIPPED.iter().find(|shipped| shipped.name == name).unwrap().text).unwrap()
}

fn bytes(text: &str) -> Vec<u8> {
    let digits: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    digits.chunks(2).map(|pair| u8::from_str_radix(&pair.iter().collect::<String>(), 16).unwrap()).collect()
}

fn value<'d>(decoded: &'d Decoded, label: &str) -> &'d str {
    decoded.rows.iter().find(|row| row.label == label).unwrap_or_else(|| panic!("there is no {label}")).value()
}

fn check(name: &str, frames: &[Frame]) {
    let template = template(name);
    for Frame { bytes: text, fields } in frames {
        let bytes = bytes(text);
        let decoded = template.decode(&bytes);
        assert_eq!(decoded.mistake, None, "{name}: {text}");
        assert_eq!(hex(&template.encode(&decoded)), hex(&bytes), "{name}");
        for row in &decoded.rows {
            assert_eq!(row.expected, None, "{name}: {} in {text}", row.label);
        }
        for (label, expected) in *fields {
            assert_eq!(value(&decoded, label), *expected, "{name}: {label} in {text}");
        }
    }
}

/// Made by pymodbus 3.16.1, FramerRTU, and the CRC by it; the first is the example of the Application Protocol V1.1b3, 6.1.
#[test]
fn modbus_requests_of_pymodbus() {
    check(
        "modbus_rtu_request",
        &[
            frame("11 01 00 13 00 25 0E 84", &[("address", "17"), ("start", "19"), ("quantity", "37")]),
            frame("11 02 00 C4 00 16 BA A9", &[("function", "2"), ("start", "196")]),
            frame("11 03 00 6B 00 03 76 87", &[("start", "107"), ("quantity", "3"), ("crc", "0x8776")]),
            frame("11 04 00 08 00 01 B2 98", &[("start", "8")]),
            frame("11 05 00 AC FF 00 4E 8B", &[("coil", "172"), ("state", "0xFF00")]),
            frame("11 06 00 01 00 03 9A 9B", &[("register", "1"), ("value", "3")]),
            frame("11 0F 00 13 00 0A 02 CD 01 BF 0B", &[("byte_count", "2"), ("coils", "CD 01")]),
            frame("11 10 00 01 00 02 04 00 0A 01 02 C6 F0", &[("quantity", "2"), ("0", "10"), ("1", "258")]),
            frame("11 16 00 04 00 F2 00 25 66 E2", &[("and_mask", "0x00F2"), ("or_mask", "0x0025")]),
            frame(
                "11 17 00 03 00 06 00 0E 00 03 06 00 FF 00 FF 00 FF 4B 54",
                &[("read_start", "3"), ("write_quantity", "3"), ("2", "255")],
            ),
        ],
    );
}

/// Made by pymodbus 3.16.1, FramerRTU.
#[test]
fn modbus_responses_of_pymodbus() {
    check(
        "modbus_rtu_response",
        &[
            frame("11 01 02 CD 01 ED 6F", &[("bits", "CD 01")]),
            frame("11 03 06 02 2B 00 00 00 64 C8 BA", &[("byte_count", "6"), ("0", "555"), ("2", "100")]),
            frame("11 04 02 00 0A F8 F4", &[("0", "10")]),
            frame("11 05 00 AC FF 00 4E 8B", &[("state", "0xFF00")]),
            frame("11 06 00 01 00 03 9A 9B", &[("value", "3")]),
            frame("11 0F 00 13 00 0A 26 99", &[("quantity", "10")]),
            frame("11 10 00 01 00 02 12 98", &[("start", "1")]),
            frame("11 16 00 04 00 F2 00 25 66 E2", &[("register", "4")]),
            frame("11 17 04 00 FE 0A CD 4E 23", &[("1", "2765")]),
            frame("11 83 02 C1 34", &[("function", "131"), ("code", "2")]),
        ],
    );
}

/// Made by the Python library dlt645 3.2.0, `DLT645Protocol.build_frame`.
#[test]
fn dlt645_frames_of_the_python_library() {
    const ADDRESS: (&str, &str) = ("address", "000012345678");
    check(
        "dlt645_2007",
        &[
            frame(
                "FE FE FE FE 68 78 56 34 12 00 00 68 11 04 33 33 34 33 C6 16",
                &[ADDRESS, ("identifier", "0x00010000")],
            ),
            frame("68 78 56 34 12 00 00 68 91 08 33 33 34 33 AB 89 67 45 2A 16", &[ADDRESS, ("energy", "123456.78")]),
            frame("FE FE FE FE 68 78 56 34 12 00 00 68 91 06 33 34 34 35 38 55 D8 16", &[("voltage", "220.5")]),
            frame("68 78 56 34 12 00 00 68 91 07 33 34 35 35 67 34 33 1B 16", &[("current", "0.134")]),
            frame("FE FE 68 78 56 34 12 00 00 68 91 07 33 33 36 35 AB 89 45 C6 16", &[("power", "12.5678")]),
            frame(
                "68 78 56 34 12 00 00 68 91 0A 33 32 34 35 38 55 39 55 3A 55 F7 16",
                &[("0", "220.5"), ("2", "220.7")],
            ),
            frame("68 78 56 34 12 00 00 68 91 06 35 33 B3 35 34 83 82 16", &[("frequency", "50.01")]),
            frame("FE FE FE FE 68 78 56 34 12 00 00 68 13 00 F7 16", &[("length", "0")]),
            frame("68 78 56 34 12 00 00 68 93 06 AB 89 67 45 33 33 C3 16", &[ADDRESS]),
            frame("68 78 56 34 12 00 00 68 D1 01 35 EB 16", &[("no_such_data", "1"), ("refused", "1")]),
            frame("68 78 56 34 12 00 00 68 08 06 63 8C 47 59 44 59 1E 16", &[("time", "261126145930")]),
            frame(
                "FE 68 78 56 34 12 00 00 68 14 10 34 37 33 37 35 45 67 89 AB 89 67 45 99 88 77 66 25 16",
                &[("identifier", "0x04000401"), ("password", "563412"), ("operator", "12345678")],
            ),
            // Values below zero.
            frame("68 78 56 34 12 00 00 68 91 08 33 33 33 33 89 67 45 B3 31 16", &[("energy", "-1234.56")]),
            frame("68 78 56 34 12 00 00 68 91 08 33 34 33 33 83 33 33 B3 E6 16", &[("energy", "-0.50")]),
            frame("68 78 56 34 12 00 00 68 91 07 33 34 35 35 67 34 B3 9B 16", &[("current", "-0.134")]),
            frame("68 78 56 34 12 00 00 68 91 07 33 33 36 35 AB 89 C5 46 16", &[("power", "-12.5678")]),
            frame("68 78 56 34 12 00 00 68 91 07 33 33 37 35 34 33 B3 68 16", &[("power", "-0.0001")]),
            frame("68 78 56 34 12 00 00 68 91 06 33 33 39 35 CB BC D6 16", &[("power_factor", "-0.998")]),
            frame("68 78 56 34 12 00 00 68 91 06 3A 33 B3 35 56 B4 DA 16", &[("temperature", "-12.3")]),
            frame("68 78 56 34 12 00 00 68 B1 08 33 32 34 33 34 33 33 33 36 16", &[("more", "1"), ("0", "0.01")]),
        ],
    );
}

/// Made by hand as DL/T 645-2007, 7.3.2, has them: a part of a reading ends with its number, be it the last one or not.
#[test]
fn dlt645_readings_in_several_frames() {
    check(
        "dlt645_2007",
        &[
            frame("68 12 34 56 78 90 12 68 12 05 33 33 34 33 34 9E 16", &[("number", "1")]),
            frame(
                "68 12 34 56 78 90 12 68 B2 09 33 33 34 33 AB 89 67 45 34 22 16",
                &[("more", "1"), ("value", "78 56 34 12"), ("number", "1")],
            ),
            frame(
                "68 12 34 56 78 90 12 68 92 05 33 33 34 33 35 1F 16",
                &[("more", "0"), ("value", ""), ("number", "2")],
            ),
        ],
    );
}

/// Published: the first is the standard's example, which many repeat (syntropic's tests name it so); the others are in the
/// demonstration of Fox-Edge's CJ/T 188 decoder (`cn.foxtech.device.protocol.v1.cjt188.Demo`), some from real meters.
#[test]
fn cjt188_frames_that_were_published() {
    check(
        "cjt188_2004",
        &[
            frame("FE FE FE 68 10 44 33 22 11 00 33 78 01 03 1F 90 00 80 16", &[("address", "78330011223344")]),
            frame(
                "68 10 44 33 22 11 00 33 78 81 16 1F 90 00 00 77 66 55 2C 00 77 66 55 2C 31 01 22 11 05 15 20 21 84 13 16",
                &[("total", "556677.00"), ("total_unit", "0x2C"), ("time", "20150511220131"), ("valve", "1")],
            ),
            frame(
                "FE FE FE 68 10 01 00 00 05 08 00 00 81 16 90 1F 00 00 23 01 00 2C 00 00 00 00 2C 00 00 00 00 00 00 00 00 00 48 16",
                &[("identifier", "0x1F90"), ("total", "123.00"), ("settled", "0.00")],
            ),
            frame(
                "FE FE FE 68 10 18 02 12 20 20 00 00 81 16 90 1F 00 00 02 00 00 2C 00 02 00 00 2C 00 00 00 00 00 00 00 00 FF 85 16",
                &[("total", "2.00"), ("maker", "0xFF")],
            ),
            frame("68 10 01 00 00 05 08 00 00 83 03 81 0A 00 97 16", &[("identifier", "0x0A81")]),
            frame(
                "68 10 02 00 00 05 08 00 00 15 0a a0 18 00 01 00 00 05 08 00 00 6C 16",
                &[("address", "00000805000002"), ("length", "10")],
            ),
            frame("FE FE FE 68 10 01 00 00 05 08 00 00 AA 05 A0 17 00 01 FF EC 16", &[("data", "A0 17 00 01 FF")]),
        ],
    );
}

/// Published: the first is the example of SmallChi's JT808 library, with both escapes in it; the others are in the tests of
/// xtream-codec (`codec-utils.ts`), with their values.
#[test]
fn jtt808_messages_that_were_published() {
    fn gbk(bytes: &[u8]) -> String {
        encoding_rs::GBK.decode_without_bom_handling(bytes).0.into_owned()
    }
    workbench_payload::gbk::learn_from(gbk);
    check(
        "jtt808",
        &[
            frame(
                "7E 02 00 00 26 12 34 56 78 90 12 00 7D 02 00 00 00 01 00 00 00 02 00 BA 7F 0E 07 E4 F1 1C 00 28 00 3C 00 00 18 10 15 10 10 10 01 04 00 00 00 64 02 02 00 7D 01 13 7E",
                &[
                    ("phone", "123456789012"),
                    ("serial", "126"),
                    ("latitude", "12.222222"),
                    ("mileage", "10.0"),
                    ("fuel", "12.5"),
                ],
            ),
            frame(
                "7e02004026010000000001391234432900000000006f0000001601dc9a0707456246007b004200032501292233440202006401040000000c417e",
                &[
                    ("phone", "00000000013912344329"),
                    ("longitude", "121.987654"),
                    ("speed", "6.6"),
                    ("time", "250129223344"),
                ],
            ),
            frame(
                "7e8001400501000000000139123443290000006f020000dc7e",
                &[("reply_to", "111"), ("reply_to_id", "0x0200")],
            ),
            frame("7e8100400d01000000000139123443290000006f006f6b2e2e6f6b2e2e6f6bd27e", &[("token", "ok..ok..ok")]),
            frame("7e8104400001000000000139123443290000b07e", &[("length", "0")]),
            frame(
                "7e8300401a01000000000139123443290000010148656c6c6f576f726c6420babad7d62047424b20b1e0c2ebbb7e",
                &[("text", "HelloWorld 汉字 GBK 编码")],
            ),
            frame(
                "7e8300001901391234432300000148656c6c6f576f726c6420babad7d62047424b20b1e0c2ebf27e",
                &[("phone", "013912344323"), ("text", "HelloWorld 汉字 GBK 编码")],
            ),
            frame("7e85000001013912344323000001fb7e", &[("body", "01")]),
        ],
    );
}

/// Made by pycayennelpp 2.4.0.
#[test]
fn cayenne_payloads_of_pycayennelpp() {
    check(
        "cayenne_lpp",
        &[
            frame("03 67 01 10 05 67 00 FF", &[("value", "27.2")]),
            frame(
                "00 00 01 01 01 00 02 02 FB 2E 03 03 01 41 04 65 01 C2 05 66 01 06 68 65 07 71 04 D2 FB 2E 00 00 08 73 27 94 09 86 \
                 00 64 FF 06 00 01 01 88 06 76 5F F2 96 0A 00 03 E8",
                &[
                    ("x", "1.234"),
                    ("y", "-1.234"),
                    ("latitude", "42.3519"),
                    ("longitude", "-87.9094"),
                    ("altitude", "10.00"),
                ],
            ),
            frame(
                "01 74 5A 0A 02 75 04 D2 03 76 33 BE 27 A0 04 78 4D 05 79 FF F4 06 7D 01 9C 07 80 05 DC 08 82 00 00 04 D2 09 83 00 \
                 00 30 39 0A 84 01 0F 0B 85 6B 07 62 65 0C 87 FF 80 00 0D 8E 01 0E 64 FF FF FF FF",
                &[("value", "230.50"), ("red", "255"), ("green", "128")],
            ),
            frame("01 7A FF EC 73 03 78 4D", &[("value", "-5.005")]),
        ],
    );
}

/// Made by CayenneLPP 1.6.0 of Electronic Cats, `CayenneLPPPolyline::encode`, with a channel and the type before them.
#[test]
fn cayenne_lines_of_electronic_cats() {
    check(
        "cayenne_lpp",
        &[
            frame(
                "01 F0 0B E4 03 B3 4E 00 E0 A6 F5 20 30",
                &[("length", "11"), ("precision", "228"), ("latitude", "242510"), ("longitude", "57510")],
            ),
            frame(
                "01 F0 09 05 FE FA 48 FD D8 70 CE 03 67 01 10",
                &[("latitude", "-67000"), ("longitude", "-141200"), ("value", "27.2")],
            ),
        ],
    );
}

/// Published: test frames of libmbus (rscada, BSD licence), with the values that it reads from them.
#[test]
fn mbus_telegrams_of_libmbus() {
    check(
        "mbus",
        &[
            // example_data_02
            frame(
                "68 31 31 68 08 01 72 45 58 57 03 B4 05 34 04 A1 00 27 B6 03 06 F9 34 15 03 15 C6 00 4D 05 2E 00 00 00 00 05 3D 00 \
                 00 00 00 05 5B 1E D8 24 42 05 5F D9 8A 0D 42 9E 16",
                &[
                    ("identification", "03575845"),
                    ("access_number", "161"),
                    ("number", "1389817"),
                    ("signature", "0xB627"),
                ],
            ),
            // filler
            frame(
                "68 1F 1F 68 08 00 72 31 77 67 17 2D 2C 01 02 00 00 00 00 2F 2F 04 83 3B 88 13 00 00 2F 2F 2F 2F 2F 2F 2F 00 16",
                &[("identification", "17677731"), ("number", "5000")],
            ),
            // manual_frame2, whose data has the fixed structure
            frame(
                "68 13 13 68 08 05 73 78 56 34 12 0A 00 E9 7E 01 00 00 00 35 01 00 00 3C 16",
                &[("content", "78 56 34 12 0A 00 E9 7E 01 00 00 00 35 01 00 00")],
            ),
            // example_binary16_lvar
            frame(
                "68 25 25 68 08 00 72 00 00 00 00 CD 25 01 02 00 00 00 00 0D 7C 02 57 50 F0 96 07 5B 2A 27 A6 93 01 3D B5 1A B3 DC D1 \
                 3E 17 D5 16",
                &[("text", "WP"), ("number", "96 07 5B 2A 27 A6 93 01 3D B5 1A B3 DC D1 3E 17")],
            ),
            // elv_temp_humid
            frame(
                "68 53 53 68 08 05 72 34 08 00 54 96 15 32 00 F2 00 00 00 01 FD 1B 00 02 FC 03 48 52 25 74 D4 11 22 FC 03 48 52 25 74 \
                 C8 11 12 FC 03 48 52 25 74 B4 16 02 65 D0 08 22 65 70 08 12 65 23 09 01 72 18 42 65 E4 08 82 01 65 DD 08 0C 78 34 08 \
                 00 54 03 FD 0F 00 00 04 1F 5D 16",
                &[("text", "HR%")],
            ),
            frame("10 5B 01 5C 16", &[("control", "0x5B"), ("address", "1")]),
            frame("E5", &[("start", "0xE5")]),
        ],
    );
}

/// The same library's frames that are wrong: each ends before it is complete.
#[test]
fn wrong_telegrams_of_libmbus_are_told_with_their_byte() {
    for (name, text, at) in [
        ("too_short_header", "68 08 08 68 08 02 72 78 56 34 12 24 B4 16", 12),
        (
            "premature_end_of_data1",
            "68 1C 1C 68 08 02 72 78 56 34 12 24 40 01 07 55 00 00 00 03 13 15 31 00 DA 02 3B 13 01 8B 60 04 C7 16",
            32,
        ),
        (
            "premature_end_of_dif1",
            "68 1A 1A 68 08 02 72 78 56 34 12 24 40 01 07 55 00 00 00 03 13 15 31 00 DA 02 3B 13 01 8B 63 16",
            30,
        ),
    ] {
        let mistake = template("mbus").decode(&bytes(text)).mistake.unwrap_or_else(|| panic!("{name} has none"));
        assert_eq!(mistake.at, at, "{name}: {mistake:?}");
    }
}
