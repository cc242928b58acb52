//! A session file in place of the page's own record: looked at with the same screens, and put away again.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use workbench_record::Record;
use workbench_record::session::{Header, Problem};

use super::replay::{Machine, Replay, Tape, Winding};
use super::{Facts, Messages, Notice, Workbench};

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
    facts: FileFacts,
    tape: Tape,
    /// The messages that were heard in it.
    messages: Messages,
    machine: Machine,
}

impl RecordedSession {
    /// What is known of the file.
    #[must_use]
    pub const fn facts(&self) -> &FileFacts {
        &self.facts
    }

    /// A file whose record was wound once.
    #[must_use]
    pub fn new(facts: FileFacts, wound: Winding) -> Self {
        let (tape, messages, machine) = wound.end();
        Self { facts, tape, messages, machine }
    }
}

/// The page's own record, messages and facts, kept until the file is closed; and the replay that is shown in their place.
pub(super) struct Aside {
    record: Record,
    messages: Messages,
    pub(super) facts: Facts,
    pub(super) replay: Replay,
}

impl Aside {
    pub(super) const fn record_mut(&mut self) -> &mut Record {
        &mut self.record
    }
}

impl Workbench {
    /// The session file that is replayed, if one is.
    #[must_use]
    pub fn session_file(&self) -> Signal<Option<Arc<FileFacts>>> {
        self.session_file.into()
    }

    /// Changes when another record takes the place of the one before: numbers and times of lines and messages begin anew.
    #[must_use]
    pub fn record_epoch(&self) -> Signal<u64> {
        self.record_epoch.into()
    }

    /// Reads the page's own record, also while a session file is shown in its place.
    pub fn with_own_record<T>(&self, read: impl FnOnce(&Record) -> T) -> T {
        self.inner.with_value(|inner| match &inner.aside {
            Some(aside) => read(&aside.record),
            None => read(&inner.record.borrow()),
        })
    }

    /// Whether a port is open, or about to be. The record of a session that goes on cannot be put aside.
    #[must_use]
    pub fn is_link_in_use(&self) -> bool {
        let of_page = self.inner.with_value(|inner| inner.aside.as_ref().map(|aside| aside.facts.link));
        let phase = of_page.unwrap_or_else(|| self.facts.with_untracked(|facts| facts.link));
        phase.is_up() || phase.is_coming()
    }

    /// Shows a session file in place of the page's own record and facts, which are kept. It is at its end. Does nothing while a port is open.
    pub fn open_session_file(&self, session: RecordedSession) {
        if self.is_link_in_use() {
            return;
        }
        self.close_session_file();
        // What was sent as a secret is known by its value from here on, whichever record it stands in.
        self.learn_secrets();
        let RecordedSession { facts, tape, messages, machine } = session;
        let shown = machine.facts().clone();
        let replay = Replay { at: tape.end(), tape: Rc::new(tape), machine };
        let (record, at) = (replay.tape.whole().clone(), replay.at);
        self.inner.update_value(|inner| {
            let facts = self.facts.get_untracked();
            inner.aside = Some(Aside { record, messages, facts, replay });
        });
        self.exchange_records();
        self.session_file.set(Some(Arc::new(facts)));
        self.place.set(Some(at));
        self.facts.set(shown);
        self.record_changed();
    }

    /// Puts the page's own record and facts back in their place.
    pub fn close_session_file(&self) {
        if self.session_file.with_untracked(Option::is_none) {
            return;
        }
        self.exchange_records();
        let aside = self.inner.try_update_value(|inner| inner.aside.take()).flatten();
        self.session_file.set(None);
        self.place.set(None);
        if let Some(aside) = aside {
            self.facts.set(aside.facts);
        }
        self.record_changed();
    }

    /// What is aside takes the place of what is shown, and the other way round. Learns no secrets: the code for it comes after the first load.
    fn exchange_records(&self) {
        self.inner.update_value(|inner| {
            if let Some(aside) = &mut inner.aside {
                std::mem::swap(&mut *inner.record.borrow_mut(), &mut aside.record);
                std::mem::swap(&mut *inner.messages.borrow_mut(), &mut aside.messages);
                inner.secrets.learned = 0;
                inner.told = inner.record.borrow().next();
            }
        });
    }

    fn record_changed(&self) {
        self.record_epoch.update(|epoch| *epoch += 1);
        self.record_version.update(|version| *version += 1);
        self.messages_version.update(|version| *version = version.wrapping_add(1));
        self.tell(Notice::State);
    }
}
