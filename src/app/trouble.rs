//! What went wrong by itself, said above every screen until it is dismissed or the fact comes that ends it.

use leptos::prelude::*;

use crate::state::{Trouble, use_workbench};
use crate::transport::LostReason;
use crate::ui::{Button, Note, Tone, Variant};
use crate::{address, t, words};
use fibocom_at::codes::BreakCause;

/// The screen that leads to a module.
const CONNECT: &str = "connect";

#[component]
pub fn TroubleNote() -> impl IntoView {
    let workbench = use_workbench();
    let facts = workbench.facts();
    let address = address::screen();
    // An address that names no screen shows Connect.
    let shown =
        Memo::new(move |_| address.with(|screen| if screen.is_empty() { CONNECT.to_owned() } else { screen.clone() }));
    // Connect itself says that the module is gone, with what to do.
    let is_said_there = move |trouble: &Trouble| matches!(trouble, Trouble::Lost(_)) && shown.get() == CONNECT;
    let trouble =
        Memo::new(move |_| facts.with(|facts| facts.trouble().cloned()).filter(|trouble| !is_said_there(trouble)));
    view! {
        {move || trouble.get().map(|trouble| {
            let (title, text, screen) = said(&trouble);
            // Session shows one client of several: it may be another one.
            let client = match trouble {
                Trouble::Broken(client, _) if screen == "session" => Some(client.number()),
                _ => None,
            };
            let go = match (screen, client) {
                (_, Some(client)) => t!("trouble-go-client", client = client),
                ("network", _) => t!("trouble-go-network"),
                _ => t!("trouble-go-connect"),
            };
            // Session opens with the first client.
            let is_another = client.is_some_and(|client| client != 1);
            let link = client.map_or_else(|| address::link(screen, ""), |client| address::session(Some(client), ""));
            view! {
                <div class="trouble">
                    <Note tone=Tone::Bad title announce=true>
                        <p>{text}</p>
                        <div class="bar">
                            {move || (is_another || shown.get() != screen).then(|| view! { <a href=link.clone()>{go.clone()}</a> })}
                            <Button variant=Variant::Quiet on_press=move || workbench.dismiss_trouble()>{t!("dismiss")}</Button>
                        </div>
                    </Note>
                </div>
            }
        })}
    }
}

/// Title, text, and the screen where the first thing is done that the text asks for.
fn said(trouble: &Trouble) -> (String, String, &'static str) {
    match trouble {
        Trouble::Lost(LostReason::Unplugged) => (t!("trouble-unplugged"), t!("trouble-unplugged-text"), "connect"),
        Trouble::Lost(LostReason::Closed) => (t!("trouble-closed"), t!("trouble-closed-text"), "connect"),
        Trouble::Lost(LostReason::Fault(reason)) => {
            (t!("trouble-fault"), t!("trouble-fault-text", reason = reason.clone()), "connect")
        }
        Trouble::ReadFault(fault) => {
            let (text, advice) = words::read_fault(*fault);
            let advice = words::advice(advice);
            (advice.title, format!("{text} {}", advice.text), "connect")
        }
        Trouble::Noisy => (t!("trouble-noisy"), t!("trouble-noisy-text"), "connect"),
        Trouble::Shared => (t!("trouble-shared"), t!("trouble-shared-text"), "connect"),
        Trouble::ReadAlong => (t!("trouble-read-along"), t!("trouble-read-along-text"), "connect"),
        Trouble::Rebooted => (t!("trouble-rebooted"), t!("trouble-rebooted-text"), "network"),
        Trouble::Unresponsive => (t!("trouble-unresponsive"), t!("trouble-unresponsive-text"), "connect"),
        Trouble::Broken(client, cause) => {
            let (text, link) = match cause {
                BreakCause::Server => (t!("trouble-broken-server"), "session"),
                BreakCause::LinkDown => (t!("trouble-broken-link"), "network"),
                BreakCause::NotRegistered => (t!("trouble-broken-registration"), "network"),
                BreakCause::Unlisted(number) => (t!("trouble-broken-unlisted", cause = *number), "network"),
            };
            (t!("trouble-broken", client = client.number()), text, link)
        }
        Trouble::AddressLost => (t!("trouble-address"), t!("trouble-address-text"), "network"),
        Trouble::SimGone => (t!("trouble-sim"), t!("trouble-sim-text"), "network"),
    }
}
