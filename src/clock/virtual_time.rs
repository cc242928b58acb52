//! Virtual time for native tests: it stands still while any task can go on and jumps to the next timer when none can.

use std::{cell::RefCell, collections::BTreeMap, future::Future, rc::Rc, task::Poll, time::Duration};

use futures::{
    channel::oneshot,
    executor::{LocalPool, LocalSpawner},
    future::{FutureExt, LocalBoxFuture, poll_fn},
    task::LocalSpawnExt,
};

use super::{Clock, Millis};

/// A clock that a test owns. Its clones show the same time.
#[derive(Debug, Clone, Default)]
pub(crate) struct TestClock(Rc<RefCell<Timers>>);

/// Timers by time and then by age, so that a test runs the same way every time.
#[derive(Debug, Default)]
struct Timers {
    now: Millis,
    /// By how much the clock on the wall is ahead of that.
    ahead: u64,
    created: u64,
    waiting: BTreeMap<(Millis, u64), oneshot::Sender<()>>,
}

impl TestClock {
    /// Runs a test to its end, together with the tasks that it spawns, without ever waiting in real time.
    ///
    /// # Panics
    /// If every task waits and no timer is set: nothing could ever happen again.
    pub(crate) fn run<Test>(&self, test: impl FnOnce(LocalSpawner) -> Test) -> Test::Output
    where
        Test: Future<Output: 'static> + 'static,
    {
        let mut pool = LocalPool::new();
        let spawner = pool.spawner();
        let mut test = spawner.spawn_local_with_handle(test(spawner.clone())).expect("the pool is alive");
        loop {
            pool.run_until_stalled();
            if let Some(output) = (&mut test).now_or_never() {
                return output;
            }
            assert!(self.advance(), "every task waits, and no timer is set");
        }
    }

    /// Lets time pass in which nothing runs, as when a computer sleeps: timers that were due then end after it.
    pub(crate) fn sleep_through(&self, duration: Duration) {
        let mut timers = self.0.borrow_mut();
        timers.now = timers.now + duration;
    }

    /// The same on a system whose clock stands still meanwhile: only the one on the wall goes on, or somebody sets it by so much.
    pub(crate) fn stand_still(&self, ahead: i64) {
        let mut timers = self.0.borrow_mut();
        timers.ahead = timers.ahead.saturating_add_signed(ahead);
    }

    /// How many timers were set so far.
    pub(crate) fn timers_set(&self) -> u64 {
        self.0.borrow().created
    }

    /// Goes to the next timer and ends its sleep. False if there is none.
    fn advance(&self) -> bool {
        let mut timers = self.0.borrow_mut();
        let Some(((due, _), wake)) = timers.waiting.pop_first() else { return false };
        timers.now = timers.now.max(due);
        // The sleep may have been dropped: then the time passes all the same.
        let _ = wake.send(());
        true
    }
}

impl Clock for TestClock {
    fn now(&self) -> Millis {
        self.0.borrow().now
    }

    fn on_the_wall(&self) -> u64 {
        let timers = self.0.borrow();
        timers.now.0 + timers.ahead
    }

    fn sleep(&self, duration: Duration) -> LocalBoxFuture<'static, ()> {
        let (wake, woken) = oneshot::channel();
        let mut timers = self.0.borrow_mut();
        timers.created += 1;
        let due = (timers.now + duration, timers.created);
        timers.waiting.insert(due, wake);
        woken.map(|_| ()).boxed_local()
    }

    fn give_way(&self) -> LocalBoxFuture<'static, ()> {
        let mut given = false;
        poll_fn(move |context| {
            if given {
                return Poll::Ready(());
            }
            given = true;
            context.waker().wake_by_ref();
            Poll::Pending
        })
        .boxed_local()
    }
}

#[test]
fn timers_end_in_the_order_of_their_times() {
    let clock = TestClock::default();
    let order = Rc::new(RefCell::new(Vec::new()));
    let ended = clock.run(|spawner| {
        for seconds in [30, 5, 400] {
            let (clock, order) = (clock.clone(), Rc::clone(&order));
            let sleeper = async move {
                clock.sleep(Duration::from_secs(seconds)).await;
                order.borrow_mut().push((seconds, clock.now()));
            };
            spawner.spawn_local(sleeper).unwrap();
        }
        let clock = clock.clone();
        async move {
            clock.sleep(Duration::from_secs(100)).await;
            clock.now()
        }
    });
    assert_eq!(ended, Millis(100_000));
    assert_eq!(*order.borrow(), [(5, Millis(5_000)), (30, Millis(30_000))]);
}

#[test]
#[should_panic(expected = "no timer is set")]
fn a_test_that_can_never_go_on_fails() {
    TestClock::default().run(|_| std::future::pending::<()>());
}
