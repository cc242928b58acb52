//! A value that an input shows and changes: usually a signal, or a value with the action that changes it.

use leptos::prelude::*;

/// What an input is bound to. A [`RwSignal`] turns into one by itself; [`Binding::new`] is for values that only an
/// action may change.
#[derive(Debug)]
pub struct Binding<T: Send + Sync + 'static> {
    read: Signal<T>,
    write: UnsyncCallback<(T,)>,
}

impl<T: Send + Sync + 'static> Clone for Binding<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Binding<T> {}

impl<T: Clone + Send + Sync + 'static> Binding<T> {
    /// Shows `read`, and calls `write` with what the user chose.
    pub fn new(read: impl Into<Signal<T>>, write: impl Fn(T) + 'static) -> Self {
        Self { read: read.into(), write: UnsyncCallback::new(move |(value,)| write(value)) }
    }

    /// A part of a larger value, for an input of its own.
    pub fn part<Whole: Send + Sync + 'static>(
        whole: RwSignal<Whole>,
        read: fn(&Whole) -> &T,
        write: fn(&mut Whole) -> &mut T,
    ) -> Self
    where
        T: PartialEq,
    {
        let value = Memo::new(move |_| whole.with(|whole| read(whole).clone()));
        Self::new(value, move |value| whole.update(|whole| *write(whole) = value))
    }

    /// The value now; the reader is told when it changes.
    #[must_use]
    pub fn get(&self) -> T {
        self.read.get()
    }

    /// The value now, without being told of changes.
    #[must_use]
    pub fn get_untracked(&self) -> T {
        self.read.get_untracked()
    }

    pub fn set(&self, value: T) {
        self.write.run((value,));
    }
}

impl<T: Clone + Send + Sync + 'static> From<RwSignal<T>> for Binding<T> {
    fn from(signal: RwSignal<T>) -> Self {
        Self::new(signal, move |value| signal.set(value))
    }
}
