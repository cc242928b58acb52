//! A command that was sent: how far it has come, and what it still waits for.

use std::time::Duration;

use super::due::{Due, together};
use super::{Debtor, Owner, Timestamp};
use crate::args::ClientIndex;
use crate::commands::{End, Form};
use crate::frame::{Counted, Line};
use crate::reply::{Failure, Final, Rejection, Reply};
use crate::request::{Outcome, Part, Request};
use crate::urc::{self, Urc};

/// What a command waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    /// The prompt, before its data can go.
    Prompt,
    /// The final result.
    Final,
    /// The final result: the module has asked for data, and may still wait for it, or for more of it.
    Asked,
    /// The final result, all of its data being sent.
    Upload,
    /// The lines that follow OK, while the line is held for them.
    Lines,
    /// The status line or the one line after OK. The line is free for others meanwhile.
    Status,
}

#[derive(Debug, Clone)]
pub(crate) struct Active {
    pub(crate) owner: Owner,
    pub(crate) request: Request,
    pub(crate) phase: Phase,
    pub(super) sent_at: Timestamp,
    pub(crate) deadline: Timestamp,
    /// When its OK came, once it waits for its status lines.
    pub(super) ok_at: Timestamp,
    pub(crate) reply: Reply,
    /// Whether the echo has been seen, or can no longer come.
    pub(crate) echoed: bool,
    /// How much of the echo came on lines of its own, as a code came in the middle of it.
    echo_begun: usize,
    /// Whether nobody waits for the answer any more.
    pub(crate) abandoned: bool,
    /// Whether the connection of its client broke meanwhile.
    pub(crate) broken: bool,
    /// When the last of the data that was sent has left.
    pub(crate) uploaded: Option<Timestamp>,
    /// How much of the data came back, line by line: some firmware repeats what it is given.
    data_echoed: usize,
    /// When the module asked for data.
    pub(crate) asked: Option<Timestamp>,
    /// The status lines that it is to come to.
    pub(super) dues: Vec<Due>,
    /// Whose status line cannot come before the data has gone.
    upload: Option<Debtor>,
    /// The clients of its reads whose replies are still to come, in the order of the line.
    pub(super) reads_left: Vec<Option<ClientIndex>>,
    /// The reply by length that came last, until its message is told.
    pub(super) counted: Option<Box<Counted>>,
    /// The client of the read whose reply that is.
    pub(super) read_of: Option<ClientIndex>,
    /// A broker's refusal that may be its own, or that of another open.
    pub(super) unclear_refusal: Option<Rejection>,
    /// Whether it ends without its own final result, which may still come.
    pub(crate) out_of_step: bool,
    /// Whether the module was told not to repeat commands.
    echo_is_off: bool,
}

impl Active {
    pub(super) fn new(now: Timestamp, owner: Owner, request: Request, dues: Vec<Due>, echo_is_off: bool) -> Self {
        let reads_left = request.parts.iter().filter(|part| part.is_read()).map(|part| part.client).collect();
        let (phase, limit) = if request.data.is_some() {
            (Phase::Prompt, request.prompt_limit())
        } else {
            (Phase::Final, request.within)
        };
        let upload = request.parts.get(request.asking()).and_then(Debtor::of);
        Self {
            owner,
            request,
            phase,
            sent_at: now,
            deadline: now + limit,
            ok_at: now,
            reply: Reply::default(),
            echoed: false,
            echo_begun: 0,
            abandoned: false,
            broken: false,
            uploaded: None,
            data_echoed: 0,
            asked: None,
            dues,
            upload,
            reads_left,
            counted: None,
            read_of: None,
            unclear_refusal: None,
            out_of_step: false,
            echo_is_off,
        }
    }

    /// Whether it asks for a reply by length.
    pub(super) fn is_read(&self) -> bool {
        self.request.parts.iter().any(Part::is_read)
    }

    /// Whether the next reply comes by length. A read may stand anywhere on the line, before data that is asked for or behind it.
    pub(super) const fn reads_by_length(&self) -> bool {
        !self.reads_left.is_empty()
    }

