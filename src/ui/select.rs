//! One of many values, chosen from the browser's own list.

use leptos::{ev::KeyboardEvent, prelude::*};

use super::{
    binding::Binding,
    choice::Choice,
    frame::{Ids, Texts, frame},
    text::MaybeText,
};

/// A drop-down list. For up to five short choices prefer [`Segmented`](super::Segmented), which shows them all.
#[component]
pub fn Select<T>(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Binding<T>,
    /// What there is to choose from.
    #[prop(into)]
    options: Signal<Vec<Choice<T>>>,
    #[prop(optional, into)] hint: MaybeText,
    /// What is wrong with the choice.
    #[prop(optional, into)]
    error: MaybeText,
    /// Why it cannot be changed now; takes the place of the hint.
    #[prop(optional, into)]
    disabled_reason: MaybeText,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let ids = Ids::fresh("select");
    let texts = Texts { label, hint, error, disabled_reason, count: Signal::stored(None) };
    let described = ids.clone();
    let place = Memo::new(move |_| {
        let chosen = value.get();
        options.with(|options| options.iter().position(|option| option.value == chosen))
    });
    let shown = move || place.get().map_or_else(String::new, |index| index.to_string());
    let choose = move |index: String| {
        let chosen =
            options.with_untracked(|options| index.parse().ok().and_then(|at: usize| options.get(at).cloned()));
        if let Some(option) = chosen.filter(|option| option.disabled_reason.is_none()) {
            value.set(option.value);
        }
    };
    let locked = move || disabled_reason.get_untracked().is_some();
    let entries = move || {
        let chosen = place.get();
        let entry = |(index, option)| entry(index, option, chosen == Some(index));
        options.get().into_iter().enumerate().map(entry).collect_view()
    };
    let control = view! {
            <select id=ids.input.clone() class="input select"
                aria-describedby=move || texts.described_by(&described)
                aria-invalid=move || texts.invalid()
                aria-disabled=move || texts.disabled()
                prop:value=shown
                on:mousedown=move |event| if locked() { event.prevent_default() }
                on:keydown=move |event: KeyboardEvent| if locked() && event.key() != "Tab" { event.prevent_default() }
                on:change:target=move |event| choose(event.target().value())>
                {entries}
            </select>
    };
    frame(ids, texts, false, control)
}

fn entry<T>(index: usize, option: Choice<T>, is_chosen: bool) -> impl IntoView {
    let disabled = option.disabled_reason.is_some();
    let label = match option.disabled_reason {
        Some(reason) => format!("{} ({reason})", option.label),
        None => option.label,
    };
    view! { <option value=index.to_string() disabled=disabled selected=is_chosen>{label}</option> }
}
