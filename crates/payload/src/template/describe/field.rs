//! One item of `seq`: how it stands in the bytes, and what its value means.

use std::sync::Arc;

use super::keys::{Found, Keys};
use super::{Known, checked, tidy};
use crate::template::description::{Algorithm, Body, Extent, Field, Follows, Leaf, Meaning, Repeat, Shape, Transform};
use crate::template::expression::Expression;
use crate::template::refused::{Refused, Why};
use crate::template::scale::Scale;
use crate::template::yaml::{Kind, Yaml};
use crate::{Encoding, Order};

/// The keys of a field: Kaitai Struct's, then ours.
pub(super) const FIELD: [&str; 28] = [
    "id",
    "doc",
    "doc-ref",
    "type",
    "size",
    "size-eos",
    "contents",
    "encoding",
    "terminator",
    "process",
    "repeat",
    "repeat-expr",
    "repeat-until",
    "if",
    "enum",
    "-add",
    "-escape",
    "-run-of",
    "-checksum",
    "-over",
    "-value",
    "-digits",
    "-number",
    "-signed",
    "-scale",
    "-offset",
    "-unit",
    "-hex",
];

/// What a field of the type in hand is read with.
struct Context<'a> {
    keys: Keys<'a>,
    path: &'a [String],
    names: &'a Known,
    /// The fields before it.
    known: &'a [String],
}

pub(super) fn field(item: &Yaml, path: &[String], names: &Known, known: &[String]) -> Result<Field, Refused> {
    let keys = Keys::of(item, "seq", &FIELD)?;
    let context = Context { keys, path, names, known };
    let id = match keys.get("id") {
        Some(found) => checked(found.text()?, found.line)?,
        None => format!("unnamed{}", known.len()),
    };
    let mut extent = context.extent()?;
    let shape = context.shape(&extent)?;
    // A number of so many bytes has its size from its type.
    if keys.get("-number").is_some() {
        extent = Extent::Natural;
    }
    let field = Field {
        id,
        doc: keys.text("doc")?.map(tidy),
        condition: context.expression("if")?,
        repeat: context.repeat()?,
        transform: context.transform(&extent)?,
        meaning: context.meaning(&shape)?,
        follows: context.follows(&shape)?,
        extent,
        shape,
    };
    Ok(field)
}

impl<'a> Context<'a> {
    /// An expression, whose names must be those of fields before.
    fn expression(&self, key: &str) -> Result<Option<Expression>, Refused> {
        let Some(found) = self.keys.get(key) else { return Ok(None) };
        let expression = self.names.expression(self.path, found)?;
        let special = ["_root", "_parent", "_", "_index", "_io"];
        let unknown = |path: &&[String]| {
            path.first().is_none_or(|first| !special.contains(&first.as_str()) && !self.known.contains(first))
        };
        // The last one read is this field itself; its own fields are not known here.
        let is_amount = matches!(key, "size" | "repeat-expr") && expression.names().is_empty();
        match expression.names().into_iter().find(unknown) {
            Some(path) => Err(found.refused(Why::Unknown(path.join(".")))),
            // No payload has fewer than no bytes.
            None if is_amount && expression.value(&|_| None).is_none_or(|amount| amount < 0) => Err(found.wrong()),
            None => Ok(Some(expression)),
        }
    }

    fn repeat(&self) -> Result<Repeat, Refused> {
        let (count, until) = (self.expression("repeat-expr")?, self.expression("repeat-until")?);
        let Some(found) = self.keys.get("repeat") else {
            return match self.keys.get("repeat-expr").or(self.keys.get("repeat-until")) {
                Some(alone) => Err(alone.refused(Why::Needs("repeat"))),
                None => Ok(Repeat::Once),
            };
        };
        match (found.text()?, count, until) {
            ("eos", None, None) => Ok(Repeat::ToTheEnd),
            ("expr", Some(count), None) => Ok(Repeat::Count(count)),
            ("until", None, Some(until)) => Ok(Repeat::Until(until)),
            ("expr", None, _) => Err(found.refused(Why::Needs("repeat-expr"))),
            ("until", _, None) => Err(found.refused(Why::Needs("repeat-until"))),
            _ => Err(found.wrong()),
        }
    }

