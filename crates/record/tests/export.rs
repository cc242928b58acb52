//! What each form says of the same record, and that it says it whole when it is saved in pieces while the record goes on.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails; clippy spares only the functions marked as tests"
)]

use fibocom_at::{RequestId, Role};
use proptest::prelude::*;
use workbench_record::export::{self, Asciicast, Comments, Csv, Export, FirstLine, Jsonl, Pcapng, Text};
use workbench_record::session::{Header, Limits, Module, ProblemKind, Session};
use workbench_record::{Direction, Entry, LetGo, Line, LinkChange, Place, Record, Zero};

const ZERO: Zero = Zero(1_767_225_600_000);

fn received(at: u64, role: Role, raw: &[u8]) -> Line<'_> {
    Line::new(at, Direction::Received(role), raw)
}

fn record() -> Record {
    let opened = LinkChange::Opened(Place::Virtual("L610".into()));
    let request = Some(RequestId(9));
    let mut record = Record::with_budget(1 << 24);
    for line in [
        Line::new(500, Direction::Link(&opened), b""),
        Line::new(1_500, Direction::Command, b"AT+FILE=1,\"a;b\"\r").of(request),
        received(1_510, Role::Echo, b"AT+FILE=1,\"a;b\"\r\r\n").of(request),
        received(1_520, Role::Prompt, b"> ").of(request),
        Line { length: 1_704, ..Line::new(1_530, Direction::Data, b"").of(request) },
        received(2_000, Role::Final, b"OK\r\n").of(request),
        Line { damaged: true, ..received(3_000, Role::Unsolicited, b"+MSG: \x1b]0;x\x07\xFF\\\r\n") },
        received(2_900, Role::Unrecognised, b"=cmd|' /C calc'!A0"),
    ] {
        record.write(line);
    }
    record
}

fn about() -> Header {
    let module = Module { manufacturer: Some("Fibocom".into()), model: "L610-CN\n".into(), ..Module::default() };
    Header { module: Some(module), let_go: LetGo { lines: 1, bytes: 30 }, ..Header::new("0.1.0", ZERO) }
}

fn meaning(entry: &Entry<'_>) -> Option<String> {
    matches!(entry.line.direction, Direction::Command).then(|| "-1\tis what it \"asks\"".to_owned())
}

fn saved(form: &mut dyn Export) -> String {
    String::from_utf8(export::whole(&record(), &about(), form)).unwrap()
}

#[test]
fn a_text_can_be_read() {
    let lines = "# 1 older line (30 bytes) was let go\n\
        2026-01-01T00:00:00.500Z == opened virtual L610\n\
        2026-01-01T00:00:01.500Z >  AT+FILE=1,\"a;b\"\\r\n\
        2026-01-01T00:00:01.510Z <  AT+FILE=1,\"a;b\"\\r\\r\\n\n\
        2026-01-01T00:00:01.520Z <  > \n\
        2026-01-01T00:00:01.530Z >> *** (1704 bytes)\n\
        2026-01-01T00:00:02.000Z <  OK\\r\\n\n\
        2026-01-01T00:00:03.000Z <* [damaged] +MSG: \\x1B]0;x\\x07\\xFF\\\\\\r\\n\n\
        2026-01-01T00:00:02.900Z <? =cmd|' /C calc'!A0\n";
    assert_eq!(saved(&mut Text::new(Comments::LeftOut)), lines);
    let comment = "# Module Workbench 0.1.0, Fibocom, L610-CN\\n, times in UTC\n";
    assert_eq!(saved(&mut Text::new(Comments::Written)), format!("{comment}{lines}"));
}

