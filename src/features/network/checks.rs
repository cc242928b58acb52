//! The seven checks, a line each; what stands in the way is open, with its cause and the way to mend it.

use leptos::prelude::*;

use super::actions::Actions;
use super::model::{bars, check_now, verdict};
use super::{dial, pin, text};
use crate::link::procedure::{CHECKS, Check, CheckName, CheckResult, Verdict};
use crate::state::unix_seconds;
use crate::t;
use crate::ui::{Button, Icon, Step, StepStatus, Steps, Variant};
use crate::words;

#[component]
pub(super) fn Checks(actions: Actions) -> impl IntoView {
    let steps = CHECKS.iter().enumerate().map(move |(at, name)| view! { <One actions name=*name number=at + 1/> });
    view! { <div class="checks"><Steps>{steps.collect_view()}</Steps></div> }
}

#[component]
fn One(actions: Actions, name: CheckName, number: usize) -> impl IntoView {
    let workbench = actions.workbench;
    let facts = workbench.facts();
    let profile = workbench.profile();
    let found = Memo::new(move |_| facts.with(|facts| check_now(facts, name)));
    let coming = move || actions.draft.coming.with(|coming| coming.contains(&name));
    let shown = Memo::new(move |_| found.get().filter(|_| !coming()));
    let dialling = move || name == CheckName::Address && actions.dialling.get();
    let stuck = Memo::new(move |_| actions.draft.stuck.get() == Some(name));
    let status = Signal::derive(move || {
        if actions.checking.get() == Some(name) || dialling() {
            return StepStatus::Running;
        }
        match facts.with(|facts| shown.with(|check| check.as_ref().map(|check| verdict(facts, check)))) {
            None | Some(Verdict::Skipped) => StepStatus::Wait,
            Some(Verdict::Pass) => StepStatus::Pass,
            Some(Verdict::Warn) if stuck.get() => StepStatus::Fail,
            Some(Verdict::Warn) => StepStatus::Warn,
            Some(Verdict::Fail) => StepStatus::Fail,
        }
    });
    let detail = move || {
        if dialling() {
            return Some(t!("network-dialling-text"));
        }
        let failed = facts.with(|facts| facts.no_address.is_some());
        let said = shown.with(|check| {
            check.as_ref().map(|check| match (&check.result, failed) {
                (CheckResult::Address(None), true) => t!("network-address-failed"),
                _ => words::found(check, unix_seconds()),
            })
        });
        Some(said.unwrap_or_else(|| text::purpose(name, &profile.get())))
    };
    let end = move || {
        view! {
            {(name == CheckName::Signal).then(|| view! { <Bars shown/> })}
            <Button sends=true variant=Variant::Quiet icon=Icon::Refresh name=t!("network-again-name", check = text::title(name))
                disabled_reason=move || actions.unready() on_press=move || actions.check(name)/>
        }
    };
    let more = match name {
        CheckName::Sim => view! { <pin::Pin actions/> }.into_any(),
        CheckName::Address => view! { <dial::Mend actions/> }.into_any(),
        _ => ().into_any(),
    };
    view! {
        <Step id=text::place(name) status number title=text::title(name) detail code=name.commands().join(" · ") action=end>
            {more}
        </Step>
    }
}

#[component]
fn Bars(shown: Memo<Option<Check>>) -> impl IntoView {
    let lit = Memo::new(move |_| {
        shown.with(|check| match check.as_ref().map(|check| &check.result) {
            Some(CheckResult::Signal(signal)) => Some(bars(signal.rssi)),
            _ => None,
        })
    });
    let bar = |lit: u8, number: u8| {
        view! { <i class:is-on=move || number <= lit style:height=format!("{}px", 3 * number)></i> }
    };
    move || {
        lit.get().map(|lit| {
            let label = t!("network-signal-meter", bars = lit);
            view! { <span class="signal" role="img" aria-label=label>{(1..=5).map(|number| bar(lit, number)).collect_view()}</span> }
        })
    }
}
