//! Who the client is to the broker: user name, password and client id string.

use fibocom_at::Field as Arg;
use fibocom_at::profile::DefaultClientId;
use leptos::prelude::*;

use super::draft::Form;
use super::model::random_client_id;
use crate::t;
use crate::ui::{Button, Card, Field, FieldKind, Icon, Limit};

/// The card.
#[component]
pub(super) fn Identity(form: Form) -> impl IntoView {
    let profile = form.profile;
    let username_limit = Signal::derive(move || Some(Limit::Bytes(profile.get().username_max)));
    let password_limit = Signal::derive(move || Some(Limit::Bytes(profile.get().password_max)));
    let client_id_limit = Signal::derive(move || Some(Limit::Bytes(profile.get().client_id_max)));
    let username = form.text(Arg::Username, |typed| &typed.username, |typed| &mut typed.username);
    let password = form.text(Arg::Password, |typed| &typed.password, |typed| &mut typed.password);
    let client_id = form.text(Arg::ClientId, |typed| &typed.client_id, |typed| &mut typed.client_id);
    let without = move || {
        Some(match profile.get().default_client_id {
            DefaultClientId::Imei => t!("session-client-id-imei"),
            DefaultClientId::ImeiAndClient => t!("session-client-id-imei-and-client"),
        })
    };
    let randomise = move || client_id.set(random_client_id(random()));
    view! {
        <Card title=t!("session-identity")>
            <div class="form">
                <div class="span-6">
                    <Field label=t!("session-username") value=username kind=FieldKind::Mono limit=username_limit
                        hint=t!("session-anonymous-hint") error=form.error(Arg::Username)/>
                </div>
                <div class="span-6">
                    <Field label=t!("session-password") value=password kind=FieldKind::Password limit=password_limit
                        error=form.error(Arg::Password)/>
                </div>
                <div class="span-6">
                    <Field label=t!("session-client-id") value=client_id kind=FieldKind::Mono limit=client_id_limit
                        hint=without error=form.error(Arg::ClientId)/>
                </div>
                <div class="span-4 align-field">
                    <Button icon=Icon::Refresh on_press=randomise>{t!("session-random-id")}</Button>
                </div>
            </div>
        </Card>
    }
}

/// Thirty-two random bits: enough to tell clients apart, and no secret.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a fraction of u32::MAX fits in a u32")]
fn random() -> u32 {
    (js_sys::Math::random() * f64::from(u32::MAX)) as u32
}
