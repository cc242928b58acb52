//! A message that was read by its lengths is told as whole only where what came is, byte for byte, how a module prints just that message:
//! whatever was lost, gained or disturbed on the line.
//!
//! So these cannot be told: another quality of service or another topic of the same length, a payload whose bytes changed and whose length
//! did not, a head that says that nothing waits, and bytes gained where the payload itself holds what looks like the end of its reply.

use proptest::prelude::*;

use super::*;
use crate::commands::{Command, ReadMessage};
use crate::message::Message;
use crate::reply::Reply;

/// How a module prints a reply by length: what stands between numbers and topic, and whether topic and payload have quotes.
const LAYOUTS: [(&str, bool); 6] =
    [(",", true), (", ", true), (",\r\n", true), ("\r\n", true), (",", false), ("\r\n", false)];

/// What payloads are made of, and what comes in the place of lost bytes.
const PIECES: [&str; 14] =
    ["a", "b", "\"", "\"", ",", "\r\n", "\n", "\r", " ", "OK", "\r\nOK\r\n", "> ", "0", "\r\n\r\nOK\r\n"];

fn printed(topic: &str, payload: &[u8], (separator, quoted): (&str, bool)) -> Vec<u8> {
    let quote = if quoted { "\"" } else { "" };
    let head = format!("\r\n+MQTTREAD: 1,1,{},{}{separator}", topic.len(), payload.len());
    let behind = format!("{quote}\r\n\r\nOK\r\n");
    [format!("{head}{quote}{topic}{quote},{quote}").as_bytes(), payload, behind.as_bytes()].concat()
}

/// What is told of what came: messages, and the end of the command.
fn told(stream: &[u8]) -> (Vec<Message>, Result<Reply, Failure>) {
    let mut engine = Engine::new(Config { drain: Drain::ByHand, ..Config::default() });
    engine.handle(Timestamp(1_000), Input::Submitted(RequestId(1), Request::raw("AT+MQTTREAD=1", None).unwrap()));
    engine.handle(Timestamp(1_010), Input::Received(stream));
    let (mut messages, mut ended, mut lines) = (Vec::new(), None, Vec::new());
    loop {
        match engine.poll() {
            Output::Wait(Some(due)) => engine.handle(due, Input::Tick),
            Output::Wait(None) => break,
            Output::Event(Event::Message(message)) => messages.push(message),
            Output::Event(Event::Completed(_, result)) => ended = Some(result),
            Output::Event(Event::Line { raw, .. }) => lines.extend_from_slice(&raw),
            _ => {}
        }
    }
    lines.extend(engine.unfinished());
    assert_eq!(lines, stream);
    (messages, ended.unwrap())
}

/// Whether a module could have printed this for just this message, in any layout.
fn is_printed_so(stream: &[u8], message: &Message) -> bool {
    let Some(tag) = stream.windows(10).position(|window| window == b"+MQTTREAD:") else { return false };
    let mut rest = &stream[tag + 10..];
    let lengths = [message.topic.len(), message.payload.len()];
    let head = [usize::from(message.client.number()), usize::from(message.qos), lengths[0], lengths[1]];
    for (place, number) in head.into_iter().enumerate() {
        if place > 0 {
            let Some(behind) = rest.trim_ascii_start().strip_prefix(b",") else { return false };
            rest = behind;
        }
        rest = rest.trim_ascii_start();
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if std::str::from_utf8(&rest[..digits]).unwrap().parse() != Ok(number) {
            return false;
        }
        rest = &rest[digits..];
    }
    ["\"", ""].into_iter().any(|quote| {
        let text = |text: &[u8]| [quote.as_bytes(), text, quote.as_bytes()].concat();
        let behind = separated(rest, &text(message.topic.as_bytes()));
        let behind = behind.and_then(|rest| separated(rest, &text(&message.payload)));
        let looks_like_an_end = message.payload.ends_with(b"\n")
            || message.payload.ends_with(b"\r")
            || message.payload.split(|byte| *byte == b'\n').skip(1).any(|line| line.trim_ascii() == b"OK");
        behind.is_some_and(|behind| {
            if quote.is_empty() && looks_like_an_end {
                return behind.starts_with(b"\r\n\r\nOK\r\n");
            }
            let (blank, rest) = behind.split_at(behind.len() - behind.trim_ascii_start().len());
            // A line ends at an LF, and at a CR with text behind it.
            blank.iter().any(|byte| matches!(byte, b'\r' | b'\n'))
                && rest.starts_with(b"OK")
                && matches!(rest.get(2), Some(b'\r' | b'\n' | b' '))
        })
    })
}

