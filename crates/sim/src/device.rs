//! The firmware's state, and what changes it on its own: the network, the clock, the MQTT clients.

mod changes;
mod clients;
mod clock;
mod gateway;
mod network;
mod tls;
mod tuya;

pub(crate) use clients::{Arrived, Clients, Pending, Session, User};
pub(crate) use clock::{Clock, hour_stamp};
pub(crate) use gateway::{Gateway, Topic, is_gateway_client};
pub(crate) use network::{Bearer, Network, PIN_TRIES, REGISTRATION_NAMES, STALE, Sim, print_address};
pub(crate) use tls::{File, TlsSettings};
pub(crate) use tuya::TuyaEvent;

use fibocom_at::codes::{BreakCause, CmeError, Registration};
use fibocom_at::profile::Manual;

use crate::broker::{BrokerRequest, Connection};
use crate::circumstances::{Circumstances, HEALTHY, SimCard};
use crate::config::Config;
use crate::fault::BootWords;
use crate::random::Random;
use crate::reply::Effect;
use crate::temper::Habits;
use crate::time::Timestamp;

/// A clock that was moved is wrong where it is farther than this from the time of the world, in seconds: half a year. Whoever moves it to
/// the right time has a clock of their own.
const CLOCK_IS_RIGHT_WITHIN: u64 = 182 * 86_400;

/// Everything the firmware knows. Commands read and change it; it never touches the serial line.
pub(crate) struct Device {
    pub(crate) config: Config,
    /// What the faults of this moment make of the world.
    pub(crate) circumstances: Circumstances,
    /// What the module says of its next start.
    pub(crate) boot_words: BootWords,
    pub(crate) now: Timestamp,
    pub(crate) random: Random,
    pub(crate) habits: Habits,
    pub(crate) echo: bool,
    /// Whether results are words, and lines stand between two line ends (`ATV1`).
    pub(crate) has_words: bool,
    /// Whether there are no results (`ATQ1`).
    pub(crate) is_quiet: bool,
    /// `AT+CMEE`: 0 plain errors, 1 numbers, 2 words.
    pub(crate) error_reports: u8,
    pub(crate) network: Network,
    pub(crate) clock: Clock,
    pub(crate) tls: TlsSettings,
    pub(crate) clients: Clients,
    /// The last event of the session with Tuya, while there is one, and which session it is.
    pub(crate) tuya: Option<TuyaEvent>,
    pub(crate) tuya_run: u32,
    /// How many wrong PINs the SIM still takes. The card counts, so that a restart changes nothing.
    pub(crate) pin_tries: u8,
    /// What has to be done outside, in order.
    pub(crate) actions: Vec<Action>,
}

/// What the firmware wants done.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Action {
    /// Print an unsolicited line.
    Announce(Vec<u8>),
    /// Refuse the opening whose final result is being held.
    Refuse(CmeError),
    /// Send a request to the broker.
    Ask(Connection, BrokerRequest),
    /// Let something happen later: shortest and longest delay in milliseconds.
    Later((u64, u64), Effect),
    /// Print many messages, for measurements only.
    Flood { messages: u32, bytes: usize, topics: u32 },
}

impl Device {
    pub(crate) fn new(config: Config) -> Self {
        let mut random = Random::new(config.seed);
        Self {
            now: Timestamp::ZERO,
            circumstances: HEALTHY,
            boot_words: BootWords::Said,
            echo: config.echo,
            has_words: true,
            is_quiet: false,
            error_reports: 0,
            network: Network::new(&HEALTHY, &mut random),
            clock: Clock::starting_at(Timestamp::ZERO, HEALTHY.clock),
            tls: TlsSettings::new(config.profile),
            clients: Clients::default(),
            tuya: None,
            tuya_run: 0,
            pin_tries: PIN_TRIES,
            actions: Vec::new(),
            habits: Habits::of(config.temper, config.seed).like(&config.personality),
            random,
            config,
        }
    }

    /// Loses everything volatile and starts to boot.
    pub(crate) fn reboot(&mut self) {
        for connection in self.clients.connections() {
            self.vanish(connection);
        }
        self.echo = self.config.echo;
        self.has_words = true;
        self.is_quiet = false;
        self.error_reports = 0;
        self.network = Network::new(&self.circumstances, &mut self.random);
        self.clock = Clock::starting_at(self.now, self.circumstances.clock);
        self.tls = TlsSettings::new(self.config.profile);
        if self.network.sim == Sim::Locked && self.pin_tries == 0 {
            self.network.sim = Sim::Blocked;
        }
        self.clients.forget();
        (self.tuya, self.tuya_run) = (None, self.tuya_run.wrapping_add(1));
        self.later(self.circumstances.boot, Effect::Booted);
    }

    /// Whether the series is described by the manual of 2019, whose layouts differ (001).
    pub(crate) fn speaks_2019(&self) -> bool {
        self.config.profile.source.manual == Manual::Nl668V126
    }

    /// Whether somebody has moved the clock to a time that is wrong.
    pub(crate) fn clock_is_moved(&self) -> bool {
        let right = self.config.unix_time.saturating_add(self.now.as_millis() / 1000);
        self.clock.is_moved() && self.clock.unix(self.now).abs_diff(right) > CLOCK_IS_RIGHT_WITHIN
    }

    pub(crate) fn announce(&mut self, line: impl Into<Vec<u8>>) {
        self.actions.push(Action::Announce(line.into()));
    }

    pub(crate) fn later(&mut self, delay: (u64, u64), effect: Effect) {
        self.actions.push(Action::Later(delay, effect));
    }

    /// Lets one thing happen that was due.
    pub(crate) fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Reboot => self.reboot(),
            Effect::Booted => {
                if self.boot_words == BootWords::Said {
                    self.announce("AT command ready");
                }
                if self.circumstances.sim == SimCard::Ready {
                    self.later(self.circumstances.sim_takes, Effect::SimReady);
                }
            }
            Effect::SimReady => self.sim_ready(),
            Effect::Registered if self.network.sim != Sim::Ready => {}
            Effect::Registered => self.registered(),
            Effect::RadioOff => {
                self.drop_clients(BreakCause::NotRegistered);
                self.hang_up();
                self.set_registration(Registration::NotSearching);
            }
            Effect::Dialled => self.dialled(),
            Effect::HungUp => {
                self.drop_clients(BreakCause::LinkDown);
                self.hang_up();
            }
            Effect::TimeReceived { reached } => {
                if reached {
                    let seconds = self.now.as_millis() / 1000;
                    let unix = self.config.unix_time.saturating_add(seconds);
                    self.clock.set(Timestamp::from_millis(seconds * 1000), unix, self.config.zone);
                }
                self.announce(format!("+MIPNTP: {}", u8::from(reached)));
            }
            Effect::Ask(connection, request) => self.actions.push(Action::Ask(connection, request)),
            Effect::ClientClosed(id) => {
                self.announce(format!("+MQTTCLOSE: {id},1"));
            }
            Effect::Register { connection, name } => self.register(connection, &name),
            Effect::Tuya(run, event) => self.tuya_event(run, event),
            Effect::Print(line) => self.announce(line),
            Effect::Flood { messages, bytes, topics } => self.actions.push(Action::Flood { messages, bytes, topics }),
        }
    }

    /// Ends every open connection from the module's side, as when the link is gone (000, 1.4).
    pub(super) fn drop_clients(&mut self, cause: BreakCause) {
        for connection in self.clients.connections() {
            self.vanish(connection);
            self.connection_ended(connection, cause);
        }
    }
}
