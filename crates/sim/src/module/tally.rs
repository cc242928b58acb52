//! What a module has made of the bytes that its host sent: whether the host knew what it was doing.

use super::Module;

/// Longest part of a line that is kept as an example.
const EXAMPLE_MAX: usize = 60;

/// What came from the host since the module was made. What a fault has done to the bytes on their way is not the host's doing,
/// and not counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Commands that the module knows.
    pub commands: u64,
    /// Data that came whole, behind its prompt.
    pub uploads: u64,
    /// Lines that are no command.
    pub strays: u64,
    /// Commands that were sent as the data of another.
    pub swallowed: u64,
    /// Data that did not come, or not all of it, within the time that the module gives (000, 1.7.4).
    pub missing: u64,
    /// The first thing that was wrong, as it came.
    pub example: Option<String>,
}

impl Tally {
    /// Whether the host sent what makes no sense.
    #[must_use]
    pub const fn has_nonsense(&self) -> bool {
        self.strays > 0 || self.swallowed > 0 || self.missing > 0
    }
}

impl Module {
    /// What came from the host since the module was made.
    #[must_use]
    pub const fn tally(&self) -> &Tally {
        &self.tally
    }

    /// A line came that is no command, or one that the module does not know.
    pub(super) fn note_stray(&mut self, line: &[u8]) {
        if self.hears_truly() && !line.iter().all(u8::is_ascii_whitespace) && !is_command(line) {
            self.tally.strays += 1;
            self.note_example(line);
        }
    }

    /// Data came behind a prompt that the host has asked for.
    pub(super) fn note_upload(&mut self, data: &[u8]) {
        let holds_command = data.split(|byte| matches!(byte, b'\r' | b'\n')).any(is_command);
        if !holds_command {
            self.tally.uploads += 1;
        } else if self.hears_truly() {
            self.tally.swallowed += 1;
            self.note_example(data);
        }
        self.upload_is_anothers = false;
    }

    /// Data did not come in time.
    pub(super) fn note_missing(&mut self, data: &[u8]) {
        if self.hears_truly() && !self.troubles.stops_uploads() {
            self.tally.missing += 1;
            self.note_example(data);
        }
        self.upload_is_anothers = false;
    }

    fn note_example(&mut self, bytes: &[u8]) {
        let part = bytes.get(..EXAMPLE_MAX).unwrap_or(bytes);
        self.tally.example.get_or_insert_with(|| part.escape_ascii().to_string());
    }

    /// Whether what is heard is what was sent.
    fn hears_truly(&self) -> bool {
        self.troubles.mishaps().is_empty() && self.troubles.baud().is_none() && !self.upload_is_anothers
    }
}

/// Whether a line begins as commands do (V.250, 5.2.1).
fn is_command(line: &[u8]) -> bool {
    matches!(line.trim_ascii_start(), [b'A' | b'a', b'T' | b't', rest @ ..]
        if rest.first().is_none_or(|byte| matches!(byte, b'+' | b'E' | b'e' | b'I' | b'i' | b'&' | b'^' | b'Z' | b'z')))
}
