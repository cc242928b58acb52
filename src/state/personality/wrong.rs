//! What was wrong with a module, or with the world around it, by what was asked and what the module said.

use fibocom_at::codes::{BreakCause, CmeError, MqttError, Registration, TlsError};
use fibocom_at::commands::{ADDRESS_LIMIT, ClockReading, Consequence, Open, SimState, Typed, consequences};
use fibocom_at::frame::{Line, int};
use fibocom_at::reply::{Final, Rejection};
use fibocom_at::urc::Urc;
use fibocom_at::{Form, Role};
use fibocom_sim::{Scenario, faults};

use super::clock::Clock;

/// How long the module goes on telling of what a command of the host's has ended, in milliseconds.
const OWN_DOING: u64 = 30_000;

/// Who says no says so at once; who is not there says nothing for so long, in milliseconds.
const NOBODY_THERE: u64 = 15_000;

/// A connection that ends sooner than this is one that somebody ends on purpose, again and again; in milliseconds.
const SOON: u64 = 180_000;

/// So soon after each other two devices throw each other out, who have the same client id string; in milliseconds.
const IN_TURN: u64 = 15_000;

/// A search for the network that takes longer than this is slow, and a SIM that is busy for longer, in milliseconds.
const SLOW_SEARCH: u64 = 60_000;
const SLOW_SIM: u64 = 10_000;

/// A signal below this is weak (004, 3.1).
const WEAK: u32 = 9;

/// `+CSQ` of a module that has no network to measure.
const NO_SIGNAL: u32 = 99;

/// What a record has shown so far.
#[derive(Debug, Default)]
pub(super) struct Wrong {
    clock: Clock,
    asked: Option<Typed>,
    /// When the host last sent a command that ends connections, or the module's work.
    own_doing: Option<u64>,
    /// When the time of the last line was.
    now: u64,
    sim: Option<Scenario>,
    sim_busy: Since,
    is_weak: bool,
    network: Option<Scenario>,
    searches: Since,
    address: Option<Scenario>,
    has_address: bool,
    /// When an address was asked for that has not come.
    dialled: Option<u64>,
    tls: Tls,
    broker: Option<Scenario>,
    openings: Vec<Opening>,
    /// How long each connection lasted that the broker ended soon.
    ended: Vec<u64>,
    /// How often the module started without being told to.
    restarts: u32,
}

/// Something that lasts, and how long is too long.
#[derive(Debug, Default)]
struct Since {
    began: Option<u64>,
    longest: u64,
}

impl Since {
    fn goes_on(&mut self, now: u64) {
        let began = *self.began.get_or_insert(now);
        self.longest = self.longest.max(now.saturating_sub(began));
    }

    fn ends(&mut self, now: u64) {
        if self.began.is_some() {
            self.goes_on(now);
        }
        self.began = None;
    }
}

#[derive(Debug, Default)]
enum Tls {
    #[default]
    Fine,
    /// The broker's certificate was not taken: by its issuer, or by the clock.
    ServerRefused,
    FileRefused,
}

/// A client that is being opened, or is open.
#[derive(Debug)]
struct Opening {
    client: u32,
    with_tls: bool,
    answered: Option<u64>,
    opened: Option<u64>,
}

impl Wrong {
    /// Nothing yet, of a record whose times count from this Unix time in milliseconds.
    pub(super) fn from(zero: u64) -> Self {
        Self { clock: Clock::from(zero), ..Self::default() }
    }

    /// A command went to the module.
    pub(super) fn asks(&mut self, at: u64, raw: &[u8]) {
        self.now = at;
        let typed = Typed::of(raw);
        for consequence in consequences(&String::from_utf8_lossy(raw)) {
            match consequence {
                Consequence::Close(client) => self.openings.retain(|one| one.client != u32::from(client.number())),
                _ => (self.own_doing, self.dialled) = (Some(at), None),
            }
        }
        if let Some(typed) = typed.as_ref().filter(|typed| typed.form == Form::Set) {
            match (typed.name.as_str(), typed.number(0)) {
                ("+MIPCALL", Some(1)) => self.dialled = Some(at),
                (name, Some(client)) if name == Open::NAME => {
                    self.openings.retain(|one| one.client != client);
                    let with_tls = typed.number(5) == Some(2);
                    self.openings.push(Opening { client, with_tls, answered: None, opened: None });
                }
                _ => {}
            }
        }
        self.asked = typed;
    }

    /// The module said a whole line.
    pub(super) fn says(&mut self, at: u64, role: Role, raw: &[u8]) {
        self.now = at;
        let line = Line::of(raw);
        match role {
            Role::Final => match Final::parse(&line) {
                Some(Final::Ok) => self.done(at),
                Some(Final::Rejected(how)) => self.rejected(at, &how),
                Some(Final::DataMode) | None => {}
            },
            Role::Response | Role::Status | Role::Unsolicited => self.tells(at, role, &line),
            _ => {}
        }
    }

