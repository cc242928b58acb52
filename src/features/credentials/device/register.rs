//! Registers a device that has no secret of its own yet: what the cloud is asked, the command that asks, and what it gave.

use fibocom_at::codes::CloudEncryption;
use fibocom_at::commands::{CloudRegistered, CloudRegistration};
use fibocom_at::profile::Feature;
use fibocom_at::{Failure, Request, secrets};
use fibocom_cloud::{Entry, Invalid, Key, Kind, Need, Registration, Secret, Step, Values, Way, register};
use leptos::prelude::*;

use crate::features::credentials::draft::{CredentialsForm, Registered};
use crate::features::credentials::login::Derivation;
use crate::features::credentials::model::{registration_keys, registration_way, typed_values};
use crate::state::{WorkError, given, registration_command};
use crate::ui::{
    Binding, Button, Card, Choice, CopyButton, Details, Field, FieldKind, Icon, Note, Segmented, Tone, Variant, go_on,
    outside,
};
use crate::{t, words};

/// The card, for clouds that register devices.
#[component]
pub(in crate::features::credentials) fn Register(form: CredentialsForm) -> impl IntoView {
    let way = Memo::new(move |_| registration_way(form.scheme.get()));
    move || {
        way.get().map(|way| {
            view! {
                <div id="credentials-register">
                    <Card><Details summary=t!("credentials-register")><Path form way/></Details></Card>
                </div>
            }
        })
    }
}

/// From the product's secret to the device's.
#[component]
fn Path(form: CredentialsForm, way: &'static Way) -> impl IntoView {
    let values = Memo::new(move |_| {
        let own = form.registering().with(|all| all.get(way.id).map(typed_values).unwrap_or_default());
        form.values.with(|values| values.clone().overridden_by(&own))
    });
    let command = Memo::new(move |_| values.with(|values| registration_command(way, values, &form.moment())));
    let fields = registration_keys(way).iter().filter_map(|key| way.entries.iter().find(|entry| entry.key == *key));
    let fields = fields.map(|entry| field(form, way, entry, command)).collect_view();
    view! {
        <p class="muted small credentials-about">{t!(&format!("credentials-register-{}", way.number))}</p>
        <div class="form">{fields}</div>
        <Asked form way values/>
        <Send form command/>
        <div role="status" class="credential-outcome">{move || outcome(form)}</div>
    }
}

