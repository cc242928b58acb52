//! The loop that leads a link: link events, orders and the clock go into the engine; its output goes to the link and the record.

use std::{
    collections::{HashMap, VecDeque},
    rc::Rc,
    time::Duration,
};

use fibocom_at::commands::consequences;
use fibocom_at::secrets::of_command;
use fibocom_at::{Engine, Event, Failure, Input, Output, Reply, RequestId, Timestamp, private_key};
use futures::channel::mpsc;
use futures::future::{Fuse, FusedFuture, LocalBoxFuture};
use futures::{FutureExt, StreamExt, select_biased};
use workbench_record::{Direction, Line, LineFault, LinkChange};

use super::dialogue::{Dialogue, Progress};
use super::handle::{Order, Requester};
use super::listeners::Listeners;
use super::stranger::{Sign, Stranger};
use super::{DataSent, DriverEvent, SharedRecord};
use crate::clock::{Clock, Millis};
use crate::guard::{self, Way};
use crate::transport::{Data, Link, LinkError, LinkEvent, LostReason};

pub(super) struct Driver {
    pub(super) link: Link,
    pub(super) clock: Rc<dyn Clock>,
    pub(super) record: SharedRecord,
    pub(super) engine: Engine,
    pub(super) orders: mpsc::Receiver<Order>,
    pub(super) listeners: Listeners<DriverEvent>,
    /// What is answered once everybody has been told.
    pub(super) answers: Vec<(Requester, Result<Reply, Failure>)>,
    /// The last command line that was sent: the data that follows belongs to it.
    pub(super) command: Vec<u8>,
    /// The request that the module asked data for last.
    pub(super) prompted: Option<RequestId>,
    pub(super) stranger: Stranger,
}

/// Who awaits which answer.
type Awaited = HashMap<RequestId, Requester>;

/// The longest sleep. Timers that are far off are looked at again, since a sleeping computer stops them.
const LONGEST_SLEEP: Duration = Duration::from_secs(60);

/// By how much a timer is too late when the computer has slept or the page was not let run.
const OVERSLEPT: Duration = Duration::from_secs(5);

/// By how much a timer is too late when the computer has slept for certain. A page that nobody looks at is let run once a minute.
const SLEPT: Duration = Duration::from_secs(120);

/// How long what came meanwhile is heard, before what has passed its limit is ended.
const HEAR_FIRST: Duration = Duration::from_millis(500);

/// How long a turn of the loop lasts at most while more and more comes.
const TURN: Duration = Duration::from_millis(10);

/// How much data is handed to the line at a time: a quarter of a second at 9600 baud.
const CHUNK: usize = 256;

/// What keeps how a request goes, where somebody wants to know.
fn dialogue_of(awaited: &Awaited, request: Option<RequestId>) -> Option<&Dialogue> {
    awaited.get(&request?)?.dialogue.as_ref()
}

/// Whether a command line has something in it that is no business of others.
fn holds_secrets(command: &[u8]) -> bool {
    of_command(command).iter().any(|span| span.kind.is_secret())
}

/// What is on its way out: the bytes, how many of them the line has taken, and who wants to know.
struct Outgoing {
    bytes: Rc<[u8]>,
    taken: usize,
    /// None for a command line.
    data: Option<Option<Dialogue>>,
}

/// What wakes the loop where nothing else does.
type Timer = Fuse<LocalBoxFuture<'static, ()>>;

/// The sending of one piece.
type Sending = Fuse<LocalBoxFuture<'static, Result<(), LinkError>>>;

/// How long the clock stood still between two moments, each with what the clock on the wall showed: a system may stop it while the computer sleeps.
/// A clock on the wall that somebody sets looks the same; the module is then asked once in vain.
fn stood_still(before: (Millis, u64), now: (Millis, u64)) -> Duration {
    let passed = now.1.saturating_sub(before.1);
    Duration::from_millis(passed.saturating_sub(now.0.0.saturating_sub(before.0.0)))
}

