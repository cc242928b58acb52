//! Ports of a module that are not its AT port. Modules with USB of their own have several, and only some of them take AT.

use crate::fault::{Fault, Length, Port, Trigger, What};
use crate::scenario::Scenario;

/// As interface 0 of an FM160.
pub const SILENT: Scenario = Scenario::new(
    "silent",
    "The port opens and nothing ever answers.",
    "Nothing comes.",
    &[Fault::always(What::Port(Port::Silent))],
);

/// As interface 3 of an FM160.
pub const ECHO_ONLY: Scenario = Scenario::new(
    "echo-only",
    "The port sends back what it gets, and never answers.",
    "Only what was sent comes.",
    &[Fault::always(What::Port(Port::Echo))],
);

/// Sentences of the satellite receiver (NMEA 0183).
pub const NMEA: Scenario = Scenario::new(
    "nmea",
    "The port is that of the satellite receiver: sentences each second, and no answer.",
    "Sentences that begin with $ come each second.",
    &[Fault::always(What::Port(Port::Nmea))],
);

/// Frames with flags around them, as of a diagnostics port.
pub const NOISE: Scenario = Scenario::new(
    "noise",
    "The port sends binary frames and no text, as a diagnostics port does.",
    "Frames between bytes 7E come.",
    &[Fault::always(What::Port(Port::Binary))],
);

/// A module that has its power from USB loses everything with the cable.
pub const UNPLUGGED: Scenario = Scenario::new(
    "unplugged",
    "The cable is pulled after 45 s, and plugged in again 20 s later.",
    "The port is gone, and comes back under another name.",
    &[Fault { what: What::Unplugged, trigger: Trigger::At(45_000), length: Length::For(20_000) }],
);
