//! Bytes while they are read: where each of them stands in the payload, and what was done to them before they were sent.

use std::borrow::Cow;
use std::ops::Range;

use super::description::Transform;
use super::mistake::{Mistake, Wrong};

/// The most bytes that are made up at once.
const MOST_BLANK: usize = 64 * 1024;

/// Bytes that are read from their beginning, bit by bit where that is needed.
#[derive(Debug, Clone)]
pub(super) struct Stream<'a> {
    source: Source<'a>,
    /// How many bits have been read.
    at: usize,
}

#[derive(Debug, Clone)]
enum Source<'a> {
    Bytes {
        bytes: Cow<'a, [u8]>,
        places: Places,
    },
    /// As many zeros as are asked for.
    Blank,
}

/// Where bytes stand in the payload.
#[derive(Debug, Clone)]
enum Places {
    From(usize),
    /// One by one, and the end.
    Each(Vec<usize>),
}

impl<'a> Stream<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        Self { source: Source::Bytes { bytes: Cow::Borrowed(bytes), places: Places::From(0) }, at: 0 }
    }

    /// Zeros without end, of which a type takes what it needs.
    pub(super) const fn blank() -> Stream<'static> {
        Stream { source: Source::Blank, at: 0 }
    }

    pub(super) const fn is_blank(&self) -> bool {
        matches!(self.source, Source::Blank)
    }

    /// Where the next byte stands in the payload.
    pub(super) fn place(&self) -> usize {
        self.place_of(self.at / 8)
    }

    /// Where what was read ends: behind a byte of which some bits were read.
    pub(super) fn end_place(&self) -> usize {
        self.place_of(self.at.div_ceil(8))
    }

    fn place_of(&self, index: usize) -> usize {
        match &self.source {
            Source::Blank => 0,
            Source::Bytes { places: Places::From(start), .. } => start + index,
            Source::Bytes { places: Places::Each(each), .. } => each.get(index).or(each.last()).copied().unwrap_or(0),
        }
    }

    pub(super) fn len(&self) -> usize {
        match &self.source {
            Source::Blank => 0,
            Source::Bytes { bytes, .. } => bytes.len(),
        }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.is_blank() || self.at >= self.len() * 8
    }

    /// A mistake at the next byte.
    pub(super) fn mistake(&self, wrong: Wrong) -> Mistake {
        Mistake { at: self.place(), wrong, field: String::new() }
    }

    /// How many of a byte stand next.
    pub(super) fn run_of(&self, byte: u8) -> usize {
        self.left().iter().take_while(|found| **found == byte).count()
    }

    /// How many bytes stand before this one; none where it does not come.
    pub(super) fn before(&self, byte: u8) -> Option<usize> {
        if self.is_blank() { Some(0) } else { memchr::memchr(byte, self.left()) }
    }

    pub(super) fn left(&self) -> &[u8] {
        match &self.source {
            Source::Blank => &[],
            Source::Bytes { bytes, .. } => bytes.get(self.at / 8..).unwrap_or_default(),
        }
    }

    /// Fails in the middle of a byte.
    pub(super) fn align(&self) -> Result<(), Mistake> {
        if self.at.is_multiple_of(8) { Ok(()) } else { Err(self.mistake(Wrong::NotWholeBytes)) }
    }

    /// Takes bytes as a stream of their own.
    pub(super) fn take(&mut self, count: usize) -> Result<Stream<'a>, Mistake> {
        self.align()?;
        let start = self.at / 8;
        let source = match &self.source {
            Source::Blank if count > MOST_BLANK => return Err(self.mistake(Wrong::TooMuch)),
            Source::Blank => Source::Bytes { bytes: Cow::Owned(vec![0; count]), places: Places::From(0) },
            Source::Bytes { bytes, places } => {
                let end = start.checked_add(count).filter(|end| *end <= bytes.len());
                let Some(end) = end else {
                    return Err(Mistake {
                        at: self.place_of(bytes.len()),
                        wrong: Wrong::EndsEarly,
                        field: String::new(),
                    });
                };
                Source::Bytes { bytes: part(bytes, start..end), places: places.part(start..end) }
            }
        };
        self.at += count * 8;
        Ok(Stream { source, at: 0 })
    }

    /// Takes bytes.
    pub(super) fn take_bytes(&mut self, count: usize) -> Result<Vec<u8>, Mistake> {
        self.take(count).map(|taken| taken.left().to_vec())
    }

    /// Takes bits, the highest first; at most 64.
    pub(super) fn take_bits(&mut self, count: usize) -> Result<u64, Mistake> {
        let mut value = 0;
        for _ in 0..count.min(64) {
            let bit = match &self.source {
                Source::Blank => 0,
                Source::Bytes { bytes, .. } => {
                    let Some(byte) = bytes.get(self.at / 8) else { return Err(self.mistake(Wrong::EndsEarly)) };
                    byte >> (7 - self.at % 8) & 1
                }
            };
            value = value << 1 | u64::from(bit);
            self.at += 1;
        }
        Ok(value)
    }

    /// The bytes as they were before something was done to them.
    pub(super) fn undone(self, transform: &Transform) -> Result<Self, Mistake> {
        let Source::Bytes { bytes, places } = &self.source else { return Ok(self) };
        let (bytes, places) = match transform {
            Transform::Add(by) => (bytes.iter().map(|byte| byte.wrapping_sub(*by)).collect(), places.clone()),
            Transform::Xor(with) => (bytes.iter().map(|byte| byte ^ with).collect(), places.clone()),
            Transform::Escape(pairs) => {
                let (mut plain, mut each, mut at) = (Vec::new(), Vec::new(), 0);
                while let Some(left) = bytes.get(at..).filter(|left| !left.is_empty()) {
                    each.push(self.place_of(at));
                    let long = pairs.iter().find(|(_, long)| left.starts_with(long));
                    let first = left.first().copied().unwrap_or_default();
                    let is_special = pairs.iter().any(|(short, long)| *short == first || long.first() == Some(&first));
                    let (byte, length) = match long {
                        Some((short, long)) => (*short, long.len()),
                        None if is_special => {
                            return Err(Mistake {
                                at: self.place_of(at),
                                wrong: Wrong::NoEscape,
                                field: String::new(),
                            });
                        }
                        None => (first, 1),
                    };
                    plain.push(byte);
                    at += length;
                }
                each.push(self.place_of(at));
                (plain, Places::Each(each))
            }
        };
        Ok(Self { source: Source::Bytes { bytes: Cow::Owned(bytes), places }, at: 0 })
    }
}

impl Places {
    fn part(&self, range: Range<usize>) -> Self {
        match self {
            Self::From(start) => Self::From(start + range.start),
            Self::Each(each) => Self::Each(each.get(range.start..=range.end).unwrap_or_default().to_vec()),
        }
    }
}

fn part<'a>(bytes: &Cow<'a, [u8]>, range: Range<usize>) -> Cow<'a, [u8]> {
    match bytes {
        Cow::Borrowed(bytes) => Cow::Borrowed(bytes.get(range).unwrap_or_default()),
        Cow::Owned(bytes) => Cow::Owned(bytes.get(range).unwrap_or_default().to_vec()),
    }
}

impl Transform {
    /// What is done to bytes before they are sent.
    pub(super) fn done(&self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Self::Add(by) => bytes.iter().map(|byte| byte.wrapping_add(*by)).collect(),
            Self::Xor(with) => bytes.iter().map(|byte| byte ^ with).collect(),
            Self::Escape(pairs) => {
                let long = |byte: &u8| pairs.iter().find(|(short, _)| short == byte).map(|(_, long)| long.clone());
                bytes.iter().flat_map(|byte| long(byte).unwrap_or_else(|| vec![*byte])).collect()
            }
        }
    }
}
