//! A certificate or key as it goes to the module: its bytes, within the size that the module takes.

use super::Problem;
use crate::profile::{Inference, Profile};

/// The bytes of a certificate or a key. `Debug` shows how many there are, since a key must not be seen.
#[derive(Clone, PartialEq, Eq)]
pub struct TlsFile(Vec<u8>);

impl TlsFile {
    /// Checks the size, where it is known. What the bytes are is not looked at.
    ///
    /// # Errors
    /// [`Problem::Empty`], [`Problem::TooShort`] or [`Problem::TooLong`].
    pub fn new(profile: &Profile, bytes: impl Into<Vec<u8>>) -> Result<Self, Problem> {
        let bytes = bytes.into();
        let (min, max) = profile.tls_file;
        match bytes.len() {
            0 => Err(Problem::Empty),
            _ if profile.infers(Inference::TlsFile) => Ok(Self(bytes)),
            length if length < min => Err(Problem::TooShort { bytes: length, min }),
            length if length > max => Err(Problem::TooLong { bytes: length, max }),
            _ => Ok(Self(bytes)),
        }
    }

    /// How many bytes there are, never 0.
    #[expect(clippy::len_without_is_empty, reason = "a file is never empty")]
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The bytes themselves, for the module.
    #[must_use]
    pub fn reveal(&self) -> &[u8] {
        &self.0
    }
}

impl std::fmt::Debug for TlsFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "TlsFile({} bytes)", self.0.len())
    }
}
