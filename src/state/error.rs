//! Why an action did not do what it should: data, which `words` turns into sentences.

use fibocom_at::{Failure, Invalid};

use crate::link::probe::Finding;
use crate::link::procedure::{DialFailure, OpenFailure};
use crate::piece::Missing;
use crate::transport::OpenError;

/// Why an action did not do what it should.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WorkError {
    /// An argument breaks a limit; nothing was sent.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// No module is connected; nothing was sent.
    #[error("not connected")]
    NotConnected,
    /// A session file of this name is replayed, and nothing is sent.
    #[error("{0} is replayed")]
    Replay(String),
    /// The port did not take a change of its control lines, in the words of the browser.
    #[error("control lines: {0}")]
    ControlLines(String),
    /// A connection is being made already.
    #[error("already connecting")]
    Connecting,
    /// There is no such port in the list.
    #[error("no such port")]
    NoSuchPort,
    /// There is no virtual module of this name.
    #[error("no virtual {0}")]
    NoSuchVirtual(String),
    /// The part of the page that does it could not be fetched; nothing was sent.
    #[error(transparent)]
    Missing(#[from] Missing),
    /// The port did not open.
    #[error("the port did not open: {0}")]
    Open(#[source] OpenError),
    /// The port opened, and no module answers on it.
    #[error("no module answers on this port: {0:?}")]
    NotAnAtPort(Finding),
    #[error(transparent)]
    Command(#[from] Failure),
    /// A step of opening a client failed.
    #[error("{:?} failed: {}", .0.step, .0.failure)]
    OpenStep(OpenFailure),
    /// The module registered a topic, and does not say under which number.
    #[error("no topic id")]
    NoTopicId,
    /// No address came.
    #[error(transparent)]
    Dial(#[from] DialFailure),
}

impl WorkError {
    /// Whether the link went away meanwhile.
    pub(super) const fn is_loss(&self) -> bool {
        matches!(self, Self::NotAnAtPort(Finding::Lost(_)) | Self::Command(Failure::Lost))
    }
}
