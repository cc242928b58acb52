//! Holds the source to ARCHITECTURE.md: who may import whom, and what every file has or has not. Every offender is named.

#[path = "architecture/drawing.rs"]
mod drawing;
#[path = "architecture/lasting.rs"]
mod lasting;
#[path = "architecture/names.rs"]
mod names;
#[path = "architecture/outside.rs"]
mod outside;
#[path = "architecture/paths.rs"]
mod paths;
#[path = "architecture/rows.rs"]
mod rows;
#[path = "architecture/rules.rs"]
mod rules;
#[path = "architecture/storage.rs"]
mod storage;
#[path = "architecture/styles.rs"]
mod styles;
#[path = "architecture/threats.rs"]
mod threats;
#[path = "architecture/tokens.rs"]
mod tokens;

use std::path::{Path, PathBuf};
use std::{fs, io};

use paths::paths;
use rules::{OURS, RULES};

/// The longest that a file may be.
const LINES_MAX: usize = 400;

/// What no finished file holds. In parts, so that this list does not find itself.
const UNFINISHED: &[&str] =
    &[concat!("TO", "DO"), concat!("FIX", "ME"), concat!("db", "g!("), concat!("to", "do!("), concat!("#[ign", "ore")];

/// Our crates: how paths name each, and its folder in `crates/`.
const CRATES: &[(&str, &str)] = &[
    ("fibocom_at", "at"),
    ("workbench_certificates", "certificates"),
    ("fibocom_cloud", "cloud"),
    ("workbench_doctor", "doctor"),
    ("workbench_payload", "payload"),
    ("workbench_record", "record"),
    ("workbench_rehearsal", "rehearsal"),
    ("fibocom_sim", "sim"),
    ("workbench_walkthrough", "walkthrough"),
];

/// A file of ours: its path from the root, with slashes, and its text.
struct Source {
    path: String,
    text: String,
}

/// Every Rust file of ours.
fn sources() -> io::Result<Vec<Source>> {
    files(&["src", "crates", "tests"], |name| name.ends_with(".rs"))
}

/// Every file of ours in TypeScript and JavaScript, and every style sheet. The types that the page publishes are one contract in one file.
fn scripts() -> io::Result<Vec<Source>> {
    let is_script = |name: &str| [".ts", ".js", ".mjs", ".css"].iter().any(|end| name.ends_with(end));
    files(&["offline", "public", "scripts", "style", "tests"], |name| is_script(name) && !name.ends_with(".d.ts"))
}

