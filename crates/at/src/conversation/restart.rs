//! The module says that it has started. While it prints messages as they come, anybody who publishes can make it print the same
//! words: then it is believed only once the module's own list of free clients agrees, but for data mode, where it cannot be asked.

use std::time::Duration;

use super::{Active, Conversation, Timestamp, Turn};
use crate::commands::{Effect, Form};
use crate::reply::{Failure, Reply};
use crate::urc::Urc;

/// Modules print the words twice, and a message can hold them hundreds of times: one start is told of.
const SAME_START: Duration = Duration::from_secs(1);

impl Conversation {
    /// The module has printed what it prints when it starts.
    pub(super) fn start_was_told(&mut self, now: Timestamp) {
        if self.started_at.is_some_and(|at| now < at + SAME_START) || (self.in_doubt && !self.in_data_mode) {
            return;
        }
        // Data mode takes no question, and nothing else would say that it is over.
        if self.clients.print_payloads() && !self.in_data_mode {
            self.in_doubt = true;
            self.follows(Turn::Doubtful);
        } else {
            self.restarted(now);
        }
    }

    /// A command has ended that may settle whether the module has started anew: the list of free clients.
    pub(super) fn settle_doubt(&mut self, now: Timestamp, active: &Active, result: &Result<Reply, Failure>) {
        let asks =
            active.request.form == Form::Read && active.request.spec.is_some_and(|spec| spec.effect == Effect::Opens);
        if !self.in_doubt || !asks {
            return;
        }
        self.in_doubt = false;
        if !result.as_ref().is_ok_and(|reply| self.clients.outlived(reply)) {
            self.restarted(now);
        }
    }

    fn restarted(&mut self, now: Timestamp) {
        self.tell_code(Urc::Started);
        self.fail_all(&Failure::Rebooted);
        self.data_mode_left();
        self.started_at = Some(now);
        self.follows(Turn::Restarted);
    }
}
