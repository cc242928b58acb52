//! What a template says: types made of fields, and how each field stands in the bytes.

use std::sync::Arc;

use super::expression::Expression;
use super::scale::Scale;
use crate::checksum::Checksum;
use crate::{Encoding, Order};

/// A type: its fields in the order of the bytes. Which is the whole payload's is the first of a template.
#[derive(Debug, Clone)]
pub(super) struct Type {
    pub(super) name: String,
    pub(super) doc: Option<String>,
    pub(super) fields: Vec<Arc<Field>>,
}

/// A field.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) id: String,
    pub(super) doc: Option<String>,
    /// It is there only where this is not 0.
    pub(super) condition: Option<Expression>,
    pub(super) repeat: Repeat,
    pub(super) extent: Extent,
    /// What was done to its bytes before they were sent.
    pub(super) transform: Option<Transform>,
    pub(super) shape: Shape,
    pub(super) meaning: Meaning,
    /// What its value follows from.
    pub(super) follows: Option<Follows>,
}

/// How often a field stands there.
#[derive(Debug, Clone)]
pub(super) enum Repeat {
    Once,
    /// As long as there are bytes.
    ToTheEnd,
    Count(Expression),
    /// Until this is not 0 of the one that was read last, which is `_`.
    Until(Expression),
}

/// How many bytes a field has.
#[derive(Debug, Clone)]
pub(super) enum Extent {
    /// As many as its type.
    Natural,
    Size(Expression),
    /// All that are left.
    ToTheEnd,
    /// All before this byte, which belongs to the field.
    Before(u8),
    /// As many of this byte as stand there, be there any.
    RunOf(u8),
}

/// What was done to bytes before they were sent.
#[derive(Debug, Clone)]
pub(super) enum Transform {
    /// This was added to each.
    Add(u8),
    /// Each was combined with this by exclusive or.
    Xor(u8),
    /// Some bytes were replaced by several others.
    Escape(Vec<(u8, Vec<u8>)>),
}

/// What a field is read as.
#[derive(Debug)]
pub(super) enum Shape {
    One(Arc<Body>),
    Switch { on: Expression, cases: Vec<(i128, Arc<Body>)>, other: Option<Arc<Body>> },
}

/// The content of a field.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Body {
    /// A type of the template, by its place.
    Type(usize),
    Leaf(Leaf),
}

/// Content that has a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Leaf {
    /// So many bytes.
    Integer {
        bytes: usize,
        signed: bool,
        order: Order,
    },
    /// So many bits, the highest first.
    Bits {
        count: usize,
        signed: bool,
    },
    /// 4 or 8 bytes.
    Float {
        bytes: usize,
        order: Order,
    },
    /// These bytes and no others.
    Fixed(Vec<u8>),
    /// Bytes, shown in hexadecimal digits.
    Bytes,
    Text(Encoding),
    /// Two decimal digits in each byte. Where they have a sign, it is the highest bit of the highest byte.
    Digits {
        order: Order,
        signed: bool,
    },
}

/// What the value of a field means.
#[derive(Debug, Clone, Default)]
pub(super) struct Meaning {
    pub(super) names: Option<Arc<Names>>,
    pub(super) scale: Option<Scale>,
    pub(super) unit: Option<String>,
    /// Whether whole numbers are shown in hexadecimal digits.
    pub(super) hexadecimal: bool,
}

/// Names for values.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Names {
    pub(super) name: Vec<String>,
    pub(super) values: Vec<Named>,
}

/// A value with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) value: i128,
    pub(super) id: String,
    /// What it means, in words.
    pub(super) doc: Option<String>,
}

impl Named {
    /// The name as it is shown.
    pub(super) fn shown(&self) -> String {
        self.doc.clone().unwrap_or_else(|| self.id.replace('_', " "))
    }
}

/// What a value follows from.
#[derive(Debug, Clone)]
pub(super) enum Follows {
    /// The bytes of these fields, which stand in the same type.
    Checksum { algorithm: Algorithm, covers: Vec<String> },
    /// Other fields.
    Value(Expression),
}

/// How a checksum is made.
#[derive(Debug, Clone, Copy)]
pub(super) enum Algorithm {
    /// One of the catalogue.
    Listed(&'static Checksum),
    /// The lowest byte of the sum of all bytes.
    Sum,
    /// All bytes combined by exclusive or.
    Xor,
}

impl Algorithm {
    pub(super) fn named(name: &str) -> Option<Self> {
        match name {
            "sum8" => Some(Self::Sum),
            "xor8" => Some(Self::Xor),
            _ => Checksum::named(name).map(Self::Listed),
        }
    }

    pub(super) fn of(self, bytes: &[u8]) -> i128 {
        match self {
            Self::Listed(checksum) => checksum.of(bytes).into(),
            Self::Sum => bytes.iter().fold(0_u8, |sum, byte| sum.wrapping_add(*byte)).into(),
            Self::Xor => bytes.iter().fold(0, |sum, byte| sum ^ byte).into(),
        }
    }

    pub(super) fn width(self) -> usize {
        match self {
            Self::Listed(checksum) => checksum.width,
            Self::Sum | Self::Xor => 1,
        }
    }
}

impl Shape {
    /// All that it may be.
    pub(super) fn bodies(&self) -> Vec<&Arc<Body>> {
        match self {
            Self::One(body) => vec![body],
            Self::Switch { cases, other, .. } => cases.iter().map(|(_, body)| body).chain(other).collect(),
        }
    }
}
