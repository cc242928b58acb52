//! A real Wireshark reads a capture back: how many packets, which way they went, what they say, and the comments on them.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails; clippy spares only the functions marked as tests"
)]

use std::path::PathBuf;
use std::process::Command;

use fibocom_at::Role;
use workbench_record::export::{self, Export, Pcapng};
use workbench_record::session::{Header, Module};
use workbench_record::{Direction, Ending, Entry, LetGo, Line, LinkChange, Place, Record, Zero};

const ZERO: Zero = Zero(1_767_225_600_000);

/// A capture in a file of its own, which goes with it.
struct Capture(PathBuf);

impl Drop for Capture {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

impl Capture {
    fn of(record: &Record, name: &str) -> Self {
        let module = Module { model: "L610-CN".into(), ..Module::default() };
        let header =
            Header { module: Some(module), let_go: LetGo { lines: 7, bytes: 99 }, ..Header::new("0.1.0", ZERO) };
        let meaning = |entry: &Entry<'_>| {
            matches!(entry.line.direction, Direction::Command).then(|| "Grüße, \"signal\"?".to_owned())
        };
        let mut form = Pcapng::new(meaning);
        let mut file = export::whole(record, &header, &mut form);
        form.let_go(&mut file, LetGo { lines: 2, bytes: 20 });
        let path = std::env::temp_dir().join(format!("workbench-{name}-{}.pcapng", std::process::id()));
        std::fs::write(&path, file).unwrap();
        Self(path)
    }

    fn told(&self, program: &str, arguments: &[&str]) -> String {
        let output = Command::new(program).args(arguments).arg(&self.0).env("LC_ALL", "C.UTF-8").output();
        let output = output.unwrap_or_else(|_| {
            panic!("{program} is missing: install the package tshark; nothing is tested without it")
        });
        let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{program}: {complaint}");
        // Running as root is all that it may say.
        let is_complaint = |line: &&str| !line.is_empty() && !line.starts_with("Running as user");
        assert_eq!(complaint.lines().filter(is_complaint).collect::<Vec<_>>(), Vec::<&str>::new());
        String::from_utf8(output.stdout).unwrap()
    }

    fn fields(&self, fields: &[&str]) -> Vec<Vec<String>> {
        let mut arguments = vec!["-T", "fields", "-E", "separator=|"];
        arguments.extend(fields.iter().flat_map(|field| ["-e", field]));
        arguments.push("-r");
        let told = self.told("tshark", &arguments);
        told.lines().map(|line| line.split('|').map(str::to_owned).collect()).collect()
    }
}

#[test]
fn wireshark_sees_every_line_with_its_direction_its_time_and_its_meaning() {
    let (opened, ended) =
        (LinkChange::Opened(Place::Virtual("L610".into())), LinkChange::Ended(Ending::Failed("gone\n".into())));
    let mut record = Record::with_budget(1 << 24);
    for line in [
        Line::new(0, Direction::Link(&opened), b""),
        Line::new(1_250, Direction::Command, b"AT+CSQ\r\n"),
        Line::new(1_300, Direction::Received(Role::Response), b"\r\n+CSQ: 20,99\r\n"),
        Line::new(1_301, Direction::Received(Role::Final), b"\r\nOK\r\n"),
        Line { length: 1_704, ..Line::new(2_000, Direction::Data, b"") },
        Line { damaged: true, ..Line::new(2_001, Direction::Data, b"\x00\xFF\r\n") },
        Line::new(3_000, Direction::Link(&ended), b""),
    ] {
        record.write(line);
    }
    let capture = Capture::of(&record, "lines");
    let fields =
        ["frame.time_epoch", "frame.p2p_dir", "frame.len", "frame.cap_len", "frame.protocols", "frame.comment"];
    let comment = "Grüße, \"signal\"?";
    // 0 is sent and 1 received; the first twelve bytes say who reads the others.
    let expected = [
        ["1767225600.000000000", "", "43", "43", "exported_pdu:data-text-lines", "opened virtual L610"],
        ["1767225601.250000000", "0", "20", "20", "exported_pdu:at", comment],
        ["1767225601.300000000", "1", "27", "27", "exported_pdu:at", ""],
        ["1767225601.301000000", "1", "18", "18", "exported_pdu:at", ""],
        ["1767225602.000000000", "0", "1716", "12", "exported_pdu", ""],
        ["1767225602.001000000", "0", "16", "16", "exported_pdu:data", "damaged"],
        ["1767225603.000000000", "", "37", "37", "exported_pdu:data-text-lines", "failed gone\\n"],
        [
            "1767225603.000000000",
            "",
            "60",
            "60",
            "exported_pdu:data-text-lines",
            "2 older lines (20 bytes) were let go",
        ],
    ];
    assert_eq!(capture.fields(&fields), expected);

    // Its own reader of AT commands sees which side spoke, and what was said.
    let told = capture.told("tshark", &["-V", "-r"]);
    for sentence in ["Role: DTE", "Role: DCE", "+CSQ (Signal Quality)", "RSSI: -73 dBm (20)", "OK (OK)", "failed gone"]
    {
        assert!(told.contains(sentence), "{sentence}: {told}");
    }
    let about = capture.told("capinfos", &[]);
    for sentence in ["Module Workbench 0.1.0", "L610-CN", "7 older lines (99 bytes) were let go", "microseconds (6)"] {
        assert!(about.contains(sentence), "{sentence}: {about}");
    }
}

#[test]
fn wireshark_takes_lines_of_any_length() {
    let mut record = Record::with_budget(1 << 26);
    let bytes = vec![b'x'; 1 << 20];
    let lengths = [0, 1, 2, 3, 4, 5, (256 << 10) - 13, (256 << 10) - 12, (256 << 10) - 11, 1 << 20];
    for length in lengths {
        record.write(Line::new(1, Direction::Received(Role::Unrecognised), &bytes[..length]));
    }
    let capture = Capture::of(&record, "lengths");
    let told: Vec<Vec<String>> = capture.fields(&["frame.len", "frame.cap_len"]);
    // A packet of text says at the end what is missing.
    let missing = 60 - 12;
    let expected: Vec<Vec<String>> = lengths
        .iter()
        .chain([&missing])
        .map(|length| vec![(length + 12).to_string(), (length + 12).min(256 << 10).to_string()])
        .collect();
    assert_eq!(told, expected);
}
