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
        let port = self.inner.with_value(|inner| inner.ports.get(index).cloned()).ok_or(WorkError::NoSuchPort)?;
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
        self.stop_reading_beside().await;
        let reading = port.open_to_read(OpenOptions { baud_rate }).await.map_err(WorkError::Open)?;
        self.inner.update_value(|inner| inner.beside = Some((reading.closer(), port)));
        let begun = link::now_in_browser();
        self.beside.set(Some(Beside { port: index, baud_rate, begun, ..Beside::default() }));
        spawn_local(self.follow_beside(reading, begun));
        Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;

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
    fn its_end_is_kept_with_what_came_before() {
        let mut beside = Beside::default();
        beside.happened(&LinkEvent::Received(b"log\n".to_vec()));
        beside.happened(&LinkEvent::Lost(LostReason::Unplugged));
        assert!(beside.last(9).eq([b"log"]));
        assert_eq!(beside.ended, Some(LostReason::Unplugged));
    }
}
