//! CREG, CGREG and CEREG: whether the network has taken the module in.

use super::parameter::{Kind, Parameter, Value};
use super::{Command, Form, Listed, Spec, Typed, Usage};
use crate::codes::Registration;
use crate::frame::{Line, int};
use crate::meaning::{Heard, Meaning, Meanings, advice, entries};
use crate::profile::{Manual, Source};
use crate::reply::{Malformed, Reply};
use crate::urc::Domain;

const REPORTS: Parameter = Parameter::new(
    "parameter-registration-reports",
    Kind::Choice(&[
        Value { number: 0, id: "value-registration-reports-0" },
        Value { number: 1, id: "value-registration-reports-1" },
        Value { number: 2, id: "value-registration-reports-2" },
    ]),
);

const fn spec(name: &'static str, id: &'static str, usages: &'static [Usage], section: &'static str) -> Spec {
    let source = Source { manual: Manual::Ts27007, section };
    let answers = &[Form::Read];
    Spec { name, id, usages, source, answers, reply_values: 2, reads_like, set_line_is_code: true, ..Spec::BASE }
}

/// The answer has the state second, a bare number; the unsolicited code has the area there, in quotes or in hexadecimal, or
/// nothing.
fn reads_like(form: Form, line: &Line<'_>) -> bool {
    form != Form::Read || line.has_mode_before_state()
}

const MEANINGS: Meanings = Meanings { done, ..Meanings::NONE };

pub(super) static CREG: Spec = Spec {
    example: "AT+CREG?",
    ..spec(
        "+CREG",
        "command-creg",
        &[
            Usage::read("+CREG: <reports>,<state>"),
            Usage::set(&[REPORTS], "", "AT+CREG=1"),
            Usage::test("+CREG: (<reports>s)"),
        ],
        "7.2",
    )
};

pub(super) const CREG_COMMAND: Listed = Listed {
    spec: &CREG,
    meanings: Meanings {
        asks: |typed| asks(Domain::Circuit, typed),
        says: |heard| says(Domain::Circuit, heard),
        ..MEANINGS
    },
    known: KNOWN,
};

pub(super) static CGREG: Spec = Spec {
    example: "AT+CGREG?",
    ..spec(
        "+CGREG",
        "command-cgreg",
        &[
            Usage::read("+CGREG: <reports>,<state>"),
            Usage::set(&[REPORTS], "", "AT+CGREG=1"),
            Usage::test("+CGREG: (<reports>s)"),
        ],
        "10.1.20",
    )
};

pub(super) const CGREG_COMMAND: Listed = Listed {
    spec: &CGREG,
    meanings: Meanings {
        asks: |typed| asks(Domain::Packet, typed),
        says: |heard| says(Domain::Packet, heard),
        ..MEANINGS
    },
    known: &[],
};

pub(super) static CEREG: Spec = Spec {
    example: "AT+CEREG?",
    ..spec(
        "+CEREG",
        "command-cereg",
        &[
            Usage::read("+CEREG: <reports>,<state>"),
            Usage::set(&[REPORTS], "", "AT+CEREG=1"),
            Usage::test("+CEREG: (<reports>s)"),
        ],
        "10.1.22",
    )
};

pub(super) const CEREG_COMMAND: Listed = Listed {
    spec: &CEREG,
    meanings: Meanings { asks: |typed| asks(Domain::Lte, typed), says: |heard| says(Domain::Lte, heard), ..MEANINGS },
    known: &[],
};

/// Network registration, +CREG, +CGREG and +CEREG, read form.
///
/// # Wire
/// `AT+CGREG?`, answered by `+CGREG: <n>,<stat>[,…]` and `OK` (3GPP TS 27.007, 7.2, 10.1.20, 10.1.22). A line with one value is
/// the unsolicited code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadRegistration(pub Domain);

impl Command for ReadRegistration {
    type Reply = Registration;

