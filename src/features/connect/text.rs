//! The sentences of the Connect screen that depend on what was found.

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

/// What a scenario is called. Texts of scenarios come after the first load, and no other than the healthy one is chosen before.
pub(super) fn scenario(scenario: Scenario) -> String {
    t!(&format!("connect-scenario-{}", scenario.name()))
}

/// What is chosen for the virtual module and its broker, in a few words.
pub(super) fn chosen(module: Scenario, more: &[Scenario], beyond: Broker) -> String {
    let chosen = chosen_one(module, beyond);
    let names = [chosen].into_iter().chain(more.iter().map(|one| scenario(*one)));
    names.collect::<Vec<_>>().join(", ")
}

fn chosen_one(module: Scenario, beyond: Broker) -> String {
    match (module, beyond) {
        (Scenario::HEALTHY, Broker::Page(Scenario::HEALTHY)) => t!("connect-chosen-healthy"),
        (Scenario::HEALTHY, beyond) => t!("connect-chosen-broker", broker = broker(beyond)),
        (module, Broker::Page(Scenario::HEALTHY)) => scenario(module),
        (module, beyond) => format!("{}, {}", scenario(module), t!("connect-chosen-broker", broker = broker(beyond))),
    }
}

/// What a broker of the virtual module is called.
pub(super) fn broker(broker: Broker) -> String {
    match broker {
        Broker::Page(one) => scenario(one),
        Broker::Own => t!("connect-broker-own"),
    }
}
