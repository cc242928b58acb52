//! What a step sends, and what must come back where the document does not say: the page's own actions as commands.

use crate::condition::{MESSAGE, fields_of};
use crate::document::{CheckWhat, Condition, Document, Does, Kind, Name, Step, TlsFile, Words};
use crate::part::Part;
use crate::problem::Fault;
use crate::template::{Kinds, Template};

/// A command that a step sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sends {
    /// The command.
    pub(crate) template: Template,
    /// The value whose bytes follow the prompt.
    pub(crate) data: Option<Name>,
}

/// What a step asks the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks<'a> {
    /// Nothing but to go on.
    Nothing,
    /// Values.
    Values(&'a [Name]),
    /// Which of these is the case.
    Options,
}

impl Does {
    /// The command as a document would write it.
    fn command(&self) -> Option<(String, Option<&Name>)> {
        let line = match self {
            Self::Send(command) => command.clone(),
            Self::Check(what) => check_line(*what).to_owned(),
            Self::Dial(apn) => format!("AT+MIPCALL=1,\"{{{apn}}}\""),
            Self::Login(user, password, id) => format!("AT+MQTTUSER=1,\"{{{user}}}\",\"{{{password}}}\",\"{{{id}}}\""),
            Self::Open(host, port) => format!("AT+MQTTOPEN=1,\"{{{host}}}\",{{{port}}},1,60"),
            Self::OpenTls(host, port) => format!("AT+MQTTOPEN=1,\"{{{host}}}\",{{{port}}},1,60,2"),
            Self::Subscribe(topic) => format!("AT+MQTTSUB=1,\"{{{topic}}}\",1"),
            Self::Publish(topic, text) => format!("AT+MQTTPUB=1,\"{{{topic}}}\",1,0,\"{{{text}}}\""),
            Self::Close(_) => "AT+MQTTCLOSE=1".to_owned(),
            Self::SetClock(host) => format!("AT+MIPNTP=\"{{{host}}}\",123"),
            Self::Upload(file, value) => {
                let kind = match file {
                    TlsFile::Trust => "TRUSTFILE",
                    TlsFile::Certificate => "CERTFILE",
                    TlsFile::Key => "KEYFILE",
                };
                return Some((format!("AT+GTSSLFILE=\"{kind}\",{{#{value}}}"), Some(value)));
            }
            Self::Say | Self::Wait(_) | Self::Message(_) | Self::Ask(_) | Self::Choose(_) | Self::End(_) => {
                return None;
            }
        };
        Some((line, None))
    }

    /// What it sends, if it sends.
    ///
    /// # Errors
    /// Why no document may send it.
    pub(crate) fn sends(&self, kinds: &Kinds) -> Result<Option<Sends>, Fault> {
        let Some((line, data)) = self.command() else { return Ok(None) };
        // Only this crate writes a length into a command.
        if data.is_none() && line.contains("{#") {
            return Err(Fault::NotACommand(line));
        }
        // Text that is not the name of a value could be a further part of the line.
        if let Some(name) = data.filter(|name| kinds.get(*name) != Some(&Kind::Pem)) {
            return Err(Fault::Place(name.clone()));
        }
        if let Some(name) = self.needs().into_iter().find(|name| !kinds.contains_key(*name)) {
            return Err(Fault::Missing(name.to_owned()));
        }
        Ok(Some(Sends { template: Template::parse(&line, kinds)?, data: data.cloned() }))
    }

    /// Which of its arguments a fault is with.
    pub(crate) fn argument_of(&self, fault: &Fault) -> Part {
        let (Fault::Missing(named) | Fault::Place(named) | Fault::OnlyPerson(named)) = fault else {
            return Part::Argument(0);
        };
        let at = self.needs().iter().position(|name| name == named).unwrap_or_default();
        Part::Argument(if matches!(self, Self::Upload(..)) { 0 } else { at })
    }

