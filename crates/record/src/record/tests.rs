//! What a record keeps, what it lets go of, and how lines are found in it.

use fibocom_at::{RequestId, Role};
use proptest::prelude::*;

use super::*;
use crate::line::{LinkChange, Place};

const GENEROUS: usize = 1 << 30;

fn urc(at: u64, raw: &[u8]) -> Line<'_> {
    Line::new(at, Direction::Received(Role::Unsolicited), raw)
}

#[test]
fn what_is_let_go_is_counted_and_the_budget_is_held() {
    let budget = 4 << 20;
    let mut record = Record::with_budget(budget);
    let line = b"+MQTTMSGI: 1,1,2,3\r\n";
    for at in 0..200_000 {
        record.write(urc(at, line));
    }
    let kept = record.entries().count() as u64;
    assert_eq!(record.let_go(), LetGo { lines: 200_000 - kept, bytes: (200_000 - kept) * line.len() as u64 });
    assert!(record.size() <= budget && kept > 10_000, "{} bytes for {kept} lines", record.size());
    assert_eq!((record.first(), record.next()), (200_000 - kept, 200_000));
    assert_eq!(record.entries().next().map(|entry| entry.line.at), Some(200_000 - kept));
    assert_eq!(record.counts(), Counts { received: 200_000 * line.len() as u64, sent: 0, unrecognised: 0 });
    // Before its last lines it had counted all but these.
    let cut = record.until(200_000 - 3).counts();
    assert_eq!(cut, Counts { received: (200_000 - 3) * line.len() as u64, sent: 0, unrecognised: 0 });
}

#[test]
fn a_line_costs_its_bytes_and_at_most_48_more() {
    for length in [0, 1, 20, 70, 8_192, 65_536] {
        let mut record = Record::with_budget(GENEROUS);
        let (raw, lines) = (vec![b'x'; length], (32 << 20) / (length as u64 + 48));
        for at in 0..lines {
            record.write(urc(at, &raw));
        }
        // The open segment has room for lines to come.
        let slack = 4 << 20;
        let allowed = lines as usize * (length + 48) + slack;
        assert!(record.size() <= allowed, "{length}: {} of {allowed}", record.size());
    }
}

#[test]
fn what_leaves_waits_to_be_taken_and_no_line_is_missing() {
    let mut record = Record::with_budget(3 << 20);
    record.hold_leaving(4 << 20);
    let (mut taken, mut lost) = (Vec::new(), 0);
    for at in 0..400_000 {
        record.write(urc(at, b"+MQTTMSGI: 1,1,2,3\r\n"));
        if at % 90_000 == 1 {
            while let Some(part) = record.take_leaving() {
                assert_eq!((part.size(), part.let_go()), (part.size().max(1), LetGo::default()));
                taken.extend(part.entries().map(|entry| (entry.number, entry.line.at)));
                if taken.len() < 20_000 {
                    record.lose(part.amount());
                    lost += part.amount().lines;
                }
            }
        }
        assert!(record.size() <= 3 << 20);
    }
    assert!(record.has_leaving() && lost > 0);
    assert_eq!(record.elsewhere().lines + lost, taken.len() as u64);
    let aside = record.set_aside();
    let whole = record.clone().with_leaving();
    assert_eq!(whole.first() - record.let_go().lines, record.elsewhere().lines);
    assert_eq!(whole.amount().lines + record.let_go().lines + record.elsewhere().lines, 400_000);
    assert_eq!(record.first(), record.let_go().lines + aside);
    let numbers: Vec<u64> = whole.entries().map(|entry| entry.number).collect();
    assert_eq!(numbers, (whole.first()..400_000).collect::<Vec<_>>());
    assert!(taken.iter().all(|(number, at)| number == at) && taken.is_sorted());
    record.clear();
    assert_eq!((record.set_aside(), record.take_leaving().is_none()), (0, true));
    assert!(record.let_go().lines > 0);
}

