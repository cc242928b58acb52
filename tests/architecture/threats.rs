//! Holds the table of docs/security.md to the tests: each test that it names is there.

use std::fs;
use std::path::Path;

/// The tests that a row names: the file, and the name as it stands there.
fn named(row: &str) -> Vec<(&str, &str)> {
    let shown_by = row.trim_end_matches([' ', '|']).rsplit(" | ").next().unwrap_or_default();
    shown_by.split("<br>").filter_map(|test| test.trim().strip_prefix('`')?.split_once("`: ")).collect()
}

#[test]
fn each_test_that_shows_a_defence_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = include_str!("../../docs/security.md");
    let rows: Vec<_> = page.lines().filter(|line| line.starts_with("| **")).collect();
    assert!(rows.len() > 9, "{} rows", rows.len());
    let mut wrong = Vec::new();
    for row in rows {
        let tests = named(row);
        if tests.is_empty() {
            wrong.push(format!("no test: {row}"));
        }
        for (file, test) in tests {
            if !fs::read_to_string(root.join(file)).is_ok_and(|text| text.contains(test)) {
                wrong.push(format!("{file} has no test {test}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
