//! Who hears what is told, each within a bound: one who follows and is waited for, and others who listen beside it.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::task::{Context, Poll, Waker};

use futures::channel::mpsc;
use futures::lock::Mutex;
use futures::stream::FusedStream;
use futures::{SinkExt, Stream};

/// How many batches wait for whoever follows. While there are more, whoever tells waits, and takes nothing new.
const BATCHES: usize = 4;

/// How many events are kept for whoever listens beside it. The oldest go where nobody takes them.
const KEPT: usize = 1_024;

/// Which events somebody wants to hear.
pub(crate) type Wanted<E> = fn(&E) -> bool;

/// Everybody who wants to hear what happens. Clones share them.
pub(crate) struct Listeners<E>(Rc<Inner<E>>);

struct Inner<E> {
    told: RefCell<Told<E>>,
    /// Held while a batch is handed over.
    follower: Mutex<Option<mpsc::Sender<Vec<E>>>>,
}

struct Told<E> {
    /// What is handed over next.
    batch: Vec<E>,
    has_follower: bool,
    /// Who follows from the next batch on.
    next_follower: Option<mpsc::Sender<Vec<E>>>,
    beside: Vec<Beside<E>>,
}

/// What somebody wants who listens, and where it is kept for them.
type Beside<E> = (Wanted<E>, Weak<RefCell<Kept<E>>>);

/// The events that one listener has not taken yet.
struct Kept<E> {
    events: VecDeque<E>,
    waker: Option<Waker>,
    is_over: bool,
}

/// What somebody hears who listens: the events that were wanted, the last thousand of them.
pub(crate) struct Heard<E>(Rc<RefCell<Kept<E>>>);

impl<E> Clone for Listeners<E> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<E> Default for Listeners<E> {
    fn default() -> Self {
        let told = Told { batch: Vec::new(), has_follower: false, next_follower: None, beside: Vec::new() };
        Self(Rc::new(Inner { told: RefCell::new(told), follower: Mutex::new(None) }))
    }
}

impl<E: Clone> Listeners<E> {
    /// Whoever follows: hears everything, and is waited for. There is one; the one before hears no more.
    pub(crate) fn follow(&self) -> mpsc::Receiver<Vec<E>> {
        let (follower, heard) = mpsc::channel(BATCHES);
        let mut told = self.0.told.borrow_mut();
        told.has_follower = true;
        told.next_follower = Some(follower);
        heard
    }

    /// Hears some of it.
    pub(crate) fn listen(&self, wanted: Wanted<E>) -> Heard<E> {
        let kept = Rc::new(RefCell::new(Kept { events: VecDeque::new(), waker: None, is_over: false }));
        self.0.told.borrow_mut().beside.push((wanted, Rc::downgrade(&kept)));
        Heard(kept)
    }

    /// Whether somebody hears.
    pub(crate) fn are_there(&self) -> bool {
        let told = self.0.told.borrow();
        told.has_follower || told.beside.iter().any(|(_, kept)| kept.strong_count() > 0)
    }

    /// Tells those who listen at once, and the follower with the next batch.
    pub(crate) fn tell(&self, event: E) {
        let mut told = self.0.told.borrow_mut();
        told.beside.retain(|(wanted, kept)| {
            let Some(kept) = kept.upgrade() else { return false };
            if wanted(&event) {
                kept.borrow_mut().push(event.clone());
            }
            true
        });
        if told.has_follower {
            told.batch.push(event);
        }
    }

    /// Hands it over now, if there is room for it. Whether nothing is left to be handed over.
    pub(crate) fn hand_over_now(&self) -> bool {
        let Some(mut follower) = self.0.follower.try_lock() else { return false };
        let mut told = self.0.told.borrow_mut();
        if let Some(next) = told.next_follower.take() {
            *follower = Some(next);
        }
        let batch = std::mem::take(&mut told.batch);
        if batch.is_empty() {
            return true;
        }
        let Some(sender) = follower.as_mut() else { return true };
        match sender.try_send(batch) {
            Ok(()) => true,
            Err(full) if full.is_full() => {
                told.batch = full.into_inner();
                false
            }
            Err(_) => {
                *follower = None;
                told.has_follower = false;
                true
            }
        }
    }

    /// Hands the follower what was told since the last time, and waits until it has room for it.
    pub(crate) async fn hand_over(&self) {
        if self.0.told.borrow().batch.is_empty() {
            return;
        }
        let mut follower = self.0.follower.lock().await;
        let batch = {
            let mut told = self.0.told.borrow_mut();
            if let Some(next) = told.next_follower.take() {
                *follower = Some(next);
            }
            std::mem::take(&mut told.batch)
        };
        // Somebody else may have handed it over.
        if batch.is_empty() {
            return;
        }
        if let Some(sender) = follower.as_mut()
            && sender.send(batch).await.is_err()
        {
            *follower = None;
            let mut told = self.0.told.borrow_mut();
            told.has_follower = told.next_follower.is_some();
        }
    }

