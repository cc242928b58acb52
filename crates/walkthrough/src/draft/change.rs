//! Steps and values come, go, move and get other names, and what names them follows.

use super::{Act, BranchDraft, Draft, StepDraft, join, split};

impl Draft {
    /// A walkthrough that does nothing but end.
    #[must_use]
    pub fn empty() -> Self {
        let end = StepDraft::new("end".to_owned(), Act::End);
        Self { id: "walkthrough".to_owned(), steps: vec![end], version: 1, ..Self::default() }
    }

    /// A name for a step that no other has.
    #[must_use]
    pub fn free_id(&self) -> String {
        let names = (1..).map(|number| format!("step-{number}"));
        names.into_iter().find(|name| self.steps.iter().all(|step| step.id != *name)).unwrap_or_default()
    }

    /// Adds a step behind the one at this place, and gives its place. What ends stays last.
    pub fn add_step(&mut self, behind: usize) -> usize {
        let is_end = self.steps.get(behind).is_some_and(|step| step.act == Act::End);
        let at = if is_end { behind } else { behind + 1 }.min(self.steps.len());
        let step = StepDraft::new(self.free_id(), Act::Say);
        self.steps.insert(at, step);
        at
    }

    /// Moves a step by one place, and gives its place.
    pub fn move_step(&mut self, at: usize, forwards: bool) -> usize {
        let to = if forwards { at + 1 } else { at.saturating_sub(1) };
        if at < self.steps.len() && to < self.steps.len() {
            self.steps.swap(at, to);
            return to;
        }
        at
    }

    /// Removes a step. What led to it leads nowhere, which the checker says where it stands.
    pub fn remove_step(&mut self, at: usize) {
        if at < self.steps.len() {
            self.steps.remove(at);
        }
    }

    /// Has a step do something else. What it was to do before stays typed, and comes back with it.
    pub fn set_act(&mut self, at: usize, act: Act) {
        let end = self.steps.last().map(|step| step.id.clone()).unwrap_or_default();
        let Some(step) = self.steps.get_mut(at) else { return };
        step.act = act;
        if act.hears() && step.branches.is_empty() {
            step.branches.push(BranchDraft { go: end, ..BranchDraft::default() });
        }
    }

    /// Gives a step another name. What led to it follows, if its name was its alone.
    pub(super) fn rename_step(&mut self, at: usize, name: String) {
        let Some(step) = self.steps.get_mut(at) else { return };
        let before = std::mem::replace(&mut step.id, name.clone());
        if before.is_empty() || self.steps.iter().any(|step| step.id == before) {
            return;
        }
        for step in &mut self.steps {
            let ways = step.branches.iter_mut().map(|branch| &mut branch.go);
            let ways = ways.chain(step.options.iter_mut().map(|option| &mut option.go));
            ways.chain([&mut step.go]).filter(|go| **go == before).for_each(|go| go.clone_from(&name));
        }
    }

    /// Gives a value another name. Its places follow, if its name was its alone.
    pub(super) fn rename_value(&mut self, at: usize, name: String) {
        let Some(value) = self.values.get_mut(at) else { return };
        let before = std::mem::replace(&mut value.name, name.clone());
        if before.is_empty() || self.values.iter().any(|value| value.name == before) {
            return;
        }
        let (slot, next) = (format!("{{{before}}}"), format!("{{{name}}}"));
        for step in &mut self.steps {
            step.command = step.command.replace(&slot, &next);
            let asked = split(&step.asked);
            if asked.contains(&before) {
                let asked = asked.iter().map(|one| if *one == before { name.as_str() } else { one.as_str() });
                step.asked = join(asked);
            }
            let conditions = step.branches.iter_mut().flat_map(|branch| &mut branch.came);
            for condition in conditions.chain(&mut step.must) {
                condition.is = condition.is.replace(&slot, &next);
                condition.not = condition.not.replace(&slot, &next);
            }
            let kept = step.keep.iter_mut().map(|keep| &mut keep.name);
            kept.chain(&mut step.names).filter(|one| **one == before).for_each(|one| one.clone_from(&name));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{KindName, Source};
    use crate::draft::{ConditionDraft, KeepDraft, Text, ValueDraft};

    #[test]
    fn what_names_a_step_or_a_value_follows_its_new_name() {
        let mut draft = Draft::empty();
        let at = draft.add_step(0);
        assert_eq!((at, draft.steps.len()), (0, 2));
        draft.set_act(at, Act::Send);
        assert_eq!(draft.steps[0].branches[0].go, "end");
        draft.rename_step(1, "done".to_owned());
        assert_eq!(draft.steps[0].branches[0].go, "done");
        let value = ValueDraft {
            name: "apn".to_owned(),
            kind: KindName::Apn,
            min: String::new(),
            max: String::new(),
            words: String::new(),
            from: Source::Link,
            label: Text::default(),
            usual: String::new(),
        };
        draft.values.push(value);
        let step = &mut draft.steps[0];
        step.command = "AT+MIPCALL=1,\"{apn}\"".to_owned();
        step.asked = "apn, other".to_owned();
        step.names[0] = "apn".to_owned();
        step.keep.push(KeepDraft { field: "X".to_owned(), name: "apn".to_owned() });
        step.must.push(ConditionDraft { is: "{apn}".to_owned(), ..ConditionDraft::default() });
        draft.rename_value(0, "name".to_owned());
        let step = &draft.steps[0];
        assert_eq!(step.command, "AT+MIPCALL=1,\"{name}\"");
        assert_eq!((step.asked.as_str(), step.must[0].is.as_str()), ("name, other", "{name}"));
        assert_eq!((step.names[0].as_str(), step.keep[0].name.as_str()), ("name", "name"));
    }

    #[test]
    fn a_step_keeps_what_was_typed_while_it_does_something_else() {
        let mut draft = Draft::empty();
        draft.steps[0].command = "AT+CSQ".to_owned();
        draft.set_act(0, Act::Say);
        draft.set_act(0, Act::Send);
        assert_eq!(draft.steps[0].command, "AT+CSQ");
        assert_eq!(draft.move_step(0, true), 0);
        draft.remove_step(7);
        assert_eq!(draft.steps.len(), 1);
    }
}
