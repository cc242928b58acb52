//! What the rest of the page holds of a link: submit a command, await its reply, listen, close.

use std::{
    cell::{Cell, RefCell},
    future::Future,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll},
    time::Duration,
};

use fibocom_at::commands::End;
use fibocom_at::engine::Answer;
use fibocom_at::{Command, Config, Failure, Reply, Request, RequestId, Role, TimedOut};
use futures::{
    FutureExt,
    channel::{mpsc, oneshot},
    select_biased,
};

use super::listeners::{Heard, Listeners, Wanted};
use super::{Dialogue, DriverEvent, Progress};
use crate::clock::Clock;
use crate::transport::{LinkError, Signals, Transport};

/// What the driver is asked to do.
pub(super) enum Order {
    Submit(RequestId, Request, Requester),
    Cancel(RequestId),
    Answer(Answer),
    Configure(Config),
    Close,
}

/// Who awaits an answer.
pub(super) struct Requester {
    pub(super) answer: oneshot::Sender<Result<Reply, Failure>>,
    /// What keeps how it goes meanwhile.
    pub(super) dialogue: Option<Dialogue>,
    /// How the data ends that the module will ask for, where the command is known to have some.
    pub(super) data: Option<End>,
}

/// How many orders wait for the driver beside one of each that was given and not answered. More requests than that are refused.
const ORDERS: usize = 1_024;

/// How long behind a limit the engine may take to say what it was that did not come in time.
const GRACE: Duration = Duration::from_millis(50);

/// The way of orders to the driver. Whoever must not be refused sends by a clone, which has a place of its own.
pub(super) fn orders() -> (mpsc::Sender<Order>, mpsc::Receiver<Order>) {
    mpsc::channel(ORDERS)
}

/// The way to the driver of a link. Clones share it.
#[derive(Clone)]
pub struct Handle {
    orders: Rc<RefCell<mpsc::Sender<Order>>>,
    listeners: Listeners<DriverEvent>,
    clock: Rc<dyn Clock>,
    transport: Rc<dyn Transport>,
    next: Rc<Cell<u64>>,
    /// How many requests have no answer yet.
    unanswered: Rc<Cell<usize>>,
    /// What keeps how the requests go that are submitted by this handle.
    dialogue: Option<Dialogue>,
}

impl std::fmt::Debug for Handle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Handle").finish_non_exhaustive()
    }
}

impl Handle {
    pub(super) fn new(
        orders: mpsc::Sender<Order>,
        listeners: Listeners<DriverEvent>,
        clock: Rc<dyn Clock>,
        transport: Rc<dyn Transport>,
    ) -> Self {
        let (next, unanswered, orders) = (Rc::new(Cell::new(1)), Rc::default(), Rc::new(RefCell::new(orders)));
        Self { orders, listeners, clock, transport, next, unanswered, dialogue: None }
    }

    /// Submits a request. It is sent when its turn comes; dropping the answer before it is there calls it off.
    pub fn submit(&self, request: Request) -> Pending {
        let id = RequestId(self.next.get());
        self.next.set(id.0 + 1);
        let (answer, awaited) = oneshot::channel();
        let end = request.end_of_data();
        let data = (request.data.is_some() || end != End::Unknown).then_some(end);
        let requester = Requester { answer, dialogue: self.dialogue.clone(), data };
        let own = self.orders.borrow().clone();
        if let Err(refused) = self.orders.borrow_mut().try_send(Order::Submit(id, request, requester)) {
            let is_full = refused.is_full();
            // When the link is over, the answer's sender is dropped, and the request is lost.
            if let Order::Submit(_, _, requester) = refused.into_inner()
                && is_full
            {
                let _ = requester.answer.send(Err(Failure::QueueFull));
            }
        }
        self.unanswered.set(self.unanswered.get() + 1);
        Pending { id, awaited, orders: own, unanswered: Rc::clone(&self.unanswered), done: false }
    }