    fn extent(&self) -> Result<Extent, Refused> {
        let ends = self.keys.get("type").is_some_and(|found| found.text() == Ok("strz"));
        let mut found = Vec::new();
        if self.keys.get("size").is_some() {
            found.extend(self.expression("size")?.map(|size| ("size", Extent::Size(size))));
        }
        if self.keys.flag("size-eos")? {
            found.push(("size-eos", Extent::ToTheEnd));
        }
        if let Some(end) = self.keys.byte("terminator")?.or(ends.then_some(0)) {
            found.push(("terminator", Extent::Before(end)));
        }
        if let Some(byte) = self.keys.byte("-run-of")? {
            found.push(("-run-of", Extent::RunOf(byte)));
        }
        let mut found = found.into_iter();
        let (Some((_, extent)), other) = (found.next(), found.next()) else { return Ok(Extent::Natural) };
        match other.and_then(|(key, _)| self.keys.get(key).or(self.keys.get("type")).map(|found| (found, key))) {
            Some((found, _)) => Err(found.refused(Why::Conflict("size"))),
            None => Ok(extent),
        }
    }

    fn transform(&self, extent: &Extent) -> Result<Option<Transform>, Refused> {
        let mut found = Vec::new();
        if let Some(key) = self.keys.get("-add") {
            found.push((key, Transform::Add(key.byte()?)));
        }
        if let Some(key) = self.keys.get("process") {
            let inner = key.text()?.strip_prefix("xor(").and_then(|rest| rest.strip_suffix(')'));
            let byte = inner.and_then(|text| crate::template::expression::integer(text.trim()));
            let byte = byte.and_then(|byte| u8::try_from(byte).ok()).ok_or_else(|| key.wrong())?;
            found.push((key, Transform::Xor(byte)));
        }
        if let Some(key) = self.keys.get("-escape") {
            found.push((key, Transform::Escape(escapes(key)?)));
        }
        let mut found = found.into_iter();
        match (found.next(), found.next()) {
            (None, _) => Ok(None),
            (Some((key, _)), _) if matches!(extent, Extent::Natural) => Err(key.refused(Why::Needs("size"))),
            (Some((_, transform)), None) => Ok(Some(transform)),
            (Some(_), Some((key, _))) => Err(key.refused(Why::Conflict("-add"))),
        }
    }

    fn shape(&self, extent: &Extent) -> Result<Shape, Refused> {
        let one = |leaf: Leaf| Ok(Shape::One(Arc::new(Body::Leaf(leaf))));
        let natural = matches!(extent, Extent::Natural);
        if let Some(key) = self.keys.get("contents") {
            if let Some(other) = self.keys.get("type").or(self.keys.get("terminator")) {
                return Err(other.refused(Why::Conflict("contents")));
            }
            return one(Leaf::Fixed(key.bytes()?));
        }
        if let Some(key) = self.keys.get("-digits") {
            if let Some(other) = self.keys.get("type") {
                return Err(other.refused(Why::Conflict("-digits")));
            }
            let order = order(key.text()?).map_err(|()| key.wrong())?;
            if natural {
                return Err(key.refused(Why::Needs("size")));
            }
            return one(Leaf::Digits { order, signed: self.keys.flag("-signed")? });
        }
        if let Some(key) = self.keys.get("-number") {
            if let Some(other) = self.keys.get("type").or(self.keys.get("-digits")) {
                return Err(other.refused(Why::Conflict("-number")));
            }
            let order = order(key.text()?).map_err(|()| key.wrong())?;
            let size = match extent {
                Extent::Size(size) => size.value(&|_| None).and_then(|size| usize::try_from(size).ok()),
                _ => None,
            };
            let bytes =
                size.filter(|size| (1..=8).contains(size)).ok_or_else(|| key.refused(Why::Needs("size of 1 to 8")))?;
            return one(Leaf::Integer { bytes, signed: self.keys.flag("-signed")?, order });
        }
        let Some(found) = self.keys.get("type") else {
            return if natural { Err(Refused::new(self.keys.line, "type", Why::Missing)) } else { one(Leaf::Bytes) };
        };
        if let Kind::Scalar { text, .. } = &found.value.kind {
            return self.body(text, found, extent).map(Shape::One);
        }
        let keys = Keys::of(found.value, "type", &["switch-on", "cases"])?;
        let inner = Context { keys, path: self.path, names: self.names, known: self.known };
        let on = inner.expression("switch-on")?.ok_or_else(|| found.refused(Why::Needs("switch-on")))?;
        let (mut cases, mut other): (Vec<(i128, Arc<Body>)>, _) = (Vec::new(), None);
        for case in Keys::any(keys.needed("cases")?.value, "cases")?.all() {
            let body = self.body(case.text()?, case, extent)?;
            if case.key == "_" {
                other = Some(body);
                continue;
            }
            let constant = |owner: &[String], value: &str| {
                let names = self.names.enum_named(self.path, owner)?;
                names.values.iter().find(|named| named.id == value).map(|named| named.value)
            };
            let value = crate::template::expression::parse(case.key, &constant).map_err(|why| case.refused(why))?;
            let value = value.value(&|_| None).ok_or_else(|| Refused::value(case.line, "cases", case.key))?;
            if cases.iter().any(|(known, _)| *known == value) {
                return Err(case.refused(Why::Twice));
            }
            cases.push((value, body));
        }
        // A size without a case for it has bytes, as in Kaitai Struct.
        if other.is_none() && !natural {
            other = Some(Arc::new(Body::Leaf(Leaf::Bytes)));
        }
        Ok(Shape::Switch { on, cases, other })
    }

