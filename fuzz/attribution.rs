//! Does any answer go to another command? A model of a module answers in any order of replies, codes, chunks and time-outs that a
//! module can print, and knows whom it answered.
//!
//! The model works like a module: it takes one command after the other, keeps what is typed meanwhile, and takes what is typed
//! behind its prompt for data. Every answer carries the number of the request that it is for.

#[path = "attribution/kinds.rs"]
mod kinds;

use std::collections::{HashMap, VecDeque};

use fibocom_at::engine::{Config, Drain, Engine, Event, Input, Output, Timestamp};
use fibocom_at::reply::{Detail, Rejection};
use fibocom_at::{Failure, Reply, RequestId};

use kinds::{DATA, KINDS, Kind};

/// How long the model waits for data before it gives up (000, 1.7).
const GIVES_UP: u64 = 30_000;

/// Stands for the reason among the status lines.
const REASON: &str = "+CME ERROR";

/// What the model does with a command that it has read.
#[derive(Debug, Clone, Copy)]
struct Plan {
    /// The request; 0 for the engine's own `AT`.
    id: u64,
    kind: Option<Kind>,
    client: u8,
    /// How long until it answers, or asks for the data.
    after: u64,
    /// Whether it refuses.
    refuses: bool,
    /// How long after OK the status comes, if it comes.
    status_after: Option<u64>,
    status: u8,
}

/// What the model is doing.
#[derive(Debug)]
enum Doing {
    Nothing,
    /// It answers at that time.
    Working(u64, Plan),
    /// It asked for data at that time.
    Waiting(u64, Plan, usize),
}

/// What became of a request on the model's side.
#[derive(Debug, Default, Clone, Copy)]
struct Truth {
    said_ok: bool,
    refused: bool,
    /// The status that was said, the worse of two, and how many were.
    status: Option<u8>,
    statuses: u8,
    /// Whether the broker's reason was said.
    reason: bool,
}

struct Model<'a> {
    script: &'a [u8],
    doing: Doing,
    /// What was typed, and whether it was typed as data.
    typed: VecDeque<(u8, bool)>,
    /// Status lines to come: when, client, tag, status.
    statuses: Vec<(u64, u8, &'static str, u8, u64)>,
    /// What it has printed and has not come yet.
    out: VecDeque<u8>,
    truth: HashMap<u64, Truth>,
    kinds: HashMap<u64, (Kind, u8)>,
}

