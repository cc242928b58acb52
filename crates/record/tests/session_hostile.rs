//! What is wrong with a session file is said, with its line, and costs no more than its limits.

use std::ops::ControlFlow;

use workbench_record::session::{Item, Limits, Load, Problem, ProblemKind, Reader, Session};

const HEADER: &str = "{\"format\":\"module-workbench-session\",\"version\":1,\"page\":\"1\",\"zero\":0}";
const ENTRY: &str = "{\"number\":1,\"at\":2,\"direction\":\"data\",\"text\":\"a\"}";

fn problems(file: &[u8], limits: Limits) -> Vec<Problem> {
    Session::read(file, limits, 1 << 24).problems
}

fn malformed(member: &'static str) -> ProblemKind {
    ProblemKind::Malformed { member }
}

fn unknown(member: &'static str, value: &str) -> ProblemKind {
    ProblemKind::NotKnown { member, value: value.into() }
}

#[test]
fn what_is_wrong_with_a_line_is_said_and_the_others_are_read() {
    use ProblemKind::*;
    let entry = |rest: &str| format!("{{\"number\":2,\"at\":0,{rest}}}").into_bytes();
    let rows: Vec<(Vec<u8>, ProblemKind)> = vec![
        (b"hello".to_vec(), NotJson),
        (b"[1]".to_vec(), NotJson),
        (b"{\"a\":1} x".to_vec(), NotJson),
        (b"{\"a\":1".to_vec(), CutShort),
        (b"{\"a\":\"\xFF\"}".to_vec(), NotUtf8),
        (HEADER.into(), SecondHeader),
        (entry("\"direction\":\"command\""), Missing { member: "text" }),
        (entry("\"direction\":\"received\",\"text\":\"a\""), Missing { member: "role" }),
        (entry("\"direction\":\"received\",\"role\":\"oracle\",\"text\":\"a\""), unknown("role", "oracle")),
        (entry("\"direction\":\"sideways\",\"text\":\"a\""), unknown("direction", "sideways")),
        (entry("\"direction\":\"link\",\"role\":\"married\""), unknown("role", "married")),
        (entry("\"direction\":\"link\",\"role\":\"disturbed\",\"fault\":\"gremlins\""), unknown("fault", "gremlins")),
        (entry("\"direction\":\"link\",\"role\":\"opened\""), Missing { member: "baud_rate" }),
        (entry("\"direction\":\"link\",\"role\":\"opened\",\"usb\":\"+cb7:0a05\",\"baud_rate\":1"), malformed("usb")),
        (entry("\"direction\":\"link\",\"role\":\"opened\",\"baud_rate\":4294967296"), malformed("baud_rate")),
        (entry("\"direction\":\"data\",\"text\":\"\\ud800\""), malformed("text")),
        (entry("\"direction\":\"data\",\"text\":7"), malformed("text")),
        (entry("\"direction\":\"data\",\"hex\":\"0\""), malformed("hex")),
        (entry("\"direction\":\"data\",\"hex\":\"0g\""), malformed("hex")),
        (entry("\"direction\":\"data\",\"hex\":\"00\",\"text\":\"a\""), malformed("hex")),
        (entry("\"direction\":\"data\",\"text\":\"a\",\"length\":18446744073709551616"), malformed("length")),
        (entry("\"direction\":\"data\",\"text\":\"a\",\"request\":-1"), malformed("request")),
        (entry("\"direction\":\"data\",\"text\":\"a\",\"damaged\":\"yes\""), malformed("damaged")),
        (b"{\"number\":1e400,\"at\":0,\"direction\":\"data\",\"text\":\"a\"}".to_vec(), malformed("number")),
        (
            b"{\"number\":18446744073709551615,\"at\":0,\"direction\":\"data\",\"text\":\"a\"}".to_vec(),
            malformed("number"),
        ),
        (b"{\"number\":2,\"at\":1.5,\"direction\":\"data\",\"text\":\"a\"}".to_vec(), malformed("at")),
        (b"{\"number\":2,\"direction\":\"data\",\"text\":\"a\"}".to_vec(), Missing { member: "at" }),
        (b"{\"number\":2,\"time\":\"now\",\"direction\":\"data\",\"text\":\"a\"}".to_vec(), malformed("time")),
        (b"{\"let_go\":{\"lines\":1}}".to_vec(), Missing { member: "bytes" }),
        (b"{\"let_go\":7}".to_vec(), malformed("let_go")),
        (b"{\"a\":1,\"b\":2,\"\\u0061\":3}".to_vec(), Duplicate { member: "a".into() }),
    ];
    for (line, kind) in rows {
        let last = ENTRY.replace("\"number\":1", "\"number\":9");
        let file = [HEADER.as_bytes(), ENTRY.as_bytes(), &line, last.as_bytes()].join(&b'\n');
        let read = Session::read(&file, Limits::default(), 1 << 24);
        let shown = String::from_utf8_lossy(&line).into_owned();
        assert_eq!(read.problems, [Problem { line: 3, kind }], "{shown}");
        assert_eq!(read.record.entries().map(|entry| entry.number).collect::<Vec<_>>(), [1, 9], "{shown}");
        // An object that is not understood is there when the file is written again.
        let is_kept = String::from_utf8_lossy(&read.write()).contains(&shown);
        let is_object = line.starts_with(b"{") && serde_json::from_slice::<&serde_json::value::RawValue>(&line).is_ok();
        assert_eq!(is_kept, is_object, "{shown}");
    }
}

