//! What the line can become where the cursor stands, and what is known of the argument there.

use fibocom_at::commands::{
    Allowed, Candidate, Fault, Finding, Need, Offer, Parameter, Spec, Usage, check, complete, recognise,
};
use fibocom_at::profile::Feature;
use fibocom_at::{Form, Profile, Request};

/// How many are offered at once.
const OFFERED: usize = 24;

/// A line that is being typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Typing {
    pub(super) line: String,
    /// Where the cursor stands, in bytes.
    pub(super) cursor: usize,
}

/// One thing that the line can become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Suggestion {
    /// The line after it was taken.
    pub(super) after: Typing,
    /// What is put in: a command with its syntax, or a value.
    pub(super) shown: String,
    pub(super) is: Is,
    /// The feature that the series lacks for it.
    pub(super) lacks: Option<Feature>,
}

/// What a suggestion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Is {
    Command(&'static Spec),
    Client,
    /// A value, by the id of what it stands for.
    Value(&'static str),
}

impl Typing {
    /// A line with the cursor at its end.
    pub(super) fn at_end(line: impl Into<String>) -> Self {
        let line = line.into();
        Self { cursor: line.len(), line }
    }

    /// A line with the cursor where a browser says that it is: in UTF-16 units.
    pub(super) fn in_browser(line: String, units: usize) -> Self {
        let mut left = units;
        let cursor = line.char_indices().find(|(_, character)| {
            let ends = left == 0;
            left = left.saturating_sub(character.len_utf16());
            ends
        });
        Self { cursor: cursor.map_or(line.len(), |(at, _)| at), line }
    }

    /// Whether it is longer than any line that is sent: nobody asks then what it means.
    pub(super) fn is_too_long(&self) -> bool {
        self.line.len() > Request::LINE_MAX
    }

    fn head(&self) -> &str {
        self.line.get(..self.cursor).unwrap_or(&self.line)
    }
}

/// The place of a byte in a line as a browser counts: in UTF-16 units.
pub(super) fn units_before(line: &str, byte: usize) -> u32 {
    let units = line.get(..byte).unwrap_or(line).encode_utf16().count();
    u32::try_from(units).unwrap_or(u32::MAX)
}

/// What the line can become on a series.
pub(super) fn suggestions(typing: &Typing, profile: &Profile) -> Vec<Suggestion> {
    if typing.is_too_long() {
        return Vec::new();
    }
    let head = typing.head();
    let completion = complete(head, profile);
    let tail = typing.line.get(typing.cursor..).unwrap_or_default();
    let before = head.get(..completion.replace.start).unwrap_or_default();
    let separator = if tail.is_empty() && goes_on(head) { "," } else { "" };
    let suggestion = |Candidate { text, offer, lacks }: Candidate| {
        let (shown, is, separator) = match offer {
            Offer::Command(spec, usage) => (usage.syntax(spec), Is::Command(spec), ""),
            Offer::Client(_) => (text.clone(), Is::Client, separator),
            Offer::Value(id) => (text.clone(), Is::Value(id), separator),
        };
        let begun = format!("{before}{text}{separator}");
        let after = Typing { cursor: begun.len(), line: format!("{begun}{tail}") };
        Suggestion { after, shown, is, lacks }
    };
    let suggestions = completion.candidates.into_iter().map(suggestion);
    suggestions.filter(|suggestion| suggestion.after.line != typing.line).take(OFFERED).collect()
}

/// Whether more is to be typed before the line makes sense: it can still become a command, or an argument is missing.
pub(super) fn is_unfinished(typing: &Typing, profile: &Profile) -> bool {
    if typing.is_too_long() {
        return false;
    }
    let is_missing = |finding: &Finding| finding.fault == Fault::Missing;
    !suggestions(typing, profile).is_empty() || check(&typing.line, profile).iter().any(is_missing)
}

/// Whether a further argument must follow the one at the end of a line.
fn goes_on(head: &str) -> bool {
    let typed = recognise(head);
    let (Some(spec), Some(position)) = (typed.spec, typed.arguments.len().checked_sub(1)) else { return false };
    let needed = |usage: &Usage| {
        usage.parameters.get(position + 1).is_some_and(|next| matches!(next.need, Need::Required | Need::WithPrevious))
    };
    spec.usages(typed.form).all(needed)
}

/// What is known of the command that is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hint {
    pub(super) spec: &'static Spec,
    /// The syntax in pieces; the argument under the cursor is marked.
    pub(super) syntax: Vec<(String, PieceRole)>,
    /// The argument under the cursor, and what is allowed there.
    pub(super) argument: Option<(&'static Parameter, Allowed)>,
}

/// Whether a piece of the syntax is the one being typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PieceRole {
    Current,
    Other,
}

