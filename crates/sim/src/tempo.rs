//! How fast the time of a virtual world goes, beside that of whoever looks at it.

use crate::time::Timestamp;

/// A clock of a world that may go faster than the one outside, from any moment on. Inside, nothing notices: every delay, every
/// limit and every fault takes as long as ever, and is over sooner outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tempo {
    times: u32,
    /// The moment, outside and inside, from which it goes so fast.
    from: (u64, u64),
}

impl Tempo {
    /// The fastest: a minute inside is 60 ms outside.
    pub const MAX: u32 = 1_000;

    /// So many times as fast, from 1 to [`Tempo::MAX`]; what is beyond counts as the nearest of them. Both clocks begin at 0.
    #[must_use]
    pub const fn new(times: u32) -> Self {
        Self { times: held(times), from: (0, 0) }
    }

    /// How many times as fast it goes.
    #[must_use]
    pub const fn times(&self) -> u32 {
        self.times
    }

    /// From this moment outside, in milliseconds, it goes so many times as fast. Time inside jumps nowhere.
    pub fn change(&mut self, outside: u64, times: u32) {
        *self = Self { times: held(times), from: (outside, self.inside(outside).as_millis()) };
    }

    /// What time it is inside, at this one outside, in milliseconds.
    #[must_use]
    pub fn inside(&self, outside: u64) -> Timestamp {
        let since = outside.saturating_sub(self.from.0).saturating_mul(self.times.into());
        Timestamp::from_millis(self.from.1.saturating_add(since))
    }

    /// How long it takes outside, in milliseconds and never too short, until it is that time inside.
    #[must_use]
    pub fn until(&self, outside: u64, inside: Timestamp) -> u64 {
        inside.since(self.inside(outside)).div_ceil(self.times.into())
    }
}

impl Default for Tempo {
    fn default() -> Self {
        Self::new(1)
    }
}

const fn held(times: u32) -> u32 {
    match times {
        0 => 1,
        Tempo::MAX.. => Tempo::MAX,
        times => times,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_goes_faster_from_its_moment_on_and_jumps_nowhere() {
        let mut tempo = Tempo::default();
        assert_eq!(tempo.inside(1_500).as_millis(), 1_500);
        tempo.change(2_000, 10);
        for (outside, inside) in [(2_000, 2_000), (2_100, 3_000), (3_000, 12_000)] {
            assert_eq!(tempo.inside(outside).as_millis(), inside);
        }
        tempo.change(3_000, 1);
        assert_eq!(tempo.inside(3_500).as_millis(), 12_500);
    }

    #[test]
    fn nobody_is_woken_too_early() {
        let tempo = Tempo::new(7);
        for inside in 0..500 {
            let at = Timestamp::from_millis(inside);
            assert!(tempo.inside(tempo.until(0, at)) >= at, "{inside}");
        }
        assert_eq!(tempo.until(100, Timestamp::from_millis(7)), 0);
    }

    #[test]
    fn what_is_too_fast_or_stands_still_is_held() {
        assert_eq!([Tempo::new(0).times(), Tempo::new(u32::MAX).times()], [1, Tempo::MAX]);
    }
}
