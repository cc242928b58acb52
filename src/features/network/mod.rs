//! The Network screen: seven checks, the dial-up and the clock.

mod actions;
mod bar;
mod checks;
mod clock;
mod dial;
mod draft;
mod model;
mod pin;
mod report;
mod text;

use leptos::prelude::*;

pub use actions::provide_draft;

use self::actions::use_actions;
use crate::t;
use crate::ui::{Card, Note, Pill, Tone};

#[component]
pub fn NetworkScreen() -> impl IntoView {
    let actions = use_actions();
    let coming = actions.draft.coming;
    let progress = move || {
        let total = crate::link::procedure::CHECKS.len();
        let running = actions.checking.get().is_some() && coming.with(|coming| !coming.is_empty());
        running.then(|| {
            let done = total - coming.with(Vec::len) - 1;
            view! { <Pill tone=Tone::Info>{t!("network-progress", done = done, total = total)}</Pill> }
        })
    };
    view! {
        <h1>{t!("network-title")}</h1>
        <p class="lede">{t!("network-lede")}</p>
        <Show when=move || !actions.connected.get()>
            <div class="network-note">
                <Note tone=Tone::Info title=t!("network-connect-first")>
                    {t!("network-connect-first-text")} " " <a href="#/connect">{t!("network-connect-link")}</a>
                </Note>
            </div>
        </Show>
        <Card title=t!("network-checks") actions=move || progress.into_view()>
            <checks::Checks actions/>
            <bar::Bar actions/>
        </Card>
        <bar::Result actions/>
    }
}
