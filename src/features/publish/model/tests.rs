//! Every refusal of the form with its field, and the exact lines of what it accepts.

use fibocom_at::commands::{FormChoice, PublishForm};

use super::*;

fn good() -> Message {
    Message { topic: "plant/7".into(), ..Message::default() }
}

fn on_topic(topic: &str) -> (Message, &'static [u8]) {
    (Message { topic: topic.into(), ..good() }, b"hello")
}

fn by_id(client: u32, id: &str) -> (Message, &'static [u8]) {
    (Message { client, topic: id.into(), topic_form: TopicForm::Id, ..good() }, b"hello")
}

fn carrying(payload: &[u8], form: Choice) -> (Message, &[u8]) {
    (Message { form, ..good() }, payload)
}

#[test]
fn each_value_beyond_its_limit_is_refused_at_its_field() {
    let quoted = Choice::Only(PublishForm::Quoted);
    let by_length = Choice::Only(PublishForm::ByLength);
    for ((message, payload), field, problem) in [
        (
            (Message { client: 3, ..good() }, &b""[..]),
            Field::Client,
            Problem::NoSuchClient { clients: &[1, 2, 101, 102] },
        ),
        (by_id(101, "0"), Field::TopicId, Problem::OutOfRange { min: 1, max: 65_535 }),
        (by_id(101, "65536"), Field::TopicId, Problem::OutOfRange { min: 1, max: 65_535 }),
        (by_id(101, "plant/7"), Field::TopicId, Problem::NotANumber),
        (by_id(101, ""), Field::TopicId, Problem::Empty),
        (by_id(1, "7"), Field::TopicId, Problem::NeedsSnClient),
        (on_topic(""), Field::Topic, Problem::Empty),
        (on_topic(&"t".repeat(256)), Field::Topic, Problem::TooLong { bytes: 256, max: 255 }),
        (on_topic("a\r\nAT"), Field::Topic, Problem::LineBreak { at: 1 }),
        (on_topic("a/+/b"), Field::Topic, Problem::Wildcard { at: 2, found: '+' }),
        (on_topic("a/#"), Field::Topic, Problem::Wildcard { at: 2, found: '#' }),
        (on_topic("grün"), Field::Topic, Problem::NotAllowed { at: 2, found: 'ü' }),
        (carrying(&[b'x'; 1025], Choice::Auto), Field::Payload, Problem::TooLong { bytes: 1025, max: 1024 }),
        (carrying(b"say \"hi\"", quoted), Field::Payload, Problem::NotQuotable { at: 4, byte: b'"' }),
        (carrying(b"a\nb", quoted), Field::Payload, Problem::NotQuotable { at: 1, byte: b'\n' }),
        (carrying(b"", by_length), Field::Payload, Problem::Empty),
    ] {
        assert_eq!(command(Profile::for_model("L610"), &message, payload).unwrap_err(), [problem.at(field)]);
    }
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let message = Message { client: 9, topic: "#".into(), ..good() };
    let wrong = command(Profile::for_model("L610"), &message, &[0; 1025]).unwrap_err();
    let fields: Vec<Field> = wrong.into_iter().map(|invalid| invalid.field).collect();
    assert_eq!(fields, [Field::Client, Field::Topic, Field::Payload]);
}

