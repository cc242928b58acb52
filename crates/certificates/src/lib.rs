//! Certificates and keys in files: what each is, what it says, and whether they fit together.
//!
//! [`File::read`] takes a pasted text or a dropped file as it is and finds every part of it. [`File::excerpt`] gives the bytes of
//! the parts that were chosen, unchanged wherever that is possible. [`check`] holds parts against each other and against a time.
//!
//! Of a private key only the public half is kept: [`Secret`] holds the bytes, says nothing of them and wipes them when it goes.

mod armour;
mod certificate;
pub mod check;
mod content;
mod file;
mod key;
mod plain;
mod secret;

pub use armour::Damage;
pub use certificate::{Certificate, Name, Use};
pub use check::{Finding, Kit, Severity};
pub use content::{Container, Content, Request};
pub use file::{Change, Encoding, Excerpt, File, Part, TooMuch};
pub use key::{Curve, KeyForm, KeyKind, PrivateKey, PublicKey};
pub use secret::{Secret, digest};

#[cfg(test)]
mod tests;
