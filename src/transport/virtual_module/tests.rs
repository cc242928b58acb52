//! The virtual module as a transport, in virtual time.

use fibocom_sim::What;
use fibocom_sim::faults::{line, module, port};
use futures::task::LocalSpawnExt;

use super::*;
use crate::transport::LinkError;
use crate::{
    clock::virtual_time::TestClock,
    transport::contract::{check, ends_with, talks},
};

/// Runs a test with a plugged-in module of this seed.
fn with_module<Test>(seed: u64, test: impl FnOnce(Link, Control, TestClock) -> Test) -> Test::Output
where
    Test: Future<Output: 'static> + 'static,
{
    let clock = TestClock::default();
    clock.run(|spawner| {
        let (link, control, running) = plug_in(Config { seed, ..Config::for_model("L610") }, clock.clone());
        spawner.spawn_local(running).unwrap();
        test(link, control, clock.clone())
    })
}

/// The pieces that a module of this seed sends in its first ten seconds.
fn first_pieces(seed: u64) -> Vec<LinkEvent> {
    with_module(seed, |mut link, control, clock| async move {
        talks(&mut link, &clock).await;
        link.transport.send(b"ATI\r").await.unwrap();
        clock.sleep(Duration::from_secs(10)).await;
        control.unplug();
        link.events.collect().await
    })
}

#[test]
fn the_virtual_module_keeps_the_contract() {
    with_module(1, |link, _control, clock| async move { check(link, &clock).await });
}

#[test]
fn a_module_that_nobody_reads_is_held_back_and_loses_nothing() {
    with_module(1, |mut link, _control, clock| async move {
        talks(&mut link, &clock).await;
        for _ in 0..200 {
            link.transport.send(b"ATI\r").await.unwrap();
            clock.sleep(Duration::from_millis(200)).await;
        }
        let mut waiting = 0;
        let mut heard = Vec::new();
        // What has arrived already, before the module can go on.
        while let Some(Some(event)) = link.events.next().now_or_never() {
            waiting += 1;
            let LinkEvent::Received(bytes) = event else { panic!("{event:?}") };
            heard.extend(bytes);
        }
        assert!((1..=18).contains(&waiting), "{waiting} events waited");
        while let Either::Left((Some(LinkEvent::Received(bytes)), _)) =
            select(link.events.next(), clock.sleep(Duration::from_secs(5))).await
        {
            heard.extend(bytes);
        }
        assert_eq!(heard.windows(4).filter(|four| four == b"OK\r\n").count(), 200);
    });
}

#[test]
fn a_pulled_cable_is_told_once_and_nothing_is_sent_after_it() {
    with_module(1, |mut link, control, clock| async move {
        talks(&mut link, &clock).await;
        control.unplug();
        control.unplug();
        assert_eq!(link.transport.send(b"AT\r").await, Err(LinkError::Lost));
        link.transport.close().await;
        ends_with(link, &LostReason::Unplugged).await;
    });
}

#[test]
fn a_dropped_transport_ends_the_module() {
    with_module(1, |link, control, _clock| async move {
        let Link { transport, events } = link;
        drop(transport);
        assert_eq!(events.collect::<Vec<_>>().await.last(), Some(&LinkEvent::Lost(LostReason::Closed)));
        control.unplug();
    });
}

#[test]
fn the_pieces_depend_on_nothing_but_the_seed() {
    assert_eq!(first_pieces(7), first_pieces(7));
    let different = (1..20).map(first_pieces).collect::<Vec<_>>();
    assert!(different.windows(2).any(|pair| pair[0] != pair[1]), "every seed splits alike");
}

#[test]
fn pieces_lose_and_reorder_nothing() {
    let bytes: Vec<u8> = (0..100_000_u32).map(|n| n.to_le_bytes()[0]).collect();
    let (mut events, mut receiver) = crate::transport::events();
    let (mut output, mut random, mut joined) = (VecDeque::from(bytes.clone()), Random::new(3), Vec::new());
    while !output.is_empty() {
        deliver(&mut output, &mut random, &mut events);
        while let Some(Some(event)) = receiver.next().now_or_never() {
            let LinkEvent::Received(bytes) = event else { panic!("{event:?}") };
            joined.extend(bytes);
        }
    }
    assert!(joined == bytes);
}

#[test]
fn a_fault_by_hand_begins_now_and_ends_when_the_module_is_healed() {
    with_module(1, |mut link, control, clock| async move {
        talks(&mut link, &clock).await;
        control.inject(port::SILENT.faults()[0].by_hand());
        link.transport.send(b"AT\r").await.unwrap();
        clock.sleep(Duration::from_secs(10)).await;
        assert_eq!(link.events.next().now_or_never(), None);
        control.heal();
        talks(&mut link, &clock).await;
    });
}

