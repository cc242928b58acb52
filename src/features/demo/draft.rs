//! What the round trip is begun with: the virtual module, or the connected one with what a person said of its SIM and its broker.

use fibocom_at::args::{Apn, Host, Password, Port, Username};
use fibocom_at::commands::User;
use fibocom_at::{ClientIndex, Field, Invalid, Profile};
use leptos::prelude::*;

use crate::link::procedure::DialPlan;
use crate::parts::operators::apn_of;
use crate::parts::round_trip::{SERIES, virtual_plan, virtual_target};
use crate::state::{RoundTrip, Target, TripPlan, Workbench, keep_draft, use_workbench};

/// The draft of the screen. Copies share it.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    pub workbench: Workbench,
    pub trip: Signal<Option<RoundTrip>>,
    /// Whether a module of one's own is connected, and what it needs is still to be said.
    pub asks: RwSignal<bool>,
    pub apn: RwSignal<String>,
    /// Host and port.
    pub broker: RwSignal<String>,
    pub user: RwSignal<String>,
    pub password: RwSignal<String>,
    /// Whether what is wrong is shown.
    pub touched: RwSignal<bool>,
}

/// Makes the draft, for as long as the shell lives.
pub fn provide_draft() {
    let draft = Draft::new();
    for (name, text) in [("demo.apn", draft.apn), ("demo.broker", draft.broker)] {
        keep_draft(name, move || text.get(), move |kept| text.set(kept));
    }
    provide_context(draft);
}

/// The draft of this page. A screen outside a shell, as in a test, has its own.
pub(super) fn use_draft() -> Draft {
    use_context().unwrap_or_else(Draft::new)
}

impl Draft {
    fn new() -> Self {
        let workbench = use_workbench();
        Self {
            workbench,
            trip: workbench.round_trip(),
            asks: RwSignal::new(false),
            apn: RwSignal::default(),
            broker: RwSignal::default(),
            user: RwSignal::default(),
            password: RwSignal::default(),
            touched: RwSignal::new(false),
        }
    }

    /// Somebody has come to see it: a trip that is under way is shown; a virtual module begins, one of a person's own asks first.
    pub(super) fn arrive(self) {
        if self.trip.with_untracked(|trip| trip.as_ref().is_some_and(|trip| trip.end.is_none())) {
            return;
        }
        let chosen = self.workbench.take_round_trip_start();
        let module = self.workbench.facts().with_untracked(|facts| {
            facts.module.as_ref().filter(|_| facts.link.is_up()).map(|module| module.is_virtual)
        });
        match (chosen, module) {
            (None, Some(false)) => self.ask(),
            (None, Some(true)) => self.begin_virtual(None),
            (chosen, _) => self.begin_virtual(Some(chosen.unwrap_or_else(healthy))),
        }
    }

    /// Asks what is needed, with what is known filled in.
    pub(super) fn ask(self) {
        self.workbench.forget_round_trip();
        let operator = self.workbench.facts().with_untracked(|facts| facts.operator.clone());
        if let Some(apn) = operator.and_then(|operator| apn_of(&operator.name))
            && self.apn.with_untracked(String::is_empty)
        {
            self.apn.set(apn.to_owned());
        }
        self.touched.set(false);
        self.asks.set(true);
    }

    /// Begins with this virtual module, or with the one that is connected.
    pub(super) fn begin_virtual(self, target: Option<Target>) {
        self.asks.set(false);
        if let Some(plan) = virtual_plan(target) {
            self.workbench.begin_round_trip(plan);
        }
    }

    /// Begins with what was typed; whether there was nothing wrong with it.
    pub(super) fn begin_typed(self) -> bool {
        match plan(&self.workbench.profile_now(), &self.typed_now()) {
            Ok(plan) => {
                self.asks.set(false);
                self.workbench.begin_round_trip(plan);
                true
            }
            Err(_) => {
                self.touched.set(true);
                false
            }
        }
    }

