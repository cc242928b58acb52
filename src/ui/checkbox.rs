//! Yes or no: a check box, or a switch for what takes effect at once.

use leptos::prelude::*;

use super::{binding::Binding, id, text::MaybeText};

/// How a yes or no is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CheckboxKind {
    /// Part of a form.
    #[default]
    Box,
    /// Takes effect when it is flipped.
    Switch,
}

/// A check box or switch with its label beside it.
#[component]
pub fn Checkbox(
    /// What is on when it is checked.
    #[prop(into)]
    label: Signal<String>,
    #[prop(into)] value: Binding<bool>,
    /// Box or switch.
    #[prop(optional)]
    kind: CheckboxKind,
    #[prop(optional, into)] hint: MaybeText,
    /// Why it cannot be changed now; takes the place of the hint.
    #[prop(optional, into)]
    disabled_reason: MaybeText,
) -> impl IntoView {
    let hint_id = id::fresh("check-hint");
    let hint_for = hint_id.clone();
    let below = move || disabled_reason.get().or_else(|| hint.get());
    let switch = kind == CheckboxKind::Switch;
    let locked = move || disabled_reason.get_untracked().is_some();
    view! {
        <div class="checkbox" class:is-switch=switch>
            <label>
                <input type="checkbox" role=switch.then_some("switch")
                    aria-disabled=move || disabled_reason.get().map(|_| "true")
                    aria-describedby=move || below().map(|_| hint_for.clone())
                    prop:checked=move || value.get()
                    on:click=move |event| if locked() { event.prevent_default() }
                    on:change:target=move |event| value.set(event.target().checked())/>
                <span>{move || label.get()}</span>
            </label>
            {move || below().map(|text| view! { <span class="field-hint" id=hint_id.clone()>{text}</span> })}
        </div>
    }
}
