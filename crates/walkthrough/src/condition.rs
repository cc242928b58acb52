//! What came back, by field: which fields there are, where they stand, and whether a condition holds.

use std::collections::BTreeMap;

use fibocom_at::frame::Line;
use fibocom_at::{Failure, Reply};

use crate::document::Condition;
use crate::problem::Fault;

/// What became of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// A command was answered, or was not.
    Answer(Result<Reply, Failure>),
    /// A message came, on this topic.
    Message(String),
    /// The time is over.
    Nothing,
}

/// Where a field stands in an answer.
#[derive(Debug, Clone, Copy)]
enum Place {
    /// The value at this position, from 0.
    At(usize),
    /// The whole text of the line.
    Text,
    /// The year of the time that it tells.
    Year,
    /// The second value of the line whose first is this.
    Of(&'static str),
    /// The number of the status line.
    Status,
    /// The topic of a message.
    Topic,
}

/// A field: its name, the command that brings it, and its place. The names are those of the manuals.
type Row = (&'static str, &'static str, Place);

/// The command of a field that comes with a message.
pub(crate) const MESSAGE: &str = "message";

const FIELDS: &[Row] = &[
    ("CPIN.state", "+CPIN", Place::At(0)),
    ("CSQ.rssi", "+CSQ", Place::At(0)),
    ("CSQ.ber", "+CSQ", Place::At(1)),
    ("CREG.stat", "+CREG", Place::At(1)),
    ("CGREG.stat", "+CGREG", Place::At(1)),
    ("CEREG.stat", "+CEREG", Place::At(1)),
    ("COPS.mode", "+COPS", Place::At(0)),
    ("COPS.oper", "+COPS", Place::At(2)),
    ("COPS.act", "+COPS", Place::At(3)),
    ("MIPCALL.state", "+MIPCALL", Place::At(0)),
    ("MIPCALL.address", "+MIPCALL", Place::At(1)),
    ("CGPADDR.address", "+CGPADDR", Place::At(1)),
    ("CCLK.time", "+CCLK", Place::At(0)),
    ("CCLK.year", "+CCLK", Place::Year),
    ("GTSSLVER.version", "+GTSSLVER", Place::At(0)),
    ("GTSSLMODE.mode", "+GTSSLMODE", Place::At(0)),
    ("GTSSLERR.number", "+GTSSLERR", Place::At(0)),
    ("GTSSLFILE.trust", "+GTSSLFILE", Place::Of("TRUSTFILE")),
    ("GTSSLFILE.certificate", "+GTSSLFILE", Place::Of("CERTFILE")),
    ("GTSSLFILE.key", "+GTSSLFILE", Place::Of("KEYFILE")),
    ("MQTTCONF.mode", "+MQTTCONF", Place::At(0)),
    ("MIPNTP.status", "+MIPNTP", Place::Status),
    ("MQTTOPEN.status", "+MQTTOPEN", Place::Status),
    ("MQTTSUB.status", "+MQTTSUB", Place::Status),
    ("MQTTUNSUB.status", "+MQTTUNSUB", Place::Status),
    ("MQTTPUB.status", "+MQTTPUB", Place::Status),
    ("MQTTCLOSE.status", "+MQTTCLOSE", Place::Status),
    ("MQTTCLOSE.client", "+MQTTCLOSE", Place::At(0)),
    ("CGMI.text", "+CGMI", Place::Text),
    ("CGMM.text", "+CGMM", Place::Text),
    ("CGMR.text", "+CGMR", Place::Text),
    ("CGSN.text", "+CGSN", Place::Text),
    ("ATI.text", "I", Place::Text),
    ("MESSAGE.topic", MESSAGE, Place::Topic),
];

/// The fields that a command brings, by the name of the command. Those of a message are under `message`.
pub(crate) fn fields_of(command: &str) -> impl Iterator<Item = &'static str> {
    FIELDS.iter().filter(move |(_, of, _)| *of == command).map(|(name, ..)| *name)
}

/// Whether a command brings a field.
pub(crate) fn brings(command: &str, field: &str) -> bool {
    FIELDS.iter().any(|(name, of, _)| *name == field && *of == command)
}

