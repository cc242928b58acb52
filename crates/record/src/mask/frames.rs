//! Command lines that differ in nothing but what stands between their quotes: which of their words are secrets by their places is worked
//! out once.
//!
//! A word is plain where nothing in it could end it, escape from it or give a name to what stands around it. What is found in a line of
//! plain words is what their places say, which is the same in all such lines, and what each word looks like by itself. A line with
//! other words is looked through as a whole for what only looks like a secret.

use std::ops::Range;

use fibocom_at::commands::means_a_quote;
use fibocom_at::secrets::{Asked, Kind, Span, named};

use super::memo::{Key, Memo};
use super::views::hex;

/// The longest line that is taken apart.
const LONGEST: usize = 256;

/// So many bytes of a word are looked at in one go.
const STEP: usize = hex::LEAST_DIGITS / 2;

/// The longest name of a command of which a frame is known.
const LONGEST_NAME: usize = 32;

/// The shortest token that an issuer's sign begins.
const LEAST_TOKEN: usize = 20;

/// May stand between arguments, or be one.
const BETWEEN: u8 = 1;
/// May stand in a plain word.
const WORD: u8 = 2;
/// May stand in a stretch of hexadecimal digits.
const HEX: u8 = 4;
/// May be the sign of an issuer's token.
const SIGN: u8 = 8;

#[expect(clippy::indexing_slicing, reason = "the compiler makes the table, and would say so")]
static CLASSES: [u8; 256] = {
    let mut table = [0; 256];
    let mut at = 0;
    while at < 128 {
        let byte = at as u8;
        let (is_plain, is_sign) = (byte.is_ascii_alphanumeric(), matches!(byte, b'-' | b'_' | b'J' | b'K' | b'z'));
        table[at] = if is_plain || matches!(byte, b',' | b'=' | b'_' | b'.') { BETWEEN } else { 0 }
            | if is_plain || matches!(byte, b'-' | b'_' | b'.' | b'/') { WORD } else { 0 }
            | if hex::is_part(byte) { HEX } else { 0 }
            | if is_sign { SIGN } else { 0 };
        at += 1;
    }
    table
};

fn class(byte: u8) -> u8 {
    CLASSES.get(usize::from(byte)).copied().unwrap_or_default()
}

/// Takes command lines apart into frames and words, and knows frames that came before.
#[derive(Debug, Default)]
pub(super) struct Frames {
    /// The line with a sign in the place of each word.
    frame: Vec<u8>,
    words: Vec<Word>,
    known: Memo<Known>,
}

/// What stands in quotes, and is all of an argument.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub(super) range: Range<usize>,
    sort: Sort,
}

impl Word {
    /// Whether it has to be looked at by itself.
    pub(super) fn is_loud(&self) -> bool {
        self.sort == Sort::Loud
    }
}

/// What sort of word it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// Plain, and too short to look like a secret, or to mean something else in another notation.
    Quiet,
    /// Plain, and worth a look.
    Loud,
    /// Anything else.
    Other,
    /// The same, with the escape of a quote in it.
    Quoting,
}

/// How a line was taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Frame {
    /// Into plain words.
    Plain,
    /// Into words of which some are not plain.
    Other,
}

/// What is known of a frame.
#[derive(Debug)]
struct Known {
    asked: Asked,
    /// Which of its words are secret.
    secrets: Vec<(usize, Kind)>,
    /// Whether a value that is looked for stands between its words, where that was asked.
    has_value: Option<bool>,
}

impl Frames {
    /// Takes a line apart. Nothing, where it is not clear where its words end, or something between them could be a secret.
    pub(super) fn read(&mut self, raw: &[u8]) -> Option<Frame> {
        self.frame.clear();
        self.words.clear();
        let ends = raw.iter().rev().take_while(|byte| b"\r\n".contains(byte)).count();
        let line = raw.get(..raw.len() - ends).unwrap_or_default();
        if !line.starts_with(b"AT+") {
            return None;
        }
        let (mut begin, mut is_plain) = (0, line.len() <= LONGEST);
        loop {
            // The sign before the name of a command never stands between arguments.
            let end = begin + between(line.get(begin..)?, if begin == 0 { 3 } else { 0 })?;
            self.frame.extend_from_slice(line.get(begin..end)?);
            if end == line.len() {
                break;
            }
            let is_begin = matches!(self.frame.last(), Some(b',' | b'='));
            let word = word(line, end + 1).filter(|_| is_begin)?;
            begin = word.range.end + 1;
            is_plain &= matches!(word.sort, Sort::Quiet | Sort::Loud);
            self.frame.extend_from_slice(match word.sort {
                _ if word.range.is_empty() => b"\"\"",
                Sort::Quiet | Sort::Loud => b"\"w\"",
                Sort::Other => b"\"o\"",
                Sort::Quoting => b"\"q\"",
            });
            if !word.range.is_empty() {
                self.words.push(word);
            }
        }
        // Short lines and long ones are kept apart.
        self.frame.push(if is_plain { b'\r' } else { b'\n' });
        (!self.words.is_empty()).then_some(if is_plain { Frame::Plain } else { Frame::Other })
    }

