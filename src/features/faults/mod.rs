//! The panel of faults beside the screen, for the virtual module: what goes wrong is made by hand, and seen from the other end.

mod beyond;
mod foot;
mod list;
mod model;

use leptos::{ev::KeyboardEvent, html, prelude::*};

use crate::t;
use crate::ui::{Button, Choice, Icon, Tabs, Variant, once_drawn};

use beyond::{Beyond, BeyondDraft};
use foot::Foot;
use list::List;

/// What the panel shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Side {
    Faults,
    Beyond,
}

/// What stays while the panel is closed.
#[derive(Clone, Copy)]
struct FaultsDraft {
    side: RwSignal<Side>,
    search: RwSignal<String>,
    /// Whether it takes one line of a small page alone.
    folded: RwSignal<bool>,
    beyond: BeyondDraft,
}

/// Makes the draft.
pub fn provide_draft() {
    provide_context(FaultsDraft {
        side: RwSignal::new(Side::Faults),
        search: RwSignal::new(String::new()),
        folded: RwSignal::new(false),
        beyond: BeyondDraft::new(),
    });
}

/// The panel. It fills the element that it is put into, and takes the focus when it comes.
#[component]
pub fn FaultsPanel(#[prop(into)] on_close: UnsyncCallback<()>) -> impl IntoView {
    let draft: FaultsDraft = expect_context();
    let title = NodeRef::<html::H2>::new();
    title.on_load(move |_| {
        once_drawn(title, |title| {
            // A heading with a tab index can have the focus.
            let _ = title.focus();
        });
    });
    let keyed = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() {
            event.prevent_default();
            on_close.run(());
        }
    };
    let sides = Signal::stored(vec![
        Choice::new(Side::Faults, t!("faults-list")),
        Choice::new(Side::Beyond, t!("faults-beyond")),
    ]);
    let shown = move || match draft.side.get() {
        Side::Faults => view! { <List draft/> }.into_any(),
        Side::Beyond => view! { <Beyond draft=draft.beyond/> }.into_any(),
    };
    let folded = draft.folded;
    let fold_name = Signal::derive(move || match folded.get() {
        true => t!("faults-unfold"),
        false => t!("faults-fold"),
    });
    view! {
        <div class="faults" class:is-folded=move || folded.get() on:keydown=keyed>
            <div class="faults-head">
                <h2 tabindex="-1" node_ref=title>{t!("faults-title")}</h2>
                <span class="faults-fold only-small">
                    <Button variant=Variant::Quiet icon=Icon::Chevron name=fold_name on_press=move || folded.update(|folded| *folded = !*folded)/>
                </span>
                <Button variant=Variant::Quiet icon=Icon::Cross name=t!("faults-close") on_press=on_close/>
            </div>
            <Tabs label=t!("faults-title") value=draft.side options=sides>{shown}</Tabs>
            <Foot/>
        </div>
    }
}
