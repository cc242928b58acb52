//! Text that outlives the page: what this browser keeps for this page's address, each value under a name of its own.
//!
//! A browser may refuse to keep anything, in a private window or by policy, and a kiosk keeps nothing (`policy.rs`). Then nothing is kept, and the page works all the
//! same. Nothing secret is put here, but for a
//! device's secret that a person wants remembered and was told what that means.

use std::sync::atomic::{AtomicBool, Ordering};

use leptos::prelude::*;
use web_sys::Storage;

use crate::limits::STORED;
use crate::policy::Policy;

/// How the names of all values begin.
const OURS: [&str; 3] = ["module-workbench.", "credentials-", "publish-"];

/// How the names of half-filled forms begin.
pub(crate) const DRAFTS: &str = "module-workbench.draft.";

/// Under which names typed lines are kept, and that none is to be kept.
pub(crate) const TYPED_LINES: &str = "module-workbench.history";
pub(crate) const NO_TYPED_LINES: &str = "module-workbench.history.off";

/// Whether nothing is kept any more until the page is loaded anew.
static IS_OVER: AtomicBool = AtomicBool::new(false);

/// Keeps nothing any more: what is written when the page is left would come behind what was forgotten.
pub(crate) fn keep_no_more() {
    IS_OVER.store(true, Ordering::Relaxed);
}

/// Removes every value whose name is meant.
pub(crate) fn forget(keep: Keep, is_meant: impl Fn(&str) -> bool) {
    keep.names().iter().filter(|name| is_meant(name)).for_each(|name| keep.remove(name));
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

    /// The names of all that this page keeps. One origin may have pages of others, which keep things under other names.
    fn names(self) -> Vec<String> {
        let Some(storage) = self.storage() else { return Vec::new() };
        let count = storage.length().unwrap_or_default();
        let names = (0..count).filter_map(|at| storage.key(at).ok().flatten());
        names.filter(|name| OURS.iter().any(|ours| name.starts_with(ours))).collect()
    }

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
}
