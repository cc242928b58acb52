//! What the Network screen shows and may do: pure rules over the findings.

use fibocom_at::args::{Apn, Host, Password, Port, Username};
use fibocom_at::codes::{Registration, SignalQuality};
use fibocom_at::commands::{Command, PIN_TRIES, SynchroniseClock};
use fibocom_at::profile::PERMISSIVE;
use fibocom_at::{Field, Invalid, Profile, secrets};

use crate::link::procedure::{CHECKS, Check, CheckName, CheckResult, DialPlan, Verdict};
use crate::state::Facts;

/// An operator's usual APN: the text's id, and the APN.
pub(super) const OPERATORS: [(&str, &str); 13] = [
    ("network-operator-china-mobile", "CMNET"),
    ("network-operator-china-mobile-iot", "CMIOT"),
    ("network-operator-china-unicom", "3GNET"),
    ("network-operator-china-unicom-wap", "UNINET"),
    ("network-operator-china-telecom", "CTNET"),
    ("network-operator-china-telecom-iot", "CTIOT"),
    ("network-operator-1nce", "iot.1nce.net"),
    ("network-operator-hologram", "hologram"),
    ("network-operator-emnify", "em"),
    ("network-operator-soracom", "soracom.io"),
    ("network-operator-things-mobile", "TM"),
    ("network-operator-internet", "internet"),
    ("network-operator-virtual", "m2m.workbench"),
];

/// The operator whose APN this is; none for any other text.
pub(super) fn operator_of(apn: &str) -> Option<&'static str> {
    OPERATORS.iter().find(|(_, known)| known.eq_ignore_ascii_case(apn.trim())).map(|(_, known)| *known)
}

/// What was typed for a dial-up.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct DialForm {
    pub apn: String,
    pub user: String,
    pub password: String,
}

impl DialForm {
    /// The plan, or what is wrong with each field. No manual limits the login of a dial-up: the widest limits hold.
    pub(super) fn plan(&self) -> Result<DialPlan, Vec<Invalid>> {
        let apn = match self.apn.trim() {
            "" => Ok(None),
            apn => Apn::parse(apn).map(Some).map_err(|problem| problem.at(Field::Apn)),
        };
        let user = Username::parse(&PERMISSIVE, &self.user).map_err(|problem| problem.at(Field::Username));
        let password = Password::parse(&PERMISSIVE, &self.password).map_err(|problem| problem.at(Field::Password));
        match (apn, user, password) {
            (Ok(apn), Ok(user), Ok(password)) => {
                let without = self.user.is_empty() && self.password.is_empty();
                Ok(DialPlan::Apn { apn, login: (!without).then_some((user, password)) })
            }
            (apn, user, password) => Err([apn.err(), user.err(), password.err()].into_iter().flatten().collect()),
        }
    }

    /// What is wrong with one field.
    pub(super) fn wrong(&self, field: Field) -> Option<Invalid> {
        self.plan().err()?.into_iter().find(|invalid| invalid.field == field)
    }
}

/// The command of a plan, as it will be sent; with the password hidden unless it is to be seen.
pub(super) fn preview(plan: &DialPlan, revealed: bool) -> String {
    let line = plan.line().as_str().to_owned();
    if revealed { line } else { String::from_utf8_lossy(&secrets::masked(line.as_bytes())).into_owned() }
}

/// What was typed for the time server, checked.
pub(super) fn time_server(profile: &Profile, host: &str, port: &str) -> Result<(Host, Port), Invalid> {
    let host = Host::parse(profile, host.trim()).map_err(|problem| problem.at(Field::Host))?;
    let port = Port::parse(port.trim()).map_err(|problem| problem.at(Field::Port))?;
    Ok((host, port))
}

/// The command that asks it.
pub(super) fn clock_preview(server: Host, port: Port) -> String {
    SynchroniseClock { server, port }.line().as_str().to_owned()
}

/// How many tries at the PIN can be left. The module does not tell: the SIM may have refused others before this page saw it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PinTries {
    /// At most so many, two or more.
    AtMost(u8),
    /// One more wrong PIN locks the SIM for certain.
    PerhapsLast,
}

/// The tries that can be left after so many wrong PINs.
pub(super) const fn pin_tries(wrong: u8) -> PinTries {
    match PIN_TRIES.saturating_sub(wrong) {
        0 | 1 => PinTries::PerhapsLast,
        left => PinTries::AtMost(left),
    }
}

/// How many of five bars to light: none for weak enough to drop, five for the best third of "good".
pub(super) const fn bars(rssi: u16) -> u8 {
    match rssi {
        1..=6 => 1,
        7..=12 => 2,
        13..=20 => 3,
        21..=25 => 4,
        26..=31 => 5,
        _ => 0,
    }
}

/// How far the checks have come, all together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Summary {
    /// Some were not made yet.
    Unfinished,
    /// So many stand in the way.
    Failing(usize),
    /// None stands in the way, and some may.
    Doubtful,
    Passed,
}

