//! Plays a story's host to the virtual module, and compares what the module answers, byte for byte.

use fibocom_sim::{Config, Message, PageBroker, Timestamp, User, VirtualModule};

use crate::story::{Piece, Start, Step, Story, Switch, World, printed};

/// How long is listened after each step for bytes that the story does not have.
const BREATH: u64 = 400;

/// How long bytes that the story has are waited for.
const PATIENCE: u64 = 30_000;

/// What the module did before the story, by how far it has come.
const REGISTERED: &[&str] = &["AT+CMEE=1"];
const DIALLED: &[&str] = &["AT+MIPCALL=1"];
const CONNECTED: &[&str] = &["AT+MQTTUSER=1,\"user\",\"password\"", "AT+MQTTOPEN=1,\"broker.example\",1883,1,60"];

struct Host {
    module: VirtualModule,
    now: Timestamp,
    /// What has come and no step has taken yet.
    came: Vec<u8>,
}

/// Replays a story. An error names the line and what went wrong.
pub(crate) fn replay(story: &Story) -> Result<(), String> {
    let config = Config { echo: story.echo == Switch::On, ..Config::for_model(story.series()) };
    let module = VirtualModule::with_broker(config, PageBroker::new());
    let mut host = Host { module, now: Timestamp::ZERO, came: Vec::new() };
    host.begin(story.start);
    for (index, (number, step)) in story.steps.iter().enumerate() {
        let rest = story.steps.iter().skip(index + 1).map(|(_, step)| step);
        let next = rest.into_iter().find(|step| !matches!(step, Step::Expect(_)));
        host.step(step, next).map_err(|problem| format!("{}:{number}: {problem}", story.name))?;
    }
    host.wait(2_000);
    host.nothing_more().map_err(|problem| format!("{}: at its end, {problem}", story.name))
}

impl Host {
    fn begin(&mut self, start: Start) {
        self.module.tick(self.now);
        let before = match start {
            Start::PowerUp => return,
            Start::Ready => [REGISTERED, &[], &[]],
            Start::Dialled => [REGISTERED, DIALLED, &[]],
            Start::Connected => [REGISTERED, DIALLED, CONNECTED],
        };
        self.wait(10_000);
        for command in before.concat() {
            self.send(format!("{command}\r").as_bytes());
            self.wait(5_000);
        }
        let came = std::mem::take(&mut self.came);
        let came = String::from_utf8_lossy(&came);
        assert!(!came.contains("ERROR"), "the beginning failed: {came}");
        assert!(start != Start::Connected || came.contains("+MQTTOPEN: 1,1"), "the beginning failed: {came}");
    }

    fn step(&mut self, step: &Step, next: Option<&Step>) -> Result<(), String> {
        match step {
            Step::Send(line) => {
                self.nothing_more()?;
                self.send(format!("{line}\r").as_bytes());
            }
            Step::Data(data) => {
                self.nothing_more()?;
                self.send(data);
            }
            Step::Receive(pieces) => {
                self.receive(pieces)?;
                if !matches!(next, Some(Step::Wait(_) | Step::Receive(_))) {
                    self.wait(BREATH);
                    self.nothing_more()?;
                }
            }
            Step::Wait(span) => self.wait(u64::try_from(span.as_millis()).unwrap_or(u64::MAX)),
            Step::Happens(event) => {
                self.nothing_more()?;
                self.happens(event);
            }
            Step::Expect(_) => {}
        }
        Ok(())
    }

    fn send(&mut self, bytes: &[u8]) {
        self.module.receive(self.now, bytes);
        self.came.extend(self.module.take_output());
    }

    fn happens(&mut self, event: &World) {
        match event {
            World::Publish { qos, topic, payload } => self.module.broker().publish(Message {
                topic: topic.clone(),
                qos: *qos,
                retain: false,
                payload: payload.clone(),
            }),
            World::BrokerEnds => self.module.broker().disconnect_all(),
            World::BrokerAdmits { username, password } => {
                let user = User { username: username.clone(), password: password.clone() };
                self.module.broker().admit_only(vec![user]);
            }
            World::Power => self.module.power_cycle(self.now),
        }
        self.module.tick(self.now);
        self.came.extend(self.module.take_output());
    }

    /// Lets time pass, with a tick at every moment that the module asks for.
    fn wait(&mut self, millis: u64) {
        let end = self.now.plus(millis);
        while let Some(wake) = self.module.next_wake().filter(|wake| *wake <= end) {
            self.now = wake;
            self.module.tick(wake);
        }
        self.now = end;
        self.module.tick(end);
        self.came.extend(self.module.take_output());
    }

    fn receive(&mut self, pieces: &[Piece]) -> Result<(), String> {
        let end = self.now.plus(PATIENCE);
        loop {
            match take(pieces, &self.came) {
                Match::Whole(length) => {
                    self.came.drain(..length);
                    return Ok(());
                }
                Match::Begun if self.now < end => {
                    let next = self.module.next_wake().unwrap_or(end).min(end);
                    self.wait(next.since(self.now));
                }
                Match::Begun | Match::Differs => {
                    let (came, expected) = (self.came.escape_ascii(), printed(pieces));
                    return Err(format!("the module printed {came}\n  instead of {}", expected.escape_ascii()));
                }
            }
        }
    }

    fn nothing_more(&self) -> Result<(), String> {
        if self.came.is_empty() {
            return Ok(());
        }
        Err(format!("the module also printed {}", self.came.escape_ascii()))
    }
}

enum Match {
    /// All of it, in so many bytes.
    Whole(usize),
    /// As far as bytes have come.
    Begun,
    Differs,
}

fn take(pieces: &[Piece], came: &[u8]) -> Match {
    let mut at = 0;
    for piece in pieces {
        let rest = came.get(at..).unwrap_or_default();
        match piece {
            Piece::Bytes(bytes) if rest.starts_with(bytes) => at += bytes.len(),
            Piece::Bytes(bytes) if bytes.starts_with(rest) => return Match::Begun,
            Piece::Bytes(_) => return Match::Differs,
            Piece::Varies { kind, .. } => {
                let length = rest.iter().take_while(|byte| kind.takes(**byte)).count();
                match (length, rest.len()) {
                    (length, all) if length == all => return Match::Begun,
                    (0, _) => return Match::Differs,
                    _ => at += length,
                }
            }
        }
    }
    Match::Whole(at)
}
