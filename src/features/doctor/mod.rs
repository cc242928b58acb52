//! The log doctor: reads a log of any program that speaks with a module, and says what is wrong in it, with the lines that prove it.

mod bytes;
mod dropped;
mod findings;
mod lines;
mod log;
mod pages;
mod reading;
mod save;
mod search;
mod sequence;
mod times;

use std::time::Duration;

use leptos::{ev::KeyboardEvent, html, prelude::*};
use web_sys::File;
use workbench_doctor::Diagnosis;
use workbench_doctor::inflated::INFLATED_MAX;

use crate::t;
use crate::ui::{
    ActionBar, Button, Card, Details, FileDrop, Icon, Note, TextArea, Toaster, Tone, Variant, after, free_key,
    once_drawn, save_file, scroll_into_view, use_toaster,
};

use findings::Findings;
use lines::Lines;
use reading::{DoctorDraft, Source, Stage};
use sequence::SequenceDiagram;
use times::Times;

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
    dropped::take_anywhere(move |file| draft.read(Source::File(file)));
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

/// Has the browser save the findings.
fn save_as(draft: DoctorDraft, toaster: Toaster, name: &str, write: impl Fn(&Diagnosis) -> String) {
    let file = draft.log.with_value(|log| log.diagnosis.as_ref().map(write));
    if let Some(file) = file
        && save_file(name, file.as_bytes()).is_err()
    {
        toaster.show(Tone::Bad, t!("doctor-screen-not-saved"));
    }
}

/// N and P walk the findings, unless somebody types. Where there are none, the keys are somebody else's.
fn walk_by_key(draft: DoctorDraft, event: &KeyboardEvent) {
    if draft.log.with_value(|log| log.findings().is_none_or(<[_]>::is_empty)) {
        return;
    }
    match free_key(event).as_deref() {
        Some("n" | "N") => draft.walk(1),
        Some("p" | "P") => draft.walk(-1),
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
            <FileDrop text=t!("doctor-screen-drop") label=t!("doctor-screen-choose") hint=t!("doctor-screen-takes", size = INFLATED_MAX >> 20) on_files=take/>
            <TextArea label=t!("doctor-screen-paste") value=draft.pasted placeholder=PASTED/>
        </Card>
        <Note tone=Tone::Info>{t!("doctor-screen-private")}</Note>
    }
}

/// What was found, beside the log. It is built part by part: all at once, while the log begins to be read, would keep the page from answering.
#[component]
fn Result(draft: DoctorDraft) -> impl IntoView {
    let is_lines_turn = RwSignal::new(false);
    after(Duration::ZERO, move || is_lines_turn.set(true));
    // What stands behind is drawn anew with each part of the log that was read, and few open it.
    let is_opened = RwSignal::new(false);
    let name = move || draft.source.with(|source| source.as_ref().and_then(Source::name));
    let cut = move || {
        let is_cut = draft.stage.get() == Stage::Read { is_cut: true };
        let line = move || draft.log.with_value(|log| log.diagnosis.as_ref().map_or(0, |found| found.lines));
        is_cut.then(|| view! { <Note tone=Tone::Warn announce=true>{t!("doctor-screen-cut", size = INFLATED_MAX >> 20, line = line())}</Note> })
    };
    // A long screen begins at its top.
    let top = NodeRef::<html::Div>::new();
    once_drawn(top, |_| {
        if let Some(heading) = document().query_selector("#main h1").ok().flatten() {
            scroll_into_view(&heading);
        }
    });
    view! {
        {cut}
        <div class="doctor-frame" node_ref=top>
        <div class="doctor">
            <Findings draft/>
            {move || {
                draft.reads.track();
                is_lines_turn.get().then(|| view! { <Lines draft name=Signal::derive(name)/> })
            }}
        </div>
        <section class="card doctor-more-of-it" aria-label=t!("doctor-screen-more") on:toggle:capture=move |_| is_opened.set(true)>
            <Details summary=t!("doctor-screen-time-line")>{move || is_opened.get().then(|| view! { <Times draft/> })}</Details>
            <Details summary=t!("doctor-screen-sequence")>{move || is_opened.get().then(|| view! { <SequenceDiagram draft/> })}</Details>
        </section>
        </div>
    }
}

/// What can be done now.
#[component]
fn Bar(draft: DoctorDraft) -> impl IntoView {
    let toaster = use_toaster();
    let count = move || {
        draft.version.track();
        draft.log.with_value(|log| log.findings().map_or(0, <[_]>::len))
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
                <Button variant=Variant::Quiet icon=Icon::Download on_press=move || save_as(draft, toaster, "findings.txt", save::text)>{t!("doctor-screen-save-text")}</Button>
                <Button variant=Variant::Quiet icon=Icon::Download on_press=move || save_as(draft, toaster, "findings.json", save::json)>{t!("doctor-screen-save-json")}</Button>
                <Button icon=Icon::Upload on_press=move || draft.forget()>{t!("doctor-screen-another")}</Button>
            }
            .into_any(),
        }
    };
    view! { <ActionBar title=Signal::derive(title) fraction=Signal::derive(fraction)>{buttons}</ActionBar> }
}
