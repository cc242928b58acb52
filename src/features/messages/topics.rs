//! The tree of topics, and on narrow screens the same as a drop-down list.

use leptos::{ev::KeyboardEvent, prelude::*};

use super::Draft;
use super::model::{Chosen, Node};
use crate::state::use_workbench;
use crate::t;
use crate::ui::{Card, Choice, Glyph, Icon, Select, fresh_id, outside};

/// How many rows are drawn.
const MOST: usize = 400;

/// The topics that messages have come on. One tab stop: up and down choose, left and right collapse and expand.
pub(super) fn topic_tree() -> impl IntoView {
    let workbench = use_workbench();
    let draft: Draft = expect_context();
    let total = RwSignal::new(0);
    let nodes = Memo::new(move |_| {
        workbench.messages_version().track();
        draft.topics.update_value(|topics| workbench.with_messages(|messages| topics.grow(messages)));
        draft.topics.with_value(|topics| topics.rows(&draft.collapsed.read(), MOST))
    });
    Effect::new(move |_| {
        nodes.track();
        workbench.messages_version().track();
        total.set(draft.topics.with_value(super::model::Topics::total));
    });
    let options = Signal::derive(move || {
        let all = Choice::new(Chosen::default(), t!("messages-all-topics", count = total.get()));
        let rows = nodes.get().into_iter().map(|node| {
            Choice::new(Chosen::under(&node.topic), t!("messages-topic-count", topic = node.topic, count = node.count))
        });
        std::iter::once(all).chain(rows).collect::<Vec<_>>()
    });
    let id = StoredValue::new(fresh_id("topics"));
    let row_id = move |place: usize| id.with_value(|id| format!("{id}-{place}"));
    let active = move || place_of(&nodes.read(), &draft.chosen.read()).map(row_id);
    let on_key = move |event: KeyboardEvent| {
        if keyed(&event.key(), &nodes.read_untracked(), draft) {
            event.prevent_default();
        }
    };
    let rows = move || {
        let rows = (1..).zip(nodes.get()).map(|(place, node)| row(row_id(place), node, draft));
        rows.collect::<Vec<_>>()
    };
    let all = move || draft.chosen.with(|chosen| chosen.topic().is_none());
    view! {
        <div class="topics-select"><Select label=t!("messages-topics") value=draft.chosen options/></div>
        <div class="topics-card">
            <Card title=t!("messages-topics")>
                <div class="topics" role="tree" tabindex="0" aria-label=t!("messages-topics") aria-activedescendant=active on:keydown=on_key>
                    <div class="topic" role="treeitem" id=row_id(0) class:is-selected=all attr:aria-level="1"
                        aria-selected=move || if all() { "true" } else { "false" } on:click=move |_| draft.chosen.set(Chosen::default())>
                        <span class="topic-mark"></span><span class="topic-name is-all">{t!("messages-every-topic")}</span>
                        <span class="count">{move || total.get()}</span>
                    </div>
                    {rows}
                </div>
            </Card>
        </div>
    }
}

fn row(id: String, node: Node, draft: Draft) -> impl IntoView {
    let Node { topic, label, depth, count, expanded } = node;
    let (choice, toggled) = (Chosen::under(&topic), topic.clone());
    let pick = choice.clone();
    let selected = Memo::new(move |_| draft.chosen.with(|chosen| *chosen == choice));
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
            <span class="topic-mark">{mark}</span><span class="topic-name">{outside(label)}</span><span class="count">{count}</span>
        </div>
    }
}

fn toggle(draft: Draft, topic: &str) {
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
fn keyed(key: &str, nodes: &[Node], draft: Draft) -> bool {
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
