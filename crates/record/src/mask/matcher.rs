//! Finds values in a stream of bytes, all at once, whatever line ends stand within them.

use std::ops::Range;

use aho_corasick::Anchored;
use aho_corasick::automaton::Automaton as _;
use aho_corasick::nfa::contiguous::NFA;
use fibocom_at::secrets::Kind;
use rustc_hash::FxHashMap;

use super::grams::Grams;
use super::patterns::{self, Form};
use super::quiet::FREE;
use super::reading::Reading;

/// How many bytes of a value are hidden at least before the rest of it has come.
const LEAST_BEGUN: usize = 4;

/// Up to so many bytes of values, all notations of them are looked for.
const ALL_FORMS: usize = 64 << 10;

/// How far is looked for the ends of base64, and how long it is at least that holds a short value among others.
const NEAR: usize = 256;
const LEAST_BASE64: usize = 7;

/// How many beginnings of values are followed at once, where any digit may stand.
const MOST_STATES: usize = 64;

/// How many values that begin or end alike are found where they are cut off.
const ALIKE: usize = 8;

/// Finds values.
#[derive(Debug)]
pub(super) struct Matcher {
    machine: Option<Box<NFA>>,
    grams: Grams,
    patterns: Vec<Pattern>,
    values: Vec<Vec<u8>>,
    is_looked_for: Vec<bool>,
    /// Whether a value has a quote within.
    has_quotes: bool,
    shortest: usize,
    longest: usize,
}

#[derive(Debug)]
struct Pattern {
    value: usize,
    form: Form,
    length: usize,
    /// How many bytes of the value are behind it, where it is the beginning of it.
    rest: usize,
}

/// A value that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hit {
    /// Where it stands. Line ends may be within.
    pub(super) range: Range<usize>,
    /// Which of the values it is.
    pub(super) value: usize,
}

