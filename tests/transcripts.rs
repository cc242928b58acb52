//! Replays what modules say, from the manuals and from hardware: to the engine, and with the roles reversed to the virtual module.
//!
//! Neither side of this project checks itself: both are held against the same files, whose form [`story`] describes.

#[path = "transcripts/engine.rs"]
mod engine;
#[path = "transcripts/module.rs"]
mod module;
#[path = "transcripts/story.rs"]
mod story;
#[path = "transcripts/words.rs"]
mod words;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use engine::Split;
use fibocom_at::Profile;
use story::{Step, Story, Teller};

/// Every example session of the manuals: each has a story.
const EXAMPLES: &[(&str, &[&str])] = &[
    ("001", &["3.1", "3.2", "3.3"]),
    (
        "003",
        &[
            "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.8", "1.9", "1.10", "1.11", "1.12", "1.13", "1.14",
            "1.15", "1.16",
        ],
    ),
    ("004", &["4.1.1", "4.1.2", "4.1.3", "4.1.4", "4.1.5", "4.2.1", "4.2.2", "4.2.3", "4.2.4", "4.2.5", "4.2.6", "6"]),
];

/// Every file in every folder beside this one. A file that cannot be read is a failure, not an absence.
fn stories() -> Result<Vec<Story>, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts");
    let mut stories = Vec::new();
    for model in entries(&root)?.into_iter().filter(|path| path.is_dir()) {
        for file in entries(&model)? {
            let (model, name) = (last(&model), last(&file));
            if !name.ends_with(".txt") {
                return Err(format!("{model}/{name} is no story"));
            }
            let text = fs::read_to_string(&file).map_err(|error| format!("{model}/{name}: {error}"))?;
            stories.push(Story::parse(&model, &name, &text)?);
        }
    }
    Ok(stories)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let because = |error: io::Error| format!("{}: {error}", folder.display());
    let entries = fs::read_dir(folder).map_err(because)?.map(|entry| entry.map(|entry| entry.path()));
    let mut paths: Vec<_> = entries.collect::<Result<_, _>>().map_err(because)?;
    paths.sort();
    Ok(paths)
}

fn last(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Fails with every problem, not only the first.
#[track_caller]
fn none(problems: Vec<String>) {
    assert!(problems.is_empty(), "{} problems\n\n{}", problems.len(), problems.join("\n\n"));
}

#[test]
fn every_example_of_the_manuals_has_a_story() {
    let told: BTreeSet<_> = stories().unwrap().into_iter().flat_map(|story| story.sources).collect();
    let wanted = EXAMPLES.iter().flat_map(|(manual, sections)| sections.iter().map(move |section| (*manual, *section)));
    let wanted: BTreeSet<_> = wanted.map(|(manual, section)| (manual.to_owned(), section.to_owned())).collect();
    assert_eq!(wanted.difference(&told).collect::<Vec<_>>(), Vec::<&(String, String)>::new());
}

#[test]
fn every_story_is_one() {
    for story in stories().unwrap() {
        assert_ne!(Profile::for_model(&story.model).name, "Unknown model", "{}: no such model", story.name);
        let has = |wanted: fn(&Step) -> bool| story.steps.iter().any(|(_, step)| wanted(step));
        assert!(has(|step| matches!(step, Step::Receive(_))), "{}: nothing comes", story.name);
        assert!(has(|step| matches!(step, Step::Expect(_))), "{}: nothing is expected", story.name);
    }
}

#[test]
fn the_engine_understands_every_story_however_its_bytes_are_split() {
    let splits = || [Split::Whole, Split::Bytes].into_iter().chain((1..=20).map(Split::Random));
    let stories = stories().unwrap();
    let problems = stories.iter().filter_map(|story| splits().find_map(|split| engine::replay(story, split).err()));
    none(problems.collect());
}

/// Some firmware prints none (V.250, 6.2.3), and a log of a session often has none any more.
#[test]
fn the_engine_understands_every_story_without_its_blank_lines() {
    let is_blank = |step: &Step| matches!(step, Step::Receive(pieces) if story::printed(pieces) == b"\r\n");
    let mut stories = stories().unwrap();
    stories.iter_mut().for_each(|story| story.steps.retain(|(_, step)| !is_blank(step)));
    none(stories.iter().filter_map(|story| engine::replay(story, Split::Whole).err()).collect());
}

#[test]
fn the_virtual_module_tells_every_story_as_it_was_told() {
    let stories = stories().unwrap();
    let played: Vec<_> = stories.iter().filter(|story| story.teller == Teller::Anyone).collect();
    assert!(!played.is_empty(), "no story is for the virtual module");
    none(played.into_iter().filter_map(|story| module::replay(story).err()).collect());
}

#[test]
fn a_line_that_is_no_step_is_refused() {
    for (line, accepted) in [
        ("> AT", true),
        ("< +CSQ: {signal:20},99", true),
        ("< {\"a\":\"{x}\"}", true),
        ("<> ", true),
        ("~ 30s", true),
        ("~ 250ms", true),
        ("! publish 0 \"t\" \\x00\\\\", true),
        ("# a remark: free", true),
        ("# echo: on", true),
        ("# Echo: on", false),
        ("# start: running", false),
        ("# series: L610 (2020)", true),
        ("# series: L610 (2031)", false),
        ("# engines only", false),
        ("~ 30", false),
        ("< \\y", false),
        ("! publish t", false),
        ("! the moon rises", false),
        ("AT", false),
    ] {
        assert_eq!(Story::parse("l610", "story.txt", line).is_ok(), accepted, "{line}");
    }
}
