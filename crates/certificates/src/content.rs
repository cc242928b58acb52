//! What kind of thing the bytes of one block are: by the label, or by the bytes themselves where the block has no label.

use der::asn1::{AnyRef, ObjectIdentifier, SequenceRef};
use der::{Decode, Reader, SliceReader};
use x509_cert::request::CertReq;
use x509_cert::spki::SubjectPublicKeyInfoOwned;

use crate::armour::Damage;
use crate::certificate::{Certificate, Name};
use crate::key::{KeyForm, KeyKind, PrivateKey, PublicKey};

const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");

/// Files that hold certificates or keys inside another format, which no module reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Container {
    /// `.p12` or `.pfx`: a certificate with its key, under a password.
    Pkcs12,
    /// `.p7b`: a bundle of certificates.
    Pkcs7,
}

/// A request for a certificate: what is sent to an authority, not what comes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// For whom.
    pub subject: Name,
    /// The kind of its key, unless that is damaged.
    pub key: Option<KeyKind>,
}

/// What a part of a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A certificate.
    Certificate(Box<Certificate>),
    /// A private key.
    PrivateKey(PrivateKey),
    /// A private key under a password.
    EncryptedKey,
    /// A public key alone.
    PublicKey(KeyKind),
    /// A request for a certificate.
    Request(Request),
    /// Parameters of a key, which stand before some keys and which nobody needs.
    Parameters,
    /// A container.
    Container(Container),
    /// Something else, by its label.
    Unfamiliar(String),
    /// Something that cannot be read.
    Damaged {
        /// What it calls itself; empty where it does not.
        label: String,
        /// What is wrong.
        damage: Damage,
    },
}

impl Content {
    /// The bytes of a block of armour.
    pub(crate) fn labelled(label: &str, encrypted: bool, bytes: &[u8]) -> Self {
        let found = match label {
            _ if encrypted => Some(Self::EncryptedKey),
            "CERTIFICATE" | "X509 CERTIFICATE" => certificate(bytes),
            "PRIVATE KEY" => private(KeyForm::Pkcs8, bytes),
            "RSA PRIVATE KEY" => private(KeyForm::Pkcs1, bytes),
            "EC PRIVATE KEY" => private(KeyForm::Sec1, bytes),
            "ENCRYPTED PRIVATE KEY" => Some(Self::EncryptedKey),
            "CERTIFICATE REQUEST" | "NEW CERTIFICATE REQUEST" => request(bytes),
            "PUBLIC KEY" => public(bytes),
            "PKCS7" => Some(Self::Container(Container::Pkcs7)),
            "EC PARAMETERS" | "DH PARAMETERS" => Some(Self::Parameters),
            other => Some(Self::Unfamiliar(other.to_owned())),
        };
        found.unwrap_or_else(|| Self::Damaged { label: label.to_owned(), damage: Damage::Structure })
    }

    /// Bytes without a label.
    pub(crate) fn guessed(bytes: &[u8]) -> Option<Self> {
        certificate(bytes)
            .or_else(|| private(KeyForm::Pkcs8, bytes))
            .or_else(|| private(KeyForm::Pkcs1, bytes))
            .or_else(|| private(KeyForm::Sec1, bytes))
            .or_else(|| request(bytes))
            .or_else(|| public(bytes))
            .or_else(|| container(bytes))
            .or_else(|| encrypted(bytes))
    }

    /// The label that its armour should have, where a module could take it.
    pub(crate) const fn label(&self) -> Option<&'static str> {
        match self {
            Self::Certificate(_) => Some("CERTIFICATE"),
            Self::PrivateKey(PrivateKey { form: KeyForm::Pkcs1, .. }) => Some("RSA PRIVATE KEY"),
            Self::PrivateKey(PrivateKey { form: KeyForm::Pkcs8, .. }) => Some("PRIVATE KEY"),
            Self::PrivateKey(PrivateKey { form: KeyForm::Sec1, .. }) => Some("EC PRIVATE KEY"),
            _ => None,
        }
    }
}

fn certificate(bytes: &[u8]) -> Option<Content> {
    Certificate::read(bytes).map(|certificate| Content::Certificate(Box::new(certificate)))
}

fn private(form: KeyForm, bytes: &[u8]) -> Option<Content> {
    PrivateKey::read(form, bytes).map(Content::PrivateKey)
}

fn request(bytes: &[u8]) -> Option<Content> {
    let request = CertReq::from_der(bytes).ok()?;
    let key = PublicKey::read(&request.info.public_key).map(|key| key.kind());
    Some(Content::Request(Request { subject: Name::of(&request.info.subject), key }))
}

fn public(bytes: &[u8]) -> Option<Content> {
    let info = SubjectPublicKeyInfoOwned::from_der(bytes).ok()?;
    PublicKey::read(&info).map(|key| Content::PublicKey(key.kind()))
}

/// By how each begins: PKCS#12 (RFC 7292, 4) with its version, PKCS#7 (RFC 5652, 3) with the kind of its content.
fn container(bytes: &[u8]) -> Option<Content> {
    let mut inside = SliceReader::new(<&SequenceRef>::from_der(bytes).ok()?.as_bytes()).ok()?;
    let first: AnyRef<'_> = inside.decode().ok()?;
    if first.decode_as::<u8>().is_ok_and(|version| version == 3) {
        return Some(Content::Container(Container::Pkcs12));
    }
    let kind: ObjectIdentifier = first.decode_as().ok()?;
    (kind == SIGNED_DATA).then_some(Content::Container(Container::Pkcs7))
}

/// An algorithm and an octet string, nothing else: PKCS#8 under a password (RFC 5958, 3).
fn encrypted(bytes: &[u8]) -> Option<Content> {
    let mut inside = SliceReader::new(<&SequenceRef>::from_der(bytes).ok()?.as_bytes()).ok()?;
    let _algorithm: x509_cert::spki::AlgorithmIdentifierRef<'_> = inside.decode().ok()?;
    let _bytes: &der::asn1::OctetStringRef = inside.decode().ok()?;
    inside.is_finished().then_some(Content::EncryptedKey)
}
