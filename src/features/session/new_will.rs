//! Another will for a client that is connected to its gateway: topic and text, each with a command of its own.

use fibocom_at::commands::Retain;
use fibocom_at::profile::Feature;
use fibocom_at::{ClientIndex, Field as Arg, Qos};
use leptos::prelude::*;

use super::draft::SessionForm;
use super::gateway_draft::{GatewayTask, WillChanged, WillPart};
use super::model::gateway::{will_message, will_topic};
use super::model::typed::TypedWill;
use crate::ui::{
    Binding, Button, Card, Checkbox, Choice, Code, Explanations, Field, FieldKind, Limit, Note, Segmented, TextArea,
    Tone, Touched,
};
use crate::words::Concept;
use crate::{t, words};

#[component]
pub(super) fn NewWill(form: SessionForm, client: ClientIndex) -> impl IntoView {
    let touched = Touched::default();
    view! {
        <Card title=t!("session-new-will", client = client.number())>
            <div class="stack">
                <p class="muted">{t!("session-new-will-hint")}</p>
                <Explanations of=vec![words::concept(Concept::Will)]/>
                <div class="form">
                    <NewTopic form client touched/>
                    <NewMessage form client touched/>
                </div>
                <Changed form client/>
            </div>
        </Card>
    }
}

/// Where the will goes, with its QoS and whether it is retained.
#[component]
fn NewTopic(form: SessionForm, client: ClientIndex, touched: Touched<Arg>) -> impl IntoView {
    let (profile, will) = (form.profile, form.at_gateway().will);
    let limit = Signal::derive(move || Some(Limit::Bytes(profile.get().topic_max)));
    let topic = part(will, touched, Arg::WillTopic, |will| &will.topic, |will| &mut will.topic);
    let qos = Binding::part(will, |will| &will.qos, |will| &mut will.qos);
    let kept = Binding::part(will, |will: &TypedWill| &will.retain, |will| &mut will.retain);
    let retain = Binding::new(Signal::derive(move || kept.get() == Retain::Yes), move |retain| {
        kept.set(if retain { Retain::Yes } else { Retain::No });
    });
    let levels = [Qos::AtMostOnce, Qos::AtLeastOnce, Qos::ExactlyOnce];
    let options: Vec<_> = levels.into_iter().map(|qos| Choice::new(qos, qos.number().to_string())).collect();
    let new = Memo::new(move |_| will.with(|will| will_topic(&profile.get(), client, will).map(|new| new.line)));
    let error =
        move || new.get().err().filter(|_| touched.has(&Arg::WillTopic)).map(|invalid| words::problem(&invalid));
    let change = move || {
        touched.touch(Arg::WillTopic);
        if let Ok(new) = will.with_untracked(|will| will_topic(&profile.get_untracked(), client, will)) {
            form.change_will_topic(client, new);
        }
    };
    view! {
        <div class="span-6">
            <Field label=t!("session-will-topic") value=topic kind=FieldKind::Mono limit placeholder="plant/7/state" error
                disabled_reason=missing(form)/>
        </div>
        <div class="span-3"><Segmented label=t!("session-will-qos") value=qos options/></div>
        <div class="span-3 align-field"><Checkbox label=t!("session-will-retain") value=retain/></div>
        <Send form part=WillPart::Topic text=t!("session-new-will-topic") line=Signal::derive(move || new.get().ok()) on_press=UnsyncCallback::new(move |()| change())/>
    }
}

/// What the will says.
#[component]
fn NewMessage(form: SessionForm, client: ClientIndex, touched: Touched<Arg>) -> impl IntoView {
    let (profile, will) = (form.profile, form.at_gateway().will);
    let limit = Signal::derive(move || Some(Limit::Bytes(profile.get().payload_max)));
    let payload = part(will, touched, Arg::WillPayload, |will| &will.payload, |will| &mut will.payload);
    let new = Memo::new(move |_| will.with(|will| will_message(&profile.get(), client, will).map(|(_, line)| line)));
    let error =
        move || new.get().err().filter(|_| touched.has(&Arg::WillPayload)).map(|invalid| words::problem(&invalid));
    let change = move || {
        touched.touch(Arg::WillPayload);
        if let Ok((update, _)) = will.with_untracked(|will| will_message(&profile.get_untracked(), client, will)) {
            form.change_will_message(client, update);
        }
    };
    view! {
        <TextArea label=t!("session-will-payload") value=payload rows=2 limit hint=t!("session-new-will-payload-hint") error
            disabled_reason=missing(form)/>
        <Send form part=WillPart::Message text=t!("session-new-will-message") line=Signal::derive(move || new.get().ok()) on_press=UnsyncCallback::new(move |()| change())/>
    }
}

/// The button, and the line that it sends.
#[component]
fn Send(
    form: SessionForm,
    part: WillPart,
    text: String,
    line: Signal<Option<String>>,
    on_press: UnsyncCallback<()>,
) -> impl IntoView {
    let busy = move || {
        (form.at_gateway().doing.get() == Some(GatewayTask::Changing(part))).then(|| t!("session-new-will-changing"))
    };
    let line = move || line.get().map(|line| view! { <Code text=line/> });
    view! {
        <div class="bar gateway-send"><Button sends=true disabled_reason=missing(form) busy on_press>{text.clone()}</Button>{line}</div>
    }
}

/// What became of the last change.
#[component]
fn Changed(form: SessionForm, client: ClientIndex) -> impl IntoView {
    let note = move || {
        let WillChanged { part, failed, .. } =
            form.at_gateway().will_changed.get().filter(|change| change.client == client)?;
        let done = match part {
            WillPart::Topic => t!("session-new-will-topic-done"),
            WillPart::Message => t!("session-new-will-message-done"),
        };
        Some(match failed {
            None => view! { <Note tone=Tone::Ok>{done}</Note> },
            Some(said) => {
                let advice = said.advice.map(|advice| view! { <p><b>{advice.title}</b> " " {advice.text}</p> });
                view! { <Note tone=Tone::Bad title=t!("session-new-will-failed")>{said.text} {advice}</Note> }
            }
        })
    };
    view! { <div role="status">{note}</div> }
}

/// Why nothing can be changed on this series.
fn missing(form: SessionForm) -> impl Fn() -> Option<String> + Copy + Send + Sync + 'static {
    move || {
        let missing = form.profile.get().denies(Feature::MqttSnCommands);
        missing.then(|| words::no_sn_commands(&form.profile.get()))
    }
}

/// A text of the will; to change it is to touch it.
fn part(
    will: RwSignal<TypedWill>,
    touched: Touched<Arg>,
    field: Arg,
    read: fn(&TypedWill) -> &String,
    write: fn(&mut TypedWill) -> &mut String,
) -> Binding<String> {
    let part = Binding::part(will, read, write);
    Binding::new(Signal::derive(move || part.get()), move |text| {
        touched.touch(field);
        part.set(text);
    })
}
