//! What the lines of MQTTOPEN mean.

use crate::commands::{Form, Typed};
use crate::meaning::{Heard, Meaning, Meanings, Status, advice, entries};

pub(super) const MEANINGS: Meanings = Meanings { asks, says, status, done, refused };

entries! {
    ASKS = "meaning-ask-open" Info ("client", "host", "port", "security", "session", "seconds");
    ASKS_READ = "meaning-ask-open-read" Info ();
    FREE = "meaning-free-clients" Ok ("clients");
    NONE_FREE = "meaning-free-clients-none" Warn () => advice::NO_FREE_CLIENT;
    OPENS = "meaning-ok-open" Info ("client");
    OPENED = "meaning-opened" Ok ("client");
    OPENED_TO = "meaning-opened-to" Ok ("client", "host");
    FAILED = "meaning-open-failed" Error ("client") => advice::OPEN_FAILED;
    FAILED_TLS = "meaning-open-failed-tls" Error ("client") => advice::OPEN_FAILED_TLS;
    REFUSED = "meaning-refused-open" Error ("client") => advice::OPEN_REFUSED;
}

/// Whether it asks for TLS: 2, or 1 on an old G510.
fn is_encrypted(typed: &Typed) -> bool {
    typed.number(5).is_some_and(|security| security > 0)
}

fn asks(typed: &Typed) -> Option<Meaning> {
    match typed.form {
        Form::Read => Some(ASKS_READ.with([])),
        Form::Set => Some(ASKS.with([
            typed.number(0)?.into(),
            typed.filled(1)?.into(),
            typed.number(2)?.into(),
            if is_encrypted(typed) { "tls" } else { "plain" }.into(),
            if typed.number(3)? == 0 { "keep" } else { "clean" }.into(),
            typed.number(4)?.into(),
        ])),
        Form::Execute | Form::Test => None,
    }
}

fn says(heard: &Heard<'_>) -> Option<Meaning> {
    let says = |clients: Option<String>| clients.map_or_else(|| NONE_FREE.with([]), |list| FREE.with([list.into()]));
    heard.answers(Form::Read).then(|| says(heard.clients()))
}

fn done(typed: &Typed) -> Option<Meaning> {
    Some(OPENS.with([typed.set_number(0)?.into()]))
}

fn status(status: &Status<'_>) -> Option<Meaning> {
    let client = status.client?.into();
    Some(match (status.number, status.text(1)) {
        (1, Some(host)) => OPENED_TO.with([client, host.into()]),
        (1, None) => OPENED.with([client]),
        _ if status.typed.is_some_and(is_encrypted) => FAILED_TLS.with([client]),
        _ => FAILED.with([client]),
    })
}

fn refused(typed: &Typed) -> Option<Meaning> {
    Some(REFUSED.with([typed.set_number(0)?.into()]))
}
