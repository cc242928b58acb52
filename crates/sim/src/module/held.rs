//! Final results that wait for what their command comes to, and codes that do not wait for a command to end.

use fibocom_at::codes::CmeError;

use super::{Due, Module, State, wording};
use crate::broker::Connection;
use crate::commands::Command;
use crate::time::Timestamp;

/// How long `OK` may wait (003, 1.2 to 1.7: max response duration).
const HELD_AT_MOST: u64 = 1_000;

/// Which comes first.
#[derive(Clone, Copy)]
pub(super) enum Order {
    OkFirst,
    StatusFirst,
}

impl Module {
    /// Lets the final result of a command wait: for its status line, or for the refusal of the connection that it opens.
    pub(super) fn hold(&mut self, now: Timestamp, command: &'static Command, order: Order, opens: Option<Connection>) {
        self.state = State::Held(command, order);
        self.device.clients.held = opens;
        self.agenda.add(now.plus(HELD_AT_MOST), Due::HoldEnds);
    }

    /// Ends a hold by `OK`.
    pub(super) fn release(&mut self) {
        self.print(b"OK");
        self.end_hold();
    }

    fn end_hold(&mut self) {
        self.agenda.remove(|due| matches!(due, Due::HoldEnds));
        self.device.clients.held = None;
        self.state = State::Ready;
    }

    /// The broker refused, and that is the answer.
    pub(super) fn refuse(&mut self, error: CmeError) {
        let State::Held(command, _) = self.state else { return };
        let words = wording::refusal(command, error, &self.device);
        self.print(words.as_bytes());
        self.end_hold();
    }

    /// Takes in a line that the firmware wants printed: a status line may come late, and none overtakes another.
    pub(super) fn announce(&mut self, line: Vec<u8>) {
        let late = if Command::is_any_status(&line) { self.troubles.status_lateness() } else { 0 };
        if late == 0 {
            return self.say_unasked(line);
        }
        let at = self.device.now.plus(late).max(self.last_status);
        self.last_status = at;
        self.agenda.add(at, Due::Status(line));
    }

    /// Prints a line that the firmware wants printed, as soon as the line is free.
    pub(super) fn say_unasked(&mut self, line: Vec<u8>) {
        let held = match self.state {
            State::Held(command, order) if command.is_status(&line) => Some(order),
            _ => None,
        };
        match held {
            Some(Order::StatusFirst) => {
                self.print(&line);
                self.release();
            }
            Some(Order::OkFirst) => {
                self.release();
                self.waiting.push(line);
            }
            None => {
                self.waiting.push(line);
                if matches!(self.state, State::Working | State::Held(..)) {
                    self.interleave();
                }
            }
        }
        self.print_waiting();
    }

    /// Prints codes that wait into the running command, by habit.
    pub(super) fn interleave(&mut self) {
        while !self.waiting.is_empty() && self.device.habits.interleaves() {
            if let Some(line) = self.waiting.pop() {
                self.print(&line);
            }
        }
    }
}
