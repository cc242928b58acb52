//! The round trip: a module goes online, connects to a broker, publishes a message and gets it back, one step after the other.

use std::time::Duration;

use fibocom_at::args::{ClientIndex, Host, KeepAlive, Port, TopicFilter};
use fibocom_at::commands::{
    CleanSession, ClockReading, IpAddresses, Open, Receive, Security, Signal as Reception, User,
};
use fibocom_at::{Field, Problem, Qos};
use futures::future::{AbortHandle, abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::online::NotOnline;
use super::{Hand, Target, WorkError, Workbench};
use crate::link::procedure::{Check, CheckName, DialPlan, Login, OnlineProgress, OpenPlan, TlsPlan};
use crate::link::{self, Handle};

/// The topic that it publishes on and subscribes to.
pub const TRIP_TOPIC: &str = "demo/hello";

/// How long each step is shown at least, so that eyes can follow.
const MOMENT_MS: u64 = 280;

/// The steps, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TripStep {
    /// There is a module, and it answers.
    Module,
    /// SIM, signal and registration.
    Check,
    /// An IP address.
    Dial,
    Clock,
    Open,
    Subscribe,
    Publish,
    /// The message comes back.
    Receive,
}

impl TripStep {
    pub const ALL: [Self; 8] =
        [Self::Module, Self::Check, Self::Dial, Self::Clock, Self::Open, Self::Subscribe, Self::Publish, Self::Receive];
}

/// What a step found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TripFound {
    /// The module, by its model's name.
    Module(String),
    Network(Option<Reception>),
    Address(Option<IpAddresses>),
    /// The clock as it stands now.
    Clock(Option<ClockReading>),
    Open,
    Subscribed,
    /// So many bytes.
    Published(usize),
    Received,
}

/// A step that is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TripDone {
    pub step: TripStep,
    /// In milliseconds.
    pub took: u64,
    pub found: TripFound,
}

/// How it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TripEnd {
    /// The message came back: milliseconds to publish it, from then until it was here, and in all.
    Arrived { publish: u64, back: u64, total: u64 },
    /// The running step failed.
    Failed(TripFailure),
    /// A person stopped it.
    Stopped,
}

/// Why a step failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TripFailure {
    /// The finding of this check.
    Check(Check),
    Work(WorkError),
    /// The message did not come back in time.
    NoMessage,
}

/// What is needed for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TripPlan {
    /// What to connect first; `None` uses the module that is connected.
    pub target: Option<Target>,
    pub dial: DialPlan,
    pub broker: (Host, Port),
    /// Who the client is to the broker.
    pub user: User,
    /// What the module is told of TLS before it connects with it; `None` connects without.
    pub tls: Option<TlsPlan>,
    /// What somebody does to a virtual module as soon as it is online, or connected: before [`TripStep::Open`] or [`TripStep::Subscribe`].
    pub meanwhile: Option<(TripStep, Hand)>,
}

/// One that was begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundTrip {
    /// The client that goes the round.
    pub client: ClientIndex,
    /// Host and port of the broker.
    pub broker: (String, u16),
    /// Whether it connects with TLS.
    pub is_encrypted: bool,
    /// Whether it gives the broker a user name or a password.
    pub has_login: bool,
    /// What is done, in order.
    pub done: Vec<TripDone>,
    /// The step under way, and where it ended otherwise.
    pub step: TripStep,
    pub end: Option<TripEnd>,
    /// Whether the module is a virtual one.
    pub is_virtual: bool,
    /// Whether the virtual module, the world around it or its broker had a fault from the beginning.
    pub is_faulty: bool,
    /// Whether the person has seen how it ended.
    pub dismissed: bool,
    /// When the step under way began.
    since: u64,
}

impl Workbench {
    /// The round trip, if one was begun.
    #[must_use]
    pub fn round_trip(&self) -> Signal<Option<RoundTrip>> {
        self.trip.into()
    }

    /// Takes note that the person has seen how it ended.
    pub fn dismiss_round_trip(&self) {
        self.trip.update(|trip| {
            if let Some(trip) = trip {
                trip.dismissed = true;
            }
        });
    }

