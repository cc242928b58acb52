//! A capture that Wireshark opens and explains without a plug-in: pcapng (draft-ietf-opsawg-pcapng).
//!
//! A line is a packet of link type 252, Wireshark's own: tags that name the dissector, `at`, then the bytes with their line end. Its direction
//! stands in the packet's flags, and what it means in its comment. Data behind a prompt is a packet of bytes, and what happened to the link
//! one of text.

use std::fmt;

use super::escape::escaped;
use super::{Export, missing, title};
use crate::line::{Direction, Entry, Zero};
use crate::record::LetGo;
use crate::session::Header;

/// Wireshark's exported protocol data units.
const LINK_TYPE: u16 = 252;

const SECTION: u32 = 0x0A0D_0D0A;
const INTERFACE: u32 = 1;
const PACKET: u32 = 6;

const COMMENT: u16 = 1;
const APPLICATION: u16 = 4;
const NAME: u16 = 2;
const FLAGS: u16 = 2;
const RESOLUTION: u16 = 9;

/// Wireshark refuses a file with a longer packet. What is longer is cut, and its true length said.
const LONGEST: usize = 256 << 10;

/// The longest comment, in bytes.
const WORDS: usize = 4 << 10;

/// Writes a capture, with a sentence about each line where `meaning` has one.
pub struct Pcapng<M> {
    meaning: M,
    zero: Zero,
    /// The time of the last line: that lines are missing is noted there.
    at: u64,
}

impl<M: FnMut(&Entry<'_>) -> Option<String>> Pcapng<M> {
    /// A capture whose comments are what the lines mean.
    #[must_use]
    pub const fn new(meaning: M) -> Self {
        Self { meaning, zero: Zero(0), at: 0 }
    }
}

impl<M> fmt::Debug for Pcapng<M> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Pcapng").field("zero", &self.zero).field("at", &self.at).finish_non_exhaustive()
    }
}

impl<M: FnMut(&Entry<'_>) -> Option<String>> Export for Pcapng<M> {
    fn begin(&mut self, out: &mut Vec<u8>, about: &Header) {
        (self.zero, self.at) = (about.zero, 0);
        block(out, SECTION, |out| {
            out.extend_from_slice(&0x1A2B_3C4D_u32.to_le_bytes());
            out.extend_from_slice(&1_u16.to_le_bytes());
            out.extend_from_slice(&0_u16.to_le_bytes());
            // How long the section is stands nowhere.
            out.extend_from_slice(&u64::MAX.to_le_bytes());
            option(out, APPLICATION, escaped(format!("Module Workbench {}", about.page).as_bytes()).as_bytes());
            if about.let_go != LetGo::default() {
                option(out, COMMENT, missing(about.let_go).as_bytes());
            }
            option(out, 0, &[]);
        });
        block(out, INTERFACE, |out| {
            out.extend_from_slice(&LINK_TYPE.to_le_bytes());
            out.extend_from_slice(&0_u16.to_le_bytes());
            // Packets are as long as they are.
            out.extend_from_slice(&0_u32.to_le_bytes());
            option(out, NAME, escaped(title(about).as_bytes()).as_bytes());
            // Microseconds.
            option(out, RESOLUTION, &[6]);
            option(out, 0, &[]);
        });
    }

    fn entry(&mut self, out: &mut Vec<u8>, entry: &Entry<'_>) {
        let line = &entry.line;
        self.at = line.at;
        let meaning = (self.meaning)(entry).filter(|meaning| !meaning.is_empty());
        let (dissector, way) = match line.direction {
            Direction::Command => ("at", Way::Sent),
            Direction::Received(_) => ("at", Way::Received),
            // Whatever it is, it is no command.
            Direction::Data => ("data", Way::Sent),
            Direction::Link(change) => return self.words(out, &escaped(change.brief().as_bytes()), meaning.as_deref()),
        };
        let damaged = line.damaged.then_some("damaged");
        let comments = [damaged, meaning.as_deref()];
        self.packet(out, &Packet { dissector, raw: line.raw, length: line.length, way, comments });
    }

    fn let_go(&mut self, out: &mut Vec<u8>, let_go: LetGo) {
        self.words(out, &missing(let_go), None);
    }
}

