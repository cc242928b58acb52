//! The messages received, newest last, and what happened to the link between them.

use std::collections::VecDeque;

use fibocom_at::Message;
use leptos::prelude::*;
use workbench_record::LinkChange;

use super::Workbench;
use super::published::SentMessage;

/// How many bytes of memory the messages may take.
const BUDGET: usize = 24 << 20;

/// What a message takes besides its payload and its topic.
const OVERHEAD: usize = size_of::<StoredMessage>() + 32;

/// How many divides are kept: a module that restarts all the time makes one each time.
pub(super) const DIVIDES: usize = 500;

/// A message, with its number and time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredMessage {
    /// Its number, which is never used again.
    pub number: u64,
    /// When it came, in milliseconds since the page was loaded.
    pub at: u64,
    pub message: Message,
}

impl StoredMessage {
    /// What it takes, in bytes of memory.
    fn size(&self) -> usize {
        self.message.payload.len() + self.message.topic.len() + OVERHEAD
    }
}

/// What happened to the link between two messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Divide {
    /// When, in milliseconds since the page was loaded.
    pub at: u64,
    pub change: LinkChange,
    /// The number of the message that came next, or will.
    next: u64,
}

/// All messages that are kept.
#[derive(Debug, Default)]
pub struct Messages {
    kept: VecDeque<StoredMessage>,
    /// What they take, in bytes of memory.
    taken: usize,
    /// How many were let go to stay within the budget. What somebody cleared is not among them.
    let_go: u64,
    divides: VecDeque<Divide>,
    next: u64,
    changes: u64,
    edits: u64,
    /// Those behind the place that a replay is at.
    ahead: VecDeque<StoredMessage>,
}

/// What was cleared, as long as it can be brought back.
#[derive(Debug)]
pub struct Cleared {
    messages: VecDeque<StoredMessage>,
    divides: VecDeque<Divide>,
    sent: VecDeque<SentMessage>,
    /// Of which record they were.
    epoch: u64,
}

impl Messages {
    /// Keeps a message. The oldest ones go where there is no room for it; the newest always stays.
    pub(crate) fn push(&mut self, at: u64, message: Message) {
        let stored = StoredMessage { number: self.next, at, message };
        self.next += 1;
        self.changes += 1;
        self.taken += stored.size();
        self.kept.push_back(stored);
        self.make_room();
    }

    /// Lets the oldest go until all fit into the budget.
    fn make_room(&mut self) {
        while self.taken > BUDGET && self.kept.len() > 1 {
            let Some(oldest) = self.kept.pop_front() else { return };
            self.taken -= oldest.size();
            self.let_go += 1;
        }
    }

    pub(crate) fn newest(&self) -> Option<&StoredMessage> {
        self.kept.back()
    }

    /// How many were let go, since the page keeps only so many bytes of them.
    #[must_use]
    pub const fn let_go(&self) -> u64 {
        self.let_go
    }

    pub(crate) fn divide(&mut self, at: u64, change: LinkChange) {
        self.divides.push_back(Divide { at, change, next: self.next });
        self.changes += 1;
        if self.divides.len() > DIVIDES {
            self.divides.pop_front();
        }
    }

    /// Gives all of them away.
    pub(crate) fn take(&mut self) -> (VecDeque<StoredMessage>, VecDeque<Divide>) {
        self.taken = 0;
        self.edited();
        (std::mem::take(&mut self.kept), std::mem::take(&mut self.divides))
    }

    /// Takes back what was given away, before what came since.
    pub(crate) fn bring_back(&mut self, mut kept: VecDeque<StoredMessage>, mut divides: VecDeque<Divide>) {
        kept.append(&mut self.kept);
        divides.append(&mut self.divides);
        self.taken = kept.iter().map(StoredMessage::size).sum();
        (self.kept, self.divides) = (kept, divides);
        self.make_room();
        self.edited();
    }

    /// Notes what happened to the link behind so many messages.
    pub(super) fn divide_behind(&mut self, messages: u64, at: u64, change: LinkChange) {
        self.divides.push_back(Divide { at, change, next: messages });
        if self.divides.len() > DIVIDES {
            self.divides.pop_front();
        }
        self.changes += 1;
    }

    /// Goes to where so many messages had come, and these changes of the link with the number of messages before each. Those behind it are
    /// kept, and come back.
    pub(super) fn wind(&mut self, total: u64, divides: impl Iterator<Item = (u64, u64, LinkChange)>) {
        if total < self.next {
            self.edits += 1;
        }
        while let Some(newest) = self.kept.pop_back_if(|newest| newest.number >= total) {
            self.taken = self.taken.saturating_sub(newest.size());
            self.ahead.push_front(newest);
        }
        while let Some(next) = self.ahead.pop_front_if(|next| next.number < total) {
            self.taken += next.size();
            self.kept.push_back(next);
        }
        self.next = total;
        self.divides.clear();
        for (messages, at, change) in divides {
            self.divide_behind(messages, at, change);
        }
        self.changes += 1;
    }

    fn edited(&mut self) {
        self.changes += 1;
        self.edits += 1;
    }

