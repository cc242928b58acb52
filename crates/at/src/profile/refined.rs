//! A profile together with what the connected firmware said of itself: it narrows the limits of the manual, and widens them only
//! where a person says so.

mod claim;

pub(crate) use claim::{Claim, Claims};

use super::{Feature, Inference, Profile};
use crate::codes::CmeError;
use crate::commands::{Command, Form, LIST, Spec, Test};
use crate::reply::{Ending, Failure, Rejection, Reply};

/// The commands whose test forms say all that can be learnt, in the order to ask in: first what every series has.
pub fn questions() -> impl Iterator<Item = &'static Spec> {
    let asked = || LIST.iter().copied().filter(|spec| spec.claims.asked);
    asked().filter(|spec| spec.feature.is_none()).chain(asked().filter(|spec| spec.feature.is_some()))
}

/// What a firmware can say of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// Most bytes of a user name.
    Username,
    /// Most bytes of a password.
    Password,
    /// Most bytes of a client id string.
    ClientId,
    /// Most bytes of a client id string for MQTT-SN.
    SnClientId,
    /// Most bytes of a topic.
    Topic,
    /// Most bytes of a payload.
    Payload,
    /// Longest keep alive, in seconds.
    KeepAlive,
    /// Whether a feature is there: 1, or 0.
    Has(Feature),
}

/// What the firmware said of one subject, beside what the manual says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Statement {
    /// Of what.
    pub subject: Subject,
    /// What the manual says.
    pub manual: usize,
    /// What the firmware says.
    pub firmware: usize,
    /// How the two compare.
    pub comparison: Comparison,
}

/// How a statement of the firmware compares with the manual.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// They agree.
    Same,
    /// The firmware takes less, which is what the checks go by.
    Narrower,
    /// The firmware claims more. The checks go by the manual.
    Wider,
    /// The firmware claims more, and a person takes its word: the checks go by it.
    Trusted,
}

/// A series' limits, refined by what its firmware said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refined {
    base: &'static Profile,
    profile: Profile,
    said: Vec<(Subject, usize)>,
    trusted: Vec<Subject>,
}

impl Refined {
    /// The limits of the manual, before the firmware has said anything.
    #[must_use]
    pub const fn new(base: &'static Profile) -> Self {
        Self { base, profile: *base, said: Vec::new(), trusted: Vec::new() }
    }

    /// The limits to go by.
    #[must_use]
    pub const fn profile(&self) -> &Profile {
        &self.profile
    }

    /// The series, as the manual has it.
    #[must_use]
    pub const fn base(&self) -> &'static Profile {
        self.base
    }

    /// Holds what the firmware said against another row of the manual. What was trusted beside the old row is not beside the new.
    pub fn rebase(&mut self, base: &'static Profile) {
        self.base = base;
        self.trusted.clear();
        self.work_out();
    }

    /// What the firmware said so far, in the order in which it did.
    pub fn statements(&self) -> impl Iterator<Item = Statement> + '_ {
        self.said.iter().map(|(subject, firmware)| self.statement(*subject, *firmware))
    }

    /// Goes by the firmware's word where it claims more than the manual, because a person says so.
    pub fn trust(&mut self, subject: Subject) {
        if !self.trusted.contains(&subject) {
            self.trusted.push(subject);
        }
        self.work_out();
    }

    /// Goes by the manual again.
    pub fn distrust(&mut self, subject: Subject) {
        self.trusted.retain(|trusted| *trusted != subject);
        self.work_out();
    }

    /// Takes in what became of the test form of a command. Silence and lost links say nothing, nor does a refusal that has its
    /// reason in the module's state, such as a missing SIM.
    pub fn take_in(&mut self, spec: &'static Spec, answer: &Result<Reply, Failure>) {
        match answer {
            // Every reply to a test form can be read.
            Ok(reply) => self.hear(spec.name, &Test(spec).read(reply).map(|ranges| ranges.0).unwrap_or_default()),
            Err(Failure::Rejected(rejection)) if is_ignorance(rejection) => self.refuse(spec.name),
            Err(_) => {}
        }
    }

    /// Takes in the answer to the test form of a command, one text for each place, brackets removed. What makes no sense is
    /// passed over.
    pub fn hear(&mut self, command: &str, ranges: &[String]) {
        let Some(spec) = Spec::named(command) else { return };
        for (subject, firmware) in spec.claims.of(ranges) {
            self.learn(subject, firmware);
        }
    }

    /// Takes in that the firmware refuses even the test form of a command: it does not have it, nor what it belongs to.
    pub fn refuse(&mut self, command: &str) {
        let spec = Spec::named(command).filter(|spec| spec.usages(Form::Test).next().is_some());
        if let Some(feature) = spec.and_then(|spec| spec.feature) {
            self.learn(Subject::Has(feature), 0);
        }
    }

    fn learn(&mut self, subject: Subject, firmware: usize) {
        match self.said.iter_mut().find(|(known, _)| *known == subject) {
            Some((_, said)) => *said = firmware,
            None => self.said.push((subject, firmware)),
        }
        self.work_out();
    }

    fn statement(&self, subject: Subject, firmware: usize) -> Statement {
        let manual = read(self.base, subject);
        let comparison = match firmware.cmp(&manual) {
            std::cmp::Ordering::Less => Comparison::Narrower,
            std::cmp::Ordering::Equal => Comparison::Same,
            std::cmp::Ordering::Greater if self.trusted.contains(&subject) => Comparison::Trusted,
            std::cmp::Ordering::Greater => Comparison::Wider,
        };
        Statement { subject, manual, firmware, comparison }
    }

    fn work_out(&mut self) {
        self.profile = *self.base;
        let statements: Vec<_> = self.statements().collect();
        for statement in statements {
            write(&mut self.profile, statement.subject, statement.in_use(), statement.comparison);
        }
    }
}

