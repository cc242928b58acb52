//! What somebody writes in the editor, kept while the screen is left.

use std::collections::BTreeMap;

use leptos::prelude::*;
use workbench_rehearsal::Reached;
use workbench_walkthrough::draft::{Draft, History, Spot};
use workbench_walkthrough::link::Parameters;
use workbench_walkthrough::{Document, Source, Value};

use crate::state::Scenario;

/// What a document came to when it was tried.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tried {
    /// The document, without its words, and the values that the link brought.
    pub(super) of: (Document, Parameters),
    pub(super) reached: Reached,
}

/// The scenarios that a new document is tried in, until somebody chooses.
const USUAL: [&str; 8] =
    ["healthy", "no-sim", "weak-signal", "registration-refused", "wrong-apn", "refuses", "wrong-password", "silent"];

/// A document that is being written. Copies share it.
#[derive(Clone, Copy)]
pub(super) struct Editing {
    pub(super) history: RwSignal<History>,
    /// Whether there is one.
    pub(super) has_begun: RwSignal<bool>,
    /// The place of the step that is shown; nothing for the document as a whole.
    pub(super) at: RwSignal<Option<usize>>,
    /// Whether the Chinese texts are shown beside the English ones.
    pub(super) chinese: RwSignal<bool>,
    /// The names of the scenarios to try it in.
    pub(super) scenarios: RwSignal<Vec<String>>,
    pub(super) tried: RwSignal<Option<Tried>>,
    /// What is typed for the values that the link brings, by their names.
    pub(super) brought: RwSignal<BTreeMap<String, String>>,
}

/// The values of a document that a link can bring.
pub(super) fn of_link(document: &Document) -> impl Iterator<Item = &Value> {
    document.values.iter().filter(|value| value.from == Source::Link)
}

impl Editing {
    pub(super) fn new() -> Self {
        Self {
            history: RwSignal::default(),
            has_begun: RwSignal::new(false),
            at: RwSignal::new(None),
            chinese: RwSignal::new(false),
            scenarios: RwSignal::new(Vec::new()),
            tried: RwSignal::new(None),
            brought: RwSignal::default(),
        }
    }

    /// The values that the link of a document brings: of what is typed for them, what each admits. Nothing, where one of them does not.
    pub(super) fn parameters(self, document: &Document) -> Option<Parameters> {
        self.brought.with(|brought| {
            let typed = of_link(document).filter_map(|value| Some((value, brought.get(&value.name)?)));
            let typed = typed.filter(|(_, text)| !text.is_empty());
            typed
                .map(|(value, text)| Some((value.name.clone(), value.kind.admits(text).ok().map(|()| text.clone())?)))
                .collect()
        })
    }

    /// Takes a document in the place of what is written, which can be had back with Undo.
    pub(super) fn open(self, draft: Draft) {
        let usual =
            if draft.checked_with.is_empty() { USUAL.map(str::to_owned).to_vec() } else { draft.checked_with.clone() };
        self.scenarios.set(usual.into_iter().filter(|name| Scenario::named(name).is_some()).collect());
        self.chinese.set(!draft.title.zh.is_empty());
        self.brought.set(BTreeMap::new());
        self.at.set(None);
        if self.has_begun.get_untracked() {
            self.history.update(|history| history.open(draft));
        } else {
            self.has_begun.set(true);
            self.history.set(History::new(draft));
        }
    }

    /// Changes something that was chosen or pressed.
    pub(super) fn change(self, change: impl FnOnce(&mut Draft)) {
        self.history.update(|history| history.change(change));
        self.stay();
    }

    /// Takes what was typed.
    pub(super) fn write(self, spot: Spot, text: String) {
        self.history.update(|history| history.write(spot, text));
    }

    pub(super) fn undo(self) {
        self.history.update(History::undo);
        self.stay();
    }

    pub(super) fn redo(self) {
        self.history.update(History::redo);
        self.stay();
    }

    /// The step that is shown may be gone.
    fn stay(self) {
        let steps = self.history.with_untracked(|history| history.now().steps.len());
        if self.at.get_untracked().is_some_and(|at| at >= steps) {
            self.at.set(steps.checked_sub(1));
        }
    }

    /// The title, where one is being written.
    pub(super) fn title(self) -> Option<String> {
        self.has_begun.get().then(|| self.history.with(|history| history.now().title.en.clone()))
    }
}
