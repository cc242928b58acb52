//! Walkthroughs: a document of steps, the checker that says what it can do to a module, and the runner that leads through it.
//!
//! A [`Document`] comes from a link, a file or the [`library`]. [`check`](fn@check) reads it as something hostile: what it gives back,
//! [`Checked`], ends within a known number of commands and lists every one of them. A [`Runner`] needs the [`Agreement`] of a person to that list. It
//! does no I/O: it says what to show and what to send, and is told what came back, what the person did and what time it is.

mod action;
mod check;
mod condition;
mod danger;
mod document;
pub mod draft;
mod graph;
mod kind;
pub mod library;
mod limits;
pub mod link;
mod part;
mod picture;
mod problem;
mod runner;
#[cfg(test)]
mod schema;
mod slot;
mod template;
mod words;

pub use action::Asks;
pub use check::{Agreement, Checked, Listed, Outlook, check, outlook, parse, read};
pub use condition::Heard;
pub use danger::{Danger, danger};
pub use document::{
    Again, Branch, CheckWhat, Condition, Document, Does, Ending, From, Good, Keep, Kind, KindName, Name, OneOption,
    Only, Range, Source, Step, TlsFile, Value, When, Words,
};
pub use limits::{LINK, Limit, PICTURE, QUERY, SIDE};
pub use part::{Of, Part};
pub use picture::data_url;
pub use problem::{Fault, Problem};
pub use runner::{Phase, Runner, Send, Taken, Turn, Verdict};
pub use slot::Refusal;
pub use words::{Block, Language, Span, of_text};
