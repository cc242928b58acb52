//! A port that is being opened for somebody who may go away meanwhile: the browser opens it all the same, and nobody would close it.

use futures::channel::oneshot;
use futures::future::{FutureExt, LocalBoxFuture};

use crate::transport::Link;

/// What runs by itself until it is done.
type Spawn = fn(LocalBoxFuture<'static, ()>);

/// An open link that closes where nobody takes it.
struct Unclaimed {
    link: Option<Link>,
    spawn: Spawn,
}

impl Unclaimed {
    fn claim(mut self) -> Option<Link> {
        self.link.take()
    }
}

impl Drop for Unclaimed {
    fn drop(&mut self) {
        if let Some(link) = self.link.take() {
            (self.spawn)(async move { link.transport.close().await }.boxed_local());
        }
    }
}

/// Opens a link to the end, whoever waits for it, and closes it again where nobody does any more. Nothing where the opening was not led to its end.
pub(super) async fn opened<Error: 'static>(
    opening: impl Future<Output = Result<Link, Error>> + 'static,
    spawn: Spawn,
) -> Option<Result<Link, Error>> {
    let (opened, result) = oneshot::channel();
    let led = async move {
        let result = opening.await.map(|link| Unclaimed { link: Some(link), spawn });
        // Whoever waited has gone: what was opened is closed as this is dropped.
        drop(opened.send(result));
    };
    spawn(led.boxed_local());
    match result.await.ok()? {
        Ok(unclaimed) => unclaimed.claim().map(Ok),
        Err(error) => Some(Err(error)),
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use futures::executor::{LocalPool, LocalSpawner};
    use futures::task::LocalSpawnExt;

    use super::*;
    use crate::transport::{LinkError, Signals, Transport, events};

    thread_local! {
        static SPAWNER: RefCell<Option<LocalSpawner>> = const { RefCell::new(None) };
    }

    fn spawn(task: LocalBoxFuture<'static, ()>) {
        SPAWNER.with_borrow(|spawner| spawner.as_ref().unwrap().spawn_local(task).unwrap());
    }

    /// A port that keeps how often it was closed.
    #[derive(Default)]
    struct Port(RefCell<usize>);

    impl Transport for Port {
        fn send<'a>(&'a self, _: &'a [u8]) -> LocalBoxFuture<'a, Result<(), LinkError>> {
            async { Ok(()) }.boxed_local()
        }

        fn set_signals(&self, _: Signals) -> LocalBoxFuture<'_, Result<(), LinkError>> {
            async { Ok(()) }.boxed_local()
        }

        fn close(&self) -> LocalBoxFuture<'_, ()> {
            *self.0.borrow_mut() += 1;
            async {}.boxed_local()
        }
    }

    #[test]
    fn a_port_that_opens_when_nobody_waits_for_it_any_more_is_closed_again() {
        // Whether whoever waits goes before it is open, after it is open and before it is handed over, or not at all.
        for (goes_before, goes_after, expected) in [(true, false, 1), (false, true, 1), (false, false, 0)] {
            let mut pool = LocalPool::new();
            SPAWNER.set(Some(pool.spawner()));
            let port = Rc::new(Port::default());
            let (open, is_open) = oneshot::channel::<()>();
            let transport = Rc::clone(&port) as Rc<dyn Transport>;
            let opening = async move {
                let _ = is_open.await;
                Ok::<_, ()>(Link { transport, events: events().1 })
            };
            let mut waiting = Box::pin(opened(opening, spawn));
            assert!(waiting.as_mut().now_or_never().is_none());
            pool.run_until_stalled();
            if goes_before {
                drop(waiting);
                open.send(()).unwrap();
                pool.run_until_stalled();
            } else {
                open.send(()).unwrap();
                pool.run_until_stalled();
                if goes_after {
                    drop(waiting);
                } else {
                    assert!(matches!(waiting.now_or_never(), Some(Some(Ok(_)))));
                }
                pool.run_until_stalled();
            }
            assert_eq!(*port.0.borrow(), expected, "{goes_before} {goes_after}");
        }
    }
}