/// A check as it stands now. An address comes and goes by itself: what is true now counts, not what was found.
pub(super) fn check_now(facts: &Facts, name: CheckName) -> Option<Check> {
    let check = facts.checks.iter().find(|check| check.name == name)?;
    Some(match check.result {
        CheckResult::Address(_) => Check { name, result: CheckResult::Address(facts.address) },
        _ => check.clone(),
    })
}

/// Sums the checks up.
pub(super) fn summary(facts: &Facts) -> Summary {
    let verdicts: Vec<_> =
        CHECKS.iter().filter_map(|name| check_now(facts, *name)).map(|check| check.verdict()).collect();
    let failing = verdicts.iter().filter(|verdict| **verdict == Verdict::Fail).count();
    if verdicts.len() < CHECKS.len() {
        Summary::Unfinished
    } else if failing > 0 {
        Summary::Failing(failing)
    } else if verdicts.contains(&Verdict::Warn) {
        Summary::Doubtful
    } else {
        Summary::Passed
    }
}

/// Whether the last finding of a check may change by itself within seconds: the SIM is still busy, or, with a SIM that is
/// ready, the network is still being looked for.
pub(super) fn may_settle(name: CheckName, checks: &[Check]) -> bool {
    let found = |name: CheckName| checks.iter().find(|check| check.name == name);
    let last = |name: CheckName| found(name).map(|check| &check.result);
    let sim_ready = matches!(last(CheckName::Sim), Some(CheckResult::Sim(state)) if state.lets_in());
    match last(name) {
        _ if found(name).is_some_and(Check::is_starting_sim) => true,
        Some(CheckResult::Signal(signal)) => sim_ready && signal.quality() == SignalQuality::Unknown,
        Some(CheckResult::Registration(Registration::Searching | Registration::NotSearching, _)) => sim_ready,
        _ => false,
    }
}

