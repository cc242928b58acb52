//! Why the list is empty, and what to do.

use leptos::prelude::*;

use super::draft::MessagesDraft;
use super::model::Chosen;
use crate::state::{Facts, use_workbench};
use crate::t;
use crate::ui::{Button, Empty, Icon};

/// Why nothing is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    NotFound,
    NotOnTopic,
    NotInFile,
    NoModule,
    NoAddress,
    NoClient,
    NoSubscription,
    NotYet,
}

/// What is missing for messages to come, the first of it.
fn missing(facts: &Facts) -> Why {
    let is_open = facts.open_clients().next().is_some();
    match (facts.link.is_up(), facts.address, is_open, facts.subscriptions.is_empty()) {
        (false, ..) => Why::NoModule,
        (true, None, false, _) => Why::NoAddress,
        (true, Some(_), false, _) => Why::NoClient,
        (true, _, true, true) => Why::NoSubscription,
        (true, _, true, false) => Why::NotYet,
    }
}

#[component]
pub(super) fn Nothing() -> impl IntoView {
    let workbench = use_workbench();
    let draft: MessagesDraft = expect_context();
    let (facts, file) = (workbench.facts(), workbench.session_file());
    let why = Memo::new(move |_| {
        if draft.search.with(|search| !search.trim().is_empty()) {
            Why::NotFound
        } else if draft.chosen.with(|chosen| chosen.topic().is_some()) {
            Why::NotOnTopic
        } else if file.with(Option::is_some) {
            Why::NotInFile
        } else {
            facts.with(missing)
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
        Why::NoModule => view! {
            <Empty icon=Icon::Plug text=t!("messages-none-module")><a class="button is-primary" href="#/connect">{t!("messages-go-connect")}</a></Empty>
        }
        .into_any(),
        Why::NoAddress => view! {
            <Empty icon=Icon::Signal text=t!("messages-none-address")><a class="button is-primary" href="#/network">{t!("messages-go-network")}</a></Empty>
        }
        .into_any(),
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

#[cfg(test)]
mod tests {
    use fibocom_at::args::{TopicFilter, TopicRef};
    use fibocom_at::commands::IpAddresses;
    use fibocom_at::profile::PERMISSIVE;
    use fibocom_at::{ClientIndex, Qos};

    use super::*;
    use crate::state::{ClientState, Phase, Subscription};

    #[test]
    fn the_first_thing_that_is_missing_is_said() {
        let client = ClientIndex::ALL[0];
        let mut facts = Facts::default();
        assert_eq!(missing(&facts), Why::NoModule);
        facts.link = Phase::Ready;
        assert_eq!(missing(&facts), Why::NoAddress);
        facts.address = Some(IpAddresses::only([10, 0, 0, 7]));
        assert_eq!(missing(&facts), Why::NoClient);
        facts.clients.entry(client).or_default().state = ClientState::Open;
        assert_eq!(missing(&facts), Why::NoSubscription);
        let filter = TopicRef::Name(TopicFilter::parse(&PERMISSIVE, "a/#").unwrap());
        facts.subscriptions.push(Subscription { client, filter, qos: Qos::AtMostOnce });
        assert_eq!(missing(&facts), Why::NotYet);
        facts.link = Phase::Lost;
        assert_eq!(missing(&facts), Why::NoModule);
    }
}
