//! Status lines that are still to come from commands that ended without them: called off, timed out, or never waited for.
//!
//! Such a line looks like the one of the next command of the same name and client. What is owed is remembered, so that it answers
//! nobody else; not for ever, since a line can be lost, too.

use std::time::Duration;

use super::Timestamp;
use crate::args::ClientIndex;
use crate::request::{Outcome, Request};

/// How long a status line may come after its own limit.
pub(super) const FORGIVEN: Duration = Duration::from_secs(60);

/// The same for one that need not come at all, and for one whose connection broke.
pub(super) const FORGIVEN_SOON: Duration = Duration::from_secs(10);

/// What tells status lines apart: their tag, and the client where they name one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Debtor {
    pub(super) tag: &'static str,
    pub(super) client: Option<ClientIndex>,
}

impl Debtor {
    /// Whose line a request waits for after OK.
    pub(crate) fn of(request: &Request) -> Option<Self> {
        match &request.outcome {
            Outcome::Status { tag, client, .. } => Some(Self { tag, client: *client }),
            Outcome::Lines { more: None, .. } => {
                let tag = request.parts.last()?.spec?.name;
                Some(Self { tag, client: None })
            }
            Outcome::Lines { .. } | Outcome::Final => None,
        }
    }
}

#[derive(Debug)]
struct Debt {
    debtor: Debtor,
    until: Timestamp,
}

/// All that is owed.
#[derive(Debug, Default)]
pub(super) struct Debts(Vec<Debt>);

/// More than a module can have open at a time.
const MOST: usize = 64;

impl Debts {
    /// How many lines a debtor still owes.
    pub(super) fn count(&mut self, now: Timestamp, debtor: Debtor) -> usize {
        self.0.retain(|debt| now < debt.until);
        self.0.iter().filter(|debt| debt.debtor == debtor).count()
    }

    /// A line came, or it is known not to come; whether one was owed.
    pub(super) fn pay(&mut self, now: Timestamp, debtor: Debtor) -> bool {
        self.0.retain(|debt| now < debt.until);
        let found = self.0.iter().position(|debt| debt.debtor == debtor);
        found.map(|at| self.0.remove(at)).is_some()
    }

    /// From now on so many lines are owed by the debtor.
    pub(super) fn set(&mut self, debtor: Debtor, count: usize, until: Timestamp) {
        self.0.retain(|debt| debt.debtor != debtor);
        self.0.extend((0..count).map(|_| Debt { debtor, until }));
        let surplus = self.0.len().saturating_sub(MOST);
        self.0.drain(..surplus);
    }

    /// The connection that owed them is gone, and another has been made.
    pub(super) fn forgive(&mut self, client: ClientIndex) {
        self.0.retain(|debt| debt.debtor.client != Some(client));
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// The debtor that a late line belongs to, by the tag and the client that it names.
    pub(super) fn debtor(&self, tag: &str, client: Option<u32>) -> Option<Debtor> {
        let names = |debtor: &Debtor| match debtor.client {
            Some(own) => client == Some(own.number().into()),
            None => true,
        };
        self.0.iter().map(|debt| debt.debtor).find(|debtor| debtor.tag == tag && names(debtor))
    }
}
