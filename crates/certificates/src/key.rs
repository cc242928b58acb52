//! Keys: which kind, how large, and the public half of a private one, by which it is told whether two belong together.

use der::Decode;
use der::asn1::{ObjectIdentifier, OctetStringRef};
use der::referenced::OwnedToRef;
use p256::NistP256;
use p256::elliptic_curve::sec1::{FromSec1Point, ModulusSize, ToSec1Point};
use p256::elliptic_curve::{AffinePoint, CurveArithmetic, FieldBytesSize, PublicKey as Point, SecretKey as Scalar};
use p384::NistP384;
use pkcs8::PrivateKeyInfoRef;
use sec1::{EcParameters, EcPrivateKey};
use x509_cert::spki::{AlgorithmIdentifierRef, SubjectPublicKeyInfoOwned};
use zeroize::Zeroizing;

const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const EC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const ED25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.112");
const P256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7");
const P384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.34");
const P521: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.35");

/// In which form a private key is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyForm {
    /// `RSA PRIVATE KEY` (RFC 8017).
    Pkcs1,
    /// `PRIVATE KEY` (RFC 5958).
    Pkcs8,
    /// `EC PRIVATE KEY` (RFC 5915).
    Sec1,
}

/// An elliptic curve.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Curve {
    /// NIST P-256.
    P256,
    /// NIST P-384.
    P384,
    /// NIST P-521.
    P521,
    /// Another one, by its object identifier.
    Unlisted(String),
}

/// What kind of key it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum KeyKind {
    /// RSA, and the bits of its modulus.
    Rsa(usize),
    /// On an elliptic curve.
    Ec(Curve),
    /// Ed25519.
    Ed25519,
    /// Another one, by its object identifier.
    Unlisted(String),
}

/// A public key. Two that belong to the same private key are equal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublicKey {
    /// RSA.
    Rsa {
        /// n, without leading zeros.
        modulus: Vec<u8>,
        /// e, without leading zeros.
        exponent: Vec<u8>,
    },
    /// A point on an elliptic curve.
    Ec {
        /// The curve.
        curve: Curve,
        /// The point, uncompressed where the curve is known.
        point: Vec<u8>,
    },
    /// Ed25519.
    Ed25519(Vec<u8>),
    /// Another algorithm.
    Unlisted {
        /// Its object identifier.
        algorithm: String,
        /// The key as it stands.
        bytes: Vec<u8>,
    },
}

impl PublicKey {
    pub(crate) fn read(info: &SubjectPublicKeyInfoOwned) -> Option<Self> {
        let bytes = info.subject_public_key.raw_bytes();
        match info.algorithm.oid {
            RSA => {
                let key = pkcs1::RsaPublicKeyRef::from_der(bytes).ok()?;
                Some(rsa(&key))
            }
            EC => {
                let curve = Curve::of(&info.algorithm.owned_to_ref())?;
                let point = match curve {
                    Curve::P256 => uncompressed(&Point::<NistP256>::from_sec1_bytes(bytes).ok()?),
                    Curve::P384 => uncompressed(&Point::<NistP384>::from_sec1_bytes(bytes).ok()?),
                    Curve::P521 | Curve::Unlisted(_) => bytes.to_vec(),
                };
                Some(Self::Ec { curve, point })
            }
            ED25519 => Some(Self::Ed25519(bytes.to_vec())),
            other => Some(Self::Unlisted { algorithm: other.to_string(), bytes: bytes.to_vec() }),
        }
    }

    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> KeyKind {
        match self {
            Self::Rsa { modulus, .. } => KeyKind::Rsa(bits(modulus)),
            Self::Ec { curve, .. } => KeyKind::Ec(curve.clone()),
            Self::Ed25519(_) => KeyKind::Ed25519,
            Self::Unlisted { algorithm, .. } => KeyKind::Unlisted(algorithm.clone()),
        }
    }
}

/// A private key, of which only the public half is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrivateKey {
    /// How it is written.
    pub form: KeyForm,
    /// Its kind.
    pub kind: KeyKind,
    /// Its public half, where it could be told: computed, or else as the file says.
    pub public: Option<PublicKey>,
}

