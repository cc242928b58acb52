//! Commands that this page neither sends nor describes, but whose lines it can explain, since logs of working devices hold them.

use super::{Form, Typed};
use crate::frame::int;
use crate::meaning::{Heard, Meaning, Meanings, advice, entries};

/// Their names, and what their lines mean.
static BESIDE: &[(&str, Meanings)] = &[
    ("+CGATT", Meanings { asks: asks_attach, says: says_attached, ..Meanings::NONE }),
    ("+CGDCONT", Meanings { asks: asks_context, ..Meanings::NONE }),
    ("+CFUN", Meanings { asks: asks_function, ..Meanings::NONE }),
    ("+RESET", Meanings { asks: asks_reset, ..Meanings::NONE }),
];

/// What is known of the lines of one of them.
pub(super) fn meanings(name: &str) -> Option<&'static Meanings> {
    BESIDE.iter().find(|(known, _)| *known == name).map(|(_, meanings)| meanings)
}

entries! {
    ATTACH = "meaning-ask-attach" Info ("mode");
    ATTACH_READ = "meaning-ask-attach-read" Info ();
    ATTACHED = "meaning-attached" Ok ();
    DETACHED = "meaning-detached" Warn () => advice::NOT_REGISTERED;
    CONTEXT = "meaning-ask-context" Info ("context", "apn");
    CONTEXT_READ = "meaning-ask-context-read" Info ();
    FUNCTION = "meaning-ask-function" Info ("mode");
    FUNCTION_READ = "meaning-ask-function-read" Info ();
    RESTART = "meaning-ask-restart" Warn ();
}

fn asks_attach(typed: &Typed) -> Option<Meaning> {
    match typed.form {
        Form::Read => Some(ATTACH_READ.with([])),
        Form::Set => Some(ATTACH.with([if typed.number(0)? == 0 { "off" } else { "on" }.into()])),
        Form::Execute | Form::Test => None,
    }
}

fn says_attached(heard: &Heard<'_>) -> Option<Meaning> {
    let entry = if int(&heard.values(), 0)? == 0 { DETACHED } else { ATTACHED };
    Some(entry.with([]))
}

fn asks_context(typed: &Typed) -> Option<Meaning> {
    match typed.form {
        Form::Read => Some(CONTEXT_READ.with([])),
        Form::Set => Some(CONTEXT.with([typed.number(0)?.into(), typed.text(2).unwrap_or_default().into()])),
        Form::Execute | Form::Test => None,
    }
}

fn asks_function(typed: &Typed) -> Option<Meaning> {
    match (typed.form, typed.number(0), typed.number(1)) {
        (Form::Read, ..) => Some(FUNCTION_READ.with([])),
        (Form::Set, Some(15 | 16), _) | (Form::Set, Some(_), Some(1)) => Some(RESTART.with([])),
        (Form::Set, Some(0), _) => Some(FUNCTION.with(["minimum".into()])),
        (Form::Set, Some(1), _) => Some(FUNCTION.with(["full".into()])),
        (Form::Set, Some(4), _) => Some(FUNCTION.with(["flight".into()])),
        _ => None,
    }
}

fn asks_reset(typed: &Typed) -> Option<Meaning> {
    matches!(typed.form, Form::Execute | Form::Set).then(|| RESTART.with([]))
}
