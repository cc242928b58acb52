//! A remark that concerns what is beside it: information, success, a doubt or a failure.

use leptos::prelude::*;

use super::{icon::Glyph, text::MaybeText, tone::Tone};

/// A note: an icon and text on a tinted ground.
#[component]
pub fn Note(
    /// How it is meant.
    #[prop(into)]
    tone: Signal<Tone>,
    /// The gist in a few words, in bold before the text.
    #[prop(optional, into)]
    title: MaybeText,
    /// Reads the note out when it appears: for what the user did not ask for.
    #[prop(optional)]
    announce: bool,
    /// The text, and what to do about it.
    children: Children,
) -> impl IntoView {
    let icon = Signal::derive(move || tone.get().icon());
    view! {
        <div class=move || format!("note {}", tone.get().class()) role=announce.then_some("status")>
            <Glyph icon/>
            <div class="note-body">
                {move || title.get().map(|text| view! { <b>{text}</b> " " })}
                {children()}
            </div>
        </div>
    }
}
