//! A payload as text, as JSON or as hexadecimal digits.

use serde::de::IgnoredAny;
use workbench_payload::notation;
use workbench_payload::visible::{visible_lines, visible_text};

/// How payloads are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) enum View {
    /// As each of them suggests.
    #[default]
    Auto,
    Text,
    Json,
    Hex,
}

/// What a payload was shown as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum PayloadForm {
    /// There is nothing to show.
    Empty,
    Text,
    Json,
    Hex,
}

/// Why a payload is not shown as JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum JsonProblem {
    /// It is not even text.
    NotText,
    /// There is nothing, or nothing but space.
    Empty,
    /// It does not begin as a value of JSON does that a module or a program would send.
    Words,
    /// It ends here, counted from 1, before its value does.
    Ends { line: usize, column: usize },
    /// It stops being JSON here, counted from 1.
    At { line: usize, column: usize },
}

/// A payload, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rendered {
    /// What it is shown as.
    pub(crate) form: PayloadForm,
    pub(crate) text: String,
    /// Why it is not shown as JSON although that was asked for.
    pub(crate) not_json: Option<JsonProblem>,
}

/// JSON up to this long, in characters, stays on one line.
const ONE_LINE: usize = 48;

/// The payload in the form that was asked for, or in the one that it allows.
pub(crate) fn render(payload: &[u8], view: View) -> Rendered {
    if payload.is_empty() {
        return Rendered { form: PayloadForm::Empty, text: String::new(), not_json: None };
    }
    let plain = |form, text, not_json| Rendered { form, text, not_json };
    match view {
        View::Hex => plain(PayloadForm::Hex, notation::hex(payload), None),
        View::Text => plain(PayloadForm::Text, visible_lines(payload), None),
        View::Json | View::Auto => match json(payload) {
            Ok(text) => plain(PayloadForm::Json, text, None),
            Err(problem) => {
                let (form, text) = if is_text(payload) {
                    (PayloadForm::Text, visible_lines(payload))
                } else {
                    (PayloadForm::Hex, notation::hex(payload))
                };
                plain(form, text, (view == View::Json).then_some(problem))
            }
        },
    }
}

/// Whether a payload is meant to be read: UTF-8 without control characters other than line breaks and tabs.
pub(crate) fn is_text(payload: &[u8]) -> bool {
    std::str::from_utf8(payload)
        .is_ok_and(|text| text.chars().all(|found| !found.is_control() || matches!(found, '\r' | '\n' | '\t')))
}

/// JSON spread over lines, with every name, number and escape as it came.
fn json(payload: &[u8]) -> Result<String, JsonProblem> {
    let text = std::str::from_utf8(payload).map_err(|_| JsonProblem::NotText)?;
    serde_json::from_str::<IgnoredAny>(text).map_err(|error| problem(text, &error))?;
    let line = spread(text, Layout::OneLine);
    let shown = if line.chars().count() <= ONE_LINE { line } else { spread(text, Layout::Lines) };
    // A string in it can hold what hides or turns its neighbours.
    Ok(visible_text(&shown).into_owned())
}

