//! The virtual module as a transport: the same bytes and events as a port, with no hardware behind it.
//!
//! What it sends arrives in pieces of any size, as from a real port, so that a demonstration exercises all that a cable does.

use std::{
    cell::Cell,
    collections::VecDeque,
    future::Future,
    rc::{Rc, Weak},
    time::Duration,
};

#[cfg(test)]
use fibocom_sim::Fault;
use fibocom_sim::{
    Broker, CloudDevice, Config, Device, Hand, Health, Message, OtherEnd, PageBroker, Random, Tempo, VirtualModule,
};
use futures::{
    FutureExt, StreamExt,
    channel::{mpsc, oneshot},
    future::{self, Either, select},
};

use super::{Link, LinkEvent, LostReason};
use crate::clock::{BrowserClock, Clock, Millis};
use crate::piece::piece;

mod address;
mod cable;
mod mqtt;
mod orders;
mod remote_broker;
mod web_socket;

#[cfg(test)]
mod tests;

pub use address::{AddressProblem, BrokerAddress};
use cable::{Plug, link};
use orders::{Order, Orders, Taken, orders};
use remote_broker::{RemoteBroker, Wake};

/// How much can be told of a module before somebody has heard of it.
const TOLD_WAITS: usize = 8;

/// What is told of a virtual module beside its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// This is wrong with it from now on.
    Health(Health),
    /// Its port is there again, and nobody has it.
    Back,
}

piece! {
    virtual_module, fetched by fetch_virtual_module;
    /// Plugs in a virtual module, which powers up now. With an address, its network leads to the broker there, and else to
    /// the one inside the page. The speed is in bauds, and matters to faults of the line alone. What is wrong with it is told each time
    /// that it changes.
    pub(crate) fn open(
        config: Config, baud_rate: u32, broker: Option<BrokerAddress>
    ) -> (Link, Control, mpsc::Receiver<Told>) {
        let (tell, told) = mpsc::channel(TOLD_WAITS);
        let (link, control, running) = plug_in_with(config, baud_rate, BrowserClock, Some(tell), |config, wake| match broker {
            Some(address) => Box::new(RemoteBroker::new(address, wake)),
            None => Box::new(PageBroker::of(config)),
        });
        wasm_bindgen_futures::spawn_local(running);
        (link, control, told)
    }
}

/// A hand at a virtual module and at the world around it, which go on while the cable is out, for as long as somebody has this. What
/// is asked once its link was closed does nothing, and a few dozen things at most wait to be done: each says whether it will be.
#[derive(Debug, Clone)]
pub struct Control(Rc<Hold>);

/// Keeps a module that has lost its link.
#[derive(Debug)]
struct Hold {
    orders: Orders,
    /// Whether somebody has its port.
    in_use: Rc<Cell<bool>>,
}

impl Drop for Hold {
    fn drop(&mut self) {
        if !self.in_use.get() {
            self.orders.end(LostReason::Closed);
        }
    }
}

impl Control {
    /// Pulls the cable for good. The page hears of it as of a real one.
    #[cfg(test)]
    pub fn unplug(&self) {
        self.0.orders.end(LostReason::Unplugged);
    }

    /// Somebody does this to the module, or to the world around it. A pulled cable ends the link: the page hears of it as of a real
    /// one. Everything else goes on: the broker with what it keeps and who else is there, and what is wrong.
    #[must_use]
    pub fn lend_hand(&self, hand: Hand) -> bool {
        self.0.orders.give(Order::Lend(hand))
    }

    /// Plugs the cable in and opens the port: the same module in the same world, which starts where it had no power. None where there
    /// is no such module any more, or it has too much to do.
    #[must_use]
    pub fn plug_in(&self) -> Option<Link> {
        let (link, plug) = link(&self.0.orders);
        if !self.0.orders.give(Order::PlugIn(plug)) {
            return None;
        }
        self.0.in_use.set(true);
        Some(link)
    }

    /// From now on time goes so many times as fast for the module and its world, from 1 to [`Tempo::MAX`]: faults, too, are over
    /// sooner. The page's own time-outs know nothing of it.
    #[must_use]
    pub fn set_speed(&self, times: u32) -> bool {
        self.0.orders.give(Order::Speed(times))
    }

