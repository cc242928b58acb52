//! Where in a payload the number stands that is drawn, and which one it is in each of the last messages on a topic.

use std::collections::VecDeque;

use workbench_payload::inspector::{Kind, Order};

use super::entry::{Entry, Place, Traffic};
use crate::parts::changes::fields;

/// How many messages are drawn.
pub(crate) const DRAWN: usize = 120;

/// How many messages are looked at for those on one topic.
const LOOK_BACK: usize = 50_000;

/// The kinds of numbers that bytes can be.
pub(crate) const KINDS: [Kind; 11] = [
    Kind::U8,
    Kind::I8,
    Kind::U16,
    Kind::I16,
    Kind::U32,
    Kind::I32,
    Kind::U64,
    Kind::I64,
    Kind::F16,
    Kind::F32,
    Kind::F64,
];

/// Where the number stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Source {
    /// A field of JSON, by its path.
    Field(String),
    /// Bytes from an offset on.
    Bytes { offset: usize, kind: Kind, order: Order },
}

/// A number that a message had.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Sample {
    pub(crate) place: Place,
    pub(crate) at: u64,
    pub(crate) value: f64,
}

/// The last messages on one topic: those up to now, or those up to one that is older.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Trail(VecDeque<Place>);

impl Source {
    /// The number in this payload; nothing, where it has none there.
    pub(crate) fn read(&self, payload: &[u8]) -> Option<f64> {
        match self {
            Self::Field(path) => fields(payload)?.iter().find(|field| field.path == *path)?.number(),
            Self::Bytes { offset, kind, order } => {
                let (text, _) = kind.read(payload.get(*offset..)?, *order)?;
                text.parse().ok().filter(|number: &f64| number.is_finite())
            }
        }
    }
}

/// An offset as it is typed: digits, or hexadecimal ones behind `0x`.
pub(crate) fn offset(typed: &str) -> Option<usize> {
    let typed = typed.trim();
    match typed.strip_prefix("0x").or_else(|| typed.strip_prefix("0X")) {
        Some(digits) => usize::from_str_radix(digits, 16).ok(),
        None => typed.parse().ok(),
    }
}

/// The one before this entry on the same topic and in the same direction, as far as it is looked for.
pub(crate) fn before<'a>(traffic: Traffic<'a>, entry: Entry<'a>) -> Option<Entry<'a>> {
    alike(traffic, entry).find(|earlier| earlier.place() < entry.place())
}

/// The messages on the topic of an entry that went its way, the newest first, up to the entry.
fn alike<'a>(traffic: Traffic<'a>, entry: Entry<'a>) -> impl Iterator<Item = Entry<'a>> {
    let topic = entry.topic();
    up_to(traffic, entry).filter(move |other| other.topic() == topic)
}

/// An entry and those before it that went its way, on any topic, as far as they are looked at.
fn up_to<'a>(traffic: Traffic<'a>, entry: Entry<'a>) -> Box<dyn Iterator<Item = Entry<'a>> + 'a> {
    let count = |number: u64, first: u64| usize::try_from(number.saturating_sub(first)).unwrap_or_default() + 1;
    match entry {
        Entry::Came(stored) => {
            let count = count(stored.number, traffic.first());
            Box::new(traffic.messages.iter().take(count).rev().take(LOOK_BACK).map(Entry::Came))
        }
        Entry::Sent(sent) => {
            let count = count(sent.number, traffic.sent.first());
            Box::new(traffic.sent.iter().take(count).rev().take(LOOK_BACK).map(Entry::Sent))
        }
    }
}

impl Trail {
    /// The last messages like this one, up to now if it is among them, else up to it.
    pub(crate) fn of(traffic: Traffic<'_>, entry: Entry<'_>) -> Self {
        let newest = match entry {
            Entry::Came(_) => traffic.messages.iter().next_back().map(Entry::Came),
            Entry::Sent(_) => traffic.sent.iter().next_back().map(Entry::Sent),
        };
        let topic = entry.topic();
        let behind = |other: &Entry<'_>| other.place() > entry.place();
        let later: Vec<Place> = newest
            .into_iter()
            .flat_map(|newest| up_to(traffic, newest))
            .take_while(behind)
            .filter(|other| other.topic() == topic)
            .take(DRAWN)
            .map(Entry::place)
            .collect();
        let is_near = later.len() < DRAWN;
        let earlier = alike(traffic, entry).take(if is_near { DRAWN - later.len() } else { DRAWN }).map(Entry::place);
        let mut places: VecDeque<Place> = if is_near { later.into() } else { VecDeque::new() };
        places.extend(earlier);
        places.make_contiguous().reverse();
        Self(places)
    }

