//! Ports and connections: listing, choosing, connecting and closing. What is opened and asked is in `opening`, what comes back by itself in
//! `recovery`, what an earlier page may have left unfinished in `unfinished`, and which port it had in `before`.

mod before;
mod lines;
mod list;
mod opening;
mod places;
mod ports;
mod recovery;
mod unclaimed;
mod unfinished;

use fibocom_at::Profile;
use fibocom_at::commands::Receive;
use futures::future::{LocalBoxFuture, join_all};
use leptos::prelude::*;
use leptos::task::spawn_local;

pub(crate) use self::before::port_before;
pub use self::lines::{ControlLines, LineOrder};
pub use self::list::PortRow;
pub use self::places::SaidBefore;
pub(super) use self::ports::{Attempt, Ports, Wanted};
pub use self::recovery::Starts;
use super::restore::SetUp;
use super::{Fact, ModuleFacts, Phase, Target, WorkError, Workbench};
use crate::link;
use crate::piece::piece;
use crate::transport::web_serial::{self, Filter, Port, PortEvent};

/// What is to be connected.
pub(crate) enum Wish {
    /// What a person or a script has chosen.
    Target(Target),
    /// The first of these ports that answers, at this speed.
    FirstOf(Vec<Port>, u32, Starts),
    /// This port, at the speed that its module answers at.
    AnySpeed(Port),
    /// This port, whose module has just been switched on.
    Starting(Port, u32),
    /// The device that was lost, whose ports have come back.
    WhatCameBack,
    /// The virtual module of this series, which is there behind its cable.
    PlugIn(String),
}

