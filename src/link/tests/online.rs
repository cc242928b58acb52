//! Getting online, against the virtual module: what it does by itself, and where it stops.

use fibocom_at::args::{Apn, Host, Port};
use fibocom_at::profile::PERMISSIVE;
use fibocom_sim::faults::{ip, network, sim};

use super::*;
use crate::link::procedure::{DialFailure, OnlineFailure, OnlinePlan, OnlineProgress, get_online};

/// Some time in 2026.
const NOW: i64 = 1_788_000_000;

fn plan(apn: Option<&str>) -> OnlinePlan {
    OnlinePlan {
        from: CheckName::Module,
        found: Vec::new(),
        dial: DialPlan::Apn { apn: apn.map(|apn| Apn::parse(apn).unwrap()), login: None },
        server: (Host::parse(&PERMISSIVE, "ntp.example.com").unwrap(), Port::parse("123").unwrap()),
        unix_seconds: NOW,
    }
}

/// How it ended, the checks that were made, in their order, and the milliseconds it took.
fn run(config: Config, plan: OnlinePlan) -> (Result<(), OnlineFailure>, Vec<CheckName>, u64) {
    with_session(config, |handle, _| async move {
        identify(&handle).await.unwrap();
        let begun = handle.now();
        let mut made = Vec::new();
        let end = get_online(&handle, &plan, |progress| {
            if let OnlineProgress::Found(check, _) = progress
                && !made.contains(&check.name)
            {
                made.push(check.name);
            }
        })
        .await;
        (end, made, handle.now() - begun)
    })
}

#[test]
fn a_module_that_was_just_switched_on_gets_there_by_itself() {
    for (pace, within) in [(Pace::True, 20_000), (Pace::Quick, 3_500)] {
        let (end, made, took) = run(Config { pace, ..Config::for_model("L610") }, plan(None));
        assert_eq!((end, made), (Ok(()), CHECKS.to_vec()), "{pace:?}");
        assert!(took < within, "{pace:?}: {took} ms");
    }
}

#[test]
fn it_stops_at_the_first_thing_that_stands_in_the_way() {
    let (end, made, _) = run(Config::for_model("L610").with(&[sim::NO_SIM]), plan(None));
    assert!(matches!(end, Err(OnlineFailure::Check(check)) if check.name == CheckName::Sim && check.is_shut_sim()));
    assert_eq!(made, [CheckName::Module, CheckName::Sim]);
}

#[test]
fn a_wrong_apn_is_told_as_no_address_and_the_right_one_goes_on_from_there() {
    let config = || Config::for_model("L610").with(&[ip::WRONG_APN]);
    let (end, made, _) = run(config(), plan(Some("CMNET")));
    assert_eq!(end, Err(OnlineFailure::Dial(DialFailure::NoAddress)));
    assert_eq!(made.last(), Some(&CheckName::Address));
    with_session(config(), |handle, _| async move {
        identify(&handle).await.unwrap();
        let _ = get_online(&handle, &plan(None), |_| {}).await;
        let again = OnlinePlan { from: CheckName::Address, ..plan(Some("m2m.workbench")) };
        let mut clock = None;
        let end = get_online(&handle, &again, |progress| {
            if let OnlineProgress::ClockSet(set) = progress {
                clock = set.ok();
            }
        });
        assert_eq!(end.await, Ok(()));
        assert!(clock.is_some_and(|clock| clock.is_plausible()));
    });
}

#[test]
fn a_network_that_takes_minutes_is_waited_for() {
    let (end, _, took) = run(Config::for_model("L610").with(&[network::SLOW_REGISTRATION]), plan(None));
    assert_eq!(end, Ok(()));
    assert!(took > 60_000, "{took}");
}
