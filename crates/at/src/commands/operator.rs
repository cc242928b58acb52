//! COPS: which operator the module is registered with.

use std::time::Duration;

use super::parameter::{Kind, Limit, Parameter, Rule, Value};
use super::{Command, Consequence, Form, Limits, Listed, Spec, Typed, Usage};
use crate::frame::int;
use crate::meaning::{Heard, Meaning, Meanings, advice, entries};
use crate::profile::{Manual, Source};
use crate::reply::{Malformed, Reply};

const MODE: Parameter = Parameter::new(
    "parameter-operator-mode",
    Kind::Choice(&[
        Value { number: 0, id: "value-operator-mode-0" },
        Value { number: 1, id: "value-operator-mode-1" },
        Value { number: 2, id: "value-operator-mode-2" },
        Value { number: 3, id: "value-operator-mode-3" },
        Value { number: 4, id: "value-operator-mode-4" },
    ]),
);
const FORMAT: Parameter = Parameter::new(
    "parameter-operator-format",
    Kind::Choice(&[
        Value { number: 0, id: "value-operator-format-0" },
        Value { number: 1, id: "value-operator-format-1" },
        Value { number: 2, id: "value-operator-format-2" },
    ]),
);
const OPERATOR: Parameter = Parameter::new("parameter-operator", Kind::Text(Rule::Plain, Limit::Fixed(1, 64)));
const TECHNOLOGY: Parameter = Parameter::new("parameter-technology", Kind::Number(Limit::Fixed(0, 13)));

pub(super) static SPEC: Spec = Spec {
    name: "+COPS",
    id: "command-cops",
    usages: &[
        Usage::read("+COPS: <mode>[,<format>,\"<operator>\"[,<technology>]]"),
        Usage::set(&[MODE, FORMAT.optional(), OPERATOR.with_previous(), TECHNOLOGY.optional()], "", "AT+COPS=0"),
        Usage::test("+COPS: (<status>,\"<long name>\",\"<short name>\",\"<number>\",<technology>)…"),
    ],
    example: "AT+COPS?",
    source: Source { manual: Manual::Ts27007, section: "7.3" },
    answers: &[Form::Read],
    // The test form searches all bands.
    limits: Limits { reply: Duration::from_secs(180), status: Duration::ZERO },
    // Mode 2 takes the module off the network.
    gives_up: |typed| (typed.set_number(0) == Some(2)).then_some(Consequence::Detach),
    ..Spec::BASE
};

pub(super) const COMMAND: Listed =
    Listed { spec: &SPEC, meanings: Meanings { asks, says, ..Meanings::NONE }, known: KNOWN };

/// An operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operator {
    /// Its name, or its number, as the module prints it.
    pub name: String,
    /// Access technology, 7 for LTE (3GPP TS 27.007, 7.3).
    pub technology: Option<u32>,
}

/// PLMN selection, +COPS, read form.
///
/// # Wire
/// `AT+COPS?`, answered by `+COPS: <mode>[,<format>,"<operator>"[,<AcT>]]` and `OK` (3GPP TS 27.007, 7.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadOperator;

impl Command for ReadOperator {
    type Reply = Option<Operator>;

    fn spec(&self) -> &'static Spec {
        &SPEC
    }

    fn form(&self) -> Form {
        Form::Read
    }

    fn read(&self, reply: &Reply) -> Result<Option<Operator>, Malformed> {
        let values = reply.parsed().next().ok_or(Malformed)?.values();
        int(&values, 0).ok_or(Malformed)?;
        Ok(values.get(2).map(|name| Operator { name: name.clone(), technology: int(&values, 3) }))
    }
}

entries! {
    ASKS = "meaning-ask-operator" Info ();
    ASKS_SET = "meaning-ask-operator-set" Info ();
    ASKS_AUTOMATIC = "meaning-ask-operator-automatic" Info ();
    ASKS_SEARCH = "meaning-ask-operator-search" Info ();
    REGISTERED = "meaning-operator" Ok ("operator");
    REGISTERED_BY = "meaning-operator-technology" Ok ("operator", "technology");
    NONE = "meaning-operator-none" Warn () => advice::NOT_REGISTERED;
}

fn asks(typed: &Typed) -> Option<Meaning> {
    match typed.form {
        Form::Read => Some(ASKS.with([])),
        Form::Set if typed.number(0) == Some(0) => Some(ASKS_AUTOMATIC.with([])),
        Form::Set => Some(ASKS_SET.with([])),
        Form::Test => Some(ASKS_SEARCH.with([])),
        Form::Execute => None,
    }
}

fn says(heard: &Heard<'_>) -> Option<Meaning> {
    let Some(Operator { name, technology }) = ReadOperator.read(&heard.reply()).ok()? else {
        return Some(NONE.with([]));
    };
    // 3GPP TS 27.007, 7.3.
    let technology = match technology {
        Some(0 | 1 | 3) => "gsm",
        Some(2 | 4..=6) => "umts",
        Some(7) => "lte",
        Some(8) => "cat-m",
        Some(9) => "nb-iot",
        Some(11) => "nr",
        Some(_) | None => return Some(REGISTERED.with([name.into()])),
    };
    Some(REGISTERED_BY.with([name.into(), technology.into()]))
}
