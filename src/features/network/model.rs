//! What the Network screen shows and may do: pure rules over the findings.

use fibocom_at::args::{Apn, Password, Username};
use fibocom_at::commands::{Command, PIN_TRIES};
use fibocom_at::profile::PERMISSIVE;
use fibocom_at::{Field, Invalid, secrets};

use crate::link::procedure::{CHECKS, Check, CheckName, CheckResult, DialPlan, Verdict};
use crate::state::Facts;

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

/// How the module stands, all checks together: what the bar says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    /// There is no module.
    Unconnected,
    /// It is not online, and nothing is known to stand in the way.
    ToDo,
    /// This check, or what belongs to it, is under way.
    Running(CheckName),
    /// This check stands in the way.
    Stuck(CheckName),
    Online,
    /// It is online, and this check has found something to look at.
    Doubtful(CheckName),
}

/// A check as it stands now. An address comes and goes by itself: what is true now counts, not what was found.
pub(super) fn check_now(facts: &Facts, name: CheckName) -> Option<Check> {
    let check = facts.checks.iter().find(|check| check.name == name)?;
    Some(match check.result {
        CheckResult::Address(_) => Check { name, result: CheckResult::Address(facts.address) },
        _ => check.clone(),
    })
}

/// How good a finding is. An address that nobody has asked for yet is missing, and no failure.
pub(super) fn verdict(facts: &Facts, check: &Check) -> Verdict {
    match check.result {
        CheckResult::Address(None) if facts.no_address.is_none() => Verdict::Skipped,
        _ => check.verdict(),
    }
}

/// How many checks are good.
pub(super) fn passed(facts: &Facts) -> usize {
    let checks = CHECKS.iter().filter_map(|name| check_now(facts, *name));
    checks.filter(|check| matches!(check.verdict(), Verdict::Pass)).count()
}

/// Sums everything up. `busy` is the check under way, `stuck` the one at which getting online has stopped.
pub(super) fn stand(facts: &Facts, busy: Option<CheckName>, stuck: Option<CheckName>) -> Stand {
    if !facts.link.is_up() {
        return Stand::Unconnected;
    }
    if let Some(name) = busy {
        return Stand::Running(name);
    }
    let first = |wanted: Verdict| {
        let checks = CHECKS.iter().filter_map(|name| check_now(facts, *name));
        checks.filter(|check| verdict(facts, check) == wanted).map(|check| check.name).next()
    };
    let online = facts.address.is_some();
    match (first(Verdict::Fail), stuck, online) {
        (Some(name), ..) | (None, Some(name), false) => Stand::Stuck(name),
        (None, None, false) => Stand::ToDo,
        (None, _, true) => first(Verdict::Warn).map_or(Stand::Online, Stand::Doubtful),
    }
}

/// The checks from this one on that are still to be made in a run.
pub(super) fn after(name: CheckName) -> Vec<CheckName> {
    CHECKS.iter().copied().skip_while(|other| *other != name).skip(1).collect()
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use fibocom_at::commands::{IpAddresses, Signal, SimState};

    use super::*;
    use crate::link::procedure::DialFailure;
    use crate::state::{Phase, WorkError};

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
    fn what_stands_in_the_way_is_told_and_what_was_never_tried_is_to_do() {
        let signal = |rssi| Check { name: CheckName::Signal, result: CheckResult::Signal(Signal { rssi, ber: 99 }) };
        let sim = |state| Check { name: CheckName::Sim, result: CheckResult::Sim(state) };
        let none = Check { name: CheckName::Address, result: CheckResult::Address(None) };
        let address = Some(IpAddresses::only(Ipv4Addr::LOCALHOST));
        let failed = Some(WorkError::Dial(DialFailure::NoAddress));
        for (checks, address, no_address, busy, stuck, expected) in [
            (vec![], None, None, None, None, Stand::ToDo),
            (vec![none.clone()], None, None, None, None, Stand::ToDo),
            (vec![none.clone()], None, failed, None, None, Stand::Stuck(CheckName::Address)),
            (vec![none], None, None, Some(CheckName::Sim), None, Stand::Running(CheckName::Sim)),
            (vec![sim(SimState::Pin)], None, None, None, None, Stand::Stuck(CheckName::Sim)),
            (vec![], None, None, None, Some(CheckName::Registration), Stand::Stuck(CheckName::Registration)),
            (vec![], address, None, None, Some(CheckName::Registration), Stand::Online),
            (vec![signal(22)], address, None, None, None, Stand::Online),
            (vec![signal(9)], address, None, None, None, Stand::Doubtful(CheckName::Signal)),
        ] {
            let facts = Facts { link: Phase::Ready, checks, address, no_address, ..Facts::default() };
            assert_eq!(stand(&facts, busy, stuck), expected);
        }
        assert_eq!(stand(&Facts::default(), None, None), Stand::Unconnected);
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
    fn a_run_knows_what_is_still_to_come() {
        assert_eq!(after(CheckName::Clock), [CheckName::Clients]);
        assert_eq!(after(CheckName::Module).len(), 6);
        assert!(after(CheckName::Clients).is_empty());
    }
}
