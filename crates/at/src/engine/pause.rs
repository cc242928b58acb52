//! How long the module is left alone after an unsolicited code: another may follow, but they may follow for ever.

use std::time::Duration;

use super::Timestamp;

/// How long codes that follow each other hold a command back at the most.
const LONGEST: Duration = Duration::from_millis(300);

/// The pause before the next command.
#[derive(Debug, Default)]
pub(super) struct Pause {
    since: Timestamp,
    until: Timestamp,
}

impl Pause {
    /// A code came: so long from now on.
    pub(super) fn extend(&mut self, now: Timestamp, span: Duration) {
        if now >= self.until {
            self.since = now;
        }
        self.until = self.until.max(now + span);
    }

    /// When it is over.
    pub(super) fn until(&self) -> Timestamp {
        self.until.min(self.since + LONGEST)
    }

    /// A command was sent: what comes behind it is another pause.
    pub(super) fn end(&mut self) {
        *self = Self::default();
    }
}