    /// The content that the name of a type stands for.
    fn body(&self, name: &str, found: Found<'_>, extent: &Extent) -> Result<Arc<Body>, Refused> {
        let natural = matches!(extent, Extent::Natural);
        let leaf = match name {
            "str" | "strz" if natural => return Err(found.refused(Why::Needs("size"))),
            "str" | "strz" => {
                let own = self.keys.get("encoding");
                let own = own.map(|key| encoding(key.text()?).map_err(|()| key.wrong())).transpose()?;
                let encoding = own.or(self.names.encoding).ok_or_else(|| found.refused(Why::Needs("encoding")))?;
                Leaf::Text(encoding)
            }
            _ => match self.number(name, found)? {
                Some(_) if !natural && self.keys.get("size").is_some() => {
                    return Err(found.refused(Why::Conflict("size")));
                }
                Some(_) if !natural => return Err(found.refused(Why::Conflict("size-eos"))),
                Some(leaf) => leaf,
                None => {
                    let of = self.names.type_named(self.path, name);
                    let of = of.ok_or_else(|| found.refused(Why::Unknown(name.to_owned())))?;
                    return Ok(Arc::new(Body::Type(of)));
                }
            },
        };
        Ok(Arc::new(Body::Leaf(leaf)))
    }

    /// `u1`, `s2le`, `f4`, `b12` and the like.
    fn number(&self, name: &str, found: Found<'_>) -> Result<Option<Leaf>, Refused> {
        let mut rest = name.chars();
        let (kind, rest) = (rest.next(), rest.as_str());
        if kind == Some('b') && !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()) {
            let count = rest.parse().ok().filter(|count| (1..=64).contains(count)).ok_or_else(|| found.wrong())?;
            return Ok(Some(Leaf::Bits { count, signed: self.keys.flag("-signed")? }));
        }
        let (digit, order_name) = rest.split_at_checked(1).unwrap_or_default();
        let bytes = match (kind, digit) {
            (Some('u' | 's'), "1") if order_name.is_empty() => 1,
            (Some('u' | 's'), "2") => 2,
            (Some('u' | 's' | 'f'), "4") => 4,
            (Some('u' | 's' | 'f'), "8") => 8,
            _ => return Ok(None),
        };
        let order = match order_name {
            "" if bytes == 1 => Order::Big,
            "" => self.names.order.ok_or_else(|| found.refused(Why::Needs("meta/endian")))?,
            name => match order(name) {
                Ok(order) => order,
                Err(()) => return Ok(None),
            },
        };
        Ok(Some(match kind {
            Some('f') => Leaf::Float { bytes, order },
            kind => Leaf::Integer { bytes, signed: kind == Some('s'), order },
        }))
    }

    fn meaning(&self, shape: &Shape) -> Result<Meaning, Refused> {
        let names = self.keys.get("enum").map(|found| {
            let path: Vec<String> = found.text()?.split("::").map(str::to_owned).collect();
            let names = self.names.enum_named(self.path, &path);
            names.ok_or_else(|| found.refused(Why::Unknown(path.join("::"))))
        });
        let (step, start) = (self.keys.get("-scale"), self.keys.get("-offset"));
        let scale = step.or(start).map(|found| {
            let text = |key: Option<Found<'_>>, otherwise: &str| {
                key.map_or(Ok(otherwise.to_owned()), |key| key.text().map(str::to_owned))
            };
            Scale::parse(&text(step, "1")?, &text(start, "0")?).ok_or_else(|| found.wrong())
        });
        let whole = |body: &&Arc<Body>| {
            matches!(***body, Body::Leaf(Leaf::Integer { .. } | Leaf::Bits { .. } | Leaf::Digits { .. }))
        };
        let numbers = shape.bodies().iter().all(whole);
        if let Some(found) = self.keys.get("enum").or(step).or(start).or(self.keys.get("-hex")).filter(|_| !numbers) {
            return Err(found.refused(Why::Needs("a whole number as type")));
        }
        Ok(Meaning {
            names: names.transpose()?,
            scale: scale.transpose()?,
            unit: self.keys.text("-unit")?,
            hexadecimal: self.keys.flag("-hex")?,
        })
    }

    fn follows(&self, shape: &Shape) -> Result<Option<Follows>, Refused> {
        let (checksum, value) = (self.keys.get("-checksum"), self.expression("-value")?);
        let width = |body: &&Arc<Body>| match ***body {
            Body::Leaf(Leaf::Integer { bytes, .. }) => Some(bytes),
            _ => None,
        };
        let Some(found) = checksum else {
            if let Some(over) = self.keys.get("-over") {
                return Err(over.refused(Why::Needs("-checksum")));
            }
            let is_number = shape
                .bodies()
                .iter()
                .all(|body| matches!(***body, Body::Leaf(Leaf::Integer { .. } | Leaf::Bits { .. })));
            return match self.keys.get("-value").filter(|_| !is_number) {
                Some(found) => Err(found.refused(Why::Needs("a whole number as type"))),
                None => Ok(value.map(Follows::Value)),
            };
        };
        let algorithm = Algorithm::named(found.text()?).ok_or_else(|| found.wrong())?;
        if shape.bodies().iter().any(|body| width(body) != Some(algorithm.width())) {
            return Err(found.refused(Why::Needs("an integer of its width as type")));
        }
        let covers = match self.keys.get("-over") {
            None => self.known.to_vec(),
            Some(over) => {
                let ends: Vec<&str> = over.list()?.iter().filter_map(text_of).collect();
                let [from, to] = *ends else { return Err(over.wrong()) };
                let place = |name: &str| {
                    let place = self.known.iter().position(|known| known == name);
                    place.ok_or_else(|| over.refused(Why::Unknown(name.to_owned())))
                };
                let (from, to) = (place(from)?, place(to)?);
                self.known.get(from..=to).ok_or_else(|| over.wrong())?.to_vec()
            }
        };
        Ok(Some(Follows::Checksum { algorithm, covers }))
    }
}

