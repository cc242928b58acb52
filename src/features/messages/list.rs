//! The messages on the chosen topics.

use fibocom_at::Message;
use fibocom_at::args::TopicForm;
use fibocom_at::message::Way;
use leptos::prelude::*;

use super::MessagesDraft;
use super::detail::detail;
use super::model::{
    Divides, JsonProblem, LIST_LINE, Order, PayloadForm, Rate, Rendered, View, is_named, json_lines, preview, render,
    shown_topic,
};
use crate::parts::log::{divider, use_shared_log};
use crate::state::{ClientState, Divide, StoredMessage, Workbench, use_workbench};
use crate::ui::{
    Binding, Button, Card, Choice, Dialog, Empty, Extent, Glyph, Icon, RowHeight, Rows, Segmented, Select, Tone,
    Variant, VirtualList, every, outside, save_file, use_toaster,
};
use crate::{t, words};

/// How much of a payload the list shows.
const LINES: usize = 12;
const CHARACTERS: usize = 700;

/// A message in the list.
#[derive(Debug, Clone, PartialEq)]
struct Shown {
    stored: StoredMessage,
    view: View,
    divides: Divides,
    order: Order,
}

/// The card with the list, its controls and the open message.
pub(super) fn list() -> impl IntoView {
    let draft: MessagesDraft = expect_context();
    // How many come now is no matter of a file.
    let file = use_workbench().session_file();
    let rate = move || file.with(Option::is_none).then(|| view! { <RateFigure/> });
    let title = move || draft.chosen.with(|chosen| chosen.topic().map_or_else(|| t!("messages-every-topic"), outside));
    let orders = Signal::stored(vec![
        Choice::new(Order::NewestFirst, t!("messages-newest-first")),
        Choice::new(Order::NewestLast, t!("messages-newest-last")),
    ]);
    let views = Signal::stored(vec![
        Choice::new(View::Auto, t!("messages-view-auto")),
        Choice::new(View::Text, t!("messages-view-text")),
        Choice::new(View::Json, t!("messages-view-json")),
        Choice::new(View::Hex, t!("messages-view-hex")),
    ]);
    view! {
        <Card>
            <div class="messages-head"><h2 class="messages-title">{title}</h2>{rate}</div>
            <div class="bar messages-bar no-labels">
                <Segmented label=t!("messages-view") label_hidden=true value=draft.view options=views/>
                <Select label=t!("messages-order") value=draft.order options=orders/>
                <span class="grow"></span>
                <Pause/> <SaveAll/> <ClearAll/>
            </div>
            <LetGo/>
            <Log/>
            {detail()}
        </Card>
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
    move || (count.get() > 0).then(|| view! { <p class="muted small">{t!("messages-let-go", count = count.get())}</p> })
}

#[component]
fn Log() -> impl IntoView {
    let workbench = use_workbench();
    let draft: MessagesDraft = expect_context();
    let clock = use_shared_log().clock();
    let extent = RwSignal::new(Extent::default());
    Effect::new(move |_| {
        workbench.messages_version().track();
        draft.view.track();
        let (order, paused, chosen) = (draft.order.get(), draft.paused.get(), draft.chosen.get());
        let (now, waiting) = draft
            .index
            .try_update_value(|index| {
                index.hold(paused);
                workbench.with_messages(|messages| index.refresh(messages, &chosen));
                (index.extent(order), index.waiting())
            })
            .unwrap_or_default();
        draft.waiting.set(waiting);
        extent.set(now);
    });
    let rows = Rows::new(extent, move |range| {
        let (order, view) = (draft.order.get_untracked(), draft.view.get_untracked());
        let numbers =
            draft.index.with_value(|index| range.filter_map(|row| index.number(row, order)).collect::<Vec<_>>());
        let stored =
            numbers.into_iter().filter_map(|number| workbench.with_messages(|all| all.by_number(number).cloned()));
        let shown = |stored: StoredMessage| {
            let divides =
                workbench.with_messages(|all| draft.index.with_value(|index| index.divides(all, stored.number)));
            (order.key(stored.number), Shown { stored, view, divides, order })
        };
        stored.map(shown).collect()
    });
    let key = move || draft.selected.get().map(|number| draft.order.get().key(number));
    // The key is its own inverse.
    let selected = Binding::new(Signal::derive(key), move |key: Option<u64>| {
        draft.selected.set(key.map(|key| draft.order.get_untracked().key(key)));
    });
    let follows = move || draft.order.get() == Order::NewestLast;
    let list = move || {
        let row = move |shown: Shown| row(shown, clock);
        view! {
            <VirtualList label=t!("messages-list") rows height=RowHeight::About(72.0) row selected follow=follows()/>
        }
    };
    let nothing = Memo::new(move |_| extent.with(|extent| extent.len == 0));
    view! {
        <div class="messages-log">
            {list}
            <Show when=move || nothing.get()><div class="messages-empty"><Nothing/></div></Show>
        </div>
    }
}

/// Why there is nothing, and what to do.
#[component]
fn Nothing() -> impl IntoView {
    let workbench = use_workbench();
    let draft: MessagesDraft = expect_context();
    let facts = workbench.facts();
    let stands = Memo::new(move |_| {
        facts.with(|facts| {
            let open = facts.clients.values().any(|client| client.state == ClientState::Open);
            (open, !facts.subscriptions.is_empty())
        })
    });
    let chosen = move || draft.chosen.with(|chosen| chosen.topic().is_some());
    let file = workbench.session_file();
    move || {
        if file.with(Option::is_some) && !chosen() {
            return view! { <Empty icon=Icon::File text=t!("messages-none-in-file")/> }.into_any();
        }
        match (chosen(), stands.get()) {
        (true, _) => view! {
            <Empty icon=Icon::Filter text=t!("messages-none-here")>
                <Button on_press=move || draft.chosen.set(super::Chosen::default())>{t!("messages-show-all")}</Button>
            </Empty>
        }
        .into_any(),
        (_, (false, _)) => view! {
            <Empty icon=Icon::Link text=t!("messages-none-client")><a class="button" href="#/session">{t!("messages-go-session")}</a></Empty>
        }
        .into_any(),
        (_, (true, false)) => view! { <Empty icon=Icon::Plus text=t!("messages-none-subscription")/> }.into_any(),
        (_, (true, true)) => view! {
            <Empty icon=Icon::Send text=t!("messages-none-yet")><a class="button" href="#/publish">{t!("messages-go-publish")}</a></Empty>
        }
        .into_any(),
    }
    }
}

fn row(shown: Shown, clock: crate::parts::WallClock) -> AnyView {
    let Shown { stored, view, divides: Divides { before, after }, order } = shown;
    let draw = |divide: &Divide| divider(&divide.change, divide.at, clock);
    let (above, below) = match order {
        Order::NewestFirst => {
            (after.iter().rev().map(draw).collect_view(), before.iter().rev().map(draw).collect_view())
        }
        Order::NewestLast => (before.iter().map(draw).collect_view(), after.iter().map(draw).collect_view()),
    };
    let message = stored.message;
    let Rendered { form, text, not_json } = render(&message.payload, view, LIST_LINE);
    let (topic, by_id) = (shown_topic(&message).into_owned(), topic_id_note(&message));
    let (text, left_out) = preview(&text, LINES, CHARACTERS);
    let more =
        (left_out > 0).then(|| view! { <div class="message-note">{t!("messages-left-out", count = left_out)}</div> });
    let reason = not_json.map(|problem| view! { <div class="message-note">{not_json_text(problem)}</div> });
    let cut = message
        .may_be_cut
        .then(|| view! { <span class="message-cut"><Glyph icon=Icon::Warning/>{t!("messages-may-be-cut")}</span> });
    let body = match form {
        PayloadForm::Empty => view! { <div class="message-note">{t!("messages-empty-payload")}</div> }.into_any(),
        _ => view! { <pre class:is-hex=form == PayloadForm::Hex>{text.to_owned()}</pre> }.into_any(),
    };
    view! {
        {above}
        <div class="message">
            <span class="message-when">{clock.time_of_day(stored.at)}</span>
            <div><span class="message-topic">{outside(topic)}</span>{by_id}{cut}{body}{more}{reason}</div>
            <span class="message-meta"><span>{t!("messages-row-qos", qos = message.qos)}</span><span>{t!("messages-bytes", bytes = message.payload.len())}</span>
                {(message.way == Way::Direct).then(|| view! { <span>{t!("messages-direct")}</span> })}
            </span>
        </div>
        {below}
    }
    .into_any()
}

/// The number beside the name of a topic, where the message came by it.
pub(super) fn topic_id_note(message: &Message) -> Option<impl IntoView + use<>> {
    let id = message.topic_id.filter(|_| is_named(message))?;
    Some(view! { <span class="message-note message-by-id">{words::topic_text(TopicForm::Id, &id.to_string())}</span> })
}

fn not_json_text(problem: JsonProblem) -> String {
    match problem {
        JsonProblem::NotText => t!("messages-not-text"),
        JsonProblem::At { line, column } => t!("messages-not-json", line = line, column = column),
    }
}

/// How many come a second, and how many came over the last minute.
#[component]
fn RateFigure() -> impl IntoView {
    let workbench = use_workbench();
    let draft: MessagesDraft = expect_context();
    let tick = RwSignal::new(0_u32);
    every(std::time::Duration::from_secs(1), move || tick.update(|tick| *tick = tick.wrapping_add(1)));
    let rate = Memo::new(move |_| {
        tick.track();
        draft.chosen.with(|chosen| workbench.with_messages(|messages| Rate::of(messages, chosen, now())))
    });
    let figure = move || {
        let tenths = rate.read().tenths();
        t!("messages-rate", rate = format!("{}.{}", tenths / 10, tenths % 10))
    };
    view! {
        <span class="messages-rate">
            <svg class="spark" width="120" height="20" viewBox="0 0 120 20" aria-hidden="true"><path d=move || rate.read().path(120, 20)/></svg>
            <span class="number">{figure}</span>
        </span>
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "time since the load is small and positive"
)]
fn now() -> u64 {
    window().performance().map_or(0.0, |clock| clock.now()) as u64
}

/// Holds the list still, and lets it go on.
#[component]
fn Pause() -> impl IntoView {
    let draft: MessagesDraft = expect_context();
    let name = Signal::derive(move || {
        if draft.paused.get() { t!("messages-resume", waiting = draft.waiting.get()) } else { t!("messages-pause") }
    });
    let icon = Signal::derive(move || if draft.paused.get() { Icon::Play } else { Icon::Pause });
    let waiting = move || (draft.waiting.get() > 0).then(|| draft.waiting.get().to_string());
    view! {
        <button type="button" class="button is-quiet" title=move || name.get() aria-label=move || name.get()
            on:click=move |_| draft.paused.update(|paused| *paused = !*paused)>
            <Glyph icon/>
            <span class="wire-waiting number" aria-hidden="true">{waiting}</span>
        </button>
    }
}

/// Saves what the list shows.
#[component]
fn SaveAll() -> impl IntoView {
    let (workbench, toaster, clock) = (use_workbench(), use_toaster(), use_shared_log().clock());
    let draft: MessagesDraft = expect_context();
    let save = move || {
        let lines =
            workbench.with_messages(|all| draft.index.with_value(|index| json_lines(index.shown(all), clock.base)));
        let name = format!("messages-{}.jsonl", clock.file_stamp(now()));
        if save_file(&name, lines.as_bytes()).is_err() {
            toaster.show(Tone::Bad, t!("messages-save-failed"));
        }
    };
    view! { <Button variant=Variant::Quiet icon=Icon::Download name=t!("messages-save") disabled_reason=nothing_to(workbench) on_press=save/> }
}

/// Forgets all messages, after asking.
#[component]
fn ClearAll() -> impl IntoView {
    let workbench = use_workbench();
    let draft: MessagesDraft = expect_context();
    let asking = RwSignal::new(false);
    let clear = move || {
        workbench.clear_messages();
        draft.chosen.set(super::Chosen::default());
        draft.selected.set(None);
        asking.set(false);
    };
    view! {
        <Button variant=Variant::Quiet icon=Icon::Trash name=t!("messages-clear") disabled_reason=nothing_to(workbench) on_press=move || asking.set(true)/>
        <Dialog open=asking title=t!("messages-clear-title")
            actions=move || view! {
                <Button on_press=move || asking.set(false)>{t!("messages-cancel")}</Button>
                <Button variant=Variant::Danger on_press=clear>{t!("messages-clear-do")}</Button>
            }>
            <p>{t!("messages-clear-text")}</p>
        </Dialog>
    }
}

fn nothing_to(workbench: Workbench) -> Signal<Option<String>> {
    Signal::derive(move || {
        workbench.messages_version().track();
        workbench.with_messages(|all| all.iter().len() == 0).then(|| t!("messages-nothing"))
    })
}
