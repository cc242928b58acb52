//! Reads what a person gets to read that is not in the catalogue: the walkthroughs of the page, and what it says when its own code has failed.

use std::fs;
use std::io;
use std::path::Path;

use crate::fluent::{FILLED_IN, Text, files};

/// The walkthroughs, and in which of their members prose stands.
const LIBRARY: &str = "crates/walkthrough/library";
const PROSE: [&str; 5] = ["title", "about", "say", "text", "label"];

/// The page's guard, and the constant that holds its sentences.
const GUARD: &str = "public/guard.js";
const SAYS: &str = "const SAYS = {";

/// All of them, by the names of their files.
pub(crate) fn texts() -> io::Result<Vec<Text>> {
    let mut texts = Vec::new();
    for file in files(LIBRARY)? {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let readings = walkthrough(&fs::read_to_string(&file)?);
        texts.push(Text { id: name, readings });
    }
    let guarded = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(GUARD))?;
    texts.push(Text { id: "guard.js".to_owned(), readings: guard(&guarded) });
    Ok(texts)
}

/// The prose of a walkthrough, which has a member a line. What is in braces is filled in.
pub(crate) fn walkthrough(source: &str) -> Vec<String> {
    let prose = source.lines().filter_map(|line| {
        let (name, value) = line.trim().strip_prefix('"')?.split_once("\": ")?;
        let text = value.trim_end_matches(',').strip_prefix('"')?.strip_suffix('"')?;
        PROSE.contains(&name).then(|| filled(&text.replace("\\\"", "\"").replace("\\n", "\n")))
    });
    prose.collect()
}

/// The text without its marks: what is strong, in a list or code, and what a value or another text takes the place of.
fn filled(text: &str) -> String {
    let mut found = String::new();
    let text = text.replace("**", "");
    let code =
        text.split('`').enumerate().map(|(at, part)| if at % 2 == 0 { part.to_owned() } else { FILLED_IN.to_string() });
    let text: String = code.collect();
    let names =
        text.split('%').enumerate().map(|(at, part)| if at % 2 == 0 { part.to_owned() } else { FILLED_IN.to_string() });
    let text: String = names.collect();
    let mut rest = text.as_str();
    while let Some((before, (_, behind))) =
        rest.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    {
        found.push_str(before);
        found.push(FILLED_IN);
        rest = behind;
    }
    found + rest
}

/// The sentences of the guard: each stands in single quotes behind its name.
pub(crate) fn guard(source: &str) -> Vec<String> {
    let (_, behind) = source.split_once(SAYS).unwrap_or_default();
    let (says, _) = behind.split_once("};").unwrap_or_default();
    says.lines()
        .filter_map(|line| Some(line.split_once(": '")?.1.trim_end_matches(',').strip_suffix('\'')?.to_owned()))
        .collect()
}
