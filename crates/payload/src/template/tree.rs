//! The fields of one payload, as nodes of a tree, and what the expressions of a template find in it.

use std::ops::Range;
use std::sync::Arc;

use super::description::{Body, Extent, Field, Leaf, Repeat};
use super::expression::Expression;

/// How many nodes a payload may have.
pub(super) const MOST: usize = 5_000;

/// The nodes, each behind the one that holds it. The first is the payload as a whole.
#[derive(Debug, Clone, Default)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
}

/// A field of a payload, a list of such, or one of a list.
#[derive(Debug, Clone)]
pub(super) struct Node {
    /// None for the whole.
    pub(super) field: Option<Arc<Field>>,
    /// What it was read as. None for lists.
    pub(super) body: Option<Arc<Body>>,
    pub(super) parent: usize,
    /// Its place in a list.
    pub(super) index: Option<usize>,
    pub(super) children: Vec<usize>,
    pub(super) value: Value,
    /// Its bytes in the payload.
    pub(super) range: Range<usize>,
}

/// What a node holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// Fields of a type.
    Group,
    /// Several of one field.
    List,
    /// A whole number, or the bits of a float.
    Number(i128),
    Bytes(Vec<u8>),
    /// The bytes did not fit.
    Missing,
}

/// What an expression can see beyond the fields.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sight {
    /// The type whose fields have their names.
    pub(super) scope: usize,
    /// The one that was read last, in `repeat-until`.
    pub(super) last: Option<usize>,
    /// The place in a list.
    pub(super) index: Option<usize>,
    /// How many bytes the stream has.
    pub(super) size: usize,
    /// Whether the stream is at its end.
    pub(super) at_end: bool,
}

impl Tree {
    pub(super) fn get(&self, node: usize) -> Option<&Node> {
        self.nodes.get(node)
    }

    pub(super) fn set(&mut self, node: usize, value: Value) {
        if let Some(node) = self.nodes.get_mut(node) {
            node.value = value;
        }
    }

    pub(super) fn children(&self, node: usize) -> &[usize] {
        self.get(node).map_or(&[], |node| &node.children)
    }

    pub(super) fn leaf(&self, node: usize) -> Option<&Leaf> {
        match self.get(node)?.body.as_deref()? {
            Body::Leaf(leaf) => Some(leaf),
            Body::Type(_) => None,
        }
    }

    /// The type that a node stands in.
    pub(super) fn scope_of(&self, node: usize) -> usize {
        let mut at = self.get(node).map_or(0, |node| node.parent);
        while self.get(at).is_some_and(|node| node.value == Value::List) {
            at = self.get(at).map_or(0, |node| node.parent);
        }
        at
    }

    /// The field of this name in a type.
    pub(super) fn named(&self, scope: usize, name: &str) -> Option<usize> {
        let has_name = |child: &&usize| {
            self.get(**child).and_then(|node| node.field.as_ref()).is_some_and(|field| field.id == name)
        };
        self.children(scope).iter().find(has_name).copied()
    }

    /// The node that a name in an expression stands for.
    pub(super) fn found(&self, path: &[String], sight: Sight) -> Option<usize> {
        let (first, rest) = path.split_first()?;
        let mut at = match first.as_str() {
            "_root" => 0,
            "_parent" => self.scope_of(sight.scope),
            "_" => sight.last?,
            name => self.named(sight.scope, name)?,
        };
        for name in rest {
            at = if name == "_parent" { self.scope_of(at) } else { self.named(at, name)? };
        }
        Some(at)
    }

    /// The number of an expression.
    pub(super) fn number(&self, expression: &Expression, sight: Sight) -> Option<i128> {
        expression.value(&|path| match path {
            [only] if only == "_index" => sight.index.and_then(|index| i128::try_from(index).ok()),
            [io, what] if io == "_io" => match what.as_str() {
                "size" => i128::try_from(sight.size).ok(),
                "eof" => Some(sight.at_end.into()),
                _ => None,
            },
            path => self.number_of(self.found(path, sight)?),
        })
    }

    /// The number of a node.
    pub(super) fn number_of(&self, node: usize) -> Option<i128> {
        match (&self.get(node)?.value, self.leaf(node)?) {
            (Value::Number(number), Leaf::Integer { .. } | Leaf::Bits { .. }) => Some(*number),
            (Value::Bytes(bytes), Leaf::Digits { order, signed }) => super::value::decimal(bytes, *order, *signed),
            _ => None,
        }
    }

    /// What decides how many items a list has, or how many bytes a field has.
    pub(super) fn measure(&self, node: usize) -> Option<&Expression> {
        let node = self.get(node)?;
        let field = node.field.as_ref()?;
        match (&node.value, &field.repeat, &field.extent) {
            (Value::List, Repeat::Count(count), _) => Some(count),
            (Value::List, ..) => None,
            (_, _, Extent::Size(size)) => Some(size),
            _ => None,
        }
    }

    /// Adds a node.
    pub(super) fn push(&mut self, node: Node) -> usize {
        let (place, parent) = (self.nodes.len(), node.parent);
        if place > 0
            && let Some(parent) = self.nodes.get_mut(parent)
        {
            parent.children.push(place);
        }
        self.nodes.push(node);
        place
    }

    /// Takes the last child of a node away, with all that it holds.
    pub(super) fn drop_last(&mut self, parent: usize) {
        let last = self.nodes.get_mut(parent).and_then(|parent| parent.children.pop());
        self.nodes.truncate(last.unwrap_or(self.nodes.len()));
    }

    /// The way from the whole to a node: at each step, which child.
    pub(super) fn path(&self, node: usize) -> Vec<(String, Option<usize>)> {
        let mut path = Vec::new();
        let mut at = node;
        while at != 0 {
            let Some(node) = self.get(at) else { break };
            path.push((node.field.as_ref().map(|field| field.id.clone()).unwrap_or_default(), node.index));
            at = node.parent;
        }
        path.reverse();
        path
    }

    /// The node at the end of a way.
    pub(super) fn at(&self, path: &[(String, Option<usize>)]) -> Option<usize> {
        path.iter().try_fold(0, |at, (name, index)| match index {
            Some(index) => self.children(at).get(*index).copied(),
            None => self.named(at, name),
        })
    }
}
