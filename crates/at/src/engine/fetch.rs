//! Fetches announced messages with MQTTREAD, in turns with the queue, until none is left.

use std::time::Duration;

use super::{Engine, Owner, Timestamp};
use crate::args::ClientIndex;
use crate::commands::ReadMessage;
use crate::reply::{Failure, Fetched, Reply};
use crate::request::Request;

/// When a fetch that failed is tried again: first, and at the longest.
const AGAIN: Duration = Duration::from_secs(1);
const AGAIN_MAX: Duration = Duration::from_secs(30);

/// How many times in a row the module may refuse. Some firmware says ERROR where nothing waits, and would be asked for ever.
const REFUSALS: u8 = 5;

/// A client that has announced a message.
#[derive(Debug)]
pub(super) struct Announced {
    pub(super) client: ClientIndex,
    not_before: Timestamp,
    /// How long to wait after the next failure.
    patience: Duration,
    /// Whether it was announced since the last fetch was sent: what that finds says nothing of the new one.
    again: bool,
    /// How many times in a row the module has refused.
    refusals: u8,
}

impl Announced {
    const fn due(client: ClientIndex, not_before: Timestamp) -> Self {
        Self { client, not_before, patience: AGAIN, again: false, refusals: 0 }
    }
}

impl Engine {
    /// A client has announced a message.
    pub(super) fn announce(&mut self, now: Timestamp, client: ClientIndex) {
        let announced = Announced { again: true, ..Announced::due(client, now) };
        match self.announced.iter_mut().find(|announced| announced.client == client) {
            Some(known) => *known = announced,
            None => self.announced.push_back(announced),
        }
    }

    /// The client whose message is the next to be fetched.
    pub(super) fn next_fetch(&self, now: Timestamp) -> Option<ClientIndex> {
        let mut due = self.announced.iter().filter(|announced| announced.not_before <= now);
        due.next().filter(|_| self.drains()).map(|announced| announced.client)
    }

    pub(super) fn fetch_due(&self) -> Option<Timestamp> {
        self.announced.iter().map(|announced| announced.not_before).min().filter(|_| self.drains())
    }

    pub(super) fn fetch(&mut self, now: Timestamp, client: ClientIndex) {
        for announced in self.announced.iter_mut().filter(|announced| announced.client == client) {
            announced.again = false;
        }
        self.send(now, Owner::Fetch(client), Request::of(&ReadMessage { client }));
    }

    /// What became of a fetch: more may wait, or have come since; none is left; or it failed and is tried again. A module
    /// that refuses again and again is asked no more until it announces another.
    pub(super) fn fetched(&mut self, now: Timestamp, client: ClientIndex, result: &Result<Reply, Failure>) {
        let Some(at) = self.announced.iter().position(|announced| announced.client == client) else { return };
        let Some(before) = self.announced.remove(at) else { return };
        match result {
            Ok(Reply { fetched: Some(Fetched::Nothing), .. }) if !before.again => {}
            Ok(Reply { fetched: Some(_), .. }) => self.announced.push_back(Announced::due(client, now)),
            Ok(_) | Err(_) => {
                let refusals = if matches!(result, Err(Failure::Rejected(_))) { before.refusals + 1 } else { 0 };
                if refusals >= REFUSALS && !before.again {
                    return;
                }
                let patience = (before.patience * 2).min(AGAIN_MAX);
                let next = Announced::due(client, now + before.patience);
                self.announced.push_back(Announced { patience, refusals, ..next });
            }
        }
    }
}
