//! The fields of the chosen scheme, in the cloud's own words, each with where to find its value.

mod expiry;
mod paste;
mod pretend;
mod register;
mod saved;
mod sim_number;

pub(super) use register::Register;
pub(super) use saved::Saved;

use fibocom_cloud::{Entry, Key, Kind, Need, Remark, Scheme};
use leptos::prelude::*;

use self::expiry::Expiry;
use self::paste::{Paste, pasted};
use self::pretend::Pretend;
use self::sim_number::SimNumber;
use crate::features::credentials::draft::CredentialsForm;
use crate::ui::{Binding, Card, Choice, Details, Field, FieldKind, Glyph, Icon, Limit, Segmented, Select};
use crate::{i18n, t, words};

/// The most choices that are shown side by side.
const SIDE_BY_SIDE: usize = 3;

#[component]
pub(super) fn Device(form: CredentialsForm) -> impl IntoView {
    let fields = move || {
        let scheme = form.scheme.get();
        let some = |wanted: fn(Need) -> bool| {
            scheme.entries.iter().filter(move |entry| wanted(entry.need)).map(move |entry| field(form, scheme, entry))
        };
        let usual = some(|need| need != Need::Advanced).collect_view();
        let advanced: Vec<_> = some(|need| need == Need::Advanced).collect();
        let advanced = (!advanced.is_empty()).then(|| {
            view! { <Details summary=t!("credentials-advanced")><div class="form">{advanced}</div></Details> }
        });
        view! { <div class="form">{usual}</div> {advanced} }
    };
    view! {
        <div on:paste=move |event| pasted(form, &event)>
            <Card title=t!("credentials-device")>
                <Pretend form/>
                <Paste form/>
                {fields}
            </Card>
        </div>
    }
}

fn field(form: CredentialsForm, scheme: &'static Scheme, entry: &'static Entry) -> AnyView {
    let (label, hint) = (words::cloud_field(scheme, entry.key), words::cloud_hint(scheme, entry.key));
    match entry.kind {
        Kind::Choice(all) => view! { <OneOf form key=entry.key all label hint/> }.into_any(),
        Kind::Expiry { never } => view! { <Expiry form key=entry.key never label hint/> }.into_any(),
        Kind::Text | Kind::Base64 | Kind::Digits => view! { <Typed form entry label hint/> }.into_any(),
    }
}

#[component]
fn Typed(form: CredentialsForm, entry: &'static Entry, label: String, hint: String) -> impl IntoView {
    let key = entry.key;
    let kind = match (key.is_secret(), entry.kind) {
        (true, _) => FieldKind::Password,
        (false, Kind::Digits) => FieldKind::Number,
        (false, _) => FieldKind::Mono,
    };
    let limit = (entry.need == Need::Required).then_some(Limit::Bytes(entry.max));
    let remark = form.remark(key);
    let odd = move || {
        let text = match remark.get()? {
            Remark::Swapped(other) => {
                t!("credentials-odd-swapped", other = words::cloud_field(form.scheme.get(), other))
            }
            Remark::UnusualLength { bytes, usual } => t!("credentials-odd-length", bytes = bytes, usual = usual),
        };
        Some(view! { <p class="field-odd"><Glyph icon=Icon::Warning/>{text}</p> })
    };
    let required = entry.need == Need::Required;
    view! {
        <div class="span-6" on:focusout=move |_| form.touch(key)>
            <Field label value=form.text(key) kind required limit=Signal::stored(limit) hint error=form.error(key)/>
            {odd}
            {(key == Key::DeviceIdChoice).then(|| view! { <SimNumber form/> })}
        </div>
    }
}

#[component]
fn OneOf(form: CredentialsForm, key: Key, all: &'static [&'static str], label: String, hint: String) -> impl IntoView {
    let text = form.text(key);
    let first = all.first().copied().unwrap_or_default();
    let shown = Signal::derive(move || {
        let typed = text.get();
        all.iter().copied().find(|value| *value == typed).unwrap_or(first)
    });
    let chosen = Binding::new(shown, move |value: &'static str| text.set(value.to_owned()));
    let options: Vec<_> = all.iter().map(|value| Choice::new(*value, option(key, value))).collect();
    if all.len() <= SIDE_BY_SIDE {
        view! { <div class="span-6"><Segmented label value=chosen options hint/></div> }.into_any()
    } else {
        view! { <div class="span-6"><Select label value=chosen options hint/></div> }.into_any()
    }
}

/// What a choice is called: in words where there are some, otherwise as the cloud writes it.
pub(super) fn option(key: Key, value: &str) -> String {
    let name = format!("{}-{}", key.name(), if value.is_empty() { "auto" } else { value });
    if i18n::has(&format!("credentials-option-{name}")) {
        t!(&format!("credentials-option-{}", name))
    } else {
        value.to_owned()
    }
}
