//! What goes over the line, packet by packet, and what the module hears of it.

use super::*;

fn connect() -> Connect {
    let will = Message { topic: "gone".into(), qos: 1, retain: true, payload: vec![0, 255] };
    Connect {
        client: 1,
        host: "broker.local".into(),
        port: 1883,
        clean_session: false,
        keep_alive: 60,
        username: "alice".into(),
        password: "secret".into(),
        client_id: "press-7".into(),
        will: Some(will),
        tls: None,
    }
}

const NOW: Timestamp = Timestamp::ZERO;

fn bytes(packets: &[Packet]) -> Vec<u8> {
    packets.iter().flat_map(|packet| packet.encode().unwrap().as_ref().to_vec()).collect()
}

fn pid(number: u16) -> Pid {
    Pid::try_from(number).unwrap()
}

fn connected() -> Client {
    let mut client = Client::new(NOW, connect());
    client.opened(NOW);
    let accepted = client.heard(NOW, &[0x20, 2, 0, 0]);
    assert_eq!(accepted.events, [BrokerEvent::Connected]);
    client
}

fn message(qos: u8) -> Message {
    Message { topic: "a/b".into(), qos, retain: qos == 1, payload: vec![0, 13, 10, 34, 255] }
}

fn publish(qos_pid: QosPid) -> Packet {
    let mut publish = Publish::new(qos_pid, TopicName::try_from("a/b").unwrap(), message(0).payload.into());
    publish.retain = matches!(qos_pid, QosPid::Level1(_));
    publish.into()
}

#[test]
fn the_introduction_holds_all_that_the_modules_commands_have_set() {
    let sent = Client::new(NOW, connect()).opened(NOW).send;
    let Some(Packet::Connect(packet)) = Packet::decode(&sent).unwrap() else { panic!("{sent:?}") };
    let will = packet.last_will.unwrap();
    assert_eq!((packet.clean_session, packet.keep_alive, &*packet.client_id), (false, 60, "press-7"));
    assert_eq!((packet.username.as_deref(), packet.password.as_deref()), (Some("alice"), Some(&b"secret"[..])));
    assert_eq!((&*will.topic_name, will.qos, will.retain, &*will.message), ("gone", QoS::Level1, true, &[0, 255][..]));
    let anonymous = Connect { username: String::new(), password: String::new(), will: None, ..connect() };
    let sent = Client::new(NOW, anonymous).opened(NOW).send;
    let Some(Packet::Connect(packet)) = Packet::decode(&sent).unwrap() else { panic!("{sent:?}") };
    assert_eq!((packet.username, packet.password, packet.last_will), (None, None, None));
}

#[test]
fn a_refusal_has_its_number_and_ends_the_connection() {
    for code in 1..=5 {
        let mut client = Client::new(NOW, connect());
        client.opened(NOW);
        let effects = client.heard(NOW, &[0x20, 2, 0, code]);
        assert_eq!((effects.events, effects.over), (vec![BrokerEvent::Refused(code)], true));
    }
}

#[test]
fn each_quality_of_service_has_its_handshake() {
    let done = BrokerEvent::Published { ok: true };
    for (qos, first, steps) in [
        (0, QosPid::Level0, vec![]),
        (1, QosPid::Level1(pid(1)), vec![(Packet::Puback(pid(1)), vec![], true)]),
        (
            2,
            QosPid::Level2(pid(1)),
            vec![
                (Packet::Pubrec(pid(1)), vec![Packet::Pubrel(pid(1))], false),
                (Packet::Pubcomp(pid(1)), vec![], true),
            ],
        ),
    ] {
        let mut client = connected();
        let begun = client.asked(NOW, BrokerRequest::Publish(message(qos)));
        assert_eq!(begun.send, bytes(&[publish(first)]), "QoS {qos}");
        assert_eq!(begun.events.is_empty(), qos > 0);
        for (answer, reply, is_done) in steps {
            let effects = client.heard(NOW, &bytes(&[answer]));
            assert_eq!(effects.send, bytes(&reply), "QoS {qos}");
            assert_eq!(effects.events, if is_done { vec![done.clone()] } else { vec![] });
        }
    }
}

