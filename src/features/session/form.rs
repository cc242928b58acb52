//! Which client connects to which broker, and how.

use fibocom_at::commands::{CleanSession, Security};
use fibocom_at::profile::Feature;
use fibocom_at::{ClientIndex, Field as Arg};
use leptos::prelude::*;

use super::draft::Form;
use super::model::{Connected, Preset, Readiness, readiness};
use crate::ui::{
    Binding, Card, Checkbox, Choice, Explanations, Field, FieldKind, Limit, Note, Segmented, Select, Tone,
};
use crate::words::Concept;
use crate::{t, words};

/// The card.
#[component]
pub(super) fn Broker(form: Form) -> impl IntoView {
    let profile = form.profile;
    let host_limit = Signal::derive(move || Some(Limit::Chars(profile.get().host_max)));
    let host = form.text(Arg::Host, |typed| &typed.host, |typed| &mut typed.host);
    let port = form.text(Arg::Port, |typed| &typed.port, |typed| &mut typed.port);
    let keep_alive = form.text(Arg::KeepAlive, |typed| &typed.keep_alive, |typed| &mut typed.keep_alive);
    let session = form.part(|typed| &typed.clean_session, |typed| &mut typed.clean_session);
    let clean = Binding::new(Signal::derive(move || session.get() == CleanSession::Clean), move |clean| {
        session.set(if clean { CleanSession::Clean } else { CleanSession::Keep });
    });
    let seconds = move || {
        let (min, max) = profile.get().keep_alive;
        Some(t!("session-keep-alive-hint", min = min, max = max))
    };
    let typed = form.typed();
    let security = form.part(|typed| &typed.security, |typed| &mut typed.security);
    let encryption = Binding::new(Signal::derive(move || security.get()), move |security| {
        typed.update(|typed| typed.encrypt(security));
        form.touch(Arg::Security);
    });
    let kinds = Signal::derive(move || {
        let missing = (!profile.get().has(Feature::Tls)).then(|| t!("session-tls-not-here"));
        vec![
            Choice::new(Security::Plain, t!("session-plain")),
            Choice::new(Security::Tls, t!("session-tls")).unless(missing),
        ]
    });
    // What was chosen for another series can be taken back.
    let no_tls = move || {
        let missing = !profile.get().has(Feature::Tls) && security.get() == Security::Plain;
        missing.then(|| words::no_tls(&profile.get()))
    };
    view! {
        <Card title=t!("session-broker")>
            <div class="form">
                <div class="span-4"><ClientChoice form/></div>
                <div class="span-8"><PresetChoice form/></div>
                <div class="span-5" on:focusout=move |_| form.touch(Arg::Host)>
                    <Field label=t!("session-host") value=host kind=FieldKind::Mono required=true limit=host_limit
                        placeholder="broker.example.com" error=form.error(Arg::Host)/>
                </div>
                <div class="span-2" on:focusout=move |_| form.touch(Arg::Port)>
                    <Field label=t!("session-port") value=port kind=FieldKind::Number required=true
                        hint=t!("session-port-hint") error=form.error(Arg::Port)/>
                </div>
                <div class="span-5">
                    <Select label=t!("session-encryption") value=encryption options=kinds
                        error=form.error(Arg::Security) disabled_reason=no_tls/>
                </div>
                <div class="span-3" on:focusout=move |_| form.touch(Arg::KeepAlive)>
                    <Field label=t!("session-keep-alive") value=keep_alive kind=FieldKind::Number required=true
                        hint=seconds error=form.error(Arg::KeepAlive)/>
                </div>
                <div class="span-8 align-field">
                    <Checkbox label=t!("session-clean") value=clean hint=t!("session-clean-hint")/>
                </div>
                <Explanations of=[Concept::KeepAlive, Concept::CleanSession].map(words::concept).to_vec()/>
                <Show when=move || security.get() == Security::Tls><ReadyForTls form/></Show>
            </div>
        </Card>
    }
}

/// Whether the module is ready for TLS, as far as is known, and where to make it so.
#[component]
fn ReadyForTls(form: Form) -> impl IntoView {
    let facts = form.workbench.facts();
    let note = Memo::new(move |_| facts.with(readiness));
    move || {
        let (tone, text) = match note.get()? {
            Readiness::Clock(standing, reading) => (Tone::Warn, words::clock_standing(standing, &reading)),
            Readiness::Unprepared => (Tone::Info, t!("session-tls-unprepared")),
            Readiness::Unverified => (Tone::Warn, t!("session-tls-unverified")),
        };
        Some(view! { <Note tone>{text} " " <a href="#/tls">{t!("session-go-tls")}</a></Note> })
    }
}

/// All clients. Those of MQTT-SN are shown, and cannot be chosen; the hint says why.
#[component]
fn ClientChoice(form: Form) -> impl IntoView {
    let typed = form.part(|typed| &typed.client, |typed| &mut typed.client);
    let profile = form.profile;
    let options = Signal::derive(move || {
        let choice = |client: ClientIndex| {
            let reason = match client.is_sn() {
                true if profile.get().has(Feature::MqttSn) => Some(t!("session-sn-missing")),
                true => Some(words::no_sn(&profile.get())),
                false => None,
            };
            Choice::new(u32::from(client.number()), client.to_string()).unless(reason)
        };
        ClientIndex::ALL.into_iter().map(choice).collect()
    });
    let hint = move || {
        let here = profile.get().has(Feature::MqttSn);
        Some(if here { t!("session-sn-hint") } else { words::no_sn(&profile.get()) })
    };
    let error = form.error(Arg::Client);
    view! {
        <Segmented label=t!("session-client") value=typed options hint/>
        {move || error.get().map(|text| view! { <div class="field-error">{text}</div> })}
    }
}

/// Brokers to begin with.
#[component]
fn PresetChoice(form: Form) -> impl IntoView {
    let (typed, facts) = (form.typed(), form.workbench.facts());
    let connected = Memo::new(move |_| {
        let is_virtual = facts.with(|facts| facts.module.as_ref().is_some_and(|module| module.is_virtual));
        if is_virtual { Connected::Virtual } else { Connected::Real }
    });
    // The broker inside the page is not offered without a virtual module; what was typed stays.
    let preset = Memo::new(move |_| {
        let preset = typed.with(Preset::of);
        if Preset::offered(connected.get()).contains(&preset) { preset } else { Preset::Own }
    });
    let chosen = Binding::new(preset, move |preset: Preset| typed.update(|typed| preset.fill_in(typed)));
    let label = |preset: Preset| match preset {
        Preset::Own => t!("session-preset-own"),
        Preset::Public(host) => t!("session-preset-public", host = host),
        Preset::Virtual => t!("session-preset-virtual"),
    };
    let options = Signal::derive(move || {
        Preset::offered(connected.get()).into_iter().map(|preset| Choice::new(preset, label(preset))).collect()
    });
    let remark = move || match (preset.get(), connected.get()) {
        (_, Connected::Virtual) => Some((Tone::Info, t!("session-virtual-remark"))),
        (Preset::Public(_), Connected::Real) => Some((Tone::Warn, t!("session-public-remark"))),
        _ => None,
    };
    view! {
        <div class="stack">
            <Select label=t!("session-preset") value=chosen options/>
            {move || remark().map(|(tone, text)| view! { <Note tone>{text}</Note> })}
        </div>
    }
}
