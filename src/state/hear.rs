//! How each event of the link changes the facts. Pure data, no signals.

use fibocom_at::args::ClientIndex;
use fibocom_at::codes::{BreakCause, TuyaEvent};
use fibocom_at::commands::{DialState, Effect, IpAddresses, Open, ReadDial, ReadSim, SimState, recognise};
use fibocom_at::urc::Urc;
use fibocom_at::{Command, Event, Failure, Form, Reply};

use super::facts::keep_newest;
use super::gateway::Heard;
use super::trouble::{Asked, Fact, Trouble};
use super::{ClientState, Facts, Phase};
use crate::link::DriverEvent;
use crate::link::procedure::{Check, CheckName, CheckResult};
use crate::transport::LostReason;

impl Facts {
    /// Takes in what happened, at this moment in milliseconds.
    pub(super) fn happened(&mut self, event: &DriverEvent, now: u64) {
        match event {
            DriverEvent::Asked(request, consequence) => self.ask(Some(*request), *consequence, now),
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
            | DriverEvent::Slept => {}
        }
    }

    /// Whether what happened changes a fact.
    pub(super) fn is_changed_by(&self, event: &DriverEvent) -> bool {
        match event {
            DriverEvent::Written | DriverEvent::TakenBack(_) | DriverEvent::DataSent(_) | DriverEvent::Slept => false,
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
                self.rest();
            }
            Event::Completed(request, result) => {
                self.under_way.retain(|under_way| under_way != request);
                self.data_of.take_if(|data_of| data_of == request);
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
                    self.clients.entry(client).or_default().state = ClientState::Open;
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
        let had_one = self.address.take().is_some() || self.open_clients().next().is_some();
        if had_one {
            self.raise(Trouble::AddressLost, now);
        }
        for facts in self.clients.values_mut().filter(|facts| facts.state == ClientState::Open) {
            facts.state = ClientState::Broken;
            facts.cause = Some(BreakCause::LinkDown);
        }
        self.subscriptions.clear();
        self.numbered.clear();
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

#[cfg(test)]
mod tests {
    use fibocom_at::{Profile, RequestId};

    use super::*;
    use crate::state::ClientFacts;

    fn with_open_client() -> Facts {
        let mut facts = Facts::default();
        facts.clients.insert(ClientIndex::ALL[0], ClientFacts { state: ClientState::Open, ..ClientFacts::default() });
        facts
    }

    #[test]
    fn a_break_and_its_close_are_one_event() {
        let client = ClientIndex::ALL[0];
        for codes in [
            vec![Urc::Broken(client, BreakCause::Server), Urc::Closed(client)],
            vec![Urc::Closed(client), Urc::Broken(client, BreakCause::Server)],
        ] {
            let mut facts = with_open_client();
            codes.iter().for_each(|code| facts.hear(code, 0));
            assert_eq!(facts.client(client).state, ClientState::Broken);
            assert_eq!(facts.client(client).cause, Some(BreakCause::Server));
        }
    }

    #[test]
    fn without_an_address_no_client_is_connected() {
        let mut facts = Facts::default();
        facts.hear(&Urc::AddressLost, 0);
        assert_eq!(facts.trouble(), None, "there was no address to lose");
        let mut facts = with_open_client();
        facts.hear(&Urc::AddressLost, 0);
        assert_eq!(facts.open_clients().count(), 0);
        assert_eq!(facts.trouble(), Some(&Trouble::AddressLost));
    }

    /// Where the link stands behind each of these.
    fn phases(events: &[DriverEvent]) -> Vec<Phase> {
        let mut facts = Facts { link: Phase::Ready, ..Facts::default() };
        let mut phase = |event| {
            facts.happened(event, 0);
            facts.link
        };
        events.iter().map(&mut phase).collect()
    }

    #[test]
    fn a_link_that_is_lost_in_mid_upload_goes_from_the_prompt_to_lost() {
        let (one, two) = (RequestId(1), RequestId(2));
        let engine = DriverEvent::Engine;
        let waits = Event::Asks { request: None, end: fibocom_at::commands::End::Unknown, until: None };
        for event in [DriverEvent::Prompted, engine(waits)] {
            let told = phases(&[
                engine(Event::Started(one)),
                event,
                engine(Event::Completed(one, Err(Failure::Lost))),
                engine(Event::Completed(two, Err(Failure::Lost))),
                DriverEvent::Lost(LostReason::Unplugged),
            ]);
            assert_eq!(told, [Phase::Busy, Phase::Prompt, Phase::Prompt, Phase::Prompt, Phase::Lost]);
        }
    }

    #[test]
    fn a_command_that_ends_beside_an_upload_does_not_end_it() {
        let (one, two) = (RequestId(1), RequestId(2));
        let told = phases(&[
            DriverEvent::Engine(Event::Started(one)),
            DriverEvent::Engine(Event::Started(two)),
            DriverEvent::Prompted,
            DriverEvent::Engine(Event::Completed(one, Ok(Reply::default()))),
            DriverEvent::Engine(Event::Completed(RequestId(3), Err(Failure::Cancelled))),
            DriverEvent::Engine(Event::Completed(two, Ok(Reply::default()))),
        ]);
        assert_eq!(told, [Phase::Busy, Phase::Busy, Phase::Prompt, Phase::Prompt, Phase::Prompt, Phase::Ready]);
    }

    #[test]
    fn a_restart_forgets_all_but_the_module_itself() {
        let mut facts = with_open_client();
        facts.link = Phase::Ready;
        facts.series.choose(Profile::for_model("L610"));
        facts.forget_module_state();
        assert_eq!((facts.clients.len(), facts.link, facts.series.row().name), (0, Phase::Ready, "L610"));
    }

    #[test]
    fn what_the_checks_found_of_the_sim_follows_what_the_module_says_of_it() {
        let found = |facts: &Facts| facts.checks.first().map(|check| check.result.clone());
        let mut facts = Facts::default();
        facts.hear(&Urc::SimGone, 0);
        assert_eq!(found(&facts), None, "nobody asked");
        facts.learn(&Check { name: CheckName::Sim, result: CheckResult::Sim(SimState::Ready) });
        for (code, expected) in [
            (Urc::SimGone, SimState::NotInserted),
            (Urc::SimInserted, SimState::NotReady),
            (Urc::SimReady, SimState::Ready),
        ] {
            facts.hear(&code, 0);
            assert_eq!(found(&facts), Some(CheckResult::Sim(expected)), "{code:?}");
        }
    }
}