#[test]
fn what_is_wrong_with_the_first_line_is_said_and_the_entries_are_read() {
    use ProblemKind::*;
    let rows: [(&str, &[ProblemKind]); 10] = [
        (HEADER, &[]),
        ("{\"format\":\"module-workbench-session\"}", &[Missing { member: "version" }, Missing { member: "zero" }]),
        (
            "{\"format\":\"module-workbench-session\",\"version\":7,\"zero\":0,\"page\":\"9\"}",
            &[LaterVersion { version: 7 }],
        ),
        ("{\"format\":\"diary\",\"version\":1,\"zero\":0}", &[OtherFormat { format: String::new() }]),
        ("{\"format\":\"module-workbench-session\",\"version\":1,\"zero\":-4}", &[malformed("zero")]),
        ("{\"format\":\"module-workbench-session\",\"version\":1,\"zero\":0,\"module\":[]}", &[malformed("module")]),
        (
            "{\"format\":\"module-workbench-session\",\"version\":1,\"zero\":0,\"masking\":{\"hidden\":[]}}",
            &[Missing { member: "by" }],
        ),
        (
            "{\"format\":\"module-workbench-session\",\"version\":1,\"zero\":0,\"zero\":5}",
            &[Duplicate { member: String::new() }],
        ),
        ("{\"version\":3,\"term\":{\"cols\":80,\"rows\":24}}", &[NoHeader]),
        ("", &[NoHeader]),
    ];
    for (first, kinds) in rows {
        let read = Session::read(format!("{first}\n{ENTRY}\n").as_bytes(), Limits::default(), 1 << 24);
        let told: Vec<ProblemKind> = read
            .problems
            .into_iter()
            .map(|problem| match problem.kind {
                OtherFormat { format } => {
                    assert_eq!(format, "diary");
                    OtherFormat { format: String::new() }
                }
                Duplicate { member } => {
                    assert_eq!(member, "zero");
                    Duplicate { member: String::new() }
                }
                kind => kind,
            })
            .collect();
        assert_eq!(told, kinds, "{first}");
        assert_eq!(read.record.entries().count(), 1, "{first}");
    }
}

#[test]
fn what_is_no_text_in_utf_8_is_not_read_and_is_said_to_be_what_it_is() {
    for (file, kind) in [
        (&b"\xFF\xFE{\0\"\0"[..], ProblemKind::Utf16),
        (b"\xFE\xFF\0{\0\"\0\n", ProblemKind::Utf16),
        (b"\x1F\x8B\x08\0\0\n\0", ProblemKind::Compressed),
        (b"", ProblemKind::NoHeader),
    ] {
        let read = Session::read(file, Limits::default(), 1 << 24);
        assert_eq!(read.problems.into_iter().map(|problem| problem.kind).collect::<Vec<_>>(), [kind]);
    }
}

#[test]
fn numbers_that_do_not_ascend_are_said_and_no_entry_is_lost() {
    let numbered = |number: u64| ENTRY.replace("\"number\":1", &format!("\"number\":{number}"));
    let file = [HEADER.to_owned(), numbered(5), numbered(5), numbered(2), numbered(9)].join("\n");
    let read = Session::read(file.as_bytes(), Limits::default(), 1 << 24);
    let kinds: Vec<_> = read.problems.iter().map(|problem| (problem.line, &problem.kind)).collect();
    assert_eq!(kinds, [(3, &ProblemKind::NotAscending { number: 5 }), (4, &ProblemKind::NotAscending { number: 2 })]);
    assert_eq!(read.record.entries().map(|entry| entry.number).collect::<Vec<_>>(), [5, 6, 7, 9]);
}

#[test]
fn a_bomb_is_refused_at_its_limit() {
    let limits = Limits { bytes: 1 << 20, ..Limits::default() };
    let line = format!("{ENTRY}\n").into_bytes();
    let mut reader = Reader::new(limits);
    let (mut fed, mut entries, mut told) = (0_u64, 0, Vec::new());
    loop {
        fed += line.len() as u64;
        let flow = reader.feed(&line, |item| match item {
            Item::Entry { .. } => entries += 1,
            Item::Problem(Problem { kind: ProblemKind::NotAscending { .. } | ProblemKind::NoHeader, .. })
            | Item::Header(_) => {}
            Item::Problem(problem) => told.push(problem.kind.clone()),
            other => panic!("{other:?}"),
        });
        if flow == ControlFlow::Break(()) {
            break;
        }
    }
    assert_eq!(told, [ProblemKind::TooLarge { limit: 1 << 20 }]);
    assert!(fed <= (1 << 20) + line.len() as u64 && entries as u64 == (1 << 20) / line.len() as u64);
    // Nothing is read after that.
    assert_eq!(reader.feed(&line, |item| panic!("{item:?}")), ControlFlow::Break(()));
}

