//! The YAML that templates are written in: a bounded tree in which each value knows its line.

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::refused::{Refused, Why};

/// The longest text that is read.
pub(super) const LONGEST: usize = 64 * 1024;

/// How deep lists and mappings may stand in each other.
const DEEPEST: usize = 24;

/// How many values there may be.
const MOST: usize = 20_000;

/// A value and the line it begins on, counted from 1.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Yaml {
    pub(super) line: usize,
    pub(super) kind: Kind,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    Scalar {
        text: String,
        /// Whether it stands without quotes, and so may be a number.
        plain: bool,
    },
    List(Vec<Yaml>),
    /// Keys with their lines, in the order of the text.
    Map(Vec<(String, usize, Yaml)>),
}

/// A list or a mapping that is still open.
struct Open {
    line: usize,
    /// The key that waits for its value, where a mapping is open.
    key: Option<(String, usize)>,
    kind: Kind,
}

/// Reads one document.
pub(super) fn parse(text: &str) -> Result<Yaml, Refused> {
    if text.len() > LONGEST {
        return Err(Refused::new(1, "", Why::TooLong));
    }
    let mut open: Vec<Open> = Vec::new();
    let mut whole = None;
    let mut documents = 0;
    for (count, event) in Parser::new_from_str(text).enumerate() {
        let (event, span) = event.map_err(|error| Refused::new(error.marker().line(), "", Why::NotYaml))?;
        let line = span.start.line();
        if count > MOST {
            return Err(Refused::new(line, "", Why::TooLong));
        }
        let value = match event {
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => continue,
            Event::DocumentStart(_) if documents == 0 => {
                documents = 1;
                continue;
            }
            Event::DocumentStart(_) => return Err(Refused::new(line, "---", Why::Unsupported)),
            Event::Alias(_) => return Err(Refused::new(line, "*", Why::Unsupported)),
            Event::Scalar(_, _, 1.., _) | Event::SequenceStart(1.., _) | Event::MappingStart(1.., _) => {
                return Err(Refused::new(line, "&", Why::Unsupported));
            }
            Event::Scalar(_, _, _, Some(_)) | Event::SequenceStart(_, Some(_)) | Event::MappingStart(_, Some(_)) => {
                return Err(Refused::new(line, "!", Why::Unsupported));
            }
            Event::Scalar(text, style, ..) => {
                Yaml { line, kind: Kind::Scalar { text: text.into_owned(), plain: style == ScalarStyle::Plain } }
            }
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                if open.len() >= DEEPEST {
                    return Err(Refused::new(line, "", Why::TooDeep));
                }
                let is_list = matches!(event, Event::SequenceStart(..));
                let kind = if is_list { Kind::List(Vec::new()) } else { Kind::Map(Vec::new()) };
                open.push(Open { line, key: None, kind });
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(Open { line, kind, .. }) => Yaml { line, kind },
                None => continue,
            },
        };
        put(&mut open, &mut whole, value)?;
    }
    whole.ok_or(Refused::new(1, "", Why::NotYaml))
}

/// Puts a value where it belongs: into the list or the mapping that is open, or as the whole document.
fn put(open: &mut [Open], whole: &mut Option<Yaml>, value: Yaml) -> Result<(), Refused> {
    let Some(Open { key, kind, .. }) = open.last_mut() else {
        *whole = Some(value);
        return Ok(());
    };
    match kind {
        Kind::List(items) => items.push(value),
        Kind::Map(pairs) => match (key.take(), value.kind) {
            (None, Kind::Scalar { text, .. }) => {
                if pairs.iter().any(|(known, ..)| *known == text) {
                    return Err(Refused::new(value.line, &text, Why::Twice));
                }
                *key = Some((text, value.line));
            }
            (None, _) => return Err(Refused::new(value.line, "?", Why::Unsupported)),
            (Some((key, line)), kind) => pairs.push((key, line, Yaml { line: value.line, kind })),
        },
        Kind::Scalar { .. } => {}
    }
    Ok(())
}
