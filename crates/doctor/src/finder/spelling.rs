//! How logs spell bytes that cannot be printed: `\r`, `<CR>`, `[CR]`, pictures of controls, hexadecimal digits.

use std::borrow::Cow;

use super::general;
use super::looks::{Look, look};

/// Names of controls in angle or square brackets, and their pictures.
const NAMED: &[(&[u8], u8)] = &[
    (b"<CR>", b'\r'),
    (b"<LF>", b'\n'),
    (b"<cr>", b'\r'),
    (b"<lf>", b'\n'),
    // mbed's.
    (b"<ln>", b'\n'),
    (b"[CR]", b'\r'),
    (b"[LF]", b'\n'),
    (b"<\\r>", b'\r'),
    (b"<\\n>", b'\n'),
    (b"<SUB>", 0x1A),
    (b"<ESC>", 0x1B),
    ("␍".as_bytes(), b'\r'),
    ("␊".as_bytes(), b'\n'),
];

/// The bytes of a text in which controls have names; `None` where it has none.
pub(crate) fn named(text: &[u8]) -> Option<Vec<u8>> {
    let may_be = |byte: &u8| matches!(byte, b'<' | b'[' | 0xE2);
    if !text.iter().any(may_be) {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    let mut found = false;
    while let Some((first, behind)) = rest.split_first() {
        if may_be(first)
            && let Some((name, byte)) = NAMED.iter().find(|(name, _)| rest.starts_with(name))
        {
            bytes.push(*byte);
            rest = rest.get(name.len()..).unwrap_or_default();
            found = true;
        } else if let [b'<', high, low, b'>', behind @ ..] = rest
            && let Some(byte) = pair(*high, *low)
        {
            // Any byte by its digits, as Docklight shows it.
            bytes.push(byte);
            rest = behind;
            found = true;
        } else {
            bytes.push(*first);
            rest = behind;
        }
    }
    found.then_some(bytes)
}

/// The bytes of a text with C's escapes: `\r`, `\n`, `\t`, `\xHH`, `\"`, `\\`. Any other backslash stays as it is.
pub(crate) fn unescaped(text: &[u8]) -> Cow<'_, [u8]> {
    let Some(first) = memchr::memchr(b'\\', text) else { return Cow::Borrowed(text) };
    let (head, mut rest) = text.split_at(first);
    let mut bytes = head.to_vec();
    loop {
        rest = match rest {
            [] => break,
            [b'\\', b'r', behind @ ..] => push(&mut bytes, b'\r', behind),
            [b'\\', b'n', behind @ ..] => push(&mut bytes, b'\n', behind),
            [b'\\', b't', behind @ ..] => push(&mut bytes, b'\t', behind),
            [b'\\', same @ (b'\\' | b'"' | b'\''), behind @ ..] => push(&mut bytes, *same, behind),
            [b'\\', b'x' | b'X', high, low, behind @ ..] => match pair(*high, *low) {
                Some(byte) => push(&mut bytes, byte, behind),
                None => push(&mut bytes, b'\\', rest.get(1..).unwrap_or_default()),
            },
            [other, behind @ ..] => push(&mut bytes, *other, behind),
        };
    }
    Cow::Owned(bytes)
}

fn push<'a>(bytes: &mut Vec<u8>, byte: u8, rest: &'a [u8]) -> &'a [u8] {
    bytes.push(byte);
    rest
}

/// Line ends that are spelt at the beginning or the end of a text, `\r` or `^M`, and nowhere else are looked for: what stands between may be typed
/// so.
pub(crate) fn spelt_ends(text: &[u8]) -> Option<Vec<u8>> {
    let mut middle = text;
    let (mut before, mut behind) = (Vec::new(), Vec::new());
    loop {
        let (end, rest) = match middle {
            [b'\\', b'r', rest @ ..] | [b'^', b'M', rest @ ..] => (b'\r', rest),
            [b'\\', b'n', rest @ ..] | [b'^', b'J', rest @ ..] => (b'\n', rest),
            _ => break,
        };
        before.push(end);
        middle = rest;
    }
    loop {
        let (end, rest) = match middle {
            [rest @ .., b'\\', b'r'] | [rest @ .., b'^', b'M'] => (b'\r', rest),
            [rest @ .., b'\\', b'n'] | [rest @ .., b'^', b'J'] => (b'\n', rest),
            _ => break,
        };
        behind.insert(0, end);
        middle = rest;
    }
    // A line end in the middle, spelt as at the ends: several lines came at once.
    let middle = if behind.is_empty() { middle.to_vec() } else { ends_between(middle) };
    (!before.is_empty() || !behind.is_empty()).then(|| [&before, middle.as_slice(), &behind].concat())
}

