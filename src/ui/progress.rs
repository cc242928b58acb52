//! How far something under way has come, with the way to stop it.

use leptos::prelude::*;

use super::{
    button::{Button, Variant},
    outside::seen,
    text::MaybeText,
    words::use_words,
};

/// How far so many of so many are, from 0 to 1.
#[expect(clippy::cast_precision_loss, reason = "what is counted here is far below 2^53")]
#[must_use]
pub fn share(done: usize, total: usize) -> f64 {
    done as f64 / total.max(1) as f64
}

/// A bar that fills, or moves while the end cannot be known.
#[component]
pub fn Progress(
    #[prop(into)] label: Signal<String>,
    /// How far, from 0 to 1; nothing when it cannot be known.
    #[prop(optional, into)]
    fraction: Signal<Option<f64>>,
    /// The same in words, as in "3 of 7".
    #[prop(optional, into)]
    text: MaybeText,
    /// Stops it; without this there is no button.
    #[prop(optional, into)]
    on_cancel: Option<UnsyncCallback<()>>,
) -> impl IntoView {
    let percent = move || fraction.get().map(|part| (part.clamp(0.0, 1.0) * 100.0).round());
    let cancel = on_cancel.map(|action| {
        view! { <Button variant=Variant::Quiet on_press=action>{use_words().cancel}</Button> }
    });
    view! {
        <div class="progress" class:is-endless=move || percent().is_none()>
            <div class="progress-text"><span>{move || seen(label.get())}</span><span>{move || text.get()}</span></div>
            <div class="progress-bar" role="progressbar" aria-label=move || seen(label.get()) aria-valuemin="0" aria-valuemax="100"
                aria-valuenow=percent aria-valuetext=move || text.get()>
                <i style:width=move || percent().map(|percent| format!("{percent}%"))></i>
            </div>
            {cancel}
        </div>
    }
}
