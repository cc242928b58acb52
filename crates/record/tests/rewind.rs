//! A record that is cut and grows again has the exchanges and rows of one that was never cut.

#![expect(clippy::expect_used, reason = "a test fails by panicking; clippy spares only the functions marked as tests")]

use fibocom_at::{RequestId, Role};
use proptest::prelude::*;
use workbench_record::{Detail, Direction, Exchanges, Filter, Line, Record, Row, Rows};

fn told() -> impl Strategy<Value = Vec<(u8, u64)>> {
    proptest::collection::vec((0_u8..10, 0_u64..4), 1..160)
}

fn record(told: &[(u8, u64)]) -> Record {
    let mut record = Record::with_budget(64 << 20);
    for (at, (kind, request)) in (0_u64..).zip(told) {
        let (direction, raw) = match kind {
            0 | 1 => (Direction::Command, &b"AT+CSQ\r"[..]),
            2 | 3 => (Direction::Received(Role::Blank), &b"\r\n"[..]),
            4 => (Direction::Received(Role::Echo), &b"AT+CSQ\r"[..]),
            5 => (Direction::Received(Role::Unsolicited), &b"+CREG: 1\r\n"[..]),
            6 => (Direction::Received(Role::Final), &b"ERROR\r\n"[..]),
            7 => (Direction::Received(Role::Unrecognised), &b"?\r\n"[..]),
            8 => (Direction::Data, &b"data"[..]),
            _ => (Direction::Received(Role::Response), &b"+CSQ: 9,99\r\n"[..]),
        };
        record.write(Line::new(at, direction, raw).of(Some(RequestId(*request))));
    }
    record
}

fn shown(exchanges: &Exchanges, record: &Record, rows: &Rows) -> Vec<Row> {
    (0..rows.len()).map(|row| rows.at(exchanges, record, row).expect("a row that was counted is there")).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn a_list_that_went_back_and_on_again_is_a_new_list(told in told(), cuts in proptest::collection::vec(0_usize..160, 1..12), every in any::<bool>(), errors in any::<bool>()) {
        let whole = record(&told);
        let detail = if every { Detail::EveryLine } else { Detail::Read };
        let filter = if errors { Filter::new(workbench_record::Kind::All, "error") } else { Filter::default() };
        let (mut exchanges, mut rows) = (Exchanges::default(), Rows::default());
        for cut in cuts {
            let part = whole.until(cut as u64);
            prop_assert_eq!(part.entries().count(), cut.min(told.len()));
            let counts = part.entries().fold((0, 0), |(sent, came), entry| match entry.line.direction {
                Direction::Command | Direction::Data => (sent + entry.line.length, came),
                _ => (sent, came + entry.line.length),
            });
            prop_assert_eq!((part.counts().sent, part.counts().received), counts);
            exchanges.grow(&part);
            rows.refresh(&exchanges, &part, &filter, detail);
            let (mut anew, mut new_rows) = (Exchanges::default(), Rows::default());
            anew.grow(&part);
            new_rows.refresh(&anew, &part, &filter, detail);
            // Blank lines at the end may have found their place before, and wait in a new list.
            if !every {
                prop_assert_eq!(shown(&exchanges, &part, &rows), shown(&anew, &part, &new_rows));
            }
        }
        let (mut anew, mut new_rows) = (Exchanges::default(), Rows::default());
        exchanges.grow(&whole);
        rows.refresh(&exchanges, &whole, &filter, detail);
        anew.grow(&whole);
        new_rows.refresh(&anew, &whole, &filter, detail);
        prop_assert_eq!(shown(&exchanges, &whole, &rows), shown(&anew, &whole, &new_rows));
        for place in anew.first()..anew.end() {
            prop_assert_eq!(exchanges.at(place), anew.at(place));
        }
    }
}
