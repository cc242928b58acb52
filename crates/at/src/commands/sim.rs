//! CPIN: whether the SIM is ready, and the PIN that opens it.

use std::time::Duration;

use super::parameter::{Kind, Limit, Parameter, Rule};
use super::{CodeBefore, Command, CommandLine, Form, Limits, Listed, Spec, Typed, Usage};
use crate::args::Pin;
use crate::meaning::{Heard, Meaning, Meanings, advice, entries};
use crate::profile::{Manual, Source};
use crate::reply::{Malformed, Reply};

const PIN: Parameter = Parameter::new("parameter-pin", Kind::Text(Rule::Plain, Limit::Fixed(4, 8))).secret();
const NEW_PIN: Parameter =
    Parameter::new("parameter-new-pin", Kind::Text(Rule::Plain, Limit::Fixed(4, 8))).optional().secret();

pub(super) static SPEC: Spec = Spec {
    name: "+CPIN",
    id: "command-cpin",
    usages: &[Usage::read("+CPIN: <state>"), Usage::set(&[PIN, NEW_PIN], "", "AT+CPIN=\"0000\""), Usage::test("")],
    example: "AT+CPIN?",
    source: Source { manual: Manual::Ts27007, section: "8.3" },
    answers: &[Form::Read],
    limits: Limits { reply: Duration::from_secs(15), status: Duration::ZERO },
    code_before: CodeBefore::Any,
    reply_is: Some(crate::secrets::Kind::Pin),
    ..Spec::BASE
};

pub(super) const COMMAND: Listed =
    Listed { spec: &SPEC, meanings: Meanings { asks, says, done, refused, ..Meanings::NONE }, known: KNOWN };

/// What the SIM waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SimState {
    /// Nothing: it is ready.
    Ready,
    /// Its PIN.
    Pin,
    /// Its PUK, since the PIN was wrong too often.
    Puk,
    /// Its second PIN, for a command that was refused. The network needs none of it.
    Pin2,
    /// Its second PUK, likewise.
    Puk2,
    /// A code of the module's own, which takes some SIMs and no others.
    Tied(Tie, Code),
    /// A moment: it is not read yet.
    NotReady,
    /// A card.
    NotInserted,
    /// An operator's profile: it is a chip for profiles, and holds none.
    EmptyEuicc,
    /// Anything else, as the module words it.
    Other(String),
}

/// Which SIMs a module takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tie {
    /// One.
    ThisSim,
    /// The first that was ever put in.
    FirstSim,
    /// Those of a network.
    Network,
    /// Some of a network.
    NetworkSubset,
    /// Those of a service provider.
    Provider,
    /// Those of a company.
    Corporate,
}

impl Tie {
    /// The name that a sentence chooses its words by.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ThisSim => "sim",
            Self::FirstSim => "first",
            Self::Network => "network",
            Self::NetworkSubset => "subset",
            Self::Provider => "provider",
            Self::Corporate => "company",
        }
    }
}

/// Which code a tied module waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Code {
    /// The one that lifts the tie.
    Unlocking,
    /// The one that comes after too many wrong ones.
    Unblocking,
}

impl Code {
    /// The name that a sentence chooses its words by.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unlocking => "pin",
            Self::Unblocking => "puk",
        }
    }
}

/// The states of 3GPP TS 27.007, 8.3; then those that modules print besides.
static STATES: &[(&str, SimState)] = &[
    ("READY", SimState::Ready),
    ("SIM PIN", SimState::Pin),
    ("SIM PUK", SimState::Puk),
    ("PH-SIM PIN", SimState::Tied(Tie::ThisSim, Code::Unlocking)),
    ("PH-FSIM PIN", SimState::Tied(Tie::FirstSim, Code::Unlocking)),
    ("PH-FSIM PUK", SimState::Tied(Tie::FirstSim, Code::Unblocking)),
    ("SIM PIN2", SimState::Pin2),
    ("SIM PUK2", SimState::Puk2),
    ("PH-NET PIN", SimState::Tied(Tie::Network, Code::Unlocking)),
    ("PH-NET PUK", SimState::Tied(Tie::Network, Code::Unblocking)),
    ("PH-NETSUB PIN", SimState::Tied(Tie::NetworkSubset, Code::Unlocking)),
    ("PH-NETSUB PUK", SimState::Tied(Tie::NetworkSubset, Code::Unblocking)),
    ("PH-SP PIN", SimState::Tied(Tie::Provider, Code::Unlocking)),
    ("PH-SP PUK", SimState::Tied(Tie::Provider, Code::Unblocking)),
    ("PH-CORP PIN", SimState::Tied(Tie::Corporate, Code::Unlocking)),
    ("PH-CORP PUK", SimState::Tied(Tie::Corporate, Code::Unblocking)),
    ("NOT READY", SimState::NotReady),
    ("NOT INSERTED", SimState::NotInserted),
    // FM350, with an eSIM that no profile was loaded into.
    ("EMPTY_EUICC", SimState::EmptyEuicc),
];

