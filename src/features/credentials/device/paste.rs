//! Fills in the fields from a whole certificate, connection string, JSON or table row.

use leptos::{ev::ClipboardEvent, prelude::*};
use workbench_payload::visible::half_in;

use crate::features::credentials::draft::{CredentialsForm, Filled};
use crate::features::credentials::files::TextFile;
use crate::ui::{Button, FIELD_MAX, Icon, Note, TextArea, Tone, Variant, pasted as pasted_text};
use crate::{t, words};

/// The button that opens a place to paste into, and what was found there.
#[component]
pub(super) fn Paste(form: CredentialsForm) -> impl IntoView {
    let (open, text) = (RwSignal::new(false), RwSignal::new(String::new()));
    let read = move |given: String| {
        text.set(given);
        form.paste(&text.get_untracked());
        if form.filled().with_untracked(|filled| !matches!(filled, Some(Filled::Nothing) | None)) {
            // What was pasted holds a secret, which has its own field now.
            text.set(String::new());
            open.set(false);
        }
    };
    let area = move || {
        view! {
            <div class="stack paste">
                <TextArea label=t!("credentials-paste-label") value=text rows=4 hint=t!("credentials-paste-hint")
                    placeholder="{ \"ProductKey\": \"a1…\", \"DeviceName\": \"press-7\", \"DeviceSecret\": \"…\" }"/>
                <TextFile text=t!("credentials-paste-drop") on_text=read/>
                <div class="bar">
                    <Button on_press=move || read(text.get_untracked())>{t!("credentials-paste-fill")}</Button>
                    <Button variant=Variant::Quiet on_press=move || open.set(false)>{t!("credentials-paste-cancel")}</Button>
                </div>
            </div>
        }
    };
    view! {
        <div class="paste-head">
            <Show when=move || open.get() fallback=move || view! {
                <Button icon=Icon::File on_press=move || open.set(true)>{t!("credentials-paste")}</Button>
                <span class="muted small">{t!("credentials-paste-remark")}</span>
            }>{area}</Show>
        </div>
        <div role="status" class="paste-found">{move || form.filled().get().map(found)}</div>
    }
}

fn found(filled: Filled) -> impl IntoView {
    match filled {
        Filled::Fields(scheme, keys) => {
            let names: Vec<_> = keys.into_iter().map(|key| words::cloud_field(scheme, key)).collect();
            view! { <Note tone=Tone::Ok>{t!("credentials-paste-found", names = names.join(", "))}</Note> }.into_any()
        }
        Filled::Triple => view! {
            <Note tone=Tone::Info>
                {t!("credentials-paste-triple")} " "
                <a href="#/credentials" on:click=move |event| { event.prevent_default(); to_check(); }>
                    {t!("credentials-paste-to-check")}
                </a>
            </Note>
        }
        .into_any(),
        Filled::Nothing => view! { <Note tone=Tone::Warn>{t!("credentials-paste-nothing")}</Note> }.into_any(),
    }
}

/// Leads to where three strings are checked.
fn to_check() {
    if let Some(check) = document().get_element_by_id("credentials-check") {
        check.scroll_into_view();
    }
}

/// A whole certificate pasted into any field goes where it belongs; a single value is pasted as usual.
pub(super) fn pasted(form: CredentialsForm, event: &ClipboardEvent) {
    // What a field does not take, nobody looks for devices in.
    let Some(text) = pasted_text(event).filter(|text| text.len() <= FIELD_MAX as usize && half_in(text).is_none())
    else {
        return;
    };
    let is_area = event_target::<web_sys::Element>(event).tag_name() == "TEXTAREA";
    if !is_area && form.is_whole(&text) {
        event.prevent_default();
        form.paste(&text);
    }
}
