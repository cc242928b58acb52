//! What a host did under a fault, as one word: right, gave up, hung, sent nonsense.

use crate::fault::{BrokerFault, Fault, Length, Port, Trigger, What};
use crate::module::Tally;
use crate::scenario::Scenario;
use crate::time::Timestamp;

/// How long a fault that is there from the start has to be lived with, in milliseconds, before a message counts.
const LIVED_WITH: u64 = 30_000;

/// What was seen of a host.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    pub(super) tally: Tally,
    /// When the broker had each message.
    pub(super) published: Vec<Timestamp>,
    /// When the host last sent something.
    pub(super) last_heard: Option<Timestamp>,
    /// How the host ended by itself: what is said of it.
    pub(super) exited: Option<String>,
}

/// How a host did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Its messages come through, or it is still trying where none can.
    Right,
    /// It ended by itself.
    GaveUp,
    /// It waits for something that does not come, or goes on with something that no longer works.
    Hung,
    /// It sent what makes no sense.
    Nonsense,
}

impl Verdict {
    /// In words.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::GaveUp => "gave up",
            Self::Hung => "hung",
            Self::Nonsense => "sent nonsense",
        }
    }
}

/// From when on a message shows that the host has coped, in milliseconds; `None` where none can come through.
pub(super) fn copes_from(scenario: Scenario) -> Option<u64> {
    scenario.faults().iter().try_fold(LIVED_WITH, |from, fault| Some(from.max(end_of(fault)?)))
}

/// When the worst of a fault is over; `None` where it never is.
fn end_of(fault: &Fault) -> Option<u64> {
    let begin = match fault.trigger {
        Trigger::At(millis) => millis,
        _ => LIVED_WITH,
    };
    if begin == 0 && fault.length == Length::Forever {
        return if is_hopeless(fault.what) { None } else { Some(LIVED_WITH) };
    }
    let lasts = match (fault.length, fault.what) {
        (Length::For(millis), _) => millis,
        (Length::Times(times), What::Restart(restart)) => {
            restart.gap.saturating_mul(u64::from(times.saturating_sub(1)))
        }
        _ => 0,
    };
    Some(begin.saturating_add(lasts).saturating_add(1_000))
}

/// Whether no message gets out of a module of which the host knows nothing but the line.
const fn is_hopeless(what: What) -> bool {
    matches!(
        what,
        What::SimAbsent
            | What::SimLocked
            | What::RegistrationDenied
            | What::NoNetwork
            | What::OnlyApn(_)
            | What::Broker(BrokerFault::Refuses | BrokerFault::WrongPassword | BrokerFault::Unreachable)
            | What::Port(Port::Silent | Port::Echo | Port::Nmea | Port::Binary)
            | What::Baud(_)
            | What::Bytes(..)
    )
}

/// Whether no more has to be seen: the host has coped.
pub(super) fn has_coped(scenario: Scenario, seen: &Seen) -> bool {
    let from = copes_from(scenario).unwrap_or(LIVED_WITH);
    !seen.tally.has_nonsense() && seen.published.iter().any(|at| at.as_millis() >= from)
}

/// How the host did, at the end of its time, and why that is said.
pub(super) fn judge(scenario: Scenario, seen: &Seen, end: Timestamp) -> (Verdict, String) {
    let Tally { strays, swallowed, missing, example, .. } = &seen.tally;
    let seconds = |at: Timestamp| at.as_millis() / 1_000;
    let last = seen.last_heard.map_or_else(
        || "It never sent anything".to_owned(),
        |at| format!("It last sent something after {} s", seconds(at)),
    );
    if seen.tally.has_nonsense() {
        let example = example.as_deref().unwrap_or_default();
        let why = format!(
            "{strays} lines that are no command, {swallowed} commands as data, {missing} times no data for a prompt; first: {example}"
        );
        return (Verdict::Nonsense, why);
    }
    if has_coped(scenario, seen) {
        return (Verdict::Right, format!("{} messages came through", seen.published.len()));
    }
    if let Some(how) = &seen.exited {
        return (Verdict::GaveUp, format!("{how}. {last}"));
    }
    let quiet = seen.last_heard.map_or(end.as_millis(), |at| end.since(at));
    let tries = quiet < end.as_millis() / 3;
    if copes_from(scenario).is_none() && tries {
        return (Verdict::Right, format!("No message can come through, and it tries again. {last}"));
    }
    let came = match seen.published.last() {
        Some(at) => format!("the last message came after {} s", seconds(*at)),
        None => "no message came".to_owned(),
    };
    let goes_on = if tries { " It goes on, without effect." } else { "" };
    (Verdict::Hung, format!("{last} of {} s, and {came}.{goes_on}", seconds(end)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faults::{broker, ip, module, port};

    fn at(seconds: u64) -> Timestamp {
        Timestamp::from_millis(seconds * 1_000)
    }

    #[test]
    fn a_message_counts_once_the_worst_is_over_and_where_none_can_come_trying_does() {
        for (scenario, from) in [
            (Scenario::HEALTHY, Some(30_000)),
            (module::RESTARTS_TWICE, Some(46_000)),
            (ip::IP_LOST, Some(46_000)),
            (port::UNPLUGGED, Some(66_000)),
            (broker::DROPS, Some(30_000)),
            (broker::UNREACHABLE, None),
            (port::SILENT, None),
        ] {
            assert_eq!(copes_from(scenario), from, "{}", scenario.name());
        }
        let early = Seen { published: vec![at(20)], last_heard: Some(at(230)), ..Seen::default() };
        let late = Seen { published: vec![at(20), at(50)], ..early.clone() };
        let silent = Seen { last_heard: Some(at(40)), ..early.clone() };
        let gone = Seen { exited: Some("It ended with status 1".to_owned()), ..silent.clone() };
        let mad = Seen { tally: Tally { strays: 1, ..Tally::default() }, ..late.clone() };
        for (scenario, seen, verdict) in [
            (module::RESTART, &late, Verdict::Right),
            (module::RESTART, &early, Verdict::Hung),
            (module::RESTART, &silent, Verdict::Hung),
            (module::RESTART, &gone, Verdict::GaveUp),
            (module::RESTART, &mad, Verdict::Nonsense),
            (broker::REFUSES, &early, Verdict::Right),
            (broker::REFUSES, &silent, Verdict::Hung),
            (broker::REFUSES, &Seen::default(), Verdict::Hung),
        ] {
            assert_eq!(judge(scenario, seen, at(240)).0, verdict, "{}: {seen:?}", scenario.name());
        }
    }
}
