//! The facts themselves, and how each happening changes them. Pure data, no signals.

use std::{collections::BTreeMap, net::IpAddr};

use fibocom_at::Qos;
use fibocom_at::args::{ClientIndex, TopicFilter, TopicRef};
use fibocom_at::codes::{BreakCause, Registration, TuyaEvent};
use fibocom_at::commands::{ClockReading, Open, Operator, Signal};
use fibocom_at::urc::Urc;
use fibocom_cloud::Cloud;

use super::gateway::{Heard, NumberedTopic};
use super::series::Series;
use super::tls::{ClockStanding, TlsFacts};
use super::waiting::WaitsFor;
use crate::session::procedure::{Check, CheckName, Identity};
use crate::transport::{LostReason, ReadFault};

/// Where the link stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum LinkState {
    /// Nothing is connected.
    #[default]
    Closed,
    /// The port is being opened.
    Opening,
    /// The port is asked whether a module answers, and which.
    Probing,
    /// The module waits for a command.
    Ready,
    /// A command is under way.
    Busy,
    /// The module waits for data.
    Prompt,
    /// The link went away by itself.
    Lost,
    /// The port did not open, or no module answered.
    Failed,
}

impl LinkState {
    /// Whether a module is connected and identified.
    #[must_use]
    pub const fn is_up(self) -> bool {
        matches!(self, Self::Ready | Self::Busy | Self::Prompt)
    }

    /// The name that the automation API uses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Opening => "opening",
            Self::Probing => "probing",
            Self::Ready => "ready",
            Self::Busy => "busy",
            Self::Prompt => "prompt",
            Self::Lost => "lost",
            Self::Failed => "failed",
        }
    }
}

/// The connected module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModuleFacts {
    /// Who it says it is.
    pub identity: Identity,
    /// Whether it is a virtual one.
    pub is_virtual: bool,
}

/// Where a client stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ClientState {
    /// It can be opened.
    #[default]
    Free,
    /// It is being opened.
    Opening,
    /// It is connected to its broker.
    Open,
    /// It is being closed.
    Closing,
    /// Its connection broke.
    Broken,
}

impl ClientState {
    /// The name that the automation API uses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::Opening => "opening",
            Self::Open => "open",
            Self::Closing => "closing",
            Self::Broken => "broken",
        }
    }
}

/// One client.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClientFacts {
    /// Where it stands.
    pub state: ClientState,
    /// Host and port of its broker, as last opened.
    pub broker: Option<(String, u16)>,
    /// Why it broke.
    pub cause: Option<BreakCause>,
}

/// A subscription that the broker confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// The client that holds it.
    pub client: ClientIndex,
    /// The topics.
    pub filter: TopicRef<TopicFilter>,
    /// The highest quality of service.
    pub qos: Qos,
}

/// Something that went wrong by itself, for the page to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The link went away.
    Lost(LostReason),
    /// Reading failed and goes on; bytes were probably lost.
    ReadFault(ReadFault),
    /// The module started anew and forgot everything.
    Rebooted,
    /// The module stopped answering.
    Unresponsive,
    /// A client's connection broke.
    Broken(ClientIndex, BreakCause),
    /// The module lost its IP address.
    AddressLost,
    /// The SIM is gone.
    SimGone,
}

/// All facts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// The link.
    pub link: LinkState,
    /// The module, once identified.
    pub module: Option<ModuleFacts>,
    /// The series in use, with its limits.
    pub series: Series,
    /// Whether the module is being asked for its limits.
    pub asking_limits: bool,
    /// The last signal read.
    pub signal: Option<Signal>,
    /// The last registration heard.
    pub registration: Option<Registration>,
    /// The operator.
    pub operator: Option<Operator>,
    /// The IP address.
    pub address: Option<IpAddr>,
    /// The last clock read.
    pub clock: Option<ClockReading>,
    /// By how many seconds it was ahead of this computer's clock then.
    pub clock_ahead: Option<i64>,
    /// What is known of TLS.
    pub tls: TlsFacts,
    /// The clients of the profile.
    pub clients: BTreeMap<ClientIndex, ClientFacts>,
    /// The subscriptions.
    pub subscriptions: Vec<Subscription>,
    /// The topics that have a number at a client of MQTT-SN, by client and number.
    pub numbered: Vec<NumberedTopic>,
    /// How many wrong PINs this page has seen the SIM refuse. The SIM counts on its own, and more than the page may know of.
    pub wrong_pins: u8,
    /// The last findings of the network checks.
    pub checks: Vec<Check>,
    /// The check under way.
    pub checking: Option<CheckName>,
    /// What the module waits for, so that nothing can be sent.
    pub waits_for: Option<WaitsFor>,
    /// Whether the module is dialling.
    pub dialling: bool,
    /// What went wrong by itself, last.
    pub trouble: Option<Trouble>,
    /// Whether this module was told who a client is.
    pub identified: bool,
    /// How many messages this module has published.
    pub published: u64,
    /// What the module told of its session with Tuya since that was started, oldest first.
    pub tuya: Vec<TuyaEvent>,
    /// The cloud that the broker of the virtual module pretends to be.
    pub pretended: Option<Cloud>,
}

