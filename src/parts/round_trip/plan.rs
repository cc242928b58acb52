//! The plan of a round trip with the virtual module, which needs nothing from anybody.

use fibocom_at::ClientIndex;
use fibocom_at::args::{Host, Port};
use fibocom_at::commands::User;
use fibocom_at::profile::PERMISSIVE;

use crate::link::procedure::DialPlan;
use crate::state::{FACTORY_BAUD_RATE, Pace, Scenario, Target, TripPlan, VirtualBroker};

/// The series of the virtual module, where nobody has chosen another.
pub const SERIES: &str = "L610";

/// The broker inside the page takes any name.
const PAGE_BROKER: &str = "broker.virtual";

/// The random numbers of the virtual module begin here, so that it goes the same way each time.
const SEED: u64 = 610;

/// A virtual module of this series with these faults, whose broker is healthy and in the page.
#[must_use]
pub fn virtual_target(series: &str, scenarios: Vec<Scenario>) -> Target {
    Target::Virtual {
        series: series.to_owned(),
        scenarios,
        broker: VirtualBroker::Page(Scenario::HEALTHY),
        baud_rate: FACTORY_BAUD_RATE,
        seed: SEED,
        pace: Pace::Quick,
    }
}

/// The plan with this virtual module, or with the one that is connected.
#[must_use]
pub fn virtual_plan(target: Option<Target>) -> Option<TripPlan> {
    let broker = (Host::parse(&PERMISSIVE, PAGE_BROKER).ok()?, Port::parse("1883").ok()?);
    let user = User::anonymous(ClientIndex::ALL[0]);
    Some(TripPlan { target, dial: DialPlan::Apn { apn: None, login: None }, broker, user, tls: None, meanwhile: None })
}
