//! Whether somebody else is on the line. Who sends is betrayed by a command that comes back and that nobody here has sent, or by an end of a
//! command while none is owed; who reads, by answers that never come to commands that were answered before.
//!
//! A system lets two programs open one port, where neither asks to have it alone: what one sends is answered to both, and each gets a part of it.

use std::cmp::Ordering;
use std::collections::VecDeque;
use std::time::Duration;

use fibocom_at::{Event, Failure, RequestId, Role, TimedOut};

/// How many of our own commands are kept: a late module repeats those of a minute ago.
const KEPT: usize = 16;

/// By how many bytes a command that came back may differ from the one that went.
const CHANGES: usize = 2;

/// How long a command is whose like is hardly another one.
const SURELY_OWN: usize = 6;

/// How many commands are kept that were answered.
const ANSWERED: usize = 64;

/// How long behind a command that had no answer, or behind a start, an answer may come that nobody waits for.
const LATE: Duration = Duration::from_secs(600);

/// How long what was asked before the link began may still be answered.
const ASKED_BEFORE: Duration = Duration::from_secs(10);

/// How long behind the end of a command firmware may end it a second time.
const SECOND_END: Duration = Duration::from_secs(2);

/// What a line says of the line it came over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// Somebody else sends on it.
    Stranger,
    /// A command of ours came back with a byte too few.
    Lost,
    /// It came back with a byte too many, or with another one.
    Changed,
}

/// What is kept of both sides, to tell an answer that nobody here has asked for.
#[derive(Debug, Default)]
pub(super) struct Stranger {
    own: VecDeque<(Option<RequestId>, Vec<u8>)>,
    /// Commands that this module has answered.
    answered: VecDeque<Vec<u8>>,
    /// Whether one of those had no answer now, while the way back into step is sought.
    unanswered: bool,
    /// Until when an end of a command may be one of ours, in milliseconds.
    owed_until: u64,
}

impl Stranger {
    /// A link begins: what was asked before it may still be answered.
    pub(super) fn begun(now: u64) -> Self {
        Self { owed_until: now + millis(ASKED_BEFORE), ..Self::default() }
    }

    /// A command of ours goes out.
    pub(super) fn sent(&mut self, request: Option<RequestId>, line: &[u8]) {
        if self.own.len() == KEPT {
            self.own.pop_front();
        }
        self.own.push_back((request, line.trim_ascii().to_ascii_uppercase()));
    }

    /// A line came; what it says of somebody else, or of a bad line.
    pub(super) fn hears(&mut self, now: u64, role: Role, line: &[u8]) -> Option<Sign> {
        if role == Role::Final {
            self.owed_until = self.owed_until.max(now + millis(SECOND_END));
        }
        // It was late, and nobody has taken it.
        self.unanswered &= role != Role::Late;
        if self.betrays(now, role, line) {
            return Some(Sign::Stranger);
        }
        (role == Role::Unrecognised).then(|| self.damage_of(line)).flatten()
    }

    /// What became of a command of ours on the way, where a line is one that came back otherwise than it went.
    fn damage_of(&self, line: &[u8]) -> Option<Sign> {
        let line = line.trim_ascii().to_ascii_uppercase();
        if self.own.iter().any(|(_, own)| *own == line) {
            return None;
        }
        self.own.iter().rev().filter(|(_, own)| own.len() >= SURELY_OWN).find_map(|(_, own)| {
            let differs = own.len().abs_diff(line.len());
            match line.len().cmp(&own.len()) {
                Ordering::Less => (differs <= CHANGES && is_within(&line, own)).then_some(Sign::Lost),
                Ordering::Greater => (differs <= CHANGES && is_within(own, &line)).then_some(Sign::Changed),
                Ordering::Equal => (changes(own, &line) <= CHANGES).then_some(Sign::Changed),
            }
        })
    }

