//! How many messages come a second, over the last minute.

use super::topics::{Chosen, shown_topic};
use crate::state::Messages;

/// How many seconds are looked back upon.
const SECONDS: usize = 60;

/// Over how many seconds the figure is a mean.
const MEAN: usize = 10;

/// Messages of each of the last seconds, the newest last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rate([u32; SECONDS]);

impl Rate {
    /// Counts the messages of the last minute on the chosen topics.
    pub(crate) fn of(messages: &Messages, chosen: &Chosen, now: u64) -> Self {
        let mut counts = [0; SECONDS];
        for stored in messages.iter().rev() {
            let age = usize::try_from(now.saturating_sub(stored.at) / 1_000).unwrap_or(usize::MAX);
            let Some(count) = counts.iter_mut().nth_back(age) else { break };
            *count += u32::from(chosen.admits(&shown_topic(&stored.message)));
        }
        Self(counts)
    }

    /// Messages a second, a mean of the last ten, in tenths.
    pub(crate) fn tenths(&self) -> u32 {
        let sum: u32 = self.0.iter().rev().take(MEAN).sum();
        sum.saturating_mul(10) / MEAN as u32
    }

    /// The line of a small diagram, as SVG path data.
    pub(crate) fn path(&self, width: u32, height: u32) -> String {
        let most = self.0.iter().copied().max().unwrap_or(0).max(1);
        let points = (0_u32..).zip(self.0).map(|(index, count)| {
            let x = index * width / (SECONDS as u32 - 1);
            let y = height - 1 - count * (height - 2) / most;
            format!("{}{x} {y}", if index == 0 { 'M' } else { 'L' })
        });
        points.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::topics::tests::message;
    use super::*;

    #[test]
    fn the_rate_is_a_mean_of_the_last_seconds() {
        let mut messages = Messages::default();
        for at in [1_000, 55_000, 61_500, 62_000, 62_000, 70_999] {
            messages.push(at, message(if at == 62_000 { "t/u" } else { "t" }, b""));
        }
        assert_eq!(Rate::of(&messages, &Chosen::under("t/u"), 71_000).tenths(), 2);
        assert_eq!(Rate::of(&messages, &Chosen::under("u"), 71_000).tenths(), 0);
        let rate = Rate::of(&messages, &Chosen::default(), 71_000);
        assert_eq!(rate.tenths(), 4);
        assert_eq!(rate.0.iter().sum::<u32>(), 5);
        assert_eq!(Rate::of(&Messages::default(), &Chosen::default(), 5).tenths(), 0);
    }

    #[test]
    fn the_diagram_is_as_wide_and_tall_as_it_is_told() {
        let mut messages = Messages::default();
        messages.push(1_000, message("t", b""));
        let path = Rate::of(&messages, &Chosen::default(), 1_000).path(118, 20);
        assert!(path.starts_with("M0 19L2 19") && path.ends_with("L116 19L118 1"), "{path}");
    }
}
