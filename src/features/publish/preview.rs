//! What will be sent and why in this form, line by line, folded until somebody looks.

use fibocom_at::Invalid;
use fibocom_at::commands::{Choice as FormWish, FormChoice, PublishForm};
use leptos::prelude::*;

use super::draft::MessageForm;
use super::model::{ByteKind, Sequence};
use crate::ui::{Choice, Details, HexView, Mistakes, Segmented, outside};
use crate::{t, words};

#[component]
pub(super) fn WillBeSent(form: MessageForm) -> impl IntoView {
    let valid = Memo::new(move |_| form.command.with(Result::is_ok));
    let sequence = Memo::new(move |_| form.command.with(|command| command.as_ref().map(Sequence::of).ok()));
    let wrong = Memo::new(move |_| {
        form.command.with(|command| {
            let texts = |wrong: &Vec<Invalid>| wrong.iter().map(words::problem).collect::<Vec<_>>();
            command.as_ref().err().map(texts).unwrap_or_default()
        })
    });
    let why = move || form.command.with(|command| command.as_ref().ok().map(|command| reason(command.choice())));
    let value = move || {
        Some(match form.command.with(|command| command.as_ref().map(|command| command.choice().form()).ok()) {
            Some(PublishForm::Quoted) => t!("publish-row-quoted"),
            Some(PublishForm::ByLength) => t!("publish-row-length"),
            None => t!("publish-nothing-yet"),
        })
    };
    view! {
        <Details summary=t!("publish-sending") value>
            <div class="stack">
                <Show when=move || valid.get() fallback=move || view! { <Mistakes title=t!("publish-missing") texts=wrong.get()/> }>
                    <WireSequence sequence=Signal::derive(move || sequence.get().unwrap_or_default())/>
                    <p class="muted small">{why}</p>
                </Show>
                <Wish form/>
            </div>
        </Details>
    }
}

/// Line by line: what goes out, and what is waited for.
#[component]
fn WireSequence(sequence: Signal<Sequence>) -> impl IntoView {
    let line = move || sequence.with(|sequence| outside(&sequence.line));
    let has_data = Memo::new(move |_| sequence.with(|sequence| sequence.data.is_some()));
    let data = Signal::derive(move || sequence.with(|sequence| sequence.data.clone().unwrap_or_default()));
    let size = move || t!("publish-raw-bytes", bytes = data.with(Vec::len));
    let prompt = move || t!("publish-wait-prompt", seconds = sequence.with(|sequence| sequence.prompt_seconds));
    let end = move || {
        sequence.with(|sequence| {
            let (line, seconds) = (sequence.status.clone(), sequence.seconds);
            if sequence.required {
                t!("publish-wait-confirmed", line = line, seconds = seconds)
            } else {
                t!("publish-wait-unconfirmed", line = line, seconds = seconds)
            }
        })
    };
    view! {
        <ol class="will-send">
            <li class="is-out"><code>{line}</code><span class="end-of-line" aria-hidden="true">"⏎"</span></li>
            <Show when=move || has_data.get()>
                <li class="is-in">{prompt}</li>
                <li class="is-out"><span class="waits">{size}</span><HexView label=t!("publish-bytes-label") bytes=data max_rows=6/></li>
            </Show>
            <li class="is-in">{end}</li>
        </ol>
    }
}

/// How it is to travel.
#[component]
fn Wish(form: MessageForm) -> impl IntoView {
    let wish = form.part(|message| &message.form, |message| &mut message.form);
    let wishes = vec![
        Choice::new(FormWish::Auto, t!("publish-form-auto")),
        Choice::new(FormWish::Only(PublishForm::Quoted), t!("publish-form-quoted")),
        Choice::new(FormWish::Only(PublishForm::ByLength), t!("publish-form-length")),
    ];
    let meaning = move || {
        Some(match wish.get() {
            FormWish::Auto => t!("publish-form-auto-hint"),
            FormWish::Only(PublishForm::Quoted) => t!("publish-form-quoted-hint"),
            FormWish::Only(PublishForm::ByLength) => t!("publish-form-length-hint"),
        })
    };
    view! { <Segmented label=t!("publish-form-wish") value=wish options=wishes hint=meaning/> }
}

/// Why the payload travels as it does.
fn reason(choice: FormChoice) -> String {
    let (title, text) = match choice {
        FormChoice::PlainText => (t!("publish-reason-quoted"), t!("publish-reason-plain")),
        FormChoice::Empty => (t!("publish-reason-quoted"), t!("publish-reason-empty")),
        FormChoice::QuotedAsAsked => (t!("publish-reason-quoted"), t!("publish-reason-asked")),
        FormChoice::ByLengthAsAsked => (t!("publish-reason-length"), t!("publish-reason-asked")),
        FormChoice::ByLengthFor { at, byte } => (
            t!("publish-reason-length"),
            t!("publish-reason-byte", byte = format!("0x{byte:02X}"), kind = kind_text(byte), at = at),
        ),
    };
    format!("{title} {text}")
}

fn kind_text(byte: u8) -> String {
    match ByteKind::of(byte) {
        ByteKind::Quote => t!("publish-byte-quote"),
        ByteKind::Backslash => t!("publish-byte-backslash"),
        ByteKind::LineFeed => t!("publish-byte-line-feed"),
        ByteKind::CarriageReturn => t!("publish-byte-carriage-return"),
        ByteKind::Control => t!("publish-byte-control"),
        ByteKind::NotAscii => t!("publish-byte-not-ascii"),
    }
}
