//! Holds whatever the browser keeps to the policy: `src/storage.rs` and `src/private_files.rs` ask it, and nobody else reaches storage.
//!
//! A place that keeps something beside them would keep it in a kiosk, too.

use std::fs;
use std::path::Path;

use crate::tokens::{Token, texts, tokens};
use crate::{Source, none, sources};

/// The ways to storage. Each asks the policy first.
const WAYS: &[&str] = &["src/storage.rs", "src/private_files.rs"];

/// Where the address is changed: screens and places, which a kiosk does not have.
const ADDRESS: &[&str] = &["src/address.rs", "src/app/forget.rs"];

/// What keeps something in the browser, by its names in `web-sys` and in scripts.
const KEEPS: &[&str] = &[
    "local_storage",
    "session_storage",
    "localStorage",
    "sessionStorage",
    "Storage",
    "StorageManager",
    "indexed_db",
    "indexedDB",
    "IdbFactory",
    "cookie",
    "set_cookie",
    "cookieStore",
    "caches",
    "CacheStorage",
    "getDirectory",
    "get_directory",
    "FileSystemDirectoryHandle",
    "PrivateStorage",
];

/// What writes into the browser's list of visited pages.
const WRITES_ADDRESS: &[&str] = &[
    "set_hash",
    "set_search",
    "replace_state",
    "replace_state_with_url",
    "push_state",
    "push_state_with_url",
    "pushState",
    "replaceState",
];

/// The scripts of the page that are not made of the sources. The worker keeps copies of the page's own files, and sees nothing else.
const SCRIPTS: &[&str] = &["public/guard.js", "offline/page.js"];

fn offences(Source { path, text }: &Source) -> Vec<String> {
    if !path.starts_with("src/") {
        return Vec::new();
    }
    let words = tokens(text).into_iter().filter_map(|(token, line)| match token {
        Token::Word(word) => Some((word, line)),
        Token::Then | Token::Sign(_) => None,
    });
    let quoted = texts(text).into_iter().map(|(text, line)| (text.trim_matches(['"', '#', 'r', 'b']).to_owned(), line));
    let is_bad = |name: &str| {
        (KEEPS.contains(&name) && !WAYS.contains(&path.as_str()))
            || (WRITES_ADDRESS.contains(&name) && !ADDRESS.contains(&path.as_str()))
    };
    let found = words.chain(quoted).filter(|(name, _)| is_bad(name));
    found
        .map(|(name, line)| {
            format!("{path}:{line}: {name}: what is kept goes by src/storage.rs, which asks the policy")
        })
        .collect()
}

#[test]
fn nobody_reaches_storage_past_the_policy() {
    none(sources().unwrap().iter().flat_map(offences).collect());
}

#[test]
fn the_ways_to_storage_ask_the_policy() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let silent = WAYS.iter().filter(|way| {
        let text = fs::read_to_string(root.join(way)).unwrap();
        !text.contains("Policy::of_this_page()")
    });
    none(silent.map(|way| format!("{way} asks no policy")).collect());
}

#[test]
fn the_scripts_beside_the_code_keep_nothing() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut offenders = Vec::new();
    for path in SCRIPTS {
        let text = fs::read_to_string(root.join(path)).unwrap();
        let words = text.split(|c: char| !(c.is_alphanumeric() || c == '_'));
        offenders.extend(
            words
                .filter(|word| KEEPS.contains(word) || WRITES_ADDRESS.contains(word))
                .map(|word| format!("{path}: {word}")),
        );
    }
    none(offenders);
}

#[test]
fn what_keeps_something_beside_the_ways_is_found() {
    for (path, text, found) in [
        ("src/features/x/mod.rs", "fn f() { window().local_storage(); }", 1),
        ("src/state/x.rs", "use web_sys::{Storage, Window};", 1),
        ("src/parts/x.rs", "fn f() { Reflect::get(&window, &\"indexedDB\".into()); }", 1),
        ("src/parts/x.rs", "// localStorage\nfn f() { Keep::InTab.write(\"a\", \"b\"); }", 0),
        ("src/ui/x.rs", "fn f() { history.push_state_with_url(&state, \"\", None); }", 1),
        ("src/address.rs", "fn f() { window().location().set_hash(link); }", 0),
        ("src/storage.rs", "fn f() { window.session_storage(); }", 0),
        ("tests/e2e/x.rs", "fn f() { window.session_storage(); }", 0),
    ] {
        let source = Source { path: path.to_owned(), text: text.to_owned() };
        assert_eq!(offences(&source).len(), found, "{path}: {text}");
    }
}
