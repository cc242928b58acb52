//! What the screens share: the grouped journal, the history of typed lines, the wall clock.

use leptos::prelude::*;
use workbench_record::Exchanges;

use crate::parts::WallClock;
use crate::parts::command_line::{History, Remembered};
use crate::state::{Workbench, use_workbench};
use crate::t;
use crate::ui::{Offered, Toaster};

/// The exchanges of this page. Copies share them.
#[derive(Clone, Copy)]
pub struct SharedLog {
    pub(super) grouped: StoredValue<Exchanges>,
    workbench: Workbench,
    /// Of which record the exchanges are ([`Workbench::record_epoch`]).
    epoch: StoredValue<u64>,
    /// The lines that were typed.
    pub history: RwSignal<History>,
    /// Which of them outlive the page.
    pub remembered: Remembered,
    /// What offers to bring back what was cleared last. There is one at a time: what it holds takes memory.
    offered: StoredValue<Option<Offered>>,
}

/// Typed lines that were forgotten.
#[derive(Debug)]
pub struct Forgotten {
    typed: History,
    /// Those of them that this browser had kept.
    kept: History,
}

impl SharedLog {
    /// The time of day of what is in the record that is shown.
    #[must_use]
    pub fn clock(self) -> WallClock {
        WallClock::counting_from(self.workbench.zero())
    }

    /// Begins anew where another record has taken the place of the one before.
    pub(super) fn follow_record(self) {
        let epoch = self.workbench.record_epoch().get_untracked();
        if self.epoch.get_value() != epoch {
            self.epoch.set_value(epoch);
            self.grouped.set_value(Exchanges::default());
        }
    }

    /// The number of the exchange that a line of the record belongs to.
    pub(super) fn exchange_of(self, line: u64) -> Option<u64> {
        self.grouped.with_value(|exchanges| Some(exchanges.at(exchanges.place_of_line(line)?)?.number()))
    }

    /// Keeps a line that was typed.
    pub(in crate::parts) fn keep(self, line: &str) {
        self.history.update(|history| history.keep(line));
        self.remembered.keep(line);
    }

    /// Forgets every line that was typed, here and in this browser. Gives them back to whoever may bring them back.
    #[must_use]
    pub fn forget_history(self) -> Forgotten {
        let typed = self.history.try_update(std::mem::take).unwrap_or_default();
        Forgotten { typed, kept: self.remembered.forget() }
    }

    /// Brings lines back that were forgotten, before those that were typed since.
    pub fn bring_back_history(self, Forgotten { typed, kept }: Forgotten) {
        self.history.update(|history| *history = typed.and(history));
        self.remembered.bring_back(kept);
    }

    /// Says that something was cleared, and offers to bring it back, in the place of an earlier such offer.
    pub(super) fn offer_back(self, toaster: Toaster, text: String, bring_back: impl Fn() + Send + Sync + 'static) {
        let offered = toaster.offer(text, t!("wire-undo"), bring_back);
        if let Some(earlier) = self.offered.try_update_value(|last| last.replace(offered)).flatten() {
            toaster.withdraw(earlier);
        }
    }
}

/// Makes the exchanges of this page, or gives those that are there already.
pub fn provide_shared_log() -> SharedLog {
    if let Some(shared) = use_context::<SharedLog>() {
        return shared;
    }
    let workbench = use_workbench();
    let (remembered, history) = Remembered::of_this_browser();
    let shared = SharedLog {
        grouped: StoredValue::new(Exchanges::default()),
        workbench,
        epoch: StoredValue::new(workbench.record_epoch().get_untracked()),
        history: RwSignal::new(history),
        remembered,
        offered: StoredValue::new(None),
    };
    provide_context(shared);
    shared
}

/// The exchanges of this page.
///
/// # Panics
/// If no [`provide_shared_log`] ran above: a mistake in the shell that shows at the first look.
#[must_use]
pub fn use_shared_log() -> SharedLog {
    expect_context()
}
