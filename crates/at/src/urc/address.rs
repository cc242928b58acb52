//! The address that a module got, or lost.

use std::net::IpAddr;

use super::{Code, Listed, Urc};
use crate::commands::{Kind, Limit, Parameter, Rule, address_means};
use crate::frame::Line;
use crate::meaning::{Heard, Meaning, advice, entries};
use crate::profile::{Manual, Source};

pub(super) const ADDRESS: Listed = Listed {
    code: &Code {
        names: &["+MIPCALL"],
        id: "code-address",
        syntax: "+MIPCALL: <address>",
        values: &[Parameter::new("parameter-address", Kind::Text(Rule::Plain, Limit::Fixed(1, 39)))],
        example: "+MIPCALL: 10.2.83.148",
        source: Source { manual: Manual::Nl668V126, section: "3.1" },
        is_mended: true,
        read,
        ..Code::BASE
    },
    meaning,
    known: KNOWN,
};

entries! {
    LOST = "meaning-address-lost" Error () => advice::BROKE_LINK;
}

/// `ip`, or `0`, or `0,0.0.0.0,…`.
fn read(_: &Code, line: &Line<'_>) -> Option<Urc> {
    let values = line.values();
    let first = values.first()?;
    if first == "0" {
        return Some(Urc::AddressLost);
    }
    let address: IpAddr = first.parse().ok()?;
    Some(if address.is_unspecified() { Urc::AddressLost } else { Urc::AddressAssigned(address) })
}

fn meaning(heard: &Heard<'_>) -> Option<Meaning> {
    match heard.code()? {
        Urc::AddressAssigned(address) => Some(address_means(Some(address))),
        Urc::AddressLost => Some(LOST.with([])),
        _ => None,
    }
}
