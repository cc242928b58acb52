//! Decides what each line is: echo, reply, final result, status, unsolicited code, or none of them.

use super::active::Phase;
use super::direct::PendingMessage;
use super::{Engine, Event, Output, Owner, Recovery, Role, Timestamp};
use crate::commands::UPLOAD_LIMIT;
use crate::frame::{Counted, Line};
use crate::message::Direct;
use crate::reply::{Failure, Final};
use crate::urc::{self, Urc};

impl Engine {
    pub(super) fn line(&mut self, now: Timestamp, raw: Vec<u8>) {
        let line = Line::of(&raw);
        if self.continues_message(&line) {
            self.extend_message(raw);
            return;
        }
        self.flush_message();
        if line.is_blank() {
            self.tell(&raw, Role::Blank, false);
            return;
        }
        let damaged = line.damaged;
        let line = match self.strip_echo(&line) {
            Some(rest) if rest.is_blank() => {
                self.tell(&raw, Role::Echo, damaged);
                return;
            }
            Some(rest) => rest,
            None => line,
        };
        let role = self.route(&line, &raw);
        if let Some(role) = role {
            self.tell(&raw, role, damaged);
        }
        self.settle(now, &line, role);
    }

    /// What the line is. `None` when it began a message, which tells its own lines.
    fn route(&mut self, line: &Line<'_>, raw: &[u8]) -> Option<Role> {
        if urc::is_start(line) {
            return Some(Role::Unsolicited);
        }
        if Final::parse(line).is_some() {
            let waited_for = self.active.is_some() || self.recovery.as_ref().is_some_and(Recovery::is_probing);
            return Some(if waited_for { Role::Final } else { Role::Late });
        }
        let mended = urc::mended_tag(line);
        if let (Some(active), Some((tag, _))) = (&mut self.active, mended)
            && let Some(status) = active.status(tag, line)
        {
            active.reply.status = Some(status);
            active.reply.status_line = Some(line.bytes().to_vec());
            return Some(Role::Status);
        }
        if let Some(active) = &mut self.active
            && active.owns(line)
            && !(line.tag().is_none() && Urc::parse(line).is_some())
        {
            active.reply.lines.push(line.bytes().to_vec());
            active.echoed = true;
            return Some(Role::Response);
        }
        if let Some(("+MQTTMSG", mended)) = mended
            && let Some(direct) = Direct::parse(body_of(raw))
        {
            self.tell(raw, Role::Unsolicited, line.damaged || mended);
            self.pending = Some(PendingMessage::new(direct, line.damaged || mended));
            return None;
        }
        if Urc::parse(line).is_some() {
            return Some(Role::Unsolicited);
        }
        match &mut self.active {
            Some(active) if active.request.spec.is_none() && active.phase == Phase::Final => {
                active.reply.lines.push(line.bytes().to_vec());
                Some(Role::Response)
            }
            _ => Some(Role::Unrecognised),
        }
    }

    /// Acts on what the line is, after it has been told.
    fn settle(&mut self, now: Timestamp, line: &Line<'_>, role: Option<Role>) {
        match role {
            Some(Role::Final) => {
                if let Some(result) = Final::parse(line) {
                    self.final_result(now, result);
                }
            }
            Some(Role::Status) => self.status_came(now),
            Some(Role::Response) => self.reply_line_came(now),
            Some(Role::Unsolicited) => {
                if let Some(code) = Urc::parse(line) {
                    self.unsolicited(now, code);
                }
            }
            Some(Role::Late) => self.late_result(now),
            _ => {}
        }
    }

    pub(super) fn prompt(&mut self, now: Timestamp, raw: Vec<u8>) {
        self.flush_message();
        self.tell(&raw, Role::Prompt, false);
        let Some(active) = &mut self.active else {
            self.late_prompt(now);
            return;
        };
        if active.abandoned {
            // Called off in time: the module gets none of it, and gives up by itself.
            self.active = None;
            self.late_prompt(now);
            self.event(Event::Resynchronising);
            return;
        }
        let Some(data) = active.request.data.clone() else { return };
        active.phase = Phase::Upload;
        active.echoed = true;
        active.deadline = now + UPLOAD_LIMIT.max(active.request.within);
        self.outputs.push_back(Output::Transmit(data));
    }

    pub(super) fn counted(&mut self, counted: Counted) {
        self.flush_message();
        self.tell(&counted.raw, Role::Response, counted.damaged);
        if let Some(active) = &mut self.active {
            active.reply.counted = Some(counted);
            active.echoed = true;
        }
    }

    fn strip_echo<'a>(&mut self, line: &Line<'a>) -> Option<Line<'a>> {
        if urc::is_start(line) {
            return None;
        }
        let length = match (&mut self.active, &self.recovery) {
            (Some(active), _) => {
                let length = active.echo_length(line)?;
                active.echoed = true;
                length
            }
            (None, Some(recovery)) if recovery.is_probing() && line.bytes().eq_ignore_ascii_case(b"AT") => 2,
            _ => return None,
        };
        Some(line.after(length))
    }

    fn unsolicited(&mut self, now: Timestamp, code: Urc) {
        if code == Urc::Started {
            self.event(Event::Urc(code));
            self.rebooted();
            return;
        }
        match &code {
            Urc::MessageWaiting { client, .. } if !self.waiting.contains(client) => self.waiting.push_back(*client),
            Urc::Broken(client, _) | Urc::Closed(client) => self.opened.retain(|(open, _)| open != client),
            _ => {}
        }
        if !matches!(code, Urc::MessageWaiting { .. }) && self.active.is_none() {
            self.quiet_until = self.quiet_until.max(now + self.config.pause_after_urc);
        }
        self.event(Event::Urc(code));
    }

    fn rebooted(&mut self) {
        self.fail_all(&Failure::Rebooted);
        self.recovery = None;
        self.event(Event::Rebooted);
    }

    pub(super) fn tell(&mut self, raw: &[u8], role: Role, damaged: bool) {
        let request = match (&self.active, role) {
            (Some(active), Role::Echo | Role::Response | Role::Final | Role::Status | Role::Prompt) => {
                match active.owner {
                    Owner::Caller(id) => Some(id),
                    Owner::Fetch(_) => None,
                }
            }
            _ => None,
        };
        self.event(Event::Line { raw: raw.to_vec(), role, damaged, request });
    }
}

/// What stands behind the first colon of the raw line, with its line end, since a payload may end in blanks.
fn body_of(raw: &[u8]) -> &[u8] {
    match raw.iter().position(|byte| *byte == b':') {
        Some(colon) => raw.get(colon + 1..).unwrap_or_default(),
        None => &[],
    }
}
