//! A text in the accepted part of Kaitai Struct's language becomes a description. `docs/payload-templates.md` lists the keys.

mod field;
mod keys;

use std::sync::Arc;

use super::Template;
use super::description::{Named, Names, Type};
use super::expression::{Expression, integer};
use super::refused::{Refused, Why};
use super::value::hex_bytes;
use super::yaml::{Kind, Yaml, parse};
use crate::{Encoding, Order};
use keys::{Found, Keys};

/// How many fields a type may have.
const MOST_FIELDS: usize = 200;

/// The keys of a template as a whole.
const TOP: [&str; 7] = ["meta", "doc", "doc-ref", "seq", "types", "enums", "-examples"];
/// Those of a type within it.
const TYPE: [&str; 5] = ["doc", "doc-ref", "seq", "types", "enums"];
/// Those of `meta`. Only `endian`, `bit-endian`, `encoding`, `id` and `title` have an effect.
const META: [&str; 10] =
    ["id", "title", "endian", "bit-endian", "encoding", "application", "file-extension", "license", "tags", "xref"];

/// All keys that are read, for the documentation to be held to.
#[cfg(test)]
pub(super) fn keys() -> impl Iterator<Item = &'static str> {
    TOP.into_iter().chain(TYPE).chain(META).chain(field::FIELD).chain(["switch-on", "cases"])
}

/// What the names in a template stand for.
struct Known {
    types: Vec<Vec<String>>,
    enums: Vec<Arc<Names>>,
    order: Option<Order>,
    encoding: Option<Encoding>,
}

/// Reads a template.
pub(super) fn describe(text: &str) -> Result<Template, Refused> {
    let yaml = parse(text)?;
    let top = Keys::of(&yaml, "", &TOP)?;
    let meta = top.get("meta").map(|meta| Keys::of(meta.value, "meta", &META)).transpose()?;
    let of_meta = |key: &str| meta.map_or(Ok(None), |meta| meta.text(key));
    let order = of_meta("endian")?.map(|name| field::order(&name)).transpose();
    let order = order.map_err(|()| meta.and_then(|meta| meta.get("endian")).map_or_else(unknown, Found::wrong))?;
    if let Some(bits) = meta.and_then(|meta| meta.get("bit-endian")).filter(|bits| bits.text() != Ok("be")) {
        return Err(bits.wrong());
    }
    let encoding = of_meta("encoding")?.map(|name| field::encoding(&name)).transpose();
    let encoding =
        encoding.map_err(|()| meta.and_then(|meta| meta.get("encoding")).map_or_else(unknown, Found::wrong))?;
    let mut names = Known { types: Vec::new(), enums: Vec::new(), order, encoding };
    let mut found = Vec::new();
    collect(top, &mut Vec::new(), &mut names, &mut found)?;
    let types: Result<Vec<Type>, Refused> = found.iter().map(|(path, keys)| type_of(*keys, path, &names)).collect();
    let id = of_meta("id")?.unwrap_or_default();
    let title = of_meta("title")?.unwrap_or_else(|| id.clone());
    Ok(Template { id, title, doc: top.text("doc")?, types: types?, examples: examples(top)? })
}

fn unknown() -> Refused {
    Refused::new(1, "meta", Why::Missing)
}

/// Finds all types and enums, so that a name can be used before it is explained.
fn collect<'y>(
    keys: Keys<'y>,
    path: &mut Vec<String>,
    names: &mut Known,
    found: &mut Vec<(Vec<String>, Keys<'y>)>,
) -> Result<(), Refused> {
    names.types.push(path.clone());
    found.push((path.clone(), keys));
    if let Some(enums) = keys.get("enums") {
        for one in Keys::any(enums.value, "enums")?.all() {
            let mut name = path.clone();
            name.push(one.key.to_owned());
            names.enums.push(Arc::new(Names { name, values: values(one)? }));
        }
    }
    if let Some(types) = keys.get("types") {
        for one in Keys::any(types.value, "types")?.all() {
            path.push(checked(one.key, one.line)?);
            collect(Keys::of(one.value, one.key, &TYPE)?, path, names, found)?;
            path.pop();
        }
    }
    Ok(())
}

