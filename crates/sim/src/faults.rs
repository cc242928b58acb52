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
    radio::WEAK_SIGNAL,
    network::SLOW_REGISTRATION,
    ip::WRONG_APN,
    tls::CLOCK_AHEAD,
    broker::REFUSES,
    broker::WRONG_PASSWORD,
    broker::UNREACHABLE,
    broker::DROPS,
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
];
