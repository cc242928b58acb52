//! A command line that a person types: checked, sent, and kept to be had again.

mod history;
mod remembered;
mod sending;

pub use history::{History, Recall, may_outlive_the_page};
pub use remembered::Remembered;
pub use sending::{Doubts, Mark, SendState, send_line, takes_no_commands};
