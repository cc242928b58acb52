//! The virtual module as a transport: the same bytes and events as a port, with no hardware behind it.
//!
//! What it sends arrives in pieces of any size, as from a real port, so that a demonstration exercises all that a cable does.

use std::{collections::VecDeque, future::Future, rc::Rc, time::Duration};

#[cfg(test)]
use fibocom_sim::Fault;
use fibocom_sim::{
    Broker, CloudDevice, Config, Device, Hand, Health, Message, OtherEnd, PageBroker, Random, Tempo, VirtualModule,
};
use futures::{
    FutureExt, SinkExt, StreamExt,
    channel::{mpsc, oneshot},
    future::{self, Either, LocalBoxFuture, Shared, select},
};

use super::{Link, LinkError, LinkEvent, LostReason, Signals, Transport};
use crate::clock::{BrowserClock, Clock, Millis};
use crate::piece::piece;

mod address;
mod mqtt;
mod orders;
mod remote_broker;
mod web_socket;

#[cfg(test)]
mod tests;

pub use address::{AddressProblem, BrokerAddress};
use orders::{Order, Orders, Taken, orders};
use remote_broker::{RemoteBroker, Wake};

/// How often the health of a module can change before somebody has heard of it.
const HEALTH_WAITS: usize = 8;

piece! {
    virtual_module, fetched by fetch_virtual_module;
    /// Plugs in a virtual module, which powers up now. With an address, its network leads to the broker there, and else to
    /// the one inside the page. The speed is in bauds, and matters to faults of the line alone. What is wrong with it is told each time
    /// that it changes.
    pub(crate) fn open(
        config: Config, baud_rate: u32, broker: Option<BrokerAddress>
    ) -> (Link, Control, mpsc::Receiver<Health>) {
        let (tell, health) = mpsc::channel(HEALTH_WAITS);
        let (link, control, running) = plug_in_with(config, baud_rate, BrowserClock, Some(tell), |config, wake| match broker {
            Some(address) => Box::new(RemoteBroker::new(address, wake)),
            None => Box::new(PageBroker::of(config)),
        });
        wasm_bindgen_futures::spawn_local(running);
        (link, control, health)
    }
}

/// A hand at a virtual module, for as long as it is plugged in. Nothing that is asked of it afterwards does anything, and a few dozen
/// things at most wait to be done: each says whether it will be.
#[derive(Debug, Clone)]
pub struct Control(Orders);

impl Control {
    /// Pulls the cable. The page hears of it as of a real one.
    #[cfg(test)]
    pub fn unplug(&self) {
        self.0.end(LostReason::Unplugged);
    }

    /// Somebody does this to the module, or to the world around it. A pulled cable ends the link: the page hears of it as of a real
    /// one, and a virtual module that is plugged in again is one that is opened again.
    #[must_use]
    pub fn lend_hand(&self, hand: Hand) -> bool {
        self.0.give(Order::Lend(hand))
    }

    /// From now on time goes so many times as fast for the module and its world, from 1 to [`Tempo::MAX`]: faults, too, are over
    /// sooner. The page's own time-outs know nothing of it.
    #[must_use]
    pub fn set_speed(&self, times: u32) -> bool {
        self.0.give(Order::Speed(times))
    }

    /// Has the broker pretend to be the cloud of this device, or be an ordinary one.
    #[must_use]
    pub fn act_as(&self, device: Option<CloudDevice>) -> bool {
        self.0.give(Order::ActAs(device.map(Box::new)))
    }

    /// What somebody at the other side of the broker inside the page sees, with what has happened from this number on. It is answered
    /// with none by another broker, and not at all by a module that was unplugged or has too much to do.
    #[must_use]
    pub fn look_from_beyond(&self, since: u64) -> Option<oneshot::Receiver<Option<OtherEnd>>> {
        let (answer, answered) = oneshot::channel();
        self.0.give(Order::LookFromBeyond(since, answer)).then_some(answered)
    }

    /// Publishes at the broker inside the page, as somebody beside the module.
    #[must_use]
    pub fn publish(&self, message: Message) -> bool {
        self.0.give(Order::Publish(Box::new(message)))
    }

    /// Switches a virtual device at the other end on or off.
    #[must_use]
    pub fn switch(&self, device: Device, on: bool) -> bool {
        self.0.give(Order::Switch(device, on))
    }

