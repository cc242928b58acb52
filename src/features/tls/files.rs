//! Where certificates and keys come in: dropped, chosen or pasted; and what each of them is.

use leptos::prelude::*;

use super::actions::Actions;
use super::model::{Look, Shelf, looks};
use super::piece::PieceView;
use super::text;
use crate::t;
use crate::ui::{Button, Card, Details, FileDrop, Icon, Note, TextArea, Tone, Variant, use_toaster};

/// The longest text that the field takes, in UTF-16 units: as many as a file may have bytes.
const PEM_MAX: u32 = 262_144;

#[component]
pub(super) fn Files(actions: Actions) -> impl IntoView {
    let (draft, toaster) = (actions.draft, use_toaster());
    let looks = Memo::new(move |_| {
        let limit = actions.profile.get().tls_file.1;
        draft.shelf.with(|shelf| looks(shelf, actions.module_time(), limit))
    });
    let some = move || {
        (!draft.shelf.with(Shelf::is_empty)).then(|| {
            view! { <Button variant=Variant::Quiet icon=Icon::Trash on_press=move || draft.forget(toaster, |shelf| *shelf = Shelf::default())>
                {t!("tls-forget-all")}
            </Button> }
        })
    };
    view! {
        <Card title=t!("tls-files") actions=move || some.into_view()>
            <FileDrop text=t!("tls-drop") label=t!("tls-choose") hint=t!("tls-stays-here")
                on_files=move |files| actions.add(files)/>
            <Details summary=t!("tls-paste")><Paste actions/></Details>
            <Told actions/>
            <ul class="pieces">
                {move || looks.get().into_iter().map(|look: Look| view! { <PieceView actions look/> }).collect_view()}
            </ul>
        </Card>
    }
}

#[component]
fn Paste(actions: Actions) -> impl IntoView {
    let pasted = actions.draft.pasted;
    let reason = move || pasted.with(|text| text.trim().is_empty()).then(|| t!("tls-paste-first"));
    view! {
        <div class="stack">
            <TextArea label=t!("tls-paste-label") value=pasted rows=5 most=PEM_MAX placeholder="-----BEGIN CERTIFICATE-----"
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
        let tone = |told: &super::model::Told| if told.is_read() { Tone::Info } else { Tone::Bad };
        told.into_iter().map(|told| view! { <Note tone=tone(&told)>{text::told(&told)}</Note> }).collect_view()
    };
    view! { <div class="stack tls-told" role="status">{notes}</div> }
}
