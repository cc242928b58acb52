//! A message in the list: its topic, its time, and one line of its payload.

use fibocom_at::Message;
use fibocom_at::args::TopicForm;
use leptos::prelude::*;

use super::draft::with_traffic;
use super::model::{Direction, Divides, Entry, Order, Part, Place, Search, is_named};
use crate::parts::WallClock;
use crate::parts::log::divider;
use crate::state::{Divide, Workbench};
use crate::ui::{Glyph, Icon};
use crate::{t, words};

/// What a row is drawn from. What it shows of the message itself never changes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shown {
    pub(super) place: Place,
    pub(super) divides: Divides,
    pub(super) order: Order,
    /// What is looked for, as it was typed.
    pub(super) search: String,
}

pub(super) fn row(shown: &Shown, workbench: Workbench, clock: WallClock) -> AnyView {
    let Shown { place, divides: Divides { before, after }, order, search } = shown;
    let draw = |divide: &Divide| divider(&divide.change, divide.at, clock);
    let (above, below) = match order {
        Order::NewestFirst => {
            (after.iter().rev().map(draw).collect_view(), before.iter().rev().map(draw).collect_view())
        }
        Order::NewestLast => (before.iter().map(draw).collect_view(), after.iter().map(draw).collect_view()),
    };
    let search = Search::new(search);
    let message = with_traffic(workbench, |traffic| traffic.at(*place).map(|entry| message(entry, &search, clock)));
    view! { {above} {message} {below} }.into_any()
}

fn message(entry: Entry<'_>, search: &Search, clock: WallClock) -> impl IntoView + use<> {
    let (is_sent, way) = match entry.direction() {
        Direction::Came => (false, t!("messages-came")),
        Direction::Sent => (true, t!("messages-sent")),
    };
    let came = match entry {
        Entry::Came(stored) => Some(&stored.message),
        Entry::Sent(_) => None,
    };
    let by_id = came.and_then(topic_id_note);
    let cut = came
        .is_some_and(|message| message.may_be_cut || message.is_at_read_limit())
        .then(|| view! { <span class="message-cut"><Glyph icon=Icon::Warning/>{t!("messages-may-be-cut")}</span> });
    let payload = match entry.payload() {
        [] => view! { <span>{t!("messages-empty-payload")}</span> }.into_any(),
        payload => parts(search.line(payload)).into_any(),
    };
    view! {
        <div class="message" class:is-sent=is_sent>
            <span class="message-head"><span class="hidden">{way}</span><span class="message-topic">{parts(search.parts(&entry.topic()))}</span>{by_id}{cut}</span>
            <span class="message-when">{clock.time_of_day(entry.at())}</span>
            <span class="message-what">{payload}</span>
        </div>
    }
}

/// A line, with what was looked for marked in it.
fn parts(parts: Vec<Part>) -> impl IntoView {
    let part = |Part { text, is_hit }| match is_hit {
        true => view! { <mark>{text}</mark> }.into_any(),
        false => text.into_any(),
    };
    parts.into_iter().map(part).collect_view()
}

/// The number beside the name of a topic, where the message came by it.
pub(super) fn topic_id_note(message: &Message) -> Option<impl IntoView + use<>> {
    let id = message.topic_id.filter(|_| is_named(message))?;
    Some(view! { <span class="message-by-id">{words::topic_text(TopicForm::Id, &id.to_string())}</span> })
}
