//! Finds what the lines of a reply mean: by their tag, and by the command where they are bare text.

use super::entry::entries;
use super::{Heard, Meaning, status, unknown, unsolicited};
use crate::commands::{self, Form, LIST, Lines};
use crate::urc::Urc;

entries! {
    TEXT = "meaning-reply" Info ();
    TAGGED = "meaning-reply-tagged" Info ("command");
    RANGES = "meaning-ranges" Info ("command", "ranges");
}

/// What a line of a reply means.
pub(super) fn meaning(heard: &Heard<'_>) -> Meaning {
    let Some(tag) = heard.line.tag() else { return text(heard) };
    let tag = LIST.iter().find(|spec| spec.owns_tag(tag)).map_or(tag, |spec| spec.name);
    if heard.typed.is_some_and(|typed| typed.form == Form::Test && typed.name == tag) {
        let ranges = String::from_utf8_lossy(heard.line.rest()).trim().to_owned();
        return RANGES.with([format!("AT{tag}").into(), ranges.into()]);
    }
    let of_command = commands::says(tag, heard);
    // What answers a question is no status, nor a code of the same name.
    let unasked = || if heard.answers(Form::Read) { None } else { status_or_code(heard) };
    of_command.or_else(unasked).unwrap_or_else(|| TAGGED.with([tag.into()]))
}

/// What bare text means.
fn text(heard: &Heard<'_>) -> Meaning {
    let Some(typed) = heard.typed else { return unknown(heard.raw) };
    let spec = typed.spec.filter(|spec| spec.lines == Lines::Text);
    spec.and_then(|spec| commands::says(spec.name, heard)).unwrap_or_else(|| TEXT.with([]))
}

/// What a log shows among the lines of a reply.
fn status_or_code(heard: &Heard<'_>) -> Option<Meaning> {
    status::meaning(heard.line, heard.typed).or_else(|| match heard.code()? {
        Urc::Unlisted(_) => None,
        _ => unsolicited::meaning(heard),
    })
}
