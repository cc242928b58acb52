//! A file of each version is kept, and is read as it was meant. That of this version is written to the byte.

use fibocom_at::{RequestId, Role};
use workbench_record::session::{
    Beside, Header, Hidden, Json, Limits, Masking, Members, Module, ProblemKind, Session, VERSION, Writer,
};
use workbench_record::{Direction, Ending, Entry, LetGo, Line, LineFault, LinkChange, Place, Zero};

const FIRST: &[u8] = include_bytes!("session/version-0.jsonl");
const NOW: &str = include_str!("session/version-1.workbench.jsonl");
const LATER: &[u8] = include_bytes!("session/version-2.workbench.jsonl");

/// 1 January 2026.
const ZERO: Zero = Zero(1_767_225_600_000);

fn read(file: &[u8]) -> Session {
    Session::read(file, Limits::default(), 1 << 24)
}

fn received(at: u64, role: Role, raw: &[u8]) -> Line<'_> {
    Line::new(at, Direction::Received(role), raw)
}

#[test]
fn version_0_had_no_first_line_and_told_changes_in_words() {
    let read = read(FIRST);
    let usb = Some((0x2CB7, 0x0A05));
    let (opened, disturbed, failed) = (
        LinkChange::Opened(Place::Port { usb, baud_rate: 115_200 }),
        LinkChange::Disturbed(LineFault::BufferOverrun),
        LinkChange::Ended(Ending::Failed("gone\n".into())),
    );
    let request = Some(RequestId(9));
    let lines = [
        Line::new(0, Direction::Link(&opened), b""),
        Line::new(1_500, Direction::Command, b"AT+MQTTUSER=1,\"u\",\"***\"\r\n").of(request),
        received(1_520, Role::Response, b"\r\n+MQTTUSER: 1,1\r\n").of(request),
        Line { damaged: true, ..received(2_000, Role::Unsolicited, b"+MQTTMSGI: 1,1,2,3\r\n") },
        Line::new(3_000, Direction::Data, b"a\\\x00\xFF\""),
        Line { length: 1_704, ..Line::new(4_000, Direction::Data, b"") },
        Line::new(5_000, Direction::Link(&disturbed), b""),
        Line::new(6_000, Direction::Link(&failed), b""),
    ];
    assert_eq!(read.header, Header { zero: ZERO, ..Header::default() });
    assert_eq!(read.record.entries().map(|entry| entry.line).collect::<Vec<_>>(), lines);
    assert_eq!((read.problems, read.kept), (Vec::new(), Vec::new()));
}

#[test]
fn version_1_is_written_and_read_to_the_byte() {
    let header = Header {
        module: Some(Module {
            manufacturer: Some("Fibocom".into()),
            model: "L610-CN".into(),
            revision: Some("16000.1000.00.01".into()),
            ..Module::default()
        }),
        series: Some("L610".into()),
        browser: Some("Chrome 142".into()),
        masking: Some(Masking::by_value(vec![Hidden {
            kind: "password".into(),
            count: 1,
            others: Members::default(),
        }])),
        let_go: LetGo { lines: 40, bytes: 1_234 },
        ..Header::new("0.1.0", ZERO).with_setting("baud_rate", &115_200)
    };
    let usb = Some((0x2CB7, 0x0A05));
    let (opened, connected) =
        (LinkChange::Opened(Place::Port { usb, baud_rate: 115_200 }), LinkChange::Connected("L610-CN".into()));
    let (disturbed, gone) = (LinkChange::Disturbed(LineFault::Framing), LinkChange::Ended(Ending::Unplugged));
    let request = Some(RequestId(9));
    let before = [
        (40, Line::new(0, Direction::Link(&opened), b"")),
        (41, Line::new(20, Direction::Link(&connected), b"")),
        (
            42,
            Line {
                length: 30,
                ..Line::new(1_500, Direction::Command, b"AT+MQTTUSER=1,\"u\",\"password-1\"\r\n").of(request)
            },
        ),
        (43, received(1_520, Role::Response, b"\r\n+MQTTUSER: 1,1\r\n").of(request)),
        (50, Line { length: 1_704, ..Line::new(2_000, Direction::Data, b"") }),
    ];
    let behind = [
        (90, Line { damaged: true, ..received(3_000, Role::Unrecognised, b"\xFFK\r\n") }),
        (91, Line::new(3_001, Direction::Link(&disturbed), b"")),
        (92, Line::new(60_000, Direction::Link(&gone), b"")),
    ];
    let mut file = Vec::new();
    let (writer, none) = (Writer::begin(&header, &mut file), Members::default());
    for (number, line) in before {
        writer.entry(&mut file, &Entry { number, line }, &none);
    }
    writer.let_go(&mut file, LetGo { lines: 39, bytes: 2_000 });
    writer.finding(
        &mut file,
        &Json::of(&serde_json::json!({ "id": "wrong-baud-rate", "lines": [90] })).unwrap(),
        &none,
    );
    for (number, line) in behind {
        writer.entry(&mut file, &Entry { number, line }, &none);
    }
    assert_eq!(String::from_utf8(file).unwrap(), NOW);

    let read = read(NOW.as_bytes());
    assert_eq!((&read.problems, &read.header), (&Vec::new(), &header));
    let entries: Vec<_> = read.record.entries().map(|entry| (entry.number, entry.line)).collect();
    assert_eq!(entries, [&before[..], &behind].concat());
    assert_eq!(String::from_utf8(read.write()).unwrap(), NOW);
}

#[test]
fn the_schema_has_every_member_of_every_line() {
    let schema: serde_json::Value = serde_json::from_str(include_str!("../schema/session-1.schema.json")).unwrap();
    for line in NOW.lines() {
        let line: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line).unwrap();
        let fits = schema["$defs"].as_object().unwrap().values().filter(|kind| {
            let has_needed =
                kind["required"].as_array().unwrap().iter().all(|name| line.contains_key(name.as_str().unwrap()));
            has_needed && line.keys().all(|name| kind["properties"].get(name).is_some())
        });
        assert_eq!(fits.count(), 1, "{line:?}");
    }
}

#[test]
fn the_example_of_the_documentation_is_a_file() {
    let page = include_str!("../../../docs/session-file.md");
    let (_, example) = page.split_once("```json\n").unwrap();
    assert_eq!(example.split_once("```").unwrap().0, NOW);
}

#[test]
fn a_later_version_is_read_as_far_as_it_is_known_and_nothing_of_it_is_lost() {
    let read = read(LATER);
    let kinds: Vec<_> = read.problems.iter().map(|problem| (problem.line, problem.kind.clone())).collect();
    let unknown = ProblemKind::NotKnown { member: "role", value: "prophecy".into() };
    assert_eq!(kinds, [(1, ProblemKind::LaterVersion { version: 2 }), (3, unknown)]);
    assert_eq!((read.header.version, read.header.zero), (2, ZERO));
    assert_eq!(read.record.entries().map(|entry| entry.number).collect::<Vec<_>>(), [0, 2]);
    let kept: Vec<_> = read.kept.iter().map(|kept| (kept.before, matches!(kept.what, Beside::Unknown(_)))).collect();
    assert_eq!(kept, [(1, true), (3, true)]);
    // Of the first line, the version is this one's now.
    let (later, again) = (String::from_utf8_lossy(LATER).into_owned(), String::from_utf8(read.write()).unwrap());
    let said = |text: &str| -> Vec<serde_json::Value> {
        text.replace("\"version\":2", &format!("\"version\":{VERSION}"))
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    };
    assert_eq!(said(&again), said(&later));
}
