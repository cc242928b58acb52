//! Faults of the broker, as the module meets them: a real broker at the other end does what it does, and is not told.

use crate::fault::{BrokerFault, Fault, What};
use crate::scenario::Scenario;

/// CONNACK with return code 3 (MQTT 3.1.1, 3.2.2.3).
pub const REFUSES: Scenario = Scenario::new(
    "refuses",
    "The broker answers everybody that it is not available.",
    "+MQTTOPEN: 1,0 comes, or error 702.",
    &[Fault::always(What::Broker(BrokerFault::Refuses))],
);

/// CONNACK with return code 4 (MQTT 3.1.1, 3.2.2.3).
pub const WRONG_PASSWORD: Scenario = Scenario::new(
    "wrong-password",
    "The broker takes no user name and password, whatever they are.",
    "+MQTTOPEN: 1,0 comes, or error 703.",
    &[Fault::always(What::Broker(BrokerFault::WrongPassword))],
);

/// `+MQTTOPEN: 1,0` after half a minute.
pub const UNREACHABLE: Scenario = Scenario::new(
    "unreachable",
    "Nobody answers at the broker's address; the module gives up after 30 s.",
    "+MQTTOPEN: 1,0 comes after 30 s.",
    &[Fault::always(What::Broker(BrokerFault::Unreachable))],
);

/// `+MQTTBREAK: 1,1` after twenty seconds (000, 001 and 003, 1.4).
pub const DROPS: Scenario = Scenario::new(
    "drops",
    "The broker ends every connection 20 s after it has begun.",
    "+MQTTBREAK: 1,1 comes 20 s after each +MQTTOPEN: 1,1.",
    &[Fault::always(What::Broker(BrokerFault::Drops))],
);

/// The older connection is closed when a second one has its client id string (MQTT 3.1.1, 3.1.4); the module hears of a break.
pub const ID_TAKEN: Scenario = Scenario::new(
    "id-taken",
    "Somebody else connects with the same client id 8 s after each connection.",
    "+MQTTBREAK: 1,1 comes 8 s after each +MQTTOPEN: 1,1.",
    &[Fault::always(What::Broker(BrokerFault::IdTaken))],
);

/// More than the lines that a module keeps while a command runs.
pub const BURST: Scenario = Scenario::new(
    "burst",
    "Sixty messages come at once, every 15 s, to each subscriber.",
    "Sixty +MQTTMSG come, or fewer where a command was running.",
    &[Fault::always(What::Broker(BrokerFault::Bursts))],
);

/// 1500 bytes are printed at most, and 1024 are read (003, 1.9 and 1.11): the rest is lost.
pub const LARGE_MESSAGES: Scenario = Scenario::new(
    "large-messages",
    "A message of 2000 bytes comes every 15 s to each subscriber.",
    "+MQTTMSG is cut at 1500 bytes, or +MQTTREAD at 1024.",
    &[Fault::always(What::Broker(BrokerFault::LargeMessages))],
);