    /// The module started anew. A single start may be a hand at its switch.
    pub(super) fn restarted(&mut self, at: u64) {
        self.restarts += u32::from(!self.is_own_doing(at));
        self.link_ended();
        self.clock.restarts();
    }

    /// The link is another one from here on.
    pub(super) fn link_ended(&mut self) {
        (self.asked, self.dialled, self.has_address) = (None, None, false);
        (self.searches.began, self.sim_busy.began) = (None, None);
        self.openings.clear();
    }

    /// What was wrong at the end, or had to be waited for.
    pub(super) fn scenarios(mut self) -> Vec<Scenario> {
        let (sim_is_busy, now) = (self.sim_busy.began.is_some(), self.now);
        self.searches.ends(now);
        self.sim_busy.ends(now);
        let slow_sim = sim_is_busy || self.sim_busy.longest >= SLOW_SIM;
        let slow_search = self.searches.longest >= SLOW_SEARCH;
        let tls = match self.tls {
            Tls::Fine => None,
            Tls::FileRefused => Some(faults::tls::WRONG_KEY),
            Tls::ServerRefused => self.clock.explains(),
        };
        [
            self.sim.or(slow_sim.then_some(faults::sim::SLOW_SIM)),
            self.is_weak.then_some(faults::radio::WEAK_SIGNAL),
            self.network.or(slow_search.then_some(faults::network::SLOW_REGISTRATION)),
            self.address,
            tls,
            self.broker.or(again_and_again(&self.ended)),
            (self.restarts > 1).then_some(faults::module::RESTARTS_TWICE),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn done(&mut self, at: u64) {
        let Some(asked) = &self.asked else { return };
        match (asked.name.as_str(), asked.form) {
            ("+CCLK", Form::Set) => {
                let time = asked.text(0).and_then(ClockReading::parse);
                self.clock.is_set(at, time);
            }
            (name, Form::Set) if name == Open::NAME => {
                if let Some(opening) = self.openings.last_mut() {
                    opening.answered = Some(at);
                }
            }
            _ => {}
        }
    }

    fn rejected(&mut self, at: u64, how: &Rejection) {
        let Some(asked) = self.asked.as_ref().map(|asked| asked.name.clone()) else { return };
        if asked == "+CPIN" {
            match how.equipment() {
                Some(CmeError::SimNotInserted) => self.sim_is(SimState::NotInserted, at),
                Some(CmeError::SimBusy) => self.sim_is(SimState::NotReady, at),
                _ => {}
            }
        } else if asked == Open::NAME {
            self.openings.pop();
            match how.code().map(MqttError::from) {
                Some(MqttError::ServerUnavailable) => self.broker = Some(faults::broker::REFUSES),
                Some(MqttError::BadUserNameOrPassword | MqttError::NotAuthorized) => {
                    self.broker = Some(faults::broker::WRONG_PASSWORD);
                }
                _ => {}
            }
        }
    }

    fn tells(&mut self, at: u64, role: Role, line: &Line<'_>) {
        let values = line.values();
        match line.tag() {
            Some("+CPIN") => {
                if let Some(state) = SimState::parse(&String::from_utf8_lossy(line.rest())) {
                    self.sim_is(state, at);
                }
            }
            Some("+CSQ") => match int(&values, 0) {
                Some(NO_SIGNAL) | None => {}
                Some(signal) => self.is_weak = signal < WEAK,
            },
            Some("+CCLK") => {
                let text = String::from_utf8_lossy(line.rest()).replace('"', "");
                if let Some(time) = ClockReading::parse(&text) {
                    self.clock.shows(at, time);
                }
            }
            Some("+GTSSLERR") => {
                if let Some(number) = values.first().and_then(|number| number.parse::<i32>().ok()) {
                    self.tls_ended(number.into());
                }
            }
            _ => match Urc::parse(line) {
                // The module believes in an address that is none.
                Some(Urc::AddressLost) if values.first().is_some_and(|state| state == "1") => {
                    self.address = Some(faults::ip::STALE_IP);
                }
                // What is asked for is no news: while an address is on its way, there is none.
                Some(Urc::AddressLost) if role == Role::Response => {}
                Some(code) => self.code(at, &code),
                None => {}
            },
        }
    }

    fn code(&mut self, at: u64, code: &Urc) {
        match code {
            Urc::SimReady => self.sim_is(SimState::Ready, at),
            Urc::SimGone => self.sim_is(SimState::NotInserted, at),
            Urc::SimInserted => self.sim_is(SimState::NotReady, at),
            Urc::Registration(_, state) => self.registration(at, *state),
            Urc::AddressAssigned(address) => {
                (self.dialled, self.has_address) = (None, true);
                self.address = address.v4().is_none().then_some(faults::ip::IPV6_ONLY);
            }
            Urc::AddressLost => self.address_lost(at),
            Urc::ClockSynchronised(1) => self.clock.is_set(at, None),
            Urc::LateStatus { tag, client, status } if tag == Open::NAME => {
                self.opened(at, client.number().into(), *status == 1);
            }
            Urc::Broken(..) if self.is_own_doing(at) => {}
            Urc::Broken(client, cause) => match cause {
                BreakCause::LinkDown => self.address = Some(faults::ip::IP_LOST),
                BreakCause::NotRegistered => {
                    self.network = Some(faults::network::NETWORK_LOST);
                    self.searches.began = None;
                }
                BreakCause::Server | BreakCause::Unlisted(_) => self.broken(at, client.number().into()),
            },
            _ => {}
        }
    }

    fn sim_is(&mut self, state: SimState, at: u64) {
        self.sim = match state {
            SimState::NotReady => {
                self.sim_busy.goes_on(at);
                return;
            }
            SimState::Pin => Some(faults::sim::LOCKED_SIM),
            SimState::NotInserted | SimState::EmptyEuicc => Some(faults::sim::NO_SIM),
            _ => None,
        };
        self.sim_busy.ends(at);
    }

    fn registration(&mut self, at: u64, state: Registration) {
        match state {
            Registration::Home | Registration::Roaming => {
                self.network = None;
                self.searches.ends(at);
            }
            Registration::Denied => {
                self.network = Some(faults::network::REGISTRATION_REFUSED);
                self.searches.ends(at);
            }
            // What was lost is searched for as well.
            Registration::Searching if self.network.is_none() => self.searches.goes_on(at),
            _ => {}
        }
    }

    fn address_lost(&mut self, at: u64) {
        let had_one = std::mem::take(&mut self.has_address);
        let limit = u64::try_from(ADDRESS_LIMIT.as_millis()).unwrap_or(u64::MAX);
        match self.dialled.take() {
            Some(dialled) if at.saturating_sub(dialled) <= limit => self.address = Some(faults::ip::WRONG_APN),
            _ if had_one && !self.is_own_doing(at) && self.network.is_none() => {
                self.address = Some(faults::ip::IP_LOST);
            }
            _ => {}
        }
    }

    fn opened(&mut self, at: u64, client: u32, did: bool) {
        let Some(place) = self.openings.iter().position(|one| one.client == client) else { return };
        if did {
            if let Some(opening) = self.openings.get_mut(place) {
                opening.opened = Some(at);
                if opening.with_tls {
                    self.tls = Tls::Fine;
                }
            }
            self.broker = None;
            return;
        }
        let opening = self.openings.remove(place);
        let waited = opening.answered.map_or(0, |answered| at.saturating_sub(answered));
        let is_nobody = waited >= NOBODY_THERE;
        self.broker = Some(if is_nobody { faults::broker::UNREACHABLE } else { faults::broker::WRONG_PASSWORD });
    }

    fn broken(&mut self, at: u64, client: u32) {
        let open = |one: &Opening| one.client == client && one.opened.is_some();
        let place = self.openings.iter().position(open);
        let opened = place.map(|place| self.openings.remove(place)).and_then(|opening| opening.opened);
        let lasted = opened.map(|opened| at.saturating_sub(opened));
        self.ended.extend(lasted.filter(|lasted| *lasted <= SOON));
        self.broker = Some(again_and_again(&self.ended).unwrap_or(faults::broker::DROPS));
    }

    fn tls_ended(&mut self, how: TlsError) {
        self.tls = match how {
            TlsError::Certificate(_) => {
                self.clock.is_held_against_a_certificate();
                Tls::ServerRefused
            }
            TlsError::File(_) => Tls::FileRefused,
            TlsError::None | TlsError::Handshake(_) | TlsError::Unlisted(_) => Tls::Fine,
        };
        // A connection that TLS has ended got no answer from the broker.
        if how != TlsError::None {
            self.broker = None;
        }
    }

    fn is_own_doing(&self, at: u64) -> bool {
        self.own_doing.is_some_and(|own| at.saturating_sub(own) <= OWN_DOING)
    }
}

/// Why connections end that the broker has ended soon, each after so long: once is no habit.
fn again_and_again(ended: &[u64]) -> Option<Scenario> {
    let longest = ended.iter().max().filter(|_| ended.len() > 1)?;
    Some(if *longest <= IN_TURN { faults::broker::ID_TAKEN } else { faults::broker::DROPS })
}
