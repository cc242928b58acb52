//! Holds the texts of the page to plain English: words that a learner knows or the glossary explains, in short sentences.
//!
//! What fails is printed so that it can be pasted into the list that it belongs to.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking; clippy spares only the functions marked as tests")]

#[path = "texts/beside.rs"]
mod beside;
#[path = "texts/fluent.rs"]
mod fluent;
#[path = "texts/lists.rs"]
mod lists;
#[path = "texts/words.rs"]
mod words;

use std::collections::{BTreeMap, BTreeSet};

use fluent::{FILLED_IN, Text, texts, texts_of};
use lists::{COMMON, GLOSSARY, Lists, order};
use words::{length, rows, sentences};

/// How many words a sentence may have.
const WORDS_MAX: usize = 25;

/// How few words explain a term.
const MEANING_MIN: usize = 3;

/// What the texts take from the lists, and by which texts.
#[derive(Default)]
struct Uses {
    common: BTreeSet<String>,
    forms: BTreeSet<String>,
    missing: BTreeMap<String, BTreeSet<String>>,
}

fn uses(lists: &Lists) -> Uses {
    let mut uses = Uses::default();
    for Text { id, readings } in texts().unwrap() {
        for taken in readings.iter().map(|reading| lists.take(reading)) {
            uses.common.extend(taken.common);
            uses.forms.extend(taken.forms);
            for word in taken.missing {
                uses.missing.entry(word).or_default().insert(id.clone());
            }
        }
    }
    // A meaning is read by the same people. A term that only meanings need explains nothing of the page.
    for term in &lists.glossary {
        let taken = lists.take(&term.meaning);
        uses.common.extend(taken.common);
        for word in taken.missing {
            uses.missing.entry(word).or_default().insert(format!("{GLOSSARY}: {}", term.name()));
        }
    }
    uses
}

#[track_caller]
fn none(what: &str, offenders: &[String]) {
    assert!(offenders.is_empty(), "{what}\n{}\n", offenders.join("\n"));
}

#[test]
fn every_word_is_plain_english_or_a_term_of_the_glossary() {
    let missing = uses(&Lists::read().unwrap()).missing;
    let where_from = missing
        .iter()
        .map(|(word, ids)| format!("{word}: {}", Vec::from_iter(ids.iter().map(String::as_str)).join(" ")));
    let mut offenders: Vec<String> = where_from.collect();
    offenders.push(format!("\nIf no plainer word does, these lines go to {COMMON}, or as terms to {GLOSSARY}:\n"));
    offenders.extend(missing.keys().cloned());
    none(
        "Words that neither list has, and the texts that use them:",
        if missing.is_empty() { &[] } else { &offenders },
    );
}

#[test]
fn every_listed_word_and_term_is_used() {
    let lists = Lists::read().unwrap();
    let uses = uses(&lists);
    let unused: Vec<String> = lists.common.iter().filter(|word| !uses.common.contains(*word)).cloned().collect();
    none(&format!("Take out of {COMMON}, which no text uses:"), &unused);
    let mut unused = Vec::new();
    for term in &lists.glossary {
        let idle: Vec<&String> = term.forms.iter().filter(|form| !uses.forms.contains(*form)).collect();
        // The first form names the term, used or not, as long as another one is used.
        match idle.as_slice() {
            idle if idle.len() == term.forms.len() => unused.push(term.name().to_owned()),
            idle => unused.extend(idle.iter().filter(|form| form.as_str() != term.name()).map(|form| (*form).clone())),
        }
    }
    none(&format!("Take out of {GLOSSARY}, which no text uses:"), &unused);
}

#[test]
fn no_word_is_listed_twice() {
    let lists = Lists::read().unwrap();
    let mut seen = BTreeSet::new();
    let forms = lists.glossary.iter().flat_map(|term| &term.forms);
    none("Listed twice:", &forms.chain(&lists.common).filter(|word| !seen.insert(*word)).cloned().collect::<Vec<_>>());
}

#[test]
fn both_lists_are_sorted() {
    let lists = Lists::read().unwrap();
    let terms: Vec<String> = lists.glossary.iter().map(|term| term.name().to_owned()).collect();
    for (path, list) in [(COMMON, &lists.common), (GLOSSARY, &terms)] {
        let late: Vec<String> = list
            .windows(2)
            .filter(|pair| order(&pair[0]) > order(&pair[1]))
            .map(|pair| format!("{} before {}", pair[1], pair[0]))
            .collect();
        none(&format!("Out of order in {path}:"), &late);
    }
}

