//! A sent command line as far as its meaning needs it: name, form, and arguments that still know whether they were quoted.

use crate::commands::{self, Form, recognise};

/// A command line that begins with `AT`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Typed {
    /// The name in capitals, without `AT`.
    pub(super) name: String,
    /// Its form.
    pub(super) form: Form,
    /// The rest of it.
    inner: commands::Typed,
}

impl Typed {
    /// Takes a line apart, unless it is no command.
    pub(super) fn of(line: &[u8]) -> Option<Self> {
        let text = String::from_utf8_lossy(line);
        let text = text.trim();
        if !text.get(..2)?.eq_ignore_ascii_case("AT") {
            return None;
        }
        let inner = recognise(text);
        Some(Self { name: inner.name.clone(), form: inner.form, inner })
    }

    /// How many arguments there are.
    pub(super) fn count(&self) -> usize {
        self.inner.arguments.len()
    }

    /// The text of an argument.
    pub(super) fn text(&self, at: usize) -> Option<&str> {
        self.inner.text(at)
    }

    /// The text of an argument that must not be empty.
    pub(super) fn filled(&self, at: usize) -> Option<&str> {
        self.text(at).filter(|text| !text.is_empty())
    }

    /// A number without quotes.
    pub(super) fn number(&self, at: usize) -> Option<u32> {
        self.inner.number(at)
    }

    /// How many bytes an argument has that is either a quoted payload or a Datasize.
    pub(super) fn payload(&self, at: usize) -> Option<usize> {
        match self.inner.arguments.get(at) {
            Some(argument) if argument.is_quoted() => Some(argument.text.len()),
            Some(argument) => argument.text.parse().ok(),
            None => None,
        }
    }

    /// How many bytes the command announces to send after the prompt.
    pub(super) fn datasize(&self) -> Option<usize> {
        self.inner.datasize().map(|bytes| bytes as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_begin_with_at_is_no_command() {
        for line in ["", "A", "hello", "+CSQ: 1,2"] {
            assert_eq!(Typed::of(line.as_bytes()), None, "{line}");
        }
    }

    #[test]
    fn a_payload_is_quoted_or_announced() {
        for (line, payload, datasize) in [
            ("AT+MQTTPUB=1,\"t\",1,0,32", Some(32), Some(32)),
            ("AT+MQTTPUB=1,\"t\",1,0,\"32\"", Some(2), None),
            ("AT+MQTTWILL=1,\"t\",0,0,\"{\"a\":1}\"", Some(7), None),
            ("AT+MQTTPUB=1,\"t\"", None, None),
        ] {
            let typed = Typed::of(line.as_bytes()).unwrap();
            assert_eq!((typed.payload(4), typed.datasize()), (payload, datasize), "{line}");
        }
        assert_eq!(Typed::of(b"AT+GTSSLFILE=\"KEYFILE\",9").unwrap().datasize(), Some(9));
    }
}
