//! Several lines of text to fill in.

use leptos::prelude::*;

use super::{
    binding::Binding,
    count::Limit,
    frame::{Ids, Texts, frame},
    text::MaybeText,
    typed::{Intake, Sight, TEXT_MAX, to_browser},
    words::use_words,
};

/// A field of several lines, in monospace: payloads, certificates and logs.
#[component]
pub fn TextArea(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Binding<String>,
    /// How many lines it shows.
    #[prop(default = 6)]
    rows: u32,
    /// Where to find it, or what is allowed.
    #[prop(optional, into)]
    hint: MaybeText,
    /// What is wrong with the text.
    #[prop(optional, into)]
    error: MaybeText,
    /// How long it may be; shows a counter.
    #[prop(optional, into)]
    limit: MaybeProp<Limit>,
    /// The most that is taken, in UTF-16 units; what is longer is refused before anything is done with it.
    #[prop(default = TEXT_MAX)]
    most: u32,
    /// An example, shown while it is empty.
    #[prop(optional, into)]
    placeholder: MaybeText,
    /// Why it cannot be changed now; takes the place of the hint.
    #[prop(optional, into)]
    disabled_reason: MaybeText,
) -> impl IntoView {
    let ids = Ids::fresh("area");
    let count = Signal::derive(move || limit.get().map(|limit| limit.count(&value.get())));
    let taken = Intake::new(most, use_words());
    let error = taken.error(Sight::Open, move || value.get(), error);
    let texts = Texts { label, hint, error, disabled_reason, count };
    let described = ids.clone();
    let input = view! {
        <textarea id=ids.input.clone() class="input mono" rows=rows spellcheck="false" autocomplete="off" autocapitalize="off"
            placeholder=move || placeholder.get()
            aria-describedby=move || texts.described_by(&described)
            aria-invalid=move || texts.invalid()
            aria-disabled=move || texts.disabled()
            readonly=move || texts.disabled().is_some()
            prop:value=move || to_browser(&value.get())
            on:paste=move |event| taken.admits_lines(&event)
            on:input:target=move |event| {
                if let Some(typed) = taken.typed(&event.target(), || value.get_untracked()) {
                    value.set(typed);
                }
            }></textarea>
    };
    frame(ids, texts, false, input)
}
