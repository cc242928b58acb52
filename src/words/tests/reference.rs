//! Every command, parameter and value has its texts, and a typed line's faults are told in whole sentences.

use fibocom_at::Profile;
use fibocom_at::commands::{self, Form, Kind, LIST, Parameter};
use fibocom_at::urc::CODES;

use super::*;

/// Every id that the list of commands names, with the attributes that belong to it.
fn named() -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for code in CODES {
        ids.extend([code.id.to_owned(), format!("{}.purpose", code.id)]);
        code.values.iter().for_each(|value| name(value, &mut ids));
    }
    for spec in LIST {
        ids.extend([spec.id.to_owned(), format!("{}.purpose", spec.id)]);
        for usage in spec.usages {
            let attribute = match usage.form {
                Form::Execute => "execute",
                Form::Set => "set",
                Form::Read => "read",
                Form::Test => "",
            };
            if !usage.reply.is_empty() && !attribute.is_empty() {
                ids.insert(format!("{}.{attribute}", spec.id));
            }
            usage.parameters.iter().for_each(|parameter| name(parameter, &mut ids));
        }
    }
    ids
}

fn name(parameter: &Parameter, ids: &mut BTreeSet<String>) {
    ids.extend([parameter.id.to_owned(), format!("{}.purpose", parameter.id)]);
    match parameter.kind {
        Kind::Choice(values) | Kind::LooseChoice(values) => ids.extend(values.iter().map(|value| value.id.to_owned())),
        Kind::Word(words) => ids.extend(words.iter().map(|word| word.id.to_owned())),
        _ => {}
    }
}

/// Every id of the catalogue that belongs to a code, a command, a parameter or a value, with its attributes.
fn defined() -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for entry in catalogue::entries() {
        if ["code-", "command-", "parameter-", "value-"].iter().any(|prefix| entry.id.starts_with(prefix)) {
            ids.insert(entry.id.to_owned());
            let attributes = entry.text.split("    .").skip(1).filter_map(|rest| rest.split_once(" ="));
            ids.extend(attributes.map(|(name, _)| format!("{}.{name}", entry.id)));
        }
    }
    ids
}

#[test]
fn every_command_parameter_and_value_has_its_texts_and_no_text_is_left_over() {
    let (named, defined) = (named(), defined());
    assert_eq!(named.difference(&defined).collect::<Vec<_>>(), Vec::<&String>::new(), "without a text");
    assert_eq!(defined.difference(&named).collect::<Vec<_>>(), Vec::<&String>::new(), "without a use");
}

#[test]
fn everything_of_the_reference_has_words() {
    let profile = &fibocom_at::profile::PERMISSIVE;
    let shown = |text: &str| !text.is_empty() && !text.contains(['[', '{']);
    for one in CODES {
        assert!(shown(&code(one)) && code_purpose(one).ends_with('.'), "{}", one.id);
        assert!(shown(&source(one.source)), "{}", one.id);
        for value in one.values {
            assert!(shown(&parameter(value)) && shown(&allowed(&value.allowed(profile))), "{}", value.id);
            assert!(parameter_purpose(value).ends_with('.'), "{}", value.id);
        }
    }
    for spec in LIST {
        assert!(shown(&command(spec)) && command_purpose(spec).ends_with('.'), "{}", spec.name);
        assert!(shown(&source(spec.source)), "{}", spec.name);
        for usage in spec.usages {
            assert!(command_reply(spec, usage).ends_with('.'), "{}", usage.syntax(spec));
            for one in usage.parameters {
                assert!(shown(&parameter(one)), "{}", one.id);
                assert!(parameter_purpose(one).ends_with('.'), "{}", one.id);
                assert!(shown(&allowed(&one.allowed(profile))), "{}", one.id);
            }
        }
    }
}

#[test]
fn what_is_wrong_with_a_line_is_a_sentence_with_its_manual() {
    for (model, line, expected) in [
        ("L610", "hello", "A command begins with AT."),
        ("L610", "AT+GTUSBMODE?", "No manual here has this command, so nothing was checked."),
        ("L610", "AT+MQTTSUB?", "The command does not have this form. It has =…, =? (MQTT manual V1.3, 1.5)."),
        ("L610", "AT+MQTTOPEN=1,\"h\",1883,1,301", "Argument 5 (keep alive) must be 1 to 300 (MQTT manual V1.3, 1.2)."),
        ("L610", "AT+MQTTOPEN=1,\"h\",1883,1", "Argument 5 (keep alive) is missing: 1 to 300 (MQTT manual V1.3, 1.2)."),
        (
            "L610",
            "AT+MQTTSUB=1,\"t\",3",
            "Argument 3 (QoS) must be 0 (at most once), 1 (at least once), 2 (exactly once) (MQTT manual V1.3, 1.5).",
        ),
        (
            "NL668-AM",
            "AT+MQTTOPEN=1,\"h\",8883,1,60,2",
            "This series cannot encrypt MQTT connections with TLS (MQTT manual V1.3, row 6).",
        ),
        (
            "M910",
            "AT+MQTTCLOSE=101",
            "This series does not have that client: it has 1, 2 (NL668 and M910 MQTT manual V1.2.6, 1.1, 1.2).",
        ),
        (
            "NL668",
            "AT+MQTTCLOSE=101",
            "This series does not have that client: it has 1, 2. The manual does not say so: it lists the commands for MQTT-SN that \
             this series does not have, and clients 101 and 102 for every series. It can be tried.",
        ),
        (
            "L610",
            "AT+MQTTUSER=1,\"a\\22b\",\"p\"",
            "Argument 2 (user name) has a quote or a backslash as an escape. The manual does not say so: quotes and backslashes \
             are sent as \\22 and \\5C, as the standard V.250 says and modules in use take it. It can be tried.",
        ),
        ("L610", "AT+MQTTCLOSE=1,2", "Argument 2 is one too many (MQTT manual V1.3, 1.3)."),
        ("L610", "AT+MQTTSUB=1,t,0", "Argument 2 (topic filter) must stand in quotes (MQTT manual V1.3, 1.5)."),
        (
            "L610",
            "AT+MQTTCLOSE=\"1\"",
            "Argument 1 (client) is a number and must not stand in quotes (MQTT manual V1.3, 1.3).",
        ),
        ("L610", "AT+MQTTSUB=1,\"t", "Argument 2 (topic filter) has no closing quote (MQTT manual V1.3, 1.5)."),
    ] {
        let findings = commands::check(line, Profile::for_model(model));
        let sentences: Vec<_> = findings.iter().map(finding).collect();
        assert_eq!(sentences, [expected], "{line}");
    }
}

#[test]
fn a_password_is_not_repeated() {
    let findings = commands::check("AT+MQTTUSER=1,\"u\",\"hunter\u{7}\"", Profile::for_model("L610"));
    let sentences: Vec<_> = findings.iter().map(finding).collect();
    assert_eq!(
        sentences,
        ["Argument 3 (password) contains a character that cannot be sent (position 7) (MQTT manual V1.3, 1.1)."]
    );
}
