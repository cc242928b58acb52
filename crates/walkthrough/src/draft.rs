//! A document while somebody writes it: every field is a text as it was typed, so that a wrong one stays where it is until it is mended.
//!
//! A [`Draft`] is made of a [`Document`] and becomes one again, with a [`Problem`](crate::Problem) for each text that is no value. The checker
//! judges what it has become. A [`History`] keeps what it was, to undo and to redo.

mod change;
mod history;
mod list;
mod read;
mod size;
mod spot;
mod write;

use crate::document::{CheckWhat, Ending, KindName, Only, Source, TlsFile};

pub use history::History;
pub use list::{join, split};
pub use spot::{Spot, Text};

/// A document that is being written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// Its name.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// What it is for.
    pub about: Text,
    /// The name of who makes it.
    pub from: String,
    /// Where to send the file.
    pub contact: String,
    /// The day.
    pub made: String,
    /// The scenarios that it was tried under as it is now.
    pub checked_with: Vec<String>,
    /// Its values.
    pub values: Vec<ValueDraft>,
    /// Its steps.
    pub steps: Vec<StepDraft>,
    /// The version of the format, which nobody types.
    version: u32,
}

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueDraft {
    /// What places call it.
    pub name: String,
    /// What it can be.
    pub kind: KindName,
    /// The least, of a number.
    pub min: String,
    /// The greatest, of a number.
    pub max: String,
    /// The words that it is one of, as a list ([`split`]).
    pub words: String,
    /// Where it comes from.
    pub from: Source,
    /// What the person reads beside it.
    pub label: Text,
    /// What it is unless somebody says otherwise.
    pub usual: String,
}

/// What a step does, without what it does it with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Shows its words.
    Say,
    /// Sends a command.
    Send,
    /// Asks the module one of the page's own checks.
    Check,
    /// Has the network give an IP address.
    Dial,
    /// Sets user name, password and client id.
    Login,
    /// Connects to a broker.
    Open,
    /// The same, with TLS.
    OpenTls,
    /// Subscribes.
    Subscribe,
    /// Publishes.
    Publish,
    /// Ends the connection.
    Close,
    /// Has a time server set the clock.
    SetClock,
    /// Gives the module a file.
    Upload,
    /// Waits.
    Wait,
    /// Waits for a message.
    Message,
    /// Asks for values.
    Ask,
    /// Asks what is the case.
    Choose,
    /// Ends.
    End,
}

impl Act {
    /// All, in the order to offer them.
    pub const ALL: [Self; 17] = [
        Self::Say,
        Self::Send,
        Self::Check,
        Self::Dial,
        Self::SetClock,
        Self::Login,
        Self::Open,
        Self::OpenTls,
        Self::Subscribe,
        Self::Publish,
        Self::Close,
        Self::Upload,
        Self::Message,
        Self::Wait,
        Self::Ask,
        Self::Choose,
        Self::End,
    ];

    /// How many values it is done with.
    #[must_use]
    pub const fn values(self) -> usize {
        match self {
            Self::Dial | Self::Subscribe | Self::SetClock | Self::Upload => 1,
            Self::Open | Self::OpenTls | Self::Publish => 2,
            Self::Login => 3,
            _ => 0,
        }
    }

    /// Whether something comes back, so that there are conditions and branches.
    #[must_use]
    pub const fn hears(self) -> bool {
        !matches!(self, Self::Say | Self::Wait | Self::Ask | Self::Choose | Self::End)
    }
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepDraft {
    /// What branches call it.
    pub id: String,
    /// Its heading.
    pub title: Text,
    /// What the person reads.
    pub text: Text,
    /// A picture, as a `data:` URL.
    pub picture: String,
    /// What its button says.
    pub button: Text,
    /// What it does.
    pub act: Act,
    /// The command, where it sends one.
    pub command: String,
    /// The seconds, where it waits.
    pub seconds: String,
    /// The values that it asks for, as a list.
    pub asked: String,
    /// The values that it is done with.
    pub names: [String; 3],
    /// Which check.
    pub check: CheckWhat,
    /// Which file.
    pub file: TlsFile,
    /// Which client.
    pub client: Only,
    /// How it ends.
    pub ending: Ending,
    /// What the person can say.
    pub options: Vec<OptionDraft>,
    /// What must come back.
    pub must: Vec<ConditionDraft>,
    /// What is kept.
    pub keep: Vec<KeepDraft>,
    /// How often it is sent again.
    pub times: String,
    /// Seconds between.
    pub every: String,
    /// What the person reads when it came back.
    pub good: Text,
    /// The step that follows then; the next one, where nothing is said.
    pub go: String,
    /// What follows when it did not.
    pub branches: Vec<BranchDraft>,
}

/// Something the person can say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OptionDraft {
    /// What.
    pub text: Text,
    /// The step that follows.
    pub go: String,
    /// How often it may lead back.
    pub times: String,
}

/// A condition.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ConditionDraft {
    /// The field.
    pub field: String,
    /// What it is one of, as a list.
    pub is: String,
    /// What it is none of, as a list.
    pub not: String,
    /// The least.
    pub min: String,
    /// The greatest.
    pub max: String,
}

/// A field that becomes a value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KeepDraft {
    /// The field.
    pub field: String,
    /// The value.
    pub name: String,
}

/// A branch.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BranchDraft {
    /// When it is taken.
    pub when: WhenName,
    /// What came back then.
    pub came: Vec<ConditionDraft>,
    /// The codes that the module refused with, as a list.
    pub codes: String,
    /// What the person reads.
    pub say: Text,
    /// The step that follows.
    pub go: String,
    /// How often it may lead back.
    pub times: String,
}

/// When a branch is taken, without what belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum WhenName {
    /// Something came back.
    Came,
    /// The module refused.
    Refused,
    /// Nothing came back in time.
    Silent,
    /// Whatever else.
    #[default]
    Otherwise,
}

impl WhenName {
    /// All, in the order to offer them.
    pub const ALL: [Self; 4] = [Self::Came, Self::Refused, Self::Silent, Self::Otherwise];
}
