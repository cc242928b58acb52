//! What the broker inside the page must get right.

use super::*;
use crate::clouds::{Circumstances, Cloud, Login, Request};

fn connect(client_id: &str, clean_session: bool) -> Connect {
    Connect {
        client: 1,
        host: "broker.example".to_owned(),
        port: 1883,
        clean_session,
        keep_alive: 60,
        username: "user".to_owned(),
        password: "secret".to_owned(),
        client_id: client_id.to_owned(),
        will: None,
        tls: None,
    }
}

fn message(topic: &str, qos: u8, payload: &str) -> Message {
    Message { topic: topic.to_owned(), qos, retain: false, payload: payload.into() }
}

fn ask(broker: &mut PageBroker, connection: u32, request: BrokerRequest) -> Vec<(u32, BrokerEvent)> {
    broker.handle(Timestamp::ZERO, Connection(connection), request);
    drain(broker)
}

fn drain(broker: &mut PageBroker) -> Vec<(u32, BrokerEvent)> {
    std::iter::from_fn(|| broker.poll()).map(|(connection, event)| (connection.0, event)).collect()
}

fn open(broker: &mut PageBroker, connection: u32, client_id: &str, clean_session: bool) -> Vec<(u32, BrokerEvent)> {
    ask(broker, connection, BrokerRequest::Connect(Box::new(connect(client_id, clean_session))))
}

fn subscribe(broker: &mut PageBroker, connection: u32, filter: &str, qos: u8) -> Vec<(u32, BrokerEvent)> {
    ask(broker, connection, BrokerRequest::Subscribe { filter: filter.to_owned(), qos })
}

#[test]
fn a_message_comes_once_at_the_lower_quality_of_service() {
    for (published, subscribed, delivered) in [(0, 2, 0), (2, 1, 1), (1, 2, 1), (2, 2, 2)] {
        let mut broker = PageBroker::new();
        open(&mut broker, 1, "a", true);
        subscribe(&mut broker, 1, "t/#", subscribed);
        subscribe(&mut broker, 1, "t/+", 0);
        let events = ask(&mut broker, 1, BrokerRequest::Publish(message("t/x", published, "hi")));
        let expected =
            [(1, BrokerEvent::Published { ok: true }), (1, BrokerEvent::Message(message("t/x", delivered, "hi")))];
        assert_eq!(events, expected);
    }
}

#[test]
fn a_retained_message_waits_for_subscribers_until_an_empty_one_clears_it() {
    let mut broker = PageBroker::new();
    broker.publish(Message { retain: true, ..message("state", 1, "on") });
    open(&mut broker, 1, "a", true);
    let events = subscribe(&mut broker, 1, "state", 0);
    let kept = Message { retain: true, ..message("state", 0, "on") };
    assert_eq!(events, [(1, BrokerEvent::Subscribed { ok: true }), (1, BrokerEvent::Message(kept))]);
    broker.publish(Message { retain: true, ..message("state", 1, "") });
    assert_eq!(drain(&mut broker), [(1, BrokerEvent::Message(message("state", 0, "")))]);
    assert_eq!(subscribe(&mut broker, 1, "state", 0), [(1, BrokerEvent::Subscribed { ok: true })]);
}

#[test]
fn a_will_follows_a_broken_connection_and_not_a_farewell() {
    for (request, sent) in [(BrokerRequest::Drop, true), (BrokerRequest::Disconnect, false)] {
        let mut broker = PageBroker::new();
        open(&mut broker, 1, "watcher", true);
        subscribe(&mut broker, 1, "will", 2);
        let will = message("will", 1, "gone");
        let dying = Connect { will: Some(will.clone()), ..connect("dying", true) };
        ask(&mut broker, 2, BrokerRequest::Connect(Box::new(dying)));
        let expected = if sent { vec![(1, BrokerEvent::Message(will))] } else { vec![] };
        assert_eq!(ask(&mut broker, 2, request), expected);
    }
}

#[test]
fn a_persistent_session_keeps_subscriptions_and_messages_of_quality_one_and_two() {
    let mut broker = PageBroker::new();
    open(&mut broker, 1, "a", false);
    subscribe(&mut broker, 1, "t", 2);
    ask(&mut broker, 1, BrokerRequest::Disconnect);
    for qos in 0..=2 {
        broker.publish(message("t", qos, &qos.to_string()));
    }
    let expected = [
        (2, BrokerEvent::Connected),
        (2, BrokerEvent::Message(message("t", 1, "1"))),
        (2, BrokerEvent::Message(message("t", 2, "2"))),
    ];
    assert_eq!(open(&mut broker, 2, "a", false), expected);
    broker.publish(message("t", 0, "live"));
    assert_eq!(drain(&mut broker), [(2, BrokerEvent::Message(message("t", 0, "live")))]);
}

