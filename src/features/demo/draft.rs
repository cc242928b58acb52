//! What the round trip is begun with: the virtual module, or the connected one with what a person said of its SIM and its broker.

use std::net::Ipv6Addr;

use fibocom_at::args::{Apn, Host, Password, Port, Username};
use fibocom_at::commands::{Security, User};
use fibocom_at::{ClientIndex, Field, Invalid, Profile};
use leptos::prelude::*;

use crate::link::procedure::{DialPlan, TlsPlan};
use crate::parts::broker_address::{is_web, take_apart};
use crate::parts::operators::apn_of;
use crate::parts::round_trip::{SERIES, virtual_plan, virtual_target};
use crate::state::{RoundTrip, Target, TripPlan, Workbench, keep_choice, keep_draft, keep_host, use_workbench};
use crate::ui::Binding;

/// The port at which brokers speak TLS, and nothing else.
const TLS_PORT: &str = ":8883";

const ENCRYPTS: [(&str, bool); 2] = [("no", false), ("yes", true)];

/// The draft of the screen. Copies share it.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    pub workbench: Workbench,
    pub trip: Signal<Option<RoundTrip>>,
    /// Whether a module of one's own is connected, and what it needs is still to be said.
    pub asks: RwSignal<bool>,
    pub apn: RwSignal<String>,
    /// Host and port.
    broker: RwSignal<String>,
    /// Whether it connects with TLS.
    pub encrypts: RwSignal<bool>,
    pub user: RwSignal<String>,
    pub password: RwSignal<String>,
    /// Whether what is wrong is shown.
    pub touched: RwSignal<bool>,
}

/// Makes the draft, for as long as the shell lives.
pub fn provide_draft() {
    let draft = Draft::new();
    let Draft { apn, broker, encrypts, .. } = draft;
    keep_draft("demo.apn", move || apn.get(), move |kept| apn.set(kept));
    keep_host("demo.broker", move || broker.get(), move |kept| broker.set(kept));
    keep_choice("demo.tls", &ENCRYPTS, move || encrypts.get(), move |kept| encrypts.set(kept));
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
            encrypts: RwSignal::new(false),
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
        self.take_apart();
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

    /// The broker as it is typed. What comes at once in a longer piece was pasted: an address is taken apart there and then.
    pub(super) fn broker(self) -> Binding<String> {
        Binding::new(self.broker, move |text: String| {
            let is_pasted = text.len() > self.broker.with_untracked(String::len) + 3;
            if text.ends_with(TLS_PORT) {
                self.encrypts.set(true);
            }
            self.broker.set(text);
            if is_pasted {
                self.take_apart();
            }
        })
    }

    /// The host of what stands in the place of the broker; all of it, where that is an address. Followed.
    pub(super) fn broker_host(self) -> String {
        self.broker
            .with(|broker| if is_web(broker) { broker.clone() } else { host_and_port(broker.trim(), "").0.to_owned() })
    }

    /// Fills the form in from an address that stands in the place of the broker, if one does.
    pub(super) fn take_apart(self) {
        let before = self.typed_now();
        let after = before.clone().taken_apart();
        if after != before {
            self.broker.set(after.broker);
            self.encrypts.set(after.encrypts);
            self.user.set(after.user);
            self.password.set(after.password);
        }
    }

    /// What was typed, followed.
    pub(super) fn typed(self) -> Typed {
        Typed {
            apn: self.apn.get(),
            broker: self.broker.get(),
            encrypts: self.encrypts.get(),
            user: self.user.get(),
            password: self.password.get(),
        }
    }

    fn typed_now(self) -> Typed {
        untrack(|| self.typed())
    }
}

/// A virtual module that nothing is wrong with.
pub(super) fn healthy() -> Target {
    virtual_target(SERIES, Vec::new())
}

/// The form as a person filled it in. Never printed whole: it holds a password.
#[derive(Clone, PartialEq, Eq, Default)]
pub(super) struct Typed {
    pub apn: String,
    pub broker: String,
    pub encrypts: bool,
    pub user: String,
    pub password: String,
}

impl Typed {
    /// The same with an address that stands in the place of the broker taken apart, if one does. One of a web page leads to no broker.
    pub(super) fn taken_apart(mut self) -> Self {
        let Some(parts) = take_apart(&self.broker).filter(|_| !is_web(&self.broker)) else { return self };
        if let Some((_, Some(security))) = parts.scheme {
            self.encrypts = security == Security::Tls;
        }
        self.broker = match parts.port {
            Some(port) if parts.host.contains(':') => format!("[{}]:{port}", parts.host),
            Some(port) => format!("{}:{port}", parts.host),
            None => parts.host,
        };
        if let Some(user) = parts.username {
            // The password of somebody else is not for this one.
            self.password =
                parts.password.unwrap_or_else(|| if user == self.user { self.password } else { String::new() });
            self.user = user;
        }
        self
    }
}

