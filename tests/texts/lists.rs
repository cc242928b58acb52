//! The two lists that the words of the texts come from: plain English words, and the terms of the field with their meanings.

use std::collections::HashSet;
use std::path::Path;
use std::{fs, io};

use crate::words::{inside_a_sentence, rows};

/// Plain English words, one a line.
pub(crate) const COMMON: &str = "locales/common-words.txt";

/// The terms of the field, one a line: the term, its other forms behind commas, an equals sign, and its meaning.
pub(crate) const GLOSSARY: &str = "locales/glossary.txt";

/// A term of the glossary.
pub(crate) struct Term {
    /// The term as it is listed, and its other forms.
    pub(crate) forms: Vec<String>,
    pub(crate) meaning: String,
}

impl Term {
    pub(crate) fn name(&self) -> &str {
        self.forms.first().map_or("", String::as_str)
    }
}

pub(crate) struct Lists {
    pub(crate) common: Vec<String>,
    pub(crate) glossary: Vec<Term>,
    /// Every common word, and every form of a term, to be found fast.
    words: HashSet<String>,
    forms: HashSet<String>,
    /// The most words that a term has.
    longest: usize,
}

/// What a text took from the lists.
#[derive(Default)]
pub(crate) struct Taken {
    pub(crate) common: Vec<String>,
    pub(crate) forms: Vec<String>,
    /// The words that neither list has.
    pub(crate) missing: Vec<String>,
}

impl Lists {
    pub(crate) fn read() -> io::Result<Self> {
        let term = |line: String| {
            let (forms, meaning) = line.split_once(" = ").unwrap_or((&line, ""));
            Term { forms: forms.split(", ").map(str::to_owned).collect(), meaning: meaning.to_owned() }
        };
        let common = lines(COMMON)?;
        let glossary: Vec<Term> = lines(GLOSSARY)?.into_iter().map(term).collect();
        let forms: HashSet<String> = glossary.iter().flat_map(|term| term.forms.clone()).collect();
        let longest = forms.iter().map(|form| form.split(' ').count()).max().unwrap_or_default();
        Ok(Self { words: common.iter().cloned().collect(), common, glossary, forms, longest })
    }

    /// Takes a text apart: the longest term that fits comes first, then the plain word.
    pub(crate) fn take(&self, text: &str) -> Taken {
        let mut taken = Taken::default();
        for row in rows(text, |piece| self.form(&[piece]).is_some()) {
            let mut rest = row.as_slice();
            while let [first, after @ ..] = rest {
                let lengths = (1..=rest.len().min(self.longest)).rev();
                let term = lengths
                    .map(|length| rest.split_at(length))
                    .find_map(|(words, after)| Some((self.form(words)?, after)));
                let word = inside_a_sentence(first);
                rest = match term {
                    Some((form, after)) => {
                        taken.forms.push(form);
                        after
                    }
                    None => {
                        let list = if self.words.contains(&word) { &mut taken.common } else { &mut taken.missing };
                        list.push(word);
                        after
                    }
                };
            }
        }
        taken
    }

    /// The form of a term that these words are, within a sentence or at its beginning.
    fn form(&self, words: &[&str]) -> Option<String> {
        let (first, others) = words.split_first()?;
        let in_two_ways = [words.join(" "), [&[inside_a_sentence(first).as_str()], others].concat().join(" ")];
        in_two_ways.into_iter().find(|way| self.forms.contains(way))
    }
}

/// The order of both lists: by letters, whatever their case.
pub(crate) fn order(word: &str) -> (String, &str) {
    (word.to_lowercase(), word)
}

/// The lines of a list, without its remarks.
fn lines(path: &str) -> io::Result<Vec<String>> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path))?;
    Ok(text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect())
}
