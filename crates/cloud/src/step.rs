//! How credentials are made, step by step, as data: a screen shows what was joined and what was signed, without any secret.

use crate::digest::Algorithm;
use crate::key::Key;
use crate::secret::{Fingerprint, Secret};

/// A piece of a text that is being made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// What the format itself writes there.
    Fixed(String),
    /// A value, by its name.
    Value(Key, String),
    /// A secret, of which only the fingerprint is told.
    Secret(Key, Fingerprint),
    /// What the digest before came to.
    Digest,
    /// Characters 9 to 24 of the digest before (Tuya).
    DigestMiddle,
    /// What an earlier step made.
    Made(Target),
}

/// What a step makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The user name.
    Username,
    /// The password.
    Password,
    /// The client id string.
    ClientId,
    /// The text that is signed.
    TextToSign,
    /// The resource that the token is for (`OneNET`).
    Resource,
    /// The hour, in UTC (Huawei).
    Hour,
    /// The body of a request.
    Body,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Pieces are put behind each other.
    Joined {
        /// What comes of it.
        target: Target,
        /// The pieces, in their order.
        parts: Vec<Part>,
    },
    /// A digest is made.
    Digest {
        /// With which hash function.
        algorithm: Algorithm,
        /// The key; none for a digest without a key.
        key: Option<Part>,
        /// Whether the key is base64 and its bytes are meant.
        key_is_base64: bool,
        /// What it is made of.
        message: Vec<Part>,
    },
}

impl Part {
    /// What the format itself writes.
    pub(crate) fn fixed(text: &str) -> Self {
        Self::Fixed(text.to_owned())
    }

    /// A value that is no secret.
    pub(crate) fn value(key: Key, text: &str) -> Self {
        Self::Value(key, text.to_owned())
    }

    /// A secret.
    pub(crate) fn secret(key: Key, secret: &Secret) -> Self {
        Self::Secret(key, secret.fingerprint())
    }

    /// The text, where it stands for one.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Fixed(text) | Self::Value(_, text) => text,
            Self::Secret(..) | Self::Digest | Self::DigestMiddle | Self::Made(_) => "",
        }
    }
}

/// The pieces behind each other.
pub(crate) fn joined(parts: &[Part]) -> String {
    parts.iter().map(Part::text).collect()
}
