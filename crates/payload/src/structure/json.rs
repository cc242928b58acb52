//! JSON as a tree: serde_json says what is valid, and each level is read as raw parts so that their bytes are known.

use std::fmt;

use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;
use serde_json::value::RawValue;

use super::tree::Tree;
use super::{Mistake, MistakeKind, Structure, Value};

pub(super) fn read(bytes: &[u8]) -> Structure {
    let mut tree = Tree::default();
    let result = whole(&mut tree, bytes);
    tree.end(result)
}

fn whole(tree: &mut Tree, bytes: &[u8]) -> Result<(), Mistake> {
    let text =
        std::str::from_utf8(bytes).map_err(|error| Mistake { at: error.valid_up_to(), kind: MistakeKind::NotUtf8 })?;
    let value: &RawValue = serde_json::from_str(text).map_err(|error| mistake(bytes, &error))?;
    node(tree, text, 0, String::new(), value)
}

fn node(tree: &mut Tree, whole: &str, depth: usize, label: String, raw: &RawValue) -> Result<(), Mistake> {
    let json = raw.get();
    // A part of the text knows where it stands by its address.
    let start = (json.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize);
    let place = tree.open(depth, label, start)?;
    let value = match json.as_bytes().first() {
        Some(b'{' | b'[') => {
            let parts = serde_json::Deserializer::from_str(json)
                .deserialize_any(Level)
                .map_err(|_| Mistake { at: start, kind: MistakeKind::NotAllowed })?;
            let is_map = json.starts_with('{');
            let count = parts.len();
            tree.set(place, Value::Plain(String::new()), start + json.len());
            for (label, part) in parts {
                node(tree, whole, depth + 1, label, part)?;
            }
            if is_map { Value::Map(count) } else { Value::List(count) }
        }
        Some(b'"') => Value::Text(serde_json::from_str(json).unwrap_or_default()),
        _ => Value::Plain(json.to_owned()),
    };
    tree.set(place, value, start + json.len());
    Ok(())
}

/// The parts of one object or list, each with its name or place.
struct Level;

impl<'de> Visitor<'de> for Level {
    type Value = Vec<(String, &'de RawValue)>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object or a list")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut parts = Vec::new();
        while let Some(part) = map.next_entry::<String, &RawValue>()? {
            parts.push(part);
        }
        Ok(parts)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut parts = Vec::new();
        while let Some(part) = list.next_element::<&RawValue>()? {
            parts.push((parts.len().to_string(), part));
        }
        Ok(parts)
    }
}

/// Where serde_json stopped, as a byte.
fn mistake(bytes: &[u8], error: &serde_json::Error) -> Mistake {
    let line_start = match error.line().checked_sub(2) {
        Some(before) => memchr::memchr_iter(b'\n', bytes).nth(before).map_or(0, |at| at + 1),
        None => 0,
    };
    let at = (line_start + error.column()).saturating_sub(1).min(bytes.len());
    match error.classify() {
        Category::Eof => Mistake { at: bytes.len(), kind: MistakeKind::EndsEarly },
        _ if error.to_string().starts_with("trailing characters") => Mistake { at, kind: MistakeKind::LeftOver },
        _ if error.to_string().starts_with("recursion limit") => Mistake { at, kind: MistakeKind::TooDeep },
        _ => Mistake { at, kind: MistakeKind::NotAllowed },
    }
}