#[test]
fn a_table_holds_no_formula() {
    let expected = [
        "number,time,seconds,direction,role,request,damaged,length,text,meaning",
        ",,,let go,,,,30,1 older line (30 bytes) was let go,",
        "0,2026-01-01T00:00:00.500Z,0.500,link,opened,,,,opened virtual L610,",
        "1,2026-01-01T00:00:01.500Z,1.500,command,,9,,16,\"AT+FILE=1,\"\"a;b\"\"\\r\",\"'-1\tis what it \"\"asks\"\"\"",
        "2,2026-01-01T00:00:01.510Z,1.510,received,echo,9,,18,\"AT+FILE=1,\"\"a;b\"\"\\r\\r\\n\",",
        "3,2026-01-01T00:00:01.520Z,1.520,received,prompt,9,,2,\"> \",",
        "4,2026-01-01T00:00:01.530Z,1.530,data,,9,,1704,*** (1704 bytes),",
        "5,2026-01-01T00:00:02.000Z,2.000,received,final,9,,4,OK\\r\\n,",
        "6,2026-01-01T00:00:03.000Z,3.000,received,unsolicited,,true,16,\"'+MSG: \\x1B]0;x\\x07\\xFF\\\\\\r\\n\",",
        "7,2026-01-01T00:00:02.900Z,2.900,received,unrecognised,,,18,\"'=cmd|' /C calc'!A0\",",
        "",
    ];
    assert_eq!(saved(&mut Csv::new(meaning)).split("\r\n").collect::<Vec<_>>(), expected);
}

#[test]
fn a_recording_is_what_a_terminal_shows_and_nothing_in_it_moves_the_terminal() {
    let expected = [
        "{\"idle_time_limit\":2,\"term\":{\"cols\":120,\"rows\":32},\"timestamp\":1767225600,\
          \"title\":\"Module Workbench 0.1.0, Fibocom, L610-CN\\\\n\",\"version\":3}",
        "[0.000, \"m\", \"1 older line (30 bytes) was let go\"]",
        "[0.000, \"m\", \"opened virtual L610\"]",
        "[1.000, \"o\", \"\\u001b[36mAT+FILE=1,\\\"a;b\\\"\\u001b[0m\\r\\n\"]",
        "[0.020, \"o\", \"> \"]",
        "[0.010, \"o\", \"\\u001b[36m*** (1704 bytes)\\u001b[0m\\r\\n\"]",
        "[0.470, \"o\", \"OK\\r\\n\"]",
        "[1.000, \"o\", \"+MSG: \\\\x1B]0;x\\\\x07\\\\xFF\\\\\\r\\n\"]",
        "[0.000, \"o\", \"=cmd|' /C calc'!A0\"]",
    ];
    assert_eq!(saved(&mut Asciicast::default()).lines().collect::<Vec<_>>(), expected);
    let empty = export::whole(&Record::with_budget(0), &about(), &mut Asciicast::default());
    assert_eq!(String::from_utf8(empty).unwrap().lines().count(), 2);
}

#[test]
fn a_session_file_holds_the_record() {
    let read = Session::read(saved(&mut Jsonl::new(FirstLine::Header)).as_bytes(), Limits::default(), 1 << 24);
    assert_eq!((read.problems, read.header), (Vec::new(), about()));
    assert_eq!(read.record.entries().collect::<Vec<_>>(), record().entries().collect::<Vec<_>>());
}

#[test]
fn entries_alone_are_read_with_their_times_and_what_they_lack_is_said() {
    let file = saved(&mut Jsonl::new(FirstLine::Entry));
    let lines: Vec<&str> = file.lines().collect();
    assert_eq!(
        lines[..3],
        [
            "{\"let_go\":{\"lines\":1,\"bytes\":30}}",
            "{\"number\":0,\"at\":500,\"time\":\"2026-01-01T00:00:00.500Z\",\"direction\":\"link\",\"role\":\"opened\",\
             \"text\":\"opened virtual L610\",\"virtual\":\"L610\"}",
            "{\"number\":1,\"at\":1500,\"time\":\"2026-01-01T00:00:01.500Z\",\"direction\":\"command\",\
             \"text\":\"AT+FILE=1,\\\"a;b\\\"\\r\",\"request\":9}",
        ]
    );
    for (file, let_go) in [(file.as_str(), about().let_go), (&lines[1..].join("\n"), LetGo::default())] {
        let read = Session::read(file.as_bytes(), Limits::default(), 1 << 24);
        assert_eq!(read.problems.into_iter().map(|problem| problem.kind).collect::<Vec<_>>(), [ProblemKind::NoHeader]);
        assert_eq!((read.header.zero, read.header.let_go), (ZERO, let_go));
        assert_eq!(read.record.entries().collect::<Vec<_>>(), record().entries().collect::<Vec<_>>());
    }
}

