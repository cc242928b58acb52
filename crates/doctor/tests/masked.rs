//! What is wrong in a masked record is what was wrong in the original, for each transcript of a real module and of the manuals.

#[path = "../../../tests/transcripts/story.rs"]
#[expect(dead_code, reason = "this test needs no more of a story than its steps")]
mod story;

use std::error::Error;
use std::fs;
use std::path::Path;

use fibocom_at::{Event, Heard, Listener, Timestamp, private_key};
use story::{Piece, Step, Story};
use workbench_doctor::{Diagnosis, diagnose, diagnose_record};
use workbench_record::export::{Comments, FirstLine, Jsonl, Text, masked, whole};
use workbench_record::mask::{Plan, Secrets};
use workbench_record::session::{Header, Limits, Session};
use workbench_record::{Direction, Line, Record, Zero};

/// Every story, as the record that a page would have of it. A file that cannot be read is a failure, not an absence.
fn records() -> Result<Vec<(String, Record)>, Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/transcripts");
    let mut records = Vec::new();
    for model in fs::read_dir(root)? {
        let model = model?.path();
        if !model.is_dir() {
            continue;
        }
        for file in fs::read_dir(&model)? {
            let file = file?.path();
            let story = Story::parse(&last(&model), &last(&file), &fs::read_to_string(&file)?)?;
            records.push((story.name.clone(), record(&story)));
        }
    }
    Ok(records)
}

