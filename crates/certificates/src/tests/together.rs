//! Certificate, key and authorities, held against each other and against a time.

use rcgen::ExtendedKeyUsagePurpose;

use super::made::{Authority, END, Rsa, START, ed25519, p256, p384, pem, sec1};
use crate::check::{dates, size};
use crate::{Certificate, Content, File, Finding, Kit, PrivateKey};

const DAY: i64 = 86_400;
const NOW: i64 = START + 100 * DAY;

fn certificates(text: &str) -> Vec<Certificate> {
    let parts = File::read(text.as_bytes()).unwrap().parts().to_vec();
    let read = |content| if let Content::Certificate(read) = content { *read } else { panic!("{content:?}") };
    parts.into_iter().map(|part| read(part.content)).collect()
}

fn key(text: &str) -> PrivateKey {
    match File::read(text.as_bytes()).unwrap().parts()[0].content.clone() {
        Content::PrivateKey(key) => key,
        other => panic!("{other:?}"),
    }
}

/// Texts as they would be uploaded.
struct Given<'a> {
    own: &'a str,
    key: Option<&'a str>,
    trusted: &'a str,
}

impl Given<'_> {
    fn with<T>(&self, look: impl Fn(&Kit<'_>) -> T) -> T {
        let (own, trusted) = (certificates(self.own), certificates(self.trusted));
        let key = self.key.map(key);
        look(&Kit {
            own: &own.iter().collect::<Vec<_>>(),
            key: key.as_ref(),
            trusted: &trusted.iter().collect::<Vec<_>>(),
        })
    }

    fn own(&self) -> Vec<Finding> {
        self.with(|kit| kit.own_findings(Some(NOW)))
    }

    fn key(&self) -> Vec<Finding> {
        self.with(|kit| kit.key_findings())
    }
}

#[test]
fn a_key_pairs_with_its_own_certificate_and_with_no_other() {
    let authority = Authority::new("Bench CA");
    let (rsa, small, large, edwards) = (Rsa::of(3), p256(), p384(), ed25519());
    let rows = [
        (authority.issue("a", &rsa), vec![pem("RSA PRIVATE KEY", &rsa.pkcs1()), pem("PRIVATE KEY", &rsa.pkcs8())]),
        (
            authority.issue("b", &small),
            vec![
                small.serialize_pem(),
                pem("EC PRIVATE KEY", &sec1(&small, true)),
                pem("EC PRIVATE KEY", &sec1(&small, false)),
            ],
        ),
        (authority.issue("c", &large), vec![large.serialize_pem(), pem("EC PRIVATE KEY", &sec1(&large, false))]),
        (authority.issue("d", &edwards), vec![edwards.serialize_pem()]),
        (authority.issue("e", &Rsa::of(4)), vec![]),
        (authority.issue("f", &p256()), vec![]),
    ];
    for (index, (own, _)) in rows.iter().enumerate() {
        for (other, (_, keys)) in rows.iter().enumerate() {
            for key in keys {
                let expected = if index == other { Finding::Paired } else { Finding::Unpaired };
                assert_eq!(Given { own, key: Some(key), trusted: "" }.key(), [expected], "{index} with {other}");
            }
        }
    }
    assert_eq!(Given { own: "", key: Some(&small.serialize_pem()), trusted: "" }.key(), [Finding::NoCertificate]);
}

#[test]
fn dates_are_held_against_the_time_that_is_given() {
    let [own] = certificates(&Authority::new("Bench CA").1).try_into().unwrap();
    for (now, expected) in [
        (0, Finding::NotYet { from: START }),
        (START - 1, Finding::NotYet { from: START }),
        (START, Finding::Holds),
        (END - 30 * DAY, Finding::Holds),
        (END - 30 * DAY + 1, Finding::EndsSoon { days: 29 }),
        (END, Finding::EndsSoon { days: 0 }),
        (END + 1, Finding::Ended { at: END }),
    ] {
        assert_eq!(dates(&own, now), expected, "{now}");
    }
}

#[test]
fn a_whole_kit_is_found_good() {
    let (authority, own) = (Authority::new("Bench CA"), p256());
    let middle = authority.intermediate("Bench Issuing CA");
    let chain = format!("{}{}", middle.issue("meter-1", &own), middle.1);
    let given = Given { own: &chain, key: Some(&own.serialize_pem()), trusted: &authority.1 };
    assert_eq!(given.own(), [Finding::Holds, Finding::IssuedByTrusted { authority: "Bench CA".to_owned() }]);
    assert_eq!(given.key(), [Finding::Paired]);
    assert_eq!(given.with(|kit| kit.trusted_findings(Some(NOW))), [[Finding::Holds]]);
    assert_eq!(given.with(|kit| kit.trusted_findings(None)), [[]], "without a time nothing is said of dates");
}

#[test]
fn what_is_in_the_wrong_place_or_order_is_said() {
    let (authority, other, own) = (Authority::new("Bench CA"), Authority::new("Other CA"), p256());
    let leaf = authority.issue("meter-1", &own);
    let key = own.serialize_pem();
    for (own, expected) in [
        (other.1.clone(), Finding::AuthorityAsOwn),
        (format!("{}{leaf}", authority.1), Finding::ChainOrder),
        (leaf.clone(), Finding::IssuedByOther { issuer: "Bench CA".to_owned() }),
        (authority.issue_for("web", &own, &[ExtendedKeyUsagePurpose::ServerAuth]), Finding::NotForClients),
        (authority.issue("old", &Rsa::with_bytes(3, 128)), Finding::ShortKey { bits: 1024 }),
        (authority.issue("edwards", &ed25519()), Finding::UncommonKey),
    ] {
        let findings = Given { own: &own, key: Some(&key), trusted: &other.1 }.own();
        assert!(findings.contains(&expected), "{expected:?} in {findings:?}");
    }
    assert_eq!(Given { own: &leaf, key: None, trusted: "" }.own(), [Finding::Holds, Finding::NoKey]);
    let trusted = Given { own: "", key: None, trusted: &leaf }.with(|kit| kit.trusted_findings(Some(NOW)));
    assert_eq!(trusted, [[Finding::Holds, Finding::NotAnAuthority]]);
    assert_eq!(size(8192, 8192), None);
    assert_eq!(size(8193, 8192), Some(Finding::TooLarge { bytes: 8193, limit: 8192 }));
}
