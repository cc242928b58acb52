//! Why a client may not have reached its broker, in sentences.

mod cause;

pub use cause::{Answer, Cause, Diagnosis, Mend, Tried, diagnosis};

use crate::t;

/// What is known for sure.
#[must_use]
pub fn known(answer: Answer) -> Option<String> {
    Some(match answer {
        Answer::Reason(_) => return None,
        Answer::AtOnce => t!("session-known-at-once"),
        Answer::Slow => t!("session-known-slow"),
        Answer::Late => t!("session-known-late"),
    })
}

/// A cause in a few words, as a sentence of its own.
#[must_use]
pub fn name(cause: Cause) -> String {
    match cause {
        Cause::Login => t!("session-cause-login"),
        Cause::NoLogin => t!("session-cause-no-login"),
        Cause::ClientId => t!("session-cause-client-id"),
        Cause::Rights => t!("session-cause-rights"),
        Cause::Certificate => t!("session-cause-certificate"),
        Cause::WantsTls => t!("session-cause-wants-tls"),
        Cause::NoTls => t!("session-cause-no-tls"),
        Cause::Port => t!("session-cause-port"),
        Cause::Host => t!("session-cause-host"),
        Cause::Family => t!("session-cause-family"),
        Cause::Network => t!("session-cause-network"),
        Cause::Service => t!("session-cause-service"),
        Cause::Version => t!("session-cause-version"),
    }
}

/// What to do about a cause.
#[must_use]
pub fn advice(cause: Cause) -> String {
    match cause {
        Cause::Login => t!("session-mend-login"),
        Cause::NoLogin => t!("session-mend-no-login"),
        Cause::ClientId => t!("session-mend-client-id"),
        Cause::Rights => t!("session-mend-rights"),
        Cause::Certificate => t!("session-mend-certificate"),
        Cause::WantsTls => t!("session-mend-wants-tls"),
        Cause::NoTls => t!("session-mend-no-tls"),
        Cause::Port => t!("session-mend-port"),
        Cause::Host => t!("session-mend-host"),
        Cause::Family => t!("session-mend-family"),
        Cause::Network => t!("session-mend-network"),
        Cause::Service => t!("session-mend-service"),
        Cause::Version => t!("session-mend-version"),
    }
}
