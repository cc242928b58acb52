//! The ways to write a command: its forms, and the variants of a form whose parameters differ.

use super::argument::Tells;
use super::parameter::{Kind, Need, Parameter, Secrecy};
use super::{Form, Spec};

/// One way to write a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usage {
    /// The form.
    pub form: Form,
    /// Its parameters, in order.
    pub parameters: &'static [Parameter],
    /// The lines of the reply before OK, or the status line behind it, as the manual prints them. Empty when there are none.
    pub reply: &'static str,
    /// A line that can be sent as it stands, where it is not the command with its form's ending alone.
    pub example: Option<&'static str>,
}

impl Usage {
    /// `AT+X`, without parameters.
    #[must_use]
    pub const fn execute(reply: &'static str) -> Self {
        Self { form: Form::Execute, parameters: &[], reply, example: None }
    }

    /// `AT+X=…`
    #[must_use]
    pub const fn set(parameters: &'static [Parameter], reply: &'static str, example: &'static str) -> Self {
        Self { form: Form::Set, parameters, reply, example: Some(example) }
    }

    /// `AT+X?`
    #[must_use]
    pub const fn read(reply: &'static str) -> Self {
        Self { form: Form::Read, parameters: &[], reply, example: None }
    }

    /// `AT+X=?`
    #[must_use]
    pub const fn test(reply: &'static str) -> Self {
        Self { form: Form::Test, parameters: &[], reply, example: None }
    }

    /// Whether it can have so many arguments.
    pub(super) fn takes(&self, arguments: usize) -> bool {
        let needed = self.parameters.iter().take_while(|parameter| parameter.need == Need::Required).count();
        (needed..=self.parameters.len()).contains(&arguments)
    }

    /// Whether the arguments that tell it from the command's other usages are these.
    pub(super) fn is_told_by<A: Tells>(&self, arguments: &[A]) -> bool {
        self.parameters.iter().zip(arguments).all(|(parameter, argument)| match parameter.kind {
            Kind::Choice([only]) => argument.number() == Some(only.number),
            _ => true,
        })
    }

    /// The syntax, with parameters in angle brackets, what may be left out in square ones, and texts in quotes.
    #[must_use]
    pub fn syntax(&self, spec: &Spec) -> String {
        let mut line = self.stem(spec);
        let mut open = 0;
        for (index, parameter) in self.parameters.iter().enumerate() {
            if parameter.need == Need::Optional {
                line.push('[');
                open += 1;
            }
            if index > 0 {
                line.push(',');
            }
            line.push_str(&placeholder(parameter));
        }
        line.push_str(&"]".repeat(open));
        line
    }

    /// The line before its first parameter.
    #[must_use]
    pub fn stem(&self, spec: &Spec) -> String {
        let ending = match self.form {
            Form::Execute => "",
            Form::Set => "=",
            Form::Read => "?",
            Form::Test => "=?",
        };
        format!("AT{}{ending}", spec.name)
    }

    /// A line that can be sent as it stands.
    #[must_use]
    pub fn example(&self, spec: &Spec) -> String {
        self.example.map_or_else(|| self.stem(spec), str::to_owned)
    }

    /// The positions of the parameters that must not be shown.
    pub fn secrets(&self) -> impl Iterator<Item = usize> + use<> {
        let parameters = self.parameters.iter().enumerate();
        parameters.filter(|(_, parameter)| parameter.secrecy == Secrecy::Secret).map(|(position, _)| position)
    }

    /// The position of the parameter that is the client which the command is for.
    pub(super) fn client(&self) -> Option<usize> {
        self.parameters.iter().position(|parameter| matches!(parameter.kind, Kind::Client(_)))
    }

    /// The position of the parameter that can say how many bytes follow the prompt.
    #[must_use]
    pub fn datasize(&self) -> Option<usize> {
        let counts = |kind| matches!(kind, Kind::Datasize(_) | Kind::Payload | Kind::WillPayload);
        self.parameters.iter().position(|parameter| counts(parameter.kind))
    }
}

fn placeholder(parameter: &Parameter) -> String {
    let name = parameter.name();
    match parameter.kind {
        Kind::Choice([only]) => only.number.to_string(),
        Kind::Word(_) | Kind::Text(..) | Kind::LooseChoice(_) => format!("\"<{name}>\""),
        Kind::Topic(_) | Kind::TopicName => format!("\"<{name}>\""),
        Kind::Payload | Kind::WillPayload => format!("<\"{name}\"|datasize>"),
        Kind::Client(_) | Kind::Number(_) | Kind::Datasize(_) | Kind::Choice(_) => {
            format!("<{name}>")
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::commands::{Form, Spec};

    #[test]
    fn the_syntax_is_written_from_the_parameters() {
        let of = |name: &str, form: Form| {
            let spec = Spec::named(name).unwrap();
            spec.usages(form).map(|usage| usage.syntax(spec)).collect::<Vec<_>>()
        };
        for (name, form, expected) in [
            ("", Form::Execute, "AT"),
            ("E", Form::Execute, "ATE[<echo>]"),
            ("+CSQ", Form::Test, "AT+CSQ=?"),
            ("+MQTTOPEN", Form::Set, "AT+MQTTOPEN=<client>,\"<host>\",<port>,<clean session>,<keep alive>[,<tls>]"),
            ("+MQTTPUB", Form::Set, "AT+MQTTPUB=<client>,\"<topic>\",<qos>,<retain>,<\"payload\"|datasize>"),
            ("+COPS", Form::Set, "AT+COPS=<operator mode>[,<operator format>,\"<operator>\"[,<technology>]]"),
        ] {
            assert_eq!(of(name, form), [expected]);
        }
        let dial = [
            "AT+MIPCALL=0",
            "AT+MIPCALL=1[,\"<apn>\"[,\"<dial username>\",\"<dial password>\"]]",
            "AT+MIPCALL=1,<cid>",
        ];
        assert_eq!(of("+MIPCALL", Form::Set), dial);
    }
}