impl Model<'_> {
    fn draw(&mut self) -> u8 {
        let Some((first, rest)) = self.script.split_first() else { return 0 };
        self.script = rest;
        *first
    }

    /// A span that is mostly short and sometimes longer than any limit but the module's own.
    fn span(&mut self, longest: u64) -> u64 {
        let byte = self.draw();
        let span = match byte {
            0..=99 => u64::from(byte),
            100..=199 => u64::from(byte - 99) * 100,
            _ => u64::from(byte - 199) * 2_000,
        };
        span.min(longest)
    }

    fn print(&mut self, line: &str) {
        self.out.extend(format!("\r\n{line}\r\n").bytes());
    }

    fn act(&mut self, now: u64) {
        loop {
            match std::mem::replace(&mut self.doing, Doing::Nothing) {
                Doing::Nothing => {
                    let Some(end) = self.typed.iter().position(|(byte, _)| *byte == b'\r') else { return };
                    let line: Vec<u8> = self.typed.drain(..=end).map(|(byte, _)| byte).collect();
                    let line = String::from_utf8_lossy(&line).trim().to_owned();
                    let plan = self.plan(&line);
                    self.doing = Doing::Working(now + plan.after, plan);
                }
                Doing::Working(at, plan) if at <= now => {
                    if let (Some(Kind::Upload | Kind::WithoutData), false) = (plan.kind, plan.refuses) {
                        self.out.extend(b"\r\n> ");
                        self.doing = Doing::Waiting(now, plan, 0);
                    } else {
                        self.answer(now, plan);
                    }
                }
                Doing::Waiting(since, plan, mut got) => {
                    while got < DATA.len() {
                        let Some((byte, is_data)) = self.typed.pop_front() else { break };
                        assert!(is_data, "{:?} was typed into the prompt of {plan:?}", char::from(byte));
                        got += 1;
                    }
                    if got == DATA.len() {
                        self.answer(now, plan);
                    } else if now >= since + GIVES_UP {
                        self.truth.entry(plan.id).or_default().refused = true;
                        self.print(&format!("+CME ERROR: {}", 1_000 + plan.id));
                    } else {
                        self.doing = Doing::Waiting(since, plan, got);
                        return;
                    }
                }
                working @ Doing::Working(..) => {
                    self.doing = working;
                    return;
                }
            }
        }
    }

    fn plan(&mut self, line: &str) -> Plan {
        let number = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap_or(0);
        let id = match line.split('"').nth(1) {
            Some(id) => number(id),
            None => line.split(['Q', '=']).next_back().map_or(0, number),
        };
        let Some((kind, client)) = self.kinds.get(&id).copied() else {
            // The engine's own AT: a module that has nothing else to do answers at once.
            let after = u64::from(self.draw() % 200);
            return Plan { id: 0, kind: None, client: 0, after, refuses: false, status_after: None, status: 0 };
        };
        let longest = if matches!(kind, Kind::Upload | Kind::WithoutData) { 30_000 } else { 110_000 };
        let (after, flags) = (self.span(longest), self.draw());
        // What need not come is not waited for as long, and may come as long after that.
        let latest = if kind == Kind::Publish(0) { 60_000 } else { 110_000 };
        let status_after = (flags & 6 != 0).then(|| self.span(latest));
        Plan { id, kind: Some(kind), client, after, refuses: flags & 1 != 0, status_after, status: flags >> 3 & 1 }
    }

    fn answer(&mut self, now: u64, plan: Plan) {
        let Plan { id, kind, client, refuses, status_after, status, .. } = plan;
        let Some(kind) = kind else {
            self.print("OK");
            return;
        };
        let truth = self.truth.entry(id).or_default();
        if refuses {
            truth.refused = true;
            self.print(&format!("+CME ERROR: {}", 1_000 + id));
            return;
        }
        truth.said_ok = true;
        match kind {
            Kind::Query => self.print(&format!("+CSQ: {id},99")),
            Kind::Text => self.print(&format!("L610-{id}")),
            Kind::Unknown => self.print(&format!("answer {id}")),
            Kind::Publish(_) | Kind::Twice | Kind::Upload | Kind::WithoutData | Kind::Open => {
                let tag = if kind == Kind::Open { "+MQTTOPEN" } else { "+MQTTPUB" };
                if let (Kind::Open, Some(after), 0) = (kind, status_after, status) {
                    // The reason comes before the status or behind it, or not at all.
                    match id % 3 {
                        0 => self.statuses.push((now + after.saturating_sub(50), client, REASON, 0, id)),
                        1 => self.statuses.push((now + after + 50, client, REASON, 0, id)),
                        _ => {}
                    }
                }
                if let Some(after) = status_after {
                    self.statuses.push((now + after, client, tag, status, id));
                }
                if kind == Kind::Twice {
                    let (after, flags) = (self.span(110_000), self.draw());
                    if flags & 6 != 0 {
                        self.statuses.push((now + after, client, tag, flags & 1, id));
                    }
                }
            }
        }
        self.print("OK");
    }

    fn say_statuses(&mut self, now: u64) {
        let (due, later) = std::mem::take(&mut self.statuses).into_iter().partition(|(at, ..)| *at <= now);
        self.statuses = later;
        let due: Vec<_> = due;
        for (_, client, tag, status, id) in due {
            let truth = self.truth.entry(id).or_default();
            if tag == REASON {
                truth.reason = true;
                self.print("+CME ERROR: 703");
                continue;
            }
            truth.status = Some(truth.status.map_or(status, |before| before.min(status)));
            truth.statuses += 1;
            if (tag, status) == ("+MQTTOPEN", 1) {
                // What the connection before it owed will not come any more.
                self.statuses.retain(|(_, owed, tag, ..)| *owed != client || *tag != "+MQTTPUB");
            }
            self.print(&format!("{tag}: {client},{status}"));
        }
    }
}

struct Bench<'a> {
    model: Model<'a>,
    engine: Engine,
    now: u64,
    submitted: u64,
    completed: u64,
}

