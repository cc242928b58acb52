//! One of the commands on a line, and which lines of the module belong to it.

use std::borrow::Cow;
use std::time::Duration;

use super::Outcome;
use crate::args::ClientIndex;
use crate::commands::{DEFAULT_LIMITS, Effect, Form, Limits, Lines, Outline, Spec, StatusLine};
use crate::frame::Line;
use crate::urc::{self, Urc};

/// Commands that no manual here describes, and that were seen to answer later than others may: FM160 without a SIM says ERROR to
/// `AT+GTPKGVER?` after 13 s.
const SLOW: &[(&str, Duration)] = &[("+GTPKGVER", Duration::from_secs(20))];

/// One of the commands on a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What is known of it.
    pub spec: Option<&'static Spec>,
    /// Its name as typed, in capitals and without `AT`.
    pub name: Cow<'static, str>,
    /// Which of its forms it is.
    pub form: Form,
    /// The client that it is for.
    pub client: Option<ClientIndex>,
    /// What ends it.
    pub outcome: Outcome,
}

impl Part {
    pub(super) fn new(
        spec: Option<&'static Spec>,
        name: Cow<'static, str>,
        form: Form,
        client: Option<ClientIndex>,
    ) -> Self {
        let outcome = spec.map_or(Outcome::Final, |spec| ends(spec, form, client));
        Self { spec, name, form, client, outcome }
    }

    pub(super) fn of(outline: &Outline<'_>) -> Self {
        let limit = outline.spec.and_then(|spec| spec.unconfirmed).filter(|_| outline.is_unconfirmed());
        let mut part = Self::new(outline.spec, outline.name(), outline.form(), outline.client());
        if let (Some(limit), Outcome::Status { within, required, .. }) = (limit, &mut part.outcome) {
            (*within, *required) = (limit, false);
        }
        part
    }

    /// How long it may take.
    pub(super) fn limits(&self) -> Limits {
        let reply = SLOW.iter().find(|(name, _)| *name == self.name).map_or(DEFAULT_LIMITS.reply, |(_, reply)| *reply);
        self.spec.map_or(Limits { reply, ..DEFAULT_LIMITS }, |spec| spec.limits)
    }

    /// Whether it does this when it succeeds.
    pub(crate) fn has(&self, effect: Effect) -> bool {
        self.form == Form::Set && self.spec.is_some_and(|spec| spec.effect == effect)
    }

    /// Whether its reply comes by length.
    pub(crate) fn is_read(&self) -> bool {
        self.form == Form::Set && self.spec.is_some_and(|spec| spec.reads_by_length)
    }

    /// Whether its OK never comes without a line of its reply.
    pub(crate) fn has_to_answer(&self) -> bool {
        self.spec.is_some_and(|spec| spec.answers.contains(&self.form))
    }

    /// Whether a line is part of its reply, rather than the unsolicited code of the same name.
    pub(crate) fn owns(&self, line: &Line<'_>) -> bool {
        let Some(tag) = line.tag() else { return self.owns_text(line) };
        let Some(spec) = self.spec else {
            let name = tag.split(' ').next().unwrap_or(tag);
            // The registration with 5G (3GPP TS 27.007, 10.1.47) is told in the form of its kin, which are in the list.
            let is_code = || self.name.ends_with("GREG") && self.form == Form::Read && !line.has_mode_before_state();
            return name.eq_ignore_ascii_case(&self.name) && !is_code();
        };
        if !spec.owns_tag(tag) || !(spec.reads_like)(self.form, line) {
            return false;
        }
        match self.form {
            Form::Read => spec.is_reply(line),
            Form::Set => !matches!(self.outcome, Outcome::Status { .. }) && !spec.set_line_is_code,
            Form::Execute | Form::Test => true,
        }
    }

    /// Whether bare text can be part of its reply.
    pub(crate) fn expects_text(&self) -> bool {
        self.spec.is_none_or(|spec| spec.lines == Lines::Text)
    }

    fn owns_text(&self, line: &Line<'_>) -> bool {
        let reads_like_it = match self.spec {
            Some(spec) => (spec.reads_like)(self.form, line),
            None => self.may_say(line),
        };
        self.expects_text() && reads_like_it && !self.comes_unasked(line) && Urc::parse(line).is_none()
    }

    /// Whether the line comes whatever was asked, unless it begins with the command's own name.
    fn comes_unasked(&self, line: &Line<'_>) -> bool {
        let head = line.bytes().get(..self.name.len());
        let is_named =
            || !self.name.is_empty() && head.is_some_and(|head| head.eq_ignore_ascii_case(self.name.as_bytes()));
        urc::comes_unasked(line) && !is_named()
    }

    /// Whether a command that nobody knows can have printed this: GNSS sentences, and those of a receiver's maker, come between any question
    /// and its answer, unless it asks for them.
    fn may_say(&self, line: &Line<'_>) -> bool {
        const POSITIONS: [&str; 6] = ["GPS", "GNS", "NMEA", "LOC", "PMTK", "PAIR"];
        let asks_for_them = || POSITIONS.iter().any(|word| self.name.contains(word));
        let [b'$' | b'!', rest @ ..] = line.bytes() else { return true };
        let name = rest.iter().take_while(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()).count();
        let is_sentence = (4..=10).contains(&name) && matches!(rest.get(name), Some(b',' | b'*'));
        !is_sentence || asks_for_them()
    }
}

/// What ends a command.
fn ends(spec: &Spec, form: Form, client: Option<ClientIndex>) -> Outcome {
    let status = |client| Outcome::Status { tag: spec.name, client, within: spec.limits.status, required: true };
    match spec.status {
        StatusLine::PerClient if form == Form::Set => status(client),
        StatusLine::Single if form == Form::Set => status(None),
        _ => match spec.late_lines.filter(|late| late.form == form) {
            Some(late) => Outcome::Lines { first: late.first, more: late.more },
            None => Outcome::Final,
        },
    }
}
