//! One entry. Of a command: what it is for, each way to write it with its parameters and their ranges, what it answers, an example.
//! Of an unsolicited code: what it means, when it comes, what its values are.

use std::time::Duration;

use fibocom_at::commands::{Allowed, Need, Parameter, Secrecy, Spec, Usage};
use fibocom_at::profile::Feature;
use fibocom_at::urc::Code;
use fibocom_at::{Form, Profile};
use leptos::{html, prelude::*};

use super::ID;
use super::model::{Item, series_with};
use crate::address::{link, terminal};
use crate::ui::{CopyButton, Glyph, Icon, Note, Tone};
use crate::{t, words};

/// The command with its ranges on a series. Its heading takes the focus when it was chosen.
pub(super) fn entry(spec: &'static Spec, profile: Memo<Profile>, heading: NodeRef<html::H2>) -> impl IntoView {
    let usages: Vec<_> = spec.usages.iter().map(|usage| view! { <OneUsage spec usage profile/> }).collect();
    view! {
        <article class="card reference-entry">
            <a class="reference-back" href=link(ID, "")><Glyph icon=Icon::Chevron/>{t!("reference-back")}</a>
            <h2 class="reference-heading" tabindex="-1" node_ref=heading>
                <code>{spec.shown_name()}</code> " " <span>{words::command(spec)}</span>
            </h2>
            <p>{words::command_purpose(spec)}</p>
            <Off item=Item::Command(spec) profile/>
            <dl class="reference-facts">
                <div><dt>{t!("reference-source")}</dt><dd>{words::source(spec.source)}</dd></div>
                <div><dt>{t!("reference-duration")}</dt><dd>{takes(spec)}</dd></div>
            </dl>
            {usages}
        </article>
    }
}

/// The code with its values. Its heading takes the focus when it was chosen.
pub(super) fn code_entry(code: &'static Code, profile: Memo<Profile>, heading: NodeRef<html::H2>) -> impl IntoView {
    let values = (!code.values.is_empty()).then(|| {
        let label = t!("reference-values", syntax = code.syntax);
        let rows: Vec<_> = code.values.iter().map(|one| view! { <OneParameter parameter=one profile/> }).collect();
        view! { <dl class="reference-parameters" aria-label=label>{rows}</dl> }
    });
    let others = code.names.get(1..).filter(|others| !others.is_empty()).map(|others| {
        view! { <div><dt>{t!("reference-also")}</dt><dd>{others.join(", ")}</dd></div> }
    });
    view! {
        <article class="card reference-entry">
            <a class="reference-back" href=link(ID, "")><Glyph icon=Icon::Chevron/>{t!("reference-back")}</a>
            <h2 class="reference-heading" tabindex="-1" node_ref=heading>
                <code>{code.shown_name()}</code> " " <span>{words::code(code)}</span>
            </h2>
            <p>{words::code_purpose(code)}</p>
            <Off item=Item::Code(code) profile/>
            <dl class="reference-facts">
                <div><dt>{t!("reference-source")}</dt><dd>{words::source(code.source)}</dd></div>
                {others}
            </dl>
            <section class="reference-usage">
                <h3>{t!("reference-unasked")}</h3>
                <p class="reference-syntax"><code>{code.syntax}</code></p>
                {values}
                <div class="reference-example">
                    <span class="reference-label">{t!("reference-example")}</span>
                    <code>{code.example}</code>
                </div>
            </section>
        </article>
    }
}

/// That the series lacks it, and which series have it.
#[component]
fn Off(item: Item, profile: Memo<Profile>) -> impl IntoView {
    move || {
        let feature = item.lacking(&profile.get())?;
        let lacks = lacks(feature, &profile.get());
        let text = match item {
            Item::Command(_) => t!("reference-off", lacks = lacks),
            Item::Code(_) => t!("reference-off-code", lacks = lacks),
        };
        let unsaid = profile.get().doubt(feature).map(|inference| words::unsaid(inference) + " ");
        Some(view! {
            <Note tone=Tone::Warn>
                {text} " " {unsaid} {t!("reference-on", series = series_with(feature).join(", "))}
            </Note>
        })
    }
}

