//! Unsolicited lines that wait for a command to end.

use std::collections::VecDeque;

/// Most lines, and most bytes of them, that are kept (SDK of the 8850 platform).
const LINES_MAX: usize = 32;
const BYTES_MAX: usize = 4096;

/// A queue that loses its oldest lines when it is full, as the firmware's does.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    lines: VecDeque<Vec<u8>>,
    bytes: usize,
}

impl Waiting {
    /// Adds a line, at the cost of older ones where there is no room.
    pub(super) fn push(&mut self, line: Vec<u8>) {
        self.bytes += line.len();
        self.lines.push_back(line);
        while self.lines.len() > LINES_MAX || (self.lines.len() > 1 && self.bytes > BYTES_MAX) {
            self.pop();
        }
    }

    /// Whether no line waits.
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Takes the oldest line.
    pub(super) fn pop(&mut self) -> Option<Vec<u8>> {
        let line = self.lines.pop_front()?;
        self.bytes -= line.len();
        Some(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_lines_go_by_number_and_by_bytes() {
        for (length, count, kept) in [(1, 40, 32), (1500, 5, 2), (5000, 3, 1), (10, 5, 5)] {
            let mut waiting = Waiting::default();
            for _ in 0..count {
                waiting.push(vec![b'x'; length]);
            }
            let left = std::iter::from_fn(|| waiting.pop()).count();
            assert_eq!(left, kept, "{count} lines of {length} bytes");
        }
    }
}