    /// Whether a sign that comes now is the one that the command is known to come to.
    pub(super) fn expects_sign(&self) -> bool {
        let is_known = || self.phase == Phase::Final && self.request.end_of_data() != End::Unknown;
        self.asked.is_none() && (self.phase == Phase::Prompt || is_known())
    }

    /// A reply by length came that names this client. It is that of the first read of this client whose reply is still to come, or else
    /// of the first, whose client may have been disturbed.
    pub(super) fn read_came(&mut self, named: Option<ClientIndex>) {
        let place = self.reads_left.iter().position(|asked| *asked == named).unwrap_or(0);
        let asked = (place < self.reads_left.len()).then(|| self.reads_left.remove(place)).flatten();
        self.read_of = asked.or(named);
        self.echoed = true;
        if self.phase == Phase::Asked {
            self.phase = Phase::Final;
        }
    }

    /// Whether nothing that is typed while its final result is missing can become its data.
    pub(super) fn can_be_left(&self) -> bool {
        let asks = self.request.data.is_some()
            || self.request.missing_data().is_some()
            || self.request.end_of_data() != End::Unknown;
        self.phase == Phase::Final && self.asked.is_none() && self.uploaded.is_none() && !asks
    }

    /// The echo that may still come.
    pub(super) fn awaited_echo(&self) -> &[u8] {
        if self.echoed { &[] } else { &self.request.line }
    }

    /// How many bytes of a line are this command's echo: all, or those glued before something else. Junk may stand before it,
    /// and its own beginning may be lost. A final result is not an echo, though the command may end like one.
    pub(super) fn echo_length(&self, line: &Line<'_>) -> Option<usize> {
        let (sent, came) = (self.request.line.as_slice(), line.bytes());
        if self.echoed {
            let may_repeat = matches!(self.phase, Phase::Prompt | Phase::Final) && sent.len() > 2;
            let is_whole = may_repeat && self.asked.is_none() && came.eq_ignore_ascii_case(sent);
            return is_whole.then_some(sent.len());
        }
        if Final::parse(line).is_some() {
            return None;
        }
        if let Some(head) = came.get(..sent.len())
            && head.eq_ignore_ascii_case(sent)
        {
            return Some(sent.len());
        }
        if let Some(rest) = sent.get(self.echo_begun..)
            && self.echo_begun > 0
            && rest.eq_ignore_ascii_case(came)
        {
            return Some(came.len());
        }
        // A line that could also be an answer is not taken for an echo: the echo may be off, or a letter of the name may be lost.
        let name = sent.iter().position(|byte| matches!(byte, b'=' | b'?' | b';')).unwrap_or(sent.len());
        let lost_start = !self.echo_is_off
            && came.len() >= 4
            && (sent.len() - name + 1..sent.len()).contains(&came.len())
            && sent.get(sent.len() - came.len()..).is_some_and(|tail| tail.eq_ignore_ascii_case(came));
        if !self.echo_is_off && self.reply.lines.is_empty() && self.is_disturbed_echo(line) {
            return Some(came.len());
        }
        // A code that lost its line end is no junk.
        let (before, tail) = came.split_at(came.len().saturating_sub(sent.len()));
        let junk_before = sent.len() >= 4
            && !before.is_empty()
            && tail.eq_ignore_ascii_case(sent)
            && !urc::looks_like_a_code(&Line::of(before));
        (lost_start || junk_before).then_some(came.len())
    }

    /// Whether a line is this command with bytes lost, doubled or disturbed behind its name, or a few of them in its middle: beginning and
    /// end are there.
    pub(super) fn is_disturbed_echo(&self, line: &Line<'_>) -> bool {
        const LEAST: usize = 2;
        const MOST: usize = 3;
        let (sent, came) = (self.request.line.as_slice(), line.bytes());
        let same = |pair: &(&u8, &u8)| pair.0.eq_ignore_ascii_case(pair.1);
        let shorter = sent.len().min(came.len());
        let head = sent.iter().zip(came).take_while(same).count();
        let tail = sent.iter().rev().zip(came.iter().rev()).take_while(same).count().min(shorter - head);
        let begins = sent.get(..LEAST).is_some_and(|name| name.eq_ignore_ascii_case(b"AT"));
        let has_name = sent.iter().position(|byte| *byte == b'=').is_some_and(|sign| head > sign && head < shorter);
        begins && head > LEAST && (has_name || (tail >= LEAST && sent.len().max(came.len()) - head - tail <= MOST))
    }

