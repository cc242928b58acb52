//! Names, keys and secrets of clouds, as MQTTAUTHCFG and MQTTAUTHDYN take them.

use super::{Problem, control_character, not_longer};

/// A name or an id, of at most so many bytes (003, 1.17 and 1.18). May be empty.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CloudText<const MAX: usize>(String);

/// A key, a secret or a token, of at most so many bytes. May be empty. Never printed by `Debug`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct CloudSecret<const MAX: usize>(String);

impl<const MAX: usize> CloudText<MAX> {
    /// Checks a text.
    ///
    /// # Errors
    /// [`Problem::TooLong`], [`Problem::LineBreak`] or [`Problem::NotAllowed`] for a control character.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        not_longer(text, MAX)?;
        control_character(text)?;
        Ok(Self(text.to_owned()))
    }

    /// Checks a text that must not be empty.
    ///
    /// # Errors
    /// [`Problem::Empty`], and what [`CloudText::parse`] finds.
    pub fn required(text: &str) -> Result<Self, Problem> {
        if text.is_empty() { Err(Problem::Empty) } else { Self::parse(text) }
    }

    /// The text, unescaped.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize> CloudSecret<MAX> {
    /// Checks a secret.
    ///
    /// # Errors
    /// [`Problem::TooLong`], [`Problem::LineBreak`] or [`Problem::NotAllowed`] for a control character.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        CloudText::<MAX>::parse(text).map(|text| Self(text.0))
    }

    /// The secret itself, for the command line.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize> std::fmt::Debug for CloudSecret<MAX> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CloudSecret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_secrets_have_a_length_and_secrets_hide() {
        assert!(CloudText::<128>::parse(&"n".repeat(128)).is_ok());
        assert!(CloudText::<255>::parse("").is_ok());
        assert_eq!(CloudText::<255>::required("").err(), Some(Problem::Empty));
        let long = Some(Problem::TooLong { bytes: 129, max: 128 });
        assert_eq!(CloudText::<128>::parse(&"n".repeat(129)).err(), long);
        assert_eq!(CloudSecret::<128>::parse(&"n".repeat(129)).err(), long);
        assert_eq!(CloudSecret::<128>::parse("a\nb").err(), Some(Problem::LineBreak { at: 1 }));
        assert_eq!(format!("{:?}", CloudSecret::<128>::parse("hunter2")), "Ok(CloudSecret(…))");
    }
}
