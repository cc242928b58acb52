//! The JSON Schema of a line of a session file, made from the types that write it, and held against the one that is published.

use fibocom_at::Role;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::header::HeaderRow;
use super::json::{Json, Members};
use super::names::{COMMAND, DATA, FAULTS, LINK, RECEIVED, name_of_fault, name_of_role};
use super::row::{EntryRow, FindingRow, MissingRow};
use super::{FORMAT, VERSION};

/// Any line of a session file.
#[derive(JsonSchema)]
#[schemars(untagged, title = "A line of a session file of Module Workbench, version 1")]
#[expect(dead_code, reason = "only its schema is wanted")]
enum AnyLine<'a> {
    Header(HeaderRow<'a>),
    Entry(EntryRow<'a>),
    Finding(FindingRow<'a>),
    LetGo(MissingRow),
}

impl JsonSchema for Json {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Json".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        true.into()
    }
}

impl JsonSchema for Members {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Members".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object", "additionalProperties": true })
    }
}

pub(super) fn format(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "const": FORMAT })
}

pub(super) fn version(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "const": VERSION })
}

pub(super) fn time(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "format": "date-time", "examples": ["2026-01-31T08:15:30.250Z"] })
}

pub(super) fn hex(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "pattern": "^([0-9A-Fa-f]{2})*$" })
}

pub(super) fn directions(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "enum": [COMMAND, DATA, RECEIVED, LINK] })
}

pub(super) fn faults(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "enum": FAULTS.map(name_of_fault) })
}

pub(super) fn roles(_: &mut SchemaGenerator) -> Schema {
    let changes = super::link::NAMES;
    let names: Vec<&str> = Role::ALL.map(name_of_role).into_iter().chain(changes).collect();
    json_schema!({ "enum": names })
}

#[test]
fn the_published_schema_is_that_of_the_types() {
    let schema = SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<AnyLine<'_>>();
    let made = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    let published = include_str!("../../schema/session-1.schema.json");
    assert!(made == published, "schema/session-1.schema.json is not the schema of the types, which is:\n{made}");
}
