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
use workbench_record::export::{FirstLine, Jsonl, masked, whole};
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
