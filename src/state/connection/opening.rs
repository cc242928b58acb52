//! Opens a port, or switches a virtual module on, asks who is there, and begins to lead the link.

use std::rc::Rc;

use fibocom_at::engine::Answer;
use fibocom_sim::{Config as VirtualConfig, Health};
use futures::channel::mpsc;
use leptos::prelude::*;
use leptos::task::spawn_local;
use workbench_record::{Ending, LinkChange, Place};

use super::super::ByHand;
use super::{SaidBefore, before, unclaimed, unfinished};
use crate::link::probe::{Finding, Patience, Stage};
use crate::link::procedure::identify;
use crate::link::{self, Millis, SharedRecord};
use crate::state::phase::STARTS_WITHIN;
use crate::state::{Fact, ModuleFacts, Phase, Target, VirtualBroker, WaitsFor, WorkError, Workbench};
use crate::transport::virtual_module::Control;
use crate::transport::web_serial::{Port, PortInfo};
use crate::transport::{FIBOCOM_VENDORS, Link, LostReason, OpenOptions, Transport, known_device, virtual_module};

impl Workbench {
    /// Opens what was asked for and gets acquainted with the module that is there.
    pub(super) async fn connect_link(&self, target: Target, generation: u64) -> Result<ModuleFacts, WorkError> {
        let is_virtual = matches!(target, Target::Virtual { .. });
        let port = match &target {
            Target::Port { index, .. } => self.inner.with_value(|inner| inner.ports.granted.get(*index).cloned()),
            Target::Virtual { .. } => None,
        };
        let place = self.place_of(&target);
        let other_speed = match (&target, &port) {
            (Target::Port { baud_rate, .. }, Some(port)) => self.was_at_another_speed(port, *baud_rate),
            _ => false,
        };
        let link = self.open_link(target, generation).await?;
        self.note_link_change(LinkChange::Opened(place));
        let link = self.still_wanted(link, generation).await?;
        let waits_for = port.as_ref().and_then(|port| unfinished::left_open(port.info()));
        // What was sent at another speed may stand before the first question.
        let patience = match port.as_ref().and_then(|port| self.may_start_until(port)) {
            _ if other_speed => Patience::Twice,
            Some(until) => Patience::WhileSilentUntil(until),
            None => Patience::Once,
        };
        match (self.asked(link, port.as_ref(), patience, waits_for, generation).await, port) {
            (Ok(link), _) => self.meet(link, is_virtual, generation).await,
            // Behind an adapter it depends on the speed whether bits are read as they were meant.
            (Err(WorkError::NotAnAtPort(finding)), Some(port))
                if is_adapter(port.info()) && finding.may_be_of_another_speed() =>
            {
                self.change(|facts| facts.go(Phase::Looking));
                self.connect_at_its_speed(port, generation).await
            }
            (Err(error), _) => Err(error),
        }
    }

    /// Opens the port of the virtual module that is there behind its cable, and gets acquainted with it anew.
    pub(super) async fn plug_in_link(&self, series: String, generation: u64) -> Result<ModuleFacts, WorkError> {
        let link = self.inner.with_value(|inner| inner.virtual_module.cable.as_ref().and_then(Control::plug_in));
        let link = link.ok_or(WorkError::NotConnected)?;
        self.cable_is_in();
        self.note_link_change(LinkChange::Opened(Place::Virtual(series)));
        let link = self.still_wanted(link, generation).await?;
        let link = self.asked(link, None, Patience::Once, None, generation).await?;
        self.meet(link, true, generation).await
    }

    /// Asks who is at the other end of a link, and hands it back where a module answers.
    pub(super) async fn asked(
        &self,
        mut link: Link,
        port: Option<&Port>,
        patience: Patience,
        waits_for: Option<WaitsFor>,
        generation: u64,
    ) -> Result<Link, WorkError> {
        self.change(|facts| facts.go(Phase::Probing));
        let record: SharedRecord = self.inner.with_value(|inner| Rc::clone(&inner.record));
        // Data and its end wait at most; what is chosen before they are taken changes nothing.
        let (choose, mut answers) = mpsc::channel(1);
        self.inner.update_value(|inner| inner.attempt.answers = vec![choose]);
        let workbench = *self;
        let tell = move |stage| workbench.probing(stage, generation);
        let finding = self
            .while_asked(
                &link.transport.clone(),
                link::probe_in_browser(&mut link, &record, patience, waits_for, &tell, &mut answers),
            )
            .await;
        if let Some(port) = port {
            self.note_asked(port, Ok(finding.clone()));
        }
        let link = self.still_wanted(link, generation).await?;
        self.inner.update_value(|inner| inner.attempt.answers.clear());
        self.change(|facts| facts.waits_for = None);
        match finding {
            Finding::Answers { .. } => Ok(link),
            Finding::Lost(ref reason) => {
                let reason = reason.clone();
                self.closed(link, &reason).await;
                Err(WorkError::NotAnAtPort(finding))
            }
            _ => {
                self.closed(link, &LostReason::Closed).await;
                Err(WorkError::NotAnAtPort(finding))
            }
        }
    }

