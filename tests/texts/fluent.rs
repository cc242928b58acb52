//! Reads the texts of a catalogue as a person gets to read them: each choice in each of its forms.

use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::beside;

/// Stands for a variable, or for another text that is put in. It counts as one word.
pub(crate) const FILLED_IN: char = '\u{FFFC}';

/// One text: its id, with the attribute where it is one, and all ways in which it can read.
pub(crate) struct Text {
    pub(crate) id: String,
    pub(crate) readings: Vec<String>,
}

/// Every text of the English catalogue, and of what a person reads beside it.
pub(crate) fn texts() -> io::Result<Vec<Text>> {
    let mut texts = Vec::new();
    for file in files("locales/en")? {
        texts.extend(texts_of(&fs::read_to_string(file)?));
    }
    texts.extend(beside::texts()?);
    Ok(texts)
}

/// The files of a folder of the project, in order.
pub(crate) fn files(folder: &str) -> io::Result<Vec<PathBuf>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    files.sort();
    Ok(files)
}

/// The texts of one file.
pub(crate) fn texts_of(source: &str) -> Vec<Text> {
    let mut found: Vec<(String, String)> = Vec::new();
    let (mut message, mut depth) = ("", 0);
    for line in source.lines() {
        if depth == 0 {
            let (begins, name) = match line.split_once(" =") {
                Some((name, _)) if is_name(name) => (true, name),
                Some((name, _)) if name.trim_start().strip_prefix('.').is_some_and(is_name) => {
                    (true, name.trim_start())
                }
                _ => (false, ""),
            };
            if begins {
                let value = line.split_once(" =").map_or("", |(_, value)| value);
                if !name.starts_with('.') {
                    message = name;
                }
                let id = if name.starts_with('.') { format!("{message}{name}") } else { name.to_owned() };
                found.push((id, value.to_owned()));
                depth = opened(value);
                continue;
            }
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
        }
        if let Some((_, value)) = found.last_mut() {
            value.push('\n');
            value.push_str(line);
            depth += opened(line);
        }
    }
    found.into_iter().map(|(id, value)| Text { id, readings: readings(&value) }).collect()
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

/// How many more braces a line opens than it closes.
fn opened(line: &str) -> i32 {
    line.chars().map(|c| i32::from(c == '{') - i32::from(c == '}')).sum()
}

/// All ways in which a value can read: what is in braces is a choice, a text in quotes, or filled in.
fn readings(value: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('{') {
        let (inner, behind) = after.split_at(closing(after));
        let ways = match inner.split_once("->") {
            Some((_, variants)) => {
                variants_of(variants).iter().flat_map(|variant| readings(variant.trim_end())).collect()
            }
            None => vec![filled(inner.trim())],
        };
        found = found.iter().flat_map(|so_far| ways.iter().map(move |way| format!("{so_far}{before}{way}"))).collect();
        rest = behind.strip_prefix('}').unwrap_or_default();
    }
    for reading in &mut found {
        reading.push_str(rest);
    }
    found
}

/// Where the brace is closed that was opened before this.
fn closing(after: &str) -> usize {
    let mut depth = 1;
    for (at, c) in after.char_indices() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        if depth == 0 {
            return at;
        }
    }
    after.len()
}

/// The variants of a choice, a line or more each: `[one] text` or `*[other] text`.
fn variants_of(body: &str) -> Vec<String> {
    let mut variants: Vec<String> = Vec::new();
    let mut depth = 0;
    for line in body.lines() {
        let key = line.trim_start().trim_start_matches('*').strip_prefix('[').filter(|_| depth == 0);
        match (key.and_then(|key| key.split_once(']')), variants.last_mut()) {
            (Some((_, text)), _) => {
                variants.push(text.trim_start().to_owned());
                depth += opened(text);
            }
            (None, Some(variant)) => {
                variant.push('\n');
                variant.push_str(line);
                depth += opened(line);
            }
            (None, None) => {}
        }
    }
    variants
}

/// What a brace that is no choice says: a text in quotes says itself.
fn filled(inner: &str) -> String {
    match inner.strip_prefix('"').and_then(|text| text.strip_suffix('"')) {
        Some(text) => text.replace("\\\"", "\"").replace("\\\\", "\\"),
        None => FILLED_IN.to_string(),
    }
}
