//! The whole way at one click: what it will show, and the button.

use leptos::prelude::*;

use super::actions::Actions;
use super::draft::Broker;
use crate::t;
use crate::ui::{Button, Icon, Variant};

#[component]
pub(super) fn See(
    actions: Actions,
    /// Whether it is the next step of the screen.
    is_next: bool,
) -> impl IntoView {
    let variant = if is_next { Variant::Primary } else { Variant::Default };
    let own = Memo::new(move |_| actions.draft.broker.get() == Broker::Own);
    let reason = move || actions.busy().then(|| t!("connect-busy"));
    let text = move || if own.get() { t!("connect-see-own") } else { t!("connect-see-text") };
    view! {
        <section class="card see">
            <div class="stack">
                <h2>{t!("connect-see-title")}</h2>
                <p>{text}</p>
                <div class="bar">
                    <Button sends=true variant icon=Icon::Play disabled_reason=reason on_press=move || actions.see_it_working()>{t!("connect-see")}</Button>
                    <span class="small muted">{t!("connect-see-stop")}</span>
                </div>
            </div>
            // A message on its way to the broker, and back.
            <svg class="see-art" viewBox="0 0 250 176" aria-hidden="true">
                {place(8, t!("connect-see-module"), || t!("connect-see-virtual"))}
                {place(172, t!("connect-see-broker"), move || if own.get() { t!("connect-see-yours") } else { t!("connect-see-page") })}
                {way("", "M43 52C62 14 188 14 207 50M201 42l6.500 9 3.500-10.500", 23, 46, t!("connect-see-publish"))}
                {way("is-back", "M207 124C188 162 62 162 43 126M49 134l-6.500-9-3.500 10.500", 153, 140, t!("connect-see-receive"))}
            </svg>
        </section>
    }
}

/// A place that messages come from and go to, at this distance from the left edge.
fn place(x: u16, name: String, what: impl Fn() -> String + Send + 'static) -> impl IntoView {
    let middle = x + 35;
    view! {
        <rect x=x y="58" width="70" height="60" rx="8"></rect>
        <text x=middle y="86">{name}</text>
        <text class="is-quiet" x=middle y="103">{what}</text>
    }
}

/// The way between them, its dot and its name.
fn way(class: &'static str, path: &'static str, dot: u16, y: u16, name: String) -> impl IntoView {
    view! {
        <g class=class><path d=path></path><circle cx="125" cy=dot r="5"></circle></g>
        <text class="is-quiet" x="125" y=y>{name}</text>
    }
}
