//! What faults do to the module: how it is powered and heard through them, and what they do of themselves.

use super::{Due, Module, Output, State};
use crate::broker::{BrokerEvent, BrokerRequest, Connection, Message};
use crate::circumstances::Circumstances;
use crate::commands;
use crate::device::{Bearer, REGISTRATION_NAMES};
use crate::fault::{Between, BootWords, Fault, Port, Restart, Usb, What};
use crate::hand::{Hand, Health};
use crate::reply::{Effect, Reply};
use crate::satellites;
use crate::time::Timestamp;
use crate::troubles::Progress;
use crate::way::Conditions;

const CR: u8 = b'\r';

/// How long a message takes from the broker to the module over LTE, in milliseconds.
const TRAVEL: Between = (40, 250);

impl Module {
    /// Adds a fault, whose beginning is counted from now.
    pub fn inject(&mut self, now: Timestamp, fault: Fault) {
        self.run_due(now);
        self.device.now = now;
        self.troubles.inject(now, fault);
        self.settle(now);
    }

    /// Ends every fault, those too that have not begun.
    pub fn heal(&mut self, now: Timestamp) {
        self.lend_hand(now, &Hand::Heal);
    }

    /// Somebody does this to the module, or to the world around it.
    pub fn lend_hand(&mut self, now: Timestamp, hand: &Hand) {
        self.run_due(now);
        self.device.now = now;
        match hand {
            Hand::SetClock(unix) => self.device.clock.jump(now, *unix),
            Hand::ChangePassword => self.way.revoke_logins(now),
            Hand::RestorePassword => self.way.restore_logins(),
            Hand::Heal => {
                self.way.restore_logins();
                self.device.clock.is_moved_back();
            }
            Hand::Power => self.power(now),
            _ => {}
        }
        self.troubles.end(|what| hand.ends(what));
        for fault in hand.faults() {
            self.troubles.inject(now, fault);
        }
        self.settle(now);
    }

    /// What is wrong with it and the world around it, at the last time that it was told.
    #[must_use]
    pub fn health(&self) -> Health {
        Health {
            troubles: self.troubles.all().collect(),
            password_changed: self.way.has_revoked(),
            clock_moved: self.device.clock_is_moved(),
        }
    }

    /// The host has set its port to this speed, in bauds; 115200 unless it is said.
    pub const fn set_host_baud(&mut self, baud: u32) {
        self.cable.set_host_baud(baud);
    }

    /// The power comes on, and with it the faults of the configuration.
    pub(super) fn power(&mut self, now: Timestamp) {
        self.troubles.power(now, &self.device.config.faults);
        self.device.circumstances = Circumstances::of(self.troubles.lasting());
        self.device.boot_words = BootWords::Said;
        self.cable_is_out = false;
        self.plug_in();
        self.start(now);
        self.mind_the_cable(now);
    }

    /// Sends a request to the broker, if it gets as far.
    pub(super) fn ask_broker(&mut self, now: Timestamp, connection: Connection, request: BrokerRequest) {
        let address = match self.device.network.bearer {
            Bearer::Up(address) => Some(address),
            Bearer::Down | Bearer::Dialling { .. } => None,
        };
        let conditions = Conditions { broker: self.troubles.broker(), tls: self.troubles.tls(), address };
        if let Some(request) = self.way.ask(now, connection, request, &conditions) {
            self.out.push_back(Output::Broker(connection, request));
        }
    }

    /// Hears from the broker what the way between them lets through.
    pub(super) fn hear_broker(&mut self, connection: Connection, event: BrokerEvent) {
        let (event, request) = self.way.hear(connection, event);
        self.out.extend(request.map(|request| Output::Broker(connection, request)));
        match event {
            Some(BrokerEvent::Message(message)) => self.send_on(connection, message),
            Some(event) => self.device.broker_event(connection, event),
            None => {}
        }
    }

    /// A message is on its way from the broker through the network.
    fn send_on(&mut self, connection: Connection, message: Message) {
        let (random, last) = &mut self.travel;
        let takes = self.device.config.pace.of(random.between(TRAVEL.0, TRAVEL.1));
        let at = self.device.now.plus(takes).max(*last);
        *last = at;
        self.agenda.add(at, Due::Arrives(connection, message));
    }

    /// Hears what befell connections on the way.
    pub(super) fn hear_way(&mut self, at: Timestamp) {
        if let Some((connection, event, request)) = self.way.next_event(at) {
            self.out.extend(request.map(|request| Output::Broker(connection, request)));
            self.device.broker_event(connection, event);
        }
    }

    /// Takes bytes from the host, line by line, for the faults that count lines.
    pub(super) fn hear(&mut self, now: Timestamp, bytes: &[u8]) {
        for part in bytes.split_inclusive(|byte| *byte == CR) {
            let heard = self.cable.receive(part, &mut self.troubles);
            match self.troubles.port() {
                // Lost, but a line nevertheless.
                _ if self.unplugged => {}
                None if !matches!(self.state, State::Deaf) => {
                    self.receiver.push(&heard);
                    self.read(now);
                    self.act(now);
                }
                Some(Port::Echo) => self.put_on_the_line(&heard),
                Some(Port::Binary) => self.noise(),
                None | Some(Port::Silent | Port::Nmea) => {}
            }
            if part.ends_with(&[CR]) {
                self.troubles.line();
                self.follow(now);
            }
        }
    }

