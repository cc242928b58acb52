//! Takes secrets out of what leaves the page: found by their places, by their looks and by their values.
//!
//! For a file: [`Look`] at all lines, make a [`Plan`], let a person change it, and write what [`Plan::lines`] gives. For one line
//! on the screen or for a listener: [`Live`]. Both find by the same rules.
//!
//! - **By place**: [`fibocom_at::secrets`] knows the arguments of commands and the values of replies. What nobody knows is closed.
//! - **By looks**: identities, members and parameters named like secrets, tokens, `user:password@host`, private keys.
//! - **By value**: what was given as a secret ([`Secrets`]), and what was found in any other way, wherever it comes back, in any of
//!   the notations of [`views`]: escapes, hex, base64, UTF-16, across line ends, and cut off.
//!
//! What stands in for a value is no value for any of these, so a line that was masked stays as it is.

mod digits;
mod forms;
mod frames;
mod grams;
mod inspector;
mod keys;
mod live;
mod look;
mod marks;
mod matcher;
mod members;
mod memo;
mod messages;
mod normal;
mod pass;
mod patterns;
mod plan;
mod quiet;
mod reading;
mod replace;
mod secrets;
mod settled;
mod shapes;
mod stand_in;
mod stream;
mod tokens;
mod urls;
mod views;
mod words;

pub use fibocom_at::secrets::Kind;
pub use live::Live;
pub use look::Look;
pub use pass::{Carried, Counting, CountingPart, Counts, Masked};
pub use plan::{Found, Plan};
pub use secrets::{LetGo, Secrets};

#[cfg(test)]
mod tests;
