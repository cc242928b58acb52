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