#[test]
fn common_words_are_words_in_small_letters() {
    let is_word = |word: &&String| word.chars().all(|c| c.is_lowercase() || c == '-') && !word.is_empty();
    let strays: Vec<String> = Lists::read().unwrap().common.into_iter().filter(|word| !is_word(&word)).collect();
    none(&format!("Not for {COMMON}: names, and what is written with capitals, go to {GLOSSARY}:"), &strays);
}

#[test]
fn every_meaning_is_one_sentence_that_is_neither_too_short_nor_too_long() {
    let mut offenders = Vec::new();
    for term in Lists::read().unwrap().glossary {
        let sentences = sentences(&term.meaning);
        let words: usize = sentences.iter().map(|sentence| length(sentence)).sum();
        if sentences.len() != 1 || !term.meaning.ends_with('.') || !(MEANING_MIN..=WORDS_MAX).contains(&words) {
            offenders.push(format!("{} = {}", term.name(), term.meaning));
        }
    }
    none(&format!("One sentence of {MEANING_MIN} to {WORDS_MAX} words, with a full stop:"), &offenders);
}

#[test]
fn no_sentence_is_longer_than_a_sentence_may_be() {
    let mut offenders = BTreeSet::new();
    for Text { id, readings } in texts().unwrap() {
        for sentence in readings.iter().flat_map(|reading| sentences(reading)) {
            let words = length(&sentence);
            if words > WORDS_MAX {
                offenders.insert(format!("{id}: {words} words: {}", sentence.join(" ").replace(FILLED_IN, "…")));
            }
        }
    }
    none(&format!("More than {WORDS_MAX} words:"), &offenders.into_iter().collect::<Vec<_>>());
}

#[test]
fn a_text_is_read_in_each_of_its_forms() {
    let source = "## A remark\nlines = { $count ->\n    [one] 1 line\n   *[other] { $count } lines\n} of { lines-all } { \"{\" }\n    .hint = Some\n";
    let source = source.replace("{ \"{\" }", "{ \"\\\"\" }");
    let read: Vec<(String, Vec<String>)> = texts_of(&source).into_iter().map(|text| (text.id, text.readings)).collect();
    assert_eq!(
        read,
        [
            (
                "lines".to_owned(),
                vec![" 1 line of \u{FFFC} \"".to_owned(), " \u{FFFC} lines of \u{FFFC} \"".to_owned()]
            ),
            ("lines.hint".to_owned(), vec![" Some".to_owned()]),
        ]
    );
}

#[test]
fn code_and_numbers_are_no_words() {
    let text = "Ask AT+CSQ (115200 Bd), plant/#, “ws://a” -out, v1.0 and UTF-8: the broker's $USER.";
    let words: Vec<&str> = rows(text, |piece| piece == "UTF-8").concat();
    assert_eq!(words, ["Ask", "Bd", "and", "UTF-8", "the", "broker"]);
}

#[test]
fn a_full_stop_and_a_semicolon_end_a_sentence_and_a_colon_does_not() {
    let lengths: Vec<usize> = sentences("Wait: it starts. “Go on?” It does; then 2.5 s · stop")
        .iter()
        .map(|sentence| length(sentence))
        .collect();
    assert_eq!(lengths, [3, 2, 2, 4]);
}

#[test]
fn texts_beside_the_catalogue_are_read_too() {
    let found = beside::walkthrough(
        "{\n \"title\": \"Is \\\"it\\\" on?\",\n \"go\": \"title\",\n \"say\": \"Line one\\n{topic}\"\n}",
    );
    assert_eq!(found, ["Is \"it\" on?", "Line one\n\u{FFFC}"]);
    let guard = "const SAYS = {\n  title: 'Not here',\n  text: `A fault`,\n};\nconst other = 'no text';";
    assert_eq!(beside::guard(guard), ["Not here"]);
    let read = texts().unwrap();
    for (id, text) in [("first-connection.json", "First connection"), ("guard.js", "Load the page again")] {
        assert!(read.iter().any(|found| found.id == id && found.readings.iter().any(|one| one == text)), "{id}");
    }
}
