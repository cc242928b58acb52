//! What the lines of GTSSLFILE mean.

use crate::commands::{Form, Typed};
use crate::frame::int;
use crate::meaning::{Heard, Meaning, Meanings, advice, entries};

pub(super) const MEANINGS: Meanings = Meanings { asks, says, done, refused, ..Meanings::NONE };

entries! {
    ASKS = "meaning-ask-tls-file" Info ("file", "bytes");
    ASKS_READ = "meaning-ask-tls-file-read" Info ();
    ARE_LOADED = "meaning-tls-files" Info ("file", "count");
    LOADED = "meaning-ok-file" Ok ();
    REFUSED = "meaning-refused-file" Error () => advice::TLS_FILE;
}

fn asks(typed: &Typed) -> Option<Meaning> {
    match typed.form {
        Form::Read => Some(ASKS_READ.with([])),
        Form::Set => Some(ASKS.with([typed.filled(0)?.into(), typed.number(1)?.into()])),
        Form::Execute | Form::Test => None,
    }
}

fn says(heard: &Heard<'_>) -> Option<Meaning> {
    let values = heard.values();
    Some(ARE_LOADED.with([values.first()?.as_str().into(), int(&values, 1)?.into()]))
}

fn done(typed: &Typed) -> Option<Meaning> {
    (typed.form == Form::Set).then(|| LOADED.with([]))
}

fn refused(typed: &Typed) -> Option<Meaning> {
    (typed.form == Form::Set).then(|| REFUSED.with([]))
}
