//! What was true at a place of a record: its lines are heard one by one, and what they tell goes the way that the events of a live link
//! go, with the clock of the record.

use fibocom_at::commands::{Identify, Way, What, consequences, recognise};
use fibocom_at::{Command, Event, Failure, Message, Reply, RequestId};
use workbench_record::{Direction, Ending, Entry, LinkChange, Rehearing, Zero};

use super::super::trouble::Fact;
use super::super::{Facts, ModuleFacts, Phase};
use super::learn::Ended;
use crate::link::DriverEvent;
use crate::link::procedure::Identity;
use crate::transport::LostReason;

/// How many commands may be under way: more than any module takes.
const UNDER_WAY: usize = 64;

/// What a record says of itself before its first line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Origin {
    /// When its clock stood at zero.
    pub(super) zero: Zero,
    /// Whether its module is a virtual one.
    pub(super) is_virtual: bool,
    /// Whether it begins in the midst of a connection.
    pub(super) begins_connected: bool,
}

/// What was true when the lines so far had been heard.
#[derive(Debug, Clone)]
pub(in crate::state) struct Machine {
    origin: Origin,
    rehearing: Rehearing,
    facts: Facts,
    /// The commands that have not ended: who, when, what.
    under_way: Vec<(RequestId, u64, Vec<u8>)>,
    /// Who the module has said that it is since the link was opened.
    identity: Identity,
}

impl Machine {
    pub(super) fn new(origin: Origin) -> Self {
        let (rehearing, facts, identity) = <_>::default();
        Self { origin, rehearing, facts, under_way: Vec::new(), identity }
    }

    pub(in crate::state) const fn facts(&self) -> &Facts {
        &self.facts
    }

    /// About how many bytes of memory a copy of it takes.
    pub(super) fn weight(&self) -> usize {
        let lines: usize = self.under_way.iter().map(|(_, _, line)| line.len() + 64).sum();
        let identity = 2 * bytes_of(&self.identity);
        size_of::<Self>() + self.facts.weight() + identity + lines + self.rehearing.unfinished()
    }

    /// Takes the next line. The messages that it ends are handed over.
    pub(super) fn take(&mut self, entry: &Entry<'_>, mut message: impl FnMut(u64, Message)) {
        let (line, before) = (&entry.line, self.facts.link);
        match line.direction {
            Direction::Link(change) => self.link(change, line.at),
            _ if self.origin.begins_connected && self.facts.link == Phase::Closed => self.connected("", line.at),
            _ => {}
        }
        if line.damaged {
            self.facts.happened(&DriverEvent::Damaged, line.at);
        }
        let mut heard = Vec::new();
        self.rehearing.hear(entry, |at, one| heard.push((at, one)));
        for (at, one) in heard {
            match one {
                fibocom_at::Heard::Command(id, line) => self.asked(id, line, at),
                fibocom_at::Heard::Data(_) if !self.under_way.is_empty() => {
                    self.facts.happened(&DriverEvent::Prompted, at);
                }
                fibocom_at::Heard::Data(_) => {}
                fibocom_at::Heard::Event(Event::Completed(id, result)) => self.ended(id, result, at),
                fibocom_at::Heard::Event(Event::Message(one)) => message(at, self.named(one)),
                fibocom_at::Heard::Event(Event::Line { .. }) => {}
                fibocom_at::Heard::Event(event) => self.facts.happened(&DriverEvent::Engine(event), at),
            }
        }
        if self.facts.link != before {
            self.facts.link_since = line.at;
        }
        self.facts.keep_newest();
    }

    /// The messages that silence tells behind the last line.
    pub(super) fn end(&self, mut message: impl FnMut(u64, Message)) {
        self.rehearing.clone().end(|at, event| {
            if let Event::Message(one) = event {
                message(at, self.named(one));
            }
        });
    }

    fn named(&self, mut message: Message) -> Message {
        let known = message.topic_id.and_then(|id| self.facts.topic_of(message.client, id));
        if let Some(name) = known {
            name.clone_into(&mut message.topic);
        }
        message
    }

