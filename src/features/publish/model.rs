//! What the Publish form holds, what is wrong with it, and the command that it makes.

pub(super) mod firmware;
pub(super) mod found;
pub(super) mod run;
pub(super) mod taken;
pub(super) mod template;
pub(super) mod transmitted;

use std::collections::VecDeque;

use fibocom_at::args::{Payload, Topic, TopicForm, TopicRef, filter_matches};
use fibocom_at::commands::{Choice, PROMPT_LIMIT, Publish, Retain};
use fibocom_at::{ClientIndex, Field, Invalid, Outcome as Ends, Problem, Profile, Qos, Request};

use crate::state::{Facts, TRIP_TOPIC};

/// How many publications are remembered.
const REMEMBERED: usize = 20;

/// Where a payload goes and how, as a person composed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Message {
    pub(super) client: u32,
    pub(super) topic: String,
    /// Whether the topic is given by its name or by its number.
    pub(super) topic_form: TopicForm,
    pub(super) qos: Qos,
    pub(super) retain: Retain,
    pub(super) form: Choice,
    /// Whether its placeholders are filled in when it is sent.
    pub(super) fill: bool,
}

impl Default for Message {
    fn default() -> Self {
        Self {
            client: 1,
            topic: String::new(),
            topic_form: TopicForm::Name,
            qos: Qos::AtLeastOnce,
            retain: Retain::No,
            form: Choice::Auto,
            fill: false,
        }
    }
}

/// The command for a message, or everything that is wrong with it, in the order of the form.
pub(super) fn command(profile: &Profile, message: &Message, payload: &[u8]) -> Result<Publish, Vec<Invalid>> {
    let client = ClientIndex::on(profile, message.client).map_err(|problem| problem.at(Field::Client));
    let topic = topic(profile, message);
    // What is too long is not even copied: it may be a file.
    let (bytes, max) = (payload.len(), profile.payload_max);
    let payload = if bytes > max { Err(Problem::TooLong { bytes, max }) } else { Payload::new(payload, max) };
    let payload = payload.map_err(|problem| problem.at(Field::Payload));
    match (client, topic, payload) {
        (Ok(client), Ok(topic), Ok(payload)) => {
            Publish::new(client, topic, message.qos, message.retain, payload, message.form)
                .map_err(|problem| vec![problem.at(Field::Payload)])
        }
        (client, topic, payload) => Err([client.err(), topic.err(), payload.err()].into_iter().flatten().collect()),
    }
}

impl Message {
    /// The chosen client; the first one, where no series has it.
    pub(super) fn likely_client(&self) -> ClientIndex {
        let [first, ..] = ClientIndex::ALL;
        u8::try_from(self.client).ok().and_then(ClientIndex::new).unwrap_or(first)
    }
}

/// Where the message goes, as its client is told.
pub(super) fn topic(profile: &Profile, message: &Message) -> Result<TopicRef<Topic>, Invalid> {
    let field = match message.topic_form {
        TopicForm::Name => Field::Topic,
        TopicForm::Id => Field::TopicId,
    };
    TopicRef::<Topic>::parse(profile, message.likely_client(), message.topic_form, &message.topic)
        .map_err(|problem| problem.at(field))
}

/// What will happen on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Sequence {
    /// The command line, without its CR.
    pub(super) line: String,
    /// The bytes that follow the prompt.
    pub(super) data: Option<Vec<u8>>,
    /// For how many seconds the prompt may keep us waiting.
    pub(super) prompt_seconds: u64,
    /// The line that confirms it.
    pub(super) status: String,
    /// For how many seconds it may keep us waiting.
    pub(super) seconds: u64,
    /// Whether its absence is a failure.
    pub(super) required: bool,
}

impl Sequence {
    /// The sequence of a command.
    pub(super) fn of(command: &Publish) -> Self {
        let request = Request::of(command);
        let (status, seconds, required) = match request.outcome() {
            Ends::Final | Ends::Lines { .. } => (String::new(), request.within.as_secs(), false),
            Ends::Status { tag, client, within, required } => {
                let client = client.map_or_else(String::new, |client| format!("{client},"));
                (format!("{tag}: {client}1"), within.as_secs(), *required)
            }
        };
        Self {
            line: String::from_utf8_lossy(&request.line).into_owned(),
            data: request.data,
            prompt_seconds: PROMPT_LIMIT.as_secs(),
            status,
            seconds,
            required,
        }
    }
}

