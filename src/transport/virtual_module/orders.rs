//! What is asked of a virtual module that runs: bytes for it, and what somebody does to it. They wait in one bounded queue.

use std::{
    cell::RefCell,
    rc::Rc,
    task::{Context, Poll},
};

#[cfg(test)]
use fibocom_sim::Fault;
use fibocom_sim::{CloudDevice, Device, Hand, Message, OtherEnd};
use futures::channel::{mpsc, oneshot};

use super::cable::Plug;
use crate::transport::{LinkError, LostReason};

/// How many orders wait at most. The module takes one at a time, as fast as the page lets it run.
const WAITING: usize = 64;

#[derive(Debug)]
pub(super) enum Order {
    Send(Vec<u8>),
    ActAs(Option<Box<CloudDevice>>),
    Lend(Hand),
    /// The cable is plugged in, and somebody opens the port.
    PlugIn(Plug),
    Speed(u32),
    /// What the other side of the broker sees from this number on, and where to say it.
    LookFromBeyond(u64, oneshot::Sender<Option<OtherEnd>>),
    Publish(Box<Message>),
    Switch(Device, bool),
    #[cfg(test)]
    Inject(Fault),
    /// The broker has news.
    Look,
}

/// Where orders are given. Every clone leads to the same queue.
#[derive(Debug, Clone)]
pub(super) struct Orders {
    queue: Rc<RefCell<mpsc::Sender<Order>>>,
    /// Of whoever waits for room. What is given beside it would forget who waits.
    in_turn: Rc<RefCell<mpsc::Sender<Order>>>,
    end: Rc<RefCell<Option<LostReason>>>,
}

/// Where orders are taken.
pub(super) struct Taken {
    pub(super) queue: mpsc::Receiver<Order>,
    end: Rc<RefCell<Option<LostReason>>>,
}

pub(super) fn orders() -> (Orders, Taken) {
    let (queue, taken) = mpsc::channel(WAITING);
    let end = Rc::default();
    let in_turn = Rc::new(RefCell::new(queue.clone()));
    (Orders { queue: Rc::new(RefCell::new(queue)), in_turn, end: Rc::clone(&end) }, Taken { queue: taken, end })
}

impl Orders {
    /// Gives an order, unless the module is gone or too many wait. Whether it was given.
    pub(super) fn give(&self, order: Order) -> bool {
        self.queue.borrow_mut().try_send(order).is_ok()
    }

    /// Gives an order once there is room.
    ///
    /// # Errors
    /// [`LinkError::Lost`] where the module is gone, or this link to it is over.
    pub(super) async fn give_in_turn(&self, order: Order, is_over: impl Fn() -> bool) -> Result<(), LinkError> {
        if is_over() {
            return Err(LinkError::Lost);
        }
        std::future::poll_fn(|context| self.has_room(context)).await?;
        if is_over() {
            return Err(LinkError::Lost);
        }
        self.in_turn.borrow_mut().start_send(order).map_err(|_| LinkError::Lost)
    }

    fn has_room(&self, context: &mut Context<'_>) -> Poll<Result<(), LinkError>> {
        self.in_turn.borrow_mut().poll_ready(context).map_err(|_| LinkError::Lost)
    }

    /// From now on nothing is ordered, here or through a clone, and once the module has done what it was told it ends for this
    /// reason. The first one counts.
    pub(super) fn end(&self, reason: LostReason) {
        self.end.borrow_mut().get_or_insert(reason);
        self.queue.borrow_mut().close_channel();
    }

    pub(super) fn have_ended(&self) -> bool {
        self.queue.borrow().is_closed()
    }
}

impl Taken {
    /// Why there is no further order.
    pub(super) fn end(&self) -> LostReason {
        self.end.borrow_mut().take().unwrap_or(LostReason::Closed)
    }
}

#[cfg(test)]
mod tests {
    use futures::{StreamExt, executor::LocalPool, task::LocalSpawnExt};

    use super::*;

    #[test]
    fn a_full_queue_refuses_and_who_waits_for_room_gets_it() {
        let (orders, mut taken) = orders();
        let given = (0..1_000).take_while(|_| orders.give(Order::Look)).count();
        assert!((WAITING..=WAITING + 2).contains(&given), "{given}");

        let mut pool = LocalPool::new();
        let waiting = orders.clone();
        let bytes = pool.spawner();
        bytes
            .spawn_local(async move {
                for _ in 0..2 {
                    waiting.give_in_turn(Order::Send(b"AT\r".to_vec()), || false).await.unwrap();
                }
            })
            .unwrap();
        pool.run_until_stalled();
        // Whoever is refused does not take the other's place in the line.
        assert!(!orders.give(Order::Look));
        let sent = pool.run_until(async {
            let mut sent = 0;
            while sent < 2 {
                sent += usize::from(matches!(taken.queue.next().await, Some(Order::Send(_))));
            }
            sent
        });
        assert_eq!(sent, 2);
        orders.end(LostReason::Unplugged);
        assert!(!orders.give(Order::Look) && orders.have_ended());
        assert_eq!(taken.end(), LostReason::Unplugged);
    }
}