#[test]
fn a_clean_session_begins_and_ends_with_nothing() {
    let mut broker = PageBroker::new();
    open(&mut broker, 1, "a", false);
    subscribe(&mut broker, 1, "t", 1);
    ask(&mut broker, 1, BrokerRequest::Drop);
    open(&mut broker, 2, "a", true);
    broker.publish(message("t", 1, "x"));
    assert_eq!(drain(&mut broker), []);
    ask(&mut broker, 2, BrokerRequest::Disconnect);
    assert_eq!(open(&mut broker, 3, "a", false), [(3, BrokerEvent::Connected)]);
}

#[test]
fn a_second_connection_with_the_same_client_id_takes_over() {
    let mut broker = PageBroker::new();
    open(&mut broker, 1, "a", true);
    let expected = [(1, BrokerEvent::Lost { cause: LostCause::TakenOver }), (2, BrokerEvent::Connected)];
    assert_eq!(open(&mut broker, 2, "a", true), expected);
    assert_eq!(subscribe(&mut broker, 1, "t", 0), [], "the old connection is gone");
}

#[test]
fn who_is_not_listed_is_refused_and_who_is_unreachable_is_not_reached() {
    let mut broker = PageBroker::new();
    broker.admit_only(vec![User { username: "user".to_owned(), password: "other".to_owned() }]);
    assert_eq!(open(&mut broker, 1, "a", true), [(1, BrokerEvent::Refused(4))]);
    let nowhere = Connect { host: "nobody.invalid".to_owned(), ..connect("a", true) };
    let events = ask(&mut broker, 2, BrokerRequest::Connect(Box::new(nowhere)));
    assert_eq!(events, [(2, BrokerEvent::Unreachable)]);
}

#[test]
fn a_filter_that_is_none_is_refused_and_a_topic_with_wildcards_ends_the_connection() {
    let mut broker = PageBroker::new();
    open(&mut broker, 1, "a", true);
    assert_eq!(subscribe(&mut broker, 1, "a/#/b", 0), [(1, BrokerEvent::Subscribed { ok: false })]);
    let events = ask(&mut broker, 1, BrokerRequest::Publish(message("a/+", 0, "")));
    assert_eq!(events, [(1, BrokerEvent::Lost { cause: LostCause::Closed })]);
}

#[test]
fn the_plant_reports_while_somebody_is_connected_and_repeats_itself_for_the_same_seed() {
    let story = |seed| {
        let mut broker = PageBroker::with_plant(seed);
        assert_eq!(broker.next_wake(), None);
        open(&mut broker, 1, "a", true);
        subscribe(&mut broker, 1, "demo/#", 0);
        for second in 0..=20 {
            broker.tick(Timestamp::from_millis(second * 1000));
        }
        drain(&mut broker)
    };
    let events = story(7);
    let of = |topic: &str| {
        events.iter().filter(|(_, event)| matches!(event, BrokerEvent::Message(m) if m.topic == topic)).count()
    };
    assert_eq!((of("demo/plant/press"), of("demo/plant/frame")), (10, 2));
    assert_eq!(events, story(7));
    assert_ne!(events, story(8));
}

#[test]
fn the_echo_answers_with_the_same_bytes() {
    let mut broker = PageBroker::with_plant(1);
    open(&mut broker, 1, "a", true);
    subscribe(&mut broker, 1, "demo/echo/reply", 1);
    let events = ask(&mut broker, 1, BrokerRequest::Publish(message("demo/echo", 1, "\0\r\n\"")));
    assert_eq!(
        events,
        [
            (1, BrokerEvent::Published { ok: true }),
            (1, BrokerEvent::Message(message("demo/echo/reply", 1, "\0\r\n\"")))
        ]
    );
}

/// The demonstration device of Tencent's, as the module logs it in, on its way to a broker that pretends to be its cloud.
fn to_tencent(will: Option<Message>) -> (PageBroker, Vec<(u32, BrokerEvent)>) {
    let known = CloudDevice::demonstration(Cloud::Tencent);
    let CloudDevice { product, device, secret, .. } = known.clone();
    let around = Circumstances { time: 0, random: "abc3E".to_owned(), iccid: "" };
    let Login { username, password, client_id } =
        clouds::login(&Request::Tencent { product, device, secret }, &around).unwrap();
    let mut broker = PageBroker::new();
    broker.act_as(Some(known), 0);
    let connect = Connect { username, password, will, ..connect(&client_id, true) };
    let heard = ask(&mut broker, 1, BrokerRequest::Connect(Box::new(connect)));
    (broker, heard)
}