    /// Forgets it, once it is over or has been called off.
    pub fn forget_round_trip(&self) {
        self.trip.set(None);
    }

    /// Begins one, unless one is under way.
    pub fn begin_round_trip(&self, plan: TripPlan) {
        if self.trip.with_untracked(|trip| trip.as_ref().is_some_and(|trip| trip.end.is_none())) {
            return;
        }
        let is_virtual = match &plan.target {
            Some(target) => matches!(target, Target::Virtual { .. }),
            None => self.facts.with_untracked(|facts| facts.module.as_ref().is_some_and(|module| module.is_virtual)),
        };
        let is_faulty = match &plan.target {
            Some(target) => target.is_faulty(),
            None => self.by_hand.with_untracked(|by_hand| by_hand.as_ref().is_some_and(|now| now.count > 0)),
        };
        let since = link::now_in_browser();
        let step = TripStep::Module;
        let broker = (plan.broker.0.as_str().to_owned(), plan.broker.1.number());
        let begun = RoundTrip {
            client: plan.user.client,
            broker,
            is_encrypted: plan.tls.is_some(),
            has_login: !plan.user.username.as_str().is_empty() || !plan.user.password.reveal().is_empty(),
            done: Vec::new(),
            step,
            end: None,
            is_virtual,
            is_faulty,
            dismissed: false,
            since,
        };
        self.trip.set(Some(begun));
        let workbench = *self;
        let (work, stop) = abortable(async move { workbench.travel(plan).await });
        self.inner.update_value(|inner| inner.stop_trip = Some(stop));
        spawn_local(async move {
            let end = match work.await {
                Ok(Ok(end)) => end,
                Ok(Err(failure)) => TripEnd::Failed(failure),
                Err(_) => workbench.trip_stopped().await,
            };
            workbench.trip.update(|trip| {
                if let Some(trip) = trip {
                    trip.end = Some(end);
                }
            });
        });
    }

    /// Stops it, after the command under way.
    pub fn stop_round_trip(&self) {
        self.inner.with_value(|inner| inner.stop_trip.iter().for_each(AbortHandle::abort));
    }

    /// Stops showing what it had begun. A module that was being connected is let go.
    async fn trip_stopped(&self) -> TripEnd {
        self.online_stopped();
        if let Some(client) = self.trip.with_untracked(|trip| trip.as_ref().map(|trip| trip.client)) {
            self.open_stopped(client);
        }
        if self.facts.with_untracked(|facts| facts.link.is_coming()) {
            self.disconnect().await;
        }
        TripEnd::Stopped
    }

    async fn travel(&self, plan: TripPlan) -> Result<TripEnd, TripFailure> {
        let begun = link::now_in_browser();
        if let Some(target) = plan.target {
            self.connect(target).await?;
        }
        let handle = self.handle()?;
        let model = self.facts.with_untracked(|facts| facts.module.clone()).map(|module| module.identity.model);
        let model = model.unwrap_or_default();
        self.trip_did(&handle, TripFound::Module(model.clone()), TripStep::Check).await;
        let begins = |step| {
            if let Some((at, hand)) = &plan.meanwhile
                && *at == step
            {
                self.lend_hand(hand.clone());
            }
        };
        self.trip_online(&handle, plan.dial).await?;
        begins(TripStep::Open);
        let mut security = Security::Plain;
        if let Some(tls) = &plan.tls {
            // First what it holds and what time it believes it is, as a person looks before changing anything.
            self.read_tls().await?;
            self.set_up_tls(tls, |_| {}).await.map_err(|(_, error)| error)?;
            security = Security::Tls;
        }
        let client = plan.user.client;
        let profile = self.profile_now();
        let (host, port) = plan.broker;
        let keep_alive = KeepAlive::parse(&profile, "60").map_err(|problem| problem.at(Field::KeepAlive));
        let open = Open {
            client,
            host,
            port,
            clean_session: CleanSession::Clean,
            keep_alive: keep_alive.map_err(WorkError::Invalid)?,
            security,
        };
        let login = Login::Mqtt(plan.user);
        self.open(OpenPlan { receive: Receive::Indicated, login, will: None, open }).await?;
        self.trip_did(&handle, TripFound::Open, TripStep::Subscribe).await;
        begins(TripStep::Subscribe);
        let invalid = |problem: Problem| WorkError::Invalid(problem.at(Field::Topic));
        let filter = TopicFilter::parse(&profile, TRIP_TOPIC).map_err(invalid)?;
        self.subscribe(client, filter, Qos::AtLeastOnce).await?;
        self.trip_did(&handle, TripFound::Subscribed, TripStep::Publish).await;
        let round = self.send_round_by(client, &format!("Hello from {model}")).await?;
        let publish = round.to_publish();
        self.trip_did(&handle, TripFound::Published(round.bytes()), TripStep::Receive).await;
        let back = round.back().await?;
        self.trip_did(&handle, TripFound::Received, TripStep::Receive).await;
        let total = link::now_in_browser().saturating_sub(begun);
        Ok(TripEnd::Arrived { publish, back, total })
    }

