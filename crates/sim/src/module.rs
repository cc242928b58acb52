//! The module: bytes and broker news in, bytes and broker requests out, every delay in virtual time.

mod flood;
mod held;
mod speech;
mod tally;
mod troubled;
mod waiting;
mod wording;

use std::collections::VecDeque;

use crate::agenda::Agenda;
use crate::broker::{BrokerEvent, BrokerRequest, Connection, Message};
use crate::cable::Cable;
use crate::call::Call;
use crate::clouds::CloudDevice;
use crate::commands::{self, Command};
use crate::config::{Config, Pace};
use crate::device::{Action, Device};
use crate::fault::{BootWords, Echo};
use crate::line::{Received, Receiver};
use crate::random::Random;
use crate::reply::{Effect, Finish, Later, Outcome, Reply, Upload};
use crate::time::Timestamp;
use crate::troubles::Troubles;
use crate::way::Way;

use flood::Flood;
use held::Order;
pub use tally::Tally;
use waiting::Waiting;

/// How long an upload may take before the module goes on with what has come (000, 1.7.4).
const UPLOAD_PATIENCE: u64 = 30_000;

/// Keeps the draws of travelling messages apart from the others, so that none changes a delay, an address or a signal.
const APART: u64 = 0x9B05_688C_2B3E_6C1F;

/// What reaches the module.
#[derive(Debug)]
pub enum Input<'a> {
    /// Power comes on, or is taken away and comes back.
    Powered,
    /// Bytes from the host.
    Received(&'a [u8]),
    /// News from the broker.
    Broker(Connection, BrokerEvent),
    /// Time has passed.
    Tick,
}

/// What the module wants.
#[derive(Debug, PartialEq, Eq)]
pub enum Output {
    /// These bytes go to the host.
    Transmit(Vec<u8>),
    /// This goes to the broker.
    Broker(Connection, BrokerRequest),
    /// The module's USB device goes: the host loses its port.
    Unplugged,
    /// It is there again: the host can open its port anew.
    Plugged,
    /// Nothing more now; a [`Input::Tick`] is wanted at this time, if any.
    Wait(Option<Timestamp>),
}

/// A virtual module. After each [`Module::handle`], drain [`Module::poll`] until [`Output::Wait`].
pub struct Module {
    device: Device,
    receiver: Receiver,
    agenda: Agenda<Due>,
    state: State,
    waiting: Waiting,
    out: VecDeque<Output>,
    flood: Option<Flood>,
    troubles: Troubles,
    cable: Cable,
    /// Between this module and the broker.
    way: Way,
    /// Whether the cable is out, and with it the power.
    cable_is_out: bool,
    /// When the last status line comes that is late: none overtakes it.
    last_status: Timestamp,
    /// How long messages travel, and when the last one arrives: none overtakes another.
    travel: (Random, Timestamp),
    /// Whether the host has lost its port.
    unplugged: bool,
    tally: Tally,
    /// The data that is waited for was asked for by somebody before this host.
    upload_is_anothers: bool,
    /// The line that is being echoed, where it is echoed a second time.
    echoed: Vec<u8>,
}

