//! Holds the name of each command and each unsolicited code to its own file: what is known of it is found nowhere else.

use std::collections::BTreeSet;

use fibocom_at::commands::LIST;
use fibocom_at::urc::CODES;

use crate::tokens::texts;
use crate::{Source, none, sources};

/// Where names may stand all the same, and why.
const EXCEPT: &[(&str, &str)] = &[
    ("crates/at/src/conversation", "reads messages that are printed"),
    ("crates/at/src/frame/counted.rs", "reads by length"),
    ("src/features/terminal/model.rs", "which commands are asked all the time is the screen's choice"),
    ("src/state/personality/wrong.rs", "tells the module of a record by what it said, for a simulator that plays it"),
    ("src/state/replay/learn.rs", "learns what is true from commands that somebody else gave, by what they are called"),
    ("src/ui/gallery/", "samples for the eye"),
];

/// Whether a text in quotes holds a name, and not a longer one that begins with it.
fn holds(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let rest = text.get(at + name.len()..).unwrap_or_default();
        !rest.starts_with(|c: char| c.is_ascii_uppercase())
    })
}

/// What a file, or a folder with its file, is about: `crates/at/src/commands/open/meaning.rs` is about `commands/open`.
fn subject(path: &str) -> Option<&str> {
    let inside = path.strip_prefix("crates/at/src/")?;
    let (area, rest) = inside.split_once('/').filter(|(area, _)| matches!(*area, "commands" | "urc"))?;
    let name = rest.split(['/', '.']).next()?;
    inside.get(..area.len() + 1 + name.len())
}

/// The program text, without the tests, which come last.
fn program(source: &Source) -> &str {
    let is_test = source.path.ends_with("tests.rs") || source.path.contains("/tests/");
    if is_test { "" } else { source.text.split("#[cfg(test)]").next().unwrap_or_default() }
}

fn names() -> BTreeSet<&'static str> {
    let names = LIST.iter().map(|spec| spec.name).chain(CODES.iter().flat_map(|code| code.names).copied());
    names.filter(|name| name.starts_with(['+', '^'])).collect()
}

#[test]
fn the_name_of_a_command_or_code_stands_in_its_own_file_alone() {
    let (mut homes, mut strays, mut excepted) = (BTreeSet::new(), Vec::new(), BTreeSet::new());
    for source in sources().unwrap() {
        if !["crates/at/src/", "src/"].iter().any(|area| source.path.starts_with(area)) {
            continue;
        }
        for (text, line) in texts(program(&source)) {
            for name in names().into_iter().filter(|name| holds(&text, name)) {
                if let Some(subject) = subject(&source.path) {
                    homes.insert((name, subject.to_owned()));
                } else if let Some((place, _)) = EXCEPT.iter().find(|(place, _)| source.path.starts_with(place)) {
                    excepted.insert(*place);
                } else {
                    strays.push(format!("{}:{line}: {name} in {text}", source.path));
                }
            }
        }
    }
    for name in names() {
        for area in ["commands/", "urc/"] {
            let of_area = homes.iter().filter(|(known, home)| *known == name && home.starts_with(area));
            let places: Vec<_> = of_area.map(|(_, home)| home.as_str()).collect();
            if places.len() > 1 {
                strays.push(format!("{name} has more than one file: {}", places.join(", ")));
            }
        }
    }
    strays.extend(
        EXCEPT
            .iter()
            .filter(|(place, _)| !excepted.contains(place))
            .map(|(place, _)| format!("no name is left in {place}")),
    );
    none(strays);
}

#[test]
fn a_name_in_quotes_is_found_and_one_in_a_comment_is_not() {
    for (text, found) in [
        ("let a = \"AT+CSQ\";", true),
        ("let a = b\"+CSQ: 1\";", true),
        ("let a = r#\"+CSQ\"#;", true),
        ("// \"+CSQ\"", false),
        ("let a = '\"'; // +CSQ", false),
        ("let a = \"+CSQX\";", false),
    ] {
        assert_eq!(texts(text).iter().any(|(text, _)| holds(text, "+CSQ")), found, "{text}");
    }
}
