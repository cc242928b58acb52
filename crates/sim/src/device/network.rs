//! The radio side: SIM, registration, signal, and the IP address that `AT+MIPCALL` asks for.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use fibocom_at::codes::Registration;

use crate::circumstances::{Circumstances, Coverage, SimCard};
use crate::device::Device;
use crate::fault::BootWords;
use crate::random::Random;
use crate::reply::Effect;

/// The SIM card as the firmware sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sim {
    /// Not read yet, which takes two seconds after boot.
    Starting,
    Ready,
    /// It wants its PIN.
    Locked,
    /// Too many wrong PINs: it wants its PUK.
    Blocked,
    Absent,
}

/// The connection to the operator's data network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Bearer {
    Down,
    Dialling {
        apn: String,
    },
    /// With this address; `0.0.0.0` is one that the network has taken away without a word.
    Up(IpAddr),
}

/// What a module shows that believes in an address which is gone (seen on an L610).
pub(crate) const STALE: IpAddr = IpAddr::V4(Ipv4Addr::UNSPECIFIED);

/// What the radio knows.
#[derive(Debug)]
pub(crate) struct Network {
    pub(crate) sim: Sim,
    pub(crate) radio_on: bool,
    pub(crate) registration: Registration,
    pub(crate) bearer: Bearer,
    /// The PDP context that was dialled through.
    pub(crate) cid: u8,
    /// The reporting modes of `+CREG`, `+CGREG` and `+CEREG`.
    pub(crate) reports: [u8; 3],
    pub(crate) signal: (u64, u64),
    address: Ipv4Addr,
}

/// The names whose reporting modes [`Network::reports`] holds, in its order.
pub(crate) const REGISTRATION_NAMES: [&str; 3] = ["+CREG", "+CGREG", "+CEREG"];

/// How many wrong PINs in a row lock a SIM (3GPP TS 42.017).
pub(crate) const PIN_TRIES: u8 = 3;

/// Location area and cell, in hexadecimal, and the radio access technology: LTE.
const CELL: &str = "\"2A31\",\"0B0C4D21\",7";

impl Network {
    pub(crate) fn new(circumstances: &Circumstances, random: &mut Random) -> Self {
        let mut octet = |low, high| u8::try_from(random.between(low, high)).unwrap_or(1);
        Self {
            sim: match circumstances.sim {
                SimCard::Ready => Sim::Starting,
                SimCard::Locked => Sim::Locked,
                SimCard::Absent => Sim::Absent,
            },
            radio_on: true,
            registration: Registration::NotSearching,
            bearer: Bearer::Down,
            cid: 1,
            reports: [0; 3],
            signal: circumstances.signal,
            address: Ipv4Addr::new(10, octet(1, 250), octet(1, 250), octet(2, 250)),
        }
    }

    /// The received signal strength of this moment, as in `+CSQ`; 99 without a network. A network that refuses the SIM is received.
    pub(crate) fn signal(&self, random: &mut Random) -> u64 {
        if self.registration.has_data() || self.registration == Registration::Denied {
            random.between(self.signal.0, self.signal.1)
        } else {
            99
        }
    }

    /// What follows `+CREG: ` in an unsolicited line or, with the mode before it, in a reply.
    pub(crate) fn registration_fields(&self, mode: u8) -> String {
        let state = self.registration.number();
        if mode >= 2 && self.registration.has_data() { format!("{state},{CELL}") } else { state.to_string() }
    }
}

impl Network {
    /// The address that the network assigns: that of IPv4, or one of IPv6 with the same numbers (RFC 3849 has the prefix).
    fn assigned(&self, only_ipv6: bool) -> IpAddr {
        let [_, a, b, c] = self.address.octets();
        let [a, b, c] = [a, b, c].map(u16::from);
        if only_ipv6 { Ipv6Addr::new(0x2001, 0xdb8, a, b, 0, 0, 0, c).into() } else { self.address.into() }
    }
}

/// An address as modules write it: of IPv6 sixteen decimal numbers (3GPP TS 27.007, 10.1.14; seen on an FM650).
pub(crate) fn print_address(address: IpAddr) -> String {
    match address {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => v6.octets().map(|octet| octet.to_string()).join("."),
    }
}

impl Device {
    /// The SIM answers: it says so, and the search for a network begins.
    pub(crate) fn sim_ready(&mut self) {
        if self.network.sim != Sim::Starting {
            // It was taken out meanwhile, or is there already.
            return;
        }
        self.network.sim = Sim::Ready;
        if std::mem::take(&mut self.boot_words) == BootWords::Said {
            self.announce("+SIM READY");
        }
        self.search();
    }

    /// Starts to look for a network, when there is a SIM and the radio is on.
    pub(crate) fn search(&mut self) {
        if self.network.sim == Sim::Ready && self.network.radio_on {
            self.set_registration(Registration::Searching);
            self.later(self.circumstances.registration, Effect::Registered);
        }
    }

    /// The network answers the search: it accepts the SIM, or not.
    pub(crate) fn registered(&mut self) {
        match self.circumstances.coverage {
            Coverage::There => self.set_registration(Registration::Home),
            Coverage::Denied => self.set_registration(Registration::Denied),
            // It is told when there is one again.
            Coverage::Gone => return,
        }
        if self.circumstances.stale_address && self.network.bearer == Bearer::Down {
            self.network.bearer = Bearer::Up(STALE);
        }
    }

    /// Changes the registration and reports it where reports are on.
    pub(crate) fn set_registration(&mut self, registration: Registration) {
        let wanted = registration == Registration::NotSearching || self.network.radio_on;
        if !wanted || self.network.registration == registration {
            return;
        }
        self.network.registration = registration;
        for (name, mode) in REGISTRATION_NAMES.into_iter().zip(self.network.reports) {
            if mode > 0 {
                self.announce(format!("{name}: {}", self.network.registration_fields(mode)));
            }
        }
    }

    /// The network answers `AT+MIPCALL=1`: with an address, or by taking the call down again.
    pub(crate) fn dialled(&mut self) {
        let Bearer::Dialling { apn } = &self.network.bearer else { return };
        let accepted = self.circumstances.only_apn.is_none_or(|only| only.eq_ignore_ascii_case(apn));
        if accepted {
            let address = self.network.assigned(self.circumstances.only_ipv6);
            self.network.bearer = Bearer::Up(address);
            self.announce(format!("+MIPCALL: {}", print_address(address)));
        } else {
            self.hang_up();
        }
    }

    /// Gives the IP address back and says so.
    pub(crate) fn hang_up(&mut self) {
        if self.network.bearer != Bearer::Down {
            self.network.bearer = Bearer::Down;
            self.announce("+MIPCALL: 0");
            self.lose_tuya();
        }
    }
}
