//! The virtual module as a transport: the same bytes and events as a port, with no hardware behind it.
//!
//! What it sends arrives in pieces of any size, as from a real port, so that a demonstration exercises all that a cable does.

use std::{future::Future, rc::Rc, time::Duration};

use fibocom_sim::{Broker, CloudDevice, Config, Fault, PageBroker, Random, Timestamp, VirtualModule};
use futures::{
    FutureExt, StreamExt,
    channel::{mpsc, oneshot},
    future::{self, Either, LocalBoxFuture, Shared, select},
};

use super::{Link, LinkError, LinkEvent, LostReason, Signals, Transport};
use crate::clock::{BrowserClock, Clock, Millis};
use crate::piece::piece;

mod address;
mod mqtt;
mod remote_broker;
mod web_socket;

#[cfg(test)]
mod tests;

pub use address::{AddressProblem, BrokerAddress};
use remote_broker::{RemoteBroker, Wake};

piece! {
    virtual_module, fetched by fetch_virtual_module;
    /// Plugs in a virtual module, which powers up now. With an address, its network leads to the broker there, and else to
    /// the one inside the page. The speed is in bauds, and matters to faults of the line alone.
    pub(crate) fn open(config: Config, baud_rate: u32, broker: Option<BrokerAddress>) -> (Link, Control) {
        let (link, control, running) = plug_in_with(config, baud_rate, BrowserClock, |config, wake| match broker {
            Some(address) => Box::new(RemoteBroker::new(address, wake)),
            None => Box::new(PageBroker::of(config)),
        });
        wasm_bindgen_futures::spawn_local(running);
        (link, control)
    }
}

/// A hand at the cable of a virtual module.
#[derive(Debug, Clone)]
pub struct Control(mpsc::UnboundedSender<Order>);

impl Control {
    /// Pulls the cable. The page hears of it as of a real one.
    pub fn unplug(&self) {
        stop(&self.0, LostReason::Unplugged);
    }

    /// Has the broker pretend to be the cloud of this device, or be an ordinary one.
    pub fn act_as(&self, device: Option<CloudDevice>) {
        // A module that was unplugged has no broker.
        let _ = self.0.unbounded_send(Order::ActAs(device.map(Box::new)));
    }

    /// Adds a fault, whose beginning is counted from now. One that is triggered by hand begins now.
    pub fn inject(&self, fault: Fault) {
        // Nothing goes wrong with a module that was unplugged.
        let _ = self.0.unbounded_send(Order::Inject(fault));
    }

    /// Ends every fault, those too that have not begun.
    pub fn heal(&self) {
        let _ = self.0.unbounded_send(Order::Heal);
    }
}

/// The transport's side. Dropping it unplugs the module.
struct Cable {
    orders: mpsc::UnboundedSender<Order>,
    closed: Shared<oneshot::Receiver<()>>,
}

impl Transport for Cable {
    fn send<'a>(&'a self, bytes: &'a [u8]) -> LocalBoxFuture<'a, Result<(), LinkError>> {
        let sent = self.orders.unbounded_send(Order::Send(bytes.to_vec())).map_err(|_| LinkError::Lost);
        future::ready(sent).boxed_local()
    }

    /// A virtual module does not look at its control lines.
    fn set_signals(&self, _: Signals) -> LocalBoxFuture<'_, Result<(), LinkError>> {
        let set = if self.orders.is_closed() { Err(LinkError::Lost) } else { Ok(()) };
        future::ready(set).boxed_local()
    }

    fn close(&self) -> LocalBoxFuture<'_, ()> {
        stop(&self.orders, LostReason::Closed);
        self.closed.clone().map(|_| ()).boxed_local()
    }
}

impl Drop for Cable {
    fn drop(&mut self) {
        stop(&self.orders, LostReason::Closed);
    }
}

#[derive(Debug)]
enum Order {
    Send(Vec<u8>),
    ActAs(Option<Box<CloudDevice>>),
    Inject(Fault),
    Heal,
    /// The broker has news.
    Look,
    Stop(LostReason),
}

