//! The end of a visit: all that a visitor did is forgotten, with the page still there, so that a port which the browser has granted stays granted.

use std::time::Duration;

use leptos::prelude::*;
use workbench_record::mask::Secrets;

use super::{Facts, Messages, Sent, Workbench, gateway, handover, restore};
use crate::link;

/// How soon a round trip is looked at again that was stopped and is still to end.
const SOON: Duration = Duration::from_millis(10);

impl Workbench {
    /// Lets the module go and forgets what it said, what was sent to it, and what a person typed. A virtual module takes its broker and all that
    /// the broker kept with it.
    pub async fn forget_visit(&self) {
        // A port takes a while to close, or hangs: what was said is gone before, and what is said meanwhile behind it.
        self.forget_traffic();
        self.stop_round_trip();
        // One that ends later would end the next one.
        while self.trip.with_untracked(|trip| trip.as_ref().is_some_and(|trip| trip.end.is_none())) {
            link::sleep_in_browser(SOON).await;
        }
        self.disconnect().await;
        self.forget_traffic();
        self.inner.update_value(|inner| {
            inner.secrets = Secrets::new();
            inner.given.clear();
            inner.asked_topics = gateway::AskedTopics::default();
            inner.waiting = handover::Waiting::default();
            inner.set_up = restore::SetUp::default();
            inner.like = None;
            inner.listed = None;
        });
        self.trip.set(None);
        self.data_sent.set(None);
        self.facts.set(Facts::default());
        self.record_epoch.update(|epoch| *epoch += 1);
    }

    /// Forgets what went over the line until now, and the messages, while the module stays connected: a page that runs for days holds none of it.
    pub fn forget_traffic(&self) {
        self.close_session_file();
        self.clear_record();
        self.inner.update_value(|inner| {
            inner.published = Sent::default();
            inner.messages.replace(Messages::default());
        });
        self.messages_version.update(|version| *version += 1);
    }
}
