//! How the credentials are made: what is joined, what is signed, and with which key, without any secret.

use std::collections::BTreeMap;

use fibocom_cloud::{Key, Part, Scheme, Step, Target};
use leptos::prelude::*;

use crate::features::credentials::draft::CredentialsForm;
use crate::ui::{Details, outside};
use crate::{t, words};

/// How many colours tell the values apart.
const COLOURS: usize = 4;

/// The list, folded away.
#[component]
pub(super) fn Made(form: CredentialsForm) -> impl IntoView {
    let steps =
        Signal::derive(move || form.made.with(|made| made.as_ref().map(|made| made.steps.clone())).unwrap_or_default());
    view! { <Details summary=t!("credentials-steps") open=true><Derivation form steps/></Details> }
}

#[component]
pub(in crate::features::credentials) fn Derivation(form: CredentialsForm, steps: Signal<Vec<Step>>) -> impl IntoView {
    let rows = move || {
        let (scheme, steps) = (form.scheme.get(), steps.get());
        let colours = colours(&steps);
        let last = steps.len().saturating_sub(1);
        steps.iter().enumerate().map(|(at, step)| row(scheme, &colours, step, at == last)).collect_view()
    };
    view! { <ol class="derive">{rows}</ol> }
}

/// Values that occur more than once get a colour of their own, in the order of their appearance.
fn colours(steps: &[Step]) -> BTreeMap<Key, usize> {
    let mut found: Vec<(Key, usize)> = Vec::new();
    for part in steps.iter().flat_map(parts) {
        let Part::Value(key, _) = part else { continue };
        match found.iter_mut().find(|(other, _)| other == key) {
            Some((_, times)) => *times += 1,
            None => found.push((*key, 1)),
        }
    }
    let often = found.into_iter().filter(|(_, times)| *times > 1);
    often.enumerate().map(|(index, (key, _))| (key, index % COLOURS + 1)).collect()
}

fn parts(step: &Step) -> Vec<&Part> {
    match step {
        Step::Joined { parts, .. } => parts.iter().collect(),
        Step::Digest { key, message, .. } => key.iter().chain(message).collect(),
    }
}

/// A step. What a digest comes to is the password, unless a step follows that says otherwise.
fn row(scheme: &'static Scheme, colours: &BTreeMap<Key, usize>, step: &Step, is_last: bool) -> AnyView {
    let show = |parts: &[Part]| parts.iter().map(|one| part(scheme, colours, one)).collect_view();
    let (algorithm, key, key_is_base64, message) = match step {
        Step::Joined { target: made, parts } => {
            return view! { <li><span>{target(*made)}</span><code>{show(parts)}</code></li> }.into_any();
        }
        Step::Digest { algorithm, key, key_is_base64, message } => (algorithm, key, *key_is_base64, message),
    };
    let name = if key.is_some() { format!("HMAC-{}", algorithm.name()) } else { algorithm.name().to_owned() };
    let with = if key_is_base64 { t!("credentials-step-key-decoded") } else { t!("credentials-step-key") };
    let key = key.as_ref().map(|key| {
        view! { {with} " " {part(scheme, colours, key)} ", " {t!("credentials-step-message")} " " }
    });
    let (label, head) = if is_last { (t!("credentials-password"), format!("{name}: ")) } else { (name, String::new()) };
    view! { <li><span>{label}</span><code>{head} {key} {show(message)}</code></li> }.into_any()
}

fn part(scheme: &'static Scheme, colours: &BTreeMap<Key, usize>, part: &Part) -> AnyView {
    match part {
        Part::Fixed(text) if text == "\n" => view! { <span class="derive-newline">"⏎"<br/></span> }.into_any(),
        Part::Fixed(text) => outside(text).into_any(),
        Part::Value(key, text) => {
            let class = colours.get(key).map(|colour| format!("derive-{colour}"));
            view! { <span class=class title=words::cloud_field(scheme, *key)>{outside(text)}</span> }.into_any()
        }
        Part::Secret(key, fingerprint) => {
            let (name, print) = (words::cloud_field(scheme, *key), fingerprint.to_string());
            view! { <em>{t!("credentials-step-secret", name = name, fingerprint = print)}</em> }.into_any()
        }
        Part::Digest => view! { <em>{t!("credentials-step-digest")}</em> }.into_any(),
        Part::DigestMiddle => view! { <em>{t!("credentials-step-middle")}</em> }.into_any(),
        Part::Made(made) => view! { <em>{target(*made)}</em> }.into_any(),
    }
}

fn target(target: Target) -> String {
    match target {
        Target::Username => t!("credentials-username"),
        Target::Password => t!("credentials-password"),
        Target::ClientId => t!("credentials-client-id"),
        Target::TextToSign => t!("credentials-step-text"),
        Target::Resource => t!("credentials-step-resource"),
        Target::Hour => t!("credentials-step-hour"),
        Target::Body => t!("credentials-step-body"),
    }
}