#[test]
fn a_usb_device_that_goes_is_a_pulled_cable() {
    with_module(1, |mut link, control, clock| async move {
        talks(&mut link, &clock).await;
        control.inject(module::USB_RESTART.faults()[0].by_hand());
        clock.sleep(Duration::from_secs(1)).await;
        assert_eq!(link.transport.send(b"AT\r").await, Err(LinkError::Lost));
        ends_with(link, &LostReason::Unplugged).await;
    });
}

#[test]
fn a_hand_does_to_the_module_what_it_is_lent_for_and_a_pulled_cable_ends_the_link() {
    with_module(1, |mut link, control, clock| async move {
        talks(&mut link, &clock).await;
        clock.sleep(Duration::from_secs(10)).await;
        while link.events.next().now_or_never().is_some() {}
        assert!(control.lend_hand(Hand::TakeSimOut));
        clock.sleep(Duration::from_secs(1)).await;
        let mut heard = Vec::new();
        while let Some(Some(LinkEvent::Received(bytes))) = link.events.next().now_or_never() {
            heard.extend(bytes);
        }
        assert_eq!(String::from_utf8_lossy(&heard), "\r\n+SIM DROP\r\n");
        assert!(control.lend_hand(Hand::PullCable));
        assert!(control.lend_hand(Hand::PlugIn));
        ends_with(link, &LostReason::Unplugged).await;
    });
}

#[test]
fn time_goes_as_fast_as_it_is_told_to() {
    for (times, answers_after) in [(1, 10_000), (100, 100)] {
        with_module(1, move |mut link, control, clock| async move {
            talks(&mut link, &clock).await;
            assert!(control.set_speed(times));
            control.inject(Fault::always(What::LateAnswers((10_000, 10_000))));
            let begun = clock.now().0;
            link.transport.send(b"AT\r").await.unwrap();
            let mut heard = Vec::new();
            while !heard.windows(4).any(|four| four == b"OK\r\n") {
                let Some(LinkEvent::Received(bytes)) = link.events.next().await else { panic!("no answer") };
                heard.extend(bytes);
            }
            let took = clock.now().0 - begun;
            assert!((answers_after..answers_after + 20).contains(&took), "{times}: {took} ms");
        });
    }
}

#[test]
fn at_a_uart_the_speed_of_the_options_counts() {
    for (baud_rate, understood) in [(9_600, true), (115_200, false)] {
        let clock = TestClock::default();
        clock.run(|spawner| {
            let config = Config::for_model("L610").with(&[line::WRONG_BAUD]);
            let broker = |config: &Config, _| -> Box<dyn Broker> { Box::new(PageBroker::of(config)) };
            let (link, control, running) = plug_in_with(config, baud_rate, clock.clone(), None, broker);
            spawner.spawn_local(running).unwrap();
            let clock = clock.clone();
            async move {
                clock.sleep(Duration::from_secs(10)).await;
                link.transport.send(b"ATI\r").await.unwrap();
                clock.sleep(Duration::from_secs(1)).await;
                control.unplug();
                let events: Vec<_> = link.events.collect().await;
                let bytes = events.into_iter().flat_map(|event| match event {
                    LinkEvent::Received(bytes) => bytes,
                    _ => Vec::new(),
                });
                let heard = String::from_utf8_lossy(&bytes.collect::<Vec<_>>()).into_owned();
                assert_eq!(heard.contains("OK"), understood, "{baud_rate}: {heard:?}");
            }
        });
    }
}

#[test]
fn the_other_end_sees_who_is_there_and_what_a_person_beside_the_module_publishes() {
    with_module(1, |mut link, control, clock| async move {
        talks(&mut link, &clock).await;
        assert!(control.switch(Device::Meter, true));
        let message = Message { topic: "t".to_owned(), qos: 0, retain: true, payload: b"hi".to_vec() };
        assert!(control.publish(message.clone()));
        let seen = control.look_from_beyond(0).unwrap().await.unwrap().unwrap();
        assert_eq!((seen.retained, seen.connected.len(), seen.devices.len()), (vec![message], 0, 2));
        assert_eq!(seen.news.len(), 1);
        control.unplug();
        assert!(control.look_from_beyond(0).is_none());
    });
}

/// What comes within so many seconds.
async fn heard_within(link: &mut Link, clock: &TestClock, seconds: u64) -> String {
    clock.sleep(Duration::from_secs(seconds)).await;
    let mut heard = Vec::new();
    while let Some(Some(LinkEvent::Received(bytes))) = link.events.next().now_or_never() {
        heard.extend(bytes);
    }
    String::from_utf8_lossy(&heard).into_owned()
}

