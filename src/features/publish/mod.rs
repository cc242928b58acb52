//! The Publish screen: composes a message, shows what it takes on the wire, and sends it.

mod bar;
mod compare;
mod compose;
mod draft;
mod history;
mod inspector;
mod kept;
mod model;
mod parts;
mod paste;
mod payload;
mod preview;
mod repeat;
mod result;
mod sending;
mod structure;
mod templates;
mod text;
mod text_view;
mod tools;
mod topic;

use leptos::{ev::SubmitEvent, html, prelude::*};

use crate::t;
use crate::ui::{Card, Tone, focus_first_mistake, on_ctrl_enter, provide_hex_words, use_toaster};
use crate::words::hex_words;

pub use draft::provide_draft;

use bar::Bar;
use compose::{Compose, Notions};
use draft::use_form;
use history::Publications;
use parts::Parts;
use payload::Payload;
use preview::WillBeSent;
use repeat::Repeat;
use result::ToMind;
use templates::Templates;

#[component]
pub fn PublishScreen() -> impl IntoView {
    provide_hex_words(hex_words());
    let (form, toaster) = (use_form(), use_toaster());
    let element = NodeRef::<html::Form>::new();
    let publish = move || {
        if !form.submit() {
            focus_first_mistake(element);
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        publish();
    };
    // The keyboard does not come past the button, which says it too.
    on_ctrl_enter(element, move || match untrack(|| form.unready()) {
        Some(reason) => toaster.show(Tone::Info, reason),
        None => publish(),
    });
    view! {
        <h1>{t!("publish-title")}</h1>
        <p class="lede">{t!("publish-lede")}</p>
        <ToMind form/>
        <form class="ends-in-bar" novalidate node_ref=element on:submit=submit aria-label=t!("publish-form")>
            <Compose form/>
            <Payload form/>
            <Parts form/>
            <Card>
                <div class="folds">
                    <WillBeSent form/>
                    <Repeat form/>
                    <Templates form/>
                    <Publications form/>
                    <Notions form/>
                </div>
            </Card>
            <Bar form/>
        </form>
    }
}
