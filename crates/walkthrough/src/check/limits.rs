//! Whether there is more of something in a document than is taken: counted before anything is looked at.

use crate::document::{Condition, Document, Does, Kind, Step, When};
use crate::limits::{BRANCHES, CODES, CONDITIONS, Limit, PICTURES, STEPS, VALUES};
use crate::problem::{Fault, Problem};

/// What there is too much of.
pub(super) fn beyond(document: &Document) -> Vec<Problem> {
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
    let each = steps.flat_map(|(at, step)| of_step(step).map(move |fault| Problem { step: Some(at + 1), fault }));
    whole.chain(each).collect()
}

fn of_step(step: &Step) -> impl Iterator<Item = Fault> + use<> {
    let asked = match &step.does {
        Does::Ask(names) => (names.len(), VALUES),
        Does::Choose(options) => (options.len(), BRANCHES),
        _ => (0, BRANCHES),
    };
    let mut counts = vec![(step.branches.len(), BRANCHES), (step.keep.len(), CONDITIONS), asked];
    let mut of_list = |list: &[Condition]| {
        counts.push((list.len(), CONDITIONS));
        let longest = list.iter().map(|one| one.is.len().saturating_add(one.not.len())).max();
        counts.push((longest.unwrap_or(0), CODES));
    };
    of_list(&step.must);
    for branch in &step.branches {
        if let When::Came(list) = &branch.when {
            of_list(list);
        }
    }
    for branch in &step.branches {
        if let When::Refused(codes) = &branch.when {
            counts.push((codes.len(), CODES));
        }
    }
    // One fault of a kind says it all.
    let mut faults: Vec<Fault> = counts.into_iter().filter_map(over).collect();
    faults.dedup();
    faults.into_iter()
}

fn over((count, limit): (usize, Limit)) -> Option<Fault> {
    (count > limit.most).then_some(Fault::TooMuch(limit))
}
