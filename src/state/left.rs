//! What a module still has: it is asked, and believed. Nothing is dialled, opened or closed by that.
//!
//! A client that is connected without this page knowing of it, since an earlier one opened it, is shown as found.

use fibocom_at::ClientIndex;
use fibocom_at::args::ContextId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::restore::{SetUp, restores_always};
use super::{ClientFacts, ClientState, Facts, Opened, Subscription, Workbench};
use crate::link::procedure::{Address, DialPlan, connected_clients, free_clients, read_tls, standing};

impl Facts {
    /// Takes in which clients are free. Those that are opened or closed at this moment tell by themselves how that ends.
    pub(super) fn find_clients(&mut self, set_up: Option<&SetUp>, free: &[ClientIndex]) {
        // What another vendor's module means by such a list, nobody knows.
        let is_known = self.module.as_ref().is_none_or(|module| module.identity.is_fibocom());
        let connected = if is_known { connected_clients(free, self.series.limits()) } else { Vec::new() };
        for client in ClientIndex::ALL {
            let plan = set_up.and_then(|set_up| set_up.opened.iter().find(|plan| plan.open.client == client));
            match self.client(client).state {
                ClientState::Open if free.contains(&client) => {
                    self.forget_connection(client);
                    self.clients.entry(client).or_default().state = ClientState::Broken;
                }
                ClientState::Free | ClientState::Open if plan.is_some() && !free.contains(&client) => {
                    let broker = plan.map(|plan| (plan.open.host.as_str().to_owned(), plan.open.port.number()));
                    // Found as it was left: it is the same connection.
                    let before = self.client(client).opened;
                    let opened = before.or_else(|| plan.map(|plan| Opened::by(plan, &self.tls)));
                    let facts = ClientFacts { state: ClientState::Open, broker, opened, ..ClientFacts::default() };
                    self.clients.insert(client, facts);
                    self.keep_subscriptions(set_up, client);
                }
                ClientState::Free if connected.contains(&client) => {
                    let facts = ClientFacts { state: ClientState::Open, is_found: true, ..ClientFacts::default() };
                    self.clients.insert(client, facts);
                }
                _ => {}
            }
        }
    }

    fn keep_subscriptions(&mut self, set_up: Option<&SetUp>, client: ClientIndex) {
        let held = set_up.map(|set_up| set_up.subscriptions.as_slice()).unwrap_or_default();
        for held in held.iter().filter(|held| held.client == client) {
            let is_it = |other: &Subscription| held.client == other.client && held.filter == other.filter;
            if !self.subscriptions.iter().any(is_it) {
                self.subscriptions.push(held.clone());
            }
        }
    }
}

impl Workbench {
    /// A module was met: asks it what it has, to the end where nothing was set up on it, so that whoever connects it knows. One that has just been
    /// switched on has nothing, and a virtual one always has; of one that another vendor made, nobody knows what the questions mean.
    pub(super) async fn ask_what_it_has(&self) {
        let may_have_something = self.facts.with_untracked(|facts| {
            facts.module.as_ref().is_some_and(|module| !module.is_virtual && module.identity.is_fibocom())
        });
        if may_have_something && self.set_up().is_none() {
            self.find_what_is_left().await;
        } else {
            self.ask_what_is_left();
        }
    }

    /// Asks the module what it still has of what was set up or found, and says so where something is missing.
    pub(super) fn ask_what_is_left(&self) {
        let has_something =
            self.set_up().is_some() || self.facts.with_untracked(|facts| facts.open_clients().next().is_some());
        let workbench = *self;
        if !has_something || self.inner.with_value(|inner| inner.asks_what_is_left) {
            return;
        }
        self.inner.update_value(|inner| inner.asks_what_is_left = true);
        spawn_local(async move {
            let is_wanted = workbench.find_what_is_left().await;
            workbench.inner.update_value(|inner| inner.asks_what_is_left = false);
            if is_wanted && restores_always() {
                // What goes wrong is said where the rest is.
                let _ = workbench.restore().await;
            }
        });
    }