#[test]
fn a_line_without_an_end_is_refused_early_and_what_follows_is_read() {
    let limits = Limits { bytes: 1 << 26, line: 1 << 16, ..Limits::default() };
    let mut load = Load::new(limits, 1 << 24);
    assert!(load.feed(format!("{HEADER}\n{{\"later\":\"").as_bytes()).is_continue());
    let piece = vec![b'x'; 1 << 16];
    while load.feed(&piece).is_continue() {}
    let read = load.end();
    let kinds: Vec<_> = read.problems.into_iter().map(|problem| problem.kind).collect();
    assert_eq!(kinds, [ProblemKind::TooLong { limit: 1 << 16 }, ProblemKind::TooLarge { limit: 1 << 26 }]);

    for piece in [1, 7, 1 << 20] {
        let long = format!("{HEADER}\n\"{}\"\n{ENTRY}\n", "x".repeat(1 << 16));
        let mut load = Load::new(limits, 1 << 24);
        for bytes in long.as_bytes().chunks(piece) {
            assert!(load.feed(bytes).is_continue());
        }
        let read = load.end();
        assert_eq!(read.problems, [Problem { line: 2, kind: ProblemKind::TooLong { limit: 1 << 16 } }]);
        assert_eq!(read.record.entries().count(), 1);
    }
}

#[test]
fn lines_are_counted() {
    let file = format!("{HEADER}\n{}", "{}\n".repeat(100));
    let limits = Limits { lines: 10, ..Limits::default() };
    assert_eq!(
        problems(file.as_bytes(), limits),
        [Problem { line: 10, kind: ProblemKind::TooManyLines { limit: 10 } }]
    );
}

#[test]
fn deep_and_wide_objects_cost_their_bytes() {
    let deep = format!("{{\"later\":{}{}}}", "[".repeat(1 << 20), "]".repeat(1 << 20));
    let read = Session::read(format!("{HEADER}\n{deep}\n{ENTRY}\n").as_bytes(), Limits::default(), 1 << 24);
    assert_eq!((read.problems, read.kept.len(), read.record.entries().count()), (Vec::new(), 1, 1));
    // In the place of a known member it is refused as a wrong value.
    let text = format!(
        "{{\"number\":2,\"at\":0,\"direction\":\"data\",\"text\":{}{}}}",
        "[".repeat(1 << 20),
        "]".repeat(1 << 20)
    );
    assert_eq!(
        problems(format!("{HEADER}\n{text}\n").as_bytes(), Limits::default()),
        [Problem { line: 2, kind: malformed("text") }]
    );
    let hidden =
        "{\"format\":\"module-workbench-session\",\"version\":1,\"zero\":0,\"masking\":{\"by\":\"value\",\"hidden\":";
    let header = format!("{hidden}{}{}}}}}", "[".repeat(1 << 20), "]".repeat(1 << 20));
    assert_eq!(problems(header.as_bytes(), Limits::default()), [Problem { line: 1, kind: malformed("hidden") }]);
    let wide: Vec<String> = (0..2_000).map(|name| format!("\"{name}\":0")).collect();
    assert_eq!(
        problems(format!("{HEADER}\n{{{}}}\n", wide.join(",")).as_bytes(), Limits::default()),
        [Problem { line: 2, kind: ProblemKind::TooManyMembers { limit: 256 } }]
    );
}

#[test]
fn huge_lengths_are_counted_without_harm() {
    let line = |number: u64| {
        format!(
            "{{\"number\":{number},\"at\":18446744073709551615,\"direction\":\"data\",\"length\":18446744073709551615}}"
        )
    };
    let file = [HEADER.to_owned(), line(1), line(2)].join("\n");
    let read = Session::read(file.as_bytes(), Limits::default(), 1 << 24);
    assert_eq!((read.record.counts().sent, read.problems), (u64::MAX, Vec::new()));
}

#[test]
fn what_stands_beside_the_entries_has_a_budget_too() {
    let file = format!("{HEADER}\n{}{ENTRY}\n", "{}\n".repeat(100_000));
    let read = Session::read(file.as_bytes(), Limits::default(), 1 << 20);
    assert_eq!(read.problems, [Problem { line: 0, kind: ProblemKind::TooMuchBeside { limit: 1 << 20 } }]);
    assert!(read.kept.len() <= (1 << 20) / 100 && read.record.entries().count() == 1);
    let file = format!("{HEADER}\n{}", "x\n".repeat(5_000));
    let read = Session::read(file.as_bytes(), Limits::default(), 1 << 20);
    assert_eq!((read.problems.len(), read.more_problems), (1_000, 4_000));
}