/// The values of an enum: `3: name`, or `3: {id: name, doc: words}`.
fn values(found: Found<'_>) -> Result<Vec<Named>, Refused> {
    let mut values: Vec<Named> = Vec::new();
    for one in Keys::any(found.value, found.key)?.all() {
        let value = integer(one.key).ok_or_else(|| Refused::value(one.line, found.key, one.key))?;
        if values.iter().any(|known| known.value == value) {
            return Err(Refused::new(one.line, one.key, Why::Twice));
        }
        values.push(match &one.value.kind {
            Kind::Scalar { text, .. } => Named { value, id: text.clone(), doc: None },
            _ => {
                let keys = Keys::of(one.value, one.key, &["id", "doc", "doc-ref"])?;
                Named { value, id: keys.needed("id")?.text()?.to_owned(), doc: keys.text("doc")?.map(tidy) }
            }
        });
    }
    Ok(values)
}

fn type_of(keys: Keys<'_>, path: &[String], names: &Known) -> Result<Type, Refused> {
    let mut fields = Vec::new();
    let mut known: Vec<String> = Vec::new();
    let seq = keys.get("seq");
    for item in seq.map(Found::list).transpose()?.unwrap_or_default() {
        if known.len() >= MOST_FIELDS {
            return Err(Refused::new(item.line, "seq", Why::TooLong));
        }
        let field = field::field(item, path, names, &known)?;
        if known.contains(&field.id) {
            return Err(Refused::new(item.line, &field.id, Why::Twice));
        }
        known.push(field.id.clone());
        fields.push(Arc::new(field));
    }
    if path.is_empty() && fields.is_empty() {
        return Err(Refused::new(keys.line, "seq", Why::Missing));
    }
    Ok(Type { name: path.last().cloned().unwrap_or_default(), doc: keys.text("doc")?.map(tidy), fields })
}

fn examples(top: Keys<'_>) -> Result<Vec<Vec<u8>>, Refused> {
    let Some(found) = top.get("-examples") else { return Ok(Vec::new()) };
    let one = |item: &Yaml| match &item.kind {
        Kind::Scalar { text, .. } => hex_bytes(text).ok_or_else(|| Refused::value(item.line, "-examples", text)),
        _ => Err(found.wrong()),
    };
    found.list()?.iter().map(one).collect()
}

/// A name that expressions can name.
fn checked(name: &str, line: usize) -> Result<String, Refused> {
    let fits = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if fits { Ok(name.to_owned()) } else { Err(Refused::value(line, "id", name)) }
}

/// Words on one line.
fn tidy(text: String) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Known {
    /// What a name stands for where it is used: what stands nearest counts.
    fn nearest<T>(path: &[String], name: &[String], find: impl Fn(&[String]) -> Option<T>) -> Option<T> {
        (0..=path.len()).rev().find_map(|length| {
            let mut whole = path.get(..length)?.to_vec();
            whole.extend_from_slice(name);
            find(&whole)
        })
    }

    fn type_named(&self, path: &[String], name: &str) -> Option<usize> {
        let name: Vec<String> = name.split("::").map(str::to_owned).collect();
        Self::nearest(path, &name, |whole| self.types.iter().position(|known| known == whole))
    }

    fn enum_named(&self, path: &[String], name: &[String]) -> Option<Arc<Names>> {
        Self::nearest(path, name, |whole| self.enums.iter().find(|known| known.name == whole).cloned())
    }

    fn expression(&self, path: &[String], found: Found<'_>) -> Result<Expression, Refused> {
        let constants = |owner: &[String], value: &str| {
            let names = self.enum_named(path, owner)?;
            names.values.iter().find(|named| named.id == value).map(|named| named.value)
        };
        super::expression::parse(found.text()?, &constants).map_err(|why| found.refused(why))
    }
}