/// The last order: from now on nothing is sent, here or through a clone.
fn stop(orders: &mpsc::UnboundedSender<Order>, reason: LostReason) {
    // Fails if it was stopped before; the first reason counts.
    let _ = orders.unbounded_send(Order::Stop(reason));
    orders.close_channel();
}

/// The speed that modules are delivered with, in bauds.
#[cfg(test)]
const FACTORY_BAUD_RATE: u32 = 115_200;

/// A virtual module on this clock, with the broker inside the page, and the task that runs it.
#[cfg(test)]
pub(crate) fn plug_in<C: Clock>(config: Config, clock: C) -> (Link, Control, impl Future<Output = ()>) {
    plug_in_with(config, FACTORY_BAUD_RATE, clock, |config, _| Box::new(PageBroker::of(config)))
}

/// The same with any broker, which wakes the module when it has news.
fn plug_in_with<C: Clock>(
    config: Config,
    baud_rate: u32,
    clock: C,
    broker: impl FnOnce(&Config, Wake) -> Box<dyn Broker>,
) -> (Link, Control, impl Future<Output = ()>) {
    let (orders, queue) = mpsc::unbounded();
    let (events, receiver) = mpsc::unbounded();
    let (done, closed) = oneshot::channel();
    let control = Control(orders.clone());
    let link = Link { transport: Rc::new(Cable { orders, closed: closed.shared() }), events: receiver };
    let woken = control.0.clone();
    let wake = Rc::new(move || {
        // A module that is unplugged hears no news.
        let _ = woken.unbounded_send(Order::Look);
    });
    let mut pieces = Random::new(config.seed);
    let broker = broker(&config, wake);
    let running = async move {
        let mut module = VirtualModule::with_broker(config, broker);
        module.set_host_baud(baud_rate);
        let reason = run(module, &mut pieces, &clock, queue, &events).await;
        let _ = events.unbounded_send(LinkEvent::Lost(reason));
        let _ = done.send(());
    };
    (link, control, running)
}

async fn run(
    mut module: VirtualModule<Box<dyn Broker>>,
    pieces: &mut Random,
    clock: &impl Clock,
    mut queue: mpsc::UnboundedReceiver<Order>,
    events: &mpsc::UnboundedSender<LinkEvent>,
) -> LostReason {
    let powered = clock.now();
    loop {
        let now = since(powered, clock.now());
        module.tick(now);
        deliver(&module.take_output(), pieces, events);
        if !module.is_plugged() {
            return LostReason::Unplugged;
        }
        let wake = match module.next_wake() {
            Some(wake) => clock.sleep(Duration::from_millis(wake.since(now))),
            None => future::pending().boxed_local(),
        };
        match select(queue.next(), wake).await {
            Either::Left((Some(Order::Send(bytes)), _)) => module.receive(since(powered, clock.now()), &bytes),
            Either::Left((Some(Order::ActAs(device)), _)) => {
                module.act_as(since(powered, clock.now()), device.map(|device| *device));
            }
            Either::Left((Some(Order::Inject(fault)), _)) => module.inject(since(powered, clock.now()), fault),
            Either::Left((Some(Order::Heal), _)) => module.heal(since(powered, clock.now())),
            Either::Left((Some(Order::Stop(reason)), _)) => return reason,
            Either::Left((None, _)) => return LostReason::Closed,
            Either::Left((Some(Order::Look), _)) | Either::Right(_) => {}
        }
    }
}

/// The module's own time, which begins when it is powered.
fn since(powered: Millis, now: Millis) -> Timestamp {
    Timestamp::from_millis(now.0.saturating_sub(powered.0))
}

/// Hands the bytes over in pieces: often a few bytes, often a line or so, sometimes a bufferful.
fn deliver(mut bytes: &[u8], pieces: &mut Random, events: &mpsc::UnboundedSender<LinkEvent>) {
    while !bytes.is_empty() {
        let longest = match pieces.between(0, 2) {
            0 => 3,
            1 => 64,
            _ => 4096,
        };
        let length = usize::try_from(pieces.between(1, longest)).unwrap_or(usize::MAX);
        let (piece, rest) = bytes.split_at_checked(length).unwrap_or((bytes, &[]));
        let _ = events.unbounded_send(LinkEvent::Received(piece.to_vec()));
        bytes = rest;
    }
}