    /// Has the broker pretend to be the cloud of this device, or be an ordinary one.
    #[must_use]
    pub fn act_as(&self, device: Option<CloudDevice>) -> bool {
        self.0.orders.give(Order::ActAs(device.map(Box::new)))
    }

    /// What somebody at the other side of the broker inside the page sees, with what has happened from this number on. It is answered
    /// with none by another broker, and not at all by a module that was unplugged or has too much to do.
    #[must_use]
    pub fn look_from_beyond(&self, since: u64) -> Option<oneshot::Receiver<Option<OtherEnd>>> {
        let (answer, answered) = oneshot::channel();
        self.0.orders.give(Order::LookFromBeyond(since, answer)).then_some(answered)
    }

    /// Publishes at the broker inside the page, as somebody beside the module.
    #[must_use]
    pub fn publish(&self, message: Message) -> bool {
        self.0.orders.give(Order::Publish(Box::new(message)))
    }

    /// Switches a virtual device at the other end on or off.
    #[must_use]
    pub fn switch(&self, device: Device, on: bool) -> bool {
        self.0.orders.give(Order::Switch(device, on))
    }

    /// Adds a fault, whose beginning is counted from now. One that is triggered by hand begins now.
    #[cfg(test)]
    pub fn inject(&self, fault: Fault) {
        assert!(self.0.orders.give(Order::Inject(fault)), "the module is plugged in");
    }

    /// Ends every fault, those too that have not begun.
    #[cfg(test)]
    pub fn heal(&self) {
        assert!(self.lend_hand(Hand::Heal), "the module is plugged in");
    }
}

/// A virtual module on this clock, with the broker inside the page, and the task that runs it.
#[cfg(test)]
pub(crate) fn plug_in<C: Clock>(config: Config, clock: C) -> (Link, Control, impl Future<Output = ()>) {
    plug_in_with(config, super::FACTORY_BAUD_RATE, clock, None, |config, _| Box::new(PageBroker::of(config)))
}

/// The same with any broker, which wakes the module when it has news.
fn plug_in_with<C: Clock>(
    config: Config,
    baud_rate: u32,
    clock: C,
    tell: Option<mpsc::Sender<Told>>,
    broker: impl FnOnce(&Config, Wake) -> Box<dyn Broker>,
) -> (Link, Control, impl Future<Output = ()>) {
    let (orders, taken) = orders();
    let (link, plug) = link(&orders);
    let woken = orders.clone();
    let wake = Rc::new(move || {
        // A module that is gone hears no news, and one with orders waiting looks at its broker with each.
        let _ = woken.give(Order::Look);
    });
    let hold = Rc::new(Hold { orders, in_use: Rc::new(Cell::new(true)) });
    let holds = Holds { hold: Rc::downgrade(&hold), in_use: Rc::clone(&hold.in_use) };
    let mut pieces = Random::new(config.seed);
    let broker = broker(&config, wake);
    let running = async move {
        let mut module = VirtualModule::with_broker(config, broker);
        module.set_host_baud(baud_rate);
        run(module, &mut pieces, &clock, taken, plug, tell, &holds).await;
    };
    (link, Control(hold), running)
}

/// Who there is to have a module for.
struct Holds {
    hold: Weak<Hold>,
    in_use: Rc<Cell<bool>>,
}

