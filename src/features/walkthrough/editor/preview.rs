//! Tries the document on a virtual module in virtual time, and says which ways no scenario took.

use std::sync::Arc;
use std::time::Duration;

use futures::future::{AbortHandle, abortable};
use leptos::prelude::*;
use workbench_rehearsal::{Reached, Rehearsal};
use workbench_walkthrough::link::Parameters;
use workbench_walkthrough::{Document, Taken, Verdict, check};

use super::super::draft::WalkDraft;
use super::super::editing::{Editing, Tried};
use super::fields::Form;
use super::{Seen, says};
use crate::parts::slice::Slice;
use crate::state::Scenario;
use crate::t;
use crate::ui::{Binding, Button, Card, Checkbox, Details, Icon, Note, Progress, Tone, after, while_shown};

/// What would be tried now: the document without its words, and the values of its link.
fn now(editing: Editing, seen: Seen) -> Option<(Document, Parameters)> {
    seen.with(|(document, _)| Some((document.without_words(), editing.parameters(document)?)))
}

/// What was reached, as long as the document sends and leads as it did then.
fn reached<T>(editing: Editing, seen: Seen, read: impl FnOnce(&Tried) -> T) -> Option<T> {
    editing.tried.with(|tried| {
        let tried = tried.as_ref()?;
        let is_same = now(editing, seen).is_some_and(|now| now == tried.of);
        is_same.then(|| read(tried))
    })
}

/// How many ways out of a step no scenario took, where there are some.
pub(super) fn missed(editing: Editing, seen: Seen, at: usize) -> Option<usize> {
    let count = |tried: &Tried| tried.reached.unreached.iter().filter(|taken| taken.step == at + 1).count();
    reached(editing, seen, count).filter(|count| *count > 0)
}

fn told(form: Form, verdict: Verdict) -> AnyView {
    let way = Taken { step: form.step.unwrap_or_default() + 1, verdict };
    let names = Memo::new(move |_| {
        reached(form.editing, form.seen, |tried| {
            tried.reached.ways.get(&way).map(|names| names.iter().copied().map(scenario).collect::<Vec<_>>())
        })
    });
    let shown = move || match names.get() {
        None => None,
        Some(None) => Some(view! { <p class="walk-edit-missed">{t!("walkthrough-edit-no-scenario")}</p> }.into_any()),
        Some(Some(names)) => {
            let names = t!("walkthrough-edit-reached", names = names.join(", "));
            Some(view! { <p class="walk-edit-reached">{names}</p> }.into_any())
        }
    };
    view! { {shown} }.into_any()
}

/// Which scenarios took a branch or an option.
pub(super) fn reached_by(form: Form, at: usize) -> AnyView {
    told(form, Verdict::Branch(at))
}

/// Which scenarios took the way of a step that did what it should.
pub(super) fn reached_by_good(form: Form) -> AnyView {
    told(form, Verdict::Good)
}

fn scenario(name: &str) -> String {
    t!(&format!("connect-scenario-{name}"))
}

/// After how long a rehearsal shows how far it is.
const SHOWN_AFTER: Duration = Duration::from_secs(1);

/// Tries the document in slices, between which the page goes on.
async fn rehearse(mut rehearsal: Rehearsal, far: RwSignal<f64>) -> Reached {
    let mut slice = Slice::begin();
    while rehearsal.step() {
        if slice.is_over() {
            far.set(rehearsal.far());
            slice.pause().await;
        }
    }
    rehearsal.reached().clone()
}

