//! Walkthroughs tried on the virtual module, in virtual time: which of their branches are taken under which scenario.
//!
//! A [`Desk`] has an engine and a module and no clock of its own; a [`Table`] puts the module into a state and breaks it; [`walk`] leads a
//! walkthrough through it with a [`Person`] at the page, and a [`Walker`] does the same a turn at a time. A [`Rehearsal`] is all runs of a document
//! under some scenarios, one after the other.

mod desk;
mod rehearsal;
mod table;
mod walk;

pub use desk::Desk;
pub use rehearsal::{Reached, Rehearsal, example};
pub use table::{BEFORES, Before, PEM, Table, Trouble};
pub use walk::{Person, Walk, Walker, walk, ways};
