//! All runs of a document under some scenarios, one after the other, so that whoever waits can do something else between them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use fibocom_sim::{Config, Scenario};
use workbench_walkthrough::{Checked, Does, Ending, Kind, Taken};

use crate::table::{Before, PEM, Table};
use crate::walk::{Person, Walk, walk, ways};

/// How the module stands before a run. A person may come with a module that is online already.
const BEFORES: [Before; 2] = [Before::Fresh, Before::Online];

/// How many of a step's options are tried, each by somebody of their own.
const OPTIONS: usize = 12;

/// The access point that the network takes in the scenario in which the usual one is wrong.
const OTHER_APN: &str = "m2m.workbench";

/// What a value may be in a rehearsal, where nobody says what it is.
#[must_use]
pub fn example(kind: &Kind, uses_tls: bool) -> String {
    match kind {
        Kind::Number(range) => range.min.to_string(),
        Kind::Port if uses_tls => "8883".to_owned(),
        Kind::Port => "1883".to_owned(),
        Kind::Host => "broker.example".to_owned(),
        Kind::Apn => "CMNET".to_owned(),
        Kind::Topic => "workbench/first".to_owned(),
        Kind::Text | Kind::Code => "hello".to_owned(),
        Kind::Login => "device-1".to_owned(),
        Kind::Secret => "password".to_owned(),
        Kind::Pem => PEM.to_owned(),
        Kind::OneOf(words) => words.first().cloned().unwrap_or_default(),
    }
}

/// Somebody who has an answer to everything, and always says the same where there is a choice.
struct Rehearser<'a> {
    usual: &'a BTreeMap<String, String>,
    option: usize,
}

impl Person for Rehearser<'_> {
    fn types(&self, name: &str, kind: &Kind, asked: usize) -> String {
        // Who is asked once more asks somebody who knows.
        if *kind == Kind::Apn && asked > 0 && self.option > 0 {
            return OTHER_APN.to_owned();
        }
        self.usual.get(name).cloned().unwrap_or_default()
    }

    fn chooses(&self, options: &[usize]) -> Option<usize> {
        options.iter().copied().find(|option| *option == self.option).or_else(|| options.last().copied())
    }
}

/// What a document came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reached {
    /// Each way that was taken, with the names of the scenarios in which it was.
    pub ways: BTreeMap<Taken, BTreeSet<&'static str>>,
    /// The ways that none took.
    pub unreached: BTreeSet<Taken>,
    /// How the runs of each scenario ended, in the order in which they were tried.
    pub ends: Vec<(&'static str, Vec<Option<Ending>>)>,
}

/// The runs of a document.
pub struct Rehearsal {
    checked: Arc<Checked>,
    usual: BTreeMap<String, String>,
    left: Vec<(Scenario, Before, usize)>,
    count: usize,
    reached: Reached,
}

impl Rehearsal {
    /// A document under some scenarios. Each is tried with a module that has just been switched on and with one that is online, and as often as
    /// there are things to say where the person has a choice.
    #[must_use]
    pub fn new(checked: Arc<Checked>, scenarios: &[Scenario]) -> Self {
        let document = checked.document();
        let uses_tls = document.steps.iter().any(|step| matches!(step.does, Does::OpenTls(..)));
        let usual = document.values.iter().map(|value| {
            let usual = value.usual.clone().unwrap_or_else(|| example(&value.kind, uses_tls));
            (value.name.clone(), usual)
        });
        let options = document.steps.iter().map(|step| match &step.does {
            Does::Choose(options) => options.len(),
            _ => 2,
        });
        let options = options.max().unwrap_or(1).min(OPTIONS);
        let mut left: Vec<_> = (scenarios.iter())
            .flat_map(|scenario| BEFORES.map(|before| (*scenario, before)))
            .flat_map(|(scenario, before)| (0..options).map(move |option| (scenario, before, option)))
            .collect();
        left.reverse();
        let reached = Reached { unreached: ways(&checked), ..Reached::default() };
        Self { usual: usual.collect(), count: left.len(), left, reached, checked }
    }

    /// Does the next run. Nothing, where all are done.
    pub fn step(&mut self) -> Option<Walk> {
        let (scenario, before, option) = self.left.pop()?;
        let config = Config::for_model("L610").with(&[scenario]);
        let mut table = Table::new(config);
        table.prepare(before);
        let person = Rehearser { usual: &self.usual, option };
        let walk = walk(&self.checked, &mut table, &person, None);
        for taken in &walk.taken {
            self.reached.unreached.remove(taken);
            self.reached.ways.entry(*taken).or_default().insert(scenario.name());
        }
        match self.reached.ends.last_mut().filter(|(name, _)| *name == scenario.name()) {
            Some((_, ends)) => ends.push(walk.ending),
            None => self.reached.ends.push((scenario.name(), vec![walk.ending])),
        }
        Some(walk)
    }

    /// How much of it is done, from 0 to 1.
    #[must_use]
    pub fn far(&self) -> f64 {
        let (left, count) = (self.left.len(), self.count.max(1));
        1.0 - (left as f64 / count as f64)
    }

    /// What was reached so far.
    #[must_use]
    pub const fn reached(&self) -> &Reached {
        &self.reached
    }
}
