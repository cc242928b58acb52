//! CGPADDR: which IP addresses the module has, and the ways in which modules write them.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::parameter::{Kind, Limit, Parameter};
use super::{Command, CommandLine, Form, Listed, Spec, Typed, Usage};
use crate::args::ContextId;
use crate::frame::int;
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

/// The addresses of one connection: of IPv4, of IPv6, or one of each. There is at least one.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct IpAddresses {
    main: IpAddr,
    other: Option<Ipv6Addr>,
}

impl IpAddresses {
    /// The addresses in these values. Two may stand in one, divided by a comma; that of IPv6 may be sixteen decimal numbers with
    /// dots between them, and the mask may follow in the same way (3GPP TS 27.007, 10.1.1 and 10.1.23; seen on FM650 and FM350).
    /// Addresses that are all zeros are none.
    #[must_use]
    pub fn read<'a>(values: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let addresses: Vec<_> =
            written(values).filter(|address| !address.is_unspecified()).map(|address| address.to_canonical()).collect();
        let v4 = addresses.iter().find_map(|address| match address {
            IpAddr::V4(v4) => Some(*v4),
            IpAddr::V6(_) => None,
        });
        let v6 = || {
            addresses.iter().filter_map(|address| match address {
                IpAddr::V4(_) => None,
                IpAddr::V6(v6) => Some(*v6),
            })
        };
        // One that reaches no further than the next router is the second choice.
        let v6 = v6().find(|v6| !v6.is_unicast_link_local()).or_else(|| v6().next());
        match (v4, v6) {
            (Some(v4), other) => Some(Self { main: v4.into(), other }),
            (None, Some(v6)) => Some(Self { main: v6.into(), other: None }),
            (None, None) => None,
        }
    }

    /// This one alone.
    pub fn only(address: impl Into<IpAddr>) -> Self {
        Self { main: address.into(), other: None }
    }

    /// The address of IPv4, or that of IPv6 where it is the only one.
    #[must_use]
    pub const fn main(&self) -> IpAddr {
        self.main
    }

    /// The address of IPv4.
    #[must_use]
    pub const fn v4(&self) -> Option<Ipv4Addr> {
        match self.main {
            IpAddr::V4(v4) => Some(v4),
            IpAddr::V6(_) => None,
        }
    }

    /// The address of IPv6.
    #[must_use]
    pub const fn v6(&self) -> Option<Ipv6Addr> {
        match self.main {
            IpAddr::V4(_) => self.other,
            IpAddr::V6(v6) => Some(v6),
        }
    }
}

impl fmt::Display for IpAddresses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.other {
            Some(other) => write!(f, "{}, {other}", self.main),
            None => write!(f, "{}", self.main),
        }
    }
}

/// As it is shown.
impl fmt::Debug for IpAddresses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Every address in these values, also one that is all zeros.
pub(crate) fn written<'a>(values: impl IntoIterator<Item = &'a str>) -> impl Iterator<Item = IpAddr> {
    values.into_iter().flat_map(|value| value.split(',')).filter_map(|text| address(text.trim()))
}

fn address(text: &str) -> Option<IpAddr> {
    if let Ok(address) = text.parse() {
        return Some(address);
    }
    let numbers: Vec<u8> = text.split('.').map(|number| number.parse().ok()).collect::<Option<_>>()?;
    match numbers.len() {
        8 => numbers.first_chunk::<4>().map(|octets| IpAddr::from(*octets)),
        16 | 32 => numbers.first_chunk::<16>().map(|octets| IpAddr::from(*octets)),
        _ => None,
    }
}

/// Show PDP address, +CGPADDR.
///
/// # Wire
/// `AT+CGPADDR=<cid>`, answered by `+CGPADDR: <cid>[,"<address>"[,"<address>"]]` and `OK` (3GPP TS 27.007, 10.1.14). A context
/// without an address has its number alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Addresses {
    /// The context, usually the first.
    pub cid: ContextId,
}

impl Command for Addresses {
    type Reply = Option<IpAddresses>;

