//! The status lines that a command is to come to: those of one name and client, of which a line with several commands can have more
//! than one.

use std::time::Duration;

use super::Debtor;
use crate::args::ClientIndex;
use crate::commands::Effect;
use crate::frame::{Line, int};
use crate::reply::{Failure, TimedOut};
use crate::request::{Outcome, Part, Request};

/// What comes after OK.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A status line, whose absence is a failure.
    Status,
    /// One that need not come.
    Unconfirmed,
    /// A line of the reply.
    Line,
}

/// The status lines of one name and client.
#[derive(Debug, Clone)]
pub(crate) struct Due {
    pub(super) debtor: Debtor,
    kind: Kind,
    /// How long they may take after OK.
    pub(super) within: Duration,
    /// How many commands on the line have one, and how many of these stand before the last command.
    own: usize,
    own_before_last: usize,
    /// How many others like them were still to come when the line was sent.
    owed_before: usize,
    /// Those that came since: its own, or those others.
    statuses: Vec<u32>,
    client: Option<ClientIndex>,
    closes: bool,
    /// The status that such a line has when nobody asked for it.
    unasked: Option<u32>,
}

impl Due {
    /// All that a line is to come to. `owed_before` says how many lines like its own are still to come.
    pub(super) fn all_of(request: &Request, mut owed_before: impl FnMut(Debtor) -> usize) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for (place, part) in request.parts.iter().enumerate() {
            let Some(due) = Self::of(part, &mut owed_before) else { continue };
            let before_last = usize::from(place + 1 < request.parts.len());
            match all.iter_mut().find(|known| known.debtor == due.debtor) {
                Some(known) => {
                    known.own += 1;
                    known.own_before_last += before_last;
                    known.within = known.within.max(due.within);
                    if known.kind == Kind::Unconfirmed {
                        known.kind = due.kind;
                    }
                }
                None => all.push(Self { own: 1, own_before_last: before_last, ..due }),
            }
        }
        all
    }

    fn of(part: &Part, owed_before: impl FnOnce(Debtor) -> usize) -> Option<Self> {
        let debtor = Debtor::of(part)?;
        let (kind, within) = match part.outcome {
            Outcome::Status { within, required: true, .. } => (Kind::Status, within),
            Outcome::Status { within, required: false, .. } => (Kind::Unconfirmed, within),
            Outcome::Lines { first, .. } => (Kind::Line, first),
            Outcome::Final => return None,
        };
        Some(Self {
            debtor,
            kind,
            within,
            own: 0,
            own_before_last: 0,
            owed_before: owed_before(debtor),
            statuses: Vec::new(),
            client: part.client,
            closes: part.has(Effect::Closes),
            unasked: part.spec.and_then(|spec| spec.unasked_status),
        })
    }

    /// The number of a line that is one of these.
    pub(super) fn status(&self, tag: &str, line: &Line<'_>) -> Option<u32> {
        if self.kind == Kind::Line || tag != self.debtor.tag || self.is_settled() {
            return None;
        }
        let values = line.values();
        match self.debtor.client {
            None => int(&values, 0),
            Some(client) => (int(&values, 0) == Some(client.number().into()))
                .then(|| int(&values, 1))
                .flatten()
                .filter(|status| self.unasked != Some(*status)),
        }
    }

    pub(super) fn came(&mut self, status: u32) {
        self.statuses.push(status);
    }

    /// Takes a line of the reply that came, if one is waited for.
    pub(super) fn takes_line(&mut self) -> bool {
        let takes = self.kind == Kind::Line && !self.is_settled();
        if takes {
            self.statuses.push(1);
        }
        takes
    }

    pub(super) fn is_line(&self) -> bool {
        self.kind == Kind::Line
    }

    /// Whether enough lines came.
    pub(super) fn is_settled(&self) -> bool {
        let others = if self.kind == Kind::Line { 0 } else { self.owed_before };
        self.statuses.len() >= others + self.own
    }

    /// What the lines make of it, once there are enough of them: the status, where it is one. Where earlier commands' are among
    /// them, they only say something when all say the same.
    pub(super) fn verdict(&self) -> Option<Result<Option<u32>, Failure>> {
        if !self.is_settled() {
            return None;
        }
        let alike = self.statuses.windows(2).all(|pair| pair.first() == pair.last());
        if self.owed_before > 0 && (self.kind == Kind::Line || !alike) {
            return Some(Err(Failure::Uncertain));
        }
        Some(match self.statuses.iter().find(|status| **status != 1) {
            Some(failed) => Err(Failure::Failed(*failed)),
            None => Ok((self.kind != Kind::Line).then_some(1)),
        })
    }

    /// What is made of it when the time is over.
    pub(super) fn verdict_in_time(&self) -> Result<Option<u32>, Failure> {
        if let Some(verdict) = self.verdict() {
            return verdict;
        }
        match (self.kind, self.statuses.as_slice()) {
            (Kind::Unconfirmed, statuses) if statuses.iter().all(|status| *status == 1) => Ok(None),
            (Kind::Status | Kind::Line, []) => Err(Failure::TimedOut(TimedOut::Status)),
            _ => Err(Failure::Uncertain),
        }
    }

    /// Whether nothing more will come when the connection of this client is gone.
    pub(super) fn ends_with(&self, client: ClientIndex) -> bool {
        self.client == Some(client) && !self.closes && !self.is_settled()
    }

    /// How many lines like its own are still to come when the command ends now.
    pub(super) fn owed_after(&self) -> usize {
        (self.owed_before + self.own).saturating_sub(self.statuses.len())
    }

    /// The same when the line was refused: its last command will not come to a status, and those before it may.
    pub(super) fn owed_after_refusal(&self) -> usize {
        (self.owed_before + self.own_before_last).saturating_sub(self.statuses.len())
    }
}

/// What all of it comes to: a failure that is certain counts before one that is not.
pub(super) fn together(
    verdicts: impl IntoIterator<Item = Result<Option<u32>, Failure>>,
) -> Result<Option<u32>, Failure> {
    let rank = |verdict: &Result<Option<u32>, Failure>| match verdict {
        Err(Failure::Failed(_)) => 4,
        Err(Failure::TimedOut(_)) => 3,
        Err(_) => 2,
        Ok(None) => 1,
        Ok(Some(_)) => 0,
    };
    let mut worst = Ok(None);
    for (place, verdict) in verdicts.into_iter().enumerate() {
        if place == 0 || rank(&verdict) > rank(&worst) {
            worst = verdict;
        }
    }
    worst
}