impl Driver {
    pub(super) async fn run(mut self) {
        let mut awaited = Awaited::new();
        let mut outbox: VecDeque<Outgoing> = VecDeque::new();
        let mut sending: Sending = Fuse::terminated();
        let mut since = self.clock.now();
        let (mut woken, mut hear_first) = (false, false);
        let (mut timer, mut wake): (Timer, _) = (Fuse::terminated(), since);
        let mut looked = (since, self.clock.on_the_wall());
        let reason = loop {
            let due = self.pump(&mut awaited, &mut outbox);
            self.hand_over().await;
            if sending.is_terminated()
                && let Some(outgoing) = outbox.front()
            {
                sending = self.send(outgoing).fuse();
            }
            // Whatever comes without a pause must not keep the page from anything else.
            if self.clock.now() >= since + TURN {
                self.clock.give_way().await;
                since = self.clock.now();
            }
            let due =
                if std::mem::take(&mut hear_first) { Some(Timestamp((self.clock.now() + HEAR_FIRST).0)) } else { due };
            let wait = due.map_or(LONGEST_SLEEP, |due| {
                Duration::from_millis(due.0.saturating_sub(self.clock.now().0)).min(LONGEST_SLEEP)
            });
            // A timer that ends sooner does as well: the engine is looked at in vain, which costs less than a timer for each line that comes. One whose
            // time went by while other things came first would seem to have overslept.
            let now = self.clock.now();
            if timer.is_terminated() || now + wait < wake || wake <= now {
                (timer, wake) = (self.clock.sleep(wait).fuse(), now + wait);
            }
            let closed = select_biased! {
                sent = sending => { self.sent(sent.is_ok(), &mut outbox); None }
                order = self.orders.next() => self.order(order, &mut awaited),
                event = self.link.events.next() => self.link_event(event),
                () = timer => {
                    // The computer slept, or the page was not let run. What came meanwhile is heard before anything is called late.
                    let overslept = self.clock.now() > wake + OVERSLEPT;
                    let before = std::mem::replace(&mut looked, (self.clock.now(), self.clock.on_the_wall()));
                    if looked.0 > wake + SLEPT || stood_still(before, looked) > SLEPT {
                        self.listeners.tell(DriverEvent::Slept);
                    }
                    if overslept && !std::mem::replace(&mut woken, true) {
                        hear_first = true;
                    } else {
                        woken = false;
                        self.feed(Input::Tick);
                    }
                    None
                }
            };
            if let Some(reason) = closed {
                break reason;
            }
        };
        self.feed(Input::Lost);
        self.pump(&mut awaited, &mut outbox);
        self.hand_over().await;
        self.note(&LinkChange::Ended((&reason).into()));
        self.link.events.close();
        self.link.transport.close().await;
        self.listeners.tell(DriverEvent::Lost(reason));
        self.hand_over().await;
        self.listeners.leave().await;
    }

    /// Hands over what was told, and then answers: whoever asked finds everything true that follows from the answer.
    async fn hand_over(&mut self) {
        self.listeners.hand_over().await;
        for (requester, result) in self.answers.drain(..) {
            // Whoever asked may have stopped waiting.
            let _ = requester.answer.send(result);
        }
    }

    /// Does what the engine wants done; when it wants to be looked at again.
    fn pump(&mut self, awaited: &mut Awaited, outbox: &mut VecDeque<Outgoing>) -> Option<Timestamp> {
        let mut request = None;
        let mut written = false;
        let mut is_timed = false;
        // All that is told of the same bytes has the same time.
        let now = self.clock.now().0;
        loop {
            match self.engine.poll() {
                Output::Transmit(bytes) => {
                    if let Some(id) = request {
                        for consequence in consequences(&String::from_utf8_lossy(&bytes)) {
                            self.listeners.tell(DriverEvent::Asked(id, consequence));
                        }
                        if let Some(end) = awaited.get(&id).and_then(|requester| requester.data) {
                            self.listeners.tell(DriverEvent::MayAsk(id, end));
                        }
                    }
                    if let Some(dialogue) = dialogue_of(awaited, request) {
                        dialogue.set(Progress::Command);
                    }
                    self.stranger.sent(request, &bytes);
                    self.note_sent(Direction::Command, &bytes, request.take());
                    written = true;
                    outbox.push_back(Outgoing { bytes: bytes.into(), taken: 0, data: None });
                }
                Output::Data(bytes) => {
                    self.listeners.tell(DriverEvent::Prompted);
                    self.note_sent(Direction::Data, &bytes, self.prompted);
                    written = true;
                    let dialogue = dialogue_of(awaited, self.prompted).cloned();
                    let outgoing = Outgoing { bytes: bytes.into(), taken: 0, data: Some(dialogue) };
                    self.tell_data(&outgoing);
                    outbox.push_back(outgoing);
                }
                Output::Event(Event::Started(id)) => {
                    request = Some(id);
                    self.listeners.tell(DriverEvent::Engine(Event::Started(id)));
                }
                Output::Event(Event::Line { raw, role, damaged, request: owner }) => {
                    if role == fibocom_at::Role::Prompt {
                        self.prompted = owner;
                    }
                    if let Some(dialogue) = dialogue_of(awaited, owner) {
                        dialogue.hear(role, &raw);
                    }
                    let line = Line::new(now, Direction::Received(role), &raw).of(owner);
                    self.record.borrow_mut().write(Line { damaged, ..line });
                    if damaged {
                        self.listeners.tell(DriverEvent::Damaged);
                    } else if let Some(sign) = self.stranger.hears(now, role, &raw) {
                        self.listeners.tell(match sign {
                            Sign::Stranger => DriverEvent::Stranger,
                            Sign::Lost => DriverEvent::Damaged,
                            Sign::Changed => DriverEvent::Changed,
                        });
                    }
                    written = true;
                }
                Output::Event(Event::TakenBack(id)) => {
                    if let Some(dialogue) = dialogue_of(awaited, Some(id)) {
                        dialogue.take_back();
                    }
                    if let Some(number) = self.record.borrow_mut().take_back(id) {
                        self.listeners.tell(DriverEvent::TakenBack(number));
                    }
                }
                Output::Event(event) => {
                    if !std::mem::replace(&mut is_timed, true) {
                        self.listeners.tell(DriverEvent::ReadAt(now));
                    }
                    if self.stranger.follows(now, &event) {
                        self.listeners.tell(DriverEvent::AnswerTaken);
                    }
                    if let Event::Completed(id, result) = &event
                        && let Some(requester) = awaited.remove(id)
                    {
                        self.answers.push((requester, result.clone()));
                    }
                    if event == Event::Rebooted {
                        self.note(&LinkChange::Restarted);
                        written = true;
                    }
                    self.listeners.tell(DriverEvent::Engine(event));
                }
                Output::Wait(due) => {
                    if written {
                        self.listeners.tell(DriverEvent::Written);
                    }
                    return due;
                }
            }
        }
    }

