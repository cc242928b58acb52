//! What is done about a prompt: the data goes, or, where nobody has any, a person chooses. Nothing is typed into it otherwise.

use super::{Engine, Output, Owner, Recovery, Timestamp};
use crate::commands::{End, UPLOAD_LIMIT};
use crate::conversation::{Event, Phase};
use crate::request::RequestId;

/// What a person chooses, where the module waits for something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// These bytes are the data that it asks for.
    Data(Vec<u8>),
    /// ESC: calls the data off, where the command knows that.
    Escape,
    /// Ctrl-Z: ends the data, where the command knows that.
    ControlZ,
    /// `+++`: back from data mode.
    CommandMode,
}

impl Answer {
    fn into_bytes(self) -> Vec<u8> {
        match self {
            Self::Data(bytes) => bytes,
            Self::Escape => vec![0x1B],
            Self::ControlZ => vec![0x1A],
            Self::CommandMode => b"+++".to_vec(),
        }
    }
}

impl Engine {
    /// The module asks for data.
    pub(super) fn prompted(&mut self, now: Timestamp, at: Timestamp, stray: bool) {
        let until = at + UPLOAD_LIMIT;
        let Some(active) = self.conversation.active().filter(|active| active.phase == Phase::Asked) else {
            if stray {
                self.waits_it_out(until);
                self.asks(None, End::Unknown, until);
            }
            return;
        };
        if active.abandoned || active.owner == Owner::Probe {
            // Called off in time: the module gets none of it, and gives up by itself. Or the probe itself became data.
            self.conversation.drop_active();
            self.waits_it_out(until);
            return;
        }
        let end = active.request.end_of_data();
        match (active.request.data.clone(), active.owner) {
            (Some(data), _) => {
                self.conversation.data_sent(now, data.len());
                self.outputs.push_back(Output::Data(data));
            }
            (None, Owner::Caller(id)) => self.asks(Some(id), end, until),
            (None, _) => self.asks(None, end, until),
        }
    }

    /// A person has chosen.
    pub(super) fn answered(&mut self, now: Timestamp, answer: Answer) {
        let waits = if answer == Answer::CommandMode { self.conversation.is_in_data_mode() } else { self.asks };
        if !waits {
            return;
        }
        let bytes = answer.into_bytes();
        if self.conversation.active().is_some_and(|active| active.phase == Phase::Asked) {
            self.conversation.data_sent(now, bytes.len());
        }
        if self.conversation.is_in_data_mode() {
            self.conversation.sent_in_data_mode(&bytes);
        }
        self.outputs.push_back(Output::Data(bytes));
        self.asks_no_more();
    }

    pub(super) fn asks_no_more(&mut self) {
        if std::mem::take(&mut self.asks) {
            self.event(Event::AsksNoMore);
        }
    }

    fn asks(&mut self, request: Option<RequestId>, end: End, until: Timestamp) {
        self.asks = true;
        self.event(Event::Asks { request, end, until });
    }

    /// The module waits for data that will not come: nothing is sent until it has given up.
    fn waits_it_out(&mut self, until: Timestamp) {
        let was_in_step = self.recovery.is_none();
        self.conversation.expects_refusal();
        self.recovery = Some(Recovery::WaitingOut { until });
        if was_in_step {
            self.event(Event::Resynchronising);
        }
    }
}
