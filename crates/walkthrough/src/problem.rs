//! What is wrong with a document, and where.

use crate::danger::Danger;
use crate::limits::Limit;
use crate::part::Part;

/// What is wrong, and with which step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The number of the step, from 1; nothing for the document as a whole.
    pub step: Option<usize>,
    /// The part of it.
    pub part: Part,
    /// What.
    pub fault: Fault,
}

/// What can be wrong with a document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// There is more of something than is taken.
    #[error("there are more than {} {}", .0.most, .0.what)]
    TooMuch(Limit),
    /// It is no JSON, or not that of a walkthrough.
    #[error("this is no walkthrough: {0}")]
    NotADocument(String),
    /// It is of a version that is not known here.
    #[error("version {0} is not known")]
    Version(u32),
    /// A link that cannot be unpacked.
    #[error("the link is damaged or cut off")]
    Link,
    /// A link brings a value that the document has no place for.
    #[error("the link brings a value that the walkthrough does not have: {0}")]
    Parameter(String),
    /// A value that is not one of its kind.
    #[error("this is no value for {0}")]
    BadValue(String),
    /// A text that is not a valid name.
    #[error("this is no name: {0}")]
    BadName(String),
    /// Two of the same name.
    #[error("this name is there twice: {0}")]
    Twice(String),
    /// A step or value that the document does not have.
    #[error("there is nothing of the name {0}")]
    Missing(String),
    /// A text that says nothing.
    #[error("a text is empty")]
    NoWords,
    /// A character that nobody sees.
    #[error("a text has a hidden character, U+{0:04X}")]
    HiddenCharacter(u32),
    /// A letter of another alphabet, which can look like one of this.
    #[error("a text has a character that can look like another, U+{0:04X}")]
    LookAlike(u32),
    /// Something that looks like an element or a link.
    #[error("a text has markup that can act")]
    Markup,
    /// A file that is not a picture, or not of an accepted kind.
    #[error("a picture is not one of the kinds that are taken")]
    NoPicture,
    /// A command with a character that no command needs.
    #[error("a command has a character that is not allowed there, U+{0:04X}")]
    CommandCharacter(u32),
    /// Several commands on one line, or none.
    #[error("this is not one command: {0}")]
    NotACommand(String),
    /// A command that is not known here, so that nobody can say what it does.
    #[error("this command is not known: {0}")]
    UnknownCommand(String),
    /// A command that harms.
    #[error("{0} is not allowed: {1}")]
    Dangerous(String, Danger),
    /// A place for a value that stands where a value of this kind cannot.
    #[error("the value {0} cannot stand there")]
    Place(String),
    /// A value whose kind only a person may give.
    #[error("only a person may give the value {0}")]
    OnlyPerson(String),
    /// A field that is not known, or that this step does not bring.
    #[error("this step does not bring the field {0}")]
    Field(String),
    /// A condition that says nothing, or nothing that can be.
    #[error("a condition on {0} can never hold, or always does")]
    Condition(String),
    /// A branch that is never taken, or a step that nothing leads to.
    #[error("nothing ever leads there: {0}")]
    NotReached(String),
    /// A step that says nothing for the case that it does not come back.
    #[error("the step does not say what follows otherwise")]
    NoOtherwise,
    /// A way back that is not counted, or the only way out.
    #[error("the way back to {0} has no end")]
    Endless(String),
    /// Something after the last step is missing: it does not end.
    #[error("the last step does not end")]
    NoEnd,
    /// A value is used before any step can have brought it.
    #[error("the value {0} is used before it is there")]
    NotYet(String),
    /// A text that is no whole number, in a place for one.
    #[error("this is no whole number: {0}")]
    NoNumber(String),
    /// A step has what its kind of step cannot have.
    #[error("this kind of step cannot have {0}")]
    OutOfPlace(&'static str),
}

impl Problem {
    /// With the document as a whole.
    #[must_use]
    pub const fn whole(fault: Fault) -> Self {
        Self { step: None, part: Part::Whole, fault }
    }

    /// With a part of the step at this place, from 0.
    pub(crate) const fn at(step: usize, part: Part, fault: Fault) -> Self {
        Self { step: Some(step + 1), part, fault }
    }
}
