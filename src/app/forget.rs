//! What a person typed and what the module said, gone with one press: for a computer that others use, too.

use leptos::prelude::*;

use crate::state::{Workbench, use_workbench};
use crate::storage::{
    DRAFTS, Keep, NO_TYPED_LINES, TYPED_LINES, forget, keep_no_more, tell_to_forget, when_told_to_forget,
};
use crate::t;
use crate::ui::{Button, Checkbox, Icon, Variant, go_on, next_frame};

/// What is forgotten, and the button that does it. The page is loaded anew: what its memory held is gone with it.
#[component]
pub(super) fn ForgetPanel() -> impl IntoView {
    let workbench = use_workbench();
    let saved_too = RwSignal::new(false);
    let under_way = RwSignal::new(false);
    let press = move || {
        under_way.set(true);
        let saved_too = saved_too.get_untracked();
        tell_to_forget();
        go_on(async move {
            workbench.disconnect().await;
            // A file that is replayed stands in the place of the record.
            workbench.close_session_file();
            // What went to private files goes with the record.
            workbench.clear_record();
            // What follows these changes, such as the drafts, has written the last of it then.
            next_frame(saved_too, |saved_too| {
                keep_no_more();
                forget(Keep::InTab, |name| name.starts_with(DRAFTS));
                // Who chose that no line is kept has chosen it for the next person, too.
                forget(Keep::InBrowser, |name| name != NO_TYPED_LINES && (saved_too || name.starts_with(TYPED_LINES)));
                begin_anew();
            });
        });
    };
    let busy = move || under_way.get().then(|| t!("forget-busy"));
    view! {
        <div class="stack">
            <p>{t!("forget-text")}</p>
            <Checkbox label=t!("forget-saved") value=saved_too hint=t!("forget-saved-hint")/>
            <div class="bar"><Button variant=Variant::Danger icon=Icon::Trash busy on_press=press>{t!("forget-do")}</Button></div>
        </div>
    }
}

/// When another tab of this page forgets everything, so does this one: it keeps nothing from then on, disconnects its module, and loads itself anew,
/// with which its memory is gone. What is stored in the browser is for the other tab to remove.
pub(super) fn forget_with_other_tabs(workbench: Workbench) {
    when_told_to_forget(move || {
        keep_no_more();
        forget(Keep::InTab, |name| name.starts_with(DRAFTS));
        go_on(async move {
            workbench.disconnect().await;
            begin_anew();
        });
    });
}

/// Loads the page without the place behind `#`, which may hold a line that was typed.
fn begin_anew() {
    let location = window().location();
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&bare(&location)));
    }
    // Fails only for a page that is leaving.
    let _ = location.reload();
}

/// The address without what is behind `#`.
fn bare(location: &web_sys::Location) -> String {
    format!("{}{}", location.pathname().unwrap_or_default(), location.search().unwrap_or_default())
}
