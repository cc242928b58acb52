//! Why the list is empty, and what to do.

use leptos::prelude::*;

use super::draft::MessagesDraft;
use super::model::Chosen;
use crate::state::{ClientState, use_workbench};
use crate::t;
use crate::ui::{Button, Empty, Icon};

/// Why nothing is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    NotFound,
    NotOnTopic,
    NotInFile,
    NoClient,
    NoSubscription,
    NotYet,
}

#[component]
pub(super) fn Nothing() -> impl IntoView {
    let workbench = use_workbench();
    let draft: MessagesDraft = expect_context();
    let (facts, file) = (workbench.facts(), workbench.session_file());
    let why = Memo::new(move |_| {
        let (open, subscribed) = facts.with(|facts| {
            let open = facts.clients.values().any(|client| client.state == ClientState::Open);
            (open, !facts.subscriptions.is_empty())
        });
        if draft.search.with(|search| !search.trim().is_empty()) {
            Why::NotFound
        } else if draft.chosen.with(|chosen| chosen.topic().is_some()) {
            Why::NotOnTopic
        } else if file.with(Option::is_some) {
            Why::NotInFile
        } else {
            match (open, subscribed) {
                (false, _) => Why::NoClient,
                (true, false) => Why::NoSubscription,
                (true, true) => Why::NotYet,
            }
        }
    });
    move || {
        match why.get() {
        Why::NotFound => view! {
            <Empty icon=Icon::Search text=t!("messages-not-found")>
                <Button on_press=move || draft.search.set(String::new())>{t!("messages-search-end")}</Button>
            </Empty>
        }
        .into_any(),
        Why::NotOnTopic => view! {
            <Empty icon=Icon::Filter text=t!("messages-none-here")>
                <Button on_press=move || draft.chosen.set(Chosen::default())>{t!("messages-show-all")}</Button>
            </Empty>
        }
        .into_any(),
        Why::NotInFile => view! { <Empty icon=Icon::File text=t!("messages-none-in-file")/> }.into_any(),
        Why::NoClient => view! {
            <Empty icon=Icon::Link text=t!("messages-none-client")><a class="button is-primary" href="#/session">{t!("messages-go-session")}</a></Empty>
        }
        .into_any(),
        Why::NoSubscription => {
            view! { <Empty icon=Icon::Download text=t!("messages-none-subscription")/> }.into_any()
        }
        Why::NotYet => view! {
            <Empty icon=Icon::Send text=t!("messages-none-yet")><a class="button is-primary" href="#/publish">{t!("messages-go-publish")}</a></Empty>
        }
        .into_any(),
    }
    }
}
