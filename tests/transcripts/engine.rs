//! Plays a story's module to the engine, and compares what the engine sends and tells.

use std::collections::VecDeque;

use fibocom_at::engine::{Config, Drain, Engine, Event, Input, Output, Timestamp};
use fibocom_at::{Profile, Request, RequestId};
use fibocom_sim::Random;

use crate::story::{Fetch, Step, Story, printed};
use crate::words::describe;

/// How the bytes of one step are cut before they reach the engine.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Split {
    /// Not at all.
    Whole,
    /// After every byte.
    Bytes,
    /// At random, by this seed.
    Random(u64),
}

/// How long is listened after each step: longer than the engine waits for more of a message, shorter than its other limits.
const BREATH: u64 = 400;

/// How long a command may wait before it leaves.
const PATIENCE: u64 = 2_000;

struct Player {
    engine: Engine,
    now: u64,
    split: Split,
    random: Random,
    /// What the engine sent and no step has taken yet.
    sent: VecDeque<Vec<u8>>,
    /// What the engine told and no step has expected yet.
    told: Vec<String>,
    fed: Vec<u8>,
    lines: Vec<u8>,
    submitted: u64,
    completed: Vec<RequestId>,
}

/// Replays a story. An error names the line, the split and what went wrong.
pub(crate) fn replay(story: &Story, split: Split) -> Result<(), String> {
    let drain = if story.fetch == Fetch::Automatic { Drain::Automatic } else { Drain::ByHand };
    let profile = Profile::named(story.series()).unwrap_or_else(|| Profile::for_model(story.series()));
    let message_max = profile.message_max;
    let mut player = Player {
        engine: Engine::new(Config { drain, message_max, ..Config::default() }),
        now: 1_000,
        split,
        random: Random::new(if let Split::Random(seed) = split { seed } else { 1 }),
        sent: VecDeque::new(),
        told: Vec::new(),
        fed: Vec::new(),
        lines: Vec::new(),
        submitted: 0,
        completed: Vec::new(),
    };
    for (index, (number, step)) in story.steps.iter().enumerate() {
        let rest = story.steps.get(index + 1..).unwrap_or_default();
        player.step(step, rest).map_err(|problem| format!("{}:{number}: {split:?}: {problem}", story.name))?;
    }
    player.finish().map_err(|problem| format!("{}: {split:?}: at its end, {problem}", story.name))
}

impl Player {
    fn step(&mut self, step: &Step, rest: &[(usize, Step)]) -> Result<(), String> {
        match step {
            Step::Send(line) => return self.send(line, rest),
            Step::Data(data) => return self.has_sent(data),
            Step::Receive(pieces) => self.receive(&printed(pieces)),
            Step::Wait(span) => self.wait(u64::try_from(span.as_millis()).unwrap_or(u64::MAX)),
            Step::Happens(_) => {}
            Step::Expect(expected) => {
                let told = std::mem::take(&mut self.told);
                return if told == *expected { Ok(()) } else { Err(difference(&told, expected)) };
            }
        }
        self.wait(BREATH);
        match rest.first() {
            Some((_, Step::Expect(_))) => Ok(()),
            _ if self.told.is_empty() => Ok(()),
            _ => Err(difference(&self.told, &[])),
        }
    }

    /// Submits a command, unless the engine has sent it of its own accord, and sees it leave.
    fn send(&mut self, line: &str, rest: &[(usize, Step)]) -> Result<(), String> {
        if self.sent.is_empty() {
            let until_next = rest.iter().take_while(|(_, step)| !matches!(step, Step::Send(_)));
            let data = until_next.into_iter().find_map(|(_, step)| match step {
                Step::Data(data) => Some(data.clone()),
                _ => None,
            });
            let request = Request::raw(line, data).map_err(|problem| format!("refused: {problem}"))?;
            self.submitted += 1;
            self.input(Input::Submitted(RequestId(self.submitted), request));
        }
        let end = self.now + PATIENCE;
        while self.sent.is_empty() && self.now < end {
            self.wait(100);
        }
        self.has_sent(format!("{line}\r").as_bytes())
    }

    fn has_sent(&mut self, expected: &[u8]) -> Result<(), String> {
        match self.sent.pop_front() {
            Some(sent) if sent == expected => Ok(()),
            sent => {
                let sent = sent.map_or_else(|| "nothing".to_owned(), |sent| sent.escape_ascii().to_string());
                Err(format!("the engine sent {sent}, not {}", expected.escape_ascii()))
            }
        }
    }

    fn receive(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while !rest.is_empty() {
            let size = match self.split {
                Split::Whole => rest.len(),
                Split::Bytes => 1,
                Split::Random(_) => usize::try_from(self.random.between(1, 40)).unwrap_or(1).min(rest.len()),
            };
            let (chunk, after) = rest.split_at(size);
            self.fed.extend_from_slice(chunk);
            self.input(Input::Received(chunk));
            self.wait(1);
            rest = after;
        }
    }

    /// Lets time pass, with a tick at every moment that the engine asks for.
    fn wait(&mut self, millis: u64) {
        let end = self.now + millis;
        for turn in 0.. {
            assert!(turn < 1_000, "the engine asks for the same moment again and again: {:?}", self.engine);
            let Output::Wait(Some(due)) = self.engine.poll() else { break };
            if due.0 > end {
                break;
            }
            self.now = self.now.max(due.0);
            self.input(Input::Tick);
        }
        self.now = end;
    }

    fn input(&mut self, input: Input<'_>) {
        self.engine.handle(Timestamp(self.now), input);
        loop {
            let event = match self.engine.poll() {
                Output::Wait(_) => return,
                Output::Transmit(bytes) | Output::Data(bytes) => {
                    self.sent.push_back(bytes);
                    continue;
                }
                Output::Event(event) => event,
            };
            if let Event::Line { raw, .. } = &event {
                self.lines.extend_from_slice(raw);
            }
            if let Event::Completed(id, _) = &event {
                self.completed.push(*id);
            }
            self.told.extend(describe(&event));
        }
    }

    /// At the end nothing may be left: no command without its end, no byte that was not told.
    fn finish(mut self) -> Result<(), String> {
        self.wait(1_000);
        if !self.told.is_empty() {
            return Err(difference(&self.told, &[]));
        }
        if let Some(sent) = self.sent.pop_front() {
            return Err(format!("the engine has sent {}", sent.escape_ascii()));
        }
        let all: Vec<_> = (1..=self.submitted).map(RequestId).collect();
        // One that only waits for its status line is passed by others.
        self.completed.sort_unstable();
        if self.completed != all {
            return Err(format!("of {} commands these were completed: {:?}", self.submitted, self.completed));
        }
        if self.lines != self.fed || !self.engine.unfinished().is_empty() {
            return Err(format!("told {}\nof   {}", self.lines.escape_ascii(), self.fed.escape_ascii()));
        }
        Ok(())
    }
}

fn difference(told: &[String], expected: &[String]) -> String {
    let lines = |events: &[String]| events.iter().map(|event| format!("\n    = {event}")).collect::<String>();
    format!("the engine told{}\n  instead of{}", lines(told), lines(expected))
}
