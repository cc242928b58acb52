//! Which client connects to which broker or gateway, and how.

use fibocom_at::commands::{CleanSession, Security};
use fibocom_at::profile::Feature;
use fibocom_at::{ClientIndex, Field as Arg};
use leptos::prelude::*;

use super::draft::SessionForm;
use super::model::preset::{Connected, Preset};
use super::model::typed::FarEnd;
use super::model::{Readiness, readiness};
use crate::ui::{
    Binding, Card, Checkbox, Choice, Explanations, Field, FieldKind, Limit, Note, Segmented, Select, Tone,
};
use crate::words::Concept;
use crate::{t, words};

#[component]
pub(super) fn Broker(form: SessionForm) -> impl IntoView {
    let profile = form.profile;
    let host_limit = Signal::derive(move || Some(Limit::Chars(profile.get().host_max)));
    let host = form.text(Arg::Host, |typed| &typed.address().host, |typed| &mut typed.address_mut().host);
    let port = form.text(Arg::Port, |typed| &typed.address().port, |typed| &mut typed.address_mut().port);
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
    let at_gateway = move || form.far_end.get() == FarEnd::Gateway;
    let effective = move || if at_gateway() { Security::Plain } else { security.get() };
    let encryption = Binding::new(Signal::derive(effective), move |security| {
        typed.update(|typed| typed.encrypt(security));
        form.touch(Arg::Security);
    });
    let kinds = Signal::derive(move || {
        let missing = (!profile.get().has(Feature::Tls)).then(|| t!("session-tls-not-here"));
        let plain = if at_gateway() { t!("session-sn-plain") } else { t!("session-plain") };
        vec![Choice::new(Security::Plain, plain), Choice::new(Security::Tls, t!("session-tls")).unless(missing)]
    });
    let no_tls = move || {
        if at_gateway() {
            return Some(t!("session-sn-no-tls"));
        }
        // What was chosen for another series can be taken back.
        let missing = !profile.get().has(Feature::Tls) && security.get() == Security::Plain;
        missing.then(|| words::no_tls(&profile.get()))
    };
    let explained = move || {
        let gateway = at_gateway().then_some(Concept::Gateway);
        let concepts = gateway.into_iter().chain([Concept::KeepAlive, Concept::CleanSession]);
        view! { <Explanations of=concepts.map(words::concept).collect()/> }
    };
    let title = move || if at_gateway() { t!("session-gateway") } else { t!("session-broker") };
    let host_label = move || if at_gateway() { t!("session-gateway-host") } else { t!("session-host") };
    let host_hint = move || at_gateway().then(|| t!("session-gateway-host-hint"));
    let host_example =
        move || Some(if at_gateway() { "gateway.example.com".to_owned() } else { "broker.example.com".to_owned() });
    let port_hint = move || Some(if at_gateway() { t!("session-gateway-port-hint") } else { t!("session-port-hint") });
    let clean_hint = move || Some(if at_gateway() { t!("session-sn-clean-hint") } else { t!("session-clean-hint") });
    view! {
        <Card title=Signal::derive(move || Some(title()))>
            <div class="form">
                <div class="span-4"><ClientChoice form/></div>
                <div class="span-8"><PresetChoice form/></div>
                <div class="span-5" on:focusout=move |_| form.touch(Arg::Host)>
                    <Field label=Signal::derive(host_label) value=host kind=FieldKind::Mono required=true limit=host_limit
                        hint=host_hint placeholder=host_example error=form.error(Arg::Host)/>
                </div>
                <div class="span-2" on:focusout=move |_| form.touch(Arg::Port)>
                    <Field label=t!("session-port") value=port kind=FieldKind::Number required=true
                        hint=port_hint error=form.error(Arg::Port)/>
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
                    <Checkbox label=t!("session-clean") value=clean hint=clean_hint/>
                </div>
                {explained}
                <Show when=move || effective() == Security::Tls><ReadyForTls form/></Show>
            </div>
        </Card>
    }
}

/// Whether the module is ready for TLS, as far as is known, and where to make it so.
#[component]
fn ReadyForTls(form: SessionForm) -> impl IntoView {
    let facts = form.workbench.facts();
    let note = Memo::new(move |_| facts.with(readiness));
    move || {
        let (tone, text) = match note.get()? {
            Readiness::Clock(accuracy, reading) => (Tone::Warn, words::clock_accuracy(accuracy, &reading)),
            Readiness::Unprepared => (Tone::Info, t!("session-tls-unprepared")),
            Readiness::Unverified => (Tone::Warn, t!("session-tls-unverified")),
        };
        Some(view! { <Note tone>{text} " " <a href="#/tls">{t!("session-go-tls")}</a></Note> })
    }
}

/// All clients. Those that the series lacks are shown, and cannot be chosen; the hint says why.
#[component]
fn ClientChoice(form: SessionForm) -> impl IntoView {
    let typed = form.part(|typed| &typed.client, |typed| &mut typed.client);
    let profile = form.profile;
    let options = Signal::derive(move || {
        let choice = |client: ClientIndex| {
            let reason = client.is_sn() && profile.get().denies(Feature::MqttSn);
            let reason = reason.then(|| words::no_sn(&profile.get()));
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
fn PresetChoice(form: SessionForm) -> impl IntoView {
    let (typed, facts) = (form.typed(), form.workbench.facts());
    let connected = Memo::new(move |_| {
        let is_virtual = facts.with(|facts| facts.module.as_ref().is_some_and(|module| module.is_virtual));
        if is_virtual { Connected::Virtual } else { Connected::Real }
    });
    // The broker inside the page is not offered without a virtual module; what was typed stays.
    let preset = Memo::new(move |_| {
        let preset = typed.with(Preset::of);
        if Preset::offered(connected.get(), form.far_end.get()).contains(&preset) { preset } else { Preset::Own }
    });
    let chosen = Binding::new(preset, move |preset: Preset| typed.update(|typed| preset.fill_in(typed)));
    let label = |preset: Preset, far_end: FarEnd| match (preset, far_end) {
        (Preset::Own, FarEnd::Broker) => t!("session-preset-own"),
        (Preset::Own, FarEnd::Gateway) => t!("session-preset-own-gateway"),
        (Preset::Public(host), _) => t!("session-preset-public", host = host),
        (Preset::Virtual, FarEnd::Broker) => t!("session-preset-virtual"),
        (Preset::Virtual, FarEnd::Gateway) => t!("session-preset-virtual-gateway"),
    };
    let options = Signal::derive(move || {
        let far_end = form.far_end.get();
        let offered = Preset::offered(connected.get(), far_end).into_iter();
        offered.map(|preset| Choice::new(preset, label(preset, far_end))).collect()
    });
    let remark = move || match (preset.get(), connected.get()) {
        (_, Connected::Virtual) if form.far_end.get() == FarEnd::Gateway => {
            Some((Tone::Info, t!("session-virtual-gateway-remark")))
        }
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
