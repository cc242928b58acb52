//! How tall the rows of a long list are, and which of them a view shows.

use std::{collections::VecDeque, ops::Range};

/// Rows whose heights are summed up together, so that a place among many is found in a few steps.
const CHUNK: usize = 256;

/// Rows drawn above and below the view, so that a turn of the wheel meets rows that are there already.
const OVERSCAN: usize = 6;

/// How many rows there are, and how many have left at the front since the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// Rows there are now.
    pub len: usize,
    /// Rows that were there and were dropped to bound memory.
    pub dropped: u64,
}

impl Extent {
    /// So many rows, none ever dropped.
    #[must_use]
    pub fn of(len: usize) -> Self {
        Self { len, dropped: 0 }
    }
}

/// The heights of all rows: measured where a row was drawn, estimated elsewhere.
#[derive(Clone, Debug)]
pub(super) struct Heights {
    estimate: f64,
    /// What new rows beside measured ones are thought to have: as much as the one that was measured last. Most rows of a list are alike.
    expected: f64,
    chunks: VecDeque<Chunk>,
    /// Rows of the first chunk which have left.
    gone: usize,
    extent: Extent,
}

/// Rows that are summed up together. As long as none was measured, their number is all that is kept: a log may have many millions.
#[derive(Clone, Debug, Default)]
struct Chunk {
    len: usize,
    measured: Vec<f64>,
    sum: f64,
}

impl Chunk {
    /// The heights of its rows.
    fn rows(&self, estimate: f64) -> impl Iterator<Item = f64> {
        let estimated = if self.measured.is_empty() { self.len } else { 0 };
        self.measured.iter().copied().chain(std::iter::repeat_n(estimate, estimated))
    }

    /// A row of it, to be set.
    fn row_mut(&mut self, at: usize, estimate: f64) -> Option<&mut f64> {
        if self.measured.is_empty() {
            self.measured = vec![estimate; self.len];
        }
        self.measured.get_mut(at)
    }

    /// Takes in more rows, as many as it has room for, and says how many. Beside rows that were measured they are thought to be as expected.
    fn grow(&mut self, rows: usize, estimate: f64, expected: f64) -> usize {
        let more = rows.min(CHUNK - self.len);
        let each = if self.measured.is_empty() { estimate } else { expected };
        self.len += more;
        self.sum += each * more as f64;
        if !self.measured.is_empty() {
            self.measured.resize(self.len, each);
        }
        more
    }
}

impl Heights {
    pub(super) fn new(estimate: f64) -> Self {
        let estimate = estimate.max(1.0);
        Self { estimate, expected: estimate, chunks: VecDeque::new(), gone: 0, extent: Extent::default() }
    }

    /// Takes over how many rows there are, and gives the height that has left at the front. A list that starts anew
    /// forgets what was measured.
    pub(super) fn resize(&mut self, extent: Extent) -> f64 {
        let shrunk = extent.dropped.saturating_add(extent.len as u64)
            < self.extent.dropped.saturating_add(self.extent.len as u64);
        if extent.dropped < self.extent.dropped || shrunk {
            *self = Self::new(self.estimate);
        }
        let leaving = usize::try_from(extent.dropped - self.extent.dropped).unwrap_or(usize::MAX);
        let left = if leaving >= self.extent.len {
            let all = self.total();
            self.chunks.clear();
            self.gone = 0;
            self.extent.len = 0;
            all
        } else {
            let height = self.offset(leaving);
            self.drop_front(leaving);
            height
        };
        while self.extent.len < extent.len {
            self.grow(extent.len - self.extent.len);
        }
        self.extent = extent;
        left
    }

    /// The distance from the top of the list to the top of a row.
    pub(super) fn offset(&self, index: usize) -> f64 {
        let mut at = self.gone + index.min(self.extent.len);
        let mut offset = -self.gone_height();
        for chunk in &self.chunks {
            if at < chunk.len {
                return offset + chunk.rows(self.estimate).take(at).sum::<f64>();
            }
            at -= chunk.len;
            offset += chunk.sum;
        }
        offset
    }

    pub(super) fn total(&self) -> f64 {
        self.chunks.iter().map(|chunk| chunk.sum).sum::<f64>() - self.gone_height()
    }

    /// Takes over a measured height and gives by how much it differs from what was assumed.
    pub(super) fn set(&mut self, index: usize, height: f64) -> f64 {
        let at = self.gone + index;
        let Some(chunk) = self.chunks.get_mut(at / CHUNK) else { return 0.0 };
        let Some(row) = chunk.row_mut(at % CHUNK, self.estimate) else { return 0.0 };
        let change = height - *row;
        *row = height;
        self.expected = height;
        chunk.sum += change;
        change
    }

    /// The row which covers this distance from the top.
    pub(super) fn row_at(&self, distance: f64) -> usize {
        let mut left = distance + self.gone_height();
        let mut index = 0;
        for chunk in &self.chunks {
            if left >= chunk.sum {
                left -= chunk.sum;
                index += chunk.len;
                continue;
            }
            for row in chunk.rows(self.estimate) {
                if left < row {
                    break;
                }
                left -= row;
                index += 1;
            }
            break;
        }
        index.saturating_sub(self.gone).min(self.extent.len.saturating_sub(1))
    }

