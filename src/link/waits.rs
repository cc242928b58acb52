//! What a module waits for, so that nothing can be typed: data that nobody gave, or the end of data mode.

use fibocom_at::commands::End;

/// What the module waits for. Nothing can be sent meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaitsFor {
    /// Data behind a prompt.
    Data {
        /// How the data ends.
        end: End,
        /// When the module gives up, at the latest, in milliseconds since the page was loaded. `None` where nobody knows.
        until: Option<u64>,
    },
    /// The end of data mode.
    CommandMode,
}

impl WaitsFor {
    /// When that is over by itself, in milliseconds since the page was loaded; `None` where nobody knows.
    #[must_use]
    pub const fn until(self) -> Option<u64> {
        match self {
            Self::Data { until, .. } => until,
            Self::CommandMode => None,
        }
    }
}
