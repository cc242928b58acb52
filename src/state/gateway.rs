//! MQTT-SN: the topics that a gateway has numbered, and what can be done at a gateway.

use std::collections::HashSet;

use fibocom_at::args::{ClientIndex, Qos, SnClientIdString, Topic, TopicForm, TopicId, TopicRef};
use fibocom_at::commands::{
    ReadRegisteredTopics, RegisterTopic, RegisteredTopic, Retain, SetSnClientId, UpdateWillMessage, UpdateWillTopic,
};
use fibocom_at::profile::Feature;
use fibocom_at::urc::Urc;
use fibocom_at::{Field, Message};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Facts, WorkError, Workbench};
use crate::link::procedure::Login;

/// A topic that has a number, until its client's connection ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberedTopic {
    /// The client, the number and the topic.
    pub registered: RegisteredTopic,
    /// How it came to be known.
    pub heard: Heard,
}

/// How a number came to be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Heard {
    /// This page had the module ask for it.
    Asked,
    /// The gateway announced it, with status 2 (003, 1.14).
    Announced,
    /// The module has it in its list, as it does where a subscription or a message made the gateway give one.
    Listed,
}

/// What a topic is that somebody gives to a client of MQTT-SN.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Given {
    /// A name of two characters, which travels as it is.
    Short,
    /// A name without a number, as far as is known.
    Name,
    /// A name that has this number.
    Numbered(TopicId),
    /// The number of this topic.
    IdOf(String),
    /// A number that nothing is known of.
    UnknownId,
}

impl Facts {
    /// What a topic is that was given to a client of MQTT-SN.
    #[must_use]
    pub fn given<T: AsRef<str>>(&self, client: ClientIndex, topic: &TopicRef<T>) -> Given {
        match topic {
            TopicRef::Short(_) => Given::Short,
            TopicRef::Name(name) => {
                let known = self.numbered(client).find(|known| known.registered.topic == name.as_ref());
                known.map_or(Given::Name, |known| Given::Numbered(known.registered.id))
            }
            TopicRef::Id(id) => {
                self.topic_of(client, *id).map_or(Given::UnknownId, |name| Given::IdOf(name.to_owned()))
            }
        }
    }

    /// The same topic in the other way, where both its name and its number are known.
    #[must_use]
    pub fn in_form(&self, client: ClientIndex, form: TopicForm, text: &str) -> Option<String> {
        let mut known = self.numbered(client).map(|known| &known.registered);
        match form {
            TopicForm::Id => known.find(|known| known.topic == text).map(|known| known.id.to_string()),
            TopicForm::Name => known.find(|known| known.id.to_string() == text).map(|known| known.topic.clone()),
        }
    }

    /// The topics that have a number at this client, in the order of the numbers.
    pub fn numbered(&self, client: ClientIndex) -> impl Iterator<Item = &NumberedTopic> {
        self.numbered.iter().filter(move |known| known.registered.client == client)
    }

    /// The topic that a number stands for.
    #[must_use]
    pub fn topic_of(&self, client: ClientIndex, id: TopicId) -> Option<&str> {
        let known = self.numbered(client).find(|known| known.registered.id == id)?;
        Some(&known.registered.topic)
    }

    /// A topic as everybody else calls it: by its name, where it is known.
    #[must_use]
    pub fn name_of<T: AsRef<str>>(&self, client: ClientIndex, topic: &TopicRef<T>) -> String {
        match topic {
            TopicRef::Id(id) => self.topic_of(client, *id).map_or_else(|| topic.text(), str::to_owned),
            TopicRef::Name(_) | TopicRef::Short(_) => topic.text(),
        }
    }

    /// Keeps a number. A list says nothing new of what is known already.
    pub(super) fn learn_topic(&mut self, registered: RegisteredTopic, heard: Heard) {
        if heard == Heard::Listed && self.numbered.iter().any(|known| known.registered == registered) {
            return;
        }
        let RegisteredTopic { client, id, ref topic } = registered;
        self.numbered.retain(|known| {
            let other = &known.registered;
            other.client != client || (other.id != id && other.topic != *topic)
        });
        self.numbered.push(NumberedTopic { registered, heard });
        self.numbered.sort_by_key(|known| (known.registered.client, known.registered.id));
    }

