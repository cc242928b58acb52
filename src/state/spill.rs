//! The lines that the record has no room for: they go into private files, and come back when the record is saved.

use std::collections::VecDeque;
use std::pin::pin;
use std::rc::Rc;
use std::time::Duration;

use futures::channel::oneshot;
use futures::future::{Either, LocalBoxFuture, select};
use leptos::prelude::*;
use workbench_record::session::{Header, Limits, Load, Members, Writer};
use workbench_record::{LetGo, Record};

use super::Workbench;
use crate::link::sleep_in_browser;
use crate::piece::piece;
use crate::private_files::{PrivateFiles, remove_leftovers};

/// How many bytes the files may take.
const STORED: u64 = 2 << 30;

/// How many bytes of memory a part takes at most that is read again: a segment is a megabyte, or one line that is longer.
const PART: usize = 64 << 20;

/// How long lines wait for a part to be written. A disk that takes longer has lines let go, and counted.
const WRITTEN_WITHIN: Duration = Duration::from_secs(5);

/// The parts that are in files, oldest first.
#[derive(Debug, Default)]
pub(super) struct Spill {
    files: Option<Rc<PrivateFiles>>,
    parts: VecDeque<Part>,
    /// What they take.
    stored: u64,
    /// What is being written.
    on_its_way: Option<Record>,
    /// Whether somebody writes.
    is_writing: bool,
    /// Told when a part is written, or none is written any more.
    written: Option<oneshot::Sender<()>>,
    /// How often all was forgotten. What was begun before then is not kept.
    forgotten: u64,
}

/// A part of the record that is in a file.
#[derive(Debug, Clone, Copy)]
struct Part {
    /// The number of its first line, which is that of its file.
    first: u64,
    amount: LetGo,
    stored: u64,
}

/// What was in files of lines that were cleared. The files go with it.
#[derive(Debug, Default)]
pub(super) struct Spilled {
    files: Option<Rc<PrivateFiles>>,
    parts: VecDeque<Part>,
    stored: u64,
    /// What was being written. Whoever writes it removes the file again.
    pub(super) on_its_way: Option<Record>,
}

impl Drop for Spilled {
    fn drop(&mut self) {
        let (Some(files), parts) = (self.files.take(), std::mem::take(&mut self.parts)) else { return };
        if parts.is_empty() {
            return;
        }
        leptos::task::spawn_local(async move {
            for part in parts {
                files.remove(part.first).await;
            }
        });
    }
}

impl Spill {
    /// How often all was forgotten.
    pub(super) const fn times_forgotten(&self) -> u64 {
        self.forgotten
    }

    /// Takes in what was there before.
    pub(super) fn bring_back(&mut self, mut spilled: Spilled) {
        self.stored += std::mem::take(&mut spilled.stored);
        let mut parts = std::mem::take(&mut spilled.parts);
        parts.append(&mut self.parts);
        self.parts = parts;
    }

    /// Removes the oldest part, and gives it; nothing, where no part is left.
    fn drop_oldest(&mut self) -> Option<Part> {
        let part = self.parts.pop_front()?;
        self.stored -= part.stored;
        Some(part)
    }
}

/// What is to be done with private files.
#[derive(Debug, Clone, Copy)]
pub(super) enum Task {
    /// What an earlier page left behind goes.
    Tidy,
    /// What waits is written.
    Write,
}

piece! {
    spill;
    /// Works with private files.
    pub(super) fn work(workbench: Workbench, task: Task) -> LocalBoxFuture<'static, ()> {
        Box::pin(async move {
            match task {
                // A browser without such files has nothing left in them.
                Task::Tidy => remove_leftovers().await.unwrap_or_default(),
                Task::Write => workbench.write_leaving().await,
            }
        })
    }
}

/// Removes what pages left behind that ended without notice.
pub(crate) async fn tidy_up(workbench: Workbench) {
    if let Ok(work) = work(workbench, Task::Tidy).await {
        work.await;
    }
}

impl Workbench {
    /// Has the lines that leave the record written, if any wait.
    pub(super) fn spill(self) {
        let waits = self.inner.with_value(|inner| {
            !inner.spill.is_writing && inner.aside.is_none() && inner.record.borrow().has_leaving()
        });
        if !waits {
            return;
        }
        self.inner.update_value(|inner| inner.spill.is_writing = true);
        leptos::task::spawn_local(async move {
            match work(self, Task::Write).await {
                Ok(work) => work.await,
                // Without the code for it nothing is kept, and what is let go is counted.
                Err(_) => self.stop_spilling(),
            }
            self.inner.update_value(|inner| {
                inner.spill.is_writing = false;
                inner.spill.written = None;
            });
        });
    }

