//! Two sessions beside each other: which commands both have, what became of each, and what only one of them has.
//!
//! One of them is the reference: a run that was good, or that of another device.

mod step;
mod table;

pub use step::{Outcome, Step};
pub use table::table;

use crate::record::Record;

/// How many commands of a session are held against those of another.
pub const STEPS_MAX: usize = 2_000;

/// How much longer a step may take than the same in the other session: so many times, and so many milliseconds.
const SLOWER: u64 = 2;
const LONGER: u64 = 500;

/// What of a step is not the same in both sessions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Differs {
    /// What the command says, but for what is masked.
    pub words: bool,
    /// What became of it.
    pub outcome: bool,
    /// One took twice as long as the other, and half a second longer.
    pub time: bool,
}

impl Differs {
    fn of(left: &Step, right: &Step) -> Self {
        let time = match (left.took, right.took) {
            (Some(left), Some(right)) => {
                let (less, more) = (left.min(right), left.max(right));
                more >= less.saturating_mul(SLOWER) && more - less >= LONGER
            }
            // That one has no end is an outcome.
            _ => false,
        };
        Self { words: left.words != right.words, outcome: left.outcome != right.outcome, time }
    }

    /// Whether anything is other.
    #[must_use]
    pub const fn is_any(self) -> bool {
        self.words || self.outcome || self.time
    }
}

/// A row of the comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pair {
    /// The same command in both sessions.
    Both {
        /// In the first one.
        left: Step,
        /// In the second one.
        right: Step,
        /// What is other.
        differs: Differs,
    },
    /// The second session does not have it.
    Left(Step),
    /// The first session does not have it.
    Right(Step),
}

impl Pair {
    /// Whether the sessions are not the same here.
    #[must_use]
    pub const fn differs(&self) -> bool {
        match self {
            Self::Both { differs, .. } => differs.is_any(),
            Self::Left(_) | Self::Right(_) => true,
        }
    }
}

/// Two sessions, step by step.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comparison {
    /// The steps in their order.
    pub pairs: Vec<Pair>,
    /// How many commands of the first session were too many to look at.
    pub left_out: u64,
    /// How many of the second one.
    pub right_out: u64,
}

impl Comparison {
    /// Holds a session against another.
    #[must_use]
    pub fn of(left: &Record, right: &Record) -> Self {
        let ((left, left_out), (right, right_out)) = (step::steps(left), step::steps(right));
        Self { pairs: beside(left, right), left_out, right_out }
    }

    /// The places of the differences, in their order.
    pub fn differences(&self) -> impl Iterator<Item = usize> {
        self.pairs.iter().enumerate().filter(|(_, pair)| pair.differs()).map(|(place, _)| place)
    }
}

/// The steps of both, each beside its like: the longest way through both lists on which the most is the same.
fn beside(left: Vec<Step>, right: Vec<Step>) -> Vec<Pair> {
    let mut sorts = step::Sorts::default();
    let lefts: Vec<_> = left.iter().map(|step| sorts.of(step)).collect();
    let rights: Vec<_> = right.iter().map(|step| sorts.of(step)).collect();
    let width = right.len() + 1;
    // How much is the same from this place of both on, a row a step of the left one.
    let mut same = vec![0_u16; (left.len() + 1) * width];
    let at = |row: usize, column: usize| row * width + column;
    let get = |same: &[u16], place: usize| same.get(place).copied().unwrap_or_default();
    for (row, one) in lefts.iter().enumerate().rev() {
        for (column, other) in rights.iter().enumerate().rev() {
            let alone = get(&same, at(row + 1, column)).max(get(&same, at(row, column + 1)));
            let together = match one.likeness(*other) {
                0 => 0,
                likeness => get(&same, at(row + 1, column + 1)) + likeness,
            };
            if let Some(place) = same.get_mut(at(row, column)) {
                *place = alone.max(together);
            }
        }
    }
    let mut pairs = Vec::with_capacity(left.len().max(right.len()));
    let mut left = left.into_iter().zip(lefts).enumerate().peekable();
    let mut right = right.into_iter().zip(rights).enumerate().peekable();
    loop {
        match (left.peek(), right.peek()) {
            (Some((row, (_, one))), Some((column, (_, other)))) => {
                let likeness = one.likeness(*other);
                let here = get(&same, at(*row, *column));
                if likeness > 0 && here == get(&same, at(row + 1, column + 1)) + likeness {
                    if let (Some((_, (left, _))), Some((_, (right, _)))) = (left.next(), right.next()) {
                        let differs = Differs::of(&left, &right);
                        pairs.push(Pair::Both { left, right, differs });
                    }
                } else if here == get(&same, at(row + 1, *column)) {
                    pairs.extend(left.next().map(|(_, (step, _))| Pair::Left(step)));
                } else {
                    pairs.extend(right.next().map(|(_, (step, _))| Pair::Right(step)));
                }
            }
            (Some(_), None) => pairs.extend(left.next().map(|(_, (step, _))| Pair::Left(step))),
            (None, Some(_)) => pairs.extend(right.next().map(|(_, (step, _))| Pair::Right(step))),
            (None, None) => return pairs,
        }
    }
}

#[cfg(test)]
mod tests;