fn says_that_nothing_waits(stream: &[u8]) -> bool {
    stream
        .split(|byte| *byte == b'\n')
        .any(|line| line.starts_with(b"+MQTTREAD:") && line.trim_ascii().ends_with(b"0,0"))
}

/// What stands behind a text that a comma, a line break or both separate from what was before, with blanks.
fn separated<'a>(bytes: &'a [u8], text: &[u8]) -> Option<&'a [u8]> {
    let may_separate = |byte: &u8| *byte == b',' || byte.is_ascii_whitespace();
    let most = bytes.iter().take_while(|byte| may_separate(byte)).count();
    (1..=most).find_map(|length| {
        let (separator, rest) = bytes.split_at(length);
        let behind = rest.strip_prefix(text)?;
        separator.iter().any(|byte| *byte != b' ').then_some(behind)
    })
}

#[derive(Debug, Clone, Copy)]
enum Edit {
    Delete,
    Insert,
    Change,
}

fn edited(stream: &[u8], edit: Edit, at: usize, length: usize, bytes: &[u8]) -> Vec<u8> {
    let at = at % stream.len();
    let end = (at + length).min(stream.len());
    let new: &[u8] = if matches!(edit, Edit::Delete) { &[] } else { bytes };
    let behind = if matches!(edit, Edit::Insert) { at } else { end };
    let new = if matches!(edit, Edit::Change) { &new[..new.len().min(end - at)] } else { new };
    [&stream[..at], new, &stream[behind..]].concat()
}

proptest! {
    #[test]
    fn what_is_told_as_whole_came_whole(
        topic in prop::sample::select(vec!["t", "demo/a", "a,b", "x\"y"]),
        payload in proptest::collection::vec(prop::sample::select(PIECES.to_vec()), 0..8),
        layout in prop::sample::select(LAYOUTS.to_vec()),
        edit in prop::sample::select(vec![Edit::Delete, Edit::Insert, Edit::Change]),
        (at, length) in (0_usize..2_000, 1_usize..=8),
        pieces in proptest::collection::vec(prop::sample::select(PIECES.to_vec()), 1..=8),
        byte in any::<u8>(),
    ) {
        let payload = payload.concat();
        // Blanks before a payload without quotes belong to the comma.
        let payload = if layout.1 { &payload } else { payload.trim_start() }.as_bytes();
        let stream = printed(topic, payload, layout);
        let (whole, ended) = told(&stream);
        prop_assert_eq!(whole.len(), 1);
        prop_assert!(ended.is_ok() && !whole[0].damaged && !whole[0].may_be_cut, "{:?}", whole);
        prop_assert_eq!((&whole[0].topic[..], &whole[0].payload[..]), (topic, payload));
        let mut bytes = pieces.concat().into_bytes();
        bytes.truncate(length);
        bytes[0] = if byte < 128 { bytes[0] } else { byte };
        let stream = edited(&stream, edit, at, length, &bytes);
        let (messages, ended) = told(&stream);
        prop_assert!(messages.len() <= 1, "{:?}", messages);
        match messages.first() {
            Some(message) if message.damaged || message.may_be_cut || *message == whole[0] => {}
            // The command had no end, which is told.
            Some(_) if ended.is_err() => {}
            Some(message) => prop_assert!(
                is_printed_so(&stream, message),
                "{}\n{:?}", stream.escape_ascii(), message.payload.escape_ascii().to_string()
            ),
            None => {
                let read = ended.map(|reply| ReadMessage { client: ClientIndex::ALL[0] }.read(&reply));
                prop_assert!(!matches!(read, Ok(Ok(_))) || says_that_nothing_waits(&stream), "{}", stream.escape_ascii());
            }
        }
    }
}
