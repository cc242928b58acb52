//! What the editor says of a problem, beside the field that has it; and what kinds of things are called.

use workbench_walkthrough::draft::{Act, WhenName};
use workbench_walkthrough::{CheckWhat, Ending, Fault, KindName, Source, TlsFile, Verdict};

use super::super::faults;
use crate::{t, ui};

/// A step by its number and title.
pub(super) fn step(at: usize, title: &str) -> String {
    let title = if title.trim().is_empty() { t!("walkthrough-edit-untitled") } else { ui::outside(title) };
    format!("{}. {title}", at + 1)
}

/// What is wrong, and what to do.
pub(super) fn sentence(fault: &Fault) -> String {
    match fault {
        Fault::NoWords => t!("walkthrough-edit-no-words"),
        Fault::BadName(_) => t!("walkthrough-edit-bad-name"),
        Fault::Twice(name) => t!("walkthrough-edit-twice", name = name.as_str()),
        Fault::Missing(name) if name.is_empty() => t!("walkthrough-edit-choose"),
        Fault::Missing(name) => t!("walkthrough-edit-missing", name = name.as_str()),
        Fault::NoNumber(_) => t!("walkthrough-edit-no-number"),
        Fault::NoOtherwise => t!("walkthrough-edit-no-otherwise"),
        Fault::Endless(_) => t!("walkthrough-edit-endless"),
        Fault::NoEnd => t!("walkthrough-edit-no-end"),
        Fault::NotReached(_) => t!("walkthrough-edit-not-reached"),
        Fault::NotYet(name) => t!("walkthrough-edit-not-yet", name = name.as_str()),
        Fault::Field(name) => t!("walkthrough-edit-field", name = name.as_str()),
        Fault::Condition(_) => t!("walkthrough-edit-condition"),
        Fault::OutOfPlace(_) => t!("walkthrough-edit-out-of-place"),
        other => faults::of(other),
    }
}

/// What a step does.
pub(super) fn act(act: Act) -> String {
    match act {
        Act::Say => t!("walkthrough-act-say"),
        Act::Send => t!("walkthrough-act-send"),
        Act::Check => t!("walkthrough-act-check"),
        Act::Dial => t!("walkthrough-act-dial"),
        Act::Login => t!("walkthrough-act-login"),
        Act::Open => t!("walkthrough-act-open"),
        Act::OpenTls => t!("walkthrough-act-open-tls"),
        Act::Subscribe => t!("walkthrough-act-subscribe"),
        Act::Publish => t!("walkthrough-act-publish"),
        Act::Close => t!("walkthrough-act-close"),
        Act::SetClock => t!("walkthrough-act-clock"),
        Act::Upload => t!("walkthrough-act-upload"),
        Act::Wait => t!("walkthrough-act-wait"),
        Act::Message => t!("walkthrough-act-message"),
        Act::Ask => t!("walkthrough-act-ask"),
        Act::Choose => t!("walkthrough-act-choose"),
        Act::End => t!("walkthrough-act-end"),
    }
}

/// What a check asks.
pub(super) fn check(check: CheckWhat) -> String {
    match check {
        CheckWhat::Module => t!("walkthrough-check-module"),
        CheckWhat::Sim => t!("walkthrough-check-sim"),
        CheckWhat::Signal => t!("walkthrough-check-signal"),
        CheckWhat::Registration => t!("walkthrough-check-registration"),
        CheckWhat::Address => t!("walkthrough-check-address"),
        CheckWhat::Clock => t!("walkthrough-check-clock"),
    }
}

/// A file of a module.
pub(super) fn file(file: TlsFile) -> String {
    match file {
        TlsFile::Trust => t!("walkthrough-file-trust"),
        TlsFile::Certificate => t!("walkthrough-file-certificate"),
        TlsFile::Key => t!("walkthrough-file-key"),
    }
}

/// How it ends.
pub(super) fn ending(ending: Ending) -> String {
    match ending {
        Ending::Works => t!("walkthrough-end-works"),
        Ending::Found => t!("walkthrough-end-found"),
        Ending::Open => t!("walkthrough-end-open"),
    }
}

/// When a branch is taken.
pub(super) fn when(when: WhenName) -> String {
    match when {
        WhenName::Came => t!("walkthrough-when-came"),
        WhenName::Refused => t!("walkthrough-when-refused"),
        WhenName::Silent => t!("walkthrough-when-silent"),
        WhenName::Otherwise => t!("walkthrough-when-otherwise"),
    }
}

/// What a value can be.
pub(super) fn kind(kind: KindName) -> String {
    match kind {
        KindName::Number(()) => t!("walkthrough-kind-number"),
        KindName::Port => t!("walkthrough-value-port"),
        KindName::Host => t!("walkthrough-value-host"),
        KindName::Apn => t!("walkthrough-value-apn"),
        KindName::Topic => t!("walkthrough-value-topic"),
        KindName::Code => t!("walkthrough-kind-code"),
        KindName::Text => t!("walkthrough-value-text"),
        KindName::Login => t!("walkthrough-kind-login"),
        KindName::Secret => t!("walkthrough-value-secret"),
        KindName::Pem => t!("walkthrough-value-pem"),
        KindName::OneOf(()) => t!("walkthrough-kind-one-of"),
    }
}

/// Where a value comes from.
pub(super) fn source(source: Source) -> String {
    match source {
        Source::Person => t!("walkthrough-from-person"),
        Source::Link => t!("walkthrough-from-link"),
        Source::Module => t!("walkthrough-from-module"),
    }
}

/// A way out of a step, by its number.
pub(super) fn way(verdict: Verdict) -> String {
    match verdict {
        Verdict::Good => t!("walkthrough-way-good"),
        Verdict::Branch(at) => t!("walkthrough-way-branch", way = at + 1),
    }
}