/// The checks from this one on that are still to be made in a run.
pub(super) fn after(name: CheckName) -> Vec<CheckName> {
    CHECKS.iter().copied().skip_while(|other| *other != name).skip(1).collect()
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use fibocom_at::commands::{IpAddresses, Operator, Signal, SimState};
    use fibocom_at::reply::Detail;
    use fibocom_at::{Failure, Rejection};

    use super::*;

    fn form(apn: &str, user: &str, password: &str) -> DialForm {
        DialForm { apn: apn.into(), user: user.into(), password: password.into() }
    }

    #[test]
    fn a_form_becomes_the_command_that_is_shown() {
        for (typed, hidden, shown) in [
            (form("", "", ""), "AT+MIPCALL=1", "AT+MIPCALL=1"),
            (form(" CMNET ", "", ""), "AT+MIPCALL=1,\"CMNET\"", "AT+MIPCALL=1,\"CMNET\""),
            (
                form("x", "u", "secret"),
                "AT+MIPCALL=1,\"x\",\"u\",\"⟨password⟩\"",
                "AT+MIPCALL=1,\"x\",\"u\",\"secret\"",
            ),
            (form("x", "u", ""), "AT+MIPCALL=1,\"x\",\"u\",\"\"", "AT+MIPCALL=1,\"x\",\"u\",\"\""),
        ] {
            let plan = typed.plan().unwrap();
            assert_eq!((preview(&plan, false).as_str(), preview(&plan, true).as_str()), (hidden, shown));
        }
    }

    #[test]
    fn each_mistake_is_told_at_its_field() {
        let long = "u".repeat(2_000);
        for (typed, fields) in [
            (form("a b", "", ""), vec![Field::Apn]),
            (form("a\"b", &long, &long), vec![Field::Apn, Field::Username, Field::Password]),
            (form("ok", "", &long), vec![Field::Password]),
            (form("ok", "u", "p"), vec![]),
        ] {
            let wrong = typed.plan().err().unwrap_or_default();
            assert_eq!(wrong.iter().map(|invalid| invalid.field).collect::<Vec<_>>(), fields);
            assert_eq!(typed.wrong(Field::Apn).is_some(), fields.contains(&Field::Apn));
        }
    }

    #[test]
    fn an_operator_is_recognised_by_its_apn_in_any_case() {
        for (apn, expected) in
            [("cmnet", Some("CMNET")), (" iot.1nce.net ", Some("iot.1nce.net")), ("", None), ("x", None)]
        {
            assert_eq!(operator_of(apn), expected);
        }
        for (id, apn) in OPERATORS {
            assert!(crate::i18n::has(id), "{id}");
            assert!(Apn::parse(apn).is_ok(), "{apn}");
        }
    }

    #[test]
    fn a_time_server_is_checked_at_its_field() {
        for (host, port, wrong) in [
            ("pool.ntp.org", "123", None),
            ("", "123", Some(Field::Host)),
            ("ntp://x", "123", Some(Field::Host)),
            ("x", "0", Some(Field::Port)),
            ("x", "123x", Some(Field::Port)),
        ] {
            assert_eq!(time_server(&PERMISSIVE, host, port).err().map(|invalid| invalid.field), wrong, "{host}:{port}");
        }
        let (host, port) = time_server(&PERMISSIVE, " ntp.ntsc.ac.cn ", "123").unwrap();
        assert_eq!(clock_preview(host, port), "AT+MIPNTP=\"ntp.ntsc.ac.cn\",123");
    }

    #[test]
    fn the_tries_that_are_left_are_never_overstated() {
        for (wrong, expected) in
            [(0, PinTries::AtMost(3)), (1, PinTries::AtMost(2)), (2, PinTries::PerhapsLast), (9, PinTries::PerhapsLast)]
        {
            assert_eq!(pin_tries(wrong), expected, "{wrong}");
        }
    }

    #[test]
    fn bars_follow_the_strength() {
        for (rssi, lit) in [(0, 0), (6, 1), (9, 2), (18, 3), (22, 4), (31, 5)] {
            assert_eq!(bars(rssi), lit, "{rssi}");
        }
        assert_eq!(bars(99), 0);
    }

    #[test]
    fn the_summary_waits_for_all_checks_and_counts_what_stands_in_the_way() {
        let good = vec![
            CheckResult::Answered(4),
            CheckResult::Sim(SimState::Ready),
            CheckResult::Signal(Signal { rssi: 22, ber: 99 }),
            CheckResult::Registration(Registration::Home, Some(Operator { name: "X".into(), technology: Some(7) })),
            CheckResult::Address(Some(IpAddresses::only(Ipv4Addr::LOCALHOST))),
            CheckResult::Clock(fibocom_at::commands::ClockReading::parse("26/11/21,00:00:00+00").unwrap()),
            CheckResult::Clients(fibocom_at::ClientIndex::ALL.to_vec()),
        ];
        let checks = |results: &[CheckResult]| -> Vec<Check> {
            CHECKS.iter().zip(results).map(|(name, result)| Check { name: *name, result: result.clone() }).collect()
        };
        let with = |at: usize, result: CheckResult| {
            let mut results = good.clone();
            results[at] = result;
            checks(&results)
        };
        for (made, expected) in [
            (checks(&good), Summary::Passed),
            (checks(&good[..6]), Summary::Unfinished),
            (with(2, CheckResult::Signal(Signal { rssi: 9, ber: 99 })), Summary::Doubtful),
            (with(4, CheckResult::Address(None)), Summary::Failing(1)),
        ] {
            let lost = made.iter().any(|check| check.result == CheckResult::Address(None));
            let address = (!lost).then_some(IpAddresses::only(Ipv4Addr::LOCALHOST));
            assert_eq!(summary(&Facts { checks: made, address, ..Facts::default() }), expected);
        }
    }

    #[test]
    fn an_address_that_is_gone_no_longer_passes() {
        let address = IpAddresses::only(Ipv4Addr::LOCALHOST);
        let checks = vec![Check { name: CheckName::Address, result: CheckResult::Address(Some(address)) }];
        for (now, verdict) in [(Some(address), Verdict::Pass), (None, Verdict::Fail)] {
            let facts = Facts { checks: checks.clone(), address: now, ..Facts::default() };
            assert_eq!(check_now(&facts, CheckName::Address).map(|check| check.verdict()), Some(verdict));
        }
    }

    #[test]
    fn a_check_is_made_again_only_while_time_can_help() {
        let rejected = |code| CheckResult::Failed(Failure::Rejected(Rejection::Cme(Detail::Code(code))));
        let signal = |rssi| CheckResult::Signal(Signal { rssi, ber: 99 });
        let registration = |state| CheckResult::Registration(state, None);
        let ready = || CheckResult::Sim(SimState::Ready);
        for (sim, name, result, expected) in [
            (rejected(14), CheckName::Sim, rejected(14), true),
            (rejected(10), CheckName::Sim, rejected(10), false),
            (ready(), CheckName::Sim, ready(), false),
            (ready(), CheckName::Sim, CheckResult::Sim(SimState::NotReady), true),
            (ready(), CheckName::Sim, CheckResult::Sim(SimState::NotInserted), false),
            (CheckResult::Sim(SimState::Pin2), CheckName::Signal, signal(99), true),
            (ready(), CheckName::Signal, signal(99), true),
            (ready(), CheckName::Signal, signal(9), false),
            (rejected(10), CheckName::Signal, signal(99), false),
            (ready(), CheckName::Registration, registration(Registration::Searching), true),
            (ready(), CheckName::Registration, registration(Registration::Denied), false),
            (rejected(10), CheckName::Registration, registration(Registration::NotSearching), false),
            (ready(), CheckName::Address, CheckResult::Address(None), false),
        ] {
            let checks = [Check { name: CheckName::Sim, result: sim }, Check { name, result: result.clone() }];
            let checks = if name == CheckName::Sim { &checks[1..] } else { &checks[..] };
            assert_eq!(may_settle(name, checks), expected, "{name:?} {result:?}");
        }
    }

    #[test]
    fn a_run_knows_what_is_still_to_come() {
        assert_eq!(after(CheckName::Clock), [CheckName::Clients]);
        assert_eq!(after(CheckName::Module).len(), 6);
        assert!(after(CheckName::Clients).is_empty());
    }
}
