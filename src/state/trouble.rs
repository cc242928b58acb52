//! What went wrong by itself: what the page says above its screens, until the fact comes that ends it. Each names its facts as data.

use std::time::Duration;

use fibocom_at::RequestId;
use fibocom_at::args::ClientIndex;
use fibocom_at::codes::BreakCause;
use fibocom_at::commands::{Consequence, SimState};
use workbench_record::LineFault;

use super::{ClientState, Facts};
use crate::link::procedure::{Check, CheckResult};
use crate::transport::LostReason;

/// Something that went wrong by itself, for the page to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    Lost(LostReason),
    /// Reading failed and goes on; bytes were probably lost.
    ReadFault(LineFault),
    /// Lines come damaged, again and again.
    Noisy,
    /// Another program sends on this port, too.
    Shared,
    /// Answers or pieces of them are missing where no cable loses any: another program reads from this port, too.
    ReadAlong,
    /// The module started anew and forgot everything.
    Rebooted,
    Unresponsive,
    Broken(ClientIndex, BreakCause),
    /// The module lost its IP address.
    AddressLost,
    SimGone,
}

/// A fact that can end a trouble.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    /// The person has connected or disconnected.
    LinkRenewed,
    /// The link went away, and nothing is known of the module any more.
    LinkGone,
    /// The module has started anew.
    Restarted,
    /// The module has answered a command.
    Answered,
    /// The module has an IP address.
    HasAddress,
    /// The IP address was given back on request.
    HungUp,
    HasSim,
    ClientOpened(ClientIndex),
    /// A client was closed on request.
    ClientClosed(ClientIndex),
}

impl Trouble {
    /// The facts that end it, any of them.
    #[must_use]
    pub fn ended_by(&self) -> Vec<Fact> {
        use Fact::{
            Answered, ClientClosed, ClientOpened, HasAddress, HasSim, HungUp, LinkGone, LinkRenewed, Restarted,
        };
        let own = match self {
            Self::Lost(_) => return vec![LinkRenewed],
            Self::ReadFault(_) | Self::Noisy | Self::Shared | Self::ReadAlong => return vec![LinkRenewed, LinkGone],
            // What was forgotten is told anew before a client can open.
            Self::Rebooted => ClientIndex::ALL.map(ClientOpened).to_vec(),
            Self::Unresponsive => vec![Answered],
            Self::Broken(client, _) => vec![ClientOpened(*client), ClientClosed(*client)],
            Self::AddressLost => vec![HasAddress, HungUp],
            Self::SimGone => vec![HasSim],
        };
        // What the module was said to be in is over with the module's session.
        [own, vec![LinkRenewed, LinkGone, Restarted]].concat()
    }

    /// How far down it lies on the way from the SIM to a broker: what lies deeper takes down what stands on it. Nothing, where it is not on
    /// that way.
    const fn depth(&self) -> Option<u8> {
        match self {
            Self::Broken(_, BreakCause::NotRegistered) => Some(2),
            Self::Broken(..) => Some(0),
            Self::AddressLost => Some(1),
            Self::SimGone => Some(3),
            Self::Lost(_)
            | Self::ReadFault(_)
            | Self::Noisy
            | Self::Shared
            | Self::ReadAlong
            | Self::Rebooted
            | Self::Unresponsive => None,
        }
    }

    /// What the page, the Terminal or a script may have asked for, so that it is no trouble.
    #[must_use]
    pub fn asked_by(&self) -> Vec<Consequence> {
        use Consequence::{Close, Detach, HangUp, RadioOff, Restart};
        match self {
            Self::Lost(_)
            | Self::ReadFault(_)
            | Self::Noisy
            | Self::Shared
            | Self::ReadAlong
            | Self::Rebooted
            | Self::Unresponsive => vec![Restart],
            Self::Broken(client, _) => vec![Restart, RadioOff, Detach, HangUp, Close(*client)],
            Self::AddressLost => vec![Restart, RadioOff, Detach, HangUp],
            Self::SimGone => vec![Restart, RadioOff],
        }
    }
}

/// What the module was told to give up, and until when it may tell that it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    request: Option<RequestId>,
    consequence: Consequence,
    until: u64,
}

impl Asked {
    /// The same, when no request can stand for it any more.
    pub(super) const fn without_request(self) -> Self {
        Self { request: None, ..self }
    }
}

/// So many damaged lines, or signs of another program, within so many milliseconds are no accident.
const MANY: usize = 3;
const WITHIN: u64 = 60_000;

/// The same for answers that never came: each costs the time that its command is given.
const TAKEN_WITHIN: u64 = 300_000;

/// How long a module may take to tell that it has given up what it was told to. A module starts within thirty seconds, some twice.
const fn patience(consequence: Consequence) -> Duration {
    match consequence {
        Consequence::Restart => Duration::from_secs(90),
        Consequence::RadioOff | Consequence::Detach | Consequence::HangUp => Duration::from_secs(30),
        Consequence::Close(_) => Duration::from_secs(15),
    }
}

impl Facts {
    /// What the page says went wrong: the last of what has not been mended, or what lies beneath it. Where the SIM is gone, the address and
    /// the clients go with it, whatever the order that the module tells them in; and an address that is dialled anew needs a SIM first.
    #[must_use]
    pub fn trouble(&self) -> Option<&Trouble> {
        let last = self.troubles.last()?;
        if last.depth().is_none() {
            return Some(last);
        }
        self.troubles.iter().filter(|trouble| trouble.depth().is_some()).max_by_key(|trouble| trouble.depth())
    }