impl Matcher {
    /// A matcher for these values. Some of them are not looked for: those that could be anything.
    pub(super) fn new<'a>(values: impl Iterator<Item = (Kind, &'a [u8])>) -> Self {
        let values: Vec<(Kind, &[u8])> = values.collect();
        let is_plain_only = values.iter().map(|(_, value)| value.len()).sum::<usize>() > ALL_FORMS;
        let (mut patterns, mut texts) = (Vec::new(), Vec::new());
        let mut known: FxHashMap<(Form, Vec<u8>), usize> = FxHashMap::default();
        for (value, (kind, bytes)) in values.iter().enumerate() {
            patterns::of(*kind, bytes, is_plain_only, &mut |form, text| {
                let most = if matches!(form, Form::Head | Form::Tail) { ALIKE } else { 1 };
                let count = known.entry((form, text.to_vec())).or_default();
                *count += 1;
                if !text.is_empty() && *count <= most {
                    let rest = bytes.len().saturating_sub(text.len());
                    patterns.push(Pattern { value, form, length: text.len(), rest });
                    texts.push(text.to_vec());
                }
            });
        }
        let longest = texts
            .iter()
            .map(Vec::len)
            .max()
            .unwrap_or(0)
            .max(values.iter().map(|(_, value)| value.len().min(512)).max().unwrap_or(0));
        // What looks for places where a value may begin leaves so few bytes to it that a table of all transitions, which takes four times
        // as long to make, would gain nothing.
        let machine = NFA::builder().prefilter(false).build(&texts).ok().filter(|_| !texts.is_empty()).map(Box::new);
        let solid = |value: &[u8]| value.iter().copied().filter(|byte| !b"\r\n".contains(byte)).collect();
        let grams = Grams::new(&texts);
        let shortest = texts.iter().map(Vec::len).min().unwrap_or(usize::MAX);
        Self {
            machine,
            grams,
            patterns,
            values: values.iter().map(|(_, value)| solid(value)).collect(),
            is_looked_for: values.iter().map(|(kind, value)| patterns::is_looked_for(*kind, value)).collect(),
            has_quotes: values.iter().any(|(_, value)| value.contains(&b'"')),
            shortest,
            longest,
        }
    }

    /// Whether a value that is looked for has a quote within, so that it may reach over those of a word.
    pub(super) const fn has_quotes(&self) -> bool {
        self.has_quotes
    }

    /// Whether no value stands in a text that is no part of a stream and has no line ends within: it is quick to tell for most texts.
    pub(super) fn passes_over(&self, text: &[u8]) -> bool {
        text.len().saturating_sub(self.grams.next(text, 0)) < self.shortest
    }

    /// How many bytes, without line ends, may pass between the beginning of a value and the moment that it is found.
    pub(super) const fn longest(&self) -> usize {
        self.longest
    }

    /// Whether a value may stand in a text in which any digit may stand in some places, or may begin at the end of it where that is a line of
    /// a stream.
    pub(super) fn may_find(&self, form: &[u8], is_stream: bool) -> bool {
        let Some(machine) = &self.machine else { return false };
        // A machine that looks everywhere has a state to begin in.
        let Ok(start) = machine.start_state(Anchored::No) else { return true };
        let next = |state, byte| machine.next_state(Anchored::No, state, byte);
        let (mut states, mut before) = (vec![start], Vec::new());
        for byte in form.iter().filter(|byte| !matches!(byte, b'\r' | b'\n')) {
            std::mem::swap(&mut states, &mut before);
            states.clear();
            for state in &before {
                match byte {
                    &FREE => states.extend((b'0'..=b'9').map(|digit| next(*state, digit))),
                    byte => states.push(next(*state, *byte)),
                }
            }
            if states.len() > 1 {
                states.sort_unstable();
                states.dedup();
            }
            if states.len() > MOST_STATES || states.iter().any(|state| machine.is_match(*state)) {
                return true;
            }
        }
        is_stream && states != [start]
    }

    /// Whether a text is too short for a value.
    pub(super) const fn is_too_short(&self, length: usize) -> bool {
        length < self.shortest
    }

    /// Reads a text that is no part of a stream.
    pub(super) fn read_alone(&self, text: &[u8], hits: &mut Vec<Hit>) {
        if text.len() < self.shortest {
            return;
        }
        // Line ends behind it are no part of a value, and would be noted. Those within it could be, and hide where one begins.
        let mut body = text;
        while let [before @ .., b'\r' | b'\n'] = body {
            body = before;
        }
        let has_ends = memchr::memchr2(b'\r', b'\n', body).is_some();
        if has_ends || body.len().saturating_sub(self.grams.next(body, 0)) >= self.shortest {
            self.read(body, 0, &mut Reading::default(), hits);
        }
    }

    /// Reads on from a place to the end of the text, which is the end of a line. Line ends are skipped and counted; the
    /// stretch since the last restart is one stream.
    pub(super) fn read(&self, text: &[u8], from: usize, reading: &mut Reading, hits: &mut Vec<Hit>) -> usize {
        let before = reading.skipped.len();
        if let Some(machine) = &self.machine {
            self.read_by(machine, text, from, reading, hits);
        }
        reading.skipped.len() - before
    }

    /// Adds the values that a text breaks off in and that begin in a stretch, where the part is long enough to tell them. What is before a place
    /// is done with.
    pub(super) fn beginnings(&self, text: &[u8], stretch: Range<usize>, from: usize, hits: &mut Vec<Hit>) {
        let is_end = |byte: &u8| b"\r\n".contains(byte);
        let end = from + text.get(from..).unwrap_or_default().trim_ascii_end().len();
        for start in stretch {
            let part = text.get(start..end).unwrap_or_default();
            if part.len() < LEAST_BEGUN || part.first().is_some_and(is_end) {
                continue;
            }
            let solid = || part.iter().filter(|byte| !is_end(byte));
            let before = start.checked_sub(1).and_then(|at| text.get(at)).filter(|_| start != from);
            let joins = |value: &[u8]| {
                before.is_some_and(u8::is_ascii_alphanumeric) && value.first().is_some_and(u8::is_ascii_alphanumeric)
            };
            let length = solid().count();
            let begins = |value: &&[u8]| {
                let least = if value.iter().all(u8::is_ascii_digit) { value.len() / 2 } else { value.len() / 4 };
                (least.max(LEAST_BEGUN)..value.len()).contains(&length)
                    && value.iter().take(length).eq(solid())
                    && !joins(value)
            };
            let looked_for = |at: &usize| self.is_looked_for.get(*at).is_some_and(|is| *is);
            let value = (0..self.values.len())
                .find(|at| looked_for(at) && self.values.get(*at).is_some_and(|value| begins(&value.as_slice())));
            if let Some(value) = value {
                hits.push(Hit { range: start..end, value });
                return;
            }
        }
    }

    fn read_by(&self, machine: &NFA, text: &[u8], from: usize, reading: &mut Reading, hits: &mut Vec<Hit>) {
        let Ok(start) = machine.start_state(Anchored::No) else { return };
        let mut state = reading.state.unwrap_or(start);
        let line_end = text.trim_ascii_end().len();
        let mut heads = Vec::new();
        let (mut at, mut begun) = (from, reading.begun.unwrap_or(from));
        // From one line end to the next, since the machine does not see them.
        while at < text.len() {
            let rest = text.get(at..).unwrap_or_default();
            if let Some(b'\r' | b'\n') = rest.first() {
                reading.skipped.push(at);
                at += 1;
                continue;
            }
            let piece =
                memchr::memchr2(b'\r', b'\n', rest).map_or(text, |end| text.get(..at + end).unwrap_or_default());
            loop {
                // Nothing has begun: on to where something may.
                if state == start {
                    at = self.grams.next(piece, at);
                    begun = at;
                }
                let Some(byte) = piece.get(at) else { break };
                at += 1;
                state = machine.next_state(Anchored::No, state, *byte);
                if !machine.is_special(state) || !machine.is_match(state) {
                    continue;
                }
                for index in 0..machine.match_len(state) {
                    let pattern = self.patterns.get(machine.match_pattern(state, index).as_usize());
                    let Some(pattern) = pattern else { continue };
                    match pattern.form {
                        // The line breaks off before the value ends.
                        Form::Head if pattern.rest > line_end.saturating_sub(at) => heads.push((at, pattern)),
                        Form::Head => {}
                        Form::Tail if at - from <= self.longest => self.tail(text, from, at, pattern, hits),
                        Form::Tail => {}
                        _ => self.whole(text, from, at, pattern, reading, hits),
                    }
                }
            }
        }
        reading.state = Some(state);
        reading.begun = (state != start).then_some(begun);
        for (end, pattern) in heads {
            self.head(text, from..line_end, end, pattern, reading, hits);
        }
    }

    /// The value itself, or base64 of it.
    fn whole(&self, text: &[u8], from: usize, end: usize, pattern: &Pattern, reading: &Reading, hits: &mut Vec<Hit>) {
        let next = text.get(end);
        let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
        let is_base64 = |byte: Option<&u8>| byte.is_some_and(|byte| is_base64(*byte));
        let last = end.checked_sub(1).and_then(|at| text.get(at));
        let is_numeric = self.values.get(pattern.value).is_some_and(|value| value.iter().all(u8::is_ascii_digit));
        let joins = |one: Option<&u8>, other: Option<&u8>| {
            let same: fn(&u8) -> bool = if is_numeric { u8::is_ascii_digit } else { u8::is_ascii_alphanumeric };
            one.is_some_and(same) && other.is_some_and(same)
        };
        // What is cheap is asked first: where it began has to be searched.
        let may_end = match pattern.form {
            Form::Token => !joins(last, next),
            Form::ShortBase64 => !is_base64(next),
            _ => true,
        };
        if !may_end {
            return;
        }
        let Some(start) = reading.start(end, pattern.length) else { return };
        // What stands in the line before is not beside it.
        let before = start.checked_sub(1).filter(|_| start != from).and_then(|at| text.get(at));
        let (first, mut range) = (text.get(start), start..end);
        let fits = match pattern.form {
            Form::Token => !joins(before, first),
            Form::ShortBase64 => !is_base64(before),
            Form::Equipment => {
                let more = text.iter().skip(end).take(3).take_while(|byte| byte.is_ascii_digit()).count();
                range.end += more;
                !is_digit(before) && more < 3
            }
            Form::WithinBase64 { place, after } => {
                range.start -= usize::from(place > 0 && is_base64(before));
                range.end += usize::from(after && is_base64(next));
                is_within_base64(text, from, start..end, place)
            }
            Form::Base64 { before: has_before, after } => {
                range.start -= usize::from(has_before && is_base64(before));
                range.end += usize::from(after && is_base64(next));
                true
            }
            Form::Anywhere | Form::Head | Form::Tail => true,
        };
        if fits {
            hits.push(Hit { range, value: pattern.value });
        }
    }

    /// The beginning of a value that the line breaks off in. `end` is where the pattern ends.
    fn head(
        &self,
        text: &[u8],
        line: Range<usize>,
        end: usize,
        pattern: &Pattern,
        reading: &Reading,
        hits: &mut Vec<Hit>,
    ) {
        let (Some(value), Some(start)) = (self.values.get(pattern.value), reading.start(end, pattern.length)) else {
            return;
        };
        let rest = value.get(pattern.length..).unwrap_or_default();
        let Some(more) = text.get(end..line.end.max(end)) else { return };
        let before = start.checked_sub(1).filter(|_| start != line.start).and_then(|at| text.get(at));
        let is_whole_there = before.is_none_or(|byte| !byte.is_ascii_alphanumeric())
            || value.first().is_none_or(|byte| !byte.is_ascii_alphanumeric());
        if rest.len() > more.len() && rest.starts_with(more) && is_whole_there {
            hits.push(Hit { range: start..end + more.len(), value: pattern.value });
        }
    }

    /// The end of a value whose beginning is lost, with that of the line.
    fn tail(&self, text: &[u8], from: usize, end: usize, pattern: &Pattern, hits: &mut Vec<Hit>) {
        let Some(value) = self.values.get(pattern.value) else { return };
        let line = text.get(from..end).unwrap_or_default();
        let blanks = line.len() - line.trim_ascii_start().len();
        let line = line.get(blanks..).unwrap_or_default();
        let next = text.get(end);
        let ends = next.is_none_or(|byte| !byte.is_ascii_alphanumeric());
        if line.len() < value.len() && value.ends_with(line) && ends {
            hits.push(Hit { range: from + blanks..end, value: pattern.value });
        }
    }
}

