//! Decides what each line is, once, and hands on what it read: echo, reply, final result, status, unsolicited code, or none of them.

use super::direct::{Part, PendingMessage, Read};
use super::failed_opens::REASON;
use super::{Conversation, Event, Owner, Phase, Role, Timestamp, Turn};
use crate::args::ClientIndex;
use crate::commands::{CodeBefore, Form, UPLOAD_LIMIT};
use crate::frame::{Line, Raw, int};
use crate::message::Direct;
use crate::reply::{Final, Rejection};
use crate::urc::{self, Urc};

/// What a line is, with what was read of it.
pub(super) enum Class {
    /// The module says that it has started.
    Start,
    /// A final result. It ends the command under way, or belongs to no command.
    Final(Final),
    /// A refusal behind OK, for the command that waits at this place.
    Refusal(usize, Rejection),
    /// The reason of an open that has failed already, or of one of several.
    LateRefusal,
    /// The refusal of the open under way, or the reason of another.
    UnclearRefusal(Rejection),
    /// The end of a call, which no command made.
    CallEnded,
    /// A status line of the command under way: which of its dues, and the number.
    ActiveStatus(usize, u32),
    /// A status line of the command that waits at this place.
    WaitingStatus(usize, usize, u32),
    /// Part of the reply of the command under way.
    Response,
    /// The same, whose beginning was lost, with its tag as it was.
    MendedResponse(Vec<u8>),
    /// The one line that the command at this place waits for behind OK.
    LateLine(usize),
    /// The beginning of a message.
    Message(Direct, bool),
    /// An unsolicited code.
    Code(Urc),
    /// None of these.
    Nothing,
}

impl Class {
    /// Whether what is made of the line needs its text, once the line itself has been handed on.
    const fn keeps_text(&self) -> bool {
        matches!(
            self,
            Self::ActiveStatus(..) | Self::WaitingStatus(..) | Self::Response | Self::LateLine(_) | Self::Code(_)
        )
    }
}

impl Conversation {
    pub(super) fn line(&mut self, now: Timestamp, raw: Raw) {
        let line = Line::of(&raw);
        if line.is_blank() {
            self.blank(now, raw);
            return;
        }
        let mut read = Read::of(line, &raw);
        let part = self.part_of_message(&read, raw.len());
        if part != Part::No {
            if urc::is_start(&read.line) {
                self.start_was_told(now);
            }
            self.extend_message(now, raw, part);
            return;
        }
        self.flush_message();
        if self.is_text_of_header(now, &read.line) {
            self.text_of_header(now, raw);
            return;
        }
        let mut damaged = read.line.damaged;
        match self.strip_echo(&read.line) {
            Some(rest) if rest.is_blank() => {
                let owner = self.active.as_ref().map(|active| active.owner);
                let is_disturbed = self.active.as_ref().is_some_and(|active| {
                    let ends = |bytes: &[u8]| bytes.last().copied().filter(|byte| !matches!(byte, b' '..=b'~'));
                    let came = ends(read.line.bytes());
                    (came.is_some() && came != ends(&active.request.line)) || active.is_disturbed_echo(&read.line)
                });
                self.tell(raw, Role::Echo, damaged || is_disturbed, owner);
                return;
            }
            Some(rest) => read = Read::of(rest, &raw),
            None => {}
        }
        let bytes = read.line.bytes();
        if bytes == b">" && self.active.as_ref().is_some_and(|active| active.phase == Phase::Upload) {
            // It is printed again at each line end of a text, and by some firmware twice.
            let owner = self.active.as_ref().map(|active| active.owner);
            self.tell(raw, Role::Prompt, damaged, owner);
            return;
        }
        if self.active.as_mut().is_some_and(|active| active.data_echo_goes_on(&read.line)) {
            self.tell(raw, Role::Unrecognised, damaged, None);
            return;
        }
        self.header_came(now, &read.line);
        let is_mended = matches!(read.tag, Some((_, true)));
        let class = self.classify(now, read);
        damaged |= match class {
            Class::Code(_) | Class::ActiveStatus(..) | Class::WaitingStatus(..) => is_mended,
            Class::Start => !urc::is_whole_start(bytes),
            Class::Final(_) | Class::Refusal(..) => bytes.starts_with(b"CM"),
            Class::MendedResponse(_) => true,
            _ => false,
        };
        if matches!(class, Class::Nothing | Class::Code(_)) && urc::is_ring(bytes) {
            self.rings(now);
        }
        let text = if class.keeps_text() { bytes.to_vec() } else { Vec::new() };
        self.tell_class(&class, raw, damaged);
        self.settle_class(now, class, text);
    }

    fn blank(&mut self, now: Timestamp, raw: Raw) {
        if self.message_takes(raw.len()) {
            self.extend_message(now, raw, Part::Text);
        } else {
            self.flush_message();
            self.blank_behind_header();
            self.tell(raw, Role::Blank, false, None);
        }
    }