    fn spec(&self) -> &'static Spec {
        match self.0 {
            Domain::Circuit => &CREG,
            Domain::Packet => &CGREG,
            Domain::Lte => &CEREG,
        }
    }

    fn form(&self) -> Form {
        Form::Read
    }

    fn read(&self, reply: &Reply) -> Result<Registration, Malformed> {
        let values = reply.parsed().next().ok_or(Malformed)?.values();
        int(&values, 1).and_then(|state| u8::try_from(state).ok()).map(Registration::from).ok_or(Malformed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_told_from_the_code_of_the_same_name() {
        for (line, expected) in [
            ("+CREG: 0,1", true),
            ("+CREG: 2,1,\"2A31\",\"0B0C4D21\",7", true),
            ("+CEREG: 2, 11", true),
            ("+CREG: 1", false),
            ("+CREG: 1,\"2A31\",\"0B0C4D21\",7", false),
            ("+CREG: 1,\"12\",\"34\",7", false),
            ("+CREG: 1,2A31,0B0C4D21,7", false),
            ("+CGREG: 1,\"2A31\",\"0B0C4D21\",7,\"01\"", false),
        ] {
            assert_eq!((CREG.reads_like)(Form::Read, &Line::of(line.as_bytes())), expected, "{line}");
        }
        assert!((CREG.reads_like)(Form::Test, &Line::of(b"+CREG: (0-2)")));
    }
}
entries! {
    ASKS = "meaning-ask-registration" Info ("service");
    ASKS_REPORTS = "meaning-ask-registration-reports" Info ("service", "mode");
    REPORTS_SET = "meaning-ok-registration-reports" Ok ();
    NOT_SEARCHING = "meaning-registration-not-searching" Warn ("service") => advice::NOT_REGISTERED;
    HOME = "meaning-registration-home" Ok ("service");
    SEARCHING = "meaning-registration-searching" Warn ("service") => advice::NOT_REGISTERED;
    DENIED = "meaning-registration-denied" Error ("service") => advice::REGISTRATION_DENIED;
    UNKNOWN = "meaning-registration-unknown" Warn ("service") => advice::NOT_REGISTERED;
    ROAMING = "meaning-registration-roaming" Ok ("service");
    SMS_ONLY_HOME = "meaning-registration-sms-only-home" Warn ("service") => advice::REGISTRATION_DENIED;
    SMS_ONLY_ROAMING = "meaning-registration-sms-only-roaming" Warn ("service") => advice::REGISTRATION_DENIED;
    EMERGENCY_ONLY = "meaning-registration-emergency-only" Error ("service") => advice::REGISTRATION_DENIED;
    UNLISTED = "meaning-registration-unlisted" Warn ("service", "number") => advice::NOT_REGISTERED;
}

/// Which of the network's services a registration is for, as the catalogue chooses its words by.
const fn service(domain: Domain) -> &'static str {
    match domain {
        Domain::Circuit => "voice",
        Domain::Packet => "data",
        Domain::Lte => "lte",
    }
}

fn asks(domain: Domain, typed: &Typed) -> Option<Meaning> {
    match typed.form {
        Form::Read => Some(ASKS.with([service(domain).into()])),
        Form::Set => {
            let mode = if typed.number(0)? == 0 { "off" } else { "on" };
            Some(ASKS_REPORTS.with([service(domain).into(), mode.into()]))
        }
        Form::Execute | Form::Test => None,
    }
}

fn says(domain: Domain, heard: &Heard<'_>) -> Option<Meaning> {
    let values = heard.values();
    let state = int(&values, usize::from(values.len() > 1))?;
    Some(means(domain, u8::try_from(state).ok()?.into()))
}

fn done(typed: &Typed) -> Option<Meaning> {
    (typed.form == Form::Set).then(|| REPORTS_SET.with([]))
}

/// What a state means, asked for or reported.
pub(crate) fn means(domain: Domain, state: Registration) -> Meaning {
    let entry = match state {
        Registration::NotSearching => NOT_SEARCHING,
        Registration::Home => HOME,
        Registration::Searching => SEARCHING,
        Registration::Denied => DENIED,
        Registration::Unknown => UNKNOWN,
        Registration::Roaming => ROAMING,
        Registration::SmsOnlyHome => SMS_ONLY_HOME,
        Registration::SmsOnlyRoaming => SMS_ONLY_ROAMING,
        Registration::EmergencyOnly => EMERGENCY_ONLY,
        Registration::Unlisted(number) => return UNLISTED.with([service(domain).into(), u32::from(number).into()]),
    };
    entry.with([service(domain).into()])
}
