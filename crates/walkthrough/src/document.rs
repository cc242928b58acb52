//! What a walkthrough says: the types of the document, as its JSON has them. `schema/` has the JSON Schema that is made from them.

use serde::{Deserialize, Serialize};

pub use crate::kind::{Kind, KindName, Range};

/// A walkthrough.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Document {
    /// The version of this format: 1.
    pub walkthrough: u32,
    /// A short name, for the file that goes back: letters, digits and `-`.
    pub id: Name,
    /// What it is called.
    pub title: Words,
    /// What it is for, in a sentence or two.
    pub about: Words,
    /// Who says to have made it. Nothing proves it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<From>,
    /// The scenarios of the virtual module that its branches were tried with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checked_with: Vec<Name>,
    /// The values that its commands have places for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Value>,
    /// The steps, the first one first. The last one ends.
    pub steps: Vec<Step>,
}

/// A name: of a step, a value, a document.
pub type Name = String;

/// A text: in English alone, or per language with English among them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Form", into = "Form")]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(with = "Form"))]
pub struct Words {
    /// English.
    pub en: String,
    /// Chinese.
    pub zh: Option<String>,
}

/// The two ways to write a text.
#[derive(Clone, Serialize, Deserialize)]
#[serde(
    untagged,
    expecting = "a text is in quotes, or is {\"en\": \"…\", \"zh\": \"…\"} with these two languages and no other"
)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
enum Form {
    English(String),
    Each(Each),
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Each {
    en: String,
    zh: String,
}

impl std::convert::From<Form> for Words {
    fn from(form: Form) -> Self {
        match form {
            Form::English(en) => Self { en, zh: None },
            Form::Each(Each { en, zh }) => Self { en, zh: Some(zh) },
        }
    }
}

impl std::convert::From<Words> for Form {
    fn from(words: Words) -> Self {
        let Words { en, zh } = words;
        match zh {
            None => Self::English(en),
            Some(zh) => Self::Each(Each { en, zh }),
        }
    }
}

/// Who says to have made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct From {
    /// The name of a person or a team.
    pub name: String,
    /// Where to send the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// The day, as `2026-11-24`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made: Option<String>,
}

/// A value that commands have a place for: `{name}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Value {
    /// What the places call it.
    pub name: Name,
    /// What it can be.
    pub kind: Kind,
    /// Where it comes from.
    pub from: Source,
    /// What the person reads beside its field, where its kind does not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Words>,
    /// What it is unless somebody says otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub usual: Option<String>,
}

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Source {
    /// The person types it in a step that asks.
    Person,
    /// The link brings it; where it does not, the step that asks, or what is usual.
    Link,
    /// A step keeps it of what the module said.
    Module,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Step {
    /// What branches call it.
    pub id: Name,
    /// Its heading.
    pub title: Words,
    /// What the person reads: paragraphs, `- ` lists, `**bold**`, `` `code` ``.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Words>,
    /// A picture, as a `data:` URL of a PNG, JPEG, GIF or WebP, with 48 KB and 2,000 pixels on a side at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
    /// What its one button says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub button: Option<Words>,
    /// What it does.
    pub does: Does,
    /// What must come back: all of it. Where nothing is said, what the action itself wants, or OK.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub must: Vec<Condition>,
    /// What is kept of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keep: Vec<Keep>,
    /// How often it is sent again by itself while that does not come back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub again: Option<Again>,
    /// What follows when it came back. Without it: the next step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub good: Option<Good>,
    /// What follows when it did not: the first that fits.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub branches: Vec<Branch>,
}

/// What a step does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Does {
    /// Nothing but show its words.
    Say,
    /// Sends a command: `AT+MIPCALL=1,"{apn}"`.
    Send(String),
    /// Asks the module one of the page's own checks.
    Check(CheckWhat),
    /// Has the network give an IP address; `{apn}` must be a value.
    Dial(Name),
    /// Sets user name, password and client id: three values.
    Login(Name, Name, Name),
    /// Connects client 1 to a broker: values for host and port.
    Open(Name, Name),
    /// The same, with TLS.
    OpenTls(Name, Name),
    /// Subscribes client 1 to the topic of a value, with QoS 1.
    Subscribe(Name),
    /// Publishes on the topic of a value the text of another, with QoS 1.
    Publish(Name, Name),
    /// Ends the connection of client 1.
    Close(Only),
    /// Has a time server set the clock: a value for its host.
    SetClock(Name),
    /// Gives the module a file: the value that is one.
    Upload(TlsFile, Name),
    /// Waits so many seconds.
    Wait(u32),
    /// Waits at most so many seconds for a message. One that came since the last command counts.
    Message(u32),
    /// Asks the person for these values.
    Ask(Vec<Name>),
    /// Asks the person what is the case.
    Choose(Vec<OneOption>),
    /// The walkthrough is over.
    End(Ending),
}

/// A client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Only {
    /// Client 1.
    Client1,
}

/// One of the page's own checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum CheckWhat {
    /// That the module answers.
    Module,
    /// That the SIM is ready.
    Sim,
    /// That the signal is strong enough: 10 of 31.
    Signal,
    /// That the module is registered, at home or abroad.
    Registration,
    /// That it has an IP address.
    Address,
    /// That its clock was set.
    Clock,
}

/// The file that a module keeps for TLS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum TlsFile {
    /// The certificates that the server is checked against.
    Trust,
    /// The device's own certificate.
    Certificate,
    /// Its key.
    Key,
}

/// How a walkthrough ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Ending {
    /// What was wanted works.
    Works,
    /// The cause is found.
    Found,
    /// It needs somebody who knows more.
    Open,
}

/// Something the person can say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct OneOption {
    /// What.
    pub text: Words,
    /// The step that follows.
    pub go: Name,
    /// How often it may lead back, where it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
}

/// A field of what came back, and what it must be. All that is said holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Condition {
    /// Which: `CSQ.rssi`, `CEREG.stat`, `MQTTOPEN.status`.
    pub field: String,
    /// It is one of these; `{name}` stands for a value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub is: Vec<String>,
    /// It is none of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not: Vec<String>,
    /// It is a number, and not below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<u32>,
    /// It is a number, and not above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
}

/// A field that becomes a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Keep {
    /// Which field.
    pub field: String,
    /// Which value.
    #[serde(rename = "as")]
    pub name: Name,
}

/// How often, and how far apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Again {
    /// How often more than once.
    pub times: u32,
    /// Seconds between.
    pub every: u32,
}

/// What follows when it came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Good {
    /// What the person reads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub say: Option<Words>,
    /// The step that follows, if it is not the next one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub go: Option<Name>,
}

/// What follows when it did not come back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Branch {
    /// When.
    pub when: When,
    /// What the person reads.
    pub say: Words,
    /// The step that follows.
    pub go: Name,
    /// How often it may lead back, where it does. Used up, it no longer fits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
}

/// When a branch is taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum When {
    /// All of this came back.
    Came(Vec<Condition>),
    /// The module refused with one of these codes; with any code, where the list is empty.
    Refused(Vec<u32>),
    /// Nothing came back in time.
    Silent,
    /// Whatever else.
    Otherwise,
}
