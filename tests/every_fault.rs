//! Does the engine know where it is after every fault, on every series? It leads one session with the virtual module in each
//! scenario, in virtual time: the same seed makes the same events, and at the end what it was told is what the module says.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking; clippy spares only the functions marked as tests"
)]

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use fibocom_at::engine::{Config, Engine, Event, Input, Output, Timestamp};
use fibocom_at::profile::Profile;
use fibocom_at::{Failure, Reply, Request, RequestId};
use fibocom_sim::{self as sim, Hand, Scenario, VirtualModule};

const USER: &str = "AT+MQTTUSER=1,\"u\",\"p\"";
const OPEN: &str = "AT+MQTTOPEN=1,\"broker.example\",1883,1,60";

/// What is done in a session, every so many milliseconds, with the data that a prompt asks for.
const SESSION: &[(&str, usize)] = &[
    ("AT", 0),
    ("ATE0", 0),
    ("AT+CMEE=1", 0),
    ("AT+CGMM", 0),
    ("AT+CPIN?", 0),
    ("AT+CSQ", 0),
    ("AT+CEREG?", 0),
    ("AT+MIPCALL?", 0),
    ("AT+MIPCALL=1,\"CMNET\"", 0),
    (USER, 0),
    (OPEN, 0),
    ("AT+MQTTSUB=1,\"demo/#\",1", 0),
    ("AT+MQTTPUB=1,\"demo/a\",1,0,\"hello\"", 0),
    ("AT+MQTTPUB=1,\"demo/a\",1,0,200", 200),
    ("AT+CSQ", 0),
    (OPEN, 0),
    ("AT+MQTTPUB=1,\"demo/a\",0,0,\"again\"", 0),
];
const EVERY: u64 = 5_000;

/// How long the engine has after the last fault, to come back into step with a module that may have to register first.
const CALM: u64 = 200_000;

/// An engine, the module that it talks to, and what it has told.
struct Table {
    engine: Engine,
    module: VirtualModule,
    now: u64,
    plugged: bool,
    requests: u64,
    ends: BTreeMap<u64, Result<Reply, Failure>>,
    told: DefaultHasher,
}

impl Table {
    fn new(config: sim::Config) -> Self {
        let mut module = VirtualModule::new(config);
        module.tick(sim::Timestamp::ZERO);
        Self {
            engine: Engine::new(Config::default()),
            module,
            now: 0,
            plugged: true,
            requests: 0,
            ends: BTreeMap::new(),
            told: DefaultHasher::new(),
        }
    }

    fn submit(&mut self, line: &str, data: usize) -> u64 {
        self.requests += 1;
        let data = (data > 0).then(|| vec![b'x'; data]);
        self.input(Input::Submitted(RequestId(self.requests), Request::raw(line, data).unwrap()));
        self.requests
    }

    /// Does a command, and waits for as long as it may take.
    fn ask(&mut self, line: &str) -> Result<Reply, Failure> {
        let id = self.submit(line, 0);
        for _ in 0..40 {
            if let Some(end) = self.ends.remove(&id) {
                return end;
            }
            self.wait(5_000);
        }
        panic!("{line} has no end");
    }

    fn wait(&mut self, millis: u64) {
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
        self.module.tick(sim::Timestamp::from_millis(self.now));
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
                Output::Transmit(bytes) | Output::Data(bytes) => {
                    self.module.receive(sim::Timestamp::from_millis(self.now), &bytes);
                }
                Output::Event(event) => {
                    (self.now, format!("{event:?}")).hash(&mut self.told);
                    if let Event::Completed(RequestId(id), end) = event {
                        self.ends.insert(id, end);
                    }
                }
            }
        }
    }

    /// What the module says to somebody who reads the line without an engine: its lines, without the codes that are none of it.
    fn says(&mut self, line: &str) -> Vec<String> {
        self.module.receive(sim::Timestamp::from_millis(self.now), format!("{line}\r").as_bytes());
        let mut heard = Vec::new();
        for _ in 0..300 {
            self.now += 10;
            self.module.tick(sim::Timestamp::from_millis(self.now));
            heard.extend(self.module.take_output());
        }
        let name = line.trim_start_matches("AT").trim_end_matches('?');
        let heard = String::from_utf8_lossy(&heard).into_owned();
        heard.lines().filter(|one| one.starts_with(&format!("{name}:"))).map(str::to_owned).collect()
    }
}

fn lines(end: Result<Reply, Failure>) -> Vec<String> {
    end.unwrap().lines.iter().map(|line| String::from_utf8_lossy(line).into_owned()).collect()
}

/// One session in this scenario, and how it stands afterwards; gives what was told of it.
fn session(profile: &'static Profile, scenario: Scenario) -> u64 {
    let config = sim::Config { seed: 11, ..sim::Config::for_profile(profile) }.with(&[scenario]);
    let mut table = Table::new(config);
    let at = format!("{} on {}", scenario.name(), profile.name);
    table.wait(EVERY);
    for (line, data) in SESSION {
        if table.plugged {
            table.submit(line, *data);
        }
        table.wait(EVERY);
    }
    table.module.lend_hand(sim::Timestamp::from_millis(table.now), &Hand::Heal);
    table.wait(CALM);
    assert!(table.plugged, "{at}");
    assert!(table.requests >= table.ends.len() as u64 && table.ends.contains_key(&1), "{at}: no end of the first");

    // What the engine is told is what the module says, line by line.
    for line in ["AT+CPIN?", "AT+MIPCALL?", "AT+MQTTOPEN?", "AT+MQTTCLOSE?", "AT+MQTTUSER?"] {
        let heard = lines(table.ask(line));
        assert_eq!(heard, table.says(line), "{at}: {line}");
    }
    // And the whole way goes once more.
    assert_eq!(lines(table.ask("AT+CPIN?")), ["+CPIN: READY"], "{at}");
    assert_eq!(lines(table.ask("AT+CEREG?")), ["+CEREG: 0,1"], "{at}");
    let _ = table.ask("AT+MIPCALL=0");
    table.wait(2_000);
    assert_eq!(table.ask("AT+MIPCALL=1,\"CMNET\"").map(|reply| reply.status), Ok(None), "{at}");
    table.wait(5_000);
    assert!(lines(table.ask("AT+MIPCALL?")).concat().starts_with("+MIPCALL: 1,10."), "{at}");
    assert!(table.ask(USER).is_ok(), "{at}");
    assert_eq!(table.ask(OPEN).map(|reply| reply.status), Ok(Some(1)), "{at}");
    let published = table.ask("AT+MQTTPUB=1,\"demo/a\",1,0,\"at last\"");
    assert_eq!(published.map(|reply| reply.status), Ok(Some(1)), "{at}");
    table.told.finish()
}

#[test]
fn after_every_fault_on_every_series_the_engine_is_in_step_and_the_same_seed_tells_the_same() {
    let walk = |profile: &'static Profile| {
        for scenario in Scenario::ALL {
            let told = session(profile, *scenario);
            assert_eq!(told, session(profile, *scenario), "{} on {}", scenario.name(), profile.name);
        }
    };
    let profiles: Vec<_> = Profile::all().collect();
    assert!(profiles.len() >= 18, "{}", profiles.len());
    // A thread for each processor, so that nobody waits longer than need be.
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for share in profiles.chunks(profiles.len().div_ceil(threads)) {
            scope.spawn(move || share.iter().for_each(|profile| walk(profile)));
        }
    });
}
