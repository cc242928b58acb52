//! A sent command line as far as its meaning needs it: name, form, and arguments that still know whether they were quoted.

use crate::commands::{Form, recognise};

/// One argument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Value {
    /// Without quotes, and with `\22` and `\5C` turned back.
    pub(super) text: String,
    /// Whether it stood in quotes.
    pub(super) quoted: bool,
}

/// A command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Typed {
    /// The name in capitals, without `AT`.
    pub(super) name: String,
    /// Its form.
    pub(super) form: Form,
    /// Its arguments.
    pub(super) values: Vec<Value>,
}

impl Typed {
    /// Takes a line apart, unless it is no command.
    pub(super) fn of(line: &[u8]) -> Option<Self> {
        let text = String::from_utf8_lossy(line);
        let text = text.trim();
        if !text.get(..2)?.eq_ignore_ascii_case("AT") {
            return None;
        }
        let typed = recognise(text);
        let values = match (typed.form, text.split_once('=')) {
            (Form::Set, Some((_, tail))) => split(tail),
            _ => typed.arguments.into_iter().map(|text| Value { text, quoted: false }).collect(),
        };
        Some(Self { name: typed.name, form: typed.form, values })
    }

    /// The text of an argument.
    pub(super) fn text(&self, at: usize) -> Option<&str> {
        self.values.get(at).map(|value| value.text.as_str())
    }

    /// The text of an argument that must not be empty.
    pub(super) fn filled(&self, at: usize) -> Option<&str> {
        self.text(at).filter(|text| !text.is_empty())
    }

    /// A number without quotes.
    pub(super) fn number(&self, at: usize) -> Option<u32> {
        self.values.get(at).filter(|value| !value.quoted)?.text.parse().ok()
    }

    /// How many bytes an argument has that is either a quoted payload or a Datasize.
    pub(super) fn payload(&self, at: usize) -> Option<usize> {
        match self.values.get(at) {
            Some(value) if value.quoted => Some(value.text.len()),
            Some(value) => value.text.parse().ok(),
            None => None,
        }
    }

    /// How many bytes the command announces to send after the prompt.
    pub(super) fn datasize(&self) -> Option<usize> {
        let at = match self.name.as_str() {
            "+MQTTPUB" | "+MQTTWILL" => 4,
            "+GTSSLFILE" => 1,
            _ => return None,
        };
        self.number(at).map(|bytes| bytes as usize)
    }
}

/// Splits at commas outside quotes. A quote ends a text only where a comma or the end follows, so that a payload may hold some.
fn split(tail: &str) -> Vec<Value> {
    let mut values = Vec::new();
    let mut rest = tail.trim();
    loop {
        if let Some(inner) = rest.strip_prefix('"') {
            let end = inner.match_indices('"').map(|(at, _)| at).find(|at| {
                let behind = inner.get(at + 1..).unwrap_or_default().trim_start();
                behind.is_empty() || behind.starts_with(',')
            });
            let end = end.unwrap_or(inner.len());
            let text = inner.get(..end).unwrap_or_default().replace("\\22", "\"").replace("\\5C", "\\");
            values.push(Value { text, quoted: true });
            rest = inner.get(end + 1..).unwrap_or_default().trim_start();
            let Some(next) = rest.strip_prefix(',') else { return values };
            rest = next.trim_start();
        } else {
            let (value, next) = rest.split_once(',').map_or((rest, None), |(value, next)| (value, Some(next)));
            values.push(Value { text: value.trim().to_owned(), quoted: false });
            let Some(next) = next else { return values };
            rest = next.trim_start();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_know_whether_they_were_quoted() {
        for (line, expected) in [
            ("AT+MQTTPUB=1,\"t\",1,0,32", vec![("1", false), ("t", true), ("1", false), ("0", false), ("32", false)]),
            (
                "AT+MQTTPUB=1,\"t\",1,0,\"32\"",
                vec![("1", false), ("t", true), ("1", false), ("0", false), ("32", true)],
            ),
            (
                "AT+MQTTWILL=1,\"t\",0,0,\"{\"a\":1}\"",
                vec![("1", false), ("t", true), ("0", false), ("0", false), ("{\"a\":1}", true)],
            ),
            ("at+mqttuser=1, \"a\\22b\", \"\"", vec![("1", false), ("a\"b", true), ("", true)]),
            ("ATE0", vec![("0", false)]),
            ("AT+CSQ", vec![]),
            ("AT+MIPCALL=1,\"open", vec![("1", false), ("open", true)]),
        ] {
            let typed = Typed::of(line.as_bytes()).map(|typed| typed.values).unwrap_or_default();
            let values: Vec<_> = typed.iter().map(|value| (value.text.as_str(), value.quoted)).collect();
            assert_eq!(values, expected, "{line}");
        }
    }

    #[test]
    fn what_does_not_begin_with_at_is_no_command() {
        for line in ["", "A", "hello", "+CSQ: 1,2"] {
            assert_eq!(Typed::of(line.as_bytes()), None, "{line}");
        }
    }
}
