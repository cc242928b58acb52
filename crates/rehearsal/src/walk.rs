//! Leads a walkthrough through a module, with somebody at the page who answers.

use std::collections::BTreeSet;
use std::sync::Arc;

use workbench_walkthrough::link::Parameters;
use workbench_walkthrough::{Asks, Checked, Does, Ending, Kind, Phase, Runner, Send, Taken, Verdict};

use crate::table::{Table, Trouble};

/// How many turns a walk may take. A document that is sound ends long before.
const TURNS: u32 = 10_000;

/// How long is waited at a time, in milliseconds.
const WAIT: u64 = 1_000;

/// Somebody at the page.
pub trait Person {
    /// What they type for a value. `asked` says how often they were asked for something before.
    fn types(&self, name: &str, kind: &Kind, asked: usize) -> String;

    /// Which of the options they choose, of those that are still there.
    fn chooses(&self, options: &[usize]) -> Option<usize>;
}

/// How a walk went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walk {
    /// The ways that it took.
    pub taken: Vec<Taken>,
    /// How it ended; nothing, where somebody typed what is not taken.
    pub ending: Option<Ending>,
    /// How many commands it sent.
    pub sent: u64,
}

/// A walk under way, a turn at a time, so that whoever waits can do something else between them.
#[derive(Debug)]
pub struct Walker {
    runner: Runner,
    trouble: Option<(usize, Trouble)>,
    /// How often the person was asked for values.
    asked: usize,
    turns: u32,
    ending: Option<Ending>,
}

impl Walker {
    /// Begins at the first step, with the values that a link brings. What goes wrong at a step does so when the step is come to.
    #[must_use]
    pub fn new(checked: &Arc<Checked>, parameters: &Parameters, trouble: Option<(usize, Trouble)>) -> Self {
        let runner = Runner::new(Arc::clone(checked), checked.agree(), parameters);
        Self { runner, trouble, asked: 0, turns: 0, ending: None }
    }

    /// Does the next thing: presses, answers, waits, or sends a command and hears what becomes of it. Whether there is more to do.
    pub fn turn(&mut self, table: &mut Table, person: &impl Person) -> bool {
        self.turns += 1;
        if self.turns > TURNS {
            return false;
        }
        let runner = &mut self.runner;
        let here = self.trouble.filter(|(at, _)| *at == runner.number() && *runner.phase() == Phase::Ready);
        if let Some((_, trouble)) = here {
            table.make(trouble);
        }
        if matches!(self.trouble, Some((at, Trouble::RefusedOnce)) if at < runner.number()) {
            table.heal();
        }
        let send = match runner.phase().clone() {
            Phase::Ended(found) => {
                self.ending = Some(found);
                return false;
            }
            phase @ (Phase::Pausing(until) | Phase::Listening(until)) => {
                let left = until.saturating_sub(table.now());
                // A message that is waited for is looked at as it comes.
                table.wait(if matches!(phase, Phase::Listening(_)) { left.min(WAIT) } else { left });
                table.topics().iter().for_each(|topic| runner.message(topic));
                runner.tick(table.now())
            }
            Phase::Ready if runner.asks() == Asks::Options => {
                let Some(option) = person.chooses(&runner.options()) else { return false };
                runner.choose(option);
                None
            }
            Phase::Ready => {
                if let Asks::Values(names) = runner.asks() {
                    let names = names.to_vec();
                    for name in names {
                        type_in(runner, person, &name, self.asked);
                    }
                    self.asked += 1;
                    if !runner.can_go_on() {
                        return false;
                    }
                }
                runner.press(table.now())
            }
            Phase::Told(_) => runner.press(table.now()),
            // An answer is there as soon as it was asked for.
            Phase::Sending => return false,
        };
        if let Some(Send { line, data }) = send {
            let answer = table.ask(&line, data);
            runner.heard(table.now(), answer);
            table.topics().iter().for_each(|topic| runner.message(topic));
        }
        true
    }

    /// How it went.
    #[must_use]
    pub fn end(self) -> Walk {
        Walk { taken: self.runner.taken().to_vec(), ending: self.ending, sent: self.runner.sent() }
    }
}

/// Leads a walkthrough to its end, with the values that a link brings. What goes wrong at a step does so when the step is come to.
pub fn walk(
    checked: &Arc<Checked>,
    table: &mut Table,
    parameters: &Parameters,
    person: &impl Person,
    trouble: Option<(usize, Trouble)>,
) -> Walk {
    let mut walker = Walker::new(checked, parameters, trouble);
    while walker.turn(table, person) {}
    walker.end()
}

fn type_in(runner: &mut Runner, person: &impl Person, name: &str, asked: usize) {
    let values = &runner.checked().document().values;
    let Some(value) = values.iter().find(|value| value.name == name) else { return };
    let text = person.types(name, &value.kind, asked);
    // What is not taken stands in the way of the button, as it does at the page.
    let _ = runner.answer(name, &text);
}

/// Every way that a document has from a step.
#[must_use]
pub fn ways(checked: &Checked) -> BTreeSet<Taken> {
    let mut ways = BTreeSet::new();
    for (at, step) in checked.document().steps.iter().enumerate() {
        let branches = match &step.does {
            Does::End(_) => continue,
            Does::Choose(options) => options.len(),
            _ => {
                ways.insert(Taken { step: at + 1, verdict: Verdict::Good });
                step.branches.len()
            }
        };
        ways.extend((0..branches).map(|branch| Taken { step: at + 1, verdict: Verdict::Branch(branch) }));
    }
    ways
}
