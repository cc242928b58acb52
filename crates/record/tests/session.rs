//! What was written as a session file is read again as it was, in whatever pieces it comes.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on fails; clippy spares only the functions marked as tests"
)]

use std::collections::BTreeMap;

use fibocom_at::{RequestId, Role};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use workbench_record::session::{
    Beside, Header, Hidden, Json, Kept, Limits, Load, Masking, Members, Module, Session, VERSION,
};
use workbench_record::{Direction, Ending, LetGo, Line, LineFault, LinkChange, Place, Record, Zero};

const BUDGET: usize = 1 << 28;

/// An entry that owns what it refers to.
#[derive(Debug, Clone)]
struct Owned {
    gap: u64,
    at: u64,
    way: Way,
    raw: Vec<u8>,
    length: Option<u64>,
    damaged: bool,
    request: Option<u64>,
    others: Members,
}

#[derive(Debug, Clone)]
enum Way {
    Command,
    Data,
    Received(Role),
    Link(LinkChange),
}

impl Owned {
    fn line(&self) -> Line<'_> {
        let (direction, raw) = match &self.way {
            Way::Command => (Direction::Command, &*self.raw),
            Way::Data => (Direction::Data, &*self.raw),
            Way::Received(role) => (Direction::Received(*role), &*self.raw),
            Way::Link(change) => (Direction::Link(change), &[][..]),
        };
        let line = Line { damaged: self.damaged, ..Line::new(self.at, direction, raw) };
        let length = self.length.unwrap_or(line.length);
        Line { length, ..line }.of(self.request.map(RequestId))
    }
}

fn role() -> impl Strategy<Value = Role> {
    prop::sample::select(Role::ALL.to_vec())
}

/// Texts as a hostile module tells them.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        prop::sample::select(vec!["", " ", "virtual ", "9600 baud", "\"}\n{\"", "\\ud800", "\u{2028}\0\u{7f}"])
            .prop_map(str::to_owned),
    ]
}

fn change() -> impl Strategy<Value = LinkChange> {
    let fault = prop::sample::select(vec![
        LineFault::Break,
        LineFault::Framing,
        LineFault::Parity,
        LineFault::BufferOverrun,
        LineFault::Unknown,
    ]);
    prop_oneof![
        Just(LinkChange::Back),
        Just(LinkChange::Restarted),
        Just(LinkChange::Ended(Ending::Closed)),
        Just(LinkChange::Ended(Ending::Unplugged)),
        text().prop_map(|reason| LinkChange::Ended(Ending::Failed(reason))),
        text().prop_map(LinkChange::Connected),
        text().prop_map(|series| LinkChange::Opened(Place::Virtual(series))),
        (option::of(any::<(u16, u16)>()), any::<u32>())
            .prop_map(|(usb, baud_rate)| LinkChange::Opened(Place::Port { usb, baud_rate })),
        fault.prop_map(LinkChange::Disturbed),
    ]
}

/// JSON of a later version, as it may be written.
fn json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        any::<bool>().prop_map(|value| value.to_string()),
        any::<i64>().prop_map(|value| value.to_string()),
        any::<f64>()
            .prop_filter("JSON has no others", |value| value.is_finite())
            .prop_map(|value| format!("{value:e}")),
        Just("1234567890123456789012345678901234567890".to_owned()),
        Just("\"\\ud800\"".to_owned()),
        any::<String>().prop_map(|value| serde_json::to_string(&value).unwrap()),
    ];
    leaf.prop_recursive(4, 16, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(|values| format!("[{}]", values.join(" , "))),
            btree_map(any::<String>(), inner, 0..4).prop_map(|members| {
                let members =
                    members.iter().map(|(name, value)| format!("{}:{value}", serde_json::to_string(name).unwrap()));
                format!("{{{}}}", members.collect::<Vec<_>>().join(","))
            }),
        ]
    })
    .prop_map(|text| Json::parse(&text).unwrap())
}

/// Members that no version knows.
fn others() -> impl Strategy<Value = Members> {
    vec((any::<String>(), json()), 0..3)
        .prop_map(|members| members.into_iter().map(|(name, value)| (format!("later {name}"), value)).collect())
}

fn entry() -> impl Strategy<Value = Owned> {
    let way =
        prop_oneof![Just(Way::Command), Just(Way::Data), role().prop_map(Way::Received), change().prop_map(Way::Link),];
    let raw = prop_oneof![vec(any::<u8>(), 0..40), text().prop_map(String::into_bytes)];
    let gap = prop_oneof![4 => Just(0), 1 => 0_u64..1 << 30];
    let length = prop_oneof![4 => Just(None), 1 => any::<u64>().prop_map(Some)];
    (gap, any::<u64>(), way, raw, length, any::<bool>(), option::of(any::<u64>()), others()).prop_map(
        |(gap, at, way, raw, length, damaged, request, others)| Owned {
            gap,
            at,
            way,
            raw,
            length,
            damaged,
            request,
            others,
        },
    )
}

