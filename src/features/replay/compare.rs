//! The session that is replayed beside another one, step by step: a good run as a reference, or what this page itself has recorded.

use std::sync::Arc;

use futures::future::{AbortHandle, abortable};
use leptos::{ev, prelude::*};
use web_sys::File;
use workbench_record::Record;
use workbench_record::compare::{Comparison, Differs, Outcome, Pair, STEPS_MAX, Step, table};

use super::draft::ReplayDraft;
use super::model;
use crate::parts::session_file::{choose_file, read_session};
use crate::state::Workbench;
use crate::t;
use crate::ui::{
    Button, Details, Extent, Icon, Note, RowHeight, Rows, Toaster, Tone, Variant, VirtualList, free_key, go_on,
    outside, save_file, use_toaster,
};
use crate::words;

/// About how tall a step is.
const ROW: f64 = 46.0;

/// The other session, with what differs.
struct Beside {
    name: String,
    /// It is masked when it is saved, not before.
    other: Record,
    comparison: Comparison,
    /// The places of the differences.
    differences: Vec<usize>,
}

#[derive(Clone)]
enum Stage {
    /// No other session was chosen.
    Nothing,
    Reading,
    Failed(String),
    Shown(Arc<Beside>),
}

/// It lives as long as the draft of the replay.
#[derive(Clone, Copy)]
pub(super) struct CompareState {
    workbench: Workbench,
    stage: RwSignal<Stage>,
    /// Which of the differences is looked at.
    at: RwSignal<Option<usize>>,
    reading: StoredValue<Option<AbortHandle>>,
}

impl CompareState {
    pub(super) fn new(workbench: Workbench) -> Self {
        Self {
            workbench,
            stage: RwSignal::new(Stage::Nothing),
            at: RwSignal::new(None),
            reading: StoredValue::new(None),
        }
    }

    /// No other session is shown.
    fn close(self) {
        self.cease();
        self.stage.set(Stage::Nothing);
    }

    fn cease(self) {
        if let Some(reading) = self.reading.try_update_value(Option::take).flatten() {
            reading.abort();
        }
    }

    /// Holds the file that is replayed against this record.
    fn hold(self, name: String, other: Record) {
        let Some(tape) = self.workbench.tape() else { return };
        let comparison = Comparison::of(tape.whole(), &other);
        let differences = comparison.differences().collect();
        self.at.set(None);
        self.stage.set(Stage::Shown(Arc::new(Beside { name, other, comparison, differences })));
    }

    fn take(self, file: File) {
        self.cease();
        self.stage.set(Stage::Reading);
        let (work, reading) = abortable(async move { (read_session(&file).await, file.name()) });
        self.reading.set_value(Some(reading));
        go_on(async move {
            match work.await {
                Ok((Ok(session), name)) if session.record.entries().next().is_some() => {
                    self.hold(name, session.record);
                }
                Ok((_, name)) => self.stage.set(Stage::Failed(t!("wire-open-failed", name = name))),
                // Another one was chosen.
                Err(_) => {}
            }
        });
    }

    fn take_own(self) {
        self.cease();
        let own = self.workbench.with_own_record(Record::clone);
        self.hold(t!("replay-compare-own"), own);
    }

    /// Has the browser save the steps, without what is secret.
    fn save(self, beside: &Beside, toaster: Toaster) {
        let Some(tape) = self.workbench.tape() else { return };
        let file = self.workbench.with_secrets(|_, secrets| table(tape.whole(), &beside.other, secrets));
        if save_file("comparison.csv", &file).is_err() {
            toaster.show(Tone::Bad, t!("replay-compare-not-saved"));
        }
    }

    /// Goes to the next difference, or to the one before.
    fn walk(self, by: isize) {
        let Stage::Shown(beside) = self.stage.get_untracked() else { return };
        let count = beside.differences.len();
        if count == 0 {
            return;
        }
        let to = match self.at.get_untracked() {
            None if by > 0 => 0,
            None => count - 1,
            Some(now) => now.checked_add_signed(by).unwrap_or(count - 1) % count,
        };
        self.at.set(Some(to));
    }
}

#[component]
pub(super) fn Compare(draft: ReplayDraft) -> impl IntoView {
    let state = draft.compare;
    // Another file that is replayed is another comparison.
    let file = draft.workbench.session_file();
    Effect::watch(move || file.get().map(|file| file.name.clone()), move |_, _, _| state.close(), false);
    let keys = window_event_listener(ev::keydown, move |event| match free_key(&event).as_deref() {
        Some("d" | "D") => state.walk(1),
        Some("u" | "U") => state.walk(-1),
        _ => {}
    });
    on_cleanup(move || keys.remove());
    let choose = move || {
        choose_file(move |file| state.take(file));
    };
    let empty = move || {
        let is_empty = draft.workbench.with_own_record(|own| own.entries().next().is_none());
        is_empty.then(|| t!("replay-compare-own-empty"))
    };
    let shown = move || match state.stage.get() {
        Stage::Nothing => view! { <p class="muted small">{t!("replay-compare-text")}</p> }.into_any(),
        Stage::Reading => view! { <p class="muted small" role="status">{t!("replay-compare-reading")}</p> }.into_any(),
        Stage::Failed(why) => view! { <Note tone=Tone::Bad announce=true>{why}</Note> }.into_any(),
        Stage::Shown(beside) => view! { <Shown draft beside/> }.into_any(),
    };
    view! {
        <Details summary=t!("replay-compare")>
            <div class="replay-compare">
                <div class="replay-more">
                    <Button icon=Icon::Upload on_press=choose>{t!("replay-compare-file")}</Button>
                    <Button variant=Variant::Quiet disabled_reason=empty on_press=move || state.take_own()>{t!("replay-compare-own")}</Button>
                </div>
                {shown}
            </div>
        </Details>
    }
}

