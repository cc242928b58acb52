//! Holds whatever the browser keeps to the policy: `src/storage.rs` and `src/private_files.rs` ask it, and nobody else reaches storage.
//!
//! A place that keeps something beside them would keep it in a kiosk, too.

use std::fs;
use std::path::Path;

use crate::tokens::{Token, texts, tokens};
use crate::{Source, none, sources};

/// The ways to storage. Each asks the policy first.
const WAYS: &[&str] = &["src/storage.rs", "src/private_files.rs"];

/// What opens storage. The function that does it asks the policy itself: it may have another caller tomorrow.
const OPENS: &[&str] = &["local_storage", "session_storage", "get_directory"];

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
    "service_worker",
    "serviceWorker",
    "ServiceWorkerContainer",
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

/// The scripts of the page that are not made of the sources, and what each of them may name: the worker keeps copies of the page's own files, and
/// sees nothing else.
const SCRIPTS: &[(&str, &[&str])] =
    &[("public/guard.js", &["serviceWorker"]), ("offline/page.js", &["serviceWorker"]), ("public/stand.js", &[])];

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

/// The functions that open storage: the name of each, and whether it asks the policy. What is only declared opens nothing.
fn openers(text: &str) -> Vec<(String, bool)> {
    let tokens = tokens(text);
    let begins = tokens.iter().enumerate().filter(|(_, (token, _))| *token == Token::Word("fn".to_owned()));
    let functions = begins.filter_map(|(at, _)| {
        let behind = tokens.get(at + 1..)?;
        let (Token::Word(name), _) = behind.first()? else { return None };
        let mut depth = 0;
        let body: Vec<&str> = behind
            .iter()
            .take_while(|(token, _)| {
                match token {
                    Token::Sign('{') => depth += 1,
                    Token::Sign('}') => depth -= 1,
                    _ => {}
                }
                // A declaration ends without a body, and a function with it.
                !matches!((token, depth), (Token::Sign(';' | '}'), 0))
            })
            .skip(1)
            .filter_map(|(token, _)| if let Token::Word(word) = token { Some(word.as_str()) } else { None })
            .collect();
        let opens = OPENS.iter().any(|way| body.contains(way));
        opens.then(|| (name.clone(), body.contains(&"of_this_page")))
    });
    functions.collect()
}

#[test]
fn who_opens_storage_asks_the_policy_itself() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut silent = Vec::new();
    for way in WAYS {
        let openers = openers(&fs::read_to_string(root.join(way)).unwrap());
        if openers.is_empty() {
            silent.push(format!("{way} opens no storage"));
        }
        let asks_not = openers.into_iter().filter(|(_, asks)| !asks);
        silent.extend(asks_not.map(|(name, _)| format!("{way}: {name} asks no policy")));
    }
    none(silent);
}

#[test]
fn a_function_that_asks_no_policy_is_found_beside_one_that_does() {
    let text = "
        extern { fn get_directory(this: &Storage) -> Result<Promise, JsValue>; }
        fn asks() { if !Policy::of_this_page().spills() { return; } storage.get_directory(); }
        fn silent() -> u8 { { window.local_storage(); } 1 }
        fn other() { Policy::of_this_page(); }
    ";
    assert_eq!(openers(text), [("asks".to_owned(), true), ("silent".to_owned(), false)]);
}

#[test]
fn the_scripts_beside_the_code_keep_nothing() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut offenders = Vec::new();
    for (path, allowed) in SCRIPTS {
        let text = fs::read_to_string(root.join(path)).unwrap();
        let words = text.split(|c: char| !(c.is_alphanumeric() || c == '_'));
        offenders.extend(
            words
                .filter(|word| KEEPS.contains(word) || WRITES_ADDRESS.contains(word))
                .filter(|word| !allowed.contains(word))
                .map(|word| format!("{path}: {word}")),
        );
    }
    // The guard removes a worker, and registers none.
    let guard = fs::read_to_string(root.join("public/guard.js")).unwrap();
    offenders.extend(guard.contains(".register(").then(|| "public/guard.js: register".to_owned()));
    none(offenders);
}

#[test]
fn what_keeps_something_beside_the_ways_is_found() {
    for (path, text, found) in [
        ("src/features/x/mod.rs", "fn f() { window().local_storage(); }", 1),
        ("src/state/x.rs", "use web_sys::{Storage, Window};", 1),
        ("src/parts/x.rs", "fn f() { Reflect::get(&window, &\"indexedDB\".into()); }", 1),
        ("src/offline.rs", "fn f() { navigator.service_worker().register(\"worker.js\"); }", 1),
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
