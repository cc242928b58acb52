//! What stays of the Messages screen when it is left.

use std::collections::BTreeSet;

use fibocom_at::args::{TopicFilter, TopicForm, TopicRef};
use fibocom_at::{ClientIndex, Qos};
use leptos::prelude::*;
use workbench_payload::inspector::{Kind, Order as ByteOrder};

use super::model::{Asked, Chosen, Index, Order, Place, Search, Topics, Traffic, View};
use crate::parts::frame_fields::FrameFormat;
use crate::parts::log::provide_shared_log;
use crate::state::{KEPT_QOS, KeptPayload, Workbench, keep_choice, keep_draft, keep_payload, use_workbench};
use crate::ui::go_on;
use crate::words::{self, Explanation};

/// What stays when the screen is left.
#[derive(Clone, Copy)]
pub(super) struct MessagesDraft {
    pub(super) filter: RwSignal<String>,
    pub(super) way: RwSignal<TopicForm>,
    pub(super) qos: RwSignal<Qos>,
    pub(super) client: RwSignal<Option<ClientIndex>>,
    pub(super) failed: RwSignal<Option<Explanation>>,
    /// Whether the form for one more subscription is open; nothing, while the screen decides.
    pub(super) form: RwSignal<Option<bool>>,
    /// Whether the module is subscribing.
    pub(super) subscribing: RwSignal<bool>,
    /// The subscriptions that the module is ending.
    pub(super) ending: RwSignal<Vec<(ClientIndex, TopicRef<TopicFilter>)>>,
    pub(super) chosen: RwSignal<Chosen>,
    pub(super) collapsed: RwSignal<BTreeSet<String>>,
    /// Whether the tree of topics is shown.
    pub(super) tree: RwSignal<bool>,
    pub(super) search: RwSignal<String>,
    /// Whether what was sent is shown too.
    pub(super) sent: RwSignal<bool>,
    pub(super) view: RwSignal<View>,
    /// What frame the payloads are.
    pub(super) frame: FrameFormat,
    pub(super) order: RwSignal<Order>,
    pub(super) paused: RwSignal<bool>,
    pub(super) waiting: RwSignal<usize>,
    /// The place of the message that is chosen.
    pub(super) selected: RwSignal<Option<Place>>,
    /// The number that is drawn.
    pub(super) picked: RwSignal<Picked>,
    pub(super) offset: RwSignal<String>,
    pub(super) kind: RwSignal<Kind>,
    pub(super) bytes: RwSignal<ByteOrder>,
    pub(super) index: StoredValue<Index>,
    pub(super) topics: StoredValue<Topics>,
    /// Of which record they are ([`Workbench::record_epoch`](crate::state::Workbench::record_epoch)).
    epoch: StoredValue<u64>,
}

/// Which number is to be drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) enum Picked {
    /// Nobody has chosen: the first number that changed, or the first one in the payload.
    #[default]
    First,
    /// A field of JSON, by its path.
    Field(String),
    /// Bytes at an offset.
    Bytes,
}

impl MessagesDraft {
    /// Begins anew where another record, with its messages, has taken the place of the one before.
    pub(super) fn follow_record(self) {
        let epoch = use_workbench().record_epoch().get_untracked();
        if self.epoch.get_value() != epoch {
            self.epoch.set_value(epoch);
            self.index.set_value(Index::default());
            self.topics.set_value(Topics::default());
            self.chosen.set(Chosen::default());
            self.selected.set(None);
        }
    }

    /// Chooses the newest message that came, where none is chosen: whoever comes here has mostly come to see it.
    pub(super) fn choose_newest(self) {
        let narrowed = self.search.with_untracked(|search| !search.is_empty())
            || self.chosen.with_untracked(|chosen| chosen.topic().is_some());
        if narrowed || self.selected.with_untracked(Option::is_some) {
            return;
        }
        let newest = use_workbench().with_messages(|messages| messages.iter().next_back().map(|stored| stored.number));
        self.selected.set(newest.map(Place::came));
    }

    /// What the list is to show. Follows what was typed and chosen.
    pub(super) fn asked(self) -> Asked {
        Asked { chosen: self.chosen.get(), search: self.search.with(|typed| Search::new(typed)), sent: self.sent.get() }
    }

    /// The client that subscribes: the one that was chosen if it is still open, or the first one that is.
    pub(super) fn subscriber(self, workbench: Workbench) -> Option<ClientIndex> {
        let open: Vec<_> = workbench.facts().with(|facts| facts.open_clients().collect());
        chosen_client(&open, self.client.get())
    }

