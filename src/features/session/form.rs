//! Where the chosen client connects to, as whom, and for how long.

use fibocom_at::Field as Arg;
use fibocom_at::commands::{CleanSession, Security};
use fibocom_at::profile::Feature;
use leptos::prelude::*;

use super::apart::TakenApart;
use super::asked::place_of;
use super::draft::SessionForm;
use super::identity::Identity;
use super::model::preset::{Connected, Preset};
use super::model::typed::FarEnd;
use super::model::{Readiness, readiness};
use crate::parts::broker_address::{oddity, said_of};
use crate::ui::{Binding, Card, Checkbox, Choice, Field, FieldKind, Limit, Menu, MenuItem, Note, Pill, Select, Tone};
use crate::{t, words};

#[component]
pub(super) fn Broker(form: SessionForm) -> impl IntoView {
    let at_gateway = move || form.far_end.get() == FarEnd::Gateway;
    let title = Signal::derive(move || Some(if at_gateway() { t!("session-gateway") } else { t!("session-broker") }));
    view! {
        <Card title actions=move || view! { <Verified form/> <Presets form/> }>
            <TakenApart form/>
            <Remark form/>
            <div class="form">
                <Place form/>
                <Identity form/>
                <Lasting form/>
            </div>
            <TlsNotReady form/>
        </Card>
    }
}

/// Host, port and encryption.
#[component]
fn Place(form: SessionForm) -> impl IntoView {
    let profile = form.profile;
    let at_gateway = move || form.far_end.get() == FarEnd::Gateway;
    let host_limit = Signal::derive(move || Some(Limit::Chars(profile.get().host_max)));
    let host = form.host();
    let port = form.text(Arg::Port, |typed| &typed.address().port, |typed| &mut typed.address_mut().port);
    let typed = form.typed();
    let security = form.part(|typed| &typed.security, |typed| &mut typed.security);
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
    let host_label = move || if at_gateway() { t!("session-gateway-host") } else { t!("session-host") };
    let host_hint = move || {
        let is_virtual = form.connected_to.get() == Connected::Virtual;
        // The broker inside the page goes by any name; what is no host at all it is not either.
        match oddity(&host.get()).filter(|odd| !is_virtual || odd.is_no_host()) {
            Some(odd) => Some(said_of(odd)),
            None => at_gateway().then(|| t!("session-gateway-host-hint")),
        }
    };
    let host_example =
        move || Some(if at_gateway() { "gateway.example.com".to_owned() } else { "broker.example.com".to_owned() });
    let port_hint = move || at_gateway().then(|| t!("session-gateway-port-hint"));
    let left_host = move |_| {
        form.touch(Arg::Host);
        form.take_apart();
    };
    view! {
        <div class="span-6" id=place_of(Arg::Host) on:focusin=move |_| form.remember_host() on:focusout=left_host>
            <Field label=Signal::derive(host_label) value=host kind=FieldKind::Mono required=true limit=host_limit
                hint=host_hint placeholder=host_example error=form.error(Arg::Host)/>
        </div>
        <div class="span-2" id=place_of(Arg::Port) on:focusout=move |_| form.touch(Arg::Port)>
            <Field label=t!("session-port") value=port kind=FieldKind::Number required=true
                hint=port_hint error=form.error(Arg::Port)/>
        </div>
        <div class="span-4" id=place_of(Arg::Security)>
            <Select label=t!("session-encryption") value=encryption options=kinds
                error=form.error(Arg::Security) disabled_reason=no_tls/>
        </div>
    }
}

/// Keep alive, and what the broker keeps.
#[component]
fn Lasting(form: SessionForm) -> impl IntoView {
    let profile = form.profile;
    let keep_alive = form.text(Arg::KeepAlive, |typed| &typed.keep_alive, |typed| &mut typed.keep_alive);
    let session = form.part(|typed| &typed.clean_session, |typed| &mut typed.clean_session);
    let clean = Binding::new(Signal::derive(move || session.get() == CleanSession::Clean), move |clean| {
        session.set(if clean { CleanSession::Clean } else { CleanSession::Keep });
    });
    let seconds = move || {
        let (min, max) = profile.get().keep_alive;
        Some(t!("session-keep-alive-hint", min = min, max = max))
    };
    let at_gateway = move || form.far_end.get() == FarEnd::Gateway;
    let clean_hint = move || Some(if at_gateway() { t!("session-sn-clean-hint") } else { t!("session-clean-hint") });
    view! {
        <div class="span-4" on:focusout=move |_| form.touch(Arg::KeepAlive)>
            <Field label=t!("session-keep-alive") value=keep_alive kind=FieldKind::Number required=true
                hint=seconds error=form.error(Arg::KeepAlive)/>
        </div>
        <div class="span-8 align-field">
            <Checkbox label=t!("session-clean") value=clean hint=clean_hint/>
        </div>
    }
}

