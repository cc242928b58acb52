//! Text that outlives the page: what this browser keeps for this page's address, each value under a name of its own.
//!
//! A browser may refuse to keep anything, in a private window or by policy, and a kiosk keeps nothing (`policy.rs`). Then nothing is kept, and the page works all the
//! same. Nothing secret is put here, but for a
//! device's secret that a person wants remembered and was told what that means.

use std::sync::atomic::{AtomicBool, Ordering};

use leptos::prelude::*;
#[cfg(not(all(test, not(target_family = "wasm"))))]
use web_sys::Storage;

use crate::limits::STORED;
use crate::policy::Policy;
#[cfg(all(test, not(target_family = "wasm")))]
use native::Storage;

/// How the names of all values begin.
const OURS: [&str; 3] = ["module-workbench.", "credentials-", "publish-"];

/// How the names of half-filled forms begin.
pub(crate) const DRAFTS: &str = "module-workbench.draft.";

/// Under which names typed lines are kept, and that none is to be kept.
pub(crate) const TYPED_LINES: &str = "module-workbench.history";
pub(crate) const NO_TYPED_LINES: &str = "module-workbench.history.off";

/// What tells the other tabs of this page that all is to be forgotten, and what it says: it is removed again at once.
const FORGET: &str = "module-workbench.forget";
const NOW: &str = "now";

/// What stands behind the name of a value that could not be read.
const BESIDE: &str = ".unread";

/// Whether nothing is kept any more until the page is loaded anew.
static IS_OVER: AtomicBool = AtomicBool::new(false);

/// Keeps nothing any more: what is written when the page is left would come behind what was forgotten.
pub(crate) fn keep_no_more() {
    IS_OVER.store(true, Ordering::Relaxed);
}

/// Tells the other tabs of this page that all is to be forgotten: what they hold would be kept anew with their next change.
pub(crate) fn tell_to_forget() {
    Keep::InBrowser.write(FORGET, NOW);
    Keep::InBrowser.remove(FORGET);
}

/// Has something done when another tab says that, for as long as the owner lives.
pub(crate) fn when_told_to_forget(then: impl Fn() + 'static) {
    let listener = window_event_listener(leptos::ev::storage, move |event| {
        if event.key().as_deref() == Some(FORGET) && event.new_value().as_deref() == Some(NOW) {
            then();
        }
    });
    on_cleanup(move || listener.remove());
}

/// Removes every value whose name is meant.
pub(crate) fn forget(keep: Keep, is_meant: impl Fn(&str) -> bool) {
    keep.names().iter().filter(|name| is_meant(name)).for_each(|name| keep.remove(name));
}

/// Whether a value is JSON that says the same as another, whatever the order of its members: what was read of it is all of it then.
pub(crate) fn says_the_same(one: &str, other: &str) -> bool {
    let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).ok();
    value(one).is_some_and(|one| value(other).is_some_and(|other| one == other))
}

/// Where a value is kept that could not be read: it is one of ours by the beginning of its name, and is forgotten with the others.
fn beside(name: &str) -> String {
    format!("{name}{BESIDE}")
}

/// Has something done whenever another tab has changed what the browser keeps under a name, for as long as the owner lives: whoever shows it, and writes
/// all of it at once, would undo what the other tab did.
pub(crate) fn when_changed_elsewhere(name: &'static str, then: impl Fn() + 'static) {
    let listener = window_event_listener(leptos::ev::storage, move |event| {
        // Without a name, all of it was removed.
        if event.key().is_none_or(|changed| changed == name) {
            then();
        }
    });
    on_cleanup(move || listener.remove());
}

/// How long a value is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    /// Until it is removed.
    InBrowser,
    /// Until the tab is closed.
    InTab,
}

impl Keep {
    /// The value that is kept under a name. A value longer than any that this page writes is ignored.
    pub(crate) fn read(self, name: &str) -> Option<String> {
        self.storage()?.get_item(name).ok().flatten().filter(|value| STORED.admit(value.len()).is_ok())
    }

    /// What the value under a name says: `read` gives all of it, or as an error the part that this page can read, nothing perhaps. A newer page may
    /// have written the others, and what is kept here next takes their place. So such a value is put beside, under a name of its own, as it was:
    /// the newest one of each name.
    pub(crate) fn read_as<T: Default>(self, name: &str, read: impl FnOnce(&str) -> Result<T, T>) -> T {
        let Some(value) = self.read(name) else { return T::default() };
        read(&value).unwrap_or_else(|part| {
            self.write(&beside(name), &value);
            part
        })
    }

