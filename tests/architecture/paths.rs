//! Finds every path that a source file names, resolved as far as text alone allows.
//!
//! Comments and literals do not count. `use` trees are taken apart, their names followed where the file uses them later, and
//! `crate`, `self` and `super` replaced by what they stand for.

use std::collections::BTreeMap;

/// What a file is made of, as far as paths go.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Word(String),
    /// `::`
    Then,
    Sign(char),
}

/// A path and the line where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub path: String,
    pub line: usize,
}

/// Every path in the text of a file that is this module, such as `fibocom_at::engine`. A glob ends in `::*`.
pub fn paths(module: &str, text: &str) -> Vec<Named> {
    let mut reader = Reader {
        tokens: tokens(text),
        at: 0,
        scope: module.split("::").map(str::to_owned).collect(),
        inner: Vec::new(),
        depth: 0,
        aliases: BTreeMap::new(),
        found: Vec::new(),
    };
    reader.read();
    let Reader { aliases, found, .. } = reader;
    let follow = |named: Named| {
        let (first, rest) = named.path.split_once("::").unwrap_or((&named.path, ""));
        let Some(full) = aliases.get(first).filter(|full| !named.path.starts_with(full.as_str())) else { return named };
        let path = if rest.is_empty() { full.clone() } else { format!("{full}::{rest}") };
        Named { path, ..named }
    };
    found.into_iter().map(follow).collect()
}

struct Reader {
    tokens: Vec<(Token, usize)>,
    at: usize,
    /// The module that is being read.
    scope: Vec<String>,
    /// The depths at which inline modules began.
    inner: Vec<usize>,
    depth: usize,
    /// Names that `use` has brought in.
    aliases: BTreeMap<String, String>,
    found: Vec<Named>,
}

impl Reader {
    fn token(&self, ahead: usize) -> Option<&Token> {
        self.tokens.get(self.at + ahead).map(|(token, _)| token)
    }

    fn word(&self, ahead: usize) -> Option<&str> {
        match self.token(ahead) {
            Some(Token::Word(word)) => Some(word),
            _ => None,
        }
    }

    fn is(&self, ahead: usize, sign: char) -> bool {
        self.token(ahead) == Some(&Token::Sign(sign))
    }

    fn read(&mut self) {
        while let Some(token) = self.token(0) {
            match token {
                Token::Word(word) if word == "use" => {
                    self.at += 1;
                    self.tree(&[]);
                }
                Token::Word(word) if word == "mod" && self.is(2, '{') => {
                    let name = self.word(1).unwrap_or_default().to_owned();
                    self.scope.push(name);
                    self.inner.push(self.depth);
                    self.at += 2;
                }
                Token::Word(_) => self.inline(),
                Token::Sign('{') => {
                    self.depth += 1;
                    self.at += 1;
                }
                Token::Sign('}') => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.inner.last() == Some(&self.depth) {
                        self.inner.pop();
                        self.scope.pop();
                    }
                    self.at += 1;
                }
                _ => self.at += 1,
            }
        }
    }

    /// A path within code. A single word is none.
    fn inline(&mut self) {
        let line = self.line();
        let mut segments = vec![self.word(0).unwrap_or_default().to_owned()];
        self.at += 1;
        while self.token(0) == Some(&Token::Then)
            && let Some(next) = self.word(1).map(str::to_owned)
        {
            segments.push(next);
            self.at += 2;
        }
        if segments.len() > 1 {
            let path = self.absolute(&segments);
            self.found.push(Named { path, line });
        }
    }

    /// A `use` tree, from behind its prefix on.
    fn tree(&mut self, prefix: &[String]) {
        let mut segments = prefix.to_vec();
        let line = self.line();
        loop {
            match self.token(0).cloned() {
                Some(Token::Word(word)) if word == "as" => {
                    let alias = self.word(1).unwrap_or_default().to_owned();
                    self.at += 2;
                    return self.leaf(&segments, Some(alias), line);
                }
                Some(Token::Word(word)) => {
                    if word != "self" || segments.is_empty() {
                        segments.push(word);
                    }
                    self.at += 1;
                }
                Some(Token::Then) => self.at += 1,
                Some(Token::Sign('*')) => {
                    self.at += 1;
                    segments.push("*".to_owned());
                    return self.leaf(&segments, None, line);
                }
                Some(Token::Sign('{')) => {
                    self.at += 1;
                    while !self.is(0, '}') && self.token(0).is_some() {
                        if self.is(0, ',') {
                            self.at += 1;
                        } else {
                            self.tree(&segments);
                        }
                    }
                    self.at += 1;
                    return;
                }
                _ => return self.leaf(&segments, None, line),
            }
        }
    }

    fn leaf(&mut self, segments: &[String], alias: Option<String>, line: usize) {
        let path = self.absolute(segments);
        if let Some(name) = alias.or_else(|| segments.last().cloned()).filter(|name| name != "*") {
            self.aliases.insert(name, path.clone());
        }
        self.found.push(Named { path, line });
        if !self.is(0, ',') && !self.is(0, '}') {
            self.at += 1;
        }
    }

    /// Replaces what a path begins with by the module that it stands for.
    fn absolute(&self, segments: &[String]) -> String {
        let mut scope = self.scope.clone();
        let mut rest = segments;
        match rest.first().map(String::as_str) {
            Some("crate") => {
                scope.truncate(1);
                rest = &rest[1..];
            }
            Some("self") => rest = &rest[1..],
            Some("super") => {}
            _ => return rest.join("::"),
        }
        while rest.first().is_some_and(|segment| segment == "super") {
            scope.pop();
            rest = &rest[1..];
        }
        scope.extend_from_slice(rest);
        scope.join("::")
    }

    fn line(&self) -> usize {
        self.tokens.get(self.at).map_or(0, |(_, line)| *line)
    }
}

