//! How one module was seen to behave, so that a virtual one behaves like it: what support had from a customer, tried out here.

use fibocom_at::profile::ErrorForm;

use crate::config::Config;
use crate::fault::Between;
use crate::scenario::Scenario;

/// Most commands whose times are remembered.
const TIMES_MAX: usize = 64;

/// What was seen of a module. What was not seen is as the series has it. There is no number of a module or a SIM in it: those of
/// a virtual module are its own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Personality {
    /// What `AT+CGMM` answers.
    pub model: Option<String>,
    /// What `AT+CGMR` answers.
    pub revision: Option<String>,
    /// Whether commands are echoed after power-up.
    pub echo: Option<bool>,
    /// How errors of MQTT commands are worded.
    pub errors: Option<ErrorForm>,
    /// From a command, by its name in capitals with the plus sign, to its final result: shortest and longest, in milliseconds.
    pub answers: Vec<(String, Between)>,
    /// From `OK` to the status line, in the same way.
    pub statuses: Vec<(String, Between)>,
    /// Unsolicited codes came inside answers.
    pub interleaves: bool,
    /// A status line came before its `OK`.
    pub hurries: bool,
    /// What was wrong with it at the end, or with the world around it.
    pub scenarios: Vec<Scenario>,
}

impl Personality {
    /// An answer to this command took so long, in milliseconds.
    pub fn note_answer(&mut self, command: &str, took: u64) {
        note(&mut self.answers, command, took);
    }

    /// The status line of this command came so long after its `OK`, in milliseconds.
    pub fn note_status(&mut self, command: &str, took: u64) {
        note(&mut self.statuses, command, took);
    }

    /// How long the answer to a command takes.
    pub(crate) fn answer(&self, command: &str) -> Option<Between> {
        found(&self.answers, command)
    }

    /// How long the status line of a command takes from its `OK` on.
    pub(crate) fn status(&self, command: &str) -> Option<Between> {
        found(&self.statuses, command)
    }
}

impl Config {
    /// The same module, as this one was seen to behave, with what was wrong with it.
    #[must_use]
    pub fn like(mut self, personality: Personality) -> Self {
        if let Some(model) = &personality.model {
            self.model.clone_from(model);
        }
        self.echo = personality.echo.unwrap_or(self.echo);
        let scenarios = personality.scenarios.clone();
        self.personality = personality;
        self.with(&scenarios)
    }
}

fn note(times: &mut Vec<(String, Between)>, command: &str, took: u64) {
    if let Some((_, (shortest, longest))) = times.iter_mut().find(|(name, _)| name == command) {
        (*shortest, *longest) = ((*shortest).min(took), (*longest).max(took));
    } else if times.len() < TIMES_MAX {
        times.push((command.to_owned(), (took, took)));
    }
}

fn found(times: &[(String, Between)], command: &str) -> Option<Between> {
    times.iter().find(|(name, _)| name == command).map(|(_, between)| *between)
}
