//! Each scenario in turn against whatever is on the line, and what it did under each: `--scenario all --report junit`.

mod driver;
mod ear;

use std::cell::RefCell;
use std::collections::VecDeque;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use workbench_record::Zero;

use crate::broker::{Broker, BrokerEvent, BrokerRequest, Connection};
use crate::config::Config;
use crate::page_broker::PageBroker;
use crate::scenario::Scenario;
use crate::tempo::Tempo;
use crate::time::Timestamp;
use crate::virtual_module::VirtualModule;

use super::judge::{self, Seen, Verdict};
use super::junit::{self, Case};
use super::line::{Line, Portion, Received, Unread};
use super::mqtt::RemoteBroker;
use super::options::{Options, Report};
use super::serve::say;
use driver::{Driver, Running};
use ear::Ear;

/// How long the loop sleeps at most: whether a driver has ended is looked at so often.
const GLANCE: Duration = Duration::from_millis(50);

enum News {
    FromHost(Portion),
    FromBroker(Connection, BrokerEvent),
}

/// Runs every scenario, and says the report. Whether all went well.
pub(super) fn run(options: &Options, report: &Report) -> io::Result<bool> {
    let (sender, news) = mpsc::channel();
    let from_host = sender.clone();
    let received: Received = Arc::new(move |portion| {
        let _ = from_host.send(News::FromHost(portion));
    });
    // A host that comes late reads from where it comes, and none at all stops nothing.
    let line = Line::open(&options.place, Unread::AreLost, received)?;
    let running = Running::default();
    running.end_on_signals(Link::new(report.link.clone()))?;
    let link = Link::new(report.link.clone());
    let mut bench = Bench { options, report, line, news, sender, link, running };
    bench.point()?;
    say(&format!("{{{}}}", bench.line.place()))?;
    let mut cases = Vec::new();
    for scenario in &report.scenarios {
        let case = bench.try_out(*scenario)?;
        // Who has closed standard error does not want to know.
        let _ = writeln!(io::stderr(), "{:<20} {}: {}", case.scenario.name(), case.verdict.words(), case.why);
        for found in &case.found {
            let _ = writeln!(io::stderr(), "{:<20} {}", "", found.says());
        }
        cases.push(case);
    }
    let xml = junit::report(&options.config.model, &cases);
    match &report.file {
        Some(file) => fs::write(file, xml)?,
        None => say(xml.trim_end())?,
    }
    Ok(cases.iter().all(|case| case.verdict == Verdict::Right))
}

/// The line, and what is at its ends.
struct Bench<'a> {
    options: &'a Options,
    report: &'a Report,
    line: Line,
    news: Receiver<News>,
    sender: Sender<News>,
    link: Link,
    running: Running,
}

impl Bench<'_> {
    /// One scenario, from power-up until the host has coped or its time is over.
    fn try_out(&mut self, scenario: Scenario) -> io::Result<Case> {
        // What is left of the scenario before.
        while self.news.try_recv().is_ok() {}
        let config = self.options.config.clone().with(&[scenario]);
        let published = Rc::default();
        let broker = Counting { inner: self.broker(&config)?, published: Rc::clone(&published) };
        let mut module = VirtualModule::with_broker(config, broker);
        let mut driver = self.start_driver()?;
        let start = Instant::now();
        let tempo = Tempo::new(self.options.speed);
        let outside = || u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
        let end = Timestamp::from_millis(self.report.seconds.saturating_mul(1_000));
        let mut seen = Seen::default();
        let mut ear = Ear::new();
        loop {
            let now = tempo.inside(outside()).min(end);
            if let Some(baud) = self.line.host_baud() {
                module.set_host_baud(baud);
            }
            module.tick(now);
            self.carry(&mut module, now, &mut ear)?;
            seen.tally = module.tally().clone();
            seen.published.clone_from(&published.borrow());
            if judge::has_coped(scenario, &seen) || now >= end {
                break;
            }
            // Nobody is there any more who could cope.
            seen.exited = driver.as_mut().and_then(Driver::ended);
            if seen.exited.is_some() {
                break;
            }
            let wake = module.next_wake().unwrap_or(end).min(end);
            let patience = Duration::from_millis(tempo.until(outside(), wake)).min(GLANCE);
            let next = match self.news.recv_timeout(patience) {
                Ok(next) => next,
                Err(RecvTimeoutError::Timeout) => continue,
                Err(RecvTimeoutError::Disconnected) => break,
            };
            let now = tempo.inside(outside());
            match next {
                News::FromHost(portion) => {
                    seen.last_heard = Some(now);
                    ear.sent(now, portion.bytes());
                    module.receive(now, portion.bytes());
                }
                News::FromBroker(connection, event) => {
                    module.broker().inner.hear(connection, event);
                    module.tick(now);
                }
            }
            self.carry(&mut module, now, &mut ear)?;
        }
        let took = tempo.inside(outside()).min(end);
        let (verdict, why) = judge::judge(scenario, &seen, took);
        let heard = ear.end();
        if let Some(folder) = &self.report.sessions {
            heard.keep(folder, scenario.name(), Zero(self.options.config.unix_time.saturating_mul(1_000)))?;
        }
        Ok(Case { scenario, verdict, why, found: heard.findings(), took: took.as_millis() })
    }

    /// Hands over what the module has said, and pulls or plugs in its cable.
    fn carry<B: Broker>(&mut self, module: &mut VirtualModule<B>, now: Timestamp, ear: &mut Ear) -> io::Result<()> {
        if module.is_plugged() != self.line.is_plugged() {
            if module.is_plugged() {
                self.line.plug_in()?;
                self.point()?;
            } else {
                self.line.unplug()?;
                self.link.remove();
            }
        }
        let bytes = module.take_output();
        if bytes.is_empty() {
            return Ok(());
        }
        ear.received(now, &bytes);
        self.line.send(&bytes)
    }

    /// Lets the link lead to where the line is now.
    fn point(&mut self) -> io::Result<()> {
        match self.line.terminal_name() {
            Some(name) => self.link.lead_to(Path::new(name)),
            None => Ok(()),
        }
    }

    fn broker(&self, config: &Config) -> io::Result<AnyBroker> {
        if self.options.broker.is_none() {
            return Ok(AnyBroker::Page(Box::new(PageBroker::of(config))));
        }
        let sender = self.sender.clone();
        let remote = RemoteBroker::start(self.options.broker.clone(), move |connection, event| {
            let _ = sender.send(News::FromBroker(connection, event));
        })?;
        Ok(AnyBroker::Remote(remote, VecDeque::new()))
    }

    /// Starts the driver anew, with the place of the line behind its arguments.
    fn start_driver(&self) -> io::Result<Option<Driver>> {
        let place = self.link.place().map(Path::to_path_buf);
        let place = place.or_else(|| self.line.terminal_name().map(PathBuf::from)).unwrap_or_default();
        Driver::start(&self.report.driver, &place, self.options.speed, &self.running)
    }
}

