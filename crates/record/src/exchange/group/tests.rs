//! What belongs together, and what is found again after the record has let go of its oldest lines.

use fibocom_at::RequestId;
use fibocom_at::meaning::Severity;

use super::*;
use crate::line::{Ending, Line, LinkChange};

const SENT: Direction<'_> = Direction::Command;
const DATA: Direction<'_> = Direction::Data;
const ENDED: Direction<'_> = Direction::Link(&LinkChange::Ended(Ending::Unplugged));
const BACK: Direction<'_> = Direction::Link(&LinkChange::Back);

const fn got(role: Role) -> Direction<'static> {
    Direction::Received(role)
}

/// Direction, bytes, request.
type Told<'a> = (Direction<'a>, &'a str, Option<u64>);

fn record(lines: &[Told<'_>]) -> Record {
    let mut record = Record::with_budget(1 << 24);
    for (at, (direction, raw, request)) in (0..).zip(lines) {
        record.write(Line::new(at * 10, *direction, raw.as_bytes()).of(request.map(RequestId)));
    }
    record
}

fn exchanges(record: &Record) -> Exchanges {
    let mut exchanges = Exchanges::default();
    exchanges.grow(record);
    exchanges
}

fn numbers(exchange: &Exchange, record: &Record) -> Vec<u64> {
    exchange.entries(record).map(|entry| entry.number).collect()
}

struct Row<'a> {
    what: &'a str,
    lines: &'a [Told<'a>],
    expected: &'a [(Origin, &'a [u64])],
}

#[test]
fn lines_go_to_the_command_that_they_belong_to() {
    for row in [
        Row {
            what: "a command and its reply",
            lines: &[
                (SENT, "AT+CSQ\r", Some(1)),
                (got(Role::Blank), "\r\n", None),
                (got(Role::Response), "+CSQ: 22,99\r\n", Some(1)),
                (got(Role::Blank), "\r\n", None),
                (got(Role::Final), "OK\r\n", Some(1)),
            ],
            expected: &[(Origin::Command, &[0, 1, 2, 3, 4])],
        },
        Row {
            what: "an unsolicited code between the lines of a reply",
            lines: &[
                (SENT, "AT+CSQ\r", Some(1)),
                (got(Role::Response), "+CSQ: 22,99\r\n", Some(1)),
                (got(Role::Unsolicited), "+MQTTMSG: 1,0,\"t\",\"a\r\n", None),
                (got(Role::Continuation), "b\"\r\n", None),
                (got(Role::Final), "OK\r\n", Some(1)),
            ],
            expected: &[(Origin::Command, &[0, 1, 4]), (Origin::Unsolicited, &[2, 3])],
        },
        Row {
            what: "the data behind a prompt",
            lines: &[
                (SENT, "AT+MQTTPUB=1,\"t\",0,0,2\r", Some(7)),
                (got(Role::Prompt), ">", Some(7)),
                (DATA, "hi", Some(7)),
                (got(Role::Final), "OK\r\n", Some(7)),
                (SENT, "AT\r", Some(8)),
                (got(Role::Status), "+MQTTPUB: 1,1\r\n", Some(7)),
            ],
            expected: &[(Origin::Command, &[0, 1, 2, 3, 5]), (Origin::Command, &[4])],
        },
        Row {
            what: "a new session counts its requests from one again",
            lines: &[
                (SENT, "AT\r", Some(1)),
                (got(Role::Final), "OK\r\n", Some(1)),
                (SENT, "ATI\r", Some(1)),
                (got(Role::Final), "OK\r\n", Some(1)),
            ],
            expected: &[(Origin::Command, &[0, 1]), (Origin::Command, &[2, 3])],
        },
        Row {
            what: "blank lines before a command end what came before it",
            lines: &[
                (got(Role::Blank), "\r\n", None),
                (got(Role::Unsolicited), "+SIM READY\r\n", None),
                (got(Role::Blank), "\r\n", None),
                (SENT, "AT\r", None),
            ],
            expected: &[(Origin::Unsolicited, &[0, 1, 2]), (Origin::Command, &[3])],
        },
        Row {
            what: "what happened to the link divides",
            lines: &[
                (SENT, "AT\r", Some(1)),
                (got(Role::Blank), "\r\n", None),
                (ENDED, "", None),
                (BACK, "", None),
                (got(Role::Blank), "\r\n", None),
                (got(Role::Unsolicited), "+SIM READY\r\n", None),
            ],
            expected: &[
                (Origin::Command, &[0, 1]),
                (Origin::Link, &[2]),
                (Origin::Link, &[3]),
                (Origin::Unsolicited, &[4, 5]),
            ],
        },
        Row {
            what: "lines that nobody asked for",
            lines: &[
                (got(Role::Unrecognised), "????\r\n", None),
                (got(Role::Late), "OK\r\n", None),
                (got(Role::Final), "OK\r\n", Some(4)),
            ],
            expected: &[(Origin::Stray, &[0]), (Origin::Stray, &[1]), (Origin::Stray, &[2])],
        },
    ] {
        let record = record(row.lines);
        let exchanges = exchanges(&record);
        let found: Vec<_> = (exchanges.first()..exchanges.end())
            .filter_map(|place| exchanges.at(place))
            .map(|exchange| (exchange.origin(), numbers(exchange, &record)))
            .collect();
        let expected: Vec<_> = row.expected.iter().map(|(origin, numbers)| (*origin, numbers.to_vec())).collect();
        assert_eq!(found, expected, "{}", row.what);
    }
}