/// The files of some folders whose names are wanted.
fn files(folders: &[&str], is_wanted: impl Fn(&str) -> bool) -> io::Result<Vec<Source>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders: Vec<PathBuf> = folders.iter().map(|name| root.join(name)).collect();
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let (path, name) = (entry.path(), entry.file_name());
            if path.is_dir() && name != "node_modules" && name != "target" {
                folders.push(path);
            } else if name.to_str().is_some_and(&is_wanted) {
                let text = fs::read_to_string(&path)?;
                let path = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                files.push(Source { path, text });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn package_of(folder: &str) -> &str {
    CRATES.iter().find(|(_, known)| *known == folder).map_or(folder, |(package, _)| package)
}

/// The module that a file is: `crates/at/src/engine/active.rs` is `fibocom_at::engine::active`.
fn module_of(path: &str) -> String {
    let (package, inside) = match path.strip_prefix("crates/").and_then(|rest| rest.split_once('/')) {
        Some((folder, inside)) => (package_of(folder), inside),
        None => ("module_workbench", path),
    };
    let Some(inside) = inside.strip_prefix("src/") else { return "a_test".to_owned() };
    let module = inside.trim_end_matches(".rs").trim_end_matches("/mod").replace('/', "::");
    if matches!(module.as_str(), "lib" | "main" | "mod") { package.to_owned() } else { format!("{package}::{module}") }
}

/// Whether a path is one of those, by whole segments. A glob is all that it may bring in.
fn is_forbidden(path: &str, never: &[&str], unless: &[&str]) -> bool {
    let begins = |long: &str, short: &str| match long.strip_prefix(short) {
        Some(rest) => rest.is_empty() || rest.starts_with("::"),
        None => false,
    };
    let (base, is_glob) = path.strip_suffix("::*").map_or((path, false), |base| (base, true));
    !unless.iter().any(|allowed| begins(base, allowed))
        && never.iter().any(|forbidden| begins(base, forbidden) || (is_glob && begins(forbidden, base)))
}

/// `src/transport/` holds for `src/transport.rs` too.
fn is_in(path: &str, area: &str) -> bool {
    path.starts_with(area) || path.strip_suffix(".rs") == area.strip_suffix('/')
}

fn offences(source: &Source) -> Vec<String> {
    let Source { path, text } = source;
    let rules: Vec<_> = RULES
        .iter()
        .filter(|rule| rule.area.iter().any(|area| is_in(path, area)))
        .filter(|rule| !rule.except.iter().any(|except| path.starts_with(except)))
        .collect();
    let feature = path.strip_prefix("src/features/").and_then(|rest| rest.split(['/', '.']).next());
    let feature = feature.filter(|name| *name != "mod").map(|name| format!("module_workbench::features::{name}"));
    let mut offences = Vec::new();
    for named in paths(&module_of(path), text) {
        let broken =
            rules.iter().filter(|rule| is_forbidden(&named.path, rule.never, rule.unless)).map(|rule| rule.why);
        let elsewhere =
            feature.as_ref().filter(|own| is_forbidden(&named.path, &["module_workbench::features"], &[own.as_str()]));
        let reasons = broken.chain(elsewhere.map(|_| "screens are removable; they share through state and parts"));
        offences.extend(reasons.map(|why| format!("{path}:{}: names {}: {why}", named.line, named.path)));
    }
    offences
}

#[track_caller]
fn none(offenders: Vec<String>) {
    assert!(offenders.is_empty(), "{} offenders\n{}", offenders.len(), offenders.join("\n"));
}

#[test]
fn nobody_imports_whom_the_table_forbids() {
    none(sources().unwrap().iter().flat_map(offences).collect());
}

#[test]
fn every_file_says_first_what_it_is_for() {
    let silent = |source: &Source| !source.text.starts_with("//! ");
    none(sources().unwrap().into_iter().filter(silent).map(|source| source.path).collect());
}

#[test]
fn no_file_is_longer_than_a_file_may_be() {
    let lines = |source: Source| (source.text.lines().count(), source.path);
    let long = sources().unwrap().into_iter().map(lines).filter(|(lines, _)| *lines > LINES_MAX);
    none(long.map(|(lines, path)| format!("{path}: {lines} lines, at most {LINES_MAX}")).collect());
}

#[test]
fn no_script_is_longer_than_a_file_may_be() {
    let lines = |script: Source| (script.text.lines().count(), script.path);
    let long = scripts().unwrap().into_iter().map(lines).filter(|(lines, _)| *lines > LINES_MAX);
    none(long.map(|(lines, path)| format!("{path}: {lines} lines, at most {LINES_MAX}")).collect());
}

#[test]
fn the_end_to_end_tests_say_what_each_file_answers() {
    let page = include_str!("e2e/README.md");
    let answers =
        |path: &&str| [".spec.ts", ".bench.ts", ".soak.ts", ".firefox.ts"].iter().any(|end| path.ends_with(end));
    let scripts = scripts().unwrap();
    let files: Vec<_> =
        scripts.iter().filter_map(|script| script.path.strip_prefix("tests/e2e/")).filter(answers).collect();
    assert!(!files.is_empty());
    none(files.into_iter().filter(|file| !page.contains(&format!("`{file}`"))).map(str::to_owned).collect());
}

#[test]
fn nothing_is_left_for_later() {
    let mut offenders = Vec::new();
    for Source { path, text } in sources().unwrap() {
        for (index, line) in text.lines().enumerate() {
            let found = UNFINISHED.iter().filter(|word| line.contains(**word));
            offenders.extend(found.map(|word| format!("{path}:{}: {word}", index + 1)));
        }
    }
    none(offenders);
}

#[test]
fn every_area_of_a_rule_is_one_that_the_architecture_describes() {
    let map = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md")).unwrap();
    for area in RULES.iter().flat_map(|rule| rule.area) {
        let name = area.trim_end_matches("src/").trim_end_matches('/').rsplit('/').next().unwrap();
        assert!(map.contains(&format!(" {name}/")), "ARCHITECTURE.md has no {name}/");
    }
}

#[test]
fn the_rules_know_every_crate() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders: Vec<_> =
        fs::read_dir(root.join("crates")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    folders.sort();
    assert_eq!(CRATES.iter().map(|(_, folder)| *folder).collect::<Vec<_>>(), folders);
    let crates = CRATES.iter().map(|(package, _)| *package);
    assert_eq!(OURS, crates.chain(["module_workbench"]).collect::<Vec<_>>());
}

#[test]
fn a_forbidden_import_is_found_however_it_is_written() {
    for (path, text, forbidden) in [
        ("crates/at/src/x.rs", "use std::time::Duration;", false),
        ("crates/at/src/x.rs", "use std::time::{Duration, Instant};", true),
        ("crates/at/src/x.rs", "use std::{time::{self as t}}; fn f() { t::SystemTime::now(); }", true),
        ("crates/at/src/x.rs", "use std::time::*;", true),
        ("crates/at/src/x.rs", "fn f() { std::thread::spawn(|| ()); }", true),
        ("crates/at/src/x.rs", "fn f(a: std::net::IpAddr) {}", false),
        ("crates/at/src/x.rs", "fn f(a: std::net::TcpStream) {}", true),
        ("crates/at/src/x.rs", "// std::fs::read\n/* a /* std::fs */ std::fs::read */", false),
        ("crates/at/src/x.rs", "const A: &str = \"std::fs::read\"; const B: &str = r#\"\"std::fs::read\"#;", false),
        ("crates/at/src/x.rs", "const C: char = '\"'; fn f<'a>(x: &'a str) { std::fs::read(x); }", true),
        ("crates/certificates/src/x.rs", "use fibocom_at::args::Qos;", true),
        ("crates/certificates/src/x.rs", "use std::time::SystemTime;", true),
        ("crates/certificates/src/x.rs", "use crate::armour; use std::net::IpAddr;", false),
        ("crates/certificates/src/x.rs", "use workbench_record::Record;", true),
        ("crates/record/src/x.rs", "use workbench_doctor::Finding;", true),
        ("crates/record/tests/x.rs", "use workbench_record::Record; use fibocom_at::Profile;", false),
        ("crates/doctor/src/x.rs", "use workbench_walkthrough::Document;", true),
        ("crates/cloud/src/x.rs", "fn f() { std::time::SystemTime::now(); }", true),
        ("crates/cloud/src/x.rs", "use getrandom::fill;", true),
        ("crates/cloud/tests/x.rs", "use fibocom_at::Profile;", true),
        ("crates/at/src/x.rs", "use fibocom_cloud::Secret;", true),
        ("src/transport/x.rs", "use fibocom_cloud::Secret;", true),
        ("crates/sim/src/x.rs", "use fibocom_at::{codes::CmeError, profile::Profile};", false),
        ("crates/sim/src/x.rs", "use fibocom_at::codes::*;", false),
        ("crates/sim/src/x.rs", "use fibocom_at::{codes::CmeError, frame::Line};", true),
        ("crates/sim/src/x.rs", "use fibocom_at::Engine;", true),
        ("crates/sim/src/x.rs", "use fibocom_at as core;", true),
        ("crates/sim/src/x.rs", "use fibocom_at::*;", true),
        ("crates/sim/src/native/x.rs", "use std::thread;", false),
        ("crates/sim/src/native/x.rs", "use fibocom_at::engine::Engine;", true),
        ("crates/sim/tests/x.rs", "use fibocom_at::args::Qos;", true),
        ("crates/payload/src/x.rs", "use super::Editor; use crate::text::Encoding;", false),
        ("crates/payload/src/x.rs", "use fibocom_at::Profile;", true),
        ("crates/payload/src/x.rs", "use web_sys::Window;", true),
        ("src/transport/x.rs", "use crate::clock::Clock; use fibocom_sim::Config;", false),
        ("src/transport/mod.rs", "use crate::{clock::Clock, state::Facts};", true),
        ("src/transport.rs", "fn f() { fibocom_at::mask::line(b\"\"); }", true),
        ("src/link/x.rs", "use crate::{clock::Clock, transport::Link};", false),
        ("src/link/x.rs", "use leptos::prelude::*;", true),
        ("src/link/a/b.rs", "use super::super::super::ui::Button;", true),
        ("src/link/mod.rs", "mod tests { use super::*; }", false),
        ("src/link/mod.rs", "mod tests { use super::super::state::Facts; }", true),
        ("src/state/x.rs", "use leptos::prelude::*; use crate::link::Handle;", false),
        ("src/state/x.rs", "use crate::words;", true),
        ("src/words/x.rs", "use crate::{link::procedure::Check, transport::OpenError, ui::HexWords};", false),
        ("src/words.rs", "use leptos::prelude::*;", true),
        ("src/words/x.rs", "use crate::parts::log::LogView;", true),
        ("src/parts/log/x.rs", "use super::row; use crate::{state::Workbench, ui::Button, words};", false),
        ("src/parts/log/x.rs", "use crate::features::wire::WirePanel;", true),
        ("src/parts/x.rs", "use crate::{transport::Link, state::Facts};", true),
        ("src/parts/x.rs", "use crate::clock::BrowserClock;", true),
        ("src/parts/slice.rs", "use crate::clock::BrowserClock;", false),
        ("src/automation/x.rs", "use crate::transport::OpenError; use crate::state::Workbench;", false),
        ("src/automation.rs", "use crate::transport::Link;", true),
        ("src/automation/x.rs", "use crate::features::publish;", true),
        ("src/automation/x.rs", "use crate::parts::log::LogView;", true),
        ("src/features/mod.rs", "pub mod wire; pub use wire::Wire;", false),
        ("src/features/wire/mod.rs", "use super::connect::Form;", true),
        ("src/features/wire/model.rs", "use super::Row; use crate::{state::Facts, features::wire::Other};", false),
        ("src/features/wire.rs", "use crate::features::connect::Form;", true),
        ("src/features/wire/mod.rs", "use crate::features::*;", true),
        ("src/features/wire/mod.rs", "use crate::link; fn f() { link::driver::run(); }", true),
        ("src/features/wire/mod.rs", "use crate::link::Handle;", false),
        ("src/ui/x.rs", "use crate::ui::{Button, Icon}; use super::icon; use leptos::prelude::*;", false),
        ("src/ui/x.rs", "use crate::i18n::text;", true),
        ("src/ui/x.rs", "use workbench_payload::visible;", false),
        ("src/ui/x.rs", "use workbench_certificates::Certificate;", true),
        ("src/state/x.rs", "use futures::channel::mpsc; fn f() { mpsc::unbounded::<u8>(); }", true),
        ("src/link/x.rs", "use futures::channel::mpsc; fn f() { mpsc::channel::<u8>(8); }", false),
    ] {
        let source = Source { path: path.to_owned(), text: text.to_owned() };
        assert_eq!(!offences(&source).is_empty(), forbidden, "{path}: {text}: {:?}", offences(&source));
    }
}
