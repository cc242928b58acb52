//! JSON that is kept as it came: its meaning is somebody else's, or a later version's.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize, Serializer};
use serde_json::value::RawValue;

/// A value as its text, without line ends between its parts. It may be nested deeper than a program wants to follow.
#[derive(Clone)]
pub struct Json(Box<RawValue>);

impl Json {
    /// Something as JSON. `None` for what JSON cannot say: a map whose keys are no texts.
    #[must_use]
    pub fn of(value: &impl Serialize) -> Option<Self> {
        let text = serde_json::to_string(value).ok()?;
        Self::parse(&text)
    }

    /// The value of a JSON text.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let value: Box<RawValue> = serde_json::from_str(text.trim()).ok()?;
        if !value.get().contains(['\n', '\r']) {
            return Some(Self(value));
        }
        // In a JSON text, they stand between values only: inside strings they are escaped.
        RawValue::from_string(value.get().replace(['\n', '\r'], " ")).ok().map(Self)
    }

    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.get()
    }

    /// What it says, as something that is known. `None` where it is something else.
    #[must_use]
    pub fn read<'a, T: Deserialize<'a>>(&'a self) -> Option<T> {
        serde_json::from_str(self.as_str()).ok()
    }
}

impl From<&RawValue> for Json {
    fn from(value: &RawValue) -> Self {
        Self(value.to_owned())
    }
}

impl PartialEq for Json {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Json {}

impl fmt::Debug for Json {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// Members of an object by their names.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct Members(BTreeMap<String, Json>);

impl Members {
    /// None.
    pub const NONE: Self = Self(BTreeMap::new());

    /// The value of one.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.0.get(name)
    }

    /// Sets one. Those beside known ones must have other names than these.
    pub fn set(&mut self, name: impl Into<String>, value: Json) {
        self.0.insert(name.into(), value);
    }

    /// All of them, by their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many bytes of text they are.
    pub(crate) fn size(&self) -> usize {
        self.iter().map(|(name, value)| name.len() + value.as_str().len()).sum()
    }
}

impl<N: Into<String>> FromIterator<(N, Json)> for Members {
    fn from_iter<I: IntoIterator<Item = (N, Json)>>(members: I) -> Self {
        Self(members.into_iter().map(|(name, value)| (name.into(), value)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_one_line_and_otherwise_as_it_came() {
        for (text, expected) in [
            ("{\"a\": [1,\r\n2.50]}\n", Some("{\"a\": [1,  2.50]}")),
            (" 12345678901234567890123456789 ", Some("12345678901234567890123456789")),
            ("\"\\ud800\"", Some("\"\\ud800\"")),
            ("", None),
            ("{\"a\":}", None),
            ("1 2", None),
            ("\"a\nb\"", None),
        ] {
            let value = Json::parse(text);
            assert_eq!(value.as_ref().map(Json::as_str), expected, "{text}");
        }
        let deep = "[".repeat(100_000) + &"]".repeat(100_000);
        let deep = Json::parse(&deep).unwrap();
        assert_eq!(deep.read::<serde_json::Value>(), None);
    }
}
