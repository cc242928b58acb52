//! How fast are a session file and its exports written and read, beside a bare loop that only finds the line ends of the same bytes?
//!
//! All take turns within one run, so that a busy machine slows all; the best of the turns counts.

#![expect(clippy::print_stdout, reason = "a benchmark is there to print its figures")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use fibocom_at::Role;
use workbench_record::export::{self, Asciicast, Comments, Csv, Export, FirstLine, Jsonl, Pcapng, Text};
use workbench_record::session::{Header, Item, Limits, Reader, Session};
use workbench_record::{Direction, Line, Record, Zero};

/// How many bytes went over the line.
const STREAM: usize = 16 << 20;

/// How much of a file comes at once.
const CHUNK: usize = 64 << 10;

const TURNS: usize = 5;

const BUDGET: usize = 1 << 28;

fn main() {
    println!("{:<28}{:>10}{:>12}{:>12}{:>12}", "", "MB", "MB/s", "lines/s", "bare MB/s");
    for size in [48, 1024] {
        let record = record(size);
        let lines = record.next();
        let about = Header::new("0.1.0", Zero(1_767_225_600_000));
        let file = export::whole(&record, &about, &mut Jsonl::new(FirstLine::Header));
        let tell = |name: &str, bytes: &[u8], work: &dyn Fn()| {
            let (mut best, mut bare) = (Duration::MAX, Duration::MAX);
            for _ in 0..TURNS {
                best = best.min(time(work));
                bare = bare.min(time(&|| {
                    black_box(memchr::memchr_iter(b'\n', bytes).count());
                }));
            }
            let rate = |amount: f64, time: Duration| amount / time.as_secs_f64();
            let megabytes = bytes.len() as f64 / 1e6;
            println!(
                "{:<28}{megabytes:>10.1}{:>12.0}{:>12.0}{:>12.0}",
                format!("{name}, {size} bytes a line"),
                rate(megabytes, best),
                rate(lines as f64, best),
                rate(megabytes, bare),
            );
        };
        tell("read", &file, &|| {
            let (mut reader, mut entries) = (Reader::new(Limits::default()), 0);
            for piece in file.chunks(CHUNK) {
                let _ = reader.feed(piece, |item| entries += u64::from(matches!(item, Item::Entry { .. })));
            }
            assert_eq!(entries, lines, "entries are missing");
        });
        tell("read into a record", &file, &|| {
            assert_eq!(Session::read(&file, Limits::default(), BUDGET).record.next(), lines, "entries are missing");
        });
        let write = |name: &str, form: &dyn Fn() -> Box<dyn Export>| {
            let whole = export::whole(&record, &about, &mut *form());
            tell(name, &whole, &|| {
                black_box(export::whole(&record, &about, &mut *form()));
            });
        };
        write("write", &|| Box::new(Jsonl::new(FirstLine::Header)));
        write("text", &|| Box::new(Text::new(Comments::Written)));
        write("csv", &|| Box::new(Csv::new(|_| None)));
        write("asciicast", &|| Box::new(Asciicast::default()));
        write("pcapng", &|| Box::new(Pcapng::new(|_| None)));
    }
}

fn time(work: &dyn Fn()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn record(size: usize) -> Record {
    let mut record = Record::with_budget(BUDGET);
    for number in 0..(STREAM / size) as u64 {
        let head = format!("+MQTTMSG: 1,0,\"plant/7/press\",\"{number:08}");
        let line = format!("{head}{:x<width$}\"\r\n", "", width = size.saturating_sub(head.len() + 3));
        record.write(Line::new(number * 7, Direction::Received(Role::Unsolicited), line.as_bytes()));
    }
    record
}
