//! What a person can have done: check, dial, open, subscribe, publish.

use fibocom_at::args::{ClientIndex, Host, Pin, Port, TopicFilter, TopicRef};
use fibocom_at::commands::{
    ClockReading, Close, Conf, DialState, FreeClients, IpAddresses, Open, Publish, Receive, Subscribe, Unsubscribe,
    User, Will,
};
use fibocom_at::{Command, Failure, Qos, Request};
use leptos::prelude::*;

use super::published::Outgoing;
use super::{BrokerCheck, ClientState, Fact, Facts, Messages, Subscription, WorkError, Workbench};
use crate::link::Dialogue;
use crate::link::procedure::{
    CHECKS, Check, CheckName, CheckResult, DialPlan, Login, OpenPlan, Step, check, dial, dial_state, is_wrong_pin,
    open, synchronise_clock, unlock,
};

impl Workbench {
    /// Makes all checks of the network, in order. Dropping the future stops after the command under way.
    ///
    /// # Errors
    /// [`WorkError::NotConnected`].
    pub async fn check_network(&self) -> Result<Vec<Check>, WorkError> {
        self.handle()?;
        self.change(|facts| facts.checks.clear());
        let mut found = Vec::new();
        for name in CHECKS {
            found.push(self.check_in_turn(name, &Dialogue::default()).await?);
        }
        Ok(found)
    }

    /// Makes one check, and keeps what it found. What it asked and heard is in the dialogue.
    ///
    /// # Errors
    /// [`WorkError::NotConnected`].
    pub async fn check_one(&self, name: CheckName, dialogue: &Dialogue) -> Result<Check, WorkError> {
        let handle = self.handle()?.keeping(dialogue);
        self.change(|facts| facts.checking = Some(name));
        let found = check(&handle, name).await;
        self.change(|facts| {
            facts.checking = None;
            facts.learn(&found);
        });
        if let CheckResult::Clock(reading) = found.result {
            self.note_clock(reading);
        }
        Ok(found)
    }

    /// Makes one check of a run. One that needs the SIM waits while the SIM, as last found, is shut: it would only fail.
    ///
    /// # Errors
    /// [`WorkError::NotConnected`].
    pub async fn check_in_turn(&self, name: CheckName, dialogue: &Dialogue) -> Result<Check, WorkError> {
        if !name.needs_sim() || !self.facts.with_untracked(Facts::sim_is_shut) {
            return self.check_one(name, dialogue).await;
        }
        self.handle()?;
        let found = Check { name, result: CheckResult::WaitsForSim };
        self.change(|facts| facts.learn(&found));
        Ok(found)
    }

    /// Enters the PIN of the SIM, once, and looks how the SIM stands then.
    ///
    /// # Errors
    /// As the command fails.
    pub async fn unlock_sim(&self, pin: Pin) -> Result<(), WorkError> {
        let (entered, found) = unlock(&self.handle()?, pin).await;
        self.change(|facts| {
            match &entered {
                Ok(()) => facts.wrong_pins = 0,
                Err(failure) if is_wrong_pin(failure) => facts.wrong_pins = facts.wrong_pins.saturating_add(1),
                Err(_) => {}
            }
            facts.learn(&found);
        });
        Ok(entered?)
    }

    /// What the dial-up is doing, where the module can tell.
    ///
    /// # Errors
    /// When the module no longer answers.
    pub async fn dial_state(&self) -> Result<Option<DialState>, WorkError> {
        Ok(dial_state(&self.handle()?).await?)
    }

    /// Stops showing a check that was called off.
    pub fn checks_stopped(&self) {
        self.change(|facts| facts.checking = None);
    }

    /// Dials, and waits for an address. Dropping the future stops the waiting; call [`Workbench::dial_stopped`] then.
    ///
    /// # Errors
    /// [`WorkError::Dial`].
    pub async fn dial(&self, plan: &DialPlan) -> Result<IpAddresses, WorkError> {
        let handle = self.handle()?;
        self.change(|facts| {
            facts.dialling = true;
            facts.no_address = None;
        });
        let result = dial(&handle, plan).await.map_err(WorkError::Dial);
        self.change(|facts| {
            facts.dialling = false;
            facts.no_address = result.as_ref().err().cloned();
        });
        let address = result?;
        self.note_address(Some(address));
        self.note_set_up(|set_up| set_up.dialled(plan));
        Ok(address)
    }

    /// Stops showing a dial-up that was called off.
    pub fn dial_stopped(&self) {
        self.change(|facts| facts.dialling = false);
    }

    /// Has a time server set the module's clock.
    ///
    /// # Errors
    /// As the commands fail.
    pub async fn synchronise_clock(&self, server: Host, port: Port) -> Result<ClockReading, WorkError> {
        let reading = synchronise_clock(&self.handle()?, server, port).await?;
        self.note_clock(reading);
        Ok(reading)
    }

