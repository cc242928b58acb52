//! How long does it take to show another place of a record of a hundred thousand lines? The places are those of `tests/e2e/replay.bench.ts`: far to
//! and fro, and never the same place twice. No time is asserted; what may not be done again at each place has tests beside the code.

#![expect(clippy::print_stdout, reason = "a benchmark is there to print its figures")]

use std::time::{Duration, Instant};

use fibocom_at::{RequestId, Role};
use workbench_record::{Detail, Direction, Exchanges, Filter, Kind, Line, Record, Rows};

/// How many lines the record has, and how many places of it are gone to.
const LINES: u64 = 100_000;
const PLACES: u64 = 60;

fn main() {
    let record = record();
    println!("{:<28}{:>12}{:>12}", "ms", "median", "slowest");
    let mut cut = record.clone();
    tell("the record, cut", |place| cut = record.until(place));
    for (name, filter) in [
        ("all of it", Filter::default()),
        ("what failed", Filter::new(Kind::Errors, "")),
        ("with a text", Filter::new(Kind::All, "plant/7")),
    ] {
        let (mut exchanges, mut rows) = (Exchanges::default(), Rows::default());
        exchanges.grow(&record);
        rows.refresh(&exchanges, &record, &filter, Detail::Read);
        let (mut groups, mut lists) = (Vec::new(), Vec::new());
        for place in places() {
            let part = record.until(place);
            groups.push(time(|| exchanges.grow(&part)));
            lists.push(time(|| rows.refresh(&exchanges, &part, &filter, Detail::Read)));
        }
        say(&format!("exchanges, {name}"), groups);
        say(&format!("rows, {name}"), lists);
    }
}

fn places() -> impl Iterator<Item = u64> {
    (0..PLACES).map(|place| (place * 618_034) % 1_000_000 * LINES / 1_000_000)
}

fn tell(name: &str, mut work: impl FnMut(u64)) {
    say(name, places().map(|place| time(|| work(place))).collect());
}

fn say(name: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let millis = |at: usize| times.get(at).map_or(0.0, |time| time.as_secs_f64() * 1_000.0);
    println!("{name:<28}{:>12.2}{:>12.2}", millis(times.len() / 2), millis(times.len() - 1));
}

fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// A client that publishes, and has messages announced.
fn record() -> Record {
    let mut record = Record::with_budget(1 << 28);
    let mut at = 0;
    while record.next() < LINES {
        let request = at / 80 + 1;
        let publish = format!("AT+MQTTPUB=1,\"plant/{}\",1,0,\"{{\\\"oil\\\":{request}}}\"\r", request % 40);
        let message = format!("\r\n+MQTTMSG: 1,1,\"plant/{}\",\"value {request}\"\r\n", request % 40);
        for (direction, raw) in [
            (Direction::Command, publish.as_str()),
            (Direction::Received(Role::Final), "\r\nOK\r\n"),
            (Direction::Received(Role::Status), "\r\n+MQTTPUB: 1,1\r\n"),
            (Direction::Received(Role::Unsolicited), message.as_str()),
        ] {
            let of = (direction != Direction::Received(Role::Unsolicited)).then_some(RequestId(request));
            record.write(Line::new(at, direction, raw.as_bytes()).of(of));
            at += 20;
        }
    }
    record
}
