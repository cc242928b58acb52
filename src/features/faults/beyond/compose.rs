//! The foot of the phone: a message to publish, which the module gets if it has subscribed to it.

use fibocom_at::Field as Arg;
use fibocom_at::args::Topic;
use leptos::{ev::SubmitEvent, html, prelude::*};
use workbench_payload::{Encoding, Way, reading::stray, readings};

use crate::state::{BrokerMessage, Workbench, use_workbench};
use crate::t;
use crate::ui::{
    Button, Checkbox, Choice, Field, FieldKind, Icon, Segmented, Tone, Variant, focus_first_mistake, use_toaster,
};
use crate::words;

/// How the payload is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Typed {
    Text,
    Hex,
}

/// What was typed.
#[derive(Clone, Copy)]
pub(super) struct ComposeDraft {
    topic: RwSignal<String>,
    payload: RwSignal<String>,
    typed: RwSignal<Typed>,
    qos: RwSignal<u8>,
    retain: RwSignal<bool>,
    /// Whether what is wrong is shown.
    touched: RwSignal<bool>,
}

impl ComposeDraft {
    pub(super) fn new() -> Self {
        Self {
            topic: RwSignal::new("demo/command".to_owned()),
            payload: RwSignal::new(String::new()),
            typed: RwSignal::new(Typed::Text),
            qos: RwSignal::new(0),
            retain: RwSignal::new(false),
            touched: RwSignal::new(false),
        }
    }

    fn topic_problem(self, workbench: Workbench) -> Option<String> {
        let checked = self.topic.with(|topic| Topic::parse(&workbench.profile_now(), topic).map(|_| ()));
        checked.err().map(|problem| words::problem(&problem.at(Arg::Topic)))
    }

    fn payload_problem(self) -> Option<String> {
        let typed = self.typed.get();
        self.payload.with(|text| bytes(text, typed)).is_none().then(|| t!("beyond-no-hex"))
    }

    /// What is to be published, if nothing is wrong with it.
    fn message(self, workbench: Workbench) -> Option<BrokerMessage> {
        if self.topic_problem(workbench).is_some() {
            return None;
        }
        let payload = bytes(&self.payload.get(), self.typed.get())?;
        Some(BrokerMessage { topic: self.topic.get(), qos: self.qos.get(), retain: self.retain.get(), payload })
    }
}

/// The bytes that were typed; none, where pairs of digits are wanted and it is something else.
fn bytes(text: &str, typed: Typed) -> Option<Vec<u8>> {
    match typed {
        _ if text.is_empty() => Some(Vec::new()),
        Typed::Text => {
            readings(text, Encoding::Utf8).into_iter().find(|reading| reading.way == Way::Text).map(|found| found.bytes)
        }
        // Nobody is asked here what half a byte means.
        Typed::Hex if stray(text).is_some() => None,
        Typed::Hex => {
            readings(text, Encoding::Utf8).into_iter().find(|reading| reading.way == Way::Hex).map(|found| found.bytes)
        }
    }
}

#[component]
pub(super) fn Compose(draft: ComposeDraft, #[prop(into)] on_sent: UnsyncCallback<()>) -> impl IntoView {
    let workbench = use_workbench();
    let form = NodeRef::<html::Form>::new();
    let toaster = use_toaster();
    let touched = draft.touched;
    let topic_error = move || touched.get().then(|| draft.topic_problem(workbench)).flatten();
    let payload_error = move || touched.get().then(|| draft.payload_problem()).flatten();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match untrack(|| draft.message(workbench)) {
            // A module that has just gone, or has too much to do: what was typed stays.
            Some(message) if !workbench.publish_from_beyond(message.clone()) => {
                toaster.show(Tone::Bad, t!("api-not-virtual"));
            }
            Some(_) => {
                touched.set(false);
                draft.payload.set(String::new());
                on_sent.run(());
            }
            None => {
                touched.set(true);
                focus_first_mistake(form);
            }
        }
    };
    let kinds = Signal::stored(vec![
        Choice::new(Typed::Text, t!("messages-view-text")),
        Choice::new(Typed::Hex, t!("messages-view-hex")),
    ]);
    let levels = Signal::stored([0_u8, 1, 2].map(|qos| Choice::new(qos, t!("beyond-qos", qos = qos))).to_vec());
    view! {
        <form class="phone-compose" novalidate node_ref=form on:submit=submit aria-label=t!("beyond-publish")>
            <div class="no-labels"><Field label=t!("beyond-topic") value=draft.topic kind=FieldKind::Mono error=topic_error placeholder=Some(t!("beyond-topic"))/></div>
            <div class="phone-line no-labels">
                <Field label=t!("beyond-payload") value=draft.payload kind=FieldKind::Mono error=payload_error placeholder=Some(t!("beyond-payload"))/>
                <Button variant=Variant::Default icon=Icon::Send name=t!("beyond-send") submit=true/>
            </div>
            <div class="phone-line">
                <Segmented label=t!("beyond-typed") label_hidden=true value=draft.typed options=kinds/>
                <Segmented label=t!("beyond-level") label_hidden=true value=draft.qos options=levels/>
                <Checkbox label=t!("beyond-retain") value=draft.retain/>
            </div>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_text_or_pairs_of_digits() {
        for (text, typed, expected) in [
            ("", Typed::Hex, Some(vec![])),
            ("hi", Typed::Text, Some(b"hi".to_vec())),
            ("AA 55", Typed::Text, Some(b"AA 55".to_vec())),
            ("AA 55", Typed::Hex, Some(vec![0xAA, 0x55])),
            ("aa55", Typed::Hex, Some(vec![0xAA, 0x55])),
            ("0A", Typed::Hex, Some(vec![0x0A])),
            ("hi", Typed::Hex, None),
            ("A", Typed::Hex, None),
        ] {
            assert_eq!(bytes(text, typed), expected, "{text} {typed:?}");
        }
    }
}