    /// Takes a line that is the beginning of this command's echo, or goes on with it, and not its end: a code came in the middle. Whether it
    /// is that.
    pub(super) fn echo_goes_on(&mut self, line: &Line<'_>) -> bool {
        const LEAST: usize = 2;
        let (sent, came) = (self.request.line.as_slice(), line.bytes());
        let end = self.echo_begun + came.len();
        let goes_on = !self.echoed
            && came.len() >= LEAST
            && end < sent.len()
            && sent.get(self.echo_begun..end).is_some_and(|part| part.eq_ignore_ascii_case(came));
        if goes_on {
            self.echo_begun = end;
        }
        goes_on
    }

    /// Takes a line that repeats the next line of the data. Whether it is that: the first one has to be a line that means nothing else,
    /// and behind it the data may read like a result.
    pub(super) fn data_echo_goes_on(&mut self, line: &Line<'_>) -> bool {
        if self.phase != Phase::Upload {
            return false;
        }
        let Some(rest) = self.request.data.as_ref().and_then(|data| data.get(self.data_echoed..)) else { return false };
        let is_end = |byte: &u8| matches!(byte, b'\r' | b'\n');
        let begin = rest.iter().take_while(|byte| is_end(byte)).count();
        let length = rest.iter().skip(begin).take_while(|byte| !is_end(byte)).count();
        let next = Line::of(rest.get(begin..begin + length).unwrap_or_default());
        let means_something = || Final::parse(line).is_some() || Urc::parse(line).is_some();
        let goes_on = next.bytes() == line.bytes() && (self.data_echoed > 0 || !means_something());
        if goes_on {
            self.data_echoed += begin + length;
        }
        goes_on
    }

    /// Whether a line is part of the reply, rather than the unsolicited code of the same name.
    pub(super) fn owns(&self, line: &Line<'_>) -> bool {
        let by_a_part = || self.request.parts.iter().any(|part| part.owns(line));
        match self.phase {
            Phase::Prompt | Phase::Upload | Phase::Lines => line.tag().is_some() && by_a_part(),
            Phase::Final | Phase::Asked => by_a_part() || self.goes_on_untagged(line),
            Phase::Status => self.waits_for_line() && line.tag().is_some() && by_a_part(),
        }
    }

    /// The line as it was where the beginning of its tag was lost, if it is part of the reply. Some firmware has tags of its own without the
    /// sign: those of commands that nobody knows stay as they are.
    pub(super) fn mended_reply(&self, line: &Line<'_>) -> Option<Vec<u8>> {
        const LEAST: usize = 4;
        if !matches!(self.phase, Phase::Final | Phase::Asked) || line.tag().is_some() {
            return None;
        }
        let bytes = line.bytes();
        let (head, rest) = bytes.split_at(memchr::memchr(b':', bytes)?);
        self.request.parts.iter().filter(|part| part.spec.is_some()).find_map(|part| {
            let lost = part.name.len().checked_sub(head.len()).filter(|lost| *lost > 0)?;
            let is_enough = lost == 1 || head.len() >= LEAST;
            let is_its_end = is_enough && part.name.as_bytes().ends_with(head);
            let whole = is_its_end.then(|| [part.name.as_bytes(), rest].concat())?;
            part.owns(&Line::of(&whole)).then_some(whole)
        })
    }

    /// Whether a line without tag goes on with a list of ranges, as the last one of MQTTAUTHCFG does (003, 1.18).
    fn goes_on_untagged(&self, line: &Line<'_>) -> bool {
        let begins_with_a_number = line.bytes().first().is_some_and(u8::is_ascii_digit) && line.bytes().contains(&b',');
        let is_test = self.request.parts.last().is_some_and(|part| part.form == Form::Test);
        line.tag().is_none() && is_test && !self.reply.lines.is_empty() && begins_with_a_number
    }

