//! The session file: a record with what is known about it, as JSON lines that other programs can read. docs/session-file.md describes it.
//!
//! A file is written with a [`Writer`] and read with a [`Reader`], a piece at a time, or as a whole as a [`Session`].

mod entry;
mod header;
mod json;
mod link;
mod load;
mod names;
mod object;
mod problem;
mod reader;
mod row;
mod time;
mod whole;
mod writer;

#[cfg(test)]
mod schema;

pub use header::{Header, Hidden, Masking, Module};
pub use json::{Json, Members};
pub use load::Load;
pub use names::name_of_role;
pub use problem::{Problem, ProblemKind};
pub use reader::{Item, Limits, Reader};
pub use whole::{Beside, Kept, Session};
pub use writer::Writer;

pub(crate) use names::{direction_name, role_name};
pub(crate) use time::Iso;

/// What the first line of a file says of its format.
pub const FORMAT: &str = "module-workbench-session";

/// The version of the format that is written here. Version 0 is a file without a first line about itself.
pub const VERSION: u32 = 1;