    /// Does what a fault begins, does or ends with at this time.
    pub(super) fn trouble(&mut self, at: Timestamp, now: Timestamp) {
        let progress = match self.device.network.bearer {
            _ if self.device.clients.is_any_open() => Progress::InSession,
            Bearer::Up(_) => Progress::Online,
            Bearer::Down | Bearer::Dialling { .. } => Progress::Offline,
        };
        let act = self.troubles.step(at, now, progress);
        self.follow(at);
        match act {
            Some(What::Restart(restart)) => self.restart(at, restart),
            Some(What::AddressLost(_)) => self.device.lose_address(),
            Some(What::Broker(fault)) => self.way.flood(fault),
            Some(What::Codes(_)) => self.code(),
            Some(What::Port(Port::Binary)) => self.noise(),
            Some(What::Port(Port::Nmea)) => {
                let unix = self.device.config.unix_time.saturating_add(at.as_millis() / 1000);
                self.put_on_the_line(&satellites::sentences(unix));
            }
            _ => {}
        }
    }

    /// Lets what has begun and ended have its effect.
    pub(super) fn follow(&mut self, now: Timestamp) {
        let circumstances = Circumstances::of(self.troubles.lasting());
        self.device.meet(circumstances);
        self.way.behaves(now, self.troubles.broker());
        if !self.troubles.hangs() {
            let held = self.cable.take_held();
            self.put_on_the_line(&held);
        }
        self.mind_the_cable(now);
        self.act(now);
    }

    /// The cable is pulled, or plugged in again. The module has its power from it.
    fn mind_the_cable(&mut self, now: Timestamp) {
        let is_out = self.troubles.unplugged();
        if is_out == std::mem::replace(&mut self.cable_is_out, is_out) {
            return;
        }
        if is_out && !self.unplugged {
            self.unplugged = true;
            self.out.push_back(Output::Unplugged);
        }
        self.device.boot_words = BootWords::Said;
        self.start(now);
        if is_out {
            // Nothing happens without power, not even a start.
            self.agenda.clear();
        }
    }

    /// A command begins: so do the faults that wait for it. Whether the module is still there to run it.
    pub(super) fn begins(&mut self, now: Timestamp, name: &str) -> bool {
        self.troubles.command(now, name);
        self.catch_up(now);
        matches!(self.state, State::Ready)
    }

    /// The module asks for data: so begin the faults that wait for that.
    pub(super) fn asks(&mut self, now: Timestamp) {
        self.troubles.prompt(now);
        self.catch_up(now);
    }

    /// Whether nothing is read at the moment, although the module would.
    pub(super) fn stands_still(&mut self) -> bool {
        if self.troubles.hangs() {
            return true;
        }
        let is_stuck = matches!(self.state, State::Uploading(..)) && self.troubles.stops_uploads();
        if is_stuck {
            self.receiver.read_half();
        }
        is_stuck
    }

    /// Goes on with a publication that somebody before this host has begun. Its prompt was printed to them.
    pub(super) fn resume_upload(&mut self, now: Timestamp) {
        if !matches!(self.state, State::Ready) {
            return;
        }
        let Some(command) = commands::find("+MQTTPUB", &self.device.config) else { return };
        let Some(size) = self.troubles.open_prompt() else { return };
        let status = Effect::Print(b"+MQTTPUB: 1,1".to_vec());
        self.receiver.expect_data(size);
        self.upload_is_anothers = true;
        self.state = State::Uploading(command, Box::new(|_, _| Ok(Reply::ok().then((30, 120), status))));
        self.agenda.add(now.plus(super::UPLOAD_PATIENCE), Due::UploadExpires);
    }

    /// Sends bytes over the line, whatever the port is.
    pub(super) fn put_on_the_line(&mut self, bytes: &[u8]) {
        if self.unplugged || bytes.is_empty() {
            return;
        }
        let arrived = self.cable.send(self.device.now, bytes, &mut self.troubles);
        self.hand_over(&arrived);
    }

    /// The module has booted: if its USB device was gone, it is there again.
    pub(super) fn plug_in(&mut self) {
        if self.unplugged {
            self.unplugged = false;
            self.out.push_back(Output::Plugged);
        }
    }

    /// Does at once what is due at once.
    fn catch_up(&mut self, now: Timestamp) {
        while self.troubles.next().is_some_and(|at| at <= now) {
            self.trouble(now, now);
        }
        self.follow(now);
    }

    fn settle(&mut self, now: Timestamp) {
        self.catch_up(now);
        self.act(now);
        self.read(now);
        self.act(now);
        self.run_due(now);
    }

    fn restart(&mut self, now: Timestamp, restart: Restart) {
        if self.cable_is_out {
            return;
        }
        self.device.boot_words = restart.words;
        if restart.usb == Usb::Drops && !self.unplugged {
            self.unplugged = true;
            self.out.push_back(Output::Unplugged);
        }
        self.start(now);
    }

    /// An unsolicited code that says nothing new: a report of the registration. Not while the host's data is waited for.
    pub(super) fn code(&mut self) {
        if matches!(self.state, State::Deaf | State::Uploading(..)) {
            return;
        }
        let which = usize::try_from(self.troubles.random().between(0, 2)).unwrap_or(0);
        let name = REGISTRATION_NAMES.get(which).unwrap_or(&"+CREG");
        let line = format!("{name}: {}", self.device.network.registration_fields(1));
        self.print(line.as_bytes());
    }

    /// A frame such as a diagnostic port sends: flags around bytes that are no text.
    fn noise(&mut self) {
        let random = self.troubles.random();
        let mut frame = vec![0x7E];
        for _ in 0..random.between(8, 40) {
            frame.push(random.next().to_le_bytes().first().copied().unwrap_or_default() | 0x80);
        }
        frame.push(0x7E);
        self.put_on_the_line(&frame);
    }
}