    /// What became of commands: one without its answer may have it later, and so may what a module was asked before it started. Whether somebody
    /// else seems to have taken an answer: the module listens, has answered the same before, and this time nothing came.
    pub(super) fn follows(&mut self, now: u64, event: &Event) -> bool {
        match event {
            Event::Completed(request, Ok(_)) => self.keep_answered(*request),
            Event::Completed(request, Err(Failure::TimedOut(TimedOut::Final))) => {
                let line = self.line_of(*request);
                self.unanswered |= line.is_some_and(|line| self.answered.contains(line));
            }
            Event::Unresponsive | Event::Rebooted => self.unanswered = false,
            _ => {}
        }
        let is_out_of_step = match event {
            Event::Completed(_, Err(failure)) => {
                !matches!(failure, Failure::Rejected(_) | Failure::Failed(_) | Failure::Malformed(_))
            }
            Event::Resynchronising
            | Event::Unresponsive
            | Event::Rebooted
            | Event::Asks { .. }
            | Event::AsksNoMore
            | Event::DataModeEntered
            | Event::DataModeLeft => true,
            _ => false,
        };
        if is_out_of_step {
            self.owed_until = self.owed_until.max(now + millis(LATE));
        }
        *event == Event::Resynchronised && std::mem::take(&mut self.unanswered)
    }

    fn line_of(&self, request: RequestId) -> Option<&Vec<u8>> {
        self.own.iter().rev().find(|(own, _)| *own == Some(request)).map(|(_, line)| line)
    }

    fn keep_answered(&mut self, request: RequestId) {
        let Some(line) = self.line_of(request).filter(|line| !self.answered.contains(*line)).cloned() else { return };
        if self.answered.len() == ANSWERED {
            self.answered.pop_front();
        }
        self.answered.push_back(line);
    }

    fn betrays(&self, now: u64, role: Role, line: &[u8]) -> bool {
        match role {
            Role::Unrecognised => is_command(line) && !self.is_own(line),
            // A refusal may be the reason of a connection that has failed, and other ends are those of calls.
            Role::Late => line.trim_ascii() == b"OK" && now > self.owed_until,
            _ => false,
        }
    }

    /// Whether a line is one of our commands, as the module repeats it: perhaps twice, or with a byte lost, doubled or changed on the way.
    fn is_own(&self, line: &[u8]) -> bool {
        let line = line.trim_ascii().to_ascii_uppercase();
        self.own.iter().any(|(_, own)| {
            is_within(&line, own)
                || is_within(own, &line)
                || (own.len() == line.len() && changes(own, &line) <= CHANGES)
        })
    }
}

/// How many bytes of two lines of a length differ.
fn changes(one: &[u8], other: &[u8]) -> usize {
    one.iter().zip(other).filter(|(one, other)| one != other).count()
}

/// Whether all bytes of one stand in the other, in this order.
fn is_within(part: &[u8], whole: &[u8]) -> bool {
    let mut whole = whole.iter();
    part.iter().all(|byte| whole.any(|other| other == byte))
}

/// Whether a line is a command and nothing else. `AT command ready` is what modules say when they start.
fn is_command(line: &[u8]) -> bool {
    let line = line.trim_ascii().to_ascii_uppercase();
    let Some(rest) = line.strip_prefix(b"AT") else { return false };
    match rest {
        [] => true,
        [b'+', name @ ..] => name.first().is_some_and(u8::is_ascii_uppercase),
        [basic, rest @ ..] => b"EIVQZ".contains(basic) && rest.len() <= 2 && rest.iter().all(u8::is_ascii_digit),
    }
}

