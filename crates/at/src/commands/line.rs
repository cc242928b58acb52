//! Builds a command line, so that quoting is decided in one place.

use super::Form;
use crate::args::TopicRef;

/// A command line under construction, without its CR.
#[derive(Clone, PartialEq, Eq)]
pub struct CommandLine {
    text: String,
    arguments: usize,
}

impl CommandLine {
    /// `AT`, the name, and what its form adds; arguments of a set form follow.
    #[must_use]
    pub fn of(name: &str, form: Form) -> Self {
        let suffix = match form {
            Form::Execute | Form::Set => "",
            Form::Read => "?",
            Form::Test => "=?",
        };
        Self { text: format!("AT{name}{suffix}"), arguments: 0 }
    }

    /// A basic command with its number: `ATE0` (V.250, 5.3.1).
    #[must_use]
    pub fn basic(name: &str, number: u8) -> Self {
        Self { text: format!("AT{name}{number}"), arguments: 0 }
    }

    /// The beginning of a line with arguments.
    #[must_use]
    pub fn execute(name: &str) -> Self {
        Self::of(name, Form::Execute)
    }

    /// Adds a number.
    #[must_use]
    pub fn number(mut self, value: impl Into<u64>) -> Self {
        self.separate();
        self.text.push_str(&value.into().to_string());
        self
    }

    /// Adds a text in quotes. `"` and `\` travel as `\22` and `\5C`, the escapes of V.250 5.4.2.2: no string of these commands
    /// can be sent by length instead, except payloads.
    #[must_use]
    pub fn quoted(mut self, value: &str) -> Self {
        self.separate();
        self.text.push('"');
        for character in value.chars() {
            match character {
                '"' => self.text.push_str("\\22"),
                '\\' => self.text.push_str("\\5C"),
                other => self.text.push(other),
            }
        }
        self.text.push('"');
        self
    }

    /// Adds a topic: a name in quotes, or the number of an MQTT-SN topic.
    #[must_use]
    pub fn topic<T: AsRef<str>>(self, topic: &TopicRef<T>) -> Self {
        match topic {
            TopicRef::Name(name) | TopicRef::Short(name) => self.quoted(name.as_ref()),
            TopicRef::Id(id) => self.number(id.number()),
        }
    }

    /// The bytes to send, without the CR.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.text.into_bytes()
    }

    /// The line as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    fn separate(&mut self) {
        self.text.push(if self.arguments == 0 { '=' } else { ',' });
        self.arguments += 1;
    }
}

impl std::fmt::Debug for CommandLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let masked = crate::secrets::masked(self.text.as_bytes());
        f.debug_tuple("CommandLine").field(&String::from_utf8_lossy(&masked)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_separated_and_texts_quoted() {
        let line = CommandLine::execute("+MQTTOPEN").number(1_u8).quoted("a\"b\\c").number(60_u16);
        assert_eq!(line.as_str(), "AT+MQTTOPEN=1,\"a\\22b\\5Cc\",60");
    }
}
