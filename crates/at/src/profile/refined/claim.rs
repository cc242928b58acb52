//! What the answer to a test form says of a firmware: data that stands with each command.

use super::{Subject, numbers};

/// What the answer to the test form of a command says.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Claims {
    /// Whether a module is asked for it. It is not where another command says the same.
    pub(crate) asked: bool,
    /// An answer with fewer places than this makes no sense.
    pub(crate) places: usize,
    /// Of what it says how much.
    pub(crate) claims: &'static [(Subject, Claim)],
}

/// How an answer says how much.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Claim {
    /// The greatest number at this place is the limit.
    Greatest(usize),
    /// By being there: firmware without the feature would have refused the question.
    Answer,
    /// By having this place, or not.
    Place(usize),
    /// By having this number, or not, among those at the first place, which are the clients.
    Client(usize),
}

impl Claims {
    /// It says nothing that is of use.
    pub(crate) const NONE: Self = Self { asked: false, places: 1, claims: &[] };

    /// What these ranges say, one text for each place.
    pub(super) fn of(&self, ranges: &[String]) -> impl Iterator<Item = (Subject, usize)> {
        let claims = if ranges.len() < self.places { &[] } else { self.claims };
        claims.iter().filter_map(|(subject, claim)| Some((*subject, claim.of(ranges)?)))
    }
}

impl Claim {
    /// A limit, or 1 and 0 for a feature. A greatest number of 0 would forbid everything, and says nothing.
    fn of(self, ranges: &[String]) -> Option<usize> {
        let at = |place: usize| ranges.get(place).map(|range| numbers(range)).unwrap_or_default();
        match self {
            Self::Greatest(place) => at(place).into_iter().max().filter(|number| *number > 0),
            Self::Answer => Some(1),
            Self::Place(place) => Some(usize::from(place < ranges.len())),
            Self::Client(client) => Some(usize::from(at(0).contains(&client))),
        }
    }
}
