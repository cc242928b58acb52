//! What is wrong with one step.

use super::{name, texts};
use crate::condition::{brings, imply};
use crate::document::{Condition, Document, Does, Source, Step, When};
use crate::limits::{SECONDS, TIMES};
use crate::picture;
use crate::problem::Fault;
use crate::template::Kinds;
use crate::words;

/// All that is wrong with a step itself; where it leads is another matter.
pub(super) fn faults(step: &Step, document: &Document, kinds: &Kinds) -> Vec<Fault> {
    let mut faults: Vec<Fault> = name(&step.id).into_iter().collect();
    faults.extend(texts(step).into_iter().filter_map(words::fault));
    faults.extend(step.picture.as_deref().and_then(picture::fault));
    faults.extend(out_of_place(step));
    faults.extend(numbers(step));
    faults.extend(asked(step, document));
    let command = step.does.brings(kinds).unwrap_or_default();
    let came = step.branches.iter().filter_map(|branch| match &branch.when {
        When::Came(list) => Some((list, &branch.go)),
        _ => None,
    });
    for (list, go) in came {
        faults.extend(list.is_empty().then(|| Fault::Condition(go.clone())));
        faults.extend(conditions_of(list, command, kinds));
    }
    faults.extend(conditions_of(&step.must, command, kinds));
    for keep in &step.keep {
        faults.extend((!brings(command, &keep.field)).then(|| Fault::Field(keep.field.clone())));
        let target = document.values.iter().find(|value| value.name == keep.name);
        faults.extend(match target {
            None => Some(Fault::Missing(keep.name.clone())),
            Some(value) if value.from != Source::Module => {
                Some(Fault::OutOfPlace("a value that the module does not bring"))
            }
            Some(_) => None,
        });
    }
    faults.extend(never_taken(step));
    faults
}

fn conditions_of(list: &[Condition], command: &str, kinds: &Kinds) -> Vec<Fault> {
    list.iter().filter_map(|one| one.fault(command, |name| kinds.contains_key(name))).collect()
}

/// What this kind of step cannot have.
fn out_of_place(step: &Step) -> Vec<Fault> {
    let hears = step.does.hears();
    let sends = hears && !matches!(step.does, Does::Message(_));
    let leads_itself = matches!(step.does, Does::Choose(_) | Does::End(_));
    let rows = [
        (!hears && step.must.len() + step.branches.len() > 0, "conditions or branches"),
        (!hears && !step.keep.is_empty(), "something to keep"),
        (!sends && step.again.is_some(), "attempts"),
        (leads_itself && step.good.is_some(), "a next step"),
        (matches!(step.does, Does::End(_) | Does::Choose(_)) && step.button.is_some(), "a button"),
    ];
    let mut faults: Vec<Fault> =
        rows.into_iter().filter(|(is_wrong, _)| *is_wrong).map(|(_, what)| Fault::OutOfPlace(what)).collect();
    let has_otherwise = matches!(step.branches.last().map(|branch| &branch.when), Some(When::Otherwise));
    faults.extend((hears && !has_otherwise).then_some(Fault::NoOtherwise));
    faults
}

/// Numbers beyond what a person would wait for.
fn numbers(step: &Step) -> Vec<Fault> {
    let seconds = match step.does {
        Does::Wait(seconds) | Does::Message(seconds) => Some(seconds),
        _ => step.again.map(|again| again.every),
    };
    let is_over = |number: u32, most: usize| usize::try_from(number).map_or(true, |number| number > most);
    let long = seconds.filter(|seconds| is_over(*seconds, SECONDS.most)).map(|_| Fault::TooMuch(SECONDS));
    let often = step.again.filter(|again| is_over(again.times, TIMES.most)).map(|_| Fault::TooMuch(TIMES));
    long.into_iter().chain(often).collect()
}

/// What is wrong with what it asks the person.
fn asked(step: &Step, document: &Document) -> Vec<Fault> {
    match &step.does {
        Does::Ask(names) => {
            let mut faults: Vec<Fault> =
                names.is_empty().then_some(Fault::OutOfPlace("no question")).into_iter().collect();
            faults.extend(super::twice(names.iter()));
            for name in names {
                let value = document.values.iter().find(|value| value.name == *name);
                faults.extend(match value {
                    None => Some(Fault::Missing(name.clone())),
                    Some(value) if value.from == Source::Module => {
                        Some(Fault::OutOfPlace("a question for what the module brings"))
                    }
                    Some(_) => None,
                });
            }
            faults
        }
        Does::Choose(options) => options.is_empty().then_some(Fault::OutOfPlace("no question")).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// Branches that another one, or success, always comes before.
fn never_taken(step: &Step) -> Vec<Fault> {
    let must = step.wants();
    let mut faults = Vec::new();
    for (at, branch) in step.branches.iter().enumerate() {
        let mut before = step.branches.iter().take(at).filter(|before| before.times.is_none());
        let is_good = matches!(&branch.when, When::Came(list) if imply(list, &must));
        let is_covered = before.any(|before| match (&before.when, &branch.when) {
            (When::Otherwise, _) => true,
            (When::Came(those), When::Came(these)) => imply(these, those),
            (When::Refused(those), When::Refused(these)) => {
                those.is_empty() || (!these.is_empty() && these.iter().all(|code| those.contains(code)))
            }
            (When::Silent, When::Silent) => true,
            _ => false,
        });
        faults.extend((is_good || is_covered).then(|| Fault::NotReached(branch.go.clone())));
    }
    faults
}
