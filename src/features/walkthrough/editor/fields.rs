//! A field of the form: what it shows is the draft's, and what is wrong with it is the checker's.

use leptos::prelude::*;
use workbench_walkthrough::draft::Spot;
use workbench_walkthrough::{Fault, Language, Part, Problem, of_text};

use super::super::editing::Editing;
use super::{Seen, says};
use crate::ui::{Binding, Choice, Field, FieldKind, Select, TextArea};
use crate::{t, ui};

/// The form: what is written, and what the checker says of it.
#[derive(Clone, Copy)]
pub(super) struct Form {
    pub(super) editing: Editing,
    pub(super) seen: Seen,
    /// The step that it is of.
    pub(super) step: Option<usize>,
}

impl Form {
    fn spot(self, part: Part, language: Language) -> Spot {
        Spot { step: self.step, part, language }
    }

    /// The text that stands in a place.
    pub(super) fn text(self, part: Part) -> Binding<String> {
        self.text_in(part, Language::En)
    }

    fn text_in(self, part: Part, language: Language) -> Binding<String> {
        let spot = self.spot(part, language);
        let read = Memo::new(move |_| {
            self.editing.history.with(|history| history.now().text(spot).cloned().unwrap_or_default())
        });
        Binding::new(read, move |text| self.editing.write(spot, text))
    }

    fn is_here(self, problem: &Problem, part: Part) -> bool {
        problem.step == self.step.map(|at| at + 1) && problem.part == part
    }

    /// What is wrong there.
    pub(super) fn error(self, part: Part) -> Signal<Option<String>> {
        let found = move || {
            self.seen.with(|(_, outlook)| {
                outlook.problems.iter().find(|one| self.is_here(one, part)).map(|one| says::sentence(&one.fault))
            })
        };
        Signal::derive(found)
    }

    /// What is wrong with words in one of their languages.
    fn error_in(self, part: Part, language: Language) -> Signal<Option<String>> {
        let spot = self.spot(part, language);
        let found = move || {
            let fault = self.seen.with(|(_, outlook)| {
                outlook.problems.iter().find(|one| self.is_here(one, part)).map(|one| one.fault.clone())
            })?;
            let text = self.editing.history.with(|history| history.now().text(spot).cloned().unwrap_or_default());
            let own = of_text(&text, language);
            // What is no fault of the text is told beside the first of them.
            let is_its = match &own {
                Some(own) => *own == fault,
                None => language == Language::En && !is_of_text(&fault),
            };
            is_its.then(|| says::sentence(&fault))
        };
        Signal::derive(found)
    }

    /// A line of text.
    pub(super) fn line(self, part: Part, label: String, kind: FieldKind, hint: Option<String>) -> AnyView {
        view! { <Field label=label value=self.text(part) kind=kind hint=hint error=self.error(part)/> }.into_any()
    }

    /// A line with texts that are offered.
    pub(super) fn offered(
        self,
        part: Part,
        label: String,
        offers: impl Fn() -> Vec<String> + Send + Sync + 'static,
    ) -> AnyView {
        let offers = Signal::derive(offers);
        view! { <Field label=label value=self.text(part) kind=FieldKind::Mono suggestions=offers error=self.error(part)/> }
            .into_any()
    }

    /// Words in each language.
    pub(super) fn words(self, part: Part, label: String) -> AnyView {
        let chinese_label = t!("walkthrough-edit-in-chinese", label = label.as_str());
        let english = view! { <Field label=label value=self.text(part) error=self.error_in(part, Language::En)/> };
        let chinese = move || {
            let label = chinese_label.clone();
            let (value, error) = (self.text_in(part, Language::Zh), self.error_in(part, Language::Zh));
            self.editing.chinese.get().then(|| view! { <Field label=label value error/> })
        };
        view! { {english}{chinese} }.into_any()
    }

    /// The same, of several lines.
    pub(super) fn prose(self, part: Part, label: String) -> AnyView {
        let chinese_label = t!("walkthrough-edit-in-chinese", label = label.as_str());
        let hint = t!("walkthrough-edit-marks");
        let english = view! {
            <TextArea label=label value=self.text(part) rows=4 hint=hint error=self.error_in(part, Language::En)/>
        };
        let chinese = move || {
            let label = chinese_label.clone();
            let (value, error) = (self.text_in(part, Language::Zh), self.error_in(part, Language::Zh));
            self.editing.chinese.get().then(|| view! { <TextArea label=label value rows=4 error/> })
        };
        view! { {english}{chinese} }.into_any()
    }

    /// Something of a list. What is typed and is none of the list stays, and is offered as what it is.
    fn one_of(
        self,
        part: Part,
        label: String,
        none: String,
        list: impl Fn() -> Vec<(String, String)> + Send + Sync + 'static,
    ) -> AnyView {
        let value = self.text(part);
        let options = Signal::derive(move || {
            let mut choices = vec![Choice::new(String::new(), none.clone())];
            choices.extend(list().into_iter().map(|(value, label)| Choice::new(value, label)));
            let now = value.get();
            if choices.iter().all(|choice| choice.value != now) {
                let missing = t!("walkthrough-edit-not-there", name = now.as_str());
                choices.push(Choice::new(now, missing));
            }
            choices
        });
        view! { <Select label=label value=value options=options error=self.error(part)/> }.into_any()
    }

    /// A step to go to.
    pub(super) fn way(self, part: Part, none: String) -> AnyView {
        let list = move || {
            self.seen.with(|(document, _)| {
                let steps = document.steps.iter().enumerate();
                steps.map(|(at, step)| (step.id.clone(), says::step(at, &step.title.en))).collect()
            })
        };
        self.one_of(part, t!("walkthrough-edit-go"), none, list)
    }

    /// A value of the document.
    pub(super) fn value(self, part: Part, label: String) -> AnyView {
        let list = move || {
            self.seen.with(|(document, _)| {
                document.values.iter().map(|value| (value.name.clone(), value.name.clone())).collect()
            })
        };
        self.one_of(part, label, t!("walkthrough-edit-choose-value"), list)
    }

    /// A problem with what is no single field.
    pub(super) fn told(self, part: Part) -> AnyView {
        let error = self.error(part);
        let shown =
            move || error.get().map(|text| view! { <p class="field-error" role="status">{ui::outside(text)}</p> });
        view! { {shown} }.into_any()
    }
}

/// Whether a fault is one that a text alone can have.
const fn is_of_text(fault: &Fault) -> bool {
    matches!(
        fault,
        Fault::NoWords | Fault::HiddenCharacter(_) | Fault::LookAlike(_) | Fault::Markup | Fault::Dangerous(..)
    )
}
