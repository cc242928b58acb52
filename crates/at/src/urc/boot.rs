//! What a module prints as it starts.

use super::{Code, Listed, Urc};
use crate::frame::Line;
use crate::meaning::{advice, entries};
use crate::profile::{Manual, Source};

pub(super) const STARTED: Listed = Listed {
    code: &Code {
        names: &["AT command ready", "AT READY"],
        id: "code-started",
        syntax: "AT command ready",
        example: "AT command ready",
        source: Source { manual: Manual::GuideV12, section: "4.1.1" },
        read: |_, line| is_start(line).then_some(Urc::Started),
        ..Code::BASE
    },
    meaning: |heard| is_start(heard.line).then(|| MODULE_STARTED.with([])),
    known: KNOWN,
};

pub(super) const BOOT: Listed = Listed {
    code: &Code {
        names: &["RDY", "PB DONE", "SMS Ready", "Call Ready"],
        id: "code-boot",
        syntax: "RDY",
        example: "RDY",
        ..Code::BASE
    },
    meaning: |heard| heard.is_notice().then(|| BOOTING.with([])),
    known: &[],
};

entries! {
    MODULE_STARTED = "meaning-started" Warn () => advice::REBOOTED;
    BOOTING = "meaning-notice-boot" Info ();
}

/// Whether the line says that the module has started.
#[must_use]
pub fn is_start(line: &Line<'_>) -> bool {
    // Every line is asked this, and both ways to say it begin with the same letter.
    matches!(line.bytes(), [b'A' | b'a', ..]) && STARTED.code.is_called(line.bytes())
}
