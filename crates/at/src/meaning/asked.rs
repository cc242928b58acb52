//! What a sent command asks of the module, in every form.

use super::Meaning;
use super::entry::entries;
use crate::commands::{self, Form, Typed};

entries! {
    UNKNOWN = "meaning-ask-unknown" Info ("command");
    OTHER_ARGUMENTS = "meaning-ask-other-arguments" Warn ("command");
    TEST = "meaning-ask-test" Info ("command");
}

/// What a command asks: it knows that itself, or something general can be said.
pub(super) fn meaning(typed: &Typed) -> Meaning {
    commands::asks(typed).unwrap_or_else(|| {
        let entry = match typed.form {
            Form::Test => TEST,
            _ if commands::is_explained(&typed.name) => OTHER_ARGUMENTS,
            _ => UNKNOWN,
        };
        entry.with([format!("AT{}", typed.name).into()])
    })
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
