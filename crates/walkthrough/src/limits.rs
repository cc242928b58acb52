//! How much a document may hold. Far above what a walkthrough needs, and far below what slows a page down.

/// The most there may be of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// What is counted, for a message.
    pub what: &'static str,
    /// How many.
    pub most: usize,
}

/// A document as JSON, in bytes.
pub(crate) const DOCUMENT: Limit = Limit { what: "bytes of a document", most: 262_144 };

/// Objects and lists inside each other.
pub(crate) const DEPTH: Limit = Limit { what: "levels of a document", most: 12 };

/// Steps.
pub(crate) const STEPS: Limit = Limit { what: "steps", most: 60 };

/// Branches or options of a step.
pub(crate) const BRANCHES: Limit = Limit { what: "branches of a step", most: 12 };

/// Conditions of a step or a branch.
pub(crate) const CONDITIONS: Limit = Limit { what: "conditions", most: 8 };

/// Texts or codes in one condition.
pub(crate) const CODES: Limit = Limit { what: "texts or codes in a condition", most: 16 };

/// Values that are asked for or kept.
pub(crate) const VALUES: Limit = Limit { what: "values", most: 24 };

/// A text in one language, in bytes.
pub(crate) const TEXT: Limit = Limit { what: "bytes of a text", most: 2_000 };

/// A command with its places for values, in bytes.
pub(crate) const COMMAND: Limit = Limit { what: "bytes of a command", most: 400 };

/// The line that a command becomes with the longest values, in bytes.
pub(crate) const LINE: Limit = Limit { what: "bytes of a command line", most: fibocom_at::Request::LINE_MAX };

/// A value in a command, in bytes.
pub(crate) const VALUE: Limit = Limit { what: "bytes of a value", most: 256 };

/// Pictures.
pub(crate) const PICTURES: Limit = Limit { what: "pictures", most: 12 };

/// One picture, in bytes of its file.
pub const PICTURE: Limit = Limit { what: "bytes of a picture", most: 49_152 };

/// The width and the height of a picture, so that it has four million pixels at most.
pub const SIDE: Limit = Limit { what: "pixels on a side of a picture", most: 2_000 };

/// Commands in one run.
pub(crate) const SENDS: Limit = Limit { what: "commands in one run", most: 200 };

/// Seconds of a pause, or of waiting for an answer.
pub(crate) const SECONDS: Limit = Limit { what: "seconds", most: 300 };

/// How often a branch may lead back, or a command be sent again.
pub(crate) const TIMES: Limit = Limit { what: "times", most: 20 };

/// A link, in characters of its packed part. Together with its values it fits into what the page reads of an address.
pub const LINK: Limit = Limit { what: "characters of a link", most: 8_192 };

/// The values of a link, in characters behind the `?`.
pub const QUERY: Limit = Limit { what: "characters of values in a link", most: 2_048 };
