//! What is wrong, most serious first: the cause, the lines that prove it, the next step, and what would show that it is not so.

use leptos::prelude::*;
use workbench_doctor::{Finding, Severity};

use super::reading::{DoctorDraft, Side, Stage};
use crate::t;
use crate::ui::{Glyph, Icon, Kbd, outside, scroll_into_view};
use crate::words::{LogFinding, log_finding};

#[component]
pub(super) fn Findings(draft: DoctorDraft) -> impl IntoView {
    let findings = Memo::new(move |_| {
        draft.version.track();
        draft.log.with_value(|log| log.findings().map(<[_]>::to_vec))
    });
    let shown = move || match findings.get() {
        None => view! { <p class="muted">{t!("doctor-screen-reading-text")}</p> }.into_any(),
        Some(findings) if findings.is_empty() => nothing(draft),
        Some(findings) => {
            let list = findings.into_iter().enumerate().map(|(place, finding)| one(draft, place, &finding));
            view! { <ol class="doctor-findings">{list.collect_view()}</ol> }.into_any()
        }
    };
    let count = move || findings.with(|findings| findings.as_ref().map_or(0, Vec::len));
    view! {
        <section class="card doctor-side" aria-label=t!("doctor-screen-findings")>
            <div class="card-head">
                <h2 class="card-title">{move || t!("doctor-screen-found", count = count())}</h2>
                {move || (count() > 1).then(|| view! { <span class="card-actions small muted doctor-keys"><Kbd key="N"/>" "<Kbd key="P"/></span> })}
            </div>
            {shown}
        </section>
    }
}

/// Nothing was found: because nothing is wrong, or because there was nothing to judge.
fn nothing(draft: DoctorDraft) -> AnyView {
    let has_traffic = draft.log.with_value(|log| log.diagnosis.as_ref().is_some_and(|found| found.style.is_some()));
    let is_read = matches!(draft.stage.get_untracked(), Stage::Read { .. });
    let text = if has_traffic || !is_read { t!("doctor-screen-healthy") } else { t!("doctor-screen-no-traffic") };
    view! { <p>{text}</p> }.into_any()
}

/// Shows a line of the log, and the log itself where it stands below.
pub(super) fn look_at(draft: DoctorDraft, line: u64) {
    draft.side.set(Side::Lines);
    draft.line.set(Some(line));
    if let Some(log) = document().query_selector("#main .doctor-log").ok().flatten() {
        scroll_into_view(&log);
    }
}

/// A line that proves it, with its text as soon as that was read.
fn proof(draft: DoctorDraft, line: u64) -> impl IntoView {
    let text = Memo::new(move |before: Option<&Option<String>>| {
        draft.version.track();
        draft.loaded.track();
        before.cloned().flatten().or_else(|| draft.text_of(line))
    });
    view! {
        <li>
            <button type="button" class="doctor-proof-line" on:click=move |_| look_at(draft, line)>
                <b>{t!("doctor-screen-line", line = line)}</b>
                {move || text.get().map(|text| view! { " "<code>{outside(&text)}</code> })}
            </button>
        </li>
    }
}

fn one(draft: DoctorDraft, place: usize, finding: &Finding) -> AnyView {
    let LogFinding { title, cause, next, refuted } = log_finding(finding);
    let is_chosen = Memo::new(move |_| draft.chosen.get() == place);
    let (icon, tone, gravity) = match finding.rule.severity {
        Severity::Error => (Icon::Cross, "tone-bad", t!("doctor-screen-error")),
        Severity::Warning => (Icon::Warning, "tone-warn", t!("doctor-screen-warning")),
    };
    let first = finding.lines.first().copied().unwrap_or_default();
    let choose = move |_| {
        draft.chosen.set(place);
        draft.show_chosen();
    };
    let lines = finding.lines.clone();
    let more = finding.count;
    let texts = StoredValue::new((cause, next, refuted));
    let lines = StoredValue::new(lines);
    let details = move || {
        let (cause, next, refuted) = texts.get_value();
        let proof = lines.get_value().into_iter().map(|line| proof(draft, line));
        view! {
            <div class="doctor-more">
                <h3>{t!("doctor-screen-proof")}</h3>
                <ul class="doctor-proof">{proof.collect_view()}</ul>
                {(more > 1).then(|| view! { <p class="small muted">{t!("doctor-screen-times", count = more)}</p> })}
                <dl>
                    <dt>{t!("doctor-screen-cause")}</dt><dd>{cause}</dd>
                    <dt>{t!("doctor-screen-next")}</dt><dd>{next}</dd>
                    <dt>{t!("doctor-screen-refuted")}</dt><dd>{refuted}</dd>
                </dl>
            </div>
        }
    };
    view! {
        <li class="doctor-finding" class:is-chosen=is_chosen>
            <button type="button" class="doctor-choose" aria-expanded=move || is_chosen.get().to_string() on:click=choose>
                <span class=tone><Glyph icon/></span>
                <span class="doctor-name"><span class="hidden">{gravity}" "</span>{title}</span>
                <span class="muted small num">{t!("doctor-screen-line", line = first)}</span>
            </button>
            <Show when=move || is_chosen.get()>{details()}</Show>
        </li>
    }
    .into_any()
}
