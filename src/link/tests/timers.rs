//! How often a link has itself woken: setting a timer and taking it back costs a browser more than most lines do.

use fibocom_at::Request;
use futures::channel::mpsc;

use super::asleep::Mute;
use super::*;

#[test]
fn a_link_does_not_set_a_timer_for_each_command() {
    let clock = TestClock::default();
    let set = clock.run(|spawner| {
        let (mut events, received): (mpsc::Sender<LinkEvent>, _) = transport::events();
        let link = Link { transport: Rc::new(Mute), events: received };
        let (handle, driving) = start(link, Rc::new(clock.clone()), new_record());
        spawner.spawn_local(driving).unwrap();
        let clock = clock.clone();
        async move {
            let before = clock.timers_set();
            for _ in 0..100 {
                let answer = handle.submit(Request::raw("AT", None).unwrap());
                events.send(LinkEvent::Received(b"\r\nOK\r\n".to_vec())).await.unwrap();
                answer.await.unwrap();
            }
            clock.timers_set() - before
        }
    });
    assert!(set <= 5, "{set} timers for a hundred commands");
}
