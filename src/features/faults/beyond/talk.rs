//! What is said at the broker, as on a phone: each message with who has published it, where and when.

use leptos::prelude::*;
use workbench_record::Zero;

use super::{BeyondDraft, Shown};
use crate::parts::WallClock;
use crate::parts::payload_text::{PayloadForm, Rendered, View, is_text, render};
use crate::state::{Device, Happening, Passed, Publisher};
use crate::t;
use crate::ui::{Choice, Empty, Icon, RowHeight, Rows, Select, VirtualList, outside};

/// Characters of a payload that are shown.
const SHOWN: usize = 800;

/// How tall a row is, about, in pixels.
const ROW: f64 = 62.0;

#[component]
pub(super) fn Talk(draft: BeyondDraft) -> impl IntoView {
    let shown = Signal::stored(vec![
        Choice::new(Shown::All, t!("beyond-all")),
        Choice::new(Shown::Module, t!("beyond-module")),
    ]);
    let views = Signal::stored(vec![
        Choice::new(View::Auto, t!("messages-view-auto")),
        Choice::new(View::Text, t!("messages-view-text")),
        Choice::new(View::Json, t!("messages-view-json")),
        Choice::new(View::Hex, t!("messages-view-hex")),
    ]);
    Effect::new(move |before: Option<Shown>| {
        let shown = draft.shown.get();
        if before.is_some_and(|before| before != shown) {
            draft.mirror.update_value(|mirror| mirror.show(shown));
            draft.tell();
        }
        shown
    });
    let rows = Rows::new(draft.extent, move |range| {
        draft.mirror.with_value(|mirror| {
            range.filter_map(|row| mirror.row(row)).map(|(entry, at)| (entry.number, (entry, at))).collect()
        })
    });
    let is_empty = Memo::new(move |_| draft.extent.get().len == 0);
    let list = move || {
        // What is drawn already is drawn anew in another view.
        let view = draft.view.get();
        let row = move |(entry, at): (Passed, u64)| said(entry, at, view);
        view! { <VirtualList label=t!("beyond-talk") rows height=RowHeight::About(ROW) row/> }
    };
    view! {
        <div class="talk-tools no-labels">
            <Select label=t!("beyond-shown") value=draft.shown options=shown/>
            <Select label=t!("messages-view") value=draft.view options=views/>
        </div>
        <div class="talk">
            {list}
            <Show when=move || is_empty.get()><div class="talk-empty"><Empty icon=Icon::Phone text=t!("beyond-silent")/></div></Show>
        </div>
    }
}

/// One thing that happened.
fn said(entry: Passed, at: u64, view: View) -> AnyView {
    let clock = WallClock::counting_from(Zero(at));
    let time = clock.time_of_day(0).chars().take(8).collect::<String>();
    match entry.what {
        Happening::Came(id) => event("say is-event", t!("beyond-came", id = id), time),
        Happening::Went(id) => event("say is-event is-bad", t!("beyond-went", id = id), time),
        Happening::Published { by, message } => {
            let mine = by == Publisher::Person;
            let by = publisher(by);
            let retained = message.retain.then(|| t!("beyond-retained"));
            view! {
                <div class="say-row">
                    <div class="say" class:is-mine=mine>
                        <small><span>{by}" · "{outside(&message.topic)}{retained.map(|text| format!(" · {text}"))}</span><time>{time}</time></small>
                        {payload_line(&message.payload, view)}
                    </div>
                </div>
            }
            .into_any()
        }
    }
}

fn event(class: &'static str, text: String, time: String) -> AnyView {
    view! { <div class="say-row"><p class=class>{text}" "<time>{time}</time></p></div> }.into_any()
}

fn publisher(by: Publisher) -> String {
    match by {
        Publisher::Client(id) => t!("beyond-by-client", id = id),
        Publisher::Will(id) => t!("beyond-by-will", id = id),
        Publisher::Device(Device::Meter) => t!("beyond-meter"),
        Publisher::Device(Device::Tracker) => t!("beyond-tracker"),
        Publisher::Device(Device::Press) => t!("beyond-press"),
        Publisher::Broker => t!("beyond-by-broker"),
        Publisher::Person => t!("beyond-by-you"),
    }
}

/// A payload as Messages shows it, and how long it is where not all of it is shown.
pub(super) fn payload_line(payload: &[u8], view: View) -> impl IntoView + use<> {
    // On a phone, JSON stays as it came unless somebody asks for it on lines of its own.
    let view = if view == View::Auto && is_text(payload) { View::Text } else { view };
    // The whole is read, so that JSON is JSON, and its beginning is shown.
    let Rendered { form, text, .. } = render(payload, view);
    let begins: String = text.chars().take(SHOWN).collect();
    let rest = (begins.len() < text.len()).then(|| t!("beyond-bytes", bytes = payload.len()));
    let text = if form == PayloadForm::Empty { t!("messages-empty-payload") } else { begins };
    view! {
        <code class="say-what" class:muted=form == PayloadForm::Empty>{text}</code>
        {rest.map(|rest| view! { <span class="muted small">{rest}</span> })}
    }
}
