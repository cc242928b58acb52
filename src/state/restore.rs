//! What was set up on a module, and setting it up again where the module has forgotten it: after a restart, or behind a cable that was pulled.
//!
//! The module is asked what it still has, and is believed; nothing is dialled or opened before a person has said so, once or for always.
//! For a client of TLS the module's clock, its settings of TLS and the files come with it, as far as the module lacks them: it may keep them
//! through a restart or not. The files are those that this page has loaded itself; they are held in memory, and nowhere else.

use fibocom_at::ClientIndex;
use fibocom_at::args::{TopicFilter, TopicRef};
use fibocom_at::commands::{DialState, FreeClients, Security};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::restore_tls::TlsSetUp;
use super::{ClientFacts, ClientState, Facts, Subscription, WorkError, Workbench};
use crate::link::procedure::{DialPlan, OpenPlan, dial_state, read_tls};
use crate::storage::Keep;

/// Under which name the browser keeps that everything is set up again without asking.
const ALWAYS: &str = "module-workbench.restore";

/// What was set up, as it was last.
#[derive(Debug, Clone, Default)]
pub(super) struct SetUp {
    /// Of the module with this IMEI.
    imei: String,
    dial: Option<DialPlan>,
    /// One plan a client.
    opened: Vec<OpenPlan>,
    subscriptions: Vec<Subscription>,
    /// Its TLS.
    pub(super) tls: TlsSetUp,
}

/// What a module had and no longer has.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Forgotten {
    /// Whether it lacks an IP address.
    pub address: bool,
    /// The clients that are no longer connected.
    pub clients: Vec<ClientIndex>,
    /// How many of their subscriptions are gone with them.
    pub subscriptions: usize,
    /// How many files for TLS it lacks that they need.
    pub files: usize,
}

impl SetUp {
    fn is_empty(&self) -> bool {
        self.dial.is_none() && self.opened.is_empty()
    }

    pub(super) fn dialled(&mut self, plan: &DialPlan) {
        self.dial = Some(plan.clone());
    }

    pub(super) fn hung_up(&mut self) {
        self.dial = None;
    }

    pub(super) fn opened(&mut self, plan: &OpenPlan) {
        self.closed(plan.open.client);
        self.opened.push(plan.clone());
    }

    pub(super) fn closed(&mut self, client: ClientIndex) {
        self.opened.retain(|opened| opened.open.client != client);
        self.subscriptions.retain(|held| held.client != client);
    }

    pub(super) fn subscribed(&mut self, subscription: &Subscription) {
        self.unsubscribed(subscription.client, &subscription.filter);
        self.subscriptions.push(subscription.clone());
    }

    pub(super) fn unsubscribed(&mut self, client: ClientIndex, filter: &TopicRef<TopicFilter>) {
        self.subscriptions.retain(|held| held.client != client || held.filter != *filter);
    }

    /// What of it a module lacks that has an address or none, and these clients free.
    fn forgotten(&self, has_address: bool, free: &[ClientIndex]) -> Forgotten {
        let clients: Vec<_> =
            self.opened.iter().map(|plan| plan.open.client).filter(|client| free.contains(client)).collect();
        let subscriptions = self.subscriptions.iter().filter(|held| clients.contains(&held.client)).count();
        Forgotten { address: self.dial.is_some() && !has_address, clients, subscriptions, files: 0 }
    }

    /// Whether one of these clients speaks TLS.
    fn needs_tls(&self, clients: &[ClientIndex]) -> bool {
        self.opened.iter().any(|plan| plan.open.security == Security::Tls && clients.contains(&plan.open.client))
    }
}

impl Forgotten {
    fn is_nothing(&self) -> bool {
        !self.address && self.clients.is_empty()
    }
}

