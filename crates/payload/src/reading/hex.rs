//! Pairs of hexadecimal digits, in the ways in which people write them, and what is nearly such and no whole byte.

use super::fold::folded;
use super::{Certainty, comments};

/// A part of a text that may be hexadecimal digits.
struct Part {
    /// As it was written.
    written: String,
    /// Without what marks it as hexadecimal.
    digits: String,
    mark: Option<&'static str>,
    look: Look,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    /// Whole bytes.
    Whole,
    /// Digits, and one of them has no partner.
    Odd,
    /// Digits but for one character.
    Nearly,
    /// Anything else.
    Word,
}

/// A text taken apart.
struct Parts {
    parts: Vec<Part>,
    /// It is plain pairs at most: no brackets, no quotes, no wide letters, nothing that may be a time or a number below zero.
    is_bare: bool,
    /// A time of day, an address or a fraction is in it, as ordinary text has them.
    is_figures: bool,
}

/// Marks that nothing but a number in hexadecimal digits has.
const STRONG: [&str; 4] = ["0x", "0X", "\\x", "\\X"];
/// Marks that a price, a colour or an address may have as well.
const WEAK: [&str; 7] = ["16#", "&h", "&H", "$", "#", "%", "x"];
/// How much of a part is told.
const SHOWN: usize = 24;

/// What stands behind a number in assembly code.
const BEHIND: &str = "h";

/// What assembly code has before the bytes of a line.
const DIRECTIVES: [&str; 6] = ["db", "defb", "dc.b", "dcb", ".byte", ".db"];

/// The bytes of a text of hexadecimal digits, and whether it can be nothing else.
#[must_use]
pub fn bytes(text: &str) -> Option<(Certainty, Vec<u8>)> {
    pairs(text).or_else(|| {
        let bare = comments::without(text);
        // A single pair before a remark is a number.
        let (_, bytes) = pairs(&bare).filter(|(_, bytes)| bare.trim() != text.trim() && bytes.len() > 1)?;
        Some((Certainty::Possible, bytes))
    })
}

fn pairs(text: &str) -> Option<(Certainty, Vec<u8>)> {
    let split = Parts::of(text)?;
    let parts = &split.parts;
    let (mut pairs, mut longer, mut single, mut marked) = (0, 0, 0, 0);
    let mut odd = false;
    let mut bytes = Vec::with_capacity(text.len() / 2);
    for part in parts {
        let is_strong = part.mark.is_some_and(|mark| STRONG.contains(&mark));
        marked += usize::from(is_strong);
        match (part.look, part.digits.len()) {
            (Look::Nearly | Look::Word, _) | (_, 0) => return None,
            (_, 1) => single += usize::from(part.mark.is_none() || is_strong),
            (_, 2) => pairs += 1,
            (Look::Whole, _) => longer += 1,
            (Look::Odd, _) => odd = true,
        }
        // The first digit of an odd number of them stands alone.
        let (alone, rest) = part.digits.split_at(part.digits.len() % 2);
        let two = (0..rest.len()).step_by(2).filter_map(|at| rest.get(at..at + 2));
        bytes.extend([alone].into_iter().chain(two).filter_map(|digits| u8::from_str_radix(digits, 16).ok()));
    }
    // Single digits are bytes only among pairs: on their own they are words of one letter.
    if (single > marked && (pairs == 0 || longer > 0)) || (odd && split.stray().is_none()) {
        return None;
    }
    // Digits without a gap may be a name or a number as well, and so may a single pair or a list of them; what is marked may not.
    let is_row = longer == 0 && single == 0 && pairs > 1 && !text.contains(',') && split.all_alike();
    let is_plain = !odd && split.is_bare && (is_row || (marked > 0 && longer == 0));
    let certainty = if is_plain { Certainty::Plain } else { Certainty::Possible };
    (!bytes.is_empty()).then_some((certainty, bytes))
}

/// The first part that is no whole byte, of a text that looks like hexadecimal digits: `5G` of `AA 5G`, `567` of `12 34 567`.
/// None where nothing is wrong, and none of an ordinary text.
pub(super) fn stray(text: &str) -> Option<String> {
    let found = |text: &str| Parts::of(text)?.stray().map(|part| part.written.chars().take(SHOWN).collect());
    found(text).or_else(|| pairs(text).is_none().then(|| found(&comments::without(text)))?)
}

