//! Draws who names whom, from the code, and holds the drawing in ARCHITECTURE.md to it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::paths::paths;
use crate::{CRATES, Source, module_of, sources};

/// What stands before the drawing in ARCHITECTURE.md.
const TITLE: &str =
    "Who names whom (`cargo test --test architecture` holds this to the code, and prints it anew)\n\n```text\n";

/// The room that a path leads into: a crate of ours, or the first step inside the app.
fn room(path: &str) -> Option<String> {
    let mut steps = path.split("::");
    let first = steps.next()?;
    if let Some((_, name)) = CRATES.iter().find(|(package, _)| *package == first) {
        return Some(format!("crates/{name}"));
    }
    let room = steps.next().filter(|_| first == "module_workbench")?;
    // The map of the modules is in none of them.
    room.starts_with(|letter: char| letter.is_ascii_lowercase()).then(|| room.to_owned())
}

/// The program text, without the tests, which come last and may name anything.
fn program(source: &Source) -> &str {
    let is_test = source.path.starts_with("tests/")
        || source.path.ends_with("tests.rs")
        || source.path.contains("/tests/")
        || source.path.contains("/benches/");
    if is_test { "" } else { source.text.split("#[cfg(test)]").next().unwrap_or_default() }
}

fn drawing(sources: &[Source]) -> String {
    let mut rooms: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let own: BTreeSet<_> = sources.iter().filter_map(|source| room(&module_of(&source.path))).collect();
    for source in sources {
        let module = module_of(&source.path);
        let Some(here) = room(&module) else { continue };
        let named = rooms.entry(here.clone()).or_default();
        let paths = paths(&module, program(source));
        named.extend(
            paths.iter().filter_map(|named| room(&named.path)).filter(|room| *room != here && own.contains(room)),
        );
    }
    let width = rooms.keys().map(String::len).max().unwrap_or_default();
    rooms.iter().fold(String::new(), |mut drawn, (room, named)| {
        let named: Vec<_> = named.iter().map(|room| room.trim_start_matches("crates/")).collect();
        let named = if named.is_empty() { "nothing of ours".to_owned() } else { named.join(", ") };
        let _ = writeln!(drawn, "{room:width$} -> {named}");
        drawn
    })
}

#[test]
fn the_drawing_is_that_of_the_code() {
    let drawing = drawing(&sources().unwrap());
    let page = include_str!("../../ARCHITECTURE.md");
    let drawn = page.split_once(TITLE).and_then(|(_, rest)| rest.split_once("```"));
    let drawn = drawn.map(|(drawn, _)| drawn).unwrap_or_default();
    assert!(drawn == drawing, "ARCHITECTURE.md does not draw this:\n{TITLE}{drawing}```");
    // A drawing of nothing would be that of any code.
    assert!(drawing.contains("features") && drawing.lines().count() > 12, "{drawing}");
}
