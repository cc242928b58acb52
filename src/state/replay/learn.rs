//! What the end of a command says is true now, for one that somebody else gave: the facts that the page's own procedures would have noted.

use fibocom_at::args::{ClientIndex, ContextId, Topic, TopicFilter, TopicForm, TopicRef};
use fibocom_at::commands::{
    Addresses, Attention, DialState, FreeClients, Open, ReadClock, ReadDial, ReadOperator, ReadRegisteredTopics,
    ReadRegistration, ReadSignal, ReadSim, ReadTlsError, ReadTlsFiles, ReadTlsVersion, ReadVerification, RegisterTopic,
    TlsFileKind, Typed, recognise,
};
use fibocom_at::profile::PERMISSIVE;
use fibocom_at::urc::Domain;
use fibocom_at::{Command, Failure, Form, Qos, Reply};

use super::super::facts::{KEPT, keep_newest};
use super::super::gateway::Heard;
use super::super::tls::Upload;
use super::super::trouble::Fact;
use super::super::{ClientState, Facts, Opened, Subscription};
use crate::link::procedure::{Check, CheckName, CheckResult, is_wrong_pin};

/// A command that has ended.
pub(super) struct Ended<'a> {
    /// The line that was sent.
    pub(super) line: &'a [u8],
    pub(super) result: &'a Result<Reply, Failure>,
    /// How long it took, in milliseconds.
    pub(super) took: u64,
    /// The time at which it ended, in seconds since 1970.
    pub(super) unix: i64,
}

/// What an entry of a list takes besides its text, in bytes.
const ENTRY: usize = 128;

impl Facts {
    /// Bounds what a file makes known, whatever it says.
    pub(super) fn keep_newest(&mut self) {
        keep_newest(&mut self.subscriptions);
        keep_newest(&mut self.tls.uploads);
        keep_newest(&mut self.numbered);
        keep_newest(&mut self.tuya);
    }

    /// About how many bytes of memory a copy takes, besides its own size and who the module is.
    pub(super) fn weight(&self) -> usize {
        let lists = self.subscriptions.len() + self.numbered.len() + self.tls.uploads.len() + self.tuya.len();
        let others = self.checks.len() + self.under_way.len() + self.troubles.len() + self.clients.len() + 1;
        let filters: usize = self.subscriptions.iter().map(|held| held.filter.text().len()).sum();
        let topics: usize = self.numbered.iter().map(|known| known.registered.topic.len()).sum();
        let brokers = self.clients.values().filter_map(|client| client.broker.as_ref());
        let hosts: usize = brokers.map(|(host, _)| host.len()).sum();
        ENTRY * lists + 512 * others + filters + topics + hosts
    }

    /// A command line goes out.
    pub(super) fn begins(&mut self, line: &[u8]) {
        let typed = recognise(&String::from_utf8_lossy(line));
        if typed.form != Form::Set {
            return;
        }
        match (typed.name.as_str(), typed.client()) {
            (Open::NAME, Some(client)) => {
                self.forget_connection(client);
                let port = typed.text(2).and_then(|port| port.parse().ok());
                let broker = typed.text(1).map(str::to_owned).zip(port);
                let known = self.clients.entry(client).or_default();
                (known.state, known.broker, known.cause) = (ClientState::Opening, broker, None);
            }
            ("+MQTTCLOSE", Some(client)) => self.clients.entry(client).or_default().state = ClientState::Closing,
            _ => {}
        }
    }

    /// A command has ended.
    pub(super) fn learn_end(&mut self, ended: &Ended<'_>) {
        let typed = recognise(&String::from_utf8_lossy(ended.line));
        let Some(spec) = typed.spec else { return };
        match typed.form {
            Form::Test => self.series.hear(spec, ended.result),
            Form::Set => self.learn_set(&typed, ended.result),
            Form::Read | Form::Execute => {
                self.learn_check(&typed, ended);
                if let Ok(reply) = ended.result {
                    self.learn_read(&typed, reply);
                }
            }
        }
    }

