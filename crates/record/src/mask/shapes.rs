//! What looks like a secret wherever it stands. Few bytes of a text are signs of one; what is around them is then looked at closely.

use fibocom_at::secrets::{Finder, Span, Spare};

use super::marks::Marks;
use super::{digits, keys, members, tokens, urls};

/// Parts of names that promise a secret; the whole name is asked then. Those with the same first letter stand together.
const STEMS: &[&str] = &[
    "auth", "ccid", "cred", "cookie", "eid", "esn", "imei", "imsi", "jwt", "key", "msisdn", "mobile", "meid", "otp",
    "pass", "pwd", "pw", "pin", "puk", "phone", "psk", "secret", "sig", "serial", "sn", "session", "sas", "token",
];

/// What is known of the stems with a first letter, by its number without what tells cases apart.
#[derive(Clone, Copy)]
struct Alike {
    /// The second letters that they have, a bit for each.
    seconds: u32,
    /// Where they stand.
    start: u8,
    end: u8,
}

#[expect(clippy::indexing_slicing, reason = "the compiler makes the table, and would say so")]
static ALIKE: [Alike; 32] = {
    let mut table = [Alike { seconds: 0, start: 0, end: 0 }; 32];
    let mut at = 0;
    while at < STEMS.len() {
        let stem = STEMS[at].as_bytes();
        let alike = &mut table[stem[0] as usize & 31];
        if alike.end == 0 {
            alike.start = at as u8;
        }
        alike.seconds |= 1 << (stem[1] & 31);
        alike.end = at as u8 + 1;
        at += 1;
    }
    table
};

/// How tokens of some issuers begin, and which byte of it is the sign. What stands before the sign tells most other texts apart.
const ISSUED: &[(&[u8], usize)] =
    &[(b"eyJ", 2), (b"ghp_", 3), (b"glpat-", 5), (b"xoxb-", 4), (b"AKIA", 1), (b"AIza", 2), (b"sk_live_", 7)];

/// What stands before the sign in any of them.
const BEFORE_SIGN: &[u8] = b"yptbAIe";

const ARMOUR: &[u8] = keys::ARMOUR;

/// What may stand between the beginning of a name and the sign between it and its value: the name, quotes, blanks, a word.
static NAMES: [bool; 256] = names(b"_-.\\\"'%&; \t");

/// How far a name may be away from that sign: it, eight backslashes, a quote, twice eight blanks, and a word.
const NEAR: usize = 128;

/// Finds what looks like a secret.
#[derive(Debug)]
pub(super) struct Shapes {
    /// The names of replies that hold secrets, by their first letters without what tells cases apart.
    replies: Vec<Vec<Vec<u8>>>,
}

/// How far a text was looked at, for each kind of what has another within.
struct Progress {
    names: usize,
    /// Up to where names were looked for.
    separators: usize,
    commands: usize,
    keys: usize,
    tokens: usize,
    is_open: bool,
}

/// What a look at a text told, but for its spans.
pub(super) struct Looked {
    /// Whether a private key began in it that does not end there.
    pub(super) is_open: bool,
    /// What else is in it.
    pub(super) marks: Marks,
    /// Whether commands or replies stand in the middle of it.
    pub(super) has_commands: bool,
}

impl Shapes {
    pub(super) fn new(finder: &Finder) -> Self {
        let mut replies = vec![Vec::new(); 32];
        for tag in finder.telling_tags() {
            let letter = tag.first().map_or(0, |letter| usize::from(letter & 31));
            replies.iter_mut().skip(letter).take(1).for_each(|alike| alike.push(tag.to_vec()));
        }
        Self { replies }
    }