    /// Asks a port, which can be closed meanwhile by whoever calls that off.
    pub(super) async fn while_asked(
        &self,
        transport: &Rc<dyn Transport>,
        asking: impl Future<Output = Finding>,
    ) -> Finding {
        self.inner.update_value(|inner| inner.attempt.asked.push(Rc::clone(transport)));
        let finding = asking.await;
        self.inner.update_value(|inner| inner.attempt.asked.retain(|asked| !Rc::ptr_eq(asked, transport)));
        self.record_grew();
        finding
    }

    async fn closed(&self, link: Link, reason: &LostReason) {
        link.transport.close().await;
        self.note_link_change(LinkChange::Ended(reason.into()));
    }

    /// How far the probe is.
    pub(super) fn probing(&self, stage: Stage, generation: u64) {
        if self.is_superseded(generation) {
            return;
        }
        self.record_grew();
        self.change(|facts| match stage {
            Stage::Asked => {
                facts.waits_for = None;
                // One that starts is asked again and again, which is not worth a change each time.
                if facts.link == Phase::WaitingOut {
                    facts.go(Phase::Probing);
                }
            }
            Stage::Waits(waits_for) => {
                facts.go(Phase::WaitingOut);
                facts.waits_for = Some(waits_for);
            }
            Stage::Starting if facts.link == Phase::Probing => facts.go(Phase::Starting),
            Stage::Starting => {}
        });
    }

    /// What a person has chosen about data that the module may wait for, while its port is only being asked.
    pub(in crate::state) fn answer_probe(&self, answer: Answer) {
        self.inner.update_value(|inner| {
            // Which of several ports has the prompt, nobody can tell.
            for choose in &mut inner.attempt.answers {
                // Whoever asks may have had an answer meanwhile.
                let _ = choose.try_send(answer.clone());
            }
        });
    }

    /// Begins to lead the link of a module that answers, and asks who it is.
    pub(super) async fn meet(&self, link: Link, is_virtual: bool, generation: u64) -> Result<ModuleFacts, WorkError> {
        let record: SharedRecord = self.inner.with_value(|inner| Rc::clone(&inner.record));
        let (handle, running) = link::start_in_browser(link, record);
        let heard = handle.follow();
        self.inner.update_value(|inner| inner.handle = Some(handle.clone()));
        let info = self.inner.with_value(|inner| inner.ports.wanted.as_ref().map(|wanted| wanted.info));
        if is_virtual {
            before::forget();
        } else {
            if let Some(info) = info {
                // Whatever an earlier page had begun is over: this module takes commands.
                unfinished::forget(info);
                before::note(info);
            }
        }
        let is_on_usb = !is_virtual && info.is_some_and(|info| !is_adapter(info));
        self.change(|facts| {
            (facts.trying_speed, facts.is_on_usb) = (None, is_on_usb);
            if facts.link != Phase::Probing {
                facts.go(Phase::Probing);
            }
        });
        spawn_local(running);
        spawn_local(self.follow(heard, generation));
        let identity = identify(&handle).await?;
        if self.is_superseded(generation) {
            return Err(WorkError::NotConnected);
        }
        let connected = LinkChange::Connected(identity.model.clone());
        self.note_link_change(connected.clone());
        self.divide_messages(connected);
        let module = ModuleFacts { identity, is_virtual };
        self.change(|facts| {
            facts.go(Phase::Ready);
            facts.series.meet(&module.identity);
            facts.module = Some(module.clone());
            facts.settle(Fact::LinkRenewed);
        });
        self.configure_engine();
        self.ask_unknown_model();
        self.ask_what_it_has().await;
        if self.is_superseded(generation) {
            return Err(WorkError::NotConnected);
        }
        Ok(module)
    }

    /// Closes a link that nobody wants any more.
    pub(super) async fn still_wanted(&self, link: Link, generation: u64) -> Result<Link, WorkError> {
        if !self.is_superseded(generation) {
            return Ok(link);
        }
        self.closed(link, &LostReason::Closed).await;
        Err(WorkError::NotConnected)
    }

    /// Notes in the record what happened to the link while nothing leads it.
    pub(in crate::state) fn note_link_change(&self, change: LinkChange) {
        self.inner.with_value(|inner| link::note_in_browser(&inner.record, &change));
        self.record_grew();
    }

    fn place_of(&self, target: &Target) -> Place {
        match target {
            Target::Port { index, baud_rate } => {
                let info = self.inner.with_value(|inner| inner.ports.granted.get(*index).map(Port::info));
                place_of_port(info, *baud_rate)
            }
            Target::Virtual { series, .. } => Place::Virtual(series.clone()),
        }
    }

