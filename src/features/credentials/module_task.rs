//! What the module is being asked for this screen. It goes on when the screen is left, and shows when it is come back to.

use leptos::prelude::*;

use super::draft::CredentialsForm;
use crate::ui::go_on;

/// Something that takes a while, each beside its own button.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ModuleTask {
    /// The number of the SIM is read.
    ReadingSim,
    /// The module works the login out.
    WorkingOut,
    /// The module's session with Tuya is started.
    StartingTuya,
    StoppingTuya,
    /// A topic filter is subscribed to.
    Subscribing(String),
}

impl CredentialsForm {
    /// Does it, unless it is being done already.
    pub(super) fn begin(self, what: ModuleTask, work: impl Future<Output = ()> + 'static) {
        let all = self.doing();
        let is_new = all.try_update(|all| all.insert(what.clone())).unwrap_or_default();
        if is_new {
            go_on(async move {
                work.await;
                all.update(|all| {
                    all.remove(&what);
                });
            });
        }
    }

    /// Whether it is being done.
    pub(super) fn is_doing(self, what: &ModuleTask) -> bool {
        self.doing().with(|all| all.contains(what))
    }
}
