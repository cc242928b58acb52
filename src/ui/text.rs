//! A text that may be absent, and that may change: hints, errors, reasons.

use leptos::prelude::*;

use super::outside::seen;

/// What an optional text prop takes: a text, an `Option`, a signal of either, or a closure that gives an `Option`.
#[derive(Clone, Copy, Debug, Default)]
pub struct MaybeText(Option<Signal<Option<String>>>);

impl MaybeText {
    /// The text now; the reader is told when it changes.
    #[must_use]
    pub fn get(&self) -> Option<String> {
        self.0.and_then(|text| text.get()).map(seen)
    }

    /// The text now, without being told of changes.
    #[must_use]
    pub fn get_untracked(&self) -> Option<String> {
        self.0.and_then(|text| text.get_untracked()).map(seen)
    }
}

impl From<&str> for MaybeText {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<String> for MaybeText {
    fn from(text: String) -> Self {
        Some(text).into()
    }
}

impl From<Option<String>> for MaybeText {
    fn from(text: Option<String>) -> Self {
        Self(Some(Signal::stored(text)))
    }
}

impl From<Signal<Option<String>>> for MaybeText {
    fn from(text: Signal<Option<String>>) -> Self {
        Self(Some(text))
    }
}

impl From<Signal<String>> for MaybeText {
    fn from(text: Signal<String>) -> Self {
        Self(Some(Signal::derive(move || Some(text.get()))))
    }
}

impl From<RwSignal<Option<String>>> for MaybeText {
    fn from(text: RwSignal<Option<String>>) -> Self {
        Self(Some(text.into()))
    }
}

impl From<Memo<Option<String>>> for MaybeText {
    fn from(text: Memo<Option<String>>) -> Self {
        Self(Some(text.into()))
    }
}

impl<F> From<F> for MaybeText
where
    F: Fn() -> Option<String> + Send + Sync + 'static,
{
    fn from(text: F) -> Self {
        Self(Some(Signal::derive(text)))
    }
}