    /// Subscribes, if the module is not subscribing already. What came of it stands in the draft.
    pub(super) fn subscribe(self, workbench: Workbench, client: ClientIndex, filter: TopicRef<TopicFilter>) {
        if self.subscribing.get_untracked() {
            return;
        }
        self.subscribing.set(true);
        self.failed.set(None);
        go_on(async move {
            match workbench.subscribe(client, filter.clone(), self.qos.get_untracked()).await {
                // What was typed meanwhile stays.
                Ok(()) if self.filter.with_untracked(|typed| *typed.trim() == filter.text()) => {
                    self.filter.set(String::new());
                }
                Ok(()) => {}
                Err(error) => self.failed.set(Some(words::work_error(&error))),
            }
            self.subscribing.set(false);
        });
    }
}

/// Reads what came and what was sent.
pub(super) fn with_traffic<T>(workbench: Workbench, read: impl FnOnce(Traffic<'_>) -> T) -> T {
    workbench.with_messages(|messages| workbench.with_sent(|sent| read(Traffic { messages, sent })))
}

/// The client that was chosen, if it is still open, or the first one that is.
fn chosen_client(open: &[ClientIndex], chosen: Option<ClientIndex>) -> Option<ClientIndex> {
    chosen.filter(|client| open.contains(client)).or_else(|| open.first().copied())
}

/// How the client that was chosen is kept; nothing, where none was.
fn written(client: Option<ClientIndex>) -> String {
    client.map(|client| client.number().to_string()).unwrap_or_default()
}

fn read(kept: &str) -> Option<ClientIndex> {
    ClientIndex::new(kept.parse().ok()?)
}

/// Makes the draft, which keeps the counts of the topics too.
pub fn provide_draft() {
    provide_shared_log();
    let filter = RwSignal::new(String::new());
    keep_draft("messages.filter", move || filter.get(), move |kept| filter.set(kept));
    let (search, qos, client) = (RwSignal::new(String::new()), RwSignal::new(Qos::AtLeastOnce), RwSignal::new(None));
    keep_choice("messages.qos", &KEPT_QOS, move || qos.get(), move |kept| qos.set(kept));
    keep_draft("messages.client", move || written(client.get()), move |kept| client.set(read(&kept)));
    // What is looked for may be a secret.
    let text = move || search.get().into_bytes();
    keep_payload(use_workbench(), "messages.search", text, move |kept| {
        if let KeptPayload::Payload(bytes) = kept
            && let Ok(text) = String::from_utf8(bytes)
        {
            search.set(text);
        }
    });
    provide_context(MessagesDraft {
        filter,
        way: RwSignal::new(TopicForm::Name),
        qos,
        client,
        failed: RwSignal::new(None),
        form: RwSignal::new(None),
        subscribing: RwSignal::new(false),
        ending: RwSignal::new(Vec::new()),
        chosen: RwSignal::new(Chosen::default()),
        collapsed: RwSignal::new(BTreeSet::new()),
        tree: RwSignal::new(true),
        search,
        sent: RwSignal::new(false),
        view: RwSignal::new(View::Auto),
        frame: FrameFormat::new(),
        order: RwSignal::new(Order::NewestFirst),
        paused: RwSignal::new(false),
        waiting: RwSignal::new(0),
        selected: RwSignal::new(None),
        picked: RwSignal::new(Picked::First),
        offset: RwSignal::new("0".to_owned()),
        kind: RwSignal::new(Kind::U16),
        bytes: RwSignal::new(ByteOrder::Big),
        index: StoredValue::new(Index::default()),
        topics: StoredValue::new(Topics::default()),
        epoch: StoredValue::new(0),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_that_was_chosen_is_kept_and_none_is_none() {
        for client in ClientIndex::ALL.into_iter().map(Some).chain([None]) {
            assert_eq!(read(&written(client)), client);
        }
        for kept in ["", "0", "3", "client"] {
            assert_eq!(read(kept), None, "{kept}");
        }
    }

    #[test]
    fn a_client_that_closed_gives_way_to_one_that_is_open() {
        let all = ClientIndex::ALL;
        for (open, chosen, expected) in [
            (&all[..2], Some(all[1]), Some(all[1])),
            (&all[..1], Some(all[1]), Some(all[0])),
            (&all[..1], None, Some(all[0])),
            (&[][..], Some(all[0]), None),
        ] {
            assert_eq!(chosen_client(open, chosen), expected);
        }
    }
}
