//! What leads the module of a stand: it comes online, and sends messages to itself; a module with a cable where one answers, the virtual one otherwise.

use std::pin::pin;
use std::time::Duration;

use fibocom_at::ClientIndex;
use fibocom_at::commands::User;
use futures::future::{Either, join, select};
use leptos::prelude::*;

use super::fault::{Fault, TIMES, Verdict, findings};
use super::stand::{Leg, Scene, Stand};
use crate::link::procedure::DialPlan;
use crate::parts::round_trip::{cause, virtual_plan, virtual_target};
use crate::state::{FACTORY_BAUD_RATE, RoundTrip, Scenario, Starts, TripEnd, TripFailure, TripPlan, TripStep};
use crate::ui::{pause, until};

/// How long a message is shown on its way to the broker, at the broker, and when it is back. It goes faster: so fast that nobody would see it.
const ON_ITS_WAY: Duration = Duration::from_millis(1_700);
const AT_THE_BROKER: Duration = Duration::from_millis(700);
const SHOWN: Duration = Duration::from_millis(3_600);

/// How long a module that was lost may take to come back by itself, before the virtual one takes its place.
const COMES_BACK: Duration = Duration::from_secs(4);

/// How long after a failure it is tried again.
const AGAIN: Duration = Duration::from_secs(5);

/// How long after a failure a module with a cable is tried again, in milliseconds; twice as long each time, up to so often.
const CABLE_AGAIN: u64 = 10_000;
const DOUBLED: u32 = 5;

/// What the press of the virtual plant reports, one after the other.
const TEMPERATURES: [&str; 6] = ["21.5", "21.7", "22.4", "23.1", "22.8", "21.9"];

/// The start: messages go round until somebody else leads.
pub(super) async fn attract(stand: Stand) {
    // What the visitor before did is gone before anything new is shown.
    stand.forget().await;
    loop {
        stand.rest();
        if matches!(select(pin!(show(stand)), pin!(until(move || has_come(stand)))).await, Either::Right(_)) {
            stop_travel(stand).await;
        }
        wait_for_the_lost(stand).await;
    }
}

/// A module comes online, and messages go round until that fails, or another module is to be used.
async fn show(stand: Stand) {
    let workbench = stand.workbench;
    if come_online(stand, Vec::new()).await.is_err() {
        pause(AGAIN).await;
        return;
    }
    for temperature in TEMPERATURES.iter().cycle() {
        // Nobody looks into it, and it would grow day and night.
        workbench.forget_traffic();
        if go_round(stand, format!("press 7: {temperature} C")).await.is_err() {
            return;
        }
        pause(SHOWN).await;
        if should_change(stand) {
            return;
        }
    }
}

/// A visitor's own module comes online from the beginning, and is left alone then.
pub(super) async fn guide(stand: Stand) {
    stand.forget().await;
    let scenarios = stand.options.with_value(|options| options.scenarios.clone());
    // What went wrong is what the tour tells of.
    if come_online(stand, scenarios).await.is_ok() {
        stand.leg.set(Leg::Ready);
    }
}

/// Sends what a visitor typed.
pub(super) async fn send(stand: Stand, text: String) {
    stand.sending.set(true);
    stand.failed.set(None);
    let went = go_round(stand, text).await;
    stand.failed.set(went.err().map(|failure| cause(&failure)));
    stand.sending.set(false);
}

/// Tries to get online with a virtual module that a visitor has broken, and finds out from the lines what was done. One with a cable is left
/// alone: nobody breaks that here.
pub(super) async fn play(stand: Stand, did: Fault) {
    stand.sending.set(true);
    stand.forget().await;
    if let Some(plan) = stand.options.with_value(|options| did.plan(options.series)) {
        join(travel(stand, plan), hurry(stand)).await;
    }
    // It is not told what was done: it reads what anybody could read.
    let finding = stand.workbench.with_record(|record| findings(record, TIMES)).into_iter().next();
    stand.sending.set(false);
    stand.found(Verdict { did, finding });
}

/// Lets time go faster for the module as soon as it answers.
async fn hurry(stand: Stand) {
    let answers = |trip: &RoundTrip| trip.step > TripStep::Module || trip.end.is_some();
    until(move || stand.trip.with_untracked(|trip| trip.as_ref().is_some_and(answers))).await;
    stand.workbench.set_speed(TIMES);
}

