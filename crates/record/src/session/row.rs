//! A line of a session file behind the first one, as it is written.

use serde::{Serialize, Serializer};

use super::header::LetGoRow;
use super::json::{Json, Members};
use super::link::Detail;
use super::names::{direction_name, role_name};
use super::time::Iso;
use crate::line::{Direction, Entry, Zero};
use crate::record::LetGo;

/// An entry: a line that went one way, or what happened to the link.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(title = "Entry"))]
pub(super) struct EntryRow<'a> {
    /// Its number. Numbers ascend, and may leave some out.
    number: u64,
    /// Milliseconds since the header's `zero`.
    at: u64,
    /// The same as a time in UTC, for people. `at` counts.
    #[cfg_attr(test, schemars(schema_with = "super::schema::time"))]
    time: Iso,
    /// Which way it went: a command, data behind a prompt, a line from the module, or neither.
    #[cfg_attr(test, schemars(schema_with = "super::schema::directions"))]
    direction: &'static str,
    /// What the line turned out to be, or what happened to the link.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(schema_with = "super::schema::roles"))]
    role: Option<&'static str>,
    /// Its bytes with their line end, where they are UTF-8. Of a link change it is a sentence for people: the other members count.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    text: Option<Text<'a>>,
    /// Its bytes in hexadecimal, where they are not UTF-8.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(schema_with = "super::schema::hex"))]
    hex: Option<Hex<'a>>,
    /// How many bytes went over the line, where the file has others: they were replaced, or withheld.
    #[serde(skip_serializing_if = "Option::is_none")]
    length: Option<u64>,
    /// The request that it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    request: Option<u64>,
    /// Whether junk stood before it, or its beginning was lost.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    damaged: bool,
    #[serde(flatten)]
    detail: Detail<'a>,
    /// What a later version says beside these.
    #[serde(flatten)]
    others: &'a Members,
}

impl<'a> EntryRow<'a> {
    pub(super) fn of(entry: &Entry<'a>, zero: Zero, others: &'a Members) -> Self {
        let line = &entry.line;
        let (bytes, detail) = match line.direction {
            Direction::Link(change) => (Some(Ok(Text::Words(change.brief()))), Detail::of(change)),
            // Of withheld bytes there is nothing but how many they were.
            _ if line.raw.is_empty() && line.length > 0 => (None, Detail::default()),
            _ => (Some(str::from_utf8(line.raw).map(Text::Line)), Detail::default()),
        };
        let is_hex = matches!(bytes, Some(Err(_)));
        Self {
            number: entry.number,
            at: line.at,
            time: Iso::of(zero.unix(line.at)),
            direction: direction_name(&line.direction),
            role: role_name(&line.direction),
            text: bytes.and_then(Result::ok),
            hex: is_hex.then_some(Hex(line.raw)),
            length: line.is_of_other_length().then_some(line.length),
            request: line.request.map(|request| request.0),
            damaged: line.damaged,
            detail,
            others,
        }
    }
}

/// What stands in `text`.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Text<'a> {
    Line(&'a str),
    Words(String),
}

/// Bytes as hexadecimal digits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hex<'a>(&'a [u8]);

impl Serialize for Hex<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let digit = |nibble: u8| char::from(if nibble < 10 { b'0' + nibble } else { b'A' + nibble - 10 });
        let text: String = self.0.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 0xF)]).collect();
        serializer.serialize_str(&text)
    }
}

impl Hex<'_> {
    /// The bytes of a text of hexadecimal digits.
    pub(super) fn read(text: &str) -> Option<Vec<u8>> {
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        let digit = |digit: u8| char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        let bytes = pairs.iter().map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?)).collect::<Option<_>>()?;
        rest.is_empty().then_some(bytes)
    }
}

/// Something that was found in the record.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(title = "Finding"))]
pub(super) struct FindingRow<'a> {
    /// What was found. Its members are those of who found it.
    pub(super) finding: &'a Json,
    /// What a later version says beside it.
    #[serde(flatten)]
    pub(super) others: &'a Members,
}

/// Lines that are missing in this place.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(title = "Let go"))]
pub(super) struct MissingRow {
    /// What is missing, because the page had no room for it.
    let_go: LetGoRow,
}

impl From<LetGo> for MissingRow {
    fn from(let_go: LetGo) -> Self {
        Self { let_go: let_go.into() }
    }
}
