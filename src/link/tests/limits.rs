//! A module's own limits, asked of virtual modules, against the row that their model's name stands for.

use fibocom_at::profile::{Comparison, Feature, Refined, Statement, Subject};

use super::*;
use crate::link::procedure::ask_limits;

fn differences(series: &str) -> Vec<(Subject, usize, usize, Comparison)> {
    with_session(Config::for_model(series), |handle, _| async move {
        handle.sleep(Duration::from_secs(20)).await;
        let identity = identify(&handle).await.unwrap();
        let mut limits = Refined::new(Profile::for_model(&identity.model));
        ask_limits(&handle, |spec, answer| limits.take_in(spec, answer)).await.unwrap();
        let differs = |one: &Statement| one.comparison != Comparison::Same;
        limits.statements().filter(differs).map(|one| (one.subject, one.manual, one.firmware, one.comparison)).collect()
    })
}

#[test]
fn a_module_of_the_manual_says_what_the_manual_says() {
    for series in ["L610", "NL668-AM", "MC665", "MA510", "Unknown model"] {
        assert_eq!(differences(series), [], "{series}");
    }
}

#[test]
fn older_firmware_of_the_same_model_takes_less() {
    let lacks = |feature| (Subject::Has(feature), 1, 0, Comparison::Narrower);
    assert_eq!(
        differences("L610 (2020)"),
        [
            (Subject::Username, 1024, 128, Comparison::Narrower),
            (Subject::Password, 1024, 128, Comparison::Narrower),
            (Subject::ClientId, 1024, 23, Comparison::Narrower),
            lacks(Feature::Tls),
            lacks(Feature::MqttSnCommands),
            lacks(Feature::CloudAuth),
        ]
    );
}
