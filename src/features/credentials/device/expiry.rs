//! How long the credentials are to be good for.

use fibocom_cloud::Key;
use js_sys::Date;
use leptos::prelude::*;

use crate::features::credentials::draft::CredentialsForm;
use crate::features::credentials::model::Lasting;
use crate::ui::{Binding, Choice, Field, FieldKind, Select};
use crate::{t, words};

/// The choice, and a field for a time of one's own.
#[component]
pub(super) fn Expiry(form: CredentialsForm, key: Key, never: u64, label: String, hint: String) -> impl IntoView {
    let lasting = form.lasting(key, never);
    let until = Memo::new(move |_| form.made.with(|made| made.as_ref().and_then(|made| made.expires)));
    let time = move || until.get().map_or_else(|| hint.clone(), words::local_time);
    let options: Vec<_> = Lasting::ALL.into_iter().map(|lasting| Choice::new(lasting, name(lasting))).collect();
    let own = move || (lasting.get() == Lasting::Until).then(|| view! { <Own form key/> });
    view! {
        <div class="span-6">
            <Select label value=lasting options hint=move || Some(time())/>
        </div>
        {own}
    }
}

fn name(lasting: Lasting) -> String {
    match lasting {
        Lasting::Always => t!("credentials-lasting-always"),
        Lasting::For(3_600) => t!("credentials-lasting-hour"),
        Lasting::For(86_400) => t!("credentials-lasting-day"),
        Lasting::For(seconds) if seconds < 365 * 86_400 => t!("credentials-lasting-days", days = seconds / 86_400),
        Lasting::For(_) => t!("credentials-lasting-year"),
        Lasting::Until => t!("credentials-lasting-until"),
    }
}

/// Unix seconds, or a date in this computer's time zone.
#[component]
fn Own(form: CredentialsForm, key: Key) -> impl IntoView {
    let text = form.text(key);
    let value = Binding::new(Signal::derive(move || text.get()), move |typed: String| {
        text.set(seconds(&typed).unwrap_or(typed));
    });
    view! {
        <div class="span-6">
            <Field label=t!("credentials-until") value kind=FieldKind::Mono hint=t!("credentials-until-hint")
                error=form.error(key)/>
        </div>
    }
}

/// The Unix seconds of a date that was typed out; digits stay what they are.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be positive")]
fn seconds(typed: &str) -> Option<String> {
    if typed.len() < "2027-01-31 08:00".len() || !typed.contains('-') {
        return None;
    }
    let millis = Date::parse(&typed.replace(' ', "T"));
    (millis > 0.0).then(|| ((millis / 1000.0) as u64).to_string())
}
