//! Short messages: what stands in the lines behind their headers is nobody's but the sender's and the receiver's (3GPP TS 27.005, 3.4
//! and 4). Phone numbers in their texts go, one-time codes where a word says that there is one, and a message that is in hexadecimal, whose text and
//! number nobody can read here.

use fibocom_at::secrets::{Kind, Span};

/// The tags of lines that a message stands behind.
const HEADERS: &[&[u8]] = &[b"+CMT:", b"+CMGR:", b"+CMGL:", b"+CDS:"];

/// The shortest message in hexadecimal digits: an address, a time and nothing else.
const LEAST_HEX: usize = 28;

/// Words of messages that bring a code, in small letters. Numbers in other messages may be what a meter reads.
const CODE_WORDS: &[&str] = &[
    "code",
    "otp",
    "tan",
    "pin",
    "password",
    "passwort",
    "kennwort",
    "verif",
    "codigo",
    "código",
    "codice",
    "confirm",
    "验证码",
    "校验码",
    "动态码",
    "验证",
    "密码",
    "口令",
];

/// Where a message is in the lines of the module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Message {
    /// There is none.
    #[default]
    None,
    /// It begins in the next line, whatever that looks like.
    Begins,
    /// It may go on in the next line.
    GoesOn,
}

impl Message {
    /// Adds what is hidden of a line of the module, and tells what the next one may be.
    pub(super) fn line(self, line: &[u8], spans: &mut Vec<Span>) -> Self {
        let body = line.trim_ascii();
        let is_header = |body: &[u8]| {
            let header = HEADERS.iter().find_map(|header| body.strip_prefix(*header));
            // The answer to a test form has its ranges in brackets.
            header.is_some_and(|values| !values.trim_ascii_start().starts_with(b"("))
        };
        if body.first() == Some(&b'+') && is_header(body) {
            return Self::Begins;
        }
        let is_other = matches!(body, b"OK" | b"ERROR")
            || (self == Self::GoesOn && body.starts_with(b"+") && body.get(1).is_some_and(u8::is_ascii_alphabetic));
        if self == Self::None || is_other {
            return Self::None;
        }
        text(line, spans);
        Self::GoesOn
    }
}

fn text(line: &[u8], spans: &mut Vec<Span>) {
    let body = line.trim_ascii();
    if body.len() >= LEAST_HEX && body.len().is_multiple_of(2) && body.iter().all(u8::is_ascii_hexdigit) {
        let start = line.len() - line.trim_ascii_start().len();
        spans.push(Span { range: start..start + body.len(), kind: Kind::Other });
        return;
    }
    let mut at = 0;
    while let Some(next) = line.get(at..).and_then(|rest| rest.iter().position(|byte| b"+0".contains(byte))) {
        at += next;
        let before = at.checked_sub(1).and_then(|before| line.get(before));
        let length = phone(line.get(at..).unwrap_or_default());
        if length > 0 && before.is_none_or(|byte| !byte.is_ascii_alphanumeric() && !b".,:".contains(byte)) {
            spans.push(Span { range: at..at + length, kind: Kind::PhoneNumber });
        }
        at += length.max(1);
    }
    codes(line, spans);
}

/// Adds the numbers of four to eight digits of a text that has a word for them; a date, a time or an amount is none.
fn codes(line: &[u8], spans: &mut Vec<Span>) {
    let lower = line.to_ascii_lowercase();
    // A word begins where no letter stands before it, and a short one ends so: a decoder brings no code. Chinese has no gaps between words.
    let says_code = |word: &str| {
        let is_letter = |byte: Option<&u8>| word.is_ascii() && byte.is_some_and(u8::is_ascii_alphabetic);
        memchr::memmem::find_iter(&lower, word.as_bytes()).any(|at| {
            let before = at.checked_sub(1).and_then(|before| lower.get(before));
            !is_letter(before) && (word.len() > 3 || !is_letter(lower.get(at + word.len())))
        })
    };
    if !CODE_WORDS.iter().any(|word| says_code(word)) {
        return;
    }
    let mut at = 0;
    while let Some(next) = line.get(at..).and_then(|rest| rest.iter().position(u8::is_ascii_digit)) {
        let start = at + next;
        let run =
            |from: usize| line.get(from..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_digit()).count();
        let mut end = start + run(start);
        // Two groups of three: `123-456`.
        if end - start == 3 && matches!(line.get(end), Some(b'-' | b' ')) && run(end + 1) == 3 {
            end += 4;
        }
        at = end;
        let byte = |at: Option<usize>| at.and_then(|at| line.get(at));
        let is_part = |sign: Option<&u8>, beyond: Option<&u8>| match sign {
            Some(b'.' | b',' | b':' | b'/' | b'-') => beyond.is_some_and(u8::is_ascii_digit),
            Some(byte) => byte.is_ascii_alphanumeric(),
            None => false,
        };
        let is_apart = !is_part(byte(start.checked_sub(1)), byte(start.checked_sub(2)))
            && !is_part(byte(Some(end)), byte(Some(end + 1)));
        if is_apart && (4..=8).contains(&(end - start)) {
            spans.push(Span { range: start..end, kind: Kind::Other });
        }
    }
}

/// How long the phone number is that a text begins with: an international one, or one with the zero before its area.
fn phone(text: &[u8]) -> usize {
    let is_international = text.starts_with(b"+");
    let (least, gaps) = if is_international { (8, 4) } else { (10, 1) };
    let (mut end, mut digits, mut between) = (usize::from(is_international), 0, 0);
    loop {
        match text.get(end..).unwrap_or_default() {
            [digit, ..] if digit.is_ascii_digit() => digits += 1,
            [b' ' | b'-' | b'/', digit, ..] if digit.is_ascii_digit() && digits > 0 && between < gaps => between += 1,
            [next, ..] if next.is_ascii_alphabetic() => return 0,
            _ => break,
        }
        end += 1;
    }
    if (least..=15).contains(&digits) { end } else { 0 }
}
