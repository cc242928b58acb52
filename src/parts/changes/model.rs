//! What differs between two payloads: the fields of JSON, or bytes.

use std::collections::HashMap;
use std::ops::Range;

use workbench_payload::diff::{Difference, differences_in_both};
use workbench_payload::notation;
use workbench_payload::structure::{Format, Node, Value};

/// How many bytes of a value are shown.
const VALUE: usize = 120;

/// How many bytes of each change are shown, where it is no JSON.
const BYTES: usize = 16;

/// How many changes and fields are told apart: a table that goes on is read by nobody.
pub const MOST: usize = 200;

/// A value in JSON, and where it stands: `plant.press[2].temp`, or nothing for the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    pub path: String,
    /// As it is written.
    pub text: String,
}

/// One line of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The path of the field, or the offset of the byte.
    pub place: String,
    pub was: Option<String>,
    pub is: Option<String>,
    /// How much greater a number became: `+0.9`.
    pub difference: Option<String>,
}

/// What changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changes {
    /// Not a byte.
    Nothing,
    /// Fields, those that changed first.
    Fields(Vec<Change>),
    /// The first places at which the bytes differ, [`MOST`] at most, and how many there are.
    Bytes(Vec<Change>, usize),
}

impl Change {
    pub fn is_same(&self) -> bool {
        self.was == self.is
    }
}

impl Field {
    /// The number that it is.
    pub fn number(&self) -> Option<f64> {
        number(&self.text)
    }
}

/// The values in a payload that is JSON.
pub fn fields(payload: &[u8]) -> Option<Vec<Field>> {
    // Nothing else can begin JSON, and most bytes that are none are told by the first.
    let first = payload.iter().find(|byte| !byte.is_ascii_whitespace())?;
    if !matches!(first, b'{' | b'[' | b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n') {
        return None;
    }
    let structure = Format::Json.read(payload);
    if structure.mistake.is_some() {
        return None;
    }
    let mut fields = Vec::new();
    // The path of each node that holds the next, by its depth, and whether that is a list.
    let mut above: Vec<(String, bool)> = Vec::new();
    for Node { depth, label, value, range } in structure.nodes {
        above.truncate(depth);
        let path = match above.last() {
            None => String::new(),
            Some((path, true)) => format!("{path}[{label}]"),
            Some((path, false)) if path.is_empty() => label,
            Some((path, false)) => format!("{path}.{label}"),
        };
        let is_leaf = !matches!(value, Value::Map(1..) | Value::List(1..));
        if is_leaf {
            let text = String::from_utf8_lossy(payload.get(range).unwrap_or_default());
            fields.push(Field { path, text: text.trim().to_owned() });
        } else {
            above.push((path, matches!(value, Value::List(_))));
        }
    }
    Some(fields)
}

/// What changed from one payload to the next.
pub fn changes(before: &[u8], now: &[u8]) -> Changes {
    if before == now {
        return Changes::Nothing;
    }
    match (fields(before), fields(now)) {
        (Some(before), Some(now)) => Changes::Fields(by_field(before, now)),
        _ => bytes_changed(before, now),
    }
}

/// The same for payloads that are not to be read as JSON, because they are large.
pub fn bytes_changed(before: &[u8], now: &[u8]) -> Changes {
    if before == now {
        return Changes::Nothing;
    }
    let places = differences_in_both(before, now);
    Changes::Bytes(by_byte(before, now, &places), places.len())
}

fn by_field(before: Vec<Field>, now: Vec<Field>) -> Vec<Change> {
    let mut earlier: HashMap<&str, &Field> = before.iter().map(|field| (field.path.as_str(), field)).collect();
    let mut rows = Vec::new();
    for field in &now {
        let was = earlier.remove(field.path.as_str());
        let difference = was.and_then(|was| difference(&was.text, &field.text));
        let (was, is) = (was.map(|was| cut(&was.text)), Some(cut(&field.text)));
        rows.push(Change { place: field.path.clone(), was, is, difference });
    }
    let gone = before.iter().filter(|field| earlier.contains_key(field.path.as_str()));
    rows.extend(gone.map(|field| {
        let was = Some(cut(&field.text));
        Change { place: field.path.clone(), was, is: None, difference: None }
    }));
    rows.sort_by_key(Change::is_same);
    rows
}

