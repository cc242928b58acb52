//! A file as it was dropped or pasted: its parts, and the bytes to send of those that were chosen.

use std::ops::Range;

use zeroize::Zeroizing;

use crate::armour::{self, Damage};
use crate::content::Content;
use crate::plain;
use crate::secret::Secret;

/// How a part stands in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// In armour, laid out as every reader takes it.
    Armoured,
    /// In armour, on one line or with blanks in it.
    Untidy,
    /// As bytes without armour: DER.
    Binary,
    /// As base64 without armour.
    Bare,
}

/// One thing in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub content: Content,
    /// How it stands there.
    pub encoding: Encoding,
    span: Range<usize>,
}

/// Why an excerpt is not the file itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Change {
    /// A byte order mark stood at its beginning.
    NoMark,
    /// The file was UTF-16.
    FromUtf16,
    /// It stood in the strings of a program or of JSON.
    FromCode,
    /// Text stood around the armour.
    NoTextAround,
    /// The armour was made anew, or there was none.
    Armour,
    /// Only some of its parts were chosen.
    SomeParts,
}

/// Bytes to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The bytes.
    pub bytes: Secret,
    /// How they differ from the file; not at all, where this is empty.
    pub changes: Vec<Change>,
}

/// Why a file is not read at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TooMuch {
    /// It has more bytes than [`File::BYTES_MAX`].
    #[error("{0} bytes")]
    Bytes(usize),
    /// There are more than [`File::PARTS_MAX`] parts in it.
    #[error("too many parts")]
    Parts,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    text: Secret,
    /// How the text differs from the file.
    made_plain: Vec<Change>,
    has_text_around: bool,
    parts: Vec<Part>,
}

impl File {
    /// The largest file that is read, in bytes: many times what a module takes, and more than the trusted roots of an operating system.
    pub const BYTES_MAX: usize = 262_144;

    /// The most parts that a file may have.
    pub const PARTS_MAX: usize = 64;

    /// Reads a file for what is in it. A file in which nothing is found has no parts.
    ///
    /// # Errors
    /// [`TooMuch`], before anything of it is read for what it says.
    pub fn read(bytes: &[u8]) -> Result<Self, TooMuch> {
        if bytes.len() > Self::BYTES_MAX {
            return Err(TooMuch::Bytes(bytes.len()));
        }
        let (mut text, mark) = plain::unmarked(bytes);
        let mut made_plain: Vec<Change> = mark.into_iter().collect();
        let mut found = parts(text.expose())?;
        if found.iter().any(is_quoted) {
            text = plain::unquoted(text.expose());
            found = parts(text.expose())?;
            made_plain.push(Change::FromCode);
        }
        let mut outside = found.iter().fold((0, false), |(from, text_before), part| {
            let between = text.expose().get(from..part.span.start).unwrap_or_default();
            (part.span.end, text_before || !is_blank(between))
        });
        outside.1 |= !is_blank(text.expose().get(outside.0..).unwrap_or_default());
        Ok(Self { text, made_plain, has_text_around: outside.1, parts: found })
    }

    /// What is in it, in its order.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// How many bytes it has, without a byte order mark.
    #[must_use]
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The bytes of those parts of the file that are wanted and that a module could take: the file itself where nothing else is in it,
    /// and otherwise as little changed as possible.
    #[must_use]
    pub fn excerpt(&self, wanted: impl Fn(&Part) -> bool) -> Excerpt {
        let chosen: Vec<&Part> =
            self.parts.iter().filter(|part| part.content.label().is_some() && wanted(part)).collect();
        let mut changes = self.made_plain.clone();
        if chosen.len() < self.parts.len() {
            changes.push(Change::SomeParts);
        } else if self.has_text_around {
            changes.push(Change::NoTextAround);
        }
        if chosen.iter().any(|part| part.encoding != Encoding::Armoured) {
            changes.push(Change::Armour);
        }
        if changes.is_empty() {
            return Excerpt { bytes: self.text.clone(), changes };
        }
        let mut bytes = Vec::with_capacity(2 * self.text.len() + 100 * chosen.len());
        for part in chosen {
            bytes.extend_from_slice(&self.armoured(part));
            if !bytes.ends_with(b"\n") {
                bytes.push(b'\n');
            }
        }
        Excerpt { bytes: Secret::new(bytes), changes }
    }

    fn armoured(&self, part: &Part) -> Zeroizing<Vec<u8>> {
        let raw = self.text.expose().get(part.span.clone()).unwrap_or_default();
        let label = part.content.label().unwrap_or_default();
        match part.encoding {
            Encoding::Armoured => Zeroizing::new(raw.to_vec()),
            Encoding::Binary => armour::wrap(label, raw),
            Encoding::Bare => armour::base64(raw).map(|bytes| armour::wrap(label, &bytes)).unwrap_or_default(),
            Encoding::Untidy => armour::blocks(raw, 1)
                .into_iter()
                .find_map(|block| Some(armour::wrap(label, &block.body.ok()?)))
                .unwrap_or_default(),
        }
    }
}

impl Part {
    /// Whether it is a private key, whole or not.
    #[must_use]
    pub fn is_secret(&self) -> bool {
        match &self.content {
            Content::PrivateKey(_) | Content::EncryptedKey => true,
            Content::Unfamiliar(label) | Content::Damaged { label, .. } => label.contains("KEY"),
            _ => false,
        }
    }
}

/// Whether a part is damaged by what only a program writes: its quotes, or `\n` in the place of line ends.
fn is_quoted(part: &Part) -> bool {
    matches!(&part.content, Content::Damaged { damage: Damage::Character { found: '\\' | '"' | '\'' | '`', .. }, .. })
}

fn parts(text: &[u8]) -> Result<Vec<Part>, TooMuch> {
    let blocks = armour::blocks(text, File::PARTS_MAX + 1);
    if blocks.len() > File::PARTS_MAX {
        return Err(TooMuch::Parts);
    }
    let armoured: Vec<Part> = blocks
        .into_iter()
        .map(|block| Part {
            content: match block.body {
                Ok(bytes) => Content::labelled(&block.label, block.encrypted, &bytes),
                Err(damage) => Content::Damaged { label: block.label, damage },
            },
            encoding: if block.tidy { Encoding::Armoured } else { Encoding::Untidy },
            span: block.span,
        })
        .collect();
    Ok(if armoured.is_empty() { unarmoured(text).into_iter().collect() } else { armoured })
}

/// A file without armour is one thing as a whole.
fn unarmoured(text: &[u8]) -> Option<Part> {
    let span = 0..text.len();
    if let Some(content) = Content::guessed(text) {
        return Some(Part { content, encoding: Encoding::Binary, span });
    }
    if text.is_empty() || !text.iter().all(|byte| armour::is_base64(*byte) || byte.is_ascii_whitespace()) {
        return None;
    }
    let bytes = armour::base64(text).ok()?;
    let content = Content::guessed(&bytes)?;
    Some(Part { content, encoding: Encoding::Bare, span })
}

fn is_blank(text: &[u8]) -> bool {
    text.iter().all(u8::is_ascii_whitespace)
}
