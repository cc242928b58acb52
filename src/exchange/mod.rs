//! What went over the wire as exchanges: a command with everything that belongs to it, or an unsolicited code by itself.
//!
//! The Wire panel and the Terminal both show exchanges and both send command lines. What they share lives here: the view of the
//! record, and the history of typed lines. It reads the state and knows no screen.

mod bytes;
mod copied;
mod divider;
mod draw;
mod history;
pub mod log;
mod look_up;
pub mod open;
mod remembered;
mod row;
pub mod save;
mod sending;
mod slice;
mod store;
pub mod tools;
mod wall_clock;

pub use bytes::{hex_pairs, visible, visible_lines};
pub use divider::divider;
pub use history::{History, Recall};
pub use log::{ExchangeLog, LogView};
pub use open::{OpenButton, SessionFileNote};
pub use remembered::Remembered;
pub use save::SaveMenu;
pub use sending::{Doubts, Mark, SendState, send_line, takes_no_commands};
pub use store::{SharedLog, provide_shared_log, use_shared_log};
pub use tools::{ClearButton, FilterBar, PauseButton};
pub use wall_clock::WallClock;
