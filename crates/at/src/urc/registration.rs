//! The registration with the network, as a module reports it by itself.

use super::code::standard;
use super::{Code, Domain, Listed, Urc};
use crate::codes::Registration;
use crate::commands::{Kind, Limit, Parameter, Rule, Value, registration_means};
use crate::frame::{Line, int};
use crate::meaning::{Heard, Meaning};

pub(super) const CREG: Listed = Listed {
    code: &Code {
        names: &["+CREG"],
        id: "code-creg",
        syntax: "+CREG: <state>[,<area>,<cell>[,<technology>]]",
        example: "+CREG: 1",
        source: standard("7.2"),
        read: |_, line| read(Domain::Circuit, line),
        ..REGISTRATION
    },
    meaning,
    known: &[],
};

pub(super) const CGREG: Listed = Listed {
    code: &Code {
        names: &["+CGREG"],
        id: "code-cgreg",
        syntax: "+CGREG: <state>[,<area>,<cell>[,<technology>]]",
        example: "+CGREG: 5",
        source: standard("10.1.20"),
        read: |_, line| read(Domain::Packet, line),
        ..REGISTRATION
    },
    meaning,
    known: &[],
};

pub(super) const CEREG: Listed = Listed {
    code: &Code {
        names: &["+CEREG"],
        id: "code-cereg",
        syntax: "+CEREG: <state>[,<area>,<cell>[,<technology>]]",
        example: "+CEREG: 2",
        source: standard("10.1.22"),
        read: |_, line| read(Domain::Lte, line),
        ..REGISTRATION
    },
    meaning,
    known: &[],
};

const REGISTRATION: Code = Code {
    values: &[
        STATE,
        Parameter::new("parameter-area", Kind::Text(Rule::Plain, Limit::Fixed(1, 8))).optional(),
        Parameter::new("parameter-cell", Kind::Text(Rule::Plain, Limit::Fixed(1, 8))).with_previous(),
        Parameter::new("parameter-technology", Kind::Number(Limit::Fixed(0, 13))).optional(),
    ],
    ..Code::BASE
};

/// The states of [`Registration`].
pub(super) const STATE: Parameter = Parameter::new(
    "parameter-registration-state",
    Kind::Choice(&[
        Value { number: 0, id: "value-registration-0" },
        Value { number: 1, id: "value-registration-1" },
        Value { number: 2, id: "value-registration-2" },
        Value { number: 3, id: "value-registration-3" },
        Value { number: 4, id: "value-registration-4" },
        Value { number: 5, id: "value-registration-5" },
        Value { number: 6, id: "value-registration-6" },
        Value { number: 7, id: "value-registration-7" },
        Value { number: 8, id: "value-registration-8" },
    ]),
);

/// The unsolicited form has the state first, alone or before area, cell and technology. A late answer to a query has the
/// reporting mode before it (3GPP TS 27.007, 7.2).
fn read(domain: Domain, line: &Line<'_>) -> Option<Urc> {
    let values = line.values();
    let position = usize::from(line.has_mode_before_state());
    let state = u8::try_from(int(&values, position)?).ok()?;
    Some(Urc::Registration(domain, Registration::from(state)))
}

fn meaning(heard: &Heard<'_>) -> Option<Meaning> {
    let Urc::Registration(domain, state) = heard.code()? else { return None };
    Some(registration_means(domain, state))
}
