//! A step of a session: a command, what became of it, and how long that took.

use fibocom_at::commands::Typed;
use fibocom_at::{Form, Role};
use rustc_hash::FxHashMap;

use super::STEPS_MAX;
use crate::exchange::{Exchange, Exchanges, Origin};
use crate::line::Direction;
use crate::record::Record;

/// How much is kept of a line, in bytes.
const KEPT: usize = 512;

/// What became of a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It has no end.
    Unanswered,
    /// What it ended with: `OK`, an error, or the status line behind its OK.
    Ended(String),
}

/// A command of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The number of its line in the record.
    pub line: u64,
    /// When it was sent, in milliseconds since the first line of the session.
    pub at: u64,
    /// The command, without its line end.
    pub command: String,
    /// What became of it.
    pub outcome: Outcome,
    /// How long it took, in milliseconds; `None` where it has no end.
    pub took: Option<u64>,
    /// The command without what is masked, which has other stand-ins in each file.
    pub(super) words: String,
    /// Which command it is, whatever it says.
    name: String,
}

/// What a step is compared by, many times: which command, and what it says, as numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sort {
    name: usize,
    words: usize,
}

impl Sort {
    /// How like two steps are: 0 where they are other commands, more where they say the same.
    pub(super) const fn likeness(self, other: Self) -> u16 {
        match (self.name == other.name, self.words == other.words) {
            (false, _) => 0,
            (true, false) => 2,
            (true, true) => 3,
        }
    }
}

/// Gives the same number for the same text.
#[derive(Debug, Default)]
pub(super) struct Sorts {
    numbers: FxHashMap<String, usize>,
}

impl Sorts {
    pub(super) fn of(&mut self, step: &Step) -> Sort {
        Sort { name: self.number(&step.name), words: self.number(&step.words) }
    }

    fn number(&mut self, text: &str) -> usize {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = self.numbers.len();
        self.numbers.insert(text.to_owned(), number);
        number
    }
}

/// The first steps of a session, and how many more there are.
pub(super) fn steps(record: &Record) -> (Vec<Step>, u64) {
    let mut exchanges = Exchanges::default();
    exchanges.grow(record);
    let zero = record.entries().next().map_or(0, |entry| entry.line.at);
    let mut steps: Vec<Step> = Vec::new();
    let mut more = 0;
    let all = (exchanges.first()..exchanges.end()).filter_map(|place| exchanges.at(place));
    for exchange in all.filter(|exchange| exchange.origin() == Origin::Command) {
        if steps.len() == STEPS_MAX {
            more += 1;
        } else {
            steps.extend(step(record, exchange, zero));
        }
    }
    (steps, more)
}

fn step(record: &Record, exchange: &Exchange, zero: u64) -> Option<Step> {
    let entry = exchange.entries(record).find(|entry| entry.line.direction == Direction::Command)?;
    let command = text(entry.line.raw);
    // The last of them counts: a status line comes behind the OK.
    let ends = exchange
        .entries(record)
        .filter(|entry| matches!(entry.line.direction, Direction::Received(Role::Final | Role::Status | Role::Late)));
    let outcome = ends.last().map_or(Outcome::Unanswered, |entry| Outcome::Ended(text(entry.line.raw)));
    let name = match Typed::of(entry.line.raw.trim_ascii()) {
        Some(typed) => {
            let form = match typed.form {
                Form::Execute => "",
                Form::Set => "=",
                Form::Read => "?",
                Form::Test => "=?",
            };
            let client = typed.client().map(|client| client.number().to_string()).unwrap_or_default();
            format!("{}{form}{client}", typed.name)
        }
        None => command.clone(),
    };
    let took = exchange.duration(record);
    let words = without_stand_ins(&command);
    Some(Step { line: entry.number, at: entry.line.at.saturating_sub(zero), command, outcome, took, words, name })
}

fn text(raw: &[u8]) -> String {
    let raw = raw.trim_ascii();
    String::from_utf8_lossy(raw.get(..KEPT).unwrap_or(raw)).into_owned()
}

/// A text with an empty place for each stand-in.
fn without_stand_ins(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut is_inside = false;
    for char in text.chars() {
        match char {
            '\u{27E8}' => is_inside = true,
            '\u{27E9}' => is_inside = false,
            _ if is_inside => continue,
            _ => {}
        }
        out.push(char);
    }
    out
}
