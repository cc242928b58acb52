//! Command lines, as somebody typed them or as the module repeats them: right, misspelt, several in one line, or cut off.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

use super::{Kind, NameHasher, Named, Place, Span, named, table};
use crate::commands::{Argument, Form, LIST, Spec, arguments};

/// Who wrote the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// Somebody at this end: anything may be meant as a command.
    Person,
    /// The module, which repeats what was typed.
    Module,
}

/// The signs that names of commands begin with.
const SIGNS: &[u8] = b"+^*$#%&\\@!_";

/// Whether a line of the module begins like a command and can be nothing else.
pub(super) fn is_echo(line: &[u8]) -> bool {
    let Some((head, rest)) = line.split_at_checked(2) else { return false };
    if !head.eq_ignore_ascii_case(b"AT") {
        return false;
    }
    let rest = rest.trim_ascii_start();
    let dials = rest.first().is_some_and(|byte| byte.eq_ignore_ascii_case(&b'D')) && rest.contains(&b';');
    rest.first().is_some_and(|byte| SIGNS.contains(byte)) || rest.contains(&b'=') || dials
}

/// The name of a typed command in capital letters, without its sign. Nothing, where there is none.
pub(super) fn name_of(line: &[u8]) -> Option<String> {
    let text = readable(line);
    let command = Command::of(&text, 0);
    (!command.name.is_empty()).then_some(command.name)
}

/// The spans of all commands of a line, from a place on.
pub(super) fn spans(raw: &[u8], start: usize, by: By, spans: &mut Vec<Span>) {
    let raw = raw.get(start..).unwrap_or_default();
    let text = readable(raw);
    let text = text.trim_end_matches(['\r', '\n', '\0']);
    let indent = text.len() - text.trim_start().len();
    let has_prefix = text.get(indent..indent + 2).is_some_and(|head| head.eq_ignore_ascii_case("AT"));
    let mut at = if has_prefix { indent + 2 } else { indent };
    for (count, end) in ends(text, at).into_iter().enumerate() {
        let command = Command::of(text.get(..end).unwrap_or_default(), at);
        let is_command = has_prefix || count > 0 || command.is_told_without_prefix(by);
        if is_command {
            let from = spans.len();
            command.spans(spans);
            for span in spans.iter_mut().skip(from) {
                span.range = span.range.start + start..span.range.end + start;
            }
        }
        at = end + 1;
    }
}

/// The bytes as text, of the same length.
fn readable(raw: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(raw) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => raw.iter().map(|byte| if byte.is_ascii() { char::from(*byte) } else { '?' }).collect(),
    }
}

/// Where each command of a line ends: at a semicolon outside quotes that another command stands behind (V.250, 5.2.1).
fn ends(text: &str, from: usize) -> Vec<usize> {
    let bytes = text.as_bytes();
    if memchr::memchr(b';', bytes).is_none() {
        return vec![text.len()];
    }
    let (mut ends, mut is_quoted) = (Vec::new(), false);
    for (at, byte) in bytes.iter().enumerate().skip(from) {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b';' if !is_quoted && begins_a_command(bytes.get(at + 1..).unwrap_or_default()) => ends.push(at),
            _ => {}
        }
    }
    ends.push(text.len());
    ends
}

/// Whether a command stands here: one with a sign, or a letter with at most a small number.
fn begins_a_command(rest: &[u8]) -> bool {
    let rest = match rest.iter().take(8).position(|byte| *byte != b' ') {
        Some(blanks) => rest.get(blanks..).unwrap_or_default(),
        None => rest,
    };
    match rest {
        [sign, letter, ..] if SIGNS.contains(sign) => letter.is_ascii_alphabetic(),
        [letter, behind @ ..] if b"EVQXZIHMLeivqxzhml".contains(letter) => {
            let digits = behind.iter().take(4).take_while(|byte| byte.is_ascii_digit()).count();
            digits < 4 && behind.get(digits).is_none_or(|byte| *byte == b';')
        }
        _ => false,
    }
}

/// One command of a line.
struct Command<'a> {
    /// In capital letters, without its sign.
    name: String,
    has_sign: bool,
    /// What stands behind the name.
    tail: &'a str,
    /// Where that begins.
    at: usize,
}

