//! What the module waits for, and what a person can do about it: data that nobody gave, or the end of data mode.

use fibocom_at::Event;
use fibocom_at::commands::End;
use fibocom_at::engine::Answer;

use leptos::prelude::*;

use super::{Facts, Workbench};

/// What the module waits for. Nothing can be sent meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaitsFor {
    /// Data behind a prompt.
    Data {
        /// How the data ends.
        end: End,
        /// When the module gives up, at the latest, in milliseconds since the page was loaded. `None` where nobody knows.
        until: Option<u64>,
    },
    /// The end of data mode.
    CommandMode,
}

impl Facts {
    /// Takes in that the module waits, or no longer does.
    pub(super) fn hear_waiting(&mut self, event: &Event) {
        self.waits_for = match event {
            Event::Asks { end, until, .. } => Some(WaitsFor::Data { end: *end, until: until.map(|until| until.0) }),
            Event::DataModeEntered => Some(WaitsFor::CommandMode),
            _ => None,
        };
        self.rest();
    }
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
