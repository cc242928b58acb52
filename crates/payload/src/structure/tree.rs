//! The rows of a tree while it is being read.

use std::ops::Range;

use super::{Mistake, MistakeKind, Node, Structure, Value};

/// How many rows are kept.
const MOST: usize = 5_000;

/// How deep it may go.
const DEEPEST: usize = 64;

/// A tree that grows.
#[derive(Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    cut: bool,
}

impl Tree {
    /// Adds a row whose end is not known yet; its place.
    pub(super) fn open(&mut self, depth: usize, label: String, start: usize) -> Result<usize, Mistake> {
        if depth > DEEPEST {
            return Err(Mistake { at: start, kind: MistakeKind::TooDeep });
        }
        self.cut |= self.nodes.len() >= MOST;
        if !self.cut {
            self.nodes.push(Node { depth, label, value: Value::Plain(String::new()), range: start..start });
        }
        Ok(if self.cut { usize::MAX } else { self.nodes.len() - 1 })
    }

    /// Says what a row is.
    pub(super) fn set(&mut self, place: usize, value: Value, end: usize) {
        if let Some(node) = self.nodes.get_mut(place) {
            node.value = value;
            node.range.end = end;
        }
    }

    /// Adds a whole row.
    pub(super) fn row(&mut self, depth: usize, label: &str, value: Value, range: Range<usize>) -> Result<(), Mistake> {
        let place = self.open(depth, label.to_owned(), range.start)?;
        self.set(place, value, range.end);
        Ok(())
    }

    /// The tree, complete or up to a mistake.
    pub(super) fn end(self, result: Result<(), Mistake>) -> Structure {
        Structure { nodes: self.nodes, cut: self.cut, mistake: result.err() }
    }
}
