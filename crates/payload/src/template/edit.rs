//! A field is changed, and what follows from it follows: the layout, then lengths and counts, then values, then checksums.
//!
//! The tree is built anew along the template, from the fields that there were. Where the change asks for other fields than
//! there were, these are read from the bytes in their place if those fit, and from zeros if not. What comes out is decoded
//! again before it is given away: an edit whose bytes would not read as what was meant is refused.

use std::sync::Arc;

use super::description::{Body, Extent, Field, Follows, Leaf, Repeat};
use super::expression::Expression;
use super::mistake::{Mistake, NoEdit, Wrong};
use super::read::{Reader, read, seen};
use super::stream::Stream;
use super::tree::{Sight, Tree, Value};
use super::value::{bounds, parsed};
use super::write::{bytes_of, content_of, expected};
use super::{Template, rows};

/// A change of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Another value, as it is typed.
    Value(String),
    /// One more in the list.
    Add,
    /// One fewer in the list that this one is in: without this one.
    Remove,
}

pub(super) fn edit(template: &Template, bytes: &[u8], row: usize, change: &Change) -> Result<Vec<u8>, NoEdit> {
    let (mut old, mistake) = read(template, bytes);
    if let Some(mistake) = mistake {
        return Err(NoEdit::DoesNotFit(mistake));
    }
    // The whole is a node, and no row.
    let node = row.saturating_add(1);
    let rows = rows::rows(template, &old, false);
    let row = rows.get(row).ok_or(NoEdit::NotEditable)?;
    let mut items = None;
    match change {
        Change::Value(text) => {
            let found = old.get(node).filter(|_| row.is_editable()).ok_or(NoEdit::NotEditable)?;
            let (Some(field), Some(leaf)) = (found.field.as_deref(), old.leaf(node)) else {
                return Err(NoEdit::NotEditable);
            };
            let value = parsed(text, &found.value, leaf, field)?;
            old.set(node, value);
        }
        Change::Add => {
            if !matches!(row.holds, rows::Holds::List { grows: true, .. }) {
                return Err(NoEdit::NotEditable);
            }
            items = Some((node, old.children(node).iter().copied().map(Some).chain([None]).collect()));
        }
        Change::Remove => {
            let list = old.get(node).filter(|_| row.removable).ok_or(NoEdit::NotEditable)?.parent;
            items = Some((list, old.children(list).iter().copied().filter(|child| *child != node).map(Some).collect()));
        }
    }
    let changed = matches!(change, Change::Value(_)).then_some(node);
    let mut rebuild = Rebuild { reader: Reader::new(template), old: &old, changed, now: None, items };
    rebuild.fields(0, Some(0), 0).map_err(NoEdit::DoesNotFit)?;
    let Rebuild { reader: Reader { mut tree, .. }, now, .. } = rebuild;
    follow(&mut tree, now)?;
    let edited = bytes_of(&tree, 0);
    check(template, &tree, &edited, now)?;
    Ok(edited)
}

/// Refuses bytes that do not read as what was meant.
fn check(template: &Template, meant: &Tree, bytes: &[u8], changed: Option<usize>) -> Result<(), NoEdit> {
    let (tree, mistake) = read(template, bytes);
    if let Some(mistake) = mistake {
        return Err(NoEdit::DoesNotFit(mistake));
    }
    let misread = |field: String| Mistake { at: 0, wrong: Wrong::NoValue, field };
    if let Some(changed) = changed {
        let path = meant.path(changed);
        let found = tree.at(&path).and_then(|node| tree.get(node));
        if found.map(|node| &node.value) != meant.get(changed).map(|node| &node.value) {
            return Err(NoEdit::DoesNotFit(misread(path.last().map(|(name, _)| name.clone()).unwrap_or_default())));
        }
    }
    if tree.nodes.len() != meant.nodes.len() {
        return Err(NoEdit::DoesNotFit(misread(String::new())));
    }
    Ok(())
}

/// A tree that grows along the template, from an older one.
struct Rebuild<'t, 'o> {
    reader: Reader<'t>,
    old: &'o Tree,
    /// The node that was changed, in the old tree and in the new one.
    changed: Option<usize>,
    now: Option<usize>,
    /// A list of the old tree whose items have changed. A list that is new does not count.
    items: Option<(usize, Vec<Option<usize>>)>,
}

