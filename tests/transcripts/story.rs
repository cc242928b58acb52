//! Reads a transcript: what was sent, what came, what happened around it, and what the engine is to make of it.
//!
//! A story is a text file under the name of the model that tells it, one step a line:
//!
//! | Line | Meaning |
//! |---|---|
//! | `# text` | a comment, or one of the headers below |
//! | `> AT+CSQ` | this command goes to the module; a CR is added |
//! | `>> bytes` | these bytes go to the module as they are, after its prompt |
//! | `< +CSQ: 20,99` | this line comes from the module; CR LF is added, and a bare `<` is an empty line |
//! | `<>` | the prompt comes, without a line end |
//! | `<< bytes` | these bytes come, without a line end |
//! | `~ 30s` | so much time passes; `ms` for milliseconds |
//! | `! event` | something happens around the module: see [`World`] |
//! | `= event` | the engine tells this of what came since the last such lines; what is not listed must not be told |
//!
//! In bytes and in received lines, `\r`, `\n`, `\xHH` and `\\` are escapes, and `{fill:1220}` is so many bytes. Where one
//! module's answer differs from another's by nature, `{ip:10.2.83.148}` gives what was printed and what may stand there instead;
//! [`Kind`] lists what can. Sent commands and expected events are taken as they stand.
//!
//! Headers: `# source: 001, 3.1` names the manual and its section, `# start: dialled` says how far the module has come before
//! ([`Start`]), `# series: L610 (2020)` names another series than the model's own, `# echo: on` leaves the echo on, `# fetch: automatic` lets the engine fetch announced messages. A story with
//! `# engine only` is one that the virtual module does not tell.

use std::time::Duration;

use fibocom_at::Profile;

/// One file.
#[derive(Debug)]
pub(crate) struct Story {
    /// The folder's name, which is the model's.
    pub(crate) model: String,
    /// The series, where it is not the model's own: the model with an older firmware, say.
    pub(crate) series: Option<String>,
    /// Folder and file, for reports.
    pub(crate) name: String,
    /// Manual and section, where it is the example of one.
    pub(crate) sources: Vec<(String, String)>,
    pub(crate) start: Start,
    pub(crate) echo: Switch,
    pub(crate) fetch: Fetch,
    pub(crate) teller: Teller,
    /// With their line numbers.
    pub(crate) steps: Vec<(usize, Step)>,
}

/// How far the virtual module has come when a story begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Start {
    /// It gets its power now.
    PowerUp,
    /// It is registered.
    Ready,
    /// It has an IP address.
    Dialled,
    /// Its client 1 is open.
    Connected,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Switch {
    On,
    Off,
}

/// Who fetches announced messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fetch {
    Automatic,
    ByHand,
}

/// Who can play the module's part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Teller {
    /// The virtual module too.
    Anyone,
    /// Only the transcript.
    Transcript,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Send(String),
    Data(Vec<u8>),
    Receive(Vec<Piece>),
    Wait(Duration),
    Happens(World),
    Expect(Vec<String>),
}

/// What happens around the module. Only the virtual module is told; in a replay against the engine, the lines that follow tell.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum World {
    /// `publish 0 "topic" payload`
    Publish { qos: u8, topic: String, payload: Vec<u8> },
    /// `broker ends every connection`
    BrokerEnds,
    /// `broker admits only "user" "password"`
    BrokerAdmits { username: String, password: String },
    /// `power goes and returns`
    Power,
}

/// A part of what comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    Bytes(Vec<u8>),
    /// Different on every module.
    Varies {
        kind: Kind,
        printed: String,
    },
}

/// What differs from module to module, and the characters it is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// An IP address.
    Ip,
    /// A signal strength.
    Signal,
    /// An operator's name.
    Operator,
    /// A serial number.
    Imei,
    /// A date, a time and a zone.
    Clock,
    /// A number, a digest or a key, in digits, hexadecimal digits or base64.
    Word,
}

const KINDS: [(&str, Kind); 6] = [
    ("ip", Kind::Ip),
    ("signal", Kind::Signal),
    ("operator", Kind::Operator),
    ("imei", Kind::Imei),
    ("clock", Kind::Clock),
    ("word", Kind::Word),
];

impl Kind {
    pub(crate) fn takes(self, byte: u8) -> bool {
        match self {
            Self::Signal | Self::Imei => byte.is_ascii_digit(),
            Self::Ip => byte.is_ascii_digit() || byte == b'.',
            Self::Operator => byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b' '),
            Self::Word => byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='),
            Self::Clock => byte.is_ascii_digit() || matches!(byte, b'/' | b',' | b':' | b'+' | b'-'),
        }
    }
}

/// What the transcript's own module printed.
pub(crate) fn printed(pieces: &[Piece]) -> Vec<u8> {
    let bytes = pieces.iter().map(|piece| match piece {
        Piece::Bytes(bytes) => bytes.as_slice(),
        Piece::Varies { printed, .. } => printed.as_bytes(),
    });
    bytes.collect::<Vec<_>>().concat()
}

impl Story {
    /// Reads a file's text. What it does not understand is an error that names the line.
    pub(crate) fn parse(model: &str, file: &str, text: &str) -> Result<Self, String> {
        let name = format!("{model}/{file}");
        let mut story = Self {
            model: model.to_owned(),
            series: None,
            name: name.clone(),
            sources: Vec::new(),
            start: Start::Ready,
            echo: Switch::Off,
            fetch: Fetch::ByHand,
            teller: Teller::Anyone,
            steps: Vec::new(),
        };
        for (index, line) in text.lines().enumerate() {
            story.line(index + 1, line).map_err(|problem| format!("{name}:{}: {problem}: {line}", index + 1))?;
        }
        Ok(story)
    }

