//! Faults of the serial line.

use crate::fault::{Echo, Fault, Mishap, What};
use crate::scenario::Scenario;

/// One of so many bytes, where bytes suffer: a byte in each few replies.
const ONE_IN: u32 = 150;

/// As after `ATE0` that somebody stored in the module.
pub const NO_ECHO: Scenario = Scenario::new(
    "no-echo",
    "The module does not echo, although it should.",
    "Answers come without the command before them.",
    &[Fault::always(What::Echo(Echo::Missing))],
);

/// The module's echo and one of the converter's, or of a terminal's.
pub const DOUBLE_ECHO: Scenario = Scenario::new(
    "double-echo",
    "Every line comes back twice before its answer.",
    "The command comes twice before its answer.",
    &[Fault::always(What::Echo(Echo::Doubled))],
);

/// The modules are delivered at 115200 Bd; on USB of their own the speed does not matter, at a UART it does.
pub const WRONG_BAUD: Scenario = Scenario::new(
    "wrong-baud",
    "The module is at a UART of 9600 Bd, and rubbish comes at any other speed.",
    "Rubbish comes instead of text.",
    &[Fault::always(What::Baud(9_600))],
);

/// As without flow control at a busy host.
pub const LOST_BYTES: Scenario = Scenario::new(
    "lost-bytes",
    "One of 150 bytes is lost, in both directions.",
    "Lines lack a letter.",
    &[Fault::always(What::Bytes(Mishap::Lost, ONE_IN))],
);

/// As of a converter that repeats itself.
pub const DOUBLED_BYTES: Scenario = Scenario::new(
    "doubled-bytes",
    "One of 150 bytes comes twice, in both directions.",
    "Lines have a letter too many.",
    &[Fault::always(What::Bytes(Mishap::Doubled, ONE_IN))],
);

/// As on a long cable beside a motor.
pub const DISTURBED_BYTES: Scenario = Scenario::new(
    "disturbed-bytes",
    "One of 150 bytes is another one, in both directions.",
    "Lines have a wrong byte.",
    &[Fault::always(What::Bytes(Mishap::Disturbed, ONE_IN))],
);

/// Longer gaps than those by which a prompt is told from text.
pub const PIECES: Scenario = Scenario::new(
    "pieces",
    "What the module says comes in pieces of 1 to 6 bytes with gaps of 5 to 40 ms.",
    "Lines arrive bit by bit.",
    &[Fault::always(What::Pieces(6, (5, 40)))],
);
