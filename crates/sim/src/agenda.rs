//! What is going to happen, in the order of its times and, at one time, in the order it was planned.

use std::collections::BTreeMap;

use crate::time::Timestamp;

/// Things with their times.
#[derive(Debug)]
pub(crate) struct Agenda<T> {
    entries: BTreeMap<(Timestamp, u64), T>,
    planned: u64,
}

impl<T> Default for Agenda<T> {
    fn default() -> Self {
        Self { entries: BTreeMap::new(), planned: 0 }
    }
}

impl<T> Agenda<T> {
    /// Plans something.
    pub(crate) fn add(&mut self, at: Timestamp, thing: T) {
        self.planned += 1;
        self.entries.insert((at, self.planned), thing);
    }

    /// Takes the first thing whose time has come.
    pub(crate) fn pop(&mut self, now: Timestamp) -> Option<(Timestamp, T)> {
        let entry = self.entries.first_entry()?;
        let at = entry.key().0;
        (at <= now).then(|| (at, entry.remove()))
    }

    /// The time of the first thing.
    pub(crate) fn next(&self) -> Option<Timestamp> {
        self.entries.keys().next().map(|(at, _)| *at)
    }

    /// Takes things off.
    pub(crate) fn remove(&mut self, unwanted: impl Fn(&T) -> bool) {
        self.entries.retain(|_, thing| !unwanted(thing));
    }

    /// Takes everything off.
    pub(crate) fn clear(&mut self) {
        self.entries.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_happen_in_order_and_not_before_their_time() {
        let mut agenda = Agenda::default();
        agenda.add(Timestamp::from_millis(20), "late");
        agenda.add(Timestamp::from_millis(10), "first");
        agenda.add(Timestamp::from_millis(10), "second");
        assert_eq!(agenda.next(), Some(Timestamp::from_millis(10)));
        let now = Timestamp::from_millis(15);
        assert_eq!(agenda.pop(now).unwrap().1, "first");
        assert_eq!(agenda.pop(now).unwrap().1, "second");
        assert_eq!(agenda.pop(now), None);
    }
}
