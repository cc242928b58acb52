//! The seven checks, each with what it found and the way to mend it.

use fibocom_at::ClientIndex;
use leptos::prelude::*;

use super::actions::Actions;
use super::model::{bars, check_now};
use super::{clock, dial, pin, text};
use crate::link::procedure::{CHECKS, Check, CheckName, CheckResult, Verdict};
use crate::state::unix_seconds;
use crate::t;
use crate::ui::{Button, Icon, Pill, Step, StepStatus, Steps, Tone, Variant, outside};
use crate::words;

#[component]
pub(super) fn Checks(actions: Actions) -> impl IntoView {
    let steps = CHECKS.iter().enumerate().map(move |(at, name)| view! { <One actions name=*name number=at + 1/> });
    view! { <Steps>{steps.collect_view()}</Steps> }
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
    let status = Signal::derive(move || {
        if actions.checking.get() == Some(name) || dialling() {
            return StepStatus::Running;
        }
        shown.with(|check| match check.as_ref().map(Check::verdict) {
            None | Some(Verdict::Skipped) => StepStatus::Wait,
            Some(Verdict::Pass) => StepStatus::Pass,
            Some(Verdict::Warn) => StepStatus::Warn,
            Some(Verdict::Fail) => StepStatus::Fail,
        })
    });
    let detail = move || {
        let said = shown.with(|check| check.as_ref().map(|check| words::found(check, unix_seconds())));
        Some(said.unwrap_or_else(|| text::purpose(name, &profile.get())))
    };
    let again = move || {
        view! {
            <Button variant=Variant::Quiet icon=Icon::Refresh name=t!("network-again-name", check = text::title(name))
                disabled_reason=move || actions.unready() on_press=move || actions.check(name)/>
        }
    };
    let more = match name {
        CheckName::Sim => view! { <pin::Pin actions/> }.into_any(),
        CheckName::Address => view! { <dial::Dial actions/> }.into_any(),
        CheckName::Clock => view! { <clock::Clock actions/> }.into_any(),
        _ => ().into_any(),
    };
    let picture = move || match name {
        CheckName::Signal => view! { <Bars shown/> }.into_any(),
        CheckName::Clients => view! { <Clients actions shown/> }.into_any(),
        _ => ().into_any(),
    };
    let checked = Memo::new(move |_| shown.with(Option::is_some));
    let found = move || {
        checked.get().then(|| view! { <div class="check-line">{picture()}<CheckText actions name shown/></div> })
    };
    view! {
        <Step status number title=text::title(name) detail code=name.commands().join(" · ") action=again>
            {found}
            {more}
        </Step>
    }
}

/// The module's own lines.
#[component]
fn CheckText(actions: Actions, name: CheckName, shown: Memo<Option<Check>>) -> impl IntoView {
    let lines = actions.draft.lines;
    let said = move || {
        let said = lines.with(|lines| lines.get(&name).cloned()).unwrap_or_default();
        (shown.with(Option::is_some) && !said.is_empty()).then(|| {
            let lines =
                said.into_iter().map(|line| view! { <code class="code-inline">{outside(line)}</code> }).collect_view();
            view! { <span class="hidden">{t!("network-said")}</span>{lines} }
        })
    };
    view! { <span class="check-said">{said}</span> }
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
        view! { <i class:is-on=move || number <= lit style:height=format!("{}px", 4 * number)></i> }
    };
    move || {
        lit.get().map(|lit| {
            let label = t!("network-signal-meter", bars = lit);
            view! { <span class="signal" role="img" aria-label=label>{(1..=5).map(|number| bar(lit, number)).collect_view()}</span> }
        })
    }
}

/// Each client of the series, free or taken.
#[component]
fn Clients(actions: Actions, shown: Memo<Option<Check>>) -> impl IntoView {
    let profile = actions.workbench.profile();
    let pill = |free: &[ClientIndex], number: u8| {
        let is_free = free.iter().any(|client| client.number() == number);
        if is_free {
            view! { <Pill tone=Tone::Ok>{t!("network-client-free", client = number)}</Pill> }
        } else {
            view! { <Pill tone=Tone::Warn>{t!("network-client-taken", client = number)}</Pill> }
        }
    };
    move || {
        shown.with(|check| match check.as_ref().map(|check| &check.result) {
            Some(CheckResult::Clients(free)) => {
                let pills = profile.get().clients.iter().map(|number| pill(free, *number)).collect_view();
                Some(view! { <div class="bar">{pills}</div> })
            }
            _ => None,
        })
    }
}
