//! An engine and a virtual module at one table, in virtual time, and what can go wrong between them.

use fibocom_at::engine::{Config, Engine, Event, Input, Output, Timestamp};
use fibocom_at::{Failure, Reply, Request, RequestId};
use fibocom_sim::{self as sim, BrokerFault, Fault, Hand, VirtualModule, What};

pub(super) const PEM: &str = "-----BEGIN CERTIFICATE-----\nMAMBAf8=\n-----END CERTIFICATE-----\n";

/// How the module stands before the walkthrough begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// As it comes.
    Fresh,
    /// With an IP address.
    Online,
    /// With an address, a trust file, a certificate and a key, and the server is checked.
    WithFiles,
    /// With an address and a trust file that is none.
    WithRubbish,
}

pub(super) const BEFORES: [Before; 4] = [Before::Fresh, Before::Online, Before::WithFiles, Before::WithRubbish];

/// What goes wrong at a step, and not before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The module falls silent.
    Silent,
    /// The broker says no, up to the next step.
    RefusedOnce,
    /// Somebody else ends the subscription.
    Unsubscribed,
}

/// The table.
pub(super) struct Table {
    engine: Engine,
    module: VirtualModule,
    pub(super) now: u64,
    requests: u64,
    ends: Vec<(u64, Result<Reply, Failure>)>,
    pub(super) topics: Vec<String>,
}

impl Table {
    pub(super) fn new(config: sim::Config) -> Self {
        let mut module = VirtualModule::new(config);
        module.tick(sim::Timestamp::ZERO);
        let engine = Engine::new(Config::default());
        Self { engine, module, now: 0, requests: 0, ends: Vec::new(), topics: Vec::new() }
    }

    pub(super) fn ask(&mut self, line: &str, data: Option<Vec<u8>>) -> Result<Reply, Failure> {
        self.requests += 1;
        let id = self.requests;
        self.input(Input::Submitted(RequestId(id), Request::raw(line, data).unwrap()));
        for _ in 0..600 {
            if let Some(at) = self.ends.iter().position(|(of, _)| *of == id) {
                return self.ends.remove(at).1;
            }
            self.wait(1_000);
        }
        panic!("{line} has no end");
    }

    pub(super) fn wait(&mut self, millis: u64) {
        let end = self.now + millis;
        loop {
            let Output::Wait(due) = self.engine.poll() else { panic!("not drained") };
            let wake = self.module.next_wake().map(sim::Timestamp::as_millis);
            let next = [due.map(|due| due.0), wake].into_iter().flatten().min();
            let Some(next) = next.filter(|next| *next <= end) else { break };
            self.now = self.now.max(next);
            self.look();
            let Output::Wait(due) = self.engine.poll() else { panic!("not drained") };
            if due.is_some_and(|due| due.0 <= self.now) {
                self.input(Input::Tick);
            }
        }
        self.now = end;
        self.look();
    }

    fn look(&mut self) {
        self.module.tick(sim::Timestamp::from_millis(self.now));
        let bytes = self.module.take_output();
        if !bytes.is_empty() {
            self.input(Input::Received(&bytes));
        }
    }

    fn input(&mut self, input: Input<'_>) {
        self.engine.handle(Timestamp(self.now), input);
        loop {
            match self.engine.poll() {
                Output::Wait(_) => return,
                Output::Transmit(bytes) | Output::Data(bytes) => {
                    self.module.receive(sim::Timestamp::from_millis(self.now), &bytes);
                }
                Output::Event(Event::Completed(RequestId(id), end)) => self.ends.push((id, end)),
                Output::Event(Event::Message(message)) => self.topics.push(message.topic),
                Output::Event(_) => {}
            }
        }
    }

    pub(super) fn make(&mut self, trouble: Trouble) {
        let now = sim::Timestamp::from_millis(self.now);
        match trouble {
            Trouble::Silent => self.module.inject(now, Fault::always(What::Hang)),
            Trouble::RefusedOnce => {
                self.module.inject(now, Fault::always(What::Broker(BrokerFault::Refuses)));
            }
            Trouble::Unsubscribed => drop(self.ask("AT+MQTTUNSUB=1,\"workbench/first\"", None)),
        }
    }

    pub(super) fn heal(&mut self) {
        self.module.lend_hand(sim::Timestamp::from_millis(self.now), &Hand::Heal);
    }

    pub(super) fn prepare(&mut self, before: Before) {
        self.wait(20_000);
        // As the page does when it meets a module.
        let _ = self.ask("AT+CMEE=1", None);
        if before != Before::Fresh {
            let _ = self.ask("AT+MIPCALL=1,\"CMNET\"", None);
            self.wait(5_000);
        }
        if before == Before::WithRubbish {
            let _ = self.ask("AT+GTSSLFILE=\"TRUSTFILE\",7", Some(b"rubbish".to_vec()));
        }
        if before == Before::WithFiles {
            let _ = self.ask("AT+MIPNTP=\"ntp.example\",123", None);
            for (kind, armour) in
                [("TRUSTFILE", "CERTIFICATE"), ("CERTFILE", "CERTIFICATE"), ("KEYFILE", "PRIVATE KEY")]
            {
                let file = PEM.replace("CERTIFICATE", armour).into_bytes();
                let _ = self.ask(&format!("AT+GTSSLFILE=\"{kind}\",{}", file.len()), Some(file));
            }
            let _ = self.ask("AT+GTSSLMODE=1", None);
        }
    }
}
