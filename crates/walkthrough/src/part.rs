//! The parts of a document: where a problem is, and what a text belongs to.

/// A part of a document, or of one of its steps. Places in lists count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// All of it.
    Whole,
    /// Its name.
    Id,
    /// Its title.
    Title,
    /// What the document is for.
    About,
    /// Who made the document: name, contact and day.
    From(Of),
    /// The scenarios that it was checked with.
    CheckedWith,
    /// A value of the document.
    Value(usize, Of),
    /// What the person reads.
    Text,
    /// The picture of a step.
    Picture,
    /// The button of a step.
    Button,
    /// What a step does.
    Does,
    /// What it does it with, in the order in which the document names it: a command, values, seconds.
    Argument(usize),
    /// Something that must come back.
    Must(usize, Of),
    /// Something that is kept.
    Keep(usize, Of),
    /// How often it is sent again.
    Again(Of),
    /// What follows when it came back.
    Good(Of),
    /// All branches of a step together.
    Branches,
    /// A branch.
    Branch(usize, Of),
    /// A condition of a branch: the branch, and its place there.
    Came(usize, usize, Of),
    /// Something that the person can say.
    Option(usize, Of),
}

/// What of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Of {
    /// What it is called, or the field that it is about.
    Name,
    /// What it can be, or when it is taken.
    Kind,
    /// The words beside it.
    Say,
    /// The step that follows.
    Go,
    /// How often.
    Times,
    /// How far apart, in seconds.
    Every,
    /// What it is unless somebody says otherwise, or the texts that it is one of.
    Is,
    /// The texts that it is none of.
    Not,
    /// The least.
    Least,
    /// The greatest.
    Most,
    /// The value that it becomes.
    As,
    /// Where to reach somebody.
    Contact,
    /// The day.
    Day,
}

impl Part {
    /// Whether it is only read, and changes nothing of what is sent or where it leads.
    #[must_use]
    pub const fn is_words(self) -> bool {
        match self {
            Self::Title | Self::About | Self::From(_) | Self::Text | Self::Picture | Self::Button => true,
            Self::Value(_, of) | Self::Good(of) | Self::Branch(_, of) | Self::Option(_, of) => matches!(of, Of::Say),
            _ => false,
        }
    }
}
