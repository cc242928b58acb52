//! The link with one module, and what leads it: the engine that speaks over it, and the record of every byte.
//!
//! Plain async code without a user interface: it runs in the browser and, in virtual time, in native tests.

mod change;
mod dialogue;
mod driver;
mod handle;
mod listeners;
pub mod probe;
pub mod procedure;
mod stranger;
mod waits;

use std::{cell::RefCell, future::Future, rc::Rc, time::Duration};

use fibocom_at::commands::{Consequence, End};
use fibocom_at::engine::Answer;
use fibocom_at::{Engine, Event, RequestId};
use futures::channel::mpsc;
use workbench_record::{Direction, Line, LineFault, LinkChange, Record, Zero};

pub use dialogue::{Dialogue, Progress};
pub use handle::Handle;
pub(crate) use listeners::{Heard, Listeners};
pub use waits::WaitsFor;

pub(crate) use crate::clock::Millis;
use crate::clock::{BrowserClock, Clock};
use crate::transport::{Link, LostReason};

/// What the driver of a link tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DriverEvent {
    /// What the engine tells from here on was read then, in milliseconds of the record: its lines have the same time.
    ReadAt(u64),
    /// The engine has something to tell.
    Engine(Event),
    /// A command goes out that makes the module give something up.
    Asked(RequestId, Consequence),
    /// A command goes out for whose data the module will ask, which ends so.
    MayAsk(RequestId, End),
    /// The module asked for the data of a command, and it is on its way.
    Prompted,
    /// So much of that data has been handed to the line.
    DataSent(DataSent),
    /// The record has grown.
    Written,
    /// The line of this number, told as part of a reply, was an unsolicited code.
    TakenBack(u64),
    /// Reading failed and goes on; bytes were probably lost.
    Recovered(LineFault),
    /// A line came damaged: bytes of it are missing.
    Damaged,
    /// A line came with a byte doubled or changed.
    Changed,
    /// A line came that says that another program sends on this line, too.
    Stranger,
    /// An answer never came that came before to the same command, while the module listens.
    AnswerTaken,
    /// The computer slept, or the page was not let run, for longer than a browser holds timers back. The module went on meanwhile.
    Slept,
    /// The link is gone; nothing follows.
    Lost(LostReason),
}

/// How far the data of a command has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DataSent {
    /// Bytes that the line has taken.
    pub sent: usize,
    /// Bytes in all.
    pub total: usize,
}

/// The record, shared between the driver that writes and the screens that read.
pub type SharedRecord = Rc<RefCell<Record>>;

/// How many bytes of memory the record may take: some three hundred thousand lines as modules print them.
const BUDGET: usize = 32 << 20;

/// How many bytes of memory may wait beside it for somebody who keeps them elsewhere.
const LEAVING: usize = 4 << 20;

/// An empty record, within the budget of a page.
#[must_use]
pub fn new_record() -> SharedRecord {
    let mut record = Record::with_budget(BUDGET);
    record.hold_leaving(LEAVING);
    Rc::new(RefCell::new(record))
}

/// Starts to lead an open link. The second value is its work, for the caller to spawn.
pub(crate) fn start(
    link: Link,
    clock: Rc<dyn Clock>,
    record: SharedRecord,
) -> (Handle, impl Future<Output = ()> + use<>) {
    let (orders, received) = handle::orders();
    let listeners = Listeners::default();
    let handle = Handle::new(orders, listeners.clone(), Rc::clone(&clock), Rc::clone(&link.transport));
    let stranger = stranger::Stranger::begun(clock.now().0);
    let driver = driver::Driver {
        link,
        clock,
        record,
        engine: Engine::default(),
        orders: received,
        listeners,
        answers: Vec::new(),
        command: Vec::new(),
        prompted: None,
        stranger,
    };
    (handle, driver.run())
}

/// Starts to lead an open link in the browser, on its clock. The second value is its work, for the caller to spawn.
pub fn start_in_browser(link: Link, record: SharedRecord) -> (Handle, impl Future<Output = ()> + use<>) {
    start(link, Rc::new(BrowserClock), record)
}

/// Asks a port, in the browser and on its clock, whether a module answers.
pub(crate) async fn probe_in_browser(
    link: &mut Link,
    record: &SharedRecord,
    patience: probe::Patience,
    waits_for: Option<WaitsFor>,
    tell: &dyn Fn(probe::Stage),
    answers: &mut mpsc::Receiver<Answer>,
) -> probe::Finding {
    let mut surroundings = probe::Surroundings { clock: &BrowserClock, record, tell, answers };
    probe::probe(link, &mut surroundings, patience, waits_for).await
}

/// Notes now, on the browser's clock, what happened to a link before anything led it or after that ended.
pub fn note_in_browser(record: &SharedRecord, change: &LinkChange) {
    record.borrow_mut().write(Line::new(BrowserClock.now().0, Direction::Link(change), b""));
}

/// The unix time from which all times of this page count: that at which it was loaded.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "times of this century are positive and fit"
)]
pub fn zero_in_browser() -> Zero {
    let clock = web_sys::window().and_then(|window| window.performance());
    Zero(clock.map_or(0.0, |clock| clock.time_origin()).max(0.0) as u64)
}

/// Waits, on the browser's clock.
pub(crate) async fn sleep_in_browser(time: Duration) {
    BrowserClock.sleep(time).await;
}

/// Milliseconds since the page was loaded.
#[must_use]
pub fn now_in_browser() -> u64 {
    BrowserClock.now().0
}

#[cfg(test)]
pub(crate) mod tests;
