//! Module Workbench, the browser app: everything that knows a browser.

pub mod address;
pub mod app;
mod automation;
mod clock;
pub mod features;
pub mod guard;
pub mod i18n;
mod later;
mod limits;
pub mod link;
pub mod parts;
pub mod piece;
pub mod state;
mod storage;
pub mod transport;
pub mod ui;
pub mod words;

pub use app::App;
