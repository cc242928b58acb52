//! What is told outside the page's own screens: to scripts, as things happen.

use futures::channel::mpsc;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Workbench;
use super::messages::StoredMessage;
use crate::link::{Heard, Listeners};
use crate::transport::LostReason;

/// Something worth telling outside the page's own screens.
#[derive(Debug, Clone)]
pub enum Notice {
    Message(StoredMessage),
    /// The record has a new line, which has this number.
    Line(u64),
    /// The line of this number was told as part of a reply, and is an unsolicited code.
    TakenBack(u64),
    State,
    /// A client lost its connection, and the number of the cause; 0 where nothing told it.
    Break(u8, u8),
    Lost(LostReason),
}

impl Workbench {
    /// Hears everything from now on, in batches. There is one who does, and the link waits for it.
    #[must_use]
    pub fn follow_notices(&self) -> mpsc::Receiver<Vec<Notice>> {
        self.notices().follow()
    }

    /// Hears some of what happens from now on.
    pub(super) fn listen(&self, wanted: fn(&Notice) -> bool) -> Heard<Notice> {
        self.notices().listen(wanted)
    }

    pub(super) fn notices(&self) -> Listeners<Notice> {
        self.inner.with_value(|inner| inner.notices.clone())
    }

    pub(super) fn tell(&self, notice: Notice) {
        let notices = self.notices();
        notices.tell(notice);
        // At once, so that what is told of is still as it was.
        if !notices.hand_over_now() {
            spawn_local(async move { notices.hand_over().await });
        }
    }
}
