//! Where a long list has its rows from: only those in view are ever asked for.

use std::ops::Range;

use leptos::prelude::*;

use super::heights::Extent;

/// A source of rows, each with a sequence number that stays its own for life.
pub struct Rows<T: 'static> {
    extent: Signal<Extent>,
    fetch: UnsyncCallback<(Range<usize>,), Vec<(u64, T)>>,
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
        Self { extent: extent.into(), fetch: UnsyncCallback::new(move |(range,)| fetch(range)) }
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