    /// Waits while more lines wait to be written than files take at once, so that they come no faster than they are written.
    pub(super) async fn room_for_lines(self) {
        while let Some(written) = self.next_part_written() {
            let limit = sleep_in_browser(WRITTEN_WITHIN);
            if let Either::Right(_) = select(pin!(written), pin!(limit)).await {
                return;
            }
        }
    }

    /// When the part that is being written is in its file; nothing, where there is room.
    fn next_part_written(self) -> Option<oneshot::Receiver<()>> {
        self.inner.try_update_value(|inner| {
            let must_wait = inner.spill.is_writing && inner.record.borrow().is_crowded();
            must_wait.then(|| {
                let (tell, written) = oneshot::channel();
                inner.spill.written = Some(tell);
                written
            })
        })?
    }

    async fn write_leaving(self) {
        let Some(files) = self.private_files().await else { return self.stop_spilling() };
        while let Some(part) = self.take_leaving() {
            let (first, amount) = (part.first(), part.amount());
            let before = self.inner.with_value(|inner| inner.spill.forgotten);
            let bytes = written(&part);
            let mut result = files.write(first, &bytes).await;
            // Where the browser has no more room, the oldest lines make some.
            while result.is_err() {
                let Some(oldest) = self.drop_oldest_part() else { break };
                files.remove(oldest.first).await;
                result = files.write(first, &bytes).await;
            }
            let is_forgotten = self.inner.with_value(|inner| inner.spill.forgotten != before);
            self.inner.update_value(|inner| {
                inner.spill.on_its_way = None;
                inner.spill.written = None;
            });
            match result {
                Ok(_) if is_forgotten => files.remove(first).await,
                Ok(stored) => {
                    self.keep_part(Part { first, amount, stored });
                    while let Some(oldest) = self.part_too_many() {
                        files.remove(oldest.first).await;
                    }
                }
                Err(_) => {
                    if !is_forgotten {
                        self.own_record(|record| record.lose(amount));
                    }
                    return self.stop_spilling();
                }
            }
        }
    }

    async fn private_files(self) -> Option<Rc<PrivateFiles>> {
        if let Some(files) = self.inner.with_value(|inner| inner.spill.files.clone()) {
            return Some(files);
        }
        let files = Rc::new(PrivateFiles::open().await.ok()?);
        let own = Rc::clone(&files);
        self.inner.update_value(|inner| inner.spill.files = Some(own));
        Some(files)
    }

    /// The next lines to write, which are held until they are written.
    fn take_leaving(self) -> Option<Record> {
        self.inner.try_update_value(|inner| {
            if inner.aside.is_some() {
                return None;
            }
            inner.spill.on_its_way = inner.record.borrow_mut().take_leaving();
            inner.spill.on_its_way.clone()
        })?
    }

    fn keep_part(self, part: Part) {
        self.inner.update_value(|inner| {
            inner.spill.stored += part.stored;
            inner.spill.parts.push_back(part);
        });
    }

    fn part_too_many(self) -> Option<Part> {
        let is_over = self.inner.with_value(|inner| inner.spill.stored > STORED);
        if is_over { self.drop_oldest_part() } else { None }
    }

    fn drop_oldest_part(self) -> Option<Part> {
        let part = self.inner.try_update_value(|inner| inner.spill.drop_oldest())??;
        self.own_record(|record| record.lose(part.amount));
        Some(part)
    }

    /// From now on what leaves the record is let go. What is in files already stays there.
    fn stop_spilling(self) {
        self.own_record(|record| record.hold_leaving(0));
    }

    /// The page's own record, whatever is shown.
    fn own_record(self, change: impl FnOnce(&mut Record)) {
        self.inner.update_value(|inner| match &mut inner.aside {
            Some(aside) => change(aside.record_mut()),
            None => change(&mut inner.record.borrow_mut()),
        });
    }

    /// Takes out what is in files, or on its way there, as the lines of the record are taken out.
    pub(super) fn take_spilled(self) -> Spilled {
        let taken = self.inner.try_update_value(|inner| {
            inner.spill.forgotten += 1;
            Spilled {
                files: inner.spill.files.clone(),
                parts: std::mem::take(&mut inner.spill.parts),
                stored: std::mem::take(&mut inner.spill.stored),
                on_its_way: inner.spill.on_its_way.take(),
            }
        });
        taken.unwrap_or_default()
    }

