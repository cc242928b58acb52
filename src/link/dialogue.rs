//! What a piece of work has said to the module so far, and what it was answered: kept beside the work, for whoever shows it.

use std::cell::RefCell;
use std::rc::Rc;

use fibocom_at::frame::Line as At;
use fibocom_at::{Reply, Role};

use super::DataSent;

/// How many bytes of answers one piece of work keeps. The record has the rest.
const BUDGET: usize = 8 << 20;

/// How much of the last command of a piece of work has gone out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Progress {
    /// Its turn has not come.
    #[default]
    Queued,
    /// Its line, and nothing of its data where it has any.
    Command,
    /// Its line, and so much of its data.
    Data(DataSent),
}

/// The commands of one piece of work, as they go. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Dialogue(Rc<RefCell<Kept>>);

#[derive(Debug, Default)]
struct Kept {
    progress: Progress,
    lines: Vec<(Role, Vec<u8>)>,
    bytes: usize,
    let_go: u64,
}

impl Dialogue {
    /// How much of the last command has gone out.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.0.borrow().progress
    }

    /// The lines that answered its commands and have one of these roles, as text without their ends. At most 8 MB of lines are kept, the first.
    #[must_use]
    pub fn lines(&self, roles: &[Role]) -> Vec<String> {
        let kept = self.0.borrow();
        let wanted = kept.lines.iter().filter(|(role, _)| roles.contains(role));
        wanted.map(|(_, raw)| String::from_utf8_lossy(raw.trim_ascii()).into_owned()).collect()
    }

    /// How many lines came beyond that and are in the record alone.
    #[must_use]
    pub fn let_go(&self) -> u64 {
        self.0.borrow().let_go
    }

    /// What the module answered to the last command, as the engine read it, and how many more lines there are than 8 MB. A message that came
    /// by its length is no line of the reply: it is given as it came.
    #[must_use]
    pub fn answer(&self, reply: &Reply) -> (Vec<String>, u64) {
        if reply.fetched.is_some() {
            return (self.lines(&[Role::Response, Role::Status]), self.let_go());
        }
        let mut left = BUDGET;
        let all = reply.lines.iter().chain(&reply.status_lines);
        let is_kept = |line: &&Vec<u8>| match left.checked_sub(weight(line)) {
            Some(rest) => {
                left = rest;
                true
            }
            None => false,
        };
        let lines: Vec<_> =
            all.clone().take_while(is_kept).map(|line| String::from_utf8_lossy(line).into_owned()).collect();
        let let_go = all.count() - lines.len();
        (lines, let_go as u64)
    }

    /// The lines that came before the module refused or failed the last command, without junk around them.
    #[must_use]
    pub fn before_refusal(&self) -> Vec<String> {
        let kept = self.0.borrow();
        let answers = kept.lines.iter().filter(|(role, _)| matches!(role, Role::Response | Role::Status));
        answers.map(|(_, raw)| String::from_utf8_lossy(At::of(raw).bytes()).into_owned()).collect()
    }

    /// The first line of the reply was none of it, as the second shows.
    pub(super) fn take_back(&self) {
        let mut kept = self.0.borrow_mut();
        let mut answers = kept.lines.iter().enumerate().rev().filter(|(_, (role, _))| *role == Role::Response);
        if let Some(place) = answers.nth(1).map(|(place, _)| place) {
            let (_, raw) = kept.lines.remove(place);
            kept.bytes -= weight(&raw);
        }
    }

    pub(super) fn set(&self, progress: Progress) {
        self.0.borrow_mut().progress = progress;
    }

    pub(super) fn hear(&self, role: Role, raw: &[u8]) {
        let mut kept = self.0.borrow_mut();
        kept.bytes = kept.bytes.saturating_add(weight(raw));
        if kept.bytes <= BUDGET {
            kept.lines.push((role, raw.to_vec()));
        } else {
            kept.let_go += 1;
        }
    }
}

/// How much a kept line takes: one of few bytes more than its bytes.
const fn weight(raw: &[u8]) -> usize {
    raw.len() + size_of::<(Role, Vec<u8>)>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_kept_up_to_a_limit_and_found_by_their_role() {
        let dialogue = Dialogue::default();
        dialogue.hear(Role::Response, b"+CSQ: 20,99\r\n");
        dialogue.hear(Role::Final, b"OK\r\n");
        assert_eq!(dialogue.lines(&[Role::Response]), ["+CSQ: 20,99"]);
        assert_eq!(dialogue.clone().lines(&[Role::Response, Role::Final]), ["+CSQ: 20,99", "OK"]);
        dialogue.hear(Role::Response, &vec![b'x'; BUDGET]);
        dialogue.hear(Role::Response, b"y");
        assert_eq!((dialogue.lines(&[Role::Response]).len(), dialogue.let_go()), (1, 2));
    }
}
