//! Several publications in a row: again every few seconds, a list in order, or the parts of what was too long.

use super::Message;

/// A payload and where it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Item {
    pub(in super::super) message: Message,
    pub(in super::super) payload: Vec<u8>,
}

/// What a run is to be, as a person filled it in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Repeating {
    /// Seconds from one to the next.
    pub(in super::super) every: String,
    /// How often; empty: without end.
    pub(in super::super) times: String,
    pub(in super::super) what: What,
}

/// What is sent again and again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum What {
    /// What is in the form.
    This,
    /// The templates, in order.
    Templates,
}

impl Default for Repeating {
    fn default() -> Self {
        Self { every: "5".into(), times: String::new(), what: What::This }
    }
}

/// The state of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in super::super) enum RunState {
    Running,
    Paused,
    Done,
    /// It was stopped by hand.
    Stopped,
    /// Something was not published, so nothing more was.
    Failed,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Run {
    items: Vec<Item>,
    /// How many are to be sent in all; without end if none.
    pub(in super::super) total: Option<u32>,
    pub(in super::super) sent: u32,
    /// Seconds from one to the next.
    pub(in super::super) every: u32,
    pub(in super::super) state: RunState,
}

impl Run {
    /// A run over a list, so many times; without end if none.
    pub(in super::super) fn new(items: Vec<Item>, rounds: Option<u32>, every: u32) -> Self {
        let total = rounds.map(|rounds| rounds.saturating_mul(u32::try_from(items.len()).unwrap_or(u32::MAX)));
        Self { items, total, sent: 0, every, state: RunState::Running }
    }

    /// What is to be sent next; none when the run is over.
    pub(in super::super) fn next(&self) -> Option<Item> {
        let left = self.total.is_none_or(|total| self.sent < total);
        let at = usize::try_from(self.sent).ok()?.checked_rem(self.items.len())?;
        self.items.get(at).filter(|_| left && !self.is_over()).cloned()
    }

    /// Takes note of what became of the one under way.
    pub(in super::super) fn note(&mut self, published: bool) {
        if published {
            self.sent = self.sent.saturating_add(1);
            if self.total.is_some_and(|total| self.sent >= total) {
                self.state = RunState::Done;
            }
        } else if !self.is_over() {
            self.state = RunState::Failed;
        }
    }

    /// Holds it, or lets it go on.
    pub(in super::super) fn toggle_pause(&mut self) {
        self.state = match self.state {
            RunState::Running => RunState::Paused,
            RunState::Paused => RunState::Running,
            over => over,
        };
    }

    pub(in super::super) fn stop(&mut self) {
        if !self.is_over() {
            self.state = RunState::Stopped;
        }
    }

    /// Whether nothing more will be sent.
    pub(in super::super) fn is_over(&self) -> bool {
        matches!(self.state, RunState::Done | RunState::Stopped | RunState::Failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(count: u8) -> Vec<Item> {
        (0..count).map(|byte| Item { message: Message::default(), payload: vec![byte] }).collect()
    }

    #[test]
    fn a_list_is_sent_in_order_so_many_times() {
        let mut run = Run::new(items(2), Some(2), 5);
        let mut sent = Vec::new();
        while let Some(item) = run.next() {
            sent.extend(item.payload);
            run.note(true);
        }
        assert_eq!((sent, run.state, run.total), (vec![0, 1, 0, 1], RunState::Done, Some(4)));
    }

    #[test]
    fn a_run_without_end_ends_by_hand_or_with_a_failure() {
        let mut run = Run::new(items(1), None, 1);
        run.note(true);
        run.toggle_pause();
        assert_eq!(run.state, RunState::Paused);
        run.toggle_pause();
        run.stop();
        run.toggle_pause();
        assert_eq!((run.state, run.next()), (RunState::Stopped, None));
        let mut run = Run::new(items(1), None, 1);
        run.note(false);
        assert_eq!((run.state, run.sent), (RunState::Failed, 0));
    }

    #[test]
    fn nothing_makes_no_run() {
        assert_eq!(Run::new(Vec::new(), None, 1).next(), None);
    }
}
