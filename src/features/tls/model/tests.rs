//! Where files go, what is said of them, and the exact commands that they make.

use fibocom_at::Problem;
use fibocom_at::commands::LoadedTlsFiles;
use fibocom_at::profile::{Feature, PERMISSIVE};
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use workbench_certificates::Finding;

use super::*;
use crate::link::procedure::{TlsSetup, TlsStep};
use crate::state::Upload;

/// An authority, a device's certificate and its key, and another key.
struct Made {
    authority: String,
    own: String,
    key: String,
    other_key: String,
}

fn made() -> Made {
    let named = |name: &str| {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, name);
        params
    };
    let (authority_key, key, other) =
        (KeyPair::generate().unwrap(), KeyPair::generate().unwrap(), KeyPair::generate().unwrap());
    let mut authority = named("Bench CA");
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let root = authority.self_signed(&authority_key).unwrap();
    let own = named("meter-1").signed_by(&key, &Issuer::new(authority, authority_key)).unwrap();
    Made { authority: root.pem(), own: own.pem(), key: key.serialize_pem(), other_key: other.serialize_pem() }
}

fn shelf(texts: &[&str]) -> (Shelf, Vec<Told>) {
    let mut shelf = Shelf::default();
    let told = texts.iter().flat_map(|text| shelf.take("file.pem", &File::read(text.as_bytes()).unwrap())).collect();
    (shelf, told)
}

fn kinds(shelf: &Shelf) -> Vec<TlsFileKind> {
    shelf.pieces().map(|piece| piece.kind).collect()
}

#[test]
fn each_part_of_a_file_finds_its_place() {
    let Made { authority, own, key, .. } = made();
    let all = TlsFileKind::ALL;
    for texts in [vec![format!("{key}{authority}{own}")], vec![authority.clone(), key.clone(), own.clone()]] {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let (shelf, told) = shelf(&texts);
        assert_eq!((kinds(&shelf), told), (all.to_vec(), vec![]));
    }
    let (shelf, _) = shelf(&[&authority]);
    assert_eq!(kinds(&shelf), [TlsFileKind::Trust]);
}

#[test]
fn what_is_of_no_use_is_said_and_not_kept() {
    let Made { authority, .. } = made();
    let cut = authority.get(..200).unwrap();
    let (shelf, told) = shelf(&["hello", cut, &authority, &authority]);
    assert_eq!(kinds(&shelf), [TlsFileKind::Trust]);
    assert!(matches!(told.as_slice(), [Told::Nothing { .. }, Told::Useless { .. }, Told::There { .. }]), "{told:?}");
}

#[test]
fn a_certificate_can_be_turned_into_the_other_kind_and_be_taken_away() {
    let Made { authority, key, .. } = made();
    let (mut shelf, _) = shelf(&[&authority, &key]);
    let digest = shelf.trusted[0].digest();
    shelf.turn(digest);
    assert_eq!(kinds(&shelf), [TlsFileKind::Certificate, TlsFileKind::Key]);
    shelf.turn(digest);
    assert_eq!(kinds(&shelf), [TlsFileKind::Key, TlsFileKind::Trust]);
    shelf.remove(digest);
    assert_eq!(kinds(&shelf), [TlsFileKind::Key]);
}

#[test]
fn what_was_taken_away_comes_back_unless_something_is_in_its_place() {
    let Made { authority, own, key, other_key } = made();
    let (before, _) = shelf(&[&authority, &own, &key]);
    let mut emptied = Shelf::default();
    emptied.bring_back(before.clone());
    assert_eq!(emptied, before);
    let (mut since, _) = shelf(&[&other_key]);
    let new_key = since.key.clone();
    since.bring_back(before.clone());
    assert_eq!((since.key, since.own, since.trusted), (new_key, before.own, before.trusted));
}

#[test]
fn a_key_that_does_not_pair_or_stands_alone_is_found_before_anything_is_sent() {
    let made = made();
    let [authority, own, key, other_key] = [&made.authority, &made.own, &made.key, &made.other_key].map(String::as_str);
    for (files, finding, is_fault) in [
        (&[authority, own, key][..], Finding::Paired, false),
        (&[authority, own, other_key], Finding::Unpaired, true),
        (&[authority, key], Finding::NoCertificate, true),
    ] {
        let (shelf, _) = shelf(files);
        let looks = looks(&shelf, None, 8192);
        assert!(looks.iter().any(|look| look.findings.contains(&finding)), "{looks:?}");
        let faults: Vec<_> = looks.iter().flat_map(Look::faults).cloned().collect();
        assert_eq!(faults.contains(&finding), is_fault, "{faults:?}");
        assert_eq!(faults.is_empty(), !is_fault, "{faults:?}");
    }
}

