//! The tree of topics, and on narrow screens the same as a drop-down list.

use std::time::Duration;

use leptos::ev::{Event, KeyboardEvent};
use leptos::prelude::*;

use super::draft::{MessagesDraft, with_traffic};
use super::model::{Chosen, Node, Topics};
use crate::state::use_workbench;
use crate::t;
use crate::ui::{Choice, Glyph, Icon, Marked, Select, after, fresh_id, outside, throttled};

/// How many rows there are at the most.
const MOST: usize = 400;

/// How many of them are drawn at first, and how many more whenever somebody comes near the last one. All of them, most out of view, would
/// take the page as long with each change as everything else on the screen.
const PART: usize = 60;

/// How near that is, in pixels.
const NEAR: i32 = 400;

/// How long the counts stand still at least: they are read by eyes.
const PAUSE: Duration = Duration::from_millis(250);

/// How many messages are counted at a time: the page goes on between two batches.
const BATCH: usize = 5_000;

/// What stands beside the rows.
#[derive(Default, PartialEq)]
struct Counted {
    /// How many messages there are on each row and below it, in their order.
    counts: Vec<u64>,
    total: u64,
    /// How many came on topics that have no row.
    beyond: u64,
}

/// The topics that messages have come on. One tab stop: up and down choose, left and right collapse and expand.
pub(super) fn topic_tree() -> impl IntoView {
    let workbench = use_workbench();
    let draft: MessagesDraft = expect_context();
    let version = throttled(workbench.messages_version(), PAUSE);
    let again = RwSignal::new(0_u64);
    // What rows read of it is a signal, which forgets its readers when it changes. A memo would keep those that are gone.
    let counted = RwSignal::new(Counted::default());
    let nodes = RwSignal::new(Vec::<Node>::new());
    let drawn = RwSignal::new(PART);
    let take_in = move |sent: bool| {
        with_traffic(workbench, |traffic| draft.topics.try_update_value(|topics| topics.grow(traffic, sent, BATCH)))
    };
    Effect::new(move |_| {
        workbench.much_came().track();
        take_in(draft.sent.get_untracked());
    });
    Effect::new(move |_| {
        version.track();
        again.track();
        let done = take_in(draft.sent.get());
        let (rows, total) =
            draft.topics.with_value(|topics| (topics.rows(&draft.collapsed.read(), MOST), topics.total()));
        let (listed, counts): (Vec<Node>, Vec<u64>) = rows.into_iter().unzip();
        // Counts change all the time, the rows that have them seldom.
        if nodes.with_untracked(|nodes| *nodes != listed) {
            nodes.set(listed);
        }
        let now = Counted { counts, total, beyond: draft.topics.with_value(Topics::beyond) };
        if counted.with_untracked(|before| *before != now) {
            counted.set(now);
        }
        if done == Some(false) {
            after(Duration::ZERO, move || again.update(|again| *again += 1));
        }
    });
    let count_of = move |place: usize| counted.with(|counted| counted.counts.get(place).copied());
    let total = move || counted.with(|counted| counted.total);
    let beyond = Memo::new(move |_| counted.with(|counted| counted.beyond));
    let options = Signal::derive(move || {
        let all = Choice::new(Chosen::default(), t!("messages-every-topic"));
        let rows = nodes.get().into_iter().map(|node| Choice::new(Chosen::under(&node.topic), outside(node.topic)));
        std::iter::once(all).chain(rows).collect::<Vec<_>>()
    });
    let chosen = Marked::new(Signal::derive(move || Some(draft.chosen.get())));
    let id = StoredValue::new(fresh_id("topics"));
    let row_id = move |place: usize| id.with_value(|id| format!("{id}-{place}"));
    let active = move || place_of(&nodes.read(), &draft.chosen.read()).map(row_id);
    let on_key = move |event: KeyboardEvent| {
        if keyed(&event.key(), &nodes.read_untracked(), draft) {
            event.prevent_default();
        }
    };
    let numbered = move || nodes.with(|nodes| nodes.iter().take(drawn.get()).cloned().enumerate().collect::<Vec<_>>());
    // The keyboard may choose rows that nobody has scrolled to.
    Effect::new(move |_| {
        let place = place_of(&nodes.read(), &draft.chosen.read());
        draws(drawn, place.unwrap_or(0) + PART / 2);
    });
    let scrolled = move |event: Event| {
        let view: web_sys::Element = event_target(&event);
        if view.scroll_top() + view.client_height() + NEAR > view.scroll_height() {
            draws(drawn, drawn.get_untracked() + PART);
        }
    };
    let row = move |(place, node): (usize, Node)| {
        row(row_id(place + 1), node, draft, chosen, Signal::derive(move || count_of(place)))
    };
    let all = move || draft.chosen.with(|chosen| chosen.topic().is_none());
    let turn = move |_| draft.tree.update(|tree| *tree = !*tree);
    let tree = move || {
        view! {
            <div class="topics" role="tree" tabindex="0" aria-label=t!("messages-topics") aria-activedescendant=active on:keydown=on_key
                on:scroll=scrolled>
                <div class="topic" role="treeitem" id=row_id(0) class:is-selected=all attr:aria-level="1"
                    aria-selected=move || if all() { "true" } else { "false" } on:click=move |_| draft.chosen.set(Chosen::default())>
                    <span class="topic-mark"></span><span class="topic-name is-all">{t!("messages-every-topic")}</span>
                    <span class="count">{total}</span>
                </div>
                <For each=numbered key=|numbered| numbered.clone() children=row/>
                {move || (beyond.get() > 0).then(|| view! { <p class="muted small">{t!("messages-more-topics", count = beyond.get())}</p> })}
            </div>
        }
    };
    view! {
        <div class="topics-select no-labels"><Select label=t!("messages-topics") value=draft.chosen options/></div>
        <div class="topics-tree">
            <button type="button" class="topics-turn" aria-expanded=move || if draft.tree.get() { "true" } else { "false" } on:click=turn>
                <span class="topic-turn" class:is-open=draft.tree><Glyph icon=Icon::Chevron/></span>{t!("messages-topics")}
            </button>
            <Show when=move || draft.tree.get()>{tree()}</Show>
        </div>
    }
}

