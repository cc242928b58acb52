//! What a person connects: a port, or a virtual module with what is wrong with it.

use super::{BrokerAddress, Pace, Scenario};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A granted port, by its place in the list.
    Port {
        index: usize,
        /// In bauds.
        baud_rate: u32,
    },
    Virtual {
        /// Profile or model name.
        series: String,
        /// What is wrong with it and the world around it, but for the broker.
        scenarios: Vec<Scenario>,
        /// What its network leads to.
        broker: VirtualBroker,
        /// The speed that its port is opened at, in bauds; it matters in scenarios of the line alone.
        baud_rate: u32,
        /// Decides everything that is random about it.
        seed: u64,
        /// How long it takes for what it does.
        pace: Pace,
    },
}

impl Target {
    /// Whether it is a virtual module that was chosen with a fault: its own, of the world around it, or of its broker.
    #[must_use]
    pub fn is_faulty(&self) -> bool {
        match self {
            Self::Port { .. } => false,
            Self::Virtual { scenarios, broker, .. } => {
                let is_well = |scenario: &Scenario| *scenario == Scenario::HEALTHY;
                !scenarios.iter().all(is_well) || matches!(broker, VirtualBroker::Page(scenario) if !is_well(scenario))
            }
        }
    }
}

/// The broker behind a virtual module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VirtualBroker {
    /// The one inside the page, in this scenario.
    Page(Scenario),
    /// A real one, over WebSocket.
    At(BrokerAddress),
}
