//! Views of one thing, of which one is shown.

use leptos::prelude::*;

use super::{binding::Binding, choice::Choice, id, one_of::OneOf, outside::seen};

/// Tabs and their panel. The panel's content follows `value` by itself: `{move || match tab.get() { … }}`.
#[component]
pub fn Tabs<T>(
    /// What the tabs show sides of.
    #[prop(into)]
    label: Signal<String>,
    #[prop(into)] value: Binding<T>,
    #[prop(into)] options: Signal<Vec<Choice<T>>>,
    children: Children,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let panel = id::fresh("panel");
    let controls = StoredValue::new(panel.clone());
    let one_of = OneOf::new(value, options);
    let tab = move |(index, option): (usize, Choice<T>)| {
        // The first one is shown where the value is none of them.
        let selected = move || one_of.place.get().unwrap_or(0) == index;
        view! {
            <button type="button" role="tab" class="tab" aria-controls=controls.get_value()
                aria-selected=move || if selected() { "true" } else { "false" }
                tabindex=move || if selected() { "0" } else { "-1" }
                aria-disabled=option.disabled_reason.is_some().then_some("true")
                aria-description=option.disabled_reason.clone() title=option.disabled_reason
                on:click=move |_| one_of.choose(index)>
                {option.label}
            </button>
        }
    };
    view! {
        <div class="tabs" role="tablist" aria-label=move || seen(label.get()) node_ref=one_of.parent on:keydown=move |event| one_of.keyed(&event)>
            {move || options.get().into_iter().enumerate().map(tab).collect_view()}
        </div>
        <div class="tab-panel" role="tabpanel" id=panel aria-label=move || seen(label.get())>{children()}</div>
    }
}