impl Facts {
    /// Takes in which of the clients that were set up are still connected.
    fn keep_clients(&mut self, set_up: &SetUp, free: &[ClientIndex]) {
        for plan in &set_up.opened {
            let client = plan.open.client;
            if free.contains(&client) {
                self.forget_connection(client);
                let facts = self.clients.entry(client).or_default();
                if facts.state == ClientState::Open {
                    facts.state = ClientState::Broken;
                }
                continue;
            }
            let broker = Some((plan.open.host.as_str().to_owned(), plan.open.port.number()));
            self.clients.insert(client, ClientFacts { state: ClientState::Open, broker, cause: None });
            let known =
                |held: &Subscription, other: &Subscription| held.client == other.client && held.filter == other.filter;
            for held in set_up.subscriptions.iter().filter(|held| held.client == client) {
                if !self.subscriptions.iter().any(|other| known(held, other)) {
                    self.subscriptions.push(held.clone());
                }
            }
        }
    }
}

impl Workbench {
    /// Notes what was set up.
    pub(super) fn note_set_up(&self, note: impl FnOnce(&mut SetUp)) {
        let imei = self.facts.with_untracked(|facts| facts.module.as_ref().map(|module| module.identity.imei.clone()));
        let Some(imei) = imei else { return };
        self.inner.update_value(|inner| {
            if inner.set_up.imei != imei {
                inner.set_up = SetUp { imei, ..SetUp::default() };
            }
            note(&mut inner.set_up);
        });
    }

