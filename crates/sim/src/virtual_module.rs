//! Module and broker in one: bytes in, bytes out, and when to come back.

use crate::broker::Broker;
use crate::clouds::CloudDevice;
use crate::config::Config;
use crate::fault::Fault;
use crate::hand::{Hand, Health};
use crate::module::{Input, Module, Output, Tally};
use crate::page_broker::PageBroker;
use crate::time::Timestamp;

/// A module with a broker, which is inside the page unless another is given. It is powered with the first call that tells it
/// the time.
pub struct VirtualModule<B: Broker = PageBroker> {
    module: Module,
    broker: B,
    powered: bool,
    output: Vec<u8>,
    wake: Option<Timestamp>,
    plugged: bool,
}

impl VirtualModule {
    /// A module with the broker behind it that the configuration asks for.
    #[must_use]
    pub fn new(config: Config) -> Self {
        let broker = PageBroker::of(&config);
        Self::with_broker(config, broker)
    }
}

impl<B: Broker> VirtualModule<B> {
    /// A module with this broker behind it.
    #[must_use]
    pub fn with_broker(config: Config, broker: B) -> Self {
        Self { module: Module::new(config), broker, powered: false, output: Vec::new(), wake: None, plugged: true }
    }

    /// The broker, to publish from the page's side or to change who may connect. Call [`VirtualModule::tick`] afterwards.
    pub const fn broker(&mut self) -> &mut B {
        &mut self.broker
    }

    /// What came from the host since the module was made.
    #[must_use]
    pub const fn tally(&self) -> &Tally {
        self.module.tally()
    }

    /// Has the broker pretend to be the cloud of this device from now on, if it is one that pretends, and the module register
    /// with it; `None`: an ordinary broker. Whoever is connected is thrown out, as from a broker that is replaced.
    pub fn act_as(&mut self, now: Timestamp, device: Option<CloudDevice>) {
        self.broker.pretend(device.clone(), self.module.config().unix_time);
        self.module.act_as(device);
        self.tick(now);
    }

    /// Adds a fault, whose beginning is counted from now. One that is triggered by hand begins now.
    pub fn inject(&mut self, now: Timestamp, fault: Fault) {
        self.tick(now);
        self.module.inject(now, fault);
        self.settle(now);
    }

    /// Somebody does this to the module, or to the world around it.
    pub fn lend_hand(&mut self, now: Timestamp, hand: &Hand) {
        self.tick(now);
        self.module.lend_hand(now, hand);
        self.settle(now);
    }

    /// What is wrong with it and the world around it, at the last time that it was told.
    #[must_use]
    pub fn health(&self) -> Health {
        self.module.health()
    }

    /// Ends every fault, those too that have not begun.
    pub fn heal(&mut self, now: Timestamp) {
        self.lend_hand(now, &Hand::Heal);
    }

    /// The host has opened its port at this speed, in bauds; 115200 unless it is said. It matters to faults of the line alone.
    pub const fn set_host_baud(&mut self, baud: u32) {
        self.module.set_host_baud(baud);
    }

    /// Whether the host still has its port. A module whose USB device goes takes it away until it has started again.
    #[must_use]
    pub const fn is_plugged(&self) -> bool {
        self.plugged
    }

    /// Takes the power away and gives it back.
    pub fn power_cycle(&mut self, now: Timestamp) {
        self.powered = true;
        self.module.handle(now, Input::Powered);
        self.settle(now);
    }

    /// Takes bytes from the host.
    pub fn receive(&mut self, now: Timestamp, bytes: &[u8]) {
        self.tick(now);
        self.module.handle(now, Input::Received(bytes));
        self.settle(now);
    }

    /// Lets due things happen.
    pub fn tick(&mut self, now: Timestamp) {
        if !self.powered {
            self.power_cycle(now);
        }
        self.broker.tick(now);
        self.module.handle(now, Input::Tick);
        self.settle(now);
    }

    /// The bytes for the host since the last call.
    pub fn take_output(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.output)
    }

    /// When [`VirtualModule::tick`] is wanted next.
    #[must_use]
    pub fn next_wake(&self) -> Option<Timestamp> {
        self.wake.into_iter().chain(self.broker.next_wake()).min()
    }

    /// Carries requests and events to and fro until both sides are quiet.
    fn settle(&mut self, now: Timestamp) {
        loop {
            match self.module.poll() {
                Output::Transmit(bytes) => self.output.extend_from_slice(&bytes),
                Output::Unplugged => self.plugged = false,
                Output::Plugged => self.plugged = true,
                Output::Broker(connection, request) => self.broker.handle(now, connection, request),
                Output::Wait(wake) => {
                    self.wake = wake;
                    let Some((connection, event)) = self.broker.poll() else { return };
                    self.module.handle(now, Input::Broker(connection, event));
                }
            }
        }
    }
}
