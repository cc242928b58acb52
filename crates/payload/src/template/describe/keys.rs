//! The keys of one mapping of a template: taken by name, and those that are not known refused by name.

use crate::template::expression::integer;
use crate::template::refused::{Refused, Why};
use crate::template::yaml::{Kind, Yaml};

/// A mapping.
#[derive(Clone, Copy)]
pub(super) struct Keys<'y> {
    /// Where it begins.
    pub(super) line: usize,
    pairs: &'y [(String, usize, Yaml)],
}

/// A value with its key.
#[derive(Clone, Copy)]
pub(super) struct Found<'y> {
    pub(super) key: &'y str,
    pub(super) line: usize,
    pub(super) value: &'y Yaml,
}

impl<'y> Keys<'y> {
    /// The mapping that a value is. Its keys must be among these.
    pub(super) fn of(value: &'y Yaml, name: &str, known: &[&str]) -> Result<Self, Refused> {
        let keys = Self::any(value, name)?;
        match keys.pairs.iter().find(|(key, ..)| !known.contains(&key.as_str())) {
            Some((key, line, _)) => Err(Refused::new(*line, key, Why::Unsupported)),
            None => Ok(keys),
        }
    }

    /// The mapping that a value is, with any keys.
    pub(super) fn any(value: &'y Yaml, name: &str) -> Result<Self, Refused> {
        match &value.kind {
            Kind::Map(pairs) => Ok(Self { line: value.line, pairs }),
            Kind::Scalar { text, .. } => Err(Refused::value(value.line, name, text)),
            Kind::List(_) => Err(Refused::value(value.line, name, "[…]")),
        }
    }

    pub(super) fn all(self) -> impl Iterator<Item = Found<'y>> {
        self.pairs.iter().map(|(key, line, value)| Found { key, line: *line, value })
    }

    pub(super) fn get(self, key: &str) -> Option<Found<'y>> {
        self.all().find(|found| found.key == key)
    }

    /// Like [`Self::get`], where the key must be there.
    pub(super) fn needed(self, key: &str) -> Result<Found<'y>, Refused> {
        self.get(key).ok_or_else(|| Refused::new(self.line, key, Why::Missing))
    }

    pub(super) fn text(self, key: &str) -> Result<Option<String>, Refused> {
        self.get(key).map(|found| found.text().map(str::to_owned)).transpose()
    }

    pub(super) fn flag(self, key: &str) -> Result<bool, Refused> {
        match self.get(key) {
            None => Ok(false),
            Some(found) => match found.text()? {
                "true" => Ok(true),
                "false" => Ok(false),
                _ => Err(found.wrong()),
            },
        }
    }

    pub(super) fn byte(self, key: &str) -> Result<Option<u8>, Refused> {
        self.get(key).map(Found::byte).transpose()
    }
}

impl<'y> Found<'y> {
    /// This value is not possible.
    pub(super) fn wrong(self) -> Refused {
        match &self.value.kind {
            Kind::Scalar { text, .. } => Refused::value(self.line, self.key, text),
            Kind::List(_) => Refused::value(self.line, self.key, "[…]"),
            Kind::Map(_) => Refused::value(self.line, self.key, "{…}"),
        }
    }

    pub(super) fn refused(self, why: Why) -> Refused {
        Refused::new(self.line, self.key, why)
    }

    pub(super) fn text(self) -> Result<&'y str, Refused> {
        match &self.value.kind {
            Kind::Scalar { text, .. } => Ok(text),
            _ => Err(self.wrong()),
        }
    }

    pub(super) fn byte(self) -> Result<u8, Refused> {
        byte(self.value).ok_or_else(|| self.wrong())
    }

    pub(super) fn list(self) -> Result<&'y [Yaml], Refused> {
        match &self.value.kind {
            Kind::List(items) => Ok(items),
            _ => Err(self.wrong()),
        }
    }

    /// The bytes that `contents` and the like give: a text, or a list of numbers and texts.
    pub(super) fn bytes(self) -> Result<Vec<u8>, Refused> {
        bytes(self.value).filter(|bytes| !bytes.is_empty()).ok_or_else(|| self.wrong())
    }
}

fn byte(value: &Yaml) -> Option<u8> {
    match &value.kind {
        Kind::Scalar { text, .. } => integer(text).and_then(|number| u8::try_from(number).ok()),
        _ => None,
    }
}

pub(super) fn bytes(value: &Yaml) -> Option<Vec<u8>> {
    match &value.kind {
        // A number that is no byte is a mistake, and not the text of its digits.
        Kind::Scalar { text, plain: true } if integer(text).is_some() => byte(value).map(|byte| vec![byte]),
        Kind::Scalar { text, .. } => Some(text.clone().into_bytes()),
        Kind::List(items) => {
            let parts: Option<Vec<Vec<u8>>> = items.iter().map(bytes).collect();
            parts.map(|parts| parts.concat())
        }
        Kind::Map(_) => None,
    }
}
