//! What the status lines mean that follow an OK: 1 is success, anything else is not.

use super::command::is_encrypted;
use super::entry::entries;
use super::typed::Typed;
use super::{Meaning, advice};
use crate::frame::{Line, int};
use crate::urc;

entries! {
    OPENED = "meaning-opened" Ok ("client");
    OPENED_TO = "meaning-opened-to" Ok ("client", "host");
    OPEN_FAILED = "meaning-open-failed" Error ("client") => advice::OPEN_FAILED;
    OPEN_FAILED_TLS = "meaning-open-failed-tls" Error ("client") => advice::OPEN_FAILED_TLS;
    CLOSED = "meaning-closed" Ok ("client");
    CLOSE_FAILED = "meaning-close-failed" Warn ("client") => advice::CLOSE_FAILED;
    SUBSCRIBED = "meaning-subscribed" Ok ("client");
    SUBSCRIBED_TO = "meaning-subscribed-to" Ok ("client", "topic");
    SUBSCRIBE_FAILED = "meaning-subscribe-failed" Error ("client") => advice::SUBSCRIBE_FAILED;
    UNSUBSCRIBED = "meaning-unsubscribed" Ok ("client");
    UNSUBSCRIBED_FROM = "meaning-unsubscribed-from" Ok ("client", "topic");
    UNSUBSCRIBE_FAILED = "meaning-unsubscribe-failed" Error ("client") => advice::SUBSCRIBE_FAILED;
    PUBLISHED = "meaning-published" Ok ("client");
    PUBLISHED_BYTES = "meaning-published-bytes" Ok ("client", "topic", "bytes");
    PUBLISH_FAILED = "meaning-publish-failed" Error ("client") => advice::PUBLISH_FAILED;
    CLOCK_SET = "meaning-clock-synchronised" Ok ();
    CLOCK_FAILED = "meaning-clock-not-synchronised" Error ("status") => advice::CLOCK_FAILED;
    REGISTERED = "meaning-sn-registered" Ok ("client");
    REGISTER_FAILED = "meaning-sn-register-failed" Error ("client") => advice::NOT_CONNECTED;
    WILL_UPDATED = "meaning-sn-will-updated" Ok ("client");
    WILL_UPDATE_FAILED = "meaning-sn-will-update-failed" Error ("client") => advice::NOT_CONNECTED;
}

/// What a status line means, in answer to a command where that is known.
pub(super) fn meaning(line: &Line<'_>, typed: Option<&Typed>) -> Option<Meaning> {
    let (tag, _) = urc::mended_tag(line)?;
    let values = line.values();
    if tag == "+MIPNTP" {
        return Some(clock(int(&values, 0)?));
    }
    let typed = typed.filter(|typed| typed.name == tag);
    of(tag, int(&values, 0)?, int(&values, 1)?, typed)
}

/// What the result of synchronising the clock means.
pub(super) fn clock(status: u32) -> Meaning {
    if status == 1 { CLOCK_SET.with([]) } else { CLOCK_FAILED.with([status.into()]) }
}

/// What a status of a client means.
pub(super) fn of(tag: &str, client: u32, status: u32, typed: Option<&Typed>) -> Option<Meaning> {
    let client = || client.into();
    let text = |at| typed.and_then(|typed| typed.filled(at));
    Some(match (tag, status) {
        ("+MQTTOPEN", 1) => match text(1) {
            Some(host) => OPENED_TO.with([client(), host.into()]),
            None => OPENED.with([client()]),
        },
        ("+MQTTOPEN", _) if typed.is_some_and(is_encrypted) => OPEN_FAILED_TLS.with([client()]),
        ("+MQTTOPEN", _) => OPEN_FAILED.with([client()]),
        ("+MQTTCLOSE", 1) => CLOSED.with([client()]),
        ("+MQTTCLOSE", _) => CLOSE_FAILED.with([client()]),
        ("+MQTTSUB", 1) => match text(1) {
            Some(topic) => SUBSCRIBED_TO.with([client(), topic.into()]),
            None => SUBSCRIBED.with([client()]),
        },
        ("+MQTTSUB", _) => SUBSCRIBE_FAILED.with([client()]),
        ("+MQTTUNSUB", 1) => match text(1) {
            Some(topic) => UNSUBSCRIBED_FROM.with([client(), topic.into()]),
            None => UNSUBSCRIBED.with([client()]),
        },
        ("+MQTTUNSUB", _) => UNSUBSCRIBE_FAILED.with([client()]),
        ("+MQTTPUB", 1) => match (text(1), typed.and_then(|typed| typed.payload(4))) {
            (Some(topic), Some(bytes)) => PUBLISHED_BYTES.with([client(), topic.into(), bytes.into()]),
            _ => PUBLISHED.with([client()]),
        },
        ("+MQTTPUB", _) => PUBLISH_FAILED.with([client()]),
        ("+MQTTSNREG", 1) => REGISTERED.with([client()]),
        ("+MQTTSNREG", _) => REGISTER_FAILED.with([client()]),
        ("+MQTTWTOPICUD" | "+MQTTWMSGUD", 1) => WILL_UPDATED.with([client()]),
        ("+MQTTWTOPICUD" | "+MQTTWMSGUD", _) => WILL_UPDATE_FAILED.with([client()]),
        _ => return None,
    })
}