#[test]
fn a_message_makes_exactly_this_sequence() {
    let by_length = Choice::Only(PublishForm::ByLength);
    for ((message, payload), choice, line, data, seconds, required) in [
        (
            carrying(b"hello", Choice::Auto),
            FormChoice::PlainText,
            "AT+MQTTPUB=1,\"plant/7\",1,0,\"hello\"",
            None,
            60,
            true,
        ),
        (carrying(b"", Choice::Auto), FormChoice::Empty, "AT+MQTTPUB=1,\"plant/7\",1,0,\"\"", None, 60, true),
        (
            carrying(b"hello\"", Choice::Auto),
            FormChoice::ByLengthFor { at: 5, byte: b'"' },
            "AT+MQTTPUB=1,\"plant/7\",1,0,6",
            Some(&b"hello\""[..]),
            60,
            true,
        ),
        (
            carrying(b"hello", by_length),
            FormChoice::ByLengthAsAsked,
            "AT+MQTTPUB=1,\"plant/7\",1,0,5",
            Some(b"hello"),
            60,
            true,
        ),
        (by_id(101, "7"), FormChoice::PlainText, "AT+MQTTPUB=101,7,1,0,\"hello\"", None, 60, true),
        (
            (Message { client: 102, topic: "ab".into(), ..good() }, &b"\x00"[..]),
            FormChoice::ByLengthFor { at: 0, byte: 0 },
            "AT+MQTTPUB=102,\"ab\",1,0,1",
            Some(b"\x00"),
            60,
            true,
        ),
        (
            (Message { client: 2, qos: Qos::AtMostOnce, retain: Retain::Yes, ..good() }, &b"hello"[..]),
            FormChoice::PlainText,
            "AT+MQTTPUB=2,\"plant/7\",0,1,\"hello\"",
            None,
            5,
            false,
        ),
    ] {
        let command = command(Profile::for_model("L610"), &message, payload).unwrap();
        assert_eq!(command.choice(), choice);
        assert_eq!(
            Sequence::of(&command),
            Sequence {
                line: line.into(),
                data: data.map(<[u8]>::to_vec),
                prompt_seconds: 5,
                status: format!("+MQTTPUB: {},1", message.client),
                seconds,
                required,
            }
        );
    }
}

#[test]
fn an_obstacle_is_named_before_anything_is_sent() {
    let client = ClientIndex::ALL[0];
    assert_eq!(obstacle(false, &[client]), Some(Obstacle::NoModule));
    assert_eq!(obstacle(true, &[]), Some(Obstacle::NoClient));
    assert_eq!(obstacle(true, &[client]), None);
}

#[test]
fn a_client_that_is_not_connected_gives_way_to_one_that_is() {
    let [one, two, ..] = ClientIndex::ALL;
    for (chosen, open, expected) in [(1, vec![], 1), (1, vec![two], 2), (2, vec![one, two], 2), (1, vec![one, two], 1)]
    {
        assert_eq!(publishing_client(chosen, &open), expected);
    }
}

#[test]
fn a_byte_that_cannot_be_quoted_has_a_name() {
    for (byte, kind) in [
        (b'"', ByteKind::Quote),
        (b'\\', ByteKind::Backslash),
        (b'\n', ByteKind::LineFeed),
        (b'\r', ByteKind::CarriageReturn),
        (0x00, ByteKind::Control),
        (0x7F, ByteKind::Control),
        (0xC3, ByteKind::NotAscii),
    ] {
        assert_eq!(ByteKind::of(byte), kind);
    }
}

#[test]
fn only_the_last_twenty_are_remembered_newest_first() {
    let mut history = History::default();
    (0..25).for_each(|number| history.remember(number));
    let numbers: Vec<i32> = history.entries().into_iter().map(|(_, entry)| entry).collect();
    assert_eq!(numbers, (5..25).rev().collect::<Vec<_>>());
    assert_eq!(history.entries().first().map(|(number, _)| *number), Some(24));
}

#[test]
fn a_topic_that_is_offered_matches_what_is_subscribed_to() {
    use crate::state::Subscription;
    use fibocom_at::args::TopicFilter;
    use fibocom_at::profile::PERMISSIVE;

    let subscribed = |filter: &str| {
        let filter = TopicFilter::parse(&PERMISSIVE, filter).unwrap();
        let held = Subscription { client: ClientIndex::ALL[0], filter: TopicRef::Name(filter), qos: Qos::AtLeastOnce };
        Facts { subscriptions: vec![held], ..Facts::default() }
    };
    for (filter, topic) in [
        ("plant/7/state", Some("plant/7/state")),
        ("plant/7/#", Some("plant/7/state")),
        ("plant/+/state", Some("plant/1/state")),
        ("+/+", Some("1/1")),
        ("#", Some("demo/hello")),
        ("$SYS/#", None),
    ] {
        let facts = subscribed(filter);
        assert_eq!(heard_topic(&facts).as_deref(), topic, "{filter}");
        assert!(topic.is_none_or(|topic| is_heard(&facts, topic)), "{filter}");
    }
    assert_eq!(heard_topic(&Facts::default()), None);
}