/// Whether characters stand in base64 that has more than them, at this place of four. A word between other words does not count.
fn is_within_base64(text: &[u8], from: usize, range: Range<usize>, place: usize) -> bool {
    let is_part = |byte: &&u8| is_base64(**byte);
    let before = text.get(from..range.start).unwrap_or_default().iter().rev().take(NEAR).take_while(is_part).count();
    let behind = text.get(range.end..).unwrap_or_default().iter().take(NEAR).take_while(is_part).count();
    let all = text.get(range.start - before..range.end + behind).unwrap_or_default();
    let is_mixed = all.iter().any(u8::is_ascii_lowercase)
        && all.iter().any(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    is_mixed && all.len() >= LEAST_BASE64 && (before == NEAR || before % 4 == place)
}

const fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(values: &[&str], text: &str) -> Vec<String> {
        let matcher = Matcher::new(values.iter().map(|value| (Kind::Password, value.as_bytes())));
        let mut hits = Vec::new();
        matcher.read(text.as_bytes(), 0, &mut Reading::default(), &mut hits);
        hits.into_iter().map(|hit| text[hit.range].to_owned()).collect()
    }

    #[test]
    fn a_value_is_found_as_a_token_across_line_ends_and_cut_off() {
        for (text, expected) in [
            ("a hunter22 b", vec!["hunter22"]),
            ("hunter22x", vec![]),
            ("xhunter22", vec![]),
            ("a hun\r\nter\r\n22 b", vec!["hun\r\nter\r\n22"]),
            ("\"hunte\r\n", vec!["hunte"]),
            ("\"hunter2", vec!["hunter2"]),
            ("\"hun\r\n", vec![]),
            ("ter22\",1\r\n", vec!["ter22"]),
            ("aHVudGVyMjI=", vec!["aHVudGVyMjI"]),
            ("bWU6aHVudGVyMjI=", vec!["aHVudGVyMjI"]),
        ] {
            assert_eq!(found(&["hunter22"], text), expected, "{text}");
        }
        assert_eq!(found(&["1883"], "1883"), Vec::<String>::new());
    }
}