impl Parts {
    fn of(text: &str) -> Option<Self> {
        let plain = folded(text.trim());
        let plain = super::assigned(&plain);
        let (inside, quoted) = unquoted(plain);
        let mut split = Self { parts: Vec::new(), is_bare: true, is_figures: false };
        // Objects, lists of numbers and texts in quotes are JSON; what stands in quotes as a whole may be digits.
        let is_list = inside.starts_with(['[', '{']);
        if inside.contains(['"', '\'']) || (inside.starts_with('{') && !inside.contains("0x") && !inside.contains(','))
        {
            return None;
        }
        let without_directives: Vec<&str> = inside.lines().map(behind_directive).collect();
        let inside = &without_directives.join("\n");
        let is_gap = |c: char| c.is_whitespace() || ",;|<>[](){}_\u{200B}\u{FEFF}".contains(c);
        for word in inside.split(is_gap).filter(|word| !word.is_empty()) {
            split.word(word);
        }
        split.is_bare &= quoted.is_none() && !is_list && plain == super::assigned(text.trim());
        split.is_bare &= !inside.contains(['|', '<', '>', '[', ']', '(', ')', '{', '}', '_']);
        // An array of decimal numbers alone is JSON.
        let is_json = is_list && !split.parts.iter().any(|part| part.mark.is_some() || part.has_letter());
        (!is_json).then_some(split)
    }

    fn word(&mut self, word: &str) {
        let one = |split: &mut Self| split.parts.push(Part::word(word));
        if is_date(word) {
            self.is_figures = true;
            return one(self);
        }
        // A minus before a number is none of the gaps between pairs.
        self.is_bare &= !word.starts_with('-') && !word.ends_with('-');
        if is_time(word) {
            self.is_figures = true;
            self.is_bare = false;
        }
        let dots: Vec<&str> = word.split('.').collect();
        if dots.len() > 1 {
            let are_pairs = dots.iter().all(|piece| piece.len() == 2 && piece.bytes().all(|b| b.is_ascii_hexdigit()));
            let are_decimal = word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'-');
            if !are_pairs || are_decimal {
                self.is_figures |= are_decimal;
                return one(self);
            }
            self.is_bare = false;
            self.parts.extend(dots.into_iter().map(Part::of));
            return;
        }
        if word.contains("::") {
            return one(self);
        }
        for piece in word.split([':', '-', '/']).filter(|piece| !piece.is_empty()) {
            self.piece(piece);
        }
        self.is_bare &= !word.contains('/');
    }

    /// A piece, which may be several with a mark before or behind each: `0xAA0x55`, `AAh55h`.
    fn piece(&mut self, piece: &str) {
        let before = STRONG.iter().chain(&WEAK).copied().find(|mark| piece.starts_with(mark));
        if let Some(mark) = before {
            let runs = piece.split(mark).filter(|run| !run.is_empty());
            return self.parts.extend(runs.map(|run| Part::marked(&format!("{mark}{run}"), run, mark)));
        }
        let lower = piece.to_ascii_lowercase();
        let runs: Vec<&str> = lower.split(BEHIND).filter(|run| !run.is_empty()).collect();
        let are_digits = runs.iter().all(|run| run.len() <= 3 && run.bytes().all(|byte| byte.is_ascii_hexdigit()));
        if lower.ends_with(BEHIND) && are_digits && !runs.is_empty() {
            return self.parts.extend(runs.into_iter().map(|run| {
                // Assembly code wants a decimal digit first: 0AAh.
                let digits = run.strip_prefix('0').filter(|rest| rest.len() == 2).unwrap_or(run);
                Part::marked(&format!("{run}{BEHIND}"), digits, BEHIND)
            }));
        }
        self.parts.push(Part::of(piece));
    }

    /// Whether a weak mark, if there is one, stands at every part, and some part has a letter: `$12` alone is a price.
    fn all_alike(&self) -> bool {
        let weak = |part: &&Part| part.mark.is_some_and(|mark| !STRONG.contains(&mark));
        match self.parts.iter().find(weak) {
            None => true,
            Some(first) => {
                !matches!(first.mark, Some("%" | "#"))
                    && self.parts.iter().all(|part| part.mark == first.mark)
                    && self.parts.iter().any(Part::has_letter)
            }
        }
    }

    /// The first part that is no whole byte, where the whole looks like hexadecimal digits.
    fn stray(&self) -> Option<&Part> {
        let stray = self.parts.iter().find(|part| part.look != Look::Whole)?;
        let count = |look: Look| self.parts.iter().filter(|part| part.look == look).count();
        let (whole, words) = (count(Look::Whole), count(Look::Word));
        let digits = || self.parts.iter().filter(|part| part.look != Look::Word);
        let strong = digits().filter(|part| part.mark.is_some_and(|mark| STRONG.contains(&mark))).count();
        if strong > 0 && (words == 0 || (strong > 1 && strong * 3 >= self.parts.len())) {
            return Some(stray);
        }
        let has_letter = digits().any(Part::has_letter);
        let has_digit = digits().any(|part| part.digits.bytes().any(|byte| byte.is_ascii_digit()));
        let is_upper =
            has_letter && !self.parts.iter().any(|part| part.written.bytes().any(|b| b.is_ascii_lowercase()));
        // Words made of a to f, and figures among words, are ordinary text.
        let is_likely = (has_digit || is_upper) && (has_letter || !self.is_figures);
        let looks_so = match self.parts.as_slice() {
            [only] => only.look != Look::Word && only.digits.len() >= 3 && has_digit && only.has_letter(),
            _ if words == 0 => whole > 0,
            _ if has_letter => whole > 1 && words * 2 <= whole,
            _ => whole > 2 && words * 3 <= whole,
        };
        (is_likely && looks_so).then_some(stray)
    }
}

