//! Changes what is true, and tells those whom it concerns: nobody where all is as it was, and the screens with their next drawing where commands
//! came and went, since that happens many times a second.

use leptos::prelude::*;

use super::{Facts, Notice, Phase, Workbench};
use crate::link;

/// When the screens are to hear of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Heard {
    /// Nothing has changed.
    Never,
    /// Commands came and went.
    WithTheDrawing,
    AtOnce,
}

impl Workbench {
    /// Changes what is true of this page and its module. While a file is replayed, what is shown is the file's, and stays so.
    pub(super) fn change(&self, change: impl FnOnce(&mut Facts)) {
        let mut change = Some(change);
        self.change_by(&mut |facts| {
            if let Some(change) = change.take() {
                change(facts);
            }
        });
    }

    fn change_by(&self, change: &mut dyn FnMut(&mut Facts)) {
        if self.inner.with_value(|inner| inner.aside.is_some()) {
            self.inner.update_value(|inner| {
                if let Some(aside) = &mut inner.aside {
                    change(&mut aside.facts);
                }
            });
            return;
        }
        let before = self.facts.get_untracked();
        let (phase, unfinished) = (before.link, before.unfinished(0));
        self.facts.update_untracked(|facts| {
            change(facts);
            if facts.link != phase {
                facts.link_since = link::now_in_browser();
            }
        });
        let (heard, after, now_unfinished) =
            self.facts.with_untracked(|facts| (heard(before, facts), facts.link, facts.unfinished(0)));
        match heard {
            Heard::Never => return,
            Heard::WithTheDrawing => {
                self.inner.update_value(|inner| inner.drawing.facts_changed = true);
                self.request_frame();
            }
            Heard::AtOnce => self.tell_facts(),
        }
        if after != phase || now_unfinished != unfinished {
            self.note_data(after);
        }
        self.tell(Notice::State);
    }

    /// The screens hear of what has changed, if they are still to.
    pub(super) fn tell_waiting_facts(&self) {
        if self.inner.with_value(|inner| inner.drawing.facts_changed) {
            self.tell_facts();
        }
    }

    fn tell_facts(&self) {
        self.inner.update_value(|inner| inner.drawing.facts_changed = false);
        self.facts.notify();
    }
}

fn heard(mut before: Facts, after: &Facts) -> Heard {
    if before == *after {
        return Heard::Never;
    }
    let is_routine = |phase| matches!(phase, Phase::Ready | Phase::Busy);
    if is_routine(before.link) && is_routine(after.link) {
        (before.link, before.link_since) = (after.link, after.link_since);
        before.under_way.clone_from(&after.under_way);
        before.may_ask = after.may_ask;
    }
    if before == *after { Heard::WithTheDrawing } else { Heard::AtOnce }
}

#[cfg(test)]
mod tests {
    use fibocom_at::RequestId;

    use super::*;

    #[test]
    fn the_coming_and_going_of_commands_waits_for_the_drawing_and_nothing_else_does() {
        let ready = || Facts { link: Phase::Ready, ..Facts::default() };
        let busy = || Facts { link: Phase::Busy, link_since: 7, under_way: vec![RequestId(1)], ..Facts::default() };
        for (before, after, expected) in [
            (ready(), ready(), Heard::Never),
            (ready(), busy(), Heard::WithTheDrawing),
            (busy(), ready(), Heard::WithTheDrawing),
            (busy(), Facts { under_way: vec![RequestId(2)], ..busy() }, Heard::WithTheDrawing),
            (busy(), Facts { link: Phase::Prompt, ..busy() }, Heard::AtOnce),
            (Facts { link: Phase::Opening, ..ready() }, ready(), Heard::AtOnce),
            (ready(), Facts { published: 1, ..busy() }, Heard::AtOnce),
        ] {
            assert_eq!(heard(before.clone(), &after), expected, "{before:?}\n{after:?}");
        }
    }
}
