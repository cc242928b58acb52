//! What is chosen in the form, rather than typed.

use leptos::prelude::*;
use workbench_walkthrough::draft::{Draft, StepDraft, ValueDraft};

use super::fields::Form;
use crate::ui::{Binding, Choice, Select};

impl Form {
    /// A choice of the draft: how it is read, and how it is changed.
    pub(super) fn chosen<T: Copy + PartialEq + Send + Sync + 'static>(
        self,
        label: String,
        all: &[T],
        name: fn(T) -> String,
        read: impl Fn(&Draft) -> Option<T> + Send + Sync + 'static,
        write: impl Fn(&mut Draft, T) + 'static,
    ) -> AnyView {
        let Some(first) = all.first().copied() else { return ().into_any() };
        let options: Vec<_> = all.iter().map(|one| Choice::new(*one, name(*one))).collect();
        let read = Memo::new(move |_| self.editing.history.with(|history| read(history.now()).unwrap_or(first)));
        let value = Binding::new(read, move |chosen| self.editing.change(|draft| write(draft, chosen)));
        view! { <Select label=label value=value options=Signal::stored(options)/> }.into_any()
    }

    /// A choice of the step.
    pub(super) fn of_step<T: Copy + PartialEq + Send + Sync + 'static>(
        self,
        label: String,
        all: &[T],
        name: fn(T) -> String,
        read: impl Fn(&StepDraft) -> Option<T> + Send + Sync + 'static,
        write: impl Fn(&mut StepDraft, T) + 'static,
    ) -> AnyView {
        let at = self.step.unwrap_or_default();
        let read = move |draft: &Draft| draft.steps.get(at).and_then(&read);
        let write = move |draft: &mut Draft, chosen| {
            if let Some(step) = draft.steps.get_mut(at) {
                write(step, chosen);
            }
        };
        self.chosen(label, all, name, read, write)
    }

    /// A choice of a value.
    pub(super) fn of_value<T: Copy + PartialEq + Send + Sync + 'static>(
        self,
        at: usize,
        label: String,
        all: &[T],
        name: fn(T) -> String,
        read: fn(&ValueDraft) -> T,
        write: fn(&mut ValueDraft, T),
    ) -> AnyView {
        let read = move |draft: &Draft| draft.values.get(at).map(read);
        let write = move |draft: &mut Draft, chosen| {
            if let Some(value) = draft.values.get_mut(at) {
                write(value, chosen);
            }
        };
        self.chosen(label, all, name, read, write)
    }

    /// Something of the draft, followed.
    pub(super) fn now<T: PartialEq + Send + Sync + 'static>(
        self,
        read: impl Fn(&Draft) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.editing.history.with(|history| read(history.now())))
    }

    /// Something of the step, followed.
    pub(super) fn step_now<T: PartialEq + Default + Send + Sync + 'static>(
        self,
        read: impl Fn(&StepDraft) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        let at = self.step.unwrap_or_default();
        self.now(move |draft| draft.steps.get(at).map(&read).unwrap_or_default())
    }

    /// Changes the step.
    pub(super) fn change_step(self, change: impl FnOnce(&mut StepDraft)) {
        let at = self.step.unwrap_or_default();
        self.editing.change(|draft| {
            if let Some(step) = draft.steps.get_mut(at) {
                change(step);
            }
        });
    }
}
