//! Turns data into sentences: what a line means, what to do about a failure, and what is wrong with a value.
//!
//! Each function matches its data exhaustively, so that a new variant does not compile until it has a text.

mod check;
mod clock;
mod cloud;
mod command;
mod concept;
mod failure;
mod file;
mod hex;
mod invalid;
mod limit;
mod log;
mod mends;
mod port;
mod source;
mod topic;
mod work;

use fibocom_at::meaning::{Arg, Meaning};
use fluent_bundle::{FluentArgs, FluentValue};

use crate::i18n;
use crate::t;

pub use check::{failed, found};
pub use clock::{clock_accuracy, seconds};
pub use cloud::{cloud_field, cloud_hint, cloud_name, cloud_problem, cloud_verdict, local_time};
pub use command::{
    allowed, code, code_purpose, command, command_purpose, command_reply, finding, lacks, parameter, parameter_purpose,
    source, value,
};
pub use concept::{Concept, concept};
pub use failure::failure_of;
pub use file::file_problem;
pub use hex::hex_words;
pub use invalid::{problem, problem_at};
pub(crate) use limit::over;
pub use log::{LogFinding, ToldFinding, log_finding, log_style, told_finding};
pub use mends::{Place, mends_line};
pub use port::{address_problem, link_change, lost, lost_advice, open_error, read_fault};
pub use source::{lacking, manual, no_sn, no_sn_commands, no_tls, unsaid};
pub use topic::{given, topic, topic_text};
pub use work::{Explanation, work_error};

/// What to do about something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// The cause, in a few words.
    pub title: String,
    pub text: String,
}

/// The advice that only this page gives; the rest is [`fibocom_at::meaning::ADVICE`].
#[cfg(test)]
const PAGE_ADVICE: &[&str] = &[
    "advice-browser-missing",
    "advice-insecure-context",
    "advice-blocked-by-policy",
    "advice-not-chosen",
    "advice-needs-gesture",
    "advice-in-use",
    "advice-open-here",
    "advice-port-busy",
    "advice-open-refused-by-browser",
    "advice-port-silent",
    "advice-port-echo",
    "advice-port-noise",
    "advice-port-text",
    "advice-unplugged",
    "advice-line-fault",
    "advice-linux-permission",
    "advice-windows-driver",
    "advice-macos",
    "advice-unresponsive",
    "advice-uncertain",
    "advice-broken",
    "advice-unsafe",
];

/// What a line means, in a sentence or two.
#[must_use]
pub fn meaning(meaning: &Meaning) -> String {
    let mut args = FluentArgs::with_capacity(meaning.args.len());
    for (name, value) in &meaning.args {
        args.set(
            *name,
            match value {
                Arg::Number(number) => FluentValue::from(*number),
                Arg::Text(text) => FluentValue::from(text.as_str()),
            },
        );
    }
    i18n::text(meaning.id, &args)
}

/// The advice with this id.
#[must_use]
pub fn advice(id: &str) -> Advice {
    Advice { title: t!(&format!("{id}.title")), text: t!(id) }
}

#[cfg(test)]
mod tests;