    /// What the commands of the seven checks found.
    fn learn_check(&mut self, typed: &Typed, ended: &Ended<'_>) {
        let asks = |command: &dyn Asks| command.is_asked(typed);
        let found = if asks(&Attention) {
            (CheckName::Module, ended.result.clone().map(|_| CheckResult::Answered(ended.took)))
        } else if asks(&ReadSim) {
            (CheckName::Sim, read(&ReadSim, ended).map(CheckResult::Sim))
        } else if asks(&ReadSignal) {
            (CheckName::Signal, read(&ReadSignal, ended).map(CheckResult::Signal))
        } else if asks(&ReadClock) {
            (CheckName::Clock, read(&ReadClock, ended).map(CheckResult::Clock))
        } else if asks(&FreeClients) {
            (CheckName::Clients, read(&FreeClients, ended).map(CheckResult::Clients))
        } else if asks(&ReadRegistration(Domain::Packet)) || asks(&ReadRegistration(Domain::Lte)) {
            return self.learn_registration(typed, ended);
        } else if asks(&ReadDial) {
            let state = match read(&ReadDial, ended) {
                // Which address it is, another command tells.
                Ok(DialState::Up(None) | DialState::Busy) => return,
                Ok(DialState::Up(address)) => Ok(CheckResult::Address(address)),
                Ok(DialState::Down | DialState::Stale) => Ok(CheckResult::Address(None)),
                Err(failure) => Err(failure),
            };
            (CheckName::Address, state)
        } else {
            return;
        };
        let (name, result) = found;
        if let Ok(CheckResult::Clock(reading)) = &result {
            (self.clock, self.clock_ahead) = (Some(*reading), Some(reading.unix_seconds() - ended.unix));
        }
        // The end of the link is no finding.
        if !matches!(result, Err(Failure::Lost | Failure::Cancelled)) {
            self.learn(&Check { name, result: result.unwrap_or_else(CheckResult::Failed) });
        }
    }

    /// The network may be told by either of two commands: the one that has data counts.
    fn learn_registration(&mut self, typed: &Typed, ended: &Ended<'_>) {
        let is_lte = ReadRegistration(Domain::Lte).is_asked(typed);
        let Ok(state) = read(&ReadRegistration(if is_lte { Domain::Lte } else { Domain::Packet }), ended) else {
            return;
        };
        if !is_lte || state.has_data() || self.registration.is_none() {
            let result = CheckResult::Registration(state, self.operator.clone());
            self.learn(&Check { name: CheckName::Registration, result });
        }
    }

    /// What other questions were answered.
    fn learn_read(&mut self, typed: &Typed, reply: &Reply) {
        if ReadOperator.is_asked(typed) {
            if let (Ok(operator), Some(state)) = (ReadOperator.read(reply), self.registration) {
                let result = CheckResult::Registration(state, operator);
                self.learn(&Check { name: CheckName::Registration, result });
            }
        } else if ReadRegisteredTopics.is_asked(typed) {
            let listed = ReadRegisteredTopics.read(reply).unwrap_or_default();
            listed.into_iter().take(KEPT).for_each(|topic| self.learn_topic(topic, Heard::Listed));
        } else if ReadTlsError.is_asked(typed) {
            self.tls.last_error = ReadTlsError.read(reply).ok();
        } else if ReadTlsVersion.is_asked(typed) {
            self.tls.setup.get_or_insert_default().version = ReadTlsVersion.read(reply).ok();
        } else if ReadVerification.is_asked(typed) {
            self.tls.setup.get_or_insert_default().verification = ReadVerification.read(reply).ok();
        } else if ReadTlsFiles.is_asked(typed) {
            self.tls.setup.get_or_insert_default().loaded = ReadTlsFiles.read(reply).ok();
        }
    }

