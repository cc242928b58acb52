//! MessagePack as a tree.

use rmp::Marker;

use super::tree::Tree;
use super::{Mistake, MistakeKind, Structure, Value};

pub(super) fn read(bytes: &[u8]) -> Structure {
    let mut tree = Tree::default();
    let mut reader = Reader { bytes, at: 0 };
    let mut result = item(&mut tree, &mut reader, 0, String::new());
    if result.is_ok() && reader.at < bytes.len() {
        result = Err(Mistake { at: reader.at, kind: MistakeKind::LeftOver });
    }
    tree.end(result)
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], Mistake> {
        let end = self.at.checked_add(count);
        let taken = end.and_then(|end| self.bytes.get(self.at..end));
        let taken = taken.ok_or(Mistake { at: self.bytes.len(), kind: MistakeKind::EndsEarly })?;
        self.at += count;
        Ok(taken)
    }

    /// A number of so many bytes, the highest first.
    fn number(&mut self, bytes: usize) -> Result<u64, Mistake> {
        Ok(self.take(bytes)?.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }

    /// A length of so many bytes.
    fn length(&mut self, bytes: usize) -> Result<usize, Mistake> {
        Ok(usize::try_from(self.number(bytes)?).unwrap_or(usize::MAX))
    }

    fn text(&mut self, length: usize) -> Result<Value, Mistake> {
        let start = self.at;
        let bytes = self.take(length)?;
        let text = std::str::from_utf8(bytes)
            .map_err(|error| Mistake { at: start + error.valid_up_to(), kind: MistakeKind::NotUtf8 })?;
        Ok(Value::Text(text.to_owned()))
    }

    fn raw(&mut self, length: usize) -> Result<Value, Mistake> {
        self.take(length).map(|bytes| Value::Bytes(bytes.len()))
    }

    fn extension(&mut self, length: usize) -> Result<Value, Mistake> {
        let kind = self.number(1)?;
        self.take(length)?;
        Ok(Value::Tag(kind))
    }

    fn signed(&mut self, bytes: usize) -> Result<Value, Mistake> {
        let shift = 64 - 8 * bytes;
        Ok(Value::Plain(((self.number(bytes)? << shift).cast_signed() >> shift).to_string()))
    }
}

fn item(tree: &mut Tree, reader: &mut Reader<'_>, depth: usize, label: String) -> Result<(), Mistake> {
    let start = reader.at;
    let place = tree.open(depth, label, start)?;
    let marker = Marker::from_u8(u8::try_from(reader.number(1)?).unwrap_or_default());
    let plain = |text: String| Ok(Value::Plain(text));
    let value = match marker {
        Marker::FixPos(number) => plain(number.to_string()),
        Marker::FixNeg(number) => plain(number.to_string()),
        Marker::Null => plain("null".into()),
        Marker::True => plain("true".into()),
        Marker::False => plain("false".into()),
        Marker::U8 => plain(reader.number(1)?.to_string()),
        Marker::U16 => plain(reader.number(2)?.to_string()),
        Marker::U32 => plain(reader.number(4)?.to_string()),
        Marker::U64 => plain(reader.number(8)?.to_string()),
        Marker::I8 => reader.signed(1),
        Marker::I16 => reader.signed(2),
        Marker::I32 => reader.signed(4),
        Marker::I64 => reader.signed(8),
        Marker::F32 => plain(f32::from_bits(u32::try_from(reader.number(4)?).unwrap_or_default()).to_string()),
        Marker::F64 => plain(f64::from_bits(reader.number(8)?).to_string()),
        Marker::FixStr(length) => reader.text(length.into()),
        Marker::Str8 => reader.length(1).and_then(|length| reader.text(length)),
        Marker::Str16 => reader.length(2).and_then(|length| reader.text(length)),
        Marker::Str32 => reader.length(4).and_then(|length| reader.text(length)),
        Marker::Bin8 => reader.length(1).and_then(|length| reader.raw(length)),
        Marker::Bin16 => reader.length(2).and_then(|length| reader.raw(length)),
        Marker::Bin32 => reader.length(4).and_then(|length| reader.raw(length)),
        Marker::FixExt1 => reader.extension(1),
        Marker::FixExt2 => reader.extension(2),
        Marker::FixExt4 => reader.extension(4),
        Marker::FixExt8 => reader.extension(8),
        Marker::FixExt16 => reader.extension(16),
        Marker::Ext8 => reader.length(1).and_then(|length| reader.extension(length)),
        Marker::Ext16 => reader.length(2).and_then(|length| reader.extension(length)),
        Marker::Ext32 => reader.length(4).and_then(|length| reader.extension(length)),
        Marker::FixArray(count) => list(tree, reader, depth, place, count.into()),
        Marker::Array16 => reader.length(2).and_then(|count| list(tree, reader, depth, place, count)),
        Marker::Array32 => reader.length(4).and_then(|count| list(tree, reader, depth, place, count)),
        Marker::FixMap(count) => map(tree, reader, depth, place, count.into()),
        Marker::Map16 => reader.length(2).and_then(|count| map(tree, reader, depth, place, count)),
        Marker::Map32 => reader.length(4).and_then(|count| map(tree, reader, depth, place, count)),
        Marker::Reserved => Err(Mistake { at: start, kind: MistakeKind::NotAllowed }),
    }?;
    tree.set(place, value, reader.at);
    Ok(())
}

fn list(tree: &mut Tree, reader: &mut Reader<'_>, depth: usize, place: usize, count: usize) -> Result<Value, Mistake> {
    tree.set(place, Value::List(count), reader.at);
    for index in 0..count {
        item(tree, reader, depth + 1, index.to_string())?;
    }
    Ok(Value::List(count))
}

fn map(tree: &mut Tree, reader: &mut Reader<'_>, depth: usize, place: usize, count: usize) -> Result<Value, Mistake> {
    tree.set(place, Value::Map(count), reader.at);
    for _ in 0..count {
        let start = reader.at;
        let mut key = Tree::default();
        item(&mut key, reader, depth + 1, String::new())?;
        let label = match key.end(Ok(())).nodes.into_iter().next().map(|node| node.value) {
            Some(Value::Text(text) | Value::Plain(text)) => text,
            _ => format!("{start:#06X}"),
        };
        item(tree, reader, depth + 1, label)?;
    }
    Ok(Value::Map(count))
}
