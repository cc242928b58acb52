//! A second port that is read beside the module's AT port: its log, or where its satellite receiver says the position. Nothing is ever written to it.

use std::collections::VecDeque;
use std::time::Duration;

use futures::FutureExt;
use futures::future::LocalBoxFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{WorkError, Workbench};
use crate::link;
use crate::piece::piece;
use crate::transport::web_serial::{Port, Reading};
use crate::transport::{LinkEvent, LostReason, OpenOptions};

/// How much of what came is kept, in bytes, and how long a line gets before it is broken.
const KEPT: usize = 64 << 10;
const LINE: usize = 256;

/// How often what came is shown.
const DRAWN_EVERY: Duration = Duration::from_millis(50);

/// What came over the port that is read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Beside {
    /// Its place in the list of ports when it was opened.
    pub port: usize,
    /// The speed that it is read at, in bauds.
    pub baud_rate: u32,
    /// When that was, in milliseconds since the page was loaded.
    begun: u64,
    /// The lines, the oldest first, without their ends.
    lines: VecDeque<Vec<u8>>,
    /// The line that has no end yet.
    partial: Vec<u8>,
    kept: usize,
    /// How many bytes came in all, and how many of them are kept no longer.
    pub bytes: u64,
    pub let_go: u64,
    /// How it ended, once it has.
    pub ended: Option<LostReason>,
}

impl Beside {
    /// A reading that begins. What was read before stays where the same port was only gone meanwhile.
    fn begun(before: Option<Self>, port: usize, baud_rate: u32, begun: u64) -> Self {
        let mut kept = before.filter(|before| before.is_gone() && before.port == port).unwrap_or_default();
        if !kept.partial.is_empty() {
            kept.end_line();
        }
        Self { port, baud_rate, begun, ended: None, ..kept }
    }

    /// Whether its port went away by itself: it is read again when it is back.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        self.ended == Some(LostReason::Unplugged)
    }

    fn happened(&mut self, event: &LinkEvent) {
        match event {
            LinkEvent::Received(bytes) => self.hear(bytes),
            LinkEvent::Recovered(_) => {}
            LinkEvent::Lost(reason) => self.ended = Some(reason.clone()),
        }
    }

    fn hear(&mut self, bytes: &[u8]) {
        self.bytes += bytes.len() as u64;
        for byte in bytes {
            match byte {
                b'\n' => self.end_line(),
                b'\r' => {}
                _ => {
                    self.partial.push(*byte);
                    if self.partial.len() >= LINE {
                        self.end_line();
                    }
                }
            }
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.partial);
        // A line counts with its end, so that empty ones are bounded, too.
        self.kept += line.len() + 1;
        self.lines.push_back(line);
        while self.kept > KEPT {
            let Some(oldest) = self.lines.pop_front() else { break };
            self.kept -= oldest.len() + 1;
            self.let_go += oldest.len() as u64 + 1;
        }
    }

    /// How many lines are kept, with the one that has no end yet.
    #[must_use]
    pub fn count(&self) -> usize {
        self.lines.len() + usize::from(!self.partial.is_empty())
    }

    /// The last lines, at most so many, the oldest first.
    pub fn last(&self, count: usize) -> impl Iterator<Item = &[u8]> {
        let open = Some(&self.partial).filter(|partial| !partial.is_empty());
        self.lines.iter().chain(open).skip(self.count().saturating_sub(count)).map(Vec::as_slice)
    }
}

piece! {
    beside, fetched by fetch_beside;
    /// Opens the port and reads it.
    pub(crate) fn beside(
        workbench: Workbench, index: usize, baud_rate: u32
    ) -> LocalBoxFuture<'static, Result<(), WorkError>> {
        Box::pin(workbench.begin_reading_beside(index, baud_rate))
    }
}

impl Workbench {
    /// The port that is read beside the module's.
    #[must_use]
    pub fn beside(&self) -> Signal<Option<Beside>> {
        self.beside.into()
    }

    /// Reads a port of the list from now on, in the place of one that was read before.
    ///
    /// # Errors
    /// [`WorkError::Open`] where it does not open, as the port that is in use does not.
    pub async fn read_beside(&self, index: usize, baud_rate: u32) -> Result<(), WorkError> {
        beside(*self, index, baud_rate).await?.await
    }

