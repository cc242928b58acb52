//! A JSON object that is being read: its members are taken out one by one, and what is left over is kept.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::json::{Json, Members};
use super::problem::{ProblemKind, shortened};

/// How many members an object has at most: few enough to look through them one by one.
const MEMBERS: usize = 256;

/// Members whose values are not looked at yet.
#[derive(Debug, Default)]
pub(super) struct Object<'a> {
    members: Vec<(Cow<'a, str>, &'a RawValue)>,
    /// What is wrong with the object as such.
    pub(super) wrong: Option<ProblemKind>,
}

impl<'a> Object<'a> {
    /// The object that a text is.
    pub(super) fn read(text: &'a str) -> Result<Self, ProblemKind> {
        let object: Self = serde_json::from_str(text)
            .map_err(|error| if error.is_eof() { ProblemKind::CutShort } else { ProblemKind::NotJson })?;
        match object.wrong {
            Some(ProblemKind::TooManyMembers { limit }) => Err(ProblemKind::TooManyMembers { limit }),
            _ => Ok(object),
        }
    }

    /// Whether it has such a member.
    pub(super) fn has(&self, name: &str) -> bool {
        self.place(name).is_some()
    }

    fn place(&self, name: &str) -> Option<usize> {
        self.members.iter().position(|(member, _)| member == name)
    }

    /// What a member says, if it is what is asked for.
    pub(super) fn peek<T: Deserialize<'a>>(&self, name: &str) -> Option<T> {
        let (_, value) = self.members.get(self.place(name)?)?;
        serde_json::from_str(value.get()).ok()
    }

    /// Takes a member out. `null` counts as missing.
    pub(super) fn take<T: Deserialize<'a>>(&mut self, name: &'static str) -> Result<Option<T>, ProblemKind> {
        let Some(value) = self.take_any(name) else { return Ok(None) };
        serde_json::from_str(value.get()).map_err(|_| ProblemKind::Malformed { member: name })
    }

    /// Takes a member that has to be there.
    pub(super) fn need<T: Deserialize<'a>>(&mut self, name: &'static str) -> Result<T, ProblemKind> {
        self.take(name)?.ok_or(ProblemKind::Missing { member: name })
    }

    /// Takes a member of any kind.
    pub(super) fn take_any(&mut self, name: &str) -> Option<&'a RawValue> {
        self.place(name).map(|place| self.members.swap_remove(place).1)
    }

    /// Takes a member that is an object itself.
    pub(super) fn take_object(&mut self, name: &'static str) -> Result<Option<Self>, ProblemKind> {
        let Some(value) = self.take_any(name).filter(|value| value.get() != "null") else { return Ok(None) };
        Self::read(value.get()).map(Some).map_err(|_| ProblemKind::Malformed { member: name })
    }

    /// What nobody has taken.
    pub(super) fn rest(self) -> Members {
        self.members.into_iter().map(|(name, value)| (name, Json::from(value))).collect()
    }
}

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Taking)
    }
}

struct Taking;

impl<'de> Visitor<'de> for Taking {
    type Value = Object<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object<'de>, A::Error> {
        let mut object = Object::default();
        while let Some(Name(name)) = map.next_key()? {
            if object.members.len() >= MEMBERS {
                object.wrong = Some(ProblemKind::TooManyMembers { limit: MEMBERS });
                map.next_value::<IgnoredAny>()?;
            } else if object.has(&name) {
                // The first one counts.
                object.wrong.get_or_insert(ProblemKind::Duplicate { member: shortened(&name) });
                map.next_value::<IgnoredAny>()?;
            } else {
                object.members.push((name, map.next_value()?));
            }
        }
        Ok(object)
    }
}

/// The name of a member, from the text itself where nothing in it is escaped.
struct Name<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Naming)
    }
}

struct Naming;

impl<'de> Visitor<'de> for Naming {
    type Value = Name<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a name")
    }

    fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Borrowed(name)))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Owned(name.to_owned())))
    }
}