fn millis(span: Duration) -> u64 {
    u64::try_from(span.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use fibocom_at::Reply;

    use super::*;

    fn heard(line: &str) -> Stranger {
        let mut stranger = Stranger::begun(0);
        stranger.sent(None, line.as_bytes());
        stranger
    }

    #[test]
    fn a_command_that_nobody_here_has_sent_betrays_somebody_else() {
        for (line, expected) in [
            ("AT+CSQ", true),
            ("at+creg?", true),
            ("ATE0", true),
            ("AT", true),
            // Ours, twice, and as a bad line makes of it.
            ("AT+CGMM", false),
            ("AT+CGM", false),
            ("AT+CGMMM", false),
            ("AT+CGNM", false),
            // No commands.
            ("AT command ready", false),
            ("ATTACHED", false),
            ("+CSQ: 20,99", false),
            ("", false),
        ] {
            // What is a part of a command of ours may be one that lost bytes.
            let expected = expected && line != "AT";
            assert_eq!(heard("AT+CGMM\r").betrays(9, Role::Unrecognised, line.as_bytes()), expected, "{line}");
        }
        assert!(!heard("AT+CLAC\r").betrays(9, Role::Response, b"AT+CSQ"), "a reply may list commands");
    }

    #[test]
    fn a_command_that_comes_back_otherwise_than_it_went_tells_of_a_bad_line() {
        for (line, expected) in [
            ("AT+CGMM", None),
            ("AT+CGM", Some(Sign::Lost)),
            ("T+CGMM", Some(Sign::Lost)),
            ("AT+CGMMM", Some(Sign::Changed)),
            ("AT+CG\u{7f}M", Some(Sign::Changed)),
            ("AU+CGMM", Some(Sign::Changed)),
            // No words of ours.
            ("AT", None),
            ("L610-CN", None),
            ("AT command ready", None),
            ("", None),
        ] {
            assert_eq!(heard("AT+CGMM\r").hears(9, Role::Unrecognised, line.as_bytes()), expected, "{line}");
            assert_eq!(heard("AT\r").damage_of(line.as_bytes()), None, "{line}");
        }
        assert_eq!(heard("AT+CGMM\r").hears(9, Role::Response, b"AT+CGM"), None, "a reply may be like a command");
    }

    #[test]
    fn an_end_of_a_command_betrays_somebody_else_where_none_is_owed() {
        let mut stranger = heard("AT+CGMM\r");
        assert!(!stranger.betrays(10_000, Role::Late, b"OK"), "what the port was asked before");
        assert_eq!(stranger.hears(70_000, Role::Final, b"OK"), None);
        assert!(!stranger.betrays(71_000, Role::Late, b"OK"), "firmware may end a command twice");
        assert!(stranger.betrays(72_001, Role::Late, b"\r\nOK\r\n"));
        assert!(!stranger.betrays(72_001, Role::Late, b"+CME ERROR: 703"), "why a connection has failed");
        stranger.follows(80_000, &Event::Completed(RequestId(1), Err(Failure::Cancelled)));
        assert!(!stranger.betrays(300_000, Role::Late, b"OK"), "an answer of ours that comes late");
        assert!(stranger.betrays(680_001, Role::Late, b"OK"));
    }

    #[test]
    fn an_answer_that_never_comes_to_a_command_that_was_answered_before_was_taken_by_somebody() {
        let (one, two) = (RequestId(1), RequestId(2));
        let timed_out = |request| Event::Completed(request, Err(Failure::TimedOut(TimedOut::Final)));
        let answered = || {
            let mut stranger = Stranger::begun(0);
            stranger.sent(Some(one), b"AT+CSQ\r");
            stranger.follows(0, &Event::Completed(one, Ok(Reply::default())));
            stranger.sent(Some(two), b"AT+CSQ\r");
            assert!(!stranger.follows(0, &timed_out(two)));
            stranger
        };
        let mut taken = answered();
        assert!(taken.follows(0, &Event::Resynchronised));
        assert!(!taken.follows(0, &Event::Resynchronised), "once");
        let mut late = answered();
        late.hears(0, Role::Late, b"OK");
        assert!(!late.follows(0, &Event::Resynchronised), "it was late");
        let mut silent = answered();
        silent.follows(0, &Event::Unresponsive);
        assert!(!silent.follows(0, &Event::Resynchronised), "the module stood still");
        let mut new = Stranger::begun(0);
        new.sent(Some(one), b"AT+FOO\r");
        new.follows(0, &timed_out(one));
        assert!(!new.follows(0, &Event::Resynchronised), "a command that this firmware never answers");
    }

    #[test]
    fn no_more_is_kept_than_a_few_commands() {
        let mut stranger = Stranger::default();
        for number in 0..1_000 {
            stranger.sent(Some(RequestId(number)), format!("AT+X{number}").as_bytes());
            stranger.follows(0, &Event::Completed(RequestId(number), Ok(Reply::default())));
        }
        assert_eq!((stranger.own.len(), stranger.answered.len()), (KEPT, ANSWERED));
    }
}
