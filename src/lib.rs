//! Module Workbench, the browser app: everything that knows a browser.

pub mod address;
pub mod app;
mod automation;
mod clock;
pub mod exchange;
pub mod features;
pub mod guard;
pub mod i18n;
mod later;
mod limits;
pub mod link;
pub mod piece;
mod series;
pub mod state;
mod storage;
pub mod topic;
pub mod transport;
pub mod ui;
pub mod words;

pub use app::App;