/// Runs a module and its world, until its link is closed, or is over and nobody can plug the cable in again.
async fn run(
    mut module: VirtualModule<Box<dyn Broker>>,
    pieces: &mut Random,
    clock: &impl Clock,
    mut orders: Taken,
    plug: Plug,
    mut tell: Option<mpsc::Sender<Told>>,
    holds: &Holds,
) {
    let powered = clock.now();
    let mut tempo = Tempo::default();
    let mut output = VecDeque::new();
    let mut told = Health::default();
    let mut plug = Some(plug);
    let (mut was_in, mut is_back) = (true, false);
    loop {
        let now = tempo.inside(since(powered, clock.now()));
        module.tick(now);
        output.extend(module.take_output());
        match &mut plug {
            Some(plug) => deliver(&mut output, pieces, &mut plug.events),
            None => output.clear(),
        }
        if module.is_plugged() != was_in {
            was_in = module.is_plugged();
            is_back = was_in && plug.is_none();
            if let Some(plug) = plug.take_if(|_| !was_in) {
                holds.in_use.set(false);
                output.clear();
                plug.lose(LostReason::Unplugged);
            }
        }
        if plug.is_none() && holds.hold.strong_count() == 0 {
            return;
        }
        if let Some(tell) = &mut tell {
            let health = module.health();
            // What finds no room is told with one of the next turns.
            if health != told && tell.try_send(Told::Health(health.clone())).is_ok() {
                told = health;
            }
            if is_back && tell.try_send(Told::Back).is_ok() {
                is_back = false;
            }
        }
        // While what it said is not taken, only orders are: a module whose line is full says nothing new.
        let turn = match &mut plug {
            Some(plug) if !output.is_empty() => {
                future::poll_fn(|context| plug.events.poll_ready(context)).map(|_| ()).boxed_local()
            }
            _ => match module.next_wake() {
                Some(wake) => clock.sleep(Duration::from_millis(tempo.until(since(powered, clock.now()), wake))),
                None => future::pending().boxed_local(),
            },
        };
        let order = match select(orders.queue.next(), turn).await {
            Either::Left((order, _)) => order,
            Either::Right(_) => continue,
        };
        let Some(order) = order else {
            if let Some(plug) = plug {
                plug.lose(orders.end());
            }
            return;
        };
        let outside = since(powered, clock.now());
        let now = tempo.inside(outside);
        match order {
            Order::Send(bytes) => module.receive(now, &bytes),
            Order::ActAs(device) => module.act_as(now, device.map(|device| *device)),
            Order::Lend(hand) => module.lend_hand(now, &hand),
            Order::PlugIn(new) => {
                holds.in_use.set(true);
                if let Some(old) = plug.replace(new) {
                    old.lose(LostReason::Closed);
                }
                module.lend_hand(now, &Hand::PlugIn);
                // Until it has started, a module whose USB device went away is still out.
                (was_in, is_back) = (module.is_plugged(), false);
            }
            Order::LookFromBeyond(since, answer) => {
                // Who has asked may have gone.
                let _ = answer.send(module.broker().page().map(|broker| broker.other_end(since)));
            }
            Order::Publish(message) => {
                // The broker's clock goes with the module's.
                module.tick(now);
                if let Some(broker) = module.broker().page() {
                    broker.publish(*message);
                }
            }
            Order::Switch(device, on) => {
                if let Some(broker) = module.broker().page() {
                    broker.switch(now, device, on);
                }
            }
            Order::Speed(times) => tempo.change(outside, times),
            #[cfg(test)]
            Order::Inject(fault) => module.inject(now, fault),
            Order::Look => {}
        }
    }
}

/// Milliseconds since the module was powered.
const fn since(powered: Millis, now: Millis) -> u64 {
    now.0.saturating_sub(powered.0)
}

/// Hands bytes over in pieces, as long as there is room: often a few bytes, often a line or so, sometimes a bufferful.
fn deliver(output: &mut VecDeque<u8>, pieces: &mut Random, events: &mut mpsc::Sender<LinkEvent>) {
    while !output.is_empty() {
        let longest = match pieces.between(0, 2) {
            0 => 3,
            1 => 64,
            _ => 4096,
        };
        let length = usize::try_from(pieces.between(1, longest)).unwrap_or(usize::MAX).min(output.len());
        let piece: Vec<u8> = output.drain(..length).collect();
        match events.try_send(LinkEvent::Received(piece)) {
            Ok(()) => {}
            Err(refused) if refused.is_full() => {
                if let LinkEvent::Received(piece) = refused.into_inner() {
                    piece.into_iter().rev().for_each(|byte| output.push_front(byte));
                }
                return;
            }
            // Nobody listens any more.
            Err(_) => output.clear(),
        }
    }
}
