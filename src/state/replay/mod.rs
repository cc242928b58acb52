//! The replay of a session file: the screens show what was true at a place of it, and nothing is sent.

mod lanes;
mod learn;
mod machine;
mod tape;
#[cfg(test)]
mod tests;

use std::rc::Rc;

use leptos::prelude::*;

use super::session_file::Aside;
use super::{WorkError, Workbench};
use crate::link;

pub(in crate::state) use machine::Machine;

pub use lanes::{Lane, Stood};
pub use tape::{Tape, Winding};

/// So many lines are written behind those that are shown; where they are more, the record is taken as it was then.
const WRITTEN: u64 = 4_096;

/// Where a replay is.
#[derive(Debug)]
pub(super) struct Replay {
    pub(super) tape: Rc<Tape>,
    /// What is true before the line of the number that the replay is at.
    pub(super) machine: Machine,
    pub(super) at: u64,
}

impl Workbench {
    /// The number of the line that the replay shows next; `None` while nothing is replayed.
    #[must_use]
    pub fn replay_place(&self) -> Signal<Option<u64>> {
        self.place.into()
    }

    /// The record that is replayed.
    #[must_use]
    pub fn tape(&self) -> Option<Rc<Tape>> {
        self.inner.with_value(|inner| Some(Rc::clone(&inner.aside.as_ref()?.replay.tape)))
    }

    /// Why nothing can be sent: the name of the file that is replayed.
    #[must_use]
    pub fn replayed(&self) -> Option<String> {
        self.session_file.with(|file| file.as_ref().map(|file| file.name.clone()))
    }

    /// Goes to the place before the line of this number, and shows everything as it was then. A number outside the file is its beginning or
    /// its end, and one that no line has is behind the line before it.
    pub fn replay_to(&self, number: u64) {
        let wound = self.inner.try_update_value(|inner| {
            let Aside { replay, .. } = inner.aside.as_mut()?;
            let tape = Rc::clone(&replay.tape);
            let number = tape.settled(number);
            tape.wind_machine(&mut replay.machine, replay.at, number);
            replay.at = number;
            let mut shown = inner.record.borrow_mut();
            if number < shown.next() || number > tape.further(shown.next(), WRITTEN) {
                *shown = tape.whole().until(number);
            } else {
                let next = shown.next();
                for entry in tape.whole().since(next).take_while(|entry| entry.number < number) {
                    shown.skip_to(entry.number);
                    shown.write(entry.line);
                }
            }
            tape.wind_messages(&mut inner.messages.borrow_mut(), number);
            inner.told = shown.next();
            Some((replay.machine.facts().clone(), number))
        });
        let Some((facts, number)) = wound.flatten() else { return };
        if self.facts.with_untracked(|shown| *shown != facts) {
            self.facts.set(facts);
        }
        if self.place.get_untracked() != Some(number) {
            self.place.set(Some(number));
            self.record_version.update(|version| *version += 1);
            self.messages_changed();
            self.tell(super::Notice::State);
        }
    }

    /// Refuses while a file is replayed.
    pub(in crate::state) fn sends_nothing_of_a_replay(&self) -> Result<(), WorkError> {
        let file = self.session_file.with_untracked(|file| file.as_ref().map(|file| file.name.clone()));
        file.map_or(Ok(()), |name| Err(WorkError::Replay(name)))
    }

    /// The moment that is shown, in milliseconds since the record's zero: now, or that of a replay.
    #[must_use]
    pub fn now(&self) -> u64 {
        let replayed = self.inner.with_value(|inner| {
            let replay = &inner.aside.as_ref()?.replay;
            Some(replay.tape.time_before(replay.at))
        });
        replayed.unwrap_or_else(link::now_in_browser)
    }
}
