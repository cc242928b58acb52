//! Whether there is more of something in a document than is taken: counted before anything is looked at.

use crate::document::{Condition, Document, Does, Kind, Step, When};
use crate::limits::{BRANCHES, CODES, CONDITIONS, Limit, PICTURES, STEPS, VALUES};
use crate::part::{Of, Part};
use crate::problem::{Fault, Problem};

/// What there is too much of.
pub(crate) fn beyond(document: &Document) -> Vec<Problem> {
    let pictures = document.steps.iter().filter(|step| step.picture.is_some()).count();
    let words = document.values.iter().map(|value| if let Kind::OneOf(words) = &value.kind { words.len() } else { 0 });
    let whole = [
        (document.checked_with.len(), STEPS),
        (document.steps.len(), STEPS),
        (document.values.len(), VALUES),
        (pictures, PICTURES),
        (words.max().unwrap_or(0), BRANCHES),
    ];
    let whole = whole.into_iter().filter_map(over).map(Problem::whole);
    // Of more steps than are taken, none is looked into.
    let steps = document.steps.iter().take(STEPS.most).enumerate();
    let each = steps.flat_map(|(at, step)| of_step(step).map(move |(part, fault)| Problem::at(at, part, fault)));
    whole.chain(each).collect()
}

fn of_step(step: &Step) -> impl Iterator<Item = (Part, Fault)> + use<> {
    let asked = match &step.does {
        Does::Ask(names) => (names.len(), VALUES),
        Does::Choose(options) => (options.len(), BRANCHES),
        _ => (0, BRANCHES),
    };
    let mut counts = vec![
        (Part::Branches, (step.branches.len(), BRANCHES)),
        (Part::Keep(0, Of::Name), (step.keep.len(), CONDITIONS)),
        (Part::Argument(0), asked),
    ];
    let mut of_list = |part: Part, list: &[Condition]| {
        counts.push((part, (list.len(), CONDITIONS)));
        let longest = list.iter().map(|one| one.is.len().saturating_add(one.not.len())).max();
        counts.push((part, (longest.unwrap_or(0), CODES)));
    };
    of_list(Part::Must(0, Of::Is), &step.must);
    for (at, branch) in step.branches.iter().enumerate() {
        if let When::Came(list) = &branch.when {
            of_list(Part::Came(at, 0, Of::Is), list);
        }
    }
    for (at, branch) in step.branches.iter().enumerate() {
        if let When::Refused(codes) = &branch.when {
            counts.push((Part::Branch(at, Of::Kind), (codes.len(), CODES)));
        }
    }
    // One fault of a kind says it all.
    let mut faults: Vec<(Part, Fault)> =
        counts.into_iter().filter_map(|(part, count)| Some((part, over(count)?))).collect();
    faults.dedup_by(|one, other| one.1 == other.1);
    faults.into_iter()
}

fn over((count, limit): (usize, Limit)) -> Option<Fault> {
    (count > limit.most).then_some(Fault::TooMuch(limit))
}