    /// Connects a client to its broker. Dropping the future stops the waiting; call [`Workbench::open_stopped`] then.
    ///
    /// # Errors
    /// The step that failed, and how.
    pub async fn open(&self, plan: OpenPlan) -> Result<(), WorkError> {
        let handle = self.handle()?;
        let client = plan.open.client;
        let broker = (plan.open.host.as_str().to_owned(), plan.open.port.number());
        let begins = || {
            self.change(|facts| {
                facts.forget_connection(client);
                let client = facts.clients.entry(client).or_default();
                (client.state, client.broker, client.cause) = (ClientState::Opening, Some(broker.clone()), None);
            });
        };
        begins();
        self.inner.update_value(|inner| inner.asked_topics.retain(|(asked, _)| *asked != client));
        // One that was in use is closed first, which says that it is free.
        let result = open(&handle, &plan, |step| {
            if step == Step::Open {
                begins()
            }
        })
        .await;
        // What broke it since stands behind the answer.
        if result.is_err() || self.facts.with_untracked(|facts| facts.client(client).state == ClientState::Opening) {
            self.set_client(client, if result.is_ok() { ClientState::Open } else { ClientState::Free });
        }
        match &result {
            Ok(()) => {
                self.note_set_up(|set_up| set_up.opened(&plan));
                self.note_how_it_was_opened(&plan).await;
            }
            Err(failed) if failed.step == Step::Open => {
                self.change(|facts| facts.opening_failed(client, &failed.failure));
            }
            Err(_) => {}
        }
        result.map_err(|failure| self.open_failed(failure))
    }

    /// Keeps how a client was connected. A module that connects with TLS and was not asked yet whether it checks its brokers is asked.
    async fn note_how_it_was_opened(&self, plan: &OpenPlan) {
        let client = plan.open.client;
        self.change(|facts| facts.opened(plan));
        let is_unknown = self.facts.with_untracked(|facts| {
            facts.client(client).opened.is_some_and(|opened| opened.tls == Some(BrokerCheck::Unknown))
        });
        // Nothing depends on it: where the module does not say, that is what is known.
        if is_unknown && self.read_tls().await.is_ok() {
            self.change(|facts| facts.opened(plan));
        }
    }

    /// Stops showing an opening that was called off. What the module still says of it is taken in as it comes.
    pub fn open_stopped(&self, client: ClientIndex) {
        if self.facts.with_untracked(|facts| facts.client(client).state == ClientState::Opening) {
            self.set_client(client, ClientState::Free);
        }
    }

    /// Sets user name, password and client id string alone.
    ///
    /// # Errors
    /// As the command fails.
    pub async fn set_user(&self, user: User) -> Result<(), WorkError> {
        self.handle()?.run(&user).await?;
        let (client, login) = (user.client, Login::Mqtt(user));
        self.note_set_up(|set_up| set_up.is_user(client, Some(login.clone())));
        self.inner.update_value(|inner| {
            inner.logins.insert(client, login);
        });
        self.change(|facts| facts.identified = true);
        Ok(())
    }

    /// Connects a client as who it was said to be, or as nobody in particular.
    ///
    /// # Errors
    /// The step that failed, and how.
    pub async fn open_as_set(&self, open: Open) -> Result<(), WorkError> {
        let (login, receive) = self.inner.with_value(|inner| (inner.logins.get(&open.client).cloned(), inner.receive));
        let login = login.unwrap_or_else(|| Login::anonymous(open.client));
        let client = open.client;
        self.open(OpenPlan { receive, login, will: None, open }).await?;
        // It was opened with the will that was set before, and is opened with it again.
        self.note_set_up(|set_up| set_up.opens_with_its_will(client));
        Ok(())
    }

    /// Sets the will alone.
    ///
    /// # Errors
    /// As the command fails.
    pub async fn set_will(&self, will: &Will) -> Result<(), WorkError> {
        self.handle()?.run(will).await?;
        self.note_set_up(|set_up| set_up.has_will(will.client, Some(will.clone())));
        Ok(())
    }

    /// Chooses how messages are announced.
    ///
    /// # Errors
    /// As the command fails.
    pub async fn receive(&self, how: Receive) -> Result<(), WorkError> {
        self.handle()?.run(&Conf(how)).await?;
        self.inner.update_value(|inner| inner.receive = how);
        Ok(())
    }

    /// Ends a client's connection.
    ///
    /// # Errors
    /// As the command fails.
    pub async fn close(&self, client: ClientIndex) -> Result<(), WorkError> {
        let handle = self.handle()?;
        let before = self.facts.with_untracked(|facts| facts.client(client).state);
        self.set_client(client, ClientState::Closing);
        let result = handle.run(&Close { client }).await;
        let refused_broken = before == ClientState::Broken && matches!(result, Err(Failure::Rejected(_)));
        if result.is_ok() || refused_broken {
            self.note_set_up(|set_up| set_up.closed(client));
            self.change(|facts| {
                facts.forget_connection(client);
                facts.settle(Fact::ClientClosed(client));
            });
            self.set_client(client, ClientState::Free);
            return Ok(());
        }
        if self.facts.with_untracked(|facts| facts.client(client).state == ClientState::Closing) {
            self.set_client(client, before);
        }
        Ok(result?)
    }

