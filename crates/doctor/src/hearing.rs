//! Pairs commands with what came of them: hears the pieces that were found, and says for each thing in which line it stands.

use std::collections::VecDeque;

use fibocom_at::commands::{Typed, recognise_all};
use fibocom_at::engine::{Event as Told, Timestamp};
use fibocom_at::frame::refit;
use fibocom_at::secrets::stand_in;
use fibocom_at::{Heard, Listener, RequestId};

use crate::finder::{Found, What, announced};
use crate::seen::{Command, CommandId, Ended, Event, Seen};

/// How many bytes a printed message may have before the module may have cut it.
const MESSAGE_MAX: usize = 1_500;

/// The most data that is made up for data that the log withholds.
const FILLER_MAX: u64 = 1 << 16;

/// How much of data is kept.
const DATA_MAX: usize = 16 * 1_024;

/// A gap longer than this is a clock that was set, not a silence: 26 hours.
const GAP_MAX: u64 = 26 * 3_600_000;

/// A message whose rest has not come within this time, in milliseconds, was cut.
const REST: u64 = 2_500;

/// How many commands may be under way at once. The oldest is let go.
const OPEN_MAX: usize = 64;

/// A command that has not ended.
#[derive(Debug)]
struct Open {
    id: CommandId,
    line: u64,
    at: u64,
    typed: Typed,
    others: Vec<Typed>,
}

/// Data that a command announced.
#[derive(Debug)]
struct Due {
    /// How many bytes of it were not seen.
    bytes: u64,
    /// In how many lines of the log it stood so far.
    lines: u64,
}

/// A logger that takes line ends away takes so many bytes of the last line at most, and one of each other: a line feed was put between.
const LINE_END: u64 = 2;

/// Hears a log.
#[derive(Debug)]
pub struct Hearing {
    listener: Listener,
    /// The clock of the listener: it never goes back, and makes no leaps.
    now: u64,
    last: Option<u64>,
    /// Whether the log has times.
    timed: bool,
    /// Bytes that came, told or not: up to which count they stand in which line.
    lines: VecDeque<(u64, u64)>,
    came: u64,
    told: u64,
    line: u64,
    /// The line of the first piece of a command that has not ended.
    begun: Option<u64>,
    open: VecDeque<Open>,
    /// What the piece at hand says of the data it may be.
    exact: bool,
    length: Option<u64>,
    /// The data that is to come.
    due: Option<Due>,
    /// Whether what is said to the listener now was made up.
    makes_up: bool,
    seen: VecDeque<Seen>,
}

impl Default for Hearing {
    fn default() -> Self {
        Self {
            listener: Listener::new(MESSAGE_MAX),
            now: 0,
            last: None,
            timed: false,
            lines: VecDeque::new(),
            came: 0,
            told: 0,
            line: 0,
            begun: None,
            open: VecDeque::new(),
            exact: true,
            length: None,
            due: None,
            makes_up: false,
            seen: VecDeque::new(),
        }
    }
}

impl Hearing {
    /// Hears the next piece.
    pub fn hear(&mut self, mut found: Found) {
        self.line = found.line;
        if let Some(at) = found.at {
            self.timed = true;
            let step = self.last.map_or(0, |last| at.saturating_sub(last));
            self.now += if step > GAP_MAX { 0 } else { step };
            self.last = Some(at);
        }
        self.exact = found.exact;
        if found.what == What::Sent && !self.timed && self.came > self.told {
            // Nothing tells that time passed: whoever sends the next command waits no longer for the rest of a message.
            self.now += REST;
            self.listener.tick(Timestamp(self.now));
            self.take();
        }
        let now = Timestamp(self.now);
        self.fit_stand_ins(&mut found);
        self.length = found.length;
        self.measure(&mut found);
        let is_part = found.what == What::Sent && !found.bytes.ends_with(b"\r") && !found.bytes.ends_with(b"\n");
        match found.what {
            What::Sent | What::Data => {
                let is_other = |length: u64| found.what == What::Data && length != found.bytes.len() as u64;
                let withheld =
                    found.length.filter(|length| *length > 0 && (found.bytes.is_empty() || is_other(*length)));
                match withheld {
                    Some(length) => {
                        let filler = usize::try_from(length.min(FILLER_MAX)).unwrap_or_default();
                        self.listener.sent(now, &vec![b'x'; filler]);
                    }
                    None => self.listener.sent(now, &found.bytes),
                }
            }
            What::Received => {
                self.came += found.bytes.len() as u64;
                self.lines.push_back((self.came, found.line));
                self.listener.received(now, &found.bytes);
            }
            What::Link => self.see(found.line, Event::Link(found.bytes)),
            What::Host => self.see(found.line, Event::Host(found.bytes)),
        }
        self.take();
        if is_part {
            self.begun = self.begun.or(Some(self.line));
        }
    }

    /// Stand-ins have another length than what they stand for: a reply gets lengths that fit them, and data counts as much as was announced.
    fn fit_stand_ins(&self, found: &mut Found) {
        let has_stand_ins = |found: &Found| !stand_in::all(&found.bytes).is_empty();
        match found.what {
            What::Received if found.length.is_some() || has_stand_ins(found) => {
                if let Some(fitted) = refit(&found.bytes) {
                    found.bytes = fitted;
                }
            }
            What::Data if found.exact && found.length.is_none() && has_stand_ins(found) => {
                found.length = self.due.as_ref().filter(|due| due.lines == 0).map(|due| due.bytes);
            }
            _ => {}
        }
    }