    /// A client's connection has ended, and with it what it had subscribed to and all of its numbers.
    pub(super) fn forget_connection(&mut self, client: ClientIndex) {
        self.unopened.remove(&client);
        self.subscriptions.retain(|subscription| subscription.client != client);
        self.numbered.retain(|known| known.registered.client != client);
        if let Some(facts) = self.clients.get_mut(&client) {
            (facts.is_found, facts.opened) = (false, None);
        }
    }
}

/// The numbers whose names have been asked for, so that each is asked for once.
pub(super) type AskedTopics = HashSet<(ClientIndex, TopicId)>;

impl Workbench {
    /// Sets the client id of a client of MQTT-SN alone.
    ///
    /// # Errors
    /// As the command fails.
    pub async fn set_sn_client_id(&self, client: ClientIndex, id: SnClientIdString) -> Result<(), WorkError> {
        let command = SetSnClientId::new(client, id).map_err(|problem| problem.at(Field::Client))?;
        self.handle()?.run(&command).await?;
        let login = Login::Sn(Some(command));
        self.note_set_up(|set_up| set_up.is_user(client, Some(login.clone())));
        self.inner.update_value(|inner| {
            inner.logins.insert(client, login);
        });
        Ok(())
    }

    /// Has the gateway give a topic a number.
    ///
    /// # Errors
    /// As the command fails; [`WorkError::NoTopicId`] when the module took it and does not say which number.
    pub async fn register_topic(&self, client: ClientIndex, topic: Topic) -> Result<TopicId, WorkError> {
        let name = topic.as_str().to_owned();
        let command = RegisterTopic::new(client, topic).map_err(|problem| problem.at(Field::Client))?;
        if let Some(registered) = self.handle()?.run(&command).await? {
            let id = registered.id;
            self.change(|facts| facts.learn_topic(registered, Heard::Asked));
            return Ok(id);
        }
        // Firmware may leave the number out (003, 1.14, example), and then only its list has it.
        self.read_numbered().await?;
        let found = self.facts.with_untracked(|facts| {
            facts.numbered(client).find(|known| known.registered.topic == name).map(|known| known.registered.clone())
        });
        let registered = found.ok_or(WorkError::NoTopicId)?;
        let id = registered.id;
        self.change(|facts| facts.learn_topic(registered, Heard::Asked));
        Ok(id)
    }

    /// Asks the module which topics have numbers.
    ///
    /// # Errors
    /// As the command fails.
    pub async fn read_numbered(&self) -> Result<(), WorkError> {
        let listed = self.handle()?.run(&ReadRegisteredTopics).await?;
        self.change(|facts| listed.into_iter().for_each(|topic| facts.learn_topic(topic, Heard::Listed)));
        Ok(())
    }

    /// Gives the will another topic, while the client is connected.
    ///
    /// # Errors
    /// As the command fails.
    pub async fn update_will_topic(
        &self,
        client: ClientIndex,
        (qos, retain): (Qos, Retain),
        topic: Topic,
    ) -> Result<(), WorkError> {
        let command = UpdateWillTopic::new(client, qos, retain, topic);
        let command = command.map_err(|problem| problem.at(Field::Client))?;
        Ok(self.handle()?.run(&command).await?)
    }

    /// Gives the will another text, while the client is connected.
    ///
    /// # Errors
    /// As the command fails.
    pub async fn update_will_message(&self, update: &UpdateWillMessage) -> Result<(), WorkError> {
        Ok(self.handle()?.run(update).await?)
    }

    /// Puts the name in the place of a number that a message came with. What the number stands for is asked once where it
    /// is not known, for the messages that follow.
    pub(super) fn name_message(&self, message: &mut Message) {
        let Some(id) = message.topic_id else { return };
        match self.facts.with_untracked(|facts| facts.topic_of(message.client, id).map(str::to_owned)) {
            Some(name) => message.topic = name,
            None => self.ask_topics(message.client, Some(id)),
        }
    }

    /// Takes note of a number that the gateway announced. Firmware that leaves out which is asked.
    pub(super) fn note_registration(&self, code: &Urc) {
        if let Urc::TopicRegistered(client, None) = code {
            self.ask_topics(*client, None);
        }
    }

    /// A subscription by name makes the gateway give a number, which nothing announces.
    pub(super) fn note_subscription<T: AsRef<str>>(&self, client: ClientIndex, topic: &TopicRef<T>) {
        let numbered = matches!(topic, TopicRef::Name(name) if !name.as_ref().contains(['+', '#']));
        if client.is_sn() && numbered {
            self.ask_topics(client, None);
        }
    }

