//! The sentences of the round trip.

use crate::state::{RoundTrip, TRIP_TOPIC, TripFailure, TripFound, TripStep, unix_seconds};
use crate::{t, words};

/// What a step does.
#[must_use]
pub fn title(trip: &RoundTrip, step: TripStep) -> String {
    match step {
        TripStep::Module if trip.is_virtual => t!("trip-module-virtual"),
        TripStep::Module => t!("trip-module"),
        TripStep::Check => t!("trip-check"),
        TripStep::Dial => t!("trip-dial"),
        TripStep::Clock => t!("trip-clock"),
        TripStep::Open => t!("trip-open", client = trip.client.number()),
        TripStep::Subscribe => t!("trip-subscribe", topic = TRIP_TOPIC),
        TripStep::Publish => t!("trip-publish", topic = TRIP_TOPIC),
        TripStep::Receive => t!("trip-receive"),
    }
}

/// Where its line is on the page.
pub(super) const fn place(step: TripStep) -> &'static str {
    match step {
        TripStep::Module => "trip-module",
        TripStep::Check => "trip-check",
        TripStep::Dial => "trip-dial",
        TripStep::Clock => "trip-clock",
        TripStep::Open => "trip-open",
        TripStep::Subscribe => "trip-subscribe",
        TripStep::Publish => "trip-publish",
        TripStep::Receive => "trip-receive",
    }
}

/// What it is for, until it is done.
#[must_use]
pub fn meaning(step: TripStep) -> String {
    match step {
        TripStep::Module => t!("trip-module-for"),
        TripStep::Check => t!("trip-check-for"),
        TripStep::Dial => t!("trip-dial-for"),
        TripStep::Clock => t!("trip-clock-for"),
        TripStep::Open => t!("trip-open-for"),
        TripStep::Subscribe => t!("trip-subscribe-for"),
        TripStep::Publish => t!("trip-publish-for"),
        TripStep::Receive => t!("trip-receive-for"),
    }
}

/// What it found.
#[must_use]
pub fn done(trip: &RoundTrip, found: &TripFound) -> String {
    match found {
        TripFound::Module(model) => t!("trip-module-done", model = model.as_str()),
        TripFound::Network(Some(signal)) => t!("trip-check-done", rssi = signal.rssi),
        TripFound::Network(None) => t!("trip-check-done-unknown"),
        TripFound::Address(Some(address)) => t!("trip-dial-done", address = address.to_string()),
        TripFound::Address(None) => t!("trip-dial-for"),
        TripFound::Clock(Some(clock)) if clock.is_plausible() => t!("trip-clock-done", time = clock.to_string()),
        TripFound::Clock(_) => t!("trip-clock-unset"),
        TripFound::Open => {
            let (host, port) = &trip.broker;
            t!("trip-open-done", broker = format!("{host}:{port}"))
        }
        TripFound::Subscribed => t!("trip-subscribe-done"),
        TripFound::Published(bytes) => t!("trip-publish-done", bytes = *bytes),
        TripFound::Received => t!("trip-receive-done"),
    }
}

/// Why a step failed, and what to do about it.
#[must_use]
pub fn cause(failure: &TripFailure) -> String {
    match failure {
        TripFailure::Check(check) => words::found(check, unix_seconds()),
        TripFailure::Work(error) => words::failed(error),
        TripFailure::NoMessage => t!("trip-no-message"),
    }
}

/// A time in seconds, to a tenth.
#[must_use]
pub fn seconds(milliseconds: u64) -> String {
    let tenths = (milliseconds + 50) / 100;
    t!("trip-seconds", seconds = format!("{}.{}", tenths / 10, tenths % 10))
}
