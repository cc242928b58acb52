//! The sentences of the TLS screen that depend on what was found.

use fibocom_at::codes::TlsVersion;
use workbench_certificates::{Change, Container, Content, Curve, Damage, Finding, KeyForm, KeyKind, PrivateKey};

use super::model::{Piece, Told};
use crate::ui::outside;
use crate::{t, words};
use fibocom_at::commands::TlsFileKind;

/// What a piece is, in a few words.
pub(super) fn title(piece: &Piece) -> String {
    let mut certificates = piece.certificates();
    let name = certificates.next().map(|certificate| certificate.subject.short().to_owned()).unwrap_or_default();
    match (piece.kind, certificates.count()) {
        (TlsFileKind::Key, _) => t!("tls-title-key"),
        (TlsFileKind::Trust, 0) => t!("tls-title-trust", name = name),
        (TlsFileKind::Trust, more) => t!("tls-title-trust-more", name = name, more = more),
        (TlsFileKind::Certificate | TlsFileKind::CaFile, 0) => t!("tls-title-own", name = name),
        (TlsFileKind::Certificate | TlsFileKind::CaFile, more) => t!("tls-title-own-more", name = name, more = more),
    }
}

/// Where a piece comes from.
pub(super) fn source(source: &str) -> String {
    if source.is_empty() { t!("tls-pasted") } else { outside(source) }
}

/// A moment of a certificate, as a day and a time in UTC.
pub(super) fn moment(seconds: i64) -> String {
    let iso = workbench_record::Zero(0).iso(u64::try_from(seconds).unwrap_or_default().saturating_mul(1_000));
    match iso.split_once('T') {
        Some((day, time)) => format!("{day} {} UTC", time.get(..5).unwrap_or_default()),
        None => iso,
    }
}

pub(super) fn kind(kind: &KeyKind) -> String {
    match kind {
        KeyKind::Rsa(bits) => t!("tls-key-rsa", bits = *bits),
        KeyKind::Ec(Curve::P256) => t!("tls-key-ec", curve = "P-256"),
        KeyKind::Ec(Curve::P384) => t!("tls-key-ec", curve = "P-384"),
        KeyKind::Ec(Curve::P521) => t!("tls-key-ec", curve = "P-521"),
        KeyKind::Ec(Curve::Unlisted(id)) => t!("tls-key-ec", curve = id.as_str()),
        KeyKind::Ed25519 => t!("tls-key-ed25519"),
        KeyKind::Unlisted(id) => t!("tls-key-other", algorithm = id.as_str()),
    }
}

/// A private key: its kind and how it is written.
pub(super) fn private_key(key: &PrivateKey) -> String {
    let form = match key.form {
        KeyForm::Pkcs1 => "PKCS #1",
        KeyForm::Pkcs8 => "PKCS #8",
        KeyForm::Sec1 => "SEC 1",
    };
    t!("tls-key-form", kind = kind(&key.kind), form = form)
}

pub(super) fn finding(finding: &Finding) -> String {
    match finding {
        Finding::Holds => t!("tls-holds"),
        Finding::EndsSoon { days } => t!("tls-ends-soon", days = *days),
        Finding::NotYet { from } => t!("tls-not-yet", from = moment(*from)),
        Finding::Ended { at } => t!("tls-ended", at = moment(*at)),
        Finding::Paired => t!("tls-paired"),
        Finding::Unpaired => t!("tls-unpaired"),
        Finding::PairUnknown => t!("tls-pair-unknown"),
        Finding::NoKey => t!("tls-no-key"),
        Finding::NoCertificate => t!("tls-no-certificate"),
        Finding::TooLarge { bytes, limit } => t!("tls-too-large", bytes = *bytes, limit = *limit),
        Finding::AuthorityAsOwn => t!("tls-authority-as-own"),
        Finding::NotAnAuthority => t!("tls-not-an-authority"),
        Finding::NotForClients => t!("tls-not-for-clients"),
        Finding::ChainOrder => t!("tls-chain-order"),
        Finding::IssuedByTrusted { authority } => t!("tls-issued-by-trusted", authority = authority.as_str()),
        Finding::IssuedByOther { issuer } => t!("tls-issued-by-other", issuer = issuer.as_str()),
        Finding::ShortKey { bits } => t!("tls-short-key", bits = *bits),
        Finding::UncommonKey => t!("tls-uncommon-key"),
    }
}

