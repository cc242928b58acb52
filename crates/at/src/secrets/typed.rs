//! Command lines, as somebody typed them or as the module repeats them: right, misspelt, several in one line, or cut off.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::{Kind, Named, Place, Span, Spare, named, table};
use crate::args::{trimmed_end, trimmed_start};
use crate::commands::{Cut, Form, LIST, Quoting, Secrecy, Spec, Tells, Usage, cut};
use crate::name::{self, ByName};

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

/// What is known of the command that a line begins with. Nothing, where it begins with none.
pub(super) fn known(line: &[u8]) -> Option<Known> {
    let text = readable(line);
    let command = Command::of(&text, 0);
    (!command.name.is_empty()).then_some(command.known)
}

/// The spans of all commands of a line, from a place on.
pub(super) fn spans(raw: &[u8], start: usize, by: By, spare: &mut Spare, spans: &mut Vec<Span>) {
    let raw = raw.get(start..).unwrap_or_default();
    let text = readable(raw);
    let end = text.bytes().rposition(|byte| !b"\r\n\0".contains(&byte)).map_or(0, |last| last + 1);
    let text = text.get(..end).unwrap_or_default();
    let indent = text.len() - trimmed_start(text).len();
    let has_prefix = text.get(indent..indent + 2).is_some_and(|head| head.eq_ignore_ascii_case("AT"));
    let first = if has_prefix { indent + 2 } else { indent };
    let before = spans.len();
    let mut at = first;
    for end in ends(text, first) {
        let command = Command::of(text.get(..end).unwrap_or_default(), at);
        if has_prefix || at > first || command.is_told_without_prefix(by) {
            command.spans(spare, spans);
        }
        at = end + 1;
    }
    for span in spans.iter_mut().skip(before) {
        span.range = span.range.start + start..span.range.end + start;
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
fn ends(text: &str, from: usize) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let rest = bytes.get(from..).filter(|rest| memchr::memchr(b';', rest).is_some()).unwrap_or_default();
    let signs = memchr::memchr2_iter(b'"', b';', rest).map(move |at| from + at);
    let mut is_quoted = false;
    let ends = signs.filter(move |at| {
        let is_quote = bytes.get(*at) == Some(&b'"');
        is_quoted ^= is_quote;
        !is_quote && !is_quoted && begins_a_command(bytes.get(at + 1..).unwrap_or_default())
    });
    ends.chain(std::iter::once(text.len()))
}

/// Whether a command begins here: one with a sign such as `+`, or a letter with at most a small number.
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
    /// As it was typed, without its sign.
    name: &'a str,
    has_sign: bool,
    known: Known,
    /// The line up to its end.
    text: &'a str,
    /// Where what stands behind the name begins.
    at: usize,
}