/// What a field is in what was heard: one value for each line that has it.
pub(crate) fn values(field: &str, heard: &Heard) -> Vec<String> {
    let Some((_, _, place)) = FIELDS.iter().find(|(name, ..)| *name == field) else { return Vec::new() };
    match (heard, place) {
        (Heard::Message(topic), Place::Topic) => vec![topic.clone()],
        (Heard::Answer(Ok(reply)), Place::Status) => {
            reply.status.map(|status| status.to_string()).into_iter().collect()
        }
        (Heard::Answer(Err(Failure::Failed(status))), Place::Status) => vec![status.to_string()],
        (Heard::Answer(Ok(reply)), place) => reply.parsed().filter_map(|line| of_line(&line, *place)).collect(),
        _ => Vec::new(),
    }
}

fn of_line(line: &Line<'_>, place: Place) -> Option<String> {
    match place {
        Place::At(at) => line.values().into_iter().nth(at),
        Place::Of(kind) => {
            let values = line.values();
            (values.first()? == kind).then(|| values.get(1).cloned())?
        }
        Place::Year => {
            let time = line.values().into_iter().next()?;
            let two: u32 = time.get(..2)?.parse().ok()?;
            // A clock that was never set counts from 1970 or 1980 (3GPP TS 27.007, 8.15, has two digits).
            Some((if two < 70 { 2_000 + two } else { 1_900 + two }).to_string())
        }
        Place::Text => {
            let text = if line.tag().is_some() { line.rest() } else { line.bytes() };
            let text = String::from_utf8_lossy(text).trim().trim_matches('"').to_owned();
            (!text.is_empty()).then_some(text)
        }
        Place::Status | Place::Topic => None,
    }
}

impl Condition {
    /// What is wrong with it.
    pub(crate) fn fault(&self, command: &str, values: impl Fn(&str) -> bool) -> Option<Fault> {
        if !brings(command, &self.field) {
            return Some(Fault::Field(self.field.clone()));
        }
        let says = !self.is.is_empty() || !self.not.is_empty() || self.min.is_some() || self.max.is_some();
        let can_be = self.min.unwrap_or(0) <= self.max.unwrap_or(u32::MAX);
        if !says || !can_be {
            return Some(Fault::Condition(self.field.clone()));
        }
        let mut texts = self.is.iter().chain(&self.not);
        texts.find_map(|text| match slot(text) {
            Some(name) if values(name) => None,
            Some(name) => Some(Fault::Missing(name.to_owned())),
            None => text.chars().find(|one| !matches!(one, ' '..='~')).map(|one| Fault::LookAlike(u32::from(one))),
        })
    }

    /// The values that it is compared with.
    pub(crate) fn slots(&self) -> impl Iterator<Item = &str> {
        self.is.iter().chain(&self.not).filter_map(|text| slot(text))
    }

    /// Whether it holds: for one of the lines that came back.
    pub(crate) fn holds(&self, heard: &Heard, known: &BTreeMap<String, String>) -> bool {
        let resolve = |text: &String| slot(text).map_or_else(|| Some(text.clone()), |name| known.get(name).cloned());
        let is: Vec<_> = self.is.iter().filter_map(resolve).collect();
        let not: Vec<_> = self.not.iter().filter_map(resolve).collect();
        values(&self.field, heard).iter().any(|value| {
            let number = value.parse::<u32>().ok();
            let is_in = |bound: Option<u32>, fits: fn(u32, u32) -> bool| match (bound, number) {
                (None, _) => true,
                (Some(bound), Some(number)) => fits(number, bound),
                (Some(_), None) => false,
            };
            (self.is.is_empty() || is.contains(value))
                && !not.contains(value)
                && is_in(self.min, |number, bound| number >= bound)
                && is_in(self.max, |number, bound| number <= bound)
        })
    }

