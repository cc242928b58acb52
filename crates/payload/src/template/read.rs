//! Bytes become fields, as a template says.

use std::sync::Arc;

use super::Template;
use super::description::{Body, Extent, Field, Leaf, Repeat, Shape};
use super::expression::Expression;
use super::mistake::{Mistake, Wrong};
use super::stream::Stream;
use super::tree::{MOST, Node, Sight, Tree, Value};
use crate::Order;

/// How deep types may stand in each other.
const DEEPEST: usize = 24;

/// How many bytes are made up in one edit, for fields that were not there.
const MOST_MADE: usize = 64 * 1024;

/// Reads a payload. What was read before a mistake is kept.
pub(super) fn read(template: &Template, bytes: &[u8]) -> (Tree, Option<Mistake>) {
    let mut reader = Reader::new(template);
    let mut stream = Stream::of(bytes);
    let result = reader.whole(&mut stream);
    (reader.tree, result.err())
}

/// A tree that grows.
pub(super) struct Reader<'t> {
    pub(super) template: &'t Template,
    pub(super) tree: Tree,
    depth: usize,
    /// How many bytes were made up so far.
    made: usize,
}

impl<'t> Reader<'t> {
    pub(super) fn new(template: &'t Template) -> Self {
        let root = Node {
            field: None,
            body: Some(Arc::new(Body::Type(0))),
            parent: 0,
            index: None,
            children: Vec::new(),
            value: Value::Group,
            range: 0..0,
        };
        Self { template, tree: Tree { nodes: vec![root] }, depth: 0, made: 0 }
    }

    fn whole(&mut self, stream: &mut Stream<'_>) -> Result<(), Mistake> {
        let result = self.fields(0, 0, stream).and_then(|()| ended(stream));
        if let Some(root) = self.tree.nodes.first_mut() {
            root.range.end = stream.end_place();
        }
        result
    }

    /// Reads the fields of a type.
    pub(super) fn fields(&mut self, of: usize, scope: usize, stream: &mut Stream<'_>) -> Result<(), Mistake> {
        let template = self.template;
        let Some(of) = template.types.get(of) else { return Err(stream.mistake(Wrong::NoValue)) };
        if self.depth >= DEEPEST {
            return Err(stream.mistake(Wrong::TooMuch));
        }
        self.depth += 1;
        let result = of.fields.iter().try_for_each(|field| self.field(field, scope, stream));
        self.depth -= 1;
        result
    }

    fn field(&mut self, field: &Arc<Field>, scope: usize, stream: &mut Stream<'_>) -> Result<(), Mistake> {
        if !self.is_there(field, scope, stream)? {
            return Ok(());
        }
        if matches!(field.repeat, Repeat::Once) {
            return self.one(field, (scope, None), stream).map(drop);
        }
        let list = self.list(field, scope, stream)?;
        let result = self.items(field, list, stream);
        self.ends(list, stream);
        result
    }

    /// Whether a field is there.
    pub(super) fn is_there(&self, field: &Field, scope: usize, stream: &Stream<'_>) -> Result<bool, Mistake> {
        let Some(condition) = &field.condition else { return Ok(true) };
        let sight = Sight { scope, ..seen(stream) };
        let value = self.tree.number(condition, sight).ok_or_else(|| named(field, stream.mistake(Wrong::NoValue)))?;
        Ok(value != 0)
    }

    /// An empty list.
    pub(super) fn list(&mut self, field: &Arc<Field>, scope: usize, stream: &Stream<'_>) -> Result<usize, Mistake> {
        self.push(field, None, (scope, None), Value::List, stream)
    }

    fn items(&mut self, field: &Arc<Field>, list: usize, stream: &mut Stream<'_>) -> Result<(), Mistake> {
        let scope = self.tree.scope_of(list);
        let count = match &field.repeat {
            Repeat::Count(count) => Some(self.size(field, count, Sight { scope, ..seen(stream) }, stream)?),
            _ => None,
        };
        for index in 0.. {
            match (&field.repeat, count) {
                (_, Some(count)) if index >= count => break,
                (Repeat::ToTheEnd, _) if stream.is_at_end() => break,
                _ => {}
            }
            let node = self.one(field, (list, Some(index)), stream)?;
            if let Repeat::Until(end) = &field.repeat {
                let sight = Sight { scope, last: Some(node), index: Some(index), ..seen(stream) };
                let ends = self.tree.number(end, sight).ok_or_else(|| named(field, stream.mistake(Wrong::NoValue)))?;
                if ends != 0 {
                    break;
                }
            }
        }
        Ok(())
    }