/// What is known of a name.
enum Known {
    Spec(&'static Spec),
    Row(&'static table::Row),
    Nothing,
}

impl<'a> Command<'a> {
    fn of(text: &'a str, at: usize) -> Self {
        let is_head = at == 0 && text.get(..2).is_some_and(|head| head.eq_ignore_ascii_case("AT"));
        let at = if is_head { 2 } else { at };
        let body = text.get(at..).unwrap_or_default();
        let bare = body.trim_start();
        let unsigned = bare.trim_start_matches(|c: char| c.is_ascii() && SIGNS.contains(&(c as u8)));
        let has_sign = unsigned.len() < bare.len();
        let unsigned = unsigned.trim_start_matches([' ', '\t']);
        let length = unsigned.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(unsigned.len());
        let (name, tail) = unsigned.split_at(length);
        let mut command = Self { name: name.to_ascii_uppercase(), has_sign, tail, at: text.len() - tail.len() };
        if matches!(command.known(), Known::Nothing) {
            command.give_digits_back(unsigned, text.len());
        }
        command
    }

    /// A number that follows a known name without a sign between belongs to its arguments: `ATE0`, `AT+CPIN1234`.
    fn give_digits_back(&mut self, unsigned: &'a str, end: usize) {
        let letters = self.name.find(|c: char| c.is_ascii_digit()).unwrap_or(self.name.len());
        let shorter = self.name.get(..letters).unwrap_or_default().to_owned();
        let is_basic = !self.has_sign && shorter.len() <= 1;
        let known = Self { name: shorter, has_sign: self.has_sign, tail: "", at: 0 };
        if is_basic || (letters < self.name.len() && !matches!(known.known(), Known::Nothing)) {
            self.name = known.name;
            self.tail = unsigned.get(letters..).unwrap_or_default();
            self.at = end - self.tail.len();
        }
    }

    fn known(&self) -> Known {
        static BY_NAME: LazyLock<HashMap<&str, &Spec, BuildHasherDefault<NameHasher>>> =
            LazyLock::new(|| LIST.iter().map(|spec| (spec.name.trim_start_matches('+'), *spec)).collect());
        // Those without a sign are known without one alone.
        let is = |spec: &&&Spec| !self.has_sign || spec.name.starts_with('+');
        match BY_NAME.get(self.name.as_str()).filter(is) {
            Some(spec) => Known::Spec(spec),
            None => table::row(&self.name).map_or(Known::Nothing, Known::Row),
        }
    }

    /// Whether this is a command although `AT` is missing.
    fn is_told_without_prefix(&self, by: By) -> bool {
        by == By::Person
            && !self.name.is_empty()
            && (self.has_sign || self.tail.starts_with(['=', ':']) || !matches!(self.known(), Known::Nothing))
    }

    fn spans(&self, spans: &mut Vec<Span>) {
        if !self.has_sign && self.name.len() <= 1 && !self.tail.starts_with('=') {
            return self.basic(spans);
        }
        let behind = match self.tail.trim_end() {
            "" | "?" | "=?" => return,
            tail => tail.strip_prefix('='),
        };
        let Some(behind) = behind else {
            if !self.is_harmless() {
                self.all(self.at, spans);
            }
            return;
        };
        let split = arguments(behind, self.at + 1);
        let is_clean = split.iter().all(Argument::is_clean);
        match self.known() {
            Known::Spec(spec) if spec.has_secrets() => match places_of(spec, &split) {
                Some(places) => in_places(&split, &places, spans),
                None if is_clean => self.each(&split, Keep::FirstNumber, spans),
                None => self.all(self.at + 1, spans),
            },
            Known::Spec(spec) => {
                let places = places_of(spec, &split).unwrap_or_else(|| longest(spec));
                in_places(&split, &places, spans);
                self.each(split.get(places.len()..).unwrap_or_default(), Keep::Numbers, spans);
            }
            Known::Row(row) if is_clean || row.is_open() => {
                in_places(&split, row.takes, spans);
                self.each(split.get(row.takes.len()..).unwrap_or_default(), Keep::Numbers, spans);
            }
            Known::Nothing if is_clean => self.each(&split, Keep::Numbers, spans),
            Known::Row(_) | Known::Nothing => self.all(self.at + 1, spans),
        }
    }

    /// Whether whatever stands behind the name is no secret.
    fn is_harmless(&self) -> bool {
        match self.known() {
            Known::Spec(spec) => !spec.has_secrets(),
            Known::Row(row) => row.is_open(),
            Known::Nothing => false,
        }
    }

    /// `ATE0`, `ATS0=2`, `ATI`: nothing to hide. `ATD` has a phone number behind it, unless it dials for data: `ATD*99#`.
    fn basic(&self, spans: &mut Vec<Span>) {
        let number = self.tail.trim_end().trim_end_matches(';');
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        if self.name == "D" && digits >= 5 && !number.trim_start().starts_with('*') {
            let blanks = number.len() - number.trim_start().len();
            spans.push(Span { range: self.at + blanks..self.at + number.len(), kind: Kind::PhoneNumber });
        } else if digits != number.trim().len() && number.trim().len() > 3 && self.name != "D" && self.name != "S" {
            self.all(self.at, spans);
        }
    }

    /// What a secret is whose place nobody knows.
    fn kind(&self) -> Kind {
        match named(self.name.as_bytes()) {
            Some(Named::Is(kind) | Named::May(kind)) => kind,
            None => Kind::Other,
        }
    }

    /// Each argument that is not a small number.
    fn each(&self, arguments: &[Argument], keep: Keep, spans: &mut Vec<Span>) {
        for (place, argument) in arguments.iter().enumerate() {
            let may_stay = keep == Keep::Numbers || place == 0;
            if !(may_stay && is_small(&argument.text) && !argument.is_quoted()) {
                hide(argument, self.kind(), spans);
            }
        }
    }

    /// Everything from a place on but a small number at its beginning, which says for which client or cloud it is.
    fn all(&self, from: usize, spans: &mut Vec<Span>) {
        let tail = self.tail.get(from - self.at..).unwrap_or_default();
        let between = |c: char| "\",;:=? \t\r\n".contains(c);
        let start = tail.len() - tail.trim_start_matches(between).len();
        let word = tail.get(start..).unwrap_or_default().split(between).next().unwrap_or_default();
        let mut start = if is_small(word) { start + word.len() } else { start };
        let rest = tail.get(start..).unwrap_or_default();
        start += rest.len() - rest.trim_start_matches(between).len();
        // Signs that a secret may end with are part of it, and what is no character reads like one.
        let end = tail.trim_end_matches(|c: char| "\",; \t\r\n".contains(c)).len();
        if start < end {
            spans.push(Span { range: from + start..from + end, kind: self.kind() });
        }
    }
}

/// Which small numbers may be seen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keep {
    /// One at the beginning.
    FirstNumber,
    /// All of them.
    Numbers,
}

impl table::Row {
    fn is_open(&self) -> bool {
        !self.takes.is_empty() && self.takes.iter().all(|place| *place == Place::Open)
    }
}

/// A number that is too short for a secret.
fn is_small(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits.len() <= 3 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn in_places(arguments: &[Argument], places: &[Place], spans: &mut Vec<Span>) {
    for (argument, place) in arguments.iter().zip(places) {
        if let Place::Is(kind) = place {
            hide(argument, *kind, spans);
        }
    }
}

fn hide(argument: &Argument, kind: Kind, spans: &mut Vec<Span>) {
    let mut range = argument.span.clone();
    if argument.is_quoted() {
        range.start += 1;
        range.end -= usize::from(argument.quoting == crate::commands::Quoting::Quoted);
    }
    if range.start < range.end {
        spans.push(Span { range, kind });
    }
}

/// What stands in the places of a command that is known; nothing where the arguments fit none of its usages.
fn places_of(spec: &'static Spec, arguments: &[Argument]) -> Option<Vec<Place>> {
    let mut places: Vec<Place> = Vec::new();
    let mut fits = false;
    for usage in spec.fitting_usages(arguments) {
        fits = true;
        for (at, parameter) in usage.parameters.iter().enumerate() {
            let is_secret = parameter.secrecy == crate::commands::Secrecy::Secret;
            // With a second PIN behind it, the first is the PUK, or the old one.
            let place = match (is_secret, Kind::of_open(parameter)) {
                (true, _) if at == 0 && arguments.len() == 2 && Kind::of_secret(parameter) == Kind::Pin => {
                    Place::Is(Kind::Puk)
                }
                (true, _) => Place::Is(Kind::of_secret(parameter)),
                (false, Some(kind)) => Place::Is(kind),
                (false, None) => Place::Open,
            };
            match places.get_mut(at) {
                None => places.push(place),
                Some(known) if is_secret || *known == Place::Open => *known = place,
                Some(_) => {}
            }
        }
    }
    fits.then_some(places)
}

/// The places of a command without secrets, for arguments that fit none of its usages.
fn longest(spec: &'static Spec) -> Vec<Place> {
    let count = spec.usages(Form::Set).chain(spec.usages(Form::Execute)).map(|usage| usage.parameters.len()).max();
    vec![Place::Open; count.unwrap_or(0)]
}
