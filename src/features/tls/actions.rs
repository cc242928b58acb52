//! What can be done on the TLS screen.

use fibocom_at::{Invalid, Profile};
use js_sys::Uint8Array;
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;
use workbench_certificates::{File, TooMuch};

use super::draft::{Asking, Run, TlsDraft};
use super::model::{Told, plan};
use crate::limits::{CERTIFICATE_FILE, CERTIFICATE_PARTS, FILES, Over};
use crate::link::procedure::{TlsPlan, TlsProgress};
use crate::state::{Facts, TlsFacts, WorkError, Workbench, unix_seconds, use_workbench};
use crate::t;
use crate::ui::go_on;

/// The actions, which go on when the screen is left. Copies share the state.
#[derive(Clone, Copy)]
pub(super) struct Actions {
    pub(super) workbench: Workbench,
    pub(super) draft: TlsDraft,
    pub(super) connected: Memo<bool>,
    pub(super) profile: Memo<Profile>,
    pub(super) tls: Memo<TlsFacts>,
    pub(super) plan: Memo<Result<TlsPlan, Vec<Invalid>>>,
}

/// Makes the drafts and the actions, for as long as the shell lives.
pub fn provide_draft() {
    let actions = Actions::new();
    actions.draft.follow(actions.connected);
    actions.draft.keep();
    provide_context(actions);
}

/// The actions of this page. A screen outside a shell, as in a test, has its own.
pub(super) fn use_actions() -> Actions {
    use_context().unwrap_or_else(Actions::new)
}

impl Actions {
    fn new() -> Self {
        let (workbench, draft) = (use_workbench(), TlsDraft::new());
        let facts = workbench.facts();
        let profile = workbench.profile();
        let tls = Memo::new(move |_| facts.with(|facts| facts.tls.clone()));
        let plan = Memo::new(move |_| {
            draft.shelf.with(|shelf| tls.with(|tls| plan(&profile.get(), shelf, draft.wishes.get(), tls)))
        });
        Self { workbench, draft, connected: workbench.is_connected(), profile, tls, plan }
    }

    /// Why nothing can be asked of the module now.
    pub(super) fn unready(self) -> Option<String> {
        if !self.connected.get() {
            return Some(t!("tls-connect-first"));
        }
        let running = self.draft.run.with(|run| matches!(run, Run::Running(..)));
        let asking = self.draft.asking.with(|asking| !matches!(asking, Asking::Nothing | Asking::Failed(_)));
        (running || asking).then(|| t!("tls-busy"))
    }

    /// The same, but for what is being done already: that shows by itself.
    pub(super) fn unready_but(self, what: Asking) -> Option<String> {
        if self.draft.asking.with(|asking| *asking == what) { None } else { self.unready() }
    }

    /// The module's time now, by its clock as it was read; nothing while it was not.
    pub(super) fn module_time(self) -> Option<i64> {
        let ahead = self.workbench.facts().with(|facts: &Facts| facts.clock_ahead)?;
        Some(unix_seconds() + ahead)
    }

    pub(super) fn paste(self) {
        let text = self.draft.pasted.get_untracked();
        self.draft.told.set(Vec::new());
        self.take(String::new(), text.as_bytes());
        // What could not be read is still there to be corrected. A key is shown no longer than it must be.
        let all_read = self.draft.told.with_untracked(|told| told.iter().all(Told::is_read));
        if all_read || text.contains("PRIVATE KEY") {
            self.draft.pasted.set(String::new());
        }
    }

    pub(super) fn add(self, files: Vec<web_sys::File>) {
        self.draft.told.set(Vec::new());
        if let Err(over) = FILES.admit(files.len()) {
            return self.tell(Told::Over { source: String::new(), over });
        }
        for file in files {
            go_on(async move {
                let name = file.name();
                if let Err(over) = CERTIFICATE_FILE.admit_file(&file) {
                    return self.tell(Told::Over { source: name, over });
                }
                match JsFuture::from(file.array_buffer()).await {
                    Ok(buffer) => self.take(name, &Uint8Array::new(&buffer).to_vec()),
                    Err(_) => self.tell(Told::Nothing { source: name }),
                }
            });
        }
    }

    fn tell(self, one: Told) {
        self.draft.told.update(|told| told.push(one));
    }

    fn take(self, source: String, bytes: &[u8]) {
        self.workbench.give_private_keys(bytes);
        let file = match File::read(bytes) {
            Ok(file) => file,
            Err(TooMuch::Bytes(found)) => {
                return self.tell(Told::Over { source, over: Over { limit: CERTIFICATE_FILE, found } });
            }
            Err(TooMuch::Parts) => {
                let found = CERTIFICATE_PARTS.most + 1;
                return self.tell(Told::Over { source, over: Over { limit: CERTIFICATE_PARTS, found } });
            }
        };
        let told = self.draft.shelf.try_update(|shelf| shelf.take(&source, &file)).unwrap_or_default();
        self.draft.told.update(|all| all.extend(told));
        if !matches!(self.draft.run.get_untracked(), Run::Running(..)) {
            self.draft.run.set(Run::None);
        }
    }

    /// Asks the module for its clock, its settings and what it holds.
    pub(super) fn read(self) {
        self.ask(Asking::Reading, async move { self.workbench.read_tls().await });
    }

    fn ask(self, what: Asking, work: impl Future<Output = Result<(), WorkError>> + 'static) {
        self.draft.asking.set(what);
        go_on(async move {
            self.draft.asking.set(work.await.map_or_else(Asking::Failed, |()| Asking::Nothing));
        });
    }

    /// Tells the module what the plan says.
    pub(super) fn set_up(self) {
        let Ok(plan) = self.plan.get_untracked() else { return };
        let run = self.draft.run;
        run.set(Run::Running(plan.clone(), 0));
        go_on(async move {
            let told = plan.clone();
            let tell = move |progress| {
                if let TlsProgress::Began(place) = progress {
                    run.set(Run::Running(told.clone(), place));
                }
            };
            let result = self.workbench.set_up_tls(&plan, tell).await;
            run.set(match result {
                Ok(()) => Run::Done(plan),
                Err((place, error)) => Run::Failed(plan, place, error),
            });
        });
    }
}