/// A text with its spelt line ends as they are, but for those within quotes.
fn ends_between(text: &[u8]) -> Vec<u8> {
    let (mut bytes, mut rest, mut is_quoted) = (Vec::with_capacity(text.len()), text, false);
    loop {
        rest = match rest {
            [] => return bytes,
            [b'\\', b'r', b'\\', b'n', behind @ ..] if !is_quoted => {
                bytes.extend_from_slice(b"\r\n");
                behind
            }
            [b'\\', b'r', behind @ ..] if !is_quoted => push(&mut bytes, b'\r', behind),
            [first, behind @ ..] => {
                is_quoted ^= *first == b'"';
                push(&mut bytes, *first, behind)
            }
        };
    }
}

/// The byte of two hexadecimal digits.
pub(crate) fn pair(high: u8, low: u8) -> Option<u8> {
    let digit = |digit: u8| char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    Some(digit(high)? << 4 | digit(low)?)
}

/// The bytes of groups of hexadecimal digits with single blanks between, as far as they go, and what stands behind them. A gap wider than
/// two blanks ends them, and so does what is no group: there stands the same as text.
pub(crate) fn hex_groups(text: &[u8]) -> Option<(Vec<u8>, &[u8])> {
    let mut bytes = Vec::new();
    let mut rest = text;
    let mut groups = 0;
    loop {
        let end = rest.iter().position(|byte| !byte.is_ascii_hexdigit()).unwrap_or(rest.len());
        let (group, behind) = rest.split_at(end);
        let (pairs, odd) = group.as_chunks::<2>();
        if !matches!(pairs.len(), 1 | 2 | 4) || !odd.is_empty() || !matches!(behind.first(), None | Some(b' ')) {
            break;
        }
        bytes.extend(pairs.iter().filter_map(|[high, low]| pair(*high, *low)));
        groups += 1;
        let gap = behind.iter().take_while(|byte| **byte == b' ').count();
        rest = behind.get(gap..).unwrap_or_default();
        if gap > 2 || rest.is_empty() || (gap == 2 && groups % 8 != 0) {
            break;
        }
    }
    (groups > 0).then_some((bytes, rest))
}

/// A line without the carriage returns that `cat -v` and `chat` show at its ends as `^M`.
pub(crate) fn without_carets(mut text: &[u8]) -> &[u8] {
    while let Some(rest) = text.strip_suffix(b"^M") {
        text = rest;
    }
    while let Some(rest) = text.strip_prefix(b"^M") {
        text = rest;
    }
    text
}

/// A line with its line ends as they are where a terminal shows them by their digits (Hercules): `AT{0D}{0A}{0D}{0A}OK{0D}{0A}`.
pub(crate) fn with_line_ends(text: &[u8]) -> Cow<'_, [u8]> {
    const END: &[u8] = b"{0D}";
    if memchr::memchr(b'{', text).is_none() || memchr::memmem::find(text, END).is_none() {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memmem::find(rest, END) {
        let (line, behind) = rest.split_at(at);
        bytes.extend_from_slice(line);
        bytes.push(b'\r');
        rest = behind.get(END.len()..).unwrap_or_default();
        rest = rest.strip_prefix(b"{0A}").unwrap_or(rest);
    }
    bytes.extend_from_slice(rest);
    Cow::Owned(bytes)
}

/// What pages of the web write in the place of signs that mean something to them.
const ENTITIES: &[(&[u8], u8)] =
    &[(b"&quot;", b'"'), (b"&gt;", b'>'), (b"&lt;", b'<'), (b"&amp;", b'&'), (b"&#39;", b'\''), (b"&nbsp;", b' ')];

/// A line as it was before a page of the web wrote it down. Where a quote or a bracket stands as itself, nobody has: what looks so is the text's own.
pub(crate) fn without_entities(line: &[u8]) -> Cow<'_, [u8]> {
    let text = line.trim_ascii_end();
    let broken = [&b"<br>"[..], b"<br/>", b"<br />"].into_iter().find_map(|end| text.strip_suffix(end));
    let Some(at) = memchr::memchr(b'&', line) else {
        // A payload may have a line break of a page at its end, too.
        return Cow::Borrowed(broken.filter(|text| look(&general::reading(text).bytes) != Look::Other).unwrap_or(line));
    };
    let text = broken.unwrap_or(text);
    let is_written = ENTITIES.iter().take(3).any(|(name, _)| memchr::memmem::find(text, name).is_some());
    if !is_written || memchr::memchr3(b'"', b'<', b'>', text).is_some() {
        return Cow::Borrowed(line);
    }
    let (plain, mut rest) = text.split_at(at);
    let mut bytes = plain.to_vec();
    while let Some((first, behind)) = rest.split_first() {
        let entity = ENTITIES.iter().find_map(|(name, byte)| Some((rest.strip_prefix(*name)?, *byte)));
        let (behind, byte) = entity.unwrap_or((behind, *first));
        bytes.push(byte);
        rest = behind;
    }
    Cow::Owned(bytes)
}

