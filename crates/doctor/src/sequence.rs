//! Who spoke with whom: the device's program, the module, the network and the broker, as arrows from one to the other.

mod mermaid;
mod svg;

pub use mermaid::mermaid;
pub use svg::{Picture, Placed, svg};

use std::collections::VecDeque;

use fibocom_at::codes::BreakCause;
use fibocom_at::commands::Typed;
use fibocom_at::urc::Urc;
use fibocom_at::{Failure, Form};

use crate::seen::{Ended, Event, Refusal, Seen};

/// Who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Who {
    /// The program that drives the module.
    Host,
    /// The module.
    Module,
    /// The network.
    Network,
    /// The broker.
    Broker,
}

impl Who {
    /// All of them, from left to right.
    pub const ALL: [Self; 4] = [Self::Host, Self::Module, Self::Network, Self::Broker];

    /// Its name: small letters.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::Module => "module",
            Self::Network => "network",
            Self::Broker => "broker",
        }
    }
}

/// What is said. No text is ever a value that a masked log hides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// A line as it was written, without its arguments but numbers: `AT+MQTTOPEN=1,…`.
    Line(String),
    /// What follows from a line, by its name.
    Said(&'static str),
}

/// The names of what is said beside lines.
pub const SAID: [&str; 15] = [
    "asks-address",
    "address",
    "no-address",
    "address-lost",
    "network-lost",
    "connects",
    "accepts",
    "refuses",
    "subscribes",
    "publishes",
    "confirms",
    "message",
    "ends",
    "restarts",
    "no-answer",
];

/// How an arrow is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mood {
    /// Away from the program.
    Go,
    /// Back to it.
    Back,
    /// Something went wrong.
    Bad,
}

/// An arrow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrow {
    /// The line of the log that says so.
    pub line: u64,
    /// Where it begins.
    pub from: Who,
    /// Where it ends.
    pub to: Who,
    /// What is said.
    pub label: Label,
    /// How it is meant.
    pub mood: Mood,
}

/// How many arrows are kept. The oldest are let go.
const ARROWS_MAX: usize = 2_000;

/// Draws the arrows of a log.
#[derive(Debug, Default)]
pub struct Sequence {
    arrows: VecDeque<Arrow>,
    /// The line of the last arrow that was let go.
    let_go: Option<u64>,
}

impl Sequence {
    /// Sees the next thing.
    pub fn see(&mut self, seen: &Seen) {
        match &seen.event {
            Event::Command(command) => {
                for typed in command.typed.iter().filter(|typed| is_told(typed)) {
                    self.add(seen.line, Who::Host, Who::Module, line_of(typed), Mood::Go);
                    if typed.name == "+MIPCALL" && typed.form == Form::Set && typed.text(0) != Some("0") {
                        self.says(seen.line, Who::Module, Who::Network, "asks-address", Mood::Go);
                    }
                }
            }
            Event::Ended(ended) if is_told(&ended.typed) => self.ended(seen.line, ended),
            Event::Code(code) => self.code(seen.line, code),
            Event::Message(message) => {
                self.says(seen.line, Who::Broker, Who::Module, "message", Mood::Back);
                let text = Label::Line(format!("+MQTTMSG: {},…", message.client));
                self.add(seen.line, Who::Module, Who::Host, text, Mood::Back);
            }
            Event::Restarted => self.says(seen.line, Who::Module, Who::Host, "restarts", Mood::Bad),
            _ => {}
        }
    }

    fn ended(&mut self, line: u64, ended: &Ended) {
        let name = &ended.typed.name;
        let pair = match name.as_str() {
            "+MQTTOPEN" => Some(("connects", "accepts")),
            "+MQTTSUB" => Some(("subscribes", "confirms")),
            "+MQTTPUB" => Some(("publishes", "confirms")),
            _ => None,
        };
        match (&ended.result, ended.refusal()) {
            (Ok(reply), _) => {
                if let Some((asked, said)) = pair.filter(|_| reply.status == Some(1)) {
                    self.says(line, Who::Module, Who::Broker, asked, Mood::Go);
                    self.says(line, Who::Broker, Who::Module, said, Mood::Back);
                }
                let text = match (reply.status, ended.client()) {
                    (Some(status), Some(client)) => format!("{name}: {client},{status}"),
                    _ => "OK".to_owned(),
                };
                self.add(line, Who::Module, Who::Host, Label::Line(text), Mood::Back);
            }
            (Err(_), Some(Refusal::Status(status))) => {
                // Whether it reached the broker, the module does not say: it says that the client is not connected.
                if name == "+MQTTOPEN" {
                    self.says(line, Who::Module, Who::Broker, "connects", Mood::Go);
                    self.says(line, Who::Broker, Who::Module, "refuses", Mood::Bad);
                }
                let text = format!("{name}: {},{status}", ended.client().unwrap_or_default());
                self.add(line, Who::Module, Who::Host, Label::Line(text), Mood::Bad);
            }
            (Err(_), Some(Refusal::Rejected(code))) => {
                let text = code.map_or_else(|| "ERROR".to_owned(), |code| format!("+CME ERROR: {code}"));
                self.add(line, Who::Module, Who::Host, Label::Line(text), Mood::Bad);
            }
            (Err(Failure::Lost), None) => {}
            (Err(_), None) => self.says(line, Who::Module, Who::Host, "no-answer", Mood::Bad),
        }
    }

