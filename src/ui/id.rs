//! Element ids that are unique on the page, for labels and descriptions that point at each other.

use std::cell::Cell;

thread_local! {
    static NEXT: Cell<u32> = const { Cell::new(1) };
}

/// A new id: the prefix, a dash and a number that no other id of this page has.
#[must_use]
pub fn fresh(prefix: &str) -> String {
    NEXT.with(|next| {
        let number = next.get();
        next.set(number.wrapping_add(1));
        format!("{prefix}-{number}")
    })
}

/// The value of `aria-describedby`: the ids whose part is present, or nothing.
#[must_use]
pub(super) fn described_by<const N: usize>(parts: [(&str, bool); N]) -> Option<String> {
    let ids: Vec<&str> = parts.into_iter().filter_map(|(id, present)| present.then_some(id)).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_ids_differ() {
        assert_ne!(fresh("field"), fresh("field"));
    }

    #[test]
    fn absent_parts_are_not_described() {
        assert_eq!(described_by([("hint", true), ("error", false), ("count", true)]).as_deref(), Some("hint count"));
        assert_eq!(described_by([("hint", false)]), None);
    }
}
