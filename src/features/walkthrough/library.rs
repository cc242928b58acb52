//! What there is to choose from: the library, and files and links from elsewhere.

use leptos::prelude::*;
use web_sys::File;
use workbench_walkthrough::{library, link, read};

use super::draft::WalkDraft;
use super::{SCREEN, prose};
use crate::address;
use crate::t;
use crate::ui::{Button, Card, CopyButton, FileDrop, Icon};

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
        let steps =
            document.steps.iter().filter(|step| !matches!(step.does, workbench_walkthrough::Does::End(_))).count();
        let (title, about) = (prose::line(&document.title), prose::line(&document.about));
        Some(Row { title, about, steps, packed: link::pack(document).ok()?, id: entry.id })
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
    view! {
        <h1>{t!("walkthrough-title")}</h1>
        <p class="lede">{t!("walkthrough-lede")}</p>
        <ul class="walk-list" aria-label=t!("walkthrough-library")>
            {own.into_iter().map(|row| one(draft, row)).collect_view()}
        </ul>
        <h2 class="walk-section">{t!("walkthrough-clouds")}</h2>
        <ul class="walk-list" aria-label=t!("walkthrough-clouds")>
            {clouds.into_iter().map(|row| one(draft, row)).collect_view()}
        </ul>
        <Card title=t!("walkthrough-outside")>
            <FileDrop text=t!("walkthrough-drop") label=t!("walkthrough-choose") hint=t!("walkthrough-link-hint") on_files=take/>
        </Card>
    }
}

fn one(draft: WalkDraft, row: Row) -> AnyView {
    let Row { id, title, about, steps, packed } = row;
    let place = format!("{SCREEN}/{packed}");
    let name = t!("walkthrough-start-name", title = title.as_str());
    view! {
        <li class="walk-row">
            <div>
                <h3>{title}</h3>
                <p class="muted">{about}</p>
            </div>
            <span class="small muted walk-count">{t!("walkthrough-steps", count = steps)}</span>
            <span class="walk-row-actions">
                <CopyButton text=Signal::derive(move || address::absolute(&place)) label=t!("walkthrough-copy-link")/>
                <Button icon=Icon::Play name=name on_press=move || draft.open_place(&id)>{t!("walkthrough-start")}</Button>
            </span>
        </li>
    }
    .into_any()
}
