//! Lines of one direction that are handed on as they come: a value may begin in one and go on in the next.

use super::matcher::{Hit, Matcher};
use super::reading::Reading;
use super::replace::between_ends;

/// What of the lines so far may be the beginning of a value.
#[derive(Debug, Clone, Default)]
pub(super) struct Stream {
    begun: Vec<u8>,
    reading: Reading,
}

impl Stream {
    /// Forgets what came: what comes is another stream.
    pub(super) fn restart(&mut self) {
        self.begun.clear();
        self.reading.restart();
    }

    /// Whether nothing has begun.
    pub(super) const fn is_empty(&self) -> bool {
        self.begun.is_empty()
    }

    /// Adds the values of the next line, or what stands of them in it. A part that is long enough is hidden before the rest has come.
    pub(super) fn read(&mut self, matcher: &Matcher, line: &[u8], hits: &mut Vec<Hit>) {
        let from = self.begun.len();
        let before = hits.len();
        if from == 0 {
            matcher.read(line, 0, &mut self.reading, hits);
            self.keep(matcher, line, 0, hits);
        } else {
            let mut all = std::mem::take(&mut self.begun);
            all.extend_from_slice(line);
            matcher.read(&all, from, &mut self.reading, hits);
            self.keep(matcher, &all, from, hits);
            for hit in hits.iter_mut().skip(before) {
                let range = hit.range.start.saturating_sub(from)..hit.range.end.saturating_sub(from);
                hit.range = between_ends(line, range);
            }
        }
    }

    /// Keeps what may be the beginning of a value, and adds it where it is long enough to tell it.
    fn keep(&mut self, matcher: &Matcher, text: &[u8], from: usize, hits: &mut Vec<Hit>) {
        let Some(begun) = self.reading.begun else { return self.restart() };
        // However long a text goes on that could be a beginning: no value reaches so far, line ends and all.
        let begun = begun.max(text.len().saturating_sub(2 * matcher.longest()));
        matcher.beginnings(text, begun..text.len(), from, hits);
        // What stands before it tells whether it is one.
        let kept = begun.saturating_sub(1);
        self.begun = text.get(kept..).unwrap_or_default().to_vec();
        self.reading.forget(kept);
    }
}
