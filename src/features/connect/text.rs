//! The sentences of the Connect screen that depend on what was found.

use fibocom_at::Profile;
use fibocom_at::profile::Feature;

use super::draft::Broker;
use crate::state::{Scenario, Support};
use crate::t;

/// Why a real module is out of reach, for the buttons.
pub(super) fn unsupported(support: Support) -> Option<String> {
    match support {
        Support::Available => None,
        Support::Missing => Some(t!("connect-why-missing")),
        Support::InsecureContext => Some(t!("connect-why-insecure")),
        Support::BlockedByPolicy => Some(t!("connect-why-blocked")),
    }
}

/// A scenario in the list, behind its place, by which the list is ordered.
pub(super) fn scenario_row(one: Scenario) -> String {
    match one.place() {
        Some(place) => {
            let place = t!(&format!("connect-place-{}", place.name()));
            t!("connect-scenario-row", place = place, name = scenario(one))
        }
        None => scenario(one),
    }
}

/// What a scenario is called.
fn scenario(scenario: Scenario) -> String {
    t!(&format!("connect-scenario-{}", scenario.name()))
}

/// What is chosen for the virtual module and its broker, in a few words.
pub(super) fn chosen(module: Scenario, beyond: Broker) -> String {
    match (module, beyond) {
        (Scenario::HEALTHY, Broker::Page(Scenario::HEALTHY)) => t!("connect-chosen-healthy"),
        (Scenario::HEALTHY, beyond) => t!("connect-chosen-broker", broker = broker(beyond)),
        (module, Broker::Page(Scenario::HEALTHY)) => scenario(module),
        (module, beyond) => format!("{}, {}", scenario(module), t!("connect-chosen-broker", broker = broker(beyond))),
    }
}

/// What is wrong in a scenario.
pub(super) fn scenario_hint(scenario: Scenario) -> String {
    t!(&format!("connect-scenario-{}-hint", scenario.name()))
}

/// What a broker of the virtual module is called.
pub(super) fn broker(broker: Broker) -> String {
    match broker {
        Broker::Page(one) => scenario(one),
        Broker::Own => t!("connect-broker-own"),
    }
}

pub(super) fn broker_hint(broker: Broker) -> String {
    match broker {
        Broker::Page(Scenario::HEALTHY) => t!("connect-broker-healthy-hint"),
        Broker::Page(one) => scenario_hint(one),
        Broker::Own => t!("connect-broker-own-hint"),
    }
}

/// A series in the list of virtual modules, with what sets it apart.
pub(super) fn series(profile: &Profile) -> String {
    let has = [(Feature::Tls, t!("connect-series-tls")), (Feature::MqttSn, t!("connect-series-sn"))];
    let features: Vec<_> = has.into_iter().filter(|(feature, _)| profile.has(*feature)).map(|(_, text)| text).collect();
    let features = if features.is_empty() { t!("connect-series-plain") } else { features.join(", ") };
    t!("connect-series-row", name = profile.name, features = features)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n;
    use crate::state::FaultPlace;

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
