//! An entry of a session file as it is read: its bytes are its own, until they are noted.

use std::borrow::Cow;

use fibocom_at::RequestId;

use super::json::Members;
use super::link::change;
use super::names::{COMMAND, DATA, LINK, RECEIVED, role_called};
use super::object::Object;
use super::problem::{ProblemKind, shortened};
use super::row::Hex;
use super::time::Iso;
use crate::line::{Direction, Entry, Line, LinkChange, Zero};

/// An entry with what it refers to.
#[derive(Debug)]
pub(super) struct Read {
    number: u64,
    /// By the number `at`, or by the time in words.
    at: u64,
    way: Way,
    raw: Vec<u8>,
    length: u64,
    damaged: bool,
    request: Option<RequestId>,
    pub(super) others: Members,
}

#[derive(Debug)]
enum Way {
    Command,
    Data,
    Received(fibocom_at::Role),
    Link(LinkChange),
}

impl Read {
    pub(super) fn entry(&self) -> Entry<'_> {
        let direction = match &self.way {
            Way::Command => Direction::Command,
            Way::Data => Direction::Data,
            Way::Received(role) => Direction::Received(*role),
            Way::Link(change) => Direction::Link(change),
        };
        let line = Line {
            at: self.at,
            direction,
            raw: &self.raw,
            length: self.length,
            damaged: self.damaged,
            request: self.request,
        };
        Entry { number: self.number, line }
    }

    /// The entry that an object is.
    pub(super) fn of(mut object: Object<'_>, version: u32, zero: Zero) -> Result<Self, ProblemKind> {
        let number: u64 = object.need("number")?;
        if number > LAST_NUMBER {
            return Err(ProblemKind::Malformed { member: "number" });
        }
        let time: Option<Cow<'_, str>> = object.take("time")?;
        let at = match (object.take("at")?, time) {
            (Some(at), _) => at,
            (None, Some(time)) => {
                Iso::read(&time).ok_or(ProblemKind::Malformed { member: "time" })?.saturating_sub(zero.0)
            }
            (None, None) => return Err(ProblemKind::Missing { member: "at" }),
        };
        let (damaged, request) = (object.take("damaged")?.unwrap_or_default(), object.take("request")?.map(RequestId));
        let length: Option<u64> = object.take("length")?;
        let way = way(&mut object)?;
        let raw = match way {
            Way::Link(_) => Some(Vec::new()),
            Way::Command | Way::Data | Way::Received(_) => bytes(&mut object)?,
        };
        let (raw, length) = match (raw, length) {
            (Some(raw), _) if version == 0 => withheld(&way, raw),
            (Some(raw), length) => {
                let there = raw.len() as u64;
                (raw, length.unwrap_or(there))
            }
            (None, Some(length)) => (Vec::new(), length),
            (None, None) => return Err(ProblemKind::Missing { member: "text" }),
        };
        Ok(Self { number, at, way, raw, length, damaged, request, others: object.rest() })
    }
}

/// The largest number that a program in JavaScript reads as it is.
const LAST_NUMBER: u64 = (1 << 53) - 1;

fn way(object: &mut Object<'_>) -> Result<Way, ProblemKind> {
    let name: Cow<'_, str> = object.need("direction")?;
    match name.as_ref() {
        COMMAND => Ok(Way::Command),
        DATA => Ok(Way::Data),
        RECEIVED => {
            let role: Cow<'_, str> = object.need("role")?;
            let unknown = || ProblemKind::NotKnown { member: "role", value: shortened(&role) };
            role_called(&role).map(Way::Received).ok_or_else(unknown)
        }
        LINK => change(object).map(Way::Link),
        other => Err(ProblemKind::NotKnown { member: "direction", value: shortened(other) }),
    }
}

fn bytes(object: &mut Object<'_>) -> Result<Option<Vec<u8>>, ProblemKind> {
    let malformed = ProblemKind::Malformed { member: "hex" };
    let (text, hex) = (object.take::<String>("text")?, object.take::<Cow<'_, str>>("hex")?);
    match (text, hex) {
        (Some(_), Some(_)) => Err(malformed),
        (Some(text), None) => Ok(Some(text.into_bytes())),
        (None, Some(hex)) => Hex::read(&hex).ok_or(malformed).map(Some),
        (None, None) => Ok(None),
    }
}

/// Version 0 says in words how many bytes of data were withheld.
fn withheld(way: &Way, raw: Vec<u8>) -> (Vec<u8>, u64) {
    let number =
        str::from_utf8(&raw).ok().and_then(|text| text.strip_prefix("*** (")?.strip_suffix(" bytes)")?.parse().ok());
    match (way, number) {
        (Way::Data, Some(length)) => (Vec::new(), length),
        _ => {
            let length = raw.len() as u64;
            (raw, length)
        }
    }
}
