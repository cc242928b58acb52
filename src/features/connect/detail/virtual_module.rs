//! What is chosen for a virtual module: its series, what goes wrong, its broker, and whether it takes its time.

use fibocom_at::Profile;
use fibocom_at::profile::Feature;
use leptos::prelude::*;

use crate::features::connect::actions::Actions;
use crate::features::connect::draft::Broker;
use crate::features::connect::text;
use crate::state::{FaultPlace, Scenario};
use crate::t;
use crate::ui::{Checkbox, CheckboxKind, Choice, Select};

/// The choices, which are kept with the drafts of the screen.
#[component]
pub(super) fn VirtualChoices(actions: Actions) -> impl IntoView {
    let draft = actions.draft;
    let hint = move || Some(scenario_hint(draft.scenario.get()));
    let broker_hint = move || Some(broker_hint(draft.broker.get()));
    let profiles: Vec<_> = Profile::all().map(|profile| Choice::new(profile.name, series(profile))).collect();
    let scenarios = Scenario::at(|place| place != FaultPlace::Broker).into_iter();
    let scenarios: Vec<_> = scenarios.map(|one| Choice::new(one, scenario_row(one))).collect();
    let brokers = Scenario::at(|place| place == FaultPlace::Broker);
    let brokers = brokers.into_iter().map(Broker::Page).chain([Broker::Own]);
    let brokers: Vec<_> = brokers.map(|one| Choice::new(one, text::broker(one))).collect();
    view! {
        <div class="connect-virtual">
            <Select label=t!("connect-series") value=draft.series options=profiles/>
            <Select label=t!("connect-scenario") value=draft.scenario options=scenarios hint/>
            <Select label=t!("connect-broker") value=draft.broker options=brokers hint=broker_hint/>
        </div>
        <Checkbox label=t!("connect-true-times") value=draft.true_times kind=CheckboxKind::Switch
            hint=t!("connect-true-times-hint")/>
    }
}

/// A scenario in the list, behind its place, by which the list is ordered.
fn scenario_row(one: Scenario) -> String {
    match one.place() {
        Some(place) => {
            let place = t!(&format!("connect-place-{}", place.name()));
            t!("connect-scenario-row", place = place, name = text::scenario(one))
        }
        None => text::scenario(one),
    }
}

/// What is wrong in a scenario.
fn scenario_hint(scenario: Scenario) -> String {
    t!(&format!("connect-scenario-{}-hint", scenario.name()))
}

fn broker_hint(broker: Broker) -> String {
    match broker {
        Broker::Page(Scenario::HEALTHY) => t!("connect-broker-healthy-hint"),
        Broker::Page(one) => scenario_hint(one),
        Broker::Own => t!("connect-broker-own-hint"),
    }
}

/// A series in the list of virtual modules, with what sets it apart.
fn series(profile: &Profile) -> String {
    let has = [(Feature::Tls, t!("connect-series-tls")), (Feature::MqttSn, t!("connect-series-sn"))];
    let features: Vec<_> = has.into_iter().filter(|(feature, _)| profile.has(*feature)).map(|(_, text)| text).collect();
    let features = if features.is_empty() { t!("connect-series-plain") } else { features.join(", ") };
    t!("connect-series-row", name = profile.name, features = features)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n;

    #[test]
    fn every_scenario_has_its_texts() {
        for scenario in Scenario::ALL {
            for suffix in ["", "-hint"] {
                let id = format!("connect-scenario-{}{suffix}", scenario.name());
                assert!(i18n::has(&id), "{id}");
            }
        }
        for place in Scenario::ALL.iter().filter_map(|scenario| scenario.place()) {
            let id = format!("connect-place-{}", place.name());
            assert!(place == FaultPlace::Broker || i18n::has(&id), "{id}");
        }
        assert_eq!(scenario_row(fibocom_sim::faults::sim::NO_SIM), "SIM: No SIM");
    }

    #[test]
    fn a_series_is_listed_with_what_sets_it_apart() {
        for (name, expected) in [
            ("L610", "L610 · TLS, MQTT-SN"),
            ("NL66x", "NL66x · TLS"),
            ("LC610N", "LC610N · MQTT-SN"),
            ("NL668-AM", "NL668-AM · plain MQTT only"),
        ] {
            assert_eq!(Profile::named(name).map(series).as_deref(), Some(expected));
        }
    }
}
