//! The cable of a virtual module: the link that somebody has, and the module's side of it. It is over before its module is.

use std::{cell::Cell, rc::Rc};

use futures::{
    FutureExt,
    channel::{mpsc, oneshot},
    future::{self, LocalBoxFuture, Shared},
};

use super::orders::{Order, Orders};
use crate::transport::{self, Link, LinkError, LinkEvent, LostReason, Signals, Transport};

/// The transport's side. Dropping it switches the module off, unless the link was over before.
struct Cable {
    orders: Orders,
    over: Rc<Cell<bool>>,
    closed: Shared<oneshot::Receiver<()>>,
}

/// The module's side.
#[derive(Debug)]
pub(super) struct Plug {
    pub(super) events: mpsc::Sender<LinkEvent>,
    over: Rc<Cell<bool>>,
    done: oneshot::Sender<()>,
}

/// A link to whoever takes these orders, and the module's side of it.
pub(super) fn link(orders: &Orders) -> (Link, Plug) {
    let (events, receiver) = transport::events();
    let (done, closed) = oneshot::channel();
    let over = Rc::new(Cell::new(false));
    let cable = Cable { orders: orders.clone(), over: Rc::clone(&over), closed: closed.shared() };
    (Link { transport: Rc::new(cable), events: receiver }, Plug { events, over, done })
}

impl Plug {
    /// Nothing goes over the link any more, and whoever has it may let it go.
    pub(super) fn is_out(&self) {
        self.over.set(true);
    }

    /// The link is over for this reason.
    pub(super) fn lose(self, reason: LostReason) {
        self.is_out();
        let _ = self.done.send(());
        // A sender of its own has room, however full the channel is. Whoever has the link may have stopped listening.
        let _ = self.events.clone().try_send(LinkEvent::Lost(reason));
    }
}

impl Cable {
    fn is_over(&self) -> bool {
        self.over.get() || self.orders.have_ended()
    }

    fn switch_off(&self) {
        if !self.over.get() {
            self.orders.end(LostReason::Closed);
        }
    }
}

impl Transport for Cable {
    fn send<'a>(&'a self, bytes: &'a [u8]) -> LocalBoxFuture<'a, Result<(), LinkError>> {
        self.orders.give_in_turn(Order::Send(bytes.to_vec()), || self.is_over()).boxed_local()
    }

    /// A virtual module does not look at its control lines.
    fn set_signals(&self, _: Signals) -> LocalBoxFuture<'_, Result<(), LinkError>> {
        let set = if self.is_over() { Err(LinkError::Lost) } else { Ok(()) };
        future::ready(set).boxed_local()
    }

    fn close(&self) -> LocalBoxFuture<'_, ()> {
        self.switch_off();
        self.closed.clone().map(|_| ()).boxed_local()
    }
}

impl Drop for Cable {
    fn drop(&mut self) {
        self.switch_off();
    }
}
