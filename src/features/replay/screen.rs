//! The screen of sessions: how one is saved, and how one that was saved is looked at.

use leptos::prelude::*;

use crate::parts::log::provide_shared_log;
use crate::parts::save_dialog::SaveMenu;
use crate::parts::session_file::OpenButton;
use crate::state::use_workbench;
use crate::t;
use crate::ui::{ActionBar, Card, Tone};

#[component]
pub fn SessionsScreen() -> impl IntoView {
    provide_shared_log();
    let workbench = use_workbench();
    let (file, version) = (workbench.session_file(), workbench.record_version());
    let lines = Memo::new(move |_| {
        version.track();
        workbench.with_record(|record| record.next().saturating_sub(record.first()))
    });
    let has_lines = Memo::new(move |_| lines.get() > 0);
    let name = move || file.with(|file| file.as_ref().map(|file| file.name.clone()));
    let saves = move || match lines.get() {
        0 => t!("sessions-save-none"),
        count => t!("sessions-save-text", count = count),
    };
    let title = Signal::derive(move || match name() {
        Some(name) => t!("sessions-is-open", name = name),
        None => t!("sessions-nothing"),
    });
    let tone = Signal::derive(move || if name().is_some() { Tone::Ok } else { Tone::Plain });
    view! {
        <h1>{t!("sessions-title")}</h1>
        <p class="lede">{t!("sessions-lede")}</p>
        <div class="sessions">
            <Card title=t!("sessions-open-title")>
                <p>{t!("sessions-open-text")}</p>
                <p class="muted small">{t!("sessions-open-drop")}</p>
            </Card>
            <Card title=t!("sessions-save-title")>
                <p>{saves}</p>
                <p class="muted small">{t!("sessions-save-secrets")}</p>
            </Card>
        </div>
        <Card title=t!("sessions-for-title")>
            <ul class="sessions-for">
                <li>{t!("sessions-for-replay")}</li>
                <li>{t!("sessions-for-findings")}</li>
                <li>{t!("sessions-for-compare")}</li>
                <li>{t!("sessions-for-go-on")}</li>
                <li>{t!("sessions-for-code")}</li>
            </ul>
        </Card>
        <ActionBar tone title>
            {move || view! { <OpenButton label=t!("sessions-open") is_next=!has_lines.get()/> }}
            {move || has_lines.get().then(|| view! { <SaveMenu label=t!("sessions-save")/> })}
        </ActionBar>
    }
}