    /// What the line asks for that was taken apart, where its frame is known. Adds the words that are secret by their places.
    pub(super) fn find(&self, spans: &mut Vec<Span>) -> Option<Asked> {
        let known = self.known.get(Key::of(&self.frame)?)?;
        for (word, kind) in &known.secrets {
            let range = self.words.get(*word)?.range.clone();
            spans.push(Span { range, kind: *kind });
        }
        Some(known.asked)
    }

    /// Whether a value stands between the words of the line, where nothing that is looked for has a quote within: the same in all lines of
    /// a frame.
    pub(super) fn has_value(&mut self, stands_in: impl FnOnce(&[u8]) -> bool) -> bool {
        let Self { frame, known, .. } = self;
        let Some(known) = Key::of(frame).and_then(|key| known.get_mut(key)) else { return stands_in(frame) };
        *known.has_value.get_or_insert_with(|| stands_in(frame))
    }

    /// Others are looked for from now on.
    pub(super) fn forget_values(&mut self) {
        self.known.all().for_each(|known| known.has_value = None);
    }

    /// A word of the line, by its number.
    pub(super) fn word(&self, index: usize) -> Option<Word> {
        self.words.get(index).cloned()
    }

    /// Keeps what was found in the line that was taken apart: by its places, and in all.
    pub(super) fn learn(&mut self, raw: &[u8], is: Frame, asked: Asked, by_place: usize, found: &[Span]) {
        let Self { frame, words, known } = self;
        let Some(key) = Key::of(frame).filter(|_| Asked::is_told_by_name(raw)) else { return };
        let secret = |span: &Span| Some((words.iter().position(|word| word.range == span.range)?, span.kind));
        let Some(secrets) = found.iter().take(by_place).map(secret).collect::<Option<Vec<_>>>() else { return };
        let is_in_a_word = |span: &Span| {
            words.iter().any(|word| word.range.start <= span.range.start && span.range.end <= word.range.end)
        };
        if is == Frame::Other || (is_nameless(frame) && found.iter().all(is_in_a_word)) {
            known.put(key, || Known { asked, secrets, has_value: None });
        }
    }
}

/// Whether nothing in a frame gives a name to a value: its only sign between the two is the one behind the name of the command.
fn is_nameless(frame: &[u8]) -> bool {
    let mut parts = frame.get(3..).unwrap_or_default().splitn(2, |byte| *byte == b'=');
    let (name, arguments) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let is_name = name.len() <= LONGEST_NAME && name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    is_name && named(name).is_none() && !arguments.contains(&b'=')
}

/// How far what stands between words reaches, from a place on that is not looked at; nothing, where it may hold a secret.
fn between(rest: &[u8], from: usize) -> Option<usize> {
    let (mut end, mut stretch) = (from, 0);
    for byte in rest.get(from..)? {
        if *byte == b'"' {
            break;
        }
        let class = class(*byte);
        stretch = if class & HEX != 0 { stretch + 1 } else { 0 };
        if class & BETWEEN == 0 || stretch >= hex::LEAST_DIGITS {
            return None;
        }
        end += 1;
    }
    Some(end)
}

/// The word that begins at a place and ends with its argument.
fn word(line: &[u8], start: usize) -> Option<Word> {
    let rest = line.get(start..)?;
    let (steps, _) = rest.as_chunks::<STEP>();
    let (mut length, mut any, mut last, mut steps_of_hex, mut has_stretch) = (0, 0, 0, 0, false);
    for [a, b, c, d] in steps {
        let (a, b, c, d) = (class(*a), class(*b), class(*c), class(*d));
        let all = a & b & c & d;
        if all & WORD == 0 {
            break;
        }
        any |= a | b | c | d;
        steps_of_hex |= all & HEX;
        has_stretch |= all & last & HEX != 0;
        last = all;
        length += STEP;
    }
    while let Some(class) = rest.get(length).map(|byte| class(*byte)).filter(|class| class & WORD != 0) {
        any |= class;
        length += 1;
    }
    let is_plain = rest.get(length) == Some(&b'"');
    if !is_plain {
        length += memchr::memchr(b'"', rest.get(length..)?)?;
    }
    let text = rest.get(..length)?;
    let sort = match is_plain {
        // A stretch of hexadecimal digits that is worth a look has a whole step within.
        true if has_stretch || (steps_of_hex != 0 && stretches(text)) || (any & SIGN != 0 && length >= LEAST_TOKEN) => {
            Sort::Loud
        }
        true => Sort::Quiet,
        false if means_a_quote(text) => Sort::Quoting,
        false => Sort::Other,
    };
    rest.get(length + 1).is_none_or(|next| *next == b',').then_some(Word { range: start..start + length, sort })
}