    /// Adds the spans of a text.
    pub(super) fn spans(&self, text: &[u8], finder: (&Finder, &mut Spare), spans: &mut Vec<Span>) -> Looked {
        let first = spans.len();
        let commands = first_of(text) + 1;
        let mut done = Progress { names: 0, separators: 0, commands, keys: 0, tokens: 0, is_open: false };
        let (finder, spare) = finder;
        let marks = Marks::of(text, |at| self.sign(text, at, (finder, spare), &mut done, spans));
        if marks.has_digits(digits::LEAST) {
            let signs = spans.len();
            digits::spans(text, spans);
            // What only looks like an identity is named first: of two kinds for the same stretch, the first counts.
            let numbers = spans.len() - signs;
            spans.get_mut(first..).unwrap_or_default().rotate_right(numbers);
        }
        Looked { is_open: done.is_open, marks, has_commands: done.commands > commands }
    }

    /// Looks at what is around a sign.
    fn sign(&self, text: &[u8], at: usize, finder: (&Finder, &mut Spare), done: &mut Progress, spans: &mut Vec<Span>) {
        let rest = text.get(at..).unwrap_or_default();
        let Some(&sign) = rest.first() else { return };
        match sign {
            b':' => {
                Self::names(text, at, done, spans);
                if rest.starts_with(b"://") {
                    urls::with_scheme(text, at + 3, spans);
                }
            }
            b'=' => Self::names(text, at, done, spans),
            b'@' => urls::without_scheme(text, at, spans),
            b'b' | b'B' => match rest.get(1) {
                Some(b'e' | b'E') if starts_with(rest, b"bearer ") => tokens::bearer(text, at + 7, spans),
                Some(b'a' | b'A') if starts_with(rest, b"basic ") => tokens::basic(text, at + 6, spans),
                _ => {}
            },
            b'+' | b'^' | b'*' | b'$' | b'#' | b'%' => {
                if sign == b'%' && matches!(rest, [_, b'3', b'A' | b'a' | b'D' | b'd', ..]) {
                    Self::names(text, at, done, spans);
                }
                if sign == b'+' && at.checked_sub(1).and_then(|before| text.get(before)) == Some(&b'"') {
                    tokens::phone(text, at + 1, spans);
                }
                self.line(text, at, finder, done, spans);
            }
            b'-' | b'_' | b'J' | b'K' | b'z' => {
                if sign == b'-' {
                    armour(text, at, done, spans);
                }
                issued(text, at, sign, done, spans);
            }
            _ => {}
        }
    }

    /// Values of the names before a sign between name and value.
    fn names(text: &[u8], at: usize, done: &mut Progress, spans: &mut Vec<Span>) {
        let far = done.separators.max(at.saturating_sub(NEAR));
        done.separators = at;
        // A look at two letters each spares most names.
        let (mut start, mut behind, mut first) = (at, 0, None);
        while start > far
            && let Some(byte) = text.get(start - 1).filter(|byte| is_of_name(**byte))
        {
            start -= 1;
            if begins_stem(*byte, behind) {
                first = Some(start);
            }
            behind = *byte;
        }
        let Some(first) = first else { return };
        for from in first..at - 1 {
            let Some(rest @ [first, second, ..]) = text.get(from..at) else { return };
            if from >= done.names
                && begins_stem(*first, *second)
                && let Some(stem) = stem_of(rest)
            {
                done.names = members::value(text, &(from..from + stem.len()), spans);
            }
        }
    }

    /// A command or a reply in the middle of a text, whose name stands behind the sign at a place.
    fn line(&self, text: &[u8], at: usize, finder: (&Finder, &mut Spare), done: &mut Progress, spans: &mut Vec<Span>) {
        let is_command = |start: &usize| text.get(*start..at).is_some_and(|head| head.eq_ignore_ascii_case(b"AT"));
        let command = at.checked_sub(2).filter(|start| *start >= done.commands).filter(is_command);
        let is_reply = || {
            let [b'+', name @ ..] = text.get(at..).unwrap_or_default() else { return false };
            let Some(first) = name.first().filter(|first| first.is_ascii_alphabetic()) else { return false };
            let alike = self.replies.get(usize::from(first & 31)).map_or(&[][..], Vec::as_slice);
            at >= done.commands && alike.iter().any(|reply| begins_alike(name, reply) && starts_with(name, reply))
        };
        let Some(start) = command.or_else(|| is_reply().then_some(at)) else { return };
        // What is behind a command belongs to it, so that the next one begins behind the line.
        done.commands = end_of_line(text, at + 1);
        let (finder, spare) = finder;
        finder.spans_from(text.get(..done.commands).unwrap_or_default(), start, spare, spans);
    }
}