fn by_byte(before: &[u8], now: &[u8], places: &[Difference]) -> Vec<Change> {
    let part = |bytes: &[u8], range: &Range<usize>| {
        let part = bytes.get(range.clone()).filter(|part| !part.is_empty())?;
        let shown = notation::hex(part.get(..BYTES).unwrap_or(part));
        Some(if part.len() > BYTES { format!("{shown} …") } else { shown })
    };
    let row = |place: &Difference| Change {
        place: format!("{:04X}", place.now.start),
        was: part(before, &place.before),
        is: part(now, &place.now),
        difference: None,
    };
    places.iter().take(MOST).map(row).collect()
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(VALUE) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// The number that a value of JSON is. Rust reads words such as `inf` as numbers too, JSON has none.
fn number(text: &str) -> Option<f64> {
    let is_number = text.starts_with(|first: char| first == '-' || first.is_ascii_digit());
    text.parse().ok().filter(|number: &f64| is_number && number.is_finite())
}

/// How many places behind the point a difference has at most: more of them are noise of the sender's arithmetic.
const PLACES: usize = 6;

/// How much greater the second number is, in as many places behind the point as they have.
fn difference(was: &str, is: &str) -> Option<String> {
    if was == is {
        return None;
    }
    if let (Ok(was), Ok(is)) = (was.parse::<i128>(), is.parse::<i128>()) {
        return is.checked_sub(was).map(|difference| format!("{difference:+}"));
    }
    let (from, to) = (number(was)?, number(is)?);
    let places = |text: &str| text.split_once('.').map_or(0, |(_, behind)| behind.len());
    let rounded = format!("{:+.*}", places(was).max(places(is)).min(PLACES), to - from);
    let is_too_small = number(rounded.trim_start_matches('+')).is_none_or(|rounded| rounded == 0.0);
    let has_exponent = was.contains(['e', 'E']) || is.contains(['e', 'E']);
    Some(if has_exponent || is_too_small { format!("{:+}", to - from) } else { rounded })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(before: &[u8], now: &[u8]) -> Vec<String> {
        let rows = match changes(before, now) {
            Changes::Nothing => return vec!["nothing".to_owned()],
            Changes::Fields(rows) | Changes::Bytes(rows, _) => rows,
        };
        let shown = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
        let row =
            |row: &Change| format!("{} {} {} {}", row.place, shown(&row.was), shown(&row.is), shown(&row.difference));
        rows.iter().map(row).collect()
    }

    #[test]
    fn fields_that_came_went_or_changed_are_told_first() {
        for (before, now, expected) in [
            (
                r#"{"unit":"C","temp":22.9,"n":48234,"old":1}"#,
                r#"{"unit":"C","temp":23.8,"n":48236,"new":true}"#,
                &["temp 22.9 23.8 +0.9", "n 48234 48236 +2", "new - true -", "old 1 - -", "unit \"C\" \"C\" -"][..],
            ),
            (r#"{"a":{"b":[1,{"c":2}]}}"#, r#"{"a":{"b":[1,{"c":5}]}}"#, &["a.b[1].c 2 5 +3", "a.b[0] 1 1 -"]),
            ("21.50", "20", &[" 21.50 20 -1.50"]),
            (
                "{\"t\":18.36793666733189}",
                "{\"t\":17.00002938034789}",
                &["t 18.36793666733189 17.00002938034789 -1.367907"],
            ),
            ("0.0", "0.0000000001", &[" 0.0 0.0000000001 +0.0000000001"]),
            ("[]", "[1]", &["[0] - 1 -", " [] - -"]),
            ("\"on\"", "\"off\"", &[" \"on\" \"off\" -"]),
            ("9007199254740993", "9007199254740992", &[" 9007199254740993 9007199254740992 -1"]),
            ("1e3", "2E3", &[" 1e3 2E3 +1000"]),
            ("{}", "{}", &["nothing"]),
        ] {
            assert_eq!(told(before.as_bytes(), now.as_bytes()), expected, "{before} {now}");
        }
    }

    #[test]
    fn what_is_no_json_is_compared_byte_by_byte() {
        for (before, now, expected) in [
            (&b"\x01\x02\x03"[..], &b"\x01\xFF\x03"[..], &["0001 02 FF -"][..]),
            (b"on", b"one", &["0002 - 65 -"]),
            (b"one", b"on", &["0002 65 - -"]),
            (b"{\"a\":1", b"{\"a\":1}", &["0006 - 7D -"]),
            (b"\x01same\x02same\x03", b"\x11\x12\x13same\x02same", &["0000 01 11 12 13 -", "000C 03 - -"]),
            (
                &[b'x'; 20],
                &[b'y'; 20],
                &[
                    "0000 78 78 78 78 78 78 78 78 78 78 78 78 78 78 78 78 … 79 79 79 79 79 79 79 79 79 79 79 79 79 79 79 79 … -",
                ],
            ),
        ] {
            assert_eq!(told(before, now), expected);
        }
    }

    #[test]
    fn of_very_many_places_the_first_are_told_and_all_are_counted() {
        let (before, now): (Vec<u8>, Vec<u8>) =
            (vec![0; 1_000], (0..1_000).map(|at| at % 2).map(|bit: u16| bit as u8).collect());
        let Changes::Bytes(rows, all) = bytes_changed(&before, &now) else { panic!("not told as bytes") };
        assert_eq!((rows.len(), all), (MOST, 500));
        assert_eq!(bytes_changed(&now, &now), Changes::Nothing);
    }

    #[test]
    fn only_numbers_are_numbers() {
        for (json, number) in
            [("21.5", Some(21.5)), ("-1", Some(-1.0)), ("\"7\"", None), ("null", None), ("true", None), ("1e999", None)]
        {
            let found = fields(json.as_bytes()).and_then(|fields| fields.first().and_then(Field::number));
            assert_eq!(found, number, "{json}");
        }
    }
}
