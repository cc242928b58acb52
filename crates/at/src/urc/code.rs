//! What is known of an unsolicited code: how it looks, how it reads, where it is described.
//!
//! The reference walks the list of them; the sentences live in catalogues, found by the ids.

use super::boot::{STARTED, is_start};
use super::{CODES, Urc, mended_tag};
use crate::commands::Parameter;
use crate::frame::Line;
use crate::profile::{Feature, Manual, Source};

/// What is known of an unsolicited code.
#[derive(Debug)]
pub struct Code {
    /// What its lines begin with, up to the colon. Codes that say the same share an entry; the first stands for all.
    pub names: &'static [&'static str],
    /// The id of what it is called, such as `code-break`. The attribute `purpose` of that text says what it means and when it comes.
    pub id: &'static str,
    /// The line, its values in angle brackets.
    pub syntax: &'static str,
    /// Its values, in order.
    pub values: &'static [Parameter],
    /// A line as a module prints it.
    pub example: &'static str,
    /// Where it is described.
    pub source: Source,
    /// The feature it belongs to, for series that lack it.
    pub feature: Option<Feature>,
    /// The same name as it is printed without its plus sign.
    pub(crate) bare_name: Option<&'static str>,
    /// Whether it comes without its beginning often enough to be worth mending (seen on an L610).
    pub(crate) is_mended: bool,
    /// Reads a line that has one of its names. What it makes no sense of is an unlisted code.
    pub(crate) read: fn(&Self, &Line<'_>) -> Option<Urc>,
}

impl Code {
    /// A code that changes nothing here.
    pub(super) const BASE: Self = Self {
        names: &[],
        id: "",
        syntax: "",
        values: &[],
        example: "",
        source: Source { manual: Manual::InUse, section: "" },
        feature: None,
        bare_name: None,
        is_mended: false,
        read: Self::notice,
    };

    /// The name as it is shown. A colon tells `+MIPCALL:`, which comes unasked, from the command of the same name.
    #[must_use]
    pub fn shown_name(&self) -> String {
        let name = self.names.first().copied().unwrap_or_default();
        if self.values.is_empty() { name.to_owned() } else { format!("{name}:") }
    }

    /// The code that a line is. Nothing for a line that is no known code, nor for the status of a command.
    #[must_use]
    pub fn of_line(line: &Line<'_>) -> Option<&'static Self> {
        Self::of(line, mended_tag(line).map(|(tag, _)| tag))
    }

    /// The same, of a line whose tag is this.
    pub(super) fn of(line: &Line<'_>, tag: Option<&str>) -> Option<&'static Self> {
        let named =
            |name: &[u8]| CODES.iter().copied().find(|code| code.names.iter().any(|one| one.as_bytes() == name));
        let tagged = tag.and_then(|tag| named(tag.as_bytes()));
        let bytes = line.bytes();
        tagged.or_else(|| match bytes.iter().position(|byte| *byte == b':') {
            Some(colon) => named(bytes.get(..colon)?.trim_ascii()),
            None => {
                let called = CODES.iter().copied().find(|code| code.is_called(bytes));
                called.or_else(|| is_start(line).then_some(STARTED.code))
            }
        })
    }

    /// Whether this is one of its names, in any case.
    pub(super) fn is_called(&self, name: &[u8]) -> bool {
        self.names.iter().any(|one| one.as_bytes().eq_ignore_ascii_case(name))
    }

    /// A line that is kept as it came.
    fn notice(&self, line: &Line<'_>) -> Option<Urc> {
        let text = String::from_utf8_lossy(line.bytes());
        let name = text.split(':').next().unwrap_or_default();
        self.names.contains(&name).then(|| Urc::Notice(text.into_owned()))
    }
}

/// A code is told by its id.
impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Code {}

pub(super) const fn v13(section: &'static str) -> Source {
    Source { manual: Manual::MqttV13, section }
}

pub(super) const fn standard(section: &'static str) -> Source {
    Source { manual: Manual::Ts27007, section }
}

#[cfg(test)]
mod tests;
