//! The payload, written as text.

use fibocom_at::Field as Arg;
use fibocom_at::commands::{Choice as FormWish, PublishForm};
use leptos::prelude::*;

use super::draft::Form;
use super::text::LineEnds;
use crate::t;
use crate::ui::{Binding, Card, Choice, Meter, Segmented, TextArea, Tone};

/// The card.
#[component]
pub(super) fn PayloadText(form: Form) -> impl IntoView {
    let text = form.text();
    let value = Binding::new(Signal::derive(move || text.get().unwrap_or_default()), move |text: String| {
        form.set_text(&text);
    });
    let not_text = move || text.with(Option::is_none).then(|| t!("publish-not-text"));
    let ends = form.line_ends();
    let ends_options = vec![Choice::new(LineEnds::Lf, "LF"), Choice::new(LineEnds::CrLf, "CR LF")];
    let ends_meaning = move || {
        Some(match ends.get() {
            LineEnds::Lf => t!("publish-ends-lf"),
            LineEnds::CrLf => t!("publish-ends-crlf"),
        })
    };
    let wish = form.part(|message| &message.form, |message| &mut message.form);
    let wishes = vec![
        Choice::new(FormWish::Auto, t!("publish-form-auto")),
        Choice::new(FormWish::Only(PublishForm::Quoted), t!("publish-form-quoted")),
        Choice::new(FormWish::Only(PublishForm::ByLength), t!("publish-form-length")),
    ];
    let wish_meaning = move || {
        Some(match wish.get() {
            FormWish::Auto => t!("publish-form-auto-hint"),
            FormWish::Only(PublishForm::Quoted) => t!("publish-form-quoted-hint"),
            FormWish::Only(PublishForm::ByLength) => t!("publish-form-length-hint"),
        })
    };
    view! {
        <Card title=t!("publish-payload") actions=move || view! { <Fill form/> }>
            <div class="form">
                <TextArea label=t!("publish-payload-text") value rows=6 hint=t!("publish-payload-hint")
                    error=form.error(Arg::Payload) disabled_reason=not_text/>
                <div class="span-6"><Segmented label=t!("publish-form-wish") value=wish options=wishes hint=wish_meaning/></div>
                <div class="span-6"><Segmented label=t!("publish-ends") value=ends options=ends_options hint=ends_meaning/></div>
            </div>
        </Card>
    }
}

/// How many bytes there are, and may be.
#[component]
fn Fill(form: Form) -> impl IntoView {
    let bytes = Memo::new(move |_| form.message().with(|message| message.payload.len()));
    let most = move || form.profile.get().payload_max;
    let tone = Signal::derive(move || if bytes.get() > most() { Tone::Bad } else { Tone::Plain });
    let fraction = Signal::derive(move || share(bytes.get(), most()));
    let text = Signal::derive(move || t!("publish-bytes", bytes = bytes.get(), most = most()));
    view! { <Meter label=t!("publish-payload-size") fraction text tone/> }
}

#[expect(clippy::cast_precision_loss, reason = "a payload is far smaller than what a float counts exactly")]
fn share(bytes: usize, most: usize) -> f64 {
    bytes as f64 / most.max(1) as f64
}