#[component]
pub(super) fn Preview(editing: Editing, seen: Seen) -> impl IntoView {
    let draft = expect_context::<WalkDraft>();
    let (far, is_shown) = (RwSignal::new(0.0), RwSignal::new(false));
    let running = RwSignal::new(None::<AbortHandle>);
    let is_wrong = move || {
        let is_wrong =
            seen.with(|(document, outlook)| !outlook.problems.is_empty() || editing.parameters(document).is_none());
        is_wrong.then(|| t!("walkthrough-edit-mend-first"))
    };
    let none = move || editing.scenarios.with(Vec::is_empty).then(|| t!("walkthrough-edit-choose-scenario"));
    let run = move || {
        let Some(of) = untrack(|| now(editing, seen)) else { return };
        let Ok(checked) = check(seen.with_untracked(|(document, _)| document.clone())) else { return };
        let chosen = editing.scenarios.get_untracked();
        let scenarios: Vec<_> = chosen.iter().filter_map(|name| Scenario::named(name)).collect();
        let rehearsal = Rehearsal::new(Arc::new(checked), of.1.clone(), &scenarios);
        far.set(0.0);
        let (work, handle) = abortable(rehearse(rehearsal, far));
        running.set(Some(handle));
        let bar = after(SHOWN_AFTER, move || is_shown.set(true));
        while_shown(async move {
            // What was called off says nothing of the document.
            if let Ok(reached) = work.await {
                editing.tried.set(Some(Tried { of: of.clone(), reached }));
                // What was changed meanwhile was not tried.
                if untrack(|| now(editing, seen)) == Some(of) {
                    editing.change(|draft| {
                        draft.checked_with = scenarios.iter().map(|one| one.name().to_owned()).collect()
                    });
                }
            }
            if let Some(bar) = bar {
                bar.clear();
            }
            running.set(None);
            is_shown.set(false);
        });
    };
    let stop = move || running.with_untracked(|running| running.iter().for_each(AbortHandle::abort));
    let busy = move || running.with(Option::is_some).then(|| t!("walkthrough-edit-trying"));
    let progress = move || {
        is_shown.get().then(|| {
            let far = Signal::derive(move || Some(far.get()));
            view! { <Progress label=t!("walkthrough-edit-trying") fraction=far on_cancel=stop/> }
        })
    };
    let yourself = move || draft.try_out();
    let chosen = move || t!("walkthrough-edit-scenarios", count = editing.scenarios.with(Vec::len));
    view! {
        <Card title=t!("walkthrough-edit-preview")>
            <p class="muted small">{t!("walkthrough-edit-preview-text")}</p>
            <Details summary=Signal::derive(chosen)>
                <div class="walk-edit-scenarios">{Scenario::ALL.iter().map(|one| choice(editing, one.name())).collect_view()}</div>
            </Details>
            <div class="bar">
                <Button icon=Icon::Play busy=busy disabled_reason=move || is_wrong().or_else(none) on_press=run>{t!("walkthrough-edit-try")}</Button>
                <Button disabled_reason=is_wrong on_press=yourself>{t!("walkthrough-edit-yourself")}</Button>
            </div>
            {progress}
            <div role="status">{move || result(editing, seen)}</div>
        </Card>
    }
}

fn choice(editing: Editing, name: &'static str) -> AnyView {
    let is_on = Memo::new(move |_| editing.scenarios.with(|names| names.iter().any(|one| one == name)));
    let value = Binding::new(is_on, move |on: bool| {
        editing.scenarios.update(|names| {
            names.retain(|one| one != name);
            if on {
                names.push(name.to_owned());
            }
        });
    });
    view! { <Checkbox label=scenario(name) value/> }.into_any()
}

/// What came of it.
fn result(editing: Editing, seen: Seen) -> Option<AnyView> {
    let (unreached, ends) =
        reached(editing, seen, |tried| (tried.reached.unreached.clone(), tried.reached.ends.clone()))?;
    let rows = ends.into_iter().map(|(name, ends)| {
        let mut words: Vec<String> =
            ends.into_iter().map(|end| end.map_or_else(|| t!("walkthrough-edit-no-ending"), says::ending)).collect();
        words.sort();
        words.dedup();
        view! { <li><b>{scenario(name)}</b>": "{words.join(", ")}</li> }
    });
    let rows = rows.collect_view();
    let summary = match unreached.len() {
        0 => view! { <Note tone=Tone::Ok>{t!("walkthrough-edit-all-reached")}</Note> }.into_any(),
        count => {
            let ways = unreached.into_iter().map(|Taken { step, verdict }| {
                let go = move |_| editing.at.set(Some(step - 1));
                view! { <li><button type="button" class="walk-edit-link" on:click=go>{t!("walkthrough-edit-in-step", step = step)}</button>" "{says::way(verdict)}</li> }
            });
            let ways = ways.collect_view();
            view! { <Note tone=Tone::Warn title=t!("walkthrough-edit-unreached", count = count)><ul class="walk-edit-problems">{ways}</ul></Note> }.into_any()
        }
    };
    Some(view! { {summary}<ul class="walk-edit-ends">{rows}</ul> }.into_any())
}