/// Cuts a text into tokens and leaves out comments and literals.
fn tokens(text: &str) -> Vec<(Token, usize)> {
    let chars: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let (mut at, mut line) = (0, 1);
    while let Some(&head) = chars.get(at) {
        let next = chars.get(at + 1).copied().unwrap_or_default();
        let length = match head {
            '/' if next == '/' => chars[at..].iter().take_while(|c| **c != '\n').count(),
            '/' if next == '*' => comment(&chars[at..]),
            '"' => string(&chars[at..]),
            '\'' if next == '\\' => 3 + chars[at + 3..].iter().take_while(|c| **c != '\'').count(),
            '\'' if chars.get(at + 2) == Some(&'\'') => 3,
            ':' if next == ':' => {
                tokens.push((Token::Then, line));
                2
            }
            'r' | 'b' | 'c' if raw_string(&chars[at..]).is_some() => raw_string(&chars[at..]).unwrap_or(1),
            c if c.is_alphanumeric() || c == '_' => {
                let word: String = chars[at..].iter().take_while(|c| c.is_alphanumeric() || **c == '_').collect();
                let length = word.chars().count();
                tokens.push((Token::Word(word), line));
                length
            }
            c if c.is_whitespace() => 1,
            c => {
                tokens.push((Token::Sign(c), line));
                1
            }
        };
        let end = chars.len().min(at + length);
        line += chars[at..end].iter().filter(|c| **c == '\n').count();
        at = end;
    }
    tokens
}

/// The length of a block comment, which may hold others.
fn comment(rest: &[char]) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        match (rest[at], rest.get(at + 1)) {
            ('/', Some('*')) => (depth, at) = (depth + 1, at + 2),
            ('*', Some('/')) => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

fn string(rest: &[char]) -> usize {
    let mut at = 1;
    while let Some(&c) = rest.get(at) {
        at += if c == '\\' { 2 } else { 1 };
        if c == '"' {
            break;
        }
    }
    at
}

/// The length of a string with a prefix: `r"…"`, `br#"…"#`, `b"…"`. `None` when it is a word that begins so.
fn raw_string(rest: &[char]) -> Option<usize> {
    let prefix = rest.iter().take_while(|c| matches!(c, 'r' | 'b' | 'c')).count();
    let hashes = rest.get(prefix..)?.iter().take_while(|c| **c == '#').count();
    let open = prefix + hashes;
    if prefix > 2 || rest.get(open) != Some(&'"') {
        return None;
    }
    if !rest[..prefix].contains(&'r') {
        return (hashes == 0).then(|| prefix + string(&rest[prefix..]));
    }
    let closes =
        |at: &usize| rest[*at] == '"' && rest[*at + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes;
    let end = (open + 1..rest.len()).find(closes)?;
    Some(end + 1 + hashes)
}