    /// Asks the module what it still has of what was set up, and says so where something is missing.
    pub(super) fn ask_what_is_left(&self) {
        let workbench = *self;
        let asks = self.inner.with_value(|inner| inner.asks_what_is_left);
        if asks || self.set_up().is_none() {
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

    /// What was set up on the module that is connected, if anything was.
    fn set_up(&self) -> Option<SetUp> {
        let imei =
            self.facts.with_untracked(|facts| facts.module.as_ref().map(|module| module.identity.imei.clone()))?;
        let set_up = self.inner.with_value(|inner| inner.set_up.clone());
        (set_up.imei == imei && !set_up.is_empty()).then_some(set_up)
    }

    /// Whether something of it is missing.
    async fn find_what_is_left(&self) -> bool {
        let (Ok(handle), Some(set_up)) = (self.handle(), self.set_up()) else { return false };
        let dialled = dial_state(&handle).await;
        let address = match dialled {
            Ok(Some(DialState::Up(address))) => address,
            // A module that does not tell is asked by what it needs an address for.
            Ok(Some(DialState::Busy | DialState::Down | DialState::Stale) | None) | Err(_) => None,
        };
        let has_address = matches!(dialled, Ok(Some(DialState::Up(_)) | None));
        let Ok(free) = handle.run(&FreeClients).await else { return false };
        let mut forgotten = set_up.forgotten(has_address, &free);
        if set_up.needs_tls(&forgotten.clients)
            && let Ok(now) = read_tls(&handle).await
        {
            forgotten.files = set_up.tls.missing(&now).files.len();
        }
        let is_missing = !forgotten.is_nothing();
        self.change(|facts| {
            if address.is_some() {
                facts.hold_address(address);
            } else if !has_address {
                facts.address = None;
            }
            facts.keep_clients(&set_up, &free);
            facts.forgotten = Some(forgotten).filter(|forgotten| !forgotten.is_nothing());
        });
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

    /// Sets up again what the module has forgotten: dials, opens the clients and subscribes.
    ///
    /// # Errors
    /// The first step that failed. What was not set up is still said to be missing.
    pub async fn restore(&self) -> Result<(), WorkError> {
        let (Some(set_up), Some(forgotten)) =
            (self.set_up(), self.facts.with_untracked(|facts| facts.forgotten.clone()))
        else {
            return Ok(());
        };
        self.change(|facts| {
            facts.restoring = true;
            facts.rest();
        });
        let restored = self.set_up_what_is_missing(&set_up, &forgotten).await;
        self.change(|facts| {
            facts.restoring = false;
            facts.rest();
            if restored.is_ok() {
                facts.forgotten = None;
            }
        });
        restored
    }

    async fn set_up_what_is_missing(&self, set_up: &SetUp, forgotten: &Forgotten) -> Result<(), WorkError> {
        if let Some(plan) = set_up.dial.as_ref().filter(|_| forgotten.address) {
            self.dial(plan).await?;
        }
        if set_up.needs_tls(&forgotten.clients) {
            self.set_up_tls_again(&set_up.tls).await?;
        }
        for plan in set_up.opened.iter().filter(|plan| forgotten.clients.contains(&plan.open.client)) {
            let client = plan.open.client;
            self.open(plan.clone()).await?;
            for held in set_up.subscriptions.iter().filter(|held| held.client == client) {
                self.subscribe(client, held.filter.clone(), held.qos).await?;
            }
        }
        Ok(())
    }

    /// Leaves it as it is.
    pub fn forgo_restoring(&self) {
        self.change(|facts| facts.forgotten = None);
    }
}

/// Whether everything is set up again without asking.
#[must_use]
pub fn restores_always() -> bool {
    Keep::InBrowser.read(ALWAYS).is_some()
}

/// Chooses that.
pub fn restore_always(always: bool) {
    if always {
        Keep::InBrowser.write(ALWAYS, "always");
    } else {
        Keep::InBrowser.remove(ALWAYS);
    }
}

#[cfg(test)]
mod tests {
    use fibocom_at::commands::{CleanSession, Open, Receive};
    use fibocom_at::{Profile, Qos};

    use super::*;
    use crate::link::procedure::Login;

    fn plan(client: ClientIndex) -> OpenPlan {
        let profile = Profile::for_model("L610");
        let open = Open {
            client,
            host: fibocom_at::args::Host::parse(profile, "broker.local").unwrap(),
            port: fibocom_at::args::Port::parse("1883").unwrap(),
            clean_session: CleanSession::Clean,
            keep_alive: fibocom_at::args::KeepAlive::on(profile, 60).unwrap(),
            security: Security::Plain,
        };
        OpenPlan { receive: Receive::Indicated, login: Login::anonymous(client), will: None, open }
    }

    fn set_up() -> SetUp {
        let mut set_up = SetUp::default();
        set_up.dialled(&DialPlan::default());
        for client in [ClientIndex::ALL[0], ClientIndex::ALL[1]] {
            set_up.opened(&plan(client));
            let filter: TopicRef<TopicFilter> = TopicFilter::parse(Profile::for_model("L610"), "t/#").unwrap().into();
            set_up.subscribed(&Subscription { client, filter, qos: Qos::AtLeastOnce });
        }
        set_up
    }

    #[test]
    fn what_a_module_lacks_is_what_was_set_up_and_it_no_longer_has() {
        let [one, two, ..] = ClientIndex::ALL;
        for (has_address, free, expected) in [
            (true, vec![], Forgotten::default()),
            (true, vec![two], Forgotten { address: false, clients: vec![two], subscriptions: 1, files: 0 }),
            (false, vec![one, two], Forgotten { address: true, clients: vec![one, two], subscriptions: 2, files: 0 }),
        ] {
            assert_eq!(set_up().forgotten(has_address, &free), expected);
        }
        let mut closed = set_up();
        closed.closed(one);
        closed.hung_up();
        let lacks = closed.forgotten(false, &[one, two]);
        assert_eq!(lacks, Forgotten { address: false, clients: vec![two], subscriptions: 1, files: 0 });
    }

    #[test]
    fn tls_is_needed_where_a_client_that_is_gone_speaks_it() {
        let [one, two, ..] = ClientIndex::ALL;
        let mut set_up = set_up();
        let mut secure = plan(two);
        secure.open.security = Security::Tls;
        set_up.opened(&secure);
        assert!(set_up.needs_tls(&[one, two]) && !set_up.needs_tls(&[one]) && !set_up.needs_tls(&[]));
    }

    #[test]
    fn a_client_that_the_module_kept_is_connected_again_with_its_subscriptions() {
        let [one, two, ..] = ClientIndex::ALL;
        let mut facts = Facts::default();
        facts.clients.insert(two, ClientFacts { state: ClientState::Open, ..ClientFacts::default() });
        facts.keep_clients(&set_up(), &[two]);
        facts.keep_clients(&set_up(), &[two]);
        assert_eq!((facts.client(one).state, facts.client(two).state), (ClientState::Open, ClientState::Broken));
        assert_eq!(facts.client(one).broker, Some(("broker.local".to_owned(), 1883)));
        assert_eq!(facts.subscriptions.iter().map(|held| held.client).collect::<Vec<_>>(), [one]);
    }
}