    async fn begin_reading_beside(self, index: usize, baud_rate: u32) -> Result<(), WorkError> {
        let port =
            self.inner.with_value(|inner| inner.ports.granted.get(index).cloned()).ok_or(WorkError::NoSuchPort)?;
        self.open_beside(port, index, baud_rate).await
    }

    /// Reads the port that is read beside the module's at another speed: that very port, whatever its place in the list is by now.
    ///
    /// # Errors
    /// [`WorkError::NoSuchPort`] where none is read; [`WorkError::Open`] where it does not open again.
    pub async fn reread_beside(&self, baud_rate: u32) -> Result<(), WorkError> {
        let port = self.inner.with_value(|inner| inner.beside.as_ref().map(|(_, port)| port.clone()));
        let port = port.ok_or(WorkError::NoSuchPort)?;
        let index = self.beside.with_untracked(|beside| beside.as_ref().map_or(0, |beside| beside.port));
        self.open_beside(port, index, baud_rate).await
    }

    async fn open_beside(self, port: Port, index: usize, baud_rate: u32) -> Result<(), WorkError> {
        self.sends_nothing_of_a_replay()?;
        let before = self.beside.get_untracked();
        self.stop_reading_beside().await;
        let reading = match port.open_to_read(OpenOptions { baud_rate }).await {
            Ok(reading) => reading,
            Err(error) => {
                // What came before it went stays, and that it is read no more.
                let gone = before.filter(Beside::is_gone);
                self.beside.set(gone.map(|gone| Beside { ended: Some(LostReason::Closed), ..gone }));
                return Err(WorkError::Open(error));
            }
        };
        self.inner.update_value(|inner| inner.beside = Some((reading.closer(), port)));
        let begun = link::now_in_browser();
        self.beside.set(Some(Beside::begun(before, index, baud_rate, begun)));
        spawn_local(self.follow_beside(reading, begun));
        Ok(())
    }

    /// Reads the port again that went away, where it is back. Of several ports of a device, which look alike, it is the one at its place once the
    /// module has been found at another, or the only one that is left: none of them is taken from the search for it.
    pub(super) async fn read_beside_again(self) {
        let Some((place, baud_rate)) = self.beside.with_untracked(|beside| {
            beside.as_ref().filter(|beside| beside.is_gone()).map(|beside| (beside.port, beside.baud_rate))
        }) else {
            return;
        };
        let is_it: Vec<bool> = self.inner.with_value(|inner| {
            let info = inner.beside.as_ref().map(|(_, port)| port.info());
            let is_in_use = |port: &Port| inner.ports.wanted.as_ref().is_some_and(|wanted| wanted.port.same_as(port));
            inner.ports.granted.iter().map(|port| Some(port.info()) == info && !is_in_use(port)).collect()
        });
        let Some(now) = place_now(place, &is_it) else { return };
        // It is the port that it was, with what came from it, though it may be listed at another place.
        self.beside.update(|beside| {
            if let Some(beside) = beside {
                beside.port = now;
            }
        });
        // Where it does not open, its card says that it is closed.
        let _ = self.read_beside(now, baud_rate).await;
    }

    /// Whether a port that has come can be the one that was read and went away, and is none that the module is looked for at.
    pub(super) fn was_read_beside(&self, came: &Port) -> bool {
        let is_up = self.facts.with_untracked(|facts| facts.link.is_up());
        let is_its_device = self.inner.with_value(|inner| {
            let info = came.info();
            let is_looked_for = !is_up && inner.ports.wanted.as_ref().is_some_and(|wanted| wanted.info == info);
            !is_looked_for && inner.beside.as_ref().is_some_and(|(_, port)| port.info() == info)
        });
        is_its_device && self.beside.with_untracked(|beside| beside.as_ref().is_some_and(Beside::is_gone))
    }

    /// Closes it. What came is forgotten.
    pub async fn stop_reading_beside(&self) {
        let closer = self.inner.try_update_value(|inner| inner.beside.take()).flatten();
        if let Some((closer, _)) = closer {
            closer.close().await;
        }
        self.beside.set(None);
    }

