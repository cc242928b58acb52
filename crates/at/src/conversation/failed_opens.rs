//! Opens that failed and whose reason may still come: it names no client, and is not the next open's.

use std::time::Duration;

use super::{Timestamp, owed};
use crate::args::ClientIndex;
use crate::reply::{Failure, Rejection};

/// How long behind an open that failed its reason may come.
pub(super) const REASON: Duration = Duration::from_secs(1);

#[derive(Debug)]
struct FailedOpen {
    client: ClientIndex,
    until: Timestamp,
    /// Whether its status line came, which its reason follows closely.
    has_status: bool,
}

/// All of them.
#[derive(Debug, Default)]
pub(super) struct FailedOpens(Vec<FailedOpen>);

impl FailedOpens {
    /// An open of this client has failed.
    pub(super) fn failed(&mut self, now: Timestamp, client: ClientIndex, failure: &Failure) {
        self.forget(client);
        let has_status = matches!(failure, Failure::Failed(_));
        let patience = match failure {
            // That was the reason.
            Failure::Rejected(Rejection::Cme(_)) => return,
            Failure::Failed(_) | Failure::Rejected(_) => REASON,
            Failure::Broken => owed::FORGIVEN_SOON,
            _ => owed::FORGIVEN,
        };
        self.0.push(FailedOpen { client, until: now + patience, has_status });
    }

    /// The status line came that such an open still owed.
    pub(super) fn status_came(&mut self, now: Timestamp, client: ClientIndex) {
        for open in self.0.iter_mut().filter(|open| open.client == client) {
            (open.until, open.has_status) = (open.until.min(now + REASON), true);
        }
    }

    /// A reason came. Whose it was is clear where there is one that it can be.
    pub(super) fn reason_came(&mut self) {
        if self.0.len() == 1 {
            self.0.clear();
        }
    }

    /// The client was opened after all.
    pub(super) fn forget(&mut self, client: ClientIndex) {
        self.0.retain(|open| open.client != client);
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    pub(super) fn expire(&mut self, now: Timestamp) {
        self.0.retain(|open| now < open.until);
    }

    pub(super) fn deadline(&self) -> Option<Timestamp> {
        self.0.iter().map(|open| open.until).min()
    }

    /// Whether the reason of any may come.
    pub(super) fn any(&self) -> bool {
        !self.0.is_empty()
    }

    /// Whether the client is better not opened again yet: a reason that comes now would be the next open's as well.
    pub(super) fn holds_back(&self, client: ClientIndex) -> bool {
        self.0.iter().any(|open| open.client == client && open.has_status)
    }
}
