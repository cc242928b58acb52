//! What a module says of its SIM.

use super::{Code, Listed, Urc};
use crate::commands::{Kind, Parameter, Word};
use crate::frame::Line;
use crate::meaning::{Heard, Meaning, advice, entries};

pub(super) const READY: Listed = Listed {
    code: &Code {
        names: &["+SIM READY"],
        id: "code-sim-ready",
        syntax: "+SIM READY",
        example: "+SIM READY",
        read: |_, _| Some(Urc::SimReady),
        ..Code::BASE
    },
    meaning,
    known: KNOWN,
};

pub(super) const DROP: Listed = Listed {
    code: &Code {
        names: &["+SIM DROP"],
        id: "code-sim-drop",
        syntax: "+SIM DROP",
        example: "+SIM DROP",
        read: |_, _| Some(Urc::SimGone),
        ..Code::BASE
    },
    meaning,
    known: &[],
};

pub(super) const STATE: Listed = Listed {
    code: &Code {
        names: &["+SIM"],
        id: "code-sim",
        syntax: "+SIM: <state>",
        values: &[Parameter::new(
            "parameter-sim-state",
            Kind::Word(&[
                Word { word: "Inserted", id: "value-sim-inserted" },
                Word { word: "Removed", id: "value-sim-removed" },
            ]),
        )],
        example: "+SIM: Removed",
        read: read_state,
        ..Code::BASE
    },
    meaning,
    known: &[],
};

pub(super) const STATUS: Listed = Listed {
    code: &Code {
        names: &["^SIMST"],
        id: "code-sim-status",
        syntax: "^SIMST:<state>",
        example: "^SIMST:1",
        ..Code::BASE
    },
    meaning,
    known: &[],
};

entries! {
    CAME_UP = "meaning-sim-came-up" Ok ();
    GONE = "meaning-sim-gone" Error () => advice::SIM_MISSING;
    INSERTED = "meaning-sim-inserted" Ok ();
    NOTICE = "meaning-notice-sim" Info ();
}

/// The word, in whatever letters and with or without a blank before it. Those that usually stand without a colon may have one.
fn read_state(code: &Code, line: &Line<'_>) -> Option<Urc> {
    let is = |words: &[&str]| words.iter().any(|word| word.as_bytes().eq_ignore_ascii_case(line.rest()));
    if is(&["Removed", "Drop", "Not Inserted"]) {
        Some(Urc::SimGone)
    } else if is(&["Inserted"]) {
        Some(Urc::SimInserted)
    } else if is(&["Ready"]) {
        Some(Urc::SimReady)
    } else {
        (Code::BASE.read)(code, line)
    }
}

fn meaning(heard: &Heard<'_>) -> Option<Meaning> {
    Some(match heard.code()? {
        Urc::SimReady => CAME_UP.with([]),
        Urc::SimGone => GONE.with([]),
        Urc::SimInserted => INSERTED.with([]),
        Urc::Notice(_) => NOTICE.with([]),
        _ => return None,
    })
}
