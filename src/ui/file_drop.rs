//! A place to drop files on, with a button for those who do not.

use leptos::{ev::DragEvent, ev::Event, html::Input, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{File, FileList};

use super::{
    button::{Button, Variant},
    icon::{Glyph, Icon},
    text::MaybeText,
};

/// How much room it takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DropSize {
    /// The files are what the card is for.
    #[default]
    Tall,
    /// One way in beside others: a line.
    Line,
}

/// The place. A file that is dropped beside it is the browser's, which shows it instead of the page.
#[component]
pub fn FileDrop(
    /// What can be dropped here.
    #[prop(into)]
    text: Signal<String>,
    #[prop(into)] label: Signal<String>,
    /// What becomes of the files.
    #[prop(optional, into)]
    hint: MaybeText,
    /// How much room it takes.
    #[prop(optional)]
    size: DropSize,
    /// What is done with them. Of several, all are handed over.
    #[prop(into)]
    on_files: UnsyncCallback<(Vec<File>,)>,
) -> impl IntoView {
    let over = RwSignal::new(false);
    let input = NodeRef::<Input>::new();
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        on_files.run((event.data_transfer().and_then(|data| data.files()).map(all).unwrap_or_default(),));
    };
    let chosen = move |_: Event| {
        let Some(input) = input.get_untracked() else { return };
        on_files.run((input.files().map(all).unwrap_or_default(),));
        // The same file can be chosen once more.
        input.set_value("");
    };
    let choose = move || {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let variant = if size == DropSize::Line { Variant::Quiet } else { Variant::Default };
    view! {
        <div class="drop" class:is-line=size == DropSize::Line class:is-over=move || over.get()
            on:dragover=move |event: DragEvent| { event.prevent_default(); over.set(true) }
            on:dragleave=move |_| over.set(false)
            on:drop=dropped>
            <Glyph icon=Icon::Upload/>
            <p>{move || text.get()}</p>
            <Button variant icon=Icon::File on_press=choose>{move || label.get()}</Button>
            <input type="file" multiple=true class="hidden" tabindex="-1" aria-hidden="true" node_ref=input on:change=chosen/>
            {move || hint.get().map(|text| view! { <p class="muted small">{text}</p> })}
        </div>
    }
}

fn all(list: FileList) -> Vec<File> {
    (0..list.length()).filter_map(|index| list.item(index)?.dyn_into().ok()).collect()
}
