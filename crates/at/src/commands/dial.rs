//! MIPCALL: asks the network for an IP address.

use std::time::Duration;

use super::address::{self, written};
use super::parameter::{Kind, Limit, Parameter, Rule, Value};
use super::{
    CodeBefore, Command, CommandLine, Consequence, Effect, Form, IpAddresses, Limits, Listed, Spec, Typed, Usage,
};
use crate::args::{Apn, ContextId, Password, Username};
use crate::meaning::{Heard, Meaning, Meanings, advice, entries};
use crate::profile::{Inference, Manual, Source};
use crate::reply::{Malformed, Reply};

const DOWN: Parameter =
    Parameter::new("parameter-operation", Kind::Choice(&[Value { number: 0, id: "value-operation-0" }]));
const UP: Parameter =
    Parameter::new("parameter-operation", Kind::Choice(&[Value { number: 1, id: "value-operation-1" }]));
const APN: Parameter = Parameter::new("parameter-apn", Kind::Text(Rule::Apn, Limit::Fixed(0, 100)));
const USERNAME: Parameter =
    Parameter::new("parameter-dial-username", Kind::Text(Rule::Plain, Limit::Username)).inferred(Inference::DialLogin);
const PASSWORD: Parameter = Parameter::new("parameter-dial-password", Kind::Text(Rule::Plain, Limit::Password))
    .secret()
    .inferred(Inference::DialLogin);
const CID: Parameter = Parameter::new("parameter-cid", Kind::Number(Limit::Fixed(1, 255)));

pub(super) static SPEC: Spec = Spec {
    name: "+MIPCALL",
    id: "command-mipcall",
    usages: &[
        Usage::set(&[DOWN], "", "AT+MIPCALL=0"),
        Usage::set(
            &[UP, APN.optional(), USERNAME.optional(), PASSWORD.with_previous()],
            "+MIPCALL: <address>",
            "AT+MIPCALL=1,\"CMNET\"",
        ),
        Usage::set(&[UP, CID], "+MIPCALL: <address>", "AT+MIPCALL=1,1"),
        Usage::read("+MIPCALL: <state>[,<address>]"),
        Usage::test(""),
    ],
    example: "AT+MIPCALL=1,\"CMNET\"",
    source: Source { manual: Manual::GuideV12, section: "3.1" },
    answers: &[Form::Read],
    limits: Limits { reply: Duration::from_secs(30), status: Duration::ZERO },
    code_before: CodeBefore::WithoutState,
    set_line_is_code: true,
    effect: Effect::Dials,
    gives_up: |typed| (typed.set_number(0) == Some(0)).then_some(Consequence::HangUp),
    ..Spec::BASE
};

pub(super) const COMMAND: Listed =
    Listed { spec: &SPEC, meanings: Meanings { asks, says, done, refused, ..Meanings::NONE }, known: KNOWN };

/// How long an address may take to come after OK: drivers wait 30, 65 and 150 s.
pub const ADDRESS_LIMIT: Duration = Duration::from_secs(150);

/// Internal dial-up, +MIPCALL, set form: brings the network up. OK says that the module tries; the address comes as the
/// unsolicited `+MIPCALL: <address>`.
///
/// # Wire
/// `AT+MIPCALL=1,"CMNET"` or `AT+MIPCALL=1,<cid>`, answered by `OK`; by `ERROR` on some firmware when the network is up already
/// (004, 3.1; 001, 3.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dial {
    /// Through an access point.
    Apn {
        /// Its name. Without it the module uses the one it has.
        apn: Option<Apn>,
        /// User name and password, where the operator asks for them.
        login: Option<(Username, Password)>,
    },
    /// Through a PDP context of the module's, which has its own access point and login.
    Context(ContextId),
}

impl Default for Dial {
    /// With what the module has.
    fn default() -> Self {
        Self::Apn { apn: None, login: None }
    }
}

impl Dial {
    /// The context that has the address afterwards.
    #[must_use]
    pub const fn context(&self) -> ContextId {
        match self {
            Self::Apn { .. } => ContextId::FIRST,
            Self::Context(cid) => *cid,
        }
    }
}