/// A value of the device has the same field as above; what is for registering alone is kept apart.
fn field(
    form: CredentialsForm,
    way: &'static Way,
    entry: &'static Entry,
    command: Memo<Result<CloudRegistration, Invalid>>,
) -> impl IntoView {
    let key = entry.key;
    let scheme = form.scheme.get_untracked();
    let (label, hint) = (words::cloud_field(scheme, key), words::cloud_hint(scheme, key));
    let text = if scheme.entry(key).is_some() { form.text(key) } else { own(form, way, key) };
    if let Kind::Choice(all) = entry.kind {
        let first = all.first().copied().unwrap_or_default();
        let shown = Signal::derive(move || {
            let typed = text.get();
            all.iter().copied().find(|value| *value == typed).unwrap_or(first)
        });
        let chosen = Binding::new(shown, move |value: &'static str| text.set(value.to_owned()));
        let options: Vec<_> = all.iter().map(|value| Choice::new(*value, super::option(key, value))).collect();
        return view! { <div class="span-6"><Segmented label value=chosen options hint/></div> }.into_any();
    }
    let kind = match (key.is_secret(), entry.kind) {
        (true, _) => FieldKind::Password,
        (false, Kind::Digits) => FieldKind::Number,
        (false, _) => FieldKind::Mono,
    };
    let name = label.clone();
    let error = move || {
        // What is missing is told beside the button: an empty field is no mistake yet.
        let typed = !text.get().is_empty();
        let wrong = command.with(|command| command.as_ref().err().copied()).filter(|wrong| wrong.key == key && typed);
        wrong.map(|wrong| words::cloud_problem(&wrong, &name))
    };
    let required = entry.need == Need::Required && key != Key::DeviceIdChoice;
    view! { <div class="span-6"><Field label value=text kind required hint error/></div> }.into_any()
}

fn own(form: CredentialsForm, way: &'static Way, key: Key) -> Binding<String> {
    let all = form.registering();
    let shown = Memo::new(move |_| {
        all.with(|all| all.get(way.id).and_then(|values| values.get(key)).map(str::to_owned).unwrap_or_default())
    });
    Binding::new(shown, move |text: String| all.update(|all| all.entry(way.id).or_default().set(key, &text)))
}

/// What the cloud is asked, and how its signature is made.
#[component]
fn Asked(form: CredentialsForm, way: &'static Way, values: Memo<Values>) -> impl IntoView {
    let made = Memo::new(move |_| values.with(|values| register(way, values, &form.moment()).ok()));
    let rows = move || made.with(|made| made.as_ref().map(rows)).unwrap_or_default();
    let rows = move || {
        let row =
            |(name, text): (String, String)| view! { <div><dt>{name}</dt><dd><code>{outside(text)}</code></dd></div> };
        rows().into_iter().map(row).collect_view()
    };
    let steps = Signal::derive(move || made.with(|made| made.as_ref().map(steps)).unwrap_or_default());
    view! {
        <Show when=move || made.with(Option::is_some)>
            <Details summary=t!("credentials-register-asked")>
                <dl class="register-asked">{rows}</dl>
                <Derivation form steps/>
            </Details>
        </Show>
    }
}

fn rows(made: &Registration) -> Vec<(String, String)> {
    match made {
        Registration::Login(login) => {
            let place =
                login.endpoint.as_ref().and_then(|endpoint| Some(format!("{}:{}", endpoint.host, endpoint.port()?)));
            let some = [
                (t!("credentials-register-place"), place.unwrap_or_default()),
                (t!("credentials-username"), login.username.clone()),
                (t!("credentials-client-id"), login.client_id.clone()),
                (t!("credentials-register-reply"), login.reply_topic.clone()),
            ];
            some.into_iter().filter(|(_, text)| !text.is_empty()).collect()
        }
        Registration::Request(request) => {
            vec![
                (t!("credentials-register-place"), format!("POST {}", request.url)),
                (t!("credentials-step-body"), request.body.clone()),
            ]
        }
        Registration::Answer(_) => Vec::new(),
    }
}

fn steps(made: &Registration) -> Vec<Step> {
    match made {
        Registration::Login(login) => login.steps.clone(),
        Registration::Request(request) => request.steps.clone(),
        Registration::Answer(_) => Vec::new(),
    }
}

/// The command, and the button that sends it.
#[component]
fn Send(form: CredentialsForm, command: Memo<Result<CloudRegistration, Invalid>>) -> impl IntoView {
    let connected = form.workbench.is_connected();
    let registered = form.registered();
    let line = move || {
        let line = command.with(|command| command.as_ref().ok().map(|command| Request::of(command).line))?;
        let text = String::from_utf8_lossy(&secrets::masked(&line)).trim_end().to_owned();
        Some(view! {
            <ol class="will-send">
                <li class="is-out"><code>{outside(text)}</code><span class="end-of-line" aria-hidden="true">"⏎"</span></li>
            </ol>
        })
    };
    let reason = move || {
        let wrong = command.with(|command| command.as_ref().err().copied());
        let name = |key| words::cloud_field(form.scheme.get(), key);
        if !connected.get() {
            Some(t!("credentials-ask-connect"))
        } else if !form.profile.get().has(Feature::CloudAuth) {
            Some(t!("credentials-register-series", lacks = words::lacking(Feature::CloudAuth, &form.profile.get())))
        } else {
            wrong.map(|wrong| words::cloud_problem(&wrong, &name(wrong.key)))
        }
    };
    let send = move || {
        let Ok(command) = command.get_untracked() else { return };
        registered.set(Registered::Running);
        go_on(async move {
            registered.set(match form.workbench.register_device(command).await {
                Ok(answer) => Registered::Answered(answer),
                Err(error) => Registered::Failed(error),
            });
        });
    };
    let busy = move || registered.with(|now| matches!(now, Registered::Running)).then(|| t!("credentials-registering"));
    view! {
        <div class="credential-lines">{line}</div>
        <div class="bar credential-use">
            <Button sends=true icon=Icon::Send busy disabled_reason=reason on_press=send>{t!("credentials-register-send")}</Button>
            <span class="muted small grow">{move || reason().unwrap_or_else(|| t!("credentials-register-hint"))}</span>
        </div>
    }
}

fn outcome(form: CredentialsForm) -> AnyView {
    match form.registered().get() {
        Registered::None | Registered::Running => ().into_any(),
        // Whatever number the module has for it: it is the cloud that says no.
        Registered::Failed(WorkError::Command(Failure::Rejected(_))) => refused(),
        Registered::Failed(error) => {
            let said = words::work_error(&error);
            let advice = said.advice.map(|advice| view! { <p><b>{advice.title}</b> " " {advice.text}</p> });
            view! { <Note tone=Tone::Bad title=t!("credentials-register-failed")>{said.text} {advice}</Note> }
                .into_any()
        }
        Registered::Answered(answer) => answered(form, &answer),
    }
}

fn refused() -> AnyView {
    let text = t!("cloud-register-refused");
    view! { <Note tone=Tone::Bad title=t!("credentials-register-failed")>{text}</Note> }.into_any()
}

fn answered(form: CredentialsForm, answer: &CloudRegistered) -> AnyView {
    if let CloudRegistered::Tencent { encryption: CloudEncryption::Certificate, .. } = answer {
        let text = t!("credentials-register-certificate");
        return view! { <Note tone=Tone::Info title=t!("credentials-registered")>{text}</Note> }.into_any();
    }
    let Some(values) = given(answer) else { return refused() };
    let scheme = form.scheme.get();
    let secrets: Vec<_> = values
        .iter()
        .filter(|(key, _)| key.is_secret())
        .map(|(key, text)| {
            let (name, copied) = (words::cloud_field(scheme, key), text.to_owned());
            let print = Secret::new(text).fingerprint().to_string();
            view! {
                <div class="bar">
                    <span class="grow">{t!("credentials-registered-value", name = name, bytes = text.len(), fingerprint = print)}</span>
                    <CopyButton text=Signal::stored(copied)/>
                </div>
            }
        })
        .collect();
    if secrets.is_empty() {
        let text = t!("credentials-registered-empty");
        return view! { <Note tone=Tone::Warn title=t!("credentials-registered")>{text}</Note> }.into_any();
    }
    let is_in = {
        let values = values.clone();
        Memo::new(move |_| form.values.with(|typed| values.iter().all(|(key, text)| typed.get(key) == Some(text))))
    };
    let label = move || if is_in.get() { t!("credentials-registered-in") } else { t!("credentials-registered-fill") };
    let reason = move || is_in.get().then(|| t!("credentials-registered-in"));
    let fill = move || form.fill(form.scheme.get_untracked(), &values);
    view! {
        <Note tone=Tone::Ok title=t!("credentials-registered")>
            {t!("credentials-registered-text")}
            {secrets}
            <div class="bar">
                <Button variant=Variant::Primary icon=Icon::Check disabled_reason=reason on_press=fill>{label}</Button>
            </div>
        </Note>
    }
    .into_any()
}
