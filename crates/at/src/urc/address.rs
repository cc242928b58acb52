//! The address that a module got, or lost.

use super::{Code, Listed, Urc};
use crate::commands::{IpAddresses, Kind, Limit, Parameter, Rule, address_means, written};
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

/// One address or two, or `0`, or `0,0.0.0.0,…`. A late answer to the query has the state before the address: `1,10.2.83.148`.
fn read(_: &Code, line: &Line<'_>) -> Option<Urc> {
    let values = line.values();
    let state = values.first()?;
    if state == "0" {
        return Some(Urc::AddressLost);
    }
    let texts = || values.iter().map(String::as_str).skip(usize::from(state == "1"));
    written(texts().take(1)).next()?;
    Some(IpAddresses::read(texts()).map_or(Urc::AddressLost, Urc::AddressAssigned))
}

fn meaning(heard: &Heard<'_>) -> Option<Meaning> {
    match heard.code()? {
        Urc::AddressAssigned(address) => Some(address_means(Some(address))),
        Urc::AddressLost => Some(LOST.with([])),
        _ => None,
    }
}
