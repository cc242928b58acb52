//! Text that outlives the page: what this browser keeps for this page's address, a value a name.
//!
//! A browser may refuse to keep anything, in a private window or by policy. Then nothing is kept, and the page works all the
//! same. Nothing secret is ever put here.

use web_sys::Storage;

/// The value that is kept under a name.
pub(crate) fn read(name: &str) -> Option<String> {
    storage()?.get_item(name).ok().flatten()
}

/// Keeps a value under a name; whether the browser did.
pub(crate) fn write(name: &str, value: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(name, value).is_ok())
}

/// Keeps nothing under a name any more.
pub(crate) fn remove(name: &str) {
    if let Some(storage) = storage() {
        // A browser that kept something lets it go.
        let _ = storage.remove_item(name);
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
