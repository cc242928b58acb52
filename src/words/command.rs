//! Commands as a person reads them: names and purposes, what may stand in a place, and what is wrong with a typed line.

use fibocom_at::commands::{Allowed, Fault, Finding, Form, Parameter, Spec, Usage};
use fibocom_at::profile::{Feature, Manual, Source};
use fibocom_at::urc::Code;

use super::{invalid, unsaid};
use crate::t;

/// What a command is called.
#[must_use]
pub fn command(spec: &Spec) -> String {
    t!(spec.id)
}

/// What a command is for.
#[must_use]
pub fn command_purpose(spec: &Spec) -> String {
    t!(&format!("{}.purpose", spec.id))
}

/// What an unsolicited code is called.
#[must_use]
pub fn code(code: &Code) -> String {
    t!(code.id)
}

/// What an unsolicited code means, and when it comes.
#[must_use]
pub fn code_purpose(code: &Code) -> String {
    t!(&format!("{}.purpose", code.id))
}

/// What the reply to one usage of a command says.
#[must_use]
pub fn command_reply(spec: &Spec, usage: &Usage) -> String {
    match usage.form {
        Form::Test => t!("reply-test"),
        _ if usage.reply.is_empty() => t!("reply-ok"),
        Form::Execute => t!(&format!("{}.execute", spec.id)),
        Form::Set => t!(&format!("{}.set", spec.id)),
        Form::Read => t!(&format!("{}.read", spec.id)),
    }
}

/// What a parameter is called.
#[must_use]
pub fn parameter(parameter: &Parameter) -> String {
    t!(parameter.id)
}

/// What a parameter is for.
#[must_use]
pub fn parameter_purpose(parameter: &Parameter) -> String {
    t!(&format!("{}.purpose", parameter.id))
}

/// What a value stands for, by its id.
#[must_use]
pub fn value(id: &'static str) -> String {
    t!(id)
}

/// What may stand in a place.
#[must_use]
pub fn allowed(allowed: &Allowed) -> String {
    match allowed {
        Allowed::Clients(clients) if clients.is_empty() => t!("allowed-no-client"),
        Allowed::Clients(clients) => {
            let clients: Vec<_> = clients.iter().map(u8::to_string).collect();
            t!("allowed-clients", list = clients.join(", "))
        }
        Allowed::Numbers(min, max) => t!("allowed-range", min = *min, max = *max),
        Allowed::Values(values) => {
            let values: Vec<_> = values.iter().map(|one| format!("{} ({})", one.number, value(one.id))).collect();
            t!("allowed-list", list = values.join(", "))
        }
        Allowed::Words(words) => {
            let words: Vec<_> = words.iter().map(|one| format!("\"{}\" ({})", one.word, value(one.id))).collect();
            t!("allowed-list", list = words.join(", "))
        }
        Allowed::Text(0 | 1, max) => t!("allowed-text-up-to", max = *max),
        Allowed::Text(min, max) => t!("allowed-text", min = *min, max = *max),
        Allowed::Time => t!("allowed-time"),
        Allowed::Topic { max, ids: None, .. } => t!("allowed-topic", max = *max),
        Allowed::Topic { max, ids: Some((least, most)), .. } => {
            t!("allowed-topic-or-id", max = *max, least = *least, most = *most)
        }
        Allowed::Payload { text, datasize: None } => t!("allowed-payload", max = *text),
        Allowed::Payload { text, datasize: Some((least, most)) } => {
            t!("allowed-payload-or-size", max = *text, least = *least, most = *most)
        }
    }
}

/// What is wrong with a typed line, and which manual says so. A secret is never repeated.
#[must_use]
pub fn finding(finding: &Finding) -> String {
    let text = fault(finding);
    if let Some(inference) = finding.inference {
        return format!("{text} {}", unsaid(inference));
    }
    match finding.source {
        Some(from) => {
            let text = text.strip_suffix('.').unwrap_or(&text).to_owned();
            t!("finding-source", text = text, source = source(from)) + "."
        }
        None => text,
    }
}

fn fault(finding: &Finding) -> String {
    let place = || place(finding);
    let may_be = || finding.allowed.as_ref().map(allowed).unwrap_or_default();
    match &finding.fault {
        Fault::NotACommand => t!("finding-not-a-command"),
        Fault::UnknownCommand => t!("finding-unknown-command"),
        Fault::NoSuchForm(forms) => {
            let forms: Vec<_> = forms.iter().map(|form| ending(*form)).collect();
            t!("finding-no-such-form", forms = forms.join(", "))
        }
        Fault::Lacks(feature) => lacks(*feature),
        Fault::Missing => t!("finding-missing", place = place(), allowed = may_be()),
        Fault::Unexpected => t!("finding-unexpected", place = place()),
        Fault::NotQuoted => t!("finding-not-quoted", place = place()),
        Fault::Quoted => t!("finding-quoted", place = place()),
        Fault::Unclosed => t!("finding-unclosed", place = place()),
        Fault::NotListed => t!("finding-not-listed", place = place(), allowed = may_be()),
        Fault::Escaped => t!("finding-escaped", place = place()),
        Fault::Invalid(problem) => invalid::sentence(&place(), finding.is_secret(), problem),
    }
}

/// The argument, as the beginning of a sentence.
fn place(finding: &Finding) -> String {
    let position = finding.position.map_or(0, |position| position + 1);
    match finding.parameter {
        Some(known) => t!("finding-place", position = position, name = parameter(known)),
        None => t!("finding-place-unnamed", position = position),
    }
}

/// A form by its ending, as it is typed.
fn ending(form: Form) -> String {
    match form {
        Form::Execute => "AT+…",
        Form::Set => "=…",
        Form::Read => "?",
        Form::Test => "=?",
    }
    .to_owned()
}

/// What a series lacks.
#[must_use]
pub fn lacks(feature: Feature) -> String {
    match feature {
        Feature::MqttSn => t!("problem-no-sn"),
        Feature::MqttSnCommands => t!("problem-no-sn-commands"),
        Feature::CloudAuth => t!("problem-no-cloud"),
        Feature::Tls => t!("problem-no-tls"),
        Feature::WillByLength => t!("problem-no-will-by-length"),
    }
}

/// A place in a manual.
#[must_use]
pub fn source(source: Source) -> String {
    let section = source.section;
    match source.manual {
        Manual::L610V101 => t!("source-l610", section = section),
        Manual::Nl668V126 => t!("source-nl668", section = section),
        Manual::MqttV13 => t!("source-all", section = section),
        Manual::GuideV12 => t!("source-guide", section = section),
        Manual::Ts27007 => t!("source-ts27007", section = section),
        Manual::V250 => t!("source-v250", section = section),
        Manual::InUse => t!("source-use"),
        Manual::Module => t!("source-module"),
    }
}
