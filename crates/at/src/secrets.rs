//! Where the secrets of a line stand, as far as commands and their replies tell: nothing is replaced here.
//!
//! What a command is known to take is told by its place. What nobody knows is closed: the arguments of an unknown command are
//! secrets, but for small numbers. What texts and payloads hold is not looked into; that is the matter of whoever masks.

mod asked;
mod kind;
mod names;
mod received;
pub mod stand_in;
mod table;
mod typed;

use std::ops::Range;

pub use asked::{Asked, Behind};
pub use kind::Kind;
pub use names::{Named, named};

use crate::Role;
use crate::commands::{self, Cut, Secrecy};
use crate::name::ByName;
use crate::urc;

/// Which way the bytes of a line went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// To the module, as a command line.
    Command,
    /// To the module, behind a prompt.
    Data,
    /// From the module.
    Received(Role),
}

/// A stretch of a line that is a secret, or one of the things that a person may hide more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Where it stands, in bytes, without the quotes around it.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

/// What is known of one place of a command or a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Nothing there is secret as a whole.
    Open,
    /// What stands there is this.
    Is(Kind),
}

/// What the lines of a tag hold.
#[derive(Debug, Clone, Default)]
struct Says {
    places: Vec<Place>,
    /// What a reply with this tag is as a whole, where it is not a word.
    whole: Option<Kind>,
}

/// Memory that is used for one line after the other.
#[derive(Debug, Default)]
pub struct Spare {
    arguments: Vec<Cut>,
    places: Vec<Place>,
}

/// Knows commands and replies by their names.
#[derive(Debug)]
pub struct Finder {
    says: ByName<Says, Vec<u8>>,
}

impl Default for Finder {
    fn default() -> Self {
        Self::new()
    }
}

impl Finder {
    /// A finder that knows all commands. Making one costs about as much as looking through a hundred lines.
    #[must_use]
    pub fn new() -> Self {
        let mut says: ByName<Says, Vec<u8>> = ByName::default();
        for row in table::ROWS {
            let places = row.says.to_vec();
            says.insert(row.name.as_bytes().to_vec(), Says { places, whole: row.whole });
        }
        for spec in commands::LIST.iter().filter(|spec| !spec.name.is_empty()) {
            let mut places = Vec::new();
            for place in spec.secret_values.iter().copied() {
                places.resize(places.len().max(place + 1), Place::Open);
                if let Some(place) = places.get_mut(place) {
                    *place = Place::Is(Kind::Password);
                }
            }
            says.insert(unsigned(spec.name), Says { places, whole: spec.reply_is });
            for tag in spec.other_tags {
                says.entry(unsigned(tag)).or_default();
            }
        }
        for code in urc::CODES {
            let told = code.values.iter().map(|value| match (value.secrecy, Kind::of_open(value)) {
                (Secrecy::Secret, _) => Place::Is(Kind::of_secret(value)),
                (Secrecy::Open, Some(kind)) => Place::Is(kind),
                (Secrecy::Open, None) => Place::Open,
            });
            for name in code.names {
                let says = says.entry(unsigned(name)).or_default();
                if says.places.is_empty() {
                    says.places = told.clone().collect();
                }
            }
        }
        Self { says }
    }

    /// Adds the spans of a line to those that are there. Spans may lie in each other. Data behind a prompt has none of its own:
    /// what it is says the command before it ([`Asked::behind`]).
    pub fn spans(&self, raw: &[u8], way: Way, asked: Asked, spare: &mut Spare, spans: &mut Vec<Span>) {
        match way {
            Way::Data => {}
            Way::Command => typed::spans(raw, 0, typed::By::Person, spare, spans),
            Way::Received(_) => {
                let start = raw.len() - raw.trim_ascii_start().len();
                if typed::is_echo(raw.get(start..).unwrap_or_default()) {
                    typed::spans(raw, start, typed::By::Module, spare, spans);
                } else {
                    received::spans(self, raw, start, asked, spans);
                }
            }
        }
    }

    /// The same for a command or a reply that begins in the middle of a line, where junk or another line stands before it.
    pub fn spans_from(&self, raw: &[u8], start: usize, spare: &mut Spare, spans: &mut Vec<Span>) {
        if typed::is_echo(raw.get(start..).unwrap_or_default()) {
            typed::spans(raw, start, typed::By::Module, spare, spans);
        } else {
            received::spans(self, raw, start, Asked::default(), spans);
        }
    }

    /// The names of the replies that hold secrets, without the sign before them: worth looking for in the middle of a line.
    pub fn telling_tags(&self) -> impl Iterator<Item = &[u8]> {
        let tells = |says: &Says| {
            says.whole.is_some() || says.places.iter().any(|place| matches!(place, Place::Is(kind) if kind.is_secret()))
        };
        self.says.iter().filter(move |(name, says)| name.len() > 3 && tells(says)).map(|(name, _)| name.as_slice())
    }
}

/// The spans of a command line, for whoever has no finder at hand.
#[must_use]
pub fn of_command(raw: &[u8]) -> Vec<Span> {
    let mut spans = Vec::new();
    typed::spans(raw, 0, typed::By::Person, &mut Spare::default(), &mut spans);
    spans
}

/// A command line as others may see it: `⟨password⟩` stands where a password does. A line that was masked stays as it is.
#[must_use]
pub fn masked(command: &[u8]) -> Vec<u8> {
    let mut shown = masked_once(command);
    // What is left of a line of which it was not clear what is what may be understood now.
    for _ in 0..ROUNDS {
        let again = masked_once(&shown);
        if again == shown {
            break;
        }
        shown = again;
    }
    shown
}

/// How often a line is looked at again. Each round leaves less of it that is no stand-in.
const ROUNDS: usize = 16;

fn masked_once(command: &[u8]) -> Vec<u8> {
    let stand_ins = stand_in::all(command);
    let mut spans = of_command(command);
    spans.retain(|span| span.kind.is_secret());
    spans.sort_by_key(|span| (span.range.start, std::cmp::Reverse(span.range.end)));
    let (mut shown, mut at) = (Vec::with_capacity(command.len()), 0);
    for Span { range, kind } in spans {
        // A stand-in is no secret: what stands around it is.
        let mut from = range.start.max(at);
        let ends = stand_ins.iter().filter(|place| place.start < range.end && place.end > from);
        let pieces: Vec<_> = ends.cloned().chain(std::iter::once(range.end..range.end)).collect();
        for place in pieces {
            let until = place.start.max(from);
            if until > from {
                shown.extend_from_slice(command.get(at..from).unwrap_or_default());
                shown.extend_from_slice(stand_in::unnumbered(kind).as_bytes());
                at = until;
            }
            from = from.max(place.end);
        }
    }
    shown.extend_from_slice(command.get(at..).unwrap_or_default());
    shown
}

/// A name without the sign before it, as the lines of the module are looked up.
fn unsigned(name: &str) -> Vec<u8> {
    name.trim_start_matches(['+', '^', '*']).as_bytes().to_vec()
}

#[cfg(test)]
mod tests;