#[test]
fn what_a_record_has_let_go_is_said_with_what_its_header_says() {
    let mut record = Record::with_budget(2 << 20);
    for at in 0..200_000 {
        record.write(received(at, Role::Unsolicited, b"+MSG: 1,1,2,3\r\n"));
    }
    let gone = record.let_go();
    assert!(gone.lines > 0);
    let file = export::whole(&record, &about(), &mut Text::new(Comments::Written));
    let said = format!("{} older lines ({} bytes) were let go", gone.lines + 1, gone.bytes + 30);
    assert!(String::from_utf8(file).unwrap().contains(&said), "{said}");
}

proptest! {
    #[test]
    fn whatever_was_said_every_form_is_well_formed(
        lines in proptest::collection::vec((any::<u64>(), 0_u8..5, proptest::collection::vec(any::<u8>(), 0..30), any::<String>()), 0..20),
        zero in any::<u64>(),
    ) {
        let mut record = Record::with_budget(1 << 24);
        for (at, way, raw, text) in &lines {
            let change = LinkChange::Connected(text.clone());
            record.write(match way {
                0 => Line::new(*at, Direction::Command, raw),
                1 => Line::new(*at, Direction::Data, text.as_bytes()),
                2 => Line::new(*at, Direction::Link(&change), b""),
                3 => Line { length: u64::MAX, ..received(*at, Role::Late, raw) },
                _ => received(*at, Role::Response, raw),
            });
        }
        let about = Header { page: lines.iter().map(|line| line.3.as_str()).collect(), zero: Zero(zero), ..about() };
        let mean = |entry: &Entry<'_>| lines.get(entry.number as usize).map(|line| line.3.clone());
        let text = export::whole(&record, &about, &mut Text::new(Comments::Written));
        prop_assert_eq!(String::from_utf8(text.clone()).unwrap().matches('\n').count(), lines.len() + 2);

        let table = export::whole(&record, &about, &mut Csv::new(mean));
        let rows = rows(&String::from_utf8(table.clone()).unwrap());
        prop_assert_eq!(rows.len(), lines.len() + 2);
        for cell in rows.iter().inspect(|row| assert_eq!(row.len(), 10)).flatten() {
            prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{}", cell);
        }

        let recording = String::from_utf8(export::whole(&record, &about, &mut Asciicast::default())).unwrap();
        for event in recording.lines().skip(1) {
            let (interval, code, data): (f64, String, String) = serde_json::from_str(event).unwrap();
            let said = data.replace("\u{1b}[36m", "").replace("\u{1b}[0m", "");
            prop_assert!(interval >= 0.0 && ["o", "m"].contains(&&*code));
            prop_assert!(!said.contains(|shown: char| shown.is_control() && !"\r\n\t".contains(shown)), "{}", said);
        }

        let capture = export::whole(&record, &about, &mut Pcapng::new(mean));
        prop_assert_eq!(packets(&capture), lines.len());
    }
}

/// The cells of a table as RFC 4180 has them.
fn rows(table: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut is_quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut rest = table.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '"' if is_quoted && rest.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !is_quoted => {
                assert_eq!(rest.next(), Some('\n'));
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            other => cell.push(other),
        }
    }
    assert!(!is_quoted && cell.is_empty() && row.is_empty());
    rows
}

/// How many packets a capture has, by the draft: a section, an interface, and packets whose lengths fit.
fn packets(capture: &[u8]) -> usize {
    let word = |at: usize| u32::from_le_bytes(capture[at..at + 4].try_into().unwrap());
    let (mut at, mut kinds) = (0, Vec::new());
    while at < capture.len() {
        let length = word(at + 4) as usize;
        assert_eq!((length % 4, word(at + length - 4) as usize), (0, length));
        let mut option = at
            + match word(at) {
                0x0A0D_0D0A => 24,
                1 => 16,
                _ => 28 + (word(at + 20) as usize).next_multiple_of(4),
            };
        if word(at) == 6 {
            assert!(word(at + 20) <= word(at + 24));
        }
        while word(option) != 0 {
            option += 4 + ((word(option) >> 16) as usize).next_multiple_of(4);
        }
        assert_eq!(option + 8, at + length);
        kinds.push(word(at));
        at += length;
    }
    assert_eq!(kinds[..2], [0x0A0D_0D0A, 1]);
    assert!(kinds[2..].iter().all(|kind| *kind == 6));
    kinds.len() - 2
}