    /// The numbers in them, oldest first.
    pub(crate) fn samples(&self, traffic: Traffic<'_>, source: &Source) -> Vec<Sample> {
        let entries = self.0.iter().filter_map(|place| traffic.at(*place));
        entries
            .filter_map(|entry| {
                Some(Sample { place: entry.place(), at: entry.at(), value: source.read(entry.payload())? })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::entry::tests::traffic;
    use super::*;

    fn bytes(offset: usize, kind: Kind, order: Order) -> Source {
        Source::Bytes { offset, kind, order }
    }

    #[test]
    fn a_number_is_read_by_its_name_or_its_place() {
        let field = |path: &str| Source::Field(path.to_owned());
        for (source, payload, expected) in [
            (field("a.b[1]"), &b"{\"a\":{\"b\":[1,2.5]}}"[..], Some(2.5)),
            (field("a"), b"{\"a\":\"7\"}", None),
            (field("a"), b"{\"b\":7}", None),
            (field(""), b" -3 ", Some(-3.0)),
            (field(""), b"\x00", None),
            (bytes(1, Kind::U16, Order::Big), b"\xFF\x01\x02", Some(258.0)),
            (bytes(1, Kind::U16, Order::Little), b"\xFF\x01\x02", Some(513.0)),
            (bytes(0, Kind::I8, Order::Big), b"\xFF", Some(-1.0)),
            (bytes(0, Kind::F32, Order::Little), b"\x00\x00\xAC\x41", Some(21.5)),
            (bytes(0, Kind::F32, Order::Big), b"\x7F\xC0\x00\x00", None),
            (bytes(2, Kind::U16, Order::Big), b"\xFF\x01\x02", None),
            (bytes(9, Kind::U8, Order::Big), b"\xFF", None),
        ] {
            assert_eq!(source.read(payload), expected, "{source:?}");
        }
    }

    #[test]
    fn an_offset_is_typed_in_either_notation() {
        for (typed, expected) in
            [("12", Some(12)), (" 0x1F ", Some(31)), ("0X0a", Some(10)), ("", None), ("-1", None), ("x", None)]
        {
            assert_eq!(offset(typed), expected, "{typed}");
        }
    }

    #[test]
    fn the_message_before_is_one_on_the_same_topic_that_went_the_same_way() {
        let (messages, sent) = traffic(&[("<a", b"0"), ("<b", b"1"), (">a", b"2"), ("<a", b"3"), (">a", b"4")]);
        let traffic = Traffic { messages: &messages, sent: &sent };
        let payload_before = |entry| before(traffic, entry).map(Entry::payload);
        for (number, expected) in [(0, None), (1, None), (2, Some(&b"0"[..]))] {
            assert_eq!(payload_before(Entry::Came(messages.by_number(number).unwrap())), expected, "{number}");
        }
        assert_eq!(payload_before(Entry::Sent(sent.by_number(1).unwrap())), Some(&b"2"[..]));
    }

    #[test]
    fn the_trail_ends_now_or_at_the_message_that_is_older_than_all_of_it() {
        let rows: Vec<String> = (0..2 * DRAWN + 5).map(|value| value.to_string()).collect();
        let rows: Vec<_> = rows.iter().flat_map(|value| [("<t", value.as_bytes()), ("<other", &b"x"[..])]).collect();
        let (messages, sent) = traffic(&rows);
        let traffic = Traffic { messages: &messages, sent: &sent };
        let whole = Source::Field(String::new());
        for (value, last) in
            [(2 * DRAWN + 4, 2 * DRAWN + 4), (DRAWN + 5, 2 * DRAWN + 4), (DRAWN + 4, DRAWN + 4), (3, 3)]
        {
            let entry = Entry::Came(messages.by_number(2 * value as u64).unwrap());
            let samples = Trail::of(traffic, entry).samples(traffic, &whole);
            assert_eq!(samples.len(), DRAWN.min(last + 1), "{value}");
            assert_eq!(samples.last().map(|sample| sample.value), Some(last as f64), "{value}");
            assert!(samples.iter().any(|sample| sample.place == entry.place()), "{value}");
        }
    }
}
