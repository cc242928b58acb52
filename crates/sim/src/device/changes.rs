//! What the firmware notices when a fault begins or ends while it runs.

use fibocom_at::codes::{BreakCause, Registration};

use crate::circumstances::{Circumstances, Coverage, SimCard};
use crate::device::{Bearer, Device, STALE, Sim};
use crate::reply::Effect;

impl Device {
    /// Finds the world in these circumstances from now on. What registration and APN need counts from the next attempt on, and
    /// a SIM asks for its PIN, and a clock shows another time, at the next start.
    pub(crate) fn meet(&mut self, circumstances: Circumstances) {
        let before = std::mem::replace(&mut self.circumstances, circumstances);
        self.network.signal = circumstances.signal;
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
                self.later(self.circumstances.sim_takes, Effect::SimReady);
            }
            _ => {}
        }
        if circumstances.coverage != before.coverage {
            self.find_network(circumstances.coverage);
        }
        if circumstances.stale_address && !before.stale_address && matches!(self.network.bearer, Bearer::Up(_)) {
            self.network.bearer = Bearer::Up(STALE);
            self.drop_clients(BreakCause::Server);
        }
    }

    /// The network is there, turns the SIM away, or is gone, from now on.
    fn find_network(&mut self, coverage: Coverage) {
        let searches = self.network.sim == Sim::Ready && self.network.radio_on;
        match coverage {
            Coverage::There => self.search(),
            _ if !searches => {}
            Coverage::Denied | Coverage::Gone => {
                self.drop_clients(BreakCause::NotRegistered);
                self.hang_up();
                let denied = coverage == Coverage::Denied;
                self.set_registration(if denied { Registration::Denied } else { Registration::Searching });
            }
        }
    }

    /// The network takes the address away (000 and 003, 1.4: cause 2).
    pub(crate) fn lose_address(&mut self) {
        if matches!(self.network.bearer, Bearer::Up(_)) {
            self.drop_clients(BreakCause::LinkDown);
            self.hang_up();
        }
    }
}
