//! What a payload is made of: JSON, CBOR, MessagePack or an MQTT-SN packet, as rows of a tree with the bytes of each.

mod cbor;
mod json;
mod message_pack;
mod mqtt_sn;
mod tree;

use std::ops::Range;

/// What a payload is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Format {
    /// JSON.
    #[default]
    Json,
    /// CBOR, RFC 8949.
    Cbor,
    /// MessagePack.
    MessagePack,
    /// A packet of MQTT-SN 1.2.
    MqttSn,
}

/// A row of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// How deep it stands, from 0.
    pub depth: usize,
    /// Its name or place in what holds it; empty for the whole.
    pub label: String,
    /// What it is.
    pub value: Value,
    /// Its bytes.
    pub range: Range<usize>,
}

/// What a row shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A list of so many.
    List(usize),
    /// Pairs of key and value, so many.
    Map(usize),
    /// Text.
    Text(String),
    /// Bytes, so many.
    Bytes(usize),
    /// A number, true, false, null and the like, as it is written.
    Plain(String),
    /// A tag of CBOR or an extension of MessagePack, with its number.
    Tag(u64),
}

/// Where a payload stops being what it is read as, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mistake {
    /// The byte.
    pub at: usize,
    /// What is wrong with it.
    pub kind: MistakeKind,
}

/// What is wrong with a byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MistakeKind {
    /// There should be more.
    EndsEarly,
    /// This cannot stand here.
    NotAllowed,
    /// It is complete, and yet there is more.
    LeftOver,
    /// It goes deeper than is read here.
    TooDeep,
    /// It is no UTF-8.
    NotUtf8,
}

/// A payload taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Structure {
    /// The rows, up to the mistake where there is one.
    pub nodes: Vec<Node>,
    /// Whether there are more rows than are kept.
    pub cut: bool,
    /// Where it stops being what it is read as.
    pub mistake: Option<Mistake>,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Json, Self::Cbor, Self::MessagePack, Self::MqttSn];

    /// Its name, the same in every language.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Json => "JSON",
            Self::Cbor => "CBOR",
            Self::MessagePack => "MessagePack",
            Self::MqttSn => "MQTT-SN",
        }
    }

    /// Takes a payload apart.
    #[must_use]
    pub fn read(self, bytes: &[u8]) -> Structure {
        match self {
            Self::Json => json::read(bytes),
            Self::Cbor => cbor::read(bytes),
            Self::MessagePack => message_pack::read(bytes),
            Self::MqttSn => mqtt_sn::read(bytes),
        }
    }

    /// The format that a payload most likely has: JSON where it begins like it, else the first that reads it to its end and
    /// finds more in it than one number.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace())?;
        if matches!(first, b'{' | b'[') {
            return Some(Self::Json);
        }
        let whole = |format: &Self| {
            let structure = format.read(bytes);
            structure.mistake.is_none() && structure.nodes.len() > 1
        };
        Self::ALL.into_iter().find(whole)
    }
}

#[cfg(test)]
mod tests;