/// What is known of a name.
#[derive(Clone, Copy)]
pub(super) enum Known {
    Spec(&'static Takes),
    Row(&'static table::Row),
    Nothing,
}

/// What a command of the list takes.
pub(super) struct Takes {
    spec: &'static Spec,
    has_secrets: bool,
    /// What stands in the places of each of its usages.
    places: Vec<Vec<Place>>,
    /// How many places any of those with arguments has.
    most: usize,
}

impl<'a> Command<'a> {
    fn of(text: &'a str, at: usize) -> Self {
        let is_head = at == 0 && text.get(..2).is_some_and(|head| head.eq_ignore_ascii_case("AT"));
        let at = if is_head { 2 } else { at };
        let bare = trimmed_start(text.get(at..).unwrap_or_default());
        let unsigned = behind(bare, |byte| SIGNS.contains(byte));
        let has_sign = unsigned.len() < bare.len();
        let unsigned = behind(unsigned, |byte| b" \t".contains(byte));
        let tail = behind(unsigned, |byte| byte.is_ascii_alphanumeric() || *byte == b'_');
        let name = unsigned.get(..unsigned.len() - tail.len()).unwrap_or_default();
        let known = Known::of(name, has_sign);
        let mut command = Self { name, has_sign, known, text, at: text.len() - tail.len() };
        if matches!(known, Known::Nothing) {
            command.give_digits_back();
        }
        command
    }

    /// A number that follows a known name without a sign between belongs to its arguments: `ATE0`, `AT+CPIN1234`.
    fn give_digits_back(&mut self) {
        let letters = self.name.bytes().position(|byte| byte.is_ascii_digit()).unwrap_or(self.name.len());
        let shorter = self.name.get(..letters).unwrap_or_default();
        let known = Known::of(shorter, self.has_sign);
        let is_basic = !self.has_sign && letters <= 1;
        if is_basic || (letters < self.name.len() && !matches!(known, Known::Nothing)) {
            self.at -= self.name.len() - letters;
            (self.name, self.known) = (shorter, known);
        }
    }

    /// What stands behind the name.
    fn tail(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Whether this is a command although `AT` is missing.
    fn is_told_without_prefix(&self, by: By) -> bool {
        by == By::Person
            && !self.name.is_empty()
            && (self.has_sign || self.tail().starts_with(['=', ':']) || !matches!(self.known, Known::Nothing))
    }

    fn spans(&self, spare: &mut Spare, spans: &mut Vec<Span>) {
        if !self.has_sign && self.name.len() <= 1 && !self.tail().starts_with('=') {
            return self.basic(spans);
        }
        let behind = match trimmed_end(self.tail()) {
            "" | "?" | "=?" => return,
            tail => tail.strip_prefix('='),
        };
        let Some(behind) = behind else {
            if !self.is_harmless() {
                self.all(self.at, spans);
            }
            return;
        };
        let Spare { arguments, places } = spare;
        arguments.clear();
        cut(behind, self.at + 1, arguments);
        let is_clean = arguments.iter().all(Tells::is_clean);
        match self.known {
            Known::Spec(takes) => {
                let fits = takes.places_for(arguments, places);
                if fits || !takes.has_secrets {
                    let known = if fits { places.len() } else { takes.most };
                    in_places(arguments, places, spans);
                    if !takes.has_secrets {
                        self.each(arguments.get(known..).unwrap_or_default(), Keep::Numbers, spans);
                    }
                } else if is_clean {
                    self.each(arguments, Keep::FirstNumber, spans);
                } else {
                    self.all(self.at + 1, spans);
                }
            }
            Known::Row(row) if is_clean || row.is_open() => {
                in_places(arguments, row.takes, spans);
                self.each(arguments.get(row.takes.len()..).unwrap_or_default(), Keep::Numbers, spans);
            }
            Known::Nothing if is_clean => self.each(arguments, Keep::Numbers, spans),
            Known::Row(_) | Known::Nothing => self.all(self.at + 1, spans),
        }
    }

    /// Whether whatever stands behind the name is no secret.
    fn is_harmless(&self) -> bool {
        match self.known {
            Known::Spec(takes) => !takes.has_secrets,
            Known::Row(row) => row.is_open(),
            Known::Nothing => false,
        }
    }

    /// `ATE0`, `ATS0=2`, `ATI`: nothing to hide. `ATD` has a phone number behind it, or a code with a PIN in it (`**04*`,
    /// 3GPP TS 22.030, 6.6), unless it dials for data: `ATD*99#`.
    fn basic(&self, spans: &mut Vec<Span>) {
        let number = self.tail().trim_end().trim_end_matches(';');
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        let is = |name: &str| self.name.eq_ignore_ascii_case(name);
        let dialled = number.trim_start();
        let is_for_data = ["*99", "*98"].iter().any(|code| dialled.starts_with(code));
        if is("D") && digits >= 5 && !is_for_data {
            let kind = if dialled.starts_with("**0") { Kind::Pin } else { Kind::PhoneNumber };
            spans.push(Span { range: self.at + number.len() - dialled.len()..self.at + number.len(), kind });
        } else if digits != number.trim().len() && number.trim().len() > 3 && !is("D") && !is("S") {
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
    fn each(&self, arguments: &[Cut], keep: Keep, spans: &mut Vec<Span>) {
        for (place, argument) in arguments.iter().enumerate() {
            let may_stay = argument.quoting == Quoting::Bare && (keep == Keep::Numbers || place == 0);
            if !(may_stay && is_small(self.text.get(argument.span.clone()).unwrap_or_default())) {
                hide(argument, self.kind(), spans);
            }
        }
    }

    /// Everything from a place on but a small number at its beginning, which says for which client or cloud it is.
    fn all(&self, from: usize, spans: &mut Vec<Span>) {
        let tail = self.text.get(from..).unwrap_or_default();
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

impl Known {
    fn of(name: &str, has_sign: bool) -> Self {
        static OF_LIST: LazyLock<ByName<&Takes>> = LazyLock::new(|| {
            let takes = LIST.iter().map(|spec| &*Box::leak(Box::new(Takes::of(spec))));
            takes.map(|takes| (takes.spec.name.trim_start_matches('+').as_bytes(), takes)).collect()
        });
        static OF_TABLE: LazyLock<ByName<&table::Row>> =
            LazyLock::new(|| table::ROWS.iter().map(|row| (row.name.as_bytes(), row)).collect());
        // Those without a sign are known without one alone.
        let is = |takes: &&Takes| !has_sign || takes.spec.name.starts_with('+');
        match name::typed(&OF_LIST, name).filter(is) {
            Some(takes) => Self::Spec(takes),
            None => name::typed(&OF_TABLE, name).map_or(Self::Nothing, Self::Row),
        }
    }
}

impl Takes {
    fn of(spec: &'static Spec) -> Self {
        let place = |parameter| match (Kind::of_open(parameter), parameter.secrecy) {
            (_, Secrecy::Secret) => Place::Is(Kind::of_secret(parameter)),
            (Some(kind), Secrecy::Open) => Place::Is(kind),
            (None, Secrecy::Open) => Place::Open,
        };
        let places = spec.usages.iter().map(|usage| usage.parameters.iter().map(place).collect()).collect();
        let with_arguments = spec.usages(Form::Set).chain(spec.usages(Form::Execute));
        let most = with_arguments.map(|usage| usage.parameters.len()).max().unwrap_or(0);
        Self { spec, has_secrets: spec.has_secrets(), places, most }
    }

    /// Adds the values of these arguments to a list. `false`, where the arguments fit no usage of the command.
    fn places_for(&self, arguments: &[Cut], places: &mut Vec<Place>) -> bool {
        places.clear();
        let mut fits = false;
        for usage in self.spec.fitting_usages(arguments) {
            fits = true;
            for (at, place) in self.places_of(usage).iter().enumerate() {
                // With a second PIN behind it, the first is the PUK, or the old one.
                let place = match place {
                    Place::Is(Kind::Pin) if at == 0 && arguments.len() == 2 => Place::Is(Kind::Puk),
                    place => *place,
                };
                match places.get_mut(at) {
                    None => places.push(place),
                    Some(known) if *known == Place::Open || place.is_secret() => *known = place,
                    Some(_) => {}
                }
            }
        }
        fits
    }

    /// What stands in the places of one of its usages.
    fn places_of(&self, usage: &'static Usage) -> &[Place] {
        let mut all = self.spec.usages.iter().zip(&self.places);
        all.find(|(one, _)| std::ptr::eq(*one, usage)).map_or(&[], |(_, places)| places.as_slice())
    }
}

impl Place {
    const fn is_secret(self) -> bool {
        matches!(self, Self::Is(kind) if kind.is_secret())
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

/// What is left of a text behind its first bytes that are of a kind. Only ASCII ones are.
fn behind(text: &str, is: impl Fn(&u8) -> bool) -> &str {
    let length = text.as_bytes().iter().position(|byte| !is(byte)).unwrap_or(text.len());
    text.get(length..).unwrap_or_default()
}

fn in_places(arguments: &[Cut], places: &[Place], spans: &mut Vec<Span>) {
    for (argument, place) in arguments.iter().zip(places) {
        if let Place::Is(kind) = place {
            hide(argument, *kind, spans);
        }
    }
}

fn hide(argument: &Cut, kind: Kind, spans: &mut Vec<Span>) {
    let range = argument.inside();
    if range.start < range.end {
        spans.push(Span { range, kind });
    }
}