impl Facts {
    /// The client's facts; free, where nothing is known.
    #[must_use]
    pub fn client(&self, client: ClientIndex) -> ClientFacts {
        self.clients.get(&client).cloned().unwrap_or_default()
    }

    /// How the module's clock stood when it was read.
    #[must_use]
    pub fn clock_standing(&self) -> Option<ClockStanding> {
        Some(ClockStanding::of(&self.clock?, self.clock_ahead?))
    }

    /// The clients that are connected.
    pub fn open_clients(&self) -> impl Iterator<Item = ClientIndex> + '_ {
        self.clients.iter().filter(|(_, facts)| facts.state == ClientState::Open).map(|(client, _)| *client)
    }

    /// Whether the SIM, as last found, keeps the module out of the network.
    #[must_use]
    pub fn sim_is_shut(&self) -> bool {
        self.checks.iter().any(Check::is_shut_sim)
    }

    /// Takes in how far the session with Tuya is. A reset begins it anew, whoever started it.
    fn hear_of_tuya(&mut self, event: TuyaEvent) {
        if event == TuyaEvent::Reset {
            self.tuya.clear();
        }
        self.tuya.push(event);
    }

    /// The module forgot everything: it restarted, or another one is connected.
    pub(super) fn forget_module_state(&mut self) {
        *self = Self {
            link: self.link,
            // The broker does not restart with the module.
            pretended: self.pretended.filter(|_| self.module.is_some()),
            module: self.module.take(),
            series: std::mem::take(&mut self.series),
            trouble: self.trouble.take(),
            ..Self::default()
        };
    }

    /// Takes in an unsolicited code.
    pub(super) fn hear(&mut self, code: &Urc) {
        match code {
            Urc::AddressAssigned(address) => self.address = Some(*address),
            Urc::AddressLost => {
                // A dial-up that fails says the same as an address that is lost.
                let had_one = self.address.take().is_some() || self.open_clients().next().is_some();
                if had_one {
                    self.trouble = Some(Trouble::AddressLost);
                }
                for facts in self.clients.values_mut().filter(|facts| facts.state == ClientState::Open) {
                    facts.state = ClientState::Broken;
                    facts.cause = Some(BreakCause::LinkDown);
                }
                self.subscriptions.clear();
                self.numbered.clear();
            }
            Urc::Registration(_, state) => self.registration = Some(*state),
            Urc::Broken(client, cause) => {
                self.break_client(*client, Some(*cause));
                self.trouble = Some(Trouble::Broken(*client, *cause));
            }
            Urc::Closed(client) => self.break_client(*client, None),
            Urc::LateStatus { tag, client, status: 1 } if tag == Open::NAME => {
                self.clients.entry(*client).or_default().state = ClientState::Open;
            }
            Urc::CloudEvent { event, .. } => self.hear_of_tuya(*event),
            Urc::TopicRegistered(_, Some(registered)) => self.learn_topic(registered.clone(), Heard::Announced),
            Urc::SimGone => self.trouble = Some(Trouble::SimGone),
            _ => {}
        }
    }

    /// A break and the close that follows it are one event; the first gives the cause.
    fn break_client(&mut self, client: ClientIndex, cause: Option<BreakCause>) {
        let facts = self.clients.entry(client).or_default();
        if facts.state != ClientState::Free {
            facts.state = ClientState::Broken;
            facts.cause = cause.or(facts.cause);
        }
        self.forget_connection(client);
    }
}

#[cfg(test)]
mod tests {
    use fibocom_at::Profile;

    use super::*;

    fn with_open_client() -> Facts {
        let mut facts = Facts::default();
        facts.clients.insert(ClientIndex::ALL[0], ClientFacts { state: ClientState::Open, ..ClientFacts::default() });
        facts
    }

    #[test]
    fn a_break_and_its_close_are_one_event() {
        let client = ClientIndex::ALL[0];
        for codes in [
            vec![Urc::Broken(client, BreakCause::Server), Urc::Closed(client)],
            vec![Urc::Closed(client), Urc::Broken(client, BreakCause::Server)],
        ] {
            let mut facts = with_open_client();
            codes.iter().for_each(|code| facts.hear(code));
            assert_eq!(facts.client(client).state, ClientState::Broken);
            assert_eq!(facts.client(client).cause, Some(BreakCause::Server));
        }
    }

    #[test]
    fn without_an_address_no_client_is_connected() {
        let mut facts = Facts::default();
        facts.hear(&Urc::AddressLost);
        assert_eq!(facts.trouble, None, "there was no address to lose");
        let mut facts = with_open_client();
        facts.hear(&Urc::AddressLost);
        assert_eq!(facts.open_clients().count(), 0);
        assert_eq!(facts.trouble, Some(Trouble::AddressLost));
    }

    #[test]
    fn a_restart_forgets_all_but_the_module_itself() {
        let mut facts = with_open_client();
        facts.link = LinkState::Ready;
        facts.series.choose(Profile::for_model("L610"));
        facts.forget_module_state();
        assert_eq!((facts.clients.len(), facts.link, facts.series.row().name), (0, LinkState::Ready, "L610"));
    }
}
