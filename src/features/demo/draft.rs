//! What the round trip is begun with: the virtual module, or the connected one with what a person said of its SIM and its broker.

use fibocom_at::ClientIndex;
use leptos::prelude::*;

use super::model::{Own, Typed, free_client, host_and_port, plan};
use crate::parts::broker_address::is_web;
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
    /// Whether a module that is being connected is waited for.
    pub waiting: RwSignal<Waiting>,
    /// The client that went the last round, and its broker: it goes the next one, too.
    own: RwSignal<Option<Own>>,
}

/// Whether a module that is being connected is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Waiting {
    No,
    /// It is on its way.
    Coming,
    /// It did not come.
    Gone,
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
            waiting: RwSignal::new(Waiting::No),
            own: RwSignal::new(None),
        }
    }

    /// Waits for a module that is being connected, and goes on once it is there.
    pub(super) fn wait_for_module(self) {
        let facts = self.workbench.facts();
        let link = Memo::new(move |_| facts.with(|facts| facts.link));
        Effect::new(move |_| {
            let link = link.get();
            if self.waiting.get() != Waiting::Coming || link.is_coming() {
                return;
            }
            if link.is_up() {
                self.waiting.set(Waiting::No);
                untrack(|| self.arrive());
            } else {
                self.waiting.set(Waiting::Gone);
            }
        });
    }

    /// Somebody has come to see it: a trip that is under way is shown; a virtual module begins, one of a person's own asks first. One that is being
    /// connected is waited for: nothing takes its place.
    pub(super) fn arrive(self) {
        if self.trip.with_untracked(|trip| trip.as_ref().is_some_and(|trip| trip.end.is_none())) {
            return;
        }
        let chosen = self.workbench.take_round_trip_start();
        let module = self.workbench.facts().with_untracked(|facts| {
            facts.module.as_ref().filter(|_| facts.link.is_up()).map(|module| module.is_virtual)
        });
        self.waiting.set(Waiting::No);
        if chosen.is_none() && self.workbench.facts().with_untracked(|facts| facts.link.is_coming()) {
            self.asks.set(false);
            self.workbench.forget_round_trip();
            self.waiting.set(Waiting::Coming);
            return;
        }
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
        self.waiting.set(Waiting::No);
        let is_there = target.is_none();
        if let Some(mut plan) = virtual_plan(target) {
            if is_there {
                plan.user.client = untrack(|| self.client()).0;
            }
            self.begin(plan);
        }
    }

    /// Begins with what was typed; whether there was nothing wrong with it.
    pub(super) fn begin_typed(self) -> bool {
        self.take_apart();
        let client = untrack(|| self.client()).0;
        match plan(&self.workbench.profile_now(), client, &self.typed_now()) {
            Ok(plan) => {
                self.asks.set(false);
                self.begin(plan);
                true
            }
            Err(_) => {
                self.touched.set(true);
                false
            }
        }
    }

    /// The client that goes the round, and the broker that it is connected to where none is free. Followed.
    pub(super) fn client(self) -> (ClientIndex, Option<String>) {
        let profile = self.workbench.profile().get();
        self.workbench.facts().with(|facts| self.own.with(|own| free_client(&profile, facts, own.as_ref())))
    }

    fn begin(self, plan: TripPlan) {
        let (host, port) = &plan.broker;
        self.own.set(Some((plan.user.client, (host.as_str().to_owned(), port.number()))));
        self.workbench.begin_round_trip(plan);
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
