//! Where a long list has its rows from: only those in view are ever asked for.

use std::ops::Range;

use leptos::prelude::*;

use super::heights::Extent;

/// A source of rows, each with a sequence number that stays its own for life.
pub struct Rows<T: 'static> {
    extent: Signal<Extent>,
    fetch: UnsyncCallback<(Range<usize>,), Vec<(u64, T)>>,
    place: Option<UnsyncCallback<(u64,), Option<usize>>>,
}

impl<T: 'static> Clone for Rows<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: 'static> Copy for Rows<T> {}

impl<T: 'static> Rows<T> {
    /// Rows kept elsewhere. `extent` tells the list to look again, whether rows came, left or changed; `fetch` gives the
    /// rows in a range of places with their sequence numbers.
    pub fn new(extent: impl Into<Signal<Extent>>, fetch: impl Fn(Range<usize>) -> Vec<(u64, T)> + 'static) -> Self {
        Self { extent: extent.into(), fetch: UnsyncCallback::new(move |(range,)| fetch(range)), place: None }
    }

    /// The same, where sequence numbers do not ascend from row to row: `place` finds the place of one.
    #[must_use]
    pub fn found_by(self, place: impl Fn(u64) -> Option<usize> + 'static) -> Self {
        Self { place: Some(UnsyncCallback::new(move |(key,)| place(key))), ..self }
    }

    /// Where the row with this number stands. Numbers that ascend are found by halving.
    pub(super) fn place_of(&self, key: u64) -> Option<usize> {
        if let Some(place) = &self.place {
            return untrack(|| place.run((key,)));
        }
        let (mut low, mut high) = (0, self.extent_now().len);
        while low < high {
            let middle = low + (high - low) / 2;
            let (found, _) = self.fetch(middle..middle + 1).into_iter().next()?;
            match found.cmp(&key) {
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// Tells the reader when to look again.
    pub(super) fn track(&self) {
        self.extent.track();
    }

    /// How many there are now.
    pub(super) fn extent_now(&self) -> Extent {
        self.extent.get_untracked()
    }

    /// The rows in these places.
    pub(super) fn fetch(&self, range: Range<usize>) -> Vec<(u64, T)> {
        untrack(|| self.fetch.run((range,)))
    }
}

impl<T: Clone + Send + Sync + 'static> From<RwSignal<Vec<T>>> for Rows<T> {
    /// All rows in one signal, numbered by their place: for lists that only grow.
    fn from(all: RwSignal<Vec<T>>) -> Self {
        let extent = Signal::derive(move || Extent::of(all.with(Vec::len)));
        Self::new(extent, move |range| {
            let numbered =
                (range.start as u64..).zip(all.with_untracked(|all| all.get(range).unwrap_or_default().to_vec()));
            numbered.collect()
        })
    }
}