impl Command for Dial {
    type Reply = ();

    fn spec(&self) -> &'static Spec {
        &SPEC
    }

    fn form(&self) -> Form {
        Form::Set
    }

    fn line(&self) -> CommandLine {
        let line = CommandLine::execute(SPEC.name).number(1_u8);
        match self {
            Self::Context(cid) => line.number(cid.number()),
            Self::Apn { apn: None, login: None } => line,
            Self::Apn { apn: Some(apn), login: None } => line.quoted(apn.as_str()),
            Self::Apn { apn, login: Some((user, password)) } => {
                line.quoted(apn.as_ref().map_or("", Apn::as_str)).quoted(user.as_str()).quoted(password.reveal())
            }
        }
    }

    fn read(&self, _: &Reply) -> Result<(), Malformed> {
        Ok(())
    }
}

/// Internal dial-up, +MIPCALL, set form with operation 0: takes the network down, and every MQTT connection with it.
///
/// # Wire
/// `AT+MIPCALL=0`, answered by `OK` (001, 3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HangUp;

impl Command for HangUp {
    type Reply = ();

    fn spec(&self) -> &'static Spec {
        &SPEC
    }

    fn form(&self) -> Form {
        Form::Set
    }

    fn line(&self) -> CommandLine {
        CommandLine::execute(SPEC.name).number(0_u8)
    }

    fn read(&self, _: &Reply) -> Result<(), Malformed> {
        Ok(())
    }
}

/// What the dial-up is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DialState {
    /// There is no address.
    Down,
    /// There is one, or one of IPv4 and one of IPv6. Some firmware does not say which.
    Up(Option<IpAddresses>),
    /// The context is up and its address is 0.0.0.0: it must be closed and dialled again.
    Stale,
    /// The module is busy dialling.
    Busy,
}

/// Internal dial-up, +MIPCALL, read form.
///
/// # Wire
/// `AT+MIPCALL?`, answered by `+MIPCALL: 0`, `+MIPCALL: 1`, `+MIPCALL: 1,<address>[,<address>]`, `+MIPCALL: <address>` or
/// `+MIPCALL: 2`, and `OK` (seen on L610 and NL668).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadDial;

impl Command for ReadDial {
    type Reply = DialState;

    fn spec(&self) -> &'static Spec {
        &SPEC
    }

    fn form(&self) -> Form {
        Form::Read
    }

    fn read(&self, reply: &Reply) -> Result<DialState, Malformed> {
        let values = reply.parsed().next().ok_or(Malformed)?.values();
        let texts = || values.iter().map(String::as_str);
        match (values.first().map(String::as_str), IpAddresses::read(texts())) {
            (Some("0"), _) => Ok(DialState::Down),
            (_, None) if written(texts()).next().is_some() => Ok(DialState::Stale),
            (Some("2"), None) => Ok(DialState::Busy),
            (Some("1"), addresses) => Ok(DialState::Up(addresses)),
            (Some(_), Some(addresses)) => Ok(DialState::Up(Some(addresses))),
            _ => Err(Malformed),
        }
    }
}

entries! {
    ASKS = "meaning-ask-dial" Info ();
    ASKS_APN = "meaning-ask-dial-apn" Info ("apn");
    ASKS_HANG_UP = "meaning-ask-hang-up" Info ();
    ASKS_STATE = "meaning-ask-dial-state" Info ();
    IS_UP = "meaning-network-up" Ok ();
    IS_STALE = "meaning-address-stale" Warn () => advice::ADDRESS_STALE;
    IS_BUSY = "meaning-dialling" Info ();
    DIALS = "meaning-ok-dial" Info ();
    HANGS_UP = "meaning-ok-hang-up" Info ();
    REFUSED = "meaning-refused-dial" Warn () => advice::DIAL_REFUSED;
}