    /// What chooses the series: its own name, or the model's.
    pub(crate) fn series(&self) -> &str {
        self.series.as_deref().unwrap_or(&self.model)
    }

    fn line(&mut self, number: usize, line: &str) -> Result<(), String> {
        let (sign, rest) = line.split_once(' ').unwrap_or((line, ""));
        let step = match sign {
            "" if rest.is_empty() => return Ok(()),
            "#" => return self.comment(rest),
            ">" => Step::Send(rest.to_owned()),
            ">>" => Step::Data(printed(&pieces(rest)?)),
            "<" => Step::Receive(pieces(&format!("{rest}\\r\\n"))?),
            "<>" => Step::Receive(pieces(">")?),
            "<<" => Step::Receive(pieces(rest)?),
            "~" => Step::Wait(duration(rest).ok_or("no duration")?),
            "!" => Step::Happens(world(rest)?),
            "=" => Step::Expect(vec![rest.to_owned()]),
            _ => return Err("no such step".to_owned()),
        };
        match (self.steps.last_mut(), step) {
            (Some((_, Step::Receive(last))), Step::Receive(more)) => last.extend(more),
            (Some((_, Step::Expect(last))), Step::Expect(more)) => last.extend(more),
            (_, step) => self.steps.push((number, step)),
        }
        Ok(())
    }

    /// A comment that looks like a header has to be one, so that a misspelt header cannot pass for a comment.
    fn comment(&mut self, text: &str) -> Result<(), String> {
        if text == "engine only" {
            self.teller = Teller::Transcript;
            return Ok(());
        }
        let Some((key, value)) = text.split_once(": ").filter(|(key, _)| !key.contains(' ')) else {
            return if text.starts_with("engine") { Err("no such header".to_owned()) } else { Ok(()) };
        };
        match (key, value) {
            ("source", _) => {
                let (manual, section) = value.split_once(", ").ok_or("no manual and section")?;
                self.sources.push((manual.to_owned(), section.to_owned()));
            }
            ("start", "power-up") => self.start = Start::PowerUp,
            ("start", "ready") => self.start = Start::Ready,
            ("start", "dialled") => self.start = Start::Dialled,
            ("start", "connected") => self.start = Start::Connected,
            ("series", _) if Profile::named(value).is_some() => self.series = Some(value.to_owned()),
            ("echo", "on") => self.echo = Switch::On,
            ("fetch", "automatic") => self.fetch = Fetch::Automatic,
            _ => return Err("no such header".to_owned()),
        }
        Ok(())
    }
}

fn duration(text: &str) -> Option<Duration> {
    match text.strip_suffix("ms") {
        Some(millis) => millis.parse().ok().map(Duration::from_millis),
        None => text.strip_suffix('s')?.parse().ok().map(Duration::from_secs),
    }
}

fn world(text: &str) -> Result<World, String> {
    let unknown = || "no such event".to_owned();
    match text {
        "broker ends every connection" => return Ok(World::BrokerEnds),
        "power goes and returns" => return Ok(World::Power),
        _ => {}
    }
    if let Some(who) = text.strip_prefix("broker admits only ") {
        let names: Vec<_> = who.split('"').collect();
        let ["", username, " ", password, ""] = names.as_slice() else { return Err(unknown()) };
        return Ok(World::BrokerAdmits { username: (*username).to_owned(), password: (*password).to_owned() });
    }
    let message = text.strip_prefix("publish ").ok_or_else(unknown)?;
    let (qos, rest) = message.split_once(" \"").ok_or_else(unknown)?;
    let (topic, payload) = rest.split_once("\" ").ok_or_else(unknown)?;
    let payload = printed(&pieces(payload)?);
    Ok(World::Publish { qos: qos.parse().map_err(|_| unknown())?, topic: topic.to_owned(), payload })
}

/// Resolves escapes and placeholders.
fn pieces(text: &str) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        if let Some((varies, after)) = placeholder(rest) {
            pieces.push(Piece::Bytes(std::mem::take(&mut bytes)));
            pieces.push(varies);
            rest = after;
            continue;
        }
        let (head, length) = match (character, rest.get(1..2), rest.get(2..4)) {
            ('\\', Some("r"), _) => (b'\r', 2),
            ('\\', Some("n"), _) => (b'\n', 2),
            ('\\', Some("\\"), _) => (b'\\', 2),
            ('\\', Some("x"), Some(hex)) => (u8::from_str_radix(hex, 16).map_err(|_| "no such escape")?, 4),
            ('\\', ..) => return Err("no such escape".to_owned()),
            _ => {
                let (head, after) = rest.split_at(character.len_utf8());
                bytes.extend_from_slice(head.as_bytes());
                rest = after;
                continue;
            }
        };
        bytes.push(head);
        rest = rest.get(length..).unwrap_or_default();
    }
    pieces.push(Piece::Bytes(bytes));
    Ok(pieces)
}

fn placeholder(text: &str) -> Option<(Piece, &str)> {
    let (inside, after) = text.strip_prefix('{')?.split_once('}')?;
    let (name, value) = inside.split_once(':')?;
    if name == "fill" {
        return Some((Piece::Bytes(vec![b'*'; value.parse().ok()?]), after));
    }
    let (_, kind) = KINDS.iter().find(|(known, _)| *known == name)?;
    Some((Piece::Varies { kind: *kind, printed: value.to_owned() }, after))
}
