//! Faults of the broker, which the broker inside the page plays. A real one does what it does.

use crate::fault::{BrokerFault, Fault, What};
use crate::scenario::Scenario;

/// CONNACK with return code 3 (MQTT 3.1.1, 3.2.2.3).
pub const REFUSES: Scenario = Scenario::new(
    "refuses",
    "The broker answers everybody that it is not available.",
    &[Fault::always(What::Broker(BrokerFault::Refuses))],
);

/// CONNACK with return code 4 (MQTT 3.1.1, 3.2.2.3).
pub const WRONG_PASSWORD: Scenario = Scenario::new(
    "wrong-password",
    "The broker takes no user name and password, whatever they are.",
    &[Fault::always(What::Broker(BrokerFault::WrongPassword))],
);

/// `+MQTTOPEN: 1,0` after half a minute.
pub const UNREACHABLE: Scenario = Scenario::new(
    "unreachable",
    "Nobody answers at the broker's address; the module gives up after 30 s.",
    &[Fault::always(What::Broker(BrokerFault::Unreachable))],
);

/// `+MQTTBREAK: 1,1` after twenty seconds (000, 001 and 003, 1.4).
pub const DROPS: Scenario = Scenario::new(
    "drops",
    "The broker ends every connection 20 s after it has begun.",
    &[Fault::always(What::Broker(BrokerFault::Drops))],
);
