//! Certificates and keys to read. Those on curves are real; those for RSA have the right form and made-up numbers.

use der::Encode;
use der::asn1::{BitStringRef, OctetStringRef, UintRef};
use pkcs1::{RsaPrivateKeyRef, RsaPublicKeyRef};
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    PKCS_ECDSA_P256_SHA256, PKCS_ECDSA_P384_SHA384, PKCS_ED25519, PKCS_RSA_SHA256, PublicKeyData, SignatureAlgorithm,
    date_time_ymd,
};

/// 2024-01-01, when every made certificate begins to hold.
pub(super) const START: i64 = 1_704_067_200;
/// 2034-01-01, when it ends.
pub(super) const END: i64 = 2_019_686_400;

/// An authority that issues certificates.
pub(super) struct Authority(Issuer<'static, KeyPair>, pub(super) String);

impl Authority {
    pub(super) fn new(name: &str) -> Self {
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap();
        let mut params = params(name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let pem = params.self_signed(&key).unwrap().pem();
        Self(Issuer::new(params, key), pem)
    }

    /// A certificate for a device, over a public key.
    pub(super) fn issue(&self, name: &str, key: &impl PublicKeyData) -> String {
        self.issue_for(name, key, &[ExtendedKeyUsagePurpose::ClientAuth])
    }

    pub(super) fn issue_for(&self, name: &str, key: &impl PublicKeyData, uses: &[ExtendedKeyUsagePurpose]) -> String {
        let mut params = params(name);
        params.extended_key_usages = uses.to_vec();
        params.use_authority_key_identifier_extension = true;
        params.signed_by(key, &self.0).unwrap().pem()
    }

    /// An authority below this one.
    pub(super) fn intermediate(&self, name: &str) -> Self {
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap();
        let mut params = params(name);
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.use_authority_key_identifier_extension = true;
        let pem = params.signed_by(&key, &self.0).unwrap().pem();
        Self(Issuer::new(params, key), pem)
    }
}

fn params(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.distinguished_name.push(DnType::OrganizationName, "Bench");
    params.not_before = date_time_ymd(2024, 1, 1);
    params.not_after = date_time_ymd(2034, 1, 1);
    params.serial_number = Some(vec![0x1F, 0x2E].into());
    params
}

pub(super) fn p256() -> KeyPair {
    KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap()
}

pub(super) fn p384() -> KeyPair {
    KeyPair::generate_for(&PKCS_ECDSA_P384_SHA384).unwrap()
}

pub(super) fn ed25519() -> KeyPair {
    KeyPair::generate_for(&PKCS_ED25519).unwrap()
}

/// A request for a certificate.
pub(super) fn request() -> String {
    let mut params = params("meter-1");
    params.serial_number = None;
    params.serialize_request(&p256()).unwrap().pem().unwrap()
}

/// An RSA key of 2048 bits whose numbers say nothing.
pub(super) struct Rsa {
    modulus: Vec<u8>,
    public: Vec<u8>,
}

impl Rsa {
    pub(super) fn of(seed: u8) -> Self {
        Self::with_bytes(seed, 256)
    }

    pub(super) fn with_bytes(seed: u8, bytes: usize) -> Self {
        let modulus = vec![seed | 0x80; bytes];
        let key = RsaPublicKeyRef {
            modulus: UintRef::new(&modulus).unwrap(),
            public_exponent: UintRef::new(&[1, 0, 1]).unwrap(),
        };
        let public = key.to_der().unwrap();
        Self { modulus, public }
    }

    pub(super) fn pkcs1(&self) -> Vec<u8> {
        let other = UintRef::new(&[7]).unwrap();
        let key = RsaPrivateKeyRef {
            modulus: UintRef::new(&self.modulus).unwrap(),
            public_exponent: UintRef::new(&[1, 0, 1]).unwrap(),
            private_exponent: other,
            prime1: other,
            prime2: other,
            exponent1: other,
            exponent2: other,
            coefficient: other,
            other_prime_infos: None,
        };
        key.to_der().unwrap()
    }

    pub(super) fn pkcs8(&self) -> Vec<u8> {
        let inner = self.pkcs1();
        let algorithm = x509_cert::spki::AlgorithmIdentifierRef {
            oid: der::asn1::ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1"),
            parameters: Some(der::asn1::AnyRef::NULL),
        };
        pkcs8::PrivateKeyInfoRef::new(algorithm, OctetStringRef::new(&inner).unwrap()).to_der().unwrap()
    }
}

impl PublicKeyData for Rsa {
    fn der_bytes(&self) -> &[u8] {
        &self.public
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        &PKCS_RSA_SHA256
    }
}

/// The same key as RFC 5915 writes it, with or without its public half.
pub(super) fn sec1(key: &KeyPair, with_public: bool) -> Vec<u8> {
    let pkcs8 = key.serialize_der();
    let info = pkcs8::PrivateKeyInfoRef::try_from(pkcs8.as_slice()).unwrap();
    let inner = sec1::EcPrivateKey::try_from(info.private_key.as_bytes()).unwrap();
    let curve = info.algorithm.parameters_oid().unwrap();
    let shown = BitStringRef::from_bytes(key.public_key_raw()).unwrap();
    sec1::EcPrivateKey {
        private_key: inner.private_key,
        parameters: Some(sec1::EcParameters::NamedCurve(curve)),
        public_key: with_public.then(|| shown.raw_bytes()),
    }
    .to_der()
    .unwrap()
}

/// Bytes in armour.
pub(super) fn pem(label: &str, bytes: &[u8]) -> String {
    String::from_utf8(crate::armour::wrap(label, bytes).to_vec()).unwrap()
}
