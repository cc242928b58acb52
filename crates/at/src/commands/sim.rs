//! CPIN: whether the SIM is ready.

use std::time::Duration;

use super::parameter::{Kind, Limit, Parameter, Rule};
use super::{Command, Form, Limits, Spec, Usage};
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
    ..Spec::BASE
};

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
