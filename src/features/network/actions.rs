//! What can be done on the Network screen.

use std::time::Duration;

use fibocom_at::args::Pin;
use fibocom_at::commands::{DialState, HangUp};
use fibocom_at::{Request, Role};
use futures::future::{AbortHandle, Aborted, abortable};
use gloo_timers::future::sleep;
use leptos::prelude::*;

use super::draft::{Ending, NetworkDraft};
use super::model::after;
use crate::link::procedure::{CHECKS, CheckName, may_settle};
use crate::parts::module_clock::{ModuleClock, use_module_clock};
use crate::state::{Dialogue, WorkError, Workbench, use_workbench};
use crate::t;
use crate::ui::go_on;

/// How often a check is made in a run while its finding may still settle, a second apart: a module that was just switched on
/// needs a while for its SIM and the network.
const ATTEMPTS: u8 = 12;

/// How often to look whether a module is still dialling after the person has stopped waiting.
const LOOK_AGAIN: Duration = Duration::from_secs(3);

/// How checks are made one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Run {
    /// As the module needs them: each once its finding has settled, and none that can only fail.
    InTurn,
    /// As asked for, once.
    Alone,
}

/// The actions, which go on when the screen is left. Copies share the state.
#[derive(Clone, Copy)]
pub(super) struct Actions {
    pub workbench: Workbench,
    pub draft: NetworkDraft,
    pub clock: ModuleClock,
    /// Whether a module is connected.
    pub connected: Memo<bool>,
    pub checking: Memo<Option<CheckName>>,
    /// Whether the module is dialling.
    pub dialling: Memo<bool>,
}

/// Makes the drafts and the actions, for as long as the shell lives.
pub fn provide_draft() {
    let actions = Actions::new();
    actions.draft.keep(actions.connected);
    provide_context(actions);
}

/// The actions of this page. A screen outside a shell, as in a test, has its own.
pub(super) fn use_actions() -> Actions {
    use_context().unwrap_or_else(Actions::new)
}

impl Actions {
    fn new() -> Self {
        let (workbench, draft) = (use_workbench(), NetworkDraft::new());
        let facts = workbench.facts();
        Self {
            workbench,
            draft,
            clock: use_module_clock(),
            connected: workbench.is_connected(),
            checking: Memo::new(move |_| draft.running.get().or_else(|| facts.with(|facts| facts.checking))),
            dialling: Memo::new(move |_| facts.with(|facts| facts.dialling)),
        }
    }

    /// Why nothing can be asked of the module now.
    pub(super) fn unready(self) -> Option<String> {
        if !self.connected.get() {
            Some(t!("network-connect-first"))
        } else if self.dialling.get() {
            Some(t!("network-busy-dialling"))
        } else {
            self.checking.get().map(|_| t!("network-busy-checking"))
        }
    }

    /// Makes all checks, in order, and mends nothing.
    pub(super) fn run_all(self) {
        self.run(CHECKS.to_vec(), Run::InTurn);
    }

    pub(super) fn check(self, name: CheckName) {
        self.run(vec![name], Run::Alone);
    }

    fn run(self, names: Vec<CheckName>, run: Run) {
        self.draft.stuck.set(None);
        let (work, handle) = abortable(async move {
            for name in names {
                self.draft.running.set(Some(name));
                let made = match run {
                    Run::InTurn => {
                        self.draft.coming.set(after(name));
                        self.check_until_settled(name).await
                    }
                    Run::Alone => {
                        self.draft.coming.set(Vec::new());
                        self.check_alone(name).await
                    }
                };
                if made.is_err() {
                    break;
                }
            }
        });
        self.draft.run.set_value(Some(handle));
        go_on(async move {
            if work.await.is_err() {
                self.workbench.checks_stopped();
            }
            self.draft.coming.set(Vec::new());
            self.draft.running.set(None);
        });
    }

    async fn check_until_settled(self, name: CheckName) -> Result<(), WorkError> {
        let facts = self.workbench.facts();
        for _ in 1..ATTEMPTS {
            self.check_in_turn(name).await?;
            if !facts.with_untracked(|facts| may_settle(name, &facts.checks)) {
                return Ok(());
            }
            sleep(Duration::from_secs(1)).await;
        }
        self.check_in_turn(name).await
    }

    /// Stops what is under way, after the command that was sent.
    pub(super) fn stop(self) {
        self.stop_dialling();
    }

