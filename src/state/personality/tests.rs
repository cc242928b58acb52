//! Records, and what is told of their modules.

use fibocom_sim::faults;
use workbench_record::Line;

use super::*;

/// 2026-11-21 00:00:00 UTC, in milliseconds.
const ZERO: Zero = Zero(1_795_219_200_000);

/// A record of these lines: milliseconds, `>` and a command, or a letter for the role and a line.
fn record(lines: &[(u64, &str)]) -> Record {
    let mut record = Record::with_budget(1 << 20);
    for (at, line) in lines {
        let (mark, text) = line.split_once(' ').unwrap_or((line, ""));
        if mark == "restart" {
            record.write(Line::new(*at, Direction::Link(&LinkChange::Restarted), b""));
            continue;
        }
        let direction = match mark {
            ">" => Direction::Command,
            "e" => Direction::Received(Role::Echo),
            "r" => Direction::Received(Role::Response),
            "f" => Direction::Received(Role::Final),
            "s" => Direction::Received(Role::Status),
            _ => Direction::Received(Role::Unsolicited),
        };
        record.write(Line::new(*at, direction, format!("{text}\r\n").as_bytes()));
    }
    record
}

#[test]
fn a_record_tells_the_model_the_echo_the_errors_the_times_and_the_quirks() {
    let seen = personality(
        &record(&[
            (0, "> AT+CGMM"),
            (3, "e AT+CGMM"),
            (5, "r L610-CN-62-36"),
            (9, "f OK"),
            (100, "> AT+CGMR"),
            (105, "r 16000.1208.00.86.02.02"),
            (110, "f OK"),
            (200, "> AT+CGSN"),
            (210, "r 866123051234567"),
            (230, "f OK"),
            (300, "> AT+CGSN"),
            (301, "u +CREG: 1"),
            (390, "f OK"),
            (1_000, "> AT+MQTTSUB=1,\"a\",0"),
            (1_010, "f ERROR: 3"),
            (2_000, "> AT+MQTTOPEN=1,\"h\",1883,1,60"),
            (2_085, "f OK"),
            (5_085, "s +MQTTOPEN: 1,1"),
            (6_000, "> AT+MQTTSUB=1,\"a\",0"),
            (6_010, "s +MQTTSUB: 1,1"),
            (6_020, "f OK"),
        ]),
        ZERO,
    );
    assert_eq!(seen.model.as_deref(), Some("L610-CN-62-36"));
    assert_eq!(seen.revision.as_deref(), Some("16000.1208.00.86.02.02"));
    assert_eq!((seen.echo, seen.errors), (Some(true), Some(ErrorForm::NumberedError)));
    assert!(seen.interleaves && seen.hurries && seen.scenarios.is_empty());
    assert!(seen.answers.contains(&("+CGSN".to_owned(), (30, 90))), "{:?}", seen.answers);
    assert_eq!(seen.statuses, [("+MQTTOPEN".to_owned(), (3_000, 3_000))]);
    assert!(!format!("{seen:?}").contains("866123051234567"));
}

