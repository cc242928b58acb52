//! How a message's topic is addressed: by name, and for MQTT-SN also by a name of two characters or by a number.

use std::num::NonZeroU16;

use super::number::whole_number;
use super::{ClientIndex, Problem, Topic, TopicFilter};
use crate::profile::Profile;

/// The number that an MQTT-SN gateway gave to a topic: 1 to 65535 (003, 1.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TopicId(NonZeroU16);

impl TopicId {
    /// Checks a number.
    ///
    /// # Errors
    /// [`Problem::OutOfRange`] outside 1 to 65535.
    pub fn new(number: u32) -> Result<Self, Problem> {
        let number = u16::try_from(number).ok().and_then(NonZeroU16::new);
        number.map(Self).ok_or(Problem::OutOfRange { min: 1, max: u16::MAX.into() })
    }

    /// Reads what a person typed.
    ///
    /// # Errors
    /// [`Problem::Empty`], [`Problem::NotANumber`] or [`Problem::OutOfRange`].
    pub fn parse(text: &str) -> Result<Self, Problem> {
        Self::new(whole_number(text, 1, u16::MAX.into())?)
    }

    /// The number on the wire.
    #[must_use]
    pub const fn number(self) -> u16 {
        self.0.get()
    }
}

impl std::fmt::Display for TopicId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// In which of the two ways a person gives a topic: the digits of a number are a name as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum TopicForm {
    /// By its name, which may be a short one.
    #[default]
    Name,
    /// By its number.
    Id,
}

/// A topic as a command addresses it. Clients of MQTT have names alone.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TopicRef<T> {
    /// Its name.
    Name(T),
    /// Its name of two characters, which MQTT-SN sends without registering it (003, 1.5). On the wire it looks like any name.
    Short(T),
    /// Its number.
    Id(TopicId),
}

impl<T: AsRef<str>> TopicRef<T> {
    /// A topic by its name, which for a client of MQTT-SN is a short one when it has two characters.
    #[must_use]
    pub fn named(client: ClientIndex, name: T) -> Self {
        if client.is_sn() && name.as_ref().len() == 2 { Self::Short(name) } else { Self::Name(name) }
    }

    /// A topic by its number.
    ///
    /// # Errors
    /// [`Problem::NeedsSnClient`] for a client of MQTT; [`Problem::OutOfRange`] outside 1 to 65535.
    pub fn numbered(client: ClientIndex, number: u32) -> Result<Self, Problem> {
        client.require_sn()?;
        TopicId::new(number).map(Self::Id)
    }

    /// In which way it is given.
    #[must_use]
    pub const fn form(&self) -> TopicForm {
        match self {
            Self::Name(_) | Self::Short(_) => TopicForm::Name,
            Self::Id(_) => TopicForm::Id,
        }
    }

    /// What a person calls it: the name, or the number.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Name(name) | Self::Short(name) => name.as_ref().to_owned(),
            Self::Id(id) => id.to_string(),
        }
    }
}

impl TopicRef<Topic> {
    /// Reads what a person typed: where to publish.
    ///
    /// # Errors
    /// As [`Topic::parse`] and [`TopicId::parse`]; [`Problem::NeedsSnClient`] for a number and a client of MQTT.
    pub fn parse(profile: &Profile, client: ClientIndex, form: TopicForm, text: &str) -> Result<Self, Problem> {
        match form {
            TopicForm::Name => Topic::parse(profile, text).map(|name| Self::named(client, name)),
            TopicForm::Id => client.require_sn().and_then(|()| TopicId::parse(text)).map(Self::Id),
        }
    }
}

impl TopicRef<TopicFilter> {
    /// Reads what a person typed: what to subscribe to.
    ///
    /// # Errors
    /// As [`TopicFilter::parse`] and [`TopicId::parse`]; [`Problem::NeedsSnClient`] for a number and a client of MQTT.
    pub fn parse(profile: &Profile, client: ClientIndex, form: TopicForm, text: &str) -> Result<Self, Problem> {
        match form {
            TopicForm::Name => TopicFilter::parse(profile, text).map(|name| Self::named(client, name)),
            TopicForm::Id => client.require_sn().and_then(|()| TopicId::parse(text)).map(Self::Id),
        }
    }
}

impl From<Topic> for TopicRef<Topic> {
    fn from(topic: Topic) -> Self {
        Self::Name(topic)
    }
}

impl From<TopicFilter> for TopicRef<TopicFilter> {
    fn from(filter: TopicFilter) -> Self {
        Self::Name(filter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::CommandLine;
    use crate::profile::PERMISSIVE;

    #[test]
    fn numbers_and_short_names_belong_to_clients_of_mqtt_sn() {
        let [mqtt, _, sn, _] = ClientIndex::ALL;
        let topic = |text| Topic::parse(&PERMISSIVE, text).unwrap();
        assert_eq!(TopicRef::<Topic>::numbered(mqtt, 7).err(), Some(Problem::NeedsSnClient));
        for (number, expected) in [
            (0, Err(Problem::OutOfRange { min: 1, max: 65_535 })),
            (1, Ok(1)),
            (65_535, Ok(65_535)),
            (65_536, Err(Problem::OutOfRange { min: 1, max: 65_535 })),
        ] {
            assert_eq!(TopicId::new(number).map(TopicId::number), expected, "{number}");
        }
        assert_eq!(TopicRef::named(sn, topic("ab")), TopicRef::Short(topic("ab")));
        assert_eq!(TopicRef::named(sn, topic("abc")), TopicRef::Name(topic("abc")));
        assert_eq!(TopicRef::named(mqtt, topic("ab")), TopicRef::Name(topic("ab")));
        assert_eq!(TopicRef::<Topic>::numbered(sn, 7).unwrap().text(), "7");
    }

    #[test]
    fn what_is_typed_is_a_name_or_a_number_as_the_person_says() {
        let [mqtt, _, sn, _] = ClientIndex::ALL;
        let (name, id) = (TopicForm::Name, TopicForm::Id);
        for (client, form, text, expected) in [
            (sn, name, "7", Ok("AT+X=\"7\"")),
            (sn, id, "7", Ok("AT+X=7")),
            (sn, id, " 65535 ", Ok("AT+X=65535")),
            (sn, name, "ab", Ok("AT+X=\"ab\"")),
            (mqtt, name, "7", Ok("AT+X=\"7\"")),
            (mqtt, id, "7", Err(Problem::NeedsSnClient)),
            (sn, id, "", Err(Problem::Empty)),
            (sn, id, "ab", Err(Problem::NotANumber)),
            (sn, id, "65536", Err(Problem::OutOfRange { min: 1, max: 65_535 })),
            (sn, name, "a/+", Err(Problem::Wildcard { at: 2, found: '+' })),
        ] {
            let found = TopicRef::<Topic>::parse(&PERMISSIVE, client, form, text);
            let line = found.map(|topic| CommandLine::execute("+X").topic(&topic).as_str().to_owned());
            assert_eq!(line, expected.map(str::to_owned), "{client} {form:?} {text}");
        }
        let filter = TopicRef::<TopicFilter>::parse(&PERMISSIVE, sn, name, "a/+").map(|filter| filter.form());
        assert_eq!(filter, Ok(name));
        let filter = TopicRef::<TopicFilter>::parse(&PERMISSIVE, sn, id, "3").map(|filter| filter.form());
        assert_eq!(filter, Ok(id));
    }
}