fn last(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn record(story: &Story) -> Record {
    let (mut record, mut listener, mut now) = (Record::with_budget(64 << 20), Listener::new(1_500), 0_u64);
    let mut command = Vec::new();
    for (_, step) in &story.steps {
        now += 20;
        match step {
            Step::Send(line) => listener.sent(Timestamp(now), format!("{line}\r").as_bytes()),
            Step::Data(bytes) => listener.sent(Timestamp(now), bytes),
            Step::Receive(pieces) => {
                let bytes = pieces.iter().flat_map(|piece| match piece {
                    Piece::Bytes(bytes) => bytes.clone(),
                    Piece::Varies { printed, .. } => printed.clone().into_bytes(),
                });
                listener.received(Timestamp(now), &bytes.collect::<Vec<_>>());
            }
            Step::Wait(time) => now += u64::try_from(time.as_millis()).unwrap_or_default(),
            Step::Happens(_) | Step::Expect(_) => {}
        }
        write(&mut record, &mut listener, &mut command, now);
    }
    listener.lost();
    write(&mut record, &mut listener, &mut command, now);
    record
}

fn write(record: &mut Record, listener: &mut Listener, command: &mut Vec<u8>, now: u64) {
    while let Some(heard) = listener.poll() {
        match heard {
            Heard::Command(_, mut line) => {
                line.push(b'\r');
                record.write(Line::new(now, Direction::Command, &line));
                *command = line;
            }
            Heard::Data(bytes) => {
                // The page writes no private key down.
                let kept: &[u8] = if private_key::is_private_key(command, &bytes) { &[] } else { &bytes };
                record.write(Line { length: bytes.len() as u64, ..Line::new(now, Direction::Data, kept) });
            }
            Heard::Event(Event::Line { raw, role, damaged, .. }) => {
                record.write(Line { damaged, ..Line::new(now, Direction::Received(role), &raw) });
            }
            Heard::Event(_) => {}
        }
    }
}

fn plan(record: &Record) -> Plan {
    let mut secrets = Secrets::new();
    let commands = record.entries().filter(|entry| entry.line.direction == Direction::Command);
    commands.for_each(|entry| secrets.learn(entry.line.raw));
    Plan::of(record.entries(), &secrets, 7)
}

fn findings(diagnosis: &Diagnosis) -> Vec<(&'static str, Vec<u64>, u64)> {
    diagnosis.findings.iter().map(|found| (found.rule.id, found.lines.clone(), found.count)).collect()
}

#[test]
fn the_findings_of_a_masked_transcript_are_those_of_the_original() {
    let about = Header::new("0.1.0", Zero(1_790_000_000_000));
    let (mut found, mut differ) = (0, Vec::new());
    let records = records().unwrap();
    assert!(records.len() > 100, "{} transcripts", records.len());
    for (name, record) in &records {
        let original = diagnose(&whole(record, &about, &mut Jsonl::new(FirstLine::Header)));
        let file = masked(record, &plan(record), &about, &mut Jsonl::new(FirstLine::Header));
        if diagnose(&file).findings != original.findings {
            differ.push(format!("{name}: {:?} for {:?}", findings(&diagnose(&file)), findings(&original)));
        }
        let text = diagnose(&whole(record, &about, &mut Text::new(Comments::Written)));
        let masked_text = diagnose(&masked(record, &plan(record), &about, &mut Text::new(Comments::Written)));
        if masked_text.findings != text.findings {
            differ.push(format!("{name}, as text: {:?} for {:?}", findings(&masked_text), findings(&text)));
        }
        found += original.findings.len();
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
    assert!(found > 20, "{found} findings in all transcripts");
}

#[test]
fn a_record_is_judged_as_its_file_is_and_so_is_the_file_that_is_opened() {
    let about = Header::new("0.1.0", Zero(1_790_000_000_000));
    for (name, record) in records().unwrap() {
        let file = whole(&record, &about, &mut Jsonl::new(FirstLine::Header));
        let of_file = diagnose(&file);
        let of_record = diagnose_record(&record);
        // The header is the first line of the file; entries are numbered from nothing.
        let lines: Vec<_> = findings(&of_file)
            .into_iter()
            .map(|(rule, lines, count)| (rule, lines.iter().map(|line| line - 2).collect(), count))
            .collect();
        assert_eq!(findings(&of_record), lines, "{name}");
        let opened = Session::read(&file, Limits::default(), 64 << 20);
        assert_eq!(findings(&diagnose_record(&opened.record)), findings(&of_record), "{name}, opened again");
    }
}

/// A conversation in which a payload of these lines is published by length, comes as a message, and is read by length.
fn with_payload(lines: &[&str]) -> Record {
    let payload = lines.join("\r\n");
    let length = payload.len();
    let topic = "demo/a";
    let (mut record, mut listener, mut command) = (Record::with_budget(1 << 20), Listener::new(1_500), Vec::new());
    let mut now = 0;
    let mut step = |sent: &str, received: &str| {
        now += 20;
        if !sent.is_empty() {
            listener.sent(Timestamp(now), sent.as_bytes());
            write(&mut record, &mut listener, &mut command, now);
        }
        now += 20;
        listener.received(Timestamp(now), received.as_bytes());
        write(&mut record, &mut listener, &mut command, now);
    };
    step("AT+MQTTUSER=1,\"dev\",\"hunter2-hunter2\",\"c\"\r", "\r\nOK\r\n");
    step("AT+MQTTOPEN=1,\"broker.example.com\",1883,0,60\r", "\r\nOK\r\n\r\n+MQTTOPEN: 1,1\r\n");
    step("AT+MQTTSUB=1,\"demo/#\",1\r", "\r\nOK\r\n\r\n+MQTTSUB: 1,1\r\n");
    step(&format!("AT+MQTTPUB=1,\"{topic}\",1,0,{length}\r"), "\r\n>");
    step(&payload, "\r\nOK\r\n\r\n+MQTTPUB: 1,1\r\n");
    step("", &format!("\r\n+MQTTMSG: 1,0,\"{topic}\",\"{payload}\"\r\n"));
    step("", &format!("\r\n+MQTTMSGI: 1,0,{},{length}\r\n", topic.len()));
    step(
        "AT+MQTTREAD=1\r",
        &format!("\r\n+MQTTREAD: 1,0,{},{length},\"{topic}\",\"{payload}\"\r\n\r\nOK\r\n", topic.len()),
    );
    step("AT\r", "\r\nOK\r\n");
    listener.lost();
    write(&mut record, &mut listener, &mut command, now);
    record
}

/// Parts that payloads of several lines have: secrets, and what looks like the answers of a module.
const LINES: &[&str] = &[
    "{\"password\":\"hunter2-hunter2\",",
    "hunter2-hunter2",
    "imei=866123045678901",
    "token=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
    "\"t\":21.5}",
    "one",
    "",
    "OK",
    "O",
    "ERROR",
    "+CSQ: 20,99",
    "+CQ: 20,99",
    "AT+CSQ",
    "a, b; \"c\"",
];

/// Whether a masked file of a session with this payload has damage that the session has not; what is found in it, and the file.
fn damage_of_masking(lines: &[&str]) -> Option<String> {
    let record = with_payload(lines);
    let plan = plan(&record);
    let about = Header::new("0.1.0", Zero(1_790_000_000_000));
    let damaged = |file: &[u8]| diagnose(file).findings.iter().any(|found| found.rule.id == "damaged");
    let json = || Jsonl::new(FirstLine::Header);
    let text = || Text::new(Comments::Written);
    let whole_files = [whole(&record, &about, &mut json()), whole(&record, &about, &mut text())];
    let masked_files = [masked(&record, &plan, &about, &mut json()), masked(&record, &plan, &about, &mut text())];
    let mut files = whole_files.iter().zip(&masked_files);
    let (_, masked) = files.find(|(whole, masked)| !damaged(whole) && damaged(masked))?;
    Some(format!("{:?}\n{}", findings(&diagnose(masked)), String::from_utf8_lossy(masked)))
}

#[test]
fn a_secret_behind_half_an_answer_in_a_payload_is_no_damage() {
    assert_eq!(damage_of_masking(&["a, b; \"c\"", "O", "OK", "hunter2-hunter2"]), None);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(96))]

    #[test]
    fn a_masked_payload_of_several_lines_is_no_damage(lines in proptest::collection::vec(proptest::sample::select(LINES), 1..6)) {
        proptest::prop_assert_eq!(damage_of_masking(&lines), None);
    }
}