#[test]
fn behind_a_pulled_cable_the_world_goes_on_and_the_module_starts_in_it_when_it_is_plugged_in_again() {
    with_module(1, |mut link, control, clock| async move {
        talks(&mut link, &clock).await;
        assert!(control.lend_hand(Hand::Break(vec![module::LATE])));
        assert!(control.lend_hand(Hand::TakeSimOut));
        let message = Message { topic: "t".to_owned(), qos: 0, retain: true, payload: b"hi".to_vec() };
        assert!(control.publish(message.clone()));
        assert!(control.switch(Device::Meter, true));
        link.transport.send(b"ATE0\r").await.unwrap();
        clock.sleep(Duration::from_secs(20)).await;
        assert!(control.lend_hand(Hand::PullCable));
        clock.sleep(Duration::from_secs(5)).await;
        let seen = control.look_from_beyond(0).unwrap().await.unwrap().unwrap();
        assert!(seen.retained.contains(&message) && seen.devices.len() == 2);
        assert_eq!(link.transport.send(b"AT\r").await, Err(LinkError::Lost));
        // Whoever had the port closes it, as a page does, and lets it go.
        link.transport.close().await;
        ends_with(link, &LostReason::Unplugged).await;

        let mut link = control.plug_in().unwrap();
        assert!(heard_within(&mut link, &clock, 15).await.contains("AT command ready"), "it has started");
        link.transport.send(b"AT\r").await.unwrap();
        assert_eq!(heard_within(&mut link, &clock, 2).await, "AT\r", "its echo is on again, and its answers are late");
        assert!(heard_within(&mut link, &clock, 8).await.contains("OK"));
        link.transport.send(b"AT+CPIN?\r").await.unwrap();
        let sim = heard_within(&mut link, &clock, 10).await;
        assert!(sim.contains("ERROR") && !sim.contains("READY"), "the SIM is still out: {sim}");
        let seen = control.look_from_beyond(0).unwrap().await.unwrap().unwrap();
        assert!(seen.retained.contains(&message) && seen.devices.len() == 2);

        // Somebody who closes it has done with it, and so with its world.
        link.transport.close().await;
        ends_with(link, &LostReason::Closed).await;
        assert!(control.plug_in().is_none() && !control.lend_hand(Hand::Heal));
    });
}

#[test]
fn a_module_that_nobody_can_plug_in_again_is_gone() {
    let clock = TestClock::default();
    let ended = Rc::new(Cell::new(0));
    clock.run(|spawner| {
        for drop_first in [true, false] {
            let (link, control, running) = plug_in(Config::for_model("L610"), clock.clone());
            let ended = Rc::clone(&ended);
            spawner
                .spawn_local(async move {
                    running.await;
                    ended.set(ended.get() + 1);
                })
                .unwrap();
            let clock = clock.clone();
            spawner
                .spawn_local(async move {
                    clock.sleep(Duration::from_secs(10)).await;
                    assert!(control.lend_hand(Hand::PullCable));
                    if drop_first {
                        drop(control);
                        ends_with(link, &LostReason::Unplugged).await;
                    } else {
                        ends_with(link, &LostReason::Unplugged).await;
                        drop(control);
                    }
                })
                .unwrap();
        }
        clock.sleep(Duration::from_secs(60))
    });
    assert_eq!(ended.get(), 2);
}

#[test]
fn a_port_that_comes_back_by_itself_is_told_of_and_can_be_opened_again() {
    let clock = TestClock::default();
    clock.run(|spawner| {
        let (tell, mut told) = mpsc::channel(8);
        let broker = |config: &Config, _| -> Box<dyn Broker> { Box::new(PageBroker::of(config)) };
        let config = Config::for_model("L610");
        let (mut link, control, running) = plug_in_with(config, 115_200, clock.clone(), Some(tell), broker);
        spawner.spawn_local(running).unwrap();
        let clock = clock.clone();
        async move {
            talks(&mut link, &clock).await;
            assert!(control.lend_hand(Hand::Restart(fibocom_sim::Usb::Drops)));
            clock.sleep(Duration::from_secs(1)).await;
            ends_with(link, &LostReason::Unplugged).await;
            // Opened before it has started: that is not taken for another loss.
            let mut link = control.plug_in().unwrap();
            talks(&mut link, &clock).await;
            assert!(control.lend_hand(Hand::Restart(fibocom_sim::Usb::Drops)));
            ends_with(link, &LostReason::Unplugged).await;
            clock.sleep(Duration::from_secs(30)).await;
            let mut told_back = 0;
            while let Some(Some(one)) = told.next().now_or_never() {
                told_back += usize::from(one == Told::Back);
            }
            assert_eq!(told_back, 1);
            talks(&mut control.plug_in().unwrap(), &clock).await;
        }
    });
}
