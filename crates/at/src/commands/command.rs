//! What every command with its arguments has to say.

use std::time::Duration;

use super::{CommandLine, Form, Spec};
use crate::args::ClientIndex;
use crate::reply::{Malformed, Reply};

/// A command with its arguments: what goes over the wire, and what comes back.
pub trait Command {
    /// What the reply says.
    type Reply;

    /// What is known of the command.
    fn spec(&self) -> &'static Spec;

    /// Which of its forms this is.
    fn form(&self) -> Form;

    /// The line, without its CR. Commands with arguments add them to it.
    fn line(&self) -> CommandLine {
        CommandLine::of(self.spec().name, self.form())
    }

    /// The bytes that follow the `>` prompt.
    fn data(&self) -> Option<&[u8]> {
        None
    }

    /// The client it is for.
    fn client(&self) -> Option<ClientIndex> {
        None
    }

    /// Whether a missing status line is a failure.
    fn confirmation_required(&self) -> bool {
        true
    }

    /// How long to wait for the status line.
    fn status_limit(&self) -> Duration {
        self.spec().limits.status
    }

    /// Reads the reply.
    ///
    /// # Errors
    /// [`Malformed`] when the lines make no sense for this command.
    fn read(&self, reply: &Reply) -> Result<Self::Reply, Malformed>;
}
