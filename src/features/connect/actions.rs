//! What can be done on the Connect screen.

use leptos::prelude::*;

use super::draft::{Attempt, Broker, ConnectDraft};
use super::model::{Outcome, Stage, only_port_of, search_order, speed_order};
use crate::address;
use crate::state::{
    BrokerAddress, ControlLines, Filter, Pace, RoundTrip, Scenario, Starts, Support, Target, VirtualBroker, WorkError,
    Workbench, support, use_workbench,
};
use crate::ui::go_on;

/// The random numbers of the virtual module begin here, so that a demonstration goes the same way twice.
const SEED: u64 = 610;

/// The actions, which go on when the screen is left. Copies share the state.
#[derive(Clone, Copy)]
pub(crate) struct Actions {
    pub workbench: Workbench,
    pub draft: ConnectDraft,
    pub stage: Memo<Stage>,
}

/// Makes the drafts and the actions, for as long as the shell lives.
pub fn provide_draft() {
    let actions = Actions::new();
    actions.draft.keep();
    provide_context(actions);
}

/// The actions of this page. A screen outside a shell, as in a test, has its own.
pub(super) fn use_actions() -> Actions {
    use_context().unwrap_or_else(Actions::new)
}

impl Actions {
    fn new() -> Self {
        let workbench = use_workbench();
        let facts = workbench.facts();
        let stage = Memo::new(move |_| facts.with(|facts| Stage::of(facts.link)));
        Self { workbench, draft: ConnectDraft::new(), stage }
    }

    /// Whether nothing else may be begun.
    pub(super) fn busy(self) -> bool {
        self.stage.get().is_under_way()
    }

    /// Starts the virtual module that is chosen; whether there was nothing wrong with the choice.
    pub(super) fn start_virtual(self) -> bool {
        let chosen = self.chosen_virtual();
        chosen.is_some_and(|target| {
            self.begin(Attempt { target, ids: (None, None) });
            true
        })
    }

    /// Shows the whole way, with the module that is connected or else with the virtual one that is chosen. A wrong choice is told where
    /// it stands.
    pub(super) fn see_it_working(self) {
        if self.stage.get_untracked() != Stage::Up {
            let Some(target) = self.chosen_virtual() else { return };
            self.workbench.prepare_round_trip(target);
        }
        address::go("#/demo");
    }

    /// Whether the next step is one's own module: the whole way was seen, and this browser can reach one.
    pub(super) fn has_seen(self) -> bool {
        self.workbench.round_trip().with_untracked(|trip| trip.as_ref().is_some_and(RoundTrip::has_arrived))
            && support() == Support::Available
    }

    /// The virtual module that is chosen, if there is nothing wrong with the choice.
    fn chosen_virtual(self) -> Option<Target> {
        let broker = match self.draft.broker.get_untracked() {
            Broker::Page(scenario) => VirtualBroker::Page(scenario),
            Broker::Own => match self.draft.address.with_untracked(|address| BrokerAddress::parse(address)) {
                Ok(address) => VirtualBroker::At(address),
                Err(_) => {
                    self.draft.address_touched.set(true);
                    return None;
                }
            },
        };
        let mut scenarios = vec![self.draft.scenario.get_untracked()];
        scenarios.extend(self.draft.more.get_untracked());
        let series = self.draft.series.get_untracked().to_owned();
        let baud_rate = self.draft.baud_rate.get_untracked();
        // Whoever practises with a fault wants to know how long it takes.
        let is_healthy = scenarios == [Scenario::HEALTHY] && broker == VirtualBroker::Page(Scenario::HEALTHY);
        let pace = if is_healthy && !self.draft.true_times.get_untracked() { Pace::Quick } else { Pace::True };
        Some(Target::Virtual { series, scenarios, broker, baud_rate, seed: SEED, pace })
    }

    /// Has the browser ask for a port, and connects it.
    pub(super) fn choose(self, filter: Filter) {
        go_on(async move {
            match self.workbench.choose_port(filter).await {
                Ok(index) => self.attempt(self.at_port(index)).await,
                Err(error) => self.draft.outcome.set(Some(Outcome::Failed(error))),
            }
        });
    }

    /// Connects a port of the list.
    pub(super) fn connect_port(self, index: usize) {
        self.begin(self.at_port(index));
    }

    /// Tries the same again.
    pub(super) fn again(self) {
        match self.draft.last.get_untracked() {
            Some(last) if matches!(last.target, Target::Virtual { .. }) => self.begin(last),
            Some(_) => self.at_last_port(|index, _| self.connect_port(index)),
            None => {}
        }
    }

    /// Asks the same port again and again, for as long as a module may take to start.
    pub(super) fn keep_asking(self) {
        match self.draft.last.get_untracked().map(|last| last.target) {
            Some(Target::Port { .. }) => self.at_last_port(|index, baud_rate| {
                self.draft.outcome.set(None);
                go_on(async move { self.ended(self.workbench.connect_starting(index, baud_rate).await.err()) });
            }),
            _ => self.again(),
        }
    }

    /// Looks for the speed of the module at the same port, and keeps it as the one to connect at.
    pub(super) fn find_speed(self) {
        self.at_last_port(|index, _| self.find_speed_at(index));
    }

    /// Does something with the port that was tried last, by its USB identifier: its place in the list may have changed, and another port must not be
    /// written to. Says so where it is no longer there, or is one of several.
    fn at_last_port(self, then: impl FnOnce(usize, u32)) {
        let Some(last) = self.draft.last.get_untracked() else { return };
        let Target::Port { index, baud_rate } = last.target else { return };
        let found = self.workbench.ports().with_untracked(|rows| {
            let same_place = rows.iter().find(|row| row.index == index);
            let stayed = same_place.is_some_and(|row| (row.vendor_id, row.product_id) == last.ids);
            if stayed { Some(index) } else { only_port_of(rows, last.ids) }
        });
        match found {
            Some(index) => then(index, baud_rate),
            None => self.draft.outcome.set(Some(Outcome::NotBack)),
        }
    }

