//! How the module, the network and the session stood through a record, as stretches of time.

use super::super::{ClientState, Facts};

/// Into how many pieces the time of a record is cut: more than a time line has points.
const PIECES: u64 = 1_000;

/// How many stretches a lane has at most, where times go back and forth.
const STRETCHES: usize = 2_000;

/// What a stretch is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lane {
    Module,
    Network,
    Session,
    Messages,
}

impl Lane {
    /// From top to bottom.
    pub const ALL: [Self; 4] = [Self::Module, Self::Network, Self::Session, Self::Messages];
}

/// How it stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stood {
    Absent,
    Good,
    Waiting,
    Bad,
}

/// A stretch of time, in milliseconds since the record's zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    pub from: u64,
    pub to: u64,
    pub stood: Stood,
}

/// The stretches, lane by lane, oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lanes {
    begin: u64,
    end: u64,
    lanes: [Vec<Stretch>; 4],
    /// Whether the last open was refused.
    refused: bool,
    opening: bool,
}

impl Lanes {
    pub(super) fn new(begin: u64, end: u64) -> Self {
        Self { begin, end: end.max(begin), lanes: <_>::default(), refused: false, opening: false }
    }

    /// The first and the last time in the record, in milliseconds since its zero.
    #[must_use]
    pub const fn span(&self) -> (u64, u64) {
        (self.begin, self.end)
    }

    /// The stretches of a lane in which there was something.
    pub fn of(&self, lane: Lane) -> impl Iterator<Item = &Stretch> {
        self.lanes.iter().zip(Lane::ALL).filter(move |(_, one)| *one == lane).flat_map(|(stretches, _)| stretches)
    }

    /// Takes in what is true at a time.
    pub(super) fn see(&mut self, at: u64, facts: &Facts) {
        let is_up = facts.link.is_up();
        let module = match (is_up, facts.link.is_coming()) {
            (true, _) if facts.resynchronising => Stood::Waiting,
            (true, _) => Stood::Good,
            (false, true) => Stood::Waiting,
            (false, false) => Stood::Absent,
        };
        let network = match (is_up, facts.address, &facts.no_address, facts.registration) {
            (false, ..) => Stood::Absent,
            (true, Some(_), ..) => Stood::Good,
            (true, None, Some(_), _) => Stood::Bad,
            (true, None, None, Some(_)) => Stood::Waiting,
            (true, None, None, None) => Stood::Absent,
        };
        let any = |state| facts.clients.values().any(|client| client.state == state);
        let opening = any(ClientState::Opening);
        // A client that was opening and is free again was refused, or its open was called off.
        self.refused = is_up && !opening && (self.refused || self.opening) && !any(ClientState::Open);
        self.opening = opening;
        let session = match is_up {
            false => Stood::Absent,
            true if opening => Stood::Waiting,
            true if any(ClientState::Broken) || self.refused => Stood::Bad,
            true if any(ClientState::Open) => Stood::Good,
            true => Stood::Absent,
        };
        for (lane, stood) in [(Lane::Module, module), (Lane::Network, network), (Lane::Session, session)] {
            self.stands(lane, at, stood);
        }
    }

    /// A message came.
    pub(super) fn message(&mut self, at: u64) {
        let piece = self.piece();
        let Some(messages) = self.lanes.last_mut() else { return };
        match messages.last_mut() {
            Some(last) if at < last.to.saturating_add(piece) => last.to = last.to.max(at.saturating_add(piece)),
            _ => push(messages, Stretch { from: at, to: at.saturating_add(piece), stood: Stood::Good }),
        }
    }

    /// The record has ended.
    pub(super) fn end(&mut self) {
        for (stretches, lane) in self.lanes.iter_mut().zip(Lane::ALL) {
            if let Some(last) = stretches.last_mut().filter(|_| lane != Lane::Messages) {
                last.to = last.to.max(self.end);
            }
            stretches.retain(|stretch| stretch.stood != Stood::Absent);
        }
    }

    fn piece(&self) -> u64 {
        ((self.end - self.begin) / PIECES).max(1)
    }

    fn stands(&mut self, lane: Lane, at: u64, stood: Stood) {
        let piece = self.piece();
        let Some((stretches, _)) = self.lanes.iter_mut().zip(Lane::ALL).find(|(_, one)| *one == lane) else { return };
        match stretches.last_mut() {
            Some(last) if last.stood == stood => last.to = last.to.max(at),
            // What is too short to be drawn is drawn as the worst of what it was.
            Some(last) if at < last.from.saturating_add(piece) => last.stood = last.stood.max(stood),
            _ => {
                if let Some(last) = stretches.last_mut() {
                    last.to = at.max(last.from);
                }
                push(stretches, Stretch { from: at, to: at, stood });
            }
        }
    }
}

/// Adds a stretch, or makes the last one the worst of both where there is no room.
fn push(stretches: &mut Vec<Stretch>, next: Stretch) {
    let is_full = stretches.len() >= STRETCHES;
    match stretches.last_mut().filter(|_| is_full) {
        Some(last) => (last.to, last.stood) = (last.to.max(next.to), last.stood.max(next.stood)),
        None => stretches.push(next),
    }
}
