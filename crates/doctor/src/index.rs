//! Where the lines of a log begin: every so many of them only, so that the index stays small however long the log is.

use std::ops::Range;

/// How many lines are known at most by where they begin: a megabyte of them.
const STARTS_MAX: usize = 1 << 16;

/// How far they are from each other at first, in lines and in bytes.
const LINES: u64 = 64;
const BYTES: u64 = 16 * 1_024;

/// How much is read before a block, to know what its first lines answer.
const BEFORE: Start = Start { line: 256, offset: 64 * 1_024 };

/// A line longer than this is not read to know what comes behind it.
const BEFORE_MAX: u64 = 4 * BEFORE.offset;

/// How much is read behind it, to know how long its last commands took.
const BEHIND: Start = Start { line: 64, offset: 16 * 1_024 };

/// How much is read of the last line of a block: more than is shown of any.
const LINE: u64 = 16 * 1_024;

/// A line, and where it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Start {
    /// Its number, from 1 on.
    pub(crate) line: u64,
    /// Bytes from the beginning of the file.
    pub(crate) offset: u64,
}

/// A stretch of lines that are read together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The lines, from 1 on.
    pub lines: Range<u64>,
    /// The bytes to read for them, from the beginning of the file. They begin some lines before, and end some behind, or within a line.
    pub bytes: Range<u64>,
    pub(crate) first: u64,
}

/// Lines and where they begin, in ascending order.
#[derive(Debug, Clone)]
pub(crate) struct Index {
    starts: Vec<Start>,
    apart: Start,
}

impl Default for Index {
    fn default() -> Self {
        Self { starts: Vec::new(), apart: Start { line: LINES, offset: BYTES } }
    }
}

impl Index {
    /// A line begins here. They are told in order.
    pub(crate) fn take(&mut self, line: u64, offset: u64) {
        if let Some(last) = self.starts.last()
            && line < last.line + self.apart.line
            && offset < last.offset + self.apart.offset
        {
            return;
        }
        if self.starts.len() == STARTS_MAX {
            let mut place = 0_usize;
            self.starts.retain(|_| {
                place += 1;
                place % 2 == 1
            });
            self.apart = Start { line: self.apart.line * 2, offset: self.apart.offset * 2 };
        }
        self.starts.push(Start { line, offset });
    }

    /// The block that has a line, of a log with so many lines and bytes; `None` for a line that it does not have.
    pub(crate) fn block(&self, line: u64, lines: u64, bytes: u64) -> Option<Block> {
        if line == 0 || line > lines {
            return None;
        }
        let behind = self.starts.partition_point(|start| start.line <= line);
        let place = behind.checked_sub(1)?;
        let begin = *self.starts.get(place)?;
        let earlier = self.starts.get(..=place)?.iter().rev();
        let near = earlier.take_while(|start| begin.offset - start.offset < BEFORE_MAX);
        let far =
            |start: &&Start| begin.line - start.line >= BEFORE.line || begin.offset - start.offset >= BEFORE.offset;
        let first = near.clone().find(far).or_else(|| near.last()).copied().unwrap_or(begin);
        let end = self.starts.get(behind);
        let last = end.map_or(bytes, |end| {
            let far =
                |start: &&Start| start.line >= end.line + BEHIND.line || start.offset >= end.offset + BEHIND.offset;
            let next = self.starts.get(behind..).unwrap_or_default().iter().find(far);
            next.map_or(bytes, |next| next.offset).min(end.offset + BEHIND.offset)
        });
        // Lines begin close to each other within a block, but its last one may be long.
        let last = last.min(begin.offset + self.apart.offset + LINE + BEHIND.offset);
        let lines = begin.line..end.map_or(lines + 1, |end| end.line);
        Some(Block { lines, bytes: first.offset.min(last)..last, first: first.line })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_found_in_a_block_that_has_it_however_long_the_log_is() {
        for (lines, length) in [(1_u64, 40_u64), (63, 40), (65, 40), (10_000, 40), (5_000_000, 40), (3_000, 1_000_000)]
        {
            let mut index = Index::default();
            (0..lines).for_each(|line| index.take(line + 1, line * length));
            assert!(index.starts.len() <= STARTS_MAX);
            for line in [1, lines / 3 + 1, lines / 2 + 1, lines] {
                let block = index.block(line, lines, lines * length).unwrap_or_else(|| panic!("{line} of {lines}"));
                assert!(
                    block.lines.contains(&line) && block.first <= block.lines.start,
                    "{line} of {lines}: {block:?}"
                );
                let begin = (line - 1) * length;
                assert!(block.bytes.contains(&begin), "{line} of {lines}: {block:?}");
                assert_eq!(block.bytes.start, (block.first - 1) * length);
                assert!(block.bytes.end - block.bytes.start < 500_000, "{block:?}");
            }
            assert_eq!(
                (index.block(0, lines, lines * length), index.block(lines + 1, lines, lines * length)),
                (None, None)
            );
        }
    }
}
