//! What is wrong with one step.

use super::{name, texts};
use crate::condition::{brings, imply};
use crate::document::{Condition, Document, Does, Source, Step, When};
use crate::limits::{SECONDS, TIMES};
use crate::part::{Of, Part};
use crate::picture;
use crate::problem::Fault;
use crate::template::Kinds;
use crate::words;

/// A fault, and the part of the step that has it.
type Found = (Part, Fault);

/// All that is wrong with a step itself; where it leads is another matter.
pub(super) fn faults(step: &Step, document: &Document, kinds: &Kinds) -> Vec<Found> {
    let mut faults: Vec<Found> = name(&step.id).map(|fault| (Part::Id, fault)).into_iter().collect();
    faults.extend(texts(step).into_iter().filter_map(|(part, words)| Some((part, words::fault(words)?))));
    faults.extend(step.picture.as_deref().and_then(picture::fault).map(|fault| (Part::Picture, fault)));
    faults.extend(out_of_place(step));
    faults.extend(numbers(step));
    faults.extend(asked(step, document).into_iter().map(|fault| (Part::Argument(0), fault)));
    let command = step.does.brings(kinds).unwrap_or_default();
    for (at, branch) in step.branches.iter().enumerate() {
        let When::Came(list) = &branch.when else { continue };
        let part = Part::Branch(at, Of::Kind);
        faults.extend(list.is_empty().then(|| (part, Fault::Condition(branch.go.clone()))));
        faults
            .extend(conditions_of(list, command, kinds).map(|(place, fault)| (Part::Came(at, place, Of::Name), fault)));
    }
    let must = conditions_of(&step.must, command, kinds);
    faults.extend(must.map(|(place, fault)| (Part::Must(place, Of::Name), fault)));
    for (at, keep) in step.keep.iter().enumerate() {
        let is_brought = brings(command, &keep.field);
        faults.extend((!is_brought).then(|| (Part::Keep(at, Of::Name), Fault::Field(keep.field.clone()))));
        let target = document.values.iter().find(|value| value.name == keep.name);
        let fault = match target {
            None => Some(Fault::Missing(keep.name.clone())),
            Some(value) if value.from != Source::Module => {
                Some(Fault::OutOfPlace("a value that the module does not bring"))
            }
            Some(_) => None,
        };
        faults.extend(fault.map(|fault| (Part::Keep(at, Of::As), fault)));
    }
    faults.extend(never_taken(step));
    faults
}

/// What is wrong with conditions, with the place of each.
fn conditions_of<'a>(
    list: &'a [Condition],
    command: &'a str,
    kinds: &'a Kinds,
) -> impl Iterator<Item = (usize, Fault)> + use<'a> {
    let fault = move |one: &Condition| one.fault(command, |name| kinds.contains_key(name));
    list.iter().enumerate().filter_map(move |(place, one)| Some((place, fault(one)?)))
}

/// What this kind of step cannot have.
fn out_of_place(step: &Step) -> Vec<Found> {
    let hears = step.does.hears();
    let sends = hears && !matches!(step.does, Does::Message(_));
    let leads_itself = matches!(step.does, Does::Choose(_) | Does::End(_));
    let rows = [
        (!hears && step.must.len() + step.branches.len() > 0, Part::Branches, "conditions or branches"),
        (!hears && !step.keep.is_empty(), Part::Keep(0, Of::Name), "something to keep"),
        (!sends && step.again.is_some(), Part::Again(Of::Times), "attempts"),
        (leads_itself && step.good.is_some(), Part::Good(Of::Go), "a next step"),
        (leads_itself && step.button.is_some(), Part::Button, "a button"),
    ];
    let is_wrong = rows.into_iter().filter(|(is_wrong, ..)| *is_wrong);
    let mut faults: Vec<Found> = is_wrong.map(|(_, part, what)| (part, Fault::OutOfPlace(what))).collect();
    let has_otherwise = matches!(step.branches.last().map(|branch| &branch.when), Some(When::Otherwise));
    faults.extend((hears && !has_otherwise).then_some((Part::Branches, Fault::NoOtherwise)));
    faults
}

/// Numbers beyond what a person would wait for.
fn numbers(step: &Step) -> Vec<Found> {
    let (part, seconds) = match step.does {
        Does::Wait(seconds) | Does::Message(seconds) => (Part::Argument(0), Some(seconds)),
        _ => (Part::Again(Of::Every), step.again.map(|again| again.every)),
    };
    let is_over = |number: u32, most: usize| usize::try_from(number).map_or(true, |number| number > most);
    let long = seconds.filter(|seconds| is_over(*seconds, SECONDS.most)).map(|_| (part, Fault::TooMuch(SECONDS)));
    let often = step
        .again
        .filter(|again| is_over(again.times, TIMES.most))
        .map(|_| (Part::Again(Of::Times), Fault::TooMuch(TIMES)));
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
fn never_taken(step: &Step) -> Vec<Found> {
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
        let part = Part::Branch(at, Of::Kind);
        faults.extend((is_good || is_covered).then(|| (part, Fault::NotReached(branch.go.clone()))));
    }
    faults
}
