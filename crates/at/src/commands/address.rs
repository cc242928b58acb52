//! CGPADDR: which IP addresses the module has.

use std::net::IpAddr;

use super::parameter::{Kind, Limit, Parameter};
use super::{Command, CommandLine, Form, Listed, Spec, Typed, Usage};
use crate::args::ContextId;
use crate::meaning::{self, Heard, Meaning, Meanings, advice, entries};
use crate::profile::{Manual, Source};
use crate::reply::{Malformed, Reply};

pub(super) static SPEC: Spec = Spec {
    name: "+CGPADDR",
    id: "command-cgpaddr",
    usages: &[
        Usage::execute("+CGPADDR: <cid>,\"<address>\""),
        Usage::set(
            &[Parameter::new("parameter-cid", Kind::Number(Limit::Fixed(1, 255)))],
            "+CGPADDR: <cid>,\"<address>\"",
            "AT+CGPADDR=1",
        ),
        Usage::test("+CGPADDR: (<cid>s)"),
    ],
    example: "AT+CGPADDR=1",
    source: Source { manual: Manual::Ts27007, section: "10.1.14" },
    ..Spec::BASE
};

pub(super) const COMMAND: Listed =
    Listed { spec: &SPEC, meanings: Meanings { asks, says, done: meaning::reply_end, ..Meanings::NONE }, known: KNOWN };

/// Show PDP address, +CGPADDR.
///
/// # Wire
/// `AT+CGPADDR=<cid>`, answered by `+CGPADDR: <cid>,"<address>"` and `OK` (3GPP TS 27.007, 10.1.14). 0.0.0.0 is no address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Addresses {
    /// The context, usually the first.
    pub cid: ContextId,
}

impl Command for Addresses {
    type Reply = Vec<IpAddr>;

    fn spec(&self) -> &'static Spec {
        &SPEC
    }

    fn form(&self) -> Form {
        Form::Set
    }

    fn line(&self) -> CommandLine {
        CommandLine::execute(SPEC.name).number(self.cid.number())
    }

    fn read(&self, reply: &Reply) -> Result<Vec<IpAddr>, Malformed> {
        Ok(reply
            .parsed()
            .flat_map(|line| line.values().into_iter().skip(1))
            .filter_map(|value| value.parse().ok())
            .filter(|address: &IpAddr| !address.is_unspecified())
            .collect())
    }
}

entries! {
    ASKS = "meaning-ask-addresses" Info ();
    ASKS_ONE = "meaning-ask-address" Info ("context");
    ADDRESS = "meaning-address" Ok ("address");
    NONE = "meaning-address-none" Warn () => advice::NO_ADDRESS;
}

fn asks(typed: &Typed) -> Option<Meaning> {
    match typed.form {
        Form::Execute => Some(ASKS.with([])),
        Form::Set => Some(ASKS_ONE.with([typed.number(0)?.into()])),
        Form::Read | Form::Test => None,
    }
}

fn says(heard: &Heard<'_>) -> Option<Meaning> {
    let addresses = Addresses { cid: ContextId::FIRST }.read(&heard.reply()).ok()?;
    Some(means(addresses.first().copied()))
}

/// What it means that the module has an address, or none.
pub(crate) fn means(address: Option<IpAddr>) -> Meaning {
    address.map_or_else(|| NONE.with([]), |address| ADDRESS.with([address.to_string().into()]))
}
