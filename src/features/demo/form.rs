//! What a module of one's own needs: the APN and the broker.

use fibocom_at::Field as Place;
use fibocom_at::args::Apn;
use fibocom_at::profile::Feature;
use leptos::prelude::*;

use super::draft::Draft;
use super::model::plan;
use crate::parts::broker_address::{oddity, said_of};
use crate::parts::operators::OPERATORS;
use crate::state::TRIP_TOPIC;
use crate::ui::{Card, Checkbox, Details, Field, FieldKind, Limit, Note, Tone};
use crate::{t, words};

/// The id of the form, for the button in the bar.
pub(super) const FORM: &str = "trip-form";

#[component]
pub(super) fn Form(draft: Draft) -> impl IntoView {
    let profile = draft.workbench.profile();
    let made = Memo::new(move |_| plan(&profile.get(), draft.client().0, &draft.typed()).err().unwrap_or_default());
    let wrong = move |fields: &'static [Place]| {
        move || {
            let shown = draft.touched.get();
            let problem =
                made.with(|made| made.iter().find(|invalid| fields.contains(&invalid.field)).map(words::problem));
            problem.filter(|_| shown)
        }
    };
    let suggestions: Vec<_> = OPERATORS.iter().map(|(_, apn)| (*apn).to_owned()).collect();
    let broker = draft.broker();
    let ends = Memo::new(move |_| draft.client());
    let broker_hint = move || {
        let odd = oddity(&draft.broker_host()).map(said_of);
        Some(odd.unwrap_or_else(|| t!("trip-broker-hint")))
    };
    let no_tls = move || {
        let profile = profile.get();
        (!profile.has(Feature::Tls) && !draft.encrypts.get()).then(|| words::no_tls(&profile))
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        super::bar::begin(draft);
    };
    view! {
        <form id=FORM novalidate on:submit=submit>
            <Card title=t!("trip-form")>
                <div class="stack">
                    <p class="muted">{t!("trip-form-text", topic = TRIP_TOPIC)}</p>
                    {move || {
                        let (client, broker) = ends.get();
                        broker.map(|broker| view! { <Note tone=Tone::Warn>{t!("trip-ends-client", client = client.number(), broker = broker)}</Note> })
                    }}
                    <div class="form">
                        <div class="span-6">
                            <Field label=t!("trip-apn") value=draft.apn kind=FieldKind::Mono hint=t!("trip-apn-hint")
                                suggestions error=wrong(&[Place::Apn]) limit=Limit::Bytes(Apn::MAX)/>
                        </div>
                        <div class="span-6">
                            <div on:focusout=move |_| draft.take_apart()>
                                <Field label=t!("trip-broker") value=broker kind=FieldKind::Mono hint=broker_hint
                                    placeholder=t!("trip-broker-example") required=true error=wrong(&[Place::Host, Place::Port])/>
                            </div>
                        </div>
                    </div>
                    <Checkbox label=t!("trip-tls") value=draft.encrypts hint=t!("trip-tls-hint") disabled_reason=no_tls/>
                    <Show when=move || draft.encrypts.get()>
                        <p class="muted">{t!("trip-tls-text")} " " <a href="#/tls">{t!("session-go-tls")}</a></p>
                    </Show>
                    <Details summary=t!("trip-login")>
                        <div class="form">
                            <div class="span-6">
                                <Field label=t!("trip-user") value=draft.user kind=FieldKind::Mono error=wrong(&[Place::Username])/>
                            </div>
                            <div class="span-6">
                                <Field label=t!("trip-password") value=draft.password kind=FieldKind::Password
                                    error=wrong(&[Place::Password])/>
                            </div>
                        </div>
                    </Details>
                </div>
            </Card>
            // The button stands in the bar: this one lets the Enter key begin.
            <button type="submit" hidden></button>
        </form>
    }
}
