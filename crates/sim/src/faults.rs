//! The list of all scenarios, a file a place. To add one: its row, its line here, its texts where a page shows it.

pub mod broker;
pub mod ip;
pub mod line;
pub mod module;
pub mod network;
pub mod port;
pub mod radio;
pub mod sim;
pub mod tls;

use crate::scenario::Scenario;

pub(crate) const ALL: &[Scenario] = &[
    Scenario::HEALTHY,
    sim::NO_SIM,
    sim::LOCKED_SIM,
    sim::SLOW_SIM,
    radio::WEAK_SIGNAL,
    network::SLOW_REGISTRATION,
    network::REGISTRATION_REFUSED,
    network::NETWORK_LOST,
    ip::WRONG_APN,
    ip::STALE_IP,
    ip::IPV6_ONLY,
    ip::IP_LOST,
    tls::CLOCK_AHEAD,
    tls::WRONG_CA,
    tls::WRONG_KEY,
    broker::REFUSES,
    broker::WRONG_PASSWORD,
    broker::UNREACHABLE,
    broker::DROPS,
    broker::ID_TAKEN,
    broker::BURST,
    broker::LARGE_MESSAGES,
    module::LATE,
    module::SLOW_BOOT,
    module::RESTART,
    module::SILENT_RESTART,
    module::RESTARTS_TWICE,
    module::USB_RESTART,
    module::HANG,
    module::ENDLESS_CODES,
    module::OPEN_PROMPT,
    module::STUCK_UPLOAD,
    module::CODES_INSIDE,
    module::LATE_STATUS,
    line::NO_ECHO,
    line::DOUBLE_ECHO,
    line::WRONG_BAUD,
    line::LOST_BYTES,
    line::DOUBLED_BYTES,
    line::DISTURBED_BYTES,
    line::PIECES,
    port::SILENT,
    port::ECHO_ONLY,
    port::NMEA,
    port::NOISE,
    port::UNPLUGGED,
];