    /// Keeps a value under a name; whether the browser did.
    pub(crate) fn write(self, name: &str, value: &str) -> bool {
        !IS_OVER.load(Ordering::Relaxed) && self.storage().is_some_and(|storage| storage.set_item(name, value).is_ok())
    }

    /// Keeps nothing under a name any more.
    pub(crate) fn remove(self, name: &str) {
        if let Some(storage) = self.storage() {
            // A browser that kept something lets it go.
            let _ = storage.remove_item(name);
        }
    }

    /// The same, and nothing of what could not be read of it.
    pub(crate) fn remove_all(self, name: &str) {
        self.remove(name);
        self.remove(&beside(name));
    }

    /// The names of all that this page keeps. One origin may have pages of others, which keep things under other names.
    fn names(self) -> Vec<String> {
        let Some(storage) = self.storage() else { return Vec::new() };
        let count = storage.length().unwrap_or_default();
        let names = (0..count).filter_map(|at| storage.key(at).ok().flatten());
        names.filter(|name| OURS.iter().any(|ours| name.starts_with(ours))).collect()
    }

    #[cfg(not(all(test, not(target_family = "wasm"))))]
    fn storage(self) -> Option<Storage> {
        if !Policy::of_this_page().keeps() {
            return None;
        }
        let window = web_sys::window()?;
        match self {
            Self::InBrowser => window.local_storage(),
            Self::InTab => window.session_storage(),
        }
        .ok()
        .flatten()
    }

    #[cfg(all(test, not(target_family = "wasm")))]
    fn storage(self) -> Option<Storage> {
        Policy::of_this_page().keeps().then_some(Storage(self))
    }
}

/// What native tests have in the place of a browser.
#[cfg(all(test, not(target_family = "wasm")))]
mod native {
    use std::cell::RefCell;
    use std::collections::BTreeMap;
    use std::convert::Infallible;

    use super::Keep;

    thread_local! {
        static KEPT: RefCell<BTreeMap<(bool, String), String>> = const { RefCell::new(BTreeMap::new()) };
    }

    pub(super) struct Storage(pub(super) Keep);

    impl Storage {
        fn name(&self, name: &str) -> (bool, String) {
            (self.0 == Keep::InTab, name.to_owned())
        }

        pub(super) fn get_item(&self, name: &str) -> Result<Option<String>, Infallible> {
            Ok(KEPT.with_borrow(|kept| kept.get(&self.name(name)).cloned()))
        }

        pub(super) fn set_item(&self, name: &str, value: &str) -> Result<(), Infallible> {
            KEPT.with_borrow_mut(|kept| kept.insert(self.name(name), value.to_owned()));
            Ok(())
        }

        pub(super) fn remove_item(&self, name: &str) -> Result<(), Infallible> {
            KEPT.with_borrow_mut(|kept| kept.remove(&self.name(name)));
            Ok(())
        }

        fn names(&self) -> Vec<String> {
            let is_here = |(in_tab, _): &&(bool, String)| *in_tab == (self.0 == Keep::InTab);
            KEPT.with_borrow(|kept| kept.keys().filter(is_here).map(|(_, name)| name.clone()).collect())
        }

        pub(super) fn length(&self) -> Result<u32, Infallible> {
            Ok(u32::try_from(self.names().len()).unwrap_or(u32::MAX))
        }

        pub(super) fn key(&self, at: u32) -> Result<Option<String>, Infallible> {
            Ok(self.names().into_iter().nth(at as usize))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_newer_page_wrote_is_kept_beside_what_this_one_writes() {
        let (name, newer) = ("module-workbench.test", "2: one, two");
        let keep = Keep::InBrowser;
        let read = |text: &str| text.parse::<u32>().map_err(|_| 0);
        assert_eq!(keep.read_as(name, read), 0);
        assert!(keep.write(name, newer));
        assert_eq!(keep.read_as(name, read), 0);
        assert!(keep.write(name, "7"));
        assert_eq!((keep.read_as(name, read), keep.read(&beside(name)).as_deref()), (7, Some(newer)));
        // It is one of ours: who has everything forgotten forgets it, too.
        assert!(keep.names().contains(&beside(name)));
        keep.remove_all(name);
        assert_eq!(keep.names(), Vec::<String>::new());
    }
}
