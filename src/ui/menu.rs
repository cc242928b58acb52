//! A button that opens a list of things to do.

use leptos::{
    ev::{FocusEvent, KeyboardEvent},
    html,
    prelude::*,
};
use wasm_bindgen::JsCast;

use super::lasting::once_drawn;
use super::outside::seen;
use super::{choice::walk, icon::Glyph, icon::Icon, id, kbd::Kbd, one_of::focus_child};

#[derive(Clone, Debug)]
pub struct MenuItem {
    pub label: String,
    /// The keys that do it without the menu.
    pub keys: &'static [&'static str],
    /// Why it cannot be done now.
    pub disabled_reason: Option<String>,
    pub on_pick: UnsyncCallback<()>,
}

impl MenuItem {
    /// Something that can be done.
    pub fn new(label: impl Into<String>, on_pick: impl Fn() + 'static) -> Self {
        let on_pick = UnsyncCallback::new(move |()| on_pick());
        Self { label: seen(label.into()), keys: &[], disabled_reason: None, on_pick }
    }

    /// The same, with the keys that do it.
    #[must_use]
    pub fn by_keys(mut self, keys: &'static [&'static str]) -> Self {
        self.keys = keys;
        self
    }

    /// The same, not to be had while there is a reason.
    #[must_use]
    pub fn unless(mut self, reason: Option<String>) -> Self {
        self.disabled_reason = reason;
        self
    }
}

/// A drop-down menu. Enter, Space and the arrow keys open it; arrows move; Escape closes it and goes back to the button.
#[component]
pub fn Menu(
    #[prop(into)] label: Signal<String>,
    /// What there is to do.
    #[prop(into)]
    items: Signal<Vec<MenuItem>>,
    /// Lines the list up with the end of the button, for menus at the right of a bar.
    #[prop(optional)]
    at_end: bool,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let at = RwSignal::new(0_usize);
    let list_id = id::fresh("menu");
    let (button, list) = (NodeRef::<html::Button>::new(), NodeRef::<html::Div>::new());
    let show = move |index: usize| {
        open.set(true);
        at.set(index);
        once_drawn(list, move |_| focus_child(list, index));
    };
    let close = move || {
        open.set(false);
        if let Some(button) = button.get_untracked() {
            // A button can always have the focus.
            let _ = button.focus();
        }
    };
    let on_button = move |event: KeyboardEvent| {
        let index = match event.key().as_str() {
            "ArrowDown" => 0,
            "ArrowUp" => items.with_untracked(Vec::len).saturating_sub(1),
            _ => return,
        };
        event.prevent_default();
        show(index);
    };
    let on_list = move |event: KeyboardEvent| {
        let every = items.with_untracked(|items| vec![true; items.len()]);
        match event.key().as_str() {
            "Escape" => close(),
            key => match walk(key, at.get_untracked(), &every) {
                Some(next) => show(next),
                None => return,
            },
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let left = move |event: FocusEvent| {
        let to = event.related_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        let inside = list.get_untracked().is_some_and(|list| list.contains(to.as_ref()));
        if !inside && to != button.get_untracked().map(Into::into) {
            open.set(false);
        }
    };
    let toggle = move |_| if open.get_untracked() { close() } else { show(0) };
    view! {
        <div class="menu" class:is-at-end=at_end on:focusout=left>
            <button type="button" class="button is-quiet" node_ref=button aria-haspopup="menu" aria-controls=list_id.clone()
                aria-expanded=move || if open.get() { "true" } else { "false" } on:click=toggle on:keydown=on_button>
                <span>{move || label.get()}</span><Glyph icon=Icon::Chevron/>
            </button>
            <div class="menu-list" role="menu" id=list_id node_ref=list hidden=move || !open.get() on:keydown=on_list>
                {move || items.get().into_iter().map(|item| entry(item, close)).collect_view()}
            </div>
        </div>
    }
}

fn entry(item: MenuItem, close: impl Fn() + 'static) -> impl IntoView {
    let MenuItem { label, keys, disabled_reason, on_pick } = item;
    let disabled = disabled_reason.is_some();
    let pick = move |_| {
        if !disabled {
            close();
            on_pick.run(());
        }
    };
    view! {
        <button type="button" role="menuitem" class="menu-item" tabindex="-1" aria-disabled=disabled.then_some("true") on:click=pick>
            <span class="menu-name">{label}</span>
            <span class="menu-keys" aria-hidden="true">{keys.iter().map(|key| view! { <Kbd key=*key/> }).collect_view()}</span>
            {disabled_reason.map(|reason| view! { <small>{reason}</small> })}
        </button>
    }
}
