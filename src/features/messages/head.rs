//! The head of the screen: how many messages there are and come, and what can be done with all of them.

use std::sync::Mutex;
use std::time::Duration;

use leptos::prelude::*;

use super::draft::{MessagesDraft, with_traffic};
use super::model::{Chosen, json_lines};
use crate::link::now_in_browser;
use crate::parts::log::{HoldButton, use_shared_log};
use crate::state::{Workbench, use_workbench};
use crate::t;
use crate::ui::{Button, Icon, Tone, Variant, every, save_file, throttled, use_toaster};

/// Over how many milliseconds the figure is a mean.
const MEAN: u64 = 10_000;

/// How long the counts stand still at least: they are read by eyes.
const PAUSE: Duration = Duration::from_millis(250);

#[component]
pub(super) fn Head() -> impl IntoView {
    let workbench = use_workbench();
    let version = throttled(workbench.messages_version(), PAUSE);
    let counts = Memo::new(move |_| {
        version.track();
        let received = workbench.with_messages(|messages| messages.iter().len());
        (received, workbench.with_sent(|sent| sent.iter().len()))
    });
    // How many come now is no matter of a file.
    let file = workbench.session_file();
    let draft: MessagesDraft = expect_context();
    let waiting = Signal::derive(move || draft.waiting.get() as u64);
    let says = move || {
        let (received, sent) = counts.get();
        let counts = t!("messages-counts", received = received, sent = sent);
        let rate = file.with(Option::is_none).then(|| view! { <Rate/> });
        view! { <p class="messages-counts number">{counts}{rate}</p> }
    };
    view! {
        <div class="messages-top">
            <h1>{t!("messages-title")}</h1>
            {says}
            <span class="messages-actions">
                <HoldButton paused=draft.paused waiting hold=t!("messages-pause") go_on=|waiting| t!("messages-resume", waiting = waiting)/>
                <SaveAll/>
                <ClearAll/>
            </span>
        </div>
    }
}

/// How many come a second.
#[component]
fn Rate() -> impl IntoView {
    let workbench = use_workbench();
    let tick = RwSignal::new(0_u32);
    every(Duration::from_secs(1), move || tick.update(|tick| *tick = tick.wrapping_add(1)));
    let tenths = Memo::new(move |_| {
        tick.track();
        let came = workbench.with_messages(|messages| messages.since(now_in_browser().saturating_sub(MEAN)));
        came as u64 * 10_000 / MEAN
    });
    move || {
        let tenths = tenths.get();
        (tenths > 0).then(|| t!("messages-rate", rate = format!("{}.{}", tenths / 10, tenths % 10)))
    }
}

/// Saves what the list shows.
#[component]
fn SaveAll() -> impl IntoView {
    let (workbench, toaster, clock) = (use_workbench(), use_toaster(), use_shared_log().clock());
    let draft: MessagesDraft = expect_context();
    let save = move || {
        let lines = with_traffic(workbench, |traffic| {
            draft.index.with_value(|index| json_lines(index.shown(traffic), clock.base))
        });
        let name = format!("messages-{}.jsonl", clock.file_stamp(now_in_browser()));
        if save_file(&name, lines.as_bytes()).is_err() {
            toaster.show(Tone::Bad, t!("messages-save-failed"));
        }
    };
    view! { <Button variant=Variant::Quiet icon=Icon::Download name=t!("messages-save") disabled_reason=nothing_to(workbench) on_press=save/> }
}

/// Forgets all messages, and offers to bring them back.
#[component]
fn ClearAll() -> impl IntoView {
    let (workbench, toaster) = (use_workbench(), use_toaster());
    let draft: MessagesDraft = expect_context();
    let clear = move || {
        // What was cleared takes memory as long as the offer stands.
        let cleared = Mutex::new(Some(workbench.clear_messages()));
        draft.chosen.set(Chosen::default());
        draft.selected.set(None);
        toaster.offer(t!("messages-cleared"), t!("messages-undo"), move || {
            if let Some(cleared) = cleared.lock().ok().and_then(|mut cleared| cleared.take()) {
                workbench.bring_back_messages(cleared);
            }
        });
    };
    view! { <Button sends=true variant=Variant::Quiet icon=Icon::Trash name=t!("messages-clear") disabled_reason=nothing_to(workbench) on_press=clear/> }
}

fn nothing_to(workbench: Workbench) -> Signal<Option<String>> {
    let any = Memo::new(move |_| {
        workbench.messages_version().track();
        with_traffic(workbench, |traffic| traffic.messages.iter().len() + traffic.sent.iter().len() > 0)
    });
    Signal::derive(move || (!any.get()).then(|| t!("messages-nothing")))
}
