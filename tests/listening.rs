//! Does the listener hear what the engine was told? The engine leads conversations with the virtual module, by many seeds; from the
//! recorded bytes and their times alone the listener tells the same lines, codes, messages and ends of commands.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking; clippy spares only the functions marked as tests"
)]

use fibocom_at::engine::{Config, Engine, Event, Input, Output, Timestamp};
use fibocom_at::{Failure, Heard, Listener, Reply, Request, RequestId, Role};
use fibocom_sim::{self as sim, Message, PageBroker, Random, VirtualModule};
use workbench_record::session::{Header, Limits, Session};
use workbench_record::{Direction, Exchanges, Line};

/// What a person or a program sends, with the data that its prompt asks for.
const COMMANDS: &[(&str, &[u8])] = &[
    ("AT", b""),
    ("ATI", b""),
    ("ATE0", b""),
    ("ATE1", b""),
    ("AT+CGMM", b""),
    ("AT+CGSN", b""),
    ("AT+CSQ", b""),
    ("AT+CPIN?", b""),
    ("AT+CREG?", b""),
    ("AT+CREG=2", b""),
    ("AT+CGPADDR=1", b""),
    ("AT+MIPCALL?", b""),
    ("AT+MIPCALL=1", b""),
    ("AT+CCLK?", b""),
    ("AT+MIPNTP=\"pool.ntp.org\",123", b""),
    ("AT+XYZ=1", b""),
    ("AT+CSQ;+CREG?", b""),
    ("AT+MQTTUSER=1,\"user\",\"password\"", b""),
    ("AT+MQTTUSER?", b""),
    ("AT+MQTTOPEN=1,\"broker.example\",1883,1,60", b""),
    ("AT+MQTTOPEN=2,\"broker.example\",1883,1,60", b""),
    ("AT+MQTTOPEN?", b""),
    ("AT+MQTTOPEN=?", b""),
    ("AT+MQTTSUB=1,\"demo/#\",1", b""),
    ("AT+MQTTSUB=2,\"demo/a\",0", b""),
    ("AT+MQTTUNSUB=1,\"demo/#\"", b""),
    ("AT+MQTTPUB=1,\"demo/a\",0,0,\"hello\"", b""),
    ("AT+MQTTPUB=1,\"demo/a\",1,0,\"hello\"", b""),
    ("AT+MQTTPUB=1,\"demo/b\",1,0,9", b"a\r\nOK\r\n> "),
    ("AT+MQTTPUB=2,\"demo/a\",0,0,8", b"AT+CSQ\r\n"),
    ("AT+GTSSLFILE=\"TRUSTFILE\",300", &[b'x'; 300]),
    ("AT+MQTTCONF=0", b""),
    ("AT+MQTTCONF=1", b""),
    ("AT+MQTTREAD=1", b""),
    ("AT+MQTTCLOSE=2", b""),
];

/// What others publish.
const PAYLOADS: &[&[u8]] = &[b"{\"a\":1}", b"two\r\nlines", b"\"\r\n\r\nOK\r\n", b"> ", b"\x00\xFF\r\n>\r\n", b""];

/// How many seeds, where `scripts/soak` asks for no more.
const SEEDS: u64 = 150;

/// One thing that was told, in the order in which it was.
#[derive(Debug, Clone, PartialEq)]
enum Told {
    Line(Role, bool, String),
    Other(String),
}

type Ended = (String, Result<Reply, Failure>);

#[derive(Default)]
struct Record {
    /// When, whether it came from the module, and the bytes.
    bytes: Vec<(u64, bool, Vec<u8>)>,
    told: Vec<Told>,
    ended: Vec<Ended>,
    end: u64,
    /// The same as the page keeps it.
    kept: Option<workbench_record::Record>,
}

impl Record {
    fn keep(&mut self, line: Line<'_>) {
        self.kept.get_or_insert_with(|| workbench_record::Record::with_budget(64 << 20)).write(line);
    }
}

fn told(event: &Event) -> Option<Told> {
    match event {
        Event::Line { raw, role, damaged, .. } => Some(Told::Line(*role, *damaged, raw.escape_ascii().to_string())),
        Event::Urc(_) | Event::Message(_) | Event::DataModeEntered | Event::DataModeLeft | Event::Rebooted => {
            Some(Told::Other(format!("{event:?}")))
        }
        _ => None,
    }
}

struct Leading {
    engine: Engine,
    module: VirtualModule,
    now: u64,
    record: Record,
    lines: Vec<String>,
}

impl Leading {
    fn new(seed: u64) -> Self {
        let config = sim::Config { seed, ..sim::Config::for_model("L610") };
        let mut module = VirtualModule::with_broker(config, PageBroker::new());
        module.tick(sim::Timestamp::ZERO);
        Self { engine: Engine::new(Config::default()), module, now: 0, record: Record::default(), lines: Vec::new() }
    }

