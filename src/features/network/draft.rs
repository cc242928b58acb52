//! What stays of the Network screen when it is left: what was typed, and what is under way.

use std::collections::HashMap;

use fibocom_at::commands::DialState;
use futures::future::AbortHandle;
use leptos::prelude::*;

use super::model::DialForm;
use crate::link::procedure::CheckName;
use crate::state::{WorkError, keep_draft};

/// How something that was asked for ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ending {
    /// Well; the text says how.
    Done(String),
    /// Not.
    Failed(WorkError),
    /// The person stopped waiting, after so many seconds; what the module was doing then, where it could tell.
    Stopped(u32, Option<DialState>),
}

/// The drafts of the screen. Copies share them.
#[derive(Clone, Copy)]
pub(super) struct NetworkDraft {
    /// What was typed for a dial-up.
    pub apn: RwSignal<String>,
    pub user: RwSignal<String>,
    pub password: RwSignal<String>,
    /// Whether the preview shows the password.
    pub revealed: RwSignal<bool>,
    /// The lines that the module answered to each check.
    pub lines: RwSignal<HashMap<CheckName, Vec<String>>>,
    /// The check under way, also while it waits to be made once more.
    pub running: RwSignal<Option<CheckName>>,
    /// The checks still to be made in the run under way.
    pub coming: RwSignal<Vec<CheckName>>,
    /// The check that stands in the way, once getting online has stopped there.
    pub stuck: RwSignal<Option<CheckName>>,
    /// How many seconds getting online took, where it did.
    pub took: RwSignal<Option<String>>,
    /// The APN that was asked for last; none: the module's own.
    pub asked: RwSignal<Option<String>>,
    /// How many seconds the dial-up has taken.
    pub waited: RwSignal<u32>,
    /// How the last dial-up ended.
    pub dialled: RwSignal<Option<Ending>>,
    /// What was typed as the PIN, gone once it is sent.
    pub pin: RwSignal<String>,
    /// Whether the SIM is being unlocked, and why it was not, last.
    pub unlocking: RwSignal<bool>,
    pub not_unlocked: RwSignal<Option<WorkError>>,
    /// Whether the module is hanging up.
    pub hanging_up: RwSignal<bool>,
    /// Stops the run of checks.
    pub run: StoredValue<Option<AbortHandle>>,
    /// Stops waiting for an address.
    pub dial: StoredValue<Option<AbortHandle>>,
}

impl NetworkDraft {
    /// Keeps what may be kept over a reload, and forgets what one module answered: it says nothing of the next.
    pub(super) fn keep(self, connected: Memo<bool>) {
        keep_draft("network.apn", move || self.apn.get(), move |kept| self.apn.set(kept));
        Effect::new(move |_| {
            if !connected.get() {
                self.dialled.set(None);
                self.stuck.set(None);
                self.took.set(None);
                self.pin.set(String::new());
                self.not_unlocked.set(None);
                self.lines.update(HashMap::clear);
            }
        });
    }

    pub(super) fn new() -> Self {
        Self {
            apn: RwSignal::default(),
            user: RwSignal::default(),
            password: RwSignal::default(),
            revealed: RwSignal::new(false),
            lines: RwSignal::default(),
            running: RwSignal::new(None),
            coming: RwSignal::default(),
            stuck: RwSignal::new(None),
            took: RwSignal::new(None),
            asked: RwSignal::new(None),
            waited: RwSignal::new(0),
            dialled: RwSignal::new(None),
            pin: RwSignal::default(),
            unlocking: RwSignal::new(false),
            not_unlocked: RwSignal::new(None),
            hanging_up: RwSignal::new(false),
            run: StoredValue::new(None),
            dial: StoredValue::new(None),
        }
    }

    /// What was typed for a dial-up, followed.
    pub(super) fn form(&self) -> DialForm {
        DialForm { apn: self.apn.get(), user: self.user.get(), password: self.password.get() }
    }

    /// The same, not followed.
    pub(super) fn form_now(&self) -> DialForm {
        untrack(|| self.form())
    }
}
