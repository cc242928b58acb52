//! What the broker says when the client vanishes.

use fibocom_at::commands::Retain;
use fibocom_at::profile::Feature;
use fibocom_at::{Field as Arg, Qos};
use leptos::prelude::*;

use super::draft::SessionForm;
use super::model::typed::FarEnd;
use crate::ui::{
    Answers, Binding, Checkbox, CheckboxKind, Choice, Details, Field, FieldKind, Limit, Segmented, TextArea,
};
use crate::words::Concept;
use crate::{t, words};

/// The will, folded; its fields stand there while one is wanted.
#[component]
pub(super) fn TheWill(form: SessionForm) -> impl IntoView {
    let wanted = form.part(|typed| &typed.wants_will, |typed| &mut typed.wants_will);
    let typed = form.typed();
    let value = move || {
        Some(typed.with(|typed| match (typed.wants_will, typed.will.topic.as_str()) {
            (false, _) => t!("session-will-none"),
            (true, "") => t!("session-will-unfinished"),
            (true, topic) => topic.to_owned(),
        }))
    };
    view! {
        <Details summary=t!("session-will") value>
            <div class="stack">
                <Checkbox label=t!("session-will-wanted") value=wanted kind=CheckboxKind::Switch hint=t!("session-will-hint")/>
                <Show when=move || wanted.get()><WillFields form/></Show>
            </div>
        </Details>
    }
}

/// What keep alive, a clean session and a will are.
#[component]
pub(super) fn Notions(form: SessionForm) -> impl IntoView {
    let explained = move || {
        let gateway = (form.far_end.get() == FarEnd::Gateway).then_some(Concept::Gateway);
        let notions = [Concept::KeepAlive, Concept::CleanSession, Concept::Will, Concept::Qos, Concept::Retain];
        view! { <Answers of=gateway.into_iter().chain(notions).map(words::concept).collect()/> }
    };
    view! { <Details summary=t!("session-notions")>{explained}</Details> }
}

#[component]
fn WillFields(form: SessionForm) -> impl IntoView {
    let profile = form.profile;
    let topic_limit = Signal::derive(move || Some(Limit::Bytes(profile.get().topic_max)));
    let payload_limit = Signal::derive(move || Some(Limit::Bytes(profile.get().payload_max)));
    let topic = form.text(Arg::WillTopic, |typed| &typed.will.topic, |typed| &mut typed.will.topic);
    let payload = form.text(Arg::WillPayload, |typed| &typed.will.payload, |typed| &mut typed.will.payload);
    let qos = form.part(|typed| &typed.will.qos, |typed| &mut typed.will.qos);
    let kept = form.part(|typed| &typed.will.retain, |typed| &mut typed.will.retain);
    let retain = Binding::new(Signal::derive(move || kept.get() == Retain::Yes), move |retain| {
        kept.set(if retain { Retain::Yes } else { Retain::No });
    });
    let levels = [Qos::AtMostOnce, Qos::AtLeastOnce, Qos::ExactlyOnce];
    let options: Vec<_> = levels.into_iter().map(|qos| Choice::new(qos, qos.number().to_string())).collect();
    let plain_only = move || {
        let profile = profile.get();
        let lacks = || words::lacking(Feature::WillByLength, &profile);
        (!profile.has(Feature::WillByLength)).then(|| t!("session-will-payload-plain", lacks = lacks()))
    };
    let said = move || {
        let is_withheld = form.is_will_withheld().get() && payload.get().is_empty();
        if is_withheld { Some(t!("payload-not-kept")) } else { plain_only() }
    };
    view! {
        <div class="form">
            <div class="span-6" on:focusout=move |_| form.touch(Arg::WillTopic)>
                <Field label=t!("session-will-topic") value=topic kind=FieldKind::Mono required=true limit=topic_limit
                    placeholder="plant/7/state" error=form.error(Arg::WillTopic)/>
            </div>
            <div class="span-3"><Segmented label=t!("session-will-qos") value=qos options/></div>
            <div class="span-3 align-field"><Checkbox label=t!("session-will-retain") value=retain/></div>
            <TextArea label=t!("session-will-payload") value=payload rows=2 limit=payload_limit
                hint=said error=form.error(Arg::WillPayload)/>
        </div>
    }
}
