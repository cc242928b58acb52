//! Where certificates and keys come in: dropped, chosen or pasted; and what each of them is.

use leptos::ev::DragEvent;
use leptos::html::Input;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::actions::Actions;
use super::model::{Look, looks};
use super::piece::PieceView;
use super::text;
use crate::t;
use crate::ui::{Button, Card, Details, Glyph, Icon, Note, TextArea, Tone, Variant};

/// The card.
#[component]
pub(super) fn Files(actions: Actions) -> impl IntoView {
    let draft = actions.draft;
    let looks = Memo::new(move |_| {
        let limit = actions.profile.get().tls_file.1;
        draft.shelf.with(|shelf| looks(shelf, actions.module_time(), limit))
    });
    let some = move || {
        (!draft.shelf.with(super::model::Shelf::is_empty)).then(|| {
            view! { <Button variant=Variant::Quiet icon=Icon::Trash on_press=move || draft.shelf.update(|shelf| *shelf = super::model::Shelf::default())>
                {t!("tls-forget-all")}
            </Button> }
        })
    };
    view! {
        <Card title=t!("tls-files") actions=move || some.into_view()>
            <Drop actions/>
            <Details summary=t!("tls-paste")><Paste actions/></Details>
            <Told actions/>
            <ul class="pieces">
                {move || looks.get().into_iter().map(|look: Look| view! { <PieceView actions look/> }).collect_view()}
            </ul>
        </Card>
    }
}

/// A place to drop files on, with a button for those who do not.
#[component]
fn Drop(actions: Actions) -> impl IntoView {
    let over = RwSignal::new(false);
    let input = NodeRef::<Input>::new();
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        actions.add(event.data_transfer().and_then(|data| data.files()).map(all).unwrap_or_default());
    };
    let chosen = move |_| {
        let Some(input) = input.get_untracked() else { return };
        actions.add(input.files().map(all).unwrap_or_default());
        // The same file can be chosen once more.
        input.set_value("");
    };
    let choose = move || {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    view! {
        <div class="drop" class:is-over=move || over.get()
            on:dragover=move |event: DragEvent| { event.prevent_default(); over.set(true) }
            on:dragleave=move |_| over.set(false)
            on:drop=dropped>
            <Glyph icon=Icon::Upload/>
            <p>{t!("tls-drop")}</p>
            <Button icon=Icon::File on_press=choose>{t!("tls-choose")}</Button>
            <input type="file" multiple=true class="hidden" tabindex="-1" aria-hidden="true" node_ref=input on:change=chosen/>
            <p class="muted small">{t!("tls-stays-here")}</p>
        </div>
    }
}

fn all(list: web_sys::FileList) -> Vec<web_sys::File> {
    (0..list.length()).filter_map(|index| list.item(index)?.dyn_into().ok()).collect()
}

#[component]
fn Paste(actions: Actions) -> impl IntoView {
    let pasted = actions.draft.pasted;
    let reason = move || pasted.with(|text| text.trim().is_empty()).then(|| t!("tls-paste-first"));
    view! {
        <div class="stack">
            <TextArea label=t!("tls-paste-label") value=pasted rows=5 placeholder="-----BEGIN CERTIFICATE-----"
                hint=t!("tls-paste-hint")/>
            <div class="bar"><Button disabled_reason=reason on_press=move || actions.paste()>{t!("tls-take")}</Button></div>
        </div>
    }
}

/// What could not be used, and why.
#[component]
fn Told(actions: Actions) -> impl IntoView {
    let notes = move || {
        let told = actions.draft.told.get();
        told.into_iter().map(|told| view! { <Note tone=Tone::Warn>{text::told(&told)}</Note> }).collect_view()
    };
    view! { <div class="stack tls-told" role="status">{notes}</div> }
}
