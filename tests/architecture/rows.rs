//! Holds the rows of long lists to what goes when they do.
//!
//! A memo keeps an entry for whoever ever read it, and goes through all of them at each change. Rows come and go by the thousand, so a list
//! whose rows read a memo grows slower with every row that it ever drew. A row has its data, or a signal of its own (`ui::Marked`).

use crate::tokens::{Token, tokens};
use crate::{Source, none, sources};

/// Every file with a long list, and where its rows are drawn: the file and the functions.
const ROWS: &[(&str, &str, &[&str])] = &[
    ("src/features/doctor/lines.rs", "src/features/doctor/lines.rs", &["row_view"]),
    ("src/features/faults/beyond/talk.rs", "src/features/faults/beyond/talk.rs", &["said", "event", "payload_line"]),
    ("src/features/messages/list.rs", "src/features/messages/row.rs", &["row", "message", "parts"]),
    ("src/features/replay/compare.rs", "src/features/replay/compare.rs", &["row", "cell"]),
    ("src/parts/log/mod.rs", "src/parts/log/draw.rs", &["draw", "draw_head", "say"]),
];

/// The list itself, and the page that shows each part.
const EXCEPT: &[&str] = &["src/ui/virtual_list.rs", "src/ui/gallery/lists.rs"];

/// What a row does not read.
const OUTLIVES: &[&str] = &["Memo", "facts", "is_connected", "messages_version", "profile", "record_version", "track"];

/// The words of a function with their lines: its head and its body.
fn function(text: &str, name: &str) -> Vec<(String, usize)> {
    let all = tokens(text);
    let is =
        |token: Option<&(Token, usize)>, word: &str| matches!(token, Some((Token::Word(found), _)) if found == word);
    let begins = (0..all.len()).find(|at| is(all.get(*at), "fn") && is(all.get(at + 1), name));
    let (mut words, mut depth) = (Vec::new(), 0);
    for (token, line) in all.into_iter().skip(begins.unwrap_or(usize::MAX)) {
        match token {
            Token::Word(word) => words.push((word, line)),
            Token::Sign('{' | '(' | '[') => depth += 1,
            Token::Sign('}') if depth == 1 => return words,
            Token::Sign('}' | ')' | ']') => depth -= 1,
            _ => {}
        }
    }
    words
}

fn offences(Source { path, text }: &Source) -> Vec<String> {
    let drawn = ROWS.iter().filter(|(_, file, _)| file == path).flat_map(|(_, _, functions)| *functions);
    let read = drawn.flat_map(|name| {
        let words = function(text, name);
        let missing =
            words.is_empty().then(|| format!("{path}: {name} draws no rows any more: say which function does"));
        let found = words.into_iter().filter(|(word, _)| OUTLIVES.contains(&word.as_str()));
        let found =
            found.map(move |(word, line)| format!("{path}:{line}: {name} reads {word}, which outlives the row"));
        missing.into_iter().chain(found).collect::<Vec<_>>()
    });
    let lists = text.contains("<VirtualList") && path.starts_with("src/") && !EXCEPT.contains(&path.as_str());
    let unknown = lists && !ROWS.iter().any(|(list, ..)| list == path);
    read.chain(unknown.then(|| format!("{path}: a long list: say in {} which functions draw its rows", file!())))
        .collect()
}

#[test]
fn rows_of_long_lists_read_nothing_that_outlives_them() {
    none(sources().unwrap().iter().flat_map(offences).collect());
}

#[test]
fn a_row_that_reads_a_memo_is_found() {
    let file = "src/features/messages/row.rs";
    let all = "fn message(a: u8) {} fn parts() {}";
    for (path, text, found) in [
        (file, format!("fn row(a: [u8; 2], b: Memo<u8>) {{ b.get() }} {all}"), 1),
        (file, format!("fn row() {{ if a {{ workbench.facts().with(f) }} }} fn other(b: Memo<u8>) {{}} {all}"), 1),
        (file, format!("fn row(is_open: Signal<bool>) {{ is_open.get() }} fn other(b: Memo<u8>) {{}} {all}"), 0),
        (file, all.to_owned(), 1),
        ("src/features/x.rs", "view! { <VirtualList rows/> }".to_owned(), 1),
        ("src/features/x.rs", "fn row(b: Memo<u8>) {}".to_owned(), 0),
    ] {
        assert_eq!(offences(&Source { path: path.to_owned(), text: text.clone() }).len(), found, "{path}: {text}");
    }
}
