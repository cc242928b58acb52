//! Cuts the text of a source file into words and signs, and leaves out comments and literals; or takes its texts alone.

/// What a file is made of, as far as paths go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Token {
    Word(String),
    /// `::`
    Then,
    Sign(char),
}

/// Every token with its line.
pub(crate) fn tokens(text: &str) -> Vec<(Token, usize)> {
    let mut tokens = Vec::new();
    cut(text, |_, token, line| tokens.extend(token.map(|token| (token, line))));
    tokens
}

/// Every text in quotes, as it is written, with its line.
pub(crate) fn texts(text: &str) -> Vec<(String, usize)> {
    let mut texts = Vec::new();
    cut(text, |piece, token, line| {
        if token.is_none() && matches!(piece, ['"' | 'r' | 'b' | 'c', ..]) {
            texts.push((piece.iter().collect(), line));
        }
    });
    texts
}

/// Tells each piece of the text, its token, where it has one, and its line.
fn cut(text: &str, mut tell: impl FnMut(&[char], Option<Token>, usize)) {
    let chars: Vec<char> = text.chars().collect();
    let mut rest = chars.as_slice();
    let mut line = 1;
    while !rest.is_empty() {
        let (length, token) = next(rest);
        let (read, after) = rest.split_at(length.clamp(1, rest.len()));
        tell(read, token, line);
        line += read.iter().filter(|c| **c == '\n').count();
        rest = after;
    }
}

/// The length of what comes first, and its token, where it has one.
fn next(rest: &[char]) -> (usize, Option<Token>) {
    match rest {
        ['/', '/', ..] => (before(rest, '\n'), None),
        ['/', '*', ..] => (comment(rest), None),
        ['"', after @ ..] => (1 + string(after), None),
        ['\'', '\\', _, after @ ..] => (4 + before(after, '\''), None),
        ['\'', _, '\'', ..] => (3, None),
        [':', ':', ..] => (2, Some(Token::Then)),
        ['r' | 'b' | 'c', ..] if prefixed(rest).is_some() => (prefixed(rest).unwrap_or_default(), None),
        [c, ..] if is_word(c) => {
            let word: String = rest.iter().take_while(|c| is_word(c)).collect();
            (word.chars().count(), Some(Token::Word(word)))
        }
        [c, ..] if !c.is_whitespace() => (1, Some(Token::Sign(*c))),
        _ => (1, None),
    }
}

fn is_word(c: &char) -> bool {
    c.is_alphanumeric() || *c == '_'
}

fn before(rest: &[char], end: char) -> usize {
    rest.iter().take_while(|c| **c != end).count()
}

/// The length of a block comment, which may hold others.
fn comment(rest: &[char]) -> usize {
    let (mut depth, mut after) = (0, rest);
    loop {
        (depth, after) = match after {
            ['/', '*', more @ ..] => (depth + 1, more),
            ['*', '/', more @ ..] => (depth - 1, more),
            [_, more @ ..] => (depth, more),
            [] => return rest.len(),
        };
        if depth == 0 {
            return rest.len() - after.len();
        }
    }
}

/// The length of a text up to and with its closing quote.
fn string(inside: &[char]) -> usize {
    let mut after = inside;
    loop {
        after = match after {
            ['"', more @ ..] => return inside.len() - more.len(),
            ['\\', _, more @ ..] | [_, more @ ..] => more,
            [] => return inside.len(),
        };
    }
}

/// The length of a string with a prefix: `r"…"`, `br#"…"#`, `b"…"`. `None` for a word that begins like one.
fn prefixed(rest: &[char]) -> Option<usize> {
    let prefix = rest.iter().take_while(|c| matches!(c, 'r' | 'b' | 'c')).count();
    let hashes = rest.iter().skip(prefix).take_while(|c| **c == '#').count();
    let is_raw = rest.iter().take(prefix).any(|c| *c == 'r');
    let open = prefix + hashes;
    let inside = rest.get(open..)?.strip_prefix(&['"'])?;
    if !is_raw {
        return (hashes == 0).then(|| open + 1 + string(inside));
    }
    let closing: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
    let end = inside.windows(closing.len()).position(|window| window == closing)?;
    Some(open + 1 + end + closing.len())
}
