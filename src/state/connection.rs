//! Ports and connections: listing, choosing, opening, probing, closing, and coming back after the cable was pulled.

use std::rc::Rc;

use fibocom_at::Profile;
use fibocom_at::commands::Receive;
use fibocom_sim::Config as VirtualConfig;
use futures::StreamExt;
use futures::future::LocalBoxFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use workbench_record::{Ending, LinkChange, Place};

use super::{Fact, LinkState, ModuleFacts, PortRow, Target, VirtualBroker, WorkError, Workbench};
use crate::link::probe::Finding;
use crate::link::procedure::identify;
use crate::link::{self, SharedRecord};
use crate::piece::piece;
use crate::transport::web_serial::{self, Filter, PortEvent};
use crate::transport::{Link, LostReason, OpenError, OpenOptions, known_device, virtual_module};

piece! {
    device, fetched by fetch_connection;
    /// Opens the link and what leads it: all that speaks to a module.
    pub(crate) fn connection(
        workbench: Workbench, target: Target, generation: u64
    ) -> LocalBoxFuture<'static, Result<ModuleFacts, WorkError>> {
        Box::pin(async move { workbench.connect_link(target, generation).await })
    }
}

impl Workbench {
    /// Looks for the ports that are granted, and goes on looking as they come and go.
    pub fn watch_ports(self) {
        spawn_local(async move {
            self.refresh_ports().await;
            let mut events = web_serial::watch();
            while let Some(event) = events.next().await {
                self.refresh_ports().await;
                if let PortEvent::Connected(port) = event {
                    self.came_back(&port).await;
                }
            }
        });
    }

    /// Asks the browser anew which ports are granted.
    pub async fn refresh_ports(&self) {
        let ports = web_serial::granted().await;
        self.inner.update_value(|inner| {
            inner.asked.retain(|(asked, _)| ports.iter().any(|port| port.same_as(asked)));
            inner.ports = ports;
        });
        self.show_ports();
    }

    fn show_ports(&self) {
        let rows = self.inner.with_value(|inner| {
            let row = |(index, port): (usize, &web_serial::Port)| {
                let info = port.info();
                let known = info.vendor_id.zip(info.product_id).and_then(|(vid, pid)| known_device(vid, pid));
                let asked = inner.asked.iter().find(|(asked, _)| asked.same_as(port)).map(|(_, said)| said.clone());
                PortRow { index, vendor_id: info.vendor_id, product_id: info.product_id, known, asked }
            };
            inner.ports.iter().enumerate().map(row).collect()
        });
        self.ports.set(rows);
    }

    /// Keeps what came of asking a port, for the list of ports.
    fn note_asked(&self, port: &web_serial::Port, said: Result<Finding, OpenError>) {
        self.inner.update_value(|inner| {
            inner.asked.retain(|(asked, _)| !asked.same_as(port));
            inner.asked.push((port.clone(), said));
        });
        self.show_ports();
    }

    /// Has the person choose a port in the browser's own dialog; its place in the list.
    ///
    /// # Errors
    /// [`WorkError::Open`] when the person chose none, or the browser does not allow it.
    pub async fn choose_port(&self, filter: Filter) -> Result<usize, WorkError> {
        let chosen = web_serial::choose(filter).await.map_err(WorkError::Open)?;
        self.refresh_ports().await;
        self.inner
            .with_value(|inner| inner.ports.iter().position(|port| port.same_as(&chosen)))
            .ok_or(WorkError::NoSuchPort)
    }

    /// Connects, and asks the module who it is. What was connected before is closed first.
    ///
    /// # Errors
    /// Whatever kept the port from opening or the module from answering.
    pub async fn connect(&self, target: Target) -> Result<ModuleFacts, WorkError> {
        self.can_be_had(&target)?;
        self.close_session_file();
        self.disconnect().await;
        let generation = self.inner.with_value(|inner| inner.generation + 1);
        self.inner.update_value(|inner| inner.generation = generation);
        self.change(|facts| {
            facts.link = LinkState::Opening;
            facts.settle(Fact::LinkRenewed);
        });
        let result = match connection(*self, target, generation).await {
            Ok(connecting) => connecting.await,
            Err(missing) => Err(missing.into()),
        };
        if result.is_err() && self.inner.with_value(|inner| inner.generation == generation) {
            if let Ok(handle) = self.handle() {
                handle.close().await;
            }
            self.inner.update_value(|inner| inner.handle = None);
            self.change(|facts| facts.link = LinkState::Failed);
        }
        result
    }