impl PrivateKey {
    /// A key in the form that its label promises.
    pub(crate) fn read(form: KeyForm, bytes: &[u8]) -> Option<Self> {
        match form {
            KeyForm::Pkcs1 => {
                let key = pkcs1::RsaPrivateKeyRef::from_der(bytes).ok()?;
                Some(Self::of(form, rsa(&key.public_key())))
            }
            KeyForm::Sec1 => Self::read_ec(form, bytes, None),
            KeyForm::Pkcs8 => Self::read_pkcs8(bytes),
        }
    }

    fn of(form: KeyForm, public: PublicKey) -> Self {
        Self { form, kind: public.kind(), public: Some(public) }
    }

    fn read_pkcs8(bytes: &[u8]) -> Option<Self> {
        let info = PrivateKeyInfoRef::from_der(bytes).ok()?;
        let inner = info.private_key.as_bytes();
        match info.algorithm.oid {
            RSA => Self::read(KeyForm::Pkcs1, inner).map(|key| Self { form: KeyForm::Pkcs8, ..key }),
            EC => Self::read_ec(KeyForm::Pkcs8, inner, Curve::of(&info.algorithm)),
            ED25519 => {
                let seed = <&OctetStringRef>::from_der(inner).ok()?.as_bytes();
                let seed: Zeroizing<[u8; 32]> = Zeroizing::new(seed.try_into().ok()?);
                let public = ed25519_dalek::SigningKey::from_bytes(&seed).verifying_key();
                Some(Self::of(KeyForm::Pkcs8, PublicKey::Ed25519(public.to_bytes().to_vec())))
            }
            other => {
                let algorithm = other.to_string();
                Some(Self { form: KeyForm::Pkcs8, kind: KeyKind::Unlisted(algorithm), public: None })
            }
        }
    }

    fn read_ec(form: KeyForm, bytes: &[u8], curve: Option<Curve>) -> Option<Self> {
        let key = EcPrivateKey::from_der(bytes).ok()?;
        let named = key.parameters.and_then(EcParameters::named_curve).map(Curve::named);
        let curve = curve.or(named)?;
        let point = match curve {
            Curve::P256 => Some(uncompressed(&Scalar::<NistP256>::from_slice(key.private_key).ok()?.public_key())),
            Curve::P384 => Some(uncompressed(&Scalar::<NistP384>::from_slice(key.private_key).ok()?.public_key())),
            Curve::P521 | Curve::Unlisted(_) => key.public_key.map(<[u8]>::to_vec),
        };
        let public = point.map(|point| PublicKey::Ec { curve: curve.clone(), point });
        Some(Self { form, kind: KeyKind::Ec(curve), public })
    }
}

impl Curve {
    fn named(curve: ObjectIdentifier) -> Self {
        match curve {
            P256 => Self::P256,
            P384 => Self::P384,
            P521 => Self::P521,
            other => Self::Unlisted(other.to_string()),
        }
    }

    fn of(algorithm: &AlgorithmIdentifierRef<'_>) -> Option<Self> {
        algorithm.parameters_oid().ok().map(Self::named)
    }
}

fn rsa(key: &pkcs1::RsaPublicKeyRef<'_>) -> PublicKey {
    PublicKey::Rsa { modulus: key.modulus.as_bytes().to_vec(), exponent: key.public_exponent.as_bytes().to_vec() }
}

/// A point in the form that can be compared.
fn uncompressed<C>(point: &Point<C>) -> Vec<u8>
where
    C: CurveArithmetic,
    FieldBytesSize<C>: ModulusSize,
    AffinePoint<C>: FromSec1Point<C> + ToSec1Point<C>,
{
    point.to_sec1_point(false).as_bytes().to_vec()
}

/// How many bits a number has that is written without leading zeros.
fn bits(number: &[u8]) -> usize {
    number.first().map_or(0, |first| number.len() * 8 - first.leading_zeros() as usize)
}
