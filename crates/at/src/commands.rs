//! Every command: what it writes, how its reply reads, how long it may take, and where its manual says so.
//!
//! [`LIST`] names them all. Dispatch of typed lines, masking, the reference, meanings and the tests walk that list.

mod address;
mod argument;
mod attention;
mod beside;
mod check;
mod clock;
mod close;
mod cloud_login;
mod cloud_registration;
mod command;
mod complete;
mod conf;
mod consequence;
mod dial;
mod echo;
mod error_reports;
// The worked example of CONTRIBUTING.md.
#[cfg(test)]
mod foo;
mod identification;
mod line;
mod list;
mod open;
mod operator;
mod parameter;
mod prompting;
mod publish;
mod read;
mod recognise;
mod registration;
mod signal;
mod sim;
mod sn_client_id;
mod sn_register;
mod sn_will;
mod subscribe;
mod test_form;
mod tls_error;
mod tls_file;
mod tls_mode;
mod tls_version;
mod unsubscribe;
mod usage;
mod user;
mod will;

use std::sync::LazyLock;
use std::time::Duration;

pub use address::{Addresses, IpAddresses};
pub(crate) use address::{means as address_means, written};
pub use argument::{Argument, Quoting, means_a_quote};
pub(crate) use argument::{Cut, Tells, cut};
pub use attention::Attention;
pub use check::{Fault, Finding, check};
pub use clock::{ClockReading, ReadClock, SetClock, SynchroniseClock};
pub use close::{Close, OpenClients};
pub use cloud_login::{CloudLogin, CloudTls, WorkedOutLogin};
pub use cloud_registration::{Clear, CloudRegistered, CloudRegistration, PreRegistration};
pub use command::Command;
pub use complete::{Candidate, Completion, Offer, complete};
pub use conf::{Conf, ReadConf, Receive};
pub use consequence::{Consequence, consequences};
pub use dial::{ADDRESS_LIMIT, Dial, DialState, HangUp, ReadDial};
pub use echo::Echo;
pub use error_reports::{ErrorReports, ReportForm};
#[cfg(test)]
pub use foo::KeepMessages;
pub use identification::{Identify, Way, What};
pub use line::CommandLine;
pub use list::LIST;
use list::Listed;
pub(crate) use list::{KNOWN, asks, done, is_explained, refused, says, status};
pub use open::{CleanSession, FreeClients, Open, Security};
pub use operator::{Operator, ReadOperator};
pub use parameter::{Allowed, Kind, Limit, Need, Parameter, Rule, Secrecy, Speaks, Value, Wildcards, Word};
pub(crate) use parameter::{CLIENT, QOS, SN_CLIENT};
pub use prompting::{End, announced, end_of_data};
pub use publish::{Choice, FormChoice, Publish, PublishForm, Retain};
pub use read::ReadMessage;
pub(crate) use recognise::{Outline, each, spec_and_form};
pub use recognise::{Typed, recognise, recognise_all};
pub use registration::ReadRegistration;
pub(crate) use registration::means as registration_means;
pub use signal::{ReadSignal, Signal};
pub(crate) use sim::means as sim_means;
pub use sim::{Code, EnterPin, PIN_TRIES, ReadSim, SimState, Tie};
pub use sn_client_id::{ReadSnClientIds, SetSnClientId};
pub use sn_register::{ReadRegisteredTopics, RegisterTopic, RegisteredTopic};
pub use sn_will::{UpdateWillMessage, UpdateWillTopic};
pub use subscribe::Subscribe;
pub use test_form::{Ranges, Test};
pub use tls_error::ReadTlsError;
pub(crate) use tls_error::means as tls_error_means;
pub use tls_file::{LoadTlsFile, LoadedTlsFiles, ReadTlsFiles, TlsFileKind};
pub use tls_mode::{ReadVerification, SetVerification, Verification};
pub use tls_version::{ReadTlsVersion, SetTlsVersion};
pub use unsubscribe::Unsubscribe;
pub use usage::Usage;
pub use user::{ReadUser, User};
pub use will::{ReadWill, Will, WillPayload};

use crate::frame::{Line, int};
use crate::name::{self, ByName};
use crate::profile::{Claims, Feature, Source};

/// The forms of a command (V.250, 5.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// `AT+X`
    Execute,
    /// `AT+X=…`
    Set,
    /// `AT+X?`
    Read,
    /// `AT+X=?`
    Test,
}

/// What the lines of a reply look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lines {
    /// There are none.
    None,
    /// They begin with the command's tag.
    Tagged,
    /// They are bare text, as a model name is.
    Text,
}