    /// Takes note that something beside them has changed.
    pub(super) const fn touch(&mut self) {
        self.changes += 1;
    }

    /// Grows when messages were cleared or came back, and what was counted of them counts no longer.
    #[must_use]
    pub const fn edits(&self) -> u64 {
        self.edits
    }

    /// How many came at this time or later.
    #[must_use]
    pub fn since(&self, at: u64) -> usize {
        self.kept.len() - self.kept.partition_point(|stored| stored.at < at)
    }

    /// What happened to the link after one message and before another, oldest first. Without the one, from the beginning on;
    /// without the other, until now.
    pub fn divides(&self, after: Option<u64>, before: Option<u64>) -> impl DoubleEndedIterator<Item = &Divide> {
        self.divides.iter().filter(move |divide| {
            after.is_none_or(|after| divide.next > after) && before.is_none_or(|before| divide.next <= before)
        })
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &StoredMessage> + ExactSizeIterator {
        self.kept.iter()
    }

    /// The message with this number, if it is still kept.
    #[must_use]
    pub fn by_number(&self, number: u64) -> Option<&StoredMessage> {
        let first = self.kept.front()?.number;
        self.kept.get(usize::try_from(number.checked_sub(first)?).ok()?)
    }

    /// How many have come since the page was loaded.
    #[must_use]
    pub const fn total(&self) -> u64 {
        self.next
    }

    /// Grows with every change.
    pub(super) const fn changes(&self) -> u64 {
        self.changes
    }
}

impl Workbench {
    /// Forgets the messages and what was published. What was forgotten can be brought back as long as it is held.
    #[must_use]
    pub fn clear_messages(&self) -> Cleared {
        let epoch = self.record_epoch().get_untracked();
        let cleared = self.inner.try_update_value(|inner| {
            let (messages, divides) = inner.messages.borrow_mut().take();
            // Beside the messages of a file there is nothing that this page sent.
            let sent = if inner.aside.is_some() { VecDeque::new() } else { inner.published.take() };
            Cleared { messages, divides, sent, epoch }
        });
        self.messages_changed();
        cleared.unwrap_or(Cleared { messages: VecDeque::new(), divides: VecDeque::new(), sent: VecDeque::new(), epoch })
    }

    /// Brings back what was cleared, unless another record is shown by now.
    pub fn bring_back_messages(&self, cleared: Cleared) {
        if self.record_epoch().get_untracked() != cleared.epoch {
            return;
        }
        self.inner.try_update_value(|inner| {
            inner.messages.borrow_mut().bring_back(cleared.messages, cleared.divides);
            inner.published.bring_back(cleared.sent);
        });
        self.messages_changed();
    }
}

#[cfg(test)]
mod tests {
    use fibocom_at::ClientIndex;
    use fibocom_at::message::Way;

    use super::*;

    fn message(bytes: usize) -> Message {
        Message {
            client: ClientIndex::ALL[0],
            qos: 0,
            topic: "t".to_owned(),
            topic_id: None,
            payload: vec![b'x'; bytes],
            way: Way::Direct,
            may_be_cut: false,
            damaged: false,
        }
    }

    #[test]
    fn the_budget_is_in_bytes_and_what_is_let_go_is_counted() {
        for bytes in [0, 70, 8_192, 1 << 20] {
            let mut messages = Messages::default();
            let count = 3 * BUDGET / (bytes + OVERHEAD);
            for at in 0..count as u64 {
                messages.push(at, message(bytes));
            }
            let kept = messages.iter().len();
            assert_eq!(kept as u64 + messages.let_go(), count as u64);
            let taken: usize = messages.iter().map(StoredMessage::size).sum();
            assert!(taken <= BUDGET && taken + bytes + OVERHEAD + 1 > BUDGET, "{bytes}: {taken}");
            assert_eq!((messages.taken, messages.total()), (taken, count as u64));
            assert_eq!(messages.by_number(count as u64 - 1), messages.newest());
        }
    }

    #[test]
    fn a_message_that_is_larger_than_the_budget_is_kept_alone() {
        let mut messages = Messages::default();
        messages.push(0, message(1));
        messages.push(1, message(BUDGET + 1));
        assert_eq!((messages.iter().len(), messages.let_go()), (1, 1));
        let _ = messages.take();
        messages.push(2, message(1));
        assert_eq!((messages.iter().len(), messages.let_go()), (1, 1));
    }

    #[test]
    fn what_was_cleared_comes_back_before_what_came_since() {
        let mut messages = Messages::default();
        messages.push(0, message(1));
        messages.divide(1, LinkChange::Restarted);
        messages.push(1, message(2));
        let before = messages.taken;
        let (kept, divides) = messages.take();
        assert_eq!((messages.iter().len(), messages.taken), (0, 0));
        messages.push(5, message(3));
        messages.bring_back(kept, divides);
        assert_eq!(messages.iter().map(|stored| stored.number).collect::<Vec<_>>(), [0, 1, 2]);
        assert_eq!((messages.taken, messages.divides(None, None).count()), (before + 3 + 1 + OVERHEAD, 1));
        assert_eq!((messages.edits(), messages.since(1), messages.since(2)), (2, 2, 1));
    }
}