/// What a series lacks, and where its manual says so.
fn lacks(feature: Feature, profile: &Profile) -> String {
    t!(
        "reference-lacks",
        series = profile.name,
        lacks = words::lacks(feature),
        source = words::source(profile.source_without(feature))
    )
}

/// How long the module may take.
fn takes(spec: &Spec) -> String {
    let reply = seconds(spec.limits.reply);
    match spec.limits.status {
        Duration::ZERO => t!("reference-takes", reply = reply),
        status => t!("reference-takes-status", reply = reply, status = seconds(status)),
    }
}

fn seconds(limit: Duration) -> String {
    t!("reference-seconds", seconds = limit.as_secs())
}

/// One way to write it.
#[component]
fn OneUsage(spec: &'static Spec, usage: &'static Usage, profile: Memo<Profile>) -> impl IntoView {
    let example = usage.example(spec);
    let syntax = usage.syntax(spec);
    let parameters = (!usage.parameters.is_empty()).then(|| {
        let label = t!("reference-parameters", syntax = syntax.as_str());
        let rows: Vec<_> = usage.parameters.iter().map(|one| view! { <OneParameter parameter=one profile/> }).collect();
        view! { <dl class="reference-parameters" aria-label=label>{rows}</dl> }
    });
    view! {
        <section class="reference-usage">
            <h3>{form_name(usage.form)}</h3>
            <p class="reference-syntax"><code>{syntax.clone()}</code></p>
            {parameters}
            <p class="reference-label">{t!("reference-reply")}</p>
            {(!usage.reply.is_empty()).then(|| view! { <p class="reference-reply"><code>{usage.reply}</code></p> })}
            <p>{words::command_reply(spec, usage)}</p>
            <div class="reference-example">
                <span class="reference-label">{t!("reference-example")}</span>
                <code>{example.clone()}</code>
                <span class="grow"></span>
                <CopyButton text=example.clone()/>
                <a class="button is-quiet" href=terminal(&example)><Glyph icon=Icon::Prompt/><span>{t!("reference-open")}</span></a>
            </div>
        </section>
    }
}

fn form_name(form: Form) -> String {
    match form {
        Form::Execute => t!("reference-form-execute"),
        Form::Set => t!("reference-form-set"),
        Form::Read => t!("reference-form-read"),
        Form::Test => t!("reference-form-test"),
    }
}

/// A parameter with its range on the series.
#[component]
fn OneParameter(parameter: &'static Parameter, profile: Memo<Profile>) -> impl IntoView {
    let range = move || match parameter.feature.filter(|feature| !profile.get().has(*feature)) {
        Some(feature) => {
            let lacks = lacks(feature, &profile.get());
            view! { <span class="reference-lacks"><Glyph icon=Icon::Warning/>{lacks}</span> }.into_any()
        }
        None => range(&parameter.allowed(&profile.get())),
    };
    let unsaid = move || {
        let inference = parameter.inference(&profile.get())?;
        Some(view! { <dd class="muted small">{words::unsaid(inference)}</dd> })
    };
    let optional = (parameter.need == Need::Optional).then(|| t!("reference-optional"));
    let secret = (parameter.secrecy == Secrecy::Secret).then(|| t!("reference-secret"));
    let flags: Vec<_> = [optional, secret].into_iter().flatten().map(|flag| view! { <small>{flag}</small> }).collect();
    view! {
        <div>
            <dt>{words::parameter(parameter)} {flags}</dt>
            <dd>{words::parameter_purpose(parameter)}</dd>
            <dd class="reference-range">
                <span class="hidden">{move || t!("reference-range", series = profile.get().name)} ": "</span>{range}
            </dd>
            {unsaid}
        </div>
    }
}

/// A range: values one below the other, anything else in a line.
fn range(allowed: &Allowed) -> AnyView {
    let rows: Vec<(String, String)> = match allowed {
        Allowed::Values(values) => {
            values.iter().map(|value| (value.number.to_string(), words::value(value.id))).collect()
        }
        Allowed::Words(words) => {
            words.iter().map(|word| (format!("\"{}\"", word.word), words::value(word.id))).collect()
        }
        other => return words::allowed(other).into_any(),
    };
    let rows: Vec<_> =
        rows.into_iter().map(|(value, means)| view! { <li><code>{value}</code> " " {means}</li> }).collect();
    view! { <ul>{rows}</ul> }.into_any()
}