impl Statement {
    /// What the checks go by.
    #[must_use]
    pub const fn in_use(&self) -> usize {
        match self.comparison {
            Comparison::Same | Comparison::Wider => self.manual,
            Comparison::Narrower | Comparison::Trusted => self.firmware,
        }
    }
}

/// Whether a refusal means that the firmware does not know the command.
fn is_ignorance(rejection: &Rejection) -> bool {
    let says_so = |error| matches!(error, CmeError::OperationNotSupported | CmeError::Unknown);
    match rejection {
        Rejection::Plain | Rejection::Ended(Ending::NotSupported) => true,
        Rejection::Cms(_) | Rejection::Ended(_) => false,
        Rejection::Cme(_) | Rejection::Error(_) => rejection.equipment().is_some_and(says_so),
    }
}

fn read(profile: &Profile, subject: Subject) -> usize {
    match subject {
        Subject::Username => profile.username_max,
        Subject::Password => profile.password_max,
        Subject::ClientId => profile.client_id_max,
        Subject::SnClientId => profile.sn_client_id_max,
        Subject::Topic => profile.topic_max,
        Subject::Payload => profile.payload_max,
        Subject::KeepAlive => profile.keep_alive.1.into(),
        Subject::Has(feature) => usize::from(profile.has(feature)),
    }
}

fn write(profile: &mut Profile, subject: Subject, value: usize, comparison: Comparison) {
    // What the module says is no inference.
    let inference = match subject {
        Subject::Has(Feature::MqttSn) => Some(Inference::SnClients),
        Subject::Has(Feature::MqttSnCommands) => Some(Inference::SnCommands),
        Subject::SnClientId => Some(Inference::SnClientId),
        _ => None,
    };
    if let (Some(inference), Comparison::Same | Comparison::Narrower | Comparison::Trusted) = (inference, comparison) {
        profile.inferred = profile.inferred.without(inference);
    }
    match subject {
        Subject::Username => profile.username_max = value,
        Subject::Password => profile.password_max = value,
        Subject::ClientId => profile.client_id_max = value,
        Subject::SnClientId => profile.sn_client_id_max = value,
        Subject::Topic => profile.topic_max = value,
        Subject::Payload => profile.payload_max = value,
        Subject::KeepAlive => profile.keep_alive.1 = u16::try_from(value).unwrap_or(u16::MAX),
        Subject::Has(Feature::Tls) => profile.tls = value > 0,
        Subject::Has(Feature::MqttSn) => profile.clients = if value > 0 { &[1, 2, 101, 102] } else { &[1, 2] },
        Subject::Has(Feature::MqttSnCommands) => profile.sn_commands = value > 0,
        Subject::Has(Feature::CloudAuth) => profile.cloud_auth = value > 0,
        Subject::Has(Feature::WillByLength) => profile.will_by_length = value > 0,
    }
}

/// Every number in a text, whatever stands between them.
fn numbers(text: &str) -> Vec<usize> {
    let digits = text.split(|c: char| !c.is_ascii_digit());
    digits.filter_map(|digits| digits.parse().ok()).collect()
}

#[cfg(test)]
mod tests;
