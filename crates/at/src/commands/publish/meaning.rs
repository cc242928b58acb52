//! What the lines of MQTTPUB mean.

use super::Retain;
use crate::commands::{Form, Typed};
use crate::meaning::{Meaning, Meanings, Status, advice, entries, not_connected};

pub(super) const MEANINGS: Meanings = Meanings { asks, status, done, refused: not_connected, ..Meanings::NONE };

entries! {
    ASKS = "meaning-ask-publish" Info ("client", "topic", "qos", "retain", "bytes");
    ASKS_BY_LENGTH = "meaning-ask-publish-by-length" Info ("client", "topic", "qos", "retain", "bytes");
    PUBLISHES = "meaning-ok-publish" Info ("client");
    UNCONFIRMED = "meaning-ok-publish-unconfirmed" Ok ();
    PUBLISHED = "meaning-published" Ok ("client");
    PUBLISHED_BYTES = "meaning-published-bytes" Ok ("client", "topic", "bytes");
    FAILED = "meaning-publish-failed" Error ("client") => advice::PUBLISH_FAILED;
}

fn asks(typed: &Typed) -> Option<Meaning> {
    if typed.form != Form::Set {
        return None;
    }
    let entry = if typed.datasize().is_some() { ASKS_BY_LENGTH } else { ASKS };
    Some(entry.with([
        typed.number(0)?.into(),
        typed.filled(1)?.into(),
        typed.number(2)?.into(),
        Retain::word(typed.number(3)?).into(),
        typed.payload(4)?.into(),
    ]))
}

fn done(typed: &Typed) -> Option<Meaning> {
    match (typed.form, typed.number(2)) {
        (Form::Set, Some(0)) => Some(UNCONFIRMED.with([])),
        (Form::Set, _) => Some(PUBLISHES.with([typed.number(0)?.into()])),
        _ => None,
    }
}

fn status(status: &Status<'_>) -> Option<Meaning> {
    let client = status.client?.into();
    let bytes = || status.typed.and_then(|typed| typed.payload(4));
    Some(match (status.number, status.text(1).zip(bytes())) {
        (1, Some((topic, bytes))) => PUBLISHED_BYTES.with([client, topic.into(), bytes.into()]),
        (1, None) => PUBLISHED.with([client]),
        _ => FAILED.with([client]),
    })
}
