//! Faults of the IP address.

use crate::fault::{Fault, Length, Trigger, What};
use crate::scenario::Scenario;

/// `AT+MIPCALL=1` is taken and ends in `+MIPCALL: 0` with any other APN.
pub const WRONG_APN: Scenario = Scenario::new(
    "wrong-apn",
    "The network assigns no IP address to any APN but m2m.workbench.",
    "+MIPCALL: 0 comes after AT+MIPCALL=1.",
    &[Fault::always(What::OnlyApn("m2m.workbench"))],
);

/// As on an L610 whose context outlived the network's: drivers for it hang up and dial anew.
pub const STALE_IP: Scenario = Scenario::new(
    "stale-ip",
    "The module has an IP address from before that no longer works.",
    "AT+MIPCALL? shows 1,0.0.0.0, and no broker answers until AT+MIPCALL=0 and a new dial-up.",
    &[Fault::always(What::StaleAddress)],
);

/// Brokers with a name are reached, and those given as an IPv4 address are not.
pub const IPV6_ONLY: Scenario = Scenario::new(
    "ipv6-only",
    "The network assigns IPv6 addresses only.",
    "+MIPCALL shows sixteen numbers.",
    &[Fault::always(What::OnlyIpv6)],
);

/// Cause 2 of `+MQTTBREAK` (000 and 003, 1.4).
pub const IP_LOST: Scenario = Scenario::new(
    "ip-lost",
    "The network takes the IP address away after 45 s, or when a client is connected later.",
    "+MQTTBREAK: 1,2 and +MIPCALL: 0 come.",
    &[Fault { what: What::AddressLost(60_000), trigger: Trigger::At(45_000), length: Length::Times(1) }],
);
