//! The Session screen: opens clients to their brokers and gateways, and closes them.

mod apart;
mod asked;
mod attempt;
mod bar;
mod clients;
mod draft;
mod form;
mod gateway;
mod gateway_draft;
mod identity;
mod kept;
mod model;
mod new_will;
mod refused;
mod steps;
mod will;

use leptos::{ev::SubmitEvent, html, prelude::*};

use crate::t;
use crate::ui::{Card, Tone, focus_first_mistake, on_ctrl_enter};

pub use draft::provide_draft;

use bar::Bar;
use clients::{ChosenClient, ClientChoice};
use draft::{SessionForm, use_form};
use form::Broker;
use gateway::AtGateway;
use refused::Refused;
use steps::WillBeSent;
use will::{Notions, TheWill};

#[component]
pub fn SessionScreen() -> impl IntoView {
    let form = use_form();
    asked::follow_address(form);
    let element = NodeRef::<html::Form>::new();
    let send = move || {
        if !form.submit() {
            form.changing().set(true);
            focus_first_mistake(element);
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        send();
    };
    // The keyboard does not come past the button, which is not there while the client is connected.
    on_ctrl_enter(element, move || match untrack(|| form.unready()) {
        Some(reason) => form.toaster().show(Tone::Info, reason),
        None => send(),
    });
    view! {
        <h1>{t!("session-title")}</h1>
        <p class="lede">{t!("session-lede")}</p>
        <ClientChoice form/>
        <Refused form/>
        <ChosenClient form/>
        <AtGateway form/>
        <form class="ends-in-bar" novalidate node_ref=element on:submit=submit aria-label=t!("session-form")>
            <Form form/>
            <Bar form/>
        </form>
    }
}

/// What to fill in. It is away while the chosen client is connected, until somebody wants to change something.
#[component]
fn Form(form: SessionForm) -> impl IntoView {
    let is_away = Memo::new(move |_| form.is_away());
    view! {
        <Show when=move || !is_away.get()><Broker form/></Show>
        <Card>
            <div class="folds">
                <Show when=move || !is_away.get()>
                    <TheWill form/>
                    <WillBeSent form/>
                </Show>
                <Notions form/>
            </div>
        </Card>
    }
}
