//! What each command asks of the module, in every form. Passwords, PINs and payloads stay out of it.

use super::entry::entries;
use super::typed::Typed;
use super::{Meaning, extension};
use crate::commands::Form;

entries! {
    UNKNOWN = "meaning-ask-unknown" Info ("command");
    OTHER_ARGUMENTS = "meaning-ask-other-arguments" Warn ("command");
    TEST = "meaning-ask-test" Info ("command");
    ATTENTION = "meaning-ask-attention" Info ();
    ECHO_OFF = "meaning-ask-echo-off" Info ();
    ECHO_ON = "meaning-ask-echo-on" Info ();
    IDENTIFICATION = "meaning-ask-identification" Info ();
    MANUFACTURER = "meaning-ask-manufacturer" Info ();
    MODEL = "meaning-ask-model" Info ();
    REVISION = "meaning-ask-revision" Info ();
    SERIAL_NUMBER = "meaning-ask-serial-number" Info ();
    ERRORS_PLAIN = "meaning-ask-errors-plain" Info ();
    ERRORS_NUMBERS = "meaning-ask-errors-numbers" Info ();
    ERRORS_WORDS = "meaning-ask-errors-words" Info ();
    ERRORS_READ = "meaning-ask-errors-read" Info ();
    SIM = "meaning-ask-sim" Info ();
    SIM_PIN = "meaning-ask-sim-pin" Info ();
    SIM_PUK = "meaning-ask-sim-puk" Info ();
    SIGNAL = "meaning-ask-signal" Info ();
    OPERATOR = "meaning-ask-operator" Info ();
    OPERATOR_SET = "meaning-ask-operator-set" Info ();
    OPERATOR_AUTOMATIC = "meaning-ask-operator-automatic" Info ();
    OPERATOR_SEARCH = "meaning-ask-operator-search" Info ();
    REGISTRATION = "meaning-ask-registration" Info ("service");
    REGISTRATION_REPORTS = "meaning-ask-registration-reports" Info ("service", "mode");
    ADDRESSES = "meaning-ask-addresses" Info ();
    ADDRESS = "meaning-ask-address" Info ("context");
    DIAL = "meaning-ask-dial" Info ();
    DIAL_APN = "meaning-ask-dial-apn" Info ("apn");
    HANG_UP = "meaning-ask-hang-up" Info ();
    DIAL_STATE = "meaning-ask-dial-state" Info ();
    CLOCK = "meaning-ask-clock" Info ();
    CLOCK_SET = "meaning-ask-clock-set" Info ("time");
    CLOCK_SYNCHRONISE = "meaning-ask-clock-synchronise" Info ("server");
    USER = "meaning-ask-user" Info ("client", "user");
    USER_ID = "meaning-ask-user-id" Info ("client", "user", "id");
    USER_ID_ANONYMOUS = "meaning-ask-user-id-anonymous" Info ("client", "id");
    USER_ANONYMOUS = "meaning-ask-user-anonymous" Info ("client");
    USER_READ = "meaning-ask-user-read" Info ();
    WILL = "meaning-ask-will" Info ("client", "topic", "qos", "retain", "bytes");
    WILL_READ = "meaning-ask-will-read" Info ();
    OPEN = "meaning-ask-open" Info ("client", "host", "port", "security", "session", "seconds");
    OPEN_READ = "meaning-ask-open-read" Info ();
    CLOSE = "meaning-ask-close" Info ("client");
    CLOSE_READ = "meaning-ask-close-read" Info ();
    SUBSCRIBE = "meaning-ask-subscribe" Info ("client", "topic", "qos");
    UNSUBSCRIBE = "meaning-ask-unsubscribe" Info ("client", "topic");
    PUBLISH = "meaning-ask-publish" Info ("client", "topic", "qos", "retain", "bytes");
    PUBLISH_BY_LENGTH = "meaning-ask-publish-by-length" Info ("client", "topic", "qos", "retain", "bytes");
    CONF_DIRECT = "meaning-ask-conf-direct" Info ();
    CONF_INDICATED = "meaning-ask-conf-indicated" Info ();
    CONF_READ = "meaning-ask-conf-read" Info ();
    READ = "meaning-ask-read" Info ("client");
}

/// What a command asks.
pub(super) fn meaning(typed: &Typed) -> Meaning {
    let command = format!("AT{}", typed.name);
    if typed.form == Form::Test {
        return if typed.name == "+COPS" { OPERATOR_SEARCH.with([]) } else { TEST.with([command.into()]) };
    }
    let known = known(typed).or_else(|| mqtt(typed)).or_else(|| extension::command(typed));
    let listed = || crate::commands::LIST.iter().any(|spec| spec.name == typed.name);
    known.unwrap_or_else(|| {
        if listed() || extension::names(&typed.name) {
            OTHER_ARGUMENTS.with([command.into()])
        } else {
            UNKNOWN.with([command.into()])
        }
    })
}

