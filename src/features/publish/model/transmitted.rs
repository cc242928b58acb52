//! How much of a publication has gone out.

use crate::state::Progress;

/// How much of a publication had gone out when it was called off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Transmitted {
    /// The command, and the module waits for so many bytes.
    Command(usize),
    All,
    /// Nothing yet.
    Nothing,
}

impl Transmitted {
    /// What has gone out at this point, where so many bytes follow the prompt.
    pub(in super::super) const fn of(progress: Progress, data: Option<usize>) -> Self {
        match (progress, data) {
            (Progress::Queued, _) => Self::Nothing,
            (Progress::Command, Some(bytes)) => Self::Command(bytes),
            (Progress::Command, None) | (Progress::Data(_), _) => Self::All,
        }
    }
}
