//! Where a step of a walkthrough stands, and what came of it.

use crate::document::{Ending, Words};

/// Where a step stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// Its button waits for the person.
    Ready,
    /// A command is on its way.
    Sending,
    /// It pauses until this time, in milliseconds; then it sends again or goes on.
    Pausing(u64),
    /// It waits until this time for a message.
    Listening(u64),
    /// What came of it is shown.
    Told(Turn),
    /// It is over.
    Ended(Ending),
}

/// What came of a step, and where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// Which way.
    pub verdict: Verdict,
    /// What the person reads of it.
    pub say: Option<Words>,
    /// The number of the step that follows, from 1.
    pub next: usize,
}

/// Which way a step took.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// What had to come back did.
    Good,
    /// This branch or option, from 0.
    Branch(usize),
}

/// A step that was left, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Taken {
    /// The number of the step, from 1.
    pub step: usize,
    /// Which way.
    pub verdict: Verdict,
}

/// A command to send now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Send {
    /// The line, without its end.
    pub line: String,
    /// The bytes behind the prompt.
    pub data: Option<Vec<u8>>,
}
