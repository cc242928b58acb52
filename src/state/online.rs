//! Getting online: the checks, the dial-up and the clock as one piece of work, with every fact of it as it is found.

use fibocom_at::args::{Host, Port};
use fibocom_at::profile::PERMISSIVE;
use fibocom_at::{Field as Place, Invalid};
use leptos::prelude::*;

use super::{WorkError, Workbench, unix_seconds};
use crate::link::procedure::{
    Check, CheckName, CheckResult, DialPlan, OnlineFailure, OnlinePlan, OnlineProgress, TIME_SERVERS, get_online,
};

/// Why a module is not online.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotOnline {
    /// The finding of this check stands in the way.
    Check(Check),
    /// It has no address, or is not there any more.
    Work(WorkError),
}

impl Workbench {
    /// Makes the checks from `from` on, in order, dials where there is no address, and sets the clock where it is wrong, up to the first
    /// thing that stands in the way. What was found before from there on is forgotten. Dropping the future stops after the command
    /// under way; call [`Workbench::online_stopped`] then.
    ///
    /// # Errors
    /// What stands in the way.
    pub async fn get_online(
        &self,
        from: CheckName,
        dial: DialPlan,
        server: Option<(Host, Port)>,
        mut tell: impl FnMut(&OnlineProgress),
    ) -> Result<(), NotOnline> {
        let handle = self.handle().map_err(NotOnline::Work)?;
        let server = server.map_or_else(time_server, Ok).map_err(|invalid| NotOnline::Work(invalid.into()))?;
        self.change(|facts| facts.checks.retain(|check| check.name.place() < from.place()));
        let found = self.facts.with_untracked(|facts| facts.checks.clone());
        let plan = OnlinePlan { from, found, dial, server, unix_seconds: unix_seconds() };
        let result = get_online(&handle, &plan, |progress| {
            self.note_online(&progress);
            tell(&progress);
        })
        .await;
        self.online_stopped();
        if result.is_ok() {
            self.note_set_up(|set_up| set_up.dialled(&plan.dial));
        }
        result.map_err(|failure| match failure {
            OnlineFailure::Check(check) => NotOnline::Check(check),
            OnlineFailure::Dial(failure) => {
                let error = WorkError::Dial(failure);
                self.change(|facts| facts.no_address = Some(error.clone()));
                NotOnline::Work(error)
            }
        })
    }

    fn note_online(&self, progress: &OnlineProgress) {
        match progress {
            OnlineProgress::Checking(name) => self.change(|facts| facts.checking = Some(*name)),
            OnlineProgress::Found(found, _) => {
                self.change(|facts| {
                    facts.checking = None;
                    facts.learn(found);
                });
                if let CheckResult::Clock(reading) = found.result {
                    self.note_clock(reading);
                }
            }
            OnlineProgress::Dialling => self.change(|facts| {
                facts.dialling = true;
                facts.no_address = None;
            }),
            OnlineProgress::Dialled => self.change(|facts| facts.dialling = false),
            OnlineProgress::SettingClock => self.change(|facts| facts.checking = Some(CheckName::Clock)),
            OnlineProgress::ClockSet(set) => {
                self.change(|facts| facts.checking = None);
                if let Ok(reading) = set {
                    self.note_clock(*reading);
                }
            }
        }
    }

    /// Stops showing the work of getting online that was called off.
    pub fn online_stopped(&self) {
        let shows = self.facts.with_untracked(|facts| facts.checking.is_some() || facts.dialling);
        if shows {
            self.change(|facts| (facts.checking, facts.dialling) = (None, false));
        }
    }
}

/// The time server that is asked where nobody has named one.
fn time_server() -> Result<(Host, Port), Invalid> {
    let [server, _] = TIME_SERVERS;
    let host = Host::parse(&PERMISSIVE, server).map_err(|problem| problem.at(Place::Host))?;
    let port = Port::parse("123").map_err(|problem| problem.at(Place::Port))?;
    Ok((host, port))
}
