//! Every id has its text and every text its variables; then tables of examples and their exact English sentences.

use std::collections::BTreeSet;

use fibocom_at::meaning as at;

use super::*;
use crate::i18n::catalogue;

mod commands;
mod lines;
mod others;
mod reference;

fn ids_of(file: &str) -> BTreeSet<&'static str> {
    let entries = catalogue::entries();
    let referred: BTreeSet<String> =
        entries.iter().flat_map(|entry| catalogue::references(&entry.text)).map(str::to_owned).collect();
    entries.iter().filter(|entry| entry.file == file && !referred.contains(entry.id)).map(|entry| entry.id).collect()
}

#[test]
fn every_meaning_has_a_sentence_with_exactly_its_variables() {
    for known in at::all() {
        let declared: BTreeSet<_> = known.args.iter().map(|name| (*name).to_owned()).collect();
        assert!(i18n::has(known.id), "{} is missing", known.id);
        assert_eq!(catalogue::variables(known.id), declared, "{}", known.id);
        for number in [0, 1, 2] {
            let args = known.args.iter().map(|name| (*name, Arg::Number(number))).collect();
            let text = meaning(&Meaning { id: known.id, args, severity: known.severity, advice: known.advice });
            assert!(!text.is_empty() && !text.contains(['{', '[']) && !text.contains("  "), "{}: {text}", known.id);
            assert!(text.ends_with(['.', ')']) || text.ends_with(&number.to_string()), "{}: {text}", known.id);
        }
    }
    let known: BTreeSet<_> = at::all().map(|known| known.id).collect();
    assert_eq!(ids_of("meaning"), known);
}

#[test]
fn every_advice_has_a_title_and_a_text_without_variables() {
    let known: BTreeSet<_> = at::ADVICE.iter().chain(PAGE_ADVICE).copied().collect();
    assert_eq!(known.len(), at::ADVICE.len() + PAGE_ADVICE.len());
    assert_eq!(ids_of("advice"), known);
    for id in known {
        let Advice { title, text } = advice(id);
        assert!(text.ends_with('.') && !text.starts_with('['), "{id}: {text}");
        // The text follows on the same line.
        assert!(title.ends_with(['.', '?']) && !title.starts_with('['), "{id}: {title}");
        assert!(catalogue::variables(id).is_empty(), "{id}");
    }
}

#[test]
fn no_text_shouts() {
    for entry in catalogue::entries() {
        assert!(!entry.text.contains('!'), "{}", entry.id);
    }
}
