//! A word or two of state.

use leptos::prelude::*;

use super::tone::Tone;

/// A pill: a lamp and a word; the lamp of a plain one is a ring.
#[component]
pub fn Pill(#[prop(optional, into)] tone: Signal<Tone>, children: Children) -> impl IntoView {
    view! { <span class=move || format!("pill {}", tone.get().class())>{children()}</span> }
}