impl Rebuild<'_, '_> {
    fn fields(&mut self, of: usize, old: Option<usize>, scope: usize) -> Result<(), Mistake> {
        let template = self.reader.template;
        let blank = Stream::blank();
        for field in template.types.get(of).map(|of| of.fields.as_slice()).unwrap_or_default() {
            let before = old.and_then(|old| self.old.named(old, &field.id));
            // How many bytes there will be is not known yet: what depends on it stays as it was.
            let stays = field.condition.as_ref().is_some_and(Expression::sees_stream) && old.is_some();
            let is_there = if stays { before.is_some() } else { self.reader.is_there(field, scope, &blank)? };
            if !is_there {
                continue;
            }
            match (&field.repeat, before) {
                (Repeat::Once, before) => drop(self.one(field, before, (scope, None))?),
                (_, Some(before)) => self.list(field, before, scope)?,
                // A list that was not there: as long as zeros are.
                (_, None) => self.new_list(field, scope)?,
            }
        }
        Ok(())
    }

    fn list(&mut self, field: &Arc<Field>, before: usize, scope: usize) -> Result<(), Mistake> {
        let list = self.reader.list(field, scope, &Stream::blank())?;
        let mut items: Vec<Option<usize>> = match &self.items {
            Some((changed, items)) if *changed == before => items.clone(),
            _ => self.old.children(before).iter().copied().map(Some).collect(),
        };
        if let Repeat::Count(count) = &field.repeat
            && let Some(count) = self.decided(count, scope, field)?
        {
            items.resize(count, None);
        }
        for (index, item) in items.into_iter().enumerate() {
            self.one(field, item, (list, Some(index)))?;
        }
        Ok(())
    }

    fn new_list(&mut self, field: &Arc<Field>, scope: usize) -> Result<(), Mistake> {
        let list = self.reader.list(field, scope, &Stream::blank())?;
        let count = match &field.repeat {
            Repeat::Count(count) => self.number(count, scope, field)?,
            Repeat::Until(_) => 1,
            Repeat::Once | Repeat::ToTheEnd => 0,
        };
        for index in 0..count {
            self.one(field, None, (list, Some(index)))?;
        }
        Ok(())
    }

    /// A number of the template, where the change has decided it.
    fn decided(&self, expression: &Expression, scope: usize, field: &Field) -> Result<Option<usize>, Mistake> {
        let sight = Sight { scope, ..Sight::default() };
        let names = expression.names();
        let mut found = names.iter().filter_map(|path| self.reader.tree.found(path, sight));
        if self.now.is_none() || !found.any(|node| Some(node) == self.now) {
            return Ok(None);
        }
        self.number(expression, scope, field).map(Some)
    }

    fn number(&self, expression: &Expression, scope: usize, field: &Field) -> Result<usize, Mistake> {
        let sight = Sight { scope, ..Sight::default() };
        let number = self.reader.tree.number(expression, sight).and_then(|number| usize::try_from(number).ok());
        let wrong = |wrong| Mistake { at: 0, wrong, field: field.id.clone() };
        match number {
            None => Err(wrong(Wrong::NoSize)),
            Some(number) if number > 64 * 1024 => Err(wrong(Wrong::TooMuch)),
            Some(number) => Ok(number),
        }
    }

    fn one(&mut self, field: &Arc<Field>, before: Option<usize>, at: (usize, Option<usize>)) -> Result<(), Mistake> {
        let scope = if at.1.is_some() { self.reader.tree.scope_of(at.0) } else { at.0 };
        let mut blank = Stream::blank();
        let sight = Sight { scope, index: at.1, ..seen(&blank) };
        let Some((before, old)) = before.and_then(|before| Some((before, self.old.get(before)?))) else {
            return self.reader.one(field, at, &mut blank).map(drop);
        };
        let body = self.reader.body(field, sight, &blank)?;
        let size = match &field.extent {
            Extent::Size(size) => self.decided(size, scope, field)?,
            _ => None,
        };
        let stays = old.body.as_ref().is_some_and(|old| Arc::ptr_eq(old, &body));
        if !stays || size.is_some() {
            return self.other(field, before, at, size);
        }
        let node = self.reader.empty(field, &body, at)?;
        if Some(before) == self.changed {
            self.now = Some(node);
        }
        match *body {
            Body::Type(of) => self.fields(of, Some(before), node),
            Body::Leaf(_) => {
                self.reader.tree.set(node, old.value.clone());
                Ok(())
            }
        }
    }