/// The hint for a line.
pub(super) fn hint(typing: &Typing, profile: &Profile) -> Option<Hint> {
    let head = typing.head();
    if typing.line.trim().len() < 2 || typing.is_too_long() {
        return None;
    }
    let typed = recognise(head);
    let typed = if typed.spec.is_some() { typed } else { recognise(&typing.line) };
    let spec = typed.spec?;
    let argument = complete(head, profile).argument;
    let position = typed.arguments.len().checked_sub(1).filter(|_| typed.form == Form::Set);
    let fits = |usage: &&Usage| match (position, &argument) {
        (Some(position), Some((parameter, _))) => usage.parameters.get(position).is_some_and(|at| at == *parameter),
        _ => true,
    };
    let usage = spec.usages(typed.form).find(fits).or_else(|| spec.usages(typed.form).next());
    let usage = usage.or_else(|| spec.usages.first())?;
    Some(Hint { spec, syntax: pieces(spec, usage, position), argument })
}

/// Cuts a syntax at its parameters. One with a single value stands there as that value.
fn pieces(spec: &Spec, usage: &Usage, current: Option<usize>) -> Vec<(String, PieceRole)> {
    let syntax = usage.syntax(spec);
    let stem = usage.stem(spec).len();
    let mut pieces = vec![(syntax.get(..stem).unwrap_or_default().to_owned(), PieceRole::Other)];
    let arguments = syntax.get(stem..).unwrap_or_default();
    for (position, piece) in arguments.split_inclusive([',', ']']).enumerate() {
        let role = if current == Some(position) { PieceRole::Current } else { PieceRole::Other };
        let own = piece.trim_start_matches('[').trim_end_matches(['[', ',', ']']);
        let (before, behind) = piece.split_once(own).filter(|_| !own.is_empty()).unwrap_or((piece, ""));
        pieces.push((before.to_owned(), PieceRole::Other));
        pieces.push((own.to_owned(), role));
        pieces.push((behind.to_owned(), PieceRole::Other));
    }
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use fibocom_at::commands::LIST;

    use super::*;

    fn l610() -> &'static Profile {
        Profile::for_model("L610")
    }

    #[test]
    fn a_suggestion_completes_the_line_and_goes_on_where_more_must_follow() {
        for (line, first, is_last) in [
            ("at+cs", "AT+CSQ", false),
            ("AT+MQTTOPE", "AT+MQTTOPEN=", false),
            ("AT+MQTTOPEN=", "AT+MQTTOPEN=1,", false),
            ("AT+MQTTOPEN=1,\"h\",1883,", "AT+MQTTOPEN=1,\"h\",1883,0,", false),
            ("AT+MQTTOPEN=1,\"h\",1883,1,60,", "AT+MQTTOPEN=1,\"h\",1883,1,60,0", false),
            ("AT+MQTTCLOSE=", "AT+MQTTCLOSE=1", false),
            ("AT+MIPCALL=", "AT+MIPCALL=0", false),
            ("AT+GTSSLFILE=\"k", "AT+GTSSLFILE=\"KEYFILE\",", true),
            ("AT+MQTTCLOSE=102", "", true),
            ("AT+CSQ=?", "", true),
            ("hello", "", true),
            ("", "", true),
        ] {
            let found = suggestions(&Typing::at_end(line), l610());
            assert_eq!(found.first().map_or("", |one| one.after.line.as_str()), first, "{line}");
            assert!(found.iter().all(|one| one.after.cursor == one.after.line.len()), "{line}");
            assert_eq!(found.len() <= 1, is_last, "{line}: {found:?}");
        }
    }

    #[test]
    fn a_line_is_unfinished_while_it_can_become_a_command_or_lacks_an_argument() {
        for (line, expected) in [
            ("AT+GTSSL", true),
            ("AT+MQTTOPEN=1,\"h\"", true),
            ("AT+MQTTOPEN=1,\"h\",1883,1,60", false),
            ("AT+GTUSBMODE?", false),
        ] {
            assert_eq!(is_unfinished(&Typing::at_end(line), l610()), expected, "{line}");
        }
    }

    #[test]
    fn in_the_middle_of_a_line_only_what_is_under_the_cursor_changes() {
        let typing = Typing { line: "AT+GTSSLFILE=\"K,100".into(), cursor: 15 };
        let found = suggestions(&typing, l610());
        let after = found.first().map(|one| one.after.clone());
        assert_eq!(after, Some(Typing { line: "AT+GTSSLFILE=\"KEYFILE\",100".into(), cursor: 22 }));
    }

    #[test]
    fn what_the_series_lacks_is_suggested_and_says_so() {
        let found = suggestions(&Typing::at_end("AT+GTSSLV"), Profile::for_model("NL668-AM"));
        assert_eq!(found.first().and_then(|one| one.lacks), Some(Feature::Tls));
    }

    #[test]
    fn the_hint_marks_the_argument_under_the_cursor() {
        for (line, current, parameter) in [
            ("AT+MQTTOPEN=", Some("<client>"), Some("parameter-client")),
            ("AT+MQTTOPEN=1,\"a,b", Some("\"<host>\""), Some("parameter-host")),
            ("AT+MQTTOPEN=1,\"a,b\",18", Some("<port>"), Some("parameter-port")),
            ("AT+MQTTOPEN=1,\"h\",1,1,1,", Some("<tls>"), Some("parameter-tls")),
            ("AT+MIPCALL=1,\"a", Some("\"<apn>\""), Some("parameter-apn")),
            ("AT+MIPCALL=1", Some("0"), Some("parameter-operation")),
            ("AT+MQTTOPEN?", None, None),
            ("AT+MQTTOPEN", None, None),
            ("AT+MQTTOPEN=1,2,3,4,5,6,7,8", None, None),
        ] {
            let hint = hint(&Typing::at_end(line), l610()).unwrap();
            let marked = hint.syntax.iter().find(|(_, role)| *role == PieceRole::Current);
            assert_eq!(marked.map(|(piece, _)| piece.as_str()), current, "{line}");
            assert_eq!(hint.argument.map(|(parameter, _)| parameter.id), parameter, "{line}");
        }
        assert_eq!(hint(&Typing::at_end("AT+NOSUCH=1"), l610()), None);
        assert_eq!(hint(&Typing::default(), l610()), None);
    }

    #[test]
    fn the_pieces_of_a_hint_are_the_syntax() {
        for spec in LIST {
            for usage in spec.usages {
                let joined: String = pieces(spec, usage, Some(1)).into_iter().map(|(piece, _)| piece).collect();
                assert_eq!(joined, usage.syntax(spec));
            }
        }
    }

    #[test]
    fn a_browser_counts_in_units_of_its_own() {
        for (units, cursor) in [(0, 0), (1, 1), (2, 3), (4, 7), (5, 8), (99, 8)] {
            let typing = Typing::in_browser("aé😀b".into(), units);
            assert_eq!(typing.cursor, cursor, "{units}");
        }
        assert_eq!(units_before("aé😀b", 7), 4);
    }
}