/// Whether there is a stretch of hexadecimal digits that is worth a look.
fn stretches(text: &[u8]) -> bool {
    let mut stretch = 0;
    text.iter().any(|byte| {
        stretch = if class(*byte) & HEX != 0 { stretch + 1 } else { 0 };
        stretch >= hex::LEAST_DIGITS
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How a line is taken apart, its frame, and its words.
    type Read<'l> = (Frame, String, Vec<(&'l str, Sort)>);

    fn read(line: &str) -> Option<Read<'_>> {
        let mut frames = Frames::default();
        let frame = frames.read(line.as_bytes())?;
        let words = frames.words.iter().map(|word| (&line[word.range.clone()], word.sort)).collect();
        Some((frame, String::from_utf8_lossy(&frames.frame).trim_end().to_owned(), words))
    }

    #[test]
    fn a_line_is_taken_apart_where_it_is_clear_where_its_words_end() {
        use Sort::{Loud, Other, Quiet, Quoting};
        let plain = "AT+X=1,\"w\",\"\"";
        for (line, expected) in [
            ("AT+X=1,\"me\",\"\"\r", Some((Frame::Plain, plain, vec![("me", Quiet)]))),
            ("AT+X=1,\"12345678\",\"\"\r\n", Some((Frame::Plain, plain, vec![("12345678", Loud)]))),
            ("AT+X=1,\"ghp_abcdefghijklmnop\",\"\"", Some((Frame::Plain, plain, vec![("ghp_abcdefghijklmnop", Loud)]))),
            ("AT+X=1,\"68-75-6e-74\",\"\"", Some((Frame::Plain, plain, vec![("68-75-6e-74", Loud)]))),
            ("AT+X=\"a b\",\"c\"", Some((Frame::Other, "AT+X=\"o\",\"w\"", vec![("a b", Other), ("c", Quiet)]))),
            ("AT+X=\"a,b\"", Some((Frame::Other, "AT+X=\"o\"", vec![("a,b", Other)]))),
            ("AT+X=\"a:b=c;\"", Some((Frame::Other, "AT+X=\"o\"", vec![("a:b=c;", Other)]))),
            ("AT+X=\"é\"", Some((Frame::Other, "AT+X=\"o\"", vec![("é", Other)]))),
            ("AT+X=\"a\\5C22b\"", Some((Frame::Other, "AT+X=\"o\"", vec![("a\\5C22b", Other)]))),
            ("AT+X=\"a\\22b\"", Some((Frame::Other, "AT+X=\"q\"", vec![("a\\22b", Quoting)]))),
            ("AT+MQTTUSER=1,\"me\",\"hush", None),
            ("AT+MQTTUSER=1,\"me\"x,\"hush\"", None),
            ("AT+MQTTUSER=1,\"a\"b\"", None),
            ("AT+MQTTUSER=1, \"ab\"", None),
            ("AT+MQTTUSER=1;\"ab\"", None),
            ("AT+X=12345678,\"a\"", None),
            ("AT+X=1", None),
            ("X=\"a\"", None),
        ] {
            let found = read(line);
            let found = found.as_ref().map(|(is, frame, words)| (*is, frame.as_str(), words.clone()));
            assert_eq!(found, expected, "{line}");
        }
        let long = format!("AT+X=\"{}\"", "x".repeat(LONGEST));
        assert_eq!(read(&long).map(|(is, ..)| is), Some(Frame::Other));
    }

    #[test]
    fn a_frame_is_known_only_where_places_alone_tell_its_secrets() {
        let mut frames = Frames::default();
        let mut is_known = |line: &str, by_place: &[(usize, usize)], by_looks: &[(usize, usize)]| {
            let span = |(start, end)| Span { range: start..end, kind: Kind::Pin };
            let spans: Vec<_> = [by_place, by_looks].concat().into_iter().map(span).collect();
            for _ in 0..2 {
                let is = frames.read(line.as_bytes()).unwrap();
                frames.learn(line.as_bytes(), is, Asked::default(), by_place.len(), &spans);
            }
            let mut found = Vec::new();
            let is_known = frames.find(&mut found).is_some();
            assert_eq!(found.len(), if is_known { by_place.len() } else { 0 }, "{line}");
            is_known
        };
        assert!(is_known("AT+MQTTUSER=1,\"me\"", &[(15, 17)], &[(15, 17)]));
        // Half a word, and something outside of words.
        assert!(!is_known("AT+MQTTUSER=2,\"me\"", &[(15, 16)], &[]));
        assert!(!is_known("AT+MQTTUSER=3,\"me\"", &[(15, 17)], &[(12, 13)]));
        // Among other words, places are all that is known.
        assert!(is_known("AT+MQTTUSER=4,\"m e\"", &[(15, 18)], &[(12, 13)]));
        assert!(!is_known("AT+MQTTUSER=5,\"m e\"", &[(15, 16)], &[]));
        // A name that promises something, two names, and a command that asks by its arguments.
        assert!(!is_known("AT+PIN=\"1234\"", &[], &[]));
        assert!(!is_known("AT+X,PIN=\"1234\"", &[], &[]));
        assert!(!is_known("AT+X=PIN=\"1234\"", &[], &[]));
        assert!(!is_known("AT+GTSSLFILE=\"KEYFILE\",9", &[], &[]));
    }
}
