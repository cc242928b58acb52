//! Takes a typed command line apart: which command, which form, which arguments.

use std::borrow::Cow;
use std::ops::Range;

use super::argument::{Argument, Quoting, nth, split};
use super::parameter::QOS;
use super::{Form, Spec, Usage};
use crate::args::{ClientIndex, trimmed, trimmed_start};

/// A command line as understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// The command, if the list has it.
    pub spec: Option<&'static Spec>,
    /// The name as typed, in capitals and without `AT`.
    pub name: String,
    /// Its form.
    pub form: Form,
    /// The arguments.
    pub arguments: Vec<Argument>,
}

impl Typed {
    /// Takes a line apart, unless it does not begin with `AT`.
    #[must_use]
    pub fn of(line: &[u8]) -> Option<Self> {
        let text = String::from_utf8_lossy(line);
        let text = text.trim();
        text.get(..2)?.eq_ignore_ascii_case("AT").then(|| recognise(text))
    }

    /// The text of an argument, without quotes.
    #[must_use]
    pub fn text(&self, position: usize) -> Option<&str> {
        self.arguments.get(position).map(|argument| argument.text.as_str())
    }

    /// The text of an argument that must not be empty.
    #[must_use]
    pub fn filled(&self, position: usize) -> Option<&str> {
        self.text(position).filter(|text| !text.is_empty())
    }

    /// An argument that is a whole number without quotes.
    #[must_use]
    pub fn number(&self, position: usize) -> Option<u32> {
        self.arguments.get(position)?.number()
    }

    /// The same, in the set form alone.
    pub(super) fn set_number(&self, position: usize) -> Option<u32> {
        self.number(position).filter(|_| self.form == Form::Set)
    }

    /// How many bytes an argument has that is either a quoted payload or a Datasize.
    #[must_use]
    pub fn payload(&self, position: usize) -> Option<usize> {
        let argument = self.arguments.get(position)?;
        if argument.is_quoted() { Some(argument.text.len()) } else { argument.text.parse().ok() }
    }

    /// The client that the command is for. Its own usages say whether it has one, and where; a command that nobody knows has none.
    #[must_use]
    pub fn client(&self) -> Option<ClientIndex> {
        self.client_number().and_then(|number| u8::try_from(number).ok()).and_then(ClientIndex::new)
    }

    /// The same as it was typed, though no module may have a client of this number.
    #[must_use]
    pub fn client_number(&self) -> Option<u32> {
        let at = client_place(self.spec?, self.form)?;
        self.text(at)?.parse().ok()
    }

    /// How many bytes the command announces to send behind the prompt.
    #[must_use]
    pub fn datasize(&self) -> Option<u32> {
        let at = self.spec?.usages(self.form).find_map(Usage::datasize)?;
        self.number(at)
    }
}

/// A command of a line as far as it is known before its arguments are taken apart, for whoever asks for single ones of them.
pub(crate) struct Outline<'a> {
    /// The command, if the list has it.
    pub(crate) spec: Option<&'static Spec>,
    parts: Parts<'a>,
}

impl<'a> Outline<'a> {
    pub(crate) fn of(text: &'a str) -> Self {
        let parts = parts(text);
        Self { spec: Spec::typed(parts.name), parts }
    }

    /// The name, in capitals and without `AT`.
    pub(crate) fn name(&self) -> Cow<'static, str> {
        self.spec.map_or_else(|| self.parts.name.to_ascii_uppercase().into(), |spec| spec.name.into())
    }

    pub(crate) const fn form(&self) -> Form {
        self.parts.form
    }

    /// The client that the command is for, as [`Typed::client`].
    pub(crate) fn client(&self) -> Option<ClientIndex> {
        let (_, text) = self.argument(client_place(self.spec?, self.parts.form)?)?;
        text.parse().ok().and_then(ClientIndex::new)
    }

    /// Whether the network need not confirm what it sends: its QoS is 0.
    pub(crate) fn is_unconfirmed(&self) -> bool {
        let place = |usage: &Usage| usage.parameters.iter().position(|parameter| *parameter == QOS);
        let at = self.spec.and_then(|spec| spec.usages(self.parts.form).find_map(place));
        let bare = at.and_then(|at| self.argument(at)).filter(|(quoting, _)| *quoting == Quoting::Bare);
        bare.and_then(|(_, text)| text.parse::<u32>().ok()) == Some(0)
    }

    /// An argument as it was typed, without its quotes.
    fn argument(&self, place: usize) -> Option<(Quoting, &'a str)> {
        self.parts.tail.and_then(|(tail, _)| nth(tail, place))
    }
}

fn client_place(spec: &'static Spec, form: Form) -> Option<usize> {
    spec.usages(form).find_map(Usage::client)
}

/// Takes a line apart that may hold several commands. Only the spans of the first are places in the line. There is always one.
#[must_use]
pub fn recognise_all(text: &str) -> Vec<Typed> {
    let mut all = Vec::with_capacity(1);
    each(text, |command| all.push(recognise(command)));
    all
}

/// Goes through the commands on a line, with semicolons between (V.250, 5.2.1). There is always one.
pub(crate) fn each(text: &str, mut take: impl FnMut(&str)) {
    if memchr::memchr(b';', text.as_bytes()).is_none() {
        take(text);
        return;
    }
    let mut quoted = false;
    let separates = |character: char| {
        quoted ^= character == '"';
        character == ';' && !quoted
    };
    let mut commands = text.split(separates);
    commands.next().map(&mut take);
    for command in commands.filter(|command| !command.trim().is_empty()) {
        take(&format!("AT{command}"));
    }
}