    /// Counts the data that a command announced. Where the logger took line ends away, they are made up: the conversation would wait for
    /// them.
    fn measure(&mut self, found: &mut Found) {
        match found.what {
            What::Data if !found.exact && found.length.is_none() => {
                let Some(Due { bytes, lines }) = &mut self.due else { return };
                if *lines > 0 {
                    // Lines that go on: which line ends stood between them is not known.
                    found.bytes.truncate(usize::try_from(*bytes).unwrap_or(usize::MAX));
                }
                *bytes = bytes.saturating_sub(found.bytes.len() as u64);
                *lines += 1;
            }
            What::Data => self.due = None,
            What::Sent | What::Received => {
                let is_line_ends = |due: &mut Due| due.lines > 0 && (1..due.lines + LINE_END).contains(&due.bytes);
                if let Some(due) = self.due.take_if(is_line_ends) {
                    let line_ends = vec![b'\n'; usize::try_from(due.bytes).unwrap_or_default()];
                    self.makes_up = true;
                    self.listener.sent(Timestamp(self.now), &line_ends);
                    self.take();
                    self.makes_up = false;
                }
                if found.what == What::Sent {
                    self.due = announced(found.bytes.trim_ascii()).map(|bytes| Due { bytes, lines: 0 });
                }
            }
            What::Link | What::Host => {}
        }
    }

    /// The log has ended.
    pub fn end(&mut self) {
        self.exact = false;
        self.length = None;
        self.listener.tick(Timestamp(self.now));
        self.listener.lost();
        self.take();
        self.see(self.line, Event::End);
    }

    /// What was seen, in order.
    pub fn poll(&mut self) -> Option<Seen> {
        self.seen.pop_front()
    }

    fn see(&mut self, line: u64, event: Event) {
        let at = self.timed.then_some(self.now);
        self.seen.push_back(Seen { line, at, event });
    }

    fn take(&mut self) {
        while let Some(heard) = self.listener.poll() {
            match heard {
                Heard::Command(id, text) => self.command(id, text),
                Heard::Data(_) if self.makes_up => {}
                Heard::Data(bytes) => {
                    self.begun = None;
                    let length = self.length.unwrap_or(bytes.len() as u64);
                    let bytes = if self.length.is_some() { Vec::new() } else { bytes };
                    let bytes = bytes.get(..DATA_MAX).map_or(bytes.clone(), <[u8]>::to_vec);
                    let command = self.open.back().map(|open| open.id);
                    self.see(self.line, Event::Data { command, bytes, length, exact: self.exact });
                }
                Heard::Event(event) => self.event(event),
            }
        }
    }

    fn command(&mut self, id: RequestId, text: Vec<u8>) {
        let line = self.begun.take().unwrap_or(self.line);
        let typed = recognise_all(&String::from_utf8_lossy(&text));
        if let Some((first, others)) = typed.split_first() {
            let (typed, others) = (first.clone(), others.to_vec());
            self.open.push_back(Open { id: id.0, line, at: self.now, typed, others });
        }
        if self.open.len() > OPEN_MAX {
            self.open.pop_front();
        }
        self.see(line, Event::Command(Command { id: id.0, text, typed }));
    }

    fn event(&mut self, event: Told) {
        match event {
            Told::Line { raw, role, damaged, request } => {
                // The line of the log in which its first character stands: rows of a dump have parts of it.
                let blanks = raw.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
                let begins = self.told + blanks.min(raw.len().saturating_sub(1)) as u64;
                let place = self.lines.partition_point(|(end, _)| *end <= begins);
                let line = self.lines.get(place).map_or(self.line, |(_, line)| *line);
                self.told += raw.len() as u64;
                let over = self.lines.partition_point(|(end, _)| *end <= self.told);
                self.lines.drain(..over);
                let raw = raw.to_vec();
                self.see(line, Event::Line { role, raw, damaged, command: request.map(|request| request.0) });
            }
            Told::Completed(id, result) => {
                let Some(place) = self.open.iter().position(|open| open.id == id.0) else { return };
                let Some(open) = self.open.remove(place) else { return };
                let took = self.timed.then(|| self.now - open.at);
                let Open { id: command, line, typed, others, .. } = open;
                let ended = Ended { command, line, typed, others, result, took };
                self.see(self.line, Event::Ended(ended));
            }
            Told::Urc(code) => self.see(self.line, Event::Code(code)),
            Told::Message(message) => self.see(self.line, Event::Message(message)),
            Told::Rebooted => self.see(self.line, Event::Restarted),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Doctor;

    #[test]
    fn a_line_of_several_rows_of_a_dump_is_named_by_its_first() {
        let marked =
            "TX 41 54 2b\nTX 43 53 51 0d\nRX 0d 0a 2b 43 53\nRX 51 3a 20 39 2c 39 39 0d 0a\nRX 0d 0a 4f\nRX 4b 0d 0a\n";
        let unmarked = "00000000: 4154 2b43 5351 0d0d 0a2b 4353 513a 2032  AT+CSQ...+CSQ: 2\n\
                        00000010: 302c 3939 0d0a 0d0a 4f4b                 0,99....OK\n00000020: 0d0a                                     ..\n";
        for (log, expected) in [(marked, [1, 3, 5]), (unmarked, [1, 1, 2])] {
            let mut doctor = Doctor::default();
            let mut lines = Vec::new();
            let mut see = |seen: &Seen| {
                if seen.traffic().is_some() {
                    lines.push(seen.line);
                }
            };
            doctor.feed(log.as_bytes(), &mut see);
            let _ = doctor.end(&mut see);
            assert_eq!(lines, expected, "{log}");
        }
    }
}
