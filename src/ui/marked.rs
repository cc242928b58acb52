//! Which of many rows is the marked one: told to each row by a signal of its own, which goes when the row does.
//!
//! A signal that outlives its readers keeps an entry for each that ever read it, until it changes. Rows come and go by the thousand, so
//! they do not read what outlives them.

use std::collections::HashMap;

use leptos::prelude::*;

/// What marks at most one row, or the rows that share a key. Copies share it.
pub struct Marked<K: Send + Sync + 'static> {
    key: Signal<Option<K>>,
    rows: StoredValue<Rows<K>>,
}

struct Rows<K> {
    next: u64,
    known: HashMap<u64, (K, RwSignal<bool>)>,
}

impl<K: Send + Sync> Clone for Marked<K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K: Send + Sync> Copy for Marked<K> {}

impl<K: Clone + PartialEq + Send + Sync + 'static> Marked<K> {
    /// Follows the key of the marked row.
    pub fn new(key: impl Into<Signal<Option<K>>>) -> Self {
        let key = key.into();
        let rows = StoredValue::new(Rows { next: 0, known: HashMap::<u64, (K, RwSignal<bool>)>::new() });
        Effect::new(move |_| {
            let marked = key.get();
            // A row that hears of it may draw others, so nothing is held meanwhile.
            let known: Vec<_> = rows.with_value(|rows| rows.known.values().cloned().collect());
            for (key, is_marked) in known {
                let now = marked.as_ref() == Some(&key);
                if is_marked.try_get_untracked().is_some_and(|before| before != now) {
                    is_marked.set(now);
                }
            }
        });
        Self { key, rows }
    }

    /// Whether the row with this key is marked. Belongs to the row that asks.
    #[must_use]
    pub fn is(self, key: K) -> Signal<bool> {
        let is_marked = RwSignal::new(self.key.with_untracked(|marked| marked.as_ref() == Some(&key)));
        let number = self.rows.try_update_value(|rows| {
            rows.next += 1;
            rows.known.insert(rows.next, (key, is_marked));
            rows.next
        });
        on_cleanup(move || {
            if let Some(number) = number {
                self.rows.try_update_value(|rows| rows.known.remove(&number));
            }
        });
        is_marked.into()
    }
}
