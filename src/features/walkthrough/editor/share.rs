//! Takes the document along: as a file, as a link with its length, as a QR code.

use leptos::prelude::*;
use workbench_walkthrough::{Document, Fault, library, link, read};

use super::super::SCREEN;
use super::super::draft::WalkDraft;
use super::super::editing::Editing;
use super::Seen;
use super::brought::Brought;
use crate::parts::qr_code::QrCode;
use crate::ui::{Button, Card, CopyButton, Dialog, Icon, Tone, Variant, save_file, use_toaster};
use crate::{address, t};

/// The most characters that a link may have, so that mail programs leave it whole.
const LINK_MAX: usize = 2_000;

/// The id of the walkthrough of the library that a document still is: its link needs no more, and has room for values.
fn own_id(document: &Document) -> Option<String> {
    let checked = read(library::named(&document.id)?.json.as_bytes()).ok()?;
    let own = Document { checked_with: document.checked_with.clone(), ..checked.document().clone() };
    (own == *document).then_some(own.id)
}

/// The link with the values that it brings, or why there is none.
fn link_of(editing: Editing, seen: Seen) -> Result<String, String> {
    seen.with(|(document, outlook)| {
        let values = editing.parameters(document).filter(|_| outlook.problems.is_empty());
        let Some(values) = values else { return Err(t!("walkthrough-edit-mend-first")) };
        match own_id(document).map_or_else(|| link::pack(document), Ok) {
            Ok(place) => Ok(address::absolute(&format!("{SCREEN}/{place}{}", link::query(&values)))),
            Err(_) => Err(t!("walkthrough-edit-too-long", most = LINK_MAX)),
        }
    })
}

#[component]
pub(super) fn Share(draft: WalkDraft, seen: Seen) -> impl IntoView {
    let link = Memo::new(move |_| link_of(draft.editing, seen));
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
            <Brought editing=draft.editing seen/>
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

#[cfg(test)]
mod tests {
    use workbench_walkthrough::Words;

    use super::*;

    #[test]
    fn what_is_still_of_the_library_is_linked_by_its_name_and_what_was_changed_is_not() {
        for entry in library::all() {
            let checked = read(entry.json.as_bytes()).unwrap();
            let tried = Document { checked_with: vec!["healthy".into()], ..checked.document().clone() };
            assert_eq!(own_id(&tried), Some(entry.id));
            let renamed = Document { title: Words { en: "Mine".into(), zh: None }, ..tried };
            assert_eq!(own_id(&renamed), None);
        }
    }
}
