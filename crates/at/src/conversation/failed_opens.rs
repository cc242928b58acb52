//! Opens that failed and whose reason may still come: it names no client, and is not the next open's.

use std::time::Duration;

use super::{Debtor, Timestamp};
use crate::args::ClientIndex;
use crate::reply::Failure;

/// How long behind an open that failed its reason may come.
pub(super) const REASON: Duration = Duration::from_secs(1);

#[derive(Debug, Clone)]
struct FailedOpen {
    client: ClientIndex,
    until: Timestamp,
    /// Whether its status line came, which its reason follows closely.
    has_status: bool,
}

/// All of them.
#[derive(Debug, Clone, Default)]
pub(super) struct FailedOpens(Vec<FailedOpen>);

impl FailedOpens {
    /// An open ended without its status line, which may come until then, and its reason with it.
    pub(super) fn owes(&mut self, debtor: Debtor, until: Timestamp) {
        if let Some(client) = debtor.opens() {
            self.extend(client, until, false);
        }
    }

    /// An open of this client has failed.
    pub(super) fn failed(&mut self, now: Timestamp, client: ClientIndex, failure: &Failure) {
        match failure {
            // Every status line that was owed has come.
            Failure::Failed(_) => {
                self.forget(client);
                self.extend(client, now + REASON, true);
            }
            // One of those that came may have said so.
            Failure::Uncertain => self.extend(client, now + REASON, true),
            // A number was the reason.
            Failure::Rejected(rejection) if rejection.code().is_none() => self.extend(client, now + REASON, false),
            // What it owes says how long.
            _ => {}
        }
    }

    fn extend(&mut self, client: ClientIndex, until: Timestamp, has_status: bool) {
        let before = self.0.iter().filter(|open| open.client == client).map(|open| open.until).max();
        self.forget(client);
        self.0.push(FailedOpen { client, until: before.map_or(until, |before| before.max(until)), has_status });
    }

    /// The last status line came that such opens still owed.
    pub(super) fn status_came(&mut self, now: Timestamp, debtor: Debtor, status: u32) {
        let Some(client) = debtor.opens() else { return };
        if status == 1 {
            self.forget(client);
        }
        for open in self.0.iter_mut().filter(|open| open.client == client) {
            (open.until, open.has_status) = (open.until.min(now + REASON), true);
        }
    }

    /// Such an open was refused in the end.
    pub(super) fn refused(&mut self, debtor: Debtor) {
        if let Some(client) = debtor.opens() {
            self.forget(client);
        }
    }

    /// A reason came. Whose it was is clear where there is one that it can be, and which owes nothing else.
    pub(super) fn reason_came(&mut self) {
        if self.0.len() == 1 {
            self.0.retain(|open| !open.has_status);
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