/// A direction, as the flags of a packet have it.
#[derive(Debug, Clone, Copy)]
enum Way {
    None = 0,
    Received = 1,
    Sent = 2,
}

/// A packet, but for its time.
struct Packet<'a> {
    dissector: &'a str,
    raw: &'a [u8],
    /// How many bytes went over the line.
    length: u64,
    way: Way,
    comments: [Option<&'a str>; 2],
}

impl<M> Pcapng<M> {
    /// A packet that says in words what happened. They are its comment too, so that they are listed with the others.
    fn words(&self, out: &mut Vec<u8>, words: &str, meaning: Option<&str>) {
        let (raw, length) = (words.as_bytes(), words.len() as u64);
        let comments = [None, meaning.or(Some(words))];
        self.packet(out, &Packet { dissector: "data-text-lines", raw, length, way: Way::None, comments });
    }

    fn packet(&self, out: &mut Vec<u8>, packet: &Packet<'_>) {
        let tags = tags(packet.dissector);
        let kept = packet.raw.get(..LONGEST - tags.len()).unwrap_or(packet.raw);
        let captured = u32::try_from(tags.len() + kept.len()).unwrap_or(u32::MAX);
        // Stand-ins may be longer than what they stand for, but no packet is shorter than what is there of it.
        let length = packet.length.saturating_add(tags.len() as u64);
        let original = u32::try_from(length).unwrap_or(u32::MAX).max(captured);
        let micros = self.zero.unix(self.at).saturating_mul(1_000);
        block(out, PACKET, |out| {
            out.extend_from_slice(&0_u32.to_le_bytes());
            out.extend_from_slice(&((micros >> 32) as u32).to_le_bytes());
            out.extend_from_slice(&((micros & u64::from(u32::MAX)) as u32).to_le_bytes());
            out.extend_from_slice(&captured.to_le_bytes());
            out.extend_from_slice(&original.to_le_bytes());
            out.extend_from_slice(&tags);
            out.extend_from_slice(kept);
            pad(out, captured as usize);
            option(out, FLAGS, &(packet.way as u32).to_le_bytes());
            for comment in packet.comments.into_iter().flatten() {
                option(out, COMMENT, comment.as_bytes());
            }
            option(out, 0, &[]);
        });
    }
}

/// What stands before the bytes of a packet: which of Wireshark's dissectors reads them. These numbers alone are big-endian.
fn tags(dissector: &str) -> Vec<u8> {
    let name = dissector.len().next_multiple_of(4).max(4);
    let mut tags = vec![0, 12, 0, u8::try_from(name).unwrap_or_default()];
    tags.extend_from_slice(dissector.as_bytes());
    tags.resize(4 + name + 4, 0);
    tags
}

/// Writes a block: its kind, its length before and behind it, what is in it.
fn block(out: &mut Vec<u8>, kind: u32, content: impl FnOnce(&mut Vec<u8>)) {
    let mut body = Vec::new();
    content(&mut body);
    let length = u32::try_from(body.len() + 12).unwrap_or(u32::MAX).to_le_bytes();
    out.extend_from_slice(&kind.to_le_bytes());
    out.extend_from_slice(&length);
    out.extend_from_slice(&body);
    out.extend_from_slice(&length);
}

/// Writes an option: its code, its length, its value. Code 0 ends them.
fn option(out: &mut Vec<u8>, code: u16, value: &[u8]) {
    let value = match str::from_utf8(value) {
        Ok(text) => text.get(..text.floor_char_boundary(WORDS)).unwrap_or(text).as_bytes(),
        Err(_) => value,
    };
    out.extend_from_slice(&code.to_le_bytes());
    out.extend_from_slice(&u16::try_from(value.len()).unwrap_or_default().to_le_bytes());
    out.extend_from_slice(value);
    pad(out, value.len());
}

/// Fills up to a multiple of four bytes.
fn pad(out: &mut Vec<u8>, length: usize) {
    out.resize(out.len() + length.next_multiple_of(4) - length, 0);
}
