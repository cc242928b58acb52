//! Text that stands on lines of its own behind a line that announces it: a short message, and what a network answers to a code that was
//! dialled. It may read like a final result or a code, and is none.

use std::time::Duration;

use super::{Conversation, Role, Timestamp};
use crate::frame::{Line, Raw};
use crate::urc::{self, Urc};

/// How long behind its announcement, or behind the line before it, such a line may come.
const PATIENCE: Duration = Duration::from_secs(1);

/// How many lines a text may have whose closing quote has not come: more than a network sends.
const MOST: u8 = 32;

/// What is announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Text {
    /// One line at least, and the first may be anything (3GPP TS 27.005, 3.4.1, 3.4.2 and 4.2).
    Line,
    /// Lines up to the closing quote (3GPP TS 27.007, 7.15): so many may still come.
    Quoted(u8),
}

/// A text that was announced.
#[derive(Debug, Clone, Copy)]
pub(super) struct Header {
    text: Text,
    until: Timestamp,
    /// Whether it is part of the reply of the command under way.
    is_reply: bool,
}

impl Text {
    fn announced_by(line: &Line<'_>) -> Option<Self> {
        let is_open = || line.bytes().iter().filter(|byte| **byte == b'"').count() % 2 == 1;
        match line.tag()? {
            "+CMT" | "+CBM" | "+CMGR" | "+CMGL" => Some(Self::Line),
            // A report as text has all that it says on this line.
            "+CDS" => (line.values().len() == 1).then_some(Self::Line),
            "+CUSD" => is_open().then_some(Self::Quoted(MOST)),
            _ => None,
        }
    }
}

impl Conversation {
    /// A line came that may announce a text.
    pub(super) fn header_came(&mut self, now: Timestamp, line: &Line<'_>) {
        let is_reply = || self.active.as_ref().is_some_and(|active| active.owns(line));
        let text = Text::announced_by(line).filter(|_| !self.in_data_mode);
        self.header = text.map(|text| Header { text, until: now + PATIENCE, is_reply: is_reply() });
    }

    /// Whether a line is such a text.
    pub(super) fn is_text_of_header(&self, now: Timestamp, line: &Line<'_>) -> bool {
        let Some(header) = self.header.filter(|header| now < header.until) else { return false };
        let is_known = || Urc::parse(line).is_some_and(|code| !matches!(code, Urc::Unlisted(_)));
        !urc::is_start(line) && (header.text == Text::Line || !is_known())
    }

    /// Whether the next line is such a text, whatever it says: a sign alone asks for nothing.
    pub(super) fn awaits_text(&self, now: Timestamp) -> bool {
        self.header.is_some_and(|header| header.text == Text::Line && now < header.until)
    }

    /// Takes such a line.
    pub(super) fn text_of_header(&mut self, now: Timestamp, raw: Raw) {
        let Some(header) = self.header.take() else { return };
        if let Text::Quoted(left @ 1..) = header.text
            && !raw.contains(&b'"')
        {
            self.header = Some(Header { text: Text::Quoted(left - 1), until: now + PATIENCE, ..header });
        }
        let owner = self.active.as_ref().map(|active| active.owner).filter(|_| header.is_reply);
        if owner.is_none() {
            self.tell(raw, Role::Unrecognised, false, None);
            return;
        }
        let text = Line::of(&raw).bytes().to_vec();
        self.tell(raw, Role::Response, false, owner);
        self.response(now, text);
    }

    /// A blank line came: a text of one line is that.
    pub(super) fn blank_behind_header(&mut self) {
        self.header.take_if(|header| header.text == Text::Line);
    }
}