    fn link(&mut self, change: &LinkChange, at: u64) {
        match change {
            LinkChange::Opened(_) => {
                self.forget();
                self.facts.link = Phase::Probing;
            }
            LinkChange::Connected(model) => self.connected(model, at),
            LinkChange::Disturbed(fault) => self.facts.happened(&DriverEvent::Recovered(*fault), at),
            LinkChange::Ended(ending) => {
                let reason = match ending {
                    Ending::Unplugged => LostReason::Unplugged,
                    Ending::Closed => LostReason::Closed,
                    Ending::Failed(reason) => LostReason::Fault(reason.clone()),
                };
                // A link that was never seen to come has come all the same.
                if !self.facts.link.leads_to().contains(&Phase::Lost) {
                    self.facts.link = Phase::Probing;
                }
                self.facts.happened(&DriverEvent::Lost(reason), at);
                (self.identity, self.facts.under_way) = <_>::default();
                self.under_way.clear();
            }
            LinkChange::Back | LinkChange::Restarted => {}
        }
    }

    /// What was known of a module belongs to the link before.
    fn forget(&mut self) {
        (self.facts.module, self.identity) = <_>::default();
        self.facts.forget_module_state();
        self.facts.settle(Fact::LinkRenewed);
        self.under_way.clear();
    }

    fn connected(&mut self, model: &str, at: u64) {
        if self.identity.model.is_empty() {
            model.clone_into(&mut self.identity.model);
        }
        self.facts.link = Phase::Ready;
        self.facts.link_since = at;
        let is_known = self.identity != Identity::default();
        if is_known {
            self.met();
        }
        self.facts.settle(Fact::LinkRenewed);
    }

    fn met(&mut self) {
        self.facts.series.meet(&self.identity);
        self.facts.module = Some(ModuleFacts { identity: self.identity.clone(), is_virtual: self.origin.is_virtual });
    }

    fn asked(&mut self, id: RequestId, line: Vec<u8>, at: u64) {
        for consequence in consequences(&String::from_utf8_lossy(&line)) {
            self.facts.happened(&DriverEvent::Asked(id, consequence), at);
        }
        if self.facts.link.is_up() {
            self.facts.happened(&DriverEvent::Engine(Event::Started(id)), at);
            self.facts.begins(&line);
        }
        if self.under_way.len() == UNDER_WAY {
            let (oldest, ..) = self.under_way.remove(0);
            self.facts.under_way.retain(|request| *request != oldest);
        }
        self.under_way.push((id, at, line));
    }

    fn ended(&mut self, id: RequestId, result: Result<Reply, Failure>, at: u64) {
        let place = self.under_way.iter().position(|(request, ..)| *request == id);
        let asked = place.map(|place| self.under_way.remove(place));
        if let Some((_, since, line)) = &asked {
            if let Ok(reply) = &result {
                self.identify(line, reply);
            }
            if self.facts.link.is_up() {
                let unix = i64::try_from(self.origin.zero.unix(at) / 1_000).unwrap_or(i64::MAX);
                let took = at.saturating_sub(*since);
                self.facts.learn_end(&Ended { line, result: &result, took, unix });
            }
        }
        self.facts.happened(&DriverEvent::Engine(Event::Completed(id, result)), at);
    }

    /// Takes in who the module says that it is.
    fn identify(&mut self, line: &[u8], reply: &Reply) {
        let typed = recognise(&String::from_utf8_lossy(line));
        for what in [What::Manufacturer, What::Model, What::Revision, What::SerialNumber] {
            let asked = Way::ALL.map(|way| Identify { what, way });
            let asked = asked.iter().find(|ask| typed.spec == Some(ask.spec()) && typed.form == ask.form());
            let Some(Ok(text)) = asked.map(|ask| ask.read(reply)) else { continue };
            *match what {
                What::Manufacturer => &mut self.identity.manufacturer,
                What::Model => &mut self.identity.model,
                What::Revision => &mut self.identity.revision,
                What::SerialNumber => &mut self.identity.imei,
            } = text;
            // A restart, or a record that begins in the midst of a connection.
            if self.facts.link.is_up() && !self.identity.model.is_empty() {
                self.met();
            }
        }
    }
}

fn bytes_of(identity: &Identity) -> usize {
    let Identity { manufacturer, model, revision, imei } = identity;
    manufacturer.len() + model.len() + revision.len() + imei.len()
}
