//! All runs of a document under some scenarios, one after the other, in steps so small that whoever waits can do something else between them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use fibocom_sim::{Config, Scenario};
use workbench_walkthrough::link::Parameters;
use workbench_walkthrough::{Checked, Does, Ending, Kind, Taken};

use crate::table::{Before, PEM, Table};
use crate::walk::{Person, Walker, ways};

/// How the module stands before a run. A person may come with a module that is online already, or has a client connected from before.
const BEFORES: [Before; 3] = [Before::Fresh, Before::Online, Before::Connected];

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

/// One run of a document.
struct Run {
    scenario: Scenario,
    option: usize,
    table: Table,
    walker: Walker,
}

/// The runs of a document.
pub struct Rehearsal {
    checked: Arc<Checked>,
    parameters: Parameters,
    usual: BTreeMap<String, String>,
    left: Vec<(Scenario, Before, usize)>,
    count: usize,
    now: Option<Run>,
    reached: Reached,
}

impl Rehearsal {
    /// A document under some scenarios, with the values that a link brings. Each is tried with a module that has just been switched on, with
    /// one that is online and with one that has a client connected, and as often as there are things to say where the person has a choice.
    #[must_use]
    pub fn new(checked: Arc<Checked>, parameters: Parameters, scenarios: &[Scenario]) -> Self {
        let document = checked.document();
        let uses_tls = document.steps.iter().any(|step| matches!(step.does, Does::OpenTls(..)));
        let usual = document.values.iter().map(|value| {
            let brought = parameters.get(&value.name).or(value.usual.as_ref());
            let usual = brought.cloned().unwrap_or_else(|| example(&value.kind, uses_tls));
            (value.name.clone(), usual)
        });
        let usual = usual.collect();
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
        Self { parameters, usual, count: left.len(), left, now: None, reached, checked }
    }

    /// Does the next step of a run: makes its module ready, or does one thing of the walkthrough. Whether there is more to do.
    pub fn step(&mut self) -> bool {
        let Some(mut run) = self.now.take() else {
            let Some((scenario, before, option)) = self.left.pop() else { return false };
            let mut table = Table::new(Config::for_model("L610").with(&[scenario]));
            table.prepare(before);
            let walker = Walker::new(&self.checked, &self.parameters, None);
            self.now = Some(Run { scenario, option, table, walker });
            return true;
        };
        let person = Rehearser { usual: &self.usual, option: run.option };
        if run.walker.turn(&mut run.table, &person) {
            self.now = Some(run);
            return true;
        }
        let (walk, name) = (run.walker.end(), run.scenario.name());
        for taken in walk.taken {
            self.reached.unreached.remove(&taken);
            self.reached.ways.entry(taken).or_default().insert(name);
        }
        match self.reached.ends.last_mut().filter(|(last, _)| *last == name) {
            Some((_, ends)) => ends.push(walk.ending),
            None => self.reached.ends.push((name, vec![walk.ending])),
        }
        true
    }

    /// How much of it is done, from 0 to 1.
    #[must_use]
    pub fn far(&self) -> f64 {
        let (left, count) = (self.left.len() + usize::from(self.now.is_some()), self.count.max(1));
        1.0 - (left as f64 / count as f64)
    }

    /// What was reached so far.
    #[must_use]
    pub const fn reached(&self) -> &Reached {
        &self.reached
    }
}

#[cfg(test)]
mod tests {
    use workbench_walkthrough::{library, read};

    use super::*;

    #[test]
    fn a_rehearsal_goes_on_in_steps_and_uses_what_the_link_brings() {
        let entry = library::named("first-connection").unwrap();
        let checked = Arc::new(read(entry.json.as_bytes()).unwrap());
        let ends = |apn: &str| {
            let parameters = Parameters::from([("apn".to_owned(), apn.to_owned())]);
            let scenario = Scenario::named("wrong-apn").unwrap();
            let mut rehearsal = Rehearsal::new(Arc::clone(&checked), parameters, &[scenario]);
            let (mut steps, mut far) = (0, 0.0);
            while rehearsal.step() {
                steps += 1;
                assert!(rehearsal.far() >= far, "it goes back");
                far = rehearsal.far();
            }
            assert!((far - 1.0).abs() < f64::EPSILON && steps > 10 * rehearsal.count, "{steps} steps, {far}");
            rehearsal.reached().ends.iter().flat_map(|(_, ends)| ends.clone()).collect::<Vec<_>>()
        };
        assert!(ends("m2m.workbench").iter().all(|end| *end == Some(Ending::Works)));
        assert!(ends("other").contains(&Some(Ending::Found)));
    }
}
