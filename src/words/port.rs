//! Why a port does not open, why it is gone, what disturbs it, and what happened to a link.

use workbench_record::{Ending, LineFault, LinkChange, Place};

use crate::state::AddressProblem;
use crate::t;
use crate::transport::{LostReason, OpenError, known_device};

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
pub fn read_fault(fault: LineFault) -> (String, &'static str) {
    let text = match fault {
        LineFault::Break => t!("problem-read-break"),
        LineFault::Framing => t!("problem-read-framing"),
        LineFault::Parity => t!("problem-read-parity"),
        LineFault::BufferOverrun => t!("problem-read-overrun"),
        LineFault::Unknown => t!("problem-read-unknown"),
    };
    (text, "advice-line-fault")
}

/// What happened to a link, for the line that divides what came before it from what came after.
#[must_use]
pub fn link_change(change: &LinkChange) -> String {
    match change {
        LinkChange::Back => t!("link-change-back"),
        LinkChange::Opened(Place::Virtual(series)) => t!("link-change-opened-virtual", series = series.as_str()),
        LinkChange::Opened(Place::Port { usb: None, baud_rate }) => t!("link-change-opened-port", baud = *baud_rate),
        LinkChange::Opened(Place::Port { usb: Some((vendor, product)), baud_rate }) => {
            let id = format!("{vendor:04x}:{product:04x}");
            let known =
                known_device(*vendor, *product).map_or_else(String::new, |device| format!("{}, ", device.model));
            t!("link-change-opened-usb", device = format!("{known}{id}"), baud = *baud_rate)
        }
        LinkChange::Connected(model) if model.is_empty() => t!("link-change-connected-nameless"),
        LinkChange::Connected(model) => t!("link-change-connected", model = model.as_str()),
        LinkChange::Restarted => t!("link-change-restarted"),
        LinkChange::Disturbed(fault) => read_fault(*fault).0,
        LinkChange::Ended(Ending::Unplugged) => t!("link-change-unplugged"),
        LinkChange::Ended(Ending::Closed) => t!("link-change-closed"),
        LinkChange::Ended(Ending::Failed(reason)) => t!("link-change-failed", reason = reason.as_str()),
    }
}

/// What is wrong with the address of a broker.
#[must_use]
pub fn address_problem(problem: AddressProblem) -> String {
    match problem {
        AddressProblem::Empty => t!("connect-address-empty"),
        AddressProblem::Scheme => t!("connect-address-scheme"),
        AddressProblem::Host => t!("connect-address-host"),
        AddressProblem::Port => t!("connect-address-port"),
        AddressProblem::User => t!("connect-address-user"),
        AddressProblem::MixedContent => t!("connect-address-mixed"),
    }
}