    async fn open_link(&self, target: Target, generation: u64) -> Result<Link, WorkError> {
        let virtual_before = matches!(target, Target::Virtual { .. }).then(|| target.clone());
        match target {
            Target::Port { index, baud_rate } => {
                let port = self
                    .inner
                    .with_value(|inner| inner.ports.granted.get(index).cloned())
                    .ok_or(WorkError::NoSuchPort)?;
                self.want(&port, baud_rate);
                self.open_port(&port, baud_rate).await
            }
            Target::Virtual { series, mut scenarios, broker, baud_rate, seed, pace } => {
                let address = match broker {
                    VirtualBroker::Page(scenario) => {
                        scenarios.push(scenario);
                        None
                    }
                    VirtualBroker::At(address) => Some(address),
                };
                let unix_time = js_sys_now() / 1_000;
                let config =
                    VirtualConfig { seed, unix_time, pace, ..VirtualConfig::for_model(&series) }.with(&scenarios);
                let like =
                    self.inner.try_update_value(|inner| inner.virtual_module.like.take()).flatten().unwrap_or_default();
                let virtual_before = virtual_before.map(|target| (target, like.clone()));
                let config = config.like(like);
                let has_page_broker = address.is_none();
                let (link, cable, told) = virtual_module::open(config, baud_rate, address).await?;
                // Somebody has gone on meanwhile: whoever gets it closes it.
                if self.is_superseded(generation) {
                    return Ok(link);
                }
                self.inner.update_value(|inner| {
                    inner.virtual_module.cable = Some(cable);
                    inner.virtual_module.has_page_broker = has_page_broker;
                    inner.virtual_module.before = virtual_before;
                    inner.ports.wanted = None;
                });
                self.by_hand.set(Some(ByHand {
                    health: Health::default(),
                    count: 0,
                    times: 1,
                    is_plugged: true,
                    has_page_broker,
                    is_back: false,
                    number: generation,
                }));
                spawn_local(self.follow_virtual(told, generation));
                Ok(link)
            }
        }
    }

    /// Until when the module of a port may be starting yet that is asked alone: one that came not long ago, and is the only one of its device, or
    /// was the AT port the last time. Of several ports of a device, a silent one is rather another than the AT port.
    fn may_start_until(&self, port: &Port) -> Option<Millis> {
        let is_expected = self.inner.with_value(|inner| {
            let is_alone = inner.ports.granted.iter().filter(|other| other.info() == port.info()).count() == 1;
            let place = inner.ports.granted.iter().position(|other| other.same_as(port));
            is_alone
                || self.ports.with_untracked(|rows| {
                    rows.iter().any(|row| Some(row.index) == place && row.before == Some(SaidBefore::At))
                })
        });
        self.came_not_long_ago(port).filter(|_| is_expected)
    }

    /// Until when the module of a port may be starting yet, if the port came not long ago.
    pub(super) fn came_not_long_ago(&self, port: &Port) -> Option<Millis> {
        self.inner.with_value(|inner| {
            let (_, at) = inner.ports.came.iter().find(|(came, _)| came.same_as(port))?;
            let until = Millis(*at) + STARTS_WITHIN;
            (until.0 > link::now_in_browser()).then_some(until)
        })
    }

    /// Whether a port was opened before at another speed than this, which is noted.
    fn was_at_another_speed(&self, port: &Port, baud_rate: u32) -> bool {
        let before = self.inner.with_value(|inner| {
            inner.ports.speeds.iter().find(|(opened, _)| opened.same_as(port)).map(|(_, baud_rate)| *baud_rate)
        });
        self.inner.update_value(|inner| {
            inner.ports.speeds.retain(|(opened, _)| !opened.same_as(port));
            inner.ports.speeds.push((port.clone(), baud_rate));
        });
        before.is_some_and(|before| before != baud_rate)
    }

    /// Opens a port, and notes what came of it where it does not open.
    pub(super) async fn open_port(&self, port: &Port, baud_rate: u32) -> Result<Link, WorkError> {
        let (workbench, port) = (*self, port.clone());
        let opening = async move {
            match port.open(OpenOptions { baud_rate }).await {
                Ok(link) => workbench.with_lines(link).await,
                Err(error) => {
                    workbench.note_asked(&port, Err(error.clone()));
                    Err(WorkError::Open(error))
                }
            }
        };
        // Another port of the module may answer meanwhile.
        unclaimed::opened(opening, |task| spawn_local(task)).await.unwrap_or(Err(WorkError::NotConnected))
    }
}

/// Whether the port belongs to a serial adapter, not to a module: then the baud rate matters.
fn is_adapter(info: PortInfo) -> bool {
    let is_module = |(vendor, product)| FIBOCOM_VENDORS.contains(&vendor) || known_device(vendor, product).is_some();
    !info.usb().is_some_and(is_module)
}

pub(super) fn place_of_port(info: Option<PortInfo>, baud_rate: u32) -> Place {
    Place::Port { usb: info.and_then(PortInfo::usb), baud_rate }
}

/// The end of a link that was let go on purpose.
pub(super) const LET_GO: LinkChange = LinkChange::Ended(Ending::Closed);

/// Unix time in milliseconds.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "milliseconds since 1970 are positive and fit"
)]
fn js_sys_now() -> u64 {
    js_sys::Date::now() as u64
}