#[test]
fn who_writes_no_faster_than_lines_are_taken_loses_none() {
    let mut record = Record::with_budget(1 << 20);
    record.hold_leaving(8 << 20);
    let mut taken = 0;
    for at in 0..400_000_u64 {
        record.write(urc(at, b"+MQTTMSG: 1,\"plant/press-7/telemetry\",0,16,0123456789abcdef\r\n"));
        while record.is_crowded() {
            taken += record.take_leaving().map_or(0, |part| part.amount().lines);
        }
    }
    assert!(taken > 0);
    assert_eq!(record.let_go().lines, 0);
}

#[test]
fn nothing_waits_where_nobody_takes_it() {
    let mut record = Record::with_budget(3 << 20);
    record.hold_leaving(8 << 20);
    for at in 0..200_000 {
        record.write(urc(at, b"+MQTTMSGI: 1,1,2,3\r\n"));
    }
    let (aside, first) = (record.set_aside(), record.first());
    assert_eq!((aside, record.let_go().lines), (first, 0));
    record.hold_leaving(0);
    assert_eq!((record.set_aside(), record.let_go().lines, record.first()), (0, first, first));
}

#[test]
fn a_clone_stays_as_it_is() {
    let mut record = Record::with_budget(3 << 20);
    for at in 0..20_000 {
        record.write(urc(at, b"+MQTTMSGI: 1,1,2,3\r\n"));
    }
    let before = record.clone();
    for at in 20_000..400_000 {
        record.write(urc(at, b"+MQTTMSGI: 1,1,2,3\r\n"));
    }
    assert_eq!((before.next(), before.entries().count(), before.first()), (20_000, 20_000, 0));
    assert!(record.first() > 20_000 && record.size() <= 3 << 20);
}

#[test]
fn a_line_that_is_larger_than_the_budget_is_kept_alone() {
    let mut record = Record::with_budget(1 << 16);
    record.write(urc(0, b"OK\r\n"));
    record.write(urc(1, &vec![b'x'; 1 << 20]));
    assert_eq!(record.entries().map(|entry| entry.number).collect::<Vec<_>>(), [1]);
    record.write(urc(2, b"OK\r\n"));
    assert_eq!((record.first(), record.let_go().lines), (2, 2));
}

#[test]
fn numbers_and_times_go_on_after_it_was_cleared() {
    let mut record = Record::with_budget(GENEROUS);
    record.write(urc(5, b"a\r\n"));
    record.clear();
    assert_eq!((record.entries().count(), record.first(), record.next()), (0, 1, 1));
    assert_eq!((record.get(0), record.read_before(1), record.let_go()), (None, 1, LetGo::default()));
    // A clock that went back is taken as it is.
    record.write(urc(7_000_000_000, b"b\r\n"));
    record.write(urc(3, b"c\r\n"));
    assert_eq!(record.entries().map(|entry| entry.line.at).collect::<Vec<_>>(), [7_000_000_000, 3]);
    assert_eq!((record.read_at(1), record.read_at(2), record.read_at(3)), (Some(1), Some(2), None));
}

fn fill(record: &mut Record, numbers: std::ops::Range<u64>, raw: &[u8]) {
    for at in numbers {
        record.write(urc(at, raw));
    }
}

#[test]
fn what_was_cleared_comes_back_before_what_came_since() {
    for since in [0, 1, 20_000] {
        let mut record = Record::with_budget(GENEROUS);
        fill(&mut record, 0..20_000, b"+MQTTMSGI: 1,1,2,3\r\n");
        let taken = record.take();
        assert_eq!(record.entries().count(), 0);
        fill(&mut record, 20_000..20_000 + since, b"OK\r\n");

        assert!(record.bring_back(taken));

        // The same as if nothing had been cleared: numbers, ranks, size and what comes next.
        fill(&mut record, 20_000 + since..50_000, b"OK\r\n");
        let numbers = record.entries().map(|entry| (entry.number, entry.line.at));
        assert!(numbers.eq((0..50_000).map(|at| (at, at))), "{since}");
        assert_eq!((record.read_at(30_000), record.read_before(30_000)), (Some(30_000), 30_000));
        let sizes: usize = record.segments.iter().map(|segment| segment.size()).sum();
        assert_eq!(record.size(), sizes);
    }
}