#[test]
fn the_dates_are_held_against_the_clock_of_the_module() {
    let Made { authority, .. } = made();
    let (shelf, _) = shelf(&[&authority]);
    let found = |now| looks(&shelf, now, 8192)[0].findings.clone();
    assert!(matches!(found(Some(0)).as_slice(), [Finding::NotYet { .. }]));
    assert_eq!(found(Some(1_795_000_000)), [Finding::Holds]);
    assert_eq!(found(None), []);
    assert!(looks(&shelf, None, 100)[0].findings.iter().any(|finding| matches!(finding, Finding::TooLarge { .. })));
}

fn lines(plan: &TlsPlan) -> Vec<String> {
    plan.steps().iter().map(|step| String::from_utf8(step.request().line).unwrap()).collect()
}

#[test]
fn the_plan_writes_exactly_these_lines_and_these_bytes() {
    let Made { authority, own, key, .. } = made();
    let (shelf, _) = shelf(&[&authority, &own, &key]);
    let plan = plan(&PERMISSIVE, &shelf, Wishes::default(), &TlsFacts::default()).unwrap();
    let file = |name: &str, text: &str| format!("AT+GTSSLFILE=\"{name}\",{}", text.len());
    let files = [file("CERTFILE", &own), file("KEYFILE", &key), file("TRUSTFILE", &authority)];
    assert_eq!(lines(&plan)[1..4], files);
    assert_eq!([&lines(&plan)[0], &lines(&plan)[4]], ["AT+GTSSLVER=4", "AT+GTSSLMODE=1"]);
    for (step, text) in plan.steps()[1..4].iter().zip([&own, &key, &authority]) {
        assert!(matches!(step, TlsStep::File(_)));
        assert_eq!(step.request().data.as_deref(), Some(text.as_bytes()));
    }
    assert!(!format!("{plan:?}{shelf:?}").contains(key.lines().nth(1).unwrap()), "a key is never shown");
}

#[test]
fn what_is_loaded_already_is_loaded_again_only_when_that_is_wanted() {
    let Made { authority, .. } = made();
    let (shelf, _) = shelf(&[&authority]);
    let piece = &shelf.trusted[0];
    let upload = Upload { kind: TlsFileKind::Trust, bytes: authority.len(), digest: piece.digest() };
    let other = Upload { digest: [0; 32], ..upload };
    let said = |count| {
        let one = LoadedTlsFiles { name: "TRUSTFILE".to_owned(), count };
        Some(TlsSetup { loaded: Some(vec![one]), ..TlsSetup::default() })
    };
    for (tls, expected, files) in [
        (TlsFacts::default(), Sending::First, 1),
        (TlsFacts { uploads: vec![upload], ..TlsFacts::default() }, Sending::Again, 0),
        (TlsFacts { uploads: vec![other], ..TlsFacts::default() }, Sending::Added { to: 1 }, 1),
        (TlsFacts { setup: said(2), ..TlsFacts::default() }, Sending::Added { to: 2 }, 1),
        (TlsFacts { setup: said(0), ..TlsFacts::default() }, Sending::First, 1),
    ] {
        assert_eq!(sending(&tls, piece), expected, "{tls:?}");
        let plan_of = |wishes| plan(&PERMISSIVE, &shelf, wishes, &tls).unwrap().files.len();
        assert_eq!(plan_of(Wishes::default()), files);
        assert_eq!(plan_of(Wishes { again: true, ..Wishes::default() }), 1);
    }
}

#[test]
fn a_series_without_tls_makes_no_plan_and_a_file_that_may_be_too_large_does() {
    let Made { authority, .. } = made();
    let (shelf, _) = shelf(&[&authority]);
    let refused = |profile: &Profile| plan(profile, &shelf, Wishes::default(), &TlsFacts::default()).unwrap_err();
    let small = Profile { tls_file: (4, 100), ..PERMISSIVE };
    let made = plan(&small, &shelf, Wishes::default(), &TlsFacts::default());
    assert_eq!(made.map(|plan| plan.files.len()), Ok(1), "no manual has the limit");
    let without = Problem::Unsupported(Feature::Tls);
    assert_eq!(refused(Profile::for_model("NL668-AM-00")), [without.at(Field::Security)]);
}

#[test]
fn verification_without_an_authority_is_advised_against() {
    let Made { authority, .. } = made();
    let (with, without) = (shelf(&[&authority]).0, Shelf::default());
    let held = Upload { kind: TlsFileKind::Trust, bytes: 9, digest: [0; 32] };
    let loaded = TlsFacts { uploads: vec![held], ..TlsFacts::default() };
    for (verification, shelf, tls, expected) in [
        (Verification::On, &with, TlsFacts::default(), Advice::Good),
        (Verification::On, &without, TlsFacts::default(), Advice::NoAuthority),
        (Verification::On, &without, loaded, Advice::Good),
        (Verification::Off, &with, TlsFacts::default(), Advice::Unverified),
    ] {
        assert_eq!(advice(verification, shelf, &tls), expected, "{verification:?}");
    }
}