impl SimState {
    /// Every state that has a meaning of its own.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        STATES.iter().map(|(_, state)| state)
    }

    /// The state that a module words so. Nothing, where it says nothing.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_matches('"').trim();
        let known = STATES.iter().find(|(words, _)| words.eq_ignore_ascii_case(text)).map(|(_, state)| state.clone());
        known.or_else(|| (!text.is_empty()).then(|| Self::Other(text.to_owned())))
    }

    /// Whether there is a SIM, whatever it waits for.
    #[must_use]
    pub const fn is_there(&self) -> bool {
        !matches!(self, Self::NotReady | Self::NotInserted | Self::Other(_))
    }

    /// Whether the network is open to the module, as far as the SIM goes.
    #[must_use]
    pub const fn lets_in(&self) -> bool {
        matches!(self, Self::Ready | Self::Pin2 | Self::Puk2)
    }
}

/// Enter PIN, +CPIN, read form.
///
/// # Wire
/// `AT+CPIN?`, answered by `+CPIN: READY` and `OK`; without a SIM by CME error 10 (3GPP TS 27.007, 8.3), or by
/// `+CPIN: NOT INSERTED`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadSim;

impl Command for ReadSim {
    type Reply = SimState;

    fn spec(&self) -> &'static Spec {
        &SPEC
    }

    fn form(&self) -> Form {
        Form::Read
    }

    fn read(&self, reply: &Reply) -> Result<SimState, Malformed> {
        let line = reply.parsed().next().ok_or(Malformed)?;
        SimState::parse(&String::from_utf8_lossy(line.rest())).ok_or(Malformed)
    }
}

/// Enter PIN, +CPIN, set form. The PUK, which takes a second parameter, is left to the person at the terminal.
///
/// # Wire
/// `AT+CPIN="<PIN>"` with 4 to 8 digits, answered by `OK`, and by `+CPIN: READY` once the SIM has started. A wrong PIN is CME
/// error 16; the third one in a row locks the SIM, which wants its PUK from then on: CME error 12. None of these says how many
/// tries are left (3GPP TS 27.007, 8.3 and 9.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnterPin {
    /// The PIN.
    pub pin: Pin,
}

/// How many wrong PINs in a row lock a SIM (3GPP TS 42.017).
pub const PIN_TRIES: u8 = 3;

impl Command for EnterPin {
    type Reply = ();

    fn spec(&self) -> &'static Spec {
        &SPEC
    }

    fn form(&self) -> Form {
        Form::Set
    }

    fn line(&self) -> CommandLine {
        CommandLine::execute(SPEC.name).quoted(self.pin.reveal())
    }

    fn read(&self, _: &Reply) -> Result<(), Malformed> {
        Ok(())
    }
}

entries! {
    ASKS = "meaning-ask-sim" Info ();
    ASKS_WITH_PIN = "meaning-ask-sim-pin" Info ();
    ASKS_WITH_PUK = "meaning-ask-sim-puk" Info ();
    READY = "meaning-sim-ready" Ok ();
    WANTS_PIN = "meaning-sim-pin" Warn () => advice::SIM_PIN;
    WANTS_PUK = "meaning-sim-puk" Error () => advice::SIM_PUK;
    WANTS_PIN2 = "meaning-sim-pin2" Warn () => advice::SIM_PIN2;
    WANTS_PUK2 = "meaning-sim-puk2" Warn () => advice::SIM_PIN2;
    TIED = "meaning-sim-tied" Error ("tie", "code") => advice::SIM_TIED;
    TIED_TO_OPERATOR = "meaning-sim-tied-to-operator" Error ("tie", "code") => advice::OPERATOR_LOCK;
    NOT_READY = "meaning-sim-not-ready" Warn () => advice::SIM_BUSY;
    NOT_INSERTED = "meaning-sim-not-inserted" Error () => advice::SIM_MISSING;
    EMPTY = "meaning-sim-empty" Error () => advice::SIM_EMPTY;
    OTHER = "meaning-sim-other" Warn ("state") => advice::SIM_FAULTY;
    PIN_TAKEN = "meaning-ok-pin" Ok ();
    REFUSED = "meaning-refused-sim" Error () => advice::SIM_MISSING;
    PIN_REFUSED = "meaning-refused-pin" Error () => advice::PIN_WRONG;
}

