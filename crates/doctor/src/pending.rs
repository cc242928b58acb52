//! The commands whose status has not come yet: OK is not their end.

use std::collections::VecDeque;

use fibocom_at::commands::StatusLine;
use fibocom_at::frame::{Line, int};
use fibocom_at::urc::Urc;
use fibocom_at::{ClientIndex, Form, Role};

use crate::seen::{Command, CommandId, Ended, Event, Seen};

/// How many are remembered. The oldest are let go.
const PENDING_MAX: usize = 32;

/// A command whose status is to come.
#[derive(Debug, Clone)]
pub(crate) struct Pending {
    pub(crate) name: String,
    pub(crate) client: u8,
    pub(crate) line: u64,
    /// In milliseconds, where the log says it.
    pub(crate) at: Option<u64>,
    command: CommandId,
    /// Whether OK came: one that was never answered does not wait for a status.
    pub(crate) accepted: bool,
}

impl Pending {
    fn is_like(&self, other: &Self) -> bool {
        self.name == other.name && self.client == other.client
    }
}

/// All of them, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Waiting(VecDeque<Pending>);

impl Waiting {
    /// Commands that go to the module: each that has a status of its own, with the oldest of its like that waits for one.
    pub(crate) fn sent(&mut self, seen: &Seen, mut each: impl FnMut(&Pending, Option<&Pending>)) {
        let Event::Command(Command { id, .. }) = &seen.event else { return };
        for typed in seen.typed().filter(|typed| typed.form == Form::Set) {
            let has_status = typed.spec.is_some_and(|spec| spec.status == StatusLine::PerClient);
            let Some(client) = typed.client().map(ClientIndex::number).filter(|_| has_status) else { continue };
            // With QoS 0, the status need not come.
            if typed.name == "+MQTTPUB" && typed.number(2) == Some(0) {
                continue;
            }
            let (line, at) = (seen.line, seen.at);
            let pending = Pending { name: typed.name.clone(), client, line, at, command: *id, accepted: false };
            each(&pending, self.0.iter().find(|before| before.is_like(&pending)));
            if self.0.len() >= PENDING_MAX {
                self.0.pop_front();
            }
            self.0.push_back(pending);
        }
    }

    /// A line that came: if it is a status, the command that it ends, and the next one of its like that was sent meanwhile.
    pub(crate) fn came(&mut self, seen: &Seen) -> Option<(Pending, Option<Pending>)> {
        let Event::Line { role, raw, command, .. } = &seen.event else { return None };
        if *role == Role::Final {
            let its = self.0.iter_mut().filter(|pending| Some(pending.command) == *command);
            its.for_each(|pending| pending.accepted = true);
            return None;
        }
        let line = Line::of(raw);
        let tag = line.tag()?;
        self.0.iter().any(|pending| pending.name == tag).then_some(())?;
        let client = int(&line.values(), 0)?;
        let is_its = |pending: &Pending| pending.name == tag && u32::from(pending.client) == client;
        let first = self.0.iter().position(is_its).and_then(|place| self.0.remove(place))?;
        let next = self.0.iter().find(|pending| pending.is_like(&first)).cloned();
        Some((first, next))
    }

    /// The line of such a command for a client that was answered with OK, and whose status is to come.
    pub(crate) fn accepted(&self, name: &str, client: u8) -> Option<u64> {
        let is_it = |pending: &&Pending| pending.accepted && pending.name == name && pending.client == client;
        self.0.iter().rev().find(is_it).map(|pending| pending.line)
    }

    /// A command has ended: one that was refused has no status.
    pub(crate) fn ended(&mut self, ended: &Ended) {
        if ended.refusal().is_some() {
            self.0.retain(|pending| pending.line != ended.line);
        }
    }

    /// A module that starts anew has forgotten them.
    pub(crate) fn code(&mut self, code: &Urc) {
        if matches!(code, Urc::Started) || matches!(code, Urc::Notice(text) if text == "RDY") {
            self.clear();
        }
    }

    /// The module started anew.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Doctor;

    /// The commands of a log whose status came, in the order of these.
    fn ended(log: &str) -> Vec<String> {
        let (mut doctor, mut waiting, mut names) = (Doctor::default(), Waiting::default(), Vec::new());
        let mut see = |seen: &Seen| {
            waiting.sent(seen, |_, _| {});
            names.extend(waiting.came(seen).map(|(first, _)| first.name));
        };
        doctor.feed(log.as_bytes(), &mut see);
        let _ = doctor.end(&mut see);
        names
    }

    #[test]
    fn each_status_ends_its_own_command_of_a_line() {
        let log = "> AT+MQTTSUB=1,\"a\",0;+MQTTPUB=1,\"t\",1,0,\"x\"\n< OK\n< +MQTTPUB: 1,1\n< +MQTTSUB: 1,1\n";
        assert_eq!(ended(log), ["+MQTTPUB", "+MQTTSUB"]);
    }

    #[test]
    fn commands_that_are_never_answered_do_not_keep_the_later_ones_away() {
        let log = "> AT+MQTTOPEN=1,\"h\",1883,1,60\n".repeat(PENDING_MAX + 8);
        assert_eq!(ended(&format!("{log}> AT+MQTTSUB=1,\"a\",0\n< OK\n< +MQTTSUB: 1,1\n")), ["+MQTTSUB"]);
    }
}
