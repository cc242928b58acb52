//! A hand at the virtual module: its cable, its SIM, its clock, what goes wrong with it, and the other side of its broker.

use fibocom_sim::{Device, Hand, Health, Message, OtherEnd, Personality};
use futures::{Stream, StreamExt};
use leptos::prelude::*;
use leptos::task::spawn_local;
use workbench_record::LinkChange;

use super::{ModuleFacts, Phase, Target, WorkError, Workbench};
use crate::transport::virtual_module::{Control, Told};

/// The virtual module that is switched on, and what the next one is to be like.
#[derive(Default)]
pub(super) struct VirtualModule {
    pub(super) cable: Option<Control>,
    /// The one that was switched on last, to be plugged in again.
    pub(super) before: Option<(Target, Personality)>,
    /// Whether its broker is the one inside the page, which can pretend.
    pub(super) has_page_broker: bool,
    /// What the next one is to behave like.
    pub(super) like: Option<Personality>,
}

/// How it stands with the virtual module that was switched on last, until it is let go on purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByHand {
    /// What is wrong with it and the world around it.
    pub health: Health,
    /// How many things that is, as a person counts them.
    pub count: usize,
    /// How many times as fast its time goes.
    pub times: u32,
    /// Whether its cable is in.
    pub is_plugged: bool,
    /// Whether its broker is the one inside the page.
    pub has_page_broker: bool,
    /// Whether its port came back by itself, and nobody has opened it yet.
    pub is_back: bool,
    /// Tells it from one that was switched on before it.
    pub number: u64,
}

impl Workbench {
    /// How it stands with the virtual module, where there is one or its cable was pulled.
    #[must_use]
    pub fn by_hand(&self) -> Signal<Option<ByHand>> {
        self.by_hand.into()
    }

    /// Does this to the virtual module, or to the world around it. Whether there is one, and has not too much to do already.
    pub fn lend_hand(&self, hand: Hand) -> bool {
        self.inner.with_value(|inner| inner.virtual_module.cable.as_ref().is_some_and(|cable| cable.lend_hand(hand)))
    }

    /// Lets time go so many times as fast for the virtual module, from 1 to 1000. Whether there is one, and has not too much to
    /// do already. With a broker of somebody's own, whose time nobody can hurry, it goes as fast as ever: every wait for that broker would be
    /// over before it can answer.
    pub fn set_speed(&self, times: u32) -> bool {
        if times != 1 && !self.can_hurry() {
            return false;
        }
        let did = self
            .inner
            .with_value(|inner| inner.virtual_module.cable.as_ref().is_some_and(|cable| cable.set_speed(times)));
        if did {
            self.change_by_hand(|now| now.times = times);
        }
        did
    }

    /// Whether time can go faster for the virtual module that is there: its broker is the one inside the page.
    #[must_use]
    pub fn can_hurry(&self) -> bool {
        self.by_hand.with_untracked(|now| now.as_ref().is_none_or(|now| now.has_page_broker))
    }

    /// An error with the time that it took by the module's own clock, which goes faster where [`Workbench::set_speed`] said so: how long a
    /// broker took to say no tells why.
    #[must_use]
    pub fn in_its_time(&self, error: WorkError) -> WorkError {
        let times = self.by_hand.with_untracked(|by_hand| by_hand.as_ref().map_or(1, |by_hand| by_hand.times));
        match error {
            WorkError::OpenStep(mut failed) => {
                failed.took = failed.took.saturating_mul(times.into());
                WorkError::OpenStep(failed)
            }
            error => error,
        }
    }