    fn submit(&mut self, line: &str, data: &[u8]) {
        let data = (!data.is_empty()).then(|| data.to_vec());
        let request = Request::raw(line, data).unwrap();
        self.lines.push(line.to_owned());
        let id = RequestId(self.lines.len() as u64);
        self.input(Input::Submitted(id, request));
    }

    fn wait(&mut self, millis: u64) {
        let end = self.now + millis;
        loop {
            let Output::Wait(due) = self.engine.poll() else { panic!("not drained") };
            let wake = self.module.next_wake().map(sim::Timestamp::as_millis);
            let Some(next) = [due.map(|due| due.0), wake].into_iter().flatten().min().filter(|next| *next <= end)
            else {
                break;
            };
            self.now = self.now.max(next);
            self.module.tick(sim::Timestamp::from_millis(self.now));
            self.take_output();
            let Output::Wait(due) = self.engine.poll() else { panic!("not drained") };
            if due.is_some_and(|due| due.0 <= self.now) {
                self.input(Input::Tick);
            }
        }
        self.now = end;
        self.module.tick(sim::Timestamp::from_millis(end));
        self.take_output();
    }

    /// Hands over what the module printed, in pieces, as an adapter does.
    fn take_output(&mut self) {
        let bytes = self.module.take_output();
        for piece in bytes.chunks(61) {
            self.record.bytes.push((self.now, true, piece.to_vec()));
            self.input(Input::Received(piece));
        }
    }

    fn input(&mut self, input: Input<'_>) {
        self.engine.handle(Timestamp(self.now), input);
        loop {
            match self.engine.poll() {
                Output::Wait(_) => return,
                sent @ (Output::Transmit(_) | Output::Data(_)) => {
                    let (way, bytes) = match sent {
                        Output::Data(bytes) => (Direction::Data, bytes),
                        Output::Transmit(bytes) => (Direction::Command, bytes),
                        _ => unreachable!("matched above"),
                    };
                    self.record.keep(Line::new(self.now, way, &bytes));
                    self.record.bytes.push((self.now, false, bytes.clone()));
                    self.module.receive(sim::Timestamp::from_millis(self.now), &bytes);
                }
                Output::Event(event) => {
                    self.record.told.extend(told(&event));
                    if let Event::Line { raw, role, damaged, request } = &event {
                        let line = Line::new(self.now, Direction::Received(*role), raw).of(*request);
                        self.record.keep(Line { damaged: *damaged, ..line });
                    }
                    if let Event::Completed(RequestId(id), result) = event {
                        self.record.ended.push((self.lines[id as usize - 1].clone(), result));
                    }
                }
            }
        }
    }
}

fn lead(seed: u64) -> Record {
    let mut random = Random::new(seed);
    let mut leading = Leading::new(seed);
    leading.wait(8_000);
    for line in [
        "AT+MIPCALL=1",
        "AT+MQTTUSER=1,\"\",\"\",\"one\"",
        "AT+MQTTUSER=2,\"\",\"\",\"two\"",
        "AT+MQTTOPEN=1,\"broker.example\",1883,1,60",
        "AT+MQTTSUB=1,\"demo/#\",1",
    ] {
        leading.submit(line, b"");
        leading.wait(4_000);
    }
    for _ in 0..60 {
        match random.between(0, 12) {
            0 => leading.module.broker().disconnect_all(),
            1 if random.between(0, 4) == 0 => leading.module.power_cycle(sim::Timestamp::from_millis(leading.now)),
            1..=3 => {
                let payload = PAYLOADS[random.between(0, PAYLOADS.len() as u64 - 1) as usize];
                let message = Message { topic: "demo/a".into(), qos: 1, retain: false, payload: payload.to_vec() };
                leading.module.broker().publish(message);
            }
            _ => {
                let (line, data) = COMMANDS[random.between(0, COMMANDS.len() as u64 - 1) as usize];
                leading.submit(line, data);
            }
        }
        leading.wait(random.between(0, 2_500));
    }
    leading.wait(400_000);
    leading.input(Input::Lost);
    leading.record.end = leading.now;
    leading.record
}

fn listen(record: &Record) -> (Vec<Told>, Vec<Ended>) {
    let mut listener = Listener::new(Config::default().message_max);
    for (at, received, bytes) in &record.bytes {
        if *received { listener.received(Timestamp(*at), bytes) } else { listener.sent(Timestamp(*at), bytes) }
    }
    listener.tick(Timestamp(record.end));
    listener.lost();
    let (mut all, mut ended, mut lines) = (Vec::new(), Vec::new(), Vec::new());
    while let Some(heard) = listener.poll() {
        match heard {
            Heard::Command(_, line) => lines.push(String::from_utf8_lossy(&line).into_owned()),
            Heard::Data(_) => {}
            Heard::Event(event) => {
                all.extend(told(&event));
                if let Event::Completed(RequestId(id), result) = event {
                    ended.push((lines[id as usize - 1].clone(), result));
                }
            }
        }
    }
    (all, ended)
}

