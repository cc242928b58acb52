//! What a secret is: a text that is wiped when it is dropped, and that only shows its fingerprint.

use std::fmt;

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// A text that may be a secret. It is wiped from memory when it is dropped, and `Debug` does not show it.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Secret(Zeroizing<String>);

/// The first four bytes of a text's SHA-256: enough to see that two secrets differ, of no use to find one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint([u8; 4]);

impl Secret {
    /// Keeps a text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(Zeroizing::new(text.to_owned()))
    }

    /// The text itself. What is done with it is the caller's responsibility.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What may be shown of it.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        let [a, b, c, d, ..] = <[u8; 32]>::from(Sha256::digest(self.0.as_bytes()));
        Fingerprint([a, b, c, d])
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c, d] = self.0;
        write!(f, "{a:02x}{b:02x}·{c:02x}{d:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_nothing_and_the_fingerprint_is_the_beginning_of_the_digest() {
        let secret = Secret::new("hello");
        assert_eq!(format!("{secret:?}"), "Secret(…)");
        assert_eq!(secret.fingerprint().to_string(), "2cf2·4dba");
    }
}
