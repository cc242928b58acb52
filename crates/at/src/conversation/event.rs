//! What is told of a conversation: lines, codes, messages, and what became of commands.

use std::time::Duration;

use crate::commands::End;
use crate::frame::Raw;
use crate::message::Message;
use crate::reply::{Failure, Reply};
use crate::request::RequestId;
use crate::urc::Urc;

/// A moment, in milliseconds since any fixed one. The protocol core has no clock; its caller does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Timestamp(pub u64);

impl Timestamp {
    /// The earliest of those that are known.
    pub(crate) fn earliest(all: &[Option<Self>]) -> Option<Self> {
        all.iter().fold(None, |earliest, next| match (earliest, *next) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        })
    }
}

impl std::ops::Add<Duration> for Timestamp {
    type Output = Self;

    fn add(self, span: Duration) -> Self {
        let whole = span.as_secs().saturating_mul(1_000);
        Self(self.0.saturating_add(whole).saturating_add(span.subsec_millis().into()))
    }
}

/// What a line turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// The module repeated the command.
    Echo,
    /// Part of a reply.
    Response,
    /// The end of a reply.
    Final,
    /// The status line of a command.
    Status,
    /// The request for data.
    Prompt,
    /// An unsolicited code.
    Unsolicited,
    /// Part of a message that was printed over several lines.
    Continuation,
    /// The end of a reply to a command that is no longer waited for.
    Late,
    /// Nothing that is known.
    Unrecognised,
    /// An empty line.
    Blank,
    /// Bytes without a line end, at the end of the link.
    Fragment,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Echo,
        Self::Response,
        Self::Final,
        Self::Status,
        Self::Prompt,
        Self::Unsolicited,
        Self::Continuation,
        Self::Late,
        Self::Unrecognised,
        Self::Blank,
        Self::Fragment,
    ];
}

/// Something worth knowing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A command is on its way. What is sent stands in the transmission that follows.
    Started(RequestId),
    /// A line came. The raw bytes of all lines, in order, are what the module sent.
    Line {
        /// The bytes, with the line end.
        raw: Raw,
        /// What it is.
        role: Role,
        /// Whether junk stood before it or its beginning was lost.
        damaged: bool,
        /// The request that it belongs to.
        request: Option<RequestId>,
    },
    /// The line that was told as the first of this request's reply is none of it: what came behind it shows that it was an unsolicited
    /// code, which is told next.
    TakenBack(RequestId),
    /// An unsolicited code came.
    Urc(Urc),
    /// A message came.
    Message(Message),
    /// A request is done.
    Completed(RequestId, Result<Reply, Failure>),
    /// The module asks for data that nobody gave. Whatever is typed now becomes data.
    Asks {
        /// The request whose line made it ask; `None` where that is over, or was another program's.
        request: Option<RequestId>,
        /// How the data ends.
        end: End,
        /// When the module gives up by itself, at the latest. `None` where it waits as long as it likes, or where nobody knows.
        until: Option<Timestamp>,
    },
    /// It asks no longer.
    AsksNoMore,
    /// The module passes bytes on instead of taking commands (V.250, 5.7.1). It ends at `+++` with a second of silence before and
    /// behind, or when the other end hangs up.
    DataModeEntered,
    /// It takes commands again.
    DataModeLeft,
    /// The module started anew: every client, setting and certificate is gone.
    Rebooted,
    /// A command had no answer; the engine finds out whether the module still listens.
    Resynchronising,
    /// It does.
    Resynchronised,
    /// It does not.
    Unresponsive,
}
