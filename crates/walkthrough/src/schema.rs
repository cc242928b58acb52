//! The JSON Schema of a walkthrough, made from the types that read it, and held against the one that is published.

use schemars::generate::SchemaSettings;

use crate::Document;

#[test]
fn the_published_schema_is_that_of_the_types() {
    let schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Document>();
    let made = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    let published = include_str!("../schema/walkthrough-1.schema.json");
    assert!(made == published, "schema/walkthrough-1.schema.json is not the schema of the types, which is:\n{made}");
}
