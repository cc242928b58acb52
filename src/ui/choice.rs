//! One of several values to choose from, and how arrow keys walk through them.

use super::outside::seen;
use super::tone::Tone;

/// A value, what it is called, and why it cannot be chosen if it cannot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice<T> {
    pub value: T,
    /// What it is called on the page.
    pub label: String,
    /// How it stands, in a word beside its name.
    pub standing: Option<(Tone, String)>,
    /// Why it cannot be chosen now.
    pub disabled_reason: Option<String>,
}

impl<T> Choice<T> {
    /// A value that can be chosen.
    pub fn new(value: T, label: impl Into<String>) -> Self {
        Self { value, label: seen(label.into()), standing: None, disabled_reason: None }
    }

    /// The same choice, with a word on how it stands.
    #[must_use]
    pub fn stands(mut self, tone: Tone, word: impl Into<String>) -> Self {
        self.standing = Some((tone, seen(word.into())));
        self
    }

    /// The same choice, not to be had while there is a reason.
    #[must_use]
    pub fn unless(mut self, reason: Option<String>) -> Self {
        self.disabled_reason = reason;
        self
    }
}

/// Where a key takes the focus among choices in a row or column: `None` for a key that does not move.
///
/// `open` says for each choice whether it can be reached; arrows wrap around, Home and End go to the ends.
pub(super) fn walk(key: &str, at: usize, open: &[bool]) -> Option<usize> {
    let count = open.len();
    let reachable = |index: &usize| open.get(*index).copied().unwrap_or(false);
    match key {
        "ArrowRight" | "ArrowDown" => (1..=count).map(|step| (at + step) % count).find(reachable),
        "ArrowLeft" | "ArrowUp" => (1..=count).map(|step| (at + count - step) % count).find(reachable),
        "Home" => (0..count).find(reachable),
        "End" => (0..count).rev().find(reachable),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_wrap_and_skip_what_cannot_be_reached() {
        let open = [true, false, true];
        let rows = [
            ("ArrowRight", 0, Some(2)),
            ("ArrowDown", 2, Some(0)),
            ("ArrowLeft", 0, Some(2)),
            ("ArrowUp", 2, Some(0)),
            ("Home", 2, Some(0)),
            ("End", 0, Some(2)),
            ("a", 0, None),
        ];
        for (key, at, expected) in rows {
            assert_eq!(walk(key, at, &open), expected, "{key} at {at}");
        }
    }

    #[test]
    fn nothing_to_reach_moves_nowhere() {
        assert_eq!(walk("ArrowRight", 0, &[]), None);
        assert_eq!(walk("End", 0, &[false, false]), None);
    }
}
