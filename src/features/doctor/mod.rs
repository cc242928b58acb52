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
    ActionBar, Button, Card, Choice, FileDrop, Icon, Note, Tabs, TextArea, Toaster, Tone, Variant, after, free_key,
    once_drawn, outside, save_file, scroll_into_view, use_toaster,
};

use findings::Findings;
use lines::{Lines, lines};
use reading::{DoctorDraft, Side, Source, Stage};
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
        <Head draft is_empty/>
        {move || match is_empty.get() {
            true => view! { <Beginning draft/> }.into_any(),
            false => view! { <Result draft/> }.into_any(),
        }}
        <Bar draft/>
    }
}

/// The title; beside it which log is read, and the way to another one.
#[component]
fn Head(draft: DoctorDraft, is_empty: Memo<bool>) -> impl IntoView {
    let name = move || draft.source.with(|source| source.as_ref().and_then(Source::name));
    let is_read = Memo::new(move |_| matches!(draft.stage.get(), Stage::Read { .. }));
    let another = move || {
        is_read.get().then(|| view! {
            <Button variant=Variant::Quiet icon=Icon::Upload on_press=move || draft.forget()>{t!("doctor-screen-another")}</Button>
        })
    };
    let which = move || {
        (!is_empty.get()).then(|| {
            view! {
                <p class="doctor-count muted">
                    {move || name().map(|name| view! { <b class="mono">{outside(&name)}</b>" " })}
                    {move || t!("doctor-screen-lines", count = lines(draft))}
                </p>
            }
        })
    };
    view! {
        <div class="doctor-head">
            <h1>{t!("doctor-screen-title")}</h1>
            {which}
            {another}
        </div>
        {move || is_empty.get().then(|| view! { <p class="lede">{t!("doctor-screen-lede")}</p> })}
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
                is_lines_turn.get().then(|| view! { <Beside draft/> })
            }}
        </div>
        </div>
    }
}

/// The log beside the findings, or what follows from it as a whole. That is drawn anew with each part of the log that is read, and only while it
/// is looked at.
#[component]
fn Beside(draft: DoctorDraft) -> impl IntoView {
    let sides = vec![
        Choice::new(Side::Lines, t!("doctor-screen-line-by-line")),
        Choice::new(Side::Times, t!("doctor-screen-time-line")),
        Choice::new(Side::Sequence, t!("doctor-screen-sequence-tab")),
    ];
    let shown = move || match draft.side.get() {
        Side::Lines => view! { <Lines draft/> }.into_any(),
        Side::Times => view! { <div class="doctor-whole"><Times draft/></div> }.into_any(),
        Side::Sequence => view! { <div class="doctor-whole"><SequenceDiagram draft/></div> }.into_any(),
    };
    view! {
        <section class="card doctor-beside" aria-label=t!("doctor-screen-more")>
            <Tabs label=t!("doctor-screen-more") value=draft.side options=Signal::stored(sides)>{shown}</Tabs>
        </section>
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
    // The next step is that of the chosen finding.
    let mends = Memo::new(move |_| {
        draft.version.track();
        let chosen = draft.chosen.get();
        let screen = draft.log.with_value(|log| Some(log.findings()?.get(chosen)?.rule.screen.id()))?;
        matches!(draft.stage.get(), Stage::Read { .. }).then_some((chosen + 1, screen))
    });
    let screen_name = |screen: &str| t!(&format!("rail-{screen}"));
    let text = Signal::derive(move || {
        let (place, screen) = mends.get()?;
        Some(t!("doctor-screen-mended-on", place = place, screen = screen_name(screen)))
    });
    let mend = move || {
        mends.get().map(|(_, screen)| view! {
            <a class="button is-primary" href=format!("#/{screen}")>{t!("doctor-screen-mend", screen = screen_name(screen))}</a>
        })
    };
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
                {mend}
            }
            .into_any(),
        }
    };
    view! { <ActionBar title=Signal::derive(title) text fraction=Signal::derive(fraction)>{buttons}</ActionBar> }
}