    /// Whether these rows are all that a view of this height at this distance from the top shows.
    pub(super) fn are_in(&self, drawn: &Range<usize>, scrolled: f64, view: f64) -> bool {
        let (first, last) = (self.row_at(scrolled.max(0.0)), self.row_at((scrolled + view).max(0.0)));
        drawn.start <= first && (last < drawn.end || self.extent.len == 0)
    }

    /// The rows to draw for a view of this height at this distance from the top.
    pub(super) fn window(&self, scrolled: f64, view: f64) -> Range<usize> {
        if self.extent.len == 0 {
            return 0..0;
        }
        let first = self.row_at(scrolled.max(0.0)).saturating_sub(OVERSCAN);
        let last = self.row_at((scrolled + view).max(0.0)).saturating_add(OVERSCAN + 1);
        first..last.min(self.extent.len)
    }

    fn gone_height(&self) -> f64 {
        self.chunks.front().map_or(0.0, |chunk| chunk.rows(self.estimate).take(self.gone).sum())
    }

    /// Takes in more rows: as many as the last chunk has room for.
    fn grow(&mut self, rows: usize) {
        if self.chunks.back().is_none_or(|chunk| chunk.len == CHUNK) {
            self.chunks.push_back(Chunk::default());
        }
        if let Some(chunk) = self.chunks.back_mut() {
            self.extent.len += chunk.grow(rows, self.estimate, self.expected);
        }
    }

    fn drop_front(&mut self, rows: usize) {
        self.gone += rows;
        self.extent.len -= rows;
        while self.gone >= CHUNK {
            self.chunks.pop_front();
            self.gone -= CHUNK;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(len: usize) -> Heights {
        let mut heights = Heights::new(20.0);
        heights.resize(Extent::of(len));
        heights
    }

    #[test]
    fn a_view_shows_its_rows_and_a_few_around() {
        let table = [
            ("the top", 0.0, 100.0, 0..12),
            ("the middle", 2000.0, 100.0, 94..112),
            ("the end", 19_900.0, 100.0, 989..1000),
            ("beyond the end", 90_000.0, 100.0, 993..1000),
            ("above the top", -50.0, 100.0, 0..9),
        ];
        let heights = rows(1000);
        for (case, scrolled, view, expected) in table {
            assert_eq!(heights.window(scrolled, view), expected, "{case}");
        }
    }

    #[test]
    fn an_empty_list_draws_nothing() {
        assert_eq!(rows(0).window(0.0, 500.0), 0..0);
    }

    #[test]
    fn a_measured_row_moves_what_is_below_it() {
        let mut heights = rows(1000);
        assert_eq!(heights.set(300, 50.0), 30.0);
        assert_eq!((heights.offset(300), heights.offset(301), heights.total()), (6000.0, 6050.0, 20_030.0));
        assert_eq!((heights.row_at(6049.0), heights.row_at(6050.0)), (300, 301));
    }

    #[test]
    fn a_new_row_beside_measured_ones_is_thought_to_be_like_the_last_of_them() {
        let mut heights = rows(300);
        heights.set(299, 26.0);
        heights.resize(Extent::of(302));
        assert_eq!((heights.total(), heights.offset(301) - heights.offset(300)), (6_058.0, 26.0));
        assert_eq!(heights.set(301, 26.0), 0.0, "nothing is to be moved");
        heights.resize(Extent::of(600));
        assert_eq!(heights.offset(512), 299.0 * 20.0 + 213.0 * 26.0);
        assert_eq!(heights.total() - heights.offset(512), 88.0 * 20.0, "among others none was measured");
    }

    #[test]
    fn what_is_drawn_is_enough_until_the_view_shows_more() {
        let heights = rows(1000);
        for (drawn, scrolled, enough) in
            [(94..112, 2000.0, true), (94..105, 2000.0, false), (101..112, 2000.0, false), (989..1000, 19_900.0, true)]
        {
            assert_eq!(heights.are_in(&drawn, scrolled, 100.0), enough, "{drawn:?}");
        }
        assert!(rows(0).are_in(&(0..0), 0.0, 100.0));
    }

    #[test]
    fn rows_dropped_at_the_front_take_their_heights_with_them() {
        let mut heights = rows(1000);
        heights.set(0, 100.0);
        heights.set(600, 70.0);
        assert_eq!(heights.resize(Extent { len: 900, dropped: 300 }), 6080.0);
        assert_eq!((heights.extent.len, heights.offset(300), heights.offset(301)), (900, 6000.0, 6070.0));
        assert_eq!(heights.total(), 18_050.0);
        assert_eq!(heights.resize(Extent { len: 5, dropped: 9000 }), 18_050.0);
        assert_eq!(heights.total(), 100.0);
    }

    #[test]
    fn a_list_cleared_or_filtered_starts_anew() {
        let mut heights = rows(1000);
        heights.set(1, 500.0);
        heights.resize(Extent::of(3));
        assert_eq!(heights.total(), 60.0);
    }

    #[test]
    fn many_rows_are_found_quickly_and_exactly() {
        let heights = rows(100_000);
        assert_eq!(heights.row_at(heights.offset(77_777)), 77_777);
        assert_eq!(heights.total(), 2_000_000.0);
    }
}