/// The status line that follows the final result of the set form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StatusLine {
    /// There is none.
    None,
    /// `+TAG: client,status`
    PerClient,
    /// `+TAG: status`
    Single,
}

/// How long to wait. The figures are those that working drivers use; the manuals' are typical values, not limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// For the final result.
    pub reply: Duration,
    /// For the status line after it.
    pub status: Duration,
}

/// The limits of a command that answers at once.
pub const DEFAULT_LIMITS: Limits = Limits { reply: Duration::from_secs(10), status: Duration::ZERO };

/// How long to wait for the `>`. A refusal comes before it; data is never sent without it.
pub const PROMPT_LIMIT: Duration = Duration::from_secs(5);

/// How long a module waits for missing data (000, 1.7), with a margin. Nothing may be typed before that.
pub const UPLOAD_LIMIT: Duration = Duration::from_secs(35);

/// Lines of a reply that come after its OK, contrary to all other replies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LateLines {
    /// The form that has them.
    pub form: Form,
    /// How long to wait for the first.
    pub first: Duration,
    /// How long to wait for each further one. `None` when there is exactly one, whose absence is a failure.
    pub more: Option<Duration>,
}

/// What is known of a command.
#[derive(Debug)]
pub struct Spec {
    /// The name behind `AT`: `+MQTTOPEN`, `E`, or nothing for `AT` itself.
    pub name: &'static str,
    /// The id of what it is called, such as `command-mqttopen`. Attributes of that text: `purpose`, and what its reply says in
    /// each form that has one, `execute`, `set`, `read`.
    pub id: &'static str,
    /// The ways to write it.
    pub usages: &'static [Usage],
    /// An example that can be sent as it stands.
    pub example: &'static str,
    /// Where it is described.
    pub source: Source,
    /// What the lines of its reply look like.
    pub lines: Lines,
    /// Whether a line with the looks of its reply to a form reads like an answer. What does not is somebody else's: a line of a
    /// call, a GNSS sentence, the unsolicited code of the same name.
    pub reads_like: fn(Form, &Line<'_>) -> bool,
    /// Other tags that lines of its reply have.
    pub other_tags: &'static [&'static str],
    /// The forms whose OK never comes without a line of the reply.
    pub answers: &'static [Form],
    /// The status line of its set form.
    pub status: StatusLine,
    /// The status that the same line has when nobody asked for it.
    pub unasked_status: Option<u32>,
    /// The lines that come after OK.
    pub late_lines: Option<LateLines>,
    /// How long it may take.
    pub limits: Limits,
    /// The feature it belongs to, for series that lack it.
    pub feature: Option<Feature>,
    /// Whether its status line comes without its beginning often enough to be worth mending (seen on an L610).
    pub(crate) is_mended: bool,
    /// What the answer to its test form says of the firmware.
    pub(crate) claims: Claims,
    /// Whether the data behind its prompt is secret.
    pub(crate) hides_data: Option<fn(&Typed) -> bool>,
    /// Which values of its reply are secret.
    pub secret_values: &'static [usize],
    /// What its reply is as a whole, with its tag or without, where that is a secret and no word.
    pub(crate) reply_is: Option<crate::secrets::Kind>,
    /// The fewest values of its reply to the read form. A line with fewer is the unsolicited code of the same name.
    pub reply_values: usize,
    /// Which line before the one that answers is the unsolicited code of the same name.
    pub code_before: CodeBefore,
    /// Whether a line of its name after the set form is a code that stays true beyond the command.
    pub set_line_is_code: bool,
    /// Whether its reply is read by the lengths that it announces.
    pub reads_by_length: bool,
    /// What it does to its client.
    pub effect: Effect,
    /// What it makes the module give up, in its set and execute forms.
    pub(crate) gives_up: fn(&Typed) -> Option<Consequence>,
    /// Whether firmware refuses it for a moment after its client has opened, so that it is worth a second try.
    pub early_after_open: bool,
    /// How long to wait for a status line that need not come, where there is such a thing.
    pub unconfirmed: Option<Duration>,
}

/// Which line before the one that answers a query is the unsolicited code of the same name, come between question and answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CodeBefore {
    /// None: every line is part of the reply.
    None,
    /// Any: the reply is one line.
    Any,
    /// One that has a single value, or does not begin with the state of what is up or under way.
    WithoutState,
}

/// What a command does to its client, or to the way in which messages come, when it succeeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Effect {
    /// Nothing.
    None,
    /// It opens the client. Its read form names the clients that are free.
    Opens,
    /// It closes the client.
    Closes,
    /// Its client gets messages from now on.
    Subscribes,
    /// It chooses whether messages are printed or announced. Its read form says which.
    Receives,
    /// It chooses whether the module repeats commands.
    Echoes,
    /// It asks the network for an address, or gives it back, as a call does.
    Dials,
}

