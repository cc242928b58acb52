//! A hand at the virtual module: its cable, its SIM, its clock, what goes wrong with it, and the other side of its broker.

use fibocom_sim::{Device, Hand, Health, Message, OtherEnd};
use futures::{Stream, StreamExt};
use leptos::prelude::*;

use super::{ModuleFacts, WorkError, Workbench};

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
}

impl Workbench {
    /// How it stands with the virtual module, where there is one or its cable was pulled.
    #[must_use]
    pub fn by_hand(&self) -> Signal<Option<ByHand>> {
        self.by_hand.into()
    }

    /// Does this to the virtual module, or to the world around it. Whether one is connected, and has not too much to do already.
    pub fn lend_hand(&self, hand: Hand) -> bool {
        self.inner.with_value(|inner| inner.cable.as_ref().is_some_and(|cable| cable.lend_hand(hand)))
    }

    /// Lets time go so many times as fast for the virtual module, from 1 to 1000. Whether one is connected, and has not too
    /// much to do already.
    pub fn set_speed(&self, times: u32) -> bool {
        let did = self.inner.with_value(|inner| inner.cable.as_ref().is_some_and(|cable| cable.set_speed(times)));
        if did {
            self.by_hand.update(|by_hand| {
                if let Some(by_hand) = by_hand {
                    by_hand.times = times;
                }
            });
        }
        did
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

    /// Plugs the virtual module in again whose cable was pulled: it starts anew, as it was started before. Its time goes on as fast.
    ///
    /// # Errors
    /// [`WorkError::NotConnected`] where there was none; else as for [`Workbench::connect`].
    pub async fn plug_in_again(&self) -> Result<ModuleFacts, WorkError> {
        let (target, like) =
            self.inner.with_value(|inner| inner.virtual_before.clone()).ok_or(WorkError::NotConnected)?;
        self.inner.update_value(|inner| inner.like = Some(like));
        let times = self.by_hand.with_untracked(|by_hand| by_hand.as_ref().map_or(1, |by_hand| by_hand.times));
        let module = self.connect(target).await?;
        if times != 1 {
            self.set_speed(times);
        }
        Ok(module)
    }

    /// What somebody at the other side of the broker inside the page sees, with what has happened from this number on. None where
    /// there is no such broker.
    pub async fn look_from_beyond(&self, since: u64) -> Option<OtherEnd> {
        let asked = self.inner.with_value(|inner| inner.cable.as_ref().map(|cable| cable.look_from_beyond(since)));
        asked??.await.ok().flatten()
    }

    /// Publishes at the broker inside the page, as a person beside the module does. Whether one is connected.
    pub fn publish_from_beyond(&self, message: Message) -> bool {
        self.inner.with_value(|inner| inner.cable.as_ref().is_some_and(|cable| cable.publish(message)))
    }

    /// Switches a virtual device at the other end on or off. Whether there is such a broker.
    pub fn switch_device(&self, device: Device, on: bool) -> bool {
        self.inner.with_value(|inner| inner.cable.as_ref().is_some_and(|cable| cable.switch(device, on)))
    }

    /// A virtual module is there, and tells of its health.
    pub(super) async fn follow_health(self, mut told: impl Stream<Item = Health> + Unpin, generation: u64) {
        while let Some(health) = told.next().await {
            if self.inner.with_value(|inner| inner.generation != generation) {
                return;
            }
            self.by_hand.update(|by_hand| {
                if let Some(by_hand) = by_hand {
                    by_hand.count = health.count();
                    by_hand.health = health;
                }
            });
        }
    }

    /// The cable of the virtual module is out, if there is one.
    pub(super) fn cable_is_out(&self) {
        if self.by_hand.with_untracked(|by_hand| by_hand.as_ref().is_some_and(|by_hand| by_hand.is_plugged)) {
            self.by_hand.update(|by_hand| {
                if let Some(by_hand) = by_hand {
                    by_hand.is_plugged = false;
                    by_hand.count = 0;
                    by_hand.health = Health::default();
                }
            });
        }
    }
}
