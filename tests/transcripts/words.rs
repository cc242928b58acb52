//! The short, stable text form of the engine's events, as stories expect them.

use fibocom_at::engine::{Event, Role};
use fibocom_at::message::Way;
use fibocom_at::reply::{Detail, Rejection};
use fibocom_at::urc::Urc;
use fibocom_at::{Failure, Message, Reply};

/// The text of an event. A line that has its place is not listed; one that has none, or is damaged, is.
pub(crate) fn describe(event: &Event) -> Option<String> {
    Some(match event {
        Event::Started(_) | Event::TakenBack(_) => return None,
        Event::Line { raw, role, damaged, .. } => return line(raw, *role, *damaged),
        Event::Urc(code) => format!("code: {}", urc(code)),
        Event::Message(message) => text_of_message(message),
        Event::Completed(_, Ok(reply)) => done(reply),
        Event::Completed(_, Err(failure)) => failed(failure),
        Event::Asks { .. } | Event::AsksNoMore => return None,
        Event::DataModeEntered => "data mode".to_owned(),
        Event::DataModeLeft => "command mode".to_owned(),
        Event::Rebooted => "rebooted".to_owned(),
        Event::Resynchronising => "out of step".to_owned(),
        Event::Resynchronised => "in step again".to_owned(),
        Event::Unresponsive => "no answer at all".to_owned(),
    })
}

fn line(raw: &[u8], role: Role, damaged: bool) -> Option<String> {
    let name = match role {
        Role::Late => "late",
        Role::Unrecognised => "not recognised",
        Role::Fragment => "fragment",
        _ if damaged => "damaged",
        _ => return None,
    };
    Some(format!("{name}: {}", escaped(raw.trim_ascii())))
}

/// `done: line | line, status 1`
fn done(reply: &Reply) -> String {
    let lines: Vec<_> = reply.lines.iter().map(|line| escaped(line)).collect();
    let lines = if lines.is_empty() { String::new() } else { format!(": {}", lines.join(" | ")) };
    let status = reply.status.map(|status| format!(", status {status}")).unwrap_or_default();
    format!("done{lines}{status}")
}

fn failed(failure: &Failure) -> String {
    match failure {
        Failure::Rejected(rejection) => format!("refused: {}", refusal(rejection)),
        Failure::Failed(status) => format!("failed, status {status}"),
        Failure::TimedOut(what) => format!("no answer in time: {what:?}").to_lowercase(),
        Failure::Rebooted => "ended by the restart".to_owned(),
        Failure::Malformed(_) => "the reply makes no sense".to_owned(),
        Failure::Uncertain => "not certain: the answer may be another command's".to_owned(),
        Failure::Broken => "ended by the break".to_owned(),
        Failure::Unsafe => "not sent: not safe".to_owned(),
        Failure::QueueFull | Failure::Cancelled | Failure::Unresponsive | Failure::Lost => failure.to_string(),
    }
}

fn refusal(rejection: &Rejection) -> String {
    let detail = |detail: &Detail| match detail {
        Detail::Code(code) => code.to_string(),
        Detail::Text(text) => text.clone(),
    };
    match rejection {
        Rejection::Plain => "ERROR".to_owned(),
        Rejection::Error(what) => format!("ERROR {}", detail(what)),
        Rejection::Cme(what) => format!("CME ERROR {}", detail(what)),
        Rejection::Cms(what) => format!("CMS ERROR {}", detail(what)),
        Rejection::Ended(ending) => ending.words().to_owned(),
    }
}

/// `message 1 qos 0 topic: payload`
fn text_of_message(message: &Message) -> String {
    let way = if message.way == Way::ByLength { " by length" } else { "" };
    let cut = if message.may_be_cut { ", may be cut" } else { "" };
    let Message { client, qos, topic, payload, .. } = message;
    format!("message {client} qos {qos}{way}{cut} {topic}: {}", escaped(payload))
}

fn urc(code: &Urc) -> String {
    match code {
        Urc::Started => "started".to_owned(),
        Urc::SimReady => "SIM ready".to_owned(),
        Urc::SimGone => "SIM gone".to_owned(),
        Urc::SimInserted => "SIM inserted".to_owned(),
        Urc::AddressAssigned(address) => format!("address {address}"),
        Urc::AddressLost => "address lost".to_owned(),
        Urc::Registration(domain, state) => format!("registration {domain:?} {}", state.number()),
        Urc::MessageWaiting { client, qos, topic, payload } => {
            format!("message waits for {client} qos {qos} topic {topic} payload {payload}")
        }
        Urc::Broken(client, cause) => format!("{client} broken, cause {}", cause.number()),
        Urc::Closed(client) => format!("{client} closed"),
        Urc::LateStatus { tag, client, status } => format!("late status {tag} {client},{status}"),
        Urc::TopicRegistered(client, None) => format!("{client} topic registered"),
        Urc::TopicRegistered(client, Some(topic)) => format!("{client} topic registered {} {}", topic.id, topic.topic),
        Urc::CloudEvent { cloud, event } => format!("cloud {cloud} event {}", event.number()),
        Urc::ClockSynchronised(number) => format!("clock {number}"),
        Urc::Notice(text) => format!("notice {text}"),
        Urc::Unlisted(text) => format!("unlisted {text}"),
    }
}

/// Bytes with what is not printable ASCII as `\xHH`; quotes stay as they are.
fn escaped(bytes: &[u8]) -> String {
    let one = |byte: &u8| match byte {
        b'"' | b'\'' => char::from(*byte).to_string(),
        other => other.escape_ascii().to_string(),
    };
    bytes.iter().map(one).collect()
}
