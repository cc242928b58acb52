//! Every rule has its sentences in the catalogue, and what they say of a finding is what the rule gives.

use std::collections::BTreeSet;

use workbench_doctor::rules::RULES;

const CATALOGUE: &str = include_str!("../../../locales/en/doctor.ftl");

/// What a finding is told with: what is wrong is the text itself.
const PARTS: [&str; 3] = [".cause", ".next", ".refute"];

/// The text with this id, up to the next one.
fn text(id: &str) -> Option<&'static str> {
    let begin = CATALOGUE.find(&format!("\n{id} = "))? + 1;
    let rest = CATALOGUE.get(begin..)?;
    Some(rest.split("\ndoctor-").next().unwrap_or(rest))
}

/// The variables of a text.
fn variables(text: &str) -> BTreeSet<&str> {
    text.split("{ $").skip(1).filter_map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric()).next()).collect()
}

#[test]
fn every_rule_has_its_sentences_and_no_sentence_is_without_a_rule() {
    for rule in RULES {
        let text = text(&format!("doctor-{}", rule.id));
        assert!(text.is_some(), "no text for {}", rule.id);
        for part in PARTS {
            let has = text.is_some_and(|text| text.contains(&format!("\n    {part} = ")));
            assert!(has, "{} has no {part}", rule.id);
        }
    }
    let ids = CATALOGUE.lines().filter_map(|line| line.strip_prefix("doctor-")?.split_once(" = ")).map(|(id, _)| id);
    for id in ids {
        assert!(RULES.iter().any(|rule| rule.id == id), "doctor-{id} is of no rule");
    }
}

#[test]
fn a_sentence_says_nothing_that_its_rule_does_not_give() {
    for rule in RULES {
        let file = format!("{}/src/rules", env!("CARGO_MANIFEST_DIR"));
        let sources = std::fs::read_dir(file).map(|files| {
            files.flatten().filter_map(|file| std::fs::read_to_string(file.path()).ok()).collect::<Vec<_>>()
        });
        let own = format!("id: \"{}\"", rule.id);
        let source = sources.unwrap_or_default().into_iter().find(|source| source.contains(&own));
        let source = source.unwrap_or_default();
        for variable in text(&format!("doctor-{}", rule.id)).map(variables).unwrap_or_default() {
            assert!(source.contains(&format!("(\"{variable}\", ")), "{} gives no {variable}", rule.id);
        }
    }
}

/// Switched off, a rule finds nothing in its three true logs: so whatever breaks it turns its test red. That each has such a test, and that
/// it says three logs of both kinds, is what this holds.
#[test]
fn every_rule_has_three_true_logs_and_three_near_misses() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/rules");
    let files = std::fs::read_dir(folder).unwrap();
    let sources: Vec<_> = files.filter_map(|file| std::fs::read_to_string(file.unwrap().path()).ok()).collect();
    for rule in RULES {
        let own = sources.iter().find(|source| source.contains(&format!("id: \"{}\"", rule.id)));
        // The types of `check` count the logs.
        let has_logs = own.is_some_and(|source| source.contains(&format!("check(\"{}\", ", rule.id)));
        assert!(has_logs, "{} has no logs", rule.id);
    }
}