/// Commands of the module and the network.
fn known(typed: &Typed) -> Option<Meaning> {
    let number = |at| typed.number(at);
    Some(match (typed.name.as_str(), typed.form) {
        ("", Form::Execute) => ATTENTION.with([]),
        ("E", Form::Execute) => match number(0) {
            None | Some(0) => ECHO_OFF.with([]),
            Some(1) => ECHO_ON.with([]),
            Some(_) => return None,
        },
        ("I", Form::Execute) => IDENTIFICATION.with([]),
        ("+CGMI" | "+GMI", Form::Execute | Form::Read) => MANUFACTURER.with([]),
        ("+CGMM" | "+GMM", Form::Execute | Form::Read) => MODEL.with([]),
        ("+CGMR" | "+GMR", Form::Execute | Form::Read) => REVISION.with([]),
        ("+CGSN" | "+GSN", Form::Execute | Form::Read) => SERIAL_NUMBER.with([]),
        ("+CMEE", Form::Read) => ERRORS_READ.with([]),
        ("+CMEE", Form::Set) => match number(0)? {
            0 => ERRORS_PLAIN.with([]),
            1 => ERRORS_NUMBERS.with([]),
            2 => ERRORS_WORDS.with([]),
            _ => return None,
        },
        ("+CPIN", Form::Read) => SIM.with([]),
        ("+CPIN", Form::Set) if typed.count() > 1 => SIM_PUK.with([]),
        ("+CPIN", Form::Set) => SIM_PIN.with([]),
        // The application guide writes AT+CSQ?.
        ("+CSQ", Form::Execute | Form::Read) => SIGNAL.with([]),
        ("+COPS", Form::Read) => OPERATOR.with([]),
        ("+COPS", Form::Set) if number(0) == Some(0) => OPERATOR_AUTOMATIC.with([]),
        ("+COPS", Form::Set) => OPERATOR_SET.with([]),
        (name @ ("+CREG" | "+CGREG" | "+CEREG"), Form::Read) => REGISTRATION.with([service(name).into()]),
        (name @ ("+CREG" | "+CGREG" | "+CEREG"), Form::Set) => {
            let mode = if number(0)? == 0 { "off" } else { "on" };
            REGISTRATION_REPORTS.with([service(name).into(), mode.into()])
        }
        ("+CGPADDR", Form::Execute) => ADDRESSES.with([]),
        ("+CGPADDR", Form::Set) => ADDRESS.with([number(0)?.into()]),
        ("+MIPCALL", Form::Read) => DIAL_STATE.with([]),
        ("+MIPCALL", Form::Set) => match (number(0)?, typed.filled(1)) {
            (0, _) => HANG_UP.with([]),
            (1, Some(apn)) => DIAL_APN.with([apn.into()]),
            (1, None) => DIAL.with([]),
            _ => return None,
        },
        ("+CCLK", Form::Read) => CLOCK.with([]),
        ("+CCLK", Form::Set) => CLOCK_SET.with([typed.filled(0)?.into()]),
        ("+MIPNTP", Form::Set) => CLOCK_SYNCHRONISE.with([typed.filled(0)?.into()]),
        _ => return None,
    })
}

