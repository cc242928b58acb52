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
    limits: Limits { reply: Duration::from_secs(15), status: Duration::ZERO },
    code_before: CodeBefore::Any,
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
    /// Anything else, as the module words it.
    Other(String),
}

/// Enter PIN, +CPIN, read form.
///
/// # Wire
/// `AT+CPIN?`, answered by `+CPIN: READY` and `OK`; without a SIM by CME error 10 (3GPP TS 27.007, 8.3).
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
        let state = String::from_utf8_lossy(line.rest()).trim().to_owned();
        Ok(match state.as_str() {
            "READY" => SimState::Ready,
            "SIM PIN" => SimState::Pin,
            "SIM PUK" => SimState::Puk,
            "" => return Err(Malformed),
            _ => SimState::Other(state),
        })
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
    Some(match ReadSim.read(&heard.reply()).ok()? {
        SimState::Ready => READY.with([]),
        SimState::Pin => WANTS_PIN.with([]),
        SimState::Puk => WANTS_PUK.with([]),
        SimState::Other(state) => OTHER.with([state.into()]),
    })
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
    fn a_pin_goes_over_the_wire_in_quotes_and_never_into_debug() {
        let command = EnterPin { pin: Pin::parse("0412").unwrap() };
        assert_eq!(command.line().as_str(), "AT+CPIN=\"0412\"");
        let request = crate::Request::of(&command);
        for debug in [format!("{command:?}"), format!("{:?}", command.line()), format!("{request:?}")] {
            assert!(!debug.contains("0412"), "{debug}");
        }
    }
}
