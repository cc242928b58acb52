//! Holds the style sheets to the code: nothing is styled that nothing shows, and no value is named that nobody gives or takes.

use std::collections::BTreeSet;
use std::io;

use crate::{Source, files, none};

/// What a class or a property is called in a style sheet: letters, digits, hyphens.
fn is_part_of_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '_')
}

/// A style sheet without its comments, and without what stands in quotes.
fn rules(text: &str) -> String {
    let mut rules = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['/', '"']) {
        let (before, from) = rest.split_at(at);
        rules.push_str(before);
        let end = if from.starts_with('"') {
            from.get(1..).and_then(|inside| inside.find('"')).map(|end| end + 2)
        } else if from.starts_with("/*") {
            from.find("*/").map(|end| end + 2)
        } else {
            Some(1)
        };
        rest = end.and_then(|end| from.get(end..)).unwrap_or_default();
    }
    rules + rest
}

/// Whatever stands behind this sign as a name that begins with a letter or with what `also` says.
fn names<'a>(text: &'a str, sign: &str) -> BTreeSet<&'a str> {
    let behind = text.split(sign).skip(1);
    let names =
        behind.filter_map(|rest| rest.get(..rest.find(|letter| !is_part_of_name(letter)).unwrap_or(rest.len())));
    names.filter(|name| name.starts_with(|first: char| first.is_ascii_alphabetic())).collect()
}

/// Whether a text has this name as a whole, or makes it of its beginning and a value: `format!("derive-{colour}")`.
fn has(text: &str, name: &str) -> bool {
    let whole = text.match_indices(name).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let behind = text.get(at + name.len()..).and_then(|behind| behind.chars().next());
        !before.is_some_and(is_part_of_name) && !behind.is_some_and(is_part_of_name)
    });
    whole || name.rsplit_once('-').is_some_and(|(beginning, _)| text.contains(&format!("{beginning}-{{")))
}

/// Every style sheet, and all that shows something, as one text.
fn pages() -> io::Result<(Vec<Source>, String)> {
    let shows = |name: &str| [".rs", ".js", ".html"].iter().any(|end| name.ends_with(end));
    let code = files(&["src", "public", "offline", "scripts"], |name| shows(name) || name.ends_with(".mjs"))?;
    let code: String = code.into_iter().map(|source| source.text).collect();
    let styles = files(&["style"], |name| name.ends_with(".css"))?;
    Ok((styles, code + include_str!("../../index.html")))
}

#[test]
fn every_class_that_is_styled_is_shown_somewhere() {
    let (styles, code) = pages().unwrap();
    let mut offenders = Vec::new();
    for Source { path, text } in &styles {
        let rules = rules(text);
        offenders.extend(
            names(&rules, ".").into_iter().filter(|class| !has(&code, class)).map(|class| format!("{path}: .{class}")),
        );
    }
    none(offenders);
}

#[test]
fn every_property_that_is_given_is_taken_and_the_other_way_round() {
    let (styles, code) = pages().unwrap();
    let all: String = styles.iter().map(|source| rules(&source.text)).collect();
    let taken = names(&all, "var(--");
    let given: BTreeSet<_> = names(&all, "--").into_iter().filter(|name| all.contains(&format!("--{name}:"))).collect();
    let unused = given
        .difference(&taken)
        .filter(|name| !code.contains(&format!("--{name}")))
        .map(|name| format!("--{name} is taken by nothing"));
    let unknown = taken
        .difference(&given)
        .filter(|name| !code.contains(&format!("--{name}")))
        .map(|name| format!("--{name} is given by nothing"));
    none(unused.chain(unknown).collect());
}

#[test]
fn a_name_is_found_whole_or_made_of_its_beginning() {
    for (code, found) in [
        ("class=\"tls-send\"", true),
        ("class=\"tls-sending\"", false),
        ("class=\"a-tls-send\"", false),
        ("format!(\"tls-{what}\")", true),
        ("", false),
    ] {
        assert_eq!(has(code, "tls-send"), found, "{code}");
    }
    let css = "/* .not-this */ .one:hover > .two { content: \".nor-this\"; width: 0.5em; color: var(--ink); }";
    assert_eq!(names(&rules(css), "."), BTreeSet::from(["one", "two"]));
    assert_eq!(names(&rules(css), "var(--"), BTreeSet::from(["ink"]));
}