    /// Nothing more is told.
    pub(crate) async fn leave(&self) {
        let beside = {
            let mut told = self.0.told.borrow_mut();
            told.has_follower = false;
            told.next_follower = None;
            told.batch.clear();
            std::mem::take(&mut told.beside)
        };
        *self.0.follower.lock().await = None;
        for kept in beside.into_iter().filter_map(|(_, kept)| kept.upgrade()) {
            let mut kept = kept.borrow_mut();
            kept.is_over = true;
            kept.wake();
        }
    }
}

impl<E> Kept<E> {
    fn push(&mut self, event: E) {
        if self.events.len() >= KEPT {
            self.events.pop_front();
        }
        self.events.push_back(event);
        self.wake();
    }

    fn wake(&mut self) {
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }
}

impl<E> Stream for Heard<E> {
    type Item = E;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<E>> {
        let mut kept = self.0.borrow_mut();
        match kept.events.pop_front() {
            Some(event) => Poll::Ready(Some(event)),
            None if kept.is_over => Poll::Ready(None),
            None => {
                kept.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}

impl<E> FusedStream for Heard<E> {
    fn is_terminated(&self) -> bool {
        let kept = self.0.borrow();
        kept.is_over && kept.events.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use futures::executor::block_on;
    use futures::{FutureExt, StreamExt};

    use super::*;

    #[test]
    fn who_listens_beside_has_the_last_of_what_was_wanted() {
        let listeners = Listeners::default();
        let mut heard = listeners.listen(|number| *number != 7);
        (0..=KEPT + 5).for_each(|number| listeners.tell(number));
        assert_eq!(heard.next().now_or_never().flatten(), Some(5));
        block_on(listeners.leave());
        let rest = block_on(heard.collect::<Vec<_>>());
        assert_eq!((rest.len(), rest.last(), rest.contains(&7)), (KEPT - 1, Some(&(KEPT + 5)), false));
    }

    #[test]
    fn who_follows_hears_everything_in_order_and_is_waited_for() {
        let listeners = Listeners::default();
        let mut heard = listeners.follow();
        let mut told = 0..;
        let mut tell = || told.by_ref().take(2).for_each(|number| listeners.tell(number));
        for _ in 0..BATCHES {
            tell();
            assert!(listeners.hand_over().now_or_never().is_some());
        }
        tell();
        let mut waiting = Box::pin(listeners.hand_over());
        assert!(waiting.as_mut().now_or_never().is_none(), "nobody has taken anything");
        let mut numbers = heard.next().now_or_never().flatten().unwrap_or_default();
        assert!(waiting.now_or_never().is_some());
        numbers.extend(std::iter::from_fn(|| heard.next().now_or_never().flatten()).flatten());
        assert!(numbers.iter().copied().eq(0..2 * (BATCHES as i32 + 1)), "{numbers:?}");
        drop(heard);
        listeners.tell(0);
        assert!(listeners.hand_over().now_or_never().is_some(), "who has gone is not waited for");
        assert!(!listeners.are_there());
    }

    #[test]
    fn who_follows_next_hears_what_comes_from_then_on() {
        let listeners = Listeners::default();
        let mut before = listeners.follow();
        listeners.tell(1);
        block_on(listeners.hand_over());
        let mut after = listeners.follow();
        listeners.tell(2);
        block_on(listeners.hand_over());
        assert_eq!(block_on(before.next()), Some(vec![1]));
        assert_eq!((block_on(before.next()), block_on(after.next())), (None, Some(vec![2])));
        block_on(listeners.leave());
        assert_eq!(block_on(after.next()), None);
    }

    #[test]
    fn what_has_no_room_now_is_handed_over_later() {
        let listeners = Listeners::default();
        let mut heard = listeners.follow();
        let mut number = 0;
        loop {
            listeners.tell(number);
            number += 1;
            if !listeners.hand_over_now() {
                break;
            }
        }
        listeners.tell(number);
        let mut numbers: Vec<i32> = std::iter::from_fn(|| heard.next().now_or_never().flatten()).flatten().collect();
        assert!(numbers.len() >= BATCHES);
        assert!(listeners.hand_over_now());
        numbers.extend(heard.next().now_or_never().flatten().unwrap_or_default());
        assert!(numbers.iter().copied().eq(0..=number), "{numbers:?}");
        drop(heard);
        listeners.tell(0);
        assert!(listeners.hand_over_now() && !listeners.are_there());
    }

    #[test]
    fn nobody_is_waited_for_where_nobody_follows() {
        let listeners = Listeners::default();
        drop(listeners.listen(|_| true));
        assert!(!listeners.are_there());
        listeners.tell(());
        assert!(listeners.hand_over().now_or_never().is_some());
        assert!(listeners.0.told.borrow().beside.is_empty() && listeners.0.told.borrow().batch.is_empty());
    }
}