/// The steps of both, with the keys that walk the differences.
#[component]
fn Shown(draft: ReplayDraft, beside: Arc<Beside>) -> impl IntoView {
    let state = draft.compare;
    let count = beside.differences.len();
    let is_cut = beside.comparison.left_out + beside.comparison.right_out > 0;
    let (pairs, places, saved) = (Arc::clone(&beside), Arc::clone(&beside), Arc::clone(&beside));
    let toaster = use_toaster();
    let place = Memo::new(move |_| state.at.get().and_then(|at| places.differences.get(at).copied()));
    let says = move || match (state.at.get(), count) {
        (_, 0) => t!("replay-compare-none"),
        (None, _) => t!("replay-compare-count", count = count),
        (Some(at), _) => t!("replay-compare-at", now = at + 1, count = count),
    };
    let extent = beside.comparison.pairs.len();
    let fetch = move |range: std::ops::Range<usize>| {
        let now = place.get();
        let row = |place: usize| {
            let pair = pairs.comparison.pairs.get(place)?.clone();
            Some((place as u64, Listed { pair, is_now: now == Some(place) }))
        };
        range.filter_map(row).collect::<Vec<_>>()
    };
    // What is marked is drawn anew, too.
    let extent = Signal::derive(move || {
        place.track();
        Extent::of(extent)
    });
    let rows = Rows::new(extent, fetch);
    let draw = move |listed: Listed| row(draft, &listed);
    let here = draft.workbench.session_file().get_untracked().map(|file| file.name.clone()).unwrap_or_default();
    let none = move || (count == 0).then(|| t!("replay-compare-none"));
    view! {
        <div class="replay-compare-head">
            <p role="status"><b>{says}</b></p>
            <span class="replay-walk">
                <Button icon=Icon::Chevron name=t!("replay-compare-before") disabled_reason=none on_press=move || state.walk(-1)/>
                <Button icon=Icon::Chevron name=t!("replay-compare-next") disabled_reason=none on_press=move || state.walk(1)/>
            </span>
            <Button variant=Variant::Quiet icon=Icon::Download on_press=move || state.save(&saved, toaster)>{t!("replay-compare-save")}</Button>
            {is_cut.then(|| view! { <p class="small muted">{t!("replay-compare-cut", count = STEPS_MAX)}</p> })}
        </div>
        <div class="replay-pair is-head">
            <b>{outside(here)}</b><b>{outside(beside.name.as_str())}</b><span></span>
        </div>
        <VirtualList label=t!("replay-compare-list") rows height=RowHeight::About(ROW) row=draw follow=false shown=place/>
    }
}

/// A step in the list.
#[derive(Clone, PartialEq)]
struct Listed {
    pair: Pair,
    /// Whether it is the difference that is looked at.
    is_now: bool,
}

fn row(draft: ReplayDraft, Listed { pair, is_now }: &Listed) -> AnyView {
    let (left, right, marks) = match pair {
        Pair::Both { left, right, differs } => (Some(left), Some(right), marks(*differs)),
        Pair::Left(left) => (Some(left), None, vec![t!("replay-compare-only-here")]),
        Pair::Right(right) => (None, Some(right), vec![t!("replay-compare-only-there")]),
    };
    let differs = pair.differs();
    let place = left.map(|step| step.line + 1);
    let go = move |_| {
        if let Some(place) = place {
            draft.pause();
            draft.go_to(place);
        }
    };
    let here = match left {
        Some(step) => view! { <button type="button" class="replay-here" title=t!("replay-compare-go") on:click=go>{cell(step)}</button> }.into_any(),
        None => missing(),
    };
    let there = right.map_or_else(missing, |step| view! { <div>{cell(step)}</div> }.into_any());
    view! {
        <div class="replay-pair" class:is-other=differs class:is-now=*is_now>
            {here}{there}
            <span class="small tone-warn">{marks.join(", ")}</span>
        </div>
    }
    .into_any()
}

fn cell(step: &Step) -> impl IntoView + use<> {
    let outcome = match &step.outcome {
        Outcome::Unanswered => t!("replay-compare-unanswered"),
        Outcome::Ended(line) => line.clone(),
    };
    let took = step.took.map(|took| match took {
        0..1_000 => t!("doctor-screen-took-short", milliseconds = took),
        _ => t!("doctor-screen-took", seconds = words::seconds(took)),
    });
    view! {
        <code>{outside(step.command.as_str())}</code>
        <span class="small muted num">{model::clock(step.at)}" · "{outside(outcome)}" · "{took}</span>
    }
}

fn missing() -> AnyView {
    view! { <div class="replay-missing muted small">{t!("replay-compare-missing")}</div> }.into_any()
}

/// What is other, in words.
fn marks(differs: Differs) -> Vec<String> {
    let all = [
        (differs.words, t!("replay-compare-words")),
        (differs.outcome, t!("replay-compare-outcome")),
        (differs.time, t!("replay-compare-time")),
    ];
    all.into_iter().filter(|(is, _)| *is).map(|(_, mark)| mark).collect()
}
