//! What went over the wire as exchanges: a command with everything that belongs to it, or an unsolicited code by itself.
//!
//! The Wire panel and the Terminal both show exchanges and both send command lines. What they share lives here: the grouping of
//! the journal, the filter, the history of typed lines, and the view. It reads the state and knows no screen.

mod bytes;
mod divider;
mod filter;
mod group;
mod history;
pub mod log;
mod look_up;
mod remembered;
mod row;
mod sending;
mod store;
pub mod tools;
mod wall_clock;
mod window;

pub use bytes::{hex_pairs, visible, visible_lines};
pub use divider::divider;
pub use filter::{Filter, Kind};
pub use group::{Exchange, Grouped, Origin};
pub use history::{History, Recall};
pub use log::{ExchangeLog, LogView};
pub use remembered::Remembered;
pub use sending::{Doubts, Mark, SendState, send_line};
pub use store::{Exchanges, provide_exchanges, use_exchanges};
pub use tools::{ClearButton, FilterBar, PauseButton, SaveMenu};
pub use wall_clock::WallClock;