/// Whether the module checks who the broker is, in a word.
#[component]
fn Verified(form: SessionForm) -> impl IntoView {
    let facts = form.workbench.facts();
    let encrypts = encrypts(form);
    let is_unverified =
        Memo::new(move |_| encrypts.get() && facts.with(|facts| readiness(facts) == Some(Readiness::Unverified)));
    view! {
        <Show when=move || is_unverified.get()>
            <Pill tone=Tone::Warn>{t!("session-unverified")}</Pill>
            <a class="button is-quiet" href="#/tls">{t!("session-choose-certificate")}</a>
        </Show>
    }
}

/// Whether the form as it stands connects with TLS.
fn encrypts(form: SessionForm) -> Memo<bool> {
    let typed = form.typed();
    Memo::new(move |_| form.far_end.get() == FarEnd::Broker && typed.with(|typed| typed.security == Security::Tls))
}

/// What the module is not ready for, as far as is known, and where to make it so.
#[component]
fn TlsNotReady(form: SessionForm) -> impl IntoView {
    let facts = form.workbench.facts();
    let encrypts = encrypts(form);
    let note = Memo::new(move |_| facts.with(readiness).filter(|_| encrypts.get()));
    move || {
        let (tone, text) = match note.get()? {
            Readiness::Clock(accuracy, reading) => (Tone::Warn, words::clock_accuracy(accuracy, &reading)),
            Readiness::Unprepared => (Tone::Info, t!("session-tls-unprepared")),
            Readiness::Unverified => (Tone::Warn, t!("session-tls-unverified")),
        };
        Some(view! { <Note tone>{text} " " <a href="#/tls">{t!("session-go-tls")}</a></Note> })
    }
}

/// Brokers and gateways to begin with.
#[component]
fn Presets(form: SessionForm) -> impl IntoView {
    let typed = form.typed();
    let label = |preset: Preset, far_end: FarEnd| match (preset, far_end) {
        (Preset::Own, FarEnd::Broker) => t!("session-preset-own"),
        (Preset::Own, FarEnd::Gateway) => t!("session-preset-own-gateway"),
        (Preset::Public(host), _) => t!("session-preset-public", host = host),
        (Preset::Virtual, FarEnd::Broker) => t!("session-preset-virtual"),
        (Preset::Virtual, FarEnd::Gateway) => t!("session-preset-virtual-gateway"),
    };
    let items = Signal::derive(move || {
        let far_end = form.far_end.get();
        let offered = Preset::offered(form.connected_to.get(), far_end).into_iter();
        offered
            .map(|preset| MenuItem::new(label(preset, far_end), move || typed.update(|typed| preset.fill_in(typed))))
            .collect()
    });
    view! { <Menu label=t!("session-preset") items at_end=true/> }
}

/// What to know of a preset that is filled in, or of a virtual module.
#[component]
fn Remark(form: SessionForm) -> impl IntoView {
    let typed = form.typed();
    let preset = Memo::new(move |_| typed.with(Preset::of));
    move || {
        let (tone, text) = match (preset.get(), form.connected_to.get(), form.far_end.get()) {
            (_, Connected::Virtual, FarEnd::Gateway) => (Tone::Info, t!("session-virtual-gateway-remark")),
            (Preset::Public(_), Connected::Real, _) => (Tone::Warn, t!("session-public-remark")),
            (_, Connected::Virtual, FarEnd::Broker) => (Tone::Info, t!("session-virtual-remark")),
            _ => return None,
        };
        Some(view! { <div class="session-remark"><Note tone>{text}</Note></div> })
    }
}
