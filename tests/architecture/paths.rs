//! Finds every path that a source file names, resolved as far as text alone allows.
//!
//! Comments and literals do not count. `use` trees are taken apart, their names followed where the file uses them later, and
//! `crate`, `self` and `super` replaced by what they stand for.

use std::collections::BTreeMap;

use crate::tokens::{Token, tokens};

/// A path and the line where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) path: String,
    pub(crate) line: usize,
}

/// Every path in the text of a file that is this module, such as `fibocom_at::engine`. A glob ends in `::*`.
pub(crate) fn paths(module: &str, text: &str) -> Vec<Named> {
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
        let mut rest = segments.iter();
        match rest.clone().next().map(String::as_str) {
            Some("crate") => {
                scope.truncate(1);
                rest.next();
            }
            Some("self") => {
                rest.next();
            }
            Some("super") => {}
            _ => return segments.join("::"),
        }
        for segment in rest {
            if segment == "super" {
                scope.pop();
            } else {
                scope.push(segment.clone());
            }
        }
        scope.join("::")
    }

    fn line(&self) -> usize {
        self.tokens.get(self.at).map_or(0, |(_, line)| *line)
    }
}