    /// All of the record that is shown, with what is in files, as it is now.
    #[must_use]
    pub fn whole_record(&self) -> WholeRecord {
        self.inner.with_value(|inner| {
            let record = inner.record.borrow().clone();
            if inner.aside.is_some() {
                return WholeRecord { files: None, parts: Vec::new(), newer: vec![record] };
            }
            let mut newer = vec![record.with_leaving()];
            newer.splice(0..0, inner.spill.on_its_way.clone());
            let parts = inner.spill.parts.iter().copied().collect();
            WholeRecord { files: inner.spill.files.clone(), parts, newer }
        })
    }
}

/// A record with all that belongs to it, in parts: the older ones are read from files, one after the other.
#[derive(Debug, Clone)]
pub struct WholeRecord {
    files: Option<Rc<PrivateFiles>>,
    parts: Vec<Part>,
    /// What is in memory.
    newer: Vec<Record>,
}

impl WholeRecord {
    /// How many parts there are.
    #[must_use]
    pub fn parts(&self) -> usize {
        self.parts.len() + self.newer.len()
    }

    /// One of them, oldest first.
    ///
    /// # Errors
    /// How much is missing, where it cannot be read any more.
    pub async fn part(&self, place: usize) -> Result<Record, LetGo> {
        let Some(part) = self.parts.get(place) else {
            let newer = place.checked_sub(self.parts.len()).and_then(|place| self.newer.get(place));
            return newer.cloned().ok_or(LetGo::default());
        };
        let Some(files) = &self.files else { return Err(part.amount) };
        let bytes = files.read(part.first).await.map_err(|_| part.amount)?;
        let record = read(&bytes);
        if record.amount() == part.amount { Ok(record) } else { Err(part.amount) }
    }

    /// The numbers of its lines: the first, and that behind the last.
    #[must_use]
    pub fn numbers(&self) -> std::ops::Range<u64> {
        let end = self.newer.last().map_or(0, Record::next);
        let first = self.parts.first().map(|part| part.first);
        first.or_else(|| self.newer.first().map(Record::first)).unwrap_or(end)..end
    }

    /// What was let go and is in no file.
    #[must_use]
    pub fn let_go(&self) -> LetGo {
        self.newer.last().map_or(LetGo::default(), Record::let_go)
    }

    /// When the newest line came.
    #[must_use]
    pub fn last_at(&self) -> u64 {
        self.newer.iter().rev().find_map(|record| record.entries().next_back()).map_or(0, |entry| entry.line.at)
    }
}

/// A part as bytes: the lines of a session file, with all secrets.
fn written(part: &Record) -> Vec<u8> {
    let mut out = Vec::new();
    let writer = Writer::begin(&Header::default(), &mut out);
    part.entries().for_each(|entry| writer.entry(&mut out, &entry, &Members::NONE));
    out
}

fn read(bytes: &[u8]) -> Record {
    let mut load = Load::new(Limits::default(), PART);
    // Whether all of it came is seen by how much there is.
    let _ = load.feed(bytes);
    load.end().record
}

#[cfg(test)]
mod tests {
    use fibocom_at::Role;
    use workbench_record::{Direction, Line, LinkChange};

    use super::*;

    #[test]
    fn a_part_is_read_as_it_was_written() {
        let mut record = Record::with_budget(1 << 20);
        record.hold_leaving(1 << 30);
        let long = vec![0xE9; 3 << 20];
        for at in 0..30_000_u64 {
            let raw = [b"+MQTTMSG: \x00\xFF", at.to_string().as_bytes(), b"\r\n"].concat();
            record.write(Line::new(at, Direction::Received(Role::Unsolicited), &raw));
        }
        record.write(Line::new(30_000, Direction::Link(&LinkChange::Restarted), b""));
        record.write(Line { length: 7, damaged: true, ..Line::new(30_000, Direction::Data, &long) });
        record.write(Line::new(30_001, Direction::Command, b"AT\r"));
        let mut parts = 0;
        while let Some(part) = record.take_leaving() {
            let again = read(&written(&part));
            assert!(again.entries().eq(part.entries()));
            assert_eq!((again.amount(), again.first()), (part.amount(), part.first()));
            parts += 1;
        }
        assert!(parts > 3, "{parts}");
    }
}
