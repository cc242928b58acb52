//! The end of a visit: all that a visitor did is forgotten, with the page still there, so that a port which the browser has granted stays granted.

use std::time::Duration;

use fibocom_at::commands::Receive;
use leptos::prelude::*;
use workbench_record::mask::Secrets;

use super::by_hand::VirtualModule;
use super::connection::Ports;
use super::secrets::KnownSecrets;
use super::{Facts, Inner, Messages, Sent, Workbench, gateway, handover, restore};
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
        self.inner.update_value(forget);
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

/// Forgets what a visitor did and what the module said. Every field stands here, so that a new one cannot be left out without a thought.
fn forget(inner: &mut Inner) {
    let Inner {
        secrets: KnownSecrets { known, given, learned: _ },
        ports: Ports { listed, asked, granted: _, wanted: _, speeds: _, came: _ },
        virtual_module: VirtualModule { before, like, cable: _, has_page_broker: _ },
        data_noted,
        logins,
        receive,
        asked_topics,
        waiting,
        published,
        set_up,
        asks_what_is_left,
        // Gone with the link, the record and the messages, which were let go before.
        handle: _,
        record: _,
        messages: _,
        aside: _,
        spill: _,
        cleared: _,
        attempt: _,
        beside: _,
        stop_trip: _,
        // The page's own, whoever is there: its ports and their speeds, and what it draws and tells.
        generation: _,
        notices: _,
        told: _,
        drawing: _,
    } = inner;
    *known = Secrets::new();
    given.clear();
    (*listed, *like, *before, *data_noted) = (None, None, None, None);
    asked.clear();
    logins.clear();
    *receive = Receive::Indicated;
    *asked_topics = gateway::AskedTopics::default();
    *waiting = handover::Waiting::default();
    *published = Sent::default();
    *set_up = restore::SetUp::default();
    *asks_what_is_left = false;
}
