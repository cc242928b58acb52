//! The fields of a payload as the rows of a table.

use std::collections::HashMap;
use std::ops::Range;

use super::Template;
use super::description::{Body, Field, Follows as By, Leaf, Repeat, Shape};
use super::tree::{Node, Sight, Tree, Value};
use super::value::{number_shown, shown};
use super::write::expected;

/// The most values that are offered to choose from.
const MOST_CHOICES: usize = 200;

/// A field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// How deep it stands, from 0.
    pub depth: usize,
    /// Its name, or its place in a list.
    pub label: String,
    /// What it holds.
    pub holds: Holds,
    /// Its unit.
    pub unit: Option<String>,
    /// Its bytes in the payload. A field of some bits has the bytes that these stand in.
    pub range: Range<usize>,
    /// What the value means, in the template's words.
    pub meaning: Option<String>,
    /// What the template says of the field.
    pub doc: Option<String>,
    /// What its value follows from.
    pub follows: Option<Follows>,
    /// The value that it should have by what it follows from, where it has another.
    pub expected: Option<String>,
    /// Whether it is one of a list whose length can change.
    pub removable: bool,
}

/// What a row holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holds {
    /// The rows behind it that stand deeper.
    Group,
    /// So many rows of the same kind.
    List {
        /// How many.
        count: usize,
        /// Whether one more can be added.
        grows: bool,
    },
    /// Always these bytes, in hexadecimal digits.
    Fixed(String),
    /// A value as it is typed.
    Value(String),
    /// One of several values that have names, as it is typed.
    Choice(String, Vec<Choice>),
    /// Nothing: its bytes did not fit.
    Missing,
}

/// A value to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The value as it is typed.
    pub value: String,
    /// What it means.
    pub name: String,
}

/// What a value follows from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Follows {
    /// How many bytes the field of this name has.
    Length(String),
    /// How many there are of the field of this name.
    Count(String),
    /// The bytes of other fields.
    Checksum,
    /// The value of other fields.
    Value,
}

/// The rows of a payload. What values should be is told of a payload that fits.
pub(super) fn rows(template: &Template, tree: &Tree, fits: bool) -> Vec<Row> {
    let measures = measures(tree);
    let mut covered = 0;
    let mut rows = Vec::with_capacity(tree.nodes.len());
    let mut depths: Vec<usize> = vec![0];
    for (place, node) in tree.nodes.iter().enumerate().skip(1) {
        let depth = if node.parent == 0 { 0 } else { depths.get(node.parent).copied().unwrap_or(0) + 1 };
        depths.push(depth);
        let Some(field) = &node.field else { continue };
        let leaf = tree.leaf(place);
        let follows = match &field.follows {
            Some(By::Checksum { .. }) => Some(Follows::Checksum),
            Some(By::Value(_)) => Some(Follows::Value),
            None => measures.get(&place).cloned(),
        };
        let should = if fits { expected(tree, place, &mut covered) } else { None };
        let differs = should.filter(|should| node.value != Value::Number(*should));
        rows.push(Row {
            depth,
            label: node.index.map_or_else(|| field.id.clone(), |index| index.to_string()),
            holds: holds(node, field, leaf),
            unit: field.meaning.unit.clone().filter(|_| leaf.is_some()),
            range: node.range.clone(),
            meaning: meaning(template, tree, place, field),
            doc: field.doc.clone().filter(|_| node.index.is_none()),
            follows,
            expected: differs.zip(leaf).map(|(should, leaf)| number_shown(should, leaf, &field.meaning)),
            removable: node.index.is_some() && grows(field),
        });
    }
    rows
}

fn holds(node: &Node, field: &Field, leaf: Option<&Leaf>) -> Holds {
    match (&node.value, leaf) {
        (Value::Group, _) => Holds::Group,
        (Value::List, _) => Holds::List { count: node.children.len(), grows: grows(field) },
        (Value::Missing, _) | (_, None) => Holds::Missing,
        (value, Some(leaf @ Leaf::Fixed(_))) => Holds::Fixed(shown(value, leaf, field)),
        (value, Some(leaf)) => {
            let text = shown(value, leaf, field);
            let named = field.meaning.names.as_ref().filter(|names| names.values.len() <= MOST_CHOICES);
            match named {
                Some(names) if !matches!(leaf, Leaf::Digits { .. }) => {
                    let choice = |named: &super::description::Named| Choice {
                        value: number_shown(named.value, leaf, &field.meaning),
                        name: named.shown(),
                    };
                    Holds::Choice(text, names.values.iter().map(choice).collect())
                }
                _ => Holds::Value(text),
            }
        }
    }
}

/// Whether a list of this field can have more or fewer.
fn grows(field: &Field) -> bool {
    match &field.repeat {
        Repeat::ToTheEnd => true,
        Repeat::Count(count) => !count.names().is_empty(),
        Repeat::Once | Repeat::Until(_) => false,
    }
}

fn meaning(template: &Template, tree: &Tree, place: usize, field: &Field) -> Option<String> {
    let node = tree.get(place)?;
    match (&node.value, node.body.as_deref()?) {
        (Value::Group, Body::Type(of)) => {
            let of = template.types.get(*of)?;
            let chosen = || matches!(field.shape, Shape::Switch { .. }).then(|| of.name.replace('_', " "));
            of.doc.clone().or_else(chosen)
        }
        (_, Body::Leaf(_)) => {
            let number = tree.number_of(place)?;
            let names = field.meaning.names.as_ref()?;
            names.values.iter().find(|named| named.value == number).map(super::description::Named::shown)
        }
        _ => None,
    }
}

/// Which nodes say how long or how many another is.
fn measures(tree: &Tree) -> HashMap<usize, Follows> {
    let mut found = HashMap::new();
    for (place, node) in tree.nodes.iter().enumerate() {
        let (Some(measure), Some(field)) = (tree.measure(place), &node.field) else { continue };
        let sight = Sight { scope: tree.scope_of(place), ..Sight::default() };
        let source = measure.solved(0).and_then(|(path, _)| tree.found(path, sight));
        let is_list = node.value == Value::List;
        if let Some(source) = source {
            let of = field.id.clone();
            found.entry(source).or_insert(if is_list { Follows::Count(of) } else { Follows::Length(of) });
        }
    }
    found
}

impl Row {
    /// Whether its value can be changed.
    #[must_use]
    pub const fn is_editable(&self) -> bool {
        matches!(self.holds, Holds::Value(_) | Holds::Choice(..))
    }

    /// Its value as it is typed; empty where it has none.
    #[must_use]
    pub fn value(&self) -> &str {
        match &self.holds {
            Holds::Fixed(text) | Holds::Value(text) | Holds::Choice(text, _) => text,
            Holds::Group | Holds::List { .. } | Holds::Missing => "",
        }
    }
}
