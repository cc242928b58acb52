//! What is seen in a log: commands, what came of them, codes, messages, and the log's own remarks, each with its line.

use fibocom_at::codes::CmeError;
use fibocom_at::commands::Typed;
use fibocom_at::meaning::{self, Meaning};
use fibocom_at::reply::{Failure, Rejection, Reply};
use fibocom_at::urc::Urc;
use fibocom_at::{Message, Role};

/// Names a command within a log, in the order of the commands.
pub type CommandId = u64;

/// Something that is seen in a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The line in which it is said, from 1 on.
    pub line: u64,
    /// When, in milliseconds, where the log says it.
    pub at: Option<u64>,
    /// What it is.
    pub event: Event,
}

/// What is seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A command went to the module.
    Command(Command),
    /// Data went to the module.
    Data {
        /// The command that it is for.
        command: Option<CommandId>,
        /// The bytes that the log has, cut where they are many.
        bytes: Vec<u8>,
        /// How many went over the line.
        length: u64,
        /// Whether the log has every byte: many loggers take line ends away.
        exact: bool,
    },
    /// A line came.
    Line {
        /// What it is.
        role: Role,
        /// Its bytes, with the line end.
        raw: Vec<u8>,
        /// Whether junk stood before it, or its beginning was lost.
        damaged: bool,
        /// The command that it answers.
        command: Option<CommandId>,
    },
    /// A command has ended.
    Ended(Ended),
    /// A code came unasked.
    Code(Urc),
    /// A message came.
    Message(Message),
    /// The module has started anew, as far as the conversation tells it.
    Restarted,
    /// The log's own remark about the link.
    Link(Vec<u8>),
    /// A line that is no traffic.
    Host(Vec<u8>),
    /// The log ends here.
    End,
}

/// A command that went to the module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// Its name within the log.
    pub id: CommandId,
    /// Its bytes, without line end.
    pub text: Vec<u8>,
    /// The commands on the line. There is always one.
    pub typed: Vec<Typed>,
}

/// A command that has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// Which.
    pub command: CommandId,
    /// The line in which it stands.
    pub line: u64,
    /// Its first command, taken apart.
    pub typed: Typed,
    /// The other commands on the line.
    pub others: Vec<Typed>,
    /// What came of it.
    pub result: Result<Reply, Failure>,
    /// How long it took, in milliseconds.
    pub took: Option<u64>,
}

impl Ended {
    /// Whether it is this command, in its set or execute form.
    #[must_use]
    pub fn does(&self, name: &str) -> bool {
        use fibocom_at::Form;
        self.typed.name == name && matches!(self.typed.form, Form::Set | Form::Execute)
    }

    /// Every command on the line.
    pub fn all(&self) -> impl Iterator<Item = &Typed> {
        std::iter::once(&self.typed).chain(&self.others)
    }

    /// The number of its client.
    #[must_use]
    pub fn client(&self) -> Option<u8> {
        self.typed.client().map(fibocom_at::ClientIndex::number)
    }

    /// How the module refused it: by an error in the place of OK, or by a status.
    #[must_use]
    pub fn refusal(&self) -> Option<Refusal> {
        match &self.result {
            Err(Failure::Rejected(rejection)) => Some(Refusal::Rejected(rejection.code())),
            Err(Failure::Failed(status)) => Some(Refusal::Status(*status)),
            _ => None,
        }
    }

    /// Which error of the mobile equipment it was, by its number or in words.
    #[must_use]
    pub fn equipment(&self) -> Option<CmeError> {
        match &self.result {
            Err(Failure::Rejected(rejection)) => rejection.equipment(),
            _ => None,
        }
    }

    /// The number of the error, where there is one.
    #[must_use]
    pub fn code(&self) -> Option<u16> {
        match &self.result {
            Err(Failure::Rejected(rejection)) => Rejection::code(rejection),
            _ => None,
        }
    }
}

/// How a module refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// `ERROR`, with a number where there is one.
    Rejected(Option<u16>),
    /// `OK`, and later a status other than 1.
    Status(u32),
}

/// A line that went over the line, and how it is understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A command.
    Command,
    /// Data of so many bytes.
    Data(u64),
    /// What came.
    Line(Role),
}

impl Kind {
    /// What a line of this kind means, with the text of the command that it belongs to.
    #[must_use]
    pub fn meaning(self, raw: &[u8], command: Option<&[u8]>) -> Option<Meaning> {
        match self {
            Self::Command => meaning::of_command(raw),
            Self::Data(length) => Some(meaning::of_data(raw, usize::try_from(length).unwrap_or(usize::MAX), command)),
            Self::Line(role) => meaning::of_line(raw, role, command),
        }
    }
}

impl Seen {
    /// What went over the line: its kind, its bytes, and the command that it belongs to, which is itself for a command.
    #[must_use]
    pub fn traffic(&self) -> Option<(Kind, &[u8], Option<CommandId>)> {
        match &self.event {
            Event::Command(command) => Some((Kind::Command, &command.text, Some(command.id))),
            Event::Data { command, bytes, length, .. } => Some((Kind::Data(*length), bytes, *command)),
            Event::Line { role: Role::Blank, .. } => None,
            Event::Line { role, raw, command, .. } => Some((Kind::Line(*role), raw, *command)),
            _ => None,
        }
    }

    /// The commands of a line that went to the module.
    pub fn typed(&self) -> impl Iterator<Item = &Typed> {
        let typed = match &self.event {
            Event::Command(command) => command.typed.as_slice(),
            _ => &[],
        };
        typed.iter()
    }

    /// The same, of those that do something and have this name.
    pub fn done(&self, name: &str) -> impl Iterator<Item = &Typed> {
        self.typed().filter(move |typed| typed.name == name && typed.form == fibocom_at::Form::Set)
    }

    /// Whether the module says that it starts anew: what it knew before is gone.
    #[must_use]
    pub fn restarts(&self) -> bool {
        match &self.event {
            Event::Restarted | Event::Code(Urc::Started) => true,
            Event::Code(Urc::Notice(text)) => text == "RDY",
            _ => false,
        }
    }

    /// A command that has ended.
    #[must_use]
    pub const fn ended(&self) -> Option<&Ended> {
        match &self.event {
            Event::Ended(ended) => Some(ended),
            _ => None,
        }
    }

    /// A line that came, with what it is.
    #[must_use]
    pub fn came(&self) -> Option<(Role, &[u8])> {
        match &self.event {
            Event::Line { role, raw, .. } => Some((*role, raw)),
            _ => None,
        }
    }
}
