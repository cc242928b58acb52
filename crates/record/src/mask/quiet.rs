//! Lines in which nothing is found, whatever numbers stand in them: a module tells the same again and again with other numbers.
//!
//! A line has a form: the line with a sign in the place of each digit of a number behind a colon or a comma (see [`super::forms`]). Nothing that is
//! looked for depends on such digits, but for two things. A value may have some of them within, so it is worked out once for each form
//! whether one could, with any digits. And digits may mean something in hexadecimal, so the stretches that may are looked at in each line.

use std::ops::Range;

use fibocom_at::secrets::{Asked, Finder, Span, Spare};

use super::inspector::Seen;
use super::marks::Marks;
use super::matcher::Matcher;
use super::memo::{Key, Memo};
use super::shapes::Shapes;
use super::views::hex;
use super::{digits, forms, views};

/// Stands for any digit. No text has it.
pub(super) const FREE: u8 = 0xFF;

/// Digits, what numbers may stand behind, what may stand within or before them, and quotes. All but the first three end a number.
const DIGIT: u8 = 1;
const SIGN: u8 = 2;
const GAP: u8 = 4;
const QUOTE: u8 = 8;
/// Stands in no line that has a form.
const NEVER: u8 = 16;

/// So many bytes are looked at in one go, where no number is.
const STEP: usize = 4;

#[expect(clippy::indexing_slicing, reason = "the compiler makes the table, and would say so")]
static SORTS: [u8; 256] = {
    let mut table = [0; 256];
    let mut at = 0;
    while at < 256 {
        table[at] = match at as u8 {
            b'0'..=b'9' => DIGIT,
            b':' | b',' => SIGN,
            b' ' | b'.' | b'-' => GAP,
            b'"' => QUOTE,
            FREE => NEVER,
            _ => 0,
        };
        at += 1;
    }
    table
};

/// Knows lines in which nothing is found, by their forms.
#[derive(Debug, Default)]
pub(super) struct Quiet {
    form: Vec<u8>,
    has_form: bool,
    /// Whether all that was seen in the line stands in it as it is meant, and whether it is the same in all lines of the form.
    is_seen_as_it_stands: bool,
    is_same: bool,
    commands: Memo<Option<Known>>,
    replies: Memo<Option<Known>>,
}

/// What is known of a form.
#[derive(Debug)]
pub(super) struct Known {
    /// What a command lets one expect.
    pub(super) asked: Asked,
    /// What may mean something in hexadecimal, which depends on the digits.
    pub(super) stretches: Vec<Range<usize>>,
    /// What stands there and is not hidden.
    pub(super) seen: Vec<Seen>,
}

impl Quiet {
    /// Another line comes, whose form may not be read.
    pub(super) const fn restart(&mut self) {
        self.has_form = false;
    }

    /// What is known of a line, if anything.
    pub(super) fn get(&mut self, raw: &[u8], is_command: bool) -> Option<&Known> {
        self.has_form = self.read(raw, is_command);
        if !self.has_form {
            return None;
        }
        let known = if is_command { &self.commands } else { &self.replies };
        let known = known.get(Key::of(&self.form)?)?;
        self.has_form = false;
        known.as_ref()
    }

    /// Notes what was seen in the line whose form was read last.
    pub(super) fn note(&mut self, seen: &[Seen]) {
        let is_free = |range: &Range<usize>| self.form.get(range.clone()).is_some_and(|form| form.contains(&FREE));
        self.is_seen_as_it_stands = self.has_form && seen.iter().all(Seen::is_as_it_stands);
        self.is_same = self.is_seen_as_it_stands && !seen.iter().any(|one| is_free(&one.range));
    }

    /// Whether nothing is known of the line whose form was read last, and it may be like all others of its form.
    pub(super) const fn is_new(&self, is_looked_for: bool) -> bool {
        self.has_form && if is_looked_for { self.is_same } else { self.is_seen_as_it_stands }
    }

    /// Keeps what is worked out of the form that was read last, if its lines come more than once. Nothing, where something may be found.
    pub(super) fn put(&mut self, is_command: bool, work_out: impl FnOnce(&[u8]) -> Option<Known>) {
        self.has_form = false;
        let Self { form, commands, replies, .. } = self;
        let Some(key) = Key::of(form) else { return };
        let known = if is_command { commands } else { replies };
        known.put(key, || work_out(form));
    }

    /// Others are looked for from now on.
    pub(super) fn forget(&mut self) {
        self.has_form = false;
        self.commands.forget();
        self.replies.forget();
    }

    /// Works out the form of a line; `false`, where it has none. Of a command, the numbers outside of quotes are no part of it: they may
    /// tell what stands beside them.
    fn read(&mut self, raw: &[u8], is_command: bool) -> bool {
        if !Key::fits(raw) {
            return false;
        }
        self.form.clear();
        self.form.extend_from_slice(raw);
        let (mut is_text, mut at) = (!is_command, 0);
        let stops = SIGN | NEVER | if is_command { QUOTE } else { 0 };
        loop {
            // On to what a number may stand behind.
            while let Some([a, b, c, d]) = self.form.get(at..).and_then(|rest| rest.first_chunk::<STEP>())
                && (sort(*a) | sort(*b) | sort(*c) | sort(*d)) & stops == 0
            {
                at += STEP;
            }
            let Some(sort) = self.form.get(at).map(|byte| sort(*byte)) else { return true };
            at += 1;
            if sort == NEVER {
                return false;
            }
            is_text ^= sort == QUOTE && is_command;
            if sort == SIGN && is_text {
                let Some(end) = self.numbers(at) else { return false };
                at = end;
            }
        }
    }