/// A text without the sequences that colour a terminal.
pub(crate) fn without_colours(text: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memchr(0x1B, text).is_none() {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((first, behind)) = rest.split_first() {
        if *first == 0x1B
            && let Some(sequence) = behind.strip_prefix(b"[")
            && let Some(end) = sequence.iter().position(|byte| !matches!(byte, b'0'..=b'9' | b';'))
        {
            rest = sequence.get(end + 1..).unwrap_or_default();
        } else {
            bytes.push(*first);
            rest = behind;
        }
    }
    Cow::Owned(bytes)
}

/// The end of a line that has as many bytes as were announced, where its backslashes were taken for the logger's way to write line ends: then
/// they were sent as they stand. So it is with what stands in the logger's own brackets.
pub(super) fn letters<'a>(line: &'a [u8], due: u64, bytes: &'a [u8]) -> Option<&'a [u8]> {
    if let [b'[', inside @ .., b']'] = bytes
        && inside.len() as u64 == due
    {
        return Some(inside);
    }
    let (before, letters) = line.split_at_checked(line.len().checked_sub(usize::try_from(due).ok()?)?)?;
    let begins =
        before.last().is_none_or(|byte| matches!(byte, b' ' | b'\t' | b'>')) && letters.first() == bytes.first();
    (begins && bytes.len() < letters.len() && letters.contains(&b'\\')).then_some(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_are_read_however_they_are_spelt() {
        assert_eq!(named(b"<CR><LF>OK<CR><LF>"), Some(b"\r\nOK\r\n".to_vec()));
        assert_eq!(named("AT␍␊".as_bytes()), Some(b"AT\r\n".to_vec()));
        assert_eq!(named(b"a<b>c"), None);
        assert_eq!(&*unescaped(b"AT+X=\\\"a\\\"\\r\\n\\x1A\\q"), b"AT+X=\"a\"\r\n\x1A\\q");
        assert_eq!(spelt_ends(b"\\r\\nOK\\r\\n"), Some(b"\r\nOK\r\n".to_vec()));
        assert_eq!(spelt_ends(b"AT+X=\"a\\r\\n\""), None);
        assert_eq!(spelt_ends(b"^M^JOK^M"), Some(b"\r\nOK\r".to_vec()));
        assert_eq!(&*without_entities(b"&gt; AT+X=&quot;a&amp;b&quot;<br>"), b"> AT+X=\"a&b\"");
        assert_eq!(&*without_entities(b"&lt; OK"), b"< OK");
        assert_eq!(&*with_line_ends(b"AT{0D}{0A}{0D}{0A}OK{0D}{0A}"), b"AT\r\rOK\r");
        assert_eq!(&*with_line_ends(b"{\"a\":{0A}"), b"{\"a\":{0A}");
        assert_eq!(&*without_entities(b"+CSQ: 20,99<br>"), b"+CSQ: 20,99");
        for line in [&b"hello<br>"[..], b"AT+X=\"a &gt; b\"", b"a & b", b"AT+X=1&amp;2", b"> &lt;"] {
            assert_eq!(&*without_entities(line), line);
        }
        assert_eq!(&*without_colours(b"\x1B[0;32mI (1) at: OK\x1B[0m"), b"I (1) at: OK");
    }

    #[test]
    fn groups_of_digits_end_where_the_text_beside_them_begins() {
        for (text, bytes, rest) in [
            ("41 54 0d 0a", &b"AT\r\n"[..], ""),
            ("41 54 0d 0a                |AT..|", b"AT\r\n", "|AT..|"),
            ("4154 2b43 5351 0d0a  AT+CSQ..", b"AT+CSQ\r\n", "AT+CSQ.."),
            ("41 54 2B 43 53 51 0D 0A  0A", b"AT+CSQ\r\n\n", ""),
        ] {
            assert_eq!(hex_groups(text.as_bytes()), Some((bytes.to_vec(), rest.as_bytes())), "{text}");
        }
        assert_eq!(hex_groups(b"hello"), None);
        assert_eq!(hex_groups(b"123 apples"), None);
    }
}
