//! What OK means where the command says nothing better, and what several commands say of theirs.

use super::Meaning;
use super::entry::entries;
use crate::commands::{self, Form, Typed};

entries! {
    OK = "meaning-ok" Ok ();
    REPLY_END = "meaning-ok-reply-end" Ok ();
    NO_VALUE = "meaning-ok-no-value" Info ();
    MAYBE_UNREPORTED = "meaning-ok-maybe-unreported" Ok ();
    RESULT_FOLLOWS = "meaning-ok-result-follows" Info ("command");
}

/// What the OK after a command means.
pub(super) fn meaning(typed: Option<&Typed>) -> Meaning {
    let of_command = typed.and_then(commands::done);
    of_command.unwrap_or_else(|| match typed.map(|typed| typed.form) {
        Some(Form::Read | Form::Test) => REPLY_END.with([]),
        Some(Form::Execute | Form::Set) | None => OK.with([]),
    })
}

/// The same, where no line came before it: a question whose answer is empty. A test form has none by its nature.
pub(super) fn without_lines(meaning: Meaning, typed: Option<&Typed>) -> Meaning {
    let asks = typed.is_none_or(|typed| typed.form != Form::Test);
    if asks && meaning == REPLY_END.with([]) { NO_VALUE.with([]) } else { meaning }
}

/// The lines before OK were the answer.
#[expect(clippy::unnecessary_wraps, reason = "it is what a command says of its OK")]
pub(crate) fn reply_end(_: &Typed) -> Option<Meaning> {
    Some(REPLY_END.with([]))
}

/// Firmware may print nothing even after a set.
pub(crate) fn maybe_unreported() -> Meaning {
    MAYBE_UNREPORTED.with([])
}

/// A line behind the OK of the set form brings the result.
pub(crate) fn result_follows(typed: &Typed) -> Option<Meaning> {
    (typed.form == Form::Set).then(|| RESULT_FOLLOWS.with([typed.name.as_str().into()]))
}
