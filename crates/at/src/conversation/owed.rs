//! Status lines that are still to come from commands that ended without them: called off, timed out, or never waited for.
//!
//! Such a line looks like the one of the next command of the same name and client. What is owed is remembered, so that it answers
//! nobody else; not for ever, since a line can be lost, too.

use std::time::Duration;

use super::{Active, Conversation, Due, Owner, Timestamp};
use crate::args::ClientIndex;
use crate::commands::{Effect, Spec};
use crate::request::{Outcome, Part};

/// How long a status line may come after its own limit, even one that need not come at all.
pub(super) const FORGIVEN: Duration = Duration::from_secs(60);

/// The same for one whose connection broke, and for one that an error came in the place of.
pub(super) const FORGIVEN_SOON: Duration = Duration::from_secs(10);

/// What tells status lines apart: their tag, and the client where they name one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Debtor {
    pub(super) tag: &'static str,
    pub(super) client: Option<ClientIndex>,
}

impl Debtor {
    /// Whose line a command waits for after OK.
    pub(crate) fn of(part: &Part) -> Option<Self> {
        let tag = part.spec?.name;
        match &part.outcome {
            Outcome::Status { client, .. } => Some(Self { tag, client: *client }),
            Outcome::Lines { more: None, .. } => Some(Self { tag, client: None }),
            Outcome::Lines { .. } | Outcome::Final => None,
        }
    }

    /// The client that is being opened, where that is what its line tells of.
    pub(super) fn opens(self) -> Option<ClientIndex> {
        self.client.filter(|_| Spec::named(self.tag).is_some_and(|spec| spec.effect == Effect::Opens))
    }
}

/// A command whose final result did not come in time, and which may come to a status line when that comes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Overdue {
    pub(super) debtor: Debtor,
    /// How long its status line may come from now on.
    pub(super) patience: Duration,
}

#[derive(Debug, Clone)]
struct Debt {
    debtor: Debtor,
    until: Timestamp,
}

/// All that is owed.
#[derive(Debug, Clone, Default)]
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
        let count = self.count(now, debtor);
        self.set(debtor, count.saturating_sub(1), now);
        count > 0
    }

    /// Whatever the debtor owes is owed until then, and it is one line at least.
    pub(super) fn renew(&mut self, now: Timestamp, debtor: Debtor, until: Timestamp) {
        let count = self.count(now, debtor).max(1);
        self.set(debtor, 0, now);
        self.set(debtor, count, until);
    }

    /// From now on so many lines are owed by the debtor, until then at least. Which of those before came is not known: those that are
    /// owed longest stay.
    pub(super) fn set(&mut self, debtor: Debtor, count: usize, until: Timestamp) {
        let mut own: Vec<_> = self.0.iter().filter(|debt| debt.debtor == debtor).map(|debt| debt.until).collect();
        self.0.retain(|debt| debt.debtor != debtor);
        own.resize(own.len() + count, until);
        own.sort_unstable_by(|a, b| b.cmp(a));
        own.truncate(count);
        self.0.extend(own.into_iter().map(|until| Debt { debtor, until }));
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

impl Conversation {
    /// The module waits for data that will not come, and will say so when it gives up.
    pub(crate) fn expects_refusal(&mut self) {
        self.finals_owed = self.finals_owed.max(1);
    }

    /// How many final results may still come that answer nobody.
    pub(crate) const fn finals_owed(&self) -> u32 {
        self.finals_owed
    }

    /// Nothing came for so long that none of them will.
    pub(crate) const fn in_step_again(&mut self) {
        self.finals_owed = 0;
    }

    /// What is owed when this command ends without its status lines, each so long after this moment.
    pub(super) fn owes(&mut self, now: Timestamp, active: &Active, forgiven: impl Fn(&Due) -> Duration) {
        for due in &active.dues {
            let until = now + forgiven(due);
            self.debts.set(due.debtor, due.owed_after(), until);
            self.failed_opens.owes(due.debtor, until);
        }
    }

    /// A command ends without its final result, which may still come, and its status lines after that.
    pub(super) fn is_overdue(&mut self, now: Timestamp, active: &mut Active) {
        self.misses_its_final(active);
        let patience = |due: &Due| due.within + FORGIVEN;
        if !active.dues.is_empty() {
            let overdue = active.dues.iter().map(|due| Overdue { debtor: due.debtor, patience: patience(due) });
            self.timed_out = overdue.collect();
            self.owes(now, active, patience);
        }
    }

    /// A command ends without its final result, which may still come. What was missing before a probe is missing besides.
    pub(super) const fn misses_its_final(&mut self, active: &mut Active) {
        let before = if matches!(active.owner, Owner::Probe) { self.finals_owed } else { 0 };
        (self.finals_owed, active.out_of_step) = (before + 1, true);
    }
}