    /// A field whose type or size is another one now: its old bytes if they fit, else zeros.
    fn other(
        &mut self,
        field: &Arc<Field>,
        before: usize,
        at: (usize, Option<usize>),
        size: Option<usize>,
    ) -> Result<(), Mistake> {
        let scope = if at.1.is_some() { self.reader.tree.scope_of(at.0) } else { at.0 };
        let sight = Sight { scope, index: at.1, ..Sight::default() };
        let body = self.reader.body(field, sight, &Stream::blank())?;
        let mut bytes = content_of(self.old, before);
        if let Some(size) = size {
            self.reader.makes(field, size.saturating_sub(bytes.len()))?;
            bytes.resize(size, 0);
        }
        let node = self.reader.empty(field, &body, at)?;
        match self.reader.within(&body, node, &mut Stream::of(&bytes)) {
            Ok(()) => Ok(()),
            // A size that was asked for is kept, or nothing is.
            Err(mistake) if size.is_some() => Err(mistake),
            Err(_) => {
                self.reader.tree.drop_last(at.0);
                let node = self.reader.empty(field, &body, at)?;
                match &*body {
                    // As many as there were; their number follows.
                    Body::Leaf(Leaf::Bytes | Leaf::Text(_) | Leaf::Digits { .. }) => {
                        self.reader.tree.set(node, Value::Bytes(bytes));
                        Ok(())
                    }
                    body => self.reader.natural(body, node, &mut Stream::blank()),
                }
            }
        }
    }
}

/// Sets what follows from the fields: lengths and counts from within, then values, then checksums.
fn follow(tree: &mut Tree, changed: Option<usize>) -> Result<(), NoEdit> {
    for node in (0..tree.nodes.len()).rev() {
        let scope = tree.scope_of(node);
        let Some(measure) = tree.measure(node).filter(|measure| !measure.sees_stream()).cloned() else { continue };
        let is_list = tree.get(node).is_some_and(|node| node.value == Value::List);
        let actual = if is_list { tree.children(node).len() } else { bytes_of(tree, node).len() };
        let actual = i128::try_from(actual).unwrap_or(i128::MAX);
        let index = tree.get(node).and_then(|node| node.index);
        let sight = Sight { scope, index, ..Sight::default() };
        if tree.number(&measure, sight) == Some(actual) {
            continue;
        }
        let name = |node: usize| {
            tree.get(node).and_then(|node| node.field.as_ref()).map(|field| field.id.clone()).unwrap_or_default()
        };
        let source = measure.solved(actual).and_then(|(path, number)| Some((tree.found(path, sight)?, number)));
        let Some((source, number)) = source.filter(|(source, _)| Some(*source) != changed) else {
            return Err(NoEdit::TooLong(name(node), actual));
        };
        let fits = tree.leaf(source).filter(|leaf| matches!(leaf, Leaf::Integer { .. } | Leaf::Bits { .. }));
        let fits = fits.map(bounds).is_some_and(|(least, most)| (least..=most).contains(&number));
        if !fits {
            return Err(NoEdit::TooLong(name(source), number));
        }
        tree.set(source, Value::Number(number));
    }
    let follows = |tree: &Tree, node: usize, checksum: bool| {
        let field = tree.get(node).and_then(|node| node.field.clone());
        let by = field.as_ref().and_then(|field| field.follows.as_ref());
        by.is_some_and(|by| matches!(by, Follows::Checksum { .. }) == checksum) && Some(node) != changed
    };
    let mut covered = 0;
    let nodes = tree.nodes.len();
    let order = (0..nodes).map(|node| (node, false)).chain((0..nodes).rev().map(|node| (node, true)));
    for (node, checksum) in order {
        if !follows(tree, node, checksum) {
            continue;
        }
        let Some(number) = expected(tree, node, &mut covered) else { continue };
        let Some((least, most)) = tree.leaf(node).map(bounds) else { continue };
        if !(least..=most).contains(&number) {
            let name = tree.get(node).and_then(|node| node.field.as_ref()).map(|field| field.id.clone());
            return Err(NoEdit::TooLong(name.unwrap_or_default(), number));
        }
        tree.set(node, Value::Number(number));
    }
    Ok(())
}
