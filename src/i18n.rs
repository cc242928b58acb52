//! Text by message id: the Fluent catalogues in `locales/`, compiled into the page.
//!
//! Views call [`t!`] and get a plain `String`. Switching the language mounts the whole shell anew, so that no view has to
//! listen for it.

use std::cell::RefCell;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use workbench_payload::visible;

/// One file of a catalogue: the area that it is about, and its text.
type File = (&'static str, &'static str);

/// What the first load says in English: the shell and Connect, before anything was tried.
const ENGLISH_FIRST: &[File] =
    &[("shell", include_str!("../locales/en/shell.ftl")), ("connect", include_str!("../locales/en/connect.ftl"))];

/// What everything else says, one file an area; it comes with the pieces. A new file is listed here and nowhere else.
static ENGLISH_REST: &[File] = &[
    ("ports", include_str!("../locales/en/ports.ftl")),
    ("scenario", include_str!("../locales/en/scenario.ftl")),
    ("notes", include_str!("../locales/en/notes.ftl")),
    ("advice", include_str!("../locales/en/advice.ftl")),
    ("problem", include_str!("../locales/en/problem.ftl")),
    ("work", include_str!("../locales/en/work.ftl")),
    ("series", include_str!("../locales/en/series.ftl")),
    ("network", include_str!("../locales/en/network.ftl")),
    ("tls", include_str!("../locales/en/tls.ftl")),
    ("kiosk", include_str!("../locales/en/kiosk.ftl")),
    ("trip", include_str!("../locales/en/trip.ftl")),
    ("credentials", include_str!("../locales/en/credentials.ftl")),
    ("session", include_str!("../locales/en/session.ftl")),
    ("concept", include_str!("../locales/en/concept.ftl")),
    ("publish", include_str!("../locales/en/publish.ftl")),
    ("fields", include_str!("../locales/en/fields.ftl")),
    ("limits", include_str!("../locales/en/limits.ftl")),
    ("hex", include_str!("../locales/en/hex.ftl")),
    ("messages", include_str!("../locales/en/messages.ftl")),
    ("terminal", include_str!("../locales/en/terminal.ftl")),
    ("reference", include_str!("../locales/en/reference.ftl")),
    ("doctor", include_str!("../locales/en/doctor.ftl")),
    ("doctor-screen", include_str!("../locales/en/doctor-screen.ftl")),
    ("replay", include_str!("../locales/en/replay.ftl")),
    ("faults", include_str!("../locales/en/faults.ftl")),
    ("walkthrough", include_str!("../locales/en/walkthrough.ftl")),
    ("api", include_str!("../locales/en/api.ftl")),
    ("cloud", include_str!("../locales/en/cloud.ftl")),
    ("wire", include_str!("../locales/en/wire.ftl")),
    ("meaning", include_str!("../locales/en/meaning.ftl")),
    ("codes", include_str!("../locales/en/codes.ftl")),
    ("commands", include_str!("../locales/en/commands.ftl")),
];

/// The texts that are here, and whether that is all.
struct Texts {
    bundle: FluentBundle<FluentResource>,
    complete: bool,
}

thread_local! {
    static TEXTS: RefCell<Texts> = RefCell::new(first());
}

/// The text with this id, its variables filled in. Where these are texts, they come from a module, a broker, a file or a person, and whatever
/// in them could not be seen is a mark. An id that the catalogue lacks comes back as itself, in brackets; a
/// native test proves that no id in the sources does.
#[must_use]
pub fn text(id: &str, args: &FluentArgs<'_>) -> String {
    let args = &seen(args);
    TEXTS.with_borrow(|Texts { bundle, .. }| {
        let (name, attribute) = id.split_once('.').map_or((id, None), |(name, attribute)| (name, Some(attribute)));
        let pattern = bundle.get_message(name).and_then(|message| match attribute {
            Some(attribute) => message.get_attribute(attribute).map(|found| found.value()),
            None => message.value(),
        });
        let Some(pattern) = pattern else { return format!("[{id}]") };
        bundle.format_pattern(pattern, Some(args), &mut Vec::new()).into_owned()
    })
}

/// The variables as they are shown.
fn seen<'a>(args: &'a FluentArgs<'_>) -> FluentArgs<'a> {
    let value = |value: &'a FluentValue<'_>| match value {
        FluentValue::String(text) => FluentValue::String(visible(text)),
        FluentValue::Number(number) => FluentValue::Number(number.clone()),
        other => other.clone().into_owned(),
    };
    args.iter().map(|(name, found)| (name, value(found))).collect()
}

/// Whether the catalogue has a text with this id.
#[must_use]
pub fn has(id: &str) -> bool {
    TEXTS.with_borrow(|texts| texts.bundle.has_message(id))
}

/// Adds the texts that the first load leaves out. Every piece does, before anything else of it.
pub(crate) fn complete() {
    TEXTS.with_borrow_mut(|texts| {
        if !texts.complete {
            texts.complete = true;
            add(&mut texts.bundle, ENGLISH_REST);
        }
    });
}

