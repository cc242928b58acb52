//! Rows that were kept up to date are those of a list that looks for the first time.

use fibocom_at::{RequestId, Role};
use proptest::prelude::*;

use super::*;
use crate::filter::Kind;
use crate::line::{Direction, Line};

fn say(record: &mut Record, request: u64, raw: &str, direction: Direction<'_>) {
    record.write(Line::new(0, direction, raw.as_bytes()).of(Some(RequestId(request))));
}

fn lines(rows: &Rows, exchanges: &Exchanges, record: &Record) -> Vec<Row> {
    (0..rows.len()).map(|row| rows.at(exchanges, record, row).expect("a row that was counted is there")).collect()
}

fn exchanges_of(rows: &Rows, exchanges: &Exchanges, record: &Record) -> Vec<u64> {
    let mut found: Vec<u64> = lines(rows, exchanges, record).iter().map(|place| place.exchange).collect();
    found.dedup();
    found
}

#[test]
fn an_exchange_appears_when_a_later_line_makes_it_fit() {
    let (mut record, mut exchanges, mut rows) = (Record::with_budget(1 << 24), Exchanges::default(), Rows::default());
    let errors = Filter::new(Kind::Errors, "");
    say(&mut record, 1, "AT+CSQ\r", Direction::Command);
    exchanges.grow(&record);
    rows.refresh(&exchanges, &record, &errors, Detail::Read);
    assert!(rows.is_empty());
    say(&mut record, 1, "ERROR\r\n", Direction::Received(Role::Final));
    say(&mut record, 2, "AT\r", Direction::Command);
    exchanges.grow(&record);
    for (filter, expected) in [
        (errors, &[0][..]),
        (Filter::new(Kind::All, "at"), &[0, 1]),
        (Filter::new(Kind::All, "+csq"), &[0]),
        (Filter::new(Kind::Errors, "+csq"), &[0]),
        (Filter::new(Kind::Errors, "nothing"), &[]),
    ] {
        rows.refresh(&exchanges, &record, &filter, Detail::Read);
        assert_eq!(exchanges_of(&rows, &exchanges, &record), expected, "{filter:?}");
    }
}

#[test]
fn lines_that_came_back_are_rows_again_also_for_a_list_that_did_not_see_them_go() {
    let (mut record, mut exchanges) = (Record::with_budget(1 << 24), Exchanges::default());
    let (mut looked, mut asleep) = (Rows::default(), Rows::default());
    let all = Filter::default();
    say(&mut record, 1, "AT\r", Direction::Command);
    say(&mut record, 2, "ATI\r", Direction::Command);
    exchanges.grow(&record);
    asleep.refresh(&exchanges, &record, &all, Detail::Read);
    let taken = record.take();
    say(&mut record, 2, "OK\r\n", Direction::Received(Role::Final));
    exchanges.grow(&record);
    looked.refresh(&exchanges, &record, &all, Detail::Read);
    assert_eq!(looked.len(), 1);
    record.bring_back(taken);
    exchanges.grow(&record);
    for rows in [&mut looked, &mut asleep] {
        rows.refresh(&exchanges, &record, &all, Detail::Read);
        let shown: Vec<_> = lines(rows, &exchanges, &record).iter().map(|row| (row.line, row.is_first)).collect();
        assert_eq!(shown, [(0, true), (1, true), (2, false)]);
    }
}

#[test]
fn a_paused_list_stays_as_it_is() {
    let (mut record, mut exchanges, mut rows) = (Record::with_budget(1 << 24), Exchanges::default(), Rows::default());
    for request in 0..5 {
        say(&mut record, request, "AT\r", Direction::Command);
        exchanges.grow(&record);
        if request == 1 {
            rows.hold(Some(exchanges.end()));
        }
    }
    for filter in [Filter::default(), Filter::new(Kind::Commands, "")] {
        rows.refresh(&exchanges, &record, &filter, Detail::Read);
        let shown = exchanges_of(&rows, &exchanges, &record);
        assert_eq!((shown, rows.waiting(&exchanges)), (vec![0, 1], 3));
    }
    rows.hold(None);
    assert_eq!((rows.len(), rows.waiting(&exchanges)), (5, 0));
}

