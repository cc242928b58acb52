//! The contract test that every transport passes.

use std::time::Duration;

use futures::{
    StreamExt,
    future::{Either, join, select},
};

use super::{Link, LinkError, LinkEvent, LostReason, Signals};
use crate::clock::Clock;

/// A module that has just been powered hears nothing for a while, so it is asked this often, this many times.
const ASK_EVERY: Duration = Duration::from_millis(500);
const ATTEMPTS: usize = 60;

/// Checks an open link to anything that answers `AT` with `OK`. Closes it.
pub(crate) async fn check(mut link: Link, clock: &impl Clock) {
    talks(&mut link, clock).await;
    assert_eq!(link.transport.set_signals(Signals::default()).await, Ok(()));
    let raised = Signals { dtr: Some(true), rts: Some(true), line_break: None };
    assert_eq!(link.transport.set_signals(raised).await, Ok(()));

    join(link.transport.close(), link.transport.close()).await;
    link.transport.close().await;
    assert_eq!(link.transport.send(b"AT\r").await, Err(LinkError::Lost), "nothing is sent after the end");
    assert_eq!(link.transport.set_signals(raised).await, Err(LinkError::Lost));
    ends_with(link, &LostReason::Closed).await;
}

/// Sends `AT` until `OK` comes back.
pub(crate) async fn talks(link: &mut Link, clock: &impl Clock) {
    let mut heard = Vec::new();
    for _ in 0..ATTEMPTS {
        assert_eq!(link.transport.send(b"AT\r").await, Ok(()));
        let mut patience = clock.sleep(ASK_EVERY);
        while let Either::Left((event, _)) = select(link.events.next(), &mut patience).await {
            let Some(LinkEvent::Received(bytes)) = event else { panic!("{event:?} while waiting for OK") };
            assert!(!bytes.is_empty(), "an event without bytes");
            heard.extend(bytes);
            if heard.ends_with(b"\r\nOK\r\n") {
                return;
            }
        }
    }
    panic!("no OK in {:?}", String::from_utf8_lossy(&heard));
}

/// Checks that the events end, and that the last of them, and no other, is `Lost` for this reason.
pub(crate) async fn ends_with(link: Link, reason: &LostReason) {
    let mut events: Vec<_> = link.events.collect().await;
    assert_eq!(events.pop(), Some(LinkEvent::Lost(reason.clone())));
    assert!(!events.iter().any(|event| matches!(event, LinkEvent::Lost(_))), "lost twice: {events:?}");
}
