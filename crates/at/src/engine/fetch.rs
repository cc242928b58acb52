//! Fetches announced messages with MQTTREAD, in turns with the queue, until none is left.

use std::time::Duration;

use super::{Engine, Owner, Timestamp};
use crate::args::ClientIndex;
use crate::commands::ReadMessage;
use crate::reply::{Failure, Reply};
use crate::request::Request;

/// When a fetch that failed is tried again: first, and at the longest.
const AGAIN: Duration = Duration::from_secs(1);
const AGAIN_MAX: Duration = Duration::from_secs(30);

/// A client that has announced a message.
#[derive(Debug)]
pub(super) struct Announced {
    pub(super) client: ClientIndex,
    not_before: Timestamp,
    /// How long to wait after the next failure.
    patience: Duration,
}

impl Engine {
    /// A client has announced a message.
    pub(super) fn announce(&mut self, now: Timestamp, client: ClientIndex) {
        match self.announced.iter_mut().find(|announced| announced.client == client) {
            Some(announced) => (announced.not_before, announced.patience) = (now, AGAIN),
            None => self.announced.push_back(Announced { client, not_before: now, patience: AGAIN }),
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
        self.send(now, Owner::Fetch(client), Request::of(&ReadMessage { client }));
    }

    /// What became of a fetch: more may wait, none is left, or it failed and is tried again.
    pub(super) fn fetched(&mut self, now: Timestamp, client: ClientIndex, result: &Result<Reply, Failure>) {
        let Some(at) = self.announced.iter().position(|announced| announced.client == client) else { return };
        let Some(before) = self.announced.remove(at) else { return };
        match result {
            Ok(reply) if reply.counted.as_ref().is_some_and(|counted| !counted.is_empty()) => {
                self.announced.push_back(Announced { client, not_before: now, patience: AGAIN });
            }
            Ok(reply) if reply.counted.is_some() => {}
            Ok(_) | Err(_) => {
                let patience = (before.patience * 2).min(AGAIN_MAX);
                self.announced.push_back(Announced { client, not_before: now + before.patience, patience });
            }
        }
    }
}
