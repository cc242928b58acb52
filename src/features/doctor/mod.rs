//! The log doctor: reads a log of any program that speaks with a module, and says what is wrong in it, with the lines that prove it.

mod findings;
mod lines;
mod log;
mod reading;

use leptos::{ev::KeyboardEvent, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::File;

use crate::t;
use crate::ui::{ActionBar, Button, Card, FileDrop, Icon, Note, TextArea, Tone, Variant};

use findings::Findings;
use lines::Lines;
use reading::{DoctorDraft, LOG_MAX, Source, Stage};

/// A log to look at where one has none.
const EXAMPLE: &str = include_str!("example.txt");

/// What a pasted line may look like.
const PASTED: &str = "I (10544) at: TX AT";

/// Makes the draft.
pub fn provide_draft() {
    provide_context(DoctorDraft::new());
}

#[component]
pub fn DoctorScreen() -> impl IntoView {
    let draft: DoctorDraft = expect_context();
    let keys = window_event_listener(leptos::ev::keydown, move |event| walk_by_key(draft, &event));
    on_cleanup(move || keys.remove());
    let is_empty = Memo::new(move |_| matches!(draft.stage.get(), Stage::Empty | Stage::Failed(_)));
    view! {
        <h1>{t!("doctor-screen-title")}</h1>
        <p class="lede">{t!("doctor-screen-lede")}</p>
        {move || match is_empty.get() {
            true => view! { <Beginning draft/> }.into_any(),
            false => view! { <Result draft/> }.into_any(),
        }}
        <Bar draft/>
    }
}

/// N and P walk the findings, unless somebody types.
fn walk_by_key(draft: DoctorDraft, event: &KeyboardEvent) {
    let element = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let is_typing = element.is_some_and(|element| {
        matches!(element.closest("input, textarea, select, dialog, [contenteditable]"), Ok(Some(_)))
    });
    if is_typing || event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    match event.key().as_str() {
        "n" | "N" => draft.walk(1),
        "p" | "P" => draft.walk(-1),
        _ => return,
    }
    event.prevent_default();
}

/// Where a log comes from.
#[component]
fn Beginning(draft: DoctorDraft) -> impl IntoView {
    let take = move |files: Vec<File>| {
        if let Some(file) = files.into_iter().next() {
            draft.read(Source::File(file));
        }
    };
    let failed = move || match draft.stage.get() {
        Stage::Failed(text) => Some(view! { <Note tone=Tone::Bad announce=true>{text}</Note> }),
        _ => None,
    };
    view! {
        {failed}
        <Card>
            <FileDrop text=t!("doctor-screen-drop") label=t!("doctor-screen-choose") hint=t!("doctor-screen-takes", size = LOG_MAX >> 20) on_files=take/>
            <TextArea label=t!("doctor-screen-paste") value=draft.pasted placeholder=PASTED/>
        </Card>
        <Note tone=Tone::Info>{t!("doctor-screen-private")}</Note>
    }
}

/// What was found, beside the log.
#[component]
fn Result(draft: DoctorDraft) -> impl IntoView {
    let name = move || draft.source.with(|source| source.as_ref().and_then(Source::name));
    let cut = move || {
        let is_cut = draft.stage.get() == Stage::Read { is_cut: true };
        is_cut.then(|| view! { <Note tone=Tone::Warn>{t!("doctor-screen-cut", size = LOG_MAX >> 20)}</Note> })
    };
    view! {
        {cut}
        <div class="doctor">
            <Findings draft/>
            {move || {
                draft.reads.track();
                view! { <Lines draft name=Signal::derive(name)/> }
            }}
        </div>
    }
}

/// What can be done now.
#[component]
fn Bar(draft: DoctorDraft) -> impl IntoView {
    let count = move || {
        draft.version.track();
        draft.log.with_value(|log| log.diagnosis.as_ref().map_or(0, |found| found.findings.len()))
    };
    let title = move || match draft.stage.get() {
        Stage::Empty | Stage::Failed(_) => t!("doctor-screen-nothing"),
        Stage::Reading(_) => t!("doctor-screen-reading"),
        Stage::Read { .. } => t!("doctor-screen-found", count = count()),
    };
    let fraction = move || match draft.stage.get() {
        Stage::Reading(part) => part,
        Stage::Empty | Stage::Read { .. } | Stage::Failed(_) => None,
    };
    let read = move || draft.read(Source::Pasted(draft.pasted.get_untracked()));
    let try_example = move || {
        draft.pasted.set(EXAMPLE.to_owned());
        read();
    };
    let missing = move || draft.pasted.with(|text| text.trim().is_empty()).then(|| t!("doctor-screen-paste-first"));
    // How far the reading is changes no button.
    let stage = Memo::new(move |_| match draft.stage.get() {
        Stage::Reading(_) => Stage::Reading(None),
        stage => stage,
    });
    let buttons = move || {
        match stage.get() {
            Stage::Empty | Stage::Failed(_) => view! {
                <Button variant=Variant::Quiet icon=Icon::Play on_press=try_example>{t!("doctor-screen-example")}</Button>
                <Button variant=Variant::Primary icon=Icon::Search disabled_reason=missing on_press=read>{t!("doctor-screen-read")}</Button>
            }
            .into_any(),
            Stage::Reading(_) => view! {
                <Button icon=Icon::Stop on_press=move || draft.forget()>{t!("doctor-screen-stop")}</Button>
            }
            .into_any(),
            Stage::Read { .. } => view! {
                <Button icon=Icon::Upload on_press=move || draft.forget()>{t!("doctor-screen-another")}</Button>
            }
            .into_any(),
        }
    };
    view! { <ActionBar title=Signal::derive(title) fraction=Signal::derive(fraction)>{buttons}</ActionBar> }
}
