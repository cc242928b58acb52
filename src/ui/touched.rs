//! Which inputs a person has changed or left: only their mistakes are shown.

use std::{collections::HashSet, hash::Hash};

use leptos::prelude::*;

/// The inputs of a form whose mistakes are shown, by name. Copies share it.
#[derive(Debug)]
pub struct Touched<Name: Send + Sync + 'static>(RwSignal<HashSet<Name>>);

impl<Name: Send + Sync + 'static> Clone for Touched<Name> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Name: Send + Sync + 'static> Copy for Touched<Name> {}

impl<Name: Send + Sync + 'static> Default for Touched<Name> {
    /// No input was touched.
    fn default() -> Self {
        Self(RwSignal::new(HashSet::new()))
    }
}

impl<Name: Eq + Hash + Send + Sync + 'static> Touched<Name> {
    /// From now on the mistakes of this input are shown.
    pub fn touch(self, name: Name) {
        if !self.0.with_untracked(|touched| touched.contains(&name)) {
            self.0.update(|touched| {
                touched.insert(name);
            });
        }
    }

    /// Whether its mistakes are shown; the reader is told when that changes.
    #[must_use]
    pub fn has(self, name: &Name) -> bool {
        self.0.with(|touched| touched.contains(name))
    }
}
