//! Digests as the clouds write them: keyed or plain, in hexadecimal digits or base64.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256};

/// A hash function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// MD5 (RFC 1321), where a cloud still takes it.
    Md5,
    /// SHA-1 (FIPS 180-4).
    Sha1,
    /// SHA-256 (FIPS 180-4).
    Sha256,
}

impl Algorithm {
    /// Its usual name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Md5 => "MD5",
            Self::Sha1 => "SHA-1",
            Self::Sha256 => "SHA-256",
        }
    }

    /// The algorithm whose name ends a cloud's name for a keyed hash: `hmacsha1`, `sha256`, `HMAC-MD5`.
    pub(crate) fn ending(name: &str) -> Option<Self> {
        [("md5", Self::Md5), ("sha1", Self::Sha1), ("sha256", Self::Sha256)]
            .into_iter()
            .find(|(ending, _)| name.to_ascii_lowercase().ends_with(ending))
            .map(|(_, algorithm)| algorithm)
    }

    /// The keyed digest (RFC 2104) of a message.
    pub(crate) fn keyed(self, key: &[u8], message: &[u8]) -> Vec<u8> {
        fn mac<M: Mac + KeyInit>(key: &[u8], message: &[u8]) -> Vec<u8> {
            // A key of any length is taken.
            <M as KeyInit>::new_from_slice(key)
                .map(|mac| mac.chain_update(message).finalize().into_bytes().to_vec())
                .unwrap_or_default()
        }
        match self {
            Self::Md5 => mac::<Hmac<Md5>>(key, message),
            Self::Sha1 => mac::<Hmac<Sha1>>(key, message),
            Self::Sha256 => mac::<Hmac<Sha256>>(key, message),
        }
    }

    /// The digest of a message.
    pub(crate) fn plain(self, message: &[u8]) -> Vec<u8> {
        match self {
            Self::Md5 => Md5::digest(message).to_vec(),
            Self::Sha1 => Sha1::digest(message).to_vec(),
            Self::Sha256 => Sha256::digest(message).to_vec(),
        }
    }
}

/// Lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    base16ct::lower::encode_string(bytes)
}

/// Base64 with padding (RFC 4648, 4).
pub(crate) fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keyed_digests_are_those_of_the_standards() {
        // RFC 2202 and RFC 4231, test case 2 of each.
        let (key, message) = (b"Jefe", b"what do ya want for nothing?");
        for (algorithm, expected) in [
            (Algorithm::Md5, "750c783e6ab0b503eaa86e310a5db738"),
            (Algorithm::Sha1, "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
            (Algorithm::Sha256, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
        ] {
            assert_eq!(hex(&algorithm.keyed(key, message)), expected, "{algorithm:?}");
        }
    }

    #[test]
    fn a_name_of_a_cloud_names_its_algorithm() {
        for (name, expected) in [
            ("hmacsha1", Some(Algorithm::Sha1)),
            ("hmacSha256", Some(Algorithm::Sha256)),
            ("MD5", Some(Algorithm::Md5)),
            ("sm3", None),
        ] {
            assert_eq!(Algorithm::ending(name), expected, "{name}");
        }
    }
}