    /// Reads one of a field, into what holds it: a type, or a place in a list.
    pub(super) fn one(
        &mut self,
        field: &Arc<Field>,
        (parent, index): (usize, Option<usize>),
        stream: &mut Stream<'_>,
    ) -> Result<usize, Mistake> {
        let scope = if index.is_some() { self.tree.scope_of(parent) } else { parent };
        let sight = Sight { scope, index, ..seen(stream) };
        let body = self.body(field, sight, stream)?;
        let is_group = matches!(*body, Body::Type(_));
        let value = if is_group { Value::Group } else { Value::Missing };
        let node = self.push(field, Some(Arc::clone(&body)), (parent, index), value, stream)?;
        let result = self.content(field, &body, node, sight, stream);
        self.ends(node, stream);
        result.map(|()| node).map_err(|mistake| named(field, mistake))
    }

    /// What a field is read as, here.
    pub(super) fn body(&self, field: &Field, sight: Sight, stream: &Stream<'_>) -> Result<Arc<Body>, Mistake> {
        match &field.shape {
            Shape::One(body) => Ok(Arc::clone(body)),
            Shape::Switch { on, cases, other } => {
                let wrong = |wrong| named(field, stream.mistake(wrong));
                let value = self.tree.number(on, sight).ok_or_else(|| wrong(Wrong::NoValue))?;
                let case = cases.iter().find(|(case, _)| *case == value).map(|(_, body)| body).or(other.as_ref());
                case.cloned().ok_or_else(|| wrong(Wrong::NoCase(value)))
            }
        }
    }

    fn content(
        &mut self,
        field: &Field,
        body: &Body,
        node: usize,
        sight: Sight,
        stream: &mut Stream<'_>,
    ) -> Result<(), Mistake> {
        let count = match &field.extent {
            Extent::Natural => return self.natural(body, node, stream),
            // What a made-up type needs decides its size.
            _ if stream.is_blank() && matches!(body, Body::Type(_)) => {
                return self.natural(body, node, &mut Stream::blank());
            }
            Extent::Size(size) => self.size(field, size, sight, stream)?,
            Extent::ToTheEnd => stream.left().len(),
            Extent::Before(end) => stream.before(*end).ok_or_else(|| stream.mistake(Wrong::NoEnd(*end)))?,
            Extent::RunOf(byte) => stream.run_of(*byte),
        };
        if stream.is_blank() {
            self.makes(field, count)?;
        }
        let mut taken = stream.take(count)?;
        if let Some(transform) = &field.transform
            && !stream.is_blank()
        {
            taken = taken.undone(transform)?;
        }
        let result = self.within(body, node, &mut taken);
        if matches!(field.extent, Extent::Before(_)) && !stream.is_blank() {
            stream.take(1)?;
        }
        result
    }

    /// Reads a stream to its end.
    pub(super) fn within(&mut self, body: &Body, node: usize, stream: &mut Stream<'_>) -> Result<(), Mistake> {
        match body {
            Body::Leaf(Leaf::Bytes | Leaf::Text(_) | Leaf::Digits { .. }) => {
                let bytes = stream.take_bytes(stream.left().len())?;
                self.tree.set(node, Value::Bytes(bytes));
                Ok(())
            }
            _ => self.natural(body, node, stream).and_then(|()| ended(stream)),
        }
    }

