//! What was set up on a module, and setting it up again where the module has forgotten it: after a restart, or behind a cable that was pulled.
//!
//! What is missing is what the module says (`left`); nothing is dialled or opened before a person has said so, once or for always.
//! For a client of TLS the module's clock, its settings of TLS and the files come with it, as far as the module lacks them: it may keep them
//! through a restart or not. The files are those that this page has loaded itself; they are held in memory, and nowhere else.

mod typed;

use std::collections::HashMap;

use fibocom_at::ClientIndex;
use fibocom_at::args::{TopicFilter, TopicRef};
use fibocom_at::commands::Security;
use leptos::prelude::*;

use super::restore_tls::TlsSetUp;
use super::{ClientState, Facts, Subscription, WorkError, Workbench};
use crate::link::procedure::{DialPlan, Identity, OpenPlan};
use crate::storage::Keep;

/// Under which name the browser keeps that everything is set up again without asking.
const ALWAYS: &str = "module-workbench.restore";

/// What was set up, as it was last.
#[derive(Debug, Clone, Default)]
pub(super) struct SetUp {
    /// On this module.
    module: Identity,
    pub(super) dial: Option<DialPlan>,
    /// One plan a client.
    pub(super) opened: Vec<OpenPlan>,
    pub(super) subscriptions: Vec<Subscription>,
    /// Its TLS.
    pub(super) tls: TlsSetUp,
    /// What the module was told of its clients.
    said: HashMap<ClientIndex, typed::Said>,
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

    /// Whether it was set up on this module, whatever firmware that has by now.
    fn is_of(&self, module: &Identity) -> bool {
        (&self.module.imei, &self.module.model) == (&module.imei, &module.model)
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
        self.is_user(plan.open.client, Some(plan.login.clone()));
        if plan.will.is_some() {
            self.has_will(plan.open.client, plan.will.clone());
        }
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
    pub(super) fn forgotten(&self, has_address: bool, free: &[ClientIndex]) -> Forgotten {
        let clients: Vec<_> =
            self.opened.iter().map(|plan| plan.open.client).filter(|client| free.contains(client)).collect();
        let subscriptions = self.subscriptions.iter().filter(|held| clients.contains(&held.client)).count();
        Forgotten { address: self.dial.is_some() && !has_address, clients, subscriptions, files: 0 }
    }

    /// What is still missing of that.
    fn still_forgotten(&self, forgotten: &Forgotten, facts: &Facts) -> Option<Forgotten> {
        let is_open = |client: &ClientIndex| facts.client(*client).state == ClientState::Open;
        let gone: Vec<_> = forgotten.clients.iter().copied().filter(|client| !is_open(client)).collect();
        let has_address = !forgotten.address || facts.address.is_some();
        let now = Forgotten { files: forgotten.files, ..self.forgotten(has_address, &gone) };
        Some(now).filter(|now| !now.is_nothing())
    }

    /// Whether one of these clients speaks TLS.
    pub(super) fn needs_tls(&self, clients: &[ClientIndex]) -> bool {
        self.opened.iter().any(|plan| plan.open.security == Security::Tls && clients.contains(&plan.open.client))
    }
}

impl Forgotten {
    pub(super) fn is_nothing(&self) -> bool {
        !self.address && self.clients.is_empty()
    }
}

impl Workbench {
    /// Notes what was set up.
    pub(super) fn note_set_up(&self, note: impl FnOnce(&mut SetUp)) {
        let Some(module) = self.identity() else { return };
        self.inner.update_value(|inner| {
            if !inner.set_up.is_of(&module) {
                inner.set_up = SetUp { module, ..SetUp::default() };
            }
            note(&mut inner.set_up);
        });
        // What somebody has set up again by hand is not missing any more.
        let set_up = self.inner.with_value(|inner| inner.set_up.clone());
        self.change(|facts| {
            if !facts.restoring
                && let Some(forgotten) = facts.forgotten.take()
            {
                facts.forgotten = set_up.still_forgotten(&forgotten, facts);
            }
        });
    }

    pub(super) fn identity(&self) -> Option<Identity> {
        self.facts.with_untracked(|facts| facts.module.as_ref().map(|module| module.identity.clone()))
    }

    /// What was set up on the module that is connected, if anything was.
    pub(super) fn set_up(&self) -> Option<SetUp> {
        let module = self.identity()?;
        let set_up = self.inner.with_value(|inner| inner.set_up.clone());
        (set_up.is_of(&module) && !set_up.is_empty()).then_some(set_up)
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
        if restored.is_err() {
            // A client that is opened begins without subscriptions: those that were not made again are still wanted.
            self.inner.update_value(|inner| {
                if inner.set_up.is_of(&set_up.module) {
                    inner.set_up = set_up;
                }
            });
        }
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
pub(super) mod tests {
    use fibocom_at::commands::{CleanSession, Open, Receive};
    use fibocom_at::{Profile, Qos};

    use super::*;
    use crate::link::procedure::Login;
    use crate::state::ClientFacts;

    pub(in crate::state) fn plan(client: ClientIndex) -> OpenPlan {
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

    pub(in crate::state) fn set_up() -> SetUp {
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
    fn what_is_set_up_on_a_module_is_offered_to_no_other() {
        let module =
            |model: &str, imei: &str| Identity { model: model.into(), imei: imei.into(), ..Identity::default() };
        let set_up = SetUp { module: module("L610-CN-00", "1"), ..set_up() };
        assert!(set_up.is_of(&Identity { revision: "new".into(), ..module("L610-CN-00", "1") }));
        assert!(!set_up.is_of(&module("L610-CN-00", "2")) && !set_up.is_of(&module("MC665-CN", "1")));
    }

    #[test]
    fn what_somebody_sets_up_by_hand_is_missing_no_longer() {
        let [one, two, ..] = ClientIndex::ALL;
        let mut facts = Facts::default();
        let lacks = set_up().forgotten(false, &[one, two]);
        assert_eq!(set_up().still_forgotten(&lacks, &facts), Some(lacks.clone()));
        facts.clients.insert(one, ClientFacts { state: ClientState::Open, ..ClientFacts::default() });
        facts.address = fibocom_at::commands::IpAddresses::read(["10.0.0.7"]);
        let left = Forgotten { address: false, clients: vec![two], subscriptions: 1, files: 0 };
        assert_eq!(set_up().still_forgotten(&lacks, &facts), Some(left));
        facts.clients.insert(two, ClientFacts { state: ClientState::Open, ..ClientFacts::default() });
        assert_eq!(set_up().still_forgotten(&lacks, &facts), None);
    }
}
