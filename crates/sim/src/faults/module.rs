//! Faults of the module's firmware.

use crate::fault::{BootWords, Fault, Length, Restart, Trigger, Usb, What};
use crate::scenario::Scenario;

/// Milliseconds after power-up at which a fault of the firmware comes into a session that has begun.
const INTO_THE_SESSION: Trigger = Trigger::At(30_000);

const RESTARTS: Restart = Restart { words: BootWords::Said, usb: Usb::Stays, gap: 15_000 };

/// Modules without a SIM take up to 13 s for commands that are quick otherwise (seen on an FM160).
pub const LATE: Scenario = Scenario::new(
    "late",
    "Every answer comes 3 to 8 s late.",
    "OK comes seconds after its command.",
    &[Fault::always(What::LateAnswers((3_000, 8_000)))],
);

/// Drivers of these modules leave them a boot window of 15 to 30 s.
pub const SLOW_BOOT: Scenario = Scenario::new(
    "slow-boot",
    "The module hears nothing for 15 to 30 s after power-up.",
    "AT has no answer for 15 to 30 s.",
    &[Fault::always(What::SlowBoot((15_000, 30_000)))],
);

/// All clients, settings and files are lost, and `AT command ready` says so.
pub const RESTART: Scenario = Scenario::new(
    "restart",
    "The module restarts after 30 s and says so.",
    "AT command ready comes, and nothing is left of the session.",
    &[Fault { what: What::Restart(RESTARTS), trigger: INTO_THE_SESSION, length: Length::Times(1) }],
);

/// The same without a word: what was set before is gone.
pub const SILENT_RESTART: Scenario = Scenario::new(
    "silent-restart",
    "The module restarts after 30 s without a word.",
    "AT+MQTTPUB answers ERROR, and nothing has said why.",
    &[Fault {
        what: What::Restart(Restart { words: BootWords::Unsaid, ..RESTARTS }),
        trigger: INTO_THE_SESSION,
        length: Length::Times(1),
    }],
);

/// The second start comes while a page sets up again after the first.
pub const RESTARTS_TWICE: Scenario = Scenario::new(
    "restarts-twice",
    "The module restarts after 30 s, and once more 15 s later.",
    "AT command ready comes twice.",
    &[Fault { what: What::Restart(RESTARTS), trigger: INTO_THE_SESSION, length: Length::Times(2) }],
);

/// The port of a module with USB of its own goes with it.
pub const USB_RESTART: Scenario = Scenario::new(
    "usb-restart",
    "The module restarts after 30 s, and its USB port goes and comes back with it.",
    "The port is gone, and comes back under another name.",
    &[Fault {
        what: What::Restart(Restart { usb: Usb::Drops, ..RESTARTS }),
        trigger: INTO_THE_SESSION,
        length: Length::Times(1),
    }],
);

/// What was sent meanwhile is answered afterwards, all at once.
pub const HANG: Scenario = Scenario::new(
    "hang",
    "The module stands still from the 30th to the 70th second, and answers everything then.",
    "Nothing comes for 40 s, and everything afterwards.",
    &[Fault { what: What::Hang, trigger: INTO_THE_SESSION, length: Length::For(40_000) }],
);

/// Codes come within replies as well (seen on an L610), and here they never end.
pub const ENDLESS_CODES: Scenario = Scenario::new(
    "endless-codes",
    "Unsolicited codes come every 10 to 50 ms, without end.",
    "+CREG, +CGREG and +CEREG come without end.",
    &[Fault::always(What::Codes((10, 50)))],
);

/// For 30 s from the start on, what comes is data (000, 1.7.4): here 64 bytes of it.
pub const OPEN_PROMPT: Scenario = Scenario::new(
    "open-prompt",
    "The module waits at an earlier page's prompt, and takes what comes as data for 30 s.",
    "AT has no answer for 30 s, and what was typed is published.",
    &[Fault::always(What::OpenPrompt(64)).lasting(Length::Times(1))],
);

/// Within the 30 s that the module gives the host for its data (000, 1.7.4).
pub const STUCK_UPLOAD: Scenario = Scenario::new(
    "stuck-upload",
    "The module stops to read for 20 s in the middle of the first upload.",
    "OK comes 20 s after the data.",
    &[Fault { what: What::StuckUpload, trigger: Trigger::Prompt(1), length: Length::For(20_000) }],
);

/// As a module prints that does not wait with its codes (seen on an L610).
pub const CODES_INSIDE: Scenario = Scenario::new(
    "codes-inside",
    "An unsolicited code stands before each line of an answer.",
    "+CREG: 1 comes between a command and its OK.",
    &[Fault::always(What::CodesInside)],
);

/// Within what working drivers wait for them: 30 to 60 s.
pub const LATE_STATUS: Scenario = Scenario::new(
    "late-status",
    "Each status line comes 10 to 25 s late.",
    "OK comes at once, and +MQTTOPEN: 1,1 long after it.",
    &[Fault::always(What::LateStatus((10_000, 25_000)))],
);
