//! Holds what comes from outside to its way in: sizes are asked first, and no half of a character is lost.

use crate::{Source, none, sources};

/// What reads a text from the browser and loses halves of characters on the way: `ui::value_of`, `ui::pasted` and `ui::from_browser` do not.
const LOSSY: &[&str] = &["event_target_value", "target().value()", "get_data("];

/// Where that does no harm: what is read was put there by the page.
const HARMLESS: &[&str] = &["src/ui/select.rs"];

/// What reads a file as a whole: `Limit::admit_file` comes first.
const WHOLE: &[&str] = &["array_buffer()", "file.text()"];

/// Where that is no matter: two bytes of a file are read at once, and the rest a piece at a time, by whoever bounds what is read; and a file is
/// sealed, so that it is what this page wrote.
const BOUNDED: &[&str] = &["src/ui/file_stream.rs", "src/private_files.rs"];

/// What reads a value that the browser kept past its limit: `Keep` does not.
const UNLIMITED: &[&str] = &["get_item(", "local_storage(", "session_storage("];

/// What makes elements of a text. A text of a catalogue or from outside would bring its own.
const OF_TEXT: &[&str] = &["inner_html", "outer_html", "insert_adjacent_html", "create_contextual_fragment"];

fn ours() -> Vec<Source> {
    let all = sources().unwrap_or_default();
    let ours: Vec<Source> = all.into_iter().filter(|source| source.path.starts_with("src/")).collect();
    assert!(!ours.is_empty());
    ours
}

#[test]
fn what_is_typed_is_read_in_one_way_that_loses_nothing() {
    let strays = ours().into_iter().filter(|source| !HARMLESS.contains(&source.path.as_str()));
    let strays = strays.flat_map(|source| {
        let found: Vec<_> = LOSSY.iter().filter(|name| source.text.contains(**name)).collect();
        found.into_iter().map(move |name| format!("{} names {name}", source.path)).collect::<Vec<_>>()
    });
    none(strays.collect());
}

#[test]
fn the_size_of_a_file_is_asked_before_it_is_read() {
    let strays = ours()
        .into_iter()
        .filter(|source| !BOUNDED.contains(&source.path.as_str()))
        .filter(|source| WHOLE.iter().any(|name| source.text.contains(name)) && !source.text.contains(".admit_file("));
    none(strays.map(|source| source.path).collect());
}

#[test]
fn what_the_browser_kept_is_read_within_its_limit() {
    let strays = ours()
        .into_iter()
        .filter(|source| source.path != "src/storage.rs" && UNLIMITED.iter().any(|name| source.text.contains(name)));
    none(strays.map(|source| source.path).collect());
}

#[test]
fn no_text_becomes_elements() {
    let strays = ours().into_iter().flat_map(|source| {
        let found: Vec<_> = OF_TEXT.iter().filter(|name| source.text.contains(**name)).collect();
        found.into_iter().map(move |name| format!("{} names {name}", source.path)).collect::<Vec<_>>()
    });
    none(strays.collect());
}
