//! An engine and a virtual module at one desk, in virtual time: what is asked, what became of it, and all that the engine told.

use std::collections::BTreeMap;

use fibocom_at::engine::{Config, Engine, Event, Input, Output, Timestamp};
use fibocom_at::{Failure, Reply, Request, RequestId};
use fibocom_sim::{self as sim, VirtualModule};

pub(crate) struct Desk {
    engine: Engine,
    pub(crate) module: VirtualModule,
    /// The time, in milliseconds from the beginning.
    pub(crate) now: u64,
    pub(crate) plugged: bool,
    /// How many requests were submitted. The number of the last one.
    pub(crate) requests: u64,
    /// What became of requests, by their numbers.
    pub(crate) ends: BTreeMap<u64, Result<Reply, Failure>>,
    /// What the engine told, and when.
    pub(crate) told: Vec<(u64, Event)>,
}

impl Desk {
    pub(crate) fn new(config: sim::Config) -> Self {
        let mut module = VirtualModule::new(config);
        module.tick(sim::Timestamp::ZERO);
        Self {
            engine: Engine::new(Config::default()),
            module,
            now: 0,
            plugged: true,
            requests: 0,
            ends: BTreeMap::new(),
            told: Vec::new(),
        }
    }

    /// The time, for the module.
    pub(crate) fn moment(&self) -> sim::Timestamp {
        sim::Timestamp::from_millis(self.now)
    }

    pub(crate) fn submit(&mut self, line: &str, data: Option<Vec<u8>>) -> u64 {
        self.requests += 1;
        self.input(Input::Submitted(RequestId(self.requests), Request::raw(line, data).unwrap()));
        self.requests
    }

    /// Does a command, and waits for its end, in steps of so many milliseconds.
    pub(crate) fn ask(&mut self, line: &str, data: Option<Vec<u8>>, step: u64, steps: u32) -> Result<Reply, Failure> {
        let id = self.submit(line, data);
        for _ in 0..steps {
            if let Some(end) = self.ends.remove(&id) {
                return end;
            }
            self.wait(step);
        }
        panic!("{line} has no end");
    }

    pub(crate) fn wait(&mut self, millis: u64) {
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

    /// Hands over what the module has said. A cable that is pulled is the end of an engine, and one that is plugged in is the
    /// beginning of another.
    fn look(&mut self) {
        self.module.tick(self.moment());
        let bytes = self.module.take_output();
        if !bytes.is_empty() {
            self.input(Input::Received(&bytes));
        }
        match std::mem::replace(&mut self.plugged, self.module.is_plugged()) {
            true if !self.plugged => self.input(Input::Lost),
            false if self.plugged => self.engine = Engine::new(Config::default()),
            _ => {}
        }
    }

    fn input(&mut self, input: Input<'_>) {
        self.engine.handle(Timestamp(self.now), input);
        loop {
            match self.engine.poll() {
                Output::Wait(_) => return,
                Output::Transmit(bytes) | Output::Data(bytes) => self.module.receive(self.moment(), &bytes),
                Output::Event(event) => {
                    if let Event::Completed(RequestId(id), end) = &event {
                        self.ends.insert(*id, end.clone());
                    }
                    self.told.push((self.now, event));
                }
            }
        }
    }
}
