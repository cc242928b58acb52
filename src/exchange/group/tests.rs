//! What belongs together, and what is found again after the journal has dropped its oldest entries.

use super::*;
use crate::clock::Millis;
use crate::session::Turn;
use crate::transport::LostReason;

const SENT: Direction = Direction::Command;
const DATA: Direction = Direction::Data;
const ENDED: Direction = Direction::Link(Turn::Ended(LostReason::Unplugged));
const OPENED: Direction = Direction::Link(Turn::Back);

const fn got(role: Role) -> Direction {
    Direction::Received(role)
}

/// Direction, bytes, request.
type Line = (Direction, &'static str, Option<u64>);

fn journal(lines: &[Line]) -> Journal {
    let mut journal = Journal::default();
    for (at, (direction, raw, request)) in (0..).zip(lines) {
        journal.write(Millis(at * 10), direction.clone(), raw.as_bytes().to_vec(), false, request.map(RequestId));
    }
    journal
}

fn grouped(lines: &[Line]) -> Vec<(Origin, Vec<u64>)> {
    let mut grouped = Grouped::default();
    grouped.grow(&journal(lines));
    (grouped.first()..grouped.end())
        .filter_map(|place| grouped.at(place))
        .map(|exchange| (exchange.origin, exchange.entries.clone()))
        .collect()
}

struct Row<'a> {
    what: &'a str,
    lines: &'a [Line],
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
                (OPENED, "", None),
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
        let expected: Vec<_> = row.expected.iter().map(|(origin, entries)| (*origin, entries.to_vec())).collect();
        assert_eq!(grouped(row.lines), expected, "{}", row.what);
    }
}

#[test]
fn growing_by_pieces_is_growing_at_once() {
    let mut journal = Journal::default();
    let mut grouped = Grouped::default();
    for request in 1..200 {
        for (direction, raw) in [(SENT, "AT\r"), (got(Role::Final), "OK\r\n")] {
            journal.write(Millis(request), direction, raw.as_bytes().to_vec(), false, Some(RequestId(request)));
            grouped.grow(&journal);
        }
    }
    let mut at_once = Grouped::default();
    at_once.grow(&journal);
    assert_eq!((grouped.end(), grouped.kept), (at_once.end(), at_once.kept));
}

#[test]
fn an_exchange_knows_how_long_it_took_and_how_it_ended() {
    let journal = journal(&[
        (SENT, "AT+CSQ\r", Some(1)),
        (got(Role::Final), "ERROR\r\n", Some(1)),
        (got(Role::Unrecognised), "what\r\n", None),
        (ENDED, "", None),
    ]);
    let mut grouped = Grouped::default();
    grouped.grow(&journal);
    let refused = grouped.at(0).unwrap();
    assert_eq!((refused.duration(), refused.severity, refused.unknown), (Some(10), Severity::Error, false));
    assert!(grouped.at(1).unwrap().unknown);
    assert_eq!(grouped.newest_command(), Some(0));
    assert_eq!(grouped.at(2).map(|lost| (lost.severity, lost.duration())), Some((Severity::Error, None)));
    assert_eq!(grouped.named(2).map(Exchange::number), Some(2));
    assert_eq!(grouped.named(1), None);
}

#[test]
fn what_the_journal_forgot_is_forgotten_and_places_stay() {
    let mut journal =
        journal(&[(SENT, "AT\r", Some(1)), (got(Role::Final), "OK\r\n", Some(1)), (SENT, "AT\r", Some(2))]);
    let mut grouped = Grouped::default();
    grouped.grow(&journal);
    journal.clear();
    grouped.grow(&journal);
    assert_eq!((grouped.first(), grouped.end()), (2, 2));
    journal.write(Millis(90), got(Role::Final), b"OK\r\n".to_vec(), false, Some(RequestId(2)));
    grouped.grow(&journal);
    assert_eq!((grouped.at(2).map(|found| found.origin), grouped.end()), (Some(Origin::Stray), 3));
}