    /// Hands the next piece to the line, which takes it when it can; meanwhile the module is heard.
    fn send(&self, Outgoing { bytes, taken, data }: &Outgoing) -> LocalBoxFuture<'static, Result<(), LinkError>> {
        let (transport, bytes, from) = (Rc::clone(&self.link.transport), Rc::clone(bytes), *taken);
        let to = if data.is_some() { bytes.len().min(from + CHUNK) } else { bytes.len() };
        transport.sends_of(data.as_ref().map(|_| Data { bytes: Rc::clone(&bytes), given: from }));
        async move { transport.send(bytes.get(from..to).unwrap_or_default()).await }.boxed_local()
    }

    /// A piece has gone out. Data is sent to its end, whoever waits for it: a module that waits for the rest would take the next command for
    /// it. A failure to send is followed by the loss of the link, which is heard there.
    fn sent(&self, is_sent: bool, outbox: &mut VecDeque<Outgoing>) {
        let Some(outgoing) = outbox.front_mut() else { return };
        let all = outgoing.bytes.len();
        outgoing.taken = match outgoing.data {
            Some(_) if is_sent => all.min(outgoing.taken + CHUNK),
            _ => all,
        };
        if is_sent {
            self.tell_data(outgoing);
        }
        if outgoing.taken == all {
            self.link.transport.sends_of(None);
            outbox.pop_front();
        }
    }

    /// Tells how far data is.
    fn tell_data(&self, Outgoing { bytes, taken, data }: &Outgoing) {
        let Some(dialogue) = data else { return };
        let data = DataSent { sent: *taken, total: bytes.len() };
        if let Some(dialogue) = dialogue {
            dialogue.set(Progress::Data(data));
        }
        self.listeners.tell(DriverEvent::DataSent(data));
    }

    /// Writes down what is sent, but for private keys.
    fn note_sent(&mut self, direction: Direction<'_>, bytes: &[u8], request: Option<RequestId>) {
        let is_key = direction == Direction::Data && private_key::is_private_key(&self.command, bytes);
        let kept = if is_key { &[] } else { bytes };
        if direction == Direction::Command {
            self.command = kept.to_vec();
        }
        let now = self.clock.now().0;
        match is_key {
            true => guard::keep_line(now, Way::Withheld, &(bytes.len() as u64).to_le_bytes()),
            false => guard::keep_line(now, Way::Sent, bytes),
        }
        if direction == Direction::Command && holds_secrets(bytes) {
            guard::keep_secret(guard::COMMAND, bytes);
        }
        let line = Line { length: bytes.len() as u64, ..Line::new(now, direction, kept) };
        self.record.borrow_mut().write(line.of(request));
    }

    /// Writes down what happened to the link.
    fn note(&self, change: &LinkChange) {
        self.record.borrow_mut().write(Line::new(self.clock.now().0, Direction::Link(change), b""));
    }

    fn feed(&mut self, input: Input<'_>) {
        self.engine.handle(Timestamp(self.clock.now().0), input);
    }

    fn link_event(&mut self, event: Option<LinkEvent>) -> Option<LostReason> {
        match event {
            Some(LinkEvent::Received(bytes)) => {
                guard::keep_line(self.clock.now().0, Way::Received, &bytes);
                self.feed(Input::Received(&bytes));
                None
            }
            Some(LinkEvent::Recovered(fault)) => {
                let fault = LineFault::from(fault);
                self.note(&LinkChange::Disturbed(fault));
                self.listeners.tell(DriverEvent::Written);
                self.listeners.tell(DriverEvent::Recovered(fault));
                None
            }
            Some(LinkEvent::Lost(reason)) => Some(reason),
            None => Some(LostReason::Closed),
        }
    }

    fn order(&mut self, order: Option<Order>, awaited: &mut Awaited) -> Option<LostReason> {
        match order {
            Some(Order::Submit(id, request, requester)) => {
                awaited.insert(id, requester);
                self.feed(Input::Submitted(id, request));
                None
            }
            Some(Order::Cancel(id)) => {
                self.feed(Input::Cancelled(id));
                None
            }
            Some(Order::Answer(answer)) => {
                self.feed(Input::Answered(answer));
                None
            }
            Some(Order::Configure(config)) => {
                self.engine.configure(config);
                None
            }
            Some(Order::Close) | None => Some(LostReason::Closed),
        }
    }
}