    /// Takes note that a person has seen what the page says went wrong.
    pub(super) fn dismiss(&mut self) {
        if let Some(seen) = self.trouble().cloned() {
            self.troubles.retain(|trouble| *trouble != seen);
        }
    }

    /// Whether the module has no SIM, as far as it has told.
    #[must_use]
    pub fn lacks_sim(&self) -> bool {
        let lacks = |check: &Check| check.result == CheckResult::Sim(SimState::NotInserted);
        self.troubles.contains(&Trouble::SimGone) || self.checks.iter().any(lacks)
    }

    /// Whether the way to the network that stood is gone, and nobody asked for that.
    #[must_use]
    pub fn lost_network(&self) -> bool {
        self.troubles.iter().any(|trouble| matches!(trouble, Trouble::SimGone | Trouble::AddressLost))
    }

    /// Takes note of something that went wrong, unless it was asked for.
    pub(super) fn raise(&mut self, trouble: Trouble, now: u64) {
        self.asked.retain(|asked| now <= asked.until);
        let reasons = trouble.asked_by();
        if self.asked.iter().any(|asked| reasons.contains(&asked.consequence)) {
            return;
        }
        // The same again stands for both.
        self.troubles.retain(|other| {
            std::mem::discriminant(other) != std::mem::discriminant(&trouble) || differs(other, &trouble)
        });
        self.troubles.push(trouble);
    }

    /// Takes note of a line that came damaged: a few of them within a minute make a noisy line. A module's own USB port loses nothing, since USB
    /// sends again what came damaged; so there somebody else has read what is missing.
    pub(super) fn damaged(&mut self, now: u64) {
        if are_many(&mut self.damages, now, WITHIN) {
            let is_read_along = self.is_on_usb && self.changed.is_none_or(|changed| changed + WITHIN < now);
            self.raise(if is_read_along { Trouble::ReadAlong } else { Trouble::Noisy }, now);
        }
    }

    /// Takes note of a line with a byte doubled or changed. Nobody who reads along does that.
    pub(super) fn changed(&mut self, now: u64) {
        self.changed = Some(now);
        self.disturbed(now);
    }

    /// Takes note of a reading that failed: a few of them within a minute make a noisy line.
    pub(super) fn disturbed(&mut self, now: u64) {
        if are_many(&mut self.damages, now, WITHIN) {
            self.raise(Trouble::Noisy, now);
        }
    }

    /// Takes note of an answer that somebody seems to have taken. On wires of its own a line may be bad as well.
    pub(super) fn answer_taken(&mut self, now: u64) {
        if self.is_on_usb && are_many(&mut self.answers_taken, now, TAKEN_WITHIN) {
            self.raise(Trouble::ReadAlong, now);
        }
    }

    /// Takes note of a line that tells of another program: a few of them within a minute are no accident.
    pub(super) fn stranger(&mut self, now: u64) {
        if are_many(&mut self.strangers, now, WITHIN) {
            self.raise(Trouble::Shared, now);
        }
    }

    /// Takes note of a fact: what it ends is said no longer.
    pub(super) fn settle(&mut self, fact: Fact) {
        self.troubles.retain(|trouble| !trouble.ended_by().contains(&fact));
        if fact == Fact::HasAddress {
            // Whatever becomes of this address was not asked for yet.
            let is_over = |asked: &Asked| {
                matches!(asked.consequence, Consequence::HangUp | Consequence::Detach | Consequence::RadioOff)
            };
            self.asked.retain(|asked| !is_over(asked));
        }
    }

    /// Whether a fact would end any trouble.
    pub(super) fn would_end(&self, fact: Fact) -> bool {
        self.troubles.iter().any(|trouble| trouble.ended_by().contains(&fact))
    }

    /// Takes note that the module is being told to give something up.
    pub(super) fn ask(&mut self, request: Option<RequestId>, consequence: Consequence, now: u64) {
        let until = now + u64::try_from(patience(consequence).as_millis()).unwrap_or(u64::MAX);
        self.asked.retain(|asked| asked.consequence != consequence);
        self.asked.push(Asked { request, consequence, until });
    }

    /// The module has answered what it was told: it does it, from now on, or it does not.
    pub(super) fn answered(&mut self, request: RequestId, taken: bool, now: u64) {
        let Some(asked) = self.asked.iter().find(|asked| asked.request == Some(request)).copied() else { return };
        if !taken {
            self.asked.retain(|asked| asked.request != Some(request));
            return;
        }
        self.ask(None, asked.consequence, now);
        match asked.consequence {
            // Firmware need not tell it once more.
            Consequence::HangUp => {
                self.lose_address(now);
                self.settle(Fact::HungUp);
            }
            Consequence::Close(client) => {
                self.forget_connection(client);
                self.clients.entry(client).or_default().state = ClientState::Free;
                self.settle(Fact::ClientClosed(client));
            }
            Consequence::Restart | Consequence::Detach | Consequence::RadioOff => {}
        }
    }
}

/// Adds one to what came within so many milliseconds; whether that makes many, which are then counted anew.
fn are_many(times: &mut Vec<u64>, now: u64, within: u64) -> bool {
    times.retain(|at| *at + within >= now);
    times.push(now);
    let are_many = times.len() >= MANY;
    if are_many {
        times.clear();
    }
    are_many
}

/// Whether two troubles of a kind stand for different things: two clients.
fn differs(one: &Trouble, other: &Trouble) -> bool {
    matches!((one, other), (Trouble::Broken(one, _), Trouble::Broken(other, _)) if one != other)
}

#[cfg(test)]
mod tests;