    /// Whether another holds wherever this one does. Says no where it is not known.
    fn implies(&self, other: &Self) -> bool {
        if self.field != other.field || self.slots().chain(other.slots()).next().is_some() {
            return self == other;
        }
        if !self.is.is_empty() {
            let own: Vec<_> = self.is.iter().filter(|value| self.admits(value)).collect();
            return own.iter().all(|value| other.admits(value));
        }
        let bounded = (self.min.unwrap_or(0), self.max.unwrap_or(u32::MAX));
        let around = (other.min.unwrap_or(0), other.max.unwrap_or(u32::MAX));
        let is_number = self.min.is_some() || self.max.is_some();
        other.is.is_empty()
            && other.not.iter().all(|value| self.not.contains(value))
            && (is_number || (other.min.is_none() && other.max.is_none()))
            && around.0 <= bounded.0
            && bounded.1 <= around.1
    }

    fn admits(&self, value: &str) -> bool {
        let number = value.parse::<u32>().ok();
        let in_bounds =
            |number: u32| self.min.is_none_or(|min| number >= min) && self.max.is_none_or(|max| number <= max);
        let is_bounded = self.min.is_some() || self.max.is_some();
        (self.is.is_empty() || self.is.iter().any(|one| one == value))
            && !self.not.iter().any(|one| one == value)
            && (!is_bounded || number.is_some_and(in_bounds))
    }
}

/// Whether these conditions together hold only where those do.
pub(crate) fn imply(these: &[Condition], those: &[Condition]) -> bool {
    those.iter().all(|other| these.iter().any(|one| one.implies(other)))
}

/// The value that a text stands for: `{name}`.
fn slot(text: &str) -> Option<&str> {
    text.strip_prefix('{')?.strip_suffix('}')
}

#[cfg(test)]
mod tests {
    use fibocom_at::Spec;

    use super::*;

    fn answer(line: &str) -> Heard {
        Heard::Answer(Ok(Reply { lines: vec![line.as_bytes().to_vec()], ..Reply::default() }))
    }

    #[test]
    fn each_field_is_of_a_command_that_is_known() {
        for (name, command, _) in FIELDS {
            assert!(*command == MESSAGE || Spec::named(command).is_some(), "{name}");
        }
    }

    #[test]
    fn a_field_is_read_where_it_stands() {
        for (line, field, expected) in [
            ("+CSQ: 23,99", "CSQ.rssi", Some("23")),
            ("+CEREG: 0,5", "CEREG.stat", Some("5")),
            ("+CPIN: SIM PIN", "CPIN.state", Some("SIM PIN")),
            ("+CCLK: \"26/11/24,08:00:00+00\"", "CCLK.year", Some("2026")),
            ("+CCLK: \"80/01/06,00:00:00+00\"", "CCLK.year", Some("1980")),
            ("+CGMR: \"16000.1\"", "CGMR.text", Some("16000.1")),
            ("L610-CN", "CGMM.text", Some("L610-CN")),
            ("+GTSSLFILE: \"TRUSTFILE\",2", "GTSSLFILE.trust", Some("2")),
            ("+GTSSLFILE: \"KEYFILE\",2", "GTSSLFILE.trust", None),
            ("+CSQ: 23", "CSQ.ber", None),
        ] {
            assert_eq!(values(field, &answer(line)), Vec::from_iter(expected), "{line} {field}");
        }
    }

    #[test]
    fn one_condition_within_another_is_seen() {
        let at = |min, max, is: &[&str]| Condition {
            field: "CSQ.rssi".into(),
            is: is.iter().map(|one| (*one).to_owned()).collect(),
            not: Vec::new(),
            min,
            max,
        };
        for (one, other, expected) in [
            (at(Some(5), Some(9), &[]), at(None, Some(9), &[]), true),
            (at(None, Some(9), &[]), at(None, Some(5), &[]), false),
            (at(None, None, &["3"]), at(None, Some(5), &[]), true),
            (at(None, None, &["3", "7"]), at(None, Some(5), &[]), false),
            (at(None, Some(5), &[]), at(None, None, &["3"]), false),
            (at(Some(1), None, &[]), at(Some(1), None, &[]), true),
        ] {
            assert_eq!(one.implies(&other), expected, "{one:?} {other:?}");
        }
    }
}