fn problem(text: &str, error: &serde_json::Error) -> JsonProblem {
    let begins = |character: char| matches!(character, '{' | '[' | '"' | '-' | '0'..='9');
    let (line, column) = (error.line(), error.column());
    match text.trim_start().chars().next() {
        None => JsonProblem::Empty,
        Some(first) if !begins(first) => JsonProblem::Words,
        Some(_) if error.is_eof() => JsonProblem::Ends { line, column },
        Some(_) => JsonProblem::At { line, column },
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layout {
    OneLine,
    Lines,
}

/// Lays out what is known to be JSON. Only blanks outside strings change.
fn spread(json: &str, layout: Layout) -> String {
    let mut out = String::with_capacity(json.len() * 2);
    let (mut depth, mut quoted, mut escaped, mut empty) = (0_usize, false, false, false);
    for character in json.chars() {
        if quoted {
            out.push(character);
            quoted = escaped || character != '"';
            escaped = !escaped && character == '\\';
            continue;
        }
        match character {
            ' ' | '\t' | '\r' | '\n' => continue,
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                if !empty {
                    gap(&mut out, depth, layout);
                }
                out.push(character);
                empty = false;
                continue;
            }
            _ if empty => gap(&mut out, depth, layout),
            _ => {}
        }
        empty = matches!(character, '{' | '[');
        depth += usize::from(empty);
        quoted = character == '"';
        out.push(character);
        match character {
            ':' => out.push(' '),
            ',' => gap(&mut out, depth, layout),
            _ => {}
        }
    }
    out
}

fn gap(out: &mut String, depth: usize, layout: Layout) {
    match layout {
        Layout::OneLine => out.push(' '),
        Layout::Lines => {
            out.push('\n');
            // Deeper than anybody reads, the indent stays.
            (0..depth.min(40)).for_each(|_| out.push_str("  "));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_payload_is_shown_as_it_suggests() {
        for (payload, view, form, text) in [
            (
                &b"{\"a\":1.50,\"b\":[ ],\"c\":{}}"[..],
                View::Auto,
                PayloadForm::Json,
                "{ \"a\": 1.50, \"b\": [], \"c\": {} }",
            ),
            (b"21.5", View::Auto, PayloadForm::Json, "21.5"),
            (b"on", View::Auto, PayloadForm::Text, "on"),
            (b"a\r\nb\tc", View::Auto, PayloadForm::Text, "a\nb\tc"),
            (b"\x00\x02ok", View::Auto, PayloadForm::Hex, "00 02 6F 6B"),
            (b"\x00\x02ok", View::Text, PayloadForm::Text, "\\x00\\x02ok"),
            (b"{}", View::Hex, PayloadForm::Hex, "7B 7D"),
            (
                "{\"k\u{200B}\":\"v\u{202E}\"}".as_bytes(),
                View::Json,
                PayloadForm::Json,
                "{ \"k\\xE2\\x80\\x8B\": \"v\\xE2\\x80\\xAE\" }",
            ),
            (b"", View::Json, PayloadForm::Empty, ""),
        ] {
            let rendered = render(payload, view);
            assert_eq!((rendered.form, rendered.text.as_str(), rendered.not_json), (form, text, None));
        }
    }

    #[test]
    fn what_is_no_json_says_where_it_stops_being_it() {
        for (payload, form, problem) in [
            (&b"{\"a\":1,}"[..], PayloadForm::Text, JsonProblem::At { line: 1, column: 8 }),
            (b"open", PayloadForm::Text, JsonProblem::Words),
            (b"  \r\n", PayloadForm::Text, JsonProblem::Empty),
            (b"{\"a\":[1,\n2", PayloadForm::Text, JsonProblem::Ends { line: 2, column: 1 }),
            (b"12 open", PayloadForm::Text, JsonProblem::At { line: 1, column: 4 }),
            (b"\xFF\x00", PayloadForm::Hex, JsonProblem::NotText),
        ] {
            let rendered = render(payload, View::Json);
            assert_eq!((rendered.form, rendered.not_json), (form, Some(problem)));
        }
    }

    #[test]
    fn long_json_is_spread_over_lines_and_stays_itself() {
        let json = r#"{"name":"say \"ok\", {twice}","list":[1e400,12345678901234567890],"empty":{},"last":null,"more":"xxxxxxxxxx"}"#;
        let rendered = render(json.as_bytes(), View::Auto).text;
        let expected = "{\n  \"name\": \"say \\\"ok\\\", {twice}\",\n  \"list\": [\n    1e400,\n    12345678901234567890\n  ],\n  \
                        \"empty\": {},\n  \"last\": null,\n  \"more\": \"xxxxxxxxxx\"\n}";
        assert_eq!(rendered, expected);
    }
}
