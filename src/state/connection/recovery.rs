//! Takes a connection up again by itself, when the device that was lost is there again: for as long as modules take to start, and through
//! all of its ports at once, since nothing but an answer tells them apart.

use std::rc::Rc;
use std::time::Duration;

use futures::StreamExt;
use futures::channel::mpsc;
use futures::stream::FuturesUnordered;
use leptos::prelude::*;
use leptos::task::spawn_local;
use workbench_record::LinkChange;

use super::opening::{LET_GO, place_of_port};
use super::{Wanted, Wish, connection, unfinished};
use crate::link::probe::{Finding, Patience, Stage};
use crate::link::procedure::identify;
use crate::link::{self, Millis};
use crate::state::phase::{PORTS_SETTLE, STARTS_WITHIN};
use crate::state::{ModuleFacts, Phase, WorkError, Workbench};
use crate::transport::web_serial::Port;
use crate::transport::{Link, LostReason};

/// How long to wait before a port is opened again that the system has refused: its device has only just come.
const OPEN_AGAIN: Duration = Duration::from_millis(500);

/// The speeds that modules can be set to, the likeliest first.
const SPEEDS: [u32; 8] = [115_200, 9_600, 921_600, 460_800, 57_600, 230_400, 38_400, 19_200];

/// Whether a module has just been switched on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Starts {
    /// It may have been, where its port came not long ago.
    Perhaps,
    /// Somebody says so.
    ForCertain,
}

/// How long one of several ports is asked that came until this moment not long ago, or long ago.
fn glance_at(starts: Starts, now: Millis, came_until: Option<Millis>) -> Patience {
    match (starts, came_until) {
        (Starts::ForCertain, _) => Patience::SeldomUntil(now + STARTS_WITHIN),
        (Starts::Perhaps, Some(until)) => Patience::WhileSilentUntil(until),
        (Starts::Perhaps, None) => Patience::Glance,
    }
}

/// Whether a port that comes while its link still seems to be there is the device that a connection is kept with, back already.
const fn is_its_return(is_the_same: bool, is_there: bool) -> bool {
    is_the_same || !is_there
}

impl Workbench {
    /// A port appeared. When its device is, as far as can be told, the one that was lost, the connection is taken up again.
    pub(super) fn came_back(&self, port: Port) {
        // Whoever looks at a file goes on looking at it, and whoever connects something does that.
        let is_lost = self.facts.with_untracked(|facts| !facts.link.is_up() && facts.link != Phase::Closed);
        let is_free = self.session_file.with_untracked(Option::is_none)
            && self.inner.with_value(|inner| inner.attempt.number.is_none());
        let is_now = is_lost && is_free;
        self.inner.update_value(|inner| {
            let is_there = |one: &Port| inner.ports.granted.iter().any(|there| there.same_as(one));
            if let Some(wanted) = inner.ports.wanted.as_mut().filter(|wanted| wanted.info == port.info()) {
                // While the one that was open is there, another is another device of its kind. Where the browser has one object for a port as long
                // as it is granted, that very port comes again: it was gone.
                let is_early = !is_now && is_its_return(port.same_as(&wanted.port), is_there(&wanted.port));
                if is_now || is_early {
                    wanted.came.push(port);
                }
                wanted.came_early |= is_now || is_early;
            }
        });
        if is_now {
            self.take_up_what_came_early();
        }
    }

    /// The link is lost now: takes it up again where its device has come back already.
    pub(in crate::state) fn take_up_what_came_early(&self) {
        self.take_up_virtual();
        let has_come = self.inner.try_update_value(|inner| {
            inner.ports.wanted.as_mut().is_some_and(|wanted| std::mem::take(&mut wanted.came_early))
        });
        if has_come != Some(true) || self.session_file.with_untracked(Option::is_some) {
            return;
        }
        let (workbench, generation) = (*self, self.next_generation());
        self.note_link_change(LinkChange::Back);
        spawn_local(async move {
            // Another port of the device has come while the first were being asked: they are asked anew, together.
            workbench.ask_no_more().await;
            let found = match connection(workbench, Wish::WhatCameBack, generation).await {
                Ok(recovering) => recovering.await,
                Err(missing) => Err(missing.into()),
            };
            if let Err(error) = found {
                workbench.came_to_nothing(&error, generation).await;
            }
        });
    }