#[test]
fn a_message_is_delivered_once_and_answered_however_the_bytes_are_split() {
    let again = |number| Packet::from(Publish { dup: true, ..as_publish(publish(QosPid::Level2(pid(number)))) });
    let stream = bytes(&[
        publish(QosPid::Level0),
        publish(QosPid::Level1(pid(7))),
        publish(QosPid::Level2(pid(8))),
        again(8),
        Packet::Pubrel(pid(8)),
    ]);
    let answers =
        bytes(&[Packet::Puback(pid(7)), Packet::Pubrec(pid(8)), Packet::Pubrec(pid(8)), Packet::Pubcomp(pid(8))]);
    for size in 1..stream.len() {
        let mut client = connected();
        let (mut sent, mut events) = (Vec::new(), Vec::new());
        for piece in stream.chunks(size) {
            let effects = client.heard(NOW, piece);
            sent.extend(effects.send);
            events.extend(effects.events);
        }
        assert_eq!(sent, answers, "in pieces of {size}");
        assert_eq!(events, [0, 1, 2].map(|qos| BrokerEvent::Message(message(qos))), "in pieces of {size}");
    }
}

fn as_publish(packet: Packet) -> Publish {
    let Packet::Publish(publish) = packet else { panic!("{packet:?}") };
    publish
}

#[test]
fn subscriptions_are_confirmed_or_refused() {
    for (code, ok) in [(1, true), (0x80, false)] {
        let mut client = connected();
        client.asked(NOW, BrokerRequest::Subscribe { filter: "plant/#".into(), qos: 1 });
        assert_eq!(client.heard(NOW, &[0x90, 3, 0, 1, code]).events, [BrokerEvent::Subscribed { ok }]);
        client.asked(NOW, BrokerRequest::Unsubscribe { filter: "plant/#".into() });
        assert_eq!(client.heard(NOW, &[0xB0, 2, 0, 2]).events, [BrokerEvent::Unsubscribed { ok: true }]);
        assert_eq!(client.heard(NOW, &[0xB0, 2, 0, 2]).events, [], "an answer to nothing");
    }
    let wrong = connected().asked(NOW, BrokerRequest::Subscribe { filter: "a/#/b".into(), qos: 0 });
    assert_eq!((wrong.events, wrong.send), (vec![BrokerEvent::Subscribed { ok: false }], vec![]));
}

#[test]
fn silence_is_broken_by_a_ping_and_ends_the_connection_when_nothing_answers() {
    let mut client = connected();
    assert_eq!(client.tick(Timestamp::from_millis(59_999)), Effects::default());
    assert_eq!(client.tick(Timestamp::from_millis(60_000)).send, bytes(&[Packet::Pingreq]));
    client.heard(Timestamp::from_millis(60_100), &bytes(&[Packet::Pingresp]));
    assert_eq!(client.tick(Timestamp::from_millis(120_000)).send, bytes(&[Packet::Pingreq]));
    let lost = Effects { events: vec![BrokerEvent::Lost { cause: LostCause::Closed }], over: true, send: vec![] };
    assert_eq!(client.tick(Timestamp::from_millis(130_000)), lost);
    let unreachable = Effects { events: vec![BrokerEvent::Unreachable], over: true, send: vec![] };
    assert_eq!(Client::new(NOW, connect()).tick(Timestamp::from_millis(20_000)), unreachable);
}

#[test]
fn whatever_is_no_packet_of_a_broker_ends_the_connection() {
    for wrong in [&[0xF0, 0][..], &[0x20, 2, 0, 0], &[0xC0, 0], &[0x30, 0xFF, 0xFF, 0xFF, 0x7F]] {
        let effects = connected().heard(NOW, wrong);
        assert_eq!((effects.events, effects.over), (vec![BrokerEvent::Lost { cause: LostCause::Closed }], true));
    }
}

#[test]
fn a_farewell_is_said_or_not() {
    let farewell = connected().asked(NOW, BrokerRequest::Disconnect);
    assert_eq!((farewell.send, farewell.over), (bytes(&[Packet::Disconnect]), true));
    let dropped = connected().asked(NOW, BrokerRequest::Drop);
    assert_eq!((dropped.send, dropped.over), (vec![], true));
}

#[test]
fn a_flood_of_packets_ends_the_connection_and_a_moderate_one_is_taken_to_its_last_byte() {
    let pongs = |count| bytes(&[Packet::Pingresp]).repeat(count);
    let effects = connected().heard(NOW, &pongs(500_000));
    assert_eq!((effects.events, effects.over), (vec![BrokerEvent::Lost { cause: LostCause::Closed }], true));

    let mut client = connected();
    for second in 1..4 {
        let effects = client.heard(Timestamp::from_millis(second * 1_000), &pongs(10_000));
        assert_eq!((effects.over, client.inbox.len()), (false, 0));
    }
    // The beginning of a packet waits for the rest of it.
    client.heard(Timestamp::from_millis(9_000), &[0xD0, 0, 0xD0]);
    assert_eq!(client.inbox, [0xD0]);
}
