//! What will be sent, how far it is, and why a step failed.

use leptos::prelude::*;

use super::actions::Actions;
use super::draft::Run;
use super::model::{Look, Sending as Fate, looks, sending};
use super::text;
use crate::link::procedure::{TlsPlan, TlsStep};
use crate::state::DataSent;
use crate::ui::{Card, Checkbox, Mistakes, Note, Progress, Step, StepStatus, Steps, Tone, share};
use crate::{t, words};

#[component]
pub(super) fn Sending(actions: Actions) -> impl IntoView {
    let run = actions.draft.run;
    let steps = move || match (run.get(), actions.plan.get()) {
        (Run::Running(plan, at), _) => steps(&plan, |place| status(place, at, StepStatus::Running)),
        (Run::Failed(plan, at, _), _) => steps(&plan, |place| status(place, at, StepStatus::Fail)),
        (Run::Done(plan), _) if is_current(actions, &plan) => steps(&plan, |_| StepStatus::Pass),
        (Run::None | Run::Done(_), Ok(plan)) => steps(&plan, |_| StepStatus::Wait),
        (Run::None | Run::Done(_), Err(wrong)) => {
            let texts = wrong.iter().map(words::problem).collect();
            view! { <Mistakes title=t!("tls-missing-title") texts/> }.into_any()
        }
    };
    view! {
        <Card title=t!("tls-sending")>
            {steps}
            <Again actions/>
            <Outcome actions/>
        </Card>
    }
}

fn status(place: usize, at: usize, there: StepStatus) -> StepStatus {
    match place.cmp(&at) {
        std::cmp::Ordering::Less => StepStatus::Pass,
        std::cmp::Ordering::Equal => there,
        std::cmp::Ordering::Greater => StepStatus::Wait,
    }
}

fn steps(plan: &TlsPlan, status: impl Fn(usize) -> StepStatus) -> AnyView {
    let row = |(place, step): (usize, TlsStep)| {
        let request = step.request();
        let line = String::from_utf8_lossy(&request.line).into_owned();
        let detail = request.data.as_ref().map(|data| t!("tls-bytes-follow", bytes = data.len()));
        let title = match &step {
            TlsStep::Version(version) => t!("tls-step-version", version = text::version(*version)),
            TlsStep::File(file) => t!("tls-step-file", kind = file.kind.name()),
            TlsStep::Verification(_) => t!("tls-step-verification"),
        };
        view! { <Step status=status(place) number=place + 1 title detail code=line/> }
    };
    let rows = plan.steps().into_iter().enumerate().map(row).collect_view();
    view! { <Steps>{rows}</Steps> }.into_any()
}

/// Loading twice is possible, and has to be asked for.
#[component]
fn Again(actions: Actions) -> impl IntoView {
    let draft = actions.draft;
    let some = Memo::new(move |_| {
        let again = |tls: &crate::state::TlsFacts| {
            draft.shelf.with(|shelf| shelf.pieces().any(|piece| sending(tls, piece) == Fate::Again))
        };
        actions.tls.with(again)
    });
    view! {
        <Show when=move || some.get()>
            <div class="tls-again"><Checkbox label=t!("tls-again") value=draft.again() hint=t!("tls-again-hint")/></div>
        </Show>
    }
}

/// Whether a plan says what is chosen now.
pub(super) fn is_current(actions: Actions, plan: &TlsPlan) -> bool {
    let wishes = actions.draft.wishes.get();
    (plan.version, plan.verification) == (Some(wishes.version), Some(wishes.verification))
}

/// What will keep the module from connecting, as far as the files tell.
pub(super) fn faults(actions: Actions) -> Memo<Vec<String>> {
    Memo::new(move |_| {
        let limit = actions.profile.get().tls_file.1;
        let looks = actions.draft.shelf.with(|shelf| looks(shelf, actions.module_time(), limit));
        let faults = looks.iter().flat_map(Look::faults);
        faults.map(text::finding).collect()
    })
}

/// How far it is, or what became of it.
#[component]
fn Outcome(actions: Actions) -> impl IntoView {
    let run = actions.draft.run;
    let sent = actions.workbench.data_sent();
    let progress = move || match run.get() {
        Run::Running(plan, at) => Some(under_way(&plan, at, sent)),
        _ => None,
    };
    let note = move || match run.get() {
        Run::None | Run::Running(..) | Run::Done(_) => None,
        // What was refused is said by the bar.
        Run::Failed(_, _, error) => {
            let advice = words::work_error(&error).advice?;
            Some(view! { <Note tone=Tone::Bad title=advice.title>{advice.text}</Note> })
        }
    };
    // Beside the outcome and not inside it: its steps are not to be read out.
    view! {
        <div class="tls-outcome">{progress}</div>
        <div class="tls-outcome" role="status">{note}</div>
    }
}

fn under_way(plan: &TlsPlan, at: usize, sent: Signal<Option<DataSent>>) -> impl IntoView + use<> {
    let steps = plan.steps();
    let kind = match steps.get(at) {
        Some(TlsStep::File(file)) => Some((file.kind.name(), file.file.len())),
        _ => None,
    };
    let label = move || match (kind, sent.get()) {
        (None, _) => t!("tls-sending-now"),
        (Some((kind, bytes)), None) => t!("tls-loading-asked", kind = kind, bytes = bytes),
        (Some((kind, _)), Some(DataSent { sent, total })) if sent < total => {
            t!("tls-loading", kind = kind, sent = sent, bytes = total)
        }
        (Some((kind, bytes)), Some(_)) => t!("tls-loading-answer", kind = kind, bytes = bytes),
    };
    let plan = plan.clone();
    let fraction = move || Some(share_of(&plan, at, sent.get()));
    let text = t!("tls-step-of", step = at + 1, total = steps.len());
    view! { <Progress label=Signal::derive(label) fraction=Signal::derive(fraction) text/> }
}

/// How much of all bytes has gone out, from 0 to 1.
pub(super) fn share_of(plan: &TlsPlan, at: usize, sent: Option<DataSent>) -> f64 {
    let sizes = plan.sizes();
    let total: usize = sizes.iter().sum();
    let done: usize = sizes.iter().take(at).sum();
    share(done + sent.map_or(0, |data| data.sent), total)
}
