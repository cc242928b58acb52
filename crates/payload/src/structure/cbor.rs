//! CBOR as a tree.

use minicbor::data::Type;
use minicbor::decode::{Decoder, Error};

use super::tree::Tree;
use super::{Mistake, MistakeKind, Structure, Value};

pub(super) fn read(bytes: &[u8]) -> Structure {
    let mut tree = Tree::default();
    let mut decoder = Decoder::new(bytes);
    let mut result = item(&mut tree, &mut decoder, 0, String::new());
    if result.is_ok() && decoder.position() < bytes.len() {
        result = Err(Mistake { at: decoder.position(), kind: MistakeKind::LeftOver });
    }
    tree.end(result)
}

fn item(tree: &mut Tree, decoder: &mut Decoder<'_>, depth: usize, label: String) -> Result<(), Mistake> {
    let start = decoder.position();
    let place = tree.open(depth, label, start)?;
    let found = decoder.datatype().map_err(|error| mistake(start, &error))?;
    let value = content(tree, decoder, depth, found, place)?;
    tree.set(place, value, decoder.position());
    Ok(())
}

fn content(
    tree: &mut Tree,
    decoder: &mut Decoder<'_>,
    depth: usize,
    found: Type,
    place: usize,
) -> Result<Value, Mistake> {
    let at = decoder.position();
    let wrong = |error: Error| mistake(at, &error);
    Ok(match found {
        Type::Array | Type::ArrayIndef => {
            let announced = decoder.array().map_err(wrong)?;
            tree.set(place, Value::List(0), decoder.position());
            Value::List(elements(tree, decoder, depth, announced)?)
        }
        Type::Map | Type::MapIndef => {
            let announced = decoder.map().map_err(wrong)?;
            tree.set(place, Value::Map(0), decoder.position());
            Value::Map(pairs(tree, decoder, depth, announced)?)
        }
        Type::Tag => {
            let tag = decoder.tag().map_err(wrong)?.as_u64();
            tree.set(place, Value::Tag(tag), decoder.position());
            item(tree, decoder, depth + 1, String::new())?;
            Value::Tag(tag)
        }
        Type::Bytes | Type::BytesIndef => {
            let parts = decoder.bytes_iter().map_err(wrong)?;
            Value::Bytes(parts.map(|part| part.map(<[u8]>::len)).sum::<Result<usize, _>>().map_err(wrong)?)
        }
        Type::String | Type::StringIndef => Value::Text(text(decoder).map_err(wrong)?),
        Type::F16 => Value::Plain(decoder.f16().map_err(wrong)?.to_string()),
        Type::F32 => Value::Plain(decoder.f32().map_err(wrong)?.to_string()),
        Type::F64 => Value::Plain(decoder.f64().map_err(wrong)?.to_string()),
        Type::Bool => Value::Plain(decoder.bool().map_err(wrong)?.to_string()),
        Type::Null => {
            decoder.null().map_err(wrong)?;
            Value::Plain("null".into())
        }
        Type::Undefined => {
            decoder.undefined().map_err(wrong)?;
            Value::Plain("undefined".into())
        }
        Type::Simple => Value::Plain(format!("simple({})", decoder.simple().map_err(wrong)?)),
        Type::Break | Type::Unknown(_) => return Err(Mistake { at, kind: MistakeKind::NotAllowed }),
        _ => Value::Plain(decoder.int().map_err(wrong)?.to_string()),
    })
}

fn text(decoder: &mut Decoder<'_>) -> Result<String, Error> {
    decoder.str_iter()?.collect()
}

fn elements(
    tree: &mut Tree,
    decoder: &mut Decoder<'_>,
    depth: usize,
    announced: Option<u64>,
) -> Result<usize, Mistake> {
    let mut count = 0;
    while more(decoder, announced, count)? {
        item(tree, decoder, depth + 1, count.to_string())?;
        count += 1;
    }
    Ok(count)
}

fn pairs(tree: &mut Tree, decoder: &mut Decoder<'_>, depth: usize, announced: Option<u64>) -> Result<usize, Mistake> {
    let mut count = 0;
    while more(decoder, announced, count)? {
        let start = decoder.position();
        // A key is shown as it is written: text as it stands, the rest in short.
        let mut key = Tree::default();
        item(&mut key, decoder, depth + 1, String::new())?;
        let label = match key.end(Ok(())).nodes.into_iter().next().map(|node| node.value) {
            Some(Value::Text(text) | Value::Plain(text)) => text,
            _ => format!("{start:#06X}"),
        };
        item(tree, decoder, depth + 1, label)?;
        count += 1;
    }
    Ok(count)
}

/// Whether another one follows; the mark that ends a list of unknown length is taken away.
fn more(decoder: &mut Decoder<'_>, announced: Option<u64>, count: usize) -> Result<bool, Mistake> {
    if let Some(announced) = announced {
        return Ok((count as u64) < announced);
    }
    let at = decoder.position();
    let ends = decoder.datatype().map_err(|error| mistake(at, &error))? == Type::Break;
    if ends {
        decoder.set_position(at + 1);
    }
    Ok(!ends)
}

fn mistake(start: usize, error: &Error) -> Mistake {
    let at = error.position().unwrap_or(start);
    let kind = if error.is_end_of_input() { MistakeKind::EndsEarly } else { MistakeKind::NotAllowed };
    Mistake { at, kind }
}
