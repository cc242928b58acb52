//! Why a port does not open, why it is gone, and what disturbs it.

use crate::t;
use crate::transport::{LostReason, OpenError, ReadFault};

/// The sentence for a port that did not open, and the id of the advice that helps.
#[must_use]
pub fn open_error(error: &OpenError) -> (String, &'static str) {
    match error {
        OpenError::NotSupported => (t!("problem-open-not-supported"), "advice-browser-missing"),
        OpenError::InsecureContext => (t!("problem-open-insecure-context"), "advice-insecure-context"),
        OpenError::BlockedByPolicy => (t!("problem-open-blocked-by-policy"), "advice-blocked-by-policy"),
        OpenError::NotChosen => (t!("problem-open-not-chosen"), "advice-not-chosen"),
        OpenError::NeedsGesture => (t!("problem-open-needs-gesture"), "advice-needs-gesture"),
        OpenError::InUse => (t!("problem-open-in-use"), "advice-in-use"),
        OpenError::OpenHere => (t!("problem-open-here"), "advice-open-here"),
        OpenError::AlreadyOpen => (t!("problem-open-already"), "advice-port-busy"),
        OpenError::Refused { name, message } => (
            t!("problem-open-refused", name = name.as_str(), message = message.as_str()),
            "advice-open-refused-by-browser",
        ),
    }
}

/// The sentence for a connection that is over.
#[must_use]
pub fn lost(reason: &LostReason) -> String {
    match reason {
        LostReason::Unplugged => t!("problem-lost-unplugged"),
        LostReason::Closed => t!("problem-lost-closed"),
        LostReason::Fault(message) => t!("problem-lost-fault", message = message.as_str()),
    }
}

/// The id of the advice that helps when a connection is over. One that was closed on purpose needs none.
#[must_use]
pub fn lost_advice(reason: &LostReason) -> Option<&'static str> {
    match reason {
        LostReason::Unplugged | LostReason::Fault(_) => Some("advice-unplugged"),
        LostReason::Closed => None,
    }
}

/// The sentence for a fault of the serial line, and the id of the advice that helps.
#[must_use]
pub fn read_fault(fault: ReadFault) -> (String, &'static str) {
    let text = match fault {
        ReadFault::Break => t!("problem-read-break"),
        ReadFault::Framing => t!("problem-read-framing"),
        ReadFault::Parity => t!("problem-read-parity"),
        ReadFault::BufferOverrun => t!("problem-read-overrun"),
        ReadFault::Unknown => t!("problem-read-unknown"),
    };
    (text, "advice-line-fault")
}
