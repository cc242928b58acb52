//! The values that go into credentials, by name, and how each kind is read and checked.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use zeroize::Zeroizing;

use crate::invalid::{Invalid, Problem};
use crate::key::Key;
use crate::secret::Secret;

/// Keys with stray low bits in their last character are in use and are accepted by the clouds.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Values by their names. `Debug` shows the names alone.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Values(BTreeMap<Key, Secret>);

impl std::fmt::Debug for Values {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

impl Values {
    /// No values.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same values and one more, or another one in its place.
    #[must_use]
    pub fn with(mut self, key: Key, text: &str) -> Self {
        self.set(key, text);
        self
    }

    /// Sets a value.
    pub fn set(&mut self, key: Key, text: &str) {
        self.0.insert(key, Secret::new(text));
    }

    /// Takes a value away.
    pub fn remove(&mut self, key: Key) {
        self.0.remove(&key);
    }

    /// A value, where it is there.
    #[must_use]
    pub fn get(&self, key: Key) -> Option<&str> {
        self.0.get(&key).map(Secret::reveal)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All values, in the order of their keys.
    pub fn iter(&self) -> impl Iterator<Item = (Key, &str)> {
        self.0.iter().map(|(key, value)| (*key, value.reveal()))
    }

    /// These values, with those in the place of their namesakes.
    #[must_use]
    pub fn overridden_by(mut self, others: &Self) -> Self {
        self.0.extend(others.0.iter().map(|(key, value)| (*key, value.clone())));
        self
    }

    /// A name or an id: something, without blanks at its ends, without control characters and without what would end it early.
    pub(crate) fn name(&self, key: Key, max: usize, separators: &[char]) -> Result<String, Invalid> {
        let text = self.checked(key, max)?.ok_or(Problem::Missing.at(key))?;
        if text.is_empty() {
            return Err(Problem::Missing.at(key));
        }
        match text.char_indices().find(|(_, c)| separators.contains(c)) {
            Some((at, found)) => Err(Problem::NotAllowed { at, found }.at(key)),
            None => Ok(text.to_owned()),
        }
    }

    /// A text that may be empty, but not left out.
    pub(crate) fn text(&self, key: Key, max: usize) -> Result<String, Invalid> {
        self.checked(key, max)?.map(str::to_owned).ok_or(Problem::Missing.at(key))
    }

    /// A secret: something, checked as a name is.
    pub(crate) fn secret(&self, key: Key, max: usize) -> Result<Secret, Invalid> {
        match self.checked(key, max)? {
            None | Some("") => Err(Problem::Missing.at(key)),
            Some(text) => Ok(Secret::new(text)),
        }
    }

    /// A free choice, or what stands in for it.
    pub(crate) fn choice(&self, key: Key, default: &str) -> Result<String, Invalid> {
        Ok(self.checked(key, CHOICE_MAX)?.filter(|text| !text.is_empty()).unwrap_or(default).to_owned())
    }

    /// One of few values, or the first of them.
    pub(crate) fn one_of(&self, key: Key, all: &'static [&'static str]) -> Result<&'static str, Invalid> {
        let Some(text) = self.get(key).filter(|text| !text.is_empty()) else {
            return all.first().copied().ok_or(Problem::Missing.at(key));
        };
        all.iter().copied().find(|value| *value == text).ok_or(Problem::NotOneOf(all).at(key))
    }

    /// Whether a switch of 0 and 1 is on; off, where it is not there.
    pub(crate) fn switch(&self, key: Key) -> Result<bool, Invalid> {
        Ok(self.one_of(key, &["0", "1", "false", "true"])?.starts_with(['1', 't']))
    }

    /// Digits, or what stands in for them. They stay a text: clouds sign what is written, not the number.
    pub(crate) fn digits(&self, key: Key, default: &str) -> Result<String, Invalid> {
        let text = self.choice(key, default)?;
        if text.bytes().all(|byte| byte.is_ascii_digit()) { Ok(text) } else { Err(Problem::NotANumber.at(key)) }
    }

    fn checked(&self, key: Key, max: usize) -> Result<Option<&str>, Invalid> {
        let Some(text) = self.get(key) else { return Ok(None) };
        check(text, max).map_err(|problem| problem.at(key))?;
        Ok(Some(text))
    }
}

/// The longest free choice: what MQTTUSER takes at most as a client id string.
const CHOICE_MAX: usize = 1024;

fn check(text: &str, max: usize) -> Result<(), Problem> {
    if text.starts_with(char::is_whitespace) {
        return Err(Problem::BlankAtEnd { at: 0 });
    }
    if let Some((at, last)) = text.char_indices().next_back()
        && last.is_whitespace()
    {
        return Err(Problem::BlankAtEnd { at });
    }
    if let Some((at, found)) = text.char_indices().find(|(_, c)| c.is_control()) {
        return Err(Problem::NotAllowed { at, found });
    }
    if text.len() > max { Err(Problem::TooLong { bytes: text.len(), max }) } else { Ok(()) }
}

/// The bytes of a base64 key.
pub(crate) fn decoded(key: Key, secret: &Secret) -> Result<Zeroizing<Vec<u8>>, Invalid> {
    let bytes = LENIENT.decode(secret.reveal()).map_err(|_| Problem::NotBase64.at(key))?;
    if bytes.is_empty() { Err(Problem::NotBase64.at(key)) } else { Ok(Zeroizing::new(bytes)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_refused_for_the_right_reason() {
        for (text, expected) in [
            (None, Some(Problem::Missing)),
            (Some(""), Some(Problem::Missing)),
            (Some("dev-01"), None),
            (Some("传感器"), None),
            (Some(" dev"), Some(Problem::BlankAtEnd { at: 0 })),
            (Some("dev\n"), Some(Problem::BlankAtEnd { at: 3 })),
            (Some("de\u{0}v"), Some(Problem::NotAllowed { at: 2, found: '\u{0}' })),
            (Some("de|v"), Some(Problem::NotAllowed { at: 2, found: '|' })),
            (Some("123456789"), Some(Problem::TooLong { bytes: 9, max: 8 })),
        ] {
            let values = text.map_or_else(Values::new, |text| Values::new().with(Key::DeviceName, text));
            let max = if text == Some("传感器") { 9 } else { 8 };
            let found = values.name(Key::DeviceName, max, &['|']).err().map(|invalid| invalid.problem);
            assert_eq!(found, expected, "{text:?}");
        }
    }

    #[test]
    fn keys_are_base64_and_stray_bits_are_forgiven() {
        for (text, expected) in [
            ("MDEyMzQ1Njc4OWFiY2RlZg==", Some(16)),
            ("adfasdfadsfadsf=", Some(11)),
            ("not base64!", None),
            ("0123456789abcdef0", None),
        ] {
            assert_eq!(decoded(Key::AccessKey, &Secret::new(text)).ok().map(|bytes| bytes.len()), expected, "{text}");
        }
    }

    #[test]
    fn debug_names_the_keys_and_no_value() {
        let values = Values::new().with(Key::DeviceSecret, "hunter2").with(Key::DeviceName, "press7");
        assert_eq!(format!("{values:?}"), "{DeviceName, DeviceSecret}");
    }
}
