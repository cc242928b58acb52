//! Texts that differ in nothing but numbers: what looks like a secret in them is looked for once.
//!
//! A module tells the same again and again with other numbers: `"temperature":21.5`, `"temperature":21.7`. In the form of a text such
//! numbers have a zero for each digit, so that everything stands where it stood. What looks like a secret depends on which
//! characters are digits, and not on which digits they are, but in four cases, and no form is made where they could be: in
//! the names of values and in escapes, which no number behind a colon or a comma is part of; in what base64 means, which has neither; in numbers
//! that are as long as an identity; and in commands in the middle of a text, whose looks are not kept.

use fibocom_at::secrets::{Finder, Span, Spare};

use super::digits;
use super::marks::Marks;
use super::memo::{Key, Memo};
use super::shapes::{Looked, Shapes};

/// The shortest text that is worth remembering.
const LEAST: usize = 24;

/// Remembers what looked like a secret, by the forms of texts.
#[derive(Debug, Default)]
pub(super) struct Forms {
    form: Vec<u8>,
    known: Memo<Known>,
}

/// What looked like a secret in all texts of a form.
#[derive(Debug)]
struct Known {
    spans: Vec<Span>,
    is_open: bool,
    marks: Marks,
}

impl Forms {
    /// The same as [`Shapes::spans`], with less work where a text has the form of one that came before.
    pub(super) fn spans(
        &mut self,
        shapes: &Shapes,
        text: &[u8],
        finder: (&Finder, &mut Spare),
        spans: &mut Vec<Span>,
    ) -> (bool, Marks) {
        let key = if self.read(text) { Key::of(&self.form) } else { None };
        if let Some(known) = key.and_then(|key| self.known.get(key)) {
            spans.extend_from_slice(&known.spans);
            return (known.is_open, known.marks);
        }
        let before = spans.len();
        let Looked { is_open, marks, has_commands } = shapes.spans(text, finder, spans);
        if let Some(key) = key.filter(|_| !has_commands) {
            let spans = || spans.get(before..).unwrap_or_default().to_vec();
            self.known.put(key, || Known { spans: spans(), is_open, marks });
        }
        (is_open, marks)
    }

    /// Works out the form of a text; `false`, where it has none.
    fn read(&mut self, text: &[u8]) -> bool {
        if text.len() < LEAST || !Key::fits(text) {
            return false;
        }
        self.form.clear();
        self.form.extend_from_slice(text);
        zero_numbers(&mut self.form)
    }
}

/// Writes a zero for each digit of a number behind a colon or a comma; `false`, where one is as long as an identity.
pub(super) fn zero_numbers(text: &mut [u8]) -> bool {
    let (mut is_number, mut length) = (false, 0);
    for byte in text {
        match byte {
            b'0'..=b'9' if is_number => {
                *byte = b'0';
                length += 1;
                if length == digits::LEAST {
                    return false;
                }
            }
            b'0'..=b'9' => {}
            b' ' | b'.' | b'-' => length = 0,
            b':' | b',' => (is_number, length) = (true, 0),
            _ => is_number = false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn form(text: &str) -> Option<String> {
        let mut forms = Forms::default();
        forms.read(text.as_bytes()).then(|| String::from_utf8_lossy(&forms.form).into_owned())
    }

    #[test]
    fn numbers_behind_colons_and_commas_have_no_value_in_a_form_and_no_other_digits() {
        for (text, expected) in [
            ("+MQTTMSG: 1,0,\"a/7/b\",\"{\"t\":21.5}\"", Some("+MQTTMSG: 0,0,\"a/7/b\",\"{\"t\":00.0}\"")),
            ("\"at\": -1.25, 2026-11-26 12:30,", Some("\"at\": -0.00, 0000-00-00 00:00,")),
            ("\"pin1\":1,\"x\":pin1,\"y\":[2]", Some("\"pin1\":0,\"x\":pin1,\"y\":[2]")),
            ("AT+X=12,\"\\22n\\22:34,\\2256\\22\"", Some("AT+X=12,\"\\22n\\22:00,\\2256\\22\"")),
            ("\"time\":1764190000000,\"n\":1", Some("\"time\":0000000000000,\"n\":0")),
            ("\"imei\":860000000000017,\"n\":1", None),
            ("too short for a form:1", None),
        ] {
            assert_eq!(form(text).as_deref(), expected, "{text}");
        }
        assert_eq!(form(&":1".repeat(200)), None);
    }

    const PIECES: &[&str] = &[
        "\"",
        "\\22",
        "%22",
        "\\\"",
        ":",
        ",",
        ": ",
        ", ",
        "=",
        "-",
        ".",
        " ",
        "%3A",
        "@",
        "://",
        "{",
        "}",
        "[",
        "]",
        "password",
        "pin",
        "pin1",
        "puk",
        "imei",
        "token",
        "sn",
        "serial number",
        "key",
        "Bearer ",
        "Basic ",
        "eyJ",
        "ghp_",
        "+",
        "AT+",
        "+CGSN: ",
        "AT+CPIN=",
        "MQTTUSER=1,",
        "-----BEGIN PRIVATE KEY-----",
        "F",
        "a",
        "xyz",
        "\r\n",
    ];

    /// Texts with numbers in many places.
    fn text() -> impl Strategy<Value = Vec<String>> {
        let piece = proptest::sample::select(PIECES).prop_map(str::to_owned);
        proptest::collection::vec(prop_oneof![2 => piece, 1 => "[0-9]{1,3}", 1 => "[0-9]{1,16}"], 4..24)
    }

    proptest! {
        #[test]
        fn what_is_told_by_a_form_is_what_a_look_finds(pieces in text(), other in "[0-9]{400}") {
            let finder = Finder::new();
            let shapes = Shapes::new(&finder);
            let mut forms = Forms::default();
            let text = pieces.concat().into_bytes();
            // The same text twice, so that it is known, and then with other digits in it: it has the same form, or another.
            let others: Vec<u8> = text.iter().zip(other.bytes().cycle()).map(|(byte, other)| if byte.is_ascii_digit() { other } else { *byte }).collect();
            let mut behind = text.clone();
            let read = forms.read(&text);
            if read {
                behind = forms.form.iter().zip(&text).zip(&others).map(|((form, byte), other)| if form == byte { *byte } else { *other }).collect();
            }
            for text in [&text, &text, &text, &behind, &others] {
                let (mut expected, mut found) = (Vec::new(), Vec::new());
                let mut spare = Spare::default();
                let looked = shapes.spans(text, (&finder, &mut spare), &mut expected);
                let (is_open, marks) = forms.spans(&shapes, text, (&finder, &mut spare), &mut found);
                let shown = String::from_utf8_lossy(text).into_owned();
                prop_assert_eq!(found, expected, "{}", shown);
                prop_assert_eq!((is_open, marks), (looked.is_open, looked.marks), "{}", shown);
            }
        }
    }
}
