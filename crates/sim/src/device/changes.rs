//! What the firmware notices when a fault begins or ends while it runs.

use crate::circumstances::{Circumstances, SimCard};
use crate::device::{Clock, Device, Sim};
use crate::reply::Effect;

impl Device {
    /// Finds the world in these circumstances from now on. What registration and APN need counts from the next attempt on, and
    /// a SIM asks for its PIN at the next start.
    pub(crate) fn meet(&mut self, circumstances: Circumstances) {
        let before = std::mem::replace(&mut self.circumstances, circumstances);
        self.network.signal = circumstances.signal;
        if circumstances.clock != before.clock {
            self.clock = Clock::starting_at(self.now, circumstances.clock);
        }
        match (before.sim, circumstances.sim) {
            (SimCard::Absent, SimCard::Absent) => {}
            (_, SimCard::Absent) => {
                self.network.sim = Sim::Absent;
                self.announce("+SIM DROP");
                self.perform(Effect::RadioOff);
            }
            (SimCard::Absent, SimCard::Locked) => self.network.sim = Sim::Locked,
            // A card that was opened meanwhile stays open.
            (SimCard::Absent | SimCard::Locked, SimCard::Ready) if self.network.sim != Sim::Ready => {
                self.network.sim = Sim::Starting;
                self.later((2_000, 2_000), Effect::SimReady);
            }
            _ => {}
        }
    }
}