    /// Whether bare text can be part of the reply.
    pub(super) fn expects_text(&self) -> bool {
        matches!(self.phase, Phase::Final | Phase::Asked) && self.request.parts.iter().any(|part| part.expects_text())
    }

    /// Whether all came that has to come before OK.
    pub(super) fn is_answered(&self) -> bool {
        self.request.parts.iter().all(|part| {
            let by_length = part.is_read() && self.reads_left.is_empty();
            !part.has_to_answer() || by_length || self.reply.parsed().any(|line| part.owns(&line))
        })
    }

    /// What its status lines say so far, whether or not it has its OK: that it has succeeded.
    pub(super) fn says_success(&self) -> bool {
        self.dues.iter().any(|due| due.is_settled() && !matches!(due.verdict(), Some(Err(Failure::Failed(_)))))
    }

    /// Whether a line of its reply comes after OK.
    fn waits_for_line(&self) -> bool {
        self.dues.iter().any(|due| due.is_line() && !due.is_settled())
    }

    /// How long its lines may take after OK that are told from others only while the line is held for them.
    pub(super) fn list_within(&self) -> Option<Duration> {
        self.request.parts.iter().find_map(|part| match part.outcome {
            Outcome::Lines { first, more: Some(_) } => Some(first),
            _ => None,
        })
    }

    /// The number of a status line of this command's and which of its dues that is, if the line is one. Before the data has gone
    /// there can be none of the command that asks for it.
    pub(super) fn status(&self, tag: &str, line: &Line<'_>) -> Option<(usize, u32)> {
        let is_before_data = matches!(self.phase, Phase::Prompt | Phase::Asked);
        let may_come = |due: &Due| !is_before_data || self.upload != Some(due.debtor);
        let numbered = self.dues.iter().enumerate().filter(|(_, due)| may_come(due));
        numbered.filter_map(|(place, due)| Some((place, due.status(tag, line)?))).next()
    }

    /// Takes a status line.
    pub(super) fn status_came(&mut self, due: usize, status: u32, text: Vec<u8>) {
        if let Some(due) = self.dues.get_mut(due) {
            due.came(status);
        }
        self.reply.status_lines.push(text);
    }

    /// Takes the line that it waited for behind OK.
    pub(super) fn line_came(&mut self, text: Vec<u8>) {
        self.reply.lines.push(text);
        self.dues.iter_mut().find_map(|due| due.takes_line().then_some(()));
    }

    /// Takes the line that it would wait for behind OK, where it came before.
    pub(super) fn takes_lines_before_ok(&mut self) {
        let parts = self.request.parts.iter().filter(|part| self.reply.parsed().any(|line| part.owns(&line)));
        let came: Vec<_> = parts.filter_map(Debtor::of).collect();
        for due in self.dues.iter_mut().filter(|due| came.contains(&due.debtor)) {
            due.takes_line();
        }
    }

    /// What its status lines make of it, once all of them came.
    pub(super) fn verdict(&mut self) -> Option<Result<Reply, Failure>> {
        if self.dues.is_empty() {
            return None;
        }
        let verdicts: Option<Vec<_>> = self.dues.iter().map(Due::verdict).collect();
        Some(self.replied(together(verdicts?)))
    }

    /// The same when their time is over.
    pub(super) fn verdict_in_time(&mut self) -> Result<Reply, Failure> {
        let verdict = together(self.dues.iter().map(Due::verdict_in_time));
        self.replied(verdict)
    }

    /// How long the status lines may take after OK that have not come.
    pub(super) fn status_within(&self) -> Duration {
        let left = self.dues.iter().filter(|due| !due.is_settled());
        left.map(|due| due.within).max().unwrap_or_default()
    }

    fn replied(&mut self, verdict: Result<Option<u32>, Failure>) -> Result<Reply, Failure> {
        verdict.map(|status| Reply { status, ..std::mem::take(&mut self.reply) })
    }
}
