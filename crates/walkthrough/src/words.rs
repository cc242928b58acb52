//! Texts of a document: what is refused in them, and the part of Markdown that is read.
//!
//! Whoever wrote the document is unknown. A text becomes paragraphs, lists, bold and code, and never anything that acts: no links, no elements. Characters
//! that nobody sees, and letters of another alphabet that look like Latin ones, are refused.

use crate::danger::danger;
use crate::document::Words;
use crate::limits::TEXT;
use crate::problem::Fault;

/// A language of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// English.
    En,
    /// Chinese.
    Zh,
}

/// A paragraph or a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Span>),
    /// A list.
    List(Vec<Vec<Span>>),
}

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    /// As it stands.
    Plain(String),
    /// In bold.
    Bold(String),
    /// As code.
    Code(String),
}

impl Words {
    /// The text in a language; in English, where there is no other.
    #[must_use]
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::En => &self.en,
            Language::Zh => self.zh.as_deref().unwrap_or(&self.en),
        }
    }

    /// The same, as paragraphs and lists.
    #[must_use]
    pub fn blocks(&self, language: Language) -> Vec<Block> {
        blocks(self.in_language(language))
    }
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut is_open = false;
    for line in text.lines() {
        let line = line.trim();
        if let Some(item) = line.strip_prefix("- ") {
            match blocks.last_mut() {
                Some(Block::List(items)) if is_open => items.push(spans(item)),
                _ => blocks.push(Block::List(vec![spans(item)])),
            }
            is_open = true;
        } else if line.is_empty() {
            is_open = false;
        } else {
            match blocks.last_mut() {
                Some(Block::Paragraph(before)) if is_open => {
                    before.push(Span::Plain(" ".to_owned()));
                    before.extend(spans(line));
                }
                _ => blocks.push(Block::Paragraph(spans(line))),
            }
            is_open = true;
        }
    }
    blocks
}

/// Takes bold and code out of a line. A mark without its other half stands for itself.
fn spans(mut text: &str) -> Vec<Span> {
    type Make = fn(String) -> Span;
    const MARKS: [(&str, Make); 2] = [("**", Span::Bold), ("`", Span::Code)];
    let mut spans = Vec::new();
    let mut plain = String::new();
    while let Some(first) = text.chars().next() {
        let marked = MARKS.iter().find_map(|(mark, make)| {
            let (inner, rest) = text.strip_prefix(mark)?.split_once(mark)?;
            (!inner.is_empty()).then(|| (make(inner.to_owned()), rest))
        });
        if let Some((span, rest)) = marked {
            if !plain.is_empty() {
                spans.push(Span::Plain(std::mem::take(&mut plain)));
            }
            spans.push(span);
            text = rest;
        } else {
            plain.push(first);
            text = text.get(first.len_utf8()..).unwrap_or_default();
        }
    }
    if !plain.is_empty() {
        spans.push(Span::Plain(plain));
    }
    spans
}

/// What is wrong with a text of a document.
pub(crate) fn fault(words: &Words) -> Option<Fault> {
    of_text(&words.en, Language::En).or_else(|| of_text(words.zh.as_deref()?, Language::Zh))
}

/// What is wrong with a text in a language.
#[must_use]
pub fn of_text(text: &str, language: Language) -> Option<Fault> {
    if text.len() > TEXT.most {
        return Some(Fault::TooMuch(TEXT));
    }
    if text.trim().is_empty() {
        return Some(Fault::NoWords);
    }
    if let Some(hidden) = text.chars().find(|one| is_hidden(*one)) {
        return Some(Fault::HiddenCharacter(u32::from(hidden)));
    }
    if let Some(strange) = text.chars().find(|one| !is_of(*one, language)) {
        return Some(Fault::LookAlike(u32::from(strange)));
    }
    if acts(text) {
        return Some(Fault::Markup);
    }
    // What must not be sent must not be asked for, either: as a word, or with its blanks as code.
    let words = text.split(|one: char| one.is_whitespace() || matches!(one, '`' | '*' | '(' | ')'));
    let codes = text.split('`').skip(1).step_by(2);
    // Quotes, signs and letters of another alphabet end a word as well; a `;` does not, behind which a next command may stand.
    let ends =
        |one: char| !one.is_ascii_graphic() || matches!(one, '"' | '\'' | '|' | '/' | '!' | '<' | '>' | '`' | '*');
    let pieces = text.split(|one: char| ends(one) || matches!(one, '(' | ')' | '[' | ']' | '{' | '}'));
    let split = split_commands(text);
    words
        .chain(codes)
        .chain(pieces)
        .chain(split.iter().map(String::as_str))
        .filter(|word| word.len() > 2 && word.is_ascii())
        .find_map(|word| {
            let found = danger(word.trim_end_matches(['.', ',', ':']))?;
            found.is_forbidden_in_words().then(|| Fault::Dangerous(word.to_owned(), found))
        })
}

