//! What looks like a secret wherever it stands. Candidates are found all at once; each is then looked at closely.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use fibocom_at::secrets::{Finder, Kind, Span};

use super::{digits, keys, members, urls};

/// Parts of names that promise a secret; the whole name is asked then.
const STEMS: &[&str] = &[
    "pass", "pwd", "pw", "secret", "token", "key", "auth", "sig", "cred", "pin", "puk", "imei", "imsi", "ccid",
    "msisdn", "phone", "mobile", "psk", "meid", "esn", "eid", "serial", "sn", "cookie", "jwt", "session", "otp", "sas",
];

/// What else begins a secret.
const SIGNS: &[(&str, Sign)] = &[
    ("://", Sign::Scheme),
    ("@", Sign::At),
    ("\"+", Sign::Phone),
    ("bearer ", Sign::Bearer),
    ("basic ", Sign::Basic),
    ("eyj", Sign::Issued("eyJ")),
    ("ghp_", Sign::Issued("ghp_")),
    ("glpat-", Sign::Issued("glpat-")),
    ("xoxb-", Sign::Issued("xoxb-")),
    ("akia", Sign::Issued("AKIA")),
    ("aiza", Sign::Issued("AIza")),
    ("sk_live_", Sign::Issued("sk_live_")),
    ("private key-----", Sign::Armour),
    ("at+", Sign::Command),
    ("at^", Sign::Command),
    ("at*", Sign::Command),
    ("at$", Sign::Command),
    ("at#", Sign::Command),
    ("at%", Sign::Command),
];

/// What a candidate is.
#[derive(Debug, Clone, Copy)]
enum Sign {
    Stem,
    Scheme,
    At,
    Phone,
    Bearer,
    Basic,
    /// A token that whoever issues it begins so.
    Issued(&'static str),
    Armour,
    Command,
    Reply,
}

/// Finds what looks like a secret.
#[derive(Debug)]
pub(super) struct Shapes {
    candidates: Option<AhoCorasick>,
    signs: Vec<Sign>,
}

impl Shapes {
    pub(super) fn new(finder: &Finder) -> Self {
        let tags = finder.telling_tags().map(|tag| [b"+", tag].concat());
        let texts = STEMS
            .iter()
            .map(|stem| stem.as_bytes().to_vec())
            .chain(SIGNS.iter().map(|(text, _)| text.as_bytes().to_vec()));
        let (mut all, mut signs): (Vec<_>, Vec<_>) =
            texts.zip(STEMS.iter().map(|_| Sign::Stem).chain(SIGNS.iter().map(|(_, sign)| *sign))).unzip();
        for tag in tags {
            all.push(tag);
            signs.push(Sign::Reply);
        }
        let builder = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .kind(Some(AhoCorasickKind::DFA))
            .prefilter(false)
            .build(&all);
        Self { candidates: builder.ok(), signs }
    }

