//! What will be sent and why in this form, the button that sends it, and what became of it.

use fibocom_at::Invalid;
use fibocom_at::commands::{Choice as FormWish, FormChoice, PublishForm};
use leptos::prelude::*;

use super::draft::{MessageForm, Transmitted};
use super::model::{ByteKind, Sequence};
use super::parts::Parts;
use super::repeat::{Repeat, RunStanding};
use super::result::{DATA_WAIT_SECONDS, Last};
use crate::state::Progress as Sent;
use crate::t;
use crate::ui::{
    Button, Card, Choice, HexView, Icon, Kbd, Mistakes, Note, Progress, Segmented, Tone, Variant, outside, share,
};
use crate::words;

#[component]
pub(super) fn Sending(form: MessageForm) -> impl IntoView {
    let valid = Memo::new(move |_| form.command.with(Result::is_ok));
    let sequence = Memo::new(move |_| form.command.with(|command| command.as_ref().map(Sequence::of).ok()));
    let wrong = Memo::new(move |_| {
        form.command.with(|command| {
            let texts = |wrong: &Vec<Invalid>| wrong.iter().map(words::problem).collect::<Vec<_>>();
            command.as_ref().err().map(texts).unwrap_or_default()
        })
    });
    view! {
        <Card title=t!("publish-sending")>
            <Show when=move || valid.get() fallback=move || view! { <Mistakes title=t!("publish-missing") texts=wrong.get()/> }>
                <WireSequence sequence=Signal::derive(move || sequence.get().unwrap_or_default())/>
                <Reason form/>
            </Show>
            <div class="publish-form"><Wish form/></div>
            <Parts form/>
            <Send form/>
            <Underway form/>
            <RunStanding form/>
            <Last form/>
            <Repeat form/>
        </Card>
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

/// Why the payload travels as it does.
#[component]
fn Reason(form: MessageForm) -> impl IntoView {
    let choice = Memo::new(move |_| form.command.with(|command| command.as_ref().map(|command| command.choice()).ok()));
    let text = move || {
        Some(match choice.get()? {
            FormChoice::PlainText => (t!("publish-reason-quoted"), t!("publish-reason-plain")),
            FormChoice::Empty => (t!("publish-reason-quoted"), t!("publish-reason-empty")),
            FormChoice::QuotedAsAsked => (t!("publish-reason-quoted"), t!("publish-reason-asked")),
            FormChoice::ByLengthAsAsked => (t!("publish-reason-length"), t!("publish-reason-asked")),
            FormChoice::ByLengthFor { at, byte } => (
                t!("publish-reason-length"),
                t!("publish-reason-byte", byte = format!("0x{byte:02X}"), kind = kind_text(byte), at = at),
            ),
        })
    };
    move || text().map(|(title, text)| view! { <div class="reason"><Note tone=Tone::Info title>{text}</Note></div> })
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

/// What of the publication under way has gone out, and what it means to cancel now.
#[component]
fn Underway(form: MessageForm) -> impl IntoView {
    let (version, data_sent) = (form.workbench.record_version(), form.workbench.data_sent());
    let sent = Memo::new(move |_| {
        version.track();
        data_sent.track();
        form.draft
            .underway
            .with(|underway| underway.as_ref().map(|underway| (underway.dialogue.progress(), underway.data)))
    });
    let sending = move || match sent.get() {
        Some((Sent::Data(data), _)) if data.sent < data.total => Some(data),
        _ => None,
    };
    let says = Memo::new(move |_| {
        let (progress, data) = sent.get()?;
        Some(match (Transmitted::of(progress, data), data) {
            (Transmitted::Nothing, _) => t!("publish-now-queued"),
            (Transmitted::Command(bytes), _) => t!("publish-now-prompt", bytes = bytes, seconds = DATA_WAIT_SECONDS),
            (Transmitted::All, Some(bytes)) => match sending() {
                Some(data) => t!("publish-now-sending", sent = data.sent, bytes = data.total),
                None => t!("publish-now-confirming-bytes", bytes = bytes),
            },
            (Transmitted::All, None) => t!("publish-now-confirming"),
        })
    });
    let stop = UnsyncCallback::new(move |()| form.stop());
    let label = move || says.get().unwrap_or_default();
    let fraction = move || sending().map(|data| share(data.sent, data.total));
    view! {
        <Show when=move || says.with(Option::is_some)>
            <div class="publish-outcome"><Progress label=Signal::derive(label) fraction=Signal::derive(fraction) on_cancel=stop/></div>
        </Show>
    }
}

#[component]
fn Send(form: MessageForm) -> impl IntoView {
    let reason = move || form.unready();
    let underway = Memo::new(move |_| form.draft.underway.with(Option::is_some));
    let busy = move || underway.get().then(|| t!("publish-publishing"));
    view! {
        <div class="bar publish-send">
            <Button variant=Variant::Primary icon=Icon::Send submit=true disabled_reason=reason busy>
                {t!("publish-publish")}
            </Button>
            {move || match reason() {
                Some(text) => view! { <span class="muted small">{text}</span> }.into_any(),
                None => view! { <span class="muted small not-small"><Kbd key="Ctrl"/>" "<Kbd key="Enter"/></span> }.into_any(),
            }}
        </div>
    }
}
