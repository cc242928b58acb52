//! Faults of the link together, for many seeds: whatever happens, no answer goes to another command, and the module is usable again.

use fibocom_at::{Failure, Reply};
use fibocom_sim::faults::{line, module};
use fibocom_sim::{Config, Fault, Length, Pace, Scenario, Trigger, What};
use workbench_rehearsal::Desk;

/// What no module has, which is refused.
const REFUSED: &str = "AT+NOSUCH=1";

/// What is asked, one after the other: what is told apart by its lines, what is refused, and what says OK alone.
const ASKED: [&str; 10] =
    ["AT+CSQ", REFUSED, "ATE0", "AT+CGMM", REFUSED, "AT+CMEE=1", "AT+CGSN", "AT", "AT+CREG?", REFUSED];

/// Whether this can be what became of that command.
fn is_of(asked: &str, result: &Result<Reply, Failure>) -> bool {
    let begins = |with: &str| {
        result.as_ref().is_ok_and(|reply| reply.lines.iter().any(|line| line.starts_with(with.as_bytes())))
    };
    match (asked, result) {
        (REFUSED, Ok(_)) => false,
        (_, Err(Failure::Rejected(_))) => asked == REFUSED,
        (_, Err(_)) => true,
        ("AT+CGMM", _) => begins("L610"),
        ("AT+CGSN", _) => begins("8"),
        ("AT+CSQ", _) => begins("+CSQ"),
        ("AT+CREG?", _) => begins("+CREG"),
        _ => true,
    }
}

/// What was misheard while these were asked one after the other, where something else goes wrong once five have been.
fn misheard(faults: &[Scenario], seed: u64, between: Option<Fault>) -> Option<String> {
    let mut desk = Desk::new(Config { seed, pace: Pace::Quick, ..Config::for_model("L610").with(faults) });
    desk.wait(20_000);
    for (place, asked) in ASKED.iter().cycle().take(30).enumerate() {
        if let Some(fault) = between.filter(|_| place == 5) {
            desk.module.inject(desk.moment(), fault);
            desk.wait(seed * 7);
        }
        let result = desk.ask(asked, None, 100, 3_000);
        if !result.as_ref().is_some_and(|result| is_of(asked, result)) {
            let faults: Vec<_> = faults.iter().map(|fault| fault.name()).collect();
            return Some(format!("{faults:?} {between:?} {seed}, {place}: {asked} {result:?}"));
        }
    }
    None
}

/// What a line or a firmware may do besides.
const BESIDES: [&[Scenario]; 5] =
    [&[], &[line::NO_ECHO], &[line::DOUBLE_ECHO], &[line::PIECES], &[module::CODES_INSIDE]];

#[test]
fn no_answer_of_a_late_module_goes_to_another_command() {
    for besides in BESIDES {
        for seed in 0..8 {
            assert_eq!(misheard(&[&[module::LATE], besides].concat(), seed, None), None);
        }
    }
}

#[test]
fn what_goes_wrong_between_two_commands_is_never_misheard() {
    let lasting = |what, millis| Fault { what, trigger: Trigger::At(0), length: Length::For(millis) };
    let restarts = [module::RESTART, module::SILENT_RESTART, module::RESTARTS_TWICE];
    let restarts = restarts.iter().flat_map(|scenario| scenario.faults()).map(|fault| fault.from(Trigger::At(0)));
    let others = [
        lasting(What::Hang, 23_000),
        lasting(What::Codes((10, 50)), 60_000),
        lasting(What::LateAnswers((900, 3_000)), 60_000),
        lasting(What::LateAnswers((3_000, 8_000)), 60_000),
        lasting(What::LateAnswers((5_000, 13_000)), 90_000),
    ];
    for fault in restarts.chain(others) {
        for besides in BESIDES.into_iter().chain([&[module::LATE][..]]) {
            for seed in 0..3 {
                assert_eq!(misheard(besides, seed, Some(fault)), None);
            }
        }
    }
}

/// What uploads a file, and its data.
const FILE: (&str, usize) = ("AT+GTSSLFILE=\"TRUSTFILE\",300", 300);

/// What was misheard where a file goes up among what is asked, and somebody loses patience now and then, who calls off what has not ended
/// and, a moment later, what it still has the module do.
fn misheard_among_files(faults: &[Scenario], seed: u64, is_impatient: bool) -> Option<String> {
    let mut desk = Desk::new(Config { seed, pace: Pace::Quick, ..Config::for_model("L610").with(faults) });
    desk.wait(20_000);
    let mut chance = seed * 7_919 + 13;
    for place in 0..24 {
        let (asked, data) = match place % 6 {
            5 => (FILE.0, Some(vec![b'x'; FILE.1])),
            _ => (ASKED[place % ASKED.len()], None),
        };
        let id = desk.submit(asked, data).unwrap();
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        if is_impatient && (chance >> 33).is_multiple_of(4) {
            desk.wait((chance >> 40) % 3_000);
            desk.cancel(id);
            desk.wait((chance >> 50) % 300);
            desk.cancel(id);
        }
        let result = desk.end_of(id, 100, 4_000);
        let is_of = |result: &Result<Reply, Failure>| asked == FILE.0 || is_of(asked, result);
        if !result.as_ref().is_some_and(is_of) {
            let faults: Vec<_> = faults.iter().map(|fault| fault.name()).collect();
            return Some(format!("{faults:?} {seed} {is_impatient}, {place}: {asked} {result:?}"));
        }
    }
    None
}

#[test]
fn neither_files_nor_somebody_without_patience_put_the_line_out_of_step() {
    let alone = [module::ENDLESS_CODES, module::STUCK_UPLOAD, module::RESTART, module::SILENT_RESTART, module::HANG];
    let late = [line::NO_ECHO, module::STUCK_UPLOAD, line::PIECES, module::SILENT_RESTART, module::RESTARTS_TWICE];
    let late = [module::CODES_INSIDE, module::HANG].into_iter().chain(late);
    let worlds = [vec![], vec![module::LATE], vec![module::SLOW_BOOT, module::HANG]].into_iter();
    let worlds = worlds.chain(alone.map(|one| vec![one])).chain(late.map(|one| vec![one, module::LATE]));
    for faults in worlds {
        for seed in 0..2 {
            for is_impatient in [false, true] {
                assert_eq!(misheard_among_files(&faults, seed, is_impatient), None);
            }
        }
    }
}