    /// The name of the command whose fields it brings.
    pub(crate) fn brings(&self, kinds: &Kinds) -> Option<&'static str> {
        match self {
            Self::Message(_) => Some(MESSAGE),
            _ => self.sends(kinds).ok()??.template.spec(kinds).map(|spec| spec.name),
        }
    }

    /// What must come back of it where the document says nothing.
    pub(crate) fn must(&self) -> Vec<Condition> {
        let condition = |field: &str, is: &[&str], min| Condition {
            field: field.to_owned(),
            is: is.iter().map(|one| (*one).to_owned()).collect(),
            not: Vec::new(),
            min,
            max: None,
        };
        match self {
            Self::Check(CheckWhat::Sim) => vec![condition("CPIN.state", &["READY"], None)],
            Self::Check(CheckWhat::Signal) => vec![Condition { max: Some(31), ..condition("CSQ.rssi", &[], Some(10)) }],
            Self::Check(CheckWhat::Registration) => vec![condition("CEREG.stat", &["1", "5"], None)],
            Self::Check(CheckWhat::Address) => {
                let address = Condition { not: vec!["0.0.0.0".to_owned()], ..condition("MIPCALL.address", &[], None) };
                vec![condition("MIPCALL.state", &["1"], None), address]
            }
            Self::Check(CheckWhat::Clock) => {
                vec![Condition { max: Some(2_060), ..condition("CCLK.year", &[], Some(2_025)) }]
            }
            Self::SetClock(_) => vec![condition("MIPNTP.status", &["1"], None)],
            Self::Open(..) | Self::OpenTls(..) => vec![condition("MQTTOPEN.status", &["1"], None)],
            Self::Subscribe(_) => vec![condition("MQTTSUB.status", &["1"], None)],
            Self::Publish(..) => vec![condition("MQTTPUB.status", &["1"], None)],
            Self::Close(_) => vec![condition("MQTTCLOSE.status", &["1"], None)],
            _ => Vec::new(),
        }
    }

    /// The values that it needs.
    pub(crate) fn needs(&self) -> Vec<&str> {
        match self {
            Self::Upload(_, one) | Self::Dial(one) | Self::Subscribe(one) | Self::SetClock(one) => vec![one],
            Self::Open(one, other) | Self::OpenTls(one, other) | Self::Publish(one, other) => vec![one, other],
            Self::Login(user, password, id) => vec![user, password, id],
            _ => Vec::new(),
        }
    }

    /// Whether something comes back after it, which can be shown and asked about.
    #[must_use]
    pub fn hears(&self) -> bool {
        self.command().is_some() || matches!(self, Self::Message(_))
    }
}

impl Document {
    /// The fields that the step at this place, from 0, brings.
    #[must_use]
    pub fn fields_of_step(&self, at: usize) -> Vec<&'static str> {
        let kinds = self.values.iter().map(|value| (value.name.clone(), value.kind.clone())).collect();
        let command = self.steps.get(at).and_then(|step| step.does.brings(&kinds));
        command.map(|command| fields_of(command).collect()).unwrap_or_default()
    }

    /// The same without what is only read: two documents that send and lead alike are equal.
    #[must_use]
    pub fn without_words(&self) -> Self {
        let none = || Words { en: String::new(), zh: None };
        let mut document = Self { title: none(), about: none(), from: None, checked_with: Vec::new(), ..self.clone() };
        document.values.iter_mut().for_each(|value| value.label = None);
        for step in &mut document.steps {
            (step.title, step.text, step.picture, step.button) = (none(), None, None, None);
            if let Some(good) = &mut step.good {
                good.say = None;
            }
            step.branches.iter_mut().for_each(|branch| branch.say = none());
            if let Does::Choose(options) = &mut step.does {
                options.iter_mut().for_each(|option| option.text = none());
            }
        }
        document
    }

    /// How many steps it has, without its ends.
    #[must_use]
    pub fn length(&self) -> usize {
        self.steps.iter().filter(|step| !matches!(step.does, Does::End(_))).count()
    }
}

impl Step {
    /// What must come back.
    pub(crate) fn wants(&self) -> Vec<Condition> {
        if self.must.is_empty() { self.does.must() } else { self.must.clone() }
    }
}

const fn check_line(what: CheckWhat) -> &'static str {
    match what {
        CheckWhat::Module => "AT",
        CheckWhat::Sim => "AT+CPIN?",
        CheckWhat::Signal => "AT+CSQ",
        CheckWhat::Registration => "AT+CEREG?",
        CheckWhat::Address => "AT+MIPCALL?",
        CheckWhat::Clock => "AT+CCLK?",
    }
}
