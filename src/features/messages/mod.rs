//! The Messages screen: subscriptions, the topics as a tree, and every message byte for byte.

mod detail;
mod list;
mod model;
mod subscribe;
mod topics;

use std::collections::BTreeSet;

use fibocom_at::args::{TopicFilter, TopicForm, TopicRef};
use fibocom_at::{ClientIndex, Qos};
use leptos::prelude::*;

use crate::parts::log::provide_shared_log;
use crate::parts::round_trip::{Arrived, ArrivedBar};
use crate::state::{keep_draft, use_workbench};
use crate::t;
use crate::words::Explanation;

use list::list;
use model::{Chosen, Index, Order, Topics, View};
use subscribe::subscriptions;
use topics::topic_tree;

/// What stays when the screen is left.
#[derive(Clone, Copy)]
struct MessagesDraft {
    filter: RwSignal<String>,
    way: RwSignal<TopicForm>,
    qos: RwSignal<Qos>,
    client: RwSignal<Option<ClientIndex>>,
    failed: RwSignal<Option<Explanation>>,
    /// Whether the module is subscribing.
    subscribing: RwSignal<bool>,
    /// The subscriptions that the module is ending.
    ending: RwSignal<Vec<(ClientIndex, TopicRef<TopicFilter>)>>,
    chosen: RwSignal<Chosen>,
    collapsed: RwSignal<BTreeSet<String>>,
    view: RwSignal<View>,
    order: RwSignal<Order>,
    paused: RwSignal<bool>,
    waiting: RwSignal<usize>,
    /// The number of the open message.
    selected: RwSignal<Option<u64>>,
    index: StoredValue<Index>,
    topics: StoredValue<Topics>,
    /// Of which record they are ([`Workbench::record_epoch`](crate::state::Workbench::record_epoch)).
    epoch: StoredValue<u64>,
}

impl MessagesDraft {
    /// Begins anew where another record, with its messages, has taken the place of the one before.
    fn follow_record(self) {
        let epoch = use_workbench().record_epoch().get_untracked();
        if self.epoch.get_value() != epoch {
            self.epoch.set_value(epoch);
            self.index.set_value(Index::default());
            self.topics.set_value(Topics::default());
            self.chosen.set(Chosen::default());
            self.selected.set(None);
        }
    }
}

/// Makes the draft, which keeps the counts of the topics too.
pub fn provide_draft() {
    provide_shared_log();
    let filter = RwSignal::new(String::new());
    keep_draft("messages.filter", move || filter.get(), move |kept| filter.set(kept));
    provide_context(MessagesDraft {
        filter,
        way: RwSignal::new(TopicForm::Name),
        qos: RwSignal::new(Qos::AtLeastOnce),
        client: RwSignal::new(None),
        failed: RwSignal::new(None),
        subscribing: RwSignal::new(false),
        ending: RwSignal::new(Vec::new()),
        chosen: RwSignal::new(Chosen::default()),
        collapsed: RwSignal::new(BTreeSet::new()),
        view: RwSignal::new(View::Auto),
        order: RwSignal::new(Order::NewestFirst),
        paused: RwSignal::new(false),
        waiting: RwSignal::new(0),
        selected: RwSignal::new(None),
        index: StoredValue::new(Index::default()),
        topics: StoredValue::new(Topics::default()),
        epoch: StoredValue::new(0),
    });
}

#[component]
pub fn MessagesScreen() -> impl IntoView {
    expect_context::<MessagesDraft>().follow_record();
    view! {
        <div class="screen">
            <h1>{t!("messages-title")}</h1>
            <p class="lede">{t!("messages-lede")}</p>
            <Arrived/>
            {subscriptions()}
            <div class="messages">
                {topic_tree()}
                {list()}
            </div>
            <ArrivedBar/>
        </div>
    }
}
