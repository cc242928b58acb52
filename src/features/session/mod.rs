//! The Session screen: opens clients to their brokers and gateways, and closes them.

mod apart;
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

use crate::state::ClientState;
use crate::t;
use crate::ui::{Card, focus_first_mistake, on_ctrl_enter};

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
    on_ctrl_enter(element, move || {
        if form.may_submit() {
            send();
        }
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
    let facts = form.workbench.facts();
    let client = form.client();
    let is_away = Memo::new(move |_| {
        let state = facts.with(|facts| facts.client(client.get()).state);
        matches!(state, ClientState::Open | ClientState::Closing) && !form.changing().get()
    });
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
