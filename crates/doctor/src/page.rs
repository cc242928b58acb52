//! Lines of a log that was read, read once more to be shown: what they are, what they mean, how long their commands took.

use std::collections::BTreeMap;

use fibocom_at::meaning::Meaning;

use crate::finder::{Finder, Lines, TextLine};
use crate::hearing::Hearing;
use crate::index::Block;
use crate::seen::{CommandId, Event, Kind, Seen};

/// How much is kept of one piece of a line.
pub const SHOWN_MAX: usize = 2_048;

/// A line of a log.
#[derive(Debug, Clone, PartialEq)]
pub struct PageLine {
    /// Its number, from 1 on.
    pub number: u64,
    /// What was found in it, in order; nothing where it is none of a line's own, as in the rest of a line that a window has wrapped.
    pub pieces: Vec<Piece>,
    /// Its text as it stands in the file, where no piece was found in it, cut where it is long.
    pub text: Vec<u8>,
}

/// Something that was found in a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// What went over the line; `None` for what the program or the logger itself says.
    pub kind: Option<Kind>,
    /// Its bytes, cut where they are many.
    pub bytes: Vec<u8>,
    /// What it means.
    pub meaning: Option<Meaning>,
    /// How many milliseconds its command took, where the log says it and its end is near.
    pub took: Option<u64>,
}

/// Reads one block. It is fed the block's bytes, in pieces of any size.
#[derive(Debug)]
pub struct Page {
    finder: Finder,
    hearing: Hearing,
    /// Cuts the same bytes into lines once more, for the text of those in which nothing is found.
    cutter: Lines,
    commands: BTreeMap<CommandId, Vec<u8>>,
    first: u64,
    lines: Vec<PageLine>,
}

impl Page {
    /// Reads a block with what a finder has learned of the log.
    pub(crate) fn new(finder: &Finder, block: &Block) -> Self {
        let line = |number| PageLine { number, pieces: Vec::new(), text: Vec::new() };
        Self {
            finder: finder.resumed(block.first, block.bytes.start),
            hearing: Hearing::default(),
            cutter: finder.cutter(block.first, block.bytes.start),
            commands: BTreeMap::new(),
            first: block.lines.start,
            lines: block.lines.clone().map(line).collect(),
        }
    }

    /// Takes the next bytes.
    pub fn feed(&mut self, bytes: &[u8]) {
        let Self { cutter, lines, first, .. } = self;
        cutter.feed(bytes, |line| keep_text(lines, *first, line));
        self.finder.feed(bytes);
        self.hear();
    }

    /// The bytes have ended.
    #[must_use]
    pub fn end(mut self) -> Vec<PageLine> {
        let Self { cutter, lines, first, .. } = &mut self;
        cutter.end(|line| keep_text(lines, *first, line));
        self.finder.end();
        self.hear();
        self.hearing.end();
        while let Some(seen) = self.hearing.poll() {
            // What has not ended here ends elsewhere.
            if !matches!(seen.event, Event::Ended(_)) {
                self.see(&seen);
            }
        }
        for line in &mut self.lines {
            if !line.pieces.is_empty() {
                line.text = Vec::new();
            }
        }
        self.lines
    }

    fn hear(&mut self) {
        while let Some(found) = self.finder.poll() {
            self.hearing.hear(found);
            while let Some(seen) = self.hearing.poll() {
                self.see(&seen);
            }
        }
    }

    fn see(&mut self, seen: &Seen) {
        let (kind, bytes, command) = match (seen.traffic(), &seen.event) {
            (Some((kind, bytes, command)), _) => {
                if let (Kind::Command, Some(id)) = (kind, command) {
                    self.commands.insert(id, bytes.to_vec());
                }
                (Some(kind), bytes, command)
            }
            (None, Event::Host(text) | Event::Link(text)) => (None, text.as_slice(), None),
            (None, Event::Ended(ended)) => {
                let line = place(self.first, ended.line).and_then(|place| self.lines.get_mut(place));
                let mut pieces = line.into_iter().flat_map(|line| &mut line.pieces);
                if let Some(piece) = pieces.find(|piece| piece.kind == Some(Kind::Command)) {
                    piece.took = ended.took;
                }
                return;
            }
            (None, _) => return,
        };
        let Some(line) = place(self.first, seen.line).and_then(|place| self.lines.get_mut(place)) else { return };
        let command = command.and_then(|id| self.commands.get(&id)).map(Vec::as_slice);
        let meaning = kind.and_then(|kind| kind.meaning(bytes, command));
        let bytes = bytes.get(..SHOWN_MAX).unwrap_or(bytes).to_vec();
        line.pieces.push(Piece { kind, bytes, meaning, took: None });
    }
}

fn place(first: u64, line: u64) -> Option<usize> {
    usize::try_from(line.checked_sub(first)?).ok()
}

fn keep_text(lines: &mut [PageLine], first: u64, line: TextLine<'_>) {
    if let Some(kept) = place(first, line.number).and_then(|place| lines.get_mut(place)) {
        kept.text = line.text.get(..SHOWN_MAX).unwrap_or(line.text).to_vec();
    }
}

#[cfg(test)]
mod tests;