    async fn connect_link(&self, target: Target, generation: u64) -> Result<ModuleFacts, WorkError> {
        let is_virtual = matches!(target, Target::Virtual { .. });
        let place = self.place_of(&target);
        let mut link = self.open_link(target).await?;
        self.note_link_change(LinkChange::Opened(place));
        if self.is_superseded(generation) {
            link.transport.close().await;
            self.note_link_change(LinkChange::Ended(Ending::Closed));
            return Err(WorkError::NotConnected);
        }
        self.change(|facts| facts.link = LinkState::Probing);
        let record: SharedRecord = self.inner.with_value(|inner| Rc::clone(&inner.record));
        let port = self.inner.with_value(|inner| inner.port.clone());
        let finding = link::probe_in_browser(&mut link, &record).await;
        self.record_grew();
        if let Some((port, _)) = port {
            self.note_asked(&port, Ok(finding.clone()));
        }
        if self.is_superseded(generation) {
            link.transport.close().await;
            self.note_link_change(LinkChange::Ended(Ending::Closed));
            return Err(WorkError::NotConnected);
        }
        if !matches!(finding, Finding::Answers { .. }) {
            link.transport.close().await;
            let reason = if let Finding::Lost(reason) = &finding { reason.clone() } else { LostReason::Closed };
            self.note_link_change(LinkChange::Ended((&reason).into()));
            return Err(WorkError::NotAnAtPort(finding));
        }
        let (handle, running) = link::start_in_browser(link, record);
        let heard = handle.listen();
        self.inner.update_value(|inner| inner.handle = Some(handle.clone()));
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
            facts.link = LinkState::Ready;
            facts.series.meet(&module.identity);
            facts.module = Some(module.clone());
            facts.settle(Fact::LinkRenewed);
        });
        self.configure_engine();
        self.ask_unknown_model();
        Ok(module)
    }

    /// Notes in the record what happened to the link while nothing leads it.
    fn note_link_change(&self, change: LinkChange) {
        self.inner.with_value(|inner| link::note_in_browser(&inner.record, &change));
        self.record_grew();
    }

    fn place_of(&self, target: &Target) -> Place {
        match target {
            Target::Port { index, baud_rate } => {
                let info = self.inner.with_value(|inner| inner.ports.get(*index).map(web_serial::Port::info));
                let usb = info.and_then(|info| info.vendor_id.zip(info.product_id));
                Place::Port { usb, baud_rate: *baud_rate }
            }
            Target::Virtual { series, .. } => Place::Virtual(series.clone()),
        }
    }

    /// Whether the person has disconnected, or connected something else, since this connection was begun.
    fn is_superseded(&self, generation: u64) -> bool {
        self.inner.with_value(|inner| inner.generation != generation)
    }

    /// Whether there is such a target at all. What is connected stays so when there is not.
    fn can_be_had(&self, target: &Target) -> Result<(), WorkError> {
        match target {
            Target::Port { index, .. } if self.inner.with_value(|inner| inner.ports.len()) <= *index => {
                Err(WorkError::NoSuchPort)
            }
            Target::Virtual { series, .. }
                if Profile::named(series).is_none() && Profile::for_model(series).models.is_empty() =>
            {
                Err(WorkError::NoSuchVirtual(series.clone()))
            }
            Target::Port { .. } | Target::Virtual { .. } => Ok(()),
        }
    }

    async fn open_link(&self, target: Target) -> Result<Link, WorkError> {
        match target {
            Target::Port { index, baud_rate } => {
                let port =
                    self.inner.with_value(|inner| inner.ports.get(index).cloned()).ok_or(WorkError::NoSuchPort)?;
                let options = OpenOptions { baud_rate };
                let link = match port.open(options).await {
                    Ok(link) => link,
                    Err(error) => {
                        self.note_asked(&port, Err(error.clone()));
                        return Err(WorkError::Open(error));
                    }
                };
                self.inner.update_value(|inner| inner.port = Some((port, baud_rate)));
                Ok(link)
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
                let has_page_broker = address.is_none();
                let (link, cable) = virtual_module::open(config, baud_rate, address).await?;
                self.inner.update_value(|inner| {
                    inner.cable = Some(cable);
                    inner.has_page_broker = has_page_broker;
                    inner.port = None;
                });
                Ok(link)
            }
        }
    }

    /// Closes the link. The port is free again afterwards.
    pub async fn disconnect(&self) {
        // From here on nobody follows the link, so that its end is told once, here.
        self.inner.update_value(|inner| inner.generation += 1);
        self.no_data_sent();
        let handle = self.inner.with_value(|inner| inner.handle.clone());
        if let Some(handle) = handle {
            handle.close().await;
            self.divide_messages(LinkChange::Ended(Ending::Closed));
            self.record_grew();
        }
        self.inner.update_value(|inner| {
            inner.handle = None;
            inner.cable = None;
            inner.port = None;
            inner.logins.clear();
            inner.receive = Receive::Indicated;
        });
        self.change(|facts| {
            facts.link = LinkState::Closed;
            facts.module = None;
            facts.settle(Fact::LinkRenewed);
            facts.forget_module_state();
        });
    }

    /// A port appeared. When it is, as far as can be told, the one that was lost, the connection is taken up again.
    async fn came_back(&self, port: &web_serial::Port) {
        // Whoever looks at a file goes on looking at it.
        let lost = self.facts.with_untracked(|facts| facts.link == LinkState::Lost)
            && self.session_file.with_untracked(Option::is_none);
        let Some((old, baud_rate)) = self.inner.with_value(|inner| inner.port.clone()).filter(|_| lost) else { return };
        let twins =
            self.inner.with_value(|inner| inner.ports.iter().filter(|other| other.info() == old.info()).count());
        if port.info() != old.info() || twins != 1 {
            return;
        }
        let index = self.inner.with_value(|inner| inner.ports.iter().position(|other| other.same_as(port)));
        if let Some(index) = index {
            self.note_link_change(LinkChange::Back);
            // What goes wrong shows in the link's state.
            let _ = self.connect(Target::Port { index, baud_rate }).await;
        }
    }

    /// After a restart of the module: echo off again, errors with numbers again.
    pub(super) fn set_up_again(&self) {
        let (workbench, generation) = (*self, self.inner.with_value(|inner| inner.generation));
        if !self.facts.with_untracked(|facts| facts.link.is_up()) {
            return;
        }
        spawn_local(async move {
            let Ok(handle) = workbench.handle() else { return };
            let Ok(identity) = identify(&handle).await else { return };
            if workbench.inner.with_value(|inner| inner.generation == generation) {
                workbench.change(|facts| {
                    facts.series.meet(&identity);
                    if let Some(module) = &mut facts.module {
                        module.identity = identity;
                    }
                });
                workbench.configure_engine();
            }
        });
    }
}

/// Unix time in milliseconds.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "milliseconds since 1970 are positive and fit"
)]
fn js_sys_now() -> u64 {
    js_sys::Date::now() as u64
}