#[test]
fn a_row_is_a_line_and_knows_where_its_exchange_begins_and_ends() {
    let (mut record, mut exchanges, mut rows) = (Record::with_budget(1 << 24), Exchanges::default(), Rows::default());
    for (role, raw) in [
        (None, "AT+CSQ\r"),
        (Some(Role::Echo), "AT+CSQ\r"),
        (Some(Role::Response), "+CSQ: 22,99\r\n"),
        (Some(Role::Blank), "\r\n"),
        (Some(Role::Final), "OK\r\n"),
    ] {
        say(&mut record, 1, raw, role.map_or(Direction::Command, Direction::Received));
    }
    exchanges.grow(&record);
    for (detail, expected) in [(Detail::Read, &[0, 2, 4][..]), (Detail::EveryLine, &[0, 1, 2, 3, 4])] {
        rows.refresh(&exchanges, &record, &Filter::default(), detail);
        let shown = lines(&rows, &exchanges, &record);
        assert_eq!(shown.iter().map(|place| place.line).collect::<Vec<_>>(), expected);
        assert_eq!(shown.iter().filter(|place| place.is_first).count(), 1);
        assert_eq!(shown.last().map(|place| (place.is_last, place.line)), Some((true, 4)));
        for (row, place) in (0..).zip(&shown) {
            assert_eq!(rows.row_of(&exchanges, &record, place.line), Some(row));
        }
        assert_eq!(rows.row_of(&exchanges, &record, 5), None);
    }
}

/// Lines of some exchange: how many bytes, which kind, of which request.
fn told() -> impl Strategy<Value = Vec<(usize, u8, u64)>> {
    proptest::collection::vec((0_usize..200_000, 0_u8..8, 0_u64..4), 0..80)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn rows_kept_up_to_date_are_the_rows_of_a_new_list(lines_told in told(), step in 1_usize..9, every in any::<bool>(), text in any::<bool>()) {
        // Three segments' worth, so that many of the lines are let go.
        let mut record = Record::with_budget(3 << 20);
        let (mut exchanges, mut rows) = (Exchanges::default(), Rows::default());
        let detail = if every { Detail::EveryLine } else { Detail::Read };
        let filter = if text { Filter::new(Kind::All, "yz") } else { Filter::default() };
        for (index, (length, kind, request)) in lines_told.iter().enumerate() {
            let direction = match kind {
                0 | 1 => Direction::Command,
                2 => Direction::Received(Role::Blank),
                3 => Direction::Received(Role::Echo),
                4 => Direction::Received(Role::Unsolicited),
                5 => Direction::Received(Role::Final),
                _ => Direction::Received(Role::Response),
            };
            let mut raw = vec![b'x'; *length];
            if length % 3 == 0 {
                raw.extend_from_slice(b"yZ");
            }
            record.write(Line::new(index as u64, direction, &raw).of(Some(RequestId(*request))));
            if index % step == 0 {
                exchanges.grow(&record);
                rows.refresh(&exchanges, &record, &filter, detail);
            }
        }
        exchanges.grow(&record);
        rows.refresh(&exchanges, &record, &filter, detail);
        let mut anew = Rows::default();
        anew.refresh(&exchanges, &record, &filter, detail);
        let shown = lines(&anew, &exchanges, &record);
        if !text {
            prop_assert_eq!(lines(&rows, &exchanges, &record), shown.clone());
        }
        prop_assert_eq!(rows.len(), lines(&rows, &exchanges, &record).len() as u64);
        for (row, place) in (0..).zip(&shown) {
            prop_assert_eq!(anew.row_of(&exchanges, &record, place.line), Some(row));
        }
        // Every line that is kept and shown has a row, once.
        if !text {
            let mut numbers: Vec<u64> = shown.iter().map(|place| place.line).collect();
            numbers.sort_unstable();
            let blanks = exchanges.waiting_blanks();
            let kept = record.entries().filter(|entry| every || entry.line.is_read());
            let expected: Vec<u64> = kept.map(|entry| entry.number).filter(|number| !blanks.contains(number)).collect();
            prop_assert_eq!(numbers, expected);
        }
    }
}