    fn ask_topics(&self, client: ClientIndex, id: Option<TopicId>) {
        let asked = id.is_some_and(|id| {
            self.inner.try_update_value(|inner| !inner.asked_topics.insert((client, id))).unwrap_or(true)
        });
        if asked || !self.profile_now().has(Feature::MqttSnCommands) {
            return;
        }
        let workbench = *self;
        spawn_local(async move {
            // A module that cannot tell leaves the number as it is.
            let _ = workbench.read_numbered().await;
        });
    }
}

#[cfg(test)]
mod tests {
    use fibocom_at::Profile;
    use fibocom_at::args::TopicFilter;
    use fibocom_at::codes::BreakCause;

    use super::*;
    use crate::state::Subscription;

    fn known(client: ClientIndex, id: u32, topic: &str) -> RegisteredTopic {
        RegisteredTopic { client, id: TopicId::new(id).unwrap(), topic: topic.to_owned() }
    }

    #[test]
    fn a_number_stands_for_one_topic_and_a_topic_has_one_number() {
        let [_, _, first, second] = ClientIndex::ALL;
        let mut facts = Facts::default();
        facts.learn_topic(known(first, 2, "b"), Heard::Announced);
        facts.learn_topic(known(first, 1, "a"), Heard::Asked);
        facts.learn_topic(known(second, 1, "c"), Heard::Listed);
        facts.learn_topic(known(first, 1, "a"), Heard::Listed);
        facts.learn_topic(known(first, 3, "b"), Heard::Listed);
        let rows: Vec<_> = facts
            .numbered(first)
            .map(|row| (row.registered.id.number(), row.registered.topic.as_str(), row.heard))
            .collect();
        assert_eq!(rows, [(1, "a", Heard::Asked), (3, "b", Heard::Listed)]);
        assert_eq!(facts.topic_of(second, TopicId::new(1).unwrap()), Some("c"));
        assert_eq!(facts.topic_of(first, TopicId::new(2).unwrap()), None);
        let by_number = |number| TopicRef::<Topic>::numbered(first, number).unwrap();
        assert_eq!(
            (facts.name_of(first, &by_number(3)), facts.name_of(first, &by_number(9))),
            ("b".into(), "9".into())
        );
    }

    #[test]
    fn what_is_given_is_told_apart() {
        let [_, _, client, _] = ClientIndex::ALL;
        let mut facts = Facts::default();
        facts.learn_topic(known(client, 3, "plant/7"), Heard::Asked);
        let three = TopicId::new(3).unwrap();
        for (form, text, given, other) in [
            (TopicForm::Name, "ab", Given::Short, None),
            (TopicForm::Name, "plant/8", Given::Name, None),
            (TopicForm::Name, "plant/7", Given::Numbered(three), Some("3")),
            (TopicForm::Name, "3", Given::Name, None),
            (TopicForm::Id, "3", Given::IdOf("plant/7".to_owned()), Some("plant/7")),
            (TopicForm::Id, "4", Given::UnknownId, None),
        ] {
            let topic = TopicRef::<Topic>::parse(Profile::for_model("L610"), client, form, text).unwrap();
            assert_eq!(facts.given(client, &topic), given, "{form:?} {text}");
            let turned = if form == TopicForm::Name { TopicForm::Id } else { TopicForm::Name };
            assert_eq!(facts.in_form(client, turned, text).as_deref(), other, "{form:?} {text}");
        }
    }

    #[test]
    fn numbers_end_with_their_connection() {
        let [mqtt, _, first, second] = ClientIndex::ALL;
        let profile = Profile::for_model("L610");
        let held = |client| Subscription {
            client,
            filter: TopicRef::<TopicFilter>::parse(profile, client, TopicForm::Name, "a/b").unwrap(),
            qos: Qos::AtMostOnce,
        };
        for code in [Urc::Broken(first, BreakCause::Server), Urc::Closed(first)] {
            let mut facts = Facts { subscriptions: vec![held(mqtt), held(first)], ..Facts::default() };
            facts.learn_topic(known(first, 1, "a"), Heard::Asked);
            facts.hear(&Urc::TopicRegistered(first, Some(known(first, 2, "b"))), 0);
            facts.learn_topic(known(second, 1, "a"), Heard::Asked);
            assert_eq!(facts.numbered(first).count(), 2);
            facts.hear(&code, 0);
            assert_eq!((facts.numbered(first).count(), facts.numbered(second).count()), (0, 1));
            assert_eq!(facts.subscriptions, [held(mqtt)]);
        }
    }
}
