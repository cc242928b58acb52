//! An engine and a virtual module at one desk, in virtual time: what is asked, what became of it, and all that the engine told.

use std::collections::BTreeMap;

use fibocom_at::engine::{Config, Engine, Event, Input, Output, Timestamp};
use fibocom_at::{Failure, Problem, Reply, Request, RequestId};
use fibocom_sim::{self as sim, VirtualModule};

/// An engine and the module that it leads.
pub struct Desk {
    engine: Engine,
    /// The module.
    pub module: VirtualModule,
    /// The time, in milliseconds from the beginning.
    pub now: u64,
    /// Whether the cable is plugged in.
    pub plugged: bool,
    /// How many requests were submitted. The number of the last one.
    pub requests: u64,
    /// What became of requests, by their numbers.
    pub ends: BTreeMap<u64, Result<Reply, Failure>>,
    /// What the engine told, and when.
    pub told: Vec<(u64, Event)>,
}

impl Desk {
    /// A module that is switched on now.
    #[must_use]
    pub fn new(config: sim::Config) -> Self {
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
    #[must_use]
    pub const fn moment(&self) -> sim::Timestamp {
        sim::Timestamp::from_millis(self.now)
    }

    /// Gives the engine a command, with the bytes behind its prompt. The number of the request.
    ///
    /// # Errors
    /// Why it cannot be sent.
    pub fn submit(&mut self, line: &str, data: Option<Vec<u8>>) -> Result<u64, Problem> {
        let request = Request::raw(line, data)?;
        self.requests += 1;
        self.input(Input::Submitted(RequestId(self.requests), request));
        Ok(self.requests)
    }

    /// Does a command, and waits for its end, in so many steps of so many milliseconds at most. What cannot be sent is lost, and what has no
    /// end by then has none.
    pub fn ask(&mut self, line: &str, data: Option<Vec<u8>>, step: u64, steps: u32) -> Option<Result<Reply, Failure>> {
        let Ok(id) = self.submit(line, data) else { return Some(Err(Failure::Lost)) };
        for _ in 0..steps {
            if let Some(end) = self.ends.remove(&id) {
                return Some(end);
            }
            self.wait(step);
        }
        None
    }

    /// Lets so many milliseconds pass.
    pub fn wait(&mut self, millis: u64) {
        let end = self.now + millis;
        // The engine is drained after each input: what it says is when it wants to be asked again.
        while let Output::Wait(due) = self.engine.poll() {
            let wake = self.module.next_wake().map(sim::Timestamp::as_millis);
            let next = [due.map(|due| due.0), wake].into_iter().flatten().min();
            let Some(next) = next.filter(|next| *next <= end) else { break };
            self.now = self.now.max(next);
            self.look();
            if matches!(self.engine.poll(), Output::Wait(Some(due)) if due.0 <= self.now) {
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