/// Takes a line apart. Case does not matter, and nothing is refused.
#[must_use]
pub fn recognise(text: &str) -> Typed {
    let Parts { name, form, tail, digits } = parts(text);
    let mut arguments = tail.map(|(tail, at)| split(tail, at)).unwrap_or_default();
    let number = |(text, span): (&str, _)| Argument { text: text.to_ascii_uppercase(), quoting: Quoting::Bare, span };
    arguments.extend(digits.map(number));
    Typed { spec: Spec::typed(name), name: name.to_ascii_uppercase(), form, arguments }
}

/// The command and the form of a line, for whoever need not know its arguments.
pub(crate) fn spec_and_form(text: &str) -> (Option<&'static Spec>, Form) {
    let Parts { name, form, .. } = parts(text);
    (Spec::typed(name), form)
}

/// A line before its arguments are taken apart.
struct Parts<'a> {
    /// The name as it was typed.
    name: &'a str,
    form: Form,
    /// The arguments, and where they begin in the line.
    tail: Option<(&'a str, usize)>,
    /// The number that the name of a basic command ends with, and where it stands: ATE0.
    digits: Option<(&'a str, Range<usize>)>,
}

fn parts(text: &str) -> Parts<'_> {
    let indent = text.len() - trimmed_start(text).len();
    let text = trimmed(text);
    let (prefix, body) = match text.get(..2) {
        Some(at) if at.eq_ignore_ascii_case("AT") => (indent + 2, text.get(2..).unwrap_or_default()),
        _ => (indent, text),
    };
    let end = memchr::memchr2(b'=', b'?', body.as_bytes()).unwrap_or(body.len());
    let (name, tail) = body.split_at(end);
    let begin = prefix + name.len() - trimmed_start(name).len();
    let mut name = trimmed(name);
    let (form, tail) = match tail {
        "" => (Form::Execute, None),
        "?" => (Form::Read, None),
        "=?" => (Form::Test, None),
        _ => {
            let tail = tail.strip_prefix('=').unwrap_or(tail);
            (Form::Set, Some((tail, prefix + body.len() - tail.len())))
        }
    };
    let mut number = None;
    if !name.starts_with('+')
        && let Some(at) = name.find(|c: char| c.is_ascii_digit())
    {
        let (letters, digits) = name.split_at(at);
        number = Some((digits, begin + at..begin + name.len()));
        name = letters;
    }
    Parts { name, form, tail, digits: number }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_known_by_name_and_form() {
        for (text, name, form, arguments) in [
            ("AT", "", Form::Execute, vec![]),
            ("AT E1", "E", Form::Execute, vec!["1"]),
            ("ate0", "E", Form::Execute, vec!["0"]),
            ("ATI", "I", Form::Execute, vec![]),
            ("AT+CSQ", "+CSQ", Form::Execute, vec![]),
            ("at+mqttopen?", "+MQTTOPEN", Form::Read, vec![]),
            ("AT+MQTTOPEN=?", "+MQTTOPEN", Form::Test, vec![]),
            ("AT+MQTTPUB=1,\"a,b\",0,0,\"x?\"", "+MQTTPUB", Form::Set, vec!["1", "a,b", "0", "0", "x?"]),
            (" AT+MQTTREAD=1 ", "+MQTTREAD", Form::Set, vec!["1"]),
            ("AT+CGPADDR=1", "+CGPADDR", Form::Set, vec!["1"]),
        ] {
            let typed = recognise(text);
            assert_eq!((typed.name.as_str(), typed.form), (name, form), "{text}");
            let texts: Vec<_> = typed.arguments.iter().map(|argument| argument.text.as_str()).collect();
            assert_eq!(texts, arguments, "{text}");
            for argument in &typed.arguments {
                assert_eq!(text[argument.span.clone()].trim_matches('"'), argument.text, "{text}");
            }
            assert!(typed.spec.is_some(), "{text}");
        }
        assert!(recognise("AT+GTUSBMODE?").spec.is_none());
    }

    #[test]
    fn a_client_is_one_where_the_command_says_so() {
        for (line, client) in [
            ("AT+MQTTOPEN=1,\"h\",1883,1,60", Some(1)),
            ("AT+MQTTPUB=2,\"t\",0,0,5", Some(2)),
            ("AT+MQTTREAD=101", Some(101)),
            ("AT+MQTTREAD=\"1\"", Some(1)),
            ("AT+MQTTREAD=7", None),
            ("AT+MQTTREAD=?", None),
            ("AT+MQTTSUB?", None),
            ("AT+MQTTCONF=1", None),
            ("AT+MQTTAUTHDYN=1,\"h\",1883,\"a\",\"b\",\"c\"", None),
            ("AT+CGPADDR=1", None),
            ("AT+MIPCALL=1,\"CMNET\"", None),
            ("AT+CREG=1", None),
            ("ATE1", None),
            ("AT+CGATT=1", None),
            ("AT+CFUN=1", None),
            ("AT+MIPSEND=1,4", None),
        ] {
            assert_eq!(recognise(line).client().map(ClientIndex::number), client, "{line}");
        }
    }

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
            let typed = recognise(line);
            assert_eq!((typed.payload(4), typed.datasize()), (payload, datasize), "{line}");
        }
        assert_eq!(recognise("AT+GTSSLFILE=\"KEYFILE\",9").datasize(), Some(9));
    }
}