/// From nothing to a client that is connected and has had one message back.
async fn come_online(stand: Stand, scenarios: Vec<Scenario>) -> Result<(), ()> {
    let client = ClientIndex::ALL[0];
    let own = match own_module(stand).await {
        true => stand.options.with_value(|options| options.broker.clone().map(|broker| (broker, options.apn.clone()))),
        false => None,
    };
    let is_own = own.is_some();
    let plan = match own {
        Some((broker, apn)) => {
            let dial = DialPlan::Apn { apn, login: None };
            TripPlan { target: None, dial, broker, user: User::anonymous(client), tls: None, meanwhile: None }
        }
        None => {
            let target = stand.options.with_value(|options| virtual_target(options.series, scenarios));
            virtual_plan(Some(target)).ok_or(())?
        }
    };
    let arrived = travel(stand, plan).await;
    if is_own {
        note_own(stand, arrived);
    }
    arrived.then_some(()).ok_or(())
}

/// Goes the way of this plan to its end. Whether the message came back.
async fn travel(stand: Stand, plan: TripPlan) -> bool {
    let trip = stand.trip;
    stand.workbench.begin_round_trip(plan);
    until(move || trip.with_untracked(|trip| trip.as_ref().is_none_or(|trip| trip.end.is_some()))).await;
    trip.with_untracked(|trip| matches!(trip.as_ref().map(|trip| &trip.end), Some(Some(TripEnd::Arrived { .. }))))
}

/// A message goes out and comes back, and is drawn as it goes.
async fn go_round(stand: Stand, text: String) -> Result<(), TripFailure> {
    let workbench = stand.workbench;
    let from = workbench.with_record(workbench_record::Record::next);
    stand.message.set(text.clone());
    stand.lines.update(Vec::clear);
    stand.leg.set(Leg::Out);
    let (sent, ()) = join(workbench.send_round(&text), pause(ON_ITS_WAY)).await;
    let round = sent?;
    stand.hear(from);
    stand.leg.set(Leg::There);
    let (back, ()) = join(round.back(), pause(AT_THE_BROKER)).await;
    back?;
    stand.hear(from);
    stand.leg.set(Leg::Back);
    pause(ON_ITS_WAY).await;
    stand.hear(from);
    stand.leg.set(Leg::Home);
    Ok(())
}

/// Whether a module with a cable is connected now.
async fn own_module(stand: Stand) -> bool {
    if !may_use_own(stand) {
        return false;
    }
    let ports = stand.ports.with_untracked(|rows| rows.iter().map(|row| row.index).collect::<Vec<_>>());
    let found = stand.workbench.connect_first(&ports, FACTORY_BAUD_RATE, Starts::Perhaps).await.is_ok();
    if !found {
        note_own(stand, false);
    }
    found
}

/// Whether there is a granted port, a broker for what is behind it, and no failure a moment ago.
fn may_use_own(stand: Stand) -> bool {
    let has_broker = stand.options.with_value(|options| options.broker.is_some());
    let has_ports = stand.ports.with_untracked(|rows| !rows.is_empty());
    let waits = stand.in_vain.get_value().is_some_and(|(at, times)| {
        stand.workbench.milliseconds_since(at) < CABLE_AGAIN << times.min(DOUBLED).saturating_sub(1)
    });
    has_broker && has_ports && !waits
}

/// It worked, or is tried later.
fn note_own(stand: Stand, works: bool) {
    let times = stand.in_vain.get_value().map_or(0, |(_, times)| times);
    stand.in_vain.set_value((!works).then(|| (stand.workbench.now(), times + 1)));
}

/// Whether another module is to be used from now on: one with a cable has come.
fn should_change(stand: Stand) -> bool {
    let is_virtual = stand.trip.with_untracked(|trip| trip.as_ref().is_some_and(|trip| trip.is_virtual));
    stand.scene.get_untracked() == Scene::Start && is_virtual && may_use_own(stand)
}

/// Whether the cable of a module came a moment ago, which is used at once. One that failed before is tried between two messages.
fn has_come(stand: Stand) -> bool {
    stand.in_vain.get_value().is_none() && should_change(stand)
}

/// Ends the way of the virtual module, wherever it is, and forgets it.
async fn stop_travel(stand: Stand) {
    let trip = stand.workbench.round_trip();
    stand.workbench.stop_round_trip();
    until(move || trip.with_untracked(|trip| trip.as_ref().is_none_or(|trip| trip.end.is_some()))).await;
    stand.workbench.forget_round_trip();
}

/// One that was lost may come back by itself.
async fn wait_for_the_lost(stand: Stand) {
    let facts = stand.facts;
    let is_own = stand.trip.with_untracked(|trip| trip.as_ref().is_some_and(|trip| !trip.is_virtual));
    if is_own && !facts.with_untracked(|facts| facts.link.is_up()) {
        stand.leg.set(Leg::Rest);
        let back = until(move || facts.with_untracked(|facts| facts.link.is_up()));
        select(pin!(back), pin!(pause(COMES_BACK))).await;
    }
}
