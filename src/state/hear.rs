//! How each event of the link changes the facts. Pure data, no signals.

use fibocom_at::args::ClientIndex;
use fibocom_at::codes::{BreakCause, TuyaEvent};
use fibocom_at::commands::{DialState, Effect, IpAddresses, Open, ReadDial, ReadSim, SimState, recognise};
use fibocom_at::urc::Urc;
use fibocom_at::{Command, Event, Failure, Form, Reply};

use super::facts::keep_newest;
use super::gateway::Heard;
use super::trouble::{Asked, Fact, Trouble};
use super::{ClientState, Facts, Opened, Phase};
use crate::link::DriverEvent;
use crate::link::procedure::{Check, CheckName, CheckResult};
use crate::transport::LostReason;

impl Facts {
    /// Takes in what happened, at this moment in milliseconds.
    pub(super) fn happened(&mut self, event: &DriverEvent, now: u64) {
        match event {
            DriverEvent::Asked(request, consequence) => self.ask(Some(*request), *consequence, now),
            DriverEvent::MayAsk(request, end) => self.may_ask = Some((*request, *end)),
            DriverEvent::Prompted if self.link.is_up() => {
                self.data_of = self.under_way.last().copied();
                self.go(Phase::Prompt);
            }
            DriverEvent::Recovered(fault) => {
                self.raise(Trouble::ReadFault(*fault), now);
                self.disturbed(now);
            }
            DriverEvent::Damaged => self.damaged(now),
            DriverEvent::Changed => self.changed(now),
            DriverEvent::Stranger => self.stranger(now),
            DriverEvent::AnswerTaken => self.answer_taken(now),
            DriverEvent::Lost(reason) => self.lost(reason, now),
            DriverEvent::Engine(event) => self.engine_event(event, now),
            DriverEvent::Prompted
            | DriverEvent::Written
            | DriverEvent::TakenBack(_)
            | DriverEvent::DataSent(_)
            | DriverEvent::Slept
            | DriverEvent::ReadAt(_) => {}
        }
    }

    /// Whether what happened changes a fact.
    pub(super) fn is_changed_by(&self, event: &DriverEvent) -> bool {
        match event {
            DriverEvent::Written
            | DriverEvent::TakenBack(_)
            | DriverEvent::DataSent(_)
            | DriverEvent::Slept
            | DriverEvent::ReadAt(_) => false,
            DriverEvent::Engine(Event::Completed(request, _)) => {
                self.under_way.contains(request) || self.would_end(Fact::Answered) || !self.asked.is_empty()
            }
            DriverEvent::Engine(event) => !matches!(event, Event::Line { .. } | Event::Message(_)),
            _ => true,
        }
    }

    fn engine_event(&mut self, event: &Event, now: u64) {
        match event {
            Event::Started(request) => {
                self.under_way.push(*request);
                // The line is free for it.
                self.may_ask = None;
                self.rest();
            }
            Event::Completed(request, result) => {
                self.under_way.retain(|under_way| under_way != request);
                self.data_of.take_if(|data_of| data_of == request);
                if !leaves_data_open(result.as_ref().err()) {
                    self.may_ask.take_if(|(of, _)| of == request);
                }
                // What a link is lost with ends by that, and the module may go on waiting for its data.
                if !matches!(result, Err(Failure::Lost)) {
                    self.rest();
                }
                if is_answer(result.as_ref().err()) {
                    self.settle(Fact::Answered);
                    self.answered(*request, result.is_ok(), now);
                }
            }
            Event::Urc(code) => self.hear(code, now),
            Event::Rebooted => {
                self.settle(Fact::Restarted);
                self.forget_module_state();
                if self.link.is_up() {
                    self.raise(Trouble::Rebooted, now);
                }
                self.rest();
            }
            Event::Unresponsive => {
                self.resynchronising = false;
                self.raise(Trouble::Unresponsive, now);
                self.rest();
            }
            Event::Resynchronising => {
                self.resynchronising = true;
                self.rest();
            }
            Event::Resynchronised => {
                self.resynchronising = false;
                self.may_ask = None;
                self.settle(Fact::Answered);
                self.rest();
            }
            Event::Asks { .. } | Event::AsksNoMore | Event::DataModeEntered | Event::DataModeLeft => {
                self.hear_waiting(event);
            }
            Event::Line { .. } | Event::Message(_) | Event::TakenBack(_) => {}
        }
    }