/// The ends that were told to whoever asked, among those that were heard; the others are the engine's own commands.
fn without_the_engines_own(heard: Vec<Ended>, told: &[Ended]) -> Vec<Ended> {
    let mut wanted = told.iter().peekable();
    let mut kept = Vec::new();
    for ended in heard {
        if wanted.peek().is_some_and(|next| **next == ended) {
            wanted.next();
            kept.push(ended);
        } else {
            let own = ["AT", "AT+MQTTREAD=1", "AT+MQTTREAD=2", "AT+MQTTOPEN?"].contains(&ended.0.as_str());
            let tried_again = ended.0.starts_with("AT+MQTTSUB=") && matches!(ended.1, Err(Failure::Rejected(_)));
            assert!(own || tried_again, "heard {ended:?}, where {:?} was told", wanted.peek());
        }
    }
    kept
}

#[test]
fn the_listener_tells_what_the_engine_told_of_the_same_bytes() {
    let (mut lines, mut ended_in_all) = (0, 0);
    let seeds = std::env::var("SOAK_SEEDS").ok().and_then(|seeds| seeds.parse().ok()).unwrap_or(SEEDS);
    for seed in 1..=seeds {
        let record = lead(seed);
        let (told, ended) = listen(&record);
        for (place, (heard, wanted)) in told.iter().zip(&record.told).enumerate() {
            assert_eq!(
                heard,
                wanted,
                "seed {seed}, place {place}: {:#?}",
                &record.told[place.saturating_sub(12)..place]
            );
        }
        assert_eq!(told.len(), record.told.len(), "seed {seed}");
        // What the queue still held when the module restarted was never sent.
        let sent = |line: &str| {
            record.bytes.iter().any(|(_, received, bytes)| !received && bytes.starts_with(line.as_bytes()))
        };
        let wanted: Vec<_> = record
            .ended
            .iter()
            .filter(|(line, result)| sent(line) && *result != Err(Failure::Rebooted))
            .cloned()
            .collect();
        let heard: Vec<_> = ended.into_iter().filter(|(_, result)| *result != Err(Failure::Rebooted)).collect();
        assert_eq!(without_the_engines_own(heard, &wanted), wanted, "seed {seed}");
        lines += told.len();
        ended_in_all += wanted.len();
    }
    assert!(lines > 10_000 && ended_in_all > 3_000, "hardly anything was said: {lines} lines, {ended_in_all} commands");
}

/// The messages that a listener tells of a record, with the lines that belong together in it.
fn read_again(record: &workbench_record::Record) -> (Vec<String>, Vec<Vec<u64>>) {
    let mut listener = Listener::new(Config::default().message_max);
    let mut end = 0;
    for entry in record.entries() {
        end = entry.line.at;
        match entry.line.direction {
            Direction::Received(_) => listener.received(Timestamp(end), entry.line.raw),
            Direction::Command | Direction::Data => listener.sent(Timestamp(end), entry.line.raw),
            Direction::Link(_) => {}
        }
    }
    listener.tick(Timestamp(end + 400_000));
    listener.lost();
    let mut messages = Vec::new();
    while let Some(heard) = listener.poll() {
        if let Heard::Event(event @ Event::Message(_)) = heard {
            messages.push(format!("{event:?}"));
        }
    }
    let mut exchanges = Exchanges::default();
    exchanges.grow(record);
    let all = (exchanges.first()..exchanges.end()).filter_map(|place| exchanges.at(place));
    (messages, all.map(|exchange| exchange.entries(record).map(|entry| entry.number).collect()).collect())
}

#[test]
fn a_session_file_gives_the_same_lines_exchanges_and_messages_again() {
    let mut messages_in_all = 0;
    for seed in 1..=40 {
        let led = lead(seed);
        let kept = led.kept.unwrap();
        let session = Session {
            header: Header::default(),
            record: kept.clone(),
            others: Default::default(),
            kept: Vec::new(),
            problems: Vec::new(),
            more_problems: 0,
        };
        let again = Session::read(&session.write(), Limits::default(), 64 << 20);
        assert_eq!((again.problems.len(), again.more_problems), (0, 0), "seed {seed}");
        assert!(again.record.entries().eq(kept.entries()), "seed {seed}");
        assert_eq!(read_again(&again.record), read_again(&kept), "seed {seed}");
        let told: Vec<String> = led
            .told
            .into_iter()
            .filter_map(|told| match told {
                Told::Other(text) if text.starts_with("Message(") => Some(text),
                _ => None,
            })
            .collect();
        messages_in_all += told.len();
        assert_eq!(read_again(&again.record).0, told, "seed {seed}");
    }
    assert!(messages_in_all > 100, "hardly any message came: {messages_in_all}");
}