fn asks(typed: &Typed) -> Option<Meaning> {
    match (typed.form, typed.number(0), typed.filled(1)) {
        (Form::Read, ..) => Some(ASKS_STATE.with([])),
        (Form::Set, Some(0), _) => Some(ASKS_HANG_UP.with([])),
        (Form::Set, Some(1), Some(apn)) => Some(ASKS_APN.with([apn.into()])),
        (Form::Set, Some(1), None) => Some(ASKS.with([])),
        _ => None,
    }
}

fn says(heard: &Heard<'_>) -> Option<Meaning> {
    Some(match ReadDial.read(&heard.reply()).ok()? {
        DialState::Down => address::means(None),
        DialState::Up(Some(found)) => address::means(Some(found)),
        DialState::Up(None) => IS_UP.with([]),
        DialState::Stale => IS_STALE.with([]),
        DialState::Busy => IS_BUSY.with([]),
    })
}

fn done(typed: &Typed) -> Option<Meaning> {
    match (typed.form, typed.number(0)?) {
        (Form::Set, 0) => Some(HANGS_UP.with([])),
        (Form::Set, _) => Some(DIALS.with([])),
        _ => None,
    }
}

fn refused(typed: &Typed) -> Option<Meaning> {
    (typed.form == Form::Set && typed.number(0) == Some(1)).then(|| REFUSED.with([]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_the_answer_is_understood() {
        let ip = Some(IpAddresses::only([10, 0, 0, 7]));
        let both = IpAddresses::read(["10.0.0.7", "2001:db8::7"]);
        let only_v6 = IpAddresses::read(["2001:db8::7"]);
        for (line, expected) in [
            ("+MIPCALL: 0", Ok(DialState::Down)),
            ("+MIPCALL: 0,0.0.0.0,0.0.0.0,0.0.0.0", Ok(DialState::Down)),
            ("+MIPCALL: 1", Ok(DialState::Up(None))),
            ("+MIPCALL: 1,10.0.0.7", Ok(DialState::Up(ip))),
            ("+MIPCALL: 10.0.0.7", Ok(DialState::Up(ip))),
            ("+MIPCALL: 1,10.0.0.7,2001:db8::7", Ok(DialState::Up(both))),
            ("+MIPCALL: 1,\"10.0.0.7,32.1.13.184.0.0.0.0.0.0.0.0.0.0.0.7\"", Ok(DialState::Up(both))),
            ("+MIPCALL: 1,32.1.13.184.0.0.0.0.0.0.0.0.0.0.0.7", Ok(DialState::Up(only_v6))),
            ("+MIPCALL: 1,0.0.0.0,2001:db8::7", Ok(DialState::Up(only_v6))),
            ("+MIPCALL: 2001:db8::7", Ok(DialState::Up(only_v6))),
            ("+MIPCALL: 1,0.0.0.0", Ok(DialState::Stale)),
            ("+MIPCALL: 1,0.0.0.0,::", Ok(DialState::Stale)),
            ("+MIPCALL: 2", Ok(DialState::Busy)),
            ("+MIPCALL: x", Err(Malformed)),
        ] {
            let reply = Reply { lines: vec![line.as_bytes().to_vec()], ..Reply::default() };
            assert_eq!(ReadDial.read(&reply), expected, "{line}");
        }
    }

    #[test]
    fn what_is_dialled_through_stands_behind_the_operation_and_a_login_behind_the_apn() {
        let profile = &crate::profile::PERMISSIVE;
        let login = || Some((Username::parse(profile, "u").unwrap(), Password::parse(profile, "p").unwrap()));
        for (dial, line) in [
            (Dial::default(), "AT+MIPCALL=1"),
            (Dial::Apn { apn: Apn::parse("CMNET").ok(), login: None }, "AT+MIPCALL=1,\"CMNET\""),
            (Dial::Apn { apn: None, login: login() }, "AT+MIPCALL=1,\"\",\"u\",\"p\""),
            (Dial::Context(ContextId::new(3).unwrap()), "AT+MIPCALL=1,3"),
        ] {
            assert_eq!(dial.line().as_str(), line);
            assert_eq!(crate::commands::check(line, profile), [], "{line}");
        }
    }
}
