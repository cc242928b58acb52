//! Module Workbench, the browser app: everything that knows a browser.
//!
//! A library only so that `main.rs` and the tests that run in a browser can have the page and a few of its widgets.

#![expect(
    unreachable_pub,
    reason = "`pub` says what the rest of the page may name; nothing in here is for other crates"
)]

mod address;
mod app;
mod automation;
mod clock;
mod features;
mod gbk;
mod guard;
mod i18n;
mod later;
mod limits;
mod link;
mod offline;
mod parts;
mod piece;
mod policy;
mod private_files;
mod rescue;
mod state;
mod storage;
mod transport;
mod turns;
mod ui;
mod words;

pub use app::App;
pub use guard::watch_panics;
pub use rescue::rescues;
pub use state::demonstration;
pub use ui::{Button, Card, Code, FIELD_MAX, Field, Limit, Note, RowHeight, Tone, VirtualList, outside};