    /// Where a link that is up stands.
    pub(super) fn rest(&mut self) {
        if self.link.is_up() {
            self.go(if self.waits_for.is_some() {
                Phase::Prompt
            } else if self.resynchronising {
                Phase::Resynchronising
            } else if self.data_of.is_some() {
                Phase::Prompt
            } else if self.restoring {
                Phase::Restoring
            } else if !self.under_way.is_empty() {
                Phase::Busy
            } else {
                Phase::Ready
            });
        }
    }

    /// The link stands somewhere else from now on.
    pub(super) fn go(&mut self, phase: Phase) {
        debug_assert!(
            phase == self.link || self.link.leads_to().contains(&phase),
            "{:?} does not lead to {phase:?}",
            self.link
        );
        self.link = phase;
    }

    /// The link is gone, and what was known of the module with it.
    fn lost(&mut self, reason: &LostReason, now: u64) {
        let by_itself = *reason != LostReason::Closed;
        let was_up = self.link.is_up();
        self.go(if by_itself { Phase::Lost } else { Phase::Closed });
        self.module = None;
        self.settle(Fact::LinkGone);
        self.forget_module_state();
        if by_itself && was_up {
            self.raise(Trouble::Lost(reason.clone()), now);
        }
    }

    /// The module forgot everything: it restarted, or another one is connected.
    pub(super) fn forget_module_state(&mut self) {
        *self = Self {
            link: self.link,
            link_since: self.link_since,
            is_on_usb: self.is_on_usb,
            // The broker does not restart with the module.
            pretended: self.pretended.filter(|_| self.module.is_some()),
            module: self.module.take(),
            series: std::mem::take(&mut self.series),
            troubles: std::mem::take(&mut self.troubles),
            // The numbers of requests begin anew with a link.
            asked: std::mem::take(&mut self.asked).into_iter().map(Asked::without_request).collect(),
            ..Self::default()
        };
    }

    /// Takes in an unsolicited code.
    pub(super) fn hear(&mut self, code: &Urc, now: u64) {
        match code {
            Urc::AddressAssigned(address) => self.hold_address(Some(*address)),
            Urc::AddressLost => self.lose_address(now),
            Urc::Registration(_, state) => self.registration = Some(*state),
            Urc::Broken(client, cause) => {
                self.break_client(*client, Some(*cause));
                self.raise(Trouble::Broken(*client, *cause), now);
            }
            Urc::Closed(client) => self.break_client(*client, None),
            Urc::LateStatus { tag, client, status: 1 } if tag == Open::NAME => {
                self.clients.entry(*client).or_default().state = ClientState::Open;
                self.settle(Fact::ClientOpened(*client));
            }
            Urc::CloudEvent { event, .. } => self.hear_of_tuya(*event),
            Urc::TopicRegistered(_, Some(registered)) => self.learn_topic(registered.clone(), Heard::Announced),
            Urc::SimGone => {
                self.note_sim(SimState::NotInserted);
                self.lose_connections();
                self.raise(Trouble::SimGone, now);
            }
            Urc::SimInserted => {
                self.note_sim(SimState::NotReady);
                self.settle(Fact::HasSim);
            }
            Urc::SimReady => {
                self.note_sim(SimState::Ready);
                self.settle(Fact::HasSim);
            }
            Urc::Unlisted(text) => self.hear_of_sim(text, now),
            _ => {}
        }
    }

    /// The reply to a line that somebody typed or a script sent says what is true now, just as one to the page's own does.
    pub(super) fn learn_reply(&mut self, line: &[u8], reply: &Reply) {
        let typed = recognise(&String::from_utf8_lossy(line));
        let Some(spec) = typed.spec else { return };
        match typed.form {
            Form::Read if spec == ReadSim.spec() => {
                if let Ok(state) = ReadSim.read(reply) {
                    self.learn(&Check { name: CheckName::Sim, result: CheckResult::Sim(state) });
                }
            }
            Form::Read if spec == ReadDial.spec() => match ReadDial.read(reply) {
                Ok(DialState::Up(Some(address))) => self.hold_address(Some(address)),
                Ok(DialState::Down | DialState::Stale) => self.hold_address(None),
                Ok(DialState::Up(None) | DialState::Busy) | Err(_) => {}
            },
            Form::Set if spec.effect == Effect::Opens => {
                if let Some(client) = typed.client() {
                    let opened = Opened::typed(&typed, self);
                    let facts = self.clients.entry(client).or_default();
                    (facts.state, facts.cause, facts.opened) = (ClientState::Open, None, Some(opened));
                    self.settle(Fact::ClientOpened(client));
                }
            }
            _ => {}
        }
    }

