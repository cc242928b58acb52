//! How many bytes a document takes while somebody writes it. Each type is taken apart into all its fields, so that none can be left out.

use super::{BranchDraft, ConditionDraft, Draft, KeepDraft, OptionDraft, StepDraft, Text, ValueDraft};

/// What a value takes in memory besides what its texts hold, in bytes.
const fn own<T>() -> usize {
    size_of::<T>()
}

fn all<T>(items: &[T], size: impl Fn(&T) -> usize) -> usize {
    items.iter().map(size).sum()
}

impl Draft {
    /// In bytes, with what its texts hold.
    pub(super) fn size(&self) -> usize {
        let Self { id, title, about, from, contact, made, checked_with, values, steps, version: _ } = self;
        own::<Self>()
            + [id, from, contact, made].map(String::len).iter().sum::<usize>()
            + title.size()
            + about.size()
            + all(checked_with, |name| own::<String>() + name.len())
            + all(values, ValueDraft::size)
            + all(steps, StepDraft::size)
    }
}

impl ValueDraft {
    fn size(&self) -> usize {
        let Self { name, kind: _, min, max, words, from: _, label, usual } = self;
        own::<Self>() + name.len() + min.len() + max.len() + words.len() + label.size() + usual.len()
    }
}

impl StepDraft {
    fn size(&self) -> usize {
        let Self { id, title, text, picture, button, act: _, command, seconds, asked, names, .. } = self;
        let Self {
            check: _, file: _, client: _, ending: _, options, must, keep, times, every, good, go, branches, ..
        } = self;
        let texts = [id, picture, command, seconds, asked, times, every, go];
        own::<Self>()
            + texts.map(String::len).iter().sum::<usize>()
            + all(names, String::len)
            + [title, text, button, good].map(Text::size).iter().sum::<usize>()
            + all(options, OptionDraft::size)
            + all(must, ConditionDraft::size)
            + all(keep, KeepDraft::size)
            + all(branches, BranchDraft::size)
    }
}

impl OptionDraft {
    const fn size(&self) -> usize {
        let Self { text, go, times } = self;
        own::<Self>() + text.size() + go.len() + times.len()
    }
}

impl ConditionDraft {
    const fn size(&self) -> usize {
        let Self { field, is, not, min, max } = self;
        own::<Self>() + field.len() + is.len() + not.len() + min.len() + max.len()
    }
}

impl KeepDraft {
    const fn size(&self) -> usize {
        let Self { field, name } = self;
        own::<Self>() + field.len() + name.len()
    }
}

impl BranchDraft {
    fn size(&self) -> usize {
        let Self { when: _, came, codes, say, go, times } = self;
        own::<Self>() + all(came, ConditionDraft::size) + codes.len() + say.size() + go.len() + times.len()
    }
}

impl Text {
    const fn size(&self) -> usize {
        let Self { en, zh } = self;
        en.len() + zh.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Act;

    #[test]
    fn a_text_weighs_what_it_holds_wherever_it_stands() {
        let long = "x".repeat(10_000);
        let text = || Text { en: String::new(), zh: long.clone() };
        let changes: [fn(&mut StepDraft, Text, String); 6] = [
            |step, text, _| step.good = text,
            |step, text, _| step.button = text,
            |step, text, _| step.options.push(OptionDraft { text, ..OptionDraft::default() }),
            |step, text, _| step.branches.push(BranchDraft { say: text, ..BranchDraft::default() }),
            |step, _, long| step.must.push(ConditionDraft { is: long, ..ConditionDraft::default() }),
            |step, _, long| step.keep.push(KeepDraft { name: long, ..KeepDraft::default() }),
        ];
        for change in changes {
            let mut draft = Draft::empty();
            let mut step = StepDraft::new("one".to_owned(), Act::Say);
            let before = draft.size() + step.size();
            change(&mut step, text(), long.clone());
            draft.steps.push(step);
            let grown = draft.size() - before;
            assert!((long.len()..long.len() + 500).contains(&grown), "{grown}");
        }
    }
}