/// What the AT interpreter is doing.
enum State {
    /// No power, or not booted yet: bytes are lost.
    Deaf,
    Ready,
    Working,
    Uploading(&'static Command, Finish),
    /// The command is done, and its final result waits for what comes of it.
    Held(&'static Command, Order),
}

/// What the agenda holds.
enum Due {
    Happens(Effect),
    Answers(&'static Command, Outcome),
    NotKnown,
    UploadExpires,
    HoldEnds,
    /// A status line that was late.
    Status(Vec<u8>),
    /// A message, which has travelled.
    Arrives(Connection, Message),
}

impl Module {
    /// A module without power.
    #[must_use]
    pub fn new(config: Config) -> Self {
        Self {
            troubles: Troubles::new(config.seed),
            cable: Cable::new(config.seed),
            way: Way::default(),
            cable_is_out: false,
            last_status: Timestamp::ZERO,
            travel: (Random::new(config.seed ^ APART), Timestamp::ZERO),
            unplugged: false,
            tally: Tally::default(),
            upload_is_anothers: false,
            echoed: Vec::new(),
            device: Device::new(config),
            receiver: Receiver::default(),
            agenda: Agenda::default(),
            state: State::Deaf,
            waiting: Waiting::default(),
            out: VecDeque::new(),
            flood: None,
        }
    }

    /// What the module was made from.
    #[must_use]
    pub const fn config(&self) -> &Config {
        &self.device.config
    }

    /// The cloud behind the broker is that of this device from now on: what registers, registers with it.
    pub fn act_as(&mut self, device: Option<CloudDevice>) {
        self.device.config.cloud = device;
    }

    /// Takes one input. Does not fail: whatever is wrong is said on the line, as a module does.
    pub fn handle(&mut self, now: Timestamp, input: Input<'_>) {
        self.run_due(now);
        self.device.now = now;
        match input {
            Input::Powered => self.power(now),
            Input::Received(bytes) => self.hear(now, bytes),
            Input::Broker(connection, event) => self.hear_broker(connection, event),
            Input::Tick => {}
        }
        self.act(now);
        self.read(now);
        self.act(now);
        self.run_due(now);
    }

    /// The next thing the module wants.
    pub fn poll(&mut self) -> Output {
        if self.out.is_empty() && self.cable.is_empty() {
            self.pour();
        }
        let wake =
            [self.agenda.next(), self.troubles.next(), self.way.next(), self.cable.next()].into_iter().flatten().min();
        self.out.pop_front().unwrap_or(Output::Wait(wake))
    }

    fn start(&mut self, now: Timestamp) {
        self.agenda.clear();
        self.receiver = Receiver::default();
        self.state = State::Deaf;
        self.waiting = Waiting::default();
        self.flood = None;
        self.cable.clear();
        self.echoed.clear();
        self.device.reboot();
        self.act(now);
    }

    /// Does everything whose time has come, in the order of its times; at one time, faults first.
    fn run_due(&mut self, now: Timestamp) {
        loop {
            let (own, fault, way) = (self.agenda.next(), self.troubles.next(), self.way.next());
            let next = [own, fault, way].into_iter().flatten().min();
            let Some(at) = next.filter(|at| *at <= now) else { break };
            self.device.now = at.max(self.device.now);
            if fault == Some(at) {
                self.trouble(at, now);
            } else if way == Some(at) {
                self.hear_way(at);
            } else if let Some((_, due)) = self.agenda.pop(at) {
                self.happen(at, due);
            }
            self.act(at);
            self.read(at);
        }
        let arrived = self.cable.arrived(now);
        self.hand_over(&arrived);
    }

    fn happen(&mut self, at: Timestamp, due: Due) {
        match due {
            Due::Happens(Effect::Reboot) => {
                self.device.boot_words = BootWords::Said;
                self.start(at);
            }
            Due::Happens(effect) => {
                if effect == Effect::Booted {
                    self.state = State::Ready;
                    self.plug_in();
                }
                self.device.perform(effect);
            }
            Due::Answers(command, outcome) => self.answer(at, command, outcome),
            Due::NotKnown => {
                self.print(b"ERROR");
                self.state = State::Ready;
            }
            Due::UploadExpires => self.expire(at),
            Due::HoldEnds => self.release(),
            Due::Status(line) => self.say_unasked(line),
            Due::Arrives(connection, message) => {
                self.device.broker_event(connection, BrokerEvent::Message(message));
            }
        }
    }

    /// Reads on in what the host has sent, as far as the module is ready for it.
    fn read(&mut self, now: Timestamp) {
        self.device.now = now;
        loop {
            if matches!(self.state, State::Deaf | State::Working | State::Held(..)) {
                return;
            }
            self.resume_upload(now);
            if self.stands_still() {
                return;
            }
            let mut echoed = Vec::new();
            let fault = self.troubles.echo();
            let echo = self.device.echo && fault != Some(Echo::Missing);
            let received = self.receiver.next(&mut |byte| {
                if echo {
                    echoed.push(byte);
                }
            });
            self.transmit(&echoed);
            if fault == Some(Echo::Doubled) {
                self.echo_again(&echoed);
            } else {
                self.echoed.clear();
            }
            match received {
                None => return,
                Some(Received::Line(line)) => self.run(now, &line),
                Some(Received::Data(data)) => {
                    self.note_upload(&data);
                    self.finish_upload(now, data);
                }
            }
        }
    }

    fn run(&mut self, now: Timestamp, line: &[u8]) {
        let Some(call) = Call::parse(line) else { return self.note_stray(line) };
        if !self.begins(now, &call.name) {
            return;
        }
        self.state = State::Working;
        let late = self.troubles.lateness();
        let Some(command) = commands::find(&call.name, &self.device.config) else {
            let delay = self.delay((2, 5));
            self.agenda.add(now.plus(delay).plus(late), Due::NotKnown);
            return self.note_stray(line);
        };
        self.tally.commands += 1;
        let outcome = (command.run)(&mut self.device, &call);
        let takes = self.device.config.personality.answer(command.name).unwrap_or(command.takes);
        let mut delay = self.delay(takes);
        if matches!(&outcome, Ok(Reply { upload: Some(_), .. })) {
            // The LF that may follow the CR has this long to come; after the prompt it would be data.
            delay = delay.max(if self.device.config.pace == Pace::Instant { 3 } else { 20 });
        }
        self.agenda.add(now.plus(delay).plus(late), Due::Answers(command, outcome));
    }

    fn answer(&mut self, now: Timestamp, command: &'static Command, outcome: Outcome) {
        match outcome {
            Ok(Reply { upload: Some(Upload { size, finish }), .. }) => {
                self.print(b">");
                self.receiver.expect_data(size);
                self.upload_is_anothers = false;
                self.state = State::Uploading(command, finish);
                self.agenda.add(now.plus(UPLOAD_PATIENCE), Due::UploadExpires);
                self.asks(now);
            }
            Ok(Reply { info, then, opens, .. }) => {
                let has_codes_inside = self.troubles.codes_inside();
                for line in info.iter().map(Some).chain([None]) {
                    if has_codes_inside {
                        self.code();
                    }
                    self.interleave();
                    line.into_iter().for_each(|line| self.print(line));
                }
                let hurries = command.has_status() && self.device.habits.hurries();
                if hurries || opens.is_some() {
                    let order = if hurries { Order::StatusFirst } else { Order::OkFirst };
                    self.hold(now, command, order, opens);
                } else {
                    self.print(b"OK");
                    self.state = State::Ready;
                }
                let seen = self.device.config.personality.status(command.name);
                for Later { delay, effect } in then {
                    let delay = seen.unwrap_or(delay);
                    self.schedule(now, delay, effect);
                }
            }
            Err(error) => {
                let words = wording::refusal(command, error, &self.device);
                self.print(words.as_bytes());
                self.state = State::Ready;
            }
        }
    }

    fn finish_upload(&mut self, now: Timestamp, data: Vec<u8>) {
        self.agenda.remove(|due| matches!(due, Due::UploadExpires));
        let State::Uploading(command, finish) = std::mem::replace(&mut self.state, State::Working) else { return };
        let outcome = finish(&mut self.device, data);
        let delay = self.delay(command.takes);
        self.agenda.add(now.plus(delay), Due::Answers(command, outcome));
    }

    /// The host kept the module waiting: it goes on with what has come, or fails when that is nothing (000, 1.7.4).
    fn expire(&mut self, now: Timestamp) {
        let data = self.receiver.give_up_data().unwrap_or_default();
        self.note_missing(&data);
        if data.is_empty() {
            self.print(b"ERROR");
            self.state = State::Ready;
        } else {
            self.finish_upload(now, data);
        }
    }

    /// Does outside what the firmware wants done.
    fn act(&mut self, now: Timestamp) {
        for action in std::mem::take(&mut self.device.actions) {
            match action {
                Action::Announce(line) => self.announce(line),
                Action::Refuse(error) => self.refuse(error),
                Action::Ask(connection, request) => self.ask_broker(now, connection, request),
                Action::Later(delay, effect) => self.schedule(now, delay, effect),
                Action::Flood { messages, bytes, topics } => self.flood = Some(Flood::new(messages, bytes, topics)),
            }
        }
        self.print_waiting();
    }

    /// Prints the unsolicited lines that are left, unless a command is running.
    fn print_waiting(&mut self) {
        while matches!(self.state, State::Ready)
            && let Some(line) = self.waiting.pop()
        {
            self.print(&line);
        }
    }

    fn schedule(&mut self, now: Timestamp, delay: (u64, u64), effect: Effect) {
        let takes = self.delay(delay);
        let slow = self.device.config.pace != Pace::True && self.device.circumstances.slow_down(&effect);
        let mut at = now.plus(if slow { self.troubles.random().between(delay.0, delay.1) } else { takes });
        if matches!(effect, Effect::Ask(..)) {
            at = at.max(self.device.clients.last_request);
            self.device.clients.last_request = at;
        }
        self.agenda.add(at, Due::Happens(effect));
    }

    fn delay(&mut self, (shortest, longest): (u64, u64)) -> u64 {
        let delay = self.device.random.between(shortest, longest);
        self.device.config.pace.of(delay)
    }
}