/// What keeps a valid message from being published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Obstacle {
    NoModule,
    /// No client is connected to a broker.
    NoClient,
}

/// What is in the way now.
pub(super) fn obstacle(link_up: bool, open: &[ClientIndex]) -> Option<Obstacle> {
    match (link_up, open) {
        (false, _) => Some(Obstacle::NoModule),
        (true, []) => Some(Obstacle::NoClient),
        (true, _) => None,
    }
}

/// The client to publish with: the one chosen, unless it is not connected and another is.
pub(super) fn publishing_client(chosen: u32, open: &[ClientIndex]) -> u32 {
    let is_open = open.iter().any(|client| u32::from(client.number()) == chosen);
    open.first().filter(|_| !is_open).map_or(chosen, |first| first.number().into())
}

/// Why a byte does not travel in quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ByteKind {
    Quote,
    Backslash,
    LineFeed,
    CarriageReturn,
    Control,
    NotAscii,
}

impl ByteKind {
    /// The kind of a byte that cannot be quoted.
    pub(super) const fn of(byte: u8) -> Self {
        match byte {
            b'"' => Self::Quote,
            b'\\' => Self::Backslash,
            b'\n' => Self::LineFeed,
            b'\r' => Self::CarriageReturn,
            0x80..=0xFF => Self::NotAscii,
            _ => Self::Control,
        }
    }
}

/// Whether any client here is subscribed to a topic.
pub(super) fn is_heard(facts: &Facts, topic: &str) -> bool {
    facts.subscriptions.iter().any(|held| match &held.filter {
        TopicRef::Name(filter) | TopicRef::Short(filter) => filter_matches(filter.as_str(), topic),
        TopicRef::Id(_) => false,
    })
}

/// What may stand for all the levels that a filter leaves open, and for one of them.
const OPEN_LEVELS: (&str, &str) = ("state", "1");

/// A topic that comes back: one that matches what a client is subscribed to by name. The first subscription decides.
pub(super) fn heard_topic(facts: &Facts) -> Option<String> {
    let (rest, one) = OPEN_LEVELS;
    facts.subscriptions.iter().find_map(|held| match &held.filter {
        TopicRef::Name(filter) if filter.as_str() == "#" => Some(TRIP_TOPIC.to_owned()),
        // What begins with a dollar is the broker's own.
        TopicRef::Name(filter) if !filter.as_str().starts_with('$') => {
            let level = |level| match level {
                "#" => rest,
                "+" => one,
                level => level,
            };
            Some(filter.as_str().split('/').map(level).collect::<Vec<_>>().join("/"))
        }
        _ => None,
    })
}

/// The last publications, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct History<T> {
    entries: VecDeque<(u64, T)>,
    next: u64,
}

impl<T> Default for History<T> {
    fn default() -> Self {
        Self { entries: VecDeque::new(), next: 0 }
    }
}

impl<T: Clone> History<T> {
    /// Remembers one more, and forgets the oldest when there are too many.
    pub(super) fn remember(&mut self, entry: T) {
        self.entries.push_front((self.next, entry));
        self.entries.truncate(REMEMBERED);
        self.next += 1;
    }

    /// The entries with their numbers, newest first.
    pub(super) fn entries(&self) -> Vec<(u64, T)> {
        self.entries.iter().cloned().collect()
    }

    pub(super) fn newest(&self) -> Option<&T> {
        self.entries.front().map(|(_, entry)| entry)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(super) fn clear(&mut self) {
        self.entries.clear();
    }

    /// Puts back what was there before, behind what has come since.
    pub(super) fn bring_back(&mut self, before: Self) {
        self.entries.extend(before.entries);
        self.entries.truncate(REMEMBERED);
    }
}

#[cfg(test)]
mod tests;