    /// Adds the spans of a text. Tells whether a private key began in it that does not end there.
    pub(super) fn spans(&self, text: &[u8], finder: &Finder, spans: &mut Vec<Span>) -> bool {
        digits::spans(text, spans);
        let mut is_open = false;
        let (mut names, mut commands, mut keys_end, mut tokens) = (0, first_of(text) + 1, 0, 0);
        let Some(candidates) = &self.candidates else { return false };
        for found in candidates.find_overlapping_iter(text) {
            let range = found.range();
            match self.signs.get(found.pattern().as_usize()).copied().unwrap_or(Sign::Stem) {
                Sign::Stem if range.start >= names => names = members::value(text, &range, spans),
                Sign::Scheme => urls::with_scheme(text, range.end, spans),
                Sign::At => urls::without_scheme(text, range.start, spans),
                Sign::Phone => phone(text, range.end, spans),
                Sign::Bearer => bearer(text, range.end, spans),
                Sign::Basic => basic(text, range.end, spans),
                Sign::Issued(beginning) if range.start >= tokens => tokens = issued(text, &range, beginning, spans),
                Sign::Armour if range.start >= keys_end => {
                    let before = spans.len();
                    is_open = keys::armoured(text, range.end, spans);
                    keys_end = spans.get(before).map_or(range.end, |span| span.range.end);
                }
                Sign::Command | Sign::Reply if range.start >= commands => {
                    // What is behind a command belongs to it, so that the next one begins behind the line.
                    commands = end_of_line(text, range.end);
                    finder.spans_from(text.get(..commands).unwrap_or_default(), range.start, spans);
                }
                Sign::Stem | Sign::Issued(_) | Sign::Armour | Sign::Command | Sign::Reply => {}
            }
        }
        is_open
    }
}

/// Where the line's own beginning is, which is looked at by itself.
fn first_of(text: &[u8]) -> usize {
    text.len() - text.trim_ascii_start().len()
}

/// Where the line ends that a command in the middle of a text begins.
fn end_of_line(text: &[u8], from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    memchr::memchr2(b'\r', b'\n', rest).map_or(text.len(), |at| from + at)
}

/// Whether a text looks as if nobody had chosen it: long enough, and of several kinds of characters, or only hex digits.
pub(super) fn is_random(text: &[u8]) -> bool {
    let has = |is: fn(&u8) -> bool| usize::from(text.iter().filter(|byte| is(byte)).count() > 1);
    let classes = has(u8::is_ascii_digit) + has(u8::is_ascii_uppercase) + has(u8::is_ascii_lowercase);
    text.len() >= 16
        && classes >= 2
        && text.iter().all(|byte| byte.is_ascii_alphanumeric() || b"+/=_-.~%".contains(byte))
}

fn run(text: &[u8], from: usize, others: &[u8]) -> Range<usize> {
    let rest = text.get(from..).unwrap_or_default();
    let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || others.contains(byte);
    from..from + rest.iter().take_while(is_part).count()
}

/// An international number in quotes.
fn phone(text: &[u8], at: usize, spans: &mut Vec<Span>) {
    let digits = text.get(at..).unwrap_or_default().iter().take(17).take_while(|byte| byte.is_ascii_digit()).count();
    if (8..=15).contains(&digits) && text.get(at + digits).is_none_or(|byte| *byte == b'"') {
        spans.push(Span { range: at - 1..at + digits, kind: Kind::PhoneNumber });
    }
}

fn bearer(text: &[u8], at: usize, spans: &mut Vec<Span>) {
    let range = run(text, at, b"-._~+/=");
    let token = text.get(range.clone()).unwrap_or_default();
    if token.len() >= 8 && (token.iter().any(u8::is_ascii_digit) || token.len() >= 20) {
        spans.push(Span { range, kind: Kind::Token });
    }
}

/// Base64 of a user and a password, with a colon between.
fn basic(text: &[u8], at: usize, spans: &mut Vec<Span>) {
    let range = run(text, at, b"+/=-_");
    let decoded = decoded(text.get(range.clone()).unwrap_or_default());
    let is_text = decoded.iter().all(|byte| !byte.is_ascii_control());
    if is_text && decoded.contains(&b':') {
        spans.push(Span { range, kind: Kind::Password });
    }
}

fn decoded(text: &[u8]) -> Vec<u8> {
    let six = |byte: &u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    };
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0_u32, 0);
    for value in text.iter().map_while(six) {
        bits = (bits << 6 | u32::from(value)) & 0xFFFF;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xFF) as u8);
        }
    }
    bytes
}

/// A token that begins as its issuer's tokens do. Gives where looking for more may go on.
fn issued(text: &[u8], found: &Range<usize>, beginning: &str, spans: &mut Vec<Span>) -> usize {
    let begins = text.get(found.clone()) == Some(beginning.as_bytes());
    let before = found.start.checked_sub(1).and_then(|at| text.get(at));
    if !begins || before.is_some_and(u8::is_ascii_alphanumeric) {
        return found.start + 1;
    }
    let range = run(text, found.start, b"-_.~+/=");
    let (end, length) = (range.end, range.len());
    let has_parts = beginning != "eyJ" || text.get(range.clone()).is_some_and(|token| token.contains(&b'.'));
    if length >= 20 && has_parts {
        spans.push(Span { range, kind: Kind::Token });
    }
    end
}