impl Spec {
    /// What most commands have in common.
    const BASE: Self = Self {
        name: "",
        id: "",
        usages: &[],
        example: "",
        source: Source { manual: crate::profile::Manual::MqttV13, section: "" },
        lines: Lines::Tagged,
        reads_like: |_, _| true,
        other_tags: &[],
        answers: &[],
        status: StatusLine::None,
        unasked_status: None,
        late_lines: None,
        limits: DEFAULT_LIMITS,
        feature: None,
        is_mended: false,
        claims: Claims::NONE,
        hides_data: None,
        secret_values: &[],
        reply_is: None,
        reply_values: 1,
        code_before: CodeBefore::None,
        set_line_is_code: false,
        reads_by_length: false,
        effect: Effect::None,
        gives_up: |_| None,
        early_after_open: false,
        unconfirmed: None,
    };

    /// The command with this name, if the list has it.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        Self::by_name().get(name.as_bytes()).copied()
    }

    /// The same for a name in whatever letters.
    fn typed(name: &str) -> Option<&'static Self> {
        name::typed(Self::by_name(), name)
    }

    fn by_name() -> &'static ByName<&'static Self> {
        static BY_NAME: LazyLock<ByName<&'static Spec>> =
            LazyLock::new(|| LIST.iter().map(|spec| (spec.name.as_bytes(), *spec)).collect());
        &BY_NAME
    }

    /// The ways to write one of its forms. The set form of some commands has several, told apart by their first arguments.
    pub fn usages(&self, form: Form) -> impl Iterator<Item = &'static Usage> + Clone + use<> {
        self.usages.iter().filter(move |usage| usage.form == form)
    }

    /// The forms that it has, each once.
    #[must_use]
    pub fn forms(&self) -> Vec<Form> {
        let mut forms: Vec<_> = self.usages.iter().map(|usage| usage.form).collect();
        forms.dedup();
        forms
    }

    /// Whether the data behind the prompt of a command line of this command is secret.
    pub(crate) fn hides_data_of(&self, typed: &Typed) -> bool {
        self.hides_data.is_some_and(|hides| hides(typed))
    }

    /// Whether any of its arguments or values is secret.
    #[must_use]
    pub fn has_secrets(&self) -> bool {
        !self.secret_values.is_empty() || self.usages.iter().any(|usage| usage.secrets().next().is_some())
    }

    /// Which of these arguments are secret; nothing, where they fit no usage, so that it is not clear what each of them is.
    #[must_use]
    pub fn secrets_of(&self, arguments: &str) -> Option<Vec<usize>> {
        let arguments = argument::split(arguments, 0);
        let mut fitting = self.fitting_usages(&arguments).peekable();
        fitting.peek()?;
        Some(fitting.flat_map(Usage::secrets).collect())
    }

    /// The usages of its set form that these arguments fit. None, where it is not clear what each of them is.
    pub(crate) fn fitting_usages<A: Tells>(&self, arguments: &[A]) -> impl Iterator<Item = &'static Usage> {
        let fits = |usage: &&Usage| usage.takes(arguments.len()) && usage.is_told_by(arguments);
        let all_clean = arguments.iter().all(Tells::is_clean);
        check::fitting(self.usages(Form::Set), arguments).filter(fits).filter(move |_| all_clean)
    }

    /// The name as it is shown: `+MQTTPUB`, but `ATI`, which has no plus sign to be told by.
    #[must_use]
    pub fn shown_name(&self) -> String {
        if self.name.starts_with('+') { self.name.to_owned() } else { format!("AT{}", self.name) }
    }

    /// Whether a line of its name is its reply to the read form, and not the unsolicited code of the same name.
    pub(crate) fn is_reply(&self, line: &Line<'_>) -> bool {
        let values = line.values();
        let unasked = self.unasked_status.is_some_and(|status| values.len() > 3 && int(&values, 1) == Some(status));
        values.len() >= self.reply_values && !unasked
    }

    /// Whether a tag belongs to this command's replies.
    #[must_use]
    pub fn owns_tag(&self, tag: &str) -> bool {
        tag == self.name || self.other_tags.contains(&tag)
    }
}

impl Effect {
    /// Whether other commands of the client have to wait for it.
    pub(crate) const fn changes_the_client(self) -> bool {
        matches!(self, Self::Opens | Self::Closes)
    }
}

/// A command is told by its name.
impl PartialEq for Spec {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Spec {}

#[cfg(test)]
mod tests;
