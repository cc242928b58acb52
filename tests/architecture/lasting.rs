//! Holds whatever is not done at once to the functions that say how long it goes on: `src/ui/lasting.rs`.
//!
//! Work that reads a signal of a screen after the screen was left ends the page, so each place chooses: it goes on and holds only
//! what the page keeps, or it ends with what is shown.

use crate::tokens::{Token, tokens};
use crate::{Source, none, sources};

/// Where screens and their parts are made.
const AREAS: &[&str] = &["src/app", "src/features", "src/later.rs", "src/parts", "src/turns.rs", "src/ui", "src/words"];

/// The functions themselves; a list that draws itself with the next frame however it was asked to, and looks first whether it is still
/// there; and the pause between two changes, which the effect that begins it must not end when it runs again.
const EXCEPT: &[&str] = &["src/ui/lasting.rs", "src/ui/scroller.rs", "src/ui/throttle.rs"];

/// What begins something that is not done when it returns.
const BEGINS: &[&str] = &[
    "debounce",
    "future_to_promise",
    "queue_microtask",
    "request_animation_frame",
    "request_animation_frame_with_handle",
    "request_idle_callback",
    "request_idle_callback_with_handle",
    "set_interval",
    "set_interval_with_handle",
    "set_timeout",
    "set_timeout_with_handle",
    "spawn",
    "spawn_local",
    "spawn_local_scoped",
    "spawn_local_scoped_with_cancellation",
    "Interval",
    "Timeout",
];

fn offences(Source { path, text }: &Source) -> Vec<String> {
    let is_in = AREAS.iter().any(|area| path.starts_with(area)) && !EXCEPT.contains(&path.as_str());
    let found = tokens(text).into_iter().filter_map(|(token, line)| match token {
        Token::Word(word) if is_in && BEGINS.contains(&word.as_str()) => Some((word, line)),
        _ => None,
    });
    found.map(|(word, line)| format!("{path}:{line}: {word}: say how long it goes on, by src/ui/lasting.rs")).collect()
}

#[test]
fn whatever_is_not_done_at_once_says_how_long_it_goes_on() {
    none(sources().unwrap().iter().flat_map(offences).collect());
}

#[test]
fn what_begins_beside_the_functions_for_it_is_found() {
    for (path, text, found) in [
        ("src/features/x/mod.rs", "fn f() { leptos::task::spawn_local(work); }", 1),
        ("src/features/x/mod.rs", "use leptos::{prelude::*, task::spawn_local as go};", 1),
        ("src/features/x/mod.rs", "// spawn_local\nfn f() { go_on(work); while_shown(work); }", 0),
        ("src/parts/x.rs", "fn f() { set_timeout(g, t); request_animation_frame(g); }", 2),
        ("src/parts/x.rs", "fn f() { gloo_timers::callback::Timeout::new(1, g); }", 1),
        ("src/ui/lasting.rs", "fn f() { spawn_local(work); }", 0),
        ("src/state/x.rs", "fn f() { spawn_local(work); }", 0),
    ] {
        let source = Source { path: path.to_owned(), text: text.to_owned() };
        assert_eq!(offences(&source).len(), found, "{path}: {text}");
    }
}
