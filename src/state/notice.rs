//! What is told outside the page's own screens: to scripts, as things happen.

use futures::channel::mpsc;
use leptos::prelude::*;

use super::Workbench;
use super::messages::StoredMessage;
use crate::transport::LostReason;

/// Something worth telling outside the page's own screens.
#[derive(Debug, Clone)]
pub enum Notice {
    Message(StoredMessage),
    /// The record has a new line, which has this number.
    Line(u64),
    State,
    /// A client lost its connection, and the number of the cause.
    Break(u8, u8),
    Lost(LostReason),
}

impl Workbench {
    /// Hears everything from now on.
    #[must_use]
    pub fn listen(&self) -> mpsc::UnboundedReceiver<Notice> {
        let (listener, heard) = mpsc::unbounded();
        self.inner.update_value(|inner| inner.listeners.push(listener));
        heard
    }

    pub(super) fn tell(&self, notice: &Notice) {
        self.inner
            .update_value(|inner| inner.listeners.retain(|listener| listener.unbounded_send(notice.clone()).is_ok()));
    }
}
