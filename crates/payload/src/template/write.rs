//! Fields become bytes: the way back from [`super::read`].

use super::description::{Algorithm, Body, Extent, Follows, Leaf};
use super::tree::{Sight, Tree, Value};
use crate::Order;

/// How many bytes the checksums of one payload may cover in all.
const MOST_COVERED: usize = 4 * 1024 * 1024;

/// Bytes, and the bits of one that is not complete yet.
#[derive(Debug, Default)]
struct Writer {
    bytes: Vec<u8>,
    bits: usize,
}

impl Writer {
    fn bits(&mut self, value: i128, count: usize) {
        for bit in (0..count).rev() {
            if self.bits == 0 {
                self.bytes.push(0);
            }
            if let Some(last) = self.bytes.last_mut() {
                *last |= u8::from(value >> bit & 1 == 1) << (7 - self.bits);
            }
            self.bits = (self.bits + 1) % 8;
        }
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.bits = 0;
        self.bytes.extend_from_slice(bytes);
    }
}

/// The bytes of a node, as they are sent.
pub(super) fn bytes_of(tree: &Tree, node: usize) -> Vec<u8> {
    let mut writer = Writer::default();
    write(tree, node, &mut writer);
    writer.bytes
}

/// The bytes of what a node holds, before something is done to them and without the byte that ends them.
pub(super) fn content_of(tree: &Tree, node: usize) -> Vec<u8> {
    let mut writer = Writer::default();
    content(tree, node, &mut writer);
    writer.bytes
}

fn write(tree: &Tree, node: usize, writer: &mut Writer) {
    let Some(found) = tree.get(node) else { return };
    let field = found.field.as_ref().filter(|_| found.value != Value::List);
    let Some(field) = field.filter(|field| !matches!(field.extent, Extent::Natural)) else {
        return content(tree, node, writer);
    };
    let plain = content_of(tree, node);
    writer.bytes(&field.transform.as_ref().map_or_else(|| plain.clone(), |transform| transform.done(&plain)));
    if let Extent::Before(end) = field.extent {
        writer.bytes(&[end]);
    }
}

fn content(tree: &Tree, node: usize, writer: &mut Writer) {
    let Some(found) = tree.get(node) else { return };
    match (&found.value, found.body.as_deref()) {
        (Value::Group | Value::List, _) => found.children.iter().for_each(|child| write(tree, *child, writer)),
        (Value::Number(number), Some(Body::Leaf(leaf))) => match leaf {
            Leaf::Bits { count, .. } => writer.bits(*number, *count),
            Leaf::Integer { bytes, order, .. } | Leaf::Float { bytes, order } => {
                let mut all: Vec<u8> = number.to_le_bytes().into_iter().take(*bytes).collect();
                if *order == Order::Big {
                    all.reverse();
                }
                writer.bytes(&all);
            }
            _ => {}
        },
        (Value::Bytes(bytes), _) => writer.bytes(bytes),
        (Value::Number(_), _) | (Value::Missing, _) => {}
    }
}

/// The number that a node should have by what it follows from; none where it follows from nothing.
pub(super) fn expected(tree: &Tree, node: usize, covered: &mut usize) -> Option<i128> {
    let scope = tree.scope_of(node);
    match tree.get(node)?.field.as_ref()?.follows.as_ref()? {
        Follows::Value(value) => tree.number(value, Sight { scope, ..Sight::default() }),
        Follows::Checksum { algorithm, covers } => checksum(tree, scope, *algorithm, covers, covered),
    }
}

fn checksum(tree: &Tree, scope: usize, algorithm: Algorithm, covers: &[String], covered: &mut usize) -> Option<i128> {
    let mut writer = Writer::default();
    for child in tree.children(scope) {
        let field = tree.get(*child).and_then(|node| node.field.as_ref());
        if field.is_some_and(|field| covers.contains(&field.id)) {
            write(tree, *child, &mut writer);
        }
    }
    *covered += writer.bytes.len();
    (*covered <= MOST_COVERED).then(|| algorithm.of(&writer.bytes))
}
