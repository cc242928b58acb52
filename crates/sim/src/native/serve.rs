//! The loop of the program: the line, the broker and the clock around one module.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::process;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use crate::broker::{BrokerEvent, Connection};
use crate::module::{Input, Module, Output};
use crate::time::Timestamp;

use super::line::Line;
use super::mqtt::RemoteBroker;
use super::options::Options;

/// How long an end may wait for a line that takes no more bytes.
const LAST_WORDS: Duration = Duration::from_millis(300);

enum News {
    FromHost(Vec<u8>),
    FromBroker(Connection, BrokerEvent),
    Stop,
}

/// Serves one module until a signal comes or, if wanted, standard input ends.
pub(super) fn serve(options: Options) -> io::Result<()> {
    let start = Instant::now();
    let (sender, news) = mpsc::channel();
    let from_host = sender.clone();
    let (line, place) = Line::open(&options.place, move |bytes| {
        let _ = from_host.send(News::FromHost(bytes));
    })?;
    let from_broker = sender.clone();
    let broker = RemoteBroker::start(options.broker, move |connection, event| {
        let _ = from_broker.send(News::FromBroker(connection, event));
    })?;
    stop_on_signals(sender.clone())?;
    if options.exit_with_parent {
        thread::spawn(move || {
            let _ = io::copy(&mut io::stdin().lock().by_ref(), &mut io::sink());
            stop(&sender);
        });
    }
    let log = options.raw_log.map(|path| OpenOptions::new().create(true).append(true).open(path)).transpose()?;
    let mut desk = Desk { line, broker, log };

    let mut module = Module::new(options.config);
    let now = || Timestamp::from_millis(u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX));
    module.handle(now(), Input::Powered);
    let mut wake = desk.drain(&mut module, now())?;
    // Said only now, so that no TCP host comes in the middle of what an instant boot prints.
    let mut stdout = io::stdout();
    writeln!(stdout, "{place}")?;
    stdout.flush()?;
    loop {
        let patience = wake.map_or(Duration::from_secs(3600), |wake| Duration::from_millis(wake.since(now())));
        match news.recv_timeout(patience) {
            Ok(News::FromHost(bytes)) => {
                desk.note(now(), '>', &bytes)?;
                module.handle(now(), Input::Received(&bytes));
            }
            Ok(News::FromBroker(connection, event)) => module.handle(now(), Input::Broker(connection, event)),
            Err(RecvTimeoutError::Timeout) => module.handle(now(), Input::Tick),
            Ok(News::Stop) | Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
        wake = desk.drain(&mut module, now())?;
    }
}

/// Everything the module's wishes go to.
struct Desk {
    line: Line,
    broker: RemoteBroker,
    log: Option<File>,
}

impl Desk {
    /// Fulfils the module's wishes until it waits; gives the time it waits for.
    fn drain(&mut self, module: &mut Module, now: Timestamp) -> io::Result<Option<Timestamp>> {
        loop {
            match module.poll() {
                Output::Transmit(bytes) => {
                    self.note(now, '<', &bytes)?;
                    self.line.send(&bytes)?;
                }
                Output::Broker(connection, request) => self.broker.ask(connection, request)?,
                Output::Wait(wake) => return Ok(wake),
            }
        }
    }

    fn note(&mut self, now: Timestamp, direction: char, bytes: &[u8]) -> io::Result<()> {
        match &mut self.log {
            Some(log) => writeln!(log, "{} {direction} {}", now.as_millis(), bytes.escape_ascii()),
            None => Ok(()),
        }
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
