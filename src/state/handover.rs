//! What one screen prepares for another: screens do not know each other, so it waits here until the other one opens.

use fibocom_at::ClientIndex;
use fibocom_at::args::TopicRef;
use fibocom_at::commands::{Security, User};
use leptos::prelude::*;

use super::{Target, Workbench};

/// What the Session form is to be filled in with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionStart {
    /// The client, and who it is to the broker.
    pub user: User,
    /// The broker's host name and port, where they are known.
    pub broker: Option<(String, u16)>,
    /// TCP or TLS.
    pub security: Security,
    /// Keep alive in seconds.
    pub keep_alive: u16,
}

/// What the Publish form is to be filled in with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageStart {
    /// The client to publish with, where it matters.
    pub client: Option<ClientIndex>,
    /// Where to publish.
    pub topic: TopicRef<String>,
    /// What to publish; nothing, where only the topic is handed over.
    pub payload: Option<Vec<u8>>,
}

/// What the form for one more subscription is to be filled in with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubscriptionStart {
    /// The client to subscribe with.
    pub client: ClientIndex,
    /// What to subscribe to.
    pub topic: TopicRef<String>,
}

/// What waits to be taken.
#[derive(Default)]
pub(super) struct Waiting {
    session: Option<SessionStart>,
    message: Option<MessageStart>,
    subscription: Option<SubscriptionStart>,
    trip: Option<Target>,
}

impl Workbench {
    pub fn prepare_session(&self, start: SessionStart) {
        self.inner.update_value(|inner| inner.waiting.session = Some(start));
    }

    /// What the Session form is to be filled in with, once.
    #[must_use]
    pub fn take_session_start(&self) -> Option<SessionStart> {
        self.inner.try_update_value(|inner| inner.waiting.session.take()).flatten()
    }

    /// Says which virtual module the next round trip is to begin with.
    pub fn prepare_round_trip(&self, target: Target) {
        self.inner.update_value(|inner| inner.waiting.trip = Some(target));
    }

    /// Which virtual module the round trip is to begin with, once.
    #[must_use]
    pub fn take_round_trip_start(&self) -> Option<Target> {
        self.inner.try_update_value(|inner| inner.waiting.trip.take()).flatten()
    }

    pub fn prepare_message(&self, start: MessageStart) {
        self.inner.update_value(|inner| inner.waiting.message = Some(start));
    }

    /// What the Publish form is to be filled in with, once.
    #[must_use]
    pub fn take_message_start(&self) -> Option<MessageStart> {
        self.inner.try_update_value(|inner| inner.waiting.message.take()).flatten()
    }

    /// Prepares the form for one more subscription.
    pub fn prepare_subscription(&self, start: SubscriptionStart) {
        self.inner.update_value(|inner| inner.waiting.subscription = Some(start));
    }

    /// What the form for one more subscription is to be filled in with, once.
    #[must_use]
    pub fn take_subscription_start(&self) -> Option<SubscriptionStart> {
        self.inner.try_update_value(|inner| inner.waiting.subscription.take()).flatten()
    }
}
