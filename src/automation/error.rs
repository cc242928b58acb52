//! `WorkbenchError`: an `Error` with a kind that a script can act on.

use fibocom_at::{Failure, Invalid, Problem, Rejection};
use js_sys::{Error, Reflect};
use wasm_bindgen::JsValue;

use crate::link::probe::Finding;
use crate::link::procedure::{DialFailure, OpenFailure};
use crate::state::WorkError;
use crate::transport::OpenError;
use crate::words;

/// Why a call failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ApiError {
    pub(super) kind: &'static str,
    message: String,
    pub(super) field: Option<String>,
    code: Option<u16>,
    meaning: Option<String>,
    /// Whether the module may have done it all the same.
    uncertain: bool,
}

impl ApiError {
    fn of(kind: &'static str, message: String) -> Self {
        Self { kind, message, field: None, code: None, meaning: None, uncertain: false }
    }

    /// An argument of the wrong type or outside its values.
    pub(super) fn argument(field: &str, message: String) -> Self {
        Self { field: Some(field.to_owned()), ..Self::of("invalid", message) }
    }

    /// The same error of the argument with this name, where a call names it otherwise than the forms do.
    pub(super) fn at(mut self, argument: &str) -> Self {
        self.field = Some(argument.to_owned());
        self
    }

    /// The same error in other words, where the usual ones would mislead.
    pub(super) fn saying(mut self, message: String) -> Self {
        (self.message, self.meaning) = (message, None);
        self
    }

    /// The module tried, and somebody else refused.
    pub(super) fn failed(message: String) -> Self {
        Self::of("failed", message)
    }

    /// Whoever called has called it off.
    pub(super) fn cancelled(message: String) -> Self {
        Self::of("cancelled", message)
    }

    /// A sentence with a kind, and nothing else.
    pub(super) fn unsupported(message: String) -> Self {
        Self::of("unsupported", message)
    }
}

impl From<Invalid> for ApiError {
    fn from(invalid: Invalid) -> Self {
        let kind = if matches!(invalid.problem, Problem::Unsupported(_)) { "unsupported" } else { "invalid" };
        Self { field: Some(invalid.field.name().to_owned()), ..Self::of(kind, words::problem(&invalid)) }
    }
}

impl From<WorkError> for ApiError {
    fn from(error: WorkError) -> Self {
        let said = words::work_error(&error);
        let message = match said.advice {
            Some(advice) => format!("{} {}", said.text, advice.text),
            None => said.text,
        };
        match error {
            WorkError::Invalid(invalid) => invalid.into(),
            WorkError::NoSuchPort => Self::argument("port", message),
            WorkError::NoSuchVirtual(_) => Self::argument("virtual", message),
            WorkError::Command(failure)
            | WorkError::OpenStep(OpenFailure { failure, tls: None, .. })
            | WorkError::Dial(DialFailure::Command(failure)) => {
                let code = match &failure {
                    Failure::Rejected(rejection) => rejection.code(),
                    _ => None,
                };
                let meaning = match &failure {
                    Failure::Rejected(rejection) if rejection != &Rejection::Plain => {
                        Some(words::meaning(&fibocom_at::meaning::of_rejection(rejection, None)))
                    }
                    _ => None,
                };
                let uncertain = matches!(failure, Failure::Uncertain | Failure::Broken);
                Self { code, meaning, uncertain, ..Self::of(kind_of(&failure), message) }
            }
            WorkError::OpenStep(OpenFailure { failure, tls: Some(tls), .. }) => {
                let meaning = words::meaning(&fibocom_at::meaning::of_tls_error(tls));
                Self { meaning: Some(meaning), ..Self::of(kind_of(&failure), message) }
            }
            WorkError::NotConnected | WorkError::NotAnAtPort(Finding::Lost(_)) => Self::of("lost", message),
            WorkError::NotAnAtPort(_) | WorkError::Dial(DialFailure::NoAddress) => Self::of("timeout", message),
            WorkError::Connecting | WorkError::Replay(_) => Self::of("busy", message),
            WorkError::ControlLines(_) | WorkError::Missing(_) | WorkError::NoTopicId => Self::of("failed", message),
            WorkError::Open(error) => Self::of(kind_of_open(&error), message),
        }
    }
}

const fn kind_of(failure: &Failure) -> &'static str {
    match failure {
        Failure::Rejected(_) => "rejected",
        Failure::Failed(_) | Failure::Malformed(_) | Failure::Broken | Failure::Unsafe | Failure::QueueFull => "failed",
        Failure::TimedOut(_) | Failure::Uncertain | Failure::Unresponsive => "timeout",
        Failure::Cancelled => "cancelled",
        Failure::Rebooted | Failure::Lost => "lost",
    }
}

const fn kind_of_open(error: &OpenError) -> &'static str {
    match error {
        OpenError::NotSupported | OpenError::InsecureContext => "browser",
        OpenError::BlockedByPolicy | OpenError::NeedsGesture => "permission",
        OpenError::NotChosen => "cancelled",
        OpenError::InUse | OpenError::OpenHere | OpenError::AlreadyOpen => "busy",
        OpenError::Refused { .. } => "failed",
    }
}

impl From<ApiError> for JsValue {
    fn from(error: ApiError) -> Self {
        let value = Error::new(&error.message);
        value.set_name("WorkbenchError");
        let put = |name: &str, property: Option<Self>| {
            if let Some(property) = property {
                // An error object takes any property.
                let _ = Reflect::set(&value, &Self::from_str(name), &property);
            }
        };
        put("kind", Some(Self::from_str(error.kind)));
        put("field", error.field.as_deref().map(Self::from_str));
        put("code", error.code.map(Self::from));
        put("meaning", error.meaning.as_deref().map(Self::from_str));
        put("uncertain", error.uncertain.then_some(Self::TRUE));
        value.into()
    }
}
