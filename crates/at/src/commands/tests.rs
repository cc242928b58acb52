//! The list of commands, and what a new one gets by standing in it: [`foo`] is the worked example of CONTRIBUTING.md, which is
//! in the list of these tests alone.

use super::*;
use crate::args::ClientIndex;
use crate::engine::Role;
use crate::frame::Line;
use crate::meaning;
use crate::profile::PERMISSIVE;
use crate::request::{Outcome, Request};
use crate::urc::Urc;

#[test]
fn the_list_names_each_command_once_and_each_says_where_it_stands() {
    for (index, spec) in LIST.iter().enumerate() {
        assert!(LIST.iter().skip(index + 1).all(|other| other.name != spec.name), "{}", spec.name);
        assert!(!spec.source.section.is_empty(), "{} has no section", spec.name);
        assert!(!spec.usages.is_empty(), "{} has no usage", spec.name);
        let has_lines = |form: &Form| spec.usages(*form).any(|usage| !usage.reply.is_empty());
        let has_client = spec.usages(Form::Set).all(|usage| usage.client().is_some());
        assert!(spec.status != StatusLine::PerClient || has_client, "{} has a status of a client, and none", spec.name);
        assert!(spec.answers.iter().all(has_lines), "{} answers without a line", spec.name);
        assert_eq!(recognise(spec.example).spec.map(|found| found.name), Some(spec.name), "{}", spec.example);
    }
}

#[test]
fn the_worked_example_for_contributors_is_the_file_that_is_compiled_here() {
    let guide = include_str!("../../../../CONTRIBUTING.md");
    assert!(guide.contains(&format!("```rust\n{}```\n", include_str!("foo.rs"))));
}

#[test]
fn a_new_command_is_written_waited_for_checked_completed_and_explained() {
    let command = KeepMessages { client: ClientIndex::ALL[1], kept: 5 };
    let request = Request::of(&command);
    assert_eq!(request.line, b"AT+FOO=2,5");
    assert!(matches!(request.outcome(), Outcome::Status { client, .. } if *client == command.client()));
    assert_eq!(recognise("AT+FOO=2,5").client(), command.client());
    let faults: Vec<_> = check("AT+FOO=2,21", &PERMISSIVE).iter().map(|finding| finding.position).collect();
    assert_eq!(faults, [Some(1)]);
    let candidates: Vec<_> = complete("at+fo", &PERMISSIVE).candidates.into_iter().map(|one| one.text).collect();
    assert_eq!(candidates, ["AT+FOO=", "AT+FOO?", "AT+FOO=?"]);
    assert_eq!(
        Urc::parse(&Line::of(b"+FOO: 2,1")),
        Some(Urc::LateStatus { tag: "+FOO".into(), client: command.client, status: 1 })
    );
    for (line, role, command, id) in [
        ("+FOO: 2,5", Role::Response, "AT+FOO?", "meaning-foo"),
        ("+FOO: 2,1", Role::Status, "AT+FOO=2,5", "meaning-foo-set"),
        ("+FOO: 2,0", Role::Status, "AT+FOO=2,5", "meaning-foo-failed"),
        ("+FOO: 2,1", Role::Unsolicited, "AT", "meaning-foo-set"),
        ("+FOO: (1,2),(1-20)", Role::Response, "AT+FOO=?", "meaning-ranges"),
        ("ERROR", Role::Final, "AT+FOO=?", "meaning-refused-test"),
    ] {
        let found = meaning::of_line(line.as_bytes(), role, Some(command.as_bytes()));
        assert_eq!(found.map(|found| found.id), Some(id), "{command}: {line}");
    }
    assert_eq!(meaning::of_command(b"AT+FOO=2,5").map(|found| found.id), Some("meaning-ask-foo"));
    assert!(meaning::all().any(|known| known.id == "meaning-foo-failed"));
}
