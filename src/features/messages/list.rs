//! The messages that were asked for: the search above them, the topics, and the list.

use std::time::Duration;

use leptos::{ev::KeyboardEvent, prelude::*};

use super::Places;
use super::draft::{MessagesDraft, with_traffic};
use super::model::{Index, Order, Place};
use super::nothing::Nothing;
use super::row::{Shown, row};
use super::topics::topic_tree;
use crate::parts::log::use_shared_log;
use crate::state::use_workbench;
use crate::t;
use crate::ui::{
    Binding, Checkbox, CheckboxKind, Choice, Extent, Field, Glyph, Icon, RowHeight, Rows, Select, VirtualList, after,
};

/// How many bytes of messages are looked at in one go, so that the page goes on between two of them.
const SLICE: usize = 1 << 20;

/// How tall a row is, about, in pixels.
const ROW: f64 = 55.0;

/// What is told of the list beside its rows.
#[derive(Clone, Copy, Default, PartialEq)]
struct Counted {
    found: usize,
    of: usize,
    /// Whether older messages are still to be looked at.
    goes_on: bool,
}

pub(super) fn list(places: Places, in_list: impl Fn(KeyboardEvent) + Copy + 'static) -> impl IntoView {
    let workbench = use_workbench();
    let draft: MessagesDraft = expect_context();
    let orders = Signal::stored(vec![
        Choice::new(Order::NewestFirst, t!("messages-newest-first")),
        Choice::new(Order::NewestLast, t!("messages-newest-last")),
    ]);
    let extent = RwSignal::new(Extent::default());
    let counted = RwSignal::new(Counted::default());
    let again = RwSignal::new(0_u64);
    let asked = Memo::new(move |_| draft.asked());
    let take_in = move |index: &mut Index, budget: usize| {
        asked.with(|asked| with_traffic(workbench, |traffic| index.refresh(traffic, asked, budget)))
    };
    Effect::new(move |_| {
        workbench.much_came().track();
        untrack(|| draft.index.update_value(|index| _ = take_in(index, 0)));
    });
    Effect::new(move |_| {
        workbench.messages_version().track();
        again.track();
        let (order, paused) = (draft.order.get(), draft.paused.get());
        let now = draft.index.try_update_value(|index| {
            index.hold(paused);
            let done = take_in(index, SLICE);
            let extent = index.extent(order);
            let counted = Counted { found: extent.len + index.waiting(), of: index.on_topic(), goes_on: !done };
            (extent, index.waiting(), counted)
        });
        let Some((now, waiting, of)) = now else { return };
        draft.waiting.set(waiting);
        if counted.get_untracked() != of {
            counted.set(of);
        }
        extent.set(now);
        // Another key that is typed meanwhile begins anew, and calls this off.
        if of.goes_on {
            after(Duration::ZERO, move || again.update(|again| *again += 1));
        }
    });
    let searches = Memo::new(move |_| asked.with(|asked| !asked.search.is_empty()));
    let hits = move || {
        let Counted { found, of, goes_on } = counted.get();
        searches.get().then(|| match goes_on {
            true => t!("messages-searching", found = found, of = of),
            false => t!("messages-hits", found = found, of = of),
        })
    };
    let nothing = Memo::new(move |_| extent.with(|extent| extent.len == 0) && !counted.get().goes_on);
    view! {
        <div class="messages-find no-labels">
            <div class="messages-search"><Glyph icon=Icon::Search/><Field label=t!("messages-search") placeholder=Some(t!("messages-search")) value=draft.search/></div>
            <span class="messages-hits number" role="status">{hits}</span>
        </div>
        {topic_tree()}
        <div class="messages-bar no-labels">
            <Checkbox label=t!("messages-sent-too") value=draft.sent kind=CheckboxKind::Switch/>
            <Select label=t!("messages-order") value=draft.order options=orders/>
        </div>
        <LetGo/>
        <div class="messages-log" node_ref=places.list on:keydown=in_list on:click=move |_| places.show_message()>
            {rows(extent)}
            <Show when=move || nothing.get()><div class="messages-empty"><Nothing/></div></Show>
        </div>
    }
}

fn rows(extent: RwSignal<Extent>) -> impl IntoView {
    let workbench = use_workbench();
    let draft: MessagesDraft = expect_context();
    let clock = use_shared_log().clock();
    let rows = Rows::new(extent, move |range| {
        let order = draft.order.get_untracked();
        let shown = |place: Place| {
            let divides = workbench.with_messages(|all| draft.index.with_value(|index| index.divides(all, place)));
            (order.key(place.0), Shown { place, divides, order, search: draft.search.get_untracked() })
        };
        let places =
            draft.index.with_value(|index| range.filter_map(|row| index.place(row, order)).collect::<Vec<_>>());
        places.into_iter().map(shown).collect()
    });
    let key = move || draft.selected.get().map(|place| draft.order.get().key(place.0));
    // The key is its own inverse.
    let selected = Binding::new(Signal::derive(key), move |key: Option<u64>| {
        draft.selected.set(key.map(|key| Place(draft.order.get_untracked().key(key))));
    });
    let follows = Memo::new(move |_| draft.order.get() == Order::NewestLast);
    move || {
        let row = move |shown: Shown| row(&shown, workbench, clock);
        view! {
            <VirtualList label=t!("messages-list") rows height=RowHeight::About(ROW) row selected follow=follows.get()/>
        }
    }
}

/// How many messages are no longer kept.
#[component]
fn LetGo() -> impl IntoView {
    let workbench = use_workbench();
    let count = Memo::new(move |_| {
        workbench.messages_version().track();
        workbench.with_messages(crate::state::Messages::let_go)
    });
    move || {
        (count.get() > 0)
            .then(|| view! { <p class="messages-let-go muted small">{t!("messages-let-go", count = count.get())}</p> })
    }
}