    /// Checks, dial-up and clock.
    async fn trip_online(&self, handle: &Handle, dial: DialPlan) -> Result<(), TripFailure> {
        let online = self.get_online(CheckName::Module, dial, None, |progress| {
            // The steps follow what is found, at its own pace.
            let step = match progress {
                OnlineProgress::Checking(CheckName::Address) | OnlineProgress::Dialling => TripStep::Dial,
                OnlineProgress::Checking(CheckName::Clock) | OnlineProgress::SettingClock => TripStep::Clock,
                _ => return,
            };
            self.trip_reached(step);
        });
        online.await.map_err(|failure| match failure {
            NotOnline::Check(check) => TripFailure::Check(check),
            NotOnline::Work(error) => TripFailure::Work(error),
        })?;
        let clock = self.facts.with_untracked(|facts| facts.clock);
        self.trip_did(handle, TripFound::Clock(clock), TripStep::Open).await;
        Ok(())
    }

    /// The step under way goes on, or this one has begun and those before it are done.
    fn trip_reached(&self, step: TripStep) {
        let (signal, address) = self.facts.with_untracked(|facts| (facts.signal, facts.address));
        let now = link::now_in_browser();
        self.trip.update(|trip| {
            let Some(trip) = trip else { return };
            while trip.step < step {
                match trip.step {
                    TripStep::Check => trip.did(now, TripFound::Network(signal), TripStep::Dial),
                    TripStep::Dial => trip.did(now, TripFound::Address(address), TripStep::Clock),
                    _ => return,
                }
            }
        });
    }

    /// The step under way is done, and once it was to be seen for a moment, the next one begins.
    async fn trip_did(&self, handle: &Handle, found: TripFound, next: TripStep) {
        let now = link::now_in_browser();
        let mut left = 0;
        self.trip.update(|trip| {
            if let Some(trip) = trip {
                left = MOMENT_MS.saturating_sub(now.saturating_sub(trip.since));
                trip.did(now, found, next);
            }
        });
        handle.sleep(Duration::from_millis(left)).await;
        self.trip.update(|trip| {
            if let Some(trip) = trip {
                trip.since = link::now_in_browser();
            }
        });
    }
}

impl RoundTrip {
    fn did(&mut self, now: u64, found: TripFound, next: TripStep) {
        self.done.push(TripDone { step: self.step, took: now.saturating_sub(self.since), found });
        (self.step, self.since) = (next, now);
    }

    /// What became of a step, if it is done.
    #[must_use]
    pub fn of(&self, step: TripStep) -> Option<&TripDone> {
        self.done.iter().find(|done| done.step == step)
    }

    /// Whether it is over, and the message came back.
    #[must_use]
    pub const fn has_arrived(&self) -> bool {
        matches!(self.end, Some(TripEnd::Arrived { .. }))
    }
}

impl From<WorkError> for TripFailure {
    fn from(error: WorkError) -> Self {
        Self::Work(error)
    }
}

#[cfg(test)]
mod tests;