fn text_of(value: &Yaml) -> Option<&str> {
    match &value.kind {
        Kind::Scalar { text, .. } => Some(text),
        _ => None,
    }
}

/// `[[0x7d, 0x7d, 0x01], [0x7e, 0x7d, 0x02]]`: a byte, and those that stand for it. No sequence begins another, so that what was
/// escaped has one meaning.
fn escapes(key: Found<'_>) -> Result<Vec<(u8, Vec<u8>)>, Refused> {
    let mut pairs: Vec<(u8, Vec<u8>)> = Vec::new();
    for item in key.list()? {
        let all = super::keys::bytes(item).ok_or_else(|| key.wrong())?;
        let Some((short, long)) = all.split_first().filter(|(_, long)| (2..=8).contains(&long.len())) else {
            return Err(key.wrong());
        };
        let clashes =
            |(known, other): &(u8, Vec<u8>)| known == short || other.starts_with(long) || long.starts_with(other);
        if pairs.iter().any(clashes) {
            return Err(key.wrong());
        }
        pairs.push((*short, long.to_vec()));
    }
    if pairs.is_empty() { Err(key.wrong()) } else { Ok(pairs) }
}

pub(super) fn order(name: &str) -> Result<Order, ()> {
    match name {
        "be" => Ok(Order::Big),
        "le" => Ok(Order::Little),
        _ => Err(()),
    }
}

pub(super) fn encoding(name: &str) -> Result<Encoding, ()> {
    match name.to_ascii_lowercase().as_str() {
        "ascii" | "us-ascii" | "utf-8" | "utf8" => Ok(Encoding::Utf8),
        "gbk" | "gb2312" | "gb18030" => Ok(Encoding::Gbk),
        "iso-8859-1" | "latin1" => Ok(Encoding::Latin1),
        _ => Err(()),
    }
}
