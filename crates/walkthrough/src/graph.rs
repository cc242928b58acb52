//! Which step follows which: whether each is reached, whether every way ends, and within how many commands.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{Document, Does, Step};
use crate::limits::{SENDS, TIMES};
use crate::part::{Of, Part};
use crate::problem::{Fault, Problem};

/// A way from one step to another.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Edge {
    pub(crate) to: usize,
    /// How often it may be gone, where it leads back.
    pub(crate) times: Option<u32>,
    /// Whether it is gone when the step did what it should.
    pub(crate) is_good: bool,
    /// Where the document says so.
    part: Part,
}

/// The ways from each step.
#[derive(Debug)]
pub(crate) struct Graph(Vec<Vec<Edge>>);

impl Graph {
    /// Makes it of the document's names, with the ways that lead to no step. Those are left out of it.
    pub(crate) fn of(document: &Document) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let mut all = Vec::new();
        for (at, step) in document.steps.iter().enumerate() {
            let mut edges = Vec::new();
            let mut lead = |name: &str, times, is_good, part| match place(document, name) {
                Some(to) => edges.push(Edge { to, times, is_good, part }),
                None => problems.push(Problem::at(at, part, Fault::Missing(name.to_owned()))),
            };
            match &step.does {
                Does::End(_) => {}
                Does::Choose(options) => (options.iter().enumerate())
                    .for_each(|(n, option)| lead(&option.go, option.times, false, Part::Option(n, Of::Go))),
                _ => {
                    let part = Part::Good(Of::Go);
                    match step.good.as_ref().and_then(|good| good.go.as_deref()) {
                        Some(name) => lead(name, None, true, part),
                        None => edges.push(Edge { to: at + 1, times: None, is_good: true, part }),
                    }
                }
            }
            let mut lead = |name: &str, times, part| match place(document, name) {
                Some(to) => edges.push(Edge { to, times, is_good: false, part }),
                None => problems.push(Problem::at(at, part, Fault::Missing(name.to_owned()))),
            };
            let branches = step.branches.iter().enumerate();
            branches.for_each(|(n, branch)| lead(&branch.go, branch.times, Part::Branch(n, Of::Go)));
            all.push(edges);
        }
        (Self(all), problems)
    }

    fn edges(&self, at: usize) -> &[Edge] {
        self.0.get(at).map_or(&[], Vec::as_slice)
    }

    /// What is wrong with where it leads.
    pub(crate) fn problems(&self, document: &Document) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (at, edges) in self.0.iter().enumerate() {
            for edge in edges {
                let name = document.steps.get(edge.to).map_or_else(String::new, |step| step.id.clone());
                let fault = match (edge.to <= at, edge.times) {
                    (false, _) if edge.to >= document.steps.len() => Fault::NoEnd,
                    (false, None) => continue,
                    (true, Some(times)) if (1..=u32::try_from(TIMES.most).unwrap_or(1)).contains(&times) => continue,
                    (true, _) => Fault::Endless(name),
                    (false, Some(_)) => Fault::OutOfPlace("a number of times for a way that leads on"),
                };
                problems.push(Problem::at(at, edge.part, fault));
            }
            // When every way back is used up, one must lead on.
            let leads_on =
                edges.last().is_none_or(|last| last.to > at) || matches!(self.choice(document, at), Some(true));
            if !leads_on || self.choice(document, at) == Some(false) {
                let part = edges.last().map_or(Part::Argument(0), |last| last.part);
                problems.push(Problem::at(at, part, Fault::Endless(name_of(document, at))));
            }
        }
        let reached = self.reached();
        for (at, one) in document.steps.iter().enumerate().filter(|(at, _)| !reached.contains(at)) {
            problems.push(Problem::at(at, Part::Whole, Fault::NotReached(one.id.clone())));
        }
        problems
    }

    /// Whether a step that asks what is the case has an answer that leads on.
    fn choice(&self, document: &Document, at: usize) -> Option<bool> {
        let step = document.steps.get(at)?;
        matches!(step.does, Does::Choose(_)).then(|| self.edges(at).iter().any(|edge| edge.to > at))
    }

    fn reached(&self) -> BTreeSet<usize> {
        let mut reached = BTreeSet::from([0]);
        let mut open = vec![0];
        while let Some(at) = open.pop() {
            for edge in self.edges(at) {
                if reached.insert(edge.to) {
                    open.push(edge.to);
                }
            }
        }
        reached
    }

    /// How many commands a run sends at most, of those that count. A run is a way that leads on, and one more from each place that it
    /// goes back to, as often as it may.
    pub(crate) fn most(&self, weight: impl Fn(usize) -> u64) -> u64 {
        let mut from: Vec<u64> = vec![0; self.0.len() + 1];
        for at in (0..self.0.len()).rev() {
            let on = self.edges(at).iter().filter(|edge| edge.to > at).filter_map(|edge| from.get(edge.to));
            let longest = on.max().copied().unwrap_or(0).saturating_add(weight(at));
            if let Some(place) = from.get_mut(at) {
                *place = longest;
            }
        }
        let back = self.0.iter().enumerate().flat_map(|(at, edges)| edges.iter().filter(move |edge| edge.to <= at));
        let again =
            back.map(|edge| u64::from(edge.times.unwrap_or(0)).saturating_mul(from.get(edge.to).copied().unwrap_or(0)));
        again.fold(from.first().copied().unwrap_or(0), u64::saturating_add)
    }

    /// Which values are there when each step begins, on every way to it: where `given` and what steps bring say so.
    pub(crate) fn there(
        &self,
        given: &BTreeSet<String>,
        all: &BTreeSet<String>,
        brings: impl Fn(usize) -> BTreeSet<String>,
    ) -> BTreeMap<usize, BTreeSet<String>> {
        let mut there: BTreeMap<usize, BTreeSet<String>> = (0..self.0.len()).map(|at| (at, all.clone())).collect();
        there.insert(0, given.clone());
        // Each round takes something away or is the last.
        for _ in 0..=self.0.len().saturating_mul(all.len().saturating_add(1)) {
            let mut is_done = true;
            for (at, edges) in self.0.iter().enumerate() {
                let Some(before) = there.get(&at).cloned() else { continue };
                for edge in edges {
                    let mut after = before.clone();
                    if edge.is_good {
                        after.extend(brings(at));
                    }
                    if let Some(target) = there.get_mut(&edge.to) {
                        let kept: BTreeSet<String> = target.intersection(&after).cloned().collect();
                        if kept.len() < target.len() {
                            *target = kept;
                            is_done = false;
                        }
                    }
                }
            }
            if is_done {
                break;
            }
        }
        there
    }
}

/// How many times a step sends its command when it is reached once.
pub(crate) fn sends_of(step: &Step, does_send: bool) -> u64 {
    if does_send { 1 + step.again.map_or(0, |again| u64::from(again.times)) } else { 0 }
}

/// The most that a run may send.
pub(crate) fn too_many(most: u64) -> Option<Fault> {
    (most > u64::try_from(SENDS.most).unwrap_or(u64::MAX)).then_some(Fault::TooMuch(SENDS))
}

/// The place of a step.
pub(crate) fn place(document: &Document, name: &str) -> Option<usize> {
    document.steps.iter().position(|step| step.id == name)
}

fn name_of(document: &Document, at: usize) -> String {
    document.steps.get(at).map_or_else(String::new, |step| step.id.clone())
}