/// Host and port as they stand in one field. What has no port goes to the usual one.
fn host_and_port<'a>(broker: &'a str, usual: &'a str) -> (&'a str, &'a str) {
    if broker.parse::<Ipv6Addr>().is_ok() {
        return (broker, usual);
    }
    if let Some((host, port)) = broker.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        return (host, if port.is_empty() { usual } else { port.trim_start_matches(':') });
    }
    // An address that could not be taken apart is no host: it is refused as a whole.
    match broker.split_once(':') {
        Some((host, port)) if !broker.contains(['@', '/']) => (host, port),
        _ => (broker, usual),
    }
}

/// The plan that the form makes, or what is wrong with it.
pub(super) fn plan(profile: &Profile, typed: &Typed) -> Result<TripPlan, Vec<Invalid>> {
    let client = ClientIndex::ALL[0];
    let apn = match typed.apn.trim() {
        "" => Ok(None),
        apn => Apn::parse(apn).map(Some).map_err(|problem| problem.at(Field::Apn)),
    };
    let (wanted, usual) = if typed.encrypts { (Security::Tls, "8883") } else { (Security::Plain, "1883") };
    let security = wanted.on(profile).map_err(|problem| problem.at(Field::Security));
    let (host, port) = host_and_port(typed.broker.trim(), usual);
    let host = Host::parse(profile, host.trim()).map_err(|problem| problem.at(Field::Host));
    let port = Port::parse(port.trim()).map_err(|problem| problem.at(Field::Port));
    let username = Username::parse(profile, &typed.user).map_err(|problem| problem.at(Field::Username));
    let password = Password::parse(profile, &typed.password).map_err(|problem| problem.at(Field::Password));
    match (apn, host, port, security, username, password) {
        (Ok(apn), Ok(host), Ok(port), Ok(security), Ok(username), Ok(password)) => Ok(TripPlan {
            target: None,
            dial: DialPlan::Apn { apn, login: None },
            broker: (host, port),
            user: User { client, username, password, client_id: None },
            // As the module was set up for it: nothing of that is changed.
            tls: (security == Security::Tls).then(TlsPlan::default),
            meanwhile: None,
        }),
        (apn, host, port, security, username, password) => {
            let wrong = [apn.err(), host.err(), port.err(), security.err(), username.err(), password.err()];
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
            (" broker.example:8884 ", "broker.example", 8884),
            ("10.0.0.7:1884", "10.0.0.7", 1884),
            ("mqtt://broker.example:1884", "broker.example", 1884),
            ("2001:db8::1", "2001:db8::1", 1883),
            ("[2001:db8::1]:1884", "2001:db8::1", 1884),
            ("mqtts://broker.example", "broker.example", 8883),
        ] {
            let plan = plan(&PERMISSIVE, &typed("", broker).taken_apart()).unwrap();
            assert_eq!((plan.broker.0.as_str(), plan.broker.1.number()), (host, port), "{broker}");
        }
    }

    #[test]
    fn a_login_in_the_address_goes_to_its_own_fields_and_never_out_as_the_host() {
        for (broker, encrypts, password) in [
            ("mqtt://alice:secret@h:1883", false, "secret"),
            ("mqtts://alice:secret@h:1883", true, "secret"),
            ("ssl://alice:p%40w@h:1883", true, "p@w"),
            ("alice:sec/ret@h:1883", false, "sec/ret"),
            ("alice@h:1883", false, ""),
        ] {
            let apart = Typed { password: "of bob".into(), ..typed("", broker) }.taken_apart();
            assert_eq!((apart.broker.as_str(), apart.user.as_str(), apart.encrypts), ("h:1883", "alice", encrypts));
            assert_eq!(apart.password, password, "{broker}");
            let plan = plan(&PERMISSIVE, &apart).unwrap();
            assert_eq!((plan.broker.0.as_str(), plan.tls.is_some()), ("h", encrypts), "{broker}");
            // What was not taken apart is refused, and not taken for a host.
            assert!(super::plan(&PERMISSIVE, &typed("", broker)).is_err(), "{broker}");
        }
        let same = Typed { user: "alice".into(), password: "hers".into(), ..typed("", "alice@h") }.taken_apart();
        assert_eq!(same.password, "hers");
    }

    #[test]
    fn each_mistake_is_told_at_its_field() {
        for (given, field) in [
            (typed("", ""), Field::Host),
            (typed("", "ws://x:9001"), Field::Host),
            (typed("", "mqtt://alice:secret@h:0"), Field::Host),
            (typed("", "x:0"), Field::Port),
            (typed("a b", "x"), Field::Apn),
        ] {
            let wrong = plan(&PERMISSIVE, &given.taken_apart()).unwrap_err();
            assert!(wrong.iter().any(|invalid| invalid.field == field), "{field:?} {wrong:?}");
        }
        let encrypted = Typed { encrypts: true, ..typed("", "x") };
        let wrong = plan(Profile::for_model("NL668-AM"), &encrypted).unwrap_err();
        assert!(wrong.iter().any(|invalid| invalid.field == Field::Security), "{wrong:?}");
    }
}