impl Bench<'_> {
    fn submit(&mut self) {
        let kind = KINDS.get(usize::from(self.model.draw()) % KINDS.len()).copied().unwrap_or(Kind::Query);
        let byte = self.model.draw();
        let client = byte % 2 + 1;
        let kind = if kind == Kind::Publish(1) && byte >= 0xC0 { Kind::Twice } else { kind };
        self.submitted += 1;
        self.model.kinds.insert(self.submitted, (kind, client));
        let request = kind.request(self.submitted, client);
        self.input(Input::Submitted(RequestId(self.submitted), request));
    }

    /// Lets time pass, a step of the engine's or the model's at a time.
    fn wait(&mut self, millis: u64) {
        let end = self.now + millis;
        let mut turns = 0_u32;
        while self.now < end {
            turns += 1;
            assert!(
                turns < 100_000,
                "the engine asks for the same moment again and again at {}: {:?}",
                self.now,
                self.engine
            );
            let Output::Wait(due) = self.engine.poll() else { unreachable!("not drained") };
            let due = due.map_or(end, |due| due.0.max(self.now));
            let doing = match &self.model.doing {
                Doing::Working(at, _) => *at,
                Doing::Waiting(since, ..) => since + GIVES_UP,
                Doing::Nothing => end,
            };
            let status = self.model.statuses.iter().map(|(at, ..)| *at).min().unwrap_or(end);
            let busy = if self.model.out.is_empty() { end } else { self.now + 1 };
            let next = [due, doing, status, busy, end].into_iter().min().unwrap_or(end).max(self.now);
            // A moment that is due now is dealt with now; otherwise time goes on.
            self.now = if next == self.now && due > self.now { self.now + 1 } else { next };
            self.model.act(self.now);
            self.model.say_statuses(self.now);
            self.receive();
            self.input(Input::Tick);
        }
    }

    /// What the model printed comes in chunks of any size.
    fn receive(&mut self) {
        if self.model.out.is_empty() {
            return;
        }
        let size = match self.model.draw() % 4 {
            0 => 1 + usize::from(self.model.draw() % 7),
            1 => 16,
            _ => self.model.out.len(),
        };
        let chunk: Vec<u8> = self.model.out.drain(..size.min(self.model.out.len())).collect();
        self.input(Input::Received(&chunk));
    }

    fn input(&mut self, input: Input<'_>) {
        self.engine.handle(Timestamp(self.now), input);
        loop {
            match self.engine.poll() {
                Output::Wait(_) => break,
                Output::Transmit(bytes) => self.model.typed.extend(bytes.into_iter().map(|byte| (byte, false))),
                Output::Data(bytes) => self.model.typed.extend(bytes.into_iter().map(|byte| (byte, true))),
                Output::Event(Event::Completed(RequestId(id), result)) => {
                    self.completed += 1;
                    self.check(id, &result);
                }
                Output::Event(_) => {}
            }
        }
        self.model.act(self.now);
    }

    /// What a requester is told is what the model did for it, or that nobody knows.
    fn check(&self, id: u64, result: &Result<Reply, Failure>) {
        let truth = self.model.truth.get(&id).copied().unwrap_or_default();
        let kind = self.model.kinds.get(&id).map(|(kind, _)| *kind);
        match result {
            Ok(reply) => {
                assert!(truth.said_ok, "{id} {kind:?} was told OK, and the module did not say so");
                for line in &reply.lines {
                    let line = String::from_utf8_lossy(line);
                    let numbers = line.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
                    assert!(numbers.into_iter().any(|number| number == id.to_string()), "{id} was given {line}");
                }
                assert!(reply.status.is_none() || truth.status == Some(1), "{id} was told status 1: {truth:?}");
                assert!(
                    kind != Some(Kind::Twice) || truth.statuses == 2,
                    "{id} was told that both are done: {truth:?}"
                );
            }
            Err(Failure::Rejected(Rejection::Cme(Detail::Code(703)))) => {
                assert!(truth.reason, "{id} {kind:?} was given another's reason");
            }
            Err(Failure::Rejected(Rejection::Cme(Detail::Code(code)))) => {
                assert!(truth.refused && u64::from(*code) == 1_000 + id, "{id} was given error {code}");
            }
            Err(Failure::Rejected(other)) => unreachable!("{id} was given {other:?}, which nobody said"),
            Err(Failure::Failed(status)) => {
                assert_eq!(truth.status.map(u32::from), Some(*status), "{id} was told that it failed");
            }
            Err(_) => {}
        }
    }
}

/// No answer goes to another command, whatever the module says when.
pub(crate) fn attribution(input: &[u8]) {
    let model = Model {
        script: input,
        doing: Doing::Nothing,
        typed: VecDeque::new(),
        statuses: Vec::new(),
        out: VecDeque::new(),
        truth: HashMap::new(),
        kinds: HashMap::new(),
    };
    let engine = Engine::new(Config { drain: Drain::ByHand, ..Config::default() });
    let mut bench = Bench { model, engine, now: 1_000, submitted: 0, completed: 0 };
    while !bench.model.script.is_empty() && bench.submitted < 200 {
        match bench.model.draw() % 8 {
            0..=2 => bench.submit(),
            3 => {
                let id = u64::from(bench.model.draw()) % (bench.submitted + 1);
                bench.input(Input::Cancelled(RequestId(id)));
            }
            4 => {
                let codes = ["+SIM READY", "+MQTTMSGI: 1,0,1,1", "+CREG: 1", "+MIPCALL: 10.0.0.1", "RDY"];
                if let Some(code) = codes.get(usize::from(bench.model.draw()) % codes.len()) {
                    bench.model.print(code);
                }
                bench.wait(1);
            }
            _ => {
                let span = bench.model.span(120_000);
                bench.wait(span);
            }
        }
    }
    bench.wait(600_000);
    bench.input(Input::Lost);
    assert_eq!(bench.completed, bench.submitted, "commands that ended");
}