#[test]
fn growing_by_pieces_is_growing_at_once() {
    let mut record = Record::with_budget(1 << 24);
    let mut grown = Exchanges::default();
    for request in 1..200 {
        for (direction, raw) in [(SENT, "AT\r"), (got(Role::Final), "OK\r\n")] {
            record.write(Line::new(request, direction, raw.as_bytes()).of(Some(RequestId(request))));
            grown.grow(&record);
        }
    }
    let at_once = exchanges(&record);
    assert_eq!((grown.end(), grown.kept), (at_once.end(), at_once.kept));
}

#[test]
fn an_exchange_knows_how_long_it_took_and_how_it_ended() {
    let record = record(&[
        (SENT, "AT+CSQ\r", Some(1)),
        (got(Role::Final), "ERROR\r\n", Some(1)),
        (got(Role::Unrecognised), "what\r\n", None),
        (ENDED, "", None),
    ]);
    let exchanges = exchanges(&record);
    let refused = exchanges.at(0).unwrap();
    assert_eq!((refused.duration(&record), refused.severity(), refused.unknown()), (Some(10), Severity::Error, false));
    assert_eq!((refused.command(&record), refused.began(&record)), (Some(&b"AT+CSQ\r"[..]), Some(0)));
    assert!(exchanges.at(1).unwrap().unknown());
    assert_eq!(exchanges.newest_command(), Some(0));
    let lost = exchanges.at(2).unwrap();
    assert_eq!((lost.severity(), lost.duration(&record)), (Severity::Error, None));
    assert_eq!(exchanges.named(2).map(Exchange::number), Some(2));
    assert_eq!(exchanges.named(1), None);
}

#[test]
fn what_the_record_forgot_is_forgotten_and_places_stay() {
    let lines = [(SENT, "AT\r", Some(1)), (got(Role::Final), "OK\r\n", Some(1)), (SENT, "AT\r", Some(2))];
    let mut record = record(&lines);
    let mut exchanges = exchanges(&record);
    record.clear();
    exchanges.grow(&record);
    assert_eq!((exchanges.first(), exchanges.end()), (2, 2));
    record.write(Line::new(90, got(Role::Final), b"OK\r\n").of(Some(RequestId(2))));
    exchanges.grow(&record);
    assert_eq!((exchanges.at(2).map(Exchange::origin), exchanges.end()), (Some(Origin::Stray), 3));
}

#[test]
fn what_came_back_is_grouped_as_if_it_had_never_gone() {
    let lines = [(SENT, "AT\r", Some(1)), (got(Role::Final), "OK\r\n", Some(1)), (SENT, "AT\r", Some(2))];
    let mut record = record(&lines);
    let mut followed = exchanges(&record);
    let taken = record.take();
    followed.grow(&record);
    record.write(Line::new(90, got(Role::Final), b"OK\r\n").of(Some(RequestId(2))));
    record.write(Line::new(91, SENT, b"ATI\r").of(Some(RequestId(3))));
    followed.grow(&record);
    assert!(record.bring_back(taken));
    followed.grow(&record);
    let all = |exchanges: &Exchanges| -> Vec<(Origin, u64, u64)> {
        let places = exchanges.first()..exchanges.end();
        places.filter_map(|place| exchanges.at(place)).map(|one| (one.origin(), one.number(), one.last())).collect()
    };
    assert_eq!(all(&followed), all(&exchanges(&record)));
    assert_eq!(all(&followed), [(Origin::Command, 0, 1), (Origin::Command, 2, 3), (Origin::Command, 4, 4)]);
    // The place of the newest is as it was.
    assert_eq!(followed.end(), 4);
}

#[test]
fn a_reply_of_many_lines_is_one_range() {
    let mut record = Record::with_budget(1 << 24);
    record.write(Line::new(0, SENT, b"AT+MQTTREAD\r").of(Some(RequestId(1))));
    for at in 0..16_000 {
        record.write(Line::new(at, got(Role::Response), b"+X: 1\r\n").of(Some(RequestId(1))));
    }
    let exchanges = exchanges(&record);
    let long = exchanges.at(0).unwrap();
    assert_eq!((exchanges.end(), long.kept(&record).count(), long.last()), (1, 1, 16_000));
}

/// Each line that is looked at again costs a replay of a long file time at each place.
#[test]
fn what_was_grouped_is_not_grouped_again_when_a_replay_comes_back_to_it() {
    let of = |result| {
        let requests = (0..1_000)
            .flat_map(|request| [(SENT, "AT+CSQ\r", Some(request)), (got(Role::Final), result, Some(request))]);
        record(&requests.collect::<Vec<_>>())
    };
    let (good, bad) = (of("OK\r\n"), of("ERROR\r\n"));
    let mut followed = exchanges(&good);
    // Who looks again sees that all of it has failed.
    for end in [5, 1_500, 3, 1_001, 2_000] {
        followed.grow(&bad.until(end));
        let failed = (0..followed.end()).filter_map(|place| followed.at(place));
        let failed = failed.filter(|exchange| exchange.severity() == Severity::Error).count();
        assert_eq!((followed.end(), failed), (end.div_ceil(2), 0), "at {end}");
    }
}
