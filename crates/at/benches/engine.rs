//! How fast does the engine turn bytes into messages, beside a bare loop that only finds the line ends of the same bytes?
//!
//! Both take turns within one run, so that a busy machine slows both; the best of the turns counts.

#![expect(clippy::print_stdout, reason = "a benchmark is there to print its figures")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use fibocom_at::engine::{Config, Drain, Engine, Event, Input, Output, Timestamp};
use fibocom_at::{Request, RequestId};

/// How much is printed or read in one turn.
const STREAM: usize = 16 << 20;

/// How much comes at once: what a browser hands over from a USB serial port.
const CHUNK: usize = 4 << 10;

const TURNS: usize = 7;

/// What one turn brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Yield {
    messages: usize,
    /// Payload bytes, or bytes in lines.
    bytes: usize,
}

/// The best time of a way to work through a stream.
struct Best {
    time: Duration,
    yielded: Yield,
}

impl Best {
    fn new() -> Self {
        Self { time: Duration::MAX, yielded: Yield { messages: 0, bytes: 0 } }
    }

    fn turn(&mut self, work: impl FnOnce() -> Yield) {
        let start = Instant::now();
        self.yielded = black_box(work());
        self.time = self.time.min(start.elapsed());
    }
}

fn main() {
    println!("{:<34}{:>10}{:>14}{:>10}{:>8}", "", "MB/s", "messages/s", "bare MB/s", "ratio");
    let direct: Vec<_> = (0..).scan(0, |length, n| next(length, direct_message(n))).collect();
    compare("printed, 48-byte JSON", &direct.concat(), printed);
    for size in [48, 1024] {
        let replies: Vec<_> = (0..).scan(0, |length, n| next(length, read_reply(n, size))).collect();
        compare(&format!("read by length, {size}-byte JSON"), &replies.concat(), |_| read(&replies));
    }
}

/// Goes on until the stream is long enough.
fn next(length: &mut usize, bytes: Vec<u8>) -> Option<Vec<u8>> {
    *length += bytes.len();
    (*length <= STREAM).then_some(bytes)
}

fn json(number: usize, size: usize) -> String {
    let head = format!("{{\"n\":{number:08},\"state\":\"run\",\"text\":\"");
    format!("{head}{:x<width$}\"}}", "", width = size.saturating_sub(head.len() + 2))
}

fn direct_message(number: usize) -> Vec<u8> {
    format!("\r\n+MQTTMSG: 1,0,\"plant/7/press\",\"{}\"\r\n", json(number, 48)).into_bytes()
}

fn read_reply(number: usize, size: usize) -> Vec<u8> {
    format!("\r\n+MQTTREAD: 1,0,13,{size},\"plant/7/press\",\"{}\"\r\n\r\nOK\r\n", json(number, size)).into_bytes()
}

fn compare(name: &str, stream: &[u8], engine: impl Fn(&[u8]) -> Yield) {
    let (mut with_engine, mut bare) = (Best::new(), Best::new());
    for _ in 0..TURNS {
        with_engine.turn(|| engine(stream));
        bare.turn(|| line_ends(stream));
    }
    let Yield { messages, bytes } = with_engine.yielded;
    assert!(messages > 0 && bytes > 0, "{name}: nothing came");
    assert_eq!(bare.yielded.bytes, stream.len(), "{name}: the bare loop lost bytes");
    let rate = |amount: usize, time: Duration| amount as f64 / time.as_secs_f64();
    println!(
        "{name:<34}{:>10.0}{:>14.0}{:>10.0}{:>8.1}",
        rate(stream.len(), with_engine.time) / 1e6,
        rate(messages, with_engine.time),
        rate(stream.len(), bare.time) / 1e6,
        with_engine.time.as_secs_f64() / bare.time.as_secs_f64(),
    );
}

/// The least that must be done with the bytes: cut them at their line ends.
fn line_ends(stream: &[u8]) -> Yield {
    let mut yielded = Yield { messages: 0, bytes: 0 };
    for chunk in stream.chunks(CHUNK) {
        let mut rest = chunk;
        while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
            yielded.messages += 1;
            yielded.bytes += end + 1;
            rest = rest.get(end + 1..).unwrap_or_default();
        }
        yielded.bytes += rest.len();
    }
    yielded
}

/// Messages that the module prints, in chunks, a millisecond each.
fn printed(stream: &[u8]) -> Yield {
    let mut engine = Engine::default();
    let mut yielded = Yield { messages: 0, bytes: 0 };
    let mut now = 0;
    for chunk in stream.chunks(CHUNK) {
        now += 1;
        engine.handle(Timestamp(now), Input::Received(chunk));
        drain(&mut engine, &mut yielded);
    }
    engine.handle(Timestamp(now + 1_000), Input::Tick);
    drain(&mut engine, &mut yielded);
    assert_eq!(yielded.messages * direct_message(0).len(), stream.len(), "messages are missing");
    yielded
}

/// Messages that are asked for one by one.
fn read(replies: &[Vec<u8>]) -> Yield {
    let mut engine = Engine::new(Config { drain: Drain::ByHand, ..Config::default() });
    let mut yielded = Yield { messages: 0, bytes: 0 };
    for (now, reply) in (1..).zip(replies) {
        let Ok(request) = Request::raw("AT+MQTTREAD=1", None) else { return yielded };
        engine.handle(Timestamp(now), Input::Submitted(RequestId(now), request));
        drain(&mut engine, &mut yielded);
        engine.handle(Timestamp(now), Input::Received(reply));
        drain(&mut engine, &mut yielded);
    }
    assert_eq!(yielded.messages, replies.len(), "messages are missing");
    yielded
}

fn drain(engine: &mut Engine, yielded: &mut Yield) {
    loop {
        match engine.poll() {
            Output::Wait(_) => return,
            Output::Event(Event::Message(message)) => {
                yielded.messages += 1;
                yielded.bytes += message.payload.len();
            }
            other => _ = black_box(&other),
        }
    }
}
