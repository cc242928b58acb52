//! What may outlive the person at the page? One policy, made once from the address before anything is stored: on a person's own computer this browser
//! keeps what makes the next visit easier; in a kiosk, where the next visitor is somebody else, nothing that a visitor typed or a module said.
//!
//! Whoever stores anything asks it: `storage.rs` and `private_files.rs`, which are the only ways to storage (`tests/architecture/storage.rs`).

use std::cell::Cell;

/// What makes a page a kiosk: one of these parts of its address, behind `?`. `index.html` looks for the same before this code is there.
const ASKS: [&str; 3] = ["kiosk", "kiosk=1", "kiosk=true"];

thread_local! {
    static MADE: Cell<Option<Policy>> = const { Cell::new(None) };
}

/// Whose page it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Policy {
    /// One person's.
    Own,
    /// That of visitors who come and go.
    Kiosk,
}

impl Policy {
    /// The policy of this page. What the address becomes later changes nothing in it.
    pub(crate) fn of_this_page() -> Self {
        MADE.get().unwrap_or_else(|| {
            let made = here();
            MADE.set(Some(made));
            made
        })
    }

    /// The policy that an address asks for, by its part from `?` on.
    fn asked_for(search: &str) -> Self {
        let is_asked_for = search.trim_start_matches('?').split('&').any(|part| ASKS.contains(&part));
        if is_asked_for { Self::Kiosk } else { Self::Own }
    }

    /// Whether the browser keeps anything for this page: half-filled forms, typed lines, what was saved, what ports said, notes about them. Where
    /// it keeps nothing, it also gives back nothing that a page of another policy left.
    pub(crate) const fn keeps(self) -> bool {
        matches!(self, Self::Own)
    }

    /// Whether lines that memory has no room for go to files, however well encrypted.
    pub(crate) const fn spills(self) -> bool {
        matches!(self, Self::Own)
    }

    /// Whether the address leads to all screens. A kiosk has no other than its own.
    pub(crate) const fn has_screens(self) -> bool {
        matches!(self, Self::Own)
    }
}

/// Asks the address, and has the page look like what it is. Without a browser, as in native tests, nobody comes and goes.
fn here() -> Policy {
    if !cfg!(target_family = "wasm") {
        return Policy::Own;
    }
    let Some(window) = web_sys::window() else { return Policy::Kiosk };
    // A page whose address cannot be read keeps nothing.
    let policy = window.location().search().map_or(Policy::Kiosk, |search| Policy::asked_for(&search));
    if let Some(root) = window.document().and_then(|document| document.document_element())
        && policy == Policy::Kiosk
    {
        // A valid name of an attribute is never refused. The guard and the style sheets look at it.
        let _ = root.set_attribute("data-kiosk", "");
    }
    policy
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn index_html_looks_for_the_same_before_this_code_is_there() {
        let asks = "/^kiosk(=1|=true)?$/.test(part)";
        assert!(include_str!("../index.html").contains(asks), "{asks}");
    }

    #[test]
    fn an_address_asks_for_a_kiosk_by_one_part_and_by_nothing_that_looks_like_it() {
        for (search, expected) in [
            ("?kiosk=1", Policy::Kiosk),
            ("?kiosk=1&series=L610", Policy::Kiosk),
            ("?lang=en&kiosk=1", Policy::Kiosk),
            ("?kiosk", Policy::Kiosk),
            ("?kiosk&lang=en", Policy::Kiosk),
            ("?kiosk=true", Policy::Kiosk),
            ("", Policy::Own),
            ("?kiosk=0", Policy::Own),
            ("?kiosk=false", Policy::Own),
            ("?kiosks", Policy::Own),
            ("?kiosk=10", Policy::Own),
            ("?nokiosk=1", Policy::Own),
            ("?a=kiosk=1", Policy::Own),
        ] {
            assert_eq!(Policy::asked_for(search), expected, "{search}");
        }
    }

    #[test]
    fn a_kiosk_keeps_nothing_and_leads_nowhere_else() {
        for (policy, allows) in [(Policy::Own, true), (Policy::Kiosk, false)] {
            assert_eq!([policy.keeps(), policy.spills(), policy.has_screens()], [allows; 3], "{policy:?}");
        }
    }
}
