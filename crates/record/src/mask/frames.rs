//! Command lines that differ in nothing but the plain words between their quotes: which of the words are secrets is worked out once.
//!
//! A word is plain where nothing in it could end it, escape from it or give a name to what stands around it. So what is found in such
//! a line is what the places of its words say, which is the same in all of them, and what each word looks like by itself.

use std::ops::Range;

use fibocom_at::secrets::{Asked, Kind, Span, named};

use super::memo::{Key, Memo};
use super::views::hex;

/// The longest line that is taken apart.
const LONGEST: usize = 256;

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

/// A plain word in quotes, which is all of an argument.
#[derive(Debug)]
struct Word {
    range: Range<usize>,
    /// Whether it is too short and too plain to look like a secret, or to mean something else in another notation.
    is_quiet: bool,
}

/// What is known of a frame.
#[derive(Debug)]
struct Known {
    asked: Asked,
    /// Which of its words are secret.
    secrets: Vec<(usize, Kind)>,
}

impl Frames {
    /// Takes a line apart. `false`, where it has anything but plain words between its quotes, or could tell more than its places do.
    pub(super) fn read(&mut self, raw: &[u8]) -> bool {
        self.frame.clear();
        self.words.clear();
        let ends = raw.iter().rev().take_while(|byte| b"\r\n".contains(byte)).count();
        let line = raw.get(..raw.len() - ends).unwrap_or_default();
        if line.len() > LONGEST || !line.starts_with(b"AT+") {
            return false;
        }
        self.frame.extend_from_slice(b"AT+");
        let (mut at, mut stretch) = (3, 0);
        while let Some(&byte) = line.get(at) {
            if byte == b'"' {
                let is_begin = matches!(self.frame.last(), Some(b',' | b'='));
                let Some(word) = word(line, at + 1).filter(|_| is_begin) else { return false };
                at = word.range.end + 1;
                stretch = 0;
                self.frame.extend_from_slice(if word.range.is_empty() { b"\"\"" } else { b"\"w\"" });
                if !word.range.is_empty() {
                    self.words.push(word);
                }
                continue;
            }
            let class = class(byte);
            stretch = if class & HEX != 0 { stretch + 1 } else { 0 };
            if class & BETWEEN == 0 || stretch >= hex::LEAST_DIGITS {
                return false;
            }
            self.frame.push(byte);
            at += 1;
        }
        !self.words.is_empty()
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

    /// The words that have to be looked at by themselves.
    pub(super) fn loud_words(&self) -> impl Iterator<Item = &Range<usize>> {
        self.words.iter().filter(|word| !word.is_quiet).map(|word| &word.range)
    }

    /// Keeps what was found in the line that was taken apart: by its places, and in all.
    pub(super) fn learn(&mut self, raw: &[u8], asked: Asked, by_place: usize, found: &[Span]) {
        let Self { frame, words, known } = self;
        let Some(key) = Key::of(frame) else { return };
        // The only sign between a name and a value is the one behind the name of the command.
        let mut parts = frame.get(3..).unwrap_or_default().splitn(2, |byte| *byte == b'=');
        let (name, arguments) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let is_name =
            name.len() <= LONGEST_NAME && name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
        let is_told_by_places =
            is_name && named(name).is_none() && !arguments.contains(&b'=') && Asked::is_told_by_name(raw);
        let is_in_a_word = |span: &Span| {
            words.iter().any(|word| word.range.start <= span.range.start && span.range.end <= word.range.end)
        };
        let secret = |span: &Span| Some((words.iter().position(|word| word.range == span.range)?, span.kind));
        let secrets: Option<Vec<_>> = found.iter().take(by_place).map(secret).collect();
        if let Some(secrets) = secrets.filter(|_| is_told_by_places && found.iter().all(is_in_a_word)) {
            known.put(key, || Known { asked, secrets });
        }
    }
}

/// The plain word that begins at a place and ends with its argument.
fn word(line: &[u8], start: usize) -> Option<Word> {
    let (mut end, mut stretch, mut has_stretch, mut has_sign) = (start, 0, false, false);
    loop {
        let byte = *line.get(end)?;
        let class = class(byte);
        if class & WORD == 0 {
            let is_end = byte == b'"' && line.get(end + 1).is_none_or(|next| *next == b',');
            let has_token = has_sign && end - start >= LEAST_TOKEN;
            return is_end.then_some(Word { range: start..end, is_quiet: !has_stretch && !has_token });
        }
        stretch = if class & HEX != 0 { stretch + 1 } else { 0 };
        has_stretch |= stretch >= hex::LEAST_DIGITS;
        has_sign |= class & SIGN != 0;
        end += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<(String, Vec<(&str, bool)>)> {
        let mut frames = Frames::default();
        let words =
            |frames: &Frames| frames.words.iter().map(|word| (&line[word.range.clone()], word.is_quiet)).collect();
        frames.read(line.as_bytes()).then(|| (String::from_utf8_lossy(&frames.frame).into_owned(), words(&frames)))
    }

    #[test]
    fn a_line_is_a_frame_with_plain_words_or_is_looked_at_as_a_whole() {
        let frame = "AT+MQTTUSER=1,\"w\",\"w\",\"\"";
        for (line, expected) in [
            ("AT+MQTTUSER=1,\"me\",\"hush\",\"\"\r", Some((frame, vec![("me", true), ("hush", true)]))),
            ("AT+MQTTUSER=1,\"a/b\",\"12345678\",\"\"", Some((frame, vec![("a/b", true), ("12345678", false)]))),
            ("AT+X=\"ghp_abcdefghijklmnop\"\r\n", Some(("AT+X=\"w\"", vec![("ghp_abcdefghijklmnop", false)]))),
            ("AT+X=\"68-75-6e-74\"", Some(("AT+X=\"w\"", vec![("68-75-6e-74", false)]))),
            ("AT+MQTTUSER=1,\"me\",\"hush", None),
            ("AT+MQTTUSER=1,\"me\"x,\"hush\"", None),
            ("AT+MQTTUSER=1,\"a b\"", None),
            ("AT+MQTTUSER=1, \"ab\"", None),
            ("AT+MQTTUSER=1;\"ab\"", None),
            ("AT+X=\"a\\22b\"", None),
            ("AT+X=\"a=b\"", None),
            ("AT+X=\"a:b\"", None),
            ("AT+X=\"a,b\"", None),
            ("AT+X=12345678,\"a\"", None),
            ("AT+X=\"é\"", None),
            ("AT+X=1", None),
            ("X=\"a\"", None),
        ] {
            let found = read(line);
            let found = found.as_ref().map(|(frame, words)| (frame.as_str(), words.clone()));
            assert_eq!(found, expected, "{line}");
        }
    }

    #[test]
    fn a_frame_is_known_only_where_places_alone_tell_its_secrets() {
        let mut frames = Frames::default();
        let mut is_known = |line: &str, by_place: &[(usize, usize)], by_looks: &[(usize, usize)]| {
            let span = |(start, end)| Span { range: start..end, kind: Kind::Pin };
            let spans: Vec<_> = [by_place, by_looks].concat().into_iter().map(span).collect();
            for _ in 0..2 {
                assert!(frames.read(line.as_bytes()), "{line}");
                frames.learn(line.as_bytes(), Asked::default(), by_place.len(), &spans);
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
        // A name that promises something, two names, and a command that asks by its arguments.
        assert!(!is_known("AT+PIN=\"1234\"", &[], &[]));
        assert!(!is_known("AT+X,PIN=\"1234\"", &[], &[]));
        assert!(!is_known("AT+X=PIN=\"1234\"", &[], &[]));
        assert!(!is_known("AT+GTSSLFILE=\"KEYFILE\",9", &[], &[]));
    }
}
