//! How calm a module is: whether its lines keep to one order, or come in every order that manuals and modules in use show.

use crate::personality::Personality;
use crate::random::Random;

/// Whether a module keeps to one order of its lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Temper {
    /// The seed decides, habit by habit. The default seed, 1, is calm.
    #[default]
    BySeed,
    /// `OK`, then the status line; unsolicited codes between commands only.
    Calm,
    /// Every habit at once.
    Restless,
}

/// Keeps habits apart from the seed's other uses, so that none changes a delay, an address or a signal. The number is one by
/// which the seeds that programs begin with have no habit: 1, 610 on the page, and 7 in the documentation.
const APART: u64 = 0x70B2_09F9_5300_ADAF;

/// What a module does at times, and another does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Habits {
    interleaves: bool,
    hurries: bool,
    either_refusal: bool,
    breaks_briefly: bool,
    uses_words: bool,
    whims: Random,
}

impl Temper {
    /// Every temper, in the order to offer them.
    pub const ALL: &'static [Self] = &[Self::BySeed, Self::Calm, Self::Restless];

    /// The name to choose it by.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::BySeed => "by-seed",
            Self::Calm => "calm",
            Self::Restless => "restless",
        }
    }

    /// The temper with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|temper| temper.name().eq_ignore_ascii_case(name))
    }
}

impl Habits {
    /// The habits of a module with this temper and seed.
    pub(crate) const fn of(temper: Temper, seed: u64) -> Self {
        let mut whims = Random::new(seed ^ APART);
        let draws = [whims.coin(), whims.coin(), whims.coin(), whims.coin(), whims.coin()];
        let [interleaves, hurries, either_refusal, breaks_briefly, uses_words] = match temper {
            Temper::Restless => [true; 5],
            Temper::BySeed => draws,
            Temper::Calm => [false; 5],
        };
        Self { interleaves, hurries, either_refusal, breaks_briefly, uses_words, whims }
    }

    /// The same with those that were seen of a module.
    pub(crate) const fn like(mut self, personality: &Personality) -> Self {
        self.interleaves |= personality.interleaves;
        self.hurries |= personality.hurries;
        self
    }

    /// Whether an unsolicited code goes into the running command now (seen on an L610).
    pub(crate) const fn interleaves(&mut self) -> bool {
        self.interleaves && self.whims.coin()
    }

    /// Whether this command's `OK` waits for its status line, and comes behind it. The manuals have `OK` first; nothing on the
    /// line keeps the two in order.
    pub(crate) const fn hurries(&mut self) -> bool {
        self.hurries && self.whims.coin()
    }

    /// Whether this refusal takes the other form than the series' own: both are printed (000, 001 and 003, 1.2).
    pub(crate) const fn refuses_otherwise(&mut self) -> bool {
        self.either_refusal && self.whims.coin()
    }

    /// Whether a break is told by `+MQTTBREAK` alone (003, 1.4), and not by `+MQTTCLOSE` too (001, 3.3).
    pub(crate) const fn breaks_briefly(&self) -> bool {
        self.breaks_briefly
    }

    /// How an event of Tuya's is printed: its number, its word, or both (003, 1.19).
    pub(crate) fn event(&mut self, number: u8, word: &str) -> String {
        match if self.uses_words { self.whims.between(0, 3) } else { 0 } {
            1 => word.to_owned(),
            2 => format!("\"{word}\""),
            3 => format!("{number} {word}"),
            _ => number.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_temper_is_found_by_its_name() {
        for temper in Temper::ALL {
            assert_eq!(Temper::named(temper.name()), Some(*temper));
        }
        assert_eq!(Temper::named("moody"), None);
    }

    #[test]
    fn the_seeds_to_begin_with_are_calm_and_of_the_others_some_have_each_habit() {
        let shown = |temper, seed| {
            let mut habits = Habits::of(temper, seed);
            let mut often = |what: fn(&mut Habits) -> bool| (0..20).any(|_| what(&mut habits));
            [often(Habits::interleaves), often(Habits::hurries), often(Habits::refuses_otherwise)]
        };
        let calm = |temper, seed| Habits { whims: Random::new(0), ..Habits::of(temper, seed) };
        for seed in [1, 7, 610] {
            assert_eq!(calm(Temper::BySeed, seed), calm(Temper::Calm, 0), "{seed}");
        }
        assert_eq!(shown(Temper::Calm, 3), [false; 3]);
        assert_eq!(shown(Temper::Restless, 1), [true; 3]);
        for habit in 0..3 {
            let with = (0..32).filter(|seed| shown(Temper::BySeed, *seed)[habit]).count();
            assert!((8..=24).contains(&with), "{with} of 32 seeds have habit {habit}");
        }
    }
}