/// A file that leads to the terminal, wherever that is.
struct Link(Option<PathBuf>);

impl Link {
    const fn new(place: Option<PathBuf>) -> Self {
        Self(place)
    }

    fn place(&self) -> Option<&Path> {
        self.0.as_deref()
    }

    fn lead_to(&self, terminal: &Path) -> io::Result<()> {
        self.remove();
        match &self.0 {
            Some(place) => std::os::unix::fs::symlink(terminal, place),
            None => Ok(()),
        }
    }

    /// Removes the symbolic link. Anything else at that path stays.
    fn remove(&self) {
        let is_link = |place: &&PathBuf| fs::symlink_metadata(place).is_ok_and(|about| about.is_symlink());
        if let Some(place) = self.0.as_ref().filter(is_link) {
            let _ = fs::remove_file(place);
        }
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.remove();
    }
}

/// The broker of the page, or a real one.
enum AnyBroker {
    Page(Box<PageBroker>),
    Remote(RemoteBroker, VecDeque<(Connection, BrokerEvent)>),
}

impl AnyBroker {
    fn hear(&mut self, connection: Connection, event: BrokerEvent) {
        if let Self::Remote(_, events) = self {
            events.push_back((connection, event));
        }
    }
}

impl Broker for AnyBroker {
    fn handle(&mut self, now: Timestamp, connection: Connection, request: BrokerRequest) {
        match self {
            Self::Page(broker) => broker.handle(now, connection, request),
            Self::Remote(broker, events) => {
                if broker.ask(connection, request).is_err() {
                    events.push_back((connection, BrokerEvent::Unreachable));
                }
            }
        }
    }

    fn tick(&mut self, now: Timestamp) {
        if let Self::Page(broker) = self {
            broker.tick(now);
        }
    }

    fn poll(&mut self) -> Option<(Connection, BrokerEvent)> {
        match self {
            Self::Page(broker) => broker.poll(),
            Self::Remote(_, events) => events.pop_front(),
        }
    }

    fn next_wake(&self) -> Option<Timestamp> {
        if let Self::Page(broker) = self { broker.next_wake() } else { None }
    }
}

/// A broker, with the times of what was published.
struct Counting {
    inner: AnyBroker,
    published: Rc<RefCell<Vec<Timestamp>>>,
}

impl Broker for Counting {
    fn handle(&mut self, now: Timestamp, connection: Connection, request: BrokerRequest) {
        if matches!(request, BrokerRequest::Publish(_)) {
            self.published.borrow_mut().push(now);
        }
        self.inner.handle(now, connection, request);
    }

    fn tick(&mut self, now: Timestamp) {
        self.inner.tick(now);
    }

    fn poll(&mut self) -> Option<(Connection, BrokerEvent)> {
        self.inner.poll()
    }

    fn next_wake(&self) -> Option<Timestamp> {
        self.inner.next_wake()
    }
}
