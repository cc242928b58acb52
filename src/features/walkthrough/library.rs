//! What there is to choose from: the library, and files and links from elsewhere.

use leptos::prelude::*;
use web_sys::File;
use workbench_walkthrough::draft::Draft;
use workbench_walkthrough::{library, link, read};

use super::draft::WalkDraft;
use super::{SCREEN, prose};
use crate::address;
use crate::parts::qr_code::QrCode;
use crate::t;
use crate::ui::{Button, Card, CopyButton, Dialog, DropSize, FileDrop, Icon, Variant, use_toaster};

/// A row of the list.
struct Row {
    id: String,
    title: String,
    about: String,
    steps: usize,
    /// The document for a link.
    packed: String,
}

fn rows() -> Vec<Row> {
    let row = |entry: library::Entry| {
        // The tests hold every document of the library to the checker.
        let checked = read(entry.json.as_bytes()).ok()?;
        let document = checked.document();
        let (title, about) = (prose::line(&document.title), prose::line(&document.about));
        Some(Row { title, about, steps: document.length(), packed: link::pack(document).ok()?, id: entry.id })
    };
    library::all().into_iter().filter_map(row).collect()
}

#[component]
pub(super) fn Library(draft: WalkDraft) -> impl IntoView {
    let (clouds, own): (Vec<_>, Vec<_>) = rows().into_iter().partition(|row| row.id.starts_with("cloud-"));
    let take = move |files: Vec<File>| {
        if let Some(file) = files.into_iter().next() {
            draft.open_file(file);
        }
    };
    let toaster = use_toaster();
    let write = move |files: Vec<File>| {
        if let Some(file) = files.into_iter().next() {
            draft.edit_file(toaster, file);
        }
    };
    let go_on_writing = move || {
        let label = Signal::stored(t!("walkthrough-go-on-writing", title = draft.editing.title()?));
        Some(view! { <Button on_press=move || draft.edit(None)>{label}</Button> })
    };
    let (open, scanned) = (RwSignal::new(false), RwSignal::new(None::<Scanned>));
    let show = Show { open, scanned };
    let title = move || scanned.with(|scanned| scanned.as_ref().map(|(title, _)| title.clone()).unwrap_or_default());
    view! {
        <Dialog open title=Signal::derive(title)>
            <p>{t!("walkthrough-scan")}</p>
            {move || scanned.get().map(|(title, link)| view! { <div class="walk-qr"><QrCode text=link name=t!("walkthrough-qr-name", title = title)/></div> })}
        </Dialog>
        <h1>{t!("walkthrough-title")}</h1>
        <p class="lede">{t!("walkthrough-lede")}</p>
        <ul class="walk-list" aria-label=t!("walkthrough-library")>
            {own.into_iter().map(|row| one(draft, show, row)).collect_view()}
        </ul>
        <h2 class="walk-section">{t!("walkthrough-clouds")}</h2>
        <ul class="walk-list" aria-label=t!("walkthrough-clouds")>
            {clouds.into_iter().map(|row| one(draft, show, row)).collect_view()}
        </ul>
        <Card title=t!("walkthrough-own")>
            <p class="muted small">{t!("walkthrough-own-text")}</p>
            <div class="bar">
                <Button icon=Icon::Plus on_press=move || draft.edit(Some(Draft::empty()))>{t!("walkthrough-new")}</Button>
                {go_on_writing}
            </div>
            <FileDrop size=DropSize::Line text=t!("walkthrough-edit-drop") label=t!("walkthrough-edit-file-open") on_files=write/>
        </Card>
        <Card title=t!("walkthrough-outside")>
            <FileDrop text=t!("walkthrough-drop") label=t!("walkthrough-choose") hint=t!("walkthrough-link-hint") on_files=take/>
        </Card>
    }
}

/// A title, and the link whose code is shown.
type Scanned = (String, String);

/// Shows the code of a link.
#[derive(Clone, Copy)]
struct Show {
    open: RwSignal<bool>,
    scanned: RwSignal<Option<Scanned>>,
}

fn one(draft: WalkDraft, show: Show, row: Row) -> AnyView {
    let Row { id, title, about, steps, packed } = row;
    let place = format!("{SCREEN}/{packed}");
    let name = t!("walkthrough-start-name", title = title.as_str());
    let (edit_name, phone_name) = (
        t!("walkthrough-edit-copy-name", title = title.as_str()),
        t!("walkthrough-phone-view-name", title = title.as_str()),
    );
    // The tests hold every document of the library to the checker.
    let document = move |id: &str| read(library::named(id)?.json.as_bytes()).ok();
    let (copied, read_out) = (id.clone(), id.clone());
    let edit = move || draft.edit(document(&copied).map(|checked| Draft::of(checked.document())));
    let phone = move || {
        if let Some(checked) = document(&read_out) {
            draft.on_the_phone(checked);
        }
    };
    let toaster = use_toaster();
    let (link, shown_title) = (place.clone(), title.clone());
    let scan = move || {
        show.scanned.set(Some((shown_title.clone(), address::absolute(&link))));
        show.open.set(true);
    };
    view! {
        <li class="walk-row">
            <div>
                <b>{title}</b>
                <p class="muted">{about}</p>
            </div>
            <span class="small muted walk-count">{t!("walkthrough-steps", count = steps)}</span>
            <Button icon=Icon::Play name=name on_press=move || draft.open_place(toaster, &id)>{t!("walkthrough-start")}</Button>
            <span class="walk-row-actions">
                <Button variant=Variant::Quiet name=edit_name on_press=edit>{t!("walkthrough-edit-copy")}</Button>
                <Button variant=Variant::Quiet name=phone_name on_press=phone>{t!("walkthrough-phone-view")}</Button>
                <Button variant=Variant::Quiet on_press=scan>{t!("walkthrough-qr")}</Button>
                <CopyButton text=Signal::derive(move || address::absolute(&place)) label=t!("walkthrough-copy-link")/>
            </span>
        </li>
    }
    .into_any()
}
