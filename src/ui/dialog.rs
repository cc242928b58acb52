//! A question or a form in front of the page.

use leptos::{ev::MouseEvent, html, prelude::*};

use super::{
    icon::{Glyph, Icon},
    id,
    outside::seen,
    toast::Toasts,
    words::use_words,
};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DialogPlace {
    #[default]
    Middle,
    /// Along the left edge: the navigation of narrow screens.
    Left,
    /// Along the right edge: what stands beside the screen where there is room.
    Right,
}

/// The browser's own modal dialog: Escape and a press beside it close it, and the focus returns to where it was. Its
/// content exists only while it is open.
#[component]
pub fn Dialog(
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    #[prop(optional)] place: DialogPlace,
    /// The buttons that answer it, at its foot.
    #[prop(optional, into)]
    actions: ViewFn,
    children: ChildrenFn,
) -> impl IntoView {
    let title_id = id::fresh("dialog");
    let labelled_by = title_id.clone();
    let dialog = NodeRef::<html::Dialog>::new();
    let children = StoredValue::new(children);
    let actions = StoredValue::new(actions);
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        match (open.get(), dialog.open()) {
            // Fails only for a dialog that has left the page.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let class = match place {
        DialogPlace::Middle => "dialog",
        DialogPlace::Left => "dialog is-left",
        DialogPlace::Right => "dialog is-right",
    };
    let beside = move |event: MouseEvent| {
        let target = event.target();
        if target.is_some() && target == dialog.get_untracked().map(Into::into) {
            open.set(false);
        }
    };
    view! {
        <dialog class=class node_ref=dialog aria-labelledby=labelled_by on:close=move |_| open.set(false) on:click=beside>
            <div class="dialog-box">
                <div class="dialog-head">
                    <h2 id=title_id>{move || seen(title.get())}</h2>
                    <button type="button" class="button is-quiet" aria-label=use_words().close on:click=move |_| open.set(false)>
                        <Glyph icon=Icon::Cross/>
                    </button>
                </div>
                <div class="dialog-body">
                    {move || open.get().then(|| children.with_value(|children| children()))}
                </div>
                <div class="dialog-actions">
                    {move || open.get().then(|| actions.with_value(ViewFn::run))}
                </div>
            </div>
            {move || open.get().then(|| view! { <Toasts/> })}
        </dialog>
    }
}
