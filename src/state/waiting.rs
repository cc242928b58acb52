//! What the module waits for, and what a person can do about it: data that nobody gave, or the end of data mode.

use fibocom_at::Event;
use fibocom_at::commands::End;
use fibocom_at::engine::Answer;

use super::{LinkState, Workbench};

/// What the module waits for. Nothing can be sent meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaitsFor {
    /// Data behind a prompt.
    Data {
        /// How the data ends.
        end: End,
        /// When the module gives up, at the latest, in milliseconds since the page was loaded.
        until: u64,
    },
    /// The end of data mode.
    CommandMode,
}

impl Workbench {
    /// Takes in that the module waits, or no longer does.
    pub(super) fn hear_waiting(&self, event: &Event) {
        let waits_for = match event {
            Event::Asks { end, until, .. } => Some(WaitsFor::Data { end: *end, until: until.0 }),
            Event::DataModeEntered => Some(WaitsFor::CommandMode),
            _ => None,
        };
        self.change(|facts| {
            facts.waits_for = waits_for;
            match waits_for {
                Some(_) if facts.link.is_up() => facts.link = LinkState::Prompt,
                None if facts.link == LinkState::Prompt => facts.link = LinkState::Ready,
                _ => {}
            }
        });
    }

    /// How many milliseconds are left until a moment.
    #[must_use]
    pub fn milliseconds_until(&self, moment: u64) -> u64 {
        self.session().map_or(0, |handle| moment.saturating_sub(handle.now()))
    }

    /// Does what a person has chosen about it.
    pub fn answer(&self, answer: Answer) {
        if let Ok(handle) = self.session() {
            handle.answer(answer);
        }
    }
}