/// A private key whose armour begins to end with the dash at a place.
fn armour(text: &[u8], at: usize, done: &mut Progress, spans: &mut Vec<Span>) {
    let end = at + 1;
    let is_whole = |start: &usize| text.get(*start..end).is_some_and(|found| found.eq_ignore_ascii_case(ARMOUR));
    if end.checked_sub(ARMOUR.len()).filter(|start| *start >= done.keys).filter(is_whole).is_some() {
        let before = spans.len();
        done.is_open = keys::armoured(text, end, spans);
        done.keys = spans.get(before).map_or(end, |span| span.range.end);
    }
}

/// A token that has its issuer's sign at a place.
fn issued(text: &[u8], at: usize, sign: u8, done: &mut Progress, spans: &mut Vec<Span>) {
    let before = at.checked_sub(1).and_then(|before| text.get(before));
    if !before.is_some_and(|before| BEFORE_SIGN.contains(before)) {
        return;
    }
    for (beginning, place) in ISSUED.iter().filter(|(beginning, place)| beginning.get(*place) == Some(&sign)) {
        let start = at.checked_sub(*place).filter(|start| *start >= done.tokens);
        if let Some(start) = start.filter(|start| text.get(*start..).is_some_and(|rest| rest.starts_with(beginning))) {
            done.tokens = tokens::issued(text, start, beginning, spans);
        }
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

/// Whether a text begins so, in capital letters or small ones.
fn starts_with(text: &[u8], beginning: &[u8]) -> bool {
    text.get(..beginning.len()).is_some_and(|head| head.eq_ignore_ascii_case(beginning))
}

/// Whether the second letters of two names are the same, which tells most names apart.
fn begins_alike(one: &[u8], other: &[u8]) -> bool {
    matches!((one, other), ([_, one, ..], [_, other, ..]) if one.eq_ignore_ascii_case(other))
}

/// The part of a name that stands at the beginning of a text.
fn stem_of(text: &[u8]) -> Option<&'static str> {
    let alike = ALIKE.get(usize::from(text.first()? & 31))?;
    let stems = STEMS.get(usize::from(alike.start)..usize::from(alike.end))?;
    stems.iter().copied().find(|stem| starts_with(text, stem.as_bytes()))
}

/// Whether a part of a name may begin with these two letters, whatever their case.
fn begins_stem(first: u8, second: u8) -> bool {
    ALIKE.get(usize::from(first & 31)).is_some_and(|alike| alike.seconds >> (second & 31) & 1 == 1)
}

fn is_of_name(byte: u8) -> bool {
    NAMES.get(usize::from(byte)).is_some_and(|is| *is)
}

#[expect(clippy::indexing_slicing, reason = "the compiler makes the table, and would say so")]
const fn names(others: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut at = 0;
    while at < others.len() {
        table[others[at] as usize] = true;
        at += 1;
    }
    let mut byte = 0;
    while byte < 256 {
        table[byte] |= (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stem_is_found_in_whatever_letters() {
        for stem in STEMS {
            for name in [stem.to_uppercase(), format!("{stem}x")] {
                assert!(begins_stem(name.as_bytes()[0], name.as_bytes()[1]), "{name}");
                let found = stem_of(name.as_bytes());
                assert!(found.is_some_and(|found| stem.starts_with(found)), "{name}");
            }
        }
        assert_eq!(stem_of(b"temperature"), None);
    }
}