    /// From the coming of a port to a module that is known.
    pub(super) async fn recover(self, generation: u64) -> Result<ModuleFacts, WorkError> {
        let wanted = self.inner.with_value(|inner| inner.ports.wanted.clone());
        let Wanted { siblings, baud_rate, is_its_speed, .. } = wanted.ok_or(WorkError::NotConnected)?;
        let until = Millis(link::now_in_browser()) + STARTS_WITHIN;
        self.change(|facts| {
            if facts.link.is_coming() {
                facts.go(Phase::Lost);
            }
            facts.go(if siblings > 1 || !is_its_speed { Phase::Looking } else { Phase::Opening });
        });
        if siblings > 1 {
            link::sleep_in_browser(PORTS_SETTLE).await;
        }
        self.refresh_ports().await;
        if self.is_superseded(generation) {
            return Err(WorkError::NotConnected);
        }
        // Those that came and are still there; one of the list may have gone again.
        let ports = self.inner.with_value(|inner| {
            let came = inner.ports.wanted.as_ref().map(|wanted| wanted.came.as_slice()).unwrap_or_default();
            inner
                .ports
                .granted
                .iter()
                .filter(|port| came.iter().any(|came| came.same_as(port)))
                .cloned()
                .collect::<Vec<_>>()
        });
        let link = match ports.as_slice() {
            [] => return Err(WorkError::NotAnAtPort(Finding::Lost(LostReason::Unplugged))),
            [port] if !is_its_speed => return self.connect_at_its_speed(port.clone(), generation).await,
            [port] => self.wait_for(port, baud_rate, Patience::Until(until), generation).await?,
            several => self.wait_for_any(several, baud_rate, |_| Patience::Until(until), generation).await?,
        };
        let module = self.meet(link, false, generation).await?;
        self.read_beside_again().await;
        Ok(module)
    }

    /// From a port to a module that is known, however long that takes to start.
    pub(super) async fn connect_when_started(
        self,
        port: Port,
        baud_rate: u32,
        generation: u64,
    ) -> Result<ModuleFacts, WorkError> {
        let until = Millis(link::now_in_browser()) + STARTS_WITHIN;
        self.want(&port, baud_rate);
        let link = self.wait_for(&port, baud_rate, Patience::SeldomUntil(until), generation).await?;
        self.meet(link, false, generation).await
    }

    /// Opens a port and asks it until it answers.
    async fn wait_for(
        &self,
        port: &Port,
        baud_rate: u32,
        patience: Patience,
        generation: u64,
    ) -> Result<Link, WorkError> {
        let link = self.open_in_time(port, baud_rate, patience, generation).await?;
        let waits_for = unfinished::left_open(port.info());
        let link = self.asked(link, Some(port), patience, waits_for, generation).await?;
        self.want(port, baud_rate);
        Ok(link)
    }

    /// The same for several ports at once: the first that answers is the one, the others are closed again.
    async fn wait_for_any(
        &self,
        ports: &[Port],
        baud_rate: u32,
        patience_for: impl Fn(&Port) -> Patience,
        generation: u64,
    ) -> Result<Link, WorkError> {
        let mut asked: FuturesUnordered<_> =
            ports.iter().map(|port| self.ask_aside(port, baud_rate, patience_for(port), generation)).collect();
        let mut end = Finding::Lost(LostReason::Unplugged);
        while let Some(found) = asked.next().await {
            match found {
                Ok((link, port)) => {
                    // The others are free again before the module is spoken to.
                    drop(asked);
                    self.ask_no_more().await;
                    // One of them may have looked like a module that waits for data.
                    self.inner.update_value(|inner| inner.attempt.answers.clear());
                    self.change(|facts| facts.waits_for = None);
                    self.want(port, baud_rate);
                    return Ok(link);
                }
                Err(WorkError::NotAnAtPort(Finding::Lost(_))) => {}
                // One that is silent says that its device is there.
                Err(_) => end = Finding::Silent,
            }
        }
        Err(WorkError::NotAnAtPort(end))
    }