/// A session of commands that the list does not have, with arguments of any kind.
fn of_unlisted(commands: &[String]) -> Record {
    let mut record = Record::with_budget(1 << 20);
    for (at, command) in commands.iter().enumerate() {
        let now = at as u64 * 20;
        record.write(Line::new(now, Direction::Command, format!("{command}\r").as_bytes()));
        record.write(Line::new(now + 5, Direction::Received(fibocom_at::Role::Final), b"OK\r\n"));
    }
    record
}

/// The entries of a record and those of the file that was made of its masked file, each as they go into a file.
fn once_and_twice(record: &Record) -> (String, String) {
    let about = Header::new("0.1.0", Zero(1_790_000_000_000));
    let file = |record: &Record, salt| {
        let mut secrets = Secrets::new();
        let commands = record.entries().filter(|entry| entry.line.direction == Direction::Command);
        commands.for_each(|entry| secrets.learn(entry.line.raw));
        let plan = Plan::of(record.entries(), &secrets, salt);
        masked(record, &plan, &about, &mut Text::new(Comments::LeftOut))
    };
    let once = {
        let mut secrets = Secrets::new();
        let commands = record.entries().filter(|entry| entry.line.direction == Direction::Command);
        commands.for_each(|entry| secrets.learn(entry.line.raw));
        let plan = Plan::of(record.entries(), &secrets, 7);
        masked(record, &plan, &about, &mut Jsonl::new(FirstLine::Header))
    };
    let opened = Session::read(&once, Limits::default(), 64 << 20);
    let shown = |file: Vec<u8>| String::from_utf8_lossy(&file).into_owned();
    (shown(file(record, 7)), shown(file(&opened.record, 8)))
}

#[test]
fn a_masked_transcript_that_is_masked_again_stays_as_it_is() {
    let mut differ = Vec::new();
    for (name, record) in records().unwrap() {
        let (once, twice) = once_and_twice(&record);
        let lines = once.lines().zip(twice.lines()).filter(|(once, twice)| once != twice);
        differ.extend(lines.map(|(once, twice)| format!("{name}:\n  {once}\n  {twice}")));
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(128))]

    #[test]
    fn masked_commands_that_nobody_knows_stay_as_they_are(
        commands in proptest::collection::vec(
            proptest::string::string_regex(r#"AT[+$*^][A-Z]{3,7}=("?[a-zA-Z0-9.:/-]{1,12}"?)(,"?[a-zA-Z0-9. :/-]{0,12}"?){0,4}"#).unwrap(),
            1..8,
        ),
    ) {
        let (once, twice) = once_and_twice(&of_unlisted(&commands));
        proptest::prop_assert_eq!(twice, once);
    }
}