    pub(super) fn prompt(&mut self, now: Timestamp, raw: Raw) {
        self.flush_message();
        let owner = self.active.as_ref().map(|active| active.owner);
        self.tell(raw, Role::Prompt, false, owner);
        if self.active.as_ref().is_some_and(|active| active.expects_sign()) {
            self.read_is_over();
        } else {
            self.disturbs_reply_by_length();
        }
        if let Some(active) = &mut self.active {
            if matches!(active.phase, Phase::Prompt | Phase::Final | Phase::Asked) {
                active.phase = Phase::Asked;
                // From here on the command's own limit counts, and the module's for data that there is. Where nobody gives any, whoever asked
                // hears so in the command's own time; the module is waited out behind that.
                let own = active.sent_at + active.request.within;
                active.deadline = active.deadline.max(own);
                if active.request.data.is_some() || active.uploaded.is_some() {
                    active.deadline = active.deadline.max(now + UPLOAD_LIMIT);
                }
            }
            active.asked = Some(now);
            active.echoed = true;
        }
        self.follows(Turn::Prompted { at: now, stray: owner.is_none() });
    }

    fn strip_echo<'a>(&mut self, line: &Line<'a>) -> Option<Line<'a>> {
        let active = self.active.as_mut()?;
        if urc::is_start(line) {
            return None;
        }
        match active.echo_length(line) {
            Some(length) => {
                active.echoed = true;
                Some(line.after(length))
            }
            None => active.echo_goes_on(line).then(|| line.after(line.bytes().len())),
        }
    }

    fn classify(&self, now: Timestamp, read: Read<'_>) -> Class {
        let Read { line, tag: mended, message } = read;
        let line = &line;
        if urc::is_start(line) {
            return Class::Start;
        }
        if let Some(result) = Final::parse(line) {
            return self.classify_final(now, result);
        }
        if self.in_data_mode {
            return Class::Nothing;
        }
        if let Some((tag, _)) = mended {
            let mut waiting = self.waiting.iter().enumerate();
            let of_waiting = waiting.find_map(|(place, waiting)| {
                let (due, status) = waiting.status(tag, line)?;
                Some(Class::WaitingStatus(place, due, status))
            });
            let of_active = || {
                let (due, status) = self.active.as_ref()?.status(tag, line)?;
                Some(Class::ActiveStatus(due, status))
            };
            if let Some(class) = of_waiting.or_else(of_active) {
                return class;
            }
        }
        if let Some(text) = self.active.as_ref().and_then(|active| active.mended_reply(line)) {
            return Class::MendedResponse(text);
        }
        if self.active.as_ref().is_some_and(|active| active.owns(line)) {
            return Class::Response;
        }
        if let Some(place) = self.waiting.iter().position(|waiting| waiting.owns(line)) {
            return Class::LateLine(place);
        }
        if let (Some(message), Some((_, mended))) = (message, mended) {
            return Class::Message(message.into_direct(), line.damaged || mended);
        }
        Urc::parse(line).map_or(Class::Nothing, Class::Code)
    }

    fn tell_class(&mut self, class: &Class, raw: Raw, damaged: bool) {
        let active = self.active.as_ref().map(|active| active.owner);
        let waiting = |place: &usize| self.waiting.get(*place).map(|waiting| waiting.owner);
        let (role, owner) = match class {
            Class::LateRefusal | Class::UnclearRefusal(_) | Class::CallEnded => (Role::Late, None),
            Class::Final(_) if active.is_none() => (Role::Late, None),
            Class::Final(_) => (Role::Final, active),
            Class::Refusal(place, _) => (Role::Final, waiting(place)),
            Class::ActiveStatus(..) => (Role::Status, active),
            Class::WaitingStatus(place, ..) => (Role::Status, waiting(place)),
            Class::Response | Class::MendedResponse(_) => (Role::Response, active),
            Class::LateLine(place) => (Role::Response, waiting(place)),
            Class::Message(_, mended) => {
                self.tell(raw, Role::Unsolicited, *mended, None);
                return;
            }
            Class::Start | Class::Code(_) => (Role::Unsolicited, None),
            Class::Nothing => (Role::Unrecognised, None),
        };
        self.tell(raw, role, damaged, owner);
    }

    /// Acts on what the line is, after it has been told. Its text is there where it is [kept](Class::keeps_text).
    fn settle_class(&mut self, now: Timestamp, class: Class, text: Vec<u8>) {
        match class {
            Class::Start => self.start_was_told(now),
            Class::Final(result) => self.final_result(now, result),
            Class::Refusal(place, rejection) => self.refused_behind_ok(now, place, rejection),
            Class::ActiveStatus(due, status) => {
                if let Some(active) = &mut self.active {
                    active.status_came(due, status, text);
                }
            }
            Class::WaitingStatus(place, due, status) => {
                if let Some(waiting) = self.waiting.get_mut(place) {
                    let code = if waiting.request.parts.len() > 1 { Urc::parse(&Line::of(&text)) } else { None };
                    waiting.status_came(due, status, text);
                    self.tell_close_among_others(code);
                }
                self.status_came(now, place);
            }
            Class::Response => self.response(now, text),
            Class::MendedResponse(text) => self.response(now, text),
            Class::LateLine(place) => {
                if let Some(waiting) = self.waiting.get_mut(place) {
                    waiting.line_came(text);
                }
                self.status_came(now, place);
            }
            Class::Message(direct, damaged) => {
                self.clients.printed(now, direct.client);
                self.pending = Some(PendingMessage::new(now, direct, damaged, std::mem::take(&mut self.no_tail)));
            }
            Class::Code(code) => self.code(now, code, &Line::of(&text)),
            Class::LateRefusal => self.failed_opens.reason_came(),
            Class::UnclearRefusal(rejection) => {
                if let Some(active) = &mut self.active {
                    active.deadline = active.deadline.min(now + REASON);
                    active.unclear_refusal = Some(rejection);
                }
            }
            Class::CallEnded => {
                self.rings_until = None;
                self.data_mode_left();
            }
            Class::Nothing => self.disturbs_reply_by_length(),
        }
    }

    /// A client was closed by one of several commands on a line, whose reply does not say so.
    fn tell_close_among_others(&mut self, code: Option<Urc>) {
        if let Some(code @ Urc::Closed(client)) = code {
            self.clients.closed(client);
            self.tell_code(code);
        }
    }

    pub(super) fn response(&mut self, now: Timestamp, text: Vec<u8>) {
        let Some(active) = &mut self.active else { return };
        active.echoed = true;
        if active.phase == Phase::Asked {
            active.phase = Phase::Final;
        }
        let before = active.code_before();
        active.reply.lines.push(text);
        if let Some(before) = before {
            // The line before was no answer: it came between question and answer.
            active.reply.lines.remove(0);
            if let Some(id) = active.owner.caller() {
                self.tell_event(Event::TakenBack(id));
            }
            if let Some(code) = Urc::parse(&Line::of(&before)) {
                self.code(now, code, &Line::of(&before));
            }
        }
        self.reply_line_came(now);
    }

    fn code(&mut self, now: Timestamp, code: Urc, line: &Line<'_>) {
        let code = match self.late_status(now, line) {
            Some(late) => late,
            None => code,
        };
        match &code {
            Urc::MessageWaiting { .. } => self.clients.announced(),
            Urc::LateStatus { tag, client, status: 1 } => self.clients.succeeded_late(now, tag, *client),
            Urc::Broken(client, _) | Urc::Closed(client) => {
                let client = *client;
                self.tell_code(code);
                self.broke(now, client);
                return;
            }
            Urc::AddressLost | Urc::SimGone => {
                // With the network every connection is gone, whether or not the module says so of each.
                self.tell_code(code);
                ClientIndex::ALL.into_iter().for_each(|client| self.broke(now, client));
                return;
            }
            _ => {}
        }
        self.tell_code(code);
    }

    /// A status line that was still owed, though it looks like another code: a client that was closed on request, late.
    fn late_status(&mut self, now: Timestamp, line: &Line<'_>) -> Option<Urc> {
        let (tag, _) = urc::mended_tag(line)?;
        let values = line.values();
        let debtor = self.debts.debtor(tag, int(&values, 0))?;
        if !self.debts.pay(now, debtor) {
            return None;
        }
        let (client, status) = (debtor.client?, int(&values, 1)?);
        if self.debts.count(now, debtor) == 0 {
            self.failed_opens.status_came(now, debtor, status);
        }
        Some(Urc::LateStatus { tag: tag.to_owned(), client, status })
    }

    pub(super) fn tell(&mut self, raw: Raw, role: Role, damaged: bool, owner: Option<Owner>) {
        let request = owner.and_then(Owner::caller);
        self.tell_event(Event::Line { raw, role, damaged, request });
    }
}

impl super::Active {
    /// The line of the reply so far that the next one shows to be a code of the same name.
    fn code_before(&self) -> Option<Vec<u8>> {
        let [part] = self.request.parts.as_slice() else { return None };
        let [before] = self.reply.lines.as_slice() else { return None };
        let is_code = match part.spec?.code_before {
            CodeBefore::None => false,
            CodeBefore::Any => true,
            CodeBefore::WithoutState => is_without_state(&Line::of(before).values()),
        };
        (is_code && part.form == Form::Read).then(|| before.clone())
    }
}

/// Whether these are one value alone, or an address, or that there is none: the answer to a query has its state before them.
fn is_without_state(values: &[String]) -> bool {
    match values {
        [_] => true,
        [first, ..] => !matches!(first.as_str(), "1" | "2"),
        [] => false,
    }
}
