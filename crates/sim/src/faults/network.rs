//! Faults of the operator's network.

use crate::fault::{Fault, Length, Trigger, What};
use crate::scenario::Scenario;

/// A minute and a half or two; some series need up to seven abroad (004, 3.1).
pub const SLOW_REGISTRATION: Scenario = Scenario::new(
    "slow-registration",
    "Registration takes minutes, as abroad.",
    "AT+CEREG? shows 2 for a minute and a half or more.",
    &[Fault::always(What::Registration((90_000, 120_000)))],
);

/// State 3 (3GPP TS 27.007, 7.2): a SIM without a contract, or a module that the operator does not take.
pub const REGISTRATION_REFUSED: Scenario = Scenario::new(
    "registration-refused",
    "The network does not accept the SIM.",
    "AT+CEREG? shows 3, registration denied.",
    &[Fault::always(What::RegistrationDenied)],
);

/// Cause 3 of `+MQTTBREAK` (000 and 003, 1.4).
pub const NETWORK_LOST: Scenario = Scenario::new(
    "network-lost",
    "The network is gone for 30 s: after 30 s, or when a client is connected later.",
    "+MQTTBREAK: 1,3 and +MIPCALL: 0 come.",
    &[Fault { what: What::NoNetwork, trigger: Trigger::At(30_000), length: Length::For(30_000) }],
);
