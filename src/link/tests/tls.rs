//! TLS against the virtual module: what it is told, what it says of it, and why a connection fails.

use fibocom_at::args::TlsFile;
use fibocom_at::codes::{TlsError, TlsVersion};
use fibocom_at::commands::{ClockReading, LoadTlsFile, TlsFileKind, Verification};

use super::*;
use crate::link::procedure::{TlsPlan, TlsProgress, TlsSetup, TlsStep, read_tls, set_clock, set_up_tls};

const AUTHORITY: &[u8] = b"-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n";
const KEY: &[u8] = b"-----BEGIN PRIVATE KEY-----\nMA==\n-----END PRIVATE KEY-----\n";

fn load(kind: TlsFileKind, bytes: &[u8]) -> LoadTlsFile {
    LoadTlsFile { kind, file: TlsFile::new(Profile::for_model("L610"), bytes).unwrap() }
}

fn tls_plan() -> TlsPlan {
    TlsPlan {
        version: Some(TlsVersion::Tls12),
        files: vec![load(TlsFileKind::Key, KEY), load(TlsFileKind::Trust, AUTHORITY)],
        verification: Some(Verification::On),
    }
}

#[test]
fn a_plan_knows_how_much_each_step_sends() {
    let of_step = |step: &TlsStep| {
        let request = step.request();
        request.line.trim_ascii_end().len() + request.data.map_or(0, |data| data.len())
    };
    let plan = tls_plan();
    assert_eq!(plan.sizes(), plan.steps().iter().map(of_step).collect::<Vec<_>>());
}

fn over_tls() -> OpenPlan {
    let mut plan = plan(ClientIndex::ALL[0]);
    plan.open.security = Security::Tls;
    plan
}

async fn dialled(handle: &Handle) {
    handle.sleep(Duration::from_secs(20)).await;
    dial(handle, &DialPlan::default()).await.unwrap();
}

#[test]
fn a_module_says_what_it_was_told() {
    with_session(Config::for_model("L610"), |handle, record| async move {
        handle.sleep(Duration::from_secs(20)).await;
        let before = read_tls(&handle).await.unwrap();
        let loaded = before.loaded.unwrap();
        assert_eq!((before.version, before.verification), (Some(TlsVersion::Unlisted(0)), Some(Verification::Off)));
        assert_eq!(loaded.iter().map(|one| one.count).sum::<u32>(), 0);

        let mut told = Vec::new();
        set_up_tls(&handle, &tls_plan(), |progress| told.push(progress)).await.unwrap();
        let expected: Vec<_> = (0..4).flat_map(|at| [TlsProgress::Began(at), TlsProgress::Done(at)]).collect();
        assert_eq!(told, expected);

        let TlsSetup { version, verification, loaded, .. } = read_tls(&handle).await.unwrap();
        assert_eq!((version, verification), (Some(TlsVersion::Tls12), Some(Verification::On)));
        let held: Vec<_> = loaded.unwrap().into_iter().map(|one| (one.kind(), one.count)).collect();
        assert_eq!(held, [(Some(TlsFileKind::Trust), 1), (Some(TlsFileKind::Key), 1)]);
        let record = record.borrow();
        assert!(record.entries().any(|entry| entry.line.raw.is_empty() && entry.line.length == KEY.len() as u64));
        assert!(record.entries().any(|entry| entry.line.raw == AUTHORITY), "a certificate is no secret");
    });
}

#[test]
fn a_wrong_clock_shows_as_the_error_of_tls_and_a_right_one_mends_it() {
    with_session(Config::for_model("L610"), |handle, _| async move {
        dialled(&handle).await;
        set_up_tls(&handle, &tls_plan(), |_| {}).await.unwrap();
        let failed = open(&handle, &over_tls(), |_| {}).await.unwrap_err();
        assert_eq!((failed.step, failed.tls), (Step::Open, Some(TlsError::Certificate(-11))));

        let now = ClockReading::at(1_795_000_000, 0).unwrap();
        assert_eq!(set_clock(&handle, now).await.unwrap().unix_seconds(), 1_795_000_000);
        open(&handle, &over_tls(), |_| {}).await.unwrap();
    });
}

#[test]
fn without_tls_nobody_asks_for_its_error() {
    let refused = Config::for_model("L610").with(&[ip::WRONG_APN]);
    with_session(refused, |handle, record| async move {
        handle.sleep(Duration::from_secs(20)).await;
        assert_eq!(open(&handle, &plan(ClientIndex::ALL[0]), |_| {}).await.unwrap_err().tls, None);
        assert!(!record.borrow().entries().any(|entry| entry.line.raw.starts_with(b"AT+GTSSLERR")));
    });
}

#[test]
fn a_module_without_tls_is_asked_all_the_same_and_says_nothing() {
    with_session(Config::for_model("NL668-AM"), |handle, _| async move {
        handle.sleep(Duration::from_secs(20)).await;
        let TlsSetup { clock, version, verification, loaded } = read_tls(&handle).await.unwrap();
        assert_eq!((version, verification, loaded), (None, None, None));
        assert!(clock.is_some());
    });
}