fn asks(typed: &Typed) -> Option<Meaning> {
    match typed.form {
        Form::Read => Some(ASKS.with([])),
        Form::Set if typed.arguments.len() > 1 => Some(ASKS_WITH_PUK.with([])),
        Form::Set => Some(ASKS_WITH_PIN.with([])),
        Form::Execute | Form::Test => None,
    }
}

fn says(heard: &Heard<'_>) -> Option<Meaning> {
    Some(means(&ReadSim.read(&heard.reply()).ok()?))
}

/// What it means that a SIM stands so.
pub(crate) fn means(state: &SimState) -> Meaning {
    match state {
        SimState::Ready => READY.with([]),
        SimState::Pin => WANTS_PIN.with([]),
        SimState::Puk => WANTS_PUK.with([]),
        SimState::Pin2 => WANTS_PIN2.with([]),
        SimState::Puk2 => WANTS_PUK2.with([]),
        SimState::Tied(tie @ (Tie::ThisSim | Tie::FirstSim), code) => {
            TIED.with([tie.name().into(), code.name().into()])
        }
        SimState::Tied(tie, code) => TIED_TO_OPERATOR.with([tie.name().into(), code.name().into()]),
        SimState::NotReady => NOT_READY.with([]),
        SimState::NotInserted => NOT_INSERTED.with([]),
        SimState::EmptyEuicc => EMPTY.with([]),
        SimState::Other(state) => OTHER.with([state.as_str().into()]),
    }
}

fn done(typed: &Typed) -> Option<Meaning> {
    (typed.form == Form::Set).then(|| PIN_TAKEN.with([]))
}

fn refused(typed: &Typed) -> Option<Meaning> {
    match typed.form {
        Form::Read => Some(REFUSED.with([])),
        Form::Set => Some(PIN_REFUSED.with([])),
        Form::Execute | Form::Test => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_is_read_in_its_own_words() {
        use SimState::{EmptyEuicc, NotInserted, NotReady, Other, Pin, Pin2, Puk, Puk2, Ready, Tied};
        for (line, expected, lets_in) in [
            ("+CPIN: READY", Ready, true),
            ("+CPIN:READY", Ready, true),
            ("+CPIN: \"SIM PIN\"", Pin, false),
            ("+CPIN: SIM PUK", Puk, false),
            ("+CPIN: SIM PIN2", Pin2, true),
            ("+CPIN: SIM PUK2", Puk2, true),
            ("+CPIN: PH-SIM PIN", Tied(Tie::ThisSim, Code::Unlocking), false),
            ("+CPIN: PH-FSIM PUK", Tied(Tie::FirstSim, Code::Unblocking), false),
            ("+CPIN: PH-NET PIN", Tied(Tie::Network, Code::Unlocking), false),
            ("+CPIN: PH-NETSUB PIN", Tied(Tie::NetworkSubset, Code::Unlocking), false),
            ("+CPIN: PH-SP PUK", Tied(Tie::Provider, Code::Unblocking), false),
            ("+CPIN: PH-CORP PIN", Tied(Tie::Corporate, Code::Unlocking), false),
            ("+CPIN: NOT READY", NotReady, false),
            ("+CPIN: Not Inserted", NotInserted, false),
            ("+CPIN: EMPTY_EUICC", EmptyEuicc, false),
            ("+CPIN: BLOCKED", Other("BLOCKED".into()), false),
        ] {
            let reply = Reply { lines: vec![line.as_bytes().to_vec()], ..Reply::default() };
            let read = ReadSim.read(&reply).unwrap();
            assert_eq!((read.lets_in(), read), (lets_in, expected), "{line}");
        }
        let nothing = Reply { lines: vec![b"+CPIN:".to_vec()], ..Reply::default() };
        assert_eq!(ReadSim.read(&nothing), Err(Malformed));
    }

    #[test]
    fn a_pin_goes_over_the_wire_in_quotes_and_never_into_debug() {
        let command = EnterPin { pin: Pin::parse("0412").unwrap() };
        assert_eq!(command.line().as_str(), "AT+CPIN=\"0412\"");
        let request = crate::Request::of(&command);
        for debug in [format!("{command:?}"), format!("{:?}", command.line()), format!("{request:?}")] {
            assert!(!debug.contains("0412"), "{debug}");
        }
    }
}
