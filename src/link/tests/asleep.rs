//! A computer that sleeps while a command is under way.

use fibocom_at::{Failure, Reply, Request};
use futures::channel::mpsc;

use super::*;

/// A port that takes what it is sent and says nothing by itself.
pub(super) struct Mute;

impl Transport for Mute {
    fn send<'a>(&'a self, _: &'a [u8]) -> LocalBoxFuture<'a, Result<(), LinkError>> {
        async { Ok(()) }.boxed_local()
    }

    fn set_signals(&self, _: Signals) -> LocalBoxFuture<'_, Result<(), LinkError>> {
        async { Ok(()) }.boxed_local()
    }

    fn close(&self) -> LocalBoxFuture<'_, ()> {
        async {}.boxed_local()
    }
}

/// What became of an AT whose answer came while the computer slept for an hour, and is read so long after it woke.
fn answered(read_after: Duration) -> Result<Reply, Failure> {
    let clock = TestClock::default();
    clock.run(|spawner| {
        let (mut events, received): (mpsc::Sender<LinkEvent>, _) = transport::events();
        let link = Link { transport: Rc::new(Mute), events: received };
        let (handle, driving) = start(link, Rc::new(clock.clone()), new_record());
        spawner.spawn_local(driving).unwrap();
        let asleep = clock.clone();
        async move {
            let answer = handle.submit(Request::raw("AT", None).unwrap());
            handle.sleep(Duration::from_millis(1)).await;
            asleep.sleep_through(Duration::from_secs(3_600));
            handle.sleep(read_after).await;
            events.send(LinkEvent::Received(b"\r\nOK\r\n".to_vec())).await.unwrap();
            answer.await
        }
    })
}

/// Whether the link tells that the computer slept for so long.
fn slept(span: Duration) -> bool {
    tells_of(move |clock| clock.sleep_through(span))
}

/// The same where this is done to the clock.
fn tells_of(done: impl FnOnce(&TestClock) + 'static) -> bool {
    let clock = TestClock::default();
    clock.run(|spawner| {
        let (events, received): (mpsc::Sender<LinkEvent>, _) = transport::events();
        let link = Link { transport: Rc::new(Mute), events: received };
        let (handle, driving) = start(link, Rc::new(clock.clone()), new_record());
        spawner.spawn_local(driving).unwrap();
        let asleep = clock.clone();
        async move {
            let mut told = handle.listen(|event| *event == DriverEvent::Slept);
            handle.sleep(Duration::from_millis(1)).await;
            done(&asleep);
            handle.sleep(Duration::from_secs(130)).await;
            drop(events);
            told.next().now_or_never().flatten().is_some()
        }
    })
}

#[test]
fn a_computer_that_slept_says_so_and_a_page_that_is_held_back_does_not() {
    assert!(slept(Duration::from_secs(3_600)));
    assert!(!slept(Duration::from_secs(119)));
}

#[test]
fn a_computer_whose_clock_stood_still_while_it_slept_says_so() {
    for (seconds, expected) in [(3_600, true), (121, true), (119, false), (0, false), (-7_200, false)] {
        assert_eq!(tells_of(move |clock| clock.stand_still(seconds * 1_000)), expected, "{seconds} s");
    }
}

#[test]
fn what_came_while_the_computer_slept_is_heard_before_a_command_is_called_late() {
    assert!(answered(Duration::from_millis(200)).is_ok());
    assert!(matches!(answered(Duration::from_secs(1)), Err(Failure::TimedOut(_))));
}