    pub(super) fn natural(&mut self, body: &Body, node: usize, stream: &mut Stream<'_>) -> Result<(), Mistake> {
        let leaf = match body {
            Body::Type(of) => return self.fields(*of, node, stream),
            Body::Leaf(leaf) => leaf,
        };
        let value = match leaf {
            Leaf::Integer { bytes, signed, order } => {
                let raw = unsigned(&stream.take_bytes(*bytes)?, *order);
                Value::Number(if *signed { with_sign(raw, bytes * 8) } else { raw })
            }
            Leaf::Float { bytes, order } => Value::Number(unsigned(&stream.take_bytes(*bytes)?, *order)),
            Leaf::Bits { count, signed } => {
                let raw = stream.take_bits(*count)?.into();
                Value::Number(if *signed { with_sign(raw, *count) } else { raw })
            }
            Leaf::Fixed(fixed) => {
                if !stream.is_blank() {
                    let at = stream.clone();
                    if stream.take_bytes(fixed.len())? != *fixed {
                        return Err(at.mistake(Wrong::NotFixed(fixed.clone())));
                    }
                }
                Value::Bytes(fixed.clone())
            }
            // Without an extent they would have no end; the description does not allow it.
            Leaf::Bytes | Leaf::Text(_) | Leaf::Digits { .. } => return Err(stream.mistake(Wrong::NoSize)),
        };
        self.tree.set(node, value);
        Ok(())
    }

    /// Counts bytes that are made up, of which there are only so many.
    pub(super) fn makes(&mut self, field: &Field, count: usize) -> Result<(), Mistake> {
        self.made = self.made.saturating_add(count);
        if self.made <= MOST_MADE {
            return Ok(());
        }
        Err(Mistake { at: 0, wrong: Wrong::TooMuch, field: field.id.clone() })
    }

    /// A node that has nothing yet.
    pub(super) fn empty(
        &mut self,
        field: &Arc<Field>,
        body: &Arc<Body>,
        at: (usize, Option<usize>),
    ) -> Result<usize, Mistake> {
        let value = if matches!(**body, Body::Type(_)) { Value::Group } else { Value::Missing };
        self.push(field, Some(Arc::clone(body)), at, value, &Stream::blank())
    }

    fn size(&self, field: &Field, size: &Expression, sight: Sight, stream: &Stream<'_>) -> Result<usize, Mistake> {
        let number = self.tree.number(size, sight).and_then(|number| usize::try_from(number).ok());
        number.filter(|number| *number < usize::MAX / 16).ok_or_else(|| named(field, stream.mistake(Wrong::NoSize)))
    }

    fn push(
        &mut self,
        field: &Arc<Field>,
        body: Option<Arc<Body>>,
        (parent, index): (usize, Option<usize>),
        value: Value,
        stream: &Stream<'_>,
    ) -> Result<usize, Mistake> {
        if self.tree.nodes.len() >= MOST {
            return Err(named(field, stream.mistake(Wrong::TooMuch)));
        }
        let is_bits = matches!(body.as_deref(), Some(Body::Leaf(Leaf::Bits { .. })));
        if !is_bits && value != Value::List {
            stream.align()?;
        }
        let at = stream.place();
        let field = Some(Arc::clone(field));
        Ok(self.tree.push(Node { field, body, parent, index, children: Vec::new(), value, range: at..at }))
    }

    fn ends(&mut self, node: usize, stream: &Stream<'_>) {
        if let Some(node) = self.tree.nodes.get_mut(node) {
            node.range.end = stream.end_place().max(node.range.start);
        }
    }
}

/// What an expression sees of a stream.
pub(super) fn seen(stream: &Stream<'_>) -> Sight {
    Sight { size: stream.len(), at_end: stream.is_at_end(), ..Sight::default() }
}

fn ended(stream: &Stream<'_>) -> Result<(), Mistake> {
    stream.align()?;
    if stream.is_at_end() { Ok(()) } else { Err(stream.mistake(Wrong::LeftOver)) }
}

/// The innermost field keeps the mistake.
fn named(field: &Field, mut mistake: Mistake) -> Mistake {
    if mistake.field.is_empty() && mistake.wrong != Wrong::LeftOver {
        mistake.field.clone_from(&field.id);
    }
    mistake
}

fn unsigned(bytes: &[u8], order: Order) -> i128 {
    let join = |value: i128, byte: &u8| value << 8 | i128::from(*byte);
    match order {
        Order::Big => bytes.iter().fold(0, join),
        Order::Little => bytes.iter().rev().fold(0, join),
    }
}

/// A number of so many bits, the highest of which is its sign.
fn with_sign(raw: i128, bits: usize) -> i128 {
    if bits > 0 && raw >> (bits - 1) & 1 == 1 { raw - (1 << bits) } else { raw }
}
