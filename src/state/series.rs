//! The series in use: the manual's row, who chose it, and what the module itself said of its limits.

use fibocom_at::commands::Spec;
use fibocom_at::engine::Uploads;
use fibocom_at::profile::{Comparison, PERMISSIVE, Refined, Statement, Subject};
use fibocom_at::{Config, Failure, Profile, Reply};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{WorkError, Workbench};
use crate::link::procedure::{Identity, ask_limits};

/// The series in use, with its limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    limits: Refined,
    /// The module that this was chosen for.
    module: Option<Identity>,
}

/// How the series in use came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Nothing is known of any module.
    Unasked,
    /// By the model's name.
    Model,
    /// No row has the model's name: nothing is forbidden that some series has.
    Unknown,
    /// By hand, before any module was connected.
    Hand,
    /// By hand, against the row that the model's name stands for.
    HandAgainst(&'static Profile),
}

impl Default for Series {
    fn default() -> Self {
        Self { limits: Refined::new(&PERMISSIVE), module: None }
    }
}

impl Series {
    /// The limits to go by.
    #[must_use]
    pub const fn limits(&self) -> &Profile {
        self.limits.profile()
    }

    /// The manual's row.
    #[must_use]
    pub const fn row(&self) -> &'static Profile {
        self.limits.base()
    }

    /// How the row came to be chosen.
    #[must_use]
    pub fn origin(&self) -> Origin {
        let is_unknown = self.row().name == PERMISSIVE.name;
        match self.row_of_model() {
            Some(own) if own.name != self.row().name => Origin::HandAgainst(own),
            Some(_) if is_unknown => Origin::Unknown,
            Some(_) => Origin::Model,
            None if is_unknown => Origin::Unasked,
            None => Origin::Hand,
        }
    }

    /// The row that the model's name stands for.
    #[must_use]
    pub fn row_of_model(&self) -> Option<&'static Profile> {
        self.module.as_ref().map(|module| Profile::for_model(&module.model))
    }

    /// What the module said of its limits.
    pub fn statements(&self) -> impl Iterator<Item = Statement> + '_ {
        self.limits.statements()
    }

    /// Where the module does not say what the manual says.
    pub fn differences(&self) -> impl Iterator<Item = Statement> + '_ {
        self.statements().filter(|statement| statement.comparison != Comparison::Same)
    }

    /// A module was identified. One that was here before keeps what was chosen for it, and what it said.
    pub(super) fn meet(&mut self, identity: &Identity) {
        if self.module.as_ref() != Some(identity) {
            let limits = Refined::new(Profile::for_model(&identity.model));
            *self = Self { limits, module: Some(identity.clone()) };
        }
    }

    pub(super) fn choose(&mut self, row: &'static Profile) {
        self.limits.rebase(row);
    }

    pub(super) fn hear(&mut self, spec: &'static Spec, answer: &Result<Reply, Failure>) {
        self.limits.take_in(spec, answer);
    }

    pub(super) fn trust(&mut self, subject: Subject) {
        self.limits.trust(subject);
    }

    pub(super) fn distrust(&mut self, subject: Subject) {
        self.limits.distrust(subject);
    }
}

impl Workbench {
    /// Chooses a series by hand. What the module said of itself is held against the new row.
    pub fn choose_series(&self, row: &'static Profile) {
        self.change(|facts| facts.series.choose(row));
        self.configure_engine();
    }

    /// Goes by the module's word where it claims more than the manual.
    pub fn trust_module(&self, subject: Subject) {
        self.change(|facts| facts.series.trust(subject));
    }

    /// Goes by the manual again.
    pub fn distrust_module(&self, subject: Subject) {
        self.change(|facts| facts.series.distrust(subject));
    }

    /// Asks the module for its limits.
    ///
    /// # Errors
    /// When the module no longer answers. What it said before that is kept.
    pub async fn ask_limits(&self) -> Result<(), WorkError> {
        let handle = self.handle()?;
        self.change(|facts| facts.asking_limits = true);
        let asked = ask_limits(&handle, |spec, answer| self.note_limits(spec, answer)).await;
        self.change(|facts| facts.asking_limits = false);
        Ok(asked?)
    }

    /// A module whose name no row has can only be known by asking it.
    pub(super) fn ask_unknown_model(&self) {
        if self.facts.with_untracked(|facts| facts.series.origin() == Origin::Unknown) {
            let workbench = *self;
            // What goes wrong shows in the log, and in the link's state.
            spawn_local(async move { drop(workbench.ask_limits().await) });
        }
    }

    /// Takes in what became of a test form, whoever asked.
    pub(super) fn note_limits(&self, spec: &'static Spec, answer: &Result<Reply, Failure>) {
        self.change(|facts| facts.series.hear(spec, answer));
    }

    /// Bits a second on the line.
    #[must_use]
    pub fn baud_rate(&self) -> u32 {
        let chosen = self.inner.with_value(|inner| inner.ports.wanted.as_ref().map(|wanted| wanted.baud_rate()));
        chosen.unwrap_or_else(|| Config::default().baud_rate)
    }

    /// Tells the engine where the series cuts messages, and how fast the line is.
    pub(super) fn configure_engine(&self) {
        if let Ok(handle) = self.handle() {
            handle.configure(Config {
                message_max: self.profile_now().message_max,
                uploads: Uploads::Guarded,
                baud_rate: self.baud_rate(),
                ..Config::default()
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity(model: &str, revision: &str) -> Identity {
        Identity { model: model.to_owned(), revision: revision.to_owned(), ..Identity::default() }
    }

    fn row(name: &str) -> &'static Profile {
        Profile::named(name).unwrap()
    }

    #[test]
    fn the_model_chooses_and_a_person_may_differ() {
        let mut series = Series::default();
        assert_eq!(series.origin(), Origin::Unasked);
        series.choose(row("MA510"));
        assert_eq!(series.origin(), Origin::Hand);
        series.meet(&identity("L610-CN-00", "1"));
        assert_eq!((series.origin(), series.row().name), (Origin::Model, "L610"));
        series.choose(row("L610 (2020)"));
        assert_eq!(series.origin(), Origin::HandAgainst(row("L610")));
        series.meet(&identity("SIM7600", "1"));
        assert_eq!((series.origin(), series.row().name), (Origin::Unknown, PERMISSIVE.name));
    }

    #[test]
    fn the_same_module_with_other_firmware_is_asked_anew() {
        let spec = Spec::named("+MQTTSNCID").unwrap();
        let refusal = Err(Failure::Rejected(fibocom_at::Rejection::Plain));
        let mut series = Series::default();
        series.meet(&identity("L610-CN-00", "1"));
        series.hear(spec, &refusal);
        series.choose(row("MC610"));
        series.meet(&identity("L610-CN-00", "1"));
        assert_eq!((series.row().name, series.differences().count()), ("MC610", 1));
        series.meet(&identity("L610-CN-00", "2"));
        assert_eq!((series.row().name, series.differences().count()), ("L610", 0));
    }
}