piece! {
    device, fetched by fetch_connection;
    /// Opens the link and what leads it: all that speaks to a module.
    pub(crate) fn connection(
        workbench: Workbench, wish: Wish, generation: u64
    ) -> LocalBoxFuture<'static, Result<ModuleFacts, WorkError>> {
        Box::pin(async move {
            match wish {
                Wish::Target(target) => workbench.connect_link(target, generation).await,
                Wish::FirstOf(ports, baud_rate, starts) => {
                    workbench.look_among(ports, baud_rate, starts, generation).await
                }
                Wish::AnySpeed(port) => workbench.connect_at_its_speed(port, generation).await,
                Wish::Starting(port, baud_rate) => workbench.connect_when_started(port, baud_rate, generation).await,
                Wish::WhatCameBack => workbench.recover(generation).await,
                Wish::PlugIn(series) => workbench.plug_in_link(series, generation).await,
            }
        })
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
                    self.inner.update_value(|inner| {
                        // A browser may have one object for all its times.
                        inner.ports.came.retain(|(came, _)| !came.same_as(&port));
                        inner.ports.came.push((port.clone(), link::now_in_browser()));
                    });
                    if self.was_read_beside(&port) {
                        spawn_local(self.read_beside_again());
                    }
                    self.came_back(port);
                }
            }
        });
    }

    /// Asks the browser anew which ports are granted.
    pub async fn refresh_ports(&self) {
        let ports = web_serial::granted().await;
        let is_new =
            |port: &Port| self.inner.with_value(|inner| !inner.ports.granted.iter().any(|old| old.same_as(port)));
        let has_come = ports.iter().any(is_new);
        self.inner.update_value(|inner| {
            let is_there = |port: &Port| ports.iter().any(|there| there.same_as(port));
            inner.ports.asked.retain(|(asked, _)| is_there(asked));
            inner.ports.speeds.retain(|(opened, _)| is_there(opened));
            inner.ports.came.retain(|(came, _)| is_there(came));
            if let Some(wanted) = &mut inner.ports.wanted {
                wanted.came.retain(is_there);
            }
            inner.ports.granted = ports;
        });
        self.show_ports();
        if has_come {
            self.ports_came.update(|times| *times += 1);
        }
    }

    /// The ports as a script is given them. Their places hold until it is given the next list.
    ///
    /// # Errors
    /// [`WorkError::Open`] where this browser has no ports for this page.
    pub async fn list_ports(&self) -> Result<Vec<PortRow>, WorkError> {
        web_serial::support().admits().map_err(WorkError::Open)?;
        self.refresh_ports().await;
        self.inner.update_value(|inner| inner.ports.listed = Some(inner.ports.granted.clone()));
        Ok(self.ports.get_untracked())
    }

    /// Where the port now is that had this place in the list that a script was given last.
    ///
    /// # Errors
    /// [`WorkError::NoSuchPort`] where there was none, or it is gone; [`WorkError::Open`] where this browser has none for this page.
    pub fn listed_port(&self, index: usize) -> Result<usize, WorkError> {
        web_serial::support().admits().map_err(WorkError::Open)?;
        let found = self.inner.with_value(|inner| match &inner.ports.listed {
            None => Some(index),
            Some(listed) => {
                inner.ports.granted.iter().position(|port| listed.get(index).is_some_and(|at| at.same_as(port)))
            }
        });
        found.ok_or(WorkError::NoSuchPort)
    }

    /// Has the person choose a port in the browser's own dialog; its place in the list.
    ///
    /// # Errors
    /// [`WorkError::Open`] when the person chose none, or the browser does not allow it.
    pub async fn choose_port(&self, filter: Filter) -> Result<usize, WorkError> {
        let chosen = web_serial::choose(filter).await.map_err(WorkError::Open)?;
        self.refresh_ports().await;
        self.inner
            .with_value(|inner| inner.ports.granted.iter().position(|port| port.same_as(&chosen)))
            .ok_or(WorkError::NoSuchPort)
    }

    /// Connects, and asks the module who it is. What was connected before is closed first.
    ///
    /// # Errors
    /// Whatever kept the port from opening or the module from answering; [`WorkError::Connecting`] while another connection is being made,
    /// which goes on.
    pub async fn connect(&self, target: Target) -> Result<ModuleFacts, WorkError> {
        self.is_nobody_connecting()?;
        self.can_be_had(&target)?;
        let series = match &target {
            Target::Virtual { series, .. } => Profile::named(series),
            Target::Port { .. } => None,
        };
        let module = self.make_connection(Wish::Target(target), Phase::Opening).await?;
        // A virtual module of an older firmware has the model name of the newer one.
        if let Some(series) = series {
            self.choose_series(series);
        }
        Ok(module)
    }

    /// Plugs in the cable of the virtual module that was lost, and takes up the connection.
    ///
    /// # Errors
    /// As for [`Workbench::connect`].
    pub(super) async fn connect_behind_its_cable(&self, series: &str) -> Result<ModuleFacts, WorkError> {
        self.is_nobody_connecting()?;
        let module = self.make_connection(Wish::PlugIn(series.to_owned()), Phase::Opening).await?;
        if let Some(series) = Profile::named(series) {
            self.choose_series(series);
        }
        Ok(module)
    }

    /// The same for a port whose module has just been switched on: it is asked until it answers, for a minute.
    ///
    /// # Errors
    /// As for [`Workbench::connect`].
    pub async fn connect_starting(&self, index: usize, baud_rate: u32) -> Result<ModuleFacts, WorkError> {
        self.is_nobody_connecting()?;
        let port =
            self.inner.with_value(|inner| inner.ports.granted.get(index).cloned()).ok_or(WorkError::NoSuchPort)?;
        self.make_connection(Wish::Starting(port, baud_rate), Phase::Opening).await
    }

    /// The same at the speed that the module answers at, which is found by trying.
    ///
    /// # Errors
    /// As for [`Workbench::connect`].
    pub async fn connect_at_any_speed(&self, index: usize) -> Result<ModuleFacts, WorkError> {
        self.is_nobody_connecting()?;
        let port =
            self.inner.with_value(|inner| inner.ports.granted.get(index).cloned()).ok_or(WorkError::NoSuchPort)?;
        self.make_connection(Wish::AnySpeed(port), Phase::Looking).await
    }

    /// Opens ports of the list side by side, and connects the first that answers.
    ///
    /// # Errors
    /// [`WorkError::NotAnAtPort`] when none does; [`WorkError::Connecting`] as for [`Workbench::connect`].
    pub async fn connect_first(
        &self,
        ports: &[usize],
        baud_rate: u32,
        starts: Starts,
    ) -> Result<ModuleFacts, WorkError> {
        self.is_nobody_connecting()?;
        let ports = self.inner.with_value(|inner| {
            ports.iter().filter_map(|index| inner.ports.granted.get(*index).cloned()).collect::<Vec<_>>()
        });
        self.make_connection(Wish::FirstOf(ports, baud_rate, starts), Phase::Looking).await
    }

    fn is_nobody_connecting(&self) -> Result<(), WorkError> {
        if self.inner.with_value(|inner| inner.attempt.number.is_some()) { Err(WorkError::Connecting) } else { Ok(()) }
    }

    async fn make_connection(&self, wish: Wish, begins: Phase) -> Result<ModuleFacts, WorkError> {
        self.sends_nothing_of_a_replay()?;
        // Set before anything is awaited: nobody else may begin meanwhile, and whoever disconnects calls it off.
        self.inner.update_value(|inner| inner.attempt.number = Some(inner.generation));
        match wish {
            Wish::PlugIn(_) => self.close_link().await,
            _ => self.let_link_go().await,
        }
        // It may be the port that is to be spoken to.
        self.stop_reading_beside().await;
        self.inner.with_value(|inner| inner.attempt.number).ok_or(WorkError::NotConnected)?;
        let generation = self.next_generation();
        self.inner.update_value(|inner| inner.attempt.number = Some(generation));
        self.change(|facts| {
            facts.go(begins);
            facts.settle(Fact::LinkRenewed);
        });
        let result = match connection(*self, wish, generation).await {
            Ok(connecting) => connecting.await,
            Err(missing) => Err(missing.into()),
        };
        if !self.is_superseded(generation) {
            self.inner.update_value(|inner| inner.attempt.number = None);
        }
        if let Err(error) = &result {
            self.came_to_nothing(error, generation).await;
        }
        result
    }

    /// A connection was not made: its device is gone, or a person has to choose.
    async fn came_to_nothing(&self, error: &WorkError, generation: u64) {
        if self.is_superseded(generation) {
            return;
        }
        if let Ok(handle) = self.handle() {
            handle.close().await;
        }
        self.inner.update_value(|inner| inner.handle = None);
        let phase = if error.is_loss() { Phase::Lost } else { Phase::Failed };
        match phase {
            Phase::Failed => self.let_virtual_go(),
            _ => self.cable_is_out(),
        }
        self.change(|facts| {
            (facts.waits_for, facts.trying_speed) = (None, None);
            if facts.link != Phase::Lost {
                facts.go(phase);
            }
        });
        if phase == Phase::Lost {
            self.take_up_what_came_early();
        }
    }

    /// This is the device that a connection is kept with from now on. Said before its port is opened: it may be gone before it has answered.
    fn want(&self, port: &Port, baud_rate: u32) {
        self.inner.update_value(|inner| {
            let siblings = inner.ports.granted.iter().filter(|other| other.info() == port.info()).count();
            inner.ports.wanted = Some(Wanted {
                info: port.info(),
                baud_rate,
                is_its_speed: true,
                siblings,
                port: port.clone(),
                came: Vec::new(),
                came_early: false,
            });
        });
    }

    /// The same, for as long as its speed is looked for: it is looked for again where the device comes back.
    fn want_at_any_speed(&self, port: &Port, baud_rate: u32) {
        self.want(port, baud_rate);
        self.inner.update_value(|inner| {
            if let Some(wanted) = &mut inner.ports.wanted {
                wanted.is_its_speed = false;
            }
        });
    }

    /// A new connection begins: what is left of the one before no longer counts.
    fn next_generation(&self) -> u64 {
        self.inner.update_value(|inner| inner.generation += 1);
        self.inner.with_value(|inner| inner.generation)
    }

    /// Whether the person has disconnected, or connected something else, since this connection was begun.
    fn is_superseded(&self, generation: u64) -> bool {
        self.inner.with_value(|inner| inner.generation != generation)
    }

    /// Whether there is such a target at all. What is connected stays so when there is not.
    fn can_be_had(&self, target: &Target) -> Result<(), WorkError> {
        match target {
            Target::Port { index, .. } if self.inner.with_value(|inner| inner.ports.granted.len()) <= *index => {
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

    /// Closes the link, or calls off what is being connected. The port is free again afterwards. A round trip stops: that is no failure.
    pub async fn disconnect(&self) {
        self.stop_round_trip();
        before::forget();
        self.inner.update_value(|inner| {
            inner.attempt.number = None;
            inner.set_up = SetUp::default();
        });
        self.let_link_go().await;
    }

    /// Closes the ports that are being asked.
    async fn ask_no_more(&self) {
        let asked = self.inner.try_update_value(|inner| std::mem::take(&mut inner.attempt.asked)).unwrap_or_default();
        join_all(asked.iter().map(|transport| transport.close())).await;
    }

    async fn let_link_go(&self) {
        self.close_link().await;
        self.let_virtual_go();
    }

    /// Closes the link. A virtual module that has lost its cable stays.
    async fn close_link(&self) {
        // From here on nobody follows the link, so that its end is told once, here.
        self.next_generation();
        self.no_data_sent();
        self.ask_no_more().await;
        let handle = self.inner.with_value(|inner| inner.handle.clone());
        if let Some(handle) = handle {
            handle.close().await;
            self.divide_messages(opening::LET_GO);
            self.record_grew();
        }
        self.inner.update_value(|inner| {
            inner.handle = None;
            inner.ports.wanted = None;
            inner.attempt.answers.clear();
            inner.logins.clear();
            inner.receive = Receive::Indicated;
        });
        self.change(|facts| {
            facts.go(Phase::Closed);
            facts.module = None;
            facts.settle(Fact::LinkRenewed);
            facts.forget_module_state();
        });
    }
}