    /// Opens one port of several, and asks it, while the others are asked too.
    async fn ask_aside<'a>(
        &self,
        port: &'a Port,
        baud_rate: u32,
        patience: Patience,
        generation: u64,
    ) -> Result<(Link, &'a Port), WorkError> {
        let mut link = self.open_in_time(port, baud_rate, patience, generation).await?;
        let record = self.inner.with_value(|inner| Rc::clone(&inner.record));
        let (choose, mut answers) = mpsc::channel(1);
        self.inner.update_value(|inner| {
            inner.attempt.answers.retain(|choose| !choose.is_closed());
            inner.attempt.answers.push(choose);
        });
        let waits_for = unfinished::left_open(port.info());
        let asking = &link.transport.clone();
        let tell = |stage| self.probing_aside(stage, generation);
        let probe = link::probe_in_browser(&mut link, &record, patience, waits_for, &tell, &mut answers);
        let finding = self.while_asked(asking, probe).await;
        self.note_asked(port, Ok(finding.clone()));
        let link = self.still_wanted(link, generation).await?;
        if matches!(finding, Finding::Answers { .. }) {
            return Ok((link, port));
        }
        link.transport.close().await;
        self.note_link_change(LET_GO);
        Err(WorkError::NotAnAtPort(finding))
    }

    /// How far one of several ports is. All of them are told apart by what they answer; only what nothing can be typed into is worth a word.
    fn probing_aside(&self, stage: Stage, generation: u64) {
        let waits = matches!(stage, Stage::Waits(_));
        if waits || self.facts.with_untracked(|facts| facts.link == Phase::WaitingOut) {
            self.probing(stage, generation);
        }
    }

    /// Opens a port, again and again where there is time: the system refuses one whose device has only just come.
    async fn open_in_time(
        &self,
        port: &Port,
        baud_rate: u32,
        patience: Patience,
        generation: u64,
    ) -> Result<Link, WorkError> {
        loop {
            match (self.open_port(port, baud_rate).await, patience) {
                (Ok(link), _) => {
                    self.note_link_change(LinkChange::Opened(place_of_port(Some(port.info()), baud_rate)));
                    return self.still_wanted(link, generation).await;
                }
                (Err(_), _) if self.is_superseded(generation) => return Err(WorkError::NotConnected),
                (Err(_), Patience::Until(until)) if link::now_in_browser() < until.0 => {
                    link::sleep_in_browser(OPEN_AGAIN).await;
                }
                (Err(error), _) => return Err(error),
            }
        }
    }

    /// Finds the speed of a module by trying: the likeliest first. A module that hears another one's bits sees noise, and says nothing or noise.
    pub(super) async fn connect_at_its_speed(self, port: Port, generation: u64) -> Result<ModuleFacts, WorkError> {
        let mut last = Finding::Silent;
        for baud_rate in SPEEDS {
            self.change(|facts| facts.trying_speed = Some(baud_rate));
            self.want_at_any_speed(&port, baud_rate);
            let found = self.ask_aside(&port, baud_rate, Patience::Twice, generation).await;
            if self.is_superseded(generation) {
                break;
            }
            match found {
                Ok((link, port)) => {
                    self.want(port, baud_rate);
                    return self.meet(link, false, generation).await;
                }
                Err(WorkError::NotAnAtPort(lost @ Finding::Lost(_))) => {
                    last = lost;
                    break;
                }
                Err(WorkError::NotAnAtPort(finding)) => last = finding,
                Err(other) => return Err(other),
            }
        }
        Err(WorkError::NotAnAtPort(last))
    }

    /// Opens these ports side by side, and connects the first that answers. Each is asked once, and one that came not long ago for as long as its
    /// module may be starting: whoever has just switched a module on has not chosen the wrong ports. All are, where somebody knows that it starts.
    pub(super) async fn look_among(
        self,
        ports: Vec<Port>,
        baud_rate: u32,
        starts: Starts,
        generation: u64,
    ) -> Result<ModuleFacts, WorkError> {
        // Ports of several devices: which is the module's is not known before one answers.
        if let Some((first, others)) = ports.split_first()
            && others.iter().all(|port| port.info() == first.info())
        {
            self.want(first, baud_rate);
        }
        let now = Millis(link::now_in_browser());
        let patience_for = |port: &Port| glance_at(starts, now, self.came_not_long_ago(port));
        let link = self.wait_for_any(&ports, baud_rate, patience_for, generation).await?;
        let link = self.still_wanted(link, generation).await?;
        self.meet(link, false, generation).await
    }

    /// After a restart of the module: echo off again, errors with numbers again.
    pub(in crate::state) fn set_up_again(&self) {
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
                workbench.ask_what_is_left();
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_that_comes_before_its_loss_is_known_is_the_device_where_the_old_one_is_gone_or_is_itself() {
        for (is_the_same, is_there, expected) in [
            (false, false, true),
            // Another device of its kind.
            (false, true, false),
            // The browser opens the old object again, which its list has had all the time.
            (true, true, true),
        ] {
            assert_eq!(is_its_return(is_the_same, is_there), expected, "{is_the_same} {is_there}");
        }
    }

    #[test]
    fn several_ports_are_asked_for_as_long_as_their_module_may_be_starting() {
        let (now, until) = (Millis(5_000), Millis(64_000));
        for (starts, came, expected) in [
            (Starts::Perhaps, None, Patience::Glance),
            (Starts::Perhaps, Some(until), Patience::WhileSilentUntil(until)),
            (Starts::ForCertain, None, Patience::SeldomUntil(Millis(65_000))),
        ] {
            assert_eq!(glance_at(starts, now, came), expected, "{starts:?} {came:?}");
        }
    }
}