    /// Plugs the virtual module in again whose cable was pulled. It had its power from the cable, and starts; the world around it has gone on, with
    /// its broker, with what is wrong, and as fast as before. One that is gone altogether is started as it was started before.
    ///
    /// # Errors
    /// [`WorkError::NotConnected`] where there was none; else as for [`Workbench::connect`].
    pub async fn plug_in_again(&self) -> Result<ModuleFacts, WorkError> {
        let (target, like) =
            self.inner.with_value(|inner| inner.virtual_module.before.clone()).ok_or(WorkError::NotConnected)?;
        if let Target::Virtual { series, .. } = &target
            && self.inner.with_value(|inner| inner.virtual_module.cable.is_some())
        {
            return self.connect_behind_its_cable(series).await;
        }
        self.inner.update_value(|inner| inner.virtual_module.like = Some(like));
        self.connect(target).await
    }

    /// What somebody at the other side of the broker inside the page sees, with what has happened from this number on. None where
    /// there is no such broker.
    pub async fn look_from_beyond(&self, since: u64) -> Option<OtherEnd> {
        let asked = self
            .inner
            .with_value(|inner| inner.virtual_module.cable.as_ref().map(|cable| cable.look_from_beyond(since)));
        asked??.await.ok().flatten()
    }

    /// Publishes at the broker inside the page, as a person beside the module does. Whether one is connected.
    pub fn publish_from_beyond(&self, message: Message) -> bool {
        self.inner.with_value(|inner| inner.virtual_module.cable.as_ref().is_some_and(|cable| cable.publish(message)))
    }

    /// Switches a virtual device at the other end on or off. Whether there is such a broker.
    pub fn switch_device(&self, device: Device, on: bool) -> bool {
        self.inner.with_value(|inner| inner.virtual_module.cable.as_ref().is_some_and(|cable| cable.switch(device, on)))
    }

    /// A virtual module is there, and tells of itself for as long as it is.
    pub(super) async fn follow_virtual(self, mut told: impl Stream<Item = Told> + Unpin, number: u64) {
        while let Some(news) = told.next().await {
            if self.by_hand.with_untracked(|now| now.as_ref().is_none_or(|now| now.number != number)) {
                return;
            }
            match news {
                Told::Health(health) => self.change_by_hand(|now| {
                    now.count = health.count();
                    now.health = health;
                }),
                Told::Back => {
                    self.change_by_hand(|now| now.is_back = true);
                    self.take_up_virtual();
                }
            }
        }
    }

    fn change_by_hand(&self, change: impl FnOnce(&mut ByHand)) {
        self.by_hand.update(|now| {
            if let Some(now) = now {
                change(now);
            }
        });
    }

    /// The cable of the virtual module is out, if there is one.
    pub(super) fn cable_is_out(&self) {
        if self.by_hand.with_untracked(|now| now.as_ref().is_some_and(|now| now.is_plugged)) {
            self.change_by_hand(|now| now.is_plugged = false);
        }
    }

    /// It is in again.
    pub(super) fn cable_is_in(&self) {
        self.change_by_hand(|now| (now.is_plugged, now.is_back) = (true, false));
    }

    /// There is no virtual module any more: its world ends with whoever had it.
    pub(super) fn let_virtual_go(&self) {
        self.inner.update_value(|inner| inner.virtual_module.cable = None);
        self.by_hand.set(None);
    }

    /// A virtual module whose port was lost and came back by itself is taken up again, as a real one is.
    pub(super) fn take_up_virtual(&self) {
        let is_back = self.by_hand.with_untracked(|now| now.as_ref().is_some_and(|now| now.is_back && !now.is_plugged));
        let is_lost = self.facts.with_untracked(|facts| facts.link == Phase::Lost);
        let is_free = self.session_file.with_untracked(Option::is_none)
            && self.inner.with_value(|inner| inner.attempt.number.is_none());
        if !is_back || !is_lost || !is_free {
            return;
        }
        self.change_by_hand(|now| now.is_back = false);
        self.note_link_change(LinkChange::Back);
        let workbench = *self;
        spawn_local(async move {
            // What it comes to is shown where every connection is.
            let _ = workbench.plug_in_again().await;
        });
    }
}
