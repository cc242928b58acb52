//! The open message: all of its bytes, and what can be done with them.

use leptos::prelude::*;

use super::Draft;
use super::model::{Form, OPEN_LINE, Rendered, render};
use crate::exchange::{hex_pairs, use_exchanges};
use crate::state::{StoredMessage, use_workbench};
use crate::t;
use crate::ui::{Button, CopyButton, HexView, Icon, Note, Tone, Variant, save_file, use_toaster};

/// The message that is chosen in the list.
pub(super) fn detail() -> impl IntoView {
    let workbench = use_workbench();
    let draft: Draft = expect_context();
    let open = move || {
        let number = draft.selected.get()?;
        workbench.with_messages(|all| all.by_number(number).cloned()).map(|stored| view! { <Open stored/> })
    };
    view! { <div class="message-open-place">{open}</div> }
}

#[component]
fn Open(stored: StoredMessage) -> impl IntoView {
    let draft: Draft = expect_context();
    let (clock, toaster) = (use_exchanges().clock, use_toaster());
    let StoredMessage { number, at, message } = stored;
    let payload = message.payload;
    let text = String::from_utf8_lossy(&payload).into_owned();
    let (hex, bytes) = (hex_pairs(&payload), StoredValue::new(payload.clone()));
    let save = move || {
        let name = format!("message-{}-{number}.bin", clock.file_stamp(at));
        if bytes.with_value(|bytes| save_file(&name, bytes)).is_err() {
            toaster.show(Tone::Bad, t!("messages-save-failed"));
        }
    };
    let shown = Memo::new(move |_| bytes.with_value(|bytes| render(bytes, draft.view.get(), OPEN_LINE)));
    let body = move || {
        let Rendered { form, text, .. } = shown.get();
        match form {
            Form::Empty => view! { <p class="muted">{t!("messages-empty-payload")}</p> }.into_any(),
            Form::Hex => {
                view! { <HexView label=t!("messages-payload") bytes=bytes.get_value() max_rows=10/> }.into_any()
            }
            Form::Text | Form::Json => {
                view! { <pre class="code message-whole" tabindex="0" aria-label=t!("messages-payload")>{text}</pre> }
                    .into_any()
            }
        }
    };
    let says = t!(
        "messages-open-facts",
        time = clock.time_of_day(at),
        client = message.client.number(),
        qos = message.qos,
        bytes = payload.len()
    );
    view! {
        <section class="message-open" aria-label=t!("messages-open")>
            <div class="bar">
                <div class="grow"><span class="message-topic">{message.topic}</span><div class="muted small">{says}</div></div>
                <Button variant=Variant::Quiet icon=Icon::Cross name=t!("messages-close") on_press=move || draft.selected.set(None)/>
            </div>
            {message.may_be_cut.then(|| view! { <Note tone=Tone::Warn title=t!("messages-may-be-cut")>{t!("messages-may-be-cut-why")}</Note> })}
            {body}
            <div class="bar">
                <CopyButton text label=t!("messages-copy-text")/>
                <CopyButton text=hex label=t!("messages-copy-hex")/>
                <Button variant=Variant::Quiet icon=Icon::Download on_press=save>{t!("messages-save-bytes")}</Button>
            </div>
        </section>
    }
}
