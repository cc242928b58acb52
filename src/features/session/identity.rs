//! Who the client is to the other side: user name, password and client id.

use fibocom_at::Field as Arg;
use fibocom_at::profile::{DefaultClientId, Feature, Inference};
use leptos::prelude::*;

use super::asked::place_of;
use super::draft::SessionForm;
use super::model::random_client_id;
use super::model::typed::FarEnd;
use crate::ui::{Binding, Button, Field, FieldKind, Icon, Limit, Note, Tone, Variant};
use crate::{t, words};

#[component]
pub(super) fn Identity(form: SessionForm) -> impl IntoView {
    let profile = form.profile;
    let username_limit = Signal::derive(move || Some(Limit::Bytes(profile.get().username_max)));
    let password_limit = Signal::derive(move || Some(Limit::Bytes(profile.get().password_max)));
    let client_id_limit = Signal::derive(move || {
        let profile = profile.get();
        Some(Limit::Bytes(match form.far_end.get() {
            FarEnd::Broker => profile.client_id_max,
            FarEnd::Gateway => profile.sn_client_id_max,
        }))
    });
    let at_gateway = move || form.far_end.get() == FarEnd::Gateway;
    let no_user = move || at_gateway().then(|| t!("session-sn-no-user"));
    let no_id = move || {
        let missing = at_gateway() && profile.get().denies(Feature::MqttSnCommands);
        missing.then(|| words::no_sn_commands(&profile.get()))
    };
    // What was typed for a broker waits for its client, and does not look as if it went to the gateway.
    let for_broker = move |text: Binding<String>| {
        Binding::new(Signal::derive(move || if at_gateway() { String::new() } else { text.get() }), move |new| {
            text.set(new)
        })
    };
    let username = for_broker(form.text(Arg::Username, |typed| &typed.username, |typed| &mut typed.username));
    let password = for_broker(form.text(Arg::Password, |typed| &typed.password, |typed| &mut typed.password));
    let client_id =
        form.text(Arg::ClientId, |typed| &typed.address().client_id, |typed| &mut typed.address_mut().client_id);
    let settable = Binding::new(
        Signal::derive(move || if no_id().is_some() { String::new() } else { client_id.get() }),
        move |id| client_id.set(id),
    );
    let without = move || {
        Some(match profile.get().default_client_id {
            DefaultClientId::Imei => t!("session-client-id-imei"),
            DefaultClientId::ImeiAndClient => t!("session-client-id-imei-and-client"),
        })
    };
    let escaped = move || {
        let texts = [username.get(), password.get(), settable.get()];
        let is_escaped = texts.iter().any(|text| text.contains(['"', '\\']));
        (is_escaped && profile.get().infers(Inference::Escapes))
            .then(|| view! { <Note tone=Tone::Warn>{words::unsaid(Inference::Escapes)}</Note> })
    };
    let randomise = move || client_id.set(random_client_id(random()));
    view! {
        <div class="span-4" id=place_of(Arg::Username)>
            <Field label=t!("session-username") value=username kind=FieldKind::Mono limit=username_limit
                hint=t!("session-anonymous-hint") disabled_reason=no_user error=form.error(Arg::Username)/>
        </div>
        <div class="span-4" id=place_of(Arg::Password)>
            <Field label=t!("session-password") value=password kind=FieldKind::Password limit=password_limit
                disabled_reason=no_user error=form.error(Arg::Password)/>
        </div>
        <div class="span-4 session-id" id=place_of(Arg::ClientId)>
            <Field label=t!("session-client-id") value=settable kind=FieldKind::Mono limit=client_id_limit
                hint=without disabled_reason=no_id error=form.error(Arg::ClientId)/>
            <Button variant=Variant::Quiet icon=Icon::Refresh disabled_reason=no_id name=t!("session-random-id") on_press=randomise/>
        </div>
        {escaped}
    }
}

/// Thirty-two random bits: enough to tell clients apart, and no secret.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a fraction of u32::MAX fits in a u32")]
fn random() -> u32 {
    (js_sys::Math::random() * f64::from(u32::MAX)) as u32
}