    fn spec(&self) -> &'static Spec {
        &SPEC
    }

    fn form(&self) -> Form {
        Form::Set
    }

    fn line(&self) -> CommandLine {
        CommandLine::execute(SPEC.name).number(self.cid.number())
    }

    fn read(&self, reply: &Reply) -> Result<Option<IpAddresses>, Malformed> {
        let of_context =
            reply.parsed().map(|line| line.values()).filter(|values| int(values, 0) == Some(self.cid.number().into()));
        let values: Vec<String> = of_context.flat_map(|values| values.into_iter().skip(1)).collect();
        Ok(IpAddresses::read(values.iter().map(String::as_str)))
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
    let values = heard.line.values();
    Some(means(IpAddresses::read(values.iter().skip(1).map(String::as_str))))
}

/// What it means that the module has an address, or none.
pub(crate) fn means(addresses: Option<IpAddresses>) -> Meaning {
    addresses.map_or_else(|| NONE.with([]), |addresses| ADDRESS.with([addresses.to_string().into()]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_however_it_is_written() {
        const BOTH: &str = "192.0.2.77, 2001:db8:1e:4d9::1";
        for (line, expected) in [
            ("+CGPADDR: 1,\"192.0.2.77\"", Some("192.0.2.77")),
            ("+CGPADDR: 1,192.0.2.77", Some("192.0.2.77")),
            ("+CGPADDR: 1,\"192.0.2.77\",\"\"", Some("192.0.2.77")),
            ("+CGPADDR: 1,\"192.0.2.77,32.1.13.184.0.30.4.217.0.0.0.0.0.0.0.1\"", Some(BOTH)),
            ("+CGPADDR: 1,\"192.0.2.77\",\"32.1.13.184.0.30.4.217.0.0.0.0.0.0.0.1\"", Some(BOTH)),
            ("+CGPADDR: 1,\"2001:db8:1e:4d9::1\",\"192.0.2.77\"", Some(BOTH)),
            ("+CGPADDR: 1,\"192.0.2.77.255.255.255.0\"", Some("192.0.2.77")),
            ("+CGPADDR: 1,\"0.0.0.0\",\"2001:db8::7\"", Some("2001:db8::7")),
            (
                "+CGPADDR: 1,\"32.1.13.184.0.0.0.0.24.141.77.89.141.173.244.126\",\"\"",
                Some("2001:db8::188d:4d59:8dad:f47e"),
            ),
            (
                "+CGPADDR: 1,\"254.128.0.0.0.0.0.0.0.0.0.0.0.0.0.1\",\"32.1.13.184.0.0.0.0.0.0.0.0.0.0.0.9\"",
                Some("2001:db8::9"),
            ),
            ("+CGPADDR: 1,\"0.0.0.0,0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0\"", None),
            ("+CGPADDR: 1,\"\",\"\"", None),
            ("+CGPADDR: 1", None),
            ("+CGPADDR: 0,\"192.0.2.77\"", None),
            ("+CGPADDR: 1,\"1.2.3\"", None),
            ("+CGPADDR: 1,\"300.1.13.184.0.0.0.0.24.141.77.89.141.173.244.126\"", None),
        ] {
            let reply = Reply { lines: vec![line.as_bytes().to_vec()], ..Reply::default() };
            let read = Addresses { cid: ContextId::FIRST }.read(&reply).unwrap();
            assert_eq!(read.map(|addresses| addresses.to_string()).as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn of_several_contexts_the_one_that_was_asked_for_counts() {
        let lines = ["+CGPADDR: 0,\"192.0.2.77\"", "+CGPADDR: 1", "+CGPADDR: 5,\"192.0.2.5\""];
        let reply = Reply { lines: lines.map(|line| line.as_bytes().to_vec()).to_vec(), ..Reply::default() };
        for (number, expected) in [(1, None), (5, Some([192, 0, 2, 5])), (7, None)] {
            let cid = ContextId::new(number).unwrap();
            assert_eq!(Addresses { cid }.read(&reply), Ok(expected.map(IpAddresses::only)), "{number}");
        }
    }
}
