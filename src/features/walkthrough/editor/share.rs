//! Takes the document along: as a file, as a link with its length, as a QR code.

use leptos::prelude::*;
use workbench_walkthrough::{Fault, link};

use super::super::SCREEN;
use super::super::draft::WalkDraft;
use super::Seen;
use crate::parts::qr_code::QrCode;
use crate::ui::{Button, Card, CopyButton, Dialog, Icon, Tone, Variant, save_file, use_toaster};
use crate::{address, t};

/// The most characters that a link may have, so that mail programs leave it whole.
const LINK_MAX: usize = 2_000;

/// The link, or why there is none.
fn link_of(seen: Seen) -> Result<String, String> {
    seen.with(|(document, outlook)| {
        if !outlook.problems.is_empty() {
            return Err(t!("walkthrough-edit-mend-first"));
        }
        match link::pack(document) {
            Ok(packed) => Ok(address::absolute(&format!("{SCREEN}/{packed}"))),
            Err(_) => Err(t!("walkthrough-edit-too-long", most = LINK_MAX)),
        }
    })
}

#[component]
pub(super) fn Share(draft: WalkDraft, seen: Seen) -> impl IntoView {
    let link = Memo::new(move |_| link_of(seen));
    let length = move || link.with(|link| link.as_ref().ok().map(String::len));
    let says = move || match (length(), link.get()) {
        (Some(length), _) if length > LINK_MAX => t!("walkthrough-edit-longer", length = length, most = LINK_MAX),
        (Some(length), _) => t!("walkthrough-edit-length", length = length, most = LINK_MAX),
        (None, Err(reason)) => reason,
        (None, Ok(_)) => String::new(),
    };
    let is_short = Memo::new(move |_| length().is_some_and(|length| length <= LINK_MAX));
    let (open, toaster) = (RwSignal::new(false), use_toaster());
    let title = move || seen.with(|(document, _)| crate::ui::outside(document.title.en.clone()));
    let actions = move || {
        is_short.get().then(|| {
            let text = Signal::derive(move || link.get().unwrap_or_default());
            view! {
                <CopyButton text=text label=t!("walkthrough-copy-link")/>
                <Button variant=Variant::Quiet on_press=move || open.set(true)>{t!("walkthrough-qr")}</Button>
            }
        })
    };
    view! {
        <Card title=t!("walkthrough-edit-link")>
            <p class="num">{says}</p>
            <div class="bar">
                {actions}
                <Button variant=Variant::Quiet icon=Icon::Phone on_press=move || draft.on_the_phone_from_editor(toaster)>{t!("walkthrough-phone-view")}</Button>
            </div>
        </Card>
        <Dialog open title=Signal::derive(title)>
            <p>{t!("walkthrough-scan")}</p>
            {move || link.get().ok().map(|link| view! { <div class="walk-qr"><QrCode text=link name=t!("walkthrough-qr-name", title = title())/></div> })}
        </Dialog>
    }
}

/// Saves it as a file. One that is not sound yet is opened by the editor again, and run by nobody.
#[component]
pub(super) fn Save(seen: Seen) -> impl IntoView {
    let toaster = use_toaster();
    // A text that is no number has no place in a file.
    let lost = move || {
        let is_lost =
            seen.with(|(_, outlook)| outlook.problems.iter().any(|one| matches!(one.fault, Fault::NoNumber(_))));
        is_lost.then(|| t!("walkthrough-edit-numbers-first"))
    };
    let save = move || {
        let (name, json) = seen.with_untracked(|(document, _)| {
            let name = document.id.chars().filter(|one| one.is_ascii_alphanumeric() || matches!(one, '-' | '_'));
            (name.take(40).collect::<String>(), serde_json::to_string_pretty(document))
        });
        let name = if name.is_empty() { SCREEN.to_owned() } else { name };
        let saved =
            json.is_ok_and(|json| save_file(&format!("{name}.walkthrough.json"), (json + "\n").as_bytes()).is_ok());
        if !saved {
            toaster.show(Tone::Bad, t!("wire-save-failed"));
        }
    };
    view! { <Button variant=Variant::Primary icon=Icon::Download disabled_reason=lost on_press=save>{t!("walkthrough-edit-save")}</Button> }
}