    /// Adds a fault, whose beginning is counted from now. One that is triggered by hand begins now.
    #[cfg(test)]
    pub fn inject(&self, fault: Fault) {
        assert!(self.0.give(Order::Inject(fault)), "the module is plugged in");
    }

    /// Ends every fault, those too that have not begun.
    #[cfg(test)]
    pub fn heal(&self) {
        assert!(self.lend_hand(Hand::Heal), "the module is plugged in");
    }
}

/// The transport's side. Dropping it unplugs the module.
struct Cable {
    orders: Orders,
    closed: Shared<oneshot::Receiver<()>>,
}

impl Transport for Cable {
    fn send<'a>(&'a self, bytes: &'a [u8]) -> LocalBoxFuture<'a, Result<(), LinkError>> {
        self.orders.give_in_turn(Order::Send(bytes.to_vec())).boxed_local()
    }

    /// A virtual module does not look at its control lines.
    fn set_signals(&self, _: Signals) -> LocalBoxFuture<'_, Result<(), LinkError>> {
        let set = if self.orders.have_ended() { Err(LinkError::Lost) } else { Ok(()) };
        future::ready(set).boxed_local()
    }

    fn close(&self) -> LocalBoxFuture<'_, ()> {
        self.orders.end(LostReason::Closed);
        self.closed.clone().map(|_| ()).boxed_local()
    }
}

impl Drop for Cable {
    fn drop(&mut self) {
        self.orders.end(LostReason::Closed);
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
    health: Option<mpsc::Sender<Health>>,
    broker: impl FnOnce(&Config, Wake) -> Box<dyn Broker>,
) -> (Link, Control, impl Future<Output = ()>) {
    let (orders, taken) = orders();
    let (mut events, receiver) = super::events();
    let (done, closed) = oneshot::channel();
    let control = Control(orders.clone());
    let link = Link { transport: Rc::new(Cable { orders, closed: closed.shared() }), events: receiver };
    let woken = control.0.clone();
    let wake = Rc::new(move || {
        // A module that is unplugged hears no news, and one with orders waiting looks at its broker with each.
        let _ = woken.give(Order::Look);
    });
    let mut pieces = Random::new(config.seed);
    let broker = broker(&config, wake);
    let running = async move {
        let mut module = VirtualModule::with_broker(config, broker);
        module.set_host_baud(baud_rate);
        let reason = run(module, &mut pieces, &clock, taken, &mut events, health).await;
        let _ = done.send(());
        // Whoever has the link may have stopped listening.
        let _ = events.send(LinkEvent::Lost(reason)).await;
    };
    (link, control, running)
}

async fn run(
    mut module: VirtualModule<Box<dyn Broker>>,
    pieces: &mut Random,
    clock: &impl Clock,
    mut orders: Taken,
    events: &mut mpsc::Sender<LinkEvent>,
    mut health: Option<mpsc::Sender<Health>>,
) -> LostReason {
    let powered = clock.now();
    let mut tempo = Tempo::default();
    let mut output = VecDeque::new();
    let mut told = Health::default();
    loop {
        let now = tempo.inside(since(powered, clock.now()));
        module.tick(now);
        output.extend(module.take_output());
        deliver(&mut output, pieces, events);
        if let Some(tell) = &mut health {
            let now = module.health();
            // What finds no room is told with one of the next turns.
            if now != told && tell.try_send(now.clone()).is_ok() {
                told = now;
            }
        }
        if !module.is_plugged() {
            return LostReason::Unplugged;
        }
        // While what it said is not taken, only orders are: a module whose line is full says nothing new.
        let turn = if !output.is_empty() {
            future::poll_fn(|context| events.poll_ready(context)).map(|_| ()).boxed_local()
        } else if let Some(wake) = module.next_wake() {
            clock.sleep(Duration::from_millis(tempo.until(since(powered, clock.now()), wake)))
        } else {
            future::pending().boxed_local()
        };
        let order = match select(orders.queue.next(), turn).await {
            Either::Left((Some(order), _)) => order,
            Either::Left((None, _)) => return orders.end(),
            Either::Right(_) => continue,
        };
        let outside = since(powered, clock.now());
        let now = tempo.inside(outside);
        match order {
            Order::Send(bytes) => module.receive(now, &bytes),
            Order::ActAs(device) => module.act_as(now, device.map(|device| *device)),
            Order::Lend(hand) => module.lend_hand(now, &hand),
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