fn row(
    id: String,
    node: Node,
    draft: MessagesDraft,
    chosen: Marked<Chosen>,
    count: Signal<Option<u64>>,
) -> impl IntoView {
    let Node { topic, label, depth, expanded } = node;
    let (choice, toggled) = (Chosen::under(&topic), topic.clone());
    let pick = choice.clone();
    let selected = chosen.is(choice);
    let mark = expanded.map(|open| {
        let flip = move |event: leptos::ev::MouseEvent| {
            event.stop_propagation();
            toggle(draft, &toggled);
        };
        view! { <span class="topic-turn" class:is-open=open on:click=flip><Glyph icon=Icon::Chevron/></span> }
    });
    view! {
        <div class="topic" role="treeitem" id=id class:is-selected=selected title=outside(topic) attr:aria-level=depth.to_string()
            aria-selected=move || if selected.get() { "true" } else { "false" }
            aria-expanded=expanded.map(|open| if open { "true" } else { "false" })
            style:padding-left=format!("{}px", 8 + (depth.min(12) - 1) * 14) on:click=move |_| draft.chosen.set(pick.clone())>
            <span class="topic-mark">{mark}</span><span class="topic-name">{outside(label)}</span><span class="count">{move || count.get()}</span>
        </div>
    }
}

/// Has so many rows drawn, at the least.
fn draws(drawn: RwSignal<usize>, rows: usize) {
    let rows = rows.min(MOST);
    if drawn.get_untracked() < rows {
        drawn.set(rows);
    }
}

fn toggle(draft: MessagesDraft, topic: &str) {
    draft.collapsed.update(|collapsed| {
        if !collapsed.remove(topic) {
            collapsed.insert(topic.to_owned());
        }
    });
}

/// Where the choice stands in the tree; 0 is "all".
fn place_of(nodes: &[Node], chosen: &Chosen) -> Option<usize> {
    let Some(topic) = chosen.topic() else { return Some(0) };
    nodes.iter().position(|node| node.topic == topic).map(|place| place + 1)
}

/// Does what a key asks for, if it asks for anything.
fn keyed(key: &str, nodes: &[Node], draft: MessagesDraft) -> bool {
    let place = place_of(nodes, &draft.chosen.read_untracked()).unwrap_or(0);
    let here = place.checked_sub(1).and_then(|place| nodes.get(place));
    let to = match (key, here) {
        ("ArrowDown", _) => (place + 1).min(nodes.len()),
        ("ArrowUp", _) => place.saturating_sub(1),
        ("Home", _) => 0,
        ("End", _) => nodes.len(),
        ("ArrowLeft", Some(Node { topic, expanded: Some(true), .. }))
        | ("ArrowRight", Some(Node { topic, expanded: Some(false), .. })) => {
            toggle(draft, topic);
            return true;
        }
        _ => return false,
    };
    let node = to.checked_sub(1).and_then(|place| nodes.get(place));
    draft.chosen.set(node.map_or_else(Chosen::default, |node| Chosen::under(&node.topic)));
    true
}