    /// Subscribes.
    ///
    /// # Errors
    /// As the command fails.
    pub async fn subscribe(
        &self,
        client: ClientIndex,
        filter: impl Into<TopicRef<TopicFilter>>,
        qos: Qos,
    ) -> Result<(), WorkError> {
        let filter = filter.into();
        let command = Subscribe { client, topic: filter.clone(), qos };
        self.handle()?.run(&command).await.inspect_err(|failure| self.doubt_after(failure, Some(client)))?;
        self.note_subscription(client, &filter);
        let subscription = Subscription { client, filter, qos };
        self.note_set_up(|set_up| set_up.subscribed(&subscription));
        self.change(|facts| {
            facts.subscriptions.retain(|held| held.client != client || held.filter != subscription.filter);
            facts.subscriptions.push(subscription);
        });
        Ok(())
    }

    /// Ends a subscription.
    ///
    /// # Errors
    /// As the command fails.
    pub async fn unsubscribe(
        &self,
        client: ClientIndex,
        filter: impl Into<TopicRef<TopicFilter>>,
    ) -> Result<(), WorkError> {
        let filter = filter.into();
        let command = Unsubscribe { client, topic: filter.clone() };
        self.handle()?.run(&command).await.inspect_err(|failure| self.doubt_after(failure, Some(client)))?;
        self.note_set_up(|set_up| set_up.unsubscribed(client, &filter));
        self.change(|facts| facts.subscriptions.retain(|held| held.client != client || held.filter != filter));
        Ok(())
    }

    /// Publishes; whether the module confirmed it, which with QoS 0 it need not. How far it is stands in the dialogue.
    ///
    /// # Errors
    /// As the command fails.
    pub async fn publish(&self, publish: &Publish, dialogue: &Dialogue) -> Result<bool, WorkError> {
        // The message can be back before the module has confirmed it.
        let next = self.with_messages(Messages::total);
        let handle = self.handle()?.keeping(dialogue);
        let at = handle.now();
        let answer = handle.submit(Request::of(publish)).await;
        let reply = answer.inspect_err(|failure| self.doubt_after(failure, publish.client()))?;
        let topic = self.facts.with_untracked(|facts| {
            publish.client().map_or_else(|| publish.topic().text(), |client| facts.name_of(client, publish.topic()))
        });
        if let Some(client) = publish.client() {
            self.note_sent(Outgoing { at, client, topic, payload: publish.payload().bytes(), next });
        }
        self.change(|facts| facts.published += 1);
        Ok(reply.status.is_some())
    }

    /// Which clients can be opened.
    ///
    /// # Errors
    /// As the command fails.
    pub async fn free_clients(&self) -> Result<Vec<ClientIndex>, WorkError> {
        Ok(self.handle()?.run(&FreeClients).await?)
    }

    /// A refusal makes one doubt that the client is connected as is thought.
    pub(super) fn doubt_after(&self, failure: &Failure, client: Option<ClientIndex>) {
        if matches!(failure, Failure::Rejected(_)) {
            self.doubt(client);
        }
    }

    fn set_client(&self, client: ClientIndex, state: ClientState) {
        self.change(|facts| {
            facts.clients.entry(client).or_default().state = state;
            if state == ClientState::Open {
                facts.settle(Fact::ClientOpened(client));
            }
        });
    }
}

impl Facts {
    /// Keeps what a check found.
    pub(super) fn learn(&mut self, found: &Check) {
        if matches!(&found.result, CheckResult::Sim(state) if state.is_there()) {
            self.settle(Fact::HasSim);
        }
        match &found.result {
            CheckResult::Signal(signal) => self.signal = Some(*signal),
            CheckResult::Registration(state, operator) => {
                self.registration = Some(*state);
                self.operator.clone_from(operator);
            }
            CheckResult::Address(address) => self.hold_address(*address),
            // What waited for the SIM waits no longer.
            CheckResult::Sim(state) if state.lets_in() => {
                self.checks.retain(|check| check.result != CheckResult::WaitsForSim);
            }
            CheckResult::Clients(free) => self.find_clients(None, free),
            CheckResult::Answered(_)
            | CheckResult::Clock(_)
            | CheckResult::Sim(_)
            | CheckResult::WaitsForSim
            | CheckResult::Failed(_) => {}
        }
        self.checks.retain(|check| check.name != found.name);
        self.checks.push(found.clone());
    }
}
