//! What the module waits for, and what a person can do about it: data that nobody gave, or the end of data mode.

use std::time::Duration;

use fibocom_at::Event;
use fibocom_at::commands::End;
use fibocom_at::engine::Answer;

use leptos::prelude::*;

use super::{Facts, Workbench};
pub use crate::link::WaitsFor;
use crate::link::probe::DATA;

impl Facts {
    /// Takes in that the module waits, or no longer does.
    pub(super) fn hear_waiting(&mut self, event: &Event) {
        self.waits_for = match event {
            Event::Asks { end, until, .. } => Some(WaitsFor::Data { end: *end, until: until.map(|until| until.0) }),
            Event::DataModeEntered => Some(WaitsFor::CommandMode),
            _ => None,
        };
        self.may_ask = None;
        self.rest();
    }

    /// What the module waits for, or may wait for yet, at this moment in milliseconds: data whose prompt has come, is still to come, or came
    /// behind the end of its command.
    pub(super) fn unfinished(&self, now: u64) -> Option<WaitsFor> {
        let until = Some(now + millis(DATA));
        let of_command = |(_, end): (_, End)| WaitsFor::Data { end, until: end.patience().and(until) };
        // How much of the data a module has taken is known to it alone.
        let going_out = self.data_of.map(|_| WaitsFor::Data { end: End::Unknown, until });
        self.waits_for.or(going_out).or_else(|| self.may_ask.map(of_command))
    }
}

fn millis(span: Duration) -> u64 {
    u64::try_from(span.as_millis()).unwrap_or(u64::MAX)
}

impl Workbench {
    /// How many milliseconds are left until a moment.
    #[must_use]
    pub fn milliseconds_until(&self, moment: u64) -> u64 {
        moment.saturating_sub(self.now())
    }

    /// How many milliseconds have passed since a moment.
    #[must_use]
    pub fn milliseconds_since(&self, moment: u64) -> u64 {
        self.now().saturating_sub(moment)
    }

    /// How many commands wait for their turn.
    #[must_use]
    pub fn queued(&self) -> usize {
        let under_way = self.facts.with_untracked(|facts| facts.under_way.len());
        self.handle().map_or(0, |handle| handle.unanswered().saturating_sub(under_way))
    }

    /// Does what a person has chosen about it.
    pub fn answer(&self, answer: Answer) {
        match self.handle() {
            Ok(handle) => handle.answer(answer),
            // The port is only being asked yet.
            Err(_) => self.answer_probe(answer),
        }
    }
}

#[cfg(test)]
mod tests {
    use fibocom_at::{Failure, Rejection, Reply, RequestId, TimedOut};

    use super::*;
    use crate::link::DriverEvent;
    use crate::state::Phase;

    const ONE: RequestId = RequestId(1);

    fn behind(events: &[DriverEvent]) -> Facts {
        let mut facts = Facts { link: Phase::Ready, ..Facts::default() };
        events.iter().for_each(|event| facts.happened(event, 0));
        facts
    }

    fn started(request: RequestId) -> DriverEvent {
        DriverEvent::Engine(Event::Started(request))
    }

    fn data(end: End, until: Option<u64>) -> Option<WaitsFor> {
        Some(WaitsFor::Data { end, until })
    }

    #[test]
    fn data_is_unfinished_from_its_command_on_and_not_from_its_prompt() {
        for (end, until) in [(End::After(12), Some(34_000)), (End::AtControlZ, None), (End::Unknown, None)] {
            let mut facts = behind(&[started(ONE), DriverEvent::MayAsk(ONE, end)]);
            assert_eq!((facts.link, facts.unfinished(1_000)), (Phase::Busy, data(end, until)));
            facts.happened(&DriverEvent::Prompted, 0);
            assert_eq!(facts.unfinished(1_000), data(End::Unknown, Some(34_000)), "part of it may have gone");
            facts.happened(&DriverEvent::Engine(Event::Completed(ONE, Ok(Reply::default()))), 0);
            assert_eq!(facts.unfinished(1_000), None);
        }
        assert_eq!(behind(&[started(ONE)]).unfinished(0), None);
    }

    #[test]
    fn what_ends_a_command_without_a_word_of_its_data_leaves_it_unfinished() {
        let is_left = |failure: Failure| {
            let ended = DriverEvent::Engine(Event::Completed(ONE, Err(failure)));
            let mut facts = behind(&[started(ONE), DriverEvent::MayAsk(ONE, End::After(12)), ended]);
            let left = facts.unfinished(0).is_some();
            facts.happened(&started(RequestId(2)), 0);
            assert_eq!(facts.unfinished(0), None, "another command has the line");
            left
        };
        assert!(is_left(Failure::Cancelled) && is_left(Failure::Lost) && is_left(Failure::TimedOut(TimedOut::Prompt)));
        assert!(!is_left(Failure::Rejected(Rejection::Plain)) && !is_left(Failure::Rebooted));
    }

    #[test]
    fn data_mode_is_told_from_data() {
        let facts = behind(&[DriverEvent::Engine(Event::DataModeEntered)]);
        assert_eq!(facts.unfinished(0), Some(WaitsFor::CommandMode));
    }
}