    /// What a command that sets something has done.
    fn learn_set(&mut self, typed: &Typed, result: &Result<Reply, Failure>) {
        let is_done = result.is_ok();
        match (typed.name.as_str(), typed.client()) {
            (Open::NAME, Some(client)) => {
                let opened = Opened::typed(typed, self);
                let known = self.clients.entry(client).or_default();
                if is_done {
                    (known.state, known.opened) = (ClientState::Open, Some(opened));
                    self.settle(Fact::ClientOpened(client));
                } else if known.state == ClientState::Opening {
                    known.state = ClientState::Free;
                    if let Err(failure) = result {
                        self.opening_failed(client, failure);
                    }
                }
            }
            ("+MQTTCLOSE", Some(client)) if is_done => {
                self.forget_connection(client);
                self.clients.entry(client).or_default().state = ClientState::Free;
                self.settle(Fact::ClientClosed(client));
            }
            ("+MQTTCLOSE", Some(client)) => {
                let known = self.clients.entry(client).or_default();
                if known.state == ClientState::Closing {
                    let was_broken = known.cause.is_some() && matches!(result, Err(Failure::Rejected(_)));
                    known.state = if was_broken { ClientState::Free } else { ClientState::Open };
                }
            }
            ("+MQTTSUB", Some(client)) if is_done => self.learn_subscription(client, typed),
            ("+MQTTUNSUB", Some(client)) if is_done => {
                let filter = typed.text(1).unwrap_or_default();
                self.subscriptions.retain(|held| held.client != client || held.filter.text() != filter);
            }
            // As on the live page: a client that connects as nobody in particular was told nothing of use.
            ("+MQTTUSER", _) => self.identified |= is_done && says_who(typed),
            ("+MQTTPUB", _) => self.published += u64::from(is_done),
            ("+CPIN", _) => match result {
                Ok(_) => self.wrong_pins = 0,
                Err(failure) if is_wrong_pin(failure) => self.wrong_pins = self.wrong_pins.saturating_add(1),
                Err(_) => {}
            },
            ("+MQTTSNREG", _) => {
                let (Some(client), Ok(reply)) = (typed.client(), result) else { return };
                let topic = Topic::parse(&PERMISSIVE, typed.text(1).unwrap_or_default());
                let asked = topic.and_then(|topic| RegisterTopic::new(client, topic));
                if let Ok(Ok(Some(registered))) = asked.map(|asked| asked.read(reply)) {
                    self.learn_topic(registered, Heard::Asked);
                }
            }
            ("+GTSSLFILE", _) if is_done => {
                if let (Some(kind), Some(bytes)) = (typed.text(0).and_then(TlsFileKind::named), typed.number(1)) {
                    // What the file said is not known here, so no digest of a file is ever equal to it.
                    let upload = Upload { kind, bytes: bytes as usize, digest: [0; 32] };
                    self.tls.uploads.push(upload);
                }
            }
            ("+MIPCALL", _) if matches!(result, Err(Failure::Rejected(_))) => {
                self.no_address = result.clone().err().map(super::super::WorkError::Command);
            }
            ("+CGPADDR", _) => {
                let asked = Addresses { cid: ContextId::FIRST };
                if let Ok(Ok(Some(address))) = result.as_ref().map(|reply| asked.read(reply)) {
                    self.learn(&Check { name: CheckName::Address, result: CheckResult::Address(Some(address)) });
                }
            }
            _ => {}
        }
    }

    fn learn_subscription(&mut self, client: ClientIndex, typed: &Typed) {
        let filter = typed.text(1).unwrap_or_default();
        let is_number = client.is_sn() && typed.arguments.get(1).is_some_and(|topic| !topic.is_quoted());
        let form = if is_number { TopicForm::Id } else { TopicForm::Name };
        let Ok(filter) = TopicRef::<TopicFilter>::parse(&PERMISSIVE, client, form, filter) else { return };
        let qos = typed.number(2).and_then(|qos| Qos::new(qos).ok()).unwrap_or(Qos::AtMostOnce);
        let subscription = Subscription { client, filter, qos };
        self.subscriptions.retain(|held| held.client != client || held.filter != subscription.filter);
        self.subscriptions.push(subscription);
    }
}

/// A command that a typed line can be.
trait Asks {
    fn is_asked(&self, typed: &Typed) -> bool;
}

impl<C: Command> Asks for C {
    fn is_asked(&self, typed: &Typed) -> bool {
        typed.spec == Some(self.spec()) && typed.form == self.form()
    }
}

fn read<C: Command>(command: &C, ended: &Ended<'_>) -> Result<C::Reply, Failure> {
    let reply = ended.result.as_ref().map_err(Failure::clone)?;
    Ok(command.read(reply)?)
}

/// Whether a line sets a user name or a client id, and not both to nothing.
fn says_who(typed: &Typed) -> bool {
    [1, 3].into_iter().any(|place| typed.text(place).is_some_and(|text| !text.is_empty()))
}