    fn code(&mut self, line: u64, code: &Urc) {
        let text = |text: String| Label::Line(text);
        match code {
            Urc::AddressAssigned(_) => {
                self.says(line, Who::Network, Who::Module, "address", Mood::Back);
                self.add(line, Who::Module, Who::Host, text("+MIPCALL: …".to_owned()), Mood::Back);
            }
            Urc::AddressLost => {
                self.says(line, Who::Network, Who::Module, "no-address", Mood::Bad);
                self.add(line, Who::Module, Who::Host, text("+MIPCALL: 0".to_owned()), Mood::Bad);
            }
            Urc::Broken(client, cause) => {
                let (who, said) = match cause {
                    BreakCause::LinkDown => (Who::Network, "address-lost"),
                    BreakCause::NotRegistered => (Who::Network, "network-lost"),
                    BreakCause::Server | BreakCause::Unlisted(_) => (Who::Broker, "ends"),
                };
                self.says(line, who, Who::Module, said, Mood::Bad);
                let text = text(format!("+MQTTBREAK: {client},{}", cause.number()));
                self.add(line, Who::Module, Who::Host, text, Mood::Bad);
            }
            Urc::Closed(client) => {
                self.says(line, Who::Broker, Who::Module, "ends", Mood::Bad);
                self.add(line, Who::Module, Who::Host, text(format!("+MQTTCLOSE: {client},1")), Mood::Bad);
            }
            Urc::MessageWaiting { client, .. } => {
                self.says(line, Who::Broker, Who::Module, "message", Mood::Back);
                self.add(line, Who::Module, Who::Host, text(format!("+MQTTMSGI: {client},…")), Mood::Back);
            }
            Urc::LateStatus { tag, client, status } => {
                let mood = if *status == 1 { Mood::Back } else { Mood::Bad };
                self.add(line, Who::Module, Who::Host, text(format!("{tag}: {client},{status}")), mood);
            }
            _ => {}
        }
    }

    fn says(&mut self, line: u64, from: Who, to: Who, said: &'static str, mood: Mood) {
        debug_assert!(SAID.contains(&said), "{said}");
        self.add(line, from, to, Label::Said(said), mood);
    }

    fn add(&mut self, line: u64, from: Who, to: Who, label: Label, mood: Mood) {
        if self.arrows.len() >= ARROWS_MAX {
            self.let_go = self.arrows.pop_front().map(|arrow| arrow.line);
        }
        self.arrows.push_back(Arrow { line, from, to, label, mood });
    }

    /// At most so many arrows, those about a line among them. Nothing, where those were let go: others are not about it.
    #[must_use]
    pub fn around(&self, line: u64, most: usize) -> Option<Vec<Arrow>> {
        if self.let_go.is_some_and(|gone| line <= gone) {
            return None;
        }
        let place = self.arrows.iter().position(|arrow| arrow.line >= line).unwrap_or(self.arrows.len());
        let last_begin = self.arrows.len().saturating_sub(most);
        let begin = place.saturating_sub(most / 2).min(last_begin);
        Some(self.arrows.iter().skip(begin).take(most).cloned().collect())
    }
}

/// Whether a command is worth an arrow: what asks for the state of things is not.
fn is_told(typed: &Typed) -> bool {
    let does = matches!(typed.form, Form::Set | Form::Execute);
    let names = [
        "+MIPCALL",
        "+MIPNTP",
        "+MQTTUSER",
        "+MQTTOPEN",
        "+MQTTSUB",
        "+MQTTUNSUB",
        "+MQTTPUB",
        "+MQTTCLOSE",
        "+GTSSLFILE",
    ];
    does && names.contains(&typed.name.as_str())
}

/// A command as it is shown: texts are left out, for they may be secret.
fn line_of(typed: &Typed) -> Label {
    let first = typed.number(0).map(|number| number.to_string());
    let more = if typed.arguments.len() > 1 { ",…" } else { "" };
    let arguments = first.map_or_else(|| "…".to_owned(), |first| format!("{first}{more}"));
    Label::Line(format!("AT{}={arguments}", typed.name))
}

#[cfg(test)]
mod tests;
