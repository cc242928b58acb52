//! Walkthroughs: one step at a time in large plain words, with one button a step, from the library, a link or a file.

mod consent;
mod draft;
mod editing;
mod editor;
mod end;
mod exchange;
mod faults;
mod found;
mod library;
mod prose;
mod step;

use futures::FutureExt;
use leptos::prelude::*;

use crate::address;
use crate::later::later;
use crate::t;
use crate::ui::{ActionBar, Button, Icon, Keeps, Note, Tone, begin_at_heading, use_toaster};

use draft::{Stage, WalkDraft};
use editor::{Desk, desk};

pub(crate) use editor::fetch_editor;

/// The name of the screen in the address.
const SCREEN: &str = "walkthrough";

/// Makes the draft.
pub fn provide_draft() {
    provide_context(WalkDraft::new());
}

#[component]
pub fn WalkthroughScreen() -> impl IntoView {
    let (draft, toaster) = (expect_context::<WalkDraft>(), use_toaster());
    let place = address::place_on(SCREEN);
    Effect::new(move |_| {
        if place.get().is_empty() {
            return;
        }
        // What the link brings may be somebody's: it does not stay where it can be read over a shoulder, or be sent on by mistake.
        let raw = address::raw_place(SCREEN);
        address::leave_place(SCREEN);
        draft.open_place(toaster, &raw);
    });
    let stage = Memo::new(move |_| draft.stage.get());
    // The button that led on is gone: the keyboard begins anew, as on another screen.
    Effect::new(move |before: Option<()>| {
        stage.track();
        if before.is_some() {
            begin_at_heading(Keeps::Focus);
        }
    });
    move || match stage.get() {
        Stage::Library => view! { <library::Library draft/> }.into_any(),
        Stage::Refused(reasons) => view! { <Refused draft reasons/> }.into_any(),
        Stage::Consent => view! { <consent::Consent draft/> }.into_any(),
        Stage::Running => view! { <step::Running draft/> }.into_any(),
        Stage::Editor => later(|| desk(Desk::Editor).boxed_local()),
        Stage::Support => later(|| desk(Desk::Support).boxed_local()),
    }
}

/// Why it cannot be used.
#[component]
fn Refused(draft: WalkDraft, reasons: Vec<String>) -> impl IntoView {
    let reasons = reasons.into_iter().map(|reason| view! { <li>{reason}</li> }).collect_view();
    view! {
        <div class="walk">
            <h1>{t!("walkthrough-refused")}</h1>
            <p class="walk-lead">{t!("walkthrough-refused-text")}</p>
            <Note tone=Tone::Bad announce=true><ul>{reasons}</ul></Note>
        </div>
        <ActionBar title=t!("walkthrough-nothing-sent")>
            <Button icon=Icon::Book on_press=move || draft.close()>{draft.way_back()}</Button>
        </ActionBar>
    }
}