fn header() -> impl Strategy<Value = Header> {
    let module = (option::of(text()), text(), option::of(text()), any::<bool>(), others()).prop_map(
        |(manufacturer, model, revision, is_virtual, others)| Module {
            manufacturer,
            model,
            revision,
            is_virtual,
            others,
        },
    );
    let hidden = (text(), any::<u64>(), others()).prop_map(|(kind, count, others)| Hidden { kind, count, others });
    let masking = (text(), vec(hidden, 0..3), others()).prop_map(|(by, hidden, others)| Masking { by, hidden, others });
    let let_go = any::<(u64, u64)>().prop_map(|(lines, bytes)| LetGo { lines, bytes });
    let about = (option::of(module), option::of(text()), option::of(text()), others(), option::of(masking));
    (text(), any::<u64>(), about, let_go, others()).prop_map(
        |(page, zero, (module, series, browser, settings, masking), let_go, others)| Header {
            version: VERSION,
            page,
            zero: Zero(zero),
            module,
            series,
            browser,
            settings,
            masking,
            let_go,
            others,
        },
    )
}

fn beside() -> impl Strategy<Value = Beside> {
    prop_oneof![
        (json(), others()).prop_map(|(finding, others)| Beside::Finding { finding, others }),
        any::<(u64, u64)>().prop_map(|(lines, bytes)| Beside::LetGo(LetGo { lines, bytes })),
        others().prop_map(|members| Beside::Unknown(Json::of(&members).unwrap())),
    ]
}

fn session() -> impl Strategy<Value = Session> {
    (header(), vec((entry(), option::of(beside())), 0..12), option::of(beside())).prop_map(|(header, entries, last)| {
        let (mut record, mut others, mut kept) = (Record::with_budget(BUDGET), BTreeMap::new(), Vec::new());
        for (entry, before) in entries {
            kept.extend(before.map(|what| Kept { before: record.next(), what }));
            record.skip_to(record.next() + entry.gap);
            let number = record.write(entry.line());
            if !entry.others.is_empty() {
                others.insert(number, entry.others);
            }
        }
        kept.extend(last.map(|what| Kept { before: record.next(), what }));
        Session { header, record, others, kept, problems: Vec::new(), more_problems: 0 }
    })
}

fn assert_same(read: &Session, written: &Session) {
    assert_eq!(read.problems, []);
    assert_eq!(read.header, written.header);
    assert_eq!(read.record.entries().collect::<Vec<_>>(), written.record.entries().collect::<Vec<_>>());
    assert_eq!(read.others, written.others);
    assert_eq!(read.kept, written.kept);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn what_was_written_is_read_again_in_any_pieces(written in session(), piece in 1_usize..200) {
        let file = written.write();
        let mut load = Load::new(Limits::default(), BUDGET);
        for bytes in file.chunks(piece) {
            prop_assert!(load.feed(bytes).is_continue());
        }
        let read = load.end();
        assert_same(&read, &written);
        prop_assert_eq!(String::from_utf8(read.write()), String::from_utf8(file));
    }

    #[test]
    fn line_ends_and_marks_of_windows_change_nothing(written in session()) {
        let file = String::from_utf8(written.write()).unwrap().replace('\n', "\r\n");
        let file = format!("\u{FEFF}\r\n\n{file}");
        let read = Session::read(file.as_bytes(), Limits::default(), BUDGET);
        assert_same(&read, &written);
    }

    #[test]
    fn no_bytes_panic(bytes in vec(any::<u8>(), 0..400), piece in 1_usize..50) {
        let mut load = Load::new(Limits { bytes: 300, line: 60, lines: 20 }, 1 << 10);
        for bytes in bytes.chunks(piece) {
            if load.feed(bytes).is_break() {
                break;
            }
        }
        let _ = load.end().write();
    }

    #[test]
    fn no_damage_to_a_file_panics(
        written in session(),
        cut in any::<prop::sample::Index>(),
        changes in vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
    ) {
        let mut file = written.write();
        for (at, byte) in changes {
            let at = at.index(file.len());
            file[at] = byte;
        }
        file.truncate(cut.index(file.len()) + 1);
        let read = Session::read(&file, Limits::default(), BUDGET);
        // What was read is a file again, and a right one.
        let again = Session::read(&read.write(), Limits::default(), BUDGET);
        prop_assert_eq!(again.header.zero, read.header.zero);
        prop_assert_eq!(again.record.entries().count(), read.record.entries().count());
    }
}