/// Commands of MQTT.
fn mqtt(typed: &Typed) -> Option<Meaning> {
    let number = |at| typed.number(at);
    Some(match (typed.name.as_str(), typed.form) {
        ("+MQTTUSER", Form::Read) => USER_READ.with([]),
        ("+MQTTUSER", Form::Set) => match (number(0)?, typed.filled(1), typed.filled(3)) {
            (client, Some(user), Some(id)) => USER_ID.with([client.into(), user.into(), id.into()]),
            (client, None, Some(id)) => USER_ID_ANONYMOUS.with([client.into(), id.into()]),
            (client, Some(user), None) => USER.with([client.into(), user.into()]),
            (client, None, None) => USER_ANONYMOUS.with([client.into()]),
        },
        ("+MQTTWILL", Form::Read) => WILL_READ.with([]),
        ("+MQTTWILL", Form::Set) => WILL.with([
            number(0)?.into(),
            typed.filled(1)?.into(),
            number(2)?.into(),
            retain(number(3)?).into(),
            typed.payload(4)?.into(),
        ]),
        ("+MQTTOPEN", Form::Read) => OPEN_READ.with([]),
        ("+MQTTOPEN", Form::Set) => OPEN.with([
            number(0)?.into(),
            typed.filled(1)?.into(),
            number(2)?.into(),
            if is_encrypted(typed) { "tls" } else { "plain" }.into(),
            if number(3)? == 0 { "keep" } else { "clean" }.into(),
            number(4)?.into(),
        ]),
        ("+MQTTCLOSE", Form::Read) => CLOSE_READ.with([]),
        ("+MQTTCLOSE", Form::Set) => CLOSE.with([number(0)?.into()]),
        ("+MQTTSUB", Form::Set) => SUBSCRIBE.with([number(0)?.into(), typed.filled(1)?.into(), number(2)?.into()]),
        ("+MQTTUNSUB", Form::Set) => UNSUBSCRIBE.with([number(0)?.into(), typed.filled(1)?.into()]),
        ("+MQTTPUB", Form::Set) => {
            let entry = if typed.datasize().is_some() { PUBLISH_BY_LENGTH } else { PUBLISH };
            entry.with([
                number(0)?.into(),
                typed.filled(1)?.into(),
                number(2)?.into(),
                retain(number(3)?).into(),
                typed.payload(4)?.into(),
            ])
        }
        ("+MQTTCONF", Form::Read) => CONF_READ.with([]),
        ("+MQTTCONF", Form::Set) => match number(0)? {
            0 => CONF_DIRECT.with([]),
            1 => CONF_INDICATED.with([]),
            _ => return None,
        },
        ("+MQTTREAD", Form::Set) => READ.with([number(0)?.into()]),
        _ => return None,
    })
}

/// Whether an MQTTOPEN asks for TLS: 2, or 1 on an old G510.
pub(super) fn is_encrypted(typed: &Typed) -> bool {
    typed.number(5).is_some_and(|security| security > 0)
}

/// Which of the network's services a registration is for, as the catalogue chooses its words by.
pub(super) fn service(name: &str) -> &'static str {
    match name {
        "+CREG" => "voice",
        "+CGREG" => "data",
        _ => "lte",
    }
}

/// As the catalogue chooses its words by.
pub(super) const fn retain(flag: u32) -> &'static str {
    if flag == 0 { "no" } else { "yes" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::LIST;
    use crate::meaning::of_command;

    #[test]
    fn every_form_of_every_command_has_a_meaning_of_its_own() {
        let vague = |line: &str| {
            let id = of_command(line.as_bytes()).map(|meaning| meaning.id);
            [None, Some(UNKNOWN.id), Some(OTHER_ARGUMENTS.id)].contains(&id)
        };
        for spec in LIST {
            assert!(!vague(spec.example), "{}", spec.example);
            for usage in spec.usages {
                for line in [usage.example(spec), filled_in(&usage.syntax(spec))] {
                    assert!(!vague(&line), "{line}");
                }
            }
        }
    }

    /// The syntax with every parameter given, optional ones too: texts stay, bare parameters are 1.
    fn filled_in(syntax: &str) -> String {
        let mut line = String::new();
        let (mut quoted, mut parameter) = (false, false);
        for character in syntax
            .replace("<\"payload\"|datasize>", "<n>")
            .replace("<\"will payload\"|datasize>", "<n>")
            .replace(['[', ']'], "")
            .chars()
        {
            match character {
                '"' => {
                    quoted = !quoted;
                    line.push('"');
                }
                '<' => parameter = true,
                '>' => {
                    parameter = false;
                    line.push(if quoted { 'x' } else { '1' });
                }
                _ if parameter => {}
                other => line.push(other),
            }
        }
        line
    }

    #[test]
    fn no_secret_is_repeated() {
        for line in [
            "AT+MQTTUSER=1,\"user\",\"SECRET\",\"id\"",
            "AT+MQTTUSER=1,\"\",\"SECRET\"",
            "AT+MQTTUSER=1,user,SECRET",
            "AT+MIPCALL=1,\"apn\",\"user\",\"SECRET\"",
            "AT+CPIN=\"SECRET\"",
            "AT+CPIN=\"SECRET\",\"SECRET\"",
            "AT+MQTTPUB=1,\"t\",0,0,\"SECRET\"",
            "AT+MQTTAUTHCFG=3,\"id\",\"SECRET\"",
            "AT+MQTTAUTHDYN=1,\"h\",1883,\"SECRET\",\"SECRET\",\"SECRET\"",
            "AT+FOO=\"SECRET\"",
        ] {
            let meaning = of_command(line.as_bytes());
            assert!(meaning.is_some() && !format!("{meaning:?}").contains("SECRET"), "{line}: {meaning:?}");
        }
    }
}