    async fn follow_beside(self, mut reading: Reading, begun: u64) {
        while let Some(first) = reading.next().await {
            let mut events = vec![first];
            while let Some(Some(event)) = reading.next().now_or_never() {
                events.push(event);
            }
            self.beside.update(|beside| {
                let of_this = beside.as_mut().filter(|beside| beside.begun == begun);
                if let Some(beside) = of_this {
                    events.iter().for_each(|event| beside.happened(event));
                }
            });
            // A log may come without a pause, and is drawn as fast as one can read it.
            link::sleep_in_browser(DRAWN_EVERY).await;
        }
    }
}

/// Where a port is listed that went away and may have come back: at its place, if the port there can be it, or wherever the only one is that can.
fn place_now(place: usize, can_be_it: &[bool]) -> Option<usize> {
    let mut others = can_be_it.iter().enumerate().filter(|(_, can)| **can).map(|(other, _)| other);
    match (can_be_it.get(place), others.next(), others.next()) {
        (Some(true), ..) => Some(place),
        (_, Some(only), None) => Some(only),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_that_is_back_is_found_at_its_place_or_as_the_only_one_left() {
        for (place, can_be_it, found) in [
            (0, &[true, false][..], Some(0)),
            (0, &[false, true], Some(1)),
            (1, &[true, true], Some(1)),
            (1, &[true], Some(0)),
            (0, &[false, true, true], None),
            (0, &[false], None),
            (3, &[], None),
        ] {
            assert_eq!(place_now(place, can_be_it), found, "{place} of {can_be_it:?}");
        }
    }

    #[test]
    fn lines_end_where_the_port_ends_them_or_where_they_get_too_long() {
        let mut beside = Beside::default();
        for part in [&b"$GPG"[..], b"GA,1*56\r\n$GP", b"RMC\r\n\xFF\x00"] {
            beside.hear(part);
        }
        let last = |beside: &Beside, count| beside.last(count).map(<[u8]>::to_vec).collect::<Vec<_>>();
        assert_eq!(last(&beside, 9), [&b"$GPGGA,1*56"[..], b"$GPRMC", b"\xFF\0"]);
        assert_eq!((last(&beside, 1), beside.count()), (vec![b"\xFF\0".to_vec()], 3));
        beside.hear(&[b'x'; 600]);
        assert!(beside.last(9).all(|line| line.len() <= LINE), "{beside:?}");
        assert_eq!((beside.bytes, beside.let_go), (4 + 12 + 7 + 600, 0));
    }

    #[test]
    fn no_more_is_kept_than_a_bound_and_what_went_is_counted() {
        let mut beside = Beside::default();
        beside.hear(&b"0123456789\n".repeat(100_000));
        assert!(beside.kept <= KEPT && beside.kept > KEPT - 20, "{}", beside.kept);
        assert_eq!(beside.let_go + beside.kept as u64, beside.bytes);
        let mut empty = Beside::default();
        empty.hear(&b"\n".repeat(1_000_000));
        assert!(empty.lines.len() <= KEPT);
    }

    #[test]
    fn what_came_before_its_port_went_is_kept_when_it_is_read_again() {
        let mut gone = Beside { port: 2, ..Beside::default() };
        gone.happened(&LinkEvent::Received(b"log\nhal".to_vec()));
        gone.happened(&LinkEvent::Lost(LostReason::Unplugged));
        let again = Beside::begun(Some(gone.clone()), 2, 9_600, 7);
        assert!(again.last(9).eq([&b"log"[..], b"hal"]) && again.ended.is_none() && again.bytes == 7, "{again:?}");
        // Another port, and one that a person has closed.
        assert_eq!(Beside::begun(Some(gone.clone()), 1, 9_600, 7).count(), 0);
        let closed = Beside { ended: Some(LostReason::Closed), ..gone };
        assert_eq!(Beside::begun(Some(closed), 2, 9_600, 7).count(), 0);
    }

    #[test]
    fn its_end_is_kept_with_what_came_before() {
        let mut beside = Beside::default();
        beside.happened(&LinkEvent::Received(b"log\n".to_vec()));
        beside.happened(&LinkEvent::Lost(LostReason::Unplugged));
        assert!(beside.last(9).eq([b"log"]));
        assert_eq!(beside.ended, Some(LostReason::Unplugged));
    }
}