impl Part {
    fn word(written: &str) -> Self {
        Self { written: written.to_owned(), digits: String::new(), mark: None, look: Look::Word }
    }

    fn of(written: &str) -> Self {
        let look = look(written);
        Self { written: written.to_owned(), digits: written.to_owned(), mark: None, look }
    }

    fn marked(written: &str, digits: &str, mark: &'static str) -> Self {
        let look = match look(digits) {
            Look::Odd if digits.len() == 1 => Look::Whole,
            Look::Word if STRONG.contains(&mark) && digits.bytes().any(|byte| byte.is_ascii_hexdigit()) => Look::Nearly,
            look => look,
        };
        Self { written: written.to_owned(), digits: digits.to_owned(), mark: Some(mark), look }
    }

    fn has_letter(&self) -> bool {
        self.look != Look::Word && self.digits.bytes().any(|byte| matches!(byte, b'a'..=b'f' | b'A'..=b'F'))
    }
}

fn look(digits: &str) -> Look {
    let length = digits.chars().count();
    let strays = digits.chars().filter(|c| !c.is_ascii_hexdigit()).count();
    let has_digit = digits.bytes().any(|byte| byte.is_ascii_digit());
    let has_letter = digits.bytes().any(|byte| byte.is_ascii_alphabetic() && byte.is_ascii_hexdigit());
    match strays {
        _ if length == 0 || !digits.chars().all(char::is_alphanumeric) => Look::Word,
        0 if length.is_multiple_of(2) => Look::Whole,
        0 => Look::Odd,
        1 if (2..4).contains(&length) && has_digit => Look::Nearly,
        1 if length > 4 && has_digit && has_letter => Look::Nearly,
        1 | 2 if length == 2 && digits.bytes().all(|byte| byte.is_ascii_uppercase()) => Look::Nearly,
        _ => Look::Word,
    }
}

/// A line of assembly code behind its directive, where what follows is marked as bytes; any other line as it is.
fn behind_directive(line: &str) -> &str {
    let (word, rest) = line.trim().split_once([' ', '\t']).unwrap_or((line, ""));
    let is_directive = DIRECTIVES.iter().any(|directive| directive.eq_ignore_ascii_case(word));
    let first = rest.split([' ', ',']).find(|word| !word.is_empty()).unwrap_or_default();
    let is_marked = first.starts_with(['$', '0']) && (first.starts_with("0x") || first.starts_with('$'))
        || first.ends_with(['h', 'H']);
    if is_directive && is_marked { rest } else { line }
}

/// What stands in one pair of quotes, with the letter that SQL and CBOR write before it.
fn unquoted(text: &str) -> (&str, Option<char>) {
    let bare = text.strip_prefix(['x', 'X', 'h']).filter(|rest| rest.starts_with(['"', '\''])).unwrap_or(text);
    let quote = bare.chars().next().filter(|c| matches!(c, '"' | '\''));
    let inside = quote.and_then(|quote| bare.strip_prefix(quote)?.strip_suffix(quote));
    inside.map_or((text, None), |inside| (inside, quote))
}

/// `2026-01-31`, with or without a time behind it, and `1/2/2026`.
fn is_date(word: &str) -> bool {
    let day = word.split(['T', ' ']).next().unwrap_or_default();
    ['-', '/'].iter().any(|gap| {
        let parts: Vec<&str> = day.split(*gap).collect();
        let number = |at: usize| parts.get(at).filter(|part| part.len() <= 4).and_then(|part| part.parse::<u16>().ok());
        let (Some(first), Some(second), Some(third), 3) = (number(0), number(1), number(2), parts.len()) else {
            return false;
        };
        let is_year = |year: u16| (1900..2200).contains(&year);
        let is_month = (1..=31).contains(&second);
        (is_month && is_year(first) && (1..=31).contains(&third)) || (is_month && is_year(third) && first <= 31)
    })
}

/// `12:34`, `12:34:56`.
fn is_time(word: &str) -> bool {
    let parts: Vec<&str> = word.split(':').collect();
    let below = |at: usize, limit: u8| {
        parts.get(at).is_some_and(|part| part.len() <= 2 && part.parse::<u8>().is_ok_and(|number| number < limit))
    };
    (2..=3).contains(&parts.len()) && below(0, 24) && below(1, 60) && (parts.len() == 2 || below(2, 61))
}
