//! The loop of the program: lines, the broker and the clock around one module and the ports beside it.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, Write};
use std::process;
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use crate::broker::{BrokerEvent, Connection};
use crate::config::Config;
use crate::hand::Hand;
use crate::module::{Input, Module, Output};
use crate::scenario::Scenario;
use crate::tempo::Tempo;
use crate::time::Timestamp;

use super::control;
use super::line::{Line, Portion, Received, Unread};
use super::mqtt::RemoteBroker;
use super::options::{Options, Place, StandardInput};

/// How long an end may wait for a line that takes no more bytes.
const LAST_WORDS: Duration = Duration::from_millis(300);

/// Orders of the line alone: the module goes on without it, and does not know.
const DATA_OUT: &str = "data out";
const DATA_IN: &str = "data in";

enum News {
    /// Bytes on the line of this number; 0 is the module's own.
    FromHost(usize, Portion),
    FromBroker(Connection, BrokerEvent),
    Order(String),
    Stop,
}

/// Serves one module until a signal comes or, if wanted, standard input ends.
pub(super) fn serve(options: Options) -> io::Result<()> {
    let start = Instant::now();
    let (sender, news) = mpsc::channel();
    let from_broker = sender.clone();
    let broker = RemoteBroker::start(options.broker, move |connection, event| {
        let _ = from_broker.send(News::FromBroker(connection, event));
    })?;
    let log = options.raw_log.map(|path| OpenOptions::new().create(true).append(true).open(path)).transpose()?;
    let mut desk = Desk { broker, log };
    let tempo = Tempo::new(options.speed);
    let outside = || u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    let now = || tempo.inside(outside());

    let mut seats = vec![Seat::open(0, options.config.clone(), &options.place, &sender)?];
    for (number, port) in (1..).zip(&options.beside) {
        let config = Config { faults: port.faults().to_vec(), ..options.config.clone() };
        seats.push(Seat::open(number, config, &Place::Pty, &sender)?);
    }
    stop_on_signals(sender.clone())?;
    if options.stdin != StandardInput::Unused {
        thread::spawn(move || take_orders(&sender, options.stdin));
    }
    for seat in &mut seats {
        seat.tell(now(), Input::Powered, &mut desk)?;
    }
    // Said only now, so that no TCP host comes in the middle of what an instant boot prints.
    say(&places(&seats, &options.beside))?;
    loop {
        let wake = seats.iter().filter_map(|seat| seat.wake).min();
        let patience =
            wake.map_or(Duration::from_secs(3600), |wake| Duration::from_millis(tempo.until(outside(), wake)));
        match news.recv_timeout(patience) {
            Ok(News::FromHost(number, portion)) => {
                if let Some(seat) = seats.get_mut(number) {
                    seat.note(now(), '>', portion.bytes(), &mut desk)?;
                    seat.tell(now(), Input::Received(portion.bytes()), &mut desk)?;
                }
            }
            Ok(News::FromBroker(connection, event)) => {
                if let Some(seat) = seats.first_mut() {
                    seat.tell(now(), Input::Broker(connection, event), &mut desk)?;
                }
            }
            Ok(News::Order(line)) if line.trim() == DATA_OUT => {
                if let Some(seat) = seats.first_mut() {
                    seat.line.unplug()?;
                }
                tell_on(&control::answer(&Ok(())));
            }
            Ok(News::Order(line)) if line.trim() == DATA_IN => {
                if let Some(seat) = seats.first_mut() {
                    seat.line.unplug()?;
                    seat.line.plug_in()?;
                    tell_on(&format!("{{{}}}", seat.line.place()));
                }
            }
            Ok(News::Order(line)) => {
                let hand = Hand::parse(&line).map_err(|error| error.to_string());
                if let (Ok(hand), Some(seat)) = (&hand, seats.first_mut()) {
                    seat.obey(now(), hand, &mut desk)?;
                }
                tell_on(&control::answer(&hand.map(|_| ())));
            }
            Err(RecvTimeoutError::Timeout) => {}
            Ok(News::Stop) | Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
        for seat in &mut seats {
            if seat.wake.is_some_and(|wake| wake <= now()) {
                seat.tell(now(), Input::Tick, &mut desk)?;
            }
        }
    }
}

/// A module, or a port beside it, at its line.
struct Seat {
    number: usize,
    module: Module,
    line: Line,
    wake: Option<Timestamp>,
}

/// What all of them share. Ports beside the module ask no broker.
struct Desk {
    broker: RemoteBroker,
    log: Option<File>,
}

impl Seat {
    fn open(number: usize, config: Config, place: &Place, sender: &Sender<News>) -> io::Result<Self> {
        let from_host = sender.clone();
        let received: Received = Arc::new(move |portion| {
            let _ = from_host.send(News::FromHost(number, portion));
        });
        let unread = if number == 0 { Unread::Wait } else { Unread::AreLost };
        let line = Line::open(place, unread, received)?;
        Ok(Self { number, module: Module::new(config), line, wake: None })
    }

    fn tell(&mut self, now: Timestamp, input: Input<'_>, desk: &mut Desk) -> io::Result<()> {
        if let Some(baud) = self.line.host_baud() {
            self.module.set_host_baud(baud);
        }
        self.module.handle(now, input);
        self.drain(now, desk)
    }

    fn obey(&mut self, now: Timestamp, hand: &Hand, desk: &mut Desk) -> io::Result<()> {
        self.module.lend_hand(now, hand);
        self.drain(now, desk)
    }

    /// Fulfils the module's wishes until it waits.
    fn drain(&mut self, now: Timestamp, desk: &mut Desk) -> io::Result<()> {
        loop {
            match self.module.poll() {
                Output::Transmit(bytes) => {
                    self.note(now, '<', &bytes, desk)?;
                    self.line.send(&bytes)?;
                }
                Output::Broker(connection, request) => desk.broker.ask(connection, request)?,
                Output::Unplugged => {
                    self.line.unplug()?;
                    tell_on("{\"unplugged\":true}");
                }
                Output::Plugged => {
                    self.line.plug_in()?;
                    tell_on(&format!("{{{}}}", self.line.place()));
                }
                Output::Wait(wake) => {
                    self.wake = wake;
                    return Ok(());
                }
            }
        }
    }

    /// Writes to the log what goes over the module's own line.
    fn note(&self, now: Timestamp, direction: char, bytes: &[u8], desk: &mut Desk) -> io::Result<()> {
        match &mut desk.log {
            Some(log) if self.number == 0 => {
                writeln!(log, "{} {direction} {}", now.as_millis(), bytes.escape_ascii())
            }
            _ => Ok(()),
        }
    }
}

/// Where the module is, and the ports beside it: one line of JSON.
fn places(seats: &[Seat], beside: &[Scenario]) -> String {
    let Some((first, others)) = seats.split_first() else { return String::new() };
    let first = first.line.place();
    if others.is_empty() {
        return format!("{{{first}}}");
    }
    let row = |(seat, port): (&Seat, &Scenario)| format!("{{{},\"port\":\"{}\"}}", seat.line.place(), port.name());
    let rows: Vec<_> = others.iter().zip(beside).map(row).collect();
    format!("{{{first},\"beside\":[{}]}}", rows.join(","))
}

/// Says a line, which somebody may wait for.
pub(super) fn say(line: &str) -> io::Result<()> {
    let mut stdout = io::stdout();
    writeln!(stdout, "{line}")?;
    stdout.flush()
}

/// Says a later line: who has read the first may have closed standard output.
fn tell_on(line: &str) {
    let _ = say(line);
}

fn take_orders(sender: &Sender<News>, stdin: StandardInput) {
    for line in io::stdin().lock().lines().map_while(Result::ok) {
        if sender.send(News::Order(line)).is_err() {
            return;
        }
    }
    if stdin == StandardInput::Parent {
        stop(sender);
    }
}

fn stop_on_signals(sender: Sender<News>) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGINT])?;
    thread::spawn(move || {
        if signals.forever().next().is_some() {
            stop(&sender);
        }
    });
    Ok(())
}

/// Asks the loop to end; ends the process when the loop is stuck in a line that nobody reads.
fn stop(sender: &Sender<News>) {
    let _ = sender.send(News::Stop);
    thread::sleep(LAST_WORDS);
    process::exit(0);
}
