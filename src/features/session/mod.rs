//! The Session screen: opens clients to their brokers and gateways, and closes them.

mod clients;
mod draft;
mod form;
mod gateway;
mod gateway_draft;
mod identity;
mod model;
mod new_will;
mod preview;
mod will;

use leptos::{ev::SubmitEvent, html, prelude::*};

use crate::t;
use crate::ui::{Note, Tone, focus_first_mistake};

pub use draft::provide_draft;

use clients::Clients;
use draft::{SessionForm, use_form};
use form::Broker;
use gateway::AtGateway;
use identity::Identity;
use preview::Sending;
use will::TheWill;

#[component]
pub fn SessionScreen() -> impl IntoView {
    let form = use_form();
    let element = NodeRef::<html::Form>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !form.submit() {
            focus_first_mistake(element);
        }
    };
    view! {
        <h1>{t!("session-title")}</h1>
        <p class="lede">{t!("session-lede")}</p>
        <Clients form/>
        <NotReady form/>
        <AtGateway form/>
        <form novalidate node_ref=element on:submit=submit aria-label=t!("session-form")>
            <Broker form/>
            <Identity form/>
            <TheWill form/>
            <Sending form/>
        </form>
    }
}

/// What stands in the way, and where to mend it.
#[component]
fn NotReady(form: SessionForm) -> impl IntoView {
    let connected = form.workbench.is_connected();
    let facts = form.workbench.facts();
    let addressless = Memo::new(move |_| facts.with(|facts| facts.address.is_none()));
    let note = move || match (connected.get(), addressless.get()) {
        (false, _) => Some(view! {
            <Note tone=Tone::Info title=t!("session-offline")>
                {t!("session-offline-text")} " " <a href="#/connect">{t!("session-go-connect")}</a>
            </Note>
        }),
        (true, true) => Some(view! {
            <Note tone=Tone::Warn title=t!("session-no-address")>
                {t!("session-no-address-text")} " " <a href="#/network">{t!("session-go-network")}</a>
            </Note>
        }),
        (true, false) => None,
    };
    view! { <div class="standing">{note}</div> }
}