#[test]
fn a_cloud_refuses_what_it_does_not_have() {
    assert_eq!(to_tencent(Some(message("w", 0, ""))).1, [(1, BrokerEvent::Refused(NOT_AUTHORISED))]);
    let (mut broker, heard) = to_tencent(None);
    assert_eq!(heard, [(1, BrokerEvent::Connected)]);
    assert_eq!(subscribe(&mut broker, 1, "t", 2), [(1, BrokerEvent::Subscribed { ok: false })]);
    let published = ask(&mut broker, 1, BrokerRequest::Publish(message("t", 1, "")));
    assert_eq!(published, [(1, BrokerEvent::Published { ok: true })]);
    for refused in [message("t", 2, ""), Message { retain: true, ..message("t", 0, "") }] {
        let (mut broker, _) = to_tencent(None);
        let published = ask(&mut broker, 1, BrokerRequest::Publish(refused));
        assert_eq!(published, [(1, BrokerEvent::Lost { cause: LostCause::Closed })]);
    }
}

#[test]
fn devices_publish_while_they_are_on_and_the_broker_says_who_is_there_and_what_it_keeps() {
    let mut broker = PageBroker::with_plant(1);
    broker.switch(Timestamp::ZERO, Device::Meter, true);
    broker.switch(Timestamp::ZERO, Device::Tracker, true);
    // Nobody is connected yet: what is retained waits.
    assert_eq!(broker.next_wake(), Some(Timestamp::from_millis(5_000)));
    broker.tick(Timestamp::from_millis(15_000));
    assert_eq!(broker.retained().map(|message| message.topic.as_str()).collect::<Vec<_>>(), ["demo/meter/state"]);
    open(&mut broker, 1, "one", true);
    assert_eq!(broker.connected().collect::<Vec<_>>(), ["one"]);
    let events = subscribe(&mut broker, 1, "demo/meter/+", 0);
    assert!(
        events.iter().any(|(_, event)| matches!(event, BrokerEvent::Message(message) if message.retain)),
        "{events:?}"
    );
    subscribe(&mut broker, 1, "demo/tracker/+", 0);
    broker.tick(Timestamp::from_millis(20_000));
    assert_eq!(drain(&mut broker).len(), 1);
    broker.switch(Timestamp::from_millis(20_000), Device::Tracker, false);
    assert_eq!(broker.devices().collect::<Vec<_>>(), [Device::Meter, Device::Press]);
    broker.tick(Timestamp::from_millis(29_000));
    assert_eq!(drain(&mut broker), []);
}

#[test]
fn the_other_end_tells_who_came_and_went_and_who_published_what() {
    let mut broker = PageBroker::with_plant(1);
    open(&mut broker, 1, "one", true);
    ask(&mut broker, 1, BrokerRequest::Publish(message("t", 1, "hi")));
    broker.publish(Message { retain: true, ..message("demo/echo", 0, "you") });
    let will = Some(message("will", 0, "gone"));
    ask(&mut broker, 2, BrokerRequest::Connect(Box::new(Connect { will, ..connect("two", true) })));
    ask(&mut broker, 2, BrokerRequest::Drop);
    let end = broker.other_end(0);
    let told: Vec<_> = end
        .news
        .iter()
        .map(|passed| match &passed.what {
            Happening::Published { by, message } => format!("{by:?} {}", message.topic),
            other => format!("{other:?}"),
        })
        .collect();
    assert_eq!(
        told,
        [
            "Came(\"one\")",
            "Client(\"one\") t",
            "Person demo/echo",
            "Broker demo/echo/reply",
            "Came(\"two\")",
            "Went(\"two\")",
            "Will(\"two\") will"
        ]
    );
    assert_eq!((end.connected, end.retained.len(), end.devices), (vec!["one".to_owned()], 1, vec![Device::Press]));
    assert_eq!(broker.other_end(6).news.len(), 1);
}

#[test]
fn a_press_that_is_switched_off_is_silent_until_it_is_on_again() {
    let mut broker = PageBroker::with_plant(1);
    open(&mut broker, 1, "one", true);
    subscribe(&mut broker, 1, "demo/plant/press", 0);
    broker.switch(Timestamp::ZERO, Device::Press, false);
    assert_eq!((broker.next_wake(), broker.devices().count()), (None, 0));
    broker.tick(Timestamp::from_millis(10_000));
    assert_eq!(drain(&mut broker), []);
    broker.switch(Timestamp::from_millis(10_000), Device::Press, true);
    broker.tick(Timestamp::from_millis(12_000));
    assert_eq!(drain(&mut broker).len(), 1);
}