#[test]
fn what_waited_to_be_taken_comes_back_with_the_rest() {
    let mut record = Record::with_budget(3 << 20);
    record.hold_leaving(64 << 20);
    fill(&mut record, 0..200_000, b"+MQTTMSGI: 1,1,2,3\r\n");
    let part = record.take_leaving().map_or(0, |part| part.amount().lines);
    let (aside, first) = (record.set_aside(), record.first());
    let taken = record.take();
    record.write(urc(200_000, b"OK\r\n"));
    assert!(record.bring_back(taken));
    assert!(record.set_aside() >= aside && record.first() >= first && part > 0);
    let whole = record.clone().with_leaving();
    assert!(whole.entries().map(|entry| entry.number).eq(part..200_001));
    assert_eq!((record.elsewhere().lines, record.let_go()), (part, LetGo::default()));
}

#[test]
fn what_cannot_come_back_is_let_go_and_counted() {
    let mut record = Record::with_budget(3 << 20);
    fill(&mut record, 0..10, b"OK\r\n");
    let first = record.take();
    fill(&mut record, 10..30, b"OK\r\n");
    let second = record.take();
    assert!(!record.bring_back(first) && record.let_go() == LetGo { lines: 10, bytes: 40 });
    fill(&mut record, 30..300_000, b"+MQTTMSGI: 1,1,2,3\r\n");
    let gone = record.let_go().lines;
    assert!(gone > 10 && !record.bring_back(second));
    assert_eq!(record.let_go().lines, gone + 20);
}

#[test]
fn numbers_may_leave_some_out() {
    let mut record = Record::with_budget(GENEROUS);
    record.skip_to(3);
    record.write(urc(0, b"a\r\n"));
    record.skip_to(1_000);
    record.write(urc(1, b"b\r\n"));
    record.skip_to(7);
    record.write(urc(2, b"c\r\n"));
    assert_eq!(record.entries().map(|entry| entry.number).collect::<Vec<_>>(), [3, 1_000, 1_001]);
    assert_eq!((record.first(), record.next()), (3, 1_002));
    assert_eq!([2, 3, 4, 999, 1_000].map(|number| record.get(number).is_some()), [false, true, false, false, true]);
    assert_eq!([0, 3, 4, 1_000, 1_001].map(|number| record.read_before(number)), [0, 0, 1, 1, 2]);
    assert_eq!([0, 1, 2, 3].map(|rank| record.read_at(rank)), [Some(3), Some(1_000), Some(1_001), None]);
    assert_eq!(record.since(4).map(|entry| entry.number).collect::<Vec<_>>(), [1_000, 1_001]);
}

#[test]
fn what_stands_beside_a_line_is_found_again() {
    let change = LinkChange::Opened(Place::Virtual("L610".into()));
    let mut record = Record::with_budget(GENEROUS);
    let lines = [
        Line::new(0, Direction::Link(&change), b""),
        Line::new(1, Direction::Command, b"AT+GTSSLFILE=\"KEYFILE\",1704\r").of(Some(RequestId(7))),
        Line { length: 1_704, ..Line::new(2, Direction::Data, b"") },
        Line { damaged: true, ..urc(3, b"K\r\n") },
    ];
    for line in lines {
        record.write(line);
    }
    assert_eq!(record.entries().map(|entry| entry.line).collect::<Vec<_>>(), lines);
    assert!(record.get(2).is_some_and(|entry| entry.line.is_withheld()));
    assert_eq!(record.counts().sent, 28 + 1_704);
}

