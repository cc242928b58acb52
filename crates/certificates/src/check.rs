//! How certificate, key and authorities fit together, and to the time and the limits of a module.

use crate::certificate::{Certificate, Use};
use crate::key::{KeyKind, PrivateKey};

/// Days before its end at which a certificate is worth renewing.
const SOON: i64 = 30;

/// Seconds in a day.
const DAY: i64 = 86_400;

/// The smallest RSA key that brokers accept today (NIST SP 800-131A).
const RSA_MIN: usize = 2048;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// As it should be.
    Good,
    /// Worth knowing.
    Notice,
    /// The connection may fail because of it.
    Warning,
    /// The connection will fail because of it.
    Fault,
}

/// One thing found out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// It holds at that time.
    Holds,
    /// It ends within so many days.
    EndsSoon {
        /// Whole days left.
        days: i64,
    },
    /// It does not hold yet.
    NotYet {
        /// From when it does, in seconds since 1970.
        from: i64,
    },
    /// It has ended.
    Ended {
        /// When, in seconds since 1970.
        at: i64,
    },
    /// Key and certificate belong together.
    Paired,
    /// They do not.
    Unpaired,
    /// Whether they do cannot be told: the key does not say its public half.
    PairUnknown,
    /// There is a certificate without its key.
    NoKey,
    /// There is a key without its certificate.
    NoCertificate,
    /// More bytes than the module takes.
    TooLarge {
        /// How many.
        bytes: usize,
        /// How many it takes.
        limit: usize,
    },
    /// A certificate to trust by is shown as a device's own.
    AuthorityAsOwn,
    /// A certificate that may not issue others is to be trusted by.
    NotAnAuthority,
    /// It is not one that a device may show to a server.
    NotForClients,
    /// The certificates of a chain stand in another order than each before its issuer.
    ChainOrder,
    /// It names one of the trusted authorities as its issuer.
    IssuedByTrusted {
        /// That authority.
        authority: String,
    },
    /// It names another issuer than the trusted authorities.
    IssuedByOther {
        /// That issuer.
        issuer: String,
    },
    /// An RSA key shorter than brokers take.
    ShortKey {
        /// Its bits.
        bits: usize,
    },
    /// A kind of key that small TLS libraries often lack.
    UncommonKey,
}

impl Finding {
    /// How grave it is.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::Holds | Self::Paired | Self::IssuedByTrusted { .. } => Severity::Good,
            Self::PairUnknown | Self::IssuedByOther { .. } | Self::EndsSoon { .. } => Severity::Notice,
            Self::AuthorityAsOwn
            | Self::NotAnAuthority
            | Self::NotForClients
            | Self::ChainOrder
            | Self::ShortKey { .. }
            | Self::UncommonKey
            // The limit is known of one series alone, and the form holds to it there.
            | Self::TooLarge { .. } => Severity::Warning,
            Self::NotYet { .. } | Self::Ended { .. } | Self::Unpaired | Self::NoKey | Self::NoCertificate => {
                Severity::Fault
            }
        }
    }
}

/// What is meant for a module.
#[derive(Debug, Clone, Copy, Default)]
pub struct Kit<'a> {
    /// The certificates that it shows, its own first.
    pub own: &'a [&'a Certificate],
    /// The key of its own.
    pub key: Option<&'a PrivateKey>,
    /// The certificates that it trusts.
    pub trusted: &'a [&'a Certificate],
}

impl Kit<'_> {
    /// What is to be said of the certificates that it shows, at that time where it is known.
    #[must_use]
    pub fn own_findings(&self, now: Option<i64>) -> Vec<Finding> {
        let Some(own) = self.own.first() else { return Vec::new() };
        let mut findings: Vec<Finding> = now.map(|now| dates(own, now)).into_iter().collect();
        if own.is_for_trust() {
            findings.push(Finding::AuthorityAsOwn);
        } else if matches!(own.used_for, Use::ServersOnly | Use::Other) {
            findings.push(Finding::NotForClients);
        }
        if self.own.windows(2).any(|pair| matches!(pair, [one, issuer] if !one.names_as_issuer(issuer))) {
            findings.push(Finding::ChainOrder);
        }
        findings.extend(self.issuer());
        findings.extend(own.key.as_ref().and_then(|key| strength(&key.kind())));
        if self.key.is_none() {
            findings.push(Finding::NoKey);
        }
        findings
    }

    /// What is to be said of the key.
    #[must_use]
    pub fn key_findings(&self) -> Vec<Finding> {
        let Some(key) = self.key else { return Vec::new() };
        let Some(own) = self.own.first() else { return vec![Finding::NoCertificate] };
        let finding = match (&key.public, &own.key) {
            (Some(private), Some(public)) if private == public => Finding::Paired,
            (Some(_), Some(_)) => Finding::Unpaired,
            (None, Some(public)) if public.kind() != key.kind => Finding::Unpaired,
            (None, _) | (_, None) => Finding::PairUnknown,
        };
        vec![finding]
    }

    /// What is to be said of each certificate that it trusts.
    #[must_use]
    pub fn trusted_findings(&self, now: Option<i64>) -> Vec<Vec<Finding>> {
        let of = |certificate: &&Certificate| {
            let mut findings: Vec<Finding> = now.map(|now| dates(certificate, now)).into_iter().collect();
            if !certificate.is_for_trust() {
                findings.push(Finding::NotAnAuthority);
            }
            findings.extend(certificate.key.as_ref().and_then(|key| strength(&key.kind())));
            findings
        };
        self.trusted.iter().map(of).collect()
    }

    /// Who issued the last of the certificates that it shows.
    fn issuer(&self) -> Option<Finding> {
        let last = self.own.last().filter(|_| !self.trusted.is_empty())?;
        let authority = self.trusted.iter().find(|authority| last.names_as_issuer(authority));
        Some(match authority {
            Some(authority) => Finding::IssuedByTrusted { authority: authority.subject.short().to_owned() },
            None => Finding::IssuedByOther { issuer: last.issuer.short().to_owned() },
        })
    }
}

/// Whether so many bytes are too many.
#[must_use]
pub fn size(bytes: usize, limit: usize) -> Option<Finding> {
    (bytes > limit).then_some(Finding::TooLarge { bytes, limit })
}

/// Whether a certificate holds at a time, in seconds since 1970.
#[must_use]
pub fn dates(certificate: &Certificate, now: i64) -> Finding {
    let days = (certificate.not_after - now).div_euclid(DAY);
    if now < certificate.not_before {
        Finding::NotYet { from: certificate.not_before }
    } else if now > certificate.not_after {
        Finding::Ended { at: certificate.not_after }
    } else if days < SOON {
        Finding::EndsSoon { days }
    } else {
        Finding::Holds
    }
}

fn strength(kind: &KeyKind) -> Option<Finding> {
    match kind {
        KeyKind::Rsa(bits) if *bits < RSA_MIN => Some(Finding::ShortKey { bits: *bits }),
        KeyKind::Ed25519 | KeyKind::Unlisted(_) => Some(Finding::UncommonKey),
        KeyKind::Rsa(_) | KeyKind::Ec(_) => None,
    }
}