    /// Takes the digits of the numbers that stand at a place out of the form, and tells where they end; nothing, where one is as long as an identity.
    fn numbers(&mut self, from: usize) -> Option<usize> {
        let (mut at, mut length) = (from, 0);
        while let Some(byte) = self.form.get_mut(at) {
            match sort(*byte) {
                DIGIT => {
                    *byte = FREE;
                    length += 1;
                    if length == digits::LEAST {
                        return None;
                    }
                }
                GAP | SIGN => length = 0,
                _ => break,
            }
            at += 1;
        }
        Some(at)
    }
}

fn sort(byte: u8) -> u8 {
    SORTS.get(usize::from(byte)).copied().unwrap_or(NEVER)
}

/// What the form of a line is looked through with.
pub(super) struct Tools<'t> {
    pub(super) shapes: &'t Shapes,
    pub(super) finder: (&'t Finder, &'t mut Spare),
    /// What is looked for besides, if anything.
    pub(super) matcher: Option<&'t Matcher>,
}

impl Tools<'_> {
    /// Works out whether nothing is found in any line of a form, of which one is at hand in which nothing is.
    pub(super) fn work_out(mut self, form: &[u8], raw: &[u8], is_command: bool) -> Option<Vec<Range<usize>>> {
        let marks = Marks::of(raw, |_| {});
        if !is_simple(raw, marks) || !has_free_numbers(form) || self.may_find(form, !is_command) {
            return None;
        }
        self.looks_like_nothing(raw)?;
        let mut stretches = Vec::new();
        hex::stretches_with(form, FREE, |range| stretches.push(range));
        if !marks.has_escapes() {
            return Some(stretches);
        }
        let (forms, views) = (views::without_escapes(form), views::without_escapes(raw));
        if forms.len() != views.len() {
            return None;
        }
        for (form_of_view, view) in forms.iter().zip(&views) {
            let is_form = form_of_view.bytes.len() == view.bytes.len()
                && form_of_view.bytes.iter().zip(&view.bytes).all(|(form, byte)| form == byte || *form == FREE);
            let marks = Marks::of(&view.bytes, |_| {});
            let is_last = is_simple(&view.bytes, marks) && !marks.has_escapes();
            if !is_form
                || !is_last
                || !has_free_numbers(&form_of_view.bytes)
                || self.may_find(&form_of_view.bytes, false)
            {
                return None;
            }
            self.looks_like_nothing(&view.bytes)?.is_empty().then_some(())?;
            let mut is_in_line = true;
            hex::stretches_with(&form_of_view.bytes, FREE, |range| {
                // It is looked at where it stands in the line, so it has to be the same there.
                let place =
                    form_of_view.place(&range).filter(|place| form.get(place.clone()) == form_of_view.bytes.get(range));
                is_in_line &= place.is_some();
                stretches.extend(place);
            });
            is_in_line.then_some(())?;
        }
        Some(stretches)
    }

    /// What a text looks like that is no command and no beginning of a key.
    fn looks_like_nothing(&mut self, text: &[u8]) -> Option<Vec<Span>> {
        let mut spans = Vec::new();
        let (finder, spare) = &mut self.finder;
        let looked = self.shapes.spans(text, (finder, spare), &mut spans);
        (!looked.is_open && !looked.has_commands).then_some(spans)
    }

    fn may_find(&self, form: &[u8], is_stream: bool) -> bool {
        self.matcher.is_some_and(|matcher| matcher.may_find(form, is_stream))
    }
}

/// Whether a text has no other views than those without its escapes, and those of hexadecimal digits.
fn is_simple(text: &[u8], marks: Marks) -> bool {
    let is_one_line = memchr::memchr2(b'\r', b'\n', text.trim_ascii_end()).is_none();
    is_one_line && !marks.has_zeros() && !marks.has_stand_ins()
}

/// Whether all free digits are in numbers of which only the length tells what they look like.
fn has_free_numbers(form: &[u8]) -> bool {
    let mut text: Vec<u8> = form.iter().map(|byte| if *byte == FREE { b'1' } else { *byte }).collect();
    forms::zero_numbers(&mut text) && form.iter().zip(&text).all(|(form, byte)| *form != FREE || *byte == b'0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_numbers_are_free_and_no_others() {
        for (line, is_command, expected) in [
            (
                "+MQTTMSG: 1,0,\"a/7/b\",\"{\"t\":21.5}\"\r\n",
                false,
                Some("+MQTTMSG: _,_,\"a/7/b\",\"{\"t\":__._}\"\r\n"),
            ),
            ("+CSQ: 22,99\r\n", false, Some("+CSQ: __,__\r\n")),
            (
                "AT+MQTTPUB=1,\"a/7\",0,1,\"\\22n\\22:12, 3;4\"\r",
                true,
                Some("AT+MQTTPUB=1,\"a/7\",0,1,\"\\22n\\22:__, _;4\"\r"),
            ),
            ("\"time\":1764190000000", false, Some("\"time\":_____________")),
            ("\"imei\":860000000000017", false, None),
        ] {
            let mut quiet = Quiet::default();
            let form = quiet.read(line.as_bytes(), is_command).then(|| {
                let shown = quiet.form.iter().map(|byte| if *byte == FREE { '_' } else { char::from(*byte) });
                shown.collect::<String>()
            });
            assert_eq!(form.as_deref(), expected, "{line}");
        }
        assert!(!Quiet::default().read(&[b',', FREE], false));
    }
}