proptest! {
    #[test]
    fn what_was_written_is_read_again(
        lines in proptest::collection::vec((0_usize..40_000, 0_u8..5, any::<bool>(), proptest::option::of(0..u64::MAX)), 0..60),
        from in 0_u64..70,
    ) {
        let change = LinkChange::Restarted;
        let bytes = vec![b'x'; 40_000];
        let lines: Vec<Line<'_>> = lines.iter().enumerate().map(|(at, (length, way, damaged, request))| {
            let direction = match way {
                0 => Direction::Command,
                1 => Direction::Data,
                2 => Direction::Link(&change),
                3 => Direction::Received(Role::Blank),
                _ => Direction::Received(Role::Response),
            };
            let raw = &bytes[..*length];
            Line { damaged: *damaged, ..Line::new(at as u64, direction, raw).of(request.map(RequestId)) }
        }).collect();
        let mut record = Record::with_budget(GENEROUS);
        for line in &lines {
            record.write(*line);
        }
        prop_assert_eq!(record.entries().map(|entry| entry.line).collect::<Vec<_>>(), lines.clone());
        let tail: Vec<u64> = record.since(from).map(|entry| entry.number).collect();
        prop_assert_eq!(tail, (from..lines.len() as u64).collect::<Vec<_>>());
        let read: Vec<u64> = record.entries().filter(|entry| entry.line.is_read()).map(|entry| entry.number).collect();
        for (rank, number) in read.iter().enumerate() {
            prop_assert_eq!(record.read_at(rank as u64), Some(*number));
            prop_assert_eq!(record.read_before(*number), rank as u64);
        }
        prop_assert_eq!(record.read_at(read.len() as u64), None);
        prop_assert_eq!(record.read_before(lines.len() as u64), read.len() as u64);
    }
}

proptest! {
    #[test]
    fn lines_are_found_from_any_number_where_numbers_have_gaps(gaps in proptest::collection::vec(0_u64..3, 1..40), from in 0_u64..120, lines in 0_u64..50) {
        let mut record = Record::with_budget(GENEROUS);
        for gap in gaps {
            record.skip_to(record.next() + gap);
            record.write(urc(record.next(), b"+CREG: 1\r\n"));
        }
        let numbers: Vec<u64> = record.entries().map(|entry| entry.number).collect();
        let behind: Vec<u64> = numbers.iter().copied().filter(|number| *number >= from).collect();
        prop_assert_eq!(record.since(from).map(|entry| entry.number).collect::<Vec<_>>(), behind.clone());
        let before = numbers.iter().rev().find(|number| **number < from).copied();
        prop_assert_eq!(record.last_before(from).map(|entry| entry.number), before);
        let further = match lines.checked_sub(1) {
            None => from,
            Some(last) => behind.get(last as usize).map_or(record.next(), |number| number + 1),
        };
        prop_assert_eq!(record.further(from, lines), further);
    }
}

#[test]
fn a_line_that_a_reply_gives_back_is_unsolicited() {
    let request = |number| Some(RequestId(number));
    let reply =
        |number, raw| Line { request: request(number), ..Line::new(1, Direction::Received(Role::Response), raw) };
    let mut record = Record::with_budget(GENEROUS);
    record.write(Line::new(0, Direction::Command, b"AT+CPIN?\r").of(request(6)));
    record.write(reply(6, b"+CPIN: READY\r\n"));
    record.write(Line::new(0, Direction::Command, b"AT+CPIN?\r").of(request(7)));
    record.write(reply(7, b"+CPIN: NOT READY\r\n"));
    record.write(urc(1, b"+CREG: 1\r\n"));
    assert_eq!(record.take_back(RequestId(7)), None, "there is one line alone");
    record.write(reply(7, b"+CPIN: READY\r\n"));
    let before = record.clone();
    assert_eq!(record.take_back(RequestId(7)), Some(3));
    let told = |record: &Record| {
        record.get(3).map(|entry| (entry.line.direction == urc(1, b"").direction, entry.line.request))
    };
    assert_eq!(told(&record), Some((true, None)));
    assert_eq!(told(&before), Some((false, request(7))), "a clone stays as it was");
}
