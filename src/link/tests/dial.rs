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