/// Commands whose parts stand apart: `AT + CFUN=15`, `AT+CF**UN**=15`, `AT` at the end of a line and the rest below it.
fn split_commands(text: &str) -> Vec<String> {
    let dense: String = text.chars().filter(|one| !one.is_whitespace() && !matches!(one, '*' | '`')).collect();
    let upper = dense.to_ascii_uppercase();
    let starts = ["AT+", "AT&"].into_iter().flat_map(|start| upper.match_indices(start));
    let command = |(at, start): (usize, &str)| {
        let rest = upper.get(at + start.len()..).unwrap_or_default();
        // What is behind the name may be the next word of the sentence; a question and an assignment are told from its first signs.
        let name = rest.find(|one: char| !one.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let (name, behind) = rest.split_at(name);
        let form = ["=?", "?", "="].into_iter().find(|form| behind.starts_with(form)).unwrap_or_default();
        let value = if form == "=" { "1" } else { "" };
        format!("{start}{name}{form}{value}")
    };
    starts.map(command).collect()
}

/// Whether something in it looks like an element or an address that runs code.
fn acts(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let is_tag = |(at, _): (usize, &str)| {
        lower
            .get(at + 1..)
            .and_then(|rest| rest.chars().next())
            .is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'))
    };
    lower.match_indices('<').any(is_tag)
        || ["javascript:", "vbscript:", "data:", "&#", "]("].iter().any(|one| lower.contains(one))
}

/// Whether a character is not seen, or changes the order of others.
fn is_hidden(one: char) -> bool {
    match one {
        '\n' => false,
        one if one.is_control() => true,
        '\u{AD}'
        | '\u{34F}'
        | '\u{61C}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{17B4}'
        | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' => true,
        '\u{200B}'..='\u{200F}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}' => true,
        '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFF}' | '\u{E000}'..='\u{F8FF}' => true,
        '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{10FFFF}' => true,
        _ => false,
    }
}

/// Whether a character belongs to a language: its letters, and the signs that go with them.
const fn is_of(one: char, language: Language) -> bool {
    match one {
        '\n' | ' '..='~' | '\u{A0}'..='\u{FF}' => true,
        '\u{2013}'
        | '\u{2014}'
        | '\u{2018}'
        | '\u{2019}'
        | '\u{201C}'
        | '\u{201D}'
        | '\u{2022}'
        | '\u{2026}'
        | '\u{2190}'..='\u{2193}' => true,
        '\u{3000}'..='\u{3017}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{FF01}'
        | '\u{FF08}'
        | '\u{FF09}'
        | '\u{FF0C}'
        | '\u{FF1A}'
        | '\u{FF1B}'
        | '\u{FF1F}' => {
            matches!(language, Language::Zh)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Span {
        Span::Plain(text.to_owned())
    }

    #[test]
    fn a_text_becomes_paragraphs_and_lists() {
        for (text, expected) in [
            ("One\ntwo", vec![Block::Paragraph(vec![plain("One"), plain(" "), plain("two")])]),
            ("A\n\nB", vec![Block::Paragraph(vec![plain("A")]), Block::Paragraph(vec![plain("B")])]),
            ("- a\n- b", vec![Block::List(vec![vec![plain("a")], vec![plain("b")]])]),
            (
                "**x** `AT` 2 * 3",
                vec![Block::Paragraph(vec![
                    Span::Bold("x".into()),
                    plain(" "),
                    Span::Code("AT".into()),
                    plain(" 2 * 3"),
                ])],
            ),
            ("a ** b", vec![Block::Paragraph(vec![plain("a ** b")])]),
            ("[here](x)", vec![Block::Paragraph(vec![plain("[here](x)")])]),
        ] {
            assert_eq!(blocks(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_text_that_nobody_could_check_by_eye_is_refused() {
        for (text, refused) in [
            ("Is the SIM ready? 10 °C – “fine”", false),
            ("The \u{0430}ntenna", true),
            ("Press\u{200B}here", true),
            ("\u{202E}txet", true),
            ("\u{1D400}T", true),
            ("<b>x</b>", true),
            ("5 < 7", false),
            ("[x](y)", true),
            ("Type AT+CFUN=15 now.", true),
            ("Type `AT &F`.", true),
            ("At a cold start, `AT I` is answered.", false),
            ("See AT+CSQ.", false),
            ("Type \"AT+CPWROFF\" now.", true),
            ("Type “AT+CPWROFF”.", true),
            ("Send AT+CPWROFF!", true),
            ("AT+CSQ/AT+CPWROFF", true),
            ("x|AT+CPWROFF", true),
            ("[AT+CPWROFF]", true),
            ("AT+CSQ;+CPWROFF", true),
            ("Send—AT+CPWROFF—now", true),
            ("Type **AT+CF**UN=15", true),
            ("`AT + CPWROFF`", true),
            ("Send AT +CPWROFF.", true),
            ("AT\n+CPWROFF", true),
            ("Type at + cfun = 15 now", true),
            ("Type \"ATZ\".", true),
            ("Is AT+CFUN? answered? See AT + CFUN =? too.", false),
            ("Look at + and - of the supply.", false),
            ("", true),
        ] {
            assert_eq!(of_text(text, Language::En).is_some(), refused, "{text:?}");
        }
        assert_eq!(of_text("信号太弱。", Language::Zh), None);
        assert!(of_text("信号", Language::En).is_some());
        assert!(of_text("发送AT+CPWROFF。", Language::Zh).is_some());
        assert_eq!(of_text("发送AT+CSQ。", Language::Zh), None);
    }
}
