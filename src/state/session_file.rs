//! A session file in place of the page's own record: looked at with the same screens, and put away again.

use std::sync::Arc;

use leptos::prelude::*;
use workbench_record::Record;
use workbench_record::session::{Header, Problem};

use super::{Messages, Workbench};

/// What a session file says of itself, and what is wrong with it.
#[derive(Debug, Clone)]
pub struct FileFacts {
    /// The name of the file.
    pub name: String,
    /// What the file is of.
    pub header: Header,
    /// How many lines were read.
    pub lines: usize,
    /// What was wrong, the first ones.
    pub problems: Vec<Problem>,
    /// How many more were wrong.
    pub more_problems: u64,
}

/// A session file, read: what went over the line, and the messages that came with it.
#[derive(Debug)]
pub struct RecordedSession {
    /// What is known of the file.
    pub facts: FileFacts,
    pub record: Record,
    /// The messages that were heard in them.
    pub messages: Messages,
}

/// The page's own record and messages, kept until the file is closed.
pub(super) struct Aside {
    record: Record,
    messages: Messages,
}

impl Aside {
    pub(super) const fn record_mut(&mut self) -> &mut Record {
        &mut self.record
    }
}

impl Workbench {
    /// The session file that is looked at, if one is.
    #[must_use]
    pub fn session_file(&self) -> Signal<Option<Arc<FileFacts>>> {
        self.session_file.into()
    }

    /// Changes when another record takes the place of the one before: numbers and times of lines and messages begin anew.
    #[must_use]
    pub fn record_epoch(&self) -> Signal<u64> {
        self.record_epoch.into()
    }

    /// Whether a port is open, or about to be. The record of a session that goes on cannot be put aside.
    #[must_use]
    pub fn is_link_in_use(&self) -> bool {
        self.facts.with_untracked(|facts| facts.link.is_up() || facts.link.is_coming())
    }

    /// Shows a session file in place of the page's own record, which is kept. Does nothing while a port is open.
    pub fn open_session_file(&self, session: RecordedSession) {
        if self.is_link_in_use() {
            return;
        }
        self.close_session_file();
        // What was sent as a secret is known by its value from here on, whichever record it stands in.
        self.learn_secrets();
        let RecordedSession { facts, record, messages } = session;
        self.inner.update_value(|inner| inner.aside = Some(Aside { record, messages }));
        self.exchange_records();
        self.session_file.set(Some(Arc::new(facts)));
        self.record_changed();
    }

    /// Puts the page's own record back in its place.
    pub fn close_session_file(&self) {
        if self.session_file.with_untracked(Option::is_none) {
            return;
        }
        self.exchange_records();
        self.inner.update_value(|inner| inner.aside = None);
        self.session_file.set(None);
        self.record_changed();
    }

    /// What is aside takes the place of what is shown, and the other way round. Learns no secrets: the code for it comes after the first load.
    fn exchange_records(&self) {
        self.inner.update_value(|inner| {
            if let Some(aside) = &mut inner.aside {
                std::mem::swap(&mut *inner.record.borrow_mut(), &mut aside.record);
                std::mem::swap(&mut *inner.messages.borrow_mut(), &mut aside.messages);
                inner.learned = 0;
                inner.told = inner.record.borrow().next();
            }
        });
    }

    fn record_changed(&self) {
        self.record_epoch.update(|epoch| *epoch += 1);
        self.record_version.update(|version| *version += 1);
        self.messages_version.update(|version| *version = version.wrapping_add(1));
    }
}