    async fn check_alone(self, name: CheckName) -> Result<(), WorkError> {
        let dialogue = Dialogue::default();
        self.workbench.check_one(name, &dialogue).await?;
        self.keep_lines(name, &dialogue);
        Ok(())
    }

    async fn check_in_turn(self, name: CheckName) -> Result<(), WorkError> {
        let dialogue = Dialogue::default();
        self.workbench.check_in_turn(name, &dialogue).await?;
        self.keep_lines(name, &dialogue);
        Ok(())
    }

    fn keep_lines(self, name: CheckName, dialogue: &Dialogue) {
        let lines = dialogue.lines(&[Role::Response, Role::Final, Role::Status]);
        self.draft.lines.update(|kept| drop(kept.insert(name, lines)));
    }

    /// Enters the PIN that was typed, once. A SIM that opens lets the checks go on that waited for it.
    pub(super) fn unlock(self) {
        let Ok(pin) = Pin::parse(self.draft.pin.get_untracked().trim()) else { return };
        self.draft.pin.set(String::new());
        self.draft.unlocking.set(true);
        self.draft.not_unlocked.set(None);
        go_on(async move {
            let entered = self.workbench.unlock_sim(pin).await;
            self.draft.unlocking.set(false);
            match entered {
                Ok(()) if self.draft.stuck.get_untracked() == Some(CheckName::Sim) => self.go_on_from(CheckName::Sim),
                Ok(()) => self.run(after(CheckName::Module), Run::InTurn),
                Err(error) => self.draft.not_unlocked.set(Some(error)),
            }
        });
    }

    /// Dials with what was typed, and waits for an address.
    pub(super) fn dial(self) {
        let Ok(plan) = self.draft.form_now().plan() else { return };
        self.draft.dialled.set(None);
        self.draft.waited.set(0);
        self.draft.asked.set(Some(self.draft.apn.get_untracked().trim().to_owned()).filter(|apn| !apn.is_empty()));
        let stop_ticking = self.tick();
        let (work, handle) = abortable(async move { self.workbench.dial(&plan).await });
        self.draft.dial.set_value(Some(handle));
        go_on(async move {
            let result = work.await;
            stop_ticking.abort();
            let failed = matches!(result, Ok(Err(_)));
            match result {
                Err(_) => {
                    self.workbench.dial_stopped();
                    self.watch_dialling().await;
                }
                Ok(Err(error)) => self.draft.dialled.set(Some(Ending::Failed(error))),
                Ok(Ok(address)) => {
                    let text = t!("network-dial-done", address = address.to_string());
                    self.draft.dialled.set(Some(Ending::Done(text)));
                }
            }
            if failed {
                self.propose_apn();
                self.show_place(CheckName::Address);
            }
            self.check(CheckName::Address);
        });
    }

    /// Counts the seconds of a dial-up, until it is stopped.
    pub(super) fn tick(self) -> AbortHandle {
        let (ticking, stop) = abortable(async move {
            loop {
                sleep(Duration::from_secs(1)).await;
                if self.dialling.get_untracked() {
                    self.draft.waited.update(|seconds| *seconds += 1);
                }
            }
        });
        // It is always stopped: there is no other end to wait for.
        go_on(async move {
            let _: Result<(), Aborted> = ticking.await;
        });
        stop
    }

    /// Says what the module goes on doing after the person has stopped waiting, until it has done it or something else is done.
    pub(super) async fn watch_dialling(self) {
        let seconds = self.draft.waited.get_untracked();
        self.draft.dialled.set(Some(Ending::Stopped(seconds, None)));
        while matches!(self.draft.dialled.get_untracked(), Some(Ending::Stopped(..))) {
            let Ok(doing) = self.workbench.dial_state().await else { return };
            self.draft.dialled.set(Some(Ending::Stopped(seconds, doing)));
            if doing != Some(DialState::Busy) {
                return;
            }
            sleep(LOOK_AGAIN).await;
        }
    }

    /// Stops waiting for an address, and the checks that may follow.
    pub(super) fn stop_dialling(self) {
        self.draft.dial.with_value(|dial| dial.iter().for_each(AbortHandle::abort));
        self.draft.run.with_value(|run| run.iter().for_each(AbortHandle::abort));
    }

    /// Gives the address back.
    pub(super) fn hang_up(self) {
        self.draft.hanging_up.set(true);
        self.draft.dialled.set(None);
        go_on(async move {
            if let Err(error) = self.workbench.raw(Request::of(&HangUp)).await {
                self.draft.dialled.set(Some(Ending::Failed(error)));
            }
            self.draft.hanging_up.set(false);
        });
    }
}