/// How what is sent differs from the file.
pub(super) fn change(change: Change) -> String {
    match change {
        Change::NoMark => t!("tls-change-mark"),
        Change::FromUtf16 => t!("tls-change-utf16"),
        Change::FromCode => t!("tls-change-code"),
        Change::NoTextAround => t!("tls-change-text"),
        Change::Armour => t!("tls-change-armour"),
        Change::SomeParts => t!("tls-change-parts"),
    }
}

/// What is to be said of a file right after it was added.
pub(super) fn told(told: &Told) -> String {
    match told {
        Told::Nothing { source: file } => t!("tls-told-nothing", file = source(file)),
        Told::Over { source: file, over } => words::over(*over, &source(file)),
        Told::There { source: file } => t!("tls-told-there", file = source(file)),
        Told::Useless { source: file, content } => {
            t!("tls-told-useless", file = source(file), what = useless(content))
        }
    }
}

/// What a part is that a module cannot use, and what to do.
fn useless(content: &Content) -> String {
    match content {
        Content::EncryptedKey => t!("tls-useless-encrypted"),
        Content::PublicKey(_) => t!("tls-useless-public"),
        Content::Request(request) => t!("tls-useless-request", name = request.subject.short()),
        Content::Container(Container::Pkcs12) => t!("tls-useless-pkcs12"),
        Content::Container(Container::Pkcs7) => t!("tls-useless-pkcs7"),
        Content::Unfamiliar(label) => t!("tls-useless-unfamiliar", label = label.as_str()),
        Content::Damaged { label, damage: found } => damage(label, found),
        Content::Certificate(_) | Content::PrivateKey(_) | Content::Parameters => String::new(),
    }
}

/// What is damaged, and where.
fn damage(label: &str, damage: &Damage) -> String {
    match damage {
        Damage::NoBegin => t!("tls-damage-no-begin", label = label),
        Damage::NoEnd => t!("tls-damage-no-end", label = label),
        Damage::OtherEnd { label: end } => t!("tls-damage-other-end", label = label, end = end.as_str()),
        Damage::Character { line, found } => {
            t!("tls-damage-character", label = label, line = *line, found = found.to_string())
        }
        Damage::Incomplete => t!("tls-damage-incomplete", label = label),
        Damage::Empty => t!("tls-damage-empty", label = label),
        Damage::Structure => t!("tls-damage-structure", label = label),
    }
}

pub(super) fn version(version: TlsVersion) -> String {
    match version {
        TlsVersion::Ssl30 => "SSL 3.0".to_owned(),
        TlsVersion::Tls10 => "TLS 1.0".to_owned(),
        TlsVersion::Tls11 => "TLS 1.1".to_owned(),
        TlsVersion::Tls12 => "TLS 1.2".to_owned(),
        TlsVersion::Unlisted(0) => t!("tls-version-any"),
        TlsVersion::Unlisted(number) => t!("tls-version-other", number = number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_a_day_and_a_time() {
        for (seconds, shown) in [(1_795_232_197, "2026-11-21 03:36 UTC"), (253_402_300_799, "9999-12-31 23:59 UTC")] {
            assert_eq!(moment(seconds), shown);
        }
    }

    #[test]
    fn damage_is_said_with_its_place() {
        let content =
            Content::Damaged { label: "CERTIFICATE".to_owned(), damage: Damage::Character { line: 3, found: '…' } };
        let said = told(&Told::Useless { source: "ca.pem".to_owned(), content });
        assert!(said.contains("ca.pem") && said.contains("line 3") && said.contains('…'), "{said}");
    }
}
