//! Views of one thing, of which one is shown.

use leptos::{ev::KeyboardEvent, html, prelude::*};

use super::{
    binding::Binding,
    choice::{Choice, walk},
    id,
    segmented::focus_child,
};

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
    let list = NodeRef::<html::Div>::new();
    let place = Memo::new(move |_| {
        let shown = value.get();
        options.with(|options| options.iter().position(|option| option.value == shown)).unwrap_or(0)
    });
    let choose = move |index: usize| {
        let option = options.with_untracked(|options| options.get(index).cloned());
        if let Some(option) = option.filter(|option| option.disabled_reason.is_none()) {
            value.set(option.value);
        }
    };
    let keyed = move |event: KeyboardEvent| {
        let open: Vec<bool> =
            options.with_untracked(|all| all.iter().map(|one| one.disabled_reason.is_none()).collect());
        let Some(next) = walk(&event.key(), place.get_untracked(), &open) else { return };
        event.prevent_default();
        choose(next);
        focus_child(list, next);
    };
    let tab = move |(index, option): (usize, Choice<T>)| {
        let selected = move || place.get() == index;
        view! {
            <button type="button" role="tab" class="tab" aria-controls=controls.get_value()
                aria-selected=move || if selected() { "true" } else { "false" }
                tabindex=move || if selected() { "0" } else { "-1" }
                aria-disabled=option.disabled_reason.is_some().then_some("true")
                aria-description=option.disabled_reason.clone() title=option.disabled_reason
                on:click=move |_| choose(index)>
                {option.label}
            </button>
        }
    };
    view! {
        <div class="tabs" role="tablist" aria-label=move || label.get() node_ref=list on:keydown=keyed>
            {move || options.get().into_iter().enumerate().map(tab).collect_view()}
        </div>
        <div class="tab-panel" role="tabpanel" id=panel aria-label=move || label.get()>{children()}</div>
    }
}
