//! The document that a draft stands for, with what is no value in it.

use super::{Act, BranchDraft, ConditionDraft, Draft, OptionDraft, StepDraft, Text, ValueDraft, WhenName, split};
use crate::check::{Outlook, outlook};
use crate::document::{
    Again, Branch, Condition, Document, Does, From, Good, Keep, OneOption, Range, Step, Value, When, Words,
};
use crate::part::{Of, Part};
use crate::problem::{Fault, Problem};

impl Draft {
    /// The document, and the texts in it that are no value. Where there are some, others stand in for them, and it must not be used.
    #[must_use]
    pub fn document(&self) -> (Document, Vec<Problem>) {
        let mut wrong = Vec::new();
        let values = self.values.iter().enumerate();
        let values = values.map(|(at, one)| value(one, &mut Numbers { step: None, wrong: &mut wrong }, at)).collect();
        let steps = self.steps.iter().enumerate();
        let steps = steps.map(|(at, one)| step(one, &mut Numbers { step: Some(at), wrong: &mut wrong })).collect();
        let is_from = [&self.from, &self.contact, &self.made].iter().any(|text| !text.is_empty());
        let from =
            is_from.then(|| From { name: self.from.clone(), contact: some(&self.contact), made: some(&self.made) });
        let document = Document {
            walkthrough: self.version,
            id: self.id.clone(),
            title: words(&self.title),
            about: words(&self.about),
            from,
            checked_with: self.checked_with.clone(),
            values,
            steps,
        };
        (document, wrong)
    }

    /// The document with all that can be said of it, texts that are no value first.
    #[must_use]
    pub fn outlook(&self) -> (Document, Outlook) {
        let (document, wrong) = self.document();
        let mut seen = outlook(&document);
        // What a stand-in does is not what was meant.
        seen.problems.retain(|one| !wrong.iter().any(|wrong| (wrong.step, wrong.part) == (one.step, one.part)));
        if !wrong.is_empty() {
            seen.most = None;
        }
        seen.problems.splice(0..0, wrong);
        (document, seen)
    }
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn words(text: &Text) -> Words {
    Words { en: text.en.clone(), zh: some(&text.zh) }
}

fn said(text: &Text) -> Option<Words> {
    (!text.is_empty()).then(|| words(text))
}

/// Reads numbers, and notes what is none.
struct Numbers<'a> {
    step: Option<usize>,
    wrong: &'a mut Vec<Problem>,
}

impl Numbers<'_> {
    fn one(&mut self, text: &str, part: Part) -> u32 {
        let text = text.trim();
        text.parse().unwrap_or_else(|_| {
            let step = self.step.map(|at| at + 1);
            self.wrong.push(Problem { step, part, fault: Fault::NoNumber(text.chars().take(40).collect()) });
            0
        })
    }

    fn some(&mut self, text: &str, part: Part) -> Option<u32> {
        (!text.trim().is_empty()).then(|| self.one(text, part))
    }
}

fn value(draft: &ValueDraft, numbers: &mut Numbers<'_>, at: usize) -> Value {
    let number = |(): &()| Range {
        min: numbers.one(&draft.min, Part::Value(at, Of::Least)),
        max: numbers.one(&draft.max, Part::Value(at, Of::Most)),
    };
    let kind = draft.kind.map(number, |()| split(&draft.words));
    let (name, from) = (draft.name.clone(), draft.from);
    Value { name, kind, from, label: said(&draft.label), usual: some(&draft.usual) }
}

fn step(draft: &StepDraft, numbers: &mut Numbers<'_>) -> Step {
    let again = [&draft.times, &draft.every].iter().any(|text| !text.trim().is_empty());
    let again = again.then(|| Again {
        times: numbers.one(&draft.times, Part::Again(Of::Times)),
        every: numbers.one(&draft.every, Part::Again(Of::Every)),
    });
    let good = Good { say: said(&draft.good), go: some(&draft.go) };
    let must = draft.must.iter().enumerate();
    let must = must.map(|(at, one)| condition(one, numbers, |of| Part::Must(at, of))).collect();
    let does = does(draft, numbers);
    let branches = draft.branches.iter().enumerate();
    Step {
        id: draft.id.clone(),
        title: words(&draft.title),
        text: said(&draft.text),
        picture: some(&draft.picture),
        button: said(&draft.button),
        does,
        must,
        keep: draft.keep.iter().map(|one| Keep { field: one.field.clone(), name: one.name.clone() }).collect(),
        again,
        good: (good.say.is_some() || good.go.is_some()).then_some(good),
        branches: branches.map(|(at, one)| branch(one, numbers, at)).collect(),
    }
}

fn does(draft: &StepDraft, numbers: &mut Numbers<'_>) -> Does {
    let [one, two, three] = draft.names.clone();
    match draft.act {
        Act::Say => Does::Say,
        Act::Send => Does::Send(draft.command.clone()),
        Act::Check => Does::Check(draft.check),
        Act::Dial => Does::Dial(one),
        Act::Login => Does::Login(one, two, three),
        Act::Open => Does::Open(one, two),
        Act::OpenTls => Does::OpenTls(one, two),
        Act::Subscribe => Does::Subscribe(one),
        Act::Publish => Does::Publish(one, two),
        Act::Close => Does::Close(draft.client),
        Act::SetClock => Does::SetClock(one),
        Act::Upload => Does::Upload(draft.file, one),
        Act::Wait => Does::Wait(numbers.one(&draft.seconds, Part::Argument(0))),
        Act::Message => Does::Message(numbers.one(&draft.seconds, Part::Argument(0))),
        Act::Ask => Does::Ask(split(&draft.asked)),
        Act::Choose => {
            let options = draft.options.iter().enumerate();
            Does::Choose(options.map(|(at, one)| option(one, numbers, at)).collect())
        }
        Act::End => Does::End(draft.ending),
    }
}

fn option(draft: &OptionDraft, numbers: &mut Numbers<'_>, at: usize) -> OneOption {
    let times = numbers.some(&draft.times, Part::Option(at, Of::Times));
    OneOption { text: words(&draft.text), go: draft.go.clone(), times }
}

fn condition(draft: &ConditionDraft, numbers: &mut Numbers<'_>, part: impl Fn(Of) -> Part) -> Condition {
    Condition {
        field: draft.field.clone(),
        is: split(&draft.is),
        not: split(&draft.not),
        min: numbers.some(&draft.min, part(Of::Least)),
        max: numbers.some(&draft.max, part(Of::Most)),
    }
}

fn branch(draft: &BranchDraft, numbers: &mut Numbers<'_>, at: usize) -> Branch {
    let when = match draft.when {
        WhenName::Came => {
            let came = draft.came.iter().enumerate();
            When::Came(came.map(|(n, one)| condition(one, numbers, |of| Part::Came(at, n, of))).collect())
        }
        WhenName::Refused => {
            let codes = split(&draft.codes);
            When::Refused(codes.iter().map(|code| numbers.one(code, Part::Branch(at, Of::Is))).collect())
        }
        WhenName::Silent => When::Silent,
        WhenName::Otherwise => When::Otherwise,
    };
    let times = numbers.some(&draft.times, Part::Branch(at, Of::Times));
    Branch { when, say: words(&draft.say), go: draft.go.clone(), times }
}
