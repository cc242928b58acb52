//! What a certificate says: whose it is, who issued it, when it holds, and for what.

use std::net::IpAddr;

use der::asn1::{ObjectIdentifier, OctetString};
use der::{Decode, Encode};
use x509_cert::certificate::{CertificateInner, Raw, TbsCertificateInner};
use x509_cert::ext::pkix::name::GeneralName;
use x509_cert::ext::pkix::{
    AuthorityKeyIdentifier, BasicConstraints, ExtendedKeyUsage, SubjectAltName, SubjectKeyIdentifier,
};

use crate::key::PublicKey;
use crate::secret::digest;

const SERVERS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.1");
const CLIENTS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.2");
const ANY: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.29.37.0");

/// A distinguished name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Name {
    /// Its common name, if it has one.
    pub common: Option<String>,
    /// All of it, as RFC 4514 writes it.
    pub full: String,
    encoded: Vec<u8>,
}

impl Name {
    pub(crate) fn of(name: &x509_cert::name::Name) -> Self {
        let common = name.common_name().ok().flatten().map(|common| common.value().into_owned());
        Self { common, full: name.to_string(), encoded: name.to_der().unwrap_or_default() }
    }

    /// What people call it: the common name, or else all of it.
    #[must_use]
    pub fn short(&self) -> &str {
        self.common.as_deref().unwrap_or(&self.full)
    }
}

/// What a certificate may be used for, as far as it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Use {
    /// It does not say: anything.
    Any,
    /// Devices may show it to servers.
    Clients,
    /// Servers may show it, and nobody else.
    ServersOnly,
    /// Something else altogether.
    Other,
}

/// A certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// Whose it is.
    pub subject: Name,
    /// Who issued it.
    pub issuer: Name,
    /// Its number, as bytes without leading zeros.
    pub serial: Vec<u8>,
    /// From when it holds, in seconds since 1970.
    pub not_before: i64,
    /// Until when, in seconds since 1970.
    pub not_after: i64,
    /// Its public key, unless that is damaged.
    pub key: Option<PublicKey>,
    /// Whether it says that it may issue others. A certificate of version 1 cannot say so.
    pub is_authority: bool,
    /// What it may be used for.
    pub used_for: Use,
    /// The host names and addresses that it is for.
    pub hosts: Vec<String>,
    /// The SHA-256 of all of it.
    pub fingerprint: [u8; 32],
    key_id: Option<Vec<u8>>,
    issuer_key_id: Option<Vec<u8>>,
}

impl Certificate {
    /// The rules of RFC 5280 on serial numbers are not applied: what a module takes, a person may upload.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let certificate = CertificateInner::<Raw>::from_der(bytes).ok()?;
        let said = certificate.tbs_certificate();
        let own_id = extension::<SubjectKeyIdentifier>(said).map(|id| id.0);
        let issuer_id = extension::<AuthorityKeyIdentifier>(said).and_then(|id| id.key_identifier);
        Some(Self {
            subject: Name::of(said.subject()),
            issuer: Name::of(said.issuer()),
            serial: said.serial_number().as_bytes().to_vec(),
            not_before: seconds(said.validity().not_before),
            not_after: seconds(said.validity().not_after),
            key: PublicKey::read(said.subject_public_key_info()),
            is_authority: extension::<BasicConstraints>(said).is_some_and(|constraints| constraints.ca),
            used_for: Use::of(extension(said)),
            hosts: extension::<SubjectAltName>(said)
                .map(|names| names.0.iter().filter_map(host).collect())
                .unwrap_or_default(),
            fingerprint: digest(bytes),
            key_id: own_id.map(octets),
            issuer_key_id: issuer_id.map(octets),
        })
    }

    /// Whether subject and issuer are the same, as they are in a root certificate.
    #[must_use]
    pub fn is_self_issued(&self) -> bool {
        self.subject.encoded == self.issuer.encoded
    }

    /// Whether it names that certificate as its issuer. The signature is not verified: the module and the broker do that.
    #[must_use]
    pub fn names_as_issuer(&self, authority: &Self) -> bool {
        let keys_differ = matches!((&self.issuer_key_id, &authority.key_id), (Some(named), Some(own)) if named != own);
        self.issuer.encoded == authority.subject.encoded && !keys_differ
    }

    /// Whether it is one to trust others by, rather than one to show.
    #[must_use]
    pub fn is_for_trust(&self) -> bool {
        self.is_authority || (self.is_self_issued() && self.used_for == Use::Any && self.hosts.is_empty())
    }
}

impl Use {
    fn of(usage: Option<ExtendedKeyUsage>) -> Self {
        match usage {
            None => Self::Any,
            Some(usage) if usage.0.contains(&ANY) => Self::Any,
            Some(usage) if usage.0.contains(&CLIENTS) => Self::Clients,
            Some(usage) if usage.0.contains(&SERVERS) => Self::ServersOnly,
            Some(_) => Self::Other,
        }
    }
}

fn extension<'a, T>(said: &'a TbsCertificateInner<Raw>) -> Option<T>
where
    T: Decode<'a> + der::oid::AssociatedOid,
{
    said.filter_extensions::<T>().next()?.ok().map(|(_, extension)| extension)
}

fn host(name: &GeneralName) -> Option<String> {
    match name {
        GeneralName::DnsName(name) => Some(name.to_string()),
        GeneralName::UniformResourceIdentifier(uri) => Some(uri.to_string()),
        GeneralName::IpAddress(address) => match address.as_bytes() {
            [a, b, c, d] => Some(IpAddr::from([*a, *b, *c, *d]).to_string()),
            long => <[u8; 16]>::try_from(long).ok().map(|long| IpAddr::from(long).to_string()),
        },
        _ => None,
    }
}

fn octets(id: OctetString) -> Vec<u8> {
    id.into_bytes().into_vec()
}

fn seconds(time: x509_cert::time::Time) -> i64 {
    i64::try_from(time.to_unix_duration().as_secs()).unwrap_or(i64::MAX)
}
