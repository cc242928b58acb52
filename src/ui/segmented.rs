//! One of a few values, all in view: a radio group that looks like one control.

use leptos::prelude::*;

use super::{binding::Binding, choice::Choice, id, one_of::OneOf, outside::seen, text::MaybeText};

/// A row of choices. It is one tab stop; the arrow keys choose. A choice with a reason cannot be chosen and shows it.
#[component]
pub fn Segmented<T>(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Binding<T>,
    /// What there is to choose from.
    #[prop(into)]
    options: Signal<Vec<Choice<T>>>,
    /// Keeps the label for assistive technology only: in headers and bars.
    #[prop(optional)]
    label_hidden: bool,
    /// Shows each choice as a chip of its own, for choices that stand somewhere of themselves.
    #[prop(optional)]
    chips: bool,
    #[prop(optional, into)] hint: MaybeText,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let label_id = id::fresh("segmented");
    let one_of = OneOf::new(value, options);
    // By place, so that the keyboard keeps its place when a choice changes how it stands.
    let places = move || 0..options.with(Vec::len);
    let segments = move |index: usize| {
        let option = Memo::new(move |_| options.with(|options| options.get(index).cloned()));
        segment(index, option, one_of.place, move || one_of.choose(index))
    };
    view! {
        <div class="field">
            <span class="field-label" class:hidden=label_hidden id=label_id.clone()>{move || seen(label.get())}</span>
            <div class=if chips { "pick" } else { "segmented" } role="radiogroup" aria-labelledby=label_id node_ref=one_of.parent on:keydown=move |event| one_of.keyed(&event)>
                <For each=places key=|index| *index children=segments/>
            </div>
            {move || hint.get().map(|text| view! { <span class="field-hint">{text}</span> })}
        </div>
    }
}

fn segment<T>(
    index: usize,
    option: Memo<Option<Choice<T>>>,
    place: Memo<Option<usize>>,
    choose: impl Fn() + 'static,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let checked = move || place.get() == Some(index);
    let stop = move || checked() || (place.get().is_none() && index == 0);
    let label = move || option.with(|option| option.as_ref().map(|option| option.label.clone()));
    let reason = Memo::new(move |_| option.with(|option| option.as_ref().and_then(|one| one.disabled_reason.clone())));
    let standing = Memo::new(move |_| option.with(|option| option.as_ref().and_then(|one| one.standing.clone())));
    let tone = move || standing.get().map(|(tone, _)| tone.class());
    let word = move || standing.get().map(|(_, word)| view! { <small>{word}</small> });
    // What it is called stays, however it stands: that describes it.
    let name = move || standing.get().and_then(|_| label());
    let described = move || reason.get().or_else(|| standing.get().map(|(_, word)| word));
    view! {
        <button type="button" role="radio" class=move || format!("segment {}", tone().unwrap_or_default())
            aria-checked=move || if checked() { "true" } else { "false" }
            tabindex=move || if stop() { "0" } else { "-1" }
            aria-disabled=move || reason.get().map(|_| "true")
            aria-label=name
            aria-description=described
            title=move || reason.get()
            on:click=move |_| choose()>
            {label} {word}
        </button>
    }
}