    /// Begins the same anew.
    pub(super) fn again(self) {
        let is_virtual = self.trip.with_untracked(|trip| trip.as_ref().is_some_and(|trip| trip.is_virtual));
        let connected = self.workbench.facts().with_untracked(|facts| facts.link.is_up());
        match (is_virtual, connected) {
            (true, true) => self.begin_virtual(None),
            (true, false) => self.begin_virtual(Some(healthy())),
            (false, _) => {
                if !self.begin_typed() {
                    self.ask();
                }
            }
        }
    }

    /// What was typed, followed.
    pub(super) fn typed(self) -> Typed {
        Typed { apn: self.apn.get(), broker: self.broker.get(), user: self.user.get(), password: self.password.get() }
    }

    fn typed_now(self) -> Typed {
        untrack(|| self.typed())
    }
}

/// A virtual module that nothing is wrong with.
pub(super) fn healthy() -> Target {
    virtual_target(SERIES, Vec::new())
}

/// The form as a person filled it in.
#[derive(Clone, PartialEq, Eq, Default)]
pub(super) struct Typed {
    pub apn: String,
    pub broker: String,
    pub user: String,
    pub password: String,
}

/// The plan that the form makes, or what is wrong with it.
pub(super) fn plan(profile: &Profile, typed: &Typed) -> Result<TripPlan, Vec<Invalid>> {
    let client = ClientIndex::ALL[0];
    let apn = match typed.apn.trim() {
        "" => Ok(None),
        apn => Apn::parse(apn).map(Some).map_err(|problem| problem.at(Field::Apn)),
    };
    // As it is often written and pasted.
    let broker = typed.broker.trim();
    let broker = ["mqtt://", "tcp://"].iter().find_map(|scheme| broker.strip_prefix(scheme)).unwrap_or(broker);
    let (host, port) = match broker.rsplit_once(':') {
        Some((host, port)) if !broker.contains("://") => (host, port),
        _ => (broker, "1883"),
    };
    let host = Host::parse(profile, host.trim()).map_err(|problem| problem.at(Field::Host));
    let port = Port::parse(port.trim()).map_err(|problem| problem.at(Field::Port));
    let username = Username::parse(profile, &typed.user).map_err(|problem| problem.at(Field::Username));
    let password = Password::parse(profile, &typed.password).map_err(|problem| problem.at(Field::Password));
    match (apn, host, port, username, password) {
        (Ok(apn), Ok(host), Ok(port), Ok(username), Ok(password)) => Ok(TripPlan {
            target: None,
            dial: DialPlan::Apn { apn, login: None },
            broker: (host, port),
            user: User { client, username, password, client_id: None },
            tls: None,
            meanwhile: None,
        }),
        (apn, host, port, username, password) => {
            let wrong = [apn.err(), host.err(), port.err(), username.err(), password.err()];
            Err(wrong.into_iter().flatten().collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use fibocom_at::profile::PERMISSIVE;

    use super::*;

    fn typed(apn: &str, broker: &str) -> Typed {
        Typed { apn: apn.into(), broker: broker.into(), ..Typed::default() }
    }

    #[test]
    fn a_broker_is_a_host_and_perhaps_a_port() {
        for (broker, host, port) in [
            ("broker.example", "broker.example", 1883),
            (" broker.example:8883 ", "broker.example", 8883),
            ("10.0.0.7:1884", "10.0.0.7", 1884),
            ("mqtt://broker.example:1884", "broker.example", 1884),
        ] {
            let plan = plan(&PERMISSIVE, &typed("", broker)).unwrap();
            assert_eq!((plan.broker.0.as_str(), plan.broker.1.number()), (host, port), "{broker}");
        }
    }

    #[test]
    fn each_mistake_is_told_at_its_field() {
        for (given, field) in [
            (typed("", ""), Field::Host),
            (typed("", "ws://x:9001"), Field::Host),
            (typed("", "x:0"), Field::Port),
            (typed("a b", "x"), Field::Apn),
        ] {
            let wrong = plan(&PERMISSIVE, &given).unwrap_err();
            assert!(wrong.iter().any(|invalid| invalid.field == field), "{field:?} {wrong:?}");
        }
    }
}
