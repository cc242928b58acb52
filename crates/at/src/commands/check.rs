//! Looks a typed line over before it is sent: what is wrong with it on this series, where, and what is allowed there.
//!
//! Findings are advice. A person may send the line all the same: firmware can do more than its manual says.

use std::ops::Range;

use super::argument::{Argument, Quoting, Tells};
use super::parameter::{Allowed, Kind, Need, Parameter, Rule, Secrecy, TOPIC_IDS, Wildcards};
use super::{ClockReading, Form, Spec, Typed, Usage, recognise};
use crate::args::{
    Apn, ClientIndex, Host, Payload, Problem, Topic, TopicFilter, control_character, not_longer, whole_number,
};
use crate::profile::{Feature, Inference, Profile, Source};

/// One thing that is wrong with a typed line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub fault: Fault,
    /// At which argument, from 0; `None` for the line as a whole.
    pub position: Option<usize>,
    /// What stands there by the manual.
    pub parameter: Option<&'static Parameter>,
    /// What is allowed there.
    pub allowed: Option<Allowed>,
    /// Where it stands in the line, in bytes. Empty, at the end, for what is missing.
    pub span: Range<usize>,
    /// The manual that says so: the command's section, or the series' row for what the series lacks.
    pub source: Option<Source>,
    /// What it rests on, where no manual says so: a warning, then, and no fault for certain.
    pub inference: Option<Inference>,
}

/// What can be wrong with a typed line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It does not begin with `AT`.
    NotACommand,
    /// No manual here has the command, so that nothing was checked.
    UnknownCommand,
    /// The command has no such form; it has these.
    NoSuchForm(Vec<Form>),
    /// The series lacks the command, or what the argument asks for.
    Lacks(Feature),
    /// An argument is missing.
    Missing,
    /// There are more arguments than the command takes.
    Unexpected,
    /// A text without quotes.
    NotQuoted,
    /// A number in quotes.
    Quoted,
    /// A text whose closing quote is missing.
    Unclosed,
    /// None of the values that are allowed.
    NotListed,
    /// A value that is not allowed.
    Invalid(Problem),
    /// A quote or a backslash as `\\22` or `\\5C`.
    Escaped,
}

/// Everything that is wrong with a line on a series, in the order in which it stands there. Nothing for an empty line.
#[must_use]
pub fn check(line: &str, profile: &Profile) -> Vec<Finding> {
    let text = line.trim();
    if text.is_empty() {
        return Vec::new();
    }
    let whole = |fault, source| Finding {
        fault,
        position: None,
        parameter: None,
        allowed: None,
        span: line.len() - line.trim_start().len()..line.trim_end().len(),
        source,
        inference: None,
    };
    if !text.get(..2).is_some_and(|head| head.eq_ignore_ascii_case("AT")) {
        return vec![whole(Fault::NotACommand, None)];
    }
    let typed = recognise(line);
    let Some(spec) = typed.spec else { return vec![whole(Fault::UnknownCommand, None)] };
    let mut findings = Vec::new();
    if let Some(feature) = spec.feature
        && !profile.has(feature)
    {
        let lacks = whole(Fault::Lacks(feature), Some(profile.source_without(feature)));
        findings.push(Finding { inference: profile.doubt(feature), ..lacks });
    }
    let usages: Vec<_> = fitting(spec.usages(typed.form), &typed.arguments).collect();
    if usages.is_empty() {
        findings.push(whole(Fault::NoSuchForm(spec.forms()), Some(spec.source)));
        return findings;
    }
    let end = line.trim_end().len();
    let checks = usages.iter().map(|usage| Check { spec, usage, typed: &typed, profile, line, end }.findings());
    findings.extend(checks.min_by_key(Vec::len).unwrap_or_default());
    widen_choices(&mut findings, &usages);
    findings
}

/// The usages that arguments can belong to: of several, those whose first, telling arguments agree the furthest.
pub(super) fn fitting<A: Tells>(
    usages: impl Iterator<Item = &'static Usage> + Clone,
    arguments: &[A],
) -> impl Iterator<Item = &'static Usage> {
    let agreement = move |usage: &'static Usage| {
        let pairs = usage.parameters.iter().zip(arguments);
        let tells = |(parameter, argument): &(&Parameter, &A)| match parameter.kind {
            Kind::Choice([only]) => argument.number() == Some(only.number),
            _ => false,
        };
        pairs.take_while(tells).count()
    };
    let furthest = usages.clone().map(agreement).max().unwrap_or(0);
    usages.filter(move |usage| agreement(usage) == furthest)
}

