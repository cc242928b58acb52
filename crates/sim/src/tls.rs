//! What a TLS connection of the module is made of, and how it fails.

use std::fmt;

/// What the GTSSL commands have set, and the time that the module believes it is (004, 4.2.1 and chapter 6).
#[derive(Clone, PartialEq, Eq)]
pub struct Tls {
    /// `AT+GTSSLVER`: 1 SSL 3.0, 2 TLS 1.0, 3 TLS 1.1, 4 TLS 1.2; 0 is any of them, as on L610 modules in use.
    pub version: u8,
    /// `AT+GTSSLMODE=1`: the server's certificate has to be signed by the trust file's, and valid now.
    pub verify_server: bool,
    /// The module's clock, in Unix seconds.
    pub time: u64,
    /// `CERTFILE`, as uploaded; empty when there is none.
    pub certificate: Vec<u8>,
    /// `KEYFILE`, as uploaded; empty when there is none.
    pub key: Vec<u8>,
    /// `TRUSTFILE`, as uploaded; empty when there is none.
    pub trust: Vec<u8>,
}

/// The files are secrets, or as good as secrets: only their lengths are shown.
impl fmt::Debug for Tls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tls")
            .field("version", &self.version)
            .field("verify_server", &self.verify_server)
            .field("time", &self.time)
            .field("certificate", &self.certificate.len())
            .field("key", &self.key.len())
            .field("trust", &self.trust.len())
            .finish()
    }
}

/// Why a TLS connection did not come about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TlsFailure {
    /// The server broke off: for want of a client certificate that it accepts, for instance.
    Alert,
    /// Both sides have no version or cipher suite in common, or the server does not speak TLS.
    Incompatible,
    /// The server's certificate has no issuer among the trusted, or the module's clock is outside its validity.
    ServerCertificate,
    /// `CERTFILE` is no certificate in PEM.
    ClientCertificate,
    /// `KEYFILE` is no private key in PEM.
    ClientKey,
    /// `KEYFILE` is not the key of `CERTFILE`.
    Pairing,
    /// `TRUSTFILE` is no certificate in PEM.
    TrustFile,
}

impl TlsFailure {
    /// What `AT+GTSSLERR?` shows for it.
    ///
    /// Only groups are known: -7, -8, -9 and -20 are failures of the handshake, -11 is the check of the server's certificate
    /// and its time, -12 to -19 are the files; -19 was seen after a trust file without PEM lines. Which number stands for
    /// what within a group is this virtual module's choice.
    #[must_use]
    pub const fn number(self) -> i8 {
        match self {
            Self::Alert => -7,
            Self::Incompatible => -8,
            Self::ServerCertificate => -11,
            Self::ClientCertificate => -12,
            Self::ClientKey => -13,
            Self::Pairing => -14,
            Self::TrustFile => -19,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_byte_of_a_file_is_shown() {
        let secret = b"-----BEGIN PRIVATE KEY-----".to_vec();
        let tls = Tls {
            version: 4,
            verify_server: true,
            time: 0,
            certificate: secret.clone(),
            key: secret.clone(),
            trust: secret,
        };
        let shown = format!("{tls:?}");
        assert!(shown.contains("key: 27") && !shown.contains("BEGIN") && !shown.contains("45"), "{shown}");
    }
}
