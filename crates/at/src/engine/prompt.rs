//! What is done about a prompt: the data goes, or, where nobody has any, a person chooses. Nothing is typed into it otherwise.

use std::time::Duration;

use super::{Engine, Output, Owner, Recovery, Timestamp};
use crate::commands::{End, UPLOAD_LIMIT};
use crate::conversation::{Event, Phase};
use crate::request::RequestId;

/// Bits of a byte on the line, with start and stop bit.
const BITS: u64 = 10;

/// What a person was told that the module asks for.
#[derive(Debug)]
pub(super) struct Asking {
    request: Option<RequestId>,
    /// How the rest of the data ends.
    end: End,
    /// Whether a person has ended it in a way that many commands know, though this one may not.
    pub(super) may_be_over: bool,
}

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
    /// What is sent for it.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
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
        let Some(active) = self.conversation.active().filter(|active| active.phase == Phase::Asked) else {
            let is_known = matches!(self.recovery, Some(Recovery::WaitingOut { until: None }));
            if stray && !is_known {
                let until = Some(at + UPLOAD_LIMIT);
                self.waits_it_out(until);
                self.asks(None, End::Unknown, until);
            }
            return;
        };
        if active.owner == Owner::Probe {
            // The probe itself became data.
            self.conversation.drop_active();
            self.waits_it_out(Some(at + UPLOAD_LIMIT));
            return;
        }
        let end = active.request.end_of_data();
        let until = end.patience().map(|patience| at + patience);
        if active.abandoned {
            // Called off in time: the module gets none of it. It gives up by itself, or a person has to end it.
            self.conversation.drop_active();
            self.waits_it_out(until);
            if until.is_none() {
                self.asks(None, end, until);
            }
            return;
        }
        match (active.request.data.clone(), active.owner) {
            (Some(data), _) => {
                let leaves = self.leaves(now, data.len());
                self.conversation.data_sent(leaves, true);
                self.outputs.send(Output::Data(data));
            }
            (None, Owner::Caller(id)) => self.asks(Some(id), end, until),
            (None, _) => self.asks(None, end, until),
        }
    }

    /// A person has chosen.
    pub(super) fn answered(&mut self, now: Timestamp, answer: Answer) {
        if answer == Answer::CommandMode {
            if self.conversation.is_in_data_mode() {
                let bytes = answer.into_bytes();
                self.conversation.sent_in_data_mode(&bytes);
                self.outputs.send(Output::Data(bytes));
            }
            return;
        }
        let bytes = answer.into_bytes();
        let Some(asking) = self.asks.take_if(|_| !bytes.is_empty()) else { return };
        let leaves = self.leaves(now, bytes.len());
        let is_all = asking.end.is_met(&bytes);
        let may_be_over = is_all || (asking.end == End::Unknown && End::AtControlZ.is_met(&bytes));
        let patience = if may_be_over { Some(UPLOAD_LIMIT) } else { asking.end.patience() };
        let until = patience.map(|patience| leaves + patience);
        match &mut self.recovery {
            Some(Recovery::WaitingOut { until: at_last }) => *at_last = until,
            _ => self.conversation.data_sent(leaves, is_all),
        }
        let end = asking.end.behind(bytes.len());
        self.outputs.send(Output::Data(bytes));
        if is_all {
            self.event(Event::AsksNoMore);
        } else {
            self.asks(asking.request, end, until);
            self.asks.iter_mut().for_each(|asking| asking.may_be_over = may_be_over);
        }
    }

    /// When data that goes now has left, behind what went before it.
    fn leaves(&self, now: Timestamp, bytes: usize) -> Timestamp {
        let before = self.conversation.active().and_then(|active| active.uploaded);
        let bits = (bytes as u64).saturating_mul(BITS * 1_000);
        let span = Duration::from_millis(bits.div_ceil(u64::from(self.config.baud_rate.max(1))));
        before.map_or(now, |before| before.max(now)) + span
    }

    /// Says so, where the module was told to ask and asks no longer.
    pub(super) fn note_the_end_of_asking(&mut self) {
        let may_ask = match self.conversation.active() {
            Some(active) => active.phase == Phase::Asked,
            None => matches!(self.recovery, Some(Recovery::WaitingOut { .. })),
        };
        if !may_ask && self.asks.take().is_some() {
            self.event(Event::AsksNoMore);
        }
    }

    pub(super) fn asks(&mut self, request: Option<RequestId>, end: End, until: Option<Timestamp>) {
        self.asks = Some(Asking { request, end, may_be_over: false });
        self.event(Event::Asks { request, end, until });
    }

    /// The module waits for data that will not come: nothing is sent until it has given up.
    fn waits_it_out(&mut self, until: Option<Timestamp>) {
        let was_in_step = self.recovery.is_none();
        self.conversation.expects_refusal();
        self.recovery = Some(Recovery::WaitingOut { until });
        if was_in_step {
            self.event(Event::Resynchronising);
        }
    }
}
