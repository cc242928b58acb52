//! Lines in which nothing is found, as is known of their forms, and what is learned of others.

use std::ops::Range;

use fibocom_at::secrets::{self, Span};

use super::{Expected, Frame, Inspector, Scratch, Seen};
use crate::line::{Direction, Line};
use crate::mask::forms::Forms;
use crate::mask::matcher::Matcher;
use crate::mask::quiet::{Known, Tools};
use crate::mask::views::{self, hex};

impl Inspector {
    /// Whether nothing is found in the next line, as is known of its form; then what stands in it and is not hidden is added. Of a command, only
    /// those with texts are known so.
    pub(in crate::mask) fn is_quiet(
        &self,
        line: &Line<'_>,
        expected: &mut Expected,
        scratch: &mut Scratch,
        matcher: Option<&Matcher>,
        seen: &mut Vec<Seen>,
    ) -> bool {
        let raw = line.raw;
        let is_command = line.direction == Direction::Command;
        let may_be = match line.direction {
            Direction::Command => memchr::memchr2(b'\\', b':', raw).is_some(),
            Direction::Received(_) => expected.is_nothing_special(),
            Direction::Data | Direction::Link(_) => false,
        };
        let Scratch { quiet, spans, finder, views, forms, .. } = scratch;
        quiet.restart();
        if !may_be {
            return false;
        }
        let Some(known) = quiet.get(raw, is_command) else { return false };
        let mut is_quiet = |range: &Range<usize>| {
            let text = raw.get(range.clone()).unwrap_or_default();
            self.means_nothing(text, matcher, (forms, finder, views, spans))
        };
        if !known.stretches.iter().all(&mut is_quiet) {
            return false;
        }
        if is_command {
            expected.behind(known.asked);
        }
        seen.extend_from_slice(&known.seen);
        true
    }

    /// Learns from a line in which nothing was found that is to be hidden, and behind which nothing goes on.
    pub(in crate::mask) fn learn_quiet(
        &self,
        line: &Line<'_>,
        expected: &Expected,
        scratch: &mut Scratch,
        matcher: Option<&Matcher>,
        seen: &[Seen],
    ) {
        let is_command = line.direction == Direction::Command;
        let goes_on = if is_command { expected.key_sent } else { !expected.is_nothing_special() };
        let Scratch { quiet, finder, frame, has_known_frame, .. } = scratch;
        // A command has to be known by its frame, and is looked at by its words where they are plain.
        let is_unknown = is_command && !(*has_known_frame && *frame == Some(Frame::Other));
        if goes_on || is_unknown || !quiet.is_new(matcher.is_some()) {
            return;
        }
        quiet.put(is_command, |form| {
            let tools = Tools { shapes: &self.shapes, finder: (&self.finder, finder), matcher };
            let stretches = tools.work_out(form, line.raw, is_command)?;
            Some(Known { asked: expected.asked, stretches, seen: seen.to_vec() })
        });
    }

    /// Whether a stretch of hexadecimal digits means nothing that is a secret.
    fn means_nothing(
        &self,
        text: &[u8],
        matcher: Option<&Matcher>,
        (forms, finder, views, spans): (&mut Forms, &mut secrets::Spare, &mut views::Spare, &mut Vec<Span>),
    ) -> bool {
        if self.means_nothing_at_all(text, matcher, finder, spans) {
            return true;
        }
        let (mut is_found, mut hits) = (false, Vec::new());
        views::of_hex(text, views, &mut |view| {
            if let Some(matcher) = matcher {
                matcher.read_alone(&view.bytes, &mut hits);
            }
            let (_, marks) = forms.spans(&self.shapes, &view.bytes, (&self.finder, finder), spans);
            is_found |= !spans.is_empty();
            spans.clear();
            marks
        });
        !is_found && hits.is_empty()
    }

    /// The same, where that is quick to tell: the stretch is short, and what it means has no other meaning.
    pub(super) fn means_nothing_at_all(
        &self,
        text: &[u8],
        matcher: Option<&Matcher>,
        finder: &mut secrets::Spare,
        spans: &mut Vec<Span>,
    ) -> bool {
        let is_short = |length| matcher.is_none_or(|matcher| matcher.is_too_short(length));
        let mut shorts = hex::short(text);
        shorts.as_mut().is_some_and(|shorts| {
            shorts.all(|short| {
                let bytes = short.bytes();
                let looked = self.shapes.spans(bytes, (&self.finder, finder), spans);
                let is_found = !spans.is_empty();
                spans.clear();
                !is_found && is_short(bytes.len()) && views::is_last(bytes, looked.marks)
            })
        })
    }
}