/// Lines with their times, and what is wrong by them.
type Case<'a> = (&'a [(u64, &'a str)], &'a [Scenario]);

/// What is told to be wrong at the end of each.
fn check(cases: &[Case<'_>]) {
    for (lines, wrong) in cases {
        assert_eq!(personality(&record(lines), ZERO).scenarios, *wrong, "{lines:?}");
    }
}

#[test]
fn what_was_wrong_last_is_wrong_and_what_was_right_again_is_not() {
    check(&[
        (&[(0, "> AT+CPIN?"), (9, "f +CME ERROR: 10")], &[faults::sim::NO_SIM]),
        (&[(0, "> AT+CPIN?"), (9, "f +CME ERROR: SIM not inserted")], &[faults::sim::NO_SIM]),
        (&[(0, "> AT+CPIN?"), (9, "r +CPIN: NOT INSERTED")], &[faults::sim::NO_SIM]),
        (&[(0, "> AT+CPIN?"), (9, "r +CPIN: SIM PIN")], &[faults::sim::LOCKED_SIM]),
        (&[(0, "> AT+CPIN?"), (9, "f +CME ERROR: 14"), (50, "u +SIM READY")], &[]),
        (&[(0, "> AT+CPIN?"), (9, "f +CME ERROR: 14")], &[faults::sim::SLOW_SIM]),
        (&[(0, "> AT+MIPCALL?"), (9, "r +MIPCALL: 1,0.0.0.0")], &[faults::ip::STALE_IP]),
        (&[(0, "> AT+GTSSLERR?"), (9, "r +GTSSLERR: -14")], &[faults::tls::WRONG_KEY]),
        (&[(0, "u +MQTTBREAK: 1,2"), (9, "u +MIPCALL: 10.1.2.3")], &[]),
        (&[(0, "u +MIPCALL: 10.1.2.3"), (9, "u +MIPCALL: 0")], &[faults::ip::IP_LOST]),
        (&[(0, "u +MIPCALL: 32.1.13.184.0.1.0.2.0.0.0.0.0.0.0.3")], &[faults::ip::IPV6_ONLY]),
    ]);
}

#[test]
fn an_apn_is_wrong_where_no_address_comes_of_the_dial_up_and_not_where_there_is_none() {
    check(&[
        (&[(0, "> AT+MIPCALL=1"), (9, "f OK"), (50, "u +MIPCALL: 0")], &[faults::ip::WRONG_APN]),
        (
            &[
                (0, "> AT+MIPCALL=1,\"CMNET\""),
                (9, "f OK"),
                (20, "> AT+CSQ"),
                (30, "r +CSQ: 20,99"),
                (40, "f OK"),
                (50, "u +MIPCALL: 0"),
            ],
            &[faults::ip::WRONG_APN],
        ),
        (&[(0, "> AT+MIPCALL?"), (9, "r +MIPCALL: 0"), (12, "f OK")], &[]),
        (&[(0, "> AT+MIPCALL=1"), (9, "f OK"), (10, "> AT+MIPCALL?"), (12, "r +MIPCALL: 0"), (13, "f OK")], &[]),
        (
            &[
                (0, "> AT+MIPCALL=1"),
                (9, "f OK"),
                (50, "u +MIPCALL: 10.1.2.3"),
                (60, "> AT+MIPCALL=0"),
                (61, "f OK"),
                (70, "u +MQTTBREAK: 1,2"),
                (80, "u +MIPCALL: 0"),
            ],
            &[],
        ),
        // Long after its time.
        (&[(0, "> AT+MIPCALL=1"), (9, "f OK"), (200_000, "u +MIPCALL: 0")], &[]),
    ]);
}

#[test]
fn a_registration_is_read_in_each_of_its_forms() {
    let refused = &[faults::network::REGISTRATION_REFUSED][..];
    let slow = &[faults::network::SLOW_REGISTRATION][..];
    check(&[
        (&[(0, "> AT+CEREG?"), (9, "r +CEREG: 0,3")], refused),
        (&[(0, "u +CEREG: 3")], refused),
        (&[(0, "> AT+CEREG?"), (9, "r +CEREG: 2,3,\"2A31\",\"0B0C4D21\",7")], refused),
        // The last number is the technology: EGPRS, and LTE.
        (&[(0, "> AT+CREG?"), (9, "r +CREG: 2,1,\"2A31\",\"0B0C4D21\",3")], &[]),
        (&[(0, "u +CEREG: 3"), (9, "u +CEREG: 1,\"2A31\",\"0B0C4D21\",7")], &[]),
        (&[(0, "u +CEREG: 2"), (30_000, "u +CEREG: 1")], &[]),
        (&[(0, "u +CEREG: 2"), (95_000, "u +CEREG: 1")], slow),
        (&[(0, "> AT+CEREG?"), (9, "r +CEREG: 0,2"), (70_000, "> AT+CEREG?"), (70_009, "r +CEREG: 0,2")], slow),
    ]);
}

#[test]
fn a_signal_that_is_weak_at_the_end_is_weak() {
    check(&[
        (&[(0, "> AT+CSQ"), (9, "r +CSQ: 5,99"), (12, "f OK")], &[faults::radio::WEAK_SIGNAL]),
        (&[(0, "r +CSQ: 5,99"), (9, "r +CSQ: 99,99")], &[faults::radio::WEAK_SIGNAL]),
        (&[(0, "r +CSQ: 5,99"), (9, "r +CSQ: 20,99")], &[]),
    ]);
}

/// A client that is opened, and what the module says of it.
fn opening(with_tls: bool, says: &[(u64, &'static str)]) -> Vec<(u64, &'static str)> {
    let opens = if with_tls { "> AT+MQTTOPEN=1,\"h\",8883,1,60,2" } else { "> AT+MQTTOPEN=1,\"h\",1883,1,60" };
    [(0, opens)].into_iter().chain(says.iter().copied()).collect()
}

#[test]
fn a_broker_that_says_no_says_so_by_number_in_either_form_or_by_a_status() {
    for (says, wrong) in [
        (&[(9, "f ERROR: 703")][..], faults::broker::WRONG_PASSWORD),
        (&[(9, "f ERROR: 704")], faults::broker::WRONG_PASSWORD),
        (&[(9, "f ERROR: 702")], faults::broker::REFUSES),
        (&[(9, "f +CME ERROR: 702")], faults::broker::REFUSES),
        (&[(9, "f +CME ERROR: 703")], faults::broker::WRONG_PASSWORD),
        (&[(9, "f OK"), (900, "s +MQTTOPEN: 1,0")], faults::broker::WRONG_PASSWORD),
        (&[(9, "f OK"), (30_100, "s +MQTTOPEN: 1,0")], faults::broker::UNREACHABLE),
        // Other commands meanwhile do not make the wait shorter.
        (&[(9, "f OK"), (29_000, "> AT"), (29_010, "f OK"), (30_100, "s +MQTTOPEN: 1,0")], faults::broker::UNREACHABLE),
    ] {
        assert_eq!(personality(&record(&opening(false, says)), ZERO).scenarios, [wrong], "{says:?}");
    }
}

#[test]
fn a_failure_of_tls_is_none_of_the_broker() {
    let ended =
        |number| opening(true, &[(9, "f OK"), (900, "s +MQTTOPEN: 1,0"), (1_000, "> AT+GTSSLERR?"), (1_010, number)]);
    for (number, wrong) in [
        ("r +GTSSLERR: -14", &[faults::tls::WRONG_KEY][..]),
        ("r +GTSSLERR: -7", &[]),
        ("r +GTSSLERR: 0", &[faults::broker::WRONG_PASSWORD]),
    ] {
        assert_eq!(personality(&record(&ended(number)), ZERO).scenarios, wrong, "{number}");
    }
}

#[test]
fn a_certificate_that_is_refused_is_of_another_issuer_only_where_the_clock_is_known_to_be_right() {
    let failed = [
        (9, "f OK"),
        (900, "s +MQTTOPEN: 1,0"),
        (1_000, "> AT+GTSSLERR?"),
        (1_010, "r +GTSSLERR: -11"),
        (1_020, "f OK"),
    ];
    let asked = |time| [(0, "> AT+CCLK?"), (1, time), (2, "f OK")];
    let (right, unset) = ("r +CCLK: \"26/11/21,08:00:00+32\"", "r +CCLK: \"80/01/06,00:00:12+00\"");
    let (old, far) = ("r +CCLK: \"25/06/21,08:00:00+32\"", "r +CCLK: \"55/01/01,08:00:00+00\"");
    let later = |time| [(2_000, "> AT+CCLK?"), (2_001, time), (2_002, "f OK")];
    let set = [(0, "> AT+CCLK=\"26/11/21,00:00:00+00\""), (1, "f OK")];
    let synchronised = [(0, "> AT+MIPNTP=\"ntp.example\",123"), (1, "f OK"), (2, "s +MIPNTP: 1")];
    let reset = [(1_500, "> AT+CCLK=\"26/11/21,00:00:00+00\""), (1_501, "f OK")];
    let wrong_ca = &[faults::tls::WRONG_CA][..];
    for (before, after, wrong) in [
        (&[][..], &[][..], &[][..]),
        (&asked(right), &[], wrong_ca),
        (&set, &[], wrong_ca),
        (&synchronised, &[], wrong_ca),
        (&asked(unset), &[], &[]),
        (&asked(old), &[], &[]),
        (&asked(far), &[], &[faults::tls::CLOCK_AHEAD]),
        (&[], &later(right), wrong_ca),
        (&[], &later(unset), &[]),
        (&[], &later(far), &[faults::tls::CLOCK_AHEAD]),
        // What it shows once it was set says nothing of the time before.
        (&[], &[&reset[..], &later(right)].concat(), &[]),
        (&[&asked(right)[..], &[(3, "restart")]].concat(), &[], &[]),
    ] {
        let lines = [before, &opening(true, &failed)[..], after].concat();
        assert_eq!(personality(&record(&lines), ZERO).scenarios, wrong, "{lines:?}");
    }
}

#[test]
fn a_client_that_is_thrown_out_again_and_again_soon_after_its_start_has_an_id_that_is_taken() {
    let round = |from: u64, lasts: u64| {
        [
            (from, "> AT+MQTTOPEN=1,\"h\",1883,1,60"),
            (from + 10, "f OK"),
            (from + 500, "s +MQTTOPEN: 1,1"),
            (from + 500 + lasts, "u +MQTTBREAK: 1,1"),
        ]
    };
    let up = &round(100_000, 1)[..3];
    let (taken, drops) = (&[faults::broker::ID_TAKEN][..], &[faults::broker::DROPS][..]);
    check(&[
        (&round(0, 8_000), drops),
        (&[&round(0, 8_000), up].concat(), &[]),
        (&[round(0, 8_000), round(20_000, 7_000)].concat(), taken),
        (&[&round(0, 8_000)[..], &round(20_000, 7_000), up].concat(), taken),
        (&[&round(0, 20_000)[..], &round(40_000, 20_000), up].concat(), drops),
        (&[&round(0, 8_000)[..], &[(9_000, "u +MQTTCLOSE: 1,1")]].concat(), drops),
    ]);
}

#[test]
fn a_module_that_was_started_anew_once_or_by_its_host_restarts_not_by_itself() {
    check(&[
        (&[(9_000, "restart")], &[]),
        (&[(0, "> AT+CFUN=15"), (5, "f OK"), (90, "restart"), (60_000, "> AT+CFUN=1,1"), (60_090, "restart")], &[]),
        (&[(9_000, "restart"), (50_000, "restart")], &[faults::module::RESTARTS_TWICE]),
    ]);
}