    /// Looks for the speed of a module at one port after the other that none answered at: behind an adapter it depends on the speed who answers.
    pub(super) fn find_speed_at_any(self) {
        let order = self.workbench.ports().with_untracked(|rows| speed_order(rows));
        self.draft.outcome.set(None);
        go_on(async move {
            for index in &order {
                match self.workbench.connect_at_any_speed(*index).await {
                    Ok(_) => return self.draft.baud_rate.set(self.workbench.baud_rate()),
                    // Called off.
                    Err(WorkError::NotConnected) => return,
                    Err(WorkError::NotAnAtPort(_) | WorkError::Open(_)) => {}
                    Err(other) => return self.ended(Some(other)),
                }
            }
            self.draft.outcome.set(Some(Outcome::NoneAnswered(order.len())));
        });
    }

    fn find_speed_at(self, index: usize) {
        self.draft.outcome.set(None);
        go_on(async move {
            let found = self.workbench.connect_at_any_speed(index).await;
            if found.is_ok() {
                self.draft.baud_rate.set(self.workbench.baud_rate());
            }
            self.ended(found.err());
        });
    }

    /// Asks all granted ports side by side, and connects the first that answers.
    pub(super) fn search(self) {
        self.search_for(Starts::Perhaps);
    }

    /// The same for a module that has just been switched on: all of them are asked for a minute, until one answers.
    pub(super) fn keep_searching(self) {
        self.search_for(Starts::ForCertain);
    }

    fn search_for(self, starts: Starts) {
        let order = self.workbench.ports().with_untracked(|rows| search_order(rows));
        let total = order.len();
        self.draft.outcome.set(None);
        self.draft.searching.set(true);
        self.draft.last.set(None);
        let baud_rate = self.draft.baud_rate.get_untracked();
        go_on(async move {
            let outcome = match self.workbench.connect_first(&order, baud_rate, starts).await {
                // Found, or called off.
                Ok(_) | Err(WorkError::NotConnected) => None,
                Err(WorkError::NotAnAtPort(_)) => Some(Outcome::NoneAnswered(total)),
                Err(other) => Some(Outcome::Failed(other)),
            };
            self.draft.searching.set(false);
            self.draft.outcome.set(outcome);
        });
    }

    /// Reads a port of the list beside the module's.
    pub(super) fn read_beside(self, index: usize, baud_rate: u32) {
        self.draft.beside_refused.set(None);
        go_on(async move {
            self.draft.beside_refused.set(self.workbench.read_beside(index, baud_rate).await.err());
        });
    }

    /// Reads the same port at another speed.
    pub(super) fn reread_beside(self, baud_rate: u32) {
        self.draft.beside_refused.set(None);
        go_on(async move {
            self.draft.beside_refused.set(self.workbench.reread_beside(baud_rate).await.err());
        });
    }

    pub(super) fn stop_beside(self) {
        go_on(async move { self.workbench.stop_reading_beside().await });
    }

    /// Chooses how the control lines of the port are to be.
    pub(super) fn choose_lines(self, lines: ControlLines) {
        self.draft.lines_refused.set(None);
        go_on(async move {
            self.draft.lines_refused.set(self.workbench.choose_control_lines(lines).await.err());
        });
    }

    /// Disconnects, or calls off what is under way.
    pub(super) fn disconnect(self) {
        self.draft.outcome.set(None);
        go_on(async move { self.workbench.disconnect().await });
    }

    fn at_port(self, index: usize) -> Attempt {
        let baud_rate = self.draft.baud_rate.get_untracked();
        let ids = self.workbench.ports().with_untracked(|rows| {
            rows.iter().find(|row| row.index == index).map_or((None, None), |row| (row.vendor_id, row.product_id))
        });
        Attempt { target: Target::Port { index, baud_rate }, ids }
    }

    fn begin(self, attempt: Attempt) {
        go_on(self.attempt(attempt));
    }

    async fn attempt(self, attempt: Attempt) {
        self.draft.outcome.set(None);
        self.draft.last.set(Some(attempt.clone()));
        match self.workbench.connect(attempt.target.clone()).await {
            Ok(_) => {}
            Err(error) => self.ended(Some(error)),
        }
    }

    /// Shows how an attempt has ended that was not called off.
    fn ended(self, error: Option<WorkError>) {
        if let Some(error) = error.filter(|error| *error != WorkError::NotConnected) {
            self.draft.outcome.set(Some(Outcome::Failed(error)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_healthy_module_is_quick_unless_true_times_are_wanted_and_a_fault_takes_its_time() {
        Owner::new().with(|| {
            let stage = Memo::new(|_| Stage::Idle);
            let actions = Actions { workbench: Workbench::new(), draft: ConnectDraft::new(), stage };
            let draft = actions.draft;
            let pace = || match actions.chosen_virtual() {
                Some(Target::Virtual { pace, .. }) => Some(pace),
                _ => None,
            };
            assert_eq!(pace(), Some(Pace::Quick));
            draft.true_times.set(true);
            assert_eq!(pace(), Some(Pace::True));
            draft.true_times.set(false);
            draft.scenario.set(fibocom_sim::faults::sim::NO_SIM);
            assert_eq!(pace(), Some(Pace::True));
        });
    }
}