    /// The address, as it is now.
    pub(super) fn hold_address(&mut self, address: Option<IpAddresses>) {
        self.address = address;
        if address.is_some() {
            self.no_address = None;
            self.settle(Fact::HasAddress);
        }
    }

    /// The address is gone, and with it every connection.
    pub(super) fn lose_address(&mut self, now: u64) {
        // A dial-up that fails says the same as an address that is lost.
        let had_one = self.address.is_some() || self.open_clients().next().is_some();
        if had_one {
            self.raise(Trouble::AddressLost, now);
        }
        self.address = None;
        self.lose_connections();
    }

    /// Without a network there is no connection, not even one that is being made or ended.
    fn lose_connections(&mut self) {
        for facts in self.clients.values_mut().filter(|facts| facts.state.is_busy()) {
            facts.state = ClientState::Broken;
            facts.cause = Some(BreakCause::LinkDown);
        }
        self.subscriptions.clear();
        self.numbered.clear();
    }

    /// Takes in what happened; which clients lost their connection by it, and why where that is known. A break, the close that follows it
    /// and the loss of the address are one loss: the first tells of it.
    pub(super) fn happened_to_clients(
        &mut self,
        event: &DriverEvent,
        now: u64,
    ) -> Vec<(ClientIndex, Option<BreakCause>)> {
        let DriverEvent::Engine(Event::Urc(code)) = event else {
            self.happened(event, now);
            return Vec::new();
        };
        let before: Vec<_> = ClientIndex::ALL.into_iter().map(|client| (client, self.client(client).state)).collect();
        self.happened(event, now);
        let lost = before.into_iter().filter_map(|(client, before)| {
            let after = self.client(client);
            // One that was opened by others is free, as far as is known here.
            let is_told = matches!(code, Urc::Broken(of, _) if *of == client) && before == ClientState::Free;
            let cause = match code {
                Urc::Broken(_, cause) => Some(*cause),
                _ => after.cause,
            };
            let is_lost = before != ClientState::Broken && after.state == ClientState::Broken;
            (is_lost || is_told).then_some((client, cause))
        });
        lost.collect()
    }

    /// Some modules say unasked what they answer to AT+CPIN?.
    fn hear_of_sim(&mut self, text: &str, now: u64) {
        if !text.starts_with(ReadSim.spec().name) {
            return;
        }
        let reply = Reply { lines: vec![text.as_bytes().to_vec()], ..Reply::default() };
        match ReadSim.read(&reply) {
            Ok(SimState::NotInserted) => self.hear(&Urc::SimGone, now),
            Ok(SimState::Ready) => self.hear(&Urc::SimReady, now),
            Ok(state) => self.note_sim(state),
            Err(_) => {}
        }
    }

    /// How the SIM stands now. Where it was never asked for, the checks have nothing to correct.
    fn note_sim(&mut self, state: SimState) {
        if self.checks.iter().any(|check| check.name == CheckName::Sim) {
            self.learn(&Check { name: CheckName::Sim, result: CheckResult::Sim(state) });
        }
    }

    /// Takes in how far the session with Tuya is. A reset begins it anew, whoever started it.
    fn hear_of_tuya(&mut self, event: TuyaEvent) {
        if event == TuyaEvent::Reset {
            self.tuya.clear();
        }
        self.tuya.push(event);
        keep_newest(&mut self.tuya);
    }

    /// A break and the close that follows it are one event; the first gives the cause.
    fn break_client(&mut self, client: ClientIndex, cause: Option<BreakCause>) {
        let facts = self.clients.entry(client).or_default();
        if facts.state != ClientState::Free {
            facts.state = ClientState::Broken;
            facts.cause = cause.or(facts.cause);
        }
        self.forget_connection(client);
    }
}

/// Whether a command ended because the module said something to it.
fn is_answer(failure: Option<&Failure>) -> bool {
    matches!(failure, None | Some(Failure::Rejected(_) | Failure::Failed(_) | Failure::Malformed(_)))
}

/// Whether a command ended by something that says nothing of its data: the module may wait for that, or ask for it yet.
fn leaves_data_open(failure: Option<&Failure>) -> bool {
    matches!(failure, Some(Failure::Lost | Failure::Cancelled | Failure::TimedOut(_)))
}

#[cfg(test)]
mod tests;