/// Where several usages differ in the value that tells them apart, all their values are allowed.
fn widen_choices(findings: &mut [Finding], usages: &[&'static Usage]) {
    for finding in findings {
        let (Some(position), Some(Allowed::Values(allowed))) = (finding.position, &mut finding.allowed) else {
            continue;
        };
        for usage in usages {
            if let Some(Kind::Choice(values)) = usage.parameters.get(position).map(|parameter| parameter.kind) {
                allowed.extend(values);
            }
        }
        allowed.sort_by_key(|value| value.number);
        allowed.dedup();
    }
}

/// One usage held against one line.
struct Check<'a> {
    spec: &'static Spec,
    usage: &'static Usage,
    typed: &'a Typed,
    profile: &'a Profile,
    line: &'a str,
    end: usize,
}

impl Check<'_> {
    fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut previous = true;
        for (position, parameter) in self.usage.parameters.iter().enumerate() {
            let given = self.typed.arguments.get(position).filter(|argument| !argument.is_absent());
            let Some(argument) = given else {
                let required = match parameter.need {
                    Need::Required => true,
                    Need::Optional => false,
                    Need::WithPrevious => previous,
                };
                if required {
                    findings.push(self.finding(Fault::Missing, position, Some(parameter)));
                }
                previous = false;
                continue;
            };
            previous = true;
            if let Some(fault) = self.fault(parameter, argument) {
                let hides_the_rest = fault == Fault::Unclosed;
                findings.push(self.finding(fault, position, Some(parameter)));
                if hides_the_rest {
                    return findings;
                }
            }
        }
        let extra = self.usage.parameters.len();
        if self.typed.arguments.get(extra..).is_some_and(|rest| rest.iter().any(|argument| !argument.is_absent())) {
            findings.push(self.finding(Fault::Unexpected, extra, None));
        }
        findings
    }

    fn finding(&self, fault: Fault, position: usize, parameter: Option<&'static Parameter>) -> Finding {
        let span = self.typed.arguments.get(position).map_or(self.end..self.end, |argument| argument.span.clone());
        let allowed = parameter.map(|parameter| parameter.allowed(self.profile));
        let source = match fault {
            Fault::Lacks(feature) | Fault::Invalid(Problem::Unsupported(feature)) => {
                self.profile.source_without(feature)
            }
            _ if allowed != parameter.map(|parameter| parameter.allowed(self.profile.row())) => Source::MODULE,
            Fault::Invalid(Problem::NoSuchClient { .. }) => self.profile.source,
            _ => self.spec.source,
        };
        let inference = self.inference(&fault, position, parameter);
        Finding { fault, position: Some(position), parameter, allowed, span, source: Some(source), inference }
    }

    /// What a fault rests on, where no manual says that it is one.
    fn inference(&self, fault: &Fault, position: usize, parameter: Option<&Parameter>) -> Option<Inference> {
        match fault {
            Fault::Lacks(feature) => self.profile.doubt(*feature),
            Fault::Escaped => Some(Inference::Escapes),
            Fault::Invalid(Problem::NoSuchClient { .. }) => {
                let client = ClientIndex::on(self.profile, self.typed.number(position)?).ok()?;
                let Kind::Client(speaks) = parameter?.kind else { return None };
                if speaks.takes(client) { self.profile.doubt(Feature::MqttSn) } else { None }
            }
            Fault::Invalid(Problem::TooLong { .. } | Problem::TooShort { .. } | Problem::OutOfRange { .. }) => {
                parameter?.inference(self.profile)
            }
            _ => None,
        }
    }

    fn fault(&self, parameter: &Parameter, argument: &Argument) -> Option<Fault> {
        if let Some(feature) = parameter.feature
            && !self.profile.has(feature)
        {
            return Some(Fault::Lacks(feature));
        }
        if argument.quoting == Quoting::Unclosed {
            return Some(Fault::Unclosed);
        }
        let escaped = || self.is_escaped(argument).then_some(Fault::Escaped);
        self.value(parameter, argument).err().or_else(escaped)
    }

    /// Whether an argument is written with escapes, on a series of which no manual says that it resolves them.
    fn is_escaped(&self, argument: &Argument) -> bool {
        let typed = self.line.get(argument.span.clone()).unwrap_or_default().to_ascii_uppercase();
        self.profile.infers(Inference::Escapes)
            && argument.is_quoted()
            && (typed.contains("\\22") || typed.contains("\\5C"))
    }

    fn value(&self, parameter: &Parameter, argument: &Argument) -> Result<(), Fault> {
        let text = argument.text.as_str();
        match parameter.kind {
            Kind::Client(speaks) => {
                let number = bare_number(argument, 0, 255)?;
                let client = ClientIndex::on(self.profile, number)?;
                let clients = self.profile.clients;
                if !clients.contains(&client.number()) {
                    return Err(Problem::NoSuchClient { clients }.into());
                }
                if speaks.takes(client) { Ok(()) } else { Err(Fault::NotListed) }
            }
            Kind::Number(limit) | Kind::Datasize(limit) => {
                let (least, most) = limit.on(self.profile);
                within(bare_number(argument, least, most)?, least, most)
            }
            Kind::Choice(_) if argument.is_quoted() => Err(Fault::Quoted),
            Kind::Choice(values) | Kind::LooseChoice(values) => {
                let listed = values.iter().any(|value| text.parse() == Ok(value.number));
                if listed { Ok(()) } else { Err(Fault::NotListed) }
            }
            Kind::Word(_) | Kind::Text(..) | Kind::TopicName if !argument.is_quoted() => Err(Fault::NotQuoted),
            Kind::Word(words) => {
                let listed = words.iter().any(|word| word.word.eq_ignore_ascii_case(text));
                if listed { Ok(()) } else { Err(Fault::NotListed) }
            }
            Kind::Text(rule, limit) => {
                let (least, most) = limit.on(self.profile);
                Ok(self.text(rule, text, least as usize, most as usize)?)
            }
            Kind::TopicName => Ok(Topic::parse(self.profile, text).map(|_| ())?),
            Kind::Topic(wildcards) => self.topic(wildcards, argument),
            Kind::Payload | Kind::WillPayload => self.payload(parameter.kind, argument),
        }
    }

    fn text(&self, rule: Rule, text: &str, least: usize, most: usize) -> Result<(), Problem> {
        if text.is_empty() && least == 0 {
            return Ok(());
        }
        match rule {
            Rule::Host => return Host::parse(self.profile, text).map(|_| ()),
            Rule::Apn => return Apn::parse(text).map(|_| ()),
            Rule::Clock => return ClockReading::parse(text).map(|_| ()).ok_or(Problem::NotATime),
            Rule::Quotable => {
                return match Payload::new(text.as_bytes(), most)?.not_quotable() {
                    Some((at, byte)) => Err(Problem::NotQuotable { at, byte }),
                    None if text.is_empty() => Err(Problem::Empty),
                    None => Ok(()),
                };
            }
            Rule::Plain => {}
        }
        match text.len() {
            0 => Err(Problem::Empty),
            bytes if bytes < least => Err(Problem::TooShort { bytes, min: least }),
            _ => not_longer(text, most).and_then(|()| control_character(text)),
        }
    }

    /// A name, or, for a client of MQTT-SN, a topic id without quotes.
    fn topic(&self, wildcards: Wildcards, argument: &Argument) -> Result<(), Fault> {
        if !argument.is_quoted() {
            if !self.typed.client().is_some_and(ClientIndex::is_sn) {
                return Err(Fault::NotQuoted);
            }
            let (least, most) = TOPIC_IDS;
            return within(bare_number(argument, least, most)?, least, most);
        }
        match wildcards {
            Wildcards::Allowed => TopicFilter::parse(self.profile, &argument.text).map(|_| ())?,
            Wildcards::Forbidden => Topic::parse(self.profile, &argument.text).map(|_| ())?,
        }
        Ok(())
    }

    fn payload(&self, kind: Kind, argument: &Argument) -> Result<(), Fault> {
        let parameter = Parameter::new("", kind);
        let Allowed::Payload { text, datasize } = parameter.allowed(self.profile) else { return Ok(()) };
        if argument.is_quoted() {
            let payload = Payload::new(argument.text.as_bytes(), text as usize)?;
            return match payload.not_quotable() {
                Some((at, byte)) => Err(Problem::NotQuotable { at, byte }.into()),
                None => Ok(()),
            };
        }
        let Some((least, most)) = datasize else { return Err(Fault::Lacks(Feature::WillByLength)) };
        within(bare_number(argument, least, most)?, least, most)
    }
}

fn bare_number(argument: &Argument, least: u32, most: u32) -> Result<u32, Fault> {
    if argument.is_quoted() {
        return Err(Fault::Quoted);
    }
    Ok(whole_number(&argument.text, least, most)?)
}

fn within(number: u32, min: u32, max: u32) -> Result<(), Fault> {
    if (min..=max).contains(&number) { Ok(()) } else { Err(Problem::OutOfRange { min, max }.into()) }
}

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Self {
        Self::Invalid(problem)
    }
}

impl Finding {
    /// Whether the value at fault must not be repeated.
    #[must_use]
    pub fn is_secret(&self) -> bool {
        self.parameter.is_some_and(|parameter| parameter.secrecy == Secrecy::Secret)
    }
}

#[cfg(test)]
mod tests;
