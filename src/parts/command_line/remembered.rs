//! The typed lines that outlive the page: kept in this browser, without those that hold a secret.

use leptos::prelude::*;

use super::history::{History, may_outlive_the_page};
use crate::storage::{Keep, NO_TYPED_LINES, TYPED_LINES};

/// Lines outlive the tab.
const KEEP: Keep = Keep::InBrowser;

/// Whether lines are kept in this browser, and how many are. Copies share it.
#[derive(Debug, Clone, Copy)]
pub struct Remembered {
    is_on: RwSignal<bool>,
    count: RwSignal<usize>,
}

impl Remembered {
    /// As this browser had it last, with the lines that it kept.
    pub(in crate::parts) fn of_this_browser() -> (Self, History) {
        let is_on = KEEP.read(NO_TYPED_LINES).is_none();
        let history = if is_on { kept() } else { History::default() };
        let count = history.lines().len();
        (Self { is_on: RwSignal::new(is_on), count: RwSignal::new(count) }, history)
    }

    #[must_use]
    pub fn is_on(self) -> Signal<bool> {
        self.is_on.into()
    }

    /// How many lines are kept.
    #[must_use]
    pub fn count(self) -> Signal<usize> {
        self.count.into()
    }

    /// Keeps lines from now on, or forgets those that are kept and keeps no more.
    pub fn switch(self, on: bool) {
        self.is_on.set(on);
        if on {
            KEEP.remove(NO_TYPED_LINES);
        } else {
            KEEP.write(NO_TYPED_LINES, "1");
            drop(self.forget());
        }
    }

    /// Takes all lines out of this browser.
    pub(in crate::parts) fn forget(self) -> History {
        let before = kept();
        KEEP.remove_all(TYPED_LINES);
        self.count.set(0);
        before
    }

    /// Keeps lines again that were forgotten, before those that came since.
    pub(in crate::parts) fn bring_back(self, lines: History) {
        if self.is_on.get_untracked() {
            self.write(&lines.and(&kept()));
        }
    }

    fn write(self, history: &History) {
        let lines = history.lines();
        if serde_json::to_string(lines).is_ok_and(|text| KEEP.write(TYPED_LINES, &text)) {
            self.count.set(lines.len());
        }
    }

    /// Keeps a line, unless it may hold a secret. Another tab may have kept lines meanwhile: they stay.
    pub(in crate::parts) fn keep(self, line: &str) {
        if !self.is_on.get_untracked() || !may_outlive_the_page(line) {
            return;
        }
        let mut history = kept();
        history.keep(line);
        self.write(&history);
    }
}

/// The lines that this browser keeps. Anything that is not a list of lines is ignored, and a line that would not be kept now is not
/// taken over.
fn kept() -> History {
    let lines: Vec<String> = KEEP.read_as(TYPED_LINES, |text| serde_json::from_str(text).map_err(|_| Vec::new()));
    History::of(lines.into_iter().filter(|line| may_outlive_the_page(line)))
}