/// The texts of the first load; all of them, where the code is not in pieces.
fn first() -> Texts {
    let mut bundle = FluentBundle::new("en".parse().into_iter().collect());
    bundle.set_use_isolating(false);
    add(&mut bundle, ENGLISH_FIRST);
    let complete = cfg!(any(test, not(feature = "split")));
    if complete {
        add(&mut bundle, ENGLISH_REST);
    }
    Texts { bundle, complete }
}

fn add(bundle: &mut FluentBundle<FluentResource>, files: &[File]) {
    for (_, source) in files {
        let resource = match FluentResource::try_new((*source).to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
}

/// The text with this message id: `t!("connect-title")`, or with variables `t!("signal-weak", rssi = 9)`.
#[macro_export]
macro_rules! t {
    ($id:expr) => { $crate::i18n::text($id, &fluent_bundle::FluentArgs::new()) };
    ($id:expr, $($name:ident = $value:expr),+ $(,)?) => {{
        let mut args = fluent_bundle::FluentArgs::new();
        $(args.set(stringify!($name), $value);)+
        $crate::i18n::text($id, &args)
    }};
}

/// The catalogue's messages as they stand in their files, for tests that hold the sources against them.
#[cfg(test)]
pub(crate) mod catalogue {
    use std::collections::BTreeSet;

    /// One message: the file it stands in, its id, and its text with all attributes.
    pub(crate) struct Entry {
        pub(crate) file: &'static str,
        pub(crate) id: &'static str,
        pub(crate) text: String,
    }

    /// Every message of the English catalogue.
    pub(crate) fn entries() -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::new();
        for (file, source) in super::ENGLISH_FIRST.iter().chain(super::ENGLISH_REST) {
            for line in source.lines() {
                let begins = line.starts_with(|c: char| c.is_ascii_alphabetic());
                match (begins.then(|| line.split_once('=')).flatten(), entries.last_mut()) {
                    (Some((id, text)), _) => entries.push(Entry { file, id: id.trim(), text: text.to_owned() }),
                    (None, Some(entry)) if line.starts_with([' ', '}']) => entry.text.push_str(line),
                    _ => {}
                }
            }
        }
        entries
    }

    /// The messages that a text refers to: `{ meaning-service }`.
    pub(crate) fn references(text: &str) -> BTreeSet<&str> {
        text.split('{')
            .skip(1)
            .filter_map(|part| part.split_once('}'))
            .map(|(inner, _)| inner.trim())
            .filter(|inner| inner.starts_with(|c: char| c.is_ascii_lowercase()))
            .collect()
    }

    /// The variables of a message and of the messages it refers to.
    pub(crate) fn variables(id: &str) -> BTreeSet<String> {
        let Some(entry) = entries().into_iter().find(|entry| entry.id == id) else { return BTreeSet::new() };
        let own = entry
            .text
            .split('{')
            .filter_map(|part| part.trim_start().strip_prefix('$'))
            .map(|part| part.chars().take_while(|c| c.is_ascii_alphanumeric()).collect::<String>());
        own.chain(references(&entry.text).into_iter().flat_map(variables)).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    #[test]
    fn every_catalogue_file_parses_and_repeats_no_id() {
        let mut seen = std::collections::HashSet::new();
        for (file, source) in ENGLISH_FIRST.iter().chain(ENGLISH_REST) {
            if let Err((_, errors)) = FluentResource::try_new((*source).to_owned()) {
                panic!("{file}.ftl: {errors:?}");
            }
            for line in source.lines() {
                let Some((id, _)) = line.split_once(" =") else { continue };
                if id.starts_with(|c: char| c.is_ascii_lowercase()) {
                    assert!(seen.insert(id.to_owned()), "{file}.ftl defines {id} a second time");
                }
            }
        }
    }

    #[test]
    fn a_missing_id_shows_itself() {
        assert_eq!(t!("no-such-text"), "[no-such-text]");
    }

    #[test]
    fn what_a_variable_hides_is_marked_in_every_text() {
        let model = "L610\u{202E}\r\n\u{200B}0\u{1B}[2J";
        let said = t!("connect-said-text", sample = model);
        assert!(said.contains("L610\\xE2\\x80\\xAE\\r\\n\\xE2\\x80\\x8B0\\x1B[2J"), "{said}");
        assert!(!said.chars().any(visible::is_hidden), "{said:?}");
        assert_eq!(t!("connect-said-ok", ms = 4), t!("connect-said-ok", ms = 4_u64));
    }

    #[test]
    fn every_id_in_the_sources_is_in_the_catalogue_and_none_there_is_unused() {
        let mut sources = String::new();
        gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut sources);
        let literals = literals_of_t(&sources);
        assert!(!literals.is_empty());
        for literal in literals {
            let (id, attribute) =
                literal.split_once('.').map_or((literal.as_str(), None), |(id, name)| (id, Some(name)));
            let entry = catalogue::entries().into_iter().find(|entry| entry.id == id);
            let found =
                entry.is_some_and(|entry| attribute.is_none_or(|name| entry.text.contains(&format!(".{name} ="))));
            assert!(found, "no text for {literal}");
        }
        let entries = catalogue::entries();
        for entry in &entries {
            // Tests beside the words hold these against the lists that name them.
            let by_id = ["meaning", "advice", "problem", "doctor"].contains(&entry.file)
                || ["code-", "command-", "inference-", "parameter-", "value-"]
                    .iter()
                    .any(|prefix| entry.id.starts_with(prefix));
            let named = sources.contains(&format!("\"{}\"", entry.id)) || sources.contains(&format!("\"{}.", entry.id));
            // Ids made from a name: `format!("connect-scenario-{}-hint", …)`.
            let made =
                sources.split("t!(&format!(\"").skip(1).filter_map(|rest| rest.split('"').next()).any(|pattern| {
                    let Some((prefix, suffix)) = pattern.split_once("{}") else { return false };
                    entry.id.starts_with(prefix) && entry.id.ends_with(suffix)
                });
            let referred = entries.iter().any(|other| catalogue::references(&other.text).contains(entry.id));
            assert!(by_id || named || made || referred, "{}.ftl: nothing uses {}", entry.file, entry.id);
        }
    }

    #[test]
    fn the_shell_and_connect_say_only_what_comes_with_the_first_load() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut sources = std::fs::read_to_string(root.join("app.rs")).expect("a source");
        // The notes above every screen come with the log.
        let later = ["restore.rs", "trouble.rs", "waiting.rs"];
        for file in std::fs::read_dir(root.join("app")).expect("a folder").map(|file| file.expect("a file").path()) {
            if !later.iter().any(|name| file.ends_with(name)) {
                sources.push_str(&std::fs::read_to_string(file).expect("a source"));
            }
        }
        for file in std::fs::read_dir(root.join("features/connect")).expect("a folder") {
            let file = file.expect("a file").path();
            // What is in the folder `detail` comes after the first load.
            if file.is_file() {
                sources.push_str(&std::fs::read_to_string(file).expect("a source"));
            }
        }
        for literal in literals_of_t(&sources) {
            let id = literal.split('.').next().unwrap_or_default();
            let entry = catalogue::entries().into_iter().find(|entry| entry.id == id);
            let file = entry.map_or("none", |entry| entry.file);
            assert!(
                ENGLISH_FIRST.iter().any(|(name, _)| *name == file),
                "{literal} is in {file}.ftl, which comes later"
            );
        }
    }

    #[test]
    fn every_call_passes_exactly_the_variables_of_its_text() {
        let mut sources = String::new();
        gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut sources);
        for call in calls_of_t(&sources) {
            let (literal, arguments) = call;
            if !literal.contains('.') {
                assert_eq!(
                    arguments,
                    catalogue::variables(&literal),
                    "what is passed and what the text has: {literal}"
                );
            }
        }
    }

    /// The code of all files below a folder, without tests.
    fn gather(folder: &Path, sources: &mut String) {
        for entry in std::fs::read_dir(folder).expect("a folder of sources") {
            let path = entry.expect("an entry").path();
            if path.file_stem().is_some_and(|stem| stem == "tests") {
                continue;
            }
            if path.is_dir() {
                gather(&path, sources);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let source = std::fs::read_to_string(&path).expect("a source");
                sources.push_str(source.split("#[cfg(test)]\nmod tests").next().unwrap_or_default());
            }
        }
    }

    fn literals_of_t(sources: &str) -> Vec<String> {
        calls_of_t(sources).into_iter().map(|(literal, _)| literal).collect()
    }

    /// What stands in quotes right behind `t!(`, which is not the end of `format!(`, and the names of the arguments that follow.
    /// Documentation calls nothing.
    fn calls_of_t(sources: &str) -> Vec<(String, BTreeSet<String>)> {
        let code: Vec<_> = sources.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        let code = code.join("\n");
        let calls = code.match_indices("t!(").filter(|(at, _)| !code[..*at].ends_with(|c: char| c.is_alphanumeric()));
        calls
            .filter_map(|(at, call)| code[at + call.len()..].trim_start().strip_prefix('"')?.split_once('"'))
            .map(|(id, rest)| (id.to_owned(), names(rest)))
            .collect()
    }

    /// The names in `, name = value, other = f(x))`, up to the bracket that closes the call.
    fn names(arguments: &str) -> BTreeSet<String> {
        let (mut depth, mut quoted, mut end) = (0_i32, false, arguments.len());
        let mut starts = Vec::new();
        for (at, c) in arguments.char_indices() {
            match c {
                '"' => quoted = !quoted,
                _ if quoted => {}
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' if depth == 0 => {
                    end = at;
                    break;
                }
                ')' | ']' | '}' => depth -= 1,
                ',' if depth == 0 => starts.push(at + 1),
                _ => {}
            }
        }
        let name = |start: usize| arguments[start..end].split_once(" =").map(|(name, _)| name.trim().to_owned());
        starts.into_iter().filter_map(name).filter(|name| !name.is_empty()).collect()
    }
}
