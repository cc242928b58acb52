//! The settings and files for TLS, all of them lost with the power.

use fibocom_at::profile::Profile;

use crate::device::Device;
use crate::tls::{Tls, TlsFailure};

/// Series whose version is "any" until it is set; the guide shows 2 for the others (004, 4.2.1).
const ANY_VERSION_FIRST: &[&str] = &["L610"];

/// The files that `AT+GTSSLFILE` takes (004, 4.2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum File {
    Certificate,
    Key,
    Trust,
}

impl File {
    pub(crate) const ALL: [Self; 3] = [Self::Trust, Self::Certificate, Self::Key];

    /// Its name in the command.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Certificate => "CERTFILE",
            Self::Key => "KEYFILE",
            Self::Trust => "TRUSTFILE",
        }
    }
}

/// What has been uploaded under one name. There is no way to take it back: every upload is put behind the ones before, as
/// L610 modules in use do.
#[derive(Default)]
struct Held {
    bytes: Vec<u8>,
    uploads: u32,
}

/// What the GTSSL commands set and show.
pub(crate) struct TlsSettings {
    pub(crate) version: u8,
    pub(crate) verify_server: bool,
    /// `AT+GTSSLERR`: zero after a success.
    pub(crate) last_error: i8,
    certificate: Held,
    key: Held,
    trust: Held,
}

impl TlsSettings {
    pub(crate) fn new(profile: &Profile) -> Self {
        Self {
            version: Self::first_version(profile),
            verify_server: false,
            last_error: 0,
            certificate: Held::default(),
            key: Held::default(),
            trust: Held::default(),
        }
    }

    /// The version before one is set.
    pub(crate) fn first_version(profile: &Profile) -> u8 {
        if ANY_VERSION_FIRST.contains(&profile.name) { 0 } else { 2 }
    }

    /// Puts a file behind what is there.
    pub(crate) fn upload(&mut self, file: File, bytes: &[u8]) {
        let held = match file {
            File::Certificate => &mut self.certificate,
            File::Key => &mut self.key,
            File::Trust => &mut self.trust,
        };
        held.bytes.extend_from_slice(bytes);
        held.uploads += 1;
    }

    /// How often something was uploaded under this name.
    pub(crate) const fn uploads(&self, file: File) -> u32 {
        match file {
            File::Certificate => self.certificate.uploads,
            File::Key => self.key.uploads,
            File::Trust => self.trust.uploads,
        }
    }
}

impl Device {
    /// What a connection opened now is made of.
    pub(crate) fn tls_now(&self) -> Tls {
        Tls {
            version: self.tls.version,
            verify_server: self.tls.verify_server,
            time: self.clock.unix(self.now),
            certificate: self.tls.certificate.bytes.clone(),
            key: self.tls.key.bytes.clone(),
            trust: self.tls.trust.bytes.clone(),
        }
    }

    pub(crate) fn tls_ended(&mut self, outcome: Result<(), TlsFailure>) {
        self.tls.last_error = outcome.err().map_or(0, TlsFailure::number);
    }
}