    /// Whether something is missing of what was set up.
    async fn find_what_is_left(&self) -> bool {
        let (Ok(handle), set_up) = (self.handle(), self.set_up()) else { return false };
        let Ok(free) = free_clients(&handle).await else { return false };
        // Taken in at once: whatever is opened next begins behind it.
        if let Some(free) = &free {
            self.change(|facts| facts.find_clients(set_up.as_ref(), free));
        }
        if set_up.is_none() && self.facts.with_untracked(|facts| facts.open_clients().next().is_none()) {
            return false;
        }
        let context =
            set_up.as_ref().and_then(|set_up| set_up.dial.as_ref()).map_or(ContextId::FIRST, DialPlan::context);
        let Ok(standing) = standing(&handle, context).await else { return false };
        self.change(|facts| {
            facts.registration = standing.registration.or(facts.registration);
            match standing.address {
                Address::Has(Some(address)) => facts.hold_address(Some(address)),
                Address::None => facts.address = None,
                Address::Has(None) | Address::Untold => {}
            }
        });
        let Some(set_up) = set_up else { return false };
        let is_open =
            |client: &ClientIndex| self.facts.with_untracked(|facts| facts.client(*client).state) == ClientState::Open;
        // Somebody may have opened one meanwhile.
        let gone: Vec<_> = free.into_iter().flatten().filter(|client| !is_open(client)).collect();
        let mut forgotten = set_up.forgotten(standing.address != Address::None, &gone);
        if set_up.needs_tls(&forgotten.clients)
            && let Ok(now) = read_tls(&handle).await
        {
            forgotten.files = set_up.tls.missing(&now).files.len();
        }
        let is_missing = !forgotten.is_nothing();
        self.change(|facts| facts.forgotten = Some(forgotten).filter(|_| is_missing));
        is_missing
    }

    /// The module refused a command of a client that is said to be connected: it may have restarted without a word.
    pub(super) fn doubt(&self, client: Option<ClientIndex>) {
        let is_open = client
            .is_some_and(|client| self.facts.with_untracked(|facts| facts.client(client).state == ClientState::Open));
        if is_open {
            self.ask_what_is_left();
        }
    }
}

#[cfg(test)]
mod tests {
    use fibocom_at::Profile;

    use super::*;
    use crate::state::restore::tests::set_up;

    #[test]
    fn a_client_that_an_earlier_page_opened_is_found_and_nothing_is_said_of_one_that_is_being_opened() {
        let [one, two, ..] = ClientIndex::ALL;
        let mut facts = Facts::default();
        facts.series.choose(Profile::for_model("MC665"));
        facts.clients.insert(two, ClientFacts { state: ClientState::Opening, ..ClientFacts::default() });
        facts.find_clients(None, &[]);
        let found = ClientFacts { state: ClientState::Open, is_found: true, ..ClientFacts::default() };
        assert_eq!((facts.client(one), facts.client(two).state), (found, ClientState::Opening));
        facts.find_clients(None, &[one, two]);
        assert_eq!((facts.client(one).state, facts.client(two).state), (ClientState::Broken, ClientState::Opening));
        assert!(!facts.client(one).is_found);
        facts.find_clients(None, &[]);
        assert_eq!(facts.client(one).state, ClientState::Broken, "a break was told, and nobody has opened it again");
    }

    #[test]
    fn a_client_that_the_module_kept_is_connected_again_with_its_subscriptions() {
        let [one, two, ..] = ClientIndex::ALL;
        let mut facts = Facts::default();
        facts.clients.insert(two, ClientFacts { state: ClientState::Open, ..ClientFacts::default() });
        facts.find_clients(Some(&set_up()), &[two]);
        facts.find_clients(Some(&set_up()), &[two]);
        assert_eq!((facts.client(one).state, facts.client(two).state), (ClientState::Open, ClientState::Broken));
        assert_eq!(facts.client(one).broker, Some(("broker.local".to_owned(), 1883)));
        assert_eq!(facts.subscriptions.iter().map(|held| held.client).collect::<Vec<_>>(), [one]);
    }
}
