//! The serial line between module and host, with what befalls bytes on their way.

use std::collections::VecDeque;

use crate::fault::Mishap;
use crate::random::Random;
use crate::time::Timestamp;
use crate::troubles::Troubles;
use crate::uart;

/// Most bytes that wait on their way to the host; what goes beyond is lost, as on a UART.
const WAITING_MAX: usize = 65_536;

/// The speed these modules are delivered with, in bauds.
const FACTORY_BAUD: u32 = 115_200;

/// Keeps the draws of the two directions apart: what is lost on one does not depend on what goes over the other.
const APART: u64 = 0x5BE0_CD19_137E_2179;

/// A line of one module.
#[derive(Debug)]
pub(crate) struct Cable {
    /// The host's speed, in bauds.
    host_baud: u32,
    to_host: Random,
    from_host: Random,
    /// What comes in pieces, with its times.
    waiting: VecDeque<(Timestamp, Vec<u8>)>,
    /// What is said while the firmware stands still.
    held: Vec<u8>,
    bytes: usize,
}

impl Cable {
    pub(crate) const fn new(seed: u64) -> Self {
        Self {
            host_baud: FACTORY_BAUD,
            to_host: Random::new(seed ^ APART),
            from_host: Random::new(seed ^ APART.rotate_left(32)),
            waiting: VecDeque::new(),
            held: Vec::new(),
            bytes: 0,
        }
    }

    /// The host has set its port to this speed, in bauds.
    pub(crate) const fn set_host_baud(&mut self, baud: u32) {
        self.host_baud = baud;
    }

    /// Loses what is on its way.
    pub(crate) fn clear(&mut self) {
        self.waiting.clear();
        self.held.clear();
        self.bytes = 0;
    }

    /// Whether nothing is on its way.
    pub(crate) fn is_empty(&self) -> bool {
        self.waiting.is_empty() && self.held.is_empty()
    }

    /// What the module hears of bytes from the host.
    pub(crate) fn receive(&mut self, bytes: &[u8], troubles: &mut Troubles) -> Vec<u8> {
        let bytes = match troubles.baud() {
            Some(own) => uart::heard(bytes, self.host_baud, own),
            None => bytes.to_vec(),
        };
        befall(bytes, &mut self.from_host, troubles)
    }

    /// Sends bytes on their way to the host; gives what arrives at once.
    pub(crate) fn send(&mut self, now: Timestamp, bytes: &[u8], troubles: &mut Troubles) -> Vec<u8> {
        if troubles.hangs() {
            let room = WAITING_MAX.saturating_sub(self.held.len());
            self.held.extend(bytes.iter().take(room));
            return Vec::new();
        }
        let bytes = match troubles.baud() {
            Some(own) => uart::heard(bytes, own, self.host_baud),
            None => bytes.to_vec(),
        };
        let bytes = befall(bytes, &mut self.to_host, troubles);
        if self.waiting.is_empty() && troubles.pieces().is_none() {
            return bytes;
        }
        self.break_up(now, &bytes, troubles);
        Vec::new()
    }

    /// What was said while the firmware stood still, for [`Cable::send`].
    pub(crate) fn take_held(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.held)
    }

    /// What has arrived by now.
    pub(crate) fn arrived(&mut self, now: Timestamp) -> Vec<u8> {
        let mut arrived = Vec::new();
        while let Some((at, piece)) = self.waiting.pop_front() {
            if at > now {
                self.waiting.push_front((at, piece));
                break;
            }
            self.bytes = self.bytes.saturating_sub(piece.len());
            arrived.extend(piece);
        }
        arrived
    }

    /// When something arrives next.
    pub(crate) fn next(&self) -> Option<Timestamp> {
        self.waiting.front().map(|(at, _)| *at)
    }

    /// Puts bytes behind those that are on their way, in pieces for as long as that lasts.
    fn break_up(&mut self, now: Timestamp, bytes: &[u8], troubles: &mut Troubles) {
        let room = WAITING_MAX.saturating_sub(self.bytes).min(bytes.len());
        let mut rest = bytes.get(..room).unwrap_or_default();
        self.bytes += rest.len();
        let mut at = self.waiting.back().map_or(now, |(last, _)| now.max(*last));
        while !rest.is_empty() {
            let Some((number, most, (shortest, longest))) = troubles.pieces() else {
                self.waiting.push_back((at, rest.to_vec()));
                return;
            };
            let most = u64::try_from(most).unwrap_or(u64::MAX);
            let length = usize::try_from(troubles.random().between(1, most)).unwrap_or(usize::MAX);
            at = at.plus(troubles.random().between(shortest, longest));
            let (piece, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
            self.waiting.push_back((at, piece.to_vec()));
            troubles.count(number);
            rest = after;
        }
    }
}

/// What is left of bytes after what befalls them.
fn befall(bytes: Vec<u8>, random: &mut Random, troubles: &mut Troubles) -> Vec<u8> {
    let mut mishaps = troubles.mishaps();
    if mishaps.is_empty() {
        return bytes;
    }
    let mut left = Vec::with_capacity(bytes.len());
    for byte in bytes {
        let mut as_sent = vec![byte];
        mishaps.retain(|(number, mishap, one_in)| {
            if random.between(1, u64::from(*one_in).max(1)) != 1 {
                return true;
            }
            match mishap {
                Mishap::Lost => as_sent.clear(),
                Mishap::Doubled => as_sent.push(byte),
                Mishap::Disturbed => {
                    let other = u8::try_from(random.between(1, 255)).unwrap_or(1);
                    as_sent.iter_mut().for_each(|byte| *byte ^= other);
                }
            }
            troubles.count(*number)
        });
        left.extend(as_sent);
    }
    left
}
