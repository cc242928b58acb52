//! Dialling, and what stands in its way.

use super::*;

#[test]
fn a_context_is_dialled_through_by_its_number() {
    with_session(Config::for_model("MC665"), |handle, record| async move {
        handle.sleep(Duration::from_secs(20)).await;
        let context = ContextId::new(3).unwrap();
        dial(&handle, &DialPlan::Context(context)).await.unwrap();
        assert_eq!(record.borrow().entries().filter(|entry| entry.line.raw == b"AT+MIPCALL=1,3\r").count(), 1);
        assert!(handle.run(&Addresses { cid: context }).await.unwrap().is_some());
    });
}

#[test]
fn a_missing_sim_and_a_wrong_apn_are_told_apart() {
    let no_sim = Config::for_model("L610").with(&[sim::NO_SIM]);
    with_session(no_sim, |handle, _| async move {
        handle.sleep(Duration::from_secs(10)).await;
        assert_eq!(check(&handle, CheckName::Sim).await.verdict(), Verdict::Fail);
    });
    let wrong_apn = Config::for_model("L610").with(&[ip::WRONG_APN]);
    with_session(wrong_apn, |handle, _| async move {
        handle.sleep(Duration::from_secs(20)).await;
        let begun = handle.now();
        assert_eq!(dial(&handle, &DialPlan::default()).await, Err(procedure::DialFailure::NoAddress));
        assert!(handle.now() - begun < 10_000, "the module says that there is none, and the rest is not waited for");
    });
}

#[test]
fn a_context_without_an_address_is_closed_to_the_end_before_it_is_dialled_anew() {
    for seed in 1..=8 {
        let config = Config { seed, ..Config::for_model("L610").with(&[ip::STALE_IP]) };
        with_session(config, |handle, _| async move {
            handle.sleep(Duration::from_secs(20)).await;
            let begun = handle.now();
            dial(&handle, &DialPlan::default()).await.unwrap();
            assert!(handle.now() - begun < 10_000, "the module says when it is closed, and the rest is not waited for");
        });
    }
}

/// A module whose context is stale, whose firmware says 0 while it dials, and which tells the end of the context before at its leisure.
fn stale(line: &str, before: usize, end: u64) -> Vec<(u64, &'static str)> {
    match (line, before) {
        ("AT+MIPCALL?", 0) => vec![(10, "\r\n+MIPCALL: 1,0.0.0.0\r\n\r\nOK\r\n")],
        ("AT+MIPCALL?", _) => vec![(10, "\r\n+MIPCALL: 0\r\n\r\nOK\r\n")],
        ("AT+MIPCALL=0", _) => vec![(10, "\r\nOK\r\n"), (end, "\r\n+MIPCALL: 0\r\n")],
        ("AT+MIPCALL=1", _) => vec![(100, "\r\nOK\r\n"), (40_000, "\r\n+MIPCALL: 192.0.2.17\r\n")],
        _ => vec![(10, "\r\nOK\r\n")],
    }
}

#[test]
fn the_end_of_the_context_before_is_not_that_of_what_is_dialled() {
    let address = fibocom_at::commands::IpAddresses::read(["192.0.2.17"]).unwrap();
    let ends: [mishaps::Answers; 4] = [
        |line, before| stale(line, before, 0),
        |line, before| stale(line, before, 15),
        |line, before| stale(line, before, 90),
        |line, before| stale(line, before, 2_000),
    ];
    for end in ends {
        let dialled = mishaps::with_answers(end, |handle| async move { dial(&handle, &DialPlan::default()).await });
        assert_eq!(dialled, Ok(address));
    }
}

#[test]
fn the_end_of_what_is_dialled_counts_as_soon_as_it_is_told() {
    let failing: mishaps::Answers = |line, _| match line {
        "AT+MIPCALL?" => vec![(10, "\r\n+MIPCALL: 0\r\n\r\nOK\r\n")],
        "AT+MIPCALL=1" => vec![(10, "\r\nOK\r\n\r\n+MIPCALL: 0\r\n")],
        _ => vec![(10, "\r\nOK\r\n")],
    };
    let (dialled, took) = mishaps::with_answers(failing, |handle| async move {
        let begun = handle.now();
        (dial(&handle, &DialPlan::default()).await, handle.now() - begun)
    });
    assert_eq!((dialled, took < 10_000), (Err(procedure::DialFailure::NoAddress), true), "{took} ms");
}
