//! The screen of the replay: how a session is saved, and how one that was saved is looked at.

use std::time::Duration;

use leptos::prelude::*;

use crate::parts::log::provide_shared_log;
use crate::parts::save_dialog::SaveMenu;
use crate::parts::session_file::OpenButton;
use crate::state::use_workbench;
use crate::t;
use crate::ui::{ActionBar, Card, Tone, throttled};

/// How long the count stands still at least: it is read by eyes.
const PAUSE: Duration = Duration::from_millis(250);

#[component]
pub fn ReplayScreen() -> impl IntoView {
    provide_shared_log();
    let workbench = use_workbench();
    let file = workbench.session_file();
    let version = throttled(workbench.record_version(), PAUSE);
    // With those that memory has no room for.
    let lines = Memo::new(move |_| {
        version.track();
        let numbers = workbench.whole_record().numbers();
        numbers.end.saturating_sub(numbers.start)
    });
    let has_lines = Memo::new(move |_| lines.get() > 0);
    // What leads to a replay is in the way once there is one.
    let is_open = Memo::new(move |_| file.with(Option::is_some));
    let name = move || file.with(|file| file.as_ref().map(|file| file.name.clone()));
    let saves = move || match lines.get() {
        0 => t!("replay-screen-save-none"),
        count => t!("replay-screen-save-text", count = count),
    };
    let title = Signal::derive(move || match name() {
        Some(name) => t!("replay-screen-is-open", name = name),
        None => t!("replay-screen-nothing"),
    });
    let tone = Signal::derive(move || if name().is_some() { Tone::Ok } else { Tone::Plain });
    view! {
        <h1>{t!("replay-screen-title")}</h1>
        <p class="lede">{t!("replay-screen-lede")}</p>
        <Show when=move || !is_open.get()>
            <div class="replay-screen">
                <Card title=t!("replay-screen-open-title")>
                    <p>{t!("replay-screen-open-text")}</p>
                    <p class="muted small">{t!("replay-screen-open-drop")}</p>
                </Card>
                <Card title=t!("replay-screen-save-title")>
                    <p>{saves}</p>
                    <p class="muted small">{t!("replay-screen-save-secrets")}</p>
                </Card>
            </div>
        </Show>
        <Card title=t!("replay-screen-for-title")>
            <ul class="replay-screen-for">
                <li>{t!("replay-screen-for-replay")}</li>
                <li>{t!("replay-screen-for-findings")}</li>
                <li>{t!("replay-screen-for-compare")}</li>
                <li>{t!("replay-screen-for-go-on")}</li>
                <li>{t!("replay-screen-for-code")}</li>
            </ul>
        </Card>
        <ActionBar tone title>
            {move || view! { <OpenButton label=t!("replay-screen-open") is_next=!has_lines.get()/> }}
            {move || has_lines.get().then(|| view! { <SaveMenu label=t!("replay-screen-save")/> })}
        </ActionBar>
    }
}