    /// Submits a request, and waits so long for its answer, whatever the module still has to be waited out for: that goes on behind it.
    ///
    /// # Errors
    /// [`Failure::TimedOut`] where the time is over first, and whatever else kept the module from answering.
    pub async fn submit_within(&self, request: Request, limit: Duration) -> Result<Reply, Failure> {
        let dialogue = self.dialogue.clone().unwrap_or_default();
        let mut pending = self.keeping(&dialogue).submit(request.within(limit)).fuse();
        let over = self.clock.sleep(limit + GRACE).fuse();
        futures::pin_mut!(over);
        select_biased! {
            answer = pending => answer,
            () = over => Err(Failure::TimedOut(match dialogue.progress() {
                Progress::Queued => TimedOut::Queue,
                _ if !dialogue.lines(&[Role::Final]).is_empty() => TimedOut::Status,
                Progress::Command => TimedOut::Final,
                Progress::Data(_) => TimedOut::Upload,
            })),
        }
    }

    /// How many requests have been submitted and have no answer yet.
    #[must_use]
    pub fn unanswered(&self) -> usize {
        self.unanswered.get()
    }

    /// A handle on the same link whose commands are kept in this dialogue, with what they are answered.
    #[must_use]
    pub fn keeping(&self, dialogue: &Dialogue) -> Self {
        Self { dialogue: Some(dialogue.clone()), ..self.clone() }
    }

    /// Runs a command to its end.
    ///
    /// # Errors
    /// Whatever kept the module from answering, or its refusal.
    pub async fn run<C: Command>(&self, command: &C) -> Result<C::Reply, Failure> {
        let reply = self.submit(Request::of(command)).await?;
        Ok(command.read(&reply)?)
    }

    /// Hears everything that happens from now on, in batches. There is one who does, and the driver waits for it.
    pub(crate) fn follow(&self) -> mpsc::Receiver<Vec<DriverEvent>> {
        self.listeners.follow()
    }

    /// Hears some of what happens from now on: the last thousand of such events, where nobody takes them.
    pub(crate) fn listen(&self, wanted: Wanted<DriverEvent>) -> Heard<DriverEvent> {
        self.listeners.listen(wanted)
    }

    /// Gives an order that is not refused.
    fn order(&self, order: Order) {
        // Nothing is to be done on a link that is over.
        let _ = self.orders.borrow().clone().try_send(order);
    }

    /// Says what a person has chosen to do about a prompt that nobody had data for, or about data mode.
    pub fn answer(&self, answer: Answer) {
        self.order(Order::Answer(answer));
    }

    /// Changes how the engine behaves.
    pub fn configure(&self, config: Config) {
        self.order(Order::Configure(config));
    }

    /// Closes the link. Resolves when the port is free again.
    pub async fn close(&self) {
        self.order(Order::Close);
        self.transport.close().await;
    }

    /// Raises or drops the control lines of the port.
    ///
    /// # Errors
    /// When the port has none, or the link is lost.
    pub async fn set_signals(&self, signals: Signals) -> Result<(), LinkError> {
        self.transport.set_signals(signals).await
    }

    pub async fn sleep(&self, duration: Duration) {
        self.clock.sleep(duration).await;
    }

    /// Milliseconds since the page was loaded.
    #[must_use]
    pub fn now(&self) -> u64 {
        self.clock.now().0
    }
}

/// A request under way. Dropped before its end, it is called off.
#[derive(Debug)]
pub struct Pending {
    id: RequestId,
    awaited: oneshot::Receiver<Result<Reply, Failure>>,
    /// With a place of its own for the order to call it off.
    orders: mpsc::Sender<Order>,
    unanswered: Rc<Cell<usize>>,
    done: bool,
}

impl Future for Pending {
    type Output = Result<Reply, Failure>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let Poll::Ready(answer) = self.awaited.poll_unpin(context) else { return Poll::Pending };
        self.done = true;
        Poll::Ready(answer.unwrap_or(Err(Failure::Lost)))
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        self.unanswered.set(self.unanswered.get().saturating_sub(1));
        if !self.done {
            let _ = self.orders.try_send(Order::Cancel(self.id));
        }
    }
}
