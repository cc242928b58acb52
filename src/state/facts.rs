//! The facts themselves. Pure data, no signals.

use std::collections::{BTreeMap, BTreeSet};

use fibocom_at::args::{ClientIndex, TopicFilter, TopicRef};
use fibocom_at::codes::{BreakCause, Registration, TuyaEvent};
use fibocom_at::commands::{ClockReading, End, IpAddresses, Operator, Signal};
use fibocom_at::{Failure, Qos, RequestId};
use fibocom_cloud::Cloud;

use super::WorkError;
use super::gateway::NumberedTopic;
use super::opened::Opened;
use super::phase::Phase;
use super::restore::Forgotten;
use super::series::Series;
use super::tls::{ClockAccuracy, TlsFacts};
use super::trouble::{Asked, Trouble};
use super::waiting::WaitsFor;
use crate::link::procedure::{Check, CheckName, Identity, OpenPlan};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModuleFacts {
    /// Who it says it is.
    pub identity: Identity,
    /// Whether it is a virtual one.
    pub is_virtual: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ClientState {
    /// It can be opened.
    #[default]
    Free,
    Opening,
    /// It is connected to its broker.
    Open,
    Closing,
    Broken,
}

impl ClientState {
    /// Whether it has a connection, or one is being made or ended.
    pub(super) const fn is_busy(self) -> bool {
        matches!(self, Self::Opening | Self::Open | Self::Closing)
    }

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

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClientFacts {
    pub state: ClientState,
    /// Host and port of its broker, as last opened.
    pub broker: Option<(String, u16)>,
    pub cause: Option<BreakCause>,
    /// How it was connected, where that is known.
    pub opened: Option<Opened>,
    /// Whether it was found connected: by whom, as whom and with which subscriptions, nobody here knows.
    pub is_found: bool,
}

/// A subscription that the broker confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// The client that holds it.
    pub client: ClientIndex,
    pub filter: TopicRef<TopicFilter>,
    /// The highest quality of service.
    pub qos: Qos,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    pub link: Phase,
    /// Since when it stands there, in milliseconds since the page was loaded.
    pub link_since: u64,
    pub module: Option<ModuleFacts>,
    /// The series in use, with its limits.
    pub series: Series,
    /// Whether the module is being asked for its limits.
    pub asking_limits: bool,
    /// The last signal read.
    pub signal: Option<Signal>,
    /// The last registration heard.
    pub registration: Option<Registration>,
    pub operator: Option<Operator>,
    /// The IP address, or one of IPv4 and one of IPv6.
    pub address: Option<IpAddresses>,
    /// The last clock read.
    pub clock: Option<ClockReading>,
    /// By how many seconds it was ahead of this computer's clock then.
    pub clock_ahead: Option<i64>,
    /// The speed that a module is being asked at, while its speed is looked for.
    pub trying_speed: Option<u32>,
    /// What is known of TLS.
    pub tls: TlsFacts,
    /// Whether the cloud that was chosen is reached with TLS.
    pub tls_wanted: bool,
    /// The clients of the profile.
    pub clients: BTreeMap<ClientIndex, ClientFacts>,
    /// The hosts that a client was connected to, the latest last.
    pub reached: Vec<String>,
    /// The clients whose last opening the module or the broker answered with no, until they are opened or closed again.
    pub unopened: BTreeSet<ClientIndex>,
    pub subscriptions: Vec<Subscription>,
    /// The topics that have a number at a client of MQTT-SN, by client and number.
    pub numbered: Vec<NumberedTopic>,
    /// How many wrong PINs this page has seen the SIM refuse. The SIM counts on its own, and more than the page may know of.
    pub wrong_pins: u8,
    /// The last findings of the network checks.
    pub checks: Vec<Check>,
    pub checking: Option<CheckName>,
    /// The commands that were sent and have not ended.
    pub under_way: Vec<RequestId>,
    /// The command of these whose data the module takes.
    pub data_of: Option<RequestId>,
    /// The command that went out last, if the module asks for data of it, and how that ends: until its own end, or until the module takes
    /// another one where its end says nothing of its data.
    pub may_ask: Option<(RequestId, End)>,
    /// Whether the way back into step is being sought.
    pub resynchronising: bool,
    /// What the module had and has lost without being told to, where it can be set up again.
    pub forgotten: Option<Forgotten>,
    /// Whether what the module had is being set up again.
    pub restoring: bool,
    /// What the module waits for, so that nothing can be sent.
    pub waits_for: Option<WaitsFor>,
    /// Whether the module is dialling.
    pub dialling: bool,
    /// Why the last dial-up gave no address, while there is none.
    pub no_address: Option<WorkError>,
    /// What went wrong by itself and has not been mended, oldest first.
    pub troubles: Vec<Trouble>,
    /// When lines came damaged lately.
    pub damages: Vec<u64>,
    /// When a line came last with a byte doubled or changed.
    pub changed: Option<u64>,
    /// When lines told of another program lately.
    pub strangers: Vec<u64>,
    /// When an answer never came that somebody else may have read.
    pub answers_taken: Vec<u64>,
    /// Whether the port is the module's own USB port, and no adapter's and no virtual one.
    pub is_on_usb: bool,
    /// What the module was told to give up lately.
    pub asked: Vec<Asked>,
    /// Whether this module was told who a client is.
    pub identified: bool,
    /// How many messages this module has published.
    pub published: u64,
    /// What the module told of its session with Tuya since that was started, oldest first.
    pub tuya: Vec<TuyaEvent>,
    /// The cloud that the broker of the virtual module pretends to be.
    pub pretended: Option<Cloud>,
}

/// How many subscriptions, files, numbered topics, and events of a cloud are kept where a module or a file may name any number: more than a module
/// holds.
pub(super) const KEPT: usize = 256;

/// Lets the oldest go where there are more than a module holds.
pub(super) fn keep_newest<T>(list: &mut Vec<T>) {
    list.drain(..list.len().saturating_sub(KEPT));
}

impl Facts {
    /// Whether there is anything to say above the screens.
    #[must_use]
    pub fn has_notes(&self) -> bool {
        self.trouble().is_some() || self.waits_for.is_some() || self.forgotten.is_some()
    }

    /// The client's facts; free, where nothing is known.
    #[must_use]
    pub fn client(&self, client: ClientIndex) -> ClientFacts {
        self.clients.get(&client).cloned().unwrap_or_default()
    }

    /// Whether the client is free because its last opening was answered with no.
    #[must_use]
    pub fn is_unopened(&self, client: ClientIndex) -> bool {
        self.unopened.contains(&client) && self.client(client).state == ClientState::Free
    }

    /// Whether a client was connected to this host before.
    #[must_use]
    pub fn has_reached(&self, host: &str) -> bool {
        self.reached.iter().any(|reached| reached == host)
    }

    /// Takes note of how a client was connected, unless it is gone again by now.
    pub(super) fn opened(&mut self, plan: &OpenPlan) {
        let opened = Opened::by(plan, &self.tls);
        let known = self.clients.entry(plan.open.client).or_default();
        if known.state == ClientState::Open {
            known.opened = Some(opened);
        }
        let host = plan.open.host.as_str();
        self.reached.retain(|reached| reached != host);
        self.reached.push(host.to_owned());
        keep_newest(&mut self.reached);
    }

    /// Takes note of how an opening failed that the module was asked for.
    pub(super) fn opening_failed(&mut self, client: ClientIndex, failure: &Failure) {
        if matches!(failure, Failure::Rejected(_) | Failure::Failed(_)) {
            self.unopened.insert(client);
        }
    }

    /// Whether TLS is what comes next: it is wanted, the module holds nothing for it as far as is known, and no client speaks it.
    #[must_use]
    pub fn needs_tls(&self) -> bool {
        self.tls_wanted && !self.tls.holds_files() && !self.speaks_tls()
    }

    /// Whether a client is connected with TLS, or could be: this page has loaded files for it, or the module holds some and nobody went without them.
    #[must_use]
    pub fn is_tls_done(&self) -> bool {
        let is_ready = self.tls.holds_files() && self.open_clients().next().is_none();
        self.speaks_tls() || is_ready || !self.tls.uploads.is_empty()
    }

    fn speaks_tls(&self) -> bool {
        self.openings().any(|opened| opened.tls.is_some())
    }

    /// Whether the module was told who a client is, or a client is connected with a login.
    #[must_use]
    pub fn has_login(&self) -> bool {
        self.identified || self.openings().any(|opened| opened.has_login)
    }

    /// How the clients were connected that are connected now, where that is known.
    fn openings(&self) -> impl Iterator<Item = Opened> + '_ {
        self.clients.values().filter(|facts| facts.state == ClientState::Open).filter_map(|facts| facts.opened)
    }

    /// How the module's clock stood when it was read.
    #[must_use]
    pub fn clock_accuracy(&self) -> Option<ClockAccuracy> {
        Some(ClockAccuracy::of(&self.clock?, self.clock_ahead?))
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
}

#[cfg(test)]
mod tests {
    use fibocom_at::Rejection;
    use fibocom_at::commands::LoadedTlsFiles;

    use super::super::BrokerCheck;
    use super::*;
    use crate::link::procedure::TlsSetup;

    #[test]
    fn what_a_client_is_connected_with_is_in_use_whoever_set_it_up() {
        let opened = |tls, has_login| Some(Opened { tls, has_login });
        for (state, opened, tls, login) in [
            (ClientState::Open, None, false, false),
            (ClientState::Open, opened(None, false), false, false),
            (ClientState::Open, opened(Some(BrokerCheck::Unknown), false), true, false),
            (ClientState::Open, opened(Some(BrokerCheck::NotMade), true), true, true),
            (ClientState::Broken, opened(Some(BrokerCheck::Made), true), false, false),
        ] {
            let mut facts = Facts { tls_wanted: true, ..Facts::default() };
            facts.clients.insert(ClientIndex::ALL[0], ClientFacts { state, opened, ..ClientFacts::default() });
            assert_eq!((facts.is_tls_done(), facts.has_login(), facts.needs_tls()), (tls, login, !tls), "{opened:?}");
        }
        let held = LoadedTlsFiles { name: "TRUSTFILE".to_owned(), count: 1 };
        let setup = TlsSetup { loaded: Some(vec![held]), ..TlsSetup::default() };
        let mut facts = Facts { tls_wanted: true, identified: true, ..Facts::default() };
        facts.tls.setup = Some(setup);
        assert!(facts.is_tls_done() && facts.has_login() && !facts.needs_tls());
        let plain = ClientFacts { state: ClientState::Open, ..ClientFacts::default() };
        facts.clients.insert(ClientIndex::ALL[0], plain);
        assert!(!facts.is_tls_done(), "it went without what the module holds");
    }

    #[test]
    fn a_client_that_was_refused_is_told_from_one_that_nobody_opened() {
        let client = ClientIndex::ALL[0];
        for (failure, expected) in [
            (Failure::Rejected(Rejection::Plain), true),
            (Failure::Failed(0), true),
            (Failure::Lost, false),
            (Failure::Cancelled, false),
        ] {
            let mut facts = Facts::default();
            facts.opening_failed(client, &failure);
            assert_eq!(facts.is_unopened(client), expected, "{failure:?}");
            facts.forget_connection(client);
            assert!(!facts.is_unopened(client), "it was opened or closed since");
        }
        let mut facts = Facts::default();
        facts.opening_failed(client, &Failure::Failed(0));
        facts.clients.entry(client).or_default().state = ClientState::Open;
        assert!(!facts.is_unopened(client), "it was open after all");
    }
}
